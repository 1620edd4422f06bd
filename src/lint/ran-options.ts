import type { DialectId } from './dialects'
import { js } from './language'
import type { Entry, Literal, MapLiteral } from './literal'
import type { OptionsSite } from './material'
import { guessDialect } from './read/guess-dialect'
import type { Span } from './text'

/** Values may hold each other. */
const deepest = 10

/**
 * The options that running a module has told, at the places where they are written: what could be read stays as it is,
 * and what could not is filled in.
 */
export function ranOptions(
  value: unknown,
  read: readonly OptionsSite[],
  text: string,
  as: DialectId | null,
): readonly OptionsSite[] {
  if (typeof value !== 'object' || value === null) return read
  const [site] = read
  const whole = { start: 0, end: text.length }
  const literal = literalOfValue(value, site?.options ?? whole, 0)
  if (literal.kind !== 'map') return read
  if (site?.options != null) {
    return [
      { ...site, options: filled(site.options, literal), told: unclearIn(site.options) },
      ...read.slice(1),
    ]
  }
  const guess = guessDialect(literal)
  const dialect = as ?? guess?.dialect
  if (dialect === undefined) return read
  return [
    {
      dialect,
      guessed: as === null ? (guess?.by ?? null) : null,
      options: located(literal, text),
      span: whole,
      insertion: null,
      language: js,
      told: [whole],
    },
  ]
}

/** A value as a literal; functions and what else there is stay unknown. */
function literalOfValue(value: unknown, { start, end }: Span, depth: number): Literal {
  const span = { start, end }
  if (typeof value === 'string') return { kind: 'string', value, ...span }
  if (typeof value === 'number') return { kind: 'number', value, ...span }
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...span }
  if (value === undefined || value === null) return { kind: 'null', ...span }
  if (value instanceof RegExp) return { kind: 'pattern', source: value.source, flags: value.flags, ...span }
  if (typeof value !== 'object' || depth > deepest)
    return { kind: 'opaque', text: typeof value === 'function' ? 'this function' : 'this', ...span }
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item) => literalOfValue(item, span, depth + 1)), ...span }
  const entries = Object.entries(value).map(
    ([key, member]): Entry => ({
      key,
      keySpan: span,
      value: literalOfValue(member, span, depth + 1),
      ...span,
    }),
  )
  return { kind: 'map', entries, lines: false, open: false, ...span }
}

/** What was read, with what was not filled in; entries that were not there at all come along. */
function filled(read: MapLiteral, ran: MapLiteral): MapLiteral {
  const entries = read.entries.map((entry) => {
    const told = ran.entries.find(({ key }) => key === entry.key)?.value
    return told === undefined || !unclear(entry) ? entry : { ...entry, value: moved(told, entry.value) }
  })
  const more = read.open
    ? ran.entries.filter(({ key }) => !read.entries.some((entry) => entry.key === key))
    : []
  return {
    ...read,
    entries: [...entries, ...more.map((entry) => ({ ...entry, value: moved(entry.value, read) }))],
    open: false,
  }
}

function unclear({ value }: Entry): boolean {
  if (value.kind === 'opaque' || value.kind === 'either') return true
  return value.kind === 'list' && value.items.some(({ kind }) => kind === 'opaque')
}

function unclearIn(read: MapLiteral): readonly Span[] {
  const { start, end } = read
  return read.open
    ? [{ start, end }]
    : read.entries.filter(unclear).map(({ value }) => ({ start: value.start, end: value.end }))
}

function moved(literal: Literal, { start, end }: Span): Literal {
  if (literal.kind === 'list')
    return { ...literal, items: literal.items.map((item) => moved(item, { start, end })), start, end }
  return { ...literal, start, end }
}

/** Entries where their keys are found in the text first; none of their values can be changed there. */
function located(map: MapLiteral, text: string): MapLiteral {
  const entries = map.entries.map((entry) => {
    const at = text.search(new RegExp(`\\b${entry.key.replace(/[^\w]/g, '\\$&')}\\b`))
    if (at === -1) return entry
    const span = { start: at, end: at + entry.key.length }
    return { ...entry, keySpan: span, value: moved(entry.value, span), ...span }
  })
  return { ...map, entries }
}
