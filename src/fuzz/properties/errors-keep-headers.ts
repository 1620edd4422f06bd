import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** Errors can be read by the pages that may read the rest. */
export function errorsKeepHeaders(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) => of === 'error-without-headers' || of === 'limit-without-headers',
  )
}
