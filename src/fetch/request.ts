import type { Header, HeaderList } from '../http/header-list'
import { type Origin, sameOrigin, serializeOrigin } from '../origin/origin'
import { sameSite } from '../origin/site'
import { type URLRecord, withScheme } from '../origin/url-record'

export type RequestMode = 'same-origin' | 'cors' | 'no-cors' | 'navigate' | 'websocket'
export type CredentialsMode = 'omit' | 'same-origin' | 'include'
export type RedirectMode = 'follow' | 'error' | 'manual'
export type CacheMode = 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached'
export type ResponseTainting = 'basic' | 'cors' | 'opaque'
export type RedirectTaint = 'same-origin' | 'same-site' | 'cross-site'
/** https://fetch.spec.whatwg.org/#concept-request-initiator */
export type Initiator = '' | 'download' | 'imageset' | 'manifest' | 'prefetch' | 'prerender' | 'xslt'
/** https://fetch.spec.whatwg.org/#request-initiator-type, as far as an engine's words or rules depend on it. */
export type InitiatorType =
  | 'fetch'
  | 'xmlhttprequest'
  | 'beacon'
  | 'img'
  | 'script'
  | 'link'
  | 'iframe'
  | 'other'
/** https://fetch.spec.whatwg.org/#concept-request-destination */
export type Destination =
  | ''
  | 'audio'
  | 'audioworklet'
  | 'document'
  | 'embed'
  | 'font'
  | 'frame'
  | 'iframe'
  | 'image'
  | 'json'
  | 'manifest'
  | 'object'
  | 'paintworklet'
  | 'report'
  | 'script'
  | 'serviceworker'
  | 'sharedworker'
  | 'style'
  | 'text'
  | 'track'
  | 'video'
  | 'webidentity'
  | 'worker'
  | 'xslt'
/** https://w3c.github.io/webappsec-referrer-policy/#enumdef-referrerpolicy */
export type ReferrerPolicy =
  | ''
  | 'no-referrer'
  | 'no-referrer-when-downgrade'
  | 'same-origin'
  | 'origin'
  | 'strict-origin'
  | 'origin-when-cross-origin'
  | 'strict-origin-when-cross-origin'
  | 'unsafe-url'
export type EmbedderPolicyValue = 'unsafe-none' | 'credentialless' | 'require-corp'

/**
 * Bytes travel as values, so that a Handler can read them and JSON carries them; only streams are handles
 * of the driver. A stream cannot be sent a second time.
 */
export type Body =
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'stream'; readonly ref: number }

/** The environment settings object, cut down to what Fetch asks of it. */
export interface Client {
  readonly origin: Origin
  /** The origin of the top-level document this client lives under; its own, for a top-level document. */
  readonly topLevelOrigin: Origin
  /** Where a referrer comes from. For an `about:srcdoc` document, the URL of the document that holds it. */
  readonly creationURL: URLRecord
  /** Whether a document between this one and the top-level one is cross-site with it. */
  readonly hasCrossSiteAncestor: boolean
  readonly hasStorageAccess: boolean
  /** Whether this is a document, as opposed to a worker. */
  readonly isDocument: boolean
  /** Whether a document that this one is nested in has a potentially trustworthy origin. */
  readonly hasTrustworthyAncestor: boolean
  readonly referrerPolicy: ReferrerPolicy
  readonly embedderPolicy: EmbedderPolicyValue
}

