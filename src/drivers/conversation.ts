import { checkUserAgent } from '../fetch/check-user-agent'
import { checkRequestRecord } from '../fetch/create-request'
import { resume, start } from '../fetch/exchange'
import type { Exchange, ExchangeEvent, Recording, Settled, Transition, Turn } from '../fetch/exchange-state'
import type { RequestRecord } from '../fetch/request'
import type { ResponseRecord, WireRequest } from '../fetch/response'
import { ConfigError } from '../infra/config-error'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import { resolveProfile } from '../profile/resolve-profile'
import { createUserAgent, type UserAgent } from '../user-agent/user-agent'
import { RequestStreams } from './request-streams'
import { type DriverClock, send, sendNow } from './send'
import type { AnyTransport } from './transport'
import type { VirtualClock } from './virtual-clock'

/** What a conversation needs; a browser's options, checked. */
export interface ConversationOptions {
  readonly profile: Profile
  readonly transport: AnyTransport
  readonly clock: VirtualClock | (() => Instant)
  readonly recordingLimit: number
  readonly timeoutMs: number
}

/** Hears of changes. */
export type UserAgentWatcher = (before: UserAgent, after: UserAgent) => void

/** A fetch that came to its end. */
export interface Performed {
  /** As it was in the end. */
  readonly request: RequestRecord
  readonly response: ResponseRecord
  readonly recording: Recording
}

/** A line of the console that no fetch is the reason of, such as one about a header that a page may not set. */
export interface PrintedLine {
  readonly level: 'error' | 'warning'
  readonly text: string
  /** Who says that the engine prints it: a recording, its sources, or nobody, since the line is this library's own. */
  readonly evidence: 'documented' | 'recorded' | 'own'
}

/**
 * What all pages of a browser share: one memory, one transport, one clock, and the loop of turns between them. It
 * performs requests one after the other or many at once, and knows nothing of pages.
 */
export class Conversation {
  readonly #options: ConversationOptions
  #userAgent: UserAgent
  readonly #recordings: Recording[] = []
  /** Recordings and lines in the order in which they came. */
  readonly #log: (Recording | PrintedLine)[] = []
  /** The bodies that pages send as streams. */
  readonly streams: RequestStreams = new RequestStreams()
  readonly #driverClock: DriverClock
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #watchers = new Set<UserAgentWatcher>()
  #latest: Instant = Number.NEGATIVE_INFINITY

  constructor(options: ConversationOptions) {
    this.#options = options
    this.#userAgent = createUserAgent(options.profile)
    this.#driverClock = { now: () => this.#now(), setTimer: timerOf(options.clock) }
  }

  /** What is remembered: a value. */
  get userAgent(): UserAgent {
    return this.#userAgent
  }

  /** @throws ConfigError where it is no user agent, or there is something wrong with its profile */
  set userAgent(userAgent: UserAgent) {
    checkUserAgent(userAgent)
    resolveProfile(userAgent.profile)
    this.#become(userAgent)
  }

  /** Takes over a user agent that one of our own functions has made from this one. */
  remember(userAgent: UserAgent): void {
    this.#become(userAgent)
  }

  /** Calls back whenever something is remembered or forgotten, with what was and what is; until what it returns is called. */
  watch(watcher: UserAgentWatcher): () => void {
    this.#watchers.add(watcher)
    return () => {
      this.#watchers.delete(watcher)
    }
  }

  #become(userAgent: UserAgent): void {
    const before = this.#userAgent
    this.#userAgent = userAgent
    if (before !== userAgent) for (const watcher of this.#watchers) watcher(before, userAgent)
  }

  /** The fetches that came to an end, newest last. */
  get recordings(): readonly Recording[] {
    return this.#recordings.slice()
  }

  /** What the console is about, newest last: fetches that ended, and lines about other things. */
  get log(): readonly (Recording | PrintedLine)[] {
    return this.#log.slice()
  }

  /** Adds a line to the console. */
  print(line: PrintedLine): void {
    this.#keep(this.#log, line)
  }

  /** Goes on with something that nobody waits for, and that may fail without a word. */
  inBackground(work: Promise<unknown>): void {
    const forget = (): void => {
      this.#underWay.delete(work)
    }
    this.#underWay.add(work)
    work.then(forget, forget)
  }

  /** Waits until nothing is under way that nobody waits for. What a timer begins later is not waited for. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  /** Calls back once, so many milliseconds from now by the browser's clock; what it returns takes that back. */
  setTimer(milliseconds: number, callback: () => void): () => void {
    return this.#driverClock.setTimer(milliseconds, callback)
  }

