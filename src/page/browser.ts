import { Conversation, type ConversationOptions } from '../drivers/conversation'
import { checkKeys, checkLimits } from '../drivers/option-issues'
import type { AnyTransport } from '../drivers/transport'
import type { VirtualClock } from '../drivers/virtual-clock'
import type { ConsoleLine } from '../explain/explanation'
import type { Recording } from '../fetch/exchange-state'
import type { RequestRecord } from '../fetch/request'
import type { ResponseRecord } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { parseURL, type URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile, ProfileName } from '../profile/profile'
import { resolveProfile } from '../profile/resolve-profile'
import { clearUserAgent, type UserAgent } from '../user-agent/user-agent'
import { consoleOf } from './browser-console'
import { type Navigable, openDocument } from './document'
import { typedNavigation } from './navigation'
import { land, Page } from './page'
import { type NavigateOptions, type OpenOptions, readNavigate, readOpen } from './page-init'
import { rememberRecording } from './recording-of'

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
 * A browser with its memory: it opens pages and performs requests as the profile's engine would, one after the other or
 * many at once, over one transport and by one clock.
 *
 * @example
 * const browser = new Browser({ profile: 'chromium', transport: nodeTransport() })
 * const page = await browser.navigate('https://app.example.com/')
 * const response = await page.perform({ url: 'https://api.example.com/me', credentials: 'include' })
 */
export class Browser {
  readonly transport: AnyTransport
  /** The clock that was given, or the system's. */
  readonly clock: VirtualClock | (() => Instant)
  readonly #conversation: Conversation

  /** @throws ConfigError with everything that is wrong with the options */
  constructor(options: BrowserOptions) {
    const checked = checkOptions(options)
    this.transport = checked.transport
    this.clock = checked.clock
    this.#conversation = new Conversation(checked)
  }

  /** What this browser remembers. It is a value: read it, keep it, and assign it back to be there again. */
  get userAgent(): UserAgent {
    return this.#conversation.userAgent
  }

  /** @throws ConfigError where it is no user agent, or there is something wrong with its profile */
  set userAgent(userAgent: UserAgent) {
    this.#conversation.userAgent = userAgent
  }

  /** The fetches that came to an end, newest last; the array is yours. Input of `explain` and `replay`. */
  get recordings(): readonly Recording[] {
    return this.#conversation.recordings
  }

  /** The lines that this engine would print, oldest first, of as many fetches as there are recordings. Secrets are masked. */
  get console(): readonly ConsoleLine[] {
    return consoleOf(this.#conversation)
  }

  /** Empties what the browser remembers: cookies and preflight cache. Recordings stay, and pages stay open. */
  clear(): void {
    this.#conversation.remember(clearUserAgent(this.#conversation.userAgent))
  }

  /**
   * Waits until what pages have begun without waiting for it is done: beacons, and the connections of `EventSource` and
   * `WebSocket`. What a timer begins later is not waited for.
   */
  async idle(): Promise<void> {
    await this.#conversation.idle()
  }

  /**
   * Performs a request, and returns what the page would get. A transport that throws, answers nonsense, or
   * does not answer in time makes a network error like any other, whose reason says so; so does the signal.
   *
   * @throws ConfigError where `request` is no request record: `createRequest` makes one
   * @throws NotModelled where the request leads to a place that this library does not model
   */
  async perform(request: RequestRecord, signal: AbortSignal | null = null): Promise<ResponseRecord> {
    const { response, recording } = await this.#conversation.perform(request, signal)
    return rememberRecording(response, recording)
  }

  /**
   * A page in a window of its own, as if it had been there already: nothing is sent. `headers` are its policies.
   *
   * @throws ConfigError with everything that is wrong with the arguments
   * @example
   * const page = browser.open('http://localhost:3000/', { headers: { 'Referrer-Policy': 'origin' } })
   */
  open(url: string | URL, options: OpenOptions = {}): Page {
    const opening = readOpen(url, options)
    const request = typedNavigation(opening.url, 'no-referrer')
    const { userAgent } = this.#conversation
    const opened = openDocument(userAgent, opening.url, opening.headerList, request, window)
    this.#conversation.remember(opened.userAgent)
    return new Page(this.#conversation, null, opened.document, null)
  }

  /**
   * Goes to an address as if the user had typed it: redirects are followed, cookies sent and stored. It gives the page
   * where that ends; the browser's error page where it fails, with the reason in `failure`, and an empty one where the
   * answer has no document (204, a download).
   *
   * @throws ConfigError with everything that is wrong with the arguments
   * @throws NotModelled where the address is not one of http or https
   * @example
   * const page = await browser.navigate('https://app.example.com/')
   */
  async navigate(url: string | URL, options: NavigateOptions = {}): Promise<Page> {
    const navigation = readNavigate(url, options)
    const request = typedNavigation(navigation.url, navigation.referrer)
    return (await land(this.#conversation, request, window, null)) ?? this.open(blank.href)
  }
}

const window: Navigable = { parent: null, sandbox: null }
const blank = parseURL('about:blank') as URLRecord

const defaultLimits = { timeoutMs: 30_000 }

function checkOptions(options: BrowserOptions): ConversationOptions {
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
