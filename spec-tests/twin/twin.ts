import { TwinCache } from './twin-cache'
import {
  append,
  contains,
  corsNonWildcardRequestHeaderName,
  corsSafelistedMethod,
  corsSafelistedResponseHeaderName,
  corsUnsafeRequestHeaderNames,
  extractHeaderListValues,
  forbiddenResponseHeaderName,
  get,
  type Headers,
  remove,
  requestBodyHeaderNames,
  set,
} from './twin-headers'
import { dataURLMIMEType, serializeMIMEType } from './twin-mime'
import {
  cloneRequest,
  cloneURLs,
  currentURL,
  last,
  networkError,
  newResponse,
  plainReadings,
  type Readings,
  type Request,
  type Response,
  serializeRequestOrigin,
} from './twin-model'
import {
  appendFetchMetadataHeaders,
  appendOriginHeader,
  blockedAsMixedContent,
  blockedDueToMIMEType,
  blockedDueToNosniff,
  corpBlocks,
  determineReferrer,
  embedderPolicyAllowsCredentials,
  setReferrerPolicyOnRedirect,
  upgradeMixedContent,
} from './twin-policies'
import type { TwinRequest, TwinResult, TwinRun, TwinServe, TwinWireRequest } from './twin-request'
import {
  badPort,
  fragment,
  httpScheme,
  includesCredentials,
  originFrom,
  originOf,
  sameOrigin,
} from './twin-url'

export interface TwinOptions {
  readonly readings?: Partial<Readings>
  /** The limit a user agent imposes on max-age, in seconds. */
  readonly maxAgeLimit?: number
  /** Whether a 421 is asked again over a new connection. Not, where connections are somebody else's business. */
  readonly retriesMisdirected?: boolean
}

/**
 * One browser, of those parts of the Fetch standard that CORS consists of, in the standard's own style: mutable
 * requests, lists, recursion. Slow, obvious, and independent of everything under `src`.
 *
 * Left out: cookies, the HTTP cache's contents, authentication, HSTS, service workers, Content Security Policy,
 * timing, reports, integrity, keepalive, `User-Agent`, `Accept-Language` and what HTTP itself adds.
 */
export class Twin {
  readonly cache: TwinCache
  readonly #readings: Readings
  readonly #maxAgeLimit: number
  readonly #retriesMisdirected: boolean
  #now: () => number = () => 0
  #serve: TwinServe = () => ({ status: 500, headers: [], body: '' })
  #wire: TwinWireRequest[] = []

