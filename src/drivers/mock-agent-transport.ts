import type { WireRequest, WireResponse } from '../fetch/response'
import type { Header, HeaderList } from '../http/header-list'
import { ConfigError } from '../infra/config-error'
import { ReceivedBytes } from './received-bytes'
import {
  authorityOf,
  describeThrown,
  requestBytes,
  requestTarget,
  responseBody,
  type Transport,
  TransportError,
} from './transport'

/** What is asked of undici: the `request` of its `MockAgent`, and of every other dispatcher of its. */
export interface UndiciAgent {
  request(options: {
    origin: string
    path: string
    method: string
    headers: string[]
    body: string | Uint8Array | null
    responseHeaders: 'raw'
    signal: AbortSignal | null
  }): PromiseLike<UndiciAnswer>
}

/** What undici answers. With raw headers `headers` is a list of names and values in turn, in spite of its type. */
export interface UndiciAnswer {
  readonly statusCode: number
  readonly statusText?: string
  readonly headers: unknown
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * A transport to undici's `MockAgent`: its interceptors answer, and where it lets through what they do not know, the
 * network does. Redirects are not followed, cookies are not touched. undici itself knows nothing of CORS: an
 * interceptor has to answer preflights (`method: 'OPTIONS'`) and to send the headers that a server would.
 *
 * What no interceptor answers while the network is off fails with the code `refused`, in the words of undici.
 *
 * @throws ConfigError where `agent` is none
 * @example
 * const agent = new MockAgent()
 * agent.disableNetConnect()
 * const browser = new Browser({ profile: 'safari', transport: mockAgentTransport(agent) })
 */
export function mockAgentTransport(agent: UndiciAgent): Transport {
  if (typeof agent !== 'object' || agent === null || typeof agent.request !== 'function') {
    const message = "must be undici's MockAgent, or another of its dispatchers"
    throw new ConfigError([{ path: 'agent', value: agent, reason: 'invalid', message }])
  }
  return async (request, signal) => {
    const answer = await ask(agent, request, signal)
    const { statusCode, statusText = '', headers, body } = answer
    const headerList = headerListOf(headers)
    return {
      status: statusCode,
      statusText,
      headerList,
      body: responseBody(request.method, statusCode, await readBytes(body)),
    } satisfies WireResponse
  }
}

async function ask(
  agent: UndiciAgent,
  request: WireRequest,
  signal: AbortSignal | null,
): Promise<UndiciAnswer> {
  const origin = `${request.url.scheme}://${authorityOf(request)}`
  const bytes = requestBytes(request)
  try {
    return await agent.request({
      origin,
      path: requestTarget(request),
      method: request.method,
      headers: request.headerList.flatMap(({ name, value }) => [name, value]),
      body: bytes === null ? null : textOrBytes(bytes),
      responseHeaders: 'raw',
      signal,
    })
  } catch (thrown) {
    if ((thrown as { code?: unknown })?.code !== 'UND_MOCK_ERR_MOCK_NOT_MATCHED') throw thrown
    throw new TransportError('refused', `No interceptor for this request. ${describeThrown(thrown)}`, thrown)
  }
}

/** Interceptors compare bodies with strings, and take bytes for something else: so text goes as text. */
function textOrBytes(byteString: string): string | Uint8Array {
  const bytes = Buffer.from(byteString, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return bytes
  }
}

/** Names and values in turn. */
function headerListOf(raw: unknown): HeaderList {
  if (!Array.isArray(raw)) {
    throw new TransportError('transport-returned-garbage', 'The agent returned no raw headers.')
  }
  const list: Header[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    list.push({ name: latin1(raw[i]), value: latin1(raw[i + 1]) })
  }
  return list
}

function latin1(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value)
}

async function readBytes(body: AsyncIterable<Uint8Array>): Promise<string> {
  const received = new ReceivedBytes()
  for await (const piece of body) received.append(piece)
  return received.decode()
}
