import { type Complaint, complain, type Place } from '../../explain/page-errors'
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
import { fromBuffer } from './byte-buffers'
import { extractBody } from './extract-body'
import type { BodySource } from './extracted-body'
import { PageBody } from './page-body'
import { PageHeaders } from './page-headers'

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
  readonly headers: PageHeaders
  readonly #state: RequestState
  #signal: AbortSignal | null = null

  /** For pages, whose `Request` is made from this. */
  constructor(made: MadeRequest) {
    super(made.source)
    this.#state = made.state
    this.headers = made.headers
  }

  get [Symbol.toStringTag](): string {
    return 'Request'
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
    this.#signal ??= signal === null ? new AbortController().signal : AbortSignal.any([signal])
    return this.#signal
  }

  static stateOf(request: PageRequest): RequestState {
    return request.#state
  }

  protected contentType(): string | null {
    return this.headers.get('content-type')
  }
}

/** Works out a request. https://fetch.spec.whatwg.org/#dom-request */
export function makeRequest(scope: PageScope, place: Place, input: unknown, given: unknown): MadeRequest {
  const { profile } = scope.conversation.userAgent
  const wrong = (complaint: Complaint, fields: { readonly [name: string]: string } = {}): TypeError =>
    complain(profile, place, complaint, fields)
  if (given !== undefined && given !== null && typeof given !== 'object' && typeof given !== 'function') {
    throw wrong('other', { value: 'The provided value is not of type RequestInit.' })
  }
  const init = (given ?? {}) as { readonly [M in keyof RequestInit | 'window' | 'duplex']?: unknown }
  const before = requestBefore(scope, input)
  const url = before?.url ?? urlIn(scope.document(), String(input))
  if (url === null) throw wrong('url', { value: String(input) })
  if (includesCredentials(url)) throw wrong('url-credentials', { value: url.href })
  if (init.window !== undefined && init.window !== null) {
    throw wrong('other', { value: "'window' member of RequestInit must be null" })
  }
  const member = <T extends string>(name: string, type: string, values: readonly T[]): T | undefined => {
    const value = init[name as keyof typeof init]
    if (value === undefined) return undefined
    const found = values.find((one) => one === String(value))
    if (found === undefined) throw wrong('enumeration', { member: name, name: type, value: String(value) })
    return found
  }
  const mode = member('mode', 'RequestMode', modes) ?? before?.mode ?? 'cors'
  const credentials = member('credentials', 'RequestCredentials', members.credentialsMode)
  const cache = member('cache', 'RequestCache', members.cacheMode) ?? before?.cache ?? 'default'
  const redirect = member('redirect', 'RequestRedirect', members.redirectMode)
  const referrerPolicy = member('referrerPolicy', 'ReferrerPolicy', members.referrerPolicy)
  member('priority', 'RequestPriority', ['high', 'low', 'auto'])
  const duplex = member('duplex', 'RequestDuplex', ['half'])

  if (mode === 'navigate') throw wrong('other', { value: "Cannot construct a Request with mode 'navigate'." })
  const referrer =
    init.referrer === undefined ? (before?.referrer ?? 'client') : referrerOf(scope, init.referrer)
  if (referrer === null) throw wrong('referrer', { value: String(init.referrer) })
  if (cache === 'only-if-cached' && mode !== 'same-origin') throw wrong('only-if-cached', { value: mode })
  let method = before?.method ?? 'GET'
  if (init.method !== undefined) {
    const value = String(init.method)
    if (!isMethod(value)) throw wrong('method', { value })
    if (forbiddenMethod(value)) throw wrong('forbidden-method', { value })
    method = normalizeMethod(value)
  }
  if (mode === 'no-cors' && !corsSafelistedMethod(method)) throw wrong('no-cors-method', { value: method })
  const signal = init.signal === undefined ? (before?.signal ?? null) : init.signal
  if (signal !== null && !isSignal(signal)) {
    throw wrong('other', { value: "member signal is not of type 'AbortSignal'." })
  }

  const isNoCORS = mode === 'no-cors'
  const headers = new PageHeaders(scope, isNoCORS ? 'request-no-cors' : 'request', [], place)
  PageHeaders.fill(headers, init.headers === undefined ? before?.headers : init.headers)

  const hasOwnBody = init.body !== undefined && init.body !== null
  const bodiless = method === 'GET' || method === 'HEAD'
  if (bodiless && (hasOwnBody || before?.hasBody === true)) throw wrong('body-of-get', { value: method })
  const keepalive = init.keepalive === undefined ? (before?.keepalive ?? false) : Boolean(init.keepalive)
  let source: BodySource | null = null
  if (hasOwnBody) {
    const isStream = Object.prototype.toString.call(init.body) === '[object ReadableStream]'
    // Where a stream is any object, none of its rules hold.
    const streams = isStream && !streamsAreText(profile)
    if (streams && keepalive) throw wrong('stream-keepalive')
    const extracted = extractBody(scope, init.body)
    source = extracted.source
    if (extracted.source.kind === 'stream') {
      if (duplex === undefined)
        throw wrong('other', {
          value: 'The `duplex` member must be specified for a request with a streaming body',
        })
      if (isNoCORS)
        throw wrong('other', { value: 'A stream can only be sent with CORS or to the same origin.' })
    }
    if (extracted.type !== null) {
      // Deviation(DV-102): the standard guards it as any header.
      PageHeaders.addType(headers, { name: 'content-type', value: extracted.type }, profile.bodyTypeIsGuarded)
    }
  } else if (before !== null) source = before.takeBody(wrong)
  return {
    state: {
      url,
      method,
      mode,
      credentials: credentials ?? before?.credentials ?? 'same-origin',
      cache,
      redirect: redirect ?? before?.redirect ?? 'follow',
      referrer,
      referrerPolicy: referrerPolicy ?? before?.referrerPolicy ?? '',
      integrity: init.integrity === undefined ? (before?.integrity ?? '') : String(init.integrity),
      keepalive,
      signal: signal as AbortSignal | null,
    },
    headers,
    source,
  }
}

const modes = ['same-origin', 'cors', 'no-cors', 'navigate'] as const

/** The request that another one is made from. */
interface RequestBefore extends RequestState {
  readonly headers: unknown
  readonly hasBody: boolean
  readonly takeBody: (
    wrong: (complaint: Complaint, fields: { readonly value: string }) => TypeError,
  ) => BodySource | null
}

function requestBefore(scope: PageScope, input: unknown): RequestBefore | null {
  if (input instanceof PageRequest) {
    return {
      ...PageRequest.stateOf(input),
      headers: input.headers,
      hasBody: PageBody.has(input),
      takeBody: (wrong) => {
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
    takeBody: (wrong) => {
      if (request.bodyUsed) throw wrong('other', { value: usedBody })
      if (request.body === null) return null
      return { kind: 'later', read: async () => fromBuffer(await request.arrayBuffer()) }
    },
  }
}

const usedBody = 'Cannot construct a Request with a Request object that has already been used.'

/** Null where it is no URL. */
function referrerOf(scope: PageScope, given: unknown): string | null {
  const text = String(given)
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
