import { applyEdits, type Edit, inOrder, lineStarts, positionAt } from './text'

/** Lines of context around a change, as `diff -u` and `git` have them. */
const context = 3

/** Lines that are replaced, counted from 0; `to` is behind the last. */
interface Change {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/**
 * What edits do to a file, as `git apply` and `patch` read it; `show` may change what is shown of a line. The empty text
 * where they do nothing.
 */
export function unifiedDiff(
  path: string,
  text: string,
  edits: readonly Edit[],
  show: (line: string) => string = (line) => line,
): string {
  if (edits.length === 0) return ''
  const before = linesOf(text)
  const changes = changesOf(text, before.lines, before.starts, edits)
  if (changes.length === 0) return ''
  const hunks: string[] = []
  let shift = 0
  for (const group of grouped(changes)) {
    const hunk = hunkOf(before.lines, group, shift, show)
    hunks.push(hunk.text)
    shift += hunk.growth
  }
  const name = path.replace(/^\/+/, '')
  return `--- a/${name}\n+++ b/${name}\n${hunks.join('')}`
}

interface Lines {
  readonly text: string
  readonly lines: readonly string[]
  readonly starts: readonly number[]
}

/** A file has many diffs, one after the other: its lines are kept until the next file. */
let last: Lines = { text: '', lines: [], starts: [0] }

function linesOf(text: string): Lines {
  if (text !== last.text)
    last = { text, lines: splitLines(text), starts: lineStarts(text.replace(/\r(?!\n)/g, ' ')) }
  return last
}

/** Each line with its end. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** The edits as whole lines, those of one stretch of lines together, without lines that stay the same. */
function changesOf(
  text: string,
  before: readonly string[],
  starts: readonly number[],
  edits: readonly Edit[],
): readonly Change[] {
  const lineOf = (offset: number): number => positionAt(starts, offset).line - 1
  const groups: { from: number; to: number; edits: Edit[] }[] = []
  for (const edit of inOrder(edits)) {
    const from = lineOf(edit.start)
    // A line end that goes takes the next line along; lines that stay are left out again below.
    const to = lineOf(edit.end) + 1
    const last = groups[groups.length - 1]
    if (last !== undefined && from < last.to) {
      last.to = Math.max(last.to, to)
      last.edits.push(edit)
    } else groups.push({ from, to, edits: [edit] })
  }
  return groups.flatMap(({ from, to, edits: own }) => {
    const start = starts[from] ?? text.length
    const old = before.slice(from, to)
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
    const lines = splitLines(applyEdits(old.join(''), moved))
    return trimmed({ from, to: from + old.length, lines }, old)
  })
}

/** A change without lines at its ends that are as they were. */
function trimmed({ from, to, lines }: Change, old: readonly string[]): readonly Change[] {
  let head = 0
  while (head < old.length && head < lines.length && old[head] === lines[head]) head++
  let tail = 0
  while (
    tail < old.length - head &&
    tail < lines.length - head &&
    old[old.length - 1 - tail] === lines[lines.length - 1 - tail]
  ) {
    tail++
  }
  const change = { from: from + head, to: to - tail, lines: lines.slice(head, lines.length - tail) }
  return change.from === change.to && change.lines.length === 0 ? [] : [change]
}

/** Changes whose contexts touch stand in one hunk. */
function grouped(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups[groups.length - 1]
    const last = group?.[group.length - 1]
    if (group !== undefined && last !== undefined && change.from - last.to <= 2 * context) group.push(change)
    else groups.push([change])
  }
  return groups
}

function hunkOf(
  before: readonly string[],
  changes: readonly Change[],
  shift: number,
  show: (line: string) => string,
): { readonly text: string; readonly growth: number } {
  const first = Math.max(0, (changes[0] as Change).from - context)
  const last = Math.min(before.length, (changes[changes.length - 1] as Change).to + context)
  const lines: string[] = []
  let at = first
  let growth = 0
  const put = (mark: string, from: readonly string[]): void => {
    for (const line of from) lines.push(marked(mark, line, show))
  }
  for (const { from, to, lines: now } of changes) {
    put(' ', before.slice(at, from))
    put('-', before.slice(from, to))
    put('+', now)
    growth += now.length - (to - from)
    at = to
  }
  put(' ', before.slice(at, last))
  const oldCount = last - first
  const head = `@@ -${range(first, oldCount)} +${range(first + shift, oldCount + growth)} @@\n`
  return { text: head + lines.join(''), growth }
}

/** A range that has no lines is named by the line before it. */
function range(first: number, count: number): string {
  const start = count === 0 ? first : first + 1
  return count === 1 ? `${start}` : `${start},${count}`
}

function marked(mark: string, line: string, show: (line: string) => string): string {
  const end = /\r?\n$/.exec(line)?.[0] ?? ''
  const text = `${mark}${show(line.slice(0, line.length - end.length))}`
  return end === '' ? `${text}\n\\ No newline at end of file\n` : `${text}${end}`
}
