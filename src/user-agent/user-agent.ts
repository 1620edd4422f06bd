import { type CookieStore, emptyCookieStore } from '../cookies/cookie-store'
import { type CookieStoreJSON, cookieStoreFromJSON, cookieStoreToJSON } from '../cookies/cookie-store-json'
import { invalidJSON, readNumber, readObject } from '../infra/read-json'
import type { OpaqueOrigin } from '../origin/origin'
import { emptyPreflightCache, type PreflightCache } from '../preflight-cache/preflight-cache'
import {
  type PreflightCacheJSON,
  preflightCacheFromJSON,
  preflightCacheToJSON,
} from '../preflight-cache/preflight-cache-json'
import type { Profile, ProfileName } from '../profile/profile'
import { type ProfileJSON, profileFromJSON, profileToJSON } from '../profile/profile-json'
import { resolveProfile } from '../profile/resolve-profile'
import { formatVersion, readFormatVersion } from './format-version'

/** Everything one browser remembers between fetches: a value, replaced and never changed. */
export interface UserAgent {
  readonly profile: Profile
  readonly preflightCache: PreflightCache
  readonly cookieStore: CookieStore
  /** How many opaque origins it has given out. */
  readonly opaqueOrigins: number
}

/**
 * A browser that has not been used yet, by a profile or the name of one.
 *
 * @throws ConfigError where there is no such profile.
 */
export function createUserAgent(profile: Profile | ProfileName): UserAgent {
  return {
    profile: resolveProfile(profile),
    preflightCache: emptyPreflightCache,
    cookieStore: emptyCookieStore,
    opaqueOrigins: 0,
  }
}

/** The same browser with another preflight cache. */
export function withPreflightCache(userAgent: UserAgent, preflightCache: PreflightCache): UserAgent {
  if (preflightCache === userAgent.preflightCache) return userAgent
  const { profile, cookieStore, opaqueOrigins } = userAgent
  return { profile, preflightCache, cookieStore, opaqueOrigins }
}

/** The same browser with other cookies. */
export function withCookieStore(userAgent: UserAgent, cookieStore: CookieStore): UserAgent {
  if (cookieStore === userAgent.cookieStore) return userAgent
  const { profile, preflightCache, opaqueOrigins } = userAgent
  return { profile, preflightCache, cookieStore, opaqueOrigins }
}

/**
 * The same memory in another browser. What is cached stays, and is judged by the new profile's rules.
 *
 * @throws ConfigError where there is no such profile.
 */
export function withProfile(userAgent: UserAgent, profile: Profile | ProfileName): UserAgent {
  const found = resolveProfile(profile)
  if (found === userAgent.profile) return userAgent
  return {
    profile: found,
    preflightCache: userAgent.preflightCache,
    cookieStore: userAgent.cookieStore,
    opaqueOrigins: userAgent.opaqueOrigins,
  }
}

/**
 * An opaque origin, for a sandboxed document say, that is not the same as any other of this user agent: ids
 * are counted, from 1. https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque
 */
export function newOpaqueOrigin(userAgent: UserAgent): {
  readonly userAgent: UserAgent
  readonly origin: OpaqueOrigin
} {
  const { profile, preflightCache, cookieStore } = userAgent
  const id = userAgent.opaqueOrigins + 1
  return {
    userAgent: { profile, preflightCache, cookieStore, opaqueOrigins: id },
    origin: { kind: 'opaque', id },
  }
}

/** The browser with nothing remembered. Opaque origins are counted on, since documents may still have theirs. */
export function clearUserAgent(userAgent: UserAgent): UserAgent {
  return withCookieStore(withPreflightCache(userAgent, emptyPreflightCache), emptyCookieStore)
}

/** A user agent as plain JSON. */
export interface UserAgentJSON {
  /** The version of the format. */
  readonly corsac: typeof formatVersion
  readonly profile: ProfileJSON
  readonly preflightCache: PreflightCacheJSON
  readonly cookieStore: CookieStoreJSON
  readonly opaqueOrigins: number
}

/** The user agent as plain JSON, which is the caller's to keep. Its profile is in it whole, not by name. */
export function userAgentToJSON(userAgent: UserAgent): UserAgentJSON {
  return {
    corsac: formatVersion,
    profile: profileToJSON(userAgent.profile),
    preflightCache: preflightCacheToJSON(userAgent.preflightCache),
    cookieStore: cookieStoreToJSON(userAgent.cookieStore),
    opaqueOrigins: userAgent.opaqueOrigins,
  }
}

/**
 * The user agent that `userAgentToJSON` wrote, `path` being where it lies in a larger value.
 *
 * @throws ConfigError naming the first place that is wrong, `corsac` where it is of another version.
 */
export function userAgentFromJSON(json: unknown, path = 'userAgent'): UserAgent {
  const given = readObject<keyof UserAgentJSON>(json, path)
  readFormatVersion(given.corsac, `${path}.corsac`)
  const opaqueOrigins = readNumber(given.opaqueOrigins, `${path}.opaqueOrigins`)
  if (!Number.isSafeInteger(opaqueOrigins) || opaqueOrigins < 0) {
    invalidJSON(opaqueOrigins, `${path}.opaqueOrigins`, 'a whole number, 0 or more')
  }
  return {
    profile: profileFromJSON(given.profile, `${path}.profile`),
    preflightCache: preflightCacheFromJSON(given.preflightCache, `${path}.preflightCache`),
    cookieStore: cookieStoreFromJSON(given.cookieStore, `${path}.cookieStore`),
    opaqueOrigins,
  }
}
