import { withoutCase } from './letter-case'
import {
  type Anchor,
  type CategoryLetter,
  type Flags,
  type Node,
  type Sequence,
  type SetItem,
  UntranslatablePattern,
} from './syntax'
import { widthOf } from './width'

/** What is around a part while it is written. */
interface Writer {
  /** Groups that certainly took part in a match that has come past them. */
  readonly certain: ReadonlySet<number>
  /** How many groups were made to keep what an atomic part has found. */
  atomic: number
  readonly behind: boolean
}

/**
 * The source of a regular expression of JavaScript, for the flag `u` and no other one, that matches what the
 * parts of a pattern of Python match. Groups have the names `g1`, `g2` and so on.
 *
 * Case is written out (`[aA]`), so that flags can hold for a part only; atomic parts become a look-ahead and a
 * reference to it.
 *
 * @throws UntranslatablePattern naming what cannot be said
 */
export function translate(branches: readonly Sequence[]): string {
  const writer: Writer = { certain: certainGroups(branches), atomic: 0, behind: false }
  return writeBranches(branches, writer)
}

/** Groups outside of all that may be left out or repeated: a reference to another one may find it unset. */
function certainGroups(branches: readonly Sequence[]): ReadonlySet<number> {
  const found = new Set<number>()
  const visit = (alternatives: readonly Sequence[]): void => {
    if (alternatives.length !== 1) return
    for (const node of alternatives[0] ?? []) {
      if (node.kind === 'group' && node.index !== null) found.add(node.index)
      if (node.kind === 'group' || node.kind === 'atomic') visit(node.branches)
      if (node.kind === 'look' && !node.negated) visit(node.branches)
    }
  }
  visit(branches)
  return found
}

function writeBranches(branches: readonly Sequence[], writer: Writer): string {
  return branches.map((sequence) => sequence.map((node) => write(node, writer)).join('')).join('|')
}

function write(node: Node, writer: Writer): string {
  switch (node.kind) {
    case 'literal':
      return writeSet([{ kind: 'range', low: node.code, high: node.code }], false, node.flags)
    case 'any':
      return node.flags.dotAll ? '[^]' : '[^\\n]'
    case 'set':
      return writeSet(node.items, node.negated, node.flags)
    case 'anchor':
      return writeAnchor(node.anchor, node.flags)
    case 'group':
      return `(?${node.index === null ? ':' : `<g${node.index}>`}${writeBranches(node.branches, writer)})`
    case 'atomic':
      return writeAtomic(node.branches, writer)
    case 'look':
      return writeLook(node.ahead, node.negated, node.branches, writer)
    case 'repeat':
      return writeRepeat(node, writer)
    case 'backreference':
      return writeReference(node.index, node.flags, writer)
  }
}

function writeReference(index: number, flags: Flags, writer: Writer): string {
  if (flags.ignoreCase) throw new UntranslatablePattern('a reference to a group that ignores case')
  if (!writer.certain.has(index)) {
    throw new UntranslatablePattern('a reference to a group that may have been left out or repeated')
  }
  return `\\k<g${index}>`
}

function writeRepeat(node: Node & { readonly kind: 'repeat' }, writer: Writer): string {
  const most = Number.isFinite(node.most) ? String(node.most) : ''
  const times = `{${node.least},${most}}`
  if (node.mode === 'possessive') {
    // Python stops at the first time that finds nothing, JavaScript looks for one that finds something.
    if (widthOf([[node.item]], new Map())[0] === 0) {
      throw new UntranslatablePattern('a possessive quantifier of what may be empty')
    }
    return writeAtomic([[{ ...node, mode: 'greedy' }]], writer)
  }
  return `(?:${write(node.item, writer)})${times}${node.mode === 'lazy' ? '?' : ''}`
}

