import { hasHeader } from '../http/header-list'
import { rangeStatus } from '../http/statuses'
import { sameOrigin } from '../origin/origin'
import { includesCredentials, type URLRecord, upgradeToHTTPS, withoutUserinfo } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { withAcceptHeader } from './accept-header'
import { blockedDueToMIMEType, blockedDueToNosniff } from './mime-blocking'
import { blockedAsMixedContent, upgradesMixedContent } from './mixed-content'
import { preflightHeaderNames, preflightNeeded, traceWhyPreflight } from './needs-preflight'
import { blockedDueToBadPort } from './port-blocking'
import { defaultReferrerPolicy, determineRequestsReferrer } from './referrer'
import {
  currentURL,
  type ReferrerPolicy,
  type RequestRecord,
  type ResponseTainting,
  routedRequest,
} from './request'
import type { FilteredResponse, WireRequest } from './response'

/** Where main fetch's first half sends a request. */
export interface Route {
  readonly request: RequestRecord
  /** Why it goes nowhere; null where it goes. */
  readonly refusal: Reason | null
  /** Whether HTTP fetch is to make a CORS preflight, unless the cache has the answer. */
  readonly makeCORSPreflight: boolean
  /** What the preflight will ask for; empty without one. */
  readonly unsafeNames: readonly string[]
}

const noNames: readonly string[] = []

/**
 * The first half of main fetch: up to the point where a response is to be had.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 *
 * Not modelled: CSP and integrity policies (steps 4, 7, 20), HSTS and HTTPS DNS records (step 10), service
 * workers (override fetch), preloads (step 12, first branch), subresource integrity (step 23).
 */
export function mainFetch(profile: Profile, request: RequestRecord, trace: Trace | null): Route {
  // 6. Images, audio and video are upgraded, where everything else is blocked.
  let urlList = request.urlList
  if (upgradesMixedContent(profile, request)) {
    urlList = withCurrentURL(urlList, upgradeToHTTPS(currentURL(request)))
    if (trace !== null) trace.decide('main-fetch/upgraded', true, { subject: currentURL(request).href })
  }
  const url = urlList[urlList.length - 1] as URLRecord

  // 8. and 9. Bookkeeping, done before step 7 because the order does not show.
  const referrerPolicy = effectiveReferrerPolicy(request)
  const referrer = determineRequestsReferrer(profile, request, url, referrerPolicy)

  // 12. Which of the branches it is decides the response tainting.
  const basic = isBasic(request, url)
  const responseTainting: ResponseTainting = basic ? 'basic' : request.mode === 'no-cors' ? 'opaque' : 'cors'
  const headerList = withAcceptHeader(request)
  const routed = routedRequest(request, urlList, headerList, referrerPolicy, referrer, responseTainting)

  // 7.
  if (blockedDueToBadPort(url)) {
    return refuse(routed, fail('main-fetch/bad-port', { subject: url.href, actual: String(url.port) }))
  }
  if (blockedAsMixedContent(profile, routed)) {
    return refuse(routed, fail('main-fetch/mixed-content', { subject: url.href }))
  }

  if (blockedForURLCredentials(profile, routed)) {
    return refuse(routed, fail('main-fetch/url-credentials', { subject: withoutUserinfo(url) }))
  }

  // 12. The branches in order.
  if (basic) {
    if (trace !== null) traceBasic(routed, url, trace)
    return proceed(routed)
  }
  switch (request.mode) {
    case 'same-origin':
      return refuse(routed, fail('main-fetch/same-origin-mode', { subject: url.href }))
    case 'no-cors':
      if (request.redirectMode !== 'follow') {
        return refuse(routed, fail('main-fetch/no-cors-redirect-mode', { actual: request.redirectMode }))
      }
      if (trace !== null) trace.decide('main-fetch/no-cors', true, { subject: url.href })
      return proceed(routed)
    default:
      return corsRoute(profile, routed, url, trace)
  }
}

