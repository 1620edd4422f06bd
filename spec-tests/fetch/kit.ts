/** What most tests of the kernel need: a page, a server in one line, and a fetch from start to end. */
import { type CreateRequestInit, createClient, createRequest } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { RequestRecord } from '../../src/fetch/request'
import type { ResponseRecord, WireRequest, WireResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { getHeader } from '../../src/http/header-list'
import { type Profile, profiles } from '../../src/profile/profile'
import type { RefusalId } from '../../src/spec/reason'
import { createUserAgent, type UserAgent } from '../../src/user-agent/user-agent'

export const app = 'https://app.example.com'
export const api = 'https://api.example.com'
export const other = 'https://other.org'

export type Lines = readonly (readonly [name: string, value: string])[] | { readonly [name: string]: string }

/** A response in one line. */
export function answer(status: number, headers: Lines = {}, body = ''): WireResponse {
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers)
  return {
    status,
    statusText: '',
    headerList: (pairs as readonly (readonly [string, string])[]).map(([name, value]) => ({ name, value })),
    body: { kind: 'bytes', bytes: body },
  }
}

/** A request as `fetch(url, init)` in a page of https://app.example.com would make it. */
export function request(url: string, init: Partial<CreateRequestInit> = {}): RequestRecord {
  return createRequest({ client: createClient(`${app}/page?q#f`), ...init, url })
}

/** A server by `METHOD url` or `url`; anything else is a 404. */
export function server(routes: { readonly [route: string]: WireResponse }): Handler {
  return ({ method, url }) => routes[`${method} ${url.href}`] ?? routes[url.href] ?? answer(404)
}

export interface Run {
  readonly response: ResponseRecord
  readonly sent: readonly WireRequest[]
  readonly userAgent: UserAgent
  /** The step that refused, or null. */
  readonly refused: RefusalId | null
}

/** A whole fetch by the standard's own profile, unless another is given. */
export function run(
  init: RequestRecord,
  handler: Handler,
  options: { readonly userAgent?: UserAgent; readonly profile?: Profile; readonly now?: number } = {},
): Run {
  const sent: WireRequest[] = []
  const userAgent = options.userAgent ?? createUserAgent(options.profile ?? profiles.spec)
  const simulation = simulate(
    userAgent,
    init,
    (wire) => {
      sent.push(wire)
      return handler(wire)
    },
    options.now ?? 0,
  )
  const { response } = simulation
  return {
    response,
    sent,
    userAgent: simulation.userAgent,
    refused: response.type === 'error' ? response.reason.step : null,
  }
}

/** `OPTIONS https://…` for each request sent. */
export function lines(sent: readonly WireRequest[]): readonly string[] {
  return sent.map(({ method, url }) => `${method} ${url.href}`)
}

/** The value of a header on a request, null where it has none; an error where nothing was sent. */
export function header(sent: WireRequest | undefined, name: string): string | null {
  if (sent === undefined) throw new Error(`nothing was sent that could have ${name}`)
  return getHeader(sent.headerList, name)
}

/** Headers with which a server lets https://app.example.com do anything with credentials. */
export const allow: {
  readonly 'access-control-allow-origin': string
  readonly 'access-control-allow-credentials': 'true'
} = {
  'access-control-allow-origin': app,
  'access-control-allow-credentials': 'true',
}
