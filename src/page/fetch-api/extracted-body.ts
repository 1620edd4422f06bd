/**
 * Where the bytes of a body are: here, in a `Blob` that has to be asked for them, or in a stream that can be read once.
 */
export type BodySource =
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'later'; readonly read: () => Promise<string> }
  | { readonly kind: 'stream'; readonly stream: ReadableStream<Uint8Array> }

/** A body, and the type that it brings. https://fetch.spec.whatwg.org/#body-with-type */
export interface ExtractedBody {
  readonly source: BodySource
  readonly type: string | null
  /** In bytes; null where nobody knows before it is read. */
  readonly length: number | null
}
