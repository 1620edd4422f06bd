import type { HeaderLine } from './scenario'

/** A request as it came in, one character a byte. */
export interface ParsedRequest {
  readonly method: string
  readonly target: string
  /** In order, names lower-cased, values without the spaces and tabs around them. */
  readonly headers: readonly HeaderLine[]
  readonly body: string
}

/** The first request in what a connection received, and what is left after it; null while it is not complete. */
export function parseRequest(
  received: string,
): { readonly request: ParsedRequest; readonly rest: string } | null {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [requestLine = '', ...lines] = received.slice(0, end).split('\r\n')
  const [method = '', target = ''] = requestLine.split(' ')
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]
  })
  const body = readBody(received.slice(end + 4), headers)
  return body === null ? null : { request: { method, target, headers, body: body.content }, rest: body.rest }
}

/** The value of the first line with this lower-case name. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | null {
  return headers.find((line) => line[0] === name)?.[1] ?? null
}

interface ReadBody {
  readonly content: string
  readonly rest: string
}

function readBody(text: string, headers: readonly HeaderLine[]): ReadBody | null {
  if (headerValue(headers, 'transfer-encoding')?.toLowerCase() === 'chunked') return readChunks(text)
  const length = Number(headerValue(headers, 'content-length') ?? 0)
  return text.length < length ? null : { content: text.slice(0, length), rest: text.slice(length) }
}

function readChunks(text: string): ReadBody | null {
  let content = ''
  let at = 0
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at)
    if (lineEnd < 0) return null
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (text.length < next) return null
    content += text.slice(lineEnd + 2, lineEnd + 2 + size)
    at = next
    // No browser sends trailers.
    if (size === 0) return { content, rest: text.slice(at) }
  }
}
