import type { Instant } from '../profile/knobs'
import type { Trace } from '../spec/trace'
import type { UserAgent } from '../user-agent/user-agent'
import type { RequestRecord } from './request'
import type { ResponseRecord, WireRequest, WireResponse } from './response'

/** One fetch, as a value: copy it, keep it, write it down as JSON, resume it twice with different answers. */
export type Exchange = PendingExchange | Settled
export type PendingExchange = AwaitingPreflight | AwaitingResponse

/** Parked in CORS-preflight fetch, at its HTTP-network-or-cache fetch. */
export interface AwaitingPreflight {
  readonly state: 'awaiting-preflight'
  readonly request: RequestRecord
  /** The effect: the one thing the driver owes us. */
  readonly send: WireRequest
  /** All that is left of main fetch's waiting frames: whether one of them is the branch with preflight. */
  readonly clearCacheOnError: boolean
  /** Whether this is the second try, after a 421: over a new connection, where the driver keeps any. */
  readonly isNewConnection: boolean
  readonly since: Instant
}

/** Parked in HTTP-network fetch. */
export interface AwaitingResponse {
  readonly state: 'awaiting-response'
  readonly request: RequestRecord
  readonly send: WireRequest
  readonly clearCacheOnError: boolean
  /** Whether this is the second try, after a 421: over a new connection, where the driver keeps any. */
  readonly isNewConnection: boolean
  readonly since: Instant
}

export interface Settled {
  readonly state: 'settled'
  readonly request: RequestRecord
  readonly response: ResponseRecord
}

/** What a driver has to report about what it was asked to send. `now` is in milliseconds. */
export type ExchangeEvent =
  | { readonly kind: 'response'; readonly response: WireResponse; readonly now: Instant }
  | { readonly kind: 'connection-failed'; readonly cause: string; readonly now: Instant }
  | { readonly kind: 'aborted'; readonly now: Instant }

/** A step of the machine: the browser's memory after it, and where the fetch now stands. */
export interface Transition {
  readonly userAgent: UserAgent
  readonly exchange: Exchange
}

export type Start = (
  userAgent: UserAgent,
  request: RequestRecord,
  now: Instant,
  trace: Trace | null,
) => Transition
export type Resume = (
  userAgent: UserAgent,
  exchange: PendingExchange,
  event: ExchangeEvent,
  trace: Trace | null,
) => Transition

/** What a driver keeps so that a trace can be made afterwards, by running the kernel again. */
export interface Recording {
  readonly request: RequestRecord
  readonly turns: readonly [Turn<null>, ...Turn<ExchangeEvent>[]]
}

export interface Turn<E> {
  /** As it stood before this turn; free, because it is a value. */
  readonly userAgent: UserAgent
  readonly event: E
  readonly now: Instant
}

/** A server that answers at once. */
export type Handler = (request: WireRequest) => WireResponse
