import type { WireRequest, WireResponse } from '../fetch/response'
import type { Header, HeaderList } from '../http/header-list'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { checkKeys, checkLimits } from './option-issues'
import { Request } from './platform'
import { isBytes, ReceivedBytes } from './received-bytes'
import {
  authorityOf,
  requestBytes,
  requestTarget,
  responseBody,
  type Transport,
  TransportError,
} from './transport'

/** What is taken of a response. */
export interface FetchLimits {
  /** Bytes of body; more is an error. */
  readonly maxBodyBytes: number
}

const defaultFetchLimits: FetchLimits = { maxBodyBytes: 16 * 1024 * 1024 }

/**
 * A transport to a server in this process that is written for `Request` and `Response`: Hono's `app.fetch`,
 * a Workers handler, a route of Next.js or Remix. Nothing goes over a network, and `fetch` is not used.
 *
 * The platform's own classes are between, and lose a little: headers of one name reach both sides joined by
 * `, ` and in alphabetical order (`Set-Cookie` keeps its lines), a status is 200 to 599, and a `Request`
 * cannot express CONNECT, TRACE, TRACK, a GET with a body, or a user name in its URL. In Node `Origin`,
 * `Cookie` and the other headers that pages may not set do reach the server. In a browser the `Request`
 * drops them, so use a `Handler` there. The `signal` of the `Request` is aborted when nobody waits any more;
 * that of a copy which the server makes is not.
 *
 * @throws ConfigError where `server` is no function, or the options are none
 */
export function fetchTransport(
  server: (request: Request) => Response | PromiseLike<Response>,
  options: Partial<FetchLimits> = {},
): Transport {
  const issues: ConfigIssue[] = []
  if (typeof server !== 'function') {
    const message = 'must be a function from a Request to a Response'
    issues.push({ path: 'server', value: server, reason: 'invalid', message })
  }
  checkKeys(options, Object.keys(defaultFetchLimits), '', issues)
  const { maxBodyBytes } = checkLimits(options, defaultFetchLimits, issues)
  if (issues.length > 0) throw new ConfigError(issues)

  return async (request, signal) => {
    const platformRequest = toPlatformRequest(request, signal)
    const response = await server(platformRequest)
    return fromPlatformResponse(request.method, response, maxBodyBytes, signal)
  }
}

function toPlatformRequest(request: WireRequest, signal: AbortSignal | null): Request {
  // The URL without fragment, user name and password, none of which is ever sent.
  const url = `${request.url.scheme}://${authorityOf(request)}${requestTarget(request)}`
  const bytes = requestBytes(request)
  try {
    const platformRequest = new Request(url, {
      method: request.method,
      headers: request.headerList.map(({ name, value }): [string, string] => [name, value]),
      body: bytes === null ? null : isomorphicEncode(bytes),
      redirect: 'manual',
    })
    // A Request would make a signal that follows this one, which costs as much as all else of it.
    if (signal !== null) Object.defineProperty(platformRequest, 'signal', { value: signal })
    return platformRequest
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new TransportError('invalid-request', `A Request cannot express this one: ${why}`, thrown)
  }
}

async function fromPlatformResponse(
  method: string,
  response: Response,
  maxBodyBytes: number,
  signal: AbortSignal | null,
): Promise<WireResponse> {
  if (typeof response !== 'object' || response === null || typeof response.headers?.entries !== 'function') {
    throw new TransportError('transport-returned-garbage', 'The server returned no Response.')
  }
  if (response.type === 'error') {
    throw new TransportError(
      'refused',
      'The server answered with Response.error(), which is a network error.',
    )
  }
  if (response.bodyUsed) {
    throw new TransportError('transport-returned-garbage', 'The body of the Response was read before.')
  }
  const { status, statusText } = response
  return {
    status,
    statusText,
    headerList: headerListOf(response.headers),
    body: responseBody(method, status, await readBytes(response, maxBodyBytes, signal)),
  }
}

/** A header list in the order of the platform, which is that of names. */
function headerListOf(headers: Headers): HeaderList {
  const list: Header[] = []
  for (const [name, value] of headers.entries()) {
    // Some platforms give these joined, and a comma can be part of a cookie.
    if (name !== 'set-cookie') list.push({ name, value })
  }
  for (const value of headers.getSetCookie()) list.push({ name: 'set-cookie', value })
  return list
}

async function readBytes(
  response: Response,
  maxBodyBytes: number,
  signal: AbortSignal | null,
): Promise<string> {
  if (response.body === null) return ''
  const received = new ReceivedBytes()
  // Not every platform can iterate over a stream.
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return received.decode()
      // A listener would cost each response more than this; a stream that gives nothing more is left alone.
      if (signal?.aborted) throw signal.reason
      if (!isBytes(value)) {
        const message = 'The body of the Response streams something else than bytes.'
        throw new TransportError('transport-returned-garbage', message)
      }
      if (received.length + value.length > maxBodyBytes) {
        const message = `The body is longer than ${maxBodyBytes} bytes (option maxBodyBytes).`
        throw new TransportError('body-overflow', message)
      }
      received.append(value)
    }
  } catch (thrown) {
    // Tells the server that nobody wants the rest. Of a stream that is broken this does nothing; it waits for nobody.
    reader.cancel().catch(() => {})
    throw thrown
  }
}

/** https://infra.spec.whatwg.org/#isomorphic-encode */
function isomorphicEncode(bytes: string): Uint8Array {
  const encoded = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) encoded[i] = bytes.charCodeAt(i)
  return encoded
}
