import { corsSafelistedMethod } from '../http/methods'
import { determineNetworkPartitionKey } from '../origin/partition-key'
import { type BucketKey, cacheKeyFor, firstWithoutMatch } from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import type { Trace } from '../spec/trace'
import type { UserAgent } from '../user-agent/user-agent'
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
  // Deviation(DV-25): a reload looks at no cache, to some engines not at this one either.
  if (
    request.cacheMode !== 'default' &&
    profile.cacheModesPastPreflightCache.some((mode) => mode === request.cacheMode)
  ) {
    if (trace !== null)
      trace.decide('http-fetch/preflight-cache-bypassed', true, { subject: request.cacheMode })
    return false
  }
  const { method, credentialsMode } = request
  const methodCounts = !corsSafelistedMethod(method) || useCORSPreflightFlag(profile, request)
  const wanted = methodCounts ? method : null
  const key = cacheKey(request)
  let missing = firstWithoutMatch(preflightCache, key, wanted, unsafeNames, credentialsMode, now, profile)
  // Deviation(DV-11): a preflight forced by what a redirect took off is never answered
  // by the cache, since there is nothing to look for.
  if (missing === null && !methodCounts && unsafeNames.length === 0) missing = method
  if (trace !== null) {
    if (missing === null)
      trace.decide('http-fetch/preflight-cached', true, { subject: currentURL(request).href })
    else trace.decide('http-fetch/preflight-sent', true, { subject: missing })
  }
  return missing === null
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
