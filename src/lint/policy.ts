import { type Concept, type Dialect, dialects } from './dialects'
import { type Language, pythonDictionary } from './language'
import {
  type Entry,
  entryOf,
  type FunctionLiteral,
  type ListLiteral,
  type Literal,
  type MapLiteral,
  truthy,
  valuesOf,
} from './literal'
import type { OptionsSite } from './material'
import type { Span } from './text'

/** One way in for origins. */
export type OriginRule = {
  /** What stands there; null where nothing does. */
  readonly literal: Literal | null
  /** The list that it stands in. */
  readonly list: ListLiteral | null
} & Span &
  (
    | { readonly kind: 'any'; readonly by: 'default' | 'star' | 'reflection' }
    | { readonly kind: 'exact'; readonly value: string }
    | { readonly kind: 'glob'; readonly value: string }
    | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
    | { readonly kind: 'nobody' }
    | { readonly kind: 'unknown' }
  )

/** The options of one place by what they mean. */
export interface Policy {
  readonly dialect: Dialect
  readonly language: Language
  /** Where entries can be added; null where there are no options yet. */
  readonly map: MapLiteral | null
  readonly insertion: OptionsSite['insertion']
  readonly span: Span
  readonly entries: readonly Entry[]
  readonly origins: readonly OriginRule[]
  /** Null where that cannot be read. */
  readonly credentials: boolean | null
}

/** The policies of a place: flask-cors has one for each of its resources. */
export function policiesOf(site: OptionsSite): readonly Policy[] {
  const dialect = dialects[site.dialect]
  const entries = site.options?.entries ?? []
  const resources = optionOf({ dialect, entries }, 'resources')?.value
  const inner = resources?.kind === 'map' ? resources.entries.filter(({ value }) => value.kind === 'map') : []
  if (inner.length === 0) return [policyOf(site, dialect, entries, site.options, site.language)]
  return inner.map(({ value }) => {
    const own = value as MapLiteral
    const language = site.language.id === 'python' ? pythonDictionary : site.language
    return policyOf(site, dialect, [...entries, ...own.entries], own, language)
  })
}

function policyOf(
  { span, insertion }: OptionsSite,
  dialect: Dialect,
  entries: readonly Entry[],
  map: MapLiteral | null,
  language: Language,
): Policy {
  const own = { dialect, entries }
  return {
    dialect,
    language,
    map,
    insertion,
    span: map === null || map.entries.length === 0 ? span : spanOfMap(map, span),
    entries,
    origins: originsOf(own, map, span),
    credentials: credentialsOf(own, map),
  }
}

/** Settings of Python are spread over a file: the first stands for all. */
function spanOfMap(map: MapLiteral, span: Span): Span {
  return span.start === map.start ? { start: map.start, end: map.entries[0]?.end ?? map.end } : span
}

type Options = Pick<Policy, 'dialect' | 'entries'>

/** The entry that says what a concept is; null where none does. */
export function optionOf({ dialect, entries }: Options, concept: Concept): Entry | null {
  const names = dialect.options[concept] ?? []
  return entryOf({ kind: 'map', entries, lines: false, open: false, start: 0, end: 0 }, names)
}

/** Strings that an option lists, in a list or joined by commas; `known` is whether that is all of it. */
export function wordsOf(
  policy: Options,
  concept: Concept,
): { readonly words: readonly Word[]; readonly known: boolean } | null {
  const entry = optionOf(policy, concept)
  if (entry === null || entry.value.kind === 'null') return null
  const words: Word[] = []
  let known = true
  for (const value of valuesOf(entry.value)) {
    if (value.kind === 'string') words.push(...wordsIn(value))
    else if (value.kind === 'list') {
      for (const item of value.items) {
        if (item.kind === 'string')
          words.push({ text: item.value, literal: item, list: value, start: item.start, end: item.end })
        else known = false
      }
    } else known = false
  }
  return { words, known }
}

export interface Word extends Span {
  readonly text: string
  readonly literal: Literal & { readonly kind: 'string' }
  /** Null where it is one of those that a string names. */
  readonly list: ListLiteral | null
}

function wordsIn(literal: Literal & { readonly kind: 'string' }): readonly Word[] {
  const { start, end } = literal
  return literal.value
    .split(',')
    .map((text) => ({ text: text.trim(), literal, list: null, start, end }))
    .filter(({ text }) => text !== '')
}

function credentialsOf(own: Options, map: MapLiteral | null): boolean | null {
  const entry = optionOf(own, 'credentials')
  if (entry === null) return map?.open === true ? null : false
  if (own.dialect.credentials === 'true') {
    const values = valuesOf(entry.value)
    if (values.some((value) => value.kind === 'boolean' && value.value)) return true
    return values.some(({ kind }) => kind === 'opaque' || kind === 'function') ? null : false
  }
  return truthy(entry.value)
}

// ── Origins ─────────────────────────────────────────────────────────────────────────────────────────

