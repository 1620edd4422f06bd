import { type Complaint, complain, failedToFetch, type Place } from '../../explain/page-errors'
import type {
  CacheMode,
  CredentialsMode,
  RedirectMode,
  ReferrerPolicy,
  RequestMode,
} from '../../fetch/request'
import { members } from '../../fetch/request-members'
import { corsSafelistedMethod, forbiddenMethod, isMethod, normalizeMethod } from '../../http/methods'
import { sameOrigin } from '../../origin/origin'
import { includesCredentials, type URLRecord } from '../../origin/url-record'
import { urlIn } from '../document'
import type { PageScope } from '../scope'
import { streamsAreText } from '../stream-uploads'
import { makeInterface } from '../web-idl'
import { bodyKind } from './body-kind'
import { fromBuffer } from './byte-buffers'
import { extractBody } from './extract-body'
import type { BodySource } from './extracted-body'
import { showInNode } from './node-inspect'
import { PageBody } from './page-body'
import { type FetchScope, PageHeaders } from './page-headers'
import { hasSpacesInHost, nobodyThere } from './space-in-host'

/** What a request is, but for headers and body. */
export interface RequestState {
  readonly url: URLRecord
  readonly method: string
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  readonly cache: CacheMode
  readonly redirect: RedirectMode
  readonly referrer: string
  readonly referrerPolicy: ReferrerPolicy
  readonly integrity: string
  readonly keepalive: boolean
  /** The signal that was given; null where nobody can abort. */
  readonly signal: AbortSignal | null
}

/** Everything that the constructor works out. */
export interface MadeRequest {
  readonly state: RequestState
  readonly headers: PageHeaders
  readonly source: BodySource | null
}

/** A request of a page. https://fetch.spec.whatwg.org/#request-class */
export abstract class PageRequest extends PageBody {
  readonly #headers: PageHeaders
  readonly #state: RequestState
  #signal: AbortSignal | null = null

  /** For pages, whose `Request` is made from this. */
  constructor(made: MadeRequest) {
    super(made.headers, made.source, null)
    this.#state = made.state
    this.#headers = made.headers
  }

  static {
    makeInterface(PageRequest, 'Request')
    showInNode(PageRequest.prototype, 'Request', (request) => {
      const { method, url, headers, mode, credentials, cache, redirect, bodyUsed } = request
      return { method, url, headers, mode, credentials, cache, redirect, bodyUsed }
    })
  }

  get headers(): PageHeaders {
    return this.#headers
  }
  get url(): string {
    return this.#state.url.href
  }
  get method(): string {
    return this.#state.method
  }
  get mode(): RequestMode {
    return this.#state.mode
  }
  get credentials(): CredentialsMode {
    return this.#state.credentials
  }
  get cache(): CacheMode {
    return this.#state.cache
  }
  get redirect(): RedirectMode {
    return this.#state.redirect
  }
  get referrer(): string {
    const { referrer } = this.#state
    return referrer === 'client' ? 'about:client' : referrer === 'no-referrer' ? '' : referrer
  }
  get referrerPolicy(): ReferrerPolicy {
    return this.#state.referrerPolicy
  }
  get integrity(): string {
    return this.#state.integrity
  }
  get keepalive(): boolean {
    return this.#state.keepalive
  }
  get destination(): '' {
    return ''
  }
  get duplex(): 'half' {
    return 'half'
  }
  get isReloadNavigation(): boolean {
    return false
  }
  get isHistoryNavigation(): boolean {
    return false
  }
  /** Follows the signal that was given. */
  get signal(): AbortSignal {
    const { signal } = this.#state
    this.#signal ??= following(signal)
    return this.#signal
  }

  static stateOf(request: PageRequest): RequestState {
    return request.#state
  }
}