/** Deviation(DV-28): one engine has no user names and passwords in the URLs of what pages load, but for XMLHttpRequest. */
function blockedForURLCredentials(profile: Profile, request: RequestRecord): boolean {
  if (profile.urlCredentials === 'allowed' || !includesCredentials(currentURL(request))) return false
  if (request.destination === 'document' || request.initiatorType === 'xmlhttprequest') return false
  const page = request.client === null ? null : request.client.creationURL
  return page === null || !includesCredentials(page)
}

/** The branches that speak the CORS protocol. */
function corsRoute(profile: Profile, request: RequestRecord, url: URLRecord, trace: Trace | null): Route {
  if (url.scheme !== 'http' && url.scheme !== 'https') {
    return refuse(request, fail('main-fetch/scheme-without-cors', { subject: url.href, actual: url.scheme }))
  }
  const unsafeNames = preflightHeaderNames(profile, request)
  if (preflightNeeded(profile, request, unsafeNames)) {
    if (trace !== null) {
      traceWhyPreflight(profile, request, trace)
      trace.decide('main-fetch/cors-with-preflight', true, { subject: url.href })
    }
    return { request, refusal: null, makeCORSPreflight: true, unsafeNames }
  }
  if (trace !== null) trace.decide('main-fetch/cors', true, { subject: url.href })
  return proceed(request)
}

/** Step 12, the branches that need no CORS: own origin and untainted, data:, or a mode of its own. */
function isBasic(request: RequestRecord, url: URLRecord): boolean {
  if (request.responseTainting === 'basic' && sameOrigin(url.origin, request.origin)) return true
  return url.scheme === 'data' || request.mode === 'navigate' || request.mode === 'websocket'
}

function traceBasic(request: RequestRecord, url: URLRecord, trace: Trace): void {
  const branch = sameOrigin(url.origin, request.origin)
    ? 'main-fetch/same-origin'
    : url.scheme === 'data'
      ? 'main-fetch/data-url'
      : 'main-fetch/navigate'
  trace.decide(branch, true, { subject: url.href })
}

function proceed(request: RequestRecord): Route {
  return { request, refusal: null, makeCORSPreflight: false, unsafeNames: noNames }
}

function refuse(request: RequestRecord, refusal: Reason): Route {
  return { request, refusal, makeCORSPreflight: false, unsafeNames: noNames }
}

/** Step 8: the request's own policy, else its document's, else the default. */
function effectiveReferrerPolicy(request: RequestRecord): ReferrerPolicy {
  if (request.referrerPolicy !== '') return request.referrerPolicy
  const policy = request.client === null ? '' : request.client.referrerPolicy
  return policy === '' ? defaultReferrerPolicy : policy
}

function withCurrentURL(urlList: RequestRecord['urlList'], url: URLRecord): RequestRecord['urlList'] {
  return urlList.length === 1 ? [url] : [urlList[0], ...urlList.slice(1, -1), url]
}

/**
 * The second half of main fetch: what may still keep a filtered response from the page.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function blockedAfterwards(
  request: RequestRecord,
  sent: WireRequest,
  response: FilteredResponse,
): Reason | null {
  const { internalResponse } = response
  // 20. Mixed content was judged when this URL was requested, and only a service worker could have changed it.
  if (request.destination !== '') {
    const blocked =
      blockedDueToMIMEType(request, internalResponse) ?? blockedDueToNosniff(request, internalResponse)
    if (blocked !== null) return blocked
  }
  // 21. A part of a response, for somebody who did not ask for a part.
  if (
    response.type === 'opaque' &&
    rangeStatus(internalResponse.status) &&
    hasHeader(sent.headerList, 'range') &&
    !hasHeader(request.headerList, 'range')
  ) {
    return fail('main-fetch/range-not-requested', { actual: String(internalResponse.status) })
  }
  return null
}