function originsOf(own: Options, map: MapLiteral | null, span: Span): readonly OriginRule[] {
  const { dialect } = own
  const origins = optionOf(own, 'origins')
  const patterns = optionOf(own, 'patterns')
  const all = optionOf(own, 'allOrigins')
  const rules: OriginRule[] = []
  if (all !== null && truthy(all.value) === true) rules.push(rule({ kind: 'any', by: 'star' }, all.value))
  if (origins !== null) for (const value of valuesOf(origins.value)) rules.push(...rulesOf(value, dialect))
  if (patterns !== null)
    for (const value of valuesOf(patterns.value)) rules.push(...patternsOf(value, dialect))
  if (origins !== null || patterns !== null || all !== null || dialect.byDefault === 'none') return rules
  const nothing = { literal: null, list: null, ...span }
  return [map?.open === true ? { kind: 'unknown', ...nothing } : { kind: 'any', by: 'default', ...nothing }]
}

type Bare<R> = R extends OriginRule ? Omit<R, 'literal' | 'list' | 'start' | 'end'> : never

function rule(what: Bare<OriginRule>, literal: Literal, list: ListLiteral | null = null): OriginRule {
  // The spread of a union is not told apart by the compiler.
  return { ...what, literal, list, start: literal.start, end: literal.end } as OriginRule
}

function rulesOf(value: Literal, dialect: Dialect): readonly OriginRule[] {
  switch (value.kind) {
    case 'list':
      return value.items.flatMap((item) => valuesOf(item).map((one) => itemOf(one, value, dialect)))
    case 'string':
      return [stringOf(value, dialect)]
    case 'boolean':
      return [rule(value.value ? { kind: 'any', by: 'reflection' } : { kind: 'nobody' }, value)]
    case 'pattern':
      return [rule({ kind: 'pattern', source: value.source, flags: value.flags }, value)]
    case 'function':
      return functionRules(value)
    case 'null':
      // As if the option were not there.
      return dialect.byDefault === 'any' ? [rule({ kind: 'any', by: 'default' }, value)] : []
    default:
      return [rule({ kind: 'unknown' }, value)]
  }
}

/** What a function looks for in an origin stands for a pattern; it has no place where another could be written. */
function functionRules(value: FunctionLiteral): readonly OriginRule[] {
  const { who, parts } = value.answer()
  if (value.allowsAll || who === 'everybody') return [rule({ kind: 'any', by: 'reflection' }, value)]
  if (who !== 'parts') return [rule({ kind: 'unknown' }, value)]
  return parts.map((part) => ({ kind: 'pattern', ...part, literal: null, list: null }))
}

function stringOf(literal: Literal & { readonly kind: 'string' }, dialect: Dialect): OriginRule {
  const { value } = literal
  if (value === '*') return rule({ kind: 'any', by: 'star' }, literal)
  if (dialect.string === 'pattern' && looksLikePattern(value))
    return rule({ kind: 'pattern', source: value, flags: '' }, literal)
  if (value === '' && dialect.byDefault === 'any' && dialect.string === 'sent')
    return rule({ kind: 'any', by: 'default' }, literal)
  return rule({ kind: 'exact', value }, literal)
}

function itemOf(item: Literal, list: ListLiteral, dialect: Dialect): OriginRule {
  if (item.kind === 'pattern')
    return rule({ kind: 'pattern', source: item.source, flags: item.flags }, item, list)
  if (item.kind === 'boolean' && item.value) return rule({ kind: 'any', by: 'reflection' }, item, list)
  if (item.kind !== 'string') return rule({ kind: 'unknown' }, item, list)
  const { value } = item
  if (value === '*' && dialect.starInList === 'any') return rule({ kind: 'any', by: 'star' }, item, list)
  if (dialect.string === 'pattern' && looksLikePattern(value))
    return rule({ kind: 'pattern', source: value, flags: '' }, item, list)
  return rule({ kind: 'exact', value }, item, list)
}

function patternsOf(value: Literal, dialect: Dialect): readonly OriginRule[] {
  const items = value.kind === 'list' ? value.items : [value]
  const list = value.kind === 'list' ? value : null
  return items.flatMap((item): readonly OriginRule[] => {
    if (item.kind === 'null') return []
    if (item.kind === 'pattern')
      return [rule({ kind: 'pattern', source: item.source, flags: item.flags }, item, list)]
    if (item.kind !== 'string') return [rule({ kind: 'unknown' }, item, list)]
    if (dialect.patternSyntax !== 'java')
      return [rule({ kind: 'pattern', source: item.value, flags: '' }, item, list)]
    return [
      rule(
        item.value === '*' ? { kind: 'any', by: 'reflection' } : { kind: 'glob', value: item.value },
        item,
        list,
      ),
    ]
  })
}

/** What flask-cors takes for a regular expression. */
export function looksLikePattern(text: string): boolean {
  return /[*\\\]?$^[()]/.test(text)
}

/** Whether the answer depends on who asks, so that caches have to be told. */
export function dependsOnOrigin({ origins, dialect }: Pick<Policy, 'origins' | 'dialect'>): boolean {
  if (origins.some(({ kind }) => kind === 'pattern' || kind === 'glob')) return true
  return (
    origins.filter(({ kind }) => kind === 'exact').length > 1 ||
    (dialect.string === 'items' && origins.length > 0)
  )
}
