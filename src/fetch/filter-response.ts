import { extractTokens, type Header, type HeaderList } from '../http/header-list'
import { corsSafelistedResponseHeaderName, forbiddenResponseHeaderName } from '../http/header-names'
import { nullBodyStatus } from '../http/statuses'
import { byteLowercase } from '../infra/byte-string'
import type { Profile } from '../profile/profile'
import type { Trace } from '../spec/trace'
import { hasLocation } from './location-url'
import type { Body, RequestRecord } from './request'
import type { FilteredResponse, WireResponse } from './response'

const none: HeaderList = []
const emptyBody: Body = { kind: 'bytes', bytes: '' }

/**
 * The filtered response that main fetch hands to the page, by response tainting.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function filterResponse(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): FilteredResponse {
  // 14.
  switch (request.responseTainting) {
    case 'basic':
      return basicFilteredResponse(profile, request, response, trace)
    case 'cors':
      return corsFilteredResponse(profile, request, response, trace)
    case 'opaque':
      if (trace !== null) trace.decide('main-fetch/opaque', true, null)
      return {
        type: 'opaque',
        status: 0,
        statusText: '',
        headerList: none,
        urlList: [],
        body: null,
        internalResponse: response,
      }
  }
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-basic */
function basicFilteredResponse(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): FilteredResponse {
  if (trace !== null) trace.decide('main-fetch/readable', true, { subject: 'basic' })
  return readable(profile, 'basic', request, response, response.headerList.filter(notForbidden))
}

function notForbidden(header: Header): boolean {
  return !forbiddenResponseHeaderName(header.name)
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-cors */
function corsFilteredResponse(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): FilteredResponse {
  const exposed = corsExposedHeaderNames(request, response, trace)
  const { headerList } = response
  const visible: Header[] = []
  const hidden: Set<string> | null = trace === null ? null : new Set()
  for (let i = 0; i < headerList.length; i++) {
    const header = headerList[i] as Header
    if (isExposed(header.name, exposed)) visible.push(header)
    else if (hidden !== null) hidden.add(header.name)
  }
  if (trace !== null) {
    if (hidden !== null && hidden.size > 0) {
      trace.decide('main-fetch/headers-hidden', true, { subject: [...hidden].join(', ') })
    }
    trace.decide('main-fetch/readable', true, { subject: 'cors' })
  }
  return readable(profile, 'cors', request, response, visible)
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
function isExposed(name: string, exposed: ReadonlySet<string> | '*'): boolean {
  if (exposed === '*' || exposed.has(name)) return !forbiddenResponseHeaderName(name)
  return corsSafelistedResponseHeaderName(name, noNames)
}

/**
 * The CORS-exposed header-name list; `*` stands for every header of the response.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 */
function corsExposedHeaderNames(
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): ReadonlySet<string> | '*' {
  // 14.1.1.
  const headerNames = extractTokens(response.headerList, 'access-control-expose-headers')
  if (headerNames === null || headerNames === 'failure') return nothing
  // 14.1.2. `*` is a wildcard only without credentials.
  if (request.credentialsMode !== 'include' && headerNames.includes('*')) {
    if (trace !== null) trace.decide('main-fetch/exposed-all', true, null)
    return '*'
  }
  // 14.1.3. The text says "non-null or failure"; a failure has no names to expose. See docs/spec-issues.md.
  if (trace !== null) trace.decide('main-fetch/exposed-listed', true, { subject: headerNames.join(', ') })
  return new Set(headerNames.map(byteLowercase))
}

const nothing: ReadonlySet<string> = new Set()
const noNames: readonly string[] = []

/** A response that the page may look into. https://fetch.spec.whatwg.org/#concept-main-fetch */
function readable(
  profile: Profile,
  type: 'basic' | 'cors',
  request: RequestRecord,
  response: WireResponse,
  headerList: HeaderList,
): FilteredResponse {
  // 22. Servers that send a body all the same are ignored.
  const bodiless =
    request.method === 'HEAD' ||
    request.method === 'CONNECT' ||
    // Deviation(DV-88): one engine's port reads on.
    (nullBodyStatus(response.status) && !(response.status === 205 && profile.resetContentHasBody))
  return {
    type,
    status: response.status,
    statusText: response.statusText,
    headerList,
    urlList: request.urlList,
    body: bodiless ? null : response.body,
    internalResponse: response,
  }
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect */
export function opaqueRedirectFilteredResponse(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
): FilteredResponse {
  return {
    type: 'opaqueredirect',
    status: 0,
    statusText: '',
    headerList: none,
    urlList: request.urlList,
    // Deviation(DV-182): by the standard there is none to be seen.
    body: profile.opaqueRedirectHasBody ? (hasLocation(response) ? emptyBody : response.body) : null,
    internalResponse: response,
  }
}
