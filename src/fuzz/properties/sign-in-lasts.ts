import type { Handler } from '../../fetch/exchange-state'
import type { TargetInput } from '../target'
import type { Intent } from '../types'
import { type CaseProperty, propertyOf } from './property'

/** Who signs in stays signed in, in every browser that does not block cookies of third parties altogether. */
export function signInLasts(target: TargetInput<Handler>, intent: Intent): CaseProperty {
  return propertyOf(
    target,
    intent,
    ({ class: of }) => of === 'login-fails' || of === 'login-sets-no-cookie' || of === 'session-cookie-lost',
  )
}