/** What a look-ahead has found is never tried again in another way. */
function writeAtomic(branches: readonly Sequence[], writer: Writer): string {
  if (writer.behind)
    throw new UntranslatablePattern('an atomic group or possessive quantifier in a lookbehind')
  writer.atomic += 1
  const name = `a${writer.atomic}`
  return `(?:(?=(?<${name}>${writeBranches(branches, writer)}))\\k<${name}>)`
}

function writeLook(ahead: boolean, negated: boolean, branches: readonly Sequence[], writer: Writer): string {
  const inside: Writer = { ...writer, behind: writer.behind || !ahead }
  const body = writeBranches(branches, inside)
  writer.atomic = inside.atomic
  return `(?${ahead ? '' : '<'}${negated ? '!' : '='}${body})`
}

const end = '(?![^])'
const start = '(?<![^])'

function writeAnchor(anchor: Anchor, flags: Flags): string {
  switch (anchor) {
    case 'A':
      return start
    case 'Z':
      return end
    case '^':
      return flags.multiline ? '(?<![^\\n])' : start
    case '$':
      // At the end, and before a line feed that is the last character.
      return flags.multiline ? '(?![^\\n])' : `(?=\\n?${end})`
    case 'b':
    case 'B':
      return writeEdge(anchor, flags.ascii)
  }
}

function writeEdge(anchor: 'b' | 'B', ascii: boolean): string {
  const word = `[${categories.w[ascii ? 'ascii' : 'unicode']}]`
  const [before, notBefore] = [`(?<=${word})`, `(?<!${word})`]
  const [after, notAfter] = [`(?=${word})`, `(?!${word})`]
  if (anchor === 'b') return `(?:${before}${notAfter}|${notBefore}${after})`
  // Neither is anything in a text without characters.
  return `(?:${before}${after}|(?:(?<=[^])|(?=[^]))${notBefore}${notAfter})`
}

/** Members of a set for the categories of Python; capital letters are all but these. */
const categories: {
  readonly [letter in 'd' | 'w' | 's']: { readonly ascii: string; readonly unicode: string }
} = {
  d: { ascii: '0-9', unicode: '\\p{Nd}' },
  w: { ascii: 'A-Za-z0-9_', unicode: '\\p{L}\\p{N}_' },
  s: {
    ascii: '\\t-\\r\\x20',
    unicode: '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
  },
}

function writeSet(items: readonly SetItem[], negated: boolean, flags: Flags): string {
  let inside = ''
  const others: string[] = []
  for (const item of items) {
    if (item.kind === 'range') inside += writeRange(item.low, item.high, flags)
    else if (isNegated(item.letter)) others.push(`[^${members(item.letter, flags)}]`)
    else inside += members(item.letter, flags)
  }
  if (others.length === 0) return `[${negated ? '^' : ''}${inside}]`
  if (inside !== '') others.push(`[${inside}]`)
  return negated ? `(?:(?!${others.join('|')})[^])` : `(?:${others.join('|')})`
}

function isNegated(letter: CategoryLetter): boolean {
  return letter === letter.toUpperCase()
}

function members(letter: CategoryLetter, flags: Flags): string {
  return categories[letter.toLowerCase() as 'd' | 'w' | 's'][flags.ascii ? 'ascii' : 'unicode']
}

/** Ranges up to here are gone through letter by letter where case does not matter. */
const widestRange = 0x3000

function writeRange(low: number, high: number, flags: Flags): string {
  const written = low === high ? writeCode(low) : `${writeCode(low)}-${writeCode(high)}`
  if (!flags.ignoreCase) return written
  if (high - low > widestRange) {
    throw new UntranslatablePattern('a range of more than 12288 characters that ignores case')
  }
  const others = new Set<number>()
  for (let code = low; code <= high; code++) {
    for (const other of withoutCase(code, flags.ascii)) {
      if (other < low || other > high) others.add(other)
    }
  }
  return written + [...others].map(writeCode).join('')
}

function writeCode(code: number): string {
  const character = String.fromCodePoint(code)
  return /^[A-Za-z0-9]$/.test(character) ? character : `\\u{${code.toString(16)}}`
}
