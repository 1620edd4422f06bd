import { corsSafelistedMethod } from '../http/methods'
import { determineNetworkPartitionKey } from '../origin/partition-key'
import {
  type BucketKey,
  cacheKeyFor,
  clearCacheEntries,
  firstWithoutMatch,
} from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import type { Trace } from '../spec/trace'
import { type UserAgent, withPreflightCache } from '../user-agent/user-agent'
import type { Route } from './main-fetch'
import { useCORSPreflightFlag } from './needs-preflight'
import { byteSerializeRequestOrigin, currentURL, type RequestRecord } from './request'

/** Whether the preflight cache makes a preflight unnecessary. HTTP fetch, step 4.1. */
export function preflightCacheAnswers(
  userAgent: UserAgent,
  route: Route,
  now: Instant,
  trace: Trace | null,
): boolean {
  const { profile, preflightCache } = userAgent
  const { request, unsafeNames } = route
  if (bypasses(profile, request)) {
    if (trace !== null)
      trace.decide('http-fetch/preflight-cache-bypassed', true, { subject: request.cacheMode })
    return false
  }
  const { method, credentialsMode } = request
  // Deviation(DV-54): one engine looks HEAD up as well.
  const unsafe = !corsSafelistedMethod(method) || (method === 'HEAD' && profile.headIsLookedUp)
  const methodCounts = unsafe || useCORSPreflightFlag(profile, request)
  const wanted = methodCounts ? method : null
  const key = cacheKey(request)
  let missing = firstWithoutMatch(preflightCache, key, wanted, unsafeNames, credentialsMode, now, profile)
  // A preflight forced by what was before a redirect has nothing to look for, and is never answered by the cache.
  if (missing === null && !methodCounts && unsafeNames.length === 0) missing = method
  if (trace !== null) {
    if (missing === null)
      trace.decide('http-fetch/preflight-cached', true, { subject: currentURL(request).href })
    else trace.decide('http-fetch/preflight-sent', true, { subject: missing })
  }
  return missing === null
}

/** Deviation(DV-25): a reload looks at no cache, to some engines not at this one either. */
function bypasses({ cacheModesPastPreflightCache }: Profile, { cacheMode }: RequestRecord): boolean {
  return cacheMode !== 'default' && cacheModesPastPreflightCache.some((mode) => mode === cacheMode)
}

/** The bucket of a request. https://fetch.spec.whatwg.org/#concept-cache-match */
export function cacheKey(request: RequestRecord): BucketKey {
  const { client, origin } = request
  const partition = client === null ? null : determineNetworkPartitionKey(client.topLevelOrigin)
  const serialized = byteSerializeRequestOrigin(request)
  return origin.kind === 'tuple' && serialized === origin.serialized
    ? cacheKeyFor(partition, serialized, currentURL(request), origin.hash)
    : cacheKeyFor(partition, serialized, currentURL(request))
}

/** The browser after a look-up that found too little, and before the preflight. */
export function withoutUncovered(userAgent: UserAgent, request: RequestRecord): UserAgent {
  // Deviation(DV-68): engines drop what they found.
  return userAgent.profile.uncoveredEntryDropped && !bypasses(userAgent.profile, request)
    ? withPreflightCache(userAgent, clearCacheEntries(userAgent.preflightCache, cacheKey(request)))
    : userAgent
}

/** Whether a failure drops what the preflight cache holds for the URL. Main fetch, step 12. */
export function failureClears(
  profile: Profile,
  request: RequestRecord,
  clearCacheOnError: boolean,
  failed: 'preflight' | 'response',
): boolean {
  // Deviation(DV-23): engines keep it when a preflight fails.
  if (failed === 'preflight') return clearCacheOnError && profile.failedPreflightClears
  // Deviation(DV-24): engines keep it when the actual response does, or drop it even where none was needed.
  switch (profile.failedResponseClears) {
    case 'never':
      return false
    case 'preflighted':
      return clearCacheOnError
    case 'any-cors':
      return clearCacheOnError || request.responseTainting === 'cors'
  }
}
