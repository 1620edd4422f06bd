import { type Header, type HeaderList, hasHeader } from '../http/header-list'
import { parseSingleRangeHeaderValue } from '../http/range'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { embedderPolicyAllowsCredentials, includeCredentials } from './credentials'
import { appendFetchMetadataHeaders } from './fetch-metadata'
import { requestOriginHeader } from './origin-header'
import { refererHeader } from './referrer'
import {
  type CacheMode,
  currentURL,
  hoppedAcrossOrigins,
  isNavigationRequest,
  type RequestRecord,
} from './request'
import type { WireRequest } from './response'
import { folded, inUTF8 } from './wire-headers'

const contentLengthZero: Header = { name: 'content-length', value: '0' }
const identityOnly: Header = { name: 'accept-encoding', value: 'identity' }
const upgradeHeader: Header = { name: 'upgrade-insecure-requests', value: '1' }
const noCache: Header = { name: 'cache-control', value: 'no-cache' }
const pragmaNoCache: Header = { name: 'pragma', value: 'no-cache' }
const maxAgeZero: Header = { name: 'cache-control', value: 'max-age=0' }
const purposePrefetch: Header = { name: 'sec-purpose', value: 'prefetch' }

/** Kept-alive requests may outlive their page, with 64 kibibytes at most. */
const keepaliveLimit = 64 * 1024

/** What a preflight is for, and the origin that it says. */
export interface PreflightFor {
  readonly request: RequestRecord
  readonly origin: string
}

/**
 * What HTTP-network-or-cache fetch puts on the wire, or why it sends nothing. What comes back is the
 * business of exchange.ts. `preflight` is null for any request that is none, `cookie` null for no cookies.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 *
 * Not modelled: HTTP cache (every request goes to the network, but for `only-if-cached`), HTTP
 * authentication (steps 8.21.2, 12, 13), WebDriver BiDi.
 */
export function httpNetworkOrCacheFetch(
  profile: Profile,
  request: RequestRecord,
  preflight: PreflightFor | null,
  cookie: string | null,
  trace: Trace | null,
): WireRequest | Reason {
  const isPreflight = preflight !== null
  const headers = wireHeaders(profile, request)

  if (trace !== null && !isPreflight) traceCredentials(profile, request, trace)

  // 8.5. to 8.9.
  const { body } = request
  if (body === null) {
    if (request.method === 'POST' || request.method === 'PUT') headers.push(contentLengthZero)
  } else if (body.kind === 'bytes') {
    const { length } = body.bytes
    headers.push({ name: 'content-length', value: String(length) })
    // 8.10. Not modelled: other keepalive requests still in flight, which count against the same limit.
    if (request.keepalive && length > keepaliveLimit) {
      return fail('http-network-or-cache-fetch/keepalive-too-large', {
        expected: String(keepaliveLimit),
        actual: String(length),
      })
    }
  }

  // 8.11.
  const { referrer } = request
  if (typeof referrer !== 'string') {
    const asks = preflight === null ? request : preflight.request
    headers.push({ name: 'referer', value: refererHeader(profile, asks, referrer) })
  }

  // 8.12.
  const origin = preflight === null ? requestOriginHeader(profile, request, trace) : preflight.origin
  if (origin !== null) headers.push({ name: 'origin', value: origin })

  // 8.13. and 8.14.
  appendFetchMetadataHeaders(profile, request, preflight === null ? null : preflight.request, headers)
  if (request.initiator === 'prefetch') headers.push(purposePrefetch)

  // 8.15. Not modelled: the `User-Agent` header, which decides nothing here; the driver may send one.
  // 8.16. to 8.18.
  if (saysCacheMode(profile, request)) appendCacheHeaders(cacheModeOf(profile, request), headers)
  if (!isPreflight && saysMaxAgeZero(profile, request) && !hasHeader(headers, 'cache-control'))
    headers.push(maxAgeZero)

  // 8.19. and what engines make of a range.
  if (hasHeader(request.headerList, 'range')) {
    if (request.method === 'GET') rewriteRange(profile, headers)
    headers.push(identityOnly)
  }

  // 8.20. Deviation(DV-38): a navigation says that it would rather have https.
  if (profile.upgradeInsecureRequests !== 'none' && isNavigationRequest(request)) {
    if (profile.upgradeInsecureRequests === 'navigations' || currentURL(request).scheme === 'http') {
      headers.push(upgradeHeader)
    }
  }

  // 8.21.1.
  if (cookie !== null) headers.push({ name: 'cookie', value: cookie })

  // 11.1. With no HTTP cache there is never a stored response.
  // Deviation(DV-87): one engine's port goes to the network.
  if (request.cacheMode === 'only-if-cached' && profile.onlyIfCached === 'network-error')
    return fail('http-network-or-cache-fetch/only-if-cached')

  return { method: request.method, url: currentURL(request), headerList: headers, body }
}

