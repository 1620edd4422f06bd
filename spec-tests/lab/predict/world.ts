import { resume, start } from '../../../src/fetch/exchange'
import type {
  Exchange,
  ExchangeEvent,
  PendingExchange,
  Recording,
  Turn,
} from '../../../src/fetch/exchange-state'
import { InvalidWireResponse, normalizeWireResponse } from '../../../src/fetch/normalize-wire-response'
import type { RequestRecord } from '../../../src/fetch/request'
import type { ResponseRecord, WireRequest } from '../../../src/fetch/response'
import type { URLRecord } from '../../../src/origin/url-record'
import type { Instant } from '../../../src/profile/knobs'
import type { Profile } from '../../../src/profile/profile'
import type { Evidence } from '../../../src/spec/reason'
import type { StepId } from '../../../src/spec/steps'
import type { Trace } from '../../../src/spec/trace'
import { createUserAgent, type UserAgent } from '../../../src/user-agent/user-agent'
import { blankAnswer, frameAnswer, pageAnswer } from '../documents'
import { labHosts, labPorts } from '../hosts'
import type { SeenRequest } from '../observation'
import type { HeaderLine, Scenario, WireAnswer } from '../scenario'
import { notFound, sentHeaders, serverTable } from '../server-table'

/** What a fetch of a step came to. */
export interface Fetched {
  /** Null where the server hangs, and nothing ever comes. */
  readonly response: ResponseRecord | null
  /** The request as it was when its fetch ended, with every URL that it went to. */
  readonly request: RequestRecord
  /** Milliseconds from the beginning to the end. */
  readonly took: number
  /** For `explain`, which says what the browser prints. */
  readonly recording: Recording
}

/** Corsac's browser and the scenario's servers, between two steps. */
export interface World {
  readonly scenario: Scenario
  readonly profile: Profile
  userAgent: UserAgent
  /** In milliseconds since the epoch; only waiting and delays take time. */
  now: number
  readonly steps: Set<StepId>
  /** The fetches, begun in this order and at one moment; `timeout` in milliseconds, 0 for none. */
  fetchAll(requests: readonly RequestRecord[], timeout?: number): Fetched[]
  fetch(request: RequestRecord, timeout?: number): Fetched
  /** Answers whatever is asked for with an empty document that has these headers, instead of the scenario's servers. */
  visited(headers: readonly HeaderLine[] | null): void
  /** What the servers saw since this was last asked. */
  take(): SeenRequest[]
  /** The fetches that ended since this was last asked, in the order of their ends. */
  takeFetched(): Fetched[]
}

interface Waiting {
  readonly number: number
  readonly exchange: PendingExchange
  readonly event: ExchangeEvent | null
  /** When the event happens; infinite where the server hangs. */
  readonly at: number
}

type Turns = [Turn<null>, ...Turn<ExchangeEvent>[]]

