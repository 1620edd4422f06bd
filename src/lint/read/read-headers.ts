import { type HeaderGroup, type HeaderLine, type Material, noMaterial } from '../material'
import { lineStarts, type Span } from '../text'
import { CannotRead } from './cannot-read'

/** One line of what curl or a browser’s tools show. */
interface Line extends Span {
  readonly text: string
  /** Whether it is of the request: `> ` of `curl -v`. */
  readonly ofRequest: boolean
  /** From the first letter of the header on. */
  readonly from: number
}

const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)$/
const statusLine = /^HTTP\/[\d.]+ (\d{3})/
const requestLine = /^([A-Z]+) (\S+) HTTP\/[\d.]+$/

/**
 * Headers of responses, as `curl -v` and `curl -i` print them or alone. Several responses are several groups.
 *
 * @throws CannotRead where there are none
 */
export function readHeaders(text: string): Material {
  const groups: HeaderGroup[] = []
  let request: MutableRequest = { origin: null, method: null, url: null, host: null }
  let open: { lines: HeaderLine[]; status: number | null; start: number; body: boolean } | null = null
  const close = (): void => {
    if (open !== null && (open.lines.length > 0 || open.status !== null)) groups.push(groupOf(open, request))
    open = null
  }
  for (const line of linesOf(text)) {
    const asked = requestLine.exec(line.text)
    if (line.ofRequest || asked !== null) {
      if (open !== null && (asked !== null || line.ofRequest)) close()
      request = withRequestLine(request, line, asked)
      continue
    }
    const status = statusLine.exec(line.text)
    if (status !== null) {
      close()
      open = { lines: [], status: Number(status[1]), start: line.start, body: false }
      continue
    }
    const match = header.exec(line.text)
    if (match !== null && open?.body !== true) {
      open ??= { lines: [], status: null, start: line.start, body: false }
      open.lines.push(headerLine(text, line, match))
    } else if (line.text.trim() === '') {
      if (open !== null && open.status !== null) open.body = true
    } else if (open !== null && !open.body && !isFolded(text, line)) throw noColon(line)
    else if (open === null && /^access-control-[a-z-]+[ \t]/i.test(line.text)) throw noColon(line)
  }
  close()
  if (groups.length === 0) {
    throw new CannotRead(
      'expected header lines, such as Access-Control-Allow-Origin: https://app.example.com',
      0,
    )
  }
  return { ...noMaterial, headers: groups }
}

/** A line that begins with a space goes on with the one before: https://www.rfc-editor.org/rfc/rfc9112#name-obsolete-line-folding */
function isFolded(text: string, { start }: Line): boolean {
  return /[ \t]/.test(text.charAt(start))
}

function noColon({ text, from }: Line): CannotRead {
  const name = /^\S{1,60}/.exec(text)?.[0] ?? ''
  return new CannotRead(`expected a colon behind the name of a header, found none behind ${name}`, from)
}

interface MutableRequest {
  readonly origin: string | null
  readonly method: string | null
  readonly url: string | null
  readonly host: string | null
}

function groupOf(
  {
    lines,
    status,
    start,
  }: { readonly lines: readonly HeaderLine[]; readonly status: number | null; readonly start: number },
  { origin, method, url, host }: MutableRequest,
): HeaderGroup {
  const end = lines[lines.length - 1]?.nameSpan.end ?? start
  const asked = host === null || url === null || !url.startsWith('/') ? url : `https://${host}${url}`
  const known = origin !== null || method !== null || asked !== null
  return {
    lines,
    span: { start, end },
    complete: true,
    status,
    request: known ? { origin, method, url: asked } : null,
    language: null,
  }
}

function withRequestLine(
  request: MutableRequest,
  { text }: Line,
  asked: RegExpExecArray | null,
): MutableRequest {
  if (asked !== null) return { origin: null, host: null, method: asked[1] ?? null, url: asked[2] ?? null }
  const match = header.exec(text)
  const name = match?.[1]?.toLowerCase()
  const value = match?.[2]?.trim() ?? null
  if (name === 'origin') return { ...request, origin: value }
  return name === 'host' ? { ...request, host: value } : request
}

function headerLine(text: string, line: Line, match: RegExpExecArray): HeaderLine {
  const [, name = '', rest = ''] = match
  const value = rest.trim()
  const start = line.from
  const colon = line.text.indexOf(':')
  const valueStart = start + colon + 1 + (/^[ \t]*/.exec(line.text.slice(colon + 1))?.[0].length ?? 0)
  const lineEnd = /^\r?\n/.exec(text.slice(line.end))?.[0].length ?? 0
  return {
    name,
    nameSpan: { start, end: start + name.length },
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
    lineSpan: { start: line.start, end: line.end + lineEnd },
    echoesOrigin: false,
  }
}

/** Without the marks of `curl -v`, and without its remarks. */
function linesOf(text: string): readonly Line[] {
  const starts = lineStarts(text)
  return starts.flatMap((start, i) => {
    const end = start + text.slice(start, starts[i + 1] ?? text.length).replace(/(?:\r\n|\r|\n)$/, '').length
    const whole = text.slice(start, end)
    // Remarks, and bytes that curl counts.
    if (/^[*{}] |^\[\d+ bytes/.test(whole)) return []
    const mark = /^[<>] ?/.exec(whole)?.[0] ?? /^[ \t]+/.exec(whole)?.[0] ?? ''
    return [
      {
        start,
        end,
        from: start + mark.length,
        text: whole.slice(mark.length),
        ofRequest: mark.startsWith('>'),
      },
    ]
  })
}
