import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** The server answers whatever it is asked, with something that HTTP can carry. */
export function neverFails(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) => of === 'target-threw' || of === 'target-answers-garbage',
  )
}
