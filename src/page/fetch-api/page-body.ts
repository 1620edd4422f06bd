import { fromBuffer, toUint8Array } from './byte-buffers'
import type { BodySource } from './extracted-body'

/**
 * What requests and responses have in common. As long as nobody asks for a stream, a body is mere bytes; from then on it
 * is the platform's. https://fetch.spec.whatwg.org/#body-mixin
 */
export abstract class PageBody {
  #source: BodySource | null
  /** Whoever has the stream: it knows whether that was read. */
  #platform: Response | null = null
  #taken = false
  #aborted: { readonly reason: unknown } | null = null
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null

  constructor(source: BodySource | null) {
    this.#source = source
    if (source?.kind === 'stream') this.#platform = new Response(source.stream)
  }

  /** The `Content-Type`, for `blob()` and `formData()`. */
  protected abstract contentType(): string | null

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
    return this.#again(await this.#read()).blob()
  }

  async formData(): Promise<FormData> {
    return this.#again(await this.#read()).formData()
  }

  /** Whether there is one, be it empty. */
  static has(body: PageBody): boolean {
    return body.#source !== null
  }

  /** Whether it cannot be read any more. https://fetch.spec.whatwg.org/#body-unusable */
  static unusable(body: PageBody): boolean {
    return body.bodyUsed || (body.#platform?.body?.locked ?? false)
  }

  /** The same body for somebody else. */
  static cloneSource(body: PageBody): BodySource | null {
    if (body.#platform === null) return body.#source
    const stream = body.#platform.clone().body
    return stream === null ? null : { kind: 'stream', stream: stream as ReadableStream<Uint8Array> }
  }

  /** The body, which is used from then on. */
  static take(body: PageBody): BodySource | null {
    const source = body.#source
    if (source === null) return null
    const stream = body.#platform?.body ?? null
    body.#taken = true
    return stream === null ? source : { kind: 'stream', stream: stream as ReadableStream<Uint8Array> }
  }

  /** The fetch was given up: what nobody has read yet cannot be read any more. */
  static abort(body: PageBody, reason: unknown): void {
    body.#aborted = { reason }
    if (body.#controller === null) return
    try {
      body.#controller.error(reason)
    } catch {
      // It was over.
    }
  }

  async #read(): Promise<string> {
    if (PageBody.unusable(this)) throw new TypeError('The body was read before, or is being read.')
    const source = this.#source
    if (source === null) return ''
    if (this.#platform !== null) return fromBuffer(await this.#platform.arrayBuffer())
    this.#taken = true
    if (this.#aborted !== null) throw this.#aborted.reason
    if (source.kind === 'bytes') return source.bytes
    return source.kind === 'later' ? source.read() : ''
  }

  #again(bytes: string): Response {
    const type = this.contentType()
    return new Response(toUint8Array(bytes), type === null ? {} : { headers: { 'content-type': type } })
  }

  #asPlatform(source: BodySource): Response {
    if (source.kind === 'stream') return new Response(source.stream)
    if (this.#taken) {
      const read = new Response('')
      read.text().catch(() => {})
      return read
    }
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller
          if (this.#aborted !== null) controller.error(this.#aborted.reason)
        },
        pull: async (controller) => {
          const bytes = source.kind === 'bytes' ? source.bytes : await source.read()
          if (this.#aborted !== null) return
          if (bytes !== '') controller.enqueue(toUint8Array(bytes))
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    return new Response(stream)
  }
}
