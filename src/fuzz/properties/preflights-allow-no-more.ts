import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** Preflights allow what is meant, and do nothing but allow. */
export function preflightsAllowNoMore(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) =>
      of === 'method-laxity' ||
      of === 'header-laxity' ||
      of === 'preflight-sets-cookie' ||
      of === 'options-side-effect',
  )
}