  constructor(options: TwinOptions = {}) {
    this.#readings = { ...plainReadings, ...options.readings }
    this.#maxAgeLimit = options.maxAgeLimit ?? Number.POSITIVE_INFINITY
    this.#retriesMisdirected = options.retriesMisdirected ?? true
    this.cache = new TwinCache(() => this.#now(), this.#readings)
  }

  /** https://fetch.spec.whatwg.org/#concept-fetch */
  fetch(input: TwinRequest, serve: TwinServe, now: () => number): TwinRun {
    this.#serve = serve
    this.#now = now
    this.#wire = []
    const request = toRequest(input)
    if (!contains(request.headerList, 'Accept')) {
      append(request.headerList, 'Accept', defaultAccept(request))
    }
    const response = this.#mainFetch(request)
    return { wire: this.#wire, result: toResult(response) }
  }

  /** https://fetch.spec.whatwg.org/#concept-main-fetch */
  #mainFetch(request: Request, recursive = false): Response {
    let response: Response | null = null
    upgradeMixedContent(request, this.#readings)
    if (badPort(currentURL(request))) response = networkError('main fetch: bad port')
    else if (blockedAsMixedContent(request, currentURL(request))) {
      response = networkError('main fetch: request is mixed content')
    }
    if (request.referrerPolicy === '') {
      request.referrerPolicy = request.client?.referrerPolicy ?? 'strict-origin-when-cross-origin'
    }
    if (request.referrer !== 'no-referrer') request.referrer = determineReferrer(request)

    if (response === null) response = this.#schemeOrHTTPFetch(request)
    if (recursive) return response

    if (response.type !== 'error' && response.internalResponse === null) {
      if (request.responseTainting === 'cors') {
        const headerNames = extractHeaderListValues('access-control-expose-headers', response.headerList)
        if (
          request.credentialsMode !== 'include' &&
          Array.isArray(headerNames) &&
          headerNames.includes('*')
        ) {
          response.corsExposedHeaderNameList = response.headerList.map((h) => h.name)
        } else if (headerNames !== null && headerNames !== 'failure') {
          response.corsExposedHeaderNameList = headerNames
        }
      }
      response = filter(response, request.responseTainting)
    }
    const internalResponse = response.internalResponse ?? response
    if (internalResponse.urlList.length === 0) internalResponse.urlList = cloneURLs(request.urlList)
    if (response.type === 'basic' || response.type === 'cors') response.urlList = internalResponse.urlList

    if (response.type !== 'error') {
      if (blockedAsMixedContent(request, last(internalResponse.urlList))) {
        return networkError('main fetch: response is mixed content')
      }
      if (blockedDueToMIMEType(request, internalResponse)) return networkError('main fetch: MIME type')
      if (blockedDueToNosniff(request, internalResponse)) return networkError('main fetch: nosniff')
    }
    if (
      response.type === 'opaque' &&
      (internalResponse.status === 206 || internalResponse.status === 416) &&
      internalResponse.rangeRequested &&
      !contains(request.headerList, 'Range')
    ) {
      return networkError('main fetch: a range nobody asked for')
    }
    if (
      response.type !== 'error' &&
      (request.method === 'HEAD' ||
        request.method === 'CONNECT' ||
        [101, 103, 204, 205, 304].includes(internalResponse.status))
    ) {
      internalResponse.body = null
      response.body = null
    }
    return response
  }

  /** Main fetch, the step that chooses. */
  #schemeOrHTTPFetch(request: Request): Response {
    if (
      (sameOrigin(originOf(currentURL(request)), request.origin) && request.responseTainting === 'basic') ||
      currentURL(request).protocol === 'data:' ||
      request.mode === 'navigate'
    ) {
      request.responseTainting = 'basic'
      return this.#schemeFetch(request)
    }
    if (request.mode === 'same-origin') return networkError('main fetch: mode is same-origin')
    if (request.mode === 'no-cors') {
      if (request.redirectMode !== 'follow') return networkError('main fetch: no-cors must follow redirects')
      request.responseTainting = 'opaque'
      return this.#schemeFetch(request)
    }
    if (!httpScheme(currentURL(request))) return networkError('main fetch: not an HTTP(S) scheme')
    if (
      request.useCORSPreflight ||
      (request.unsafeRequest &&
        (!corsSafelistedMethod(request.method) ||
          corsUnsafeRequestHeaderNames(request.headerList).length > 0))
    ) {
      request.responseTainting = 'cors'
      const corsWithPreflightResponse = this.#httpFetch(request, true)
      // The request has moved on with its redirects by now.
      if (corsWithPreflightResponse.type === 'error') this.cache.clear(request)
      return corsWithPreflightResponse
    }
    request.responseTainting = 'cors'
    return this.#httpFetch(request, false)
  }

  /** https://fetch.spec.whatwg.org/#concept-scheme-fetch */
  #schemeFetch(request: Request): Response {
    const url = currentURL(request)
    switch (url.protocol) {
      case 'about:':
        if (url.pathname !== 'blank') return networkError('scheme fetch: about')
        return {
          ...newResponse(),
          headerList: [{ name: 'Content-Type', value: 'text/html;charset=utf-8' }],
          body: '',
        }
      case 'data:': {
        const mimeType = dataURLMIMEType(url.href)
        if (mimeType === 'failure') return networkError('scheme fetch: data')
        return {
          ...newResponse(),
          headerList: [{ name: 'Content-Type', value: serializeMIMEType(mimeType) }],
          body: '',
        }
      }
      case 'http:':
      case 'https:':
        return this.#httpFetch(request, false)
      default:
        return networkError('scheme fetch: scheme')
    }
  }

