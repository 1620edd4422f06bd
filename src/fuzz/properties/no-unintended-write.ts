import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** No preflight lets a page send what its origin is not meant to. */
export function noUnintendedWrite(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(target, intent, ({ class: of }) => of === 'unintended-write')
}
