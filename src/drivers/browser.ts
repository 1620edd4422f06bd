import { checkUserAgent } from '../fetch/check-user-agent'
import { checkRequestRecord } from '../fetch/create-request'
import { resume, start } from '../fetch/exchange'
import type { Exchange, ExchangeEvent, Recording, Transition, Turn } from '../fetch/exchange-state'
import type { RequestRecord } from '../fetch/request'
import type { ResponseRecord } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { emptyPreflightCache } from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import type { Profile, ProfileName } from '../profile/profile'
import { resolveProfile } from '../profile/resolve-profile'
import { createUserAgent, type UserAgent, withPreflightCache } from '../user-agent/user-agent'
import { checkKeys, checkLimits } from './option-issues'
import { type DriverClock, send } from './send'
import type { AnyTransport } from './transport'
import type { VirtualClock } from './virtual-clock'

export interface BrowserOptions {
  /** A profile, or the name of one; `chrome` and `edge` mean `chromium`. */
  readonly profile: ProfileName | Profile
  /** Who answers. A handler answers at once; a transport takes its time. */
  readonly transport: AnyTransport
  /** The time in milliseconds since the epoch; the system's where none is given. Timeouts follow a `virtualClock()`. */
  readonly clock?: VirtualClock | (() => Instant)
  /** How many recordings are kept, 100 where nothing is said. */
  readonly recordingLimit?: number
  /** How long one response is waited for, redirects and preflights each for themselves; 30 s where nothing is said. */
  readonly timeoutMs?: number
}

/**
 * A browser with its memory: it performs requests as the profile's engine would, one after the other or
 * many at once, over one transport and by one clock.
 *
 * @example
 * const browser = new Browser({ profile: 'chromium', transport: nodeTransport() })
 * const response = await browser.perform(createRequest({ url, client: 'https://app.example.com/' }))
 */
export class Browser {
  readonly transport: AnyTransport
  /** The clock that was given, or the system's. */
  readonly clock: VirtualClock | (() => Instant)
  #userAgent: UserAgent
  readonly #recordings: Recording[] = []
  readonly #recordingLimit: number
  readonly #timeoutMs: number
  readonly #driverClock: DriverClock
  #latest: Instant = Number.NEGATIVE_INFINITY

  /** @throws ConfigError with everything that is wrong with the options */
  constructor(options: BrowserOptions) {
    const { profile, transport, clock, recordingLimit, timeoutMs } = checkOptions(options)
    this.transport = transport
    this.clock = clock
    this.#userAgent = createUserAgent(profile)
    this.#recordingLimit = recordingLimit
    this.#timeoutMs = timeoutMs
    this.#driverClock = { now: () => this.#now(), setTimer: timerOf(clock) }
  }

  /** What this browser remembers. It is a value: read it, keep it, and assign it back to be there again. */
  get userAgent(): UserAgent {
    return this.#userAgent
  }

  /** @throws ConfigError where it is no user agent, or there is something wrong with its profile */
  set userAgent(userAgent: UserAgent) {
    checkUserAgent(userAgent)
    resolveProfile(userAgent.profile)
    this.#userAgent = userAgent
  }

  /** The fetches that came to an end, newest last; the array is yours. Input of `explain` and `replay`. */
  get recordings(): readonly Recording[] {
    return this.#recordings.slice()
  }

  /** Empties what the browser remembers. Recordings stay. */
  clear(): void {
    this.#userAgent = withPreflightCache(this.#userAgent, emptyPreflightCache)
  }