/** Works out a request. https://fetch.spec.whatwg.org/#dom-request */
export function makeRequest(scope: FetchScope, place: Place, input: unknown, given: unknown): MadeRequest {
  const { profile } = scope.conversation.userAgent
  const wrong: Wrong = (complaint, fields = {}) => complain(profile, place, complaint, fields)
  if (given !== undefined && given !== null && typeof given !== 'object' && typeof given !== 'function') {
    throw wrong('no-dictionary', { name: 'RequestInit' })
  }
  const init = (given ?? {}) as Init
  const member = <T extends string>(name: string, type: string, values: readonly T[]): T | undefined => {
    const value = init[name as keyof typeof init]
    if (value === undefined) return undefined
    const found = values.find((one) => one === `${value}`)
    if (found === undefined) throw wrong('enumeration', { member: name, name: type, value: `${value}` })
    return found
  }
  const ownMode = member('mode', 'RequestMode', modes)
  const credentials = member('credentials', 'RequestCredentials', members.credentialsMode)
  const ownCache = member('cache', 'RequestCache', members.cacheMode)
  const redirect = member('redirect', 'RequestRedirect', members.redirectMode)
  const referrerPolicy = member('referrerPolicy', 'ReferrerPolicy', members.referrerPolicy)
  member('priority', 'RequestPriority', ['high', 'low', 'auto'])
  member('duplex', 'RequestDuplex', ['half'])

  const before = requestBefore(scope, input)
  const url = before?.url ?? urlIn(scope.document(), `${input}`)
  if (url === null) {
    const nowhere = place === 'fetch' && hasSpacesInHost(profile, scope.document(), `${input}`)
    throw nowhere ? failedToFetch(profile, nobodyThere(`${input}`)) : wrong('url', { value: `${input}` })
  }
  if (includesCredentials(url)) throw wrong('url-credentials', { value: url.href })
  // Deviation(DV-184): by the standard it has to be null.
  if (profile.windowMemberIsChecked && init.window !== undefined && init.window !== null) {
    throw wrong('other', { value: "'window' member of RequestInit must be null" })
  }
  // Whoever changes anything speaks for itself: nothing of the other's referrer remains.
  const unchanged = initMembers.every((name) => init[name] === undefined)
  const mode = ownMode ?? before?.mode ?? 'cors'
  const cache = ownCache ?? before?.cache ?? 'default'
  if (mode === 'navigate') throw wrong('other', { value: "Cannot construct a Request with mode 'navigate'." })
  const referrer =
    init.referrer === undefined
      ? ((unchanged ? before?.referrer : null) ?? 'client')
      : referrerOf(scope, init.referrer)
  if (referrer === null) throw wrong('referrer', { value: `${init.referrer}` })
  if (cache === 'only-if-cached' && mode !== 'same-origin') throw wrong('only-if-cached', { value: mode })
  let method = before?.method ?? 'GET'
  if (init.method !== undefined) {
    const value = `${init.method}`
    if (!isMethod(value)) throw wrong('method', { value })
    if (forbiddenMethod(value)) throw wrong('forbidden-method', { value })
    method = normalizeMethod(value)
  }
  if (mode === 'no-cors' && !corsSafelistedMethod(method)) throw wrong('no-cors-method', { value: method })
  const signal = init.signal === undefined ? (before?.signal ?? null) : init.signal
  if (signal !== null && !isSignal(signal)) {
    throw wrong('other', { value: "member signal is not of type 'AbortSignal'." })
  }

  const headers = scope.makeHeaders({
    guard: mode === 'no-cors' ? 'request-no-cors' : 'request',
    list: [],
    place,
  })
  if (unchanged && before?.headers instanceof PageHeaders) PageHeaders.copy(headers, before.headers)
  else PageHeaders.fill(headers, init.headers === undefined ? before?.headers : init.headers)

  const hasOwnBody = init.body !== undefined && init.body !== null
  const bodiless = method === 'GET' || method === 'HEAD'
  if (bodiless && (hasOwnBody || before?.hasBody === true)) throw wrong('body-of-get', { value: method })
  const keepalive = init.keepalive === undefined ? (before?.keepalive ?? false) : Boolean(init.keepalive)
  const source = hasOwnBody
    ? ownBody(scope, init, headers, mode, keepalive, wrong)
    : (before?.takeBody(mode, wrong) ?? null)
  return {
    state: {
      url,
      method,
      mode,
      credentials: credentials ?? before?.credentials ?? 'same-origin',
      cache,
      redirect: redirect ?? before?.redirect ?? 'follow',
      referrer,
      referrerPolicy: referrerPolicy ?? (unchanged ? before?.referrerPolicy : null) ?? '',
      integrity: init.integrity === undefined ? (before?.integrity ?? '') : `${init.integrity}`,
      keepalive,
      signal: signal as AbortSignal | null,
    },
    headers,
    source,
  }
}

