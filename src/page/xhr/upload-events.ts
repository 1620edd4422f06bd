import type { Conversation } from '../../drivers/conversation'
import type { Profile } from '../../profile/profile'
import { ListenedTarget } from '../listened-target'
import { XMLHttpRequestUpload } from './event-target'
import { fireProgressEvent } from './progress-event'
import type { Underway } from './underway'

/** How often Chromium looks how far an upload is, and how long Firefox waits with `progress`, in milliseconds. */
const [lookedAtEvery, progressAfter] = [100, 50]

/** What is about to be sent. */
interface Uploaded {
  /** In bytes; null where there is no body. */
  readonly length: number | null
  /** Whether it goes to another origin without anything that needs a preflight, were it not for listeners. */
  readonly simple: boolean
}

/**
 * What the upload object of an XMLHttpRequest is told: nothing where nobody listened when it was sent. Bodies go out
 * whole, so that there is one `progress` event. It and what follows are fired when the answer is there or the time is
 * over, in the order in which a browser fires them, not at the moment.
 * https://xhr.spec.whatwg.org/#the-send()-method
 */
export class UploadEvents {
  readonly target: XMLHttpRequestUpload = new XMLHttpRequestUpload()
  readonly #conversation: Pick<Conversation, 'now' | 'userAgent'>
  #listened = false
  #complete = true
  #uploaded: Uploaded = { length: null, simple: true }

  constructor(conversation: Pick<Conversation, 'now' | 'userAgent'>) {
    this.#conversation = conversation
  }

  /** Whether somebody listens, which makes a request ask first that is sent now. */
  get listened(): boolean {
    return ListenedTarget.listened(this.target)
  }

  /** For `open`, after which nobody has listened. */
  reset(): void {
    this.#listened = false
  }

  /** For `send`. */
  prepare(uploaded: Uploaded): void {
    this.#listened = this.listened
    this.#uploaded = uploaded
    this.#complete = uploaded.length === null && !this.#failsWithoutBody()
  }

  start(): void {
    const { length } = this.#uploaded
    if (length !== null) this.#fire('loadstart', 0, length)
  }

  /** There is a response that the page may read. */
  succeed(underway: Underway, goesOn: () => boolean): void {
    if (!this.#neverEnds()) this.#end(underway, goesOn)
  }

  /**
   * Before a failure: what was heard of the upload until then. `answered` says that the request came to an end other than
   * by time or by the page, at an answer that is not followed.
   */
  beforeFailure(underway: Underway, answered: boolean, goesOn: () => boolean): void {
    const { bodySentAt } = underway
    if (this.#complete || bodySentAt === null || this.#neverEnds()) return
    const passed = this.#conversation.now() - bodySentAt
    if (passed === 0 && underway.inOneGo) return
    // Deviation(DV-170): engines look after an upload at different times.
    switch (this.#profile.xhrUploadEnds) {
      case 'when-sent':
        this.#end(underway, goesOn)
        return
      case 'with-answer-or-looked-at':
        if (answered || passed >= lookedAtEvery) this.#end(underway, goesOn)
        return
      case 'with-response':
        if (passed >= progressAfter && this.#makesProgress()) this.#progress()
    }
  }

  /** https://xhr.spec.whatwg.org/#request-error-steps */
  fail(event: 'abort' | 'error' | 'timeout'): void {
    if (this.#complete) return
    this.#complete = true
    this.#fire(event, 0, 0)
    this.#fire('loadend', 0, 0)
  }

  #end({ timesSent }: Underway, goesOn: () => boolean): void {
    if (this.#complete) return
    this.#complete = true
    const { length } = this.#uploaded
    if (length === null) return
    if (this.#makesProgress()) this.#progress()
    if (goesOn()) this.#fire('load', length, length)
    if (goesOn()) this.#fire('loadend', length, length)
    // Deviation(DV-171): one engine goes on to tell how far it is.
    const again = this.#profile.xhrResentUploadProgress ? timesSent - 1 : 0
    for (let i = 0; i < again && goesOn(); i++) this.#progress()
  }

  #progress(): void {
    this.#fire('progress', this.#uploaded.length ?? 0, this.#uploaded.length ?? 0)
  }

  #fire(type: string, loaded: number, total: number): void {
    if (this.#listened) fireProgressEvent(this.target, type, loaded, total)
  }

  /** Whether a failure is told though there is no body. */
  #failsWithoutBody(): boolean {
    // Deviation(DV-169): in one engine an upload is complete when something was sent, and not before.
    return this.#profile.xhrUploadFailsWithoutBody && !this.#uploaded.simple
  }

  /** Whether nothing is fired after `loadstart` unless the request fails. */
  #neverEnds(): boolean {
    return this.#emptyUpload() === 'only-begins' || this.#uploaded.length === null
  }

  #makesProgress(): boolean {
    return this.#emptyUpload() !== 'without-progress'
  }

  #emptyUpload(): Profile['xhrEmptyUpload'] {
    // Deviation(DV-168): engines tell less where there is nothing to send.
    return this.#uploaded.length === 0 ? this.#profile.xhrEmptyUpload : 'as-any'
  }

  get #profile(): Profile {
    return this.#conversation.userAgent.profile
  }
}
