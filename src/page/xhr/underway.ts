import type { Conversation } from '../../drivers/conversation'
import type { Recording } from '../../fetch/exchange-state'
import type { ResponseRecord, WireRequest } from '../../fetch/response'
import { hasHeader } from '../../http/header-list'
import { redirectStatus } from '../../http/statuses'
import { type Origin, sameOrigin } from '../../origin/origin'
import { type URLRecord, withFragment } from '../../origin/url-record'
import type { Instant } from '../../profile/knobs'
import type { Profile } from '../../profile/profile'
import type { StepId } from '../../spec/steps'

/** A fetch that is on its way: what ends it, when it began, and what went out so far. */
export class Underway {
  readonly controller: AbortController = new AbortController()
  readonly begun: Instant
  /** Takes the timer back, where there is one. */
  cancelTimer: () => void = () => {}
  readonly #origin: Origin
  #last: WireRequest | null = null
  /** Where it went last, as long as that was its own origin. */
  #ownURL: URLRecord | null = null
  #leftOrigin = false
  #bodySentAt: Instant | null = null
  #timesSent = 0
  #inOneGo = true

  /** `origin` is that of the document it is from. */
  constructor(begun: Instant, origin: Origin) {
    this.begun = begun
    this.#origin = origin
    queueMicrotask(() => {
      this.#inOneGo = false
    })
  }

  /** When the body went out for the first time; null where it did not. */
  get bodySentAt(): Instant | null {
    return this.#bodySentAt
  }

  /** Whether the page has not paused since its `send`: what it ends before that is not on its way yet. */
  get inOneGo(): boolean {
    return this.#inOneGo
  }

  /** How often the body went out. */
  get timesSent(): number {
    return this.#timesSent
  }

  /** Calls back where it takes longer than so many milliseconds since it began; 0 is no limit. */
  limit(
    conversation: Pick<Conversation, 'now' | 'setTimer'>,
    milliseconds: number,
    callback: () => void,
  ): void {
    this.cancelTimer()
    this.cancelTimer = () => {}
    if (milliseconds === 0) return
    const left = Math.max(0, this.begun + milliseconds - conversation.now())
    this.cancelTimer = conversation.setTimer(left, callback)
  }

  /** Nothing comes of it any more. */
  end(): void {
    this.cancelTimer()
    this.controller.abort()
  }

  /** Something goes out. */
  sends(request: WireRequest, now: Instant): void {
    this.#last = request
    this.#leftOrigin ||= !sameOrigin(request.url.origin, this.#origin)
    this.#ownURL = this.#leftOrigin ? null : request.url
    if (request.body === null) return
    this.#bodySentAt ??= now
    this.#timesSent++
  }

  /** Whether it failed at an answer to the request itself that nobody could follow, or where none came. */
  answered({ turns }: Recording, response: ResponseRecord): boolean {
    const event = turns[turns.length - 1]?.event ?? null
    if (event === null || this.#last === null || isPreflight(this.#last)) return false
    if (event.kind !== 'response') return event.kind === 'connection-failed'
    if (!redirectStatus(event.response.status)) return true
    return response.type === 'error' && leadsNowhere.includes(response.reason.step)
  }

  /** What `responseURL` shows after a failure. https://xhr.spec.whatwg.org/#the-responseurl-attribute */
  urlOfFailure({ xhrFailureKeepsURL }: Profile): string {
    // Deviation(DV-173): one engine shows the address that it has, unless it is of another origin.
    return xhrFailureKeepsURL && this.#ownURL !== null ? withFragment(this.#ownURL, null).href : ''
  }
}

/** Redirects that no new request comes of. */
const leadsNowhere: readonly StepId[] = [
  'http-redirect-fetch/location-duplicate',
  'http-redirect-fetch/location-invalid',
]

/** Pages cannot set that header. */
function isPreflight({ method, headerList }: WireRequest): boolean {
  return method === 'OPTIONS' && hasHeader(headerList, 'access-control-request-method')
}
