import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { Header, HeaderList } from '../http/header-list'
import { isMethod } from '../http/methods'
import { byteLowercase, isToken } from '../infra/byte-string'
import { type KeptConnections, over } from './kept-connections'
import { describeConnectionError, type Phase } from './node-connection-error'
import { ReceivedBytes } from './received-bytes'
import { authorityOf, requestBytes, requestTarget, responseBody, TransportError } from './transport'

/** How much of an answer is taken, and how long it may take. */
export interface NodeLimits {
  /** Milliseconds from the call to the last byte of the body; `Infinity` for no limit. */
  readonly timeoutMs: number
  /** Bytes of header names, values and status text, as Node counts: what separates them is free. Trailers count too. */
  readonly maxHeaderBytes: number
  /** Bytes of body, as they come: a compressed body is not decoded. */
  readonly maxBodyBytes: number
}

/** Half a minute as in `Browser`, the header limit of Chromium, and a body that a test can hold in memory. */
export const defaultNodeLimits: NodeLimits = {
  timeoutMs: 30_000,
  maxHeaderBytes: 256 * 1024,
  maxBodyBytes: 16 * 1024 * 1024,
}

/** A byte stream to the server that may still be connecting, and what it is doing. */
export interface Connection {
  /** Null for one that is kept: which one it is, Node's agent decides. */
  readonly stream: Duplex | null
  phase: Phase
}

/** Opens the connection for one request. What it rejects with is what the exchange fails with. */
export type Connect = (authority: string) => Connection | Promise<Connection>

/**
 * One request and its response over a connection of its own, which is closed afterwards, or over one that is kept, where
 * there is a place for such. Rejects with a `TransportError`, or with the signal's reason; nothing is left open but what
 * is kept, and nothing is thrown later.
 */
export function exchangeOverHTTP(
  request: WireRequest,
  signal: AbortSignal | null,
  connect: Connect,
  limits: NodeLimits,
  kept: KeptConnections | null,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw signal.reason
    // Thrown from here, before anything is opened, is what the promise rejects with.
    const message = writableRequest(request)
    const { authority } = message
    const key = `${request.url.scheme}://${authority}`
    let connection: Connection | null = null
    let client: ClientRequest | null = null
    let settled = false

    const deadline = Number.isFinite(limits.timeoutMs) ? setTimeout(onDeadline, limits.timeoutMs) : undefined
    signal?.addEventListener('abort', onAbort, { once: true })

    function finish(): boolean {
      if (settled) return false
      settled = true
      clearTimeout(deadline)
      signal?.removeEventListener('abort', onAbort)
      return true
    }
    function fail(error: unknown): void {
      if (!finish()) return
      connection?.stream?.destroy()
      client?.destroy()
      reject(error)
    }
    function succeed(response: WireResponse): void {
      if (!finish()) return
      if (kept === null) connection?.stream?.destroy()
      resolve(response)
    }
    function onAbort(): void {
      fail(signal?.reason)
    }
    function onDeadline(): void {
      const phase = connection?.phase ?? 'looking up the name'
      fail(
        new TransportError(
          'timeout',
          `No complete response from ${authority} within ${limits.timeoutMs} ms; it was still ${phase}.`,
        ),
      )
    }
    function converse(opened: Connection): void {
      connection = opened
      // Errors after the end, and those that the HTTP client has heard of already.
      opened.stream?.on('error', () => {})
      if (settled) {
        opened.stream?.destroy()
        return
      }
      let response: IncomingMessage | null = null
      const asking = openClient(message, opened.stream, key, kept, limits.maxHeaderBytes)
      client = asking
      const onError = (error: unknown): void => {
        // The server closed a kept connection while the request was under way. Browsers ask again, over a new one.
        if (asking.reusedSocket && response === null && isClosing(error)) openAndConverse()
        else fail(describeConnectionError(error, authority, opened.phase, limits.maxHeaderBytes))
      }
      asking.on('error', (error) => {
        // Bytes after a response that is whole already: browsers do not mind.
        if (response?.complete !== true) onError(error)
      })
      asking.on('upgrade', () => fail(switchingProtocols(authority)))
      asking.on('response', (incoming) => {
        response = incoming
        opened.phase = 'reading the response'
        // Note: Fetch would wait for another response after a 101 that nobody asked for.
        if (incoming.statusCode === 101) return fail(switchingProtocols(authority))
        readResponse(request.method, authority, incoming, limits.maxBodyBytes).then(succeed, onError)
      })
      asking.end(message.body === null ? undefined : Buffer.from(message.body, 'latin1'))
    }
    function openAndConverse(): void {
      // A `connect` that throws rejects the same way as one that fails later.
      new Promise<Connection>((opened) => opened(connect(authority)))
        .then(converse)
        .catch((error: unknown) => {
          fail(
            describeConnectionError(
              error,
              authority,
              connection?.phase ?? 'connecting',
              limits.maxHeaderBytes,
            ),
          )
        })
    }

    if (kept?.has(key)) converse({ stream: null, phase: 'waiting for the response' })
    else openAndConverse()
  })
}

function isClosing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'ECONNRESET' || code === 'EPIPE'
}

/** A request that HTTP/1.1 can express. */
interface WritableRequest {
  readonly method: string
  readonly target: string
  readonly authority: string
  readonly headerList: HeaderList
  readonly body: string | null
}

