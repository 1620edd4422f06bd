import * as regjsparser from 'regjsparser'
import type { Span } from '../text'

// Its names are not seen by Node where it is imported, and its default is not there where it is required.
const { parse } =
  'parse' in regjsparser ? regjsparser : (regjsparser as { readonly default: typeof regjsparser }).default

const features = { lookbehind: true, namedGroups: true, unicodePropertyEscape: true } as const
/** A part of a regular expression. */
export type PatternNode = regjsparser.AstNode<{
  lookbehind: true
  namedGroups: true
  unicodePropertyEscape: true
}>

/** A regular expression that is understood. */
export interface PatternTree {
  readonly root: PatternNode
  /** A text that it should match; null where none could be made. */
  readonly example: string | null
  /** Dots that stand for any character, and once: places in the source. */
  readonly bareDots: readonly Span[]
  /** Whether every alternative begins with `^`, and ends with `$`. */
  readonly startsAnchored: boolean
  readonly endsAnchored: boolean
  /** Whether there is a `|` outside of all groups. */
  readonly alternatives: boolean
  /** Whether something is repeated without limit inside of what is repeated without limit. */
  readonly repeatsRepeated: boolean
}

/** What a pattern is made of; null where it is none. Python’s ways to write the same are taken, too. */
export function patternTree(source: string, flags: string): PatternTree | null {
  const written = source.replace(/\\.|\(\?P</g, (found) => pythonWays.get(found) ?? found)
  let root: PatternNode
  try {
    root = parse(written, flags.includes('u') ? 'u' : '', features)
  } catch {
    return null
  }
  // Places are of the source as it is written, which has other lengths then.
  const sameLength = written.length === source.length
  return {
    root,
    example: exampleOf(root),
    bareDots: sameLength ? bareDotsIn(root) : [],
    startsAnchored: termsOf(root).every((side) => anchored(side[0], 'start')),
    endsAnchored: termsOf(root).every((side) => anchored(side[side.length - 1], 'end')),
    alternatives: root.type === 'disjunction',
    repeatsRepeated: repeats(root, false),
  }
}

const pythonWays: ReadonlyMap<string, string> = new Map([
  ['(?P<', '(?<'],
  ['\\A', '^'],
  ['\\Z', '$'],
])

/** The terms of each alternative at the top. */
export function termsOf(root: PatternNode): readonly (readonly PatternNode[])[] {
  const alternatives = root.type === 'disjunction' ? root.body : [root]
  return alternatives.map((side) =>
    side.type === 'alternative' ? side.body : [side],
  ) as readonly PatternNode[][]
}

function anchored(term: PatternNode | undefined, kind: 'start' | 'end'): boolean {
  if (term === undefined) return false
  if (term.type === 'anchor') return term.kind === kind
  // `^(?:a|b)$` is anchored outside of its group, `(^a$|^b$)` inside.
  if (term.type !== 'group' || term.behavior === 'lookahead' || term.behavior === 'lookbehind') return false
  const inner = term.body as readonly PatternNode[]
  const root =
    inner.length === 1
      ? (inner[0] as PatternNode)
      : ({ type: 'alternative', body: inner } as unknown as PatternNode)
  return termsOf(root).every((side) => anchored(side[kind === 'start' ? 0 : side.length - 1], kind))
}

/** The shortest way through: the first alternative, as few repetitions as may be. Letters are preferred. */
export function exampleOf(node: PatternNode): string | null {
  switch (node.type) {
    case 'disjunction':
      return exampleOf(node.body[0] as PatternNode)
    case 'alternative':
      return joined(node.body as readonly PatternNode[])
    case 'group':
      if (node.behavior === 'lookahead' || node.behavior === 'lookbehind') return ''
      return node.behavior === 'negativeLookahead' || node.behavior === 'negativeLookbehind'
        ? ''
        : joined(node.body as readonly PatternNode[])
    case 'quantifier': {
      const repeated = node.body[0] as PatternNode
      // `.*` stands for a name as a rule.
      if (repeated.type === 'dot') return 'a'.repeat(Math.min(Math.max(node.min, 1), 20))
      const one = exampleOf(repeated)
      return one?.repeat(Math.min(node.min, 20)) ?? null
    }
    case 'anchor':
      return ''
    case 'dot':
      // Whoever forgot the backslash meant one.
      return '.'
    case 'value':
      return String.fromCodePoint(node.codePoint)
    case 'characterClassEscape':
      return exampleOfEscape(node.value)
    case 'characterClass':
      return exampleOfClass(node.range, node.raw)
    default:
      return null
  }
}

function joined(nodes: readonly PatternNode[]): string | null {
  let text = ''
  for (const node of nodes) {
    const part = exampleOf(node)
    if (part === null) return null
    text += part
  }
  return text
}

function exampleOfEscape(letter: string): string | null {
  return letter === 'd'
    ? '1'
    : letter === 'w' || letter === 'S' || letter === 'D'
      ? 'a'
      : letter === 's'
        ? null
        : '-'
}

/** A letter that the class has, tried by the class itself: it has one character to look at, and cannot be slow. */
function exampleOfClass(_range: readonly [number, number], raw: string): string | null {
  let one: RegExp
  try {
    one = new RegExp(`^${raw}$`)
  } catch {
    return null
  }
  return [...'abcdefghijklmnopqrstuvwxyz0123456789-._:/'].find((letter) => one.test(letter)) ?? null
}

function bareDotsIn(root: PatternNode): readonly Span[] {
  const dots: Span[] = []
  visit(root, (node, parent) => {
    if (node.type === 'dot' && parent?.type !== 'quantifier')
      dots.push({ start: node.range[0], end: node.range[1] })
  })
  return dots
}

function visit(
  node: PatternNode,
  see: (node: PatternNode, parent: PatternNode | null) => void,
  parent: PatternNode | null = null,
): void {
  see(node, parent)
  for (const inner of innerOf(node)) visit(inner, see, node)
}

/** What stands right in a node. */
export function innerOf(node: PatternNode): readonly PatternNode[] {
  const body = 'body' in node && Array.isArray(node.body) ? (node.body as readonly PatternNode[]) : []
  return body.filter((inner) => typeof inner === 'object')
}

/** Whether a node repeats something so often that it may as well be for ever. */
export function isUnlimited(node: PatternNode): boolean {
  return node.type === 'quantifier' && (node.max === undefined || node.max > 20)
}

function repeats(node: PatternNode, inside: boolean): boolean {
  const unlimited = isUnlimited(node)
  if (inside && (unlimited || node.type === 'disjunction')) return true
  return innerOf(node).some((inner) => repeats(inner, inside || unlimited))
}
