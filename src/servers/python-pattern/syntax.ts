/** How letters, dots and anchors of a part of a pattern are read: `re.I`, `re.S`, `re.M`, `re.A` and `re.X`. */
export interface Flags {
  readonly ignoreCase: boolean
  readonly dotAll: boolean
  readonly multiline: boolean
  readonly ascii: boolean
  readonly verbose: boolean
}

export const noFlags: Flags = {
  ignoreCase: false,
  dotAll: false,
  multiline: false,
  ascii: false,
  verbose: false,
}

/** Flags by the letter that turns them on inside a pattern. `u`, which Python has of itself, is not among them. */
export const flagLetters: ReadonlyMap<string, keyof Flags> = new Map([
  ['i', 'ignoreCase'],
  ['s', 'dotAll'],
  ['m', 'multiline'],
  ['a', 'ascii'],
  ['x', 'verbose'],
])

export type CategoryLetter = 'd' | 'D' | 'w' | 'W' | 's' | 'S'

/** A member of a set: code points from `low` to `high`, both included, or all characters of a category. */
export type SetItem =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'category'; readonly letter: CategoryLetter }

/** `^` and `$`, and the letter of `\A`, `\Z`, `\b` and `\B`. */
export type Anchor = '^' | '$' | 'A' | 'Z' | 'b' | 'B'

export type Sequence = readonly Node[]

/** A part of a pattern. Flags are those that hold where it stands. */
export type Node =
  | { readonly kind: 'literal'; readonly code: number; readonly flags: Flags }
  | { readonly kind: 'any'; readonly flags: Flags }
  | {
      readonly kind: 'set'
      readonly negated: boolean
      readonly items: readonly SetItem[]
      readonly flags: Flags
    }
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly flags: Flags }
  | { readonly kind: 'group'; readonly index: number | null; readonly branches: readonly Sequence[] }
  | { readonly kind: 'atomic'; readonly branches: readonly Sequence[] }
  | {
      readonly kind: 'look'
      readonly ahead: boolean
      readonly negated: boolean
      readonly branches: readonly Sequence[]
    }
  | {
      readonly kind: 'repeat'
      readonly item: Node
      readonly least: number
      /** Infinity where there is no limit. */
      readonly most: number
      readonly mode: 'greedy' | 'lazy' | 'possessive'
    }
  | { readonly kind: 'backreference'; readonly index: number; readonly flags: Flags }

/** Python's own refusal of a pattern: `re.error`. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern'
}

/** Something that Python understands and JavaScript cannot say. */
export class UntranslatablePattern extends Error {
  override readonly name = 'UntranslatablePattern'
}
