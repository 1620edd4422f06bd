import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** A shared cache between browsers and server makes no difference. */
export function sharedCachesChangeNothing(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) =>
      of === 'cache-breaks-intended-use' || of === 'cache-may-break-intended-use' || of === 'cache-leaks',
  )
}