/** A request: https://fetch.spec.whatwg.org/#concept-request */
export interface RequestRecord {
  readonly method: string
  /** Every URL this request went to, the current one last. */
  readonly urlList: readonly [URLRecord, ...URLRecord[]]
  readonly headerList: HeaderList
  readonly body: Body | null
  readonly client: Client | null
  readonly origin: Origin
  readonly topLevelNavigationInitiatorOrigin: Origin | null
  readonly mode: RequestMode
  readonly credentialsMode: CredentialsMode
  readonly redirectMode: RedirectMode
  readonly cacheMode: CacheMode
  readonly destination: Destination
  readonly initiator: Initiator
  readonly initiatorType: InitiatorType | null
  readonly referrer: 'no-referrer' | 'client' | URLRecord
  readonly referrerPolicy: ReferrerPolicy
  readonly keepalive: boolean
  readonly userActivation: boolean
  /** Set where the user typed the address, opened a bookmark and the like: nobody's page asked for it. */
  readonly userInitiated: boolean
  readonly reloadNavigation: boolean
  readonly useCORSPreflight: boolean
  readonly unsafeRequest: boolean
  readonly redirectCount: number
  readonly responseTainting: ResponseTainting
  /** Whether a redirect turned the request into a GET; one engine's `Origin` header depends on it. */
  readonly methodChanged: boolean
  /** Names of author headers that a redirect removed; engines differ on whether a preflight still counts them. */
  readonly removedHeaderNames: readonly string[]
  /** The method and headers of the page's own, before any redirect; engines begin with them again. */
  readonly initialMethod: string
  readonly initialHeaderList: HeaderList
  readonly hadBody: boolean
  /** The referrer that the first hop had. */
  readonly initialReferrer: RequestRecord['referrer']
  /** Whether an earlier hop needed a preflight. */
  readonly wasPreflighted: boolean
}

/** https://fetch.spec.whatwg.org/#concept-request-current-url */
export function currentURL(request: RequestRecord): URLRecord {
  return request.urlList[request.urlList.length - 1] as URLRecord
}

/** How far the redirects of a request have left its origin. https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
export function redirectTaint(request: RequestRecord): RedirectTaint {
  const { urlList, origin } = request
  let taint: RedirectTaint = 'same-origin'
  // 4. Each hop is compared with the one before it, and the one before it with the request's origin.
  for (let i = 1; i < urlList.length; i++) {
    const last = (urlList[i - 1] as URLRecord).origin
    const next = (urlList[i] as URLRecord).origin
    if (!sameSite(next, last) && !sameSite(origin, last)) return 'cross-site'
    if (!sameOrigin(next, last) && !sameOrigin(origin, last)) taint = 'same-site'
  }
  // 5.
  return taint
}

/** Whether the last redirect led from one origin to another. */
export function hoppedAcrossOrigins({ urlList }: RequestRecord): boolean {
  const last = urlList.length - 1
  return last > 0 && !sameOrigin((urlList[last] as URLRecord).origin, (urlList[last - 1] as URLRecord).origin)
}

/** Whether any redirect led from one origin to another. */
export function redirectedAcrossOrigins({ urlList }: RequestRecord): boolean {
  for (let i = 1; i < urlList.length; i++) {
    if (!sameOrigin((urlList[i] as URLRecord).origin, (urlList[i - 1] as URLRecord).origin)) return true
  }
  return false
}

/** The `Origin` a server is told, `null` after a tainting redirect. https://fetch.spec.whatwg.org/#serializing-a-request-origin */
export function byteSerializeRequestOrigin(request: RequestRecord): string {
  // 2.
  if (request.urlList.length > 1 && redirectTaint(request) !== 'same-origin') return 'null'
  // 3.
  return serializeOrigin(request.origin)
}

/**
 * The request itself, or, for a WebSocket, the HTTP request that its handshake is: to http where it was ws,
 * and to https where it was wss. https://websockets.spec.whatwg.org/#concept-websocket-establish
 */
export function handshakeRequest(request: RequestRecord): RequestRecord {
  if (request.mode !== 'websocket') return request
  const url = currentURL(request)
  if (url.scheme !== 'ws' && url.scheme !== 'wss') return request
  return { ...request, urlList: [withScheme(url, url.scheme === 'wss' ? 'https' : 'http')] }
}

