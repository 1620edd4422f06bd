import * as regjsparser from 'regjsparser'
import type { Span } from '../text'

// Its names are not seen by Node where it is imported, and its default is not there where it is required.
const { parse } =
  'parse' in regjsparser ? regjsparser : (regjsparser as { readonly default: typeof regjsparser }).default

const features = { lookbehind: true, namedGroups: true, unicodePropertyEscape: true } as const
type Node = regjsparser.AstNode<{ lookbehind: true; namedGroups: true; unicodePropertyEscape: true }>

/** A regular expression that is understood. */
export interface PatternTree {
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
  let root: Node
  try {
    root = parse(written, flags.includes('u') ? 'u' : '', features)
  } catch {
    return null
  }
  // Places are of the source as it is written, which has other lengths then.
  const sameLength = written.length === source.length
  return {
    example: exampleOf(root),
    bareDots: sameLength ? bareDotsIn(root) : [],
    startsAnchored: sides(root).every((side) => anchored(side[0], 'start')),
    endsAnchored: sides(root).every((side) => anchored(side[side.length - 1], 'end')),
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
function sides(root: Node): readonly (readonly Node[])[] {
  const alternatives = root.type === 'disjunction' ? root.body : [root]
  return alternatives.map((side) => (side.type === 'alternative' ? side.body : [side])) as readonly Node[][]
}

function anchored(term: Node | undefined, kind: 'start' | 'end'): boolean {
  if (term === undefined) return false
  if (term.type === 'anchor') return term.kind === kind
  // `^(?:a|b)$` is anchored outside of its group, `(^a$|^b$)` inside.
  if (term.type !== 'group' || term.behavior === 'lookahead' || term.behavior === 'lookbehind') return false
  const inner = term.body as readonly Node[]
  const root =
    inner.length === 1 ? (inner[0] as Node) : ({ type: 'alternative', body: inner } as unknown as Node)
  return sides(root).every((side) => anchored(side[kind === 'start' ? 0 : side.length - 1], kind))
}

/** The shortest way through: the first alternative, as few repetitions as may be. Letters are preferred. */
function exampleOf(node: Node): string | null {
  switch (node.type) {
    case 'disjunction':
      return exampleOf(node.body[0] as Node)
    case 'alternative':
      return joined(node.body as readonly Node[])
    case 'group':
      if (node.behavior === 'lookahead' || node.behavior === 'lookbehind') return ''
      return node.behavior === 'negativeLookahead' || node.behavior === 'negativeLookbehind'
        ? ''
        : joined(node.body as readonly Node[])
    case 'quantifier': {
      const repeated = node.body[0] as Node
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

function joined(nodes: readonly Node[]): string | null {
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

function bareDotsIn(root: Node): readonly Span[] {
  const dots: Span[] = []
  visit(root, (node, parent) => {
    if (node.type === 'dot' && parent?.type !== 'quantifier')
      dots.push({ start: node.range[0], end: node.range[1] })
  })
  return dots
}

function visit(node: Node, see: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  see(node, parent)
  const body = 'body' in node && Array.isArray(node.body) ? (node.body as readonly Node[]) : []
  for (const inner of body) if (typeof inner === 'object') visit(inner, see, node)
}

function repeats(node: Node, inside: boolean): boolean {
  const unlimited = node.type === 'quantifier' && (node.max === undefined || node.max > 20)
  if (inside && (unlimited || node.type === 'disjunction')) return true
  const body = 'body' in node && Array.isArray(node.body) ? (node.body as readonly Node[]) : []
  return body.some((inner) => typeof inner === 'object' && repeats(inner, inside || unlimited))
}
