import type { Handler } from '../../fetch/exchange-state'
import { isReadClass } from '../classes'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** No page reads what its origin is not meant to, in any browser. */
export function noUnintendedRead(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) =>
      of === 'wildcard' || of === 'credentials-laxity' || of === 'path-laxity' || isReadClass(of),
  )
}
