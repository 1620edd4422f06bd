import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** Pages can do all that they are meant to, in every browser, and read what is meant to be exposed. */
export function intendedUsesWork(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) => of === 'intended-use-fails' || of === 'exposed-header-hidden',
  )
}
