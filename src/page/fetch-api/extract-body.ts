import { utf8Encode } from '../../infra/utf-8'
import { urlencoded } from '../form'
import type { PageScope } from '../scope'
import { streamsAreRefused, streamsAreText } from '../stream-uploads'
import { bodyKind } from './body-kind'
import { fromBuffer } from './byte-buffers'
import type { ExtractedBody } from './extracted-body'
import { encodeFormData } from './form-data'

/** What a script may give as a body. https://fetch.spec.whatwg.org/#bodyinit */
export type BodyInput =
  | ReadableStream<Uint8Array>
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | FormData
  | URLSearchParams
  | string

/**
 * The body that an object makes. Whatever is none of the kinds is taken for its text.
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 *
 * @throws TypeError where it is a stream that was read, or is being read
 * @throws DOMException of name NotSupportedError where the engine sends no streams
 */
export function extractBody(scope: PageScope, object: unknown): ExtractedBody {
  if (typeof object === 'string') return text(object)
  if (ArrayBuffer.isView(object)) return bytes(fromBuffer(object), null)
  switch (bodyKind(object)) {
    case 'ArrayBuffer':
      return bytes(fromBuffer(object as ArrayBuffer), null)
    case 'URLSearchParams':
      return bytes(
        urlencoded([...(object as URLSearchParams)]),
        'application/x-www-form-urlencoded;charset=UTF-8',
      )
    case 'FormData':
      return encodeFormData(object as FormData)
    case 'Blob':
    case 'File': {
      const blob = object as Blob
      const read = async (): Promise<string> => fromBuffer(await blob.arrayBuffer())
      return { source: { kind: 'later', read }, type: blob.type === '' ? null : blob.type, length: blob.size }
    }
    case 'ReadableStream':
      return extractStream(scope, object as ReadableStream<Uint8Array>)
    default:
      return text(`${object}`)
  }
}

function extractStream(scope: PageScope, stream: ReadableStream<Uint8Array>): ExtractedBody {
  const { profile } = scope.conversation.userAgent
  if (streamsAreText(profile)) return text('[object ReadableStream]')
  if (streamsAreRefused(profile)) {
    throw new DOMException('ReadableStream uploading is not supported', 'NotSupportedError')
  }
  if (stream.locked) throw new TypeError('The stream of the body is locked.')
  return { source: { kind: 'stream', stream }, type: null, length: null }
}

function text(value: string): ExtractedBody {
  return bytes(utf8Encode(value), 'text/plain;charset=UTF-8')
}

function bytes(value: string, type: string | null): ExtractedBody {
  return { source: { kind: 'bytes', bytes: value }, type, length: value.length }
}
