import type { Concept } from './dialects'
import type { Entry, Literal, MapLiteral } from './literal'
import { optionOf, type Policy } from './policy'
import { type Edit, indentAt, lineAround, type Span, wholeLines } from './text'

/** Writes something else where a value stands. */
export function replaced({ start, end }: Span, text: string): Edit {
  return { start, end, text }
}

/** Takes one of several out that commas set apart, or that have lines of their own: an entry, or an item of a list. */
export function removed(text: string, span: Span): Edit {
  const own = withDash(text, span)
  const comma = /^[ \t]*,/.exec(text.slice(own.end))?.[0].length ?? 0
  const lines = wholeLines(text, { start: own.start, end: own.end + comma })
  const last = comma === 0 ? commaBefore(text, own.start) : null
  if (last !== null) return { start: last, end: own.end, text: '' }
  if (lines.start !== own.start || lines.end !== own.end + comma) return { ...lines, text: '' }
  const space = comma === 0 ? 0 : (/^[ \t]*/.exec(text.slice(own.end + comma))?.[0].length ?? 0)
  return { start: own.start, end: own.end + comma + space, text: '' }
}

/** The comma that an offset stands behind, with at most one line end between them; null where there is none. */
function commaBefore(text: string, offset: number): number | null {
  const { start } = lineAround(text, offset)
  const isFirst = text.slice(start, offset).trim() === ''
  const from = isFirst && start > 0 ? lineAround(text, start - 1).start : start
  const found = /,[ \t]*(?:\r?\n[ \t]*)?$/.exec(text.slice(from, offset))
  return found === null ? null : from + found.index
}

/** An item of a block of YAML begins with its dash. */
function withDash(text: string, span: Span): Span {
  const { start } = lineAround(text, span.start)
  const dash = /^[ \t]*-[ \t]+$/.exec(text.slice(start, span.start))
  return dash === null ? span : { start: start + dash[0].indexOf('-'), end: span.end }
}

/** Says what a concept is, where that stands or is to stand; null where there is no place to write it. */
export function withOption(text: string, policy: Policy, concept: Concept, value: string): Edit | null {
  const entry = optionOf(policy, concept)
  if (entry !== null) return replaced(entry.value, value)
  const name = nameFor(policy, concept)
  return name === null ? null : added(text, policy, policy.language.entry(name, value))
}

/** The name in the style of the others: `CORS_ORIGINS` beside settings, `allowed-origins` beside such. */
function nameFor({ dialect, map }: Policy, concept: Concept): string | null {
  const names = dialect.options[concept] ?? []
  const keys = map === null ? [] : ownEntries(map).map(({ key }) => key)
  const styles: readonly RegExp[] = [/^[A-Z_]+$/, /-/]
  const style = styles.find((one) => keys.some((key) => one.test(key)))
  return (style === undefined ? undefined : names.find((name) => style.test(name))) ?? names[0] ?? null
}

/** One more entry behind the others. */
export function added(text: string, policy: Policy, entry: string): Edit | null {
  const { map, insertion, dialect } = policy
  if (map === null || (insertion !== null && ownEntries(map).length === 0)) {
    if (insertion === null) return null
    const code = dialect.patternSyntax === 'js' ? `{ ${entry} }` : entry
    return { start: insertion.at, end: insertion.at, text: insertion.lead + code }
  }
  return behindEntries(text, map, entry)
}

export function behindEntries(text: string, map: MapLiteral, entry: string): Edit | null {
  const last = lastOf(map)
  if (last === null) {
    const empty = /^\{\s*\}$/.test(text.slice(map.start, map.end))
    return empty ? { start: map.start, end: map.end, text: `{ ${entry} }` } : null
  }
  const alone = text.slice(lineAround(text, last.start).start, last.start).trim() === ''
  const lineBreak = alone ? `\n${indentAt(text, last.start)}` : ' '
  return {
    start: last.end,
    end: last.end,
    text: map.lines ? `${lineBreak}${entry}` : `,${lineBreak}${entry}`,
  }
}

/** Entries that stand in the map itself, and have not come from elsewhere. */
function ownEntries(map: MapLiteral): readonly Entry[] {
  return map.entries.filter(({ start, end }) => map.lines || (start >= map.start && end <= map.end))
}

function lastOf(map: MapLiteral): Entry | null {
  return ownEntries(map).reduce<Entry | null>(
    (last, entry) => (last === null || entry.end > last.end ? entry : last),
    null,
  )
}

/** Whether a literal is all that its entry says, and not one of several values. */
export function isWhole(entry: Entry | null, literal: Literal): boolean {
  return entry !== null && entry.value.start === literal.start && entry.value.end === literal.end
}