  /** The same for what nobody waits for: where the platform knows such timers, it keeps no process alive. */
  setIdleTimer(milliseconds: number, callback: () => void): () => void {
    return timerOf(this.#options.clock, true)(milliseconds, callback)
  }

  /**
   * Performs a request to its end. `sending` is told what goes to a server, each time just before it does.
   *
   * @throws ConfigError where `request` is no request record, or the clock gives no time
   * @throws NotModelled where the request leads to a place that this library does not model
   */
  async perform(
    request: RequestRecord,
    signal: AbortSignal | null,
    sending: ((sent: WireRequest) => void) | null = null,
  ): Promise<Performed> {
    checkRequestRecord(request)
    const { transport, timeoutMs } = this.#options
    const now = this.now()
    const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [{ userAgent: this.#userAgent, event: null, now }]
    let exchange = this.#turn(start(this.#userAgent, request, now, null))
    while (exchange.state !== 'settled') {
      const { body } = exchange.send
      sending?.(exchange.send)
      const event =
        body?.kind === 'stream'
          ? await this.#sendStream(exchange.send, body.ref, signal)
          : await send(transport, exchange.send, signal, this.#driverClock, timeoutMs)
      // Read after the wait: other fetches may have taught the browser something meanwhile.
      const userAgent = this.#userAgent
      turns.push({ userAgent, event, now: event.now })
      exchange = this.#turn(resume(userAgent, exchange, event, null))
    }
    return this.#performed(exchange, { request, turns })
  }

  /**
   * Performs a request to its end, at once.
   *
   * @throws ConfigError where `request` is no request record, or the clock gives no time
   * @throws NotModelled where the request leads to a place that this library does not model
   * @throws TransportTakesTime where the transport is not the synchronous kind
   */
  performNow(request: RequestRecord): Performed {
    checkRequestRecord(request)
    const now = this.now()
    const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [{ userAgent: this.#userAgent, event: null, now }]
    let exchange = this.#turn(start(this.#userAgent, request, now, null))
    while (exchange.state !== 'settled') {
      const event = sendNow(this.#options.transport, exchange.send, this.#driverClock)
      const userAgent = this.#userAgent
      turns.push({ userAgent, event, now: event.now })
      exchange = this.#turn(resume(userAgent, exchange, event, null))
    }
    return this.#performed(exchange, { request, turns })
  }

  /** Reads a stream to its end, and sends what was in it. */
  async #sendStream(request: WireRequest, ref: number, signal: AbortSignal | null): Promise<ExchangeEvent> {
    const { transport, timeoutMs } = this.#options
    const read = await this.streams.read(ref, signal)
    if (read.kind === 'aborted') return { kind: 'aborted', now: this.#now() }
    if (read.kind === 'failed') return { kind: 'connection-failed', cause: read.cause, now: this.#now() }
    const sent: WireRequest = { ...request, body: { kind: 'bytes', bytes: read.bytes } }
    return send(transport, sent, signal, this.#driverClock, timeoutMs)
  }

  #performed({ request, response }: Settled, recording: Recording): Performed {
    this.#keep(this.#recordings, recording)
    this.#keep(this.#log, recording)
    return { request, response, recording }
  }

  #turn(transition: Transition): Exchange {
    this.#become(transition.userAgent)
    return transition.exchange
  }

  #keep<T>(list: T[], one: T): void {
    const { recordingLimit } = this.#options
    if (recordingLimit === 0) return
    if (list.length >= recordingLimit) list.shift()
    list.push(one)
  }

  /** The time, which for a browser never goes back, as the system's can. */
  #advanceTo(now: Instant): Instant {
    if (now > this.#latest) this.#latest = now
    return this.#latest
  }

  /** @throws ConfigError where the clock gives no time */
  now(): Instant {
    const now = this.#options.clock()
    if (!Number.isFinite(now)) {
      const message = 'must return a finite number of milliseconds'
      throw new ConfigError([{ path: 'clock', value: now, reason: 'invalid', message }])
    }
    return this.#advanceTo(now)
  }

  /** For the middle of a fetch, where throwing would reach nobody: a clock that breaks by then stands still. */
  #now(): Instant {
    try {
      const now = this.#options.clock()
      return Number.isFinite(now) ? this.#advanceTo(now) : this.#latest
    } catch {
      return this.#latest
    }
  }
}

/** Timers of the clock itself where it has some, of the platform where it is a mere function. */
function timerOf(clock: VirtualClock | (() => Instant), idle = false): DriverClock['setTimer'] {
  if ('setTimer' in clock && typeof clock.setTimer === 'function') {
    return (milliseconds, callback) => clock.setTimer(milliseconds, callback)
  }
  return (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    // In browsers it is a number.
    if (idle && typeof timer === 'object') timer.unref()
    return () => clearTimeout(timer)
  }
}
