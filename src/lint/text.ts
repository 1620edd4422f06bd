/** A stretch of a file, in UTF-16 code units; `end` is behind it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place as editors count: both from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** One stretch to be replaced. */
export interface Edit extends Span {
  readonly text: string
}

/** Where each line of a text begins. Lines end in LF, CRLF or CR. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return starts
}

/** Of one file much is asked: where its lines begin is kept until another is asked about. */
let kept: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] }

/** Where the lines of a text begin, found once however often that is asked. */
function startsOf(text: string): readonly number[] {
  if (text !== kept.text) kept = { text, starts: lineStarts(text) }
  return kept.starts
}

/** The place of an offset, by the beginnings of the lines. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 }
}

/** The offset of a place, at most the end of the text. */
export function offsetAt(text: string, { line, column }: Position): number {
  const start = startsOf(text)[line - 1]
  return Math.min(text.length, (start ?? text.length) + column - 1)
}

/** The text with stretches replaced that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const { start, end, text: by } of inOrder(edits)) {
    result += text.slice(at, start) + by
    at = end
  }
  return result + text.slice(at)
}

export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** The whole line that an offset stands in, without its end. */
export function lineAround(text: string, offset: number): Span {
  const starts = startsOf(text)
  const { line } = positionAt(starts, offset)
  const start = starts[line - 1] ?? 0
  const next = starts[line]
  if (next === undefined) return { start, end: text.length }
  return { start, end: text.startsWith('\r\n', next - 2) ? next - 2 : next - 1 }
}

/** The spaces and tabs that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const { start, end } = lineAround(text, offset)
  return /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? ''
}

/** A stretch with the whole of the lines it stands on, the last line's end included, where nothing else does. */
export function wholeLines(text: string, span: Span): Span {
  const first = lineAround(text, span.start)
  const last = lineAround(text, span.end)
  const before = text.slice(first.start, span.start)
  const after = text.slice(span.end, last.end)
  if (before.trim() !== '' || after.trim() !== '') return span
  const lineEnd = /^(?:\r\n|\n|\r)/.exec(text.slice(last.end))?.[0].length ?? 0
  return { start: first.start, end: last.end + lineEnd }
}
