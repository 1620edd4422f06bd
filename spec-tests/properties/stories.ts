/** What properties are about: a browser of some engine, the fetches it makes, and the servers it meets. */
import * as fc from 'fast-check'
import { createRequest } from '../../src/fetch/create-request'
import { resume, start } from '../../src/fetch/exchange'
import type {
  Exchange,
  ExchangeEvent,
  Handler,
  PendingExchange,
  Transition,
} from '../../src/fetch/exchange-state'
import { exchangeToJSON } from '../../src/fetch/json'
import { normalizeWireResponse } from '../../src/fetch/normalize-wire-response'
import type { RequestRecord } from '../../src/fetch/request'
import type { WireResponse } from '../../src/fetch/response'
import { getHeader, type HeaderList } from '../../src/http/header-list'
import type { Origin } from '../../src/origin/origin'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import { type Engine, profiles } from '../../src/profile/profile'
import type { Trace } from '../../src/spec/trace'
import { createUserAgent, type UserAgent, userAgentToJSON } from '../../src/user-agent/user-agent'
import { cacheScenarios, scenarios } from '../twin/arbitrary-scenarios'
import { requestOf, type Scenario } from '../twin/scenario'
import { serverAt } from '../twin/scenario-server'
import type { TwinOrigin, TwinRequest } from '../twin/twin-request'

export const numRuns: number = Number(process.env['CORSAC_RUNS'] ?? 200)

export const engines: fc.Arbitrary<Engine> = fc.constantFrom(
  'spec',
  'chromium',
  'firefox',
  'safari',
  'webkitgtk',
)

/** The scenarios that the twin is compared on, and those of them that dwell on the preflight cache. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.oneof(
  { weight: 3, arbitrary: scenarios },
  { weight: 1, arbitrary: cacheScenarios },
)

export interface Fetch {
  readonly request: RequestRecord
  readonly handler: Handler
  readonly now: number
}

export const newBrowser = (engine: Engine): UserAgent => createUserAgent(profiles[engine])

/** The fetches of a scenario, made anew each time. */
export function fetchesOf(scenario: Scenario): readonly Fetch[] {
  let now = 0
  return scenario.steps.map((step, index) => {
    now += step.afterMilliseconds
    return { request: requestRecord(requestOf(scenario, step)), handler: handlerAt(scenario, index), now }
  })
}

function handlerAt({ resources }: Scenario, step: number): Handler {
  const serve = serverAt(resources, step)
  return ({ method, url, headerList }) => {
    const { status, headers, body } = serve({
      method,
      url: url.href,
      headers: headerList.map(({ name, value }) => [name, value] as const),
      body: null,
    })
    return {
      status,
      statusText: '',
      headerList: headers.map(([name, value]) => ({ name, value })),
      body: { kind: 'bytes', bytes: body },
    }
  }
}

function urlOf(href: string): URLRecord {
  const url = parseURL(href)
  if (url === null) throw new Error(`not a URL: ${href}`)
  return url
}

const originOf = (origin: TwinOrigin): Origin =>
  typeof origin === 'number' ? { kind: 'opaque', id: origin } : urlOf(origin).origin

function requestRecord({ client, body, ...of }: TwinRequest): RequestRecord {
  if (client === null) throw new Error('every request of a scenario has a client')
  return createRequest({
    url: of.url,
    // In the order in which JSON gives it back, since what is written down is compared as a string.
    client: {
      origin: originOf(client.origin),
      topLevelOrigin: originOf(client.topLevelOrigin),
      creationURL: urlOf(client.creationURL),
      hasCrossSiteAncestor: false,
      hasStorageAccess: false,
      isDocument: client.isDocument,
      hasTrustworthyAncestor: client.hasTrustworthyAncestor,
      referrerPolicy: client.referrerPolicy,
      embedderPolicy: client.embedderPolicy,
    },
    method: of.method,
    headers: of.headers,
    body: body?.stream === true ? { kind: 'stream', ref: 1 } : (body?.bytes ?? null),
    mode: of.mode,
    credentials: of.credentialsMode,
    redirect: of.redirectMode,
    cache: of.cacheMode,
    destination: of.destination,
    initiator: of.initiator,
    referrer: of.referrer,
    referrerPolicy: of.referrerPolicy,
    userActivation: of.userActivation,
    userInitiated: of.userInitiated,
    useCORSPreflight: of.useCORSPreflight,
    unsafeRequest: of.unsafeRequest,
  })
}

/** What the server says to what an exchange sends. */
export function reply(exchange: PendingExchange, handler: Handler, now: number): ExchangeEvent {
  return { kind: 'response', response: normalizeWireResponse(handler(exchange.send)), now }
}

/** A turn of a fetch: `exchange` and `event` are null for its start. */
export interface Step {
  readonly userAgent: UserAgent
  readonly request: RequestRecord
  readonly exchange: PendingExchange | null
  readonly event: ExchangeEvent | null
  readonly now: number
}

export type Take = (step: Step) => Transition

/** How the kernel takes a turn. */
export function take(
  { userAgent, request, exchange, event, now }: Step,
  trace: Trace | null = null,
): Transition {
  return exchange === null || event === null
    ? start(userAgent, request, now, trace)
    : resume(userAgent, exchange, event, trace)
}

/** Every turn of every fetch of a scenario, one after the other, in one browser. */
export function play(engine: Engine, fetches: readonly Fetch[], taking: Take = take): readonly Transition[] {
  const transitions: Transition[] = []
  let userAgent = newBrowser(engine)
  for (const { request, handler, now } of fetches) {
    let transition = taking({ userAgent, request, exchange: null, event: null, now })
    transitions.push(transition)
    while (transition.exchange.state !== 'settled') {
      const { exchange } = transition
      const event = reply(exchange, handler, now)
      transition = taking({ userAgent: transition.userAgent, request, exchange, event, now })
      transitions.push(transition)
    }
    userAgent = transition.userAgent
  }
  return transitions
}

/** A transition in full, as a string that two alike ones have in common. */
export function written({ userAgent, exchange }: Transition): string {
  return JSON.stringify([exchangeToJSON(exchange), userAgentToJSON(userAgent).preflightCache])
}

export const writtenAll = (transitions: readonly Transition[]): string => transitions.map(written).join('\n')

/** What a page gets of a settled exchange, as a string; null while there is nothing. Why it failed, it is not told. */
export function seenByPage(exchange: Exchange): string | null {
  if (exchange.state !== 'settled') return null
  const { response } = exchange
  if (response.type === 'error') return response.aborted ? 'aborted' : 'error'
  const { type, status, statusText, headerList, urlList, body } = response
  return JSON.stringify([type, status, statusText, headerList, urlList.map(({ href }) => href), body])
}

export const isPreflight = ({ headerList }: { readonly headerList: HeaderList }): boolean =>
  getHeader(headerList, 'access-control-request-method') !== null

export function response(
  status: number,
  headers: readonly (readonly [name: string, value: string])[],
  bytes = '',
): WireResponse {
  return {
    status,
    statusText: '',
    headerList: headers.map(([name, value]) => ({ name, value })),
    body: { kind: 'bytes', bytes },
  }
}
