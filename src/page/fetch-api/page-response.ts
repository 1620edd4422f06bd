import { complain } from '../../explain/page-errors'
import type { FilteredResponse } from '../../fetch/response'
import type { HeaderList } from '../../http/header-list'
import { nullBodyStatus, redirectStatus } from '../../http/statuses'
import { isByteString } from '../../infra/byte-string'
import { withFragment } from '../../origin/url-record'
import { urlIn } from '../document'
import { makeInterface } from '../web-idl'
import { extractBody } from './extract-body'
import type { BodySource } from './extracted-body'
import { showInNode } from './node-inspect'
import { PageBody } from './page-body'
import { type FetchScope, PageHeaders } from './page-headers'

/** What a response is, but for headers and body. */
export interface ResponseState {
  readonly type: 'basic' | 'cors' | 'default' | 'error' | 'opaque' | 'opaqueredirect'
  readonly url: string
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
}

/** Everything that a response is made from. */
export interface MadeResponse {
  readonly state: ResponseState
  readonly headers: PageHeaders
  readonly source: BodySource | null
  /** Of the fetch it comes from. */
  readonly signal: AbortSignal | null
}

/** A response as a page has it. https://fetch.spec.whatwg.org/#response-class */
export abstract class PageResponse extends PageBody {
  readonly #headers: PageHeaders
  readonly #state: ResponseState

  /** For pages, whose `Response` is made from this. */
  constructor(made: MadeResponse) {
    super(made.headers, made.source, made.signal)
    this.#state = made.state
    this.#headers = made.headers
  }

  static {
    makeInterface(PageResponse, 'Response')
    showInNode(PageResponse.prototype, 'Response', (response) => {
      const { status, statusText, ok, type, url, redirected, headers, bodyUsed } = response
      return { status, statusText, ok, type, url, redirected, headers, bodyUsed }
    })
  }

  get headers(): PageHeaders {
    return this.#headers
  }
  get type(): ResponseState['type'] {
    return this.#state.type
  }
  get url(): string {
    return this.#state.url
  }
  get redirected(): boolean {
    return this.#state.redirected
  }
  get status(): number {
    return this.#state.status
  }
  get ok(): boolean {
    return this.#state.status >= 200 && this.#state.status <= 299
  }
  get statusText(): string {
    return this.#state.statusText
  }

  static stateOf(response: PageResponse): ResponseState {
    return response.#state
  }
}

/** What a fetch gives to the page. */
export function responseOf(
  scope: FetchScope,
  response: FilteredResponse,
  signal: AbortSignal | null,
): MadeResponse {
  const { type, status, statusText, urlList, headerList, body } = response
  const last = urlList[urlList.length - 1]
  const url = last === undefined ? '' : withFragment(last, null).href
  return {
    state: { type, url, redirected: urlList.length > 1, status, statusText },
    headers: scope.makeHeaders({ guard: 'immutable', list: headerList, place: 'Headers' }),
    source: body?.kind === 'bytes' ? body : null,
    signal,
  }
}

/** https://fetch.spec.whatwg.org/#dom-response */
export function makeResponse(scope: FetchScope, body: unknown, given: unknown, type?: string): MadeResponse {
  const { profile } = scope.conversation.userAgent
  if (given !== undefined && given !== null && typeof given !== 'object' && typeof given !== 'function') {
    throw complain(profile, 'Response', 'no-dictionary', { name: 'ResponseInit' })
  }
  const init = (given ?? {}) as { readonly [M in keyof ResponseInit]?: unknown }
  const status = init.status === undefined ? 200 : statusOf(init.status)
  if (!(status >= 200 && status <= 599)) {
    throw new RangeError(`The status provided (${String(init.status)}) is outside the range [200, 599].`)
  }
  const statusText = init.statusText === undefined ? '' : `${init.statusText}`
  if (!isByteString(statusText) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(statusText)) {
    throw complain(profile, 'Response', 'other', { value: 'Invalid statusText' })
  }
  const headers = scope.makeHeaders({ guard: 'response', list: [], place: 'Response' })
  PageHeaders.fill(headers, init.headers)
  let source: BodySource | null = null
  if (body !== undefined && body !== null) {
    if (nullBodyStatus(status)) {
      throw complain(profile, 'Response', 'other', {
        value: 'Response with null body status cannot have body',
      })
    }
    const isStream = Object.prototype.toString.call(body) === '[object ReadableStream]'
    const extracted = isStream ? null : extractBody(scope, body)
    source = extracted?.source ?? { kind: 'stream', stream: body as ReadableStream<Uint8Array> }
    const brought = type ?? extracted?.type ?? null
    if (brought !== null) PageHeaders.addType(headers, { name: 'content-type', value: brought }, false)
  }
  return {
    state: { type: 'default', url: '', redirected: false, status, statusText },
    headers,
    source,
    signal: null,
  }
}

/** https://fetch.spec.whatwg.org/#dom-response-error */
export function errorResponse(scope: FetchScope): MadeResponse {
  const state = { type: 'error', url: '', redirected: false, status: 0, statusText: '' } as const
  return {
    state,
    headers: scope.makeHeaders({ guard: 'immutable', list: [], place: 'Headers' }),
    source: null,
    signal: null,
  }
}

/** https://fetch.spec.whatwg.org/#dom-response-redirect-url-status */
export function redirectResponse(scope: FetchScope, url: unknown, status: unknown): MadeResponse {
  const { profile } = scope.conversation.userAgent
  const target = urlIn(scope.document(), `${url}`)
  if (target === null) throw complain(profile, 'Response.redirect', 'url', { value: String(url) })
  const code = status === undefined ? 302 : statusOf(status)
  if (!redirectStatus(code)) throw new RangeError('Invalid status code')
  const list: HeaderList = [{ name: 'location', value: target.href }]
  const state = { type: 'default', url: '', redirected: false, status: code, statusText: '' } as const
  return {
    state,
    headers: scope.makeHeaders({ guard: 'immutable', list, place: 'Headers' }),
    source: null,
    signal: null,
  }
}

/** As scripts may give a number of two bytes. */
function statusOf(given: unknown): number {
  return Number(given) & 0xffff
}
