import type { Handler } from '../fetch/exchange-state'
import type { Body } from '../fetch/request'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { Header, HeaderList } from '../http/header-list'
import { nullBodyStatus } from '../http/statuses'
import { byteLowercase, isByteString, stripTabOrSpace } from '../infra/byte-string'

/**
 * How a request becomes a response, when that takes time. It answers what the wire says and nothing else:
 * redirects are not followed, cookies are not kept, bodies are not decoded. Whatever it throws or rejects
 * with is a network error to the page; a `TransportError` names its kind.
 *
 * The signal is aborted when the answer is no longer wanted. A transport may ignore it: late answers are.
 */
export type Transport = (request: WireRequest, signal: AbortSignal | null) => Promise<WireResponse>

export type { Handler }

/** Why no response came. The ids are for ever; the message beside one may change. */
export type TransportErrorCode =
  /** Nobody listens there, or there is no way to it. */
  | 'refused'
  /** The name has no address. */
  | 'dns'
  | 'timeout'
  /** The certificate is not trusted, or the two ends have no TLS in common. */
  | 'tls'
  /** The connection ended before the response was whole. */
  | 'closed'
  /** The response's header is longer than the transport takes. */
  | 'header-overflow'
  /** The response's body is longer than the transport takes. */
  | 'body-overflow'
  /** What came is not HTTP. */
  | 'invalid-response'
  /** The request cannot be written as HTTP, so nothing was sent. */
  | 'invalid-request'
  /** The transport, or the server in this process that it asks, threw. */
  | 'transport-threw'
  /** What the transport returned is not a response. */
  | 'transport-returned-garbage'

/** A connection that brought no response. The `message` is for people; programs look at `code`. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly code: TransportErrorCode

  constructor(code: TransportErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** The transport error that anything thrown by a transport comes down to. */
export function toTransportError(thrown: unknown): TransportError {
  if (thrown instanceof TransportError) return thrown
  return new TransportError('transport-threw', describeThrown(thrown), thrown)
}

/** One line about anything that can be thrown, which includes values that refuse to be printed. */
export function describeThrown(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    const end = text.indexOf('\n')
    return end === -1 ? text : text.slice(0, end)
  } catch {
    return 'a value that cannot be printed'
  }
}

/**
 * The body of a response: null where the method or the status says that there is none, and else the bytes,
 * none at all included. https://fetch.spec.whatwg.org/#null-body-status
 */
export function responseBody(method: string, status: number, bytes: string): Body | null {
  return method === 'HEAD' || nullBodyStatus(status) ? null : { kind: 'bytes', bytes }
}

/**
 * The `host[:port]` that a request goes to, as it stands in a `Host` header and before the path of its URL.
 * Only http and https URLs have one here. https://url.spec.whatwg.org/#url-serializing
 */
export function authorityOf(request: WireRequest): string {
  const { scheme, origin } = request.url
  if ((scheme !== 'http' && scheme !== 'https') || origin.kind === 'opaque') {
    throw new TransportError('invalid-request', `There is no HTTP connection for a ${scheme}: URL.`)
  }
  return origin.port === null ? origin.host : `${origin.host}:${origin.port}`
}

/** The path and query of a request's URL, as they stand in a request line: a fragment is never sent. */
export function requestTarget(request: WireRequest): string {
  const { href } = request.url
  // A serialized http(s) URL always has a path, and no `/` or `#` before it but those after the scheme.
  const start = href.indexOf('/', href.indexOf('://') + 3)
  const end = href.indexOf('#', start)
  return end === -1 ? href.slice(start) : href.slice(start, end)
}

/** The bytes of a request's body; null where it has none. No transport of this library sends streams. */
export function requestBytes(request: WireRequest): string | null {
  const { body } = request
  if (body === null) return null
  if (body.kind === 'bytes') return body.bytes
  throw new TransportError('invalid-request', 'The body is a stream, which this transport cannot send.')
}

/**
 * A response the kernel can rely on, made of whatever a transport returned: names in lower case, values
 * without whitespace around them. Whitespace at the end of a *name* stays, since engines differ over it.
 *
 * @throws TransportError `transport-returned-garbage`, which says what was wrong
 */
export function normalizeWireResponse(returned: unknown): WireResponse {
  try {
    return readWireResponse(returned)
  } catch (thrown) {
    // A getter or a proxy can throw anything.
    if (thrown instanceof TransportError) throw thrown
    throw garbage(`Reading the response threw ${describeThrown(thrown)}.`)
  }
}

function readWireResponse(returned: unknown): WireResponse {
  if (typeof returned !== 'object' || returned === null) {
    throw garbage(`A response is an object, not ${nameOf(returned)}.`)
  }
  const { status, statusText, headerList, body } = returned as Record<keyof WireResponse, unknown>
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 0 || status > 999) {
    throw garbage(`The status of a response is a whole number from 0 to 999, not ${nameOf(status)}.`)
  }
  // Both are easily left out by a server written in JavaScript, and there is no doubt what that means.
  const text = statusText === undefined ? '' : statusText
  if (typeof text !== 'string' || !staysOnLine(text)) {
    throw garbage('The statusText of a response is a byte string without NUL, CR and LF.')
  }
  return {
    status,
    statusText: text,
    headerList: readHeaderList(headerList),
    body: readBody(body),
  }
}

function readHeaderList(headerList: unknown): HeaderList {
  if (!Array.isArray(headerList)) throw garbage(`A headerList is an array, not ${nameOf(headerList)}.`)
  const headers: Header[] = []
  for (const header of headerList as readonly unknown[]) {
    if (typeof header !== 'object' || header === null) {
      throw garbage(`A header is an object with name and value, not ${nameOf(header)}.`)
    }
    const { name, value } = header as Record<keyof Header, unknown>
    if (typeof name !== 'string' || name === '' || !staysOnLine(name) || name.includes(':')) {
      throw garbage(`A header name is a byte string without NUL, CR, LF and colon, not ${nameOf(name)}.`)
    }
    if (typeof value !== 'string' || !staysOnLine(value)) {
      throw garbage(`The value of ${name} is not a byte string without NUL, CR and LF.`)
    }
    headers.push({ name: byteLowercase(name), value: stripTabOrSpace(value) })
  }
  return headers
}

function readBody(body: unknown): Body | null {
  if (body === null || body === undefined) return null
  const { kind, bytes, ref } = body as Record<string, unknown>
  if (kind === 'bytes' && typeof bytes === 'string' && isByteString(bytes)) return { kind, bytes }
  if (kind === 'stream' && typeof ref === 'number') return { kind, ref }
  throw garbage('A body is null, or bytes in a byte string, or a stream with its number.')
}

/** Whether a string is bytes and can stand in one line of a header. */
function staysOnLine(s: string): boolean {
  for (let i = 0; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    if (byte > 0xff || byte === 0x00 || byte === 0x0a || byte === 0x0d) return false
  }
  return true
}

function garbage(message: string): TransportError {
  return new TransportError('transport-returned-garbage', message)
}

/** A short name for a value that should have been another. */
function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : typeof value
}
