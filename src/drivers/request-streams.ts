import type { Body } from '../fetch/request'
import { isBytes, ReceivedBytes } from './received-bytes'
import { describeThrown } from './transport'

/** What reading a stream came to. */
export type StreamRead =
  | { readonly kind: 'read'; readonly bytes: string }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'aborted' }

/**
 * The streams that pages send. The kernel knows each by a number, as it never looks into a body; here it is read to its
 * end when its request goes out, since no transport of this library sends a body piece by piece.
 */
export class RequestStreams {
  readonly #streams = new Map<number, ReadableStream<Uint8Array>>()
  #next = 0

  /** The body of a request that sends a stream. */
  hold(stream: ReadableStream<Uint8Array>): Body {
    const ref = this.#next++
    this.#streams.set(ref, stream)
    return { kind: 'stream', ref }
  }

  /** Lets go of a stream that was not sent. */
  drop(body: Body | null): void {
    if (body?.kind === 'stream') this.#streams.delete(body.ref)
  }

  /** Reads a stream to its end, once. It never rejects. */
  async read(ref: number, signal: AbortSignal | null): Promise<StreamRead> {
    const stream = this.#streams.get(ref)
    this.#streams.delete(ref)
    if (stream === undefined) return { kind: 'failed', cause: 'invalid-request: The body was sent before.' }
    const received = new ReceivedBytes()
    let reader: ReadableStreamDefaultReader<Uint8Array>
    try {
      reader = stream.getReader()
    } catch (thrown) {
      return { kind: 'failed', cause: `invalid-request: ${describeThrown(thrown)}` }
    }
    const giveUp = (): void => void reader.cancel(signal?.reason).catch(() => {})
    signal?.addEventListener('abort', giveUp, { once: true })
    try {
      for (;;) {
        if (signal?.aborted) return { kind: 'aborted' }
        const { done, value } = await reader.read()
        if (signal?.aborted) return { kind: 'aborted' }
        if (done) return { kind: 'read', bytes: received.decode() }
        if (!isBytes(value)) {
          giveUp()
          return {
            kind: 'failed',
            cause: 'invalid-request: The stream of the body gives something else than bytes.',
          }
        }
        received.append(value)
      }
    } catch (thrown) {
      return { kind: 'failed', cause: `invalid-request: ${describeThrown(thrown)}` }
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }
}