  /** https://fetch.spec.whatwg.org/#concept-http-fetch */
  #httpFetch(request: Request, makeCORSPreflight: boolean): Response {
    if (makeCORSPreflight) {
      const methodMissing =
        this.cache.methodMatches(request.method, request).length === 0 &&
        (!corsSafelistedMethod(request.method) || request.useCORSPreflight)
      const headerNameMissing = corsUnsafeRequestHeaderNames(request.headerList).some(
        (name) => this.cache.headerNameMatches(name, request).length === 0,
      )
      if (methodMissing || headerNameMissing) {
        const preflightResponse = this.#corsPreflightFetch(request)
        if (preflightResponse.type === 'error') return preflightResponse
      }
    }
    const internalResponse = this.#httpNetworkOrCacheFetch(request)
    if (internalResponse.type === 'error') return internalResponse
    let response = internalResponse
    if (request.responseTainting === 'cors') {
      const refused = corsCheck(request, response)
      if (refused !== null) return networkError(`CORS check: ${refused}`)
    }
    if (request.responseTainting === 'opaque' && corpBlocks(request.origin, request.client, response)) {
      return networkError('HTTP fetch: cross-origin resource policy')
    }
    if ([301, 302, 303, 307, 308].includes(internalResponse.status)) {
      switch (request.redirectMode) {
        case 'error':
          response = networkError('HTTP fetch: redirect mode is error')
          break
        case 'manual':
          if (request.mode !== 'navigate') response = filter(internalResponse, 'opaqueredirect')
          break
        case 'follow':
          response = this.#httpRedirectFetch(request, internalResponse)
      }
    }
    return response
  }

  /** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
  #httpRedirectFetch(request: Request, response: Response): Response {
    const locationURL = locationURLOf(response, fragment(currentURL(request)))
    if (locationURL === null) return response
    if (locationURL === 'failure') return networkError('HTTP-redirect fetch: location')
    if (!httpScheme(locationURL)) return networkError('HTTP-redirect fetch: scheme')
    if (request.redirectCount === 20) return networkError('HTTP-redirect fetch: too many')
    request.redirectCount++
    if (
      request.mode === 'cors' &&
      includesCredentials(locationURL) &&
      !sameOrigin(request.origin, originOf(locationURL))
    ) {
      return networkError('HTTP-redirect fetch: credentials in a cross-origin URL')
    }
    if (request.responseTainting === 'cors' && includesCredentials(locationURL)) {
      return networkError('HTTP-redirect fetch: credentials in a URL, tainting is cors')
    }
    if (response.status !== 303 && request.body?.stream === true) {
      return networkError('HTTP-redirect fetch: body has no source')
    }
    if (
      ((response.status === 301 || response.status === 302) && request.method === 'POST') ||
      (response.status === 303 && request.method !== 'GET' && request.method !== 'HEAD')
    ) {
      request.method = 'GET'
      request.body = null
      for (const name of requestBodyHeaderNames) remove(request.headerList, name)
    }
    if (!sameOrigin(originOf(currentURL(request)), originOf(locationURL))) {
      remove(request.headerList, 'Authorization')
    }
    request.urlList.push(locationURL)
    setReferrerPolicyOnRedirect(request, response, this.#readings)
    return this.#mainFetch(request, true)
  }

  /** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
  #httpNetworkOrCacheFetch(request: Request, isNewConnectionFetch = false): Response {
    const httpRequest = cloneRequest(request)
    let includeCredentials =
      request.credentialsMode === 'include' ||
      (request.credentialsMode === 'same-origin' && request.responseTainting === 'basic')
    if (!embedderPolicyAllowsCredentials(request)) includeCredentials = false
    const contentLength =
      httpRequest.body === null || httpRequest.body.stream ? null : httpRequest.body.bytes.length
    let contentLengthHeaderValue: string | null = null
    if (httpRequest.body === null && (httpRequest.method === 'POST' || httpRequest.method === 'PUT')) {
      contentLengthHeaderValue = '0'
    }
    if (contentLength !== null) contentLengthHeaderValue = String(contentLength)
    const list = httpRequest.headerList
    if (contentLengthHeaderValue !== null) append(list, 'Content-Length', contentLengthHeaderValue)
    if (typeof httpRequest.referrer !== 'string') append(list, 'Referer', httpRequest.referrer.href)
    appendOriginHeader(httpRequest)
    appendFetchMetadataHeaders(httpRequest, this.#readings)
    if (httpRequest.initiator === 'prefetch') set(list, 'Sec-Purpose', 'prefetch')
    const conditional = ['If-Modified-Since', 'If-None-Match', 'If-Unmodified-Since', 'If-Match', 'If-Range']
    if (httpRequest.cacheMode === 'default' && conditional.some((name) => contains(list, name))) {
      httpRequest.cacheMode = 'no-store'
    }
    if (httpRequest.cacheMode === 'no-cache' && !contains(list, 'Cache-Control')) {
      append(list, 'Cache-Control', 'max-age=0')
    }
    if (httpRequest.cacheMode === 'no-store' || httpRequest.cacheMode === 'reload') {
      if (!contains(list, 'Pragma')) append(list, 'Pragma', 'no-cache')
      if (!contains(list, 'Cache-Control')) append(list, 'Cache-Control', 'no-cache')
    }
    if (contains(list, 'Range')) append(list, 'Accept-Encoding', 'identity')
    // There is no HTTP cache here, so that there is never a stored response.
    if (httpRequest.cacheMode === 'only-if-cached') {
      return networkError('HTTP-network-or-cache fetch: only-if-cached')
    }
    const response = this.#httpNetworkFetch(httpRequest)
    response.urlList = cloneURLs(httpRequest.urlList)
    if (contains(list, 'Range')) response.rangeRequested = true
    response.requestIncludesCredentials = includeCredentials
    if (
      response.status === 421 &&
      this.#retriesMisdirected &&
      !isNewConnectionFetch &&
      request.body?.stream !== true
    ) {
      return this.#httpNetworkOrCacheFetch(request, true)
    }
    return response
  }

  #httpNetworkFetch(httpRequest: Request): Response {
    const wire: TwinWireRequest = {
      method: httpRequest.method,
      url: currentURL(httpRequest).href,
      headers: httpRequest.headerList.map((h) => [h.name.toLowerCase(), h.value] as const),
      body: httpRequest.body,
    }
    this.#wire.push(wire)
    const answer = this.#serve(wire)
    return {
      ...newResponse(),
      status: answer.status,
      headerList: answer.headers.map(([name, value]) => ({ name, value })),
      body: answer.body,
    }
  }

  /** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
  #corsPreflightFetch(request: Request): Response {
    const preflight: Request = {
      method: 'OPTIONS',
      urlList: cloneURLs(request.urlList),
      initiator: request.initiator,
      destination: request.destination,
      origin: request.origin,
      referrer: request.referrer,
      referrerPolicy: request.referrerPolicy,
      mode: 'cors',
      responseTainting: 'cors',
      // Everything from here on is as for any new request.
      headerList: [],
      body: null,
      client: null,
      credentialsMode: 'same-origin',
      redirectMode: 'follow',
      cacheMode: 'default',
      userActivation: false,
      userInitiated: false,
      useCORSPreflight: false,
      unsafeRequest: false,
      redirectCount: 0,
    }
    append(preflight.headerList, 'Accept', '*/*')
    append(preflight.headerList, 'Access-Control-Request-Method', request.method)
    const headers = corsUnsafeRequestHeaderNames(request.headerList)
    if (headers.length > 0) {
      append(preflight.headerList, 'Access-Control-Request-Headers', headers.join(','))
    }
    const response = this.#httpNetworkOrCacheFetch(preflight)
    const refused = corsCheck(request, response)
    if (refused !== null) return networkError(`CORS-preflight fetch: CORS check: ${refused}`)
    if (response.status < 200 || response.status > 299) {
      return networkError('CORS-preflight fetch: not an ok status')
    }
    const include = request.credentialsMode === 'include'
    let methods = extractHeaderListValues('access-control-allow-methods', response.headerList)
    const headerNames = extractHeaderListValues('access-control-allow-headers', response.headerList)
    if (methods === 'failure' || headerNames === 'failure') {
      return networkError('CORS-preflight fetch: a list that does not parse')
    }
    if (methods === null && request.useCORSPreflight) methods = [request.method]
    const allowedMethods = methods ?? []
    const allowedNames = headerNames ?? []
    const allowed = (name: string) => allowedNames.some((n) => n.toLowerCase() === name.toLowerCase())
    if (
      !allowedMethods.includes(request.method) &&
      !corsSafelistedMethod(request.method) &&
      (include || !allowedMethods.includes('*'))
    ) {
      return networkError('CORS-preflight fetch: method')
    }
    if (request.headerList.some((h) => corsNonWildcardRequestHeaderName(h.name) && !allowed(h.name))) {
      return networkError('CORS-preflight fetch: non-wildcard header name')
    }
    for (const unsafeName of corsUnsafeRequestHeaderNames(request.headerList)) {
      if (!allowed(unsafeName) && (include || !allowedNames.includes('*'))) {
        return networkError('CORS-preflight fetch: header name')
      }
    }
    const extracted = extractHeaderListValues('access-control-max-age', response.headerList)
    let maxAge = extracted === null || extracted === 'failure' ? 5 : Number(extracted[0])
    if (maxAge > this.#maxAgeLimit) maxAge = this.#maxAgeLimit
    this.cache.store(request, maxAge, allowedMethods, allowedNames)
    return response
  }
}