/** https://fetch.spec.whatwg.org/#navigation-request */
export function isNavigationRequest(request: RequestRecord): boolean {
  switch (request.destination) {
    case 'document':
    case 'embed':
    case 'frame':
    case 'iframe':
    case 'object':
      return true
    default:
      return false
  }
}

/** https://fetch.spec.whatwg.org/#request-destination-script-like */
export function isScriptLike(destination: Destination): boolean {
  switch (destination) {
    case 'audioworklet':
    case 'paintworklet':
    case 'script':
    case 'serviceworker':
    case 'sharedworker':
    case 'worker':
      return true
    default:
      return false
  }
}

/**
 * A request as main fetch sends it on its way. Written out, and not as a spread, because every exchange
 * pays for it.
 */
export function routedRequest(
  request: RequestRecord,
  urlList: RequestRecord['urlList'],
  headerList: HeaderList,
  referrerPolicy: ReferrerPolicy,
  referrer: RequestRecord['referrer'],
  responseTainting: ResponseTainting,
): RequestRecord {
  return {
    method: request.method,
    urlList,
    headerList,
    body: request.body,
    client: request.client,
    origin: request.origin,
    topLevelNavigationInitiatorOrigin: request.topLevelNavigationInitiatorOrigin,
    mode: request.mode,
    credentialsMode: request.credentialsMode,
    redirectMode: request.redirectMode,
    cacheMode: request.cacheMode,
    destination: request.destination,
    initiator: request.initiator,
    initiatorType: request.initiatorType,
    referrer,
    referrerPolicy,
    keepalive: request.keepalive,
    userActivation: request.userActivation,
    userInitiated: request.userInitiated,
    reloadNavigation: request.reloadNavigation,
    useCORSPreflight: request.useCORSPreflight,
    unsafeRequest: request.unsafeRequest,
    redirectCount: request.redirectCount,
    responseTainting,
    methodChanged: request.methodChanged,
    removedHeaderNames: request.removedHeaderNames,
    initialMethod: request.initialMethod,
    initialHeaderList: request.initialHeaderList,
    hadBody: request.hadBody,
    initialReferrer: request.redirectCount === 0 ? referrer : request.initialReferrer,
    wasPreflighted: request.wasPreflighted,
  }
}

/** Header names of a preflight that never change. */
const acceptAnything: Header = { name: 'accept', value: '*/*' }

/**
 * The preflight of a request, as a request of its own.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function preflightRequest(
  request: RequestRecord,
  unsafeNames: readonly string[],
  cacheMode: CacheMode,
  referrer: RequestRecord['referrer'],
): RequestRecord {
  // 2. and 3.
  const headerList: Header[] = [
    acceptAnything,
    { name: 'access-control-request-method', value: request.method },
  ]
  // 5. Joined by a bare comma, for compatibility.
  if (unsafeNames.length > 0) {
    headerList.push({ name: 'access-control-request-headers', value: unsafeNames.join(',') })
  }
  // 1.
  return {
    method: 'OPTIONS',
    urlList: request.urlList,
    headerList,
    body: null,
    client: null,
    origin: request.origin,
    topLevelNavigationInitiatorOrigin: null,
    mode: 'cors',
    credentialsMode: 'same-origin',
    redirectMode: 'follow',
    cacheMode,
    destination: request.destination,
    initiator: request.initiator,
    initiatorType: request.initiatorType,
    referrer,
    referrerPolicy: request.referrerPolicy,
    keepalive: false,
    userActivation: false,
    userInitiated: false,
    reloadNavigation: false,
    useCORSPreflight: false,
    unsafeRequest: false,
    redirectCount: request.redirectCount,
    responseTainting: 'cors',
    methodChanged: false,
    removedHeaderNames: request.removedHeaderNames,
    initialMethod: request.initialMethod,
    initialHeaderList: request.initialHeaderList,
    hadBody: request.hadBody,
    initialReferrer: request.initialReferrer,
    wasPreflighted: request.wasPreflighted,
  }
}
