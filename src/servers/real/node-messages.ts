import { authorityOf, requestTarget } from '../../drivers/transport'
import type { WireRequest } from '../../fetch/response'
import type { Header } from '../../http/header-list'

/** Headers as Node shows them: names in lower case, `Set-Cookie` as a list. */
export type NodeHeaders = { [name: string]: string | string[] | undefined }

/** Headers of which Node takes the first line and drops further ones. https://nodejs.org/api/http.html#messageheaders */
const singular: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
])

/**
 * A request with as much of Node's and Express's about it as options of CORS middleware look at. It is not a
 * stream: a middleware that reads the body finds none.
 */
export class NodeRequest {
  readonly method: string
  readonly #wire: WireRequest
  readonly #forPackage: boolean
  #headers: NodeHeaders | null = null

  /**
   * @param forPackage whether nobody but a package for CORS looks at it, no function of its options. Then headers
   * that have nothing to do with CORS are left out, which is quicker.
   */
  constructor(wire: WireRequest, forPackage = false) {
    this.#wire = wire
    this.#forPackage = forPackage
    this.method = wire.method
  }

  /** The path and the query, as they stand in the request line. */
  get url(): string {
    return requestTarget(this.#wire)
  }

  get originalUrl(): string {
    return requestTarget(this.#wire)
  }

  get path(): string {
    return this.#wire.url.path
  }

  /** By the connection alone: no proxy is trusted. */
  get protocol(): string {
    return this.#wire.url.scheme
  }

  get secure(): boolean {
    return this.#wire.url.scheme === 'https'
  }

  get hostname(): string {
    return this.#wire.url.host ?? ''
  }

  get headers(): NodeHeaders {
    this.#headers ??= this.#forPackage ? corsHeadersOf(this.#wire) : headersOf(this.#wire)
    return this.#headers
  }

  /** As in Express. */
  get(name: string): string | string[] | undefined {
    const { headers } = this
    const lowercase = name.toLowerCase()
    if (lowercase === 'referer' || lowercase === 'referrer') return headers['referrer'] ?? headers['referer']
    return headers[lowercase]
  }

  header(name: string): string | string[] | undefined {
    return this.get(name)
  }
}

/** The lines of a request as Node joins them. */
function headersOf(wire: WireRequest): NodeHeaders {
  const headers: NodeHeaders = {}
  for (const header of wire.headerList) addLine(headers, header)
  headers['host'] ??= authorityOf(wire)
  return headers
}

function corsHeadersOf({ headerList }: WireRequest): NodeHeaders {
  const headers: NodeHeaders = {}
  for (const header of headerList) {
    if (header.name === 'origin' || header.name.startsWith('access-control-')) addLine(headers, header)
  }
  return headers
}

function addLine(headers: NodeHeaders, { name, value }: Header): void {
  const before = headers[name]
  if (before === undefined) headers[name] = name === 'set-cookie' ? [value] : value
  else if (Array.isArray(before)) before.push(value)
  else if (!singular.has(name)) headers[name] = before + (name === 'cookie' ? '; ' : ', ') + value
}

/** What Node takes as a header's value. */
export type HeaderValue = string | number | readonly string[]

const forbiddenCharacter = /[^\t\x20-\x7e\x80-\xff]/

/**
 * The headers of a response before they are sent, and its status: what middleware sets. A value that HTTP could
 * not carry is refused with Node's error codes.
 */
export class NodeResponse {
  statusCode = 200
  statusMessage = ''
  /** Whether the middleware has answered itself. */
  headersSent = false
  /** The body that it answered with. */
  text = ''
  /** Calls back once the response is ended; set by whoever waits for that. */
  onEnd: (() => void) | null = null
  /** Few enough to look through: by name in lower case, in the order in which they were set first. */
  readonly #headers: { readonly name: string; value: HeaderValue }[] = []

  getHeader(name: string): HeaderValue | undefined {
    return this.#find(lowercaseOf(name))?.value
  }

  hasHeader(name: string): boolean {
    return this.#find(lowercaseOf(name)) !== undefined
  }

  getHeaderNames(): string[] {
    return this.#headers.map(({ name }) => name)
  }

  setHeader(name: string, value: HeaderValue): this {
    checkValue(name, value)
    const lowercase = lowercaseOf(name)
    const header = this.#find(lowercase)
    if (header === undefined) this.#headers.push({ name: lowercase, value })
    else header.value = value
    return this
  }

  removeHeader(name: string): void {
    const header = this.#find(lowercaseOf(name))
    if (header !== undefined) this.#headers.splice(this.#headers.indexOf(header), 1)
  }

  #find(lowercase: string): { readonly name: string; value: HeaderValue } | undefined {
    for (const header of this.#headers) if (header.name === lowercase) return header
    return undefined
  }

  end(text: unknown = ''): this {
    if (this.headersSent) return this
    this.headersSent = true
    this.text = String(text)
    this.onEnd?.()
    return this
  }

  /** The lines, in the order in which their names were set first. */
  headerList(): Header[] {
    const list: Header[] = []
    for (const { name, value } of this.#headers) {
      if (typeof value === 'string') list.push({ name, value })
      else if (typeof value === 'number') list.push({ name, value: String(value) })
      else for (const line of value) list.push({ name, value: String(line) })
    }
    return list
  }
}

function checkValue(name: string, value: unknown): void {
  if (value === undefined) {
    throw nodeError('ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`)
  }
  if (Array.isArray(value)) for (const line of value) checkValue(name, line)
  else if (forbiddenCharacter.test(value as string)) {
    throw nodeError('ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`)
  }
}

function nodeError(code: string, message: string): TypeError {
  return Object.assign(new TypeError(message), { code })
}

/** Names are few and always the same ones. */
const lowercaseNames: Map<string, string> = /* @__PURE__ */ new Map()

function lowercaseOf(name: string): string {
  const known = lowercaseNames.get(name)
  if (known !== undefined) return known
  const lowercase = name.toLowerCase()
  if (lowercaseNames.size < 1000) lowercaseNames.set(name, lowercase)
  return lowercase
}
