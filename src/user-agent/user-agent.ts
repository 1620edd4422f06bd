import { emptyPreflightCache, type PreflightCache } from '../preflight-cache/preflight-cache'
import type { Profile } from '../profile/profile'

export interface UserAgent {
  readonly profile: Profile
  readonly preflightCache: PreflightCache
  readonly opaqueOrigins: number
}
export function createUserAgent(profile: Profile): UserAgent {
  return { profile, preflightCache: emptyPreflightCache, opaqueOrigins: 0 }
}
export function withPreflightCache(userAgent: UserAgent, preflightCache: PreflightCache): UserAgent {
  return { profile: userAgent.profile, preflightCache, opaqueOrigins: userAgent.opaqueOrigins }
}
