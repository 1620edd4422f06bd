import { resume, start } from '../../../src/fetch/exchange'
import type {
  Exchange,
  ExchangeEvent,
  PendingExchange,
  Recording,
  Turn,
} from '../../../src/fetch/exchange-state'
import type { RequestRecord } from '../../../src/fetch/request'
import type { ResponseRecord, WireRequest } from '../../../src/fetch/response'
import type { Instant } from '../../../src/profile/knobs'
import type { Profile } from '../../../src/profile/profile'
import type { Evidence } from '../../../src/spec/reason'
import type { StepId } from '../../../src/spec/steps'
import type { Trace } from '../../../src/spec/trace'
import { createUserAgent, type UserAgent } from '../../../src/user-agent/user-agent'
import type { SeenRequest } from '../observation'
import type { HeaderLine, Scenario } from '../scenario'
import { createServers } from './servers'

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
  /** What went to servers, preflights included. */
  readonly sent: readonly Sent[]
}

/** Something that went to a server. */
export interface Sent {
  readonly request: WireRequest
  /** Milliseconds after the beginning of the fetch. */
  readonly after: number
  /** Of the answer; null where none came. */
  readonly status: number | null
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
  const servers = createServers(scenario)
  const steps = new Set<StepId>()
  const trace: Trace = {
    decide: (step: StepId, _outcome: boolean, _evidence: Evidence | null) => steps.add(step),
    judge: () => {},
  }
  let ended: Fetched[] = []

  const world: World = {
    scenario,
    profile,
    userAgent: createUserAgent(profile),
    now,
    steps,
    fetchAll,
    fetch: (request, timeout = 0) => fetchAll([request], timeout)[0] as Fetched,
    visited: servers.visited,
    take: servers.take,
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
    const sendings: Sent[][] = requests.map(() => [])
    const end = (
      number: number,
      response: ResponseRecord | null,
      request: RequestRecord,
      took: number,
    ): void => {
      const sent = sendings[number] ?? []
      const one = { response, request, took, recording: recordings[number] as Recording, sent }
      fetched[number] = one
      ended.push(one)
    }
    const settle = (number: number, exchange: Exchange): void => {
      if (exchange.state === 'settled') {
        end(number, exchange.response, exchange.request, world.now - began)
        return
      }
      const sent = send(exchange.send)
      const status = sent.event?.kind === 'response' ? sent.event.response.status : null
      sendings[number]?.push({ request: exchange.send, after: world.now - began, status })
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
    // Deviation(DV-81): one engine uploads streams over HTTP/2 alone.
    if (request.body?.kind === 'stream' && profile.streamUploads === 'needs-http2')
      return { event: failed('protocol: streams need HTTP/2'), delay: 0 }
    const reply = servers.receive(request)
    switch (reply.kind) {
      case 'hang':
        return { event: null, delay: Number.POSITIVE_INFINITY }
      case 'failed':
        return { event: failed(`${reply.code}: ${reply.message}`), delay: reply.delay }
      case 'response':
        return { event: { kind: 'response', response: reply.response, now: 0 }, delay: reply.delay }
    }
  }
}

/** With a code before the colon, as the transports have it. */
function failed(cause: string): ExchangeEvent {
  return { kind: 'connection-failed', cause, now: 0 }
}