/** The page's headers as they go on the wire. */
function wireHeaders(profile: Profile, { headerList, body }: RequestRecord): Header[] {
  // Deviation(DV-58): one engine makes one value of several.
  const list = profile.repeatedRequestHeaders === 'folded' ? folded(headerList, body !== null) : headerList
  // Deviation(DV-72): one engine sends what is not ASCII as UTF-8.
  return profile.requestHeaderBytes === 'as-given' ? list.slice() : list.map(inUTF8)
}

/** Deviation(DV-65): whether `Cache-Control` and `Pragma` of the cache mode are sent, which one engine forgets. */
function saysCacheMode(profile: Profile, request: RequestRecord): boolean {
  return profile.cacheHeadersOnCrossOriginHops || request.mode !== 'cors' || !hoppedAcrossOrigins(request)
}

/** The cache mode, which a validator of the page's own changes. Step 8.16. */
function cacheModeOf(profile: Profile, request: RequestRecord): CacheMode {
  if (request.cacheMode !== 'default') return request.cacheMode
  // Deviation(DV-74): one engine keeps what came without credentials apart.
  if (profile.credentiallessSaysNoCache && !embedderPolicyAllowsCredentials(request)) return 'no-store'
  if (!hasValidator(request.headerList)) return 'default'
  // Deviation(DV-50): engines differ in what they make of one.
  const made = profile.validatorsMakeCacheMode
  if (made !== 'no-store-in-fetch') return made
  return request.initiatorType === 'xmlhttprequest' ? 'default' : 'no-store'
}

/** The cache mode of a request's preflight. */
export function preflightCacheMode(profile: Profile, request: RequestRecord): CacheMode {
  // Deviation(DV-46): engines ask no cache on the way for the preflight either.
  const mode = profile.preflightSaysCacheMode ? cacheModeOf(profile, request) : 'default'
  return mode === 'only-if-cached' ? 'default' : mode
}

function appendCacheHeaders(cacheMode: CacheMode, headers: Header[]): void {
  switch (cacheMode) {
    // 8.17.
    case 'no-cache':
      if (!hasHeader(headers, 'cache-control')) headers.push(maxAgeZero)
      return
    // 8.18.
    case 'no-store':
    case 'reload':
      if (!hasHeader(headers, 'pragma')) headers.push(pragmaNoCache)
      if (!hasHeader(headers, 'cache-control')) headers.push(noCache)
      return
    default:
      return
  }
}

/** Deviation(DV-44): engines ask for fresh answers where the standard leaves it to the HTTP cache. */
function saysMaxAgeZero({ maxAgeZeroOn }: Profile, request: RequestRecord): boolean {
  if (maxAgeZeroOn.length === 0) return false
  if (request.reloadNavigation) return maxAgeZeroOn.includes('reload')
  if (request.initiatorType === 'beacon') return maxAgeZeroOn.includes('beacon')
  return request.mode === 'navigate' && request.initialMethod === 'POST' && maxAgeZeroOn.includes('form-post')
}

function hasValidator(headerList: HeaderList): boolean {
  for (let i = 0; i < headerList.length; i++) {
    switch (headerList[i]?.name) {
      case 'if-modified-since':
      case 'if-none-match':
      case 'if-unmodified-since':
      case 'if-match':
      case 'if-range':
        return true
      default:
    }
  }
  return false
}

function rewriteRange(profile: Profile, headers: Header[]): void {
  // Deviation(DV-7): one engine reads the range and writes it anew.
  if (!profile.rangeIsRewritten || headers.filter(({ name }) => name === 'range').length > 1) return
  for (let i = 0; i < headers.length; i++) {
    const header = headers[i] as Header
    if (header.name !== 'range') continue
    const range = parseSingleRangeHeaderValue(header.value.toLowerCase(), true)
    if (range === null) continue
    headers[i] = { name: 'range', value: `bytes=${shortest(range.start)}-${shortest(range.end)}` }
  }
}

function shortest(digits: string | null): string {
  return digits === null ? '' : digits.replace(/^0+(?=\d)/, '')
}

function traceCredentials(profile: Profile, request: RequestRecord, trace: Trace): void {
  const evidence = { subject: request.credentialsMode }
  if (includeCredentials(profile, request)) {
    trace.decide('http-network-or-cache-fetch/credentials-included', true, evidence)
  } else if (request.credentialsMode !== 'omit' && !embedderPolicyAllowsCredentials(request)) {
    trace.decide('http-network-or-cache-fetch/credentialless', true, evidence)
  } else {
    trace.decide('http-network-or-cache-fetch/credentials-left-out', true, evidence)
  }
}