/** The body of the init, which brings its type along. https://fetch.spec.whatwg.org/#dom-request */
function ownBody(
  scope: PageScope,
  init: Init,
  headers: PageHeaders,
  mode: RequestMode,
  keepalive: boolean,
  wrong: Wrong,
): BodySource {
  const { profile } = scope.conversation.userAgent
  // Where a stream is any object, none of its rules hold.
  const streams = bodyKind(init.body) === 'ReadableStream' && !streamsAreText(profile)
  if (streams && keepalive) throw wrong('stream-keepalive')
  const { source, type } = extractBody(scope, init.body)
  if (type !== null) {
    // Deviation(DV-102): the standard guards it as any header.
    PageHeaders.addType(headers, { name: 'content-type', value: type }, profile.bodyTypeIsGuarded)
  }
  if (source.kind === 'stream' && init.duplex === undefined) {
    throw wrong('other', {
      value: 'The `duplex` member must be specified for a request with a streaming body',
    })
  }
  checkStream(source, mode, wrong)
  return source
}

/** What cannot be sent twice cannot go where nobody may ask first. */
function checkStream(source: BodySource | null, mode: RequestMode, wrong: Wrong): void {
  if (source?.kind === 'stream' && mode === 'no-cors') {
    throw wrong('other', { value: 'A stream can only be sent with CORS or to the same origin.' })
  }
}

/** https://fetch.spec.whatwg.org/#requestinit */
const initMembers = [
  'body',
  'cache',
  'credentials',
  'duplex',
  'headers',
  'integrity',
  'keepalive',
  'method',
  'mode',
  'priority',
  'redirect',
  'referrer',
  'referrerPolicy',
  'signal',
  'window',
] as const

/** As scripts give it: anything. */
type Init = { readonly [M in (typeof initMembers)[number]]?: unknown }

type Wrong = (complaint: Complaint, fields?: { readonly [name: string]: string }) => TypeError

const modes = ['same-origin', 'cors', 'no-cors', 'navigate'] as const

/** The request that another one is made from. */
interface RequestBefore extends RequestState {
  readonly headers: unknown
  readonly hasBody: boolean
  readonly takeBody: (mode: RequestMode, wrong: Wrong) => BodySource | null
}

function requestBefore(scope: PageScope, input: unknown): RequestBefore | null {
  if (input instanceof PageRequest) {
    return {
      ...PageRequest.stateOf(input),
      headers: input.headers,
      hasBody: PageBody.has(input),
      takeBody: (mode, wrong) => {
        checkStream(PageBody.sourceOf(input), mode, wrong)
        if (PageBody.unusable(input)) throw wrong('other', { value: usedBody })
        return PageBody.take(input)
      },
    }
  }
  if (Object.prototype.toString.call(input) !== '[object Request]') return null
  return platformRequest(scope, input as Request)
}

/** A request of the platform's own class, as tests and libraries make them. */
function platformRequest(scope: PageScope, request: Request): RequestBefore | null {
  const url = urlIn(scope.document(), request.url)
  if (url === null) return null
  const { method, credentials, cache, redirect, integrity, keepalive, signal, headers } = request
  const mode = request.mode === 'navigate' ? 'same-origin' : request.mode
  return {
    url,
    method,
    mode,
    credentials,
    cache,
    redirect,
    referrer: referrerOf(scope, request.referrer) ?? 'client',
    referrerPolicy: request.referrerPolicy,
    integrity,
    keepalive,
    signal,
    headers,
    hasBody: request.body !== null,
    takeBody: (_, wrong) => {
      if (request.bodyUsed) throw wrong('other', { value: usedBody })
      if (request.body === null) return null
      // It can be asked once, its clones are asked too.
      let bytes: Promise<string> | null = null
      const read = (): Promise<string> => {
        bytes ??= request.arrayBuffer().then(fromBuffer)
        return bytes
      }
      return { kind: 'later', read }
    },
  }
}

const usedBody = 'Cannot construct a Request with a Request object that has already been used.'

/** Null where it is no URL. */
function referrerOf(scope: PageScope, given: unknown): string | null {
  const text = `${given}`
  if (text === '') return 'no-referrer'
  const document = scope.document()
  const url = urlIn(document, text)
  if (url === null) return null
  if (url.href === 'about:client' || !sameOrigin(url.origin, document.client.origin)) return 'client'
  return url.href
}

function isSignal(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object AbortSignal]'
}

/** A signal that is aborted when another one is, which may be another window's. */
function following(signal: AbortSignal | null): AbortSignal {
  if (signal === null) return new AbortController().signal
  const isOurs: boolean = signal instanceof AbortSignal
  if (isOurs) return AbortSignal.any([signal])
  const controller = new AbortController()
  if (signal.aborted) controller.abort(signal.reason)
  signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
  return controller.signal
}
