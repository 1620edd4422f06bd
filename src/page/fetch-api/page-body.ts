import { Response } from '../../drivers/platform'
import { showMembers } from '../web-idl'
import { fromBuffer, toUint8Array } from './byte-buffers'
import type { BodySource } from './extracted-body'
import { PageHeaders } from './page-headers'

/**
 * What requests and responses have in common. As long as nobody asks for a stream, a body is mere bytes; from then on it
 * is the platform's. https://fetch.spec.whatwg.org/#body-mixin
 */
export abstract class PageBody {
  readonly #headers: PageHeaders
  readonly #source: BodySource | null
  /** Where it is aborted, what nobody has read yet cannot be read any more. Asked, not listened to: it may live long. */
  readonly #signal: AbortSignal | null
  /** Whoever has the stream: it knows whether that was read. */
  #platform: Response | null = null
  #taken = false

  constructor(headers: PageHeaders, source: BodySource | null, signal: AbortSignal | null) {
    this.#headers = headers
    this.#source = source
    this.#signal = signal
    if (source?.kind === 'stream') this.#platform = new Response(source.stream)
  }

  static {
    showMembers(PageBody.prototype)
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#source === null) return null
    this.#platform ??= this.#asPlatform(this.#source)
    return this.#platform.body as ReadableStream<Uint8Array<ArrayBuffer>> | null
  }

  get bodyUsed(): boolean {
    return this.#taken || (this.#platform?.bodyUsed ?? false)
  }

  async text(): Promise<string> {
    const bytes = await this.#read()
    return /[\x80-\xff]/.test(bytes) ? new TextDecoder().decode(toUint8Array(bytes)) : bytes
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return toUint8Array(await this.#read()).buffer
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return toUint8Array(await this.#read())
  }

  async blob(): Promise<Blob> {
    const bytes = await this.#read()
    const type = writtenType(this.#headers)
    return type === null ? this.#again(bytes).blob() : new Blob([toUint8Array(bytes)], { type })
  }

  async formData(): Promise<FormData> {
    return this.#again(await this.#read()).formData()
  }

  /** Whether there is one, be it empty. */
  static has(body: PageBody): boolean {
    return body.#source !== null
  }

  /** Where its bytes are. */
  static sourceOf(body: PageBody): BodySource | null {
    return body.#source
  }

  /** Whether it cannot be read any more. https://fetch.spec.whatwg.org/#body-unusable */
  static unusable(body: PageBody): boolean {
    return body.bodyUsed || (body.#platform?.body?.locked ?? false)
  }

  /** What ends the body where it is aborted. */
  static signalOf(body: PageBody): AbortSignal | null {
    return body.#signal
  }

  /** The same body for somebody else. https://fetch.spec.whatwg.org/#concept-body-clone */
  static cloneSource(body: PageBody): BodySource | null {
    const source = body.#source
    if (source?.kind !== 'stream') return source
    const stream = body.#platform?.clone().body
    return { kind: 'stream', stream: stream as ReadableStream<Uint8Array> }
  }

  /** The body, which is used from then on. */
  static take(body: PageBody): BodySource | null {
    const source = body.#source
    if (source === null) return null
    body.#taken = true
    const stream = body.#platform?.body ?? null
    if (stream === null) return source
    if (source.kind === 'stream') return { kind: 'stream', stream: stream as ReadableStream<Uint8Array> }
    // Whoever was given the stream before has nothing of it any more.
    stream.getReader()
    return source
  }

  async #read(): Promise<string> {
    if (PageBody.unusable(this)) throw new TypeError('The body was read before, or is being read.')
    const source = this.#source
    if (source === null) return ''
    if (this.#platform !== null) return fromBuffer(await this.#platform.arrayBuffer())
    this.#taken = true
    if (this.#signal?.aborted) throw this.#signal.reason
    if (source.kind === 'bytes') return source.bytes
    return source.kind === 'later' ? source.read() : ''
  }

  #again(bytes: string): Response {
    const type = this.#headers.get('content-type')
    return new Response(toUint8Array(bytes), type === null ? {} : { headers: { 'content-type': type } })
  }

  #asPlatform(source: BodySource): Response {
    if (source.kind === 'stream') return new Response(source.stream)
    if (!this.#taken) return new Response(streamOf(source, this.#signal))
    const read = new Response('')
    read.text().catch(() => {})
    return read
  }
}

/** The type that a blob has, where that is not the MIME type. */
function writtenType(headers: PageHeaders): string | null {
  const written = headers.get('content-type') ?? ''
  // Deviation(DV-183): by the standard types are read and written anew.
  switch (PageHeaders.profileOf(headers).blobType) {
    case 'serialized':
      return null
    case 'as-written':
      return written
    case 'as-written-unless-fetched':
      return PageHeaders.areImmutable(headers) ? written.replace(/[ \t]*;.*$/, '') : written
  }
}

/** Bytes as a stream, which an abort ends as long as they are not read. */
function streamOf(
  source: Exclude<BodySource, { readonly kind: 'stream' }>,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array> {
  let onAbort = (): void => {}
  const forget = (): void => signal?.removeEventListener('abort', onAbort)
  return new ReadableStream(
    {
      type: 'bytes',
      start: (controller) => {
        onAbort = () => controller.error(signal?.reason)
        if (signal?.aborted) onAbort()
        // One that is at its end cannot be aborted any more.
        else if (source.kind === 'bytes' && source.bytes === '') controller.close()
        else signal?.addEventListener('abort', onAbort, { once: true })
      },
      pull: async (controller) => {
        const bytes = source.kind === 'bytes' ? source.bytes : await source.read()
        if (signal?.aborted) return
        forget()
        if (bytes !== '') controller.enqueue(toUint8Array(bytes))
        controller.close()
        // Who reads into a buffer is told that nothing came.
        controller.byobRequest?.respond(0)
      },
      cancel: forget,
    },
    { highWaterMark: 0 },
  )
}
