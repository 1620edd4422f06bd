import { corsSafelistedRequestHeader, corsUnsafeRequestHeaderNames } from '../http/cors-safelisted'
import type { HeaderList } from '../http/header-list'
import { requestBodyHeaderName } from '../http/header-names'
import { sameOrigin } from '../origin/origin'
import { includesCredentials, type URLRecord, withoutUserinfo } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { parseReferrerPolicyFromHeader } from './referrer'
import { currentURL, type RequestRecord } from './request'
import type { WireResponse } from './response'

const redirectLimit = 20

/**
 * The request as a redirect leaves it, ready for main fetch again, or why the redirect is not followed.
 * https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
 */
export function httpRedirectFetch(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  location: URLRecord,
  preflighted: boolean,
  trace: Trace | null,
): RequestRecord | Reason {
  const refusal = refusedRedirect(profile, request, response, location)
  if (refusal !== null) return refusal

  // 12. POST answered by 301 or 302, and anything but GET and HEAD answered by 303, go on as GET.
  const { status } = response
  const changes = changesToGET(status, request.method)
  let { method, body, headerList } = request
  let removed = request.removedHeaderNames
  if (changes) {
    method = 'GET'
    body = null
    removed = withUnsafeNames(profile, removed, headerList, requestBodyHeaderName)
    headerList = headerList.filter((header) => !requestBodyHeaderName(header.name))
    if (trace !== null) trace.decide('http-redirect-fetch/method-changed', true, { subject: request.method })
  }

  // 13. Authorization stays behind, the moment another origin is seen.
  if (!sameOrigin(currentURL(request).origin, location.origin) && headerList.some(isAuthorization)) {
    removed = [...removed, 'authorization']
    headerList = headerList.filter((header) => !isAuthorization(header))
    if (trace !== null)
      trace.decide('http-redirect-fetch/authorization-removed', true, { header: 'authorization' })
  }

  // Deviation(DV-51): one engine takes more of the page's headers off.
  const { headersDroppedByRedirect } = profile
  if (headersDroppedByRedirect.length > 0 && !sameOrigin(request.origin, location.origin)) {
    headerList = headerList.filter(({ name }) => !headersDroppedByRedirect.includes(name))
  }

  headerList = withReturned(profile, request, headerList, location, status)
  if (profile.removedHeadersReturn === 'all')
    removed = stillListed(profile, request, headerList, location, changes)
  // Deviation(DV-66): one engine's port makes a GET of it.
  const crossOrigin = !sameOrigin(currentURL(request).origin, location.origin)
  if (method === 'DELETE' && crossOrigin && profile.crossOriginRedirectOfDelete === 'GET') {
    method = 'GET'
    body = null
  }

  // 18. and 19.
  if (trace !== null)
    trace.decide('http-redirect-fetch/followed', true, { subject: withoutUserinfo(location) })
  const policy = parseReferrerPolicyFromHeader(response.headerList)
  return {
    ...request,
    method,
    urlList: [...request.urlList, location],
    headerList,
    body,
    referrerPolicy: policy === '' ? request.referrerPolicy : policy,
    redirectCount: request.redirectCount + 1,
    methodChanged: request.methodChanged || changes,
    removedHeaderNames: removed,
    wasPreflighted: request.wasPreflighted || preflighted,
  }
}

/** Steps 6 to 11: what keeps a redirect from being followed. */
function refusedRedirect(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  location: URLRecord,
): Reason | null {
  // 6.
  if (location.scheme !== 'http' && location.scheme !== 'https') {
    return fail('http-redirect-fetch/scheme-not-http', {
      header: 'location',
      actual: withoutUserinfo(location),
    })
  }
  // 7.
  if (request.redirectCount === redirectLimit) {
    return fail('http-redirect-fetch/too-many-redirects', { expected: String(redirectLimit) })
  }
  const ownOrigin = sameOrigin(request.origin, location.origin)
  if (includesCredentials(location)) {
    // The user name and password themselves stay out of the evidence.
    const evidence = {
      header: 'location',
      subject: location.origin.kind === 'tuple' ? location.origin.serialized : 'null',
    }
    // 9.
    // Deviation(DV-96): one engine finds out when it is about to send the request, see `refusedLate`.
    const late =
      profile.redirectCredentialsJudged === 'after-preflight' && request.responseTainting === 'basic'
    if (request.mode === 'cors' && !ownOrigin && !late)
      return fail('http-redirect-fetch/cross-origin-credentials', evidence)
    // 10. A foreign response may not lead back with them either.
    if (request.responseTainting === 'cors') return fail('http-redirect-fetch/cors-credentials', evidence)
  }
  // 11.
  if (response.status !== 303 && request.body !== null && request.body.kind === 'stream') {
    return fail('http-redirect-fetch/body-not-replayable', { actual: String(response.status) })
  }
  return null
}

