import { resume, start } from '../fetch/exchange'
import type { Exchange, ExchangeEvent, PendingExchange, Recording } from '../fetch/exchange-state'
import { ProtocolMisuse } from '../fetch/misuse'
import { currentURL, type RequestRecord } from '../fetch/request'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import type { CookieVerdict } from '../spec/cookie-verdict'
import type { Reason } from '../spec/reason'
import { createTraceLog, type Decision } from '../spec/trace'
import type { UserAgent } from '../user-agent/user-agent'

/** One thing that was sent, and what came of it. */
export interface Hop {
  readonly kind: 'preflight' | 'request'
  /** The actual request at this moment: method, headers and URLs as redirects had left them. */
  readonly request: RequestRecord
  readonly send: WireRequest
  /** Null where the recording ends before the answer. */
  readonly event: ExchangeEvent | null
  /** When it was sent. */
  readonly since: Instant
  /** The browser as it stood when this was sent, and when the answer came. */
  readonly sending: UserAgent
  readonly receiving: UserAgent
  /** What became of the cookies that might have gone along. */
  readonly sent: readonly CookieVerdict[]
  /** What became of the cookies that the answer set. */
  readonly received: readonly CookieVerdict[]
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
  let transition = start(first.userAgent, recording.request, first.now, trace)
  let heard = trace.cookies.length
  let sent = trace.cookies.slice()
  place(trace.decisions, decisions, -1)
  for (const turn of rest) {
    const { exchange, userAgent: sending } = transition
    if (exchange.state === 'settled') {
      throw new ProtocolMisuse('the recording goes on after its fetch has settled')
    }
    transition = resume(turn.userAgent, exchange, turn.event, trace)
    const judged = trace.cookies.slice(heard)
    heard += judged.length
    const received = judged.filter((verdict) => !ofRequest(verdict))
    hops.push({
      ...questionOf(exchange),
      event: turn.event,
      sending,
      receiving: turn.userAgent,
      sent,
      received,
    })
    sent = judged.filter(ofRequest)
    place(trace.decisions, decisions, hops.length - 1)
  }
  const { exchange, userAgent } = transition
  if (exchange.state !== 'settled') {
    const unanswered = { event: null, sending: userAgent, receiving: userAgent, sent, received: [] }
    hops.push({ ...questionOf(exchange), ...unanswered })
  }
  return { profile: first.userAgent.profile, recording, hops, decisions, exchange }
}

function questionOf(exchange: PendingExchange): Pick<Hop, 'kind' | 'request' | 'send' | 'since'> {
  const kind = exchange.state === 'awaiting-preflight' ? 'preflight' : 'request'
  return { kind, request: exchange.request, send: exchange.send, since: exchange.since }
}

/** Whether a verdict is about a cookie that might go with a request; what a response sets is judged before that. */
function ofRequest({ step }: CookieVerdict): boolean {
  return step.startsWith('retrieve-cookies/')
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