  /**
   * Performs a request, and returns what the page would get. A transport that throws, answers nonsense, or
   * does not answer in time makes a network error like any other, whose reason says so; so does the signal.
   *
   * @throws ConfigError where `request` is no request record: `createRequest` makes one
   * @throws NotModelled where the request leads to a place that this library does not model
   */
  async perform(request: RequestRecord, signal: AbortSignal | null = null): Promise<ResponseRecord> {
    checkRequestRecord(request)
    const now = this.#checkedNow()
    const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [{ userAgent: this.#userAgent, event: null, now }]
    let exchange = this.#turn(start(this.#userAgent, request, now, null))
    while (exchange.state !== 'settled') {
      const event = await send(this.transport, exchange.send, signal, this.#driverClock, this.#timeoutMs)
      // Read after the wait: other fetches may have taught the browser something meanwhile.
      const userAgent = this.#userAgent
      turns.push({ userAgent, event, now: event.now })
      exchange = this.#turn(resume(userAgent, exchange, event, null))
    }
    this.#record({ request, turns })
    return exchange.response
  }

  #turn(transition: Transition): Exchange {
    this.#userAgent = transition.userAgent
    return transition.exchange
  }

  #record(recording: Recording): void {
    if (this.#recordingLimit === 0) return
    if (this.#recordings.length >= this.#recordingLimit) this.#recordings.shift()
    this.#recordings.push(recording)
  }

  /** The time, which for a browser never goes back, as the system's can. */
  #advanceTo(now: Instant): Instant {
    if (now > this.#latest) this.#latest = now
    return this.#latest
  }

  #checkedNow(): Instant {
    const now = this.clock()
    if (!Number.isFinite(now)) {
      const message = 'must return a finite number of milliseconds'
      throw new ConfigError([{ path: 'clock', value: now, reason: 'invalid', message }])
    }
    return this.#advanceTo(now)
  }

  /** For the middle of a fetch, where throwing would reach nobody: a clock that breaks by then stands still. */
  #now(): Instant {
    try {
      const now = this.clock()
      return Number.isFinite(now) ? this.#advanceTo(now) : this.#latest
    } catch {
      return this.#latest
    }
  }
}

interface CheckedOptions {
  readonly profile: Profile
  readonly transport: AnyTransport
  readonly clock: VirtualClock | (() => Instant)
  readonly recordingLimit: number
  readonly timeoutMs: number
}

const defaultLimits = { timeoutMs: 30_000 }

function checkOptions(options: BrowserOptions): CheckedOptions {
  const issues: ConfigIssue[] = []
  checkKeys(options, ['profile', 'transport', 'clock', 'recordingLimit', 'timeoutMs'], '', issues)
  if (issues[0]?.path === 'options') throw new ConfigError(issues)

  const profile = profileOf(options.profile, issues)
  const { transport, clock = () => Date.now(), recordingLimit = 100 } = options
  if (typeof transport !== 'function') {
    const reason = transport === undefined ? 'missing' : 'invalid'
    const message = 'must be a transport or a handler: a function from a request to its response'
    issues.push({ path: 'transport', value: transport, reason, message })
  }
  if (typeof clock !== 'function') {
    const message = 'must be a function that returns the time in milliseconds'
    issues.push({ path: 'clock', value: clock, reason: 'invalid', message })
  }
  if (
    !(Number.isInteger(recordingLimit) && recordingLimit >= 0) &&
    recordingLimit !== Number.POSITIVE_INFINITY
  ) {
    const message = 'must be a whole number from 0 on, or Infinity'
    issues.push({ path: 'recordingLimit', value: recordingLimit, reason: 'invalid', message })
  }
  const { timeoutMs } = checkLimits(options, defaultLimits, issues)
  if (profile === null || issues.length > 0) throw new ConfigError(issues)
  return { profile, transport, clock, recordingLimit, timeoutMs }
}

function profileOf(profile: unknown, issues: ConfigIssue[]): Profile | null {
  try {
    return resolveProfile(profile)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    issues.push(...error.issues)
    return null
  }
}

/** Timers of the clock itself where it has some, of the platform where it is a mere function. */
function timerOf(clock: VirtualClock | (() => Instant)): DriverClock['setTimer'] {
  if ('setTimer' in clock && typeof clock.setTimer === 'function') {
    return (milliseconds, callback) => clock.setTimer(milliseconds, callback)
  }
  return (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  }
}
