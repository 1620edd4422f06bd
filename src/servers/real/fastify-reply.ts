import { responseBody } from '../../drivers/transport'
import type { WireRequest, WireResponse } from '../../fetch/response'
import type { HeaderList } from '../../http/header-list'
import { utf8Encode } from '../../infra/utf-8'
import { type HeaderValue, NodeRequest, NodeResponse } from './node-messages'

/** A request with as much of Fastify's about it as options of its CORS plugin look at. */
export class FastifyRequest {
  readonly raw: NodeRequest
  readonly method: string
  readonly headers: NodeRequest['headers']
  readonly routeOptions: { readonly config: object } = { config: {} }
  /** Written by the plugin, and read by the route that it adds. */
  corsPreflightEnabled = false

  constructor(wire: WireRequest) {
    this.raw = new NodeRequest(wire)
    this.method = wire.method
    this.headers = this.raw.headers
  }

  get url(): string {
    return this.raw.url
  }

  get protocol(): string {
    return this.raw.protocol
  }

  get hostname(): string {
    return this.raw.hostname
  }
}

/** A reply of Fastify's, as far as its CORS plugin writes it. Headers are looked at when it is sent, as there. */
export class FastifyReply {
  statusCode = 200
  sent = false
  text = ''
  /** Whether the route of the plugin has said that there is none. */
  notFound = false
  /** Calls back once the reply is sent. */
  onSend: (() => void) | null = null
  readonly #headers: Map<string, HeaderValue> = new Map()

  code(status: number): this {
    this.statusCode = status
    return this
  }

  status(status: number): this {
    return this.code(status)
  }

  type(value: string): this {
    return this.header('content-type', value)
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name.toLowerCase())
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase())
  }

  removeHeader(name: string): this {
    this.#headers.delete(name.toLowerCase())
    return this
  }

  header(name: string, value: HeaderValue = ''): this {
    this.#headers.set(name.toLowerCase(), value)
    return this
  }

  send(text: unknown = ''): this {
    this.sent = true
    this.text = String(text)
    this.onSend?.()
    return this
  }

  callNotFound(): this {
    this.notFound = true
    this.onSend?.()
    return this
  }

  /** The lines as Node takes them. @throws TypeError where it would not */
  headerList(): HeaderList {
    const response = new NodeResponse()
    for (const [name, value] of this.#headers) response.setHeader(name, value)
    return response.headerList()
  }
}

/** What Fastify answers of its own accord: errors, and routes that there are not. */
export function fastifyAnswer(
  status: number,
  set: HeaderList,
  page: Readonly<Record<string, unknown>>,
  { method }: WireRequest,
): WireResponse {
  const text = utf8Encode(JSON.stringify(page))
  const own = [
    { name: 'content-type', value: 'application/json; charset=utf-8' },
    { name: 'content-length', value: String(text.length) },
  ]
  const headerList = [...set.filter(({ name }) => own.every((each) => each.name !== name)), ...own]
  return { status, statusText: '', headerList, body: responseBody(method, status, text) }
}

/** The answer to an error that no error handler of the application takes. Headers that were set before stay. */
export function fastifyError(error: unknown, set: HeaderList, request: WireRequest): WireResponse {
  const { statusCode, status, headers, message } = (error ?? {}) as {
    readonly [member: string]: unknown
    readonly headers?: Readonly<Record<string, string>>
  }
  const asked = [statusCode, status].find((each) => typeof each === 'number' && each >= 400)
  const code = typeof asked === 'number' ? asked : 500
  const own = Object.entries(headers ?? {}).map(([name, value]) => ({ name: name.toLowerCase(), value }))
  const kept = set.filter(({ name }) => own.every((each) => each.name !== name))
  return fastifyAnswer(
    code,
    [...kept, ...own],
    { statusCode: code, message: String(message ?? error) },
    request,
  )
}
