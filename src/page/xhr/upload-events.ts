import { XMLHttpRequestUpload } from './event-target'
import { HandlerTarget } from './handler-target'
import { fireProgressEvent } from './progress-event'

/**
 * What the upload object of an XMLHttpRequest is told: nothing where nobody listened when it was sent. Bodies go out
 * whole, so that there is one `progress` event, with the answer, or where none comes in time.
 * https://xhr.spec.whatwg.org/#the-send()-method
 */
export class UploadEvents {
  readonly target: XMLHttpRequestUpload = new XMLHttpRequestUpload()
  #listened = false
  #complete = true
  #handedOver = false
  #length = 0

  /** Whether somebody listened when it was sent, which makes the request ask first. */
  get listened(): boolean {
    return this.#listened
  }

  /** For `open`, after which nobody has listened. */
  reset(): void {
    this.#listened = false
  }

  /** For `send`, with the length of what is sent; null where nothing is. */
  prepare(length: number | null): void {
    this.#listened = HandlerTarget.listened(this.target)
    this.#complete = length === null
    this.#handedOver = false
    this.#length = length ?? 0
  }

  start(): void {
    if (!this.#complete && this.#listened) fireProgressEvent(this.target, 'loadstart', 0, this.#length)
  }

  /** The body has gone to a server, though perhaps not for the last time. */
  handOver(): void {
    this.#handedOver = true
  }

  /** Time is over: what was handed over is sent, whatever becomes of the answer. */
  endIfHandedOver(goesOn: () => boolean): void {
    if (this.#handedOver) this.end(goesOn)
  }

  end(goesOn: () => boolean): void {
    if (this.#complete) return
    this.#complete = true
    for (const type of ['progress', 'load', 'loadend']) {
      if (this.#listened && goesOn()) fireProgressEvent(this.target, type, this.#length, this.#length)
    }
  }

  /** https://xhr.spec.whatwg.org/#request-error-steps */
  fail(event: 'abort' | 'error' | 'timeout'): void {
    if (this.#complete) return
    this.#complete = true
    if (!this.#listened) return
    fireProgressEvent(this.target, event, 0, 0)
    fireProgressEvent(this.target, 'loadend', 0, 0)
  }
}
