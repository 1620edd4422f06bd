import { resume, start } from '../fetch/exchange'
import type { Exchange, ExchangeEvent, Recording } from '../fetch/exchange-state'
import { ProtocolMisuse } from '../fetch/misuse'
import { currentURL, type RequestRecord } from '../fetch/request'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import type { Reason } from '../spec/reason'
import { createTraceLog, type Decision } from '../spec/trace'

/** One thing that was sent, and what came of it. */
export interface Hop {
  readonly kind: 'preflight' | 'request'
  /** The actual request at this moment: method, headers and URLs as redirects had left them. */
  readonly request: RequestRecord
  readonly send: WireRequest
  /** Null where the recording ends before the answer. */
  readonly event: ExchangeEvent | null
}

/** A decision, and how many answers had come before it, less one. */
export interface PlacedDecision {
  readonly decision: Decision
  readonly at: number
}

/** A recording run through the kernel with a live trace: what every part of an explanation is made from. */
export interface Run {
  readonly profile: Profile
  readonly recording: Recording
  readonly hops: readonly Hop[]
  readonly decisions: readonly PlacedDecision[]
  /** Where it came to. */
  readonly exchange: Exchange
}

/** @throws ProtocolMisuse where the recording has turns that its fetch does not. */
export function runOf(recording: Recording): Run {
  const [first, ...rest] = recording.turns
  const trace = createTraceLog()
  const hops: Hop[] = []
  const decisions: PlacedDecision[] = []
  let { exchange } = start(first.userAgent, recording.request, first.now, trace)
  place(trace.decisions, decisions, -1)
  for (const turn of rest) {
    if (exchange.state === 'settled') {
      throw new ProtocolMisuse('the recording goes on after its fetch has settled')
    }
    hops.push(hopOf(exchange, turn.event))
    exchange = resume(turn.userAgent, exchange, turn.event, trace).exchange
    place(trace.decisions, decisions, hops.length - 1)
  }
  if (exchange.state !== 'settled') hops.push(hopOf(exchange, null))
  return { profile: first.userAgent.profile, recording, hops, decisions, exchange }
}

function hopOf(exchange: Exclude<Exchange, { readonly state: 'settled' }>, event: ExchangeEvent | null): Hop {
  const kind = exchange.state === 'awaiting-preflight' ? 'preflight' : 'request'
  return { kind, request: exchange.request, send: exchange.send, event }
}

function place(all: readonly Decision[], placed: PlacedDecision[], at: number): void {
  for (const decision of all.slice(placed.length)) placed.push({ decision, at })
}

/** Why the fetch ended in a network error; null where it did not. */
export function refusalOf(run: Run): Reason | null {
  const { exchange } = run
  return exchange.state === 'settled' && exchange.response.type === 'error' ? exchange.response.reason : null
}

/** The hop whose answer came last; null where nothing has been answered. */
export function lastHop(run: Run): Hop | null {
  return run.hops[run.hops.length - 1] ?? null
}

/** What came back over HTTP; null where nothing did. */
export function responseOf(hop: Hop | null): WireResponse | null {
  return hop !== null && hop.event !== null && hop.event.kind === 'response' ? hop.event.response : null
}

/** Where the fetch had got to when it ended: after a refused redirect, where that would have led. */
export function finalURL(run: Run): URLRecord {
  return currentURL(run.exchange.request)
}