/** Names of header fields that describe the connection and not the request; they are this client's own. */
const connectionHeaderNames: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'host',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * The request as it will be written.
 *
 * @throws TransportError `invalid-request` for whatever could not be written, or would be read as another
 * request than this
 */
function writableRequest(request: WireRequest): WritableRequest {
  const { method, headerList } = request
  if (!isMethod(method)) throw invalidRequest(`The method ${JSON.stringify(method)} is not a token.`)
  if (byteLowercase(method) === 'connect') throw invalidRequest('CONNECT is for proxies.')
  const authority = authorityOf(request)
  const body = requestBytes(request)
  if (body !== null) checkBytes(body, 'The body')

  const length = body === null ? 0 : body.length
  let hasLength = false
  for (const { name, value } of headerList) {
    if (!isToken(name)) throw invalidRequest(`The header name ${JSON.stringify(name)} is not a token.`)
    checkValue(name, value)
    if (connectionHeaderNames.has(name)) throw invalidRequest(`${name} is set by the connection itself.`)
    if (name === 'content-length') {
      if (hasLength || value !== String(length)) {
        throw invalidRequest(`content-length says ${value}, and the body has ${length} bytes.`)
      }
      hasLength = true
    }
  }
  return {
    method,
    target: requestTarget(request),
    authority,
    headerList:
      body === null || hasLength
        ? headerList
        : [...headerList, { name: 'content-length', value: String(length) }],
    body,
  }
}

/** What Node's client can write: no control characters but tab, which is less than a browser can. */
function checkValue(name: string, value: string): void {
  for (let i = 0; i < value.length; i++) {
    const byte = value.charCodeAt(i)
    if (byte > 0xff || byte === 0x7f || (byte < 0x20 && byte !== 0x09)) {
      const code = byte.toString(16).padStart(2, '0')
      throw invalidRequest(`The value of ${name} has the character 0x${code}, which cannot be sent.`)
    }
  }
}

function checkBytes(bytes: string, what: string): void {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes.charCodeAt(i) > 0xff) throw invalidRequest(`${what} is not a byte string.`)
  }
}

/** A client that has all of the request but its body, and has written nothing. */
function openClient(
  message: WritableRequest,
  stream: Duplex | null,
  key: string,
  kept: KeptConnections | null,
  maxHeaderBytes: number,
): ClientRequest {
  const client = openRequest({
    ...(kept === null ? { createConnection: () => stream } : over(kept, { key, opened: stream })),
    method: message.method,
    path: message.target,
    setHost: false,
    insecureHTTPParser: false,
    maxHeaderSize: Math.min(maxHeaderBytes, Number.MAX_SAFE_INTEGER),
  })
  // Node writes every method in upper case, and `patch` is not PATCH.
  client.method = message.method
  // Node keeps 2,000 headers and drops the rest without a word; their bytes are limited, and that will do.
  client.maxHeadersCount = 0
  client.setHeader('Host', message.authority)
  client.setHeader('Connection', kept === null ? 'close' : 'keep-alive')
  for (const [name, values] of linesByName(message.headerList)) {
    client.setHeader(wireCase(name), values.length === 1 ? (values[0] as string) : values)
  }
  if (message.body === null) {
    // Whether a request without body says so is the standard's decision, and was made already.
    if (!client.hasHeader('content-length')) client.removeHeader('content-length')
    client.removeHeader('transfer-encoding')
  }
  return client
}

/** The lines of each name, in order. Node can write lines of one name side by side only. */
function linesByName(headerList: HeaderList): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const { name, value } of headerList) {
    const values = lines.get(name)
    if (values === undefined) lines.set(name, [value])
    else values.push(value)
  }
  return lines
}

/** A header name as browsers write it in HTTP/1.1: `Sec-Fetch-Mode`, but `sec-ch-ua`. */
export function wireCase(name: string): string {
  if (name === 'dnt' || name === 'te') return name.toUpperCase()
  if (name.startsWith('sec-ch-')) return name
  if (name.startsWith('sec-websocket-')) return `Sec-WebSocket-${wireCase(name.slice(14))}`
  let cased = ''
  let atStart = true
  for (const char of name) {
    cased += atStart ? char.toUpperCase() : char
    atStart = char === '-'
  }
  return cased
}

async function readResponse(
  method: string,
  authority: string,
  incoming: IncomingMessage,
  maxBodyBytes: number,
): Promise<WireResponse> {
  const received = new ReceivedBytes()
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    if (received.length + piece.length > maxBodyBytes) {
      throw new TransportError(
        'body-overflow',
        `The body from ${authority} is longer than ${maxBodyBytes} bytes (option maxBodyBytes).`,
      )
    }
    received.append(piece)
  }
  const status = incoming.statusCode ?? 0
  return {
    status,
    statusText: incoming.statusMessage ?? '',
    headerList: headersOf(incoming.rawHeaders),
    body: responseBody(method, status, received.decode()),
  }
}

/** Node's `rawHeaders`, name and value by turns, as a header list. */
function headersOf(rawHeaders: readonly string[]): HeaderList {
  const headers: Header[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.push({ name: byteLowercase(rawHeaders[i] as string), value: rawHeaders[i + 1] as string })
  }
  return headers
}

function switchingProtocols(authority: string): TransportError {
  return new TransportError(
    'invalid-response',
    `${authority} switches protocols (101), which was not asked for.`,
  )
}

function invalidRequest(message: string): TransportError {
  return new TransportError('invalid-request', message)
}
