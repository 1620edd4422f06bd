import type {
  CacheMode,
  CredentialsMode,
  Destination,
  EmbedderPolicyValue,
  Initiator,
  RedirectMode,
  ReferrerPolicy,
  RequestMode,
  ResponseTainting,
} from '../../src/fetch/request'
import type { Headers } from './twin-headers'
import type { TwinBody } from './twin-request'
import { type Origin, originOf, sameOrigin, sameSite, serializeOrigin } from './twin-url'

/**
 * Places where the text allows a second reading, or says what nobody does. The first word of each is what the
 * text says most plainly; the twin's default.
 */
export interface Readings {
  /** Which URL Mixed Content's upgrade means by "request's URL" on a redirect: the first of the URL list. */
  readonly urlToUpgrade: 'first' | 'current'
  /** Which URL Fetch Metadata's trustworthiness condition means by "request's URL". */
  readonly urlOfFetchMetadata: 'first' | 'current'
  /** Whether an entry with max-age 5 is still there when exactly five seconds have passed. */
  readonly entryAtItsMaxAge: 'removed' | 'there'
  /** A response's method or name may match more than one entry: whose max-age is set. */
  readonly entriesToUpdate: 'every' | 'first'
  /**
   * A new max-age can lie in an entry's past. If the entry goes at once, the step after it ("for which there
   * is no match") makes a new one; if it goes when the algorithm is over, there is none.
   */
  readonly entryOutdatedByUpdate: 'replaced' | 'dropped'
  /**
   * A `Referrer-Policy` with an element that is no token by its grammar (`origin, x1`): whether nothing can be
   * extracted from the header then, or from that element only, which is what browsers do.
   */
  readonly referrerPolicyThatDoesNotParse: 'ignored' | 'ignored-in-part'
  /** Whether `ORIGIN` is a policy: the grammar's strings have no case, the names of policies have one. */
  readonly referrerPolicyTokens: 'with-case' | 'without-case'
}

export const plainReadings: Readings = {
  urlToUpgrade: 'first',
  urlOfFetchMetadata: 'first',
  entryAtItsMaxAge: 'removed',
  entriesToUpdate: 'every',
  entryOutdatedByUpdate: 'replaced',
  referrerPolicyThatDoesNotParse: 'ignored',
  referrerPolicyTokens: 'with-case',
}

/** An environment settings object. */
export interface Client {
  origin: Origin
  topLevelOrigin: Origin
  creationURL: URL
  isDocument: boolean
  hasTrustworthyAncestor: boolean
  referrerPolicy: ReferrerPolicy
  embedderPolicy: EmbedderPolicyValue
}

/** https://fetch.spec.whatwg.org/#concept-request, and as mutable as there. */
export interface Request {
  method: string
  urlList: URL[]
  headerList: Headers
  body: TwinBody | null
  client: Client | null
  origin: Origin
  mode: Exclude<RequestMode, 'websocket'>
  credentialsMode: CredentialsMode
  redirectMode: RedirectMode
  cacheMode: CacheMode
  destination: Destination
  initiator: Initiator
  referrer: 'no-referrer' | 'client' | URL
  referrerPolicy: ReferrerPolicy
  userActivation: boolean
  userInitiated: boolean
  useCORSPreflight: boolean
  unsafeRequest: boolean
  redirectCount: number
  responseTainting: ResponseTainting
}

/** https://fetch.spec.whatwg.org/#concept-response */
export interface Response {
  type: 'default' | 'error' | 'basic' | 'cors' | 'opaque' | 'opaqueredirect'
  status: number
  headerList: Headers
  body: string | null
  urlList: URL[]
  corsExposedHeaderNameList: string[]
  rangeRequested: boolean
  requestIncludesCredentials: boolean
  /** Of a filtered response. */
  internalResponse: Response | null
  /** Of a network error: the step that made it. */
  where: string
}

export const newResponse = (): Response => ({
  type: 'default',
  status: 200,
  headerList: [],
  body: null,
  urlList: [],
  corsExposedHeaderNameList: [],
  rangeRequested: false,
  requestIncludesCredentials: true,
  internalResponse: null,
  where: '',
})

export const networkError = (where: string): Response => ({
  ...newResponse(),
  type: 'error',
  status: 0,
  where,
})

export function last<T>(list: T[]): T {
  const item = list.at(-1)
  if (item === undefined) throw new Error('an empty list')
  return item
}

export const currentURL = (request: Request): URL => last(request.urlList)

/** https://fetch.spec.whatwg.org/#concept-request-url, as the pointer it is encouraged to be. */
export function requestURL(request: Request): URL {
  const url = request.urlList[0]
  if (url === undefined) throw new Error('a request without URL')
  return url
}

/** https://fetch.spec.whatwg.org/#concept-request-clone */
export const cloneRequest = (request: Request): Request => ({
  ...request,
  urlList: cloneURLs(request.urlList),
  headerList: request.headerList.map((h) => ({ ...h })),
})

export const cloneURLs = (urls: URL[]): URL[] => urls.map((u) => new URL(u.href))

/** https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
export function redirectTaint(request: Request): 'same-origin' | 'same-site' | 'cross-site' {
  let lastURL: URL | null = null
  let taint: 'same-origin' | 'same-site' = 'same-origin'
  for (const url of request.urlList) {
    if (lastURL === null) {
      lastURL = url
      continue
    }
    const here = originOf(url)
    const before = originOf(lastURL)
    if (!sameSite(here, before) && !sameSite(request.origin, before)) return 'cross-site'
    if (!sameOrigin(here, before) && !sameOrigin(request.origin, before)) taint = 'same-site'
    lastURL = url
  }
  return taint
}

/** https://fetch.spec.whatwg.org/#serializing-a-request-origin */
export function serializeRequestOrigin(request: Request): string {
  if (redirectTaint(request) !== 'same-origin') return 'null'
  return serializeOrigin(request.origin)
}

/** https://fetch.spec.whatwg.org/#navigation-request */
export const navigationRequest = (request: Request): boolean =>
  ['document', 'embed', 'frame', 'iframe', 'object'].includes(request.destination)

/** https://fetch.spec.whatwg.org/#request-destination-script-like */
export const scriptLike = (destination: Destination): boolean =>
  ['audioworklet', 'paintworklet', 'script', 'serviceworker', 'sharedworker', 'worker'].includes(destination)
