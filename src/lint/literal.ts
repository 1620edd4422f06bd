import type { Span } from './text'

/** A value of a configuration as far as it can be read without running it, and where it is written. */
export type Literal =
  | (Span & { readonly kind: 'string'; readonly value: string })
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' })
  | ListLiteral
  | MapLiteral
  | PatternLiteral
  | FunctionLiteral
  /** One of several, as in `a ? b : c` and `a || b`. */
  | (Span & { readonly kind: 'either'; readonly values: readonly Literal[] })
  /** What stands there and cannot be read. */
  | (Span & { readonly kind: 'opaque'; readonly text: string })

export interface ListLiteral extends Span {
  readonly kind: 'list'
  readonly items: readonly Literal[]
}

export interface MapLiteral extends Span {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
  /** Whether entries stand on lines of their own without commas: blocks of YAML, settings of Python. */
  readonly lines: boolean
  /** Whether there may be more entries than could be read. */
  readonly open: boolean
}

/** A regular expression: its source, and its flags as they are written. */
export interface PatternLiteral extends Span {
  readonly kind: 'pattern'
  readonly source: string
  readonly flags: string
}

/** A function, by what it plainly does with an origin. */
export interface FunctionLiteral extends Span {
  readonly kind: 'function'
  /** Whether every origin gets in, without a look at it. */
  readonly allowsAll: boolean
  /** `new Error(…)` that it hands to its callback, in the place of an answer. */
  readonly errors: readonly Span[]
  /** Whom it lets in where it is asked for each origin, found when that is wanted. */
  readonly answer: () => OriginAnswer
}

/** Who gets an answer with their own origin: everybody, those who have a part of it, those of a list, or nobody knows. */
export interface OriginAnswer {
  readonly who: 'everybody' | 'parts' | 'listed' | 'unknown'
  readonly parts: readonly OriginPart[]
}

/** What is looked for in an origin instead of the whole of it, as a regular expression. */
export interface OriginPart extends Span {
  readonly source: string
  readonly flags: string
}

/** The span of an entry reaches from its key to the end of its value. */
export interface Entry extends Span {
  readonly key: string
  readonly keySpan: Span
  readonly value: Literal
}

/** The values that a literal can come to. */
export function valuesOf(literal: Literal): readonly Literal[] {
  return literal.kind === 'either' ? literal.values.flatMap(valuesOf) : [literal]
}

/** The last entry of a name: it is the one that counts. */
export function entryOf(map: MapLiteral, names: readonly string[]): Entry | null {
  return map.entries.findLast(({ key }) => names.includes(key)) ?? null
}

/** Whether a value counts as yes; null where that cannot be read. */
export function truthy(literal: Literal): boolean | null {
  const answers = new Set(valuesOf(literal).map(truthyValue))
  // Where one of several can be yes, that is the one to look at.
  return answers.has(true) ? true : answers.has(null) ? null : false
}

function truthyValue(literal: Literal): boolean | null {
  switch (literal.kind) {
    case 'string':
      return literal.value !== ''
    case 'number':
      return literal.value !== 0
    case 'boolean':
      return literal.value
    case 'null':
      return false
    case 'opaque':
    case 'function':
    case 'either':
      return null
    default:
      return true
  }
}

/** What is in a literal that cannot be read, itself included. */
export function unreadIn(literal: Literal): readonly (Span & { readonly text: string })[] {
  switch (literal.kind) {
    case 'opaque':
      return [literal]
    case 'either':
      return literal.values.flatMap(unreadIn)
    case 'list':
      return literal.items.flatMap(unreadIn)
    case 'map':
      return literal.entries.flatMap(({ value }) => unreadIn(value))
    default:
      return []
  }
}