/** What it refused on, or null. https://fetch.spec.whatwg.org/#concept-cors-check */
function corsCheck(request: Request, response: Response): string | null {
  const origin = get(response.headerList, 'Access-Control-Allow-Origin')
  if (origin === null) return 'no Access-Control-Allow-Origin'
  if (request.credentialsMode !== 'include' && origin === '*') return null
  if (serializeRequestOrigin(request) !== origin) return 'another origin'
  if (request.credentialsMode !== 'include') return null
  const credentials = get(response.headerList, 'Access-Control-Allow-Credentials')
  return credentials === 'true' ? null : 'credentials'
}

/** https://fetch.spec.whatwg.org/#concept-response-location-url */
function locationURLOf(response: Response, requestFragment: string | null): URL | 'failure' | null {
  const location = extractHeaderListValues('location', response.headerList)
  if (location === null || location === 'failure') return location
  const base = last(response.urlList).href
  if (!URL.canParse(location[0] ?? '', base)) return 'failure'
  const url = new URL(location[0] ?? '', base)
  if (fragment(url) === null && requestFragment !== null) return new URL(`${url.href}#${requestFragment}`)
  return url
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response */
function filter(internal: Response, type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect'): Response {
  const filtered: Response = { ...internal, type, internalResponse: internal }
  switch (type) {
    case 'basic':
      filtered.headerList = internal.headerList.filter((h) => !forbiddenResponseHeaderName(h.name))
      break
    case 'cors':
      filtered.headerList = internal.headerList.filter((h) =>
        corsSafelistedResponseHeaderName(h.name, internal.corsExposedHeaderNameList),
      )
      break
    case 'opaque':
    case 'opaqueredirect':
      filtered.status = 0
      filtered.headerList = []
      filtered.body = null
      if (type === 'opaque') filtered.urlList = []
  }
  return filtered
}

/** Fetch, the step on `Accept`. */
function defaultAccept(request: Request): string {
  const documentAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  if (request.initiator === 'prefetch') return documentAccept
  switch (request.destination) {
    case 'document':
    case 'frame':
    case 'iframe':
      return documentAccept
    case 'image':
      return 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
    case 'json':
      return 'application/json,*/*;q=0.5'
    case 'style':
      return 'text/css,*/*;q=0.1'
    case 'text':
      return 'text/plain,*/*;q=0.5'
    default:
      return '*/*'
  }
}

function toRequest(input: TwinRequest): Request {
  const headerList: Headers = []
  for (const [name, value] of input.headers) append(headerList, name, value)
  const { client } = input
  return {
    method: input.method,
    urlList: [new URL(input.url)],
    headerList,
    body: input.body,
    client:
      client === null
        ? null
        : {
            origin: originFrom(client.origin),
            topLevelOrigin: originFrom(client.topLevelOrigin),
            creationURL: new URL(client.creationURL),
            isDocument: client.isDocument,
            hasTrustworthyAncestor: client.hasTrustworthyAncestor,
            referrerPolicy: client.referrerPolicy,
            embedderPolicy: client.embedderPolicy,
          },
    origin: originFrom(input.origin),
    mode: input.mode,
    credentialsMode: input.credentialsMode,
    redirectMode: input.redirectMode,
    cacheMode: input.cacheMode,
    destination: input.destination,
    initiator: input.initiator,
    referrer:
      input.referrer === 'client' || input.referrer === 'no-referrer'
        ? input.referrer
        : new URL(input.referrer),
    referrerPolicy: input.referrerPolicy,
    userActivation: input.userActivation,
    userInitiated: input.userInitiated,
    useCORSPreflight: input.useCORSPreflight,
    unsafeRequest: input.unsafeRequest,
    redirectCount: 0,
    responseTainting: 'basic',
  }
}

function toResult(response: Response): TwinResult {
  if (response.type === 'error') return { kind: 'error', where: response.where }
  if (response.type === 'default') throw new Error('a response that was not filtered')
  return {
    kind: 'response',
    type: response.type,
    status: response.status,
    headers: response.headerList.map((h) => [h.name.toLowerCase(), h.value] as const),
    urls: response.urlList.map((u) => u.href),
    hasBody: response.body !== null,
  }
}