/** The headers with those that earlier hops had removed, where they are back. */
function withReturned(
  profile: Profile,
  request: RequestRecord,
  headerList: HeaderList,
  location: URLRecord,
  status: number,
): HeaderList {
  const { initialHeaderList } = request
  const crossOrigin = !sameOrigin(currentURL(request).origin, location.origin)
  // Deviation(DV-56): engines begin with the first request's headers, or some of them, again.
  switch (profile.removedHeadersReturn) {
    case 'never':
      return headerList
    case 'all': {
      const changes = changesToGET(status, request.initialMethod)
      const initial = initialHeaderList.filter(
        (header) =>
          !(changes && requestBodyHeaderName(header.name)) && !(crossOrigin && isAuthorization(header)),
      )
      // What the page has not set itself goes as it would by the standard.
      const own = namesOf(initialHeaderList)
      const others = headerList.filter(({ name }) => !own.has(name))
      return others.length === 0 ? initial : [...initial, ...others]
    }
    case 'content-type': {
      const tainted = request.responseTainting === 'cors' || !sameOrigin(request.origin, location.origin)
      const corsHop = request.mode === 'cors' && tainted && !changesToGET(status, request.method)
      const present = namesOf(headerList)
      const back = initialHeaderList.filter(
        ({ name }) =>
          !present.has(name) &&
          ((name === 'content-type' && (corsHop || status === 307 || status === 308)) ||
            (name === 'content-language' && corsHop && crossOrigin)),
      )
      return back.length === 0 ? headerList : [...headerList, ...back]
    }
  }
}

/** The unsafe names that an engine's preflight asks for though it has just taken the headers off. */
function stillListed(
  profile: Profile,
  request: RequestRecord,
  headerList: HeaderList,
  location: URLRecord,
  changes: boolean,
): readonly string[] {
  const crossOrigin = !sameOrigin(currentURL(request).origin, location.origin)
  const present = namesOf(headerList)
  return corsUnsafeRequestHeaderNames(request.initialHeaderList, profile).filter(
    (name) =>
      !present.has(name) &&
      !(changes && requestBodyHeaderName(name)) &&
      !(crossOrigin && name === 'authorization'),
  )
}

/** Step 12: whether a redirect makes a GET of a request. */
function changesToGET(status: number, method: string): boolean {
  if (status === 301 || status === 302) return method === 'POST'
  return status === 303 && method !== 'GET' && method !== 'HEAD'
}

function namesOf(headerList: HeaderList): ReadonlySet<string> {
  return new Set(headerList.map(({ name }) => name))
}

function isAuthorization(header: { readonly name: string }): boolean {
  return header.name === 'authorization'
}

/** The names among those removed that a preflight would have asked for. */
function withUnsafeNames(
  profile: Profile,
  removed: readonly string[],
  headerList: HeaderList,
  goes: (name: string) => boolean,
): readonly string[] {
  const unsafe = headerList.filter(
    (header) => goes(header.name) && !corsSafelistedRequestHeader(header.name, header.value, profile),
  )
  return unsafe.length === 0 ? removed : [...removed, ...unsafe.map((header) => header.name)]
}

/**
 * Why a redirected request is not sent after its preflight: what step 9 has let pass. By the standard it lets
 * nothing pass.
 */
export function refusedLate(request: RequestRecord): Reason | null {
  const url = currentURL(request)
  if (request.redirectCount === 0 || request.mode !== 'cors' || !includesCredentials(url)) return null
  if (sameOrigin(request.origin, url.origin)) return null
  return fail('http-redirect-fetch/cross-origin-credentials', {
    header: 'location',
    subject: url.origin.kind === 'tuple' ? url.origin.serialized : 'null',
  })
}
