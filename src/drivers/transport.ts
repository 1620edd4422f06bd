import type { Handler } from '../fetch/exchange-state'
import { InvalidWireResponse, normalizeWireResponse } from '../fetch/normalize-wire-response'
import type { Body } from '../fetch/request'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { Header } from '../http/header-list'
import { nullBodyStatus } from '../http/statuses'
import { isByteString } from '../infra/byte-string'

/**
 * How a request becomes a response, when that takes time. It answers what the wire says and nothing else:
 * redirects are not followed, cookies are not kept, bodies are not decoded. Whatever it throws or rejects
 * with is a network error to the page; a `TransportError` names its kind.
 *
 * The signal is aborted when the answer is no longer wanted. A transport may ignore it: late answers are.
 */
export type Transport = (request: WireRequest, signal: AbortSignal | null) => Promise<WireResponse>

export type { Handler }

/** A `Transport` or a `Handler`. Which of the two shows in what it returns: a promise, or the response. */
export type AnyTransport = (
  request: WireRequest,
  signal: AbortSignal | null,
) => Promise<WireResponse> | WireResponse

const transportMark = Symbol.for('corsac.transport')

/**
 * The transport, as one of this library, whichever copy of it. It takes as many arguments as a listener of Node does,
 * so whoever is handed a server looks for this to tell the two apart.
 */
export function markedTransport(transport: Transport): Transport {
  return Object.defineProperty(transport, transportMark, { value: true })
}

/** Whether it is a transport that a copy of this library made. */
export function isMarkedTransport(value: unknown): value is Transport {
  return typeof value === 'function' && transportMark in value
}

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

/** Whether it is one of ours, or of another copy of this library: a test may import one, and its server require another. */
function isTransportError(thrown: unknown): thrown is TransportError {
  try {
    const { name, code, message } = thrown as { [name: string]: unknown }
    return name === 'TransportError' && typeof code === 'string' && typeof message === 'string'
  } catch {
    return false
  }
}

/** The transport error that anything thrown by a transport comes down to. */
export function toTransportError(thrown: unknown): TransportError {
  if (isTransportError(thrown)) return thrown
  return new TransportError('transport-threw', describeThrown(thrown), thrown)
}

/** Whether it is an error, of this realm or of another: test runners have realms with an `Error` of their own. */
export function isError(thrown: unknown): thrown is Error {
  return Object.prototype.toString.call(thrown) === '[object Error]'
}

/** One line about anything that can be thrown, which includes values that refuse to be printed. */
export function describeThrown(thrown: unknown): string {
  try {
    const text = isError(thrown) ? `${thrown.name}: ${thrown.message}` : String(thrown)
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
 * The `host[:port]` that a request goes to, as it stands in a `Host` header.
 *
 * @throws TransportError `invalid-request` where the URL is not one of HTTP
 */
export function authorityOf(request: WireRequest): string {
  const { scheme, host, port } = request.url
  if ((scheme !== 'http' && scheme !== 'https') || host === null) {
    throw new TransportError('invalid-request', `There is no HTTP connection for a ${scheme}: URL.`)
  }
  return port === null ? host : `${host}:${port}`
}

/** The path and query of a request's URL, as they stand in a request line: a fragment is never sent. */
export function requestTarget(request: WireRequest): string {
  const { path, query } = request.url
  return query === null ? path : `${path}?${query}`
}

/** The bytes of a request's body; null where it has none. No transport of this library sends streams. */
export function requestBytes(request: WireRequest): string | null {
  const { body } = request
  if (body === null) return null
  if (body.kind === 'bytes') return body.bytes
  throw new TransportError('invalid-request', 'The body is a stream, which this transport cannot send.')
}

/**
 * A response the kernel can rely on, made of whatever a transport returned, and independent of it: who keeps
 * the object and changes it later changes no recording.
 *
 * @throws TransportError `transport-returned-garbage`, which says what was wrong
 */
export function toWireResponse(returned: unknown): WireResponse {
  try {
    const response = normalizeWireResponse(copyOf(returned))
    // What the kernel leaves to others, since it never looks at it.
    if (!staysOnLine(response.statusText)) throw garbage('statusText', 'a byte string without NUL, CR or LF')
    for (const { name } of response.headerList) {
      if (!staysOnLine(name) || name.includes(':'))
        throw garbage('a header name', 'bytes without NUL, CR, LF or colon')
    }
    return response
  } catch (thrown) {
    if (thrown instanceof TransportError) throw thrown
    // A getter or a proxy can throw anything.
    const message = thrown instanceof InvalidWireResponse ? thrown.message : describeThrown(thrown)
    throw new TransportError('transport-returned-garbage', message, thrown)
  }
}

/** The same response in objects of our own, each property read once. */
function copyOf(returned: unknown): WireResponse {
  if (typeof returned !== 'object' || returned === null) throw garbage('a response', 'an object')
  const { status, statusText, headerList, body } = returned as WireResponse
  return {
    status,
    statusText: statusText ?? '',
    headerList: Array.isArray(headerList) ? headerList.map(copyOfHeader) : headerList,
    body: copyOfBody(body),
  }
}

function copyOfHeader(header: unknown): Header {
  if (typeof header !== 'object' || header === null)
    throw garbage('a header', 'an object with name and value')
  const { name, value } = header as Header
  return { name, value }
}

function copyOfBody(body: unknown): Body | null {
  if (body === null || body === undefined) return null
  const { kind, bytes, ref } = body as Record<string, unknown>
  if (kind === 'bytes' && typeof bytes === 'string' && isByteString(bytes)) return { kind, bytes }
  if (kind === 'stream' && typeof ref === 'number') return { kind, ref }
  throw garbage(
    'body',
    'null, or bytes in a byte string (text has to be encoded), or a stream and its number',
  )
}

/** Whether a string is bytes and can stand in one line of a header. */
function staysOnLine(s: string): boolean {
  for (let i = 0; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    if (byte > 0xff || byte === 0x00 || byte === 0x0a || byte === 0x0d) return false
  }
  return true
}

function garbage(what: string, expectation: string): TransportError {
  return new TransportError(
    'transport-returned-garbage',
    `The server's response is not one that HTTP could carry: ${what} must be ${expectation}.`,
  )
}
