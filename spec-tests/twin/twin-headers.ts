import { parseMIMEType } from './twin-mime'

/** A header list in the plain mutable style of the standard. */
export type Headers = { name: string; value: string }[]

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const contains = (list: Headers, name: string): boolean => list.some((h) => same(h.name, name))

/** https://fetch.spec.whatwg.org/#concept-header-list-get */
export function get(list: Headers, name: string): string | null {
  if (!contains(list, name)) return null
  return list
    .filter((h) => same(h.name, name))
    .map((h) => h.value)
    .join(', ')
}

/** https://fetch.spec.whatwg.org/#concept-header-list-append */
export function append(list: Headers, name: string, value: string): void {
  const first = list.find((h) => same(h.name, name))
  list.push({ name: first === undefined ? name : first.name, value })
}

/** https://fetch.spec.whatwg.org/#concept-header-list-set */
export function set(list: Headers, name: string, value: string): void {
  const first = list.find((h) => same(h.name, name))
  if (first === undefined) {
    append(list, name, value)
    return
  }
  for (let i = list.length - 1; i >= 0; i--) {
    const header = list[i]
    if (header !== undefined && header !== first && same(header.name, name)) list.splice(i, 1)
  }
  first.value = value
}

/** https://fetch.spec.whatwg.org/#concept-header-list-delete */
export function remove(list: Headers, name: string): void {
  for (let i = list.length - 1; i >= 0; i--) if (same(list[i]?.name ?? '', name)) list.splice(i, 1)
}

/** https://fetch.spec.whatwg.org/#concept-header-list-get-decode-split */
export function getDecodeAndSplit(list: Headers, name: string): string[] | null {
  const input = get(list, name)
  if (input === null) return null
  const values: string[] = []
  let position = 0
  let temporary = ''
  while (true) {
    while (position < input.length && input[position] !== '"' && input[position] !== ',') {
      temporary += input[position++]
    }
    if (position < input.length && input[position] === '"') {
      const start = position++
      while (position < input.length) {
        const char = input[position++]
        if (char === '"') break
        if (char === '\\' && position < input.length) position++
      }
      temporary += input.slice(start, position)
      if (position < input.length) continue
    }
    values.push(temporary.replace(/^[\t ]+|[\t ]+$/g, ''))
    temporary = ''
    if (position >= input.length) return values
    position++
  }
}

/** https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set */
export const sortedLowercaseSet = (names: string[]): string[] =>
  [...new Set(names.map((n) => n.toLowerCase()))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** Elements of RFC 9110's `#rule` as recipients read it (empty elements are passed over), or failure. */
function listElements(value: string, element: RegExp): string[] | 'failure' {
  const out: string[] = []
  for (const piece of value.split(',')) {
    const trimmed = piece.replace(/^[\t ]+|[\t ]+$/g, '')
    if (trimmed === '') continue
    if (!element.test(trimmed)) return 'failure'
    out.push(trimmed)
  }
  return out
}

/** The ABNF of the headers that are extracted: whether only one is allowed, and the parser of one value. */
const grammars: Record<string, { single: boolean; parse: (value: string) => string[] | 'failure' }> = {
  'access-control-allow-methods': { single: false, parse: (v) => listElements(v, TOKEN) },
  'access-control-allow-headers': { single: false, parse: (v) => listElements(v, TOKEN) },
  'access-control-expose-headers': { single: false, parse: (v) => listElements(v, TOKEN) },
  'access-control-max-age': { single: true, parse: (v) => (/^[0-9]+$/.test(v) ? [v] : 'failure') },
  location: { single: true, parse: (v) => [v] },
  'referrer-policy': {
    single: false,
    parse: (v) => {
      const tokens = listElements(v, /^[A-Za-z-]+$/)
      return tokens.length === 0 ? 'failure' : tokens
    },
  },
}

/** https://fetch.spec.whatwg.org/#extract-header-list-values */
export function extractHeaderListValues(name: string, list: Headers): string[] | 'failure' | null {
  const grammar = grammars[name]
  if (grammar === undefined) throw new Error(`no grammar for ${name}`)
  const headers = list.filter((h) => same(h.name, name))
  if (headers.length === 0) return null
  if (grammar.single && headers.length > 1) return 'failure'
  const values: string[] = []
  for (const header of headers) {
    const extract = grammar.parse(header.value)
    if (extract === 'failure') return 'failure'
    values.push(...extract)
  }
  return values
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
const unsafeByte = (c: string): boolean => (c < ' ' && c !== '\t') || '"():<>?@[\\]{}\x7f'.includes(c)

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function corsSafelistedRequestHeader(name: string, value: string): boolean {
  if (value.length > 128) return false
  switch (name.toLowerCase()) {
    case 'accept':
      return ![...value].some(unsafeByte)
    case 'accept-language':
    case 'content-language':
      return /^[0-9A-Za-z *,\-.;=]*$/.test(value)
    case 'content-type': {
      if ([...value].some(unsafeByte)) return false
      const mimeType = parseMIMEType(value)
      if (mimeType === 'failure') return false
      return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
        mimeType.essence,
      )
    }
    case 'range': {
      const range = parseSingleRange(value, false)
      return range !== 'failure' && range[0] !== null
    }
    default:
      return false
  }
}

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
export function corsUnsafeRequestHeaderNames(headers: Headers): string[] {
  const unsafeNames: string[] = []
  const potentiallyUnsafeNames: string[] = []
  let safelistValueSize = 0
  for (const header of headers) {
    if (!corsSafelistedRequestHeader(header.name, header.value)) unsafeNames.push(header.name)
    else {
      potentiallyUnsafeNames.push(header.name)
      safelistValueSize += header.value.length
    }
  }
  if (safelistValueSize > 1024) unsafeNames.push(...potentiallyUnsafeNames)
  return sortedLowercaseSet(unsafeNames)
}

/** https://fetch.spec.whatwg.org/#simple-range-header-value */
export function parseSingleRange(
  data: string,
  allowWhitespace: boolean,
): [number | null, number | null] | 'failure' {
  const ws = allowWhitespace ? '[\\t ]*' : ''
  const match = new RegExp(`^bytes${ws}=${ws}([0-9]*)${ws}-${ws}([0-9]*)$`).exec(data)
  if (match === null) return 'failure'
  const start = match[1] ? Number(match[1]) : null
  const end = match[2] ? Number(match[2]) : null
  if (start === null && end === null) return 'failure'
  if (start !== null && end !== null && start > end) return 'failure'
  return [start, end]
}

export const corsSafelistedMethod = (method: string): boolean => ['GET', 'HEAD', 'POST'].includes(method)
export const corsNonWildcardRequestHeaderName = (name: string): boolean => same(name, 'Authorization')
export const forbiddenResponseHeaderName = (name: string): boolean =>
  same(name, 'Set-Cookie') || same(name, 'Set-Cookie2')
export const requestBodyHeaderNames: readonly string[] = [
  'Content-Encoding',
  'Content-Language',
  'Content-Location',
  'Content-Type',
]

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
export function corsSafelistedResponseHeaderName(name: string, exposed: string[]): boolean {
  const always = [
    'Cache-Control',
    'Content-Language',
    'Content-Length',
    'Content-Type',
    'Expires',
    'Last-Modified',
    'Pragma',
  ]
  if (always.some((n) => same(n, name))) return true
  return exposed.some((n) => same(n, name) && !forbiddenResponseHeaderName(n))
}
