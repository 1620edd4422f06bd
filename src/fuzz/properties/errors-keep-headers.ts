import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { FindingClass, Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

const classes: ReadonlySet<FindingClass> = /* @__PURE__ */ new Set<FindingClass>([
  'error-without-headers',
  'limit-without-headers',
  'unreadable-path-without-headers',
])

/** Errors can be read by the pages that may read the rest. */
export function errorsKeepHeaders(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(target, intent, ({ class: of }) => classes.has(of))
}