export function createWorld(scenario: Scenario, profile: Profile, now: Instant): World {
  const table = serverTable(scenario.server)
  const steps = new Set<StepId>()
  const trace: Trace = {
    decide: (step: StepId, _outcome: boolean, _evidence: Evidence | null) => steps.add(step),
    judge: () => {},
  }
  let visit: WireAnswer | null = null
  let seen: SeenRequest[] = []
  let ended: Fetched[] = []

  const world: World = {
    scenario,
    profile,
    userAgent: createUserAgent(profile),
    now,
    steps,
    fetchAll,
    fetch: (request, timeout = 0) => fetchAll([request], timeout)[0] as Fetched,
    visited: (headers) => {
      visit = headers === null ? null : blankAnswer(headers)
    },
    take: () => {
      const taken = seen
      seen = []
      return taken
    },
    takeFetched: () => {
      const taken = ended
      ended = []
      return taken
    },
  }
  return world

  function fetchAll(requests: readonly RequestRecord[], timeout = 0): Fetched[] {
    const began = world.now
    const deadline = timeout === 0 ? Number.POSITIVE_INFINITY : began + timeout
    const fetched: (Fetched | null)[] = requests.map(() => null)
    let waiting: Waiting[] = []
    const recordings: { readonly request: RequestRecord; readonly turns: Turns }[] = []
    const end = (
      number: number,
      response: ResponseRecord | null,
      request: RequestRecord,
      took: number,
    ): void => {
      const one = { response, request, took, recording: recordings[number] as Recording }
      fetched[number] = one
      ended.push(one)
    }
    const settle = (number: number, exchange: Exchange): void => {
      if (exchange.state === 'settled') {
        end(number, exchange.response, exchange.request, world.now - began)
        return
      }
      const sent = send(exchange.send)
      waiting.push({ number, exchange, event: sent.event, at: world.now + sent.delay })
    }
    requests.forEach((request, number) => {
      recordings[number] = {
        request,
        turns: [{ userAgent: world.userAgent, event: null, now: world.now }],
      }
      const { userAgent, exchange } = start(world.userAgent, request, world.now, trace)
      world.userAgent = userAgent
      settle(number, exchange)
    })
    while (waiting.length > 0) {
      // The first to come, and the first to be sent among those that come at once.
      const next = waiting.reduce((first, one) => (one.at < first.at ? one : first))
      waiting = waiting.filter((one) => one !== next)
      if (next.at === Number.POSITIVE_INFINITY && deadline === Number.POSITIVE_INFINITY) {
        end(next.number, null, next.exchange.request, Number.POSITIVE_INFINITY)
        continue
      }
      const late = next.at >= deadline
      world.now = late ? deadline : next.at
      const event: ExchangeEvent =
        late || next.event === null ? { kind: 'aborted', now: world.now } : { ...next.event, now: world.now }
      recordings[next.number]?.turns.push({ userAgent: world.userAgent, event, now: world.now })
      const { userAgent, exchange } = resume(world.userAgent, next.exchange, event, trace)
      world.userAgent = userAgent
      settle(next.number, exchange)
    }
    return fetched as Fetched[]
  }

  function send(request: WireRequest): { readonly event: ExchangeEvent | null; readonly delay: number } {
    const url = wireURL(request.url)
    if (!inLab(request.url)) return { event: failed('dns: no lab there'), delay: 0 }
    // Deviation(DV-81): one engine uploads streams over HTTP/2 alone.
    if (request.body?.kind === 'stream' && profile.streamUploads === 'needs-http2')
      return { event: failed('protocol: streams need HTTP/2'), delay: 0 }
    const headers = request.headerList.map(({ name, value }) => [name, value] as const)
    const preflight =
      request.method === 'OPTIONS' && headers.some(([name]) => name === 'access-control-request-method')
    const match = visit !== null ? null : table.match({ method: request.method, url, preflight })
    seen.push({
      method: request.method,
      url,
      headers,
      body: request.body?.kind === 'bytes' ? request.body.bytes : '',
      rule: match === null ? null : match.rule,
      answer: match === null ? null : match.answer,
    })
    const give = match === null ? (visit ?? unruled(scenario, request.method, url)) : match.give
    switch (give.kind) {
      case 'close':
        return { event: failed('closed: no answer'), delay: 0 }
      case 'hang':
        return { event: null, delay: Number.POSITIVE_INFINITY }
      case 'answer':
        return { event: received(give, request.method), delay: give.delay }
    }
  }
}

/** With a code before the colon, as the transports have it. */
function failed(cause: string): ExchangeEvent {
  return { kind: 'connection-failed', cause, now: 0 }
}

/** What the lab's server gives where no rule fits. */
function unruled(scenario: Scenario, method: string, url: string): WireAnswer {
  if (method !== 'GET') return notFound
  if (url === scenario.page.url) return pageAnswer(scenario)
  if (scenario.frame !== null && url === scenario.frame.url) return frameAnswer(scenario.frame)
  return notFound
}

/** The answer as it comes out of an HTTP parser, which takes no NUL, say. */
function received(answer: WireAnswer, method: string): ExchangeEvent {
  const bodiless = method === 'HEAD' || answer.status === 204 || answer.status === 304
  try {
    const response = normalizeWireResponse({
      status: answer.status,
      statusText: answer.reason,
      // A line that begins with a space goes on with the one before.
      headerList: sentHeaders(answer, null).map(([name, value]) => ({
        name,
        value: value.replace(/\r\n[\t ]+/g, ' '),
      })),
      body: bodiless ? null : { kind: 'bytes', bytes: answer.body },
    })
    return { kind: 'response', response, now: 0 }
  } catch (error) {
    if (!(error instanceof InvalidWireResponse)) throw error
    return failed(`protocol: ${error.message}`)
  }
}

/** The URL as a server puts it together: without what never goes over the wire. */
function wireURL(url: URLRecord): string {
  return `${url.scheme}://${url.host}${url.port === null ? '' : `:${url.port}`}${url.path}${url.query === null ? '' : `?${url.query}`}`
}

function inLab(url: URLRecord): boolean {
  const port = url.port ?? (url.scheme === 'https' ? 443 : 80)
  return url.host !== null && labHosts.includes(url.host) && labPorts.includes(port)
}
