/** A place in a file: what editors show, and what a program slices by. */
export interface Position {
  /** From 0, in UTF-16 code units, as `String.prototype.slice` counts. */
  readonly offset: number
  /** From 1. A line ends with LF; the CR of a CRLF belongs to its line. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** A part of a file, from `start` up to but without `end`. */
export interface Span {
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** `conf.d/api.conf:12:3`, as compilers write it and terminals link it. */
export function place({ file, start }: Span): string {
  return `${file}:${start.line}:${start.column}`
}

/** Makes the spans of one text. */
export function createLocator(file: string, text: string): (start: number, end: number) => Span {
  const lineStarts = [0]
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1)
  const position = (offset: number): Position => {
    const line = lastNotAfter(lineStarts, offset)
    return { offset, line: line + 1, column: offset - (lineStarts[line] as number) + 1 }
  }
  return (start, end) => ({ file, start: position(start), end: position(end) })
}

/** The index of the last number that is not greater; the numbers rise, and the first is not greater. */
function lastNotAfter(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}
