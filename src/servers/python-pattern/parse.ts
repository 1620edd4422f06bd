import { readEscape, readOctal } from './escapes'
import { readFlags } from './read-flags'
import { readSet } from './read-set'
import { createReader, type Reader } from './reader'
import {
  type Anchor,
  type Flags,
  InvalidPattern,
  type Node,
  noFlags,
  type Sequence,
  UntranslatablePattern,
} from './syntax'
import { widthOf } from './width'

/** What is known of the groups of a pattern while it is read. */
interface Groups {
  count: number
  readonly names: Map<string, number>
  /** Widths of the groups that are closed. */
  readonly widths: Map<number, readonly [number, number]>
  /** How many groups there were where the outermost lookbehind began; null outside of one. */
  beforeLookbehind: number | null
}

interface State {
  readonly reader: Reader
  readonly groups: Groups
}

/**
 * The parts of a pattern of Python's `re`, as Python 3.11 reads them.
 *
 * @throws InvalidPattern where Python raises `re.error`
 * @throws UntranslatablePattern where Python understands what cannot be said here
 */
export function parsePattern(pattern: string, flags: Flags = noFlags): readonly Sequence[] {
  const groups: Groups = { count: 0, names: new Map(), widths: new Map(), beforeLookbehind: null }
  const state: State = { reader: createReader(pattern), groups }
  const whole = readGlobalFlags(state, flags)
  const branches = readBranches(state, whole)
  if (state.reader.peek() !== null) throw new InvalidPattern('unbalanced parenthesis')
  return branches
}

/** Flags for all that follows, `(?i)`, may stand only where nothing but spaces and comments stand before them. */
function readGlobalFlags(state: State, given: Flags): Flags {
  let flags = given
  for (;;) {
    skipIgnored(state, flags)
    const start = state.reader.position()
    const found = takeGlobalFlags(state.reader, flags)
    if (found === null) {
      state.reader.goTo(start)
      return flags
    }
    flags = found
  }
}

function takeGlobalFlags(reader: Reader, flags: Flags): Flags | null {
  if (!reader.takeIf('(') || !reader.takeIf('?')) return null
  const letter = reader.take()
  if (letter === null || !/^[aiLmsxtu-]$/.test(letter)) return null
  const read = readFlags(letter, reader, flags)
  return read.global ? read.flags : null
}

/** Spaces and comments of a verbose pattern, and comments in parentheses. */
function skipIgnored({ reader }: State, flags: Flags): void {
  for (;;) {
    const next = reader.peek()
    if (flags.verbose && next !== null && /^[ \t\n\r\v\f]$/.test(next)) reader.take()
    else if (flags.verbose && next === '#') skipLine(reader)
    else if (!skipComment(reader)) return
  }
}

function skipLine(reader: Reader): void {
  for (let token = reader.take(); token !== null && token !== '\n'; ) token = reader.take()
}

function skipComment(reader: Reader): boolean {
  const start = reader.position()
  if (!reader.takeIf('(') || !reader.takeIf('?') || !reader.takeIf('#')) {
    reader.goTo(start)
    return false
  }
  for (;;) {
    const token = reader.take()
    if (token === null) throw new InvalidPattern('missing ), unterminated comment')
    if (token === ')') return true
  }
}

function readBranches(state: State, flags: Flags): readonly Sequence[] {
  const branches = [readSequence(state, flags)]
  while (state.reader.takeIf('|')) branches.push(readSequence(state, flags))
  return branches
}

function readSequence(state: State, flags: Flags): Sequence {
  const nodes: Node[] = []
  for (;;) {
    skipIgnored(state, flags)
    const next = state.reader.peek()
    if (next === null || next === '|' || next === ')') return nodes
    state.reader.take()
    const repeated = readRepetition(next, state.reader, nodes)
    nodes.push(repeated ?? readNode(next, state, flags))
  }
}

/** The last part, taken off its sequence and repeated, where a quantifier comes next; null where none does. */
function readRepetition(token: string, reader: Reader, nodes: Node[]): Node | null {
  const limits = readLimits(token, reader)
  if (limits === null) return null
  const item = nodes.pop()
  if (item === undefined || item.kind === 'anchor') throw new InvalidPattern('nothing to repeat')
  if (item.kind === 'repeat') throw new InvalidPattern('multiple repeat')
  const mode = reader.takeIf('?') ? 'lazy' : reader.takeIf('+') ? 'possessive' : 'greedy'
  return { kind: 'repeat', item, least: limits[0], most: limits[1], mode }
}

function readLimits(token: string, reader: Reader): readonly [number, number] | null {
  if (token === '*') return [0, Number.POSITIVE_INFINITY]
  if (token === '+') return [1, Number.POSITIVE_INFINITY]
  if (token === '?') return [0, 1]
  if (token !== '{' || reader.peek() === '}') return null
  const start = reader.position()
  const low = reader.takeWhile(/[0-9]/, Number.POSITIVE_INFINITY)
  const high = reader.takeIf(',') ? reader.takeWhile(/[0-9]/, Number.POSITIVE_INFINITY) : low
  if (!reader.takeIf('}')) {
    reader.goTo(start)
    return null
  }
  const least = low === '' ? 0 : Number(low)
  const most = high === '' ? Number.POSITIVE_INFINITY : Number(high)
  if (most < least) throw new InvalidPattern('min repeat greater than max repeat')
  return [least, most]
}

function readNode(token: string, state: State, flags: Flags): Node {
  if (token.startsWith('\\')) return readEscaped(token.slice(1), state, flags)
  if (token === '[') return { kind: 'set', ...readSet(state.reader), flags }
  if (token === '(') return readGroup(state, flags)
  if (token === '.') return { kind: 'any', flags }
  if (token === '^' || token === '$') return { kind: 'anchor', anchor: token, flags }
  return { kind: 'literal', code: token.codePointAt(0) ?? 0, flags }
}

function readEscaped(letter: string, state: State, flags: Flags): Node {
  if (/^[AZbB]$/.test(letter)) return { kind: 'anchor', anchor: letter as Anchor, flags }
  if (/^[1-9]$/.test(letter)) {
    const code = readOctal(letter, state.reader)
    if (code !== null) return { kind: 'literal', code, flags }
    return reference(Number(letter + state.reader.takeWhile(/[0-9]/, 1)), state, flags)
  }
  const escaped = readEscape(letter, state.reader)
  if (escaped.kind === 'code') return { kind: 'literal', code: escaped.code, flags }
  return { kind: 'set', negated: false, items: [escaped], flags }
}

function reference(index: number, { groups }: State, flags: Flags): Node {
  if (index > groups.count) throw new InvalidPattern(`invalid group reference ${index}`)
  if (!groups.widths.has(index)) throw new InvalidPattern('cannot refer to an open group')
  if (groups.beforeLookbehind !== null && index > groups.beforeLookbehind) {
    throw new InvalidPattern('cannot refer to group defined in the same lookbehind subpattern')
  }
  return { kind: 'backreference', index, flags }
}

/** A group of any kind. The opening parenthesis has been taken, and it is no comment. */
function readGroup(state: State, flags: Flags): Node {
  const { reader } = state
  if (!reader.takeIf('?')) return readCapture(state, flags, null)
  const letter = reader.take()
  if (letter === null) throw new InvalidPattern('unexpected end of pattern')
  if (letter === 'P') return readNamed(state, flags)
  if (letter === ':') return { kind: 'group', index: null, branches: readBody(state, flags) }
  if (letter === '>') return { kind: 'atomic', branches: readBody(state, flags) }
  if (letter === '=' || letter === '!') return readLook(state, flags, true, letter === '!')
  if (letter === '<') {
    const sign = reader.take()
    if (sign === null) throw new InvalidPattern('unexpected end of pattern')
    if (sign !== '=' && sign !== '!') throw new InvalidPattern(`unknown extension ?<${sign}`)
    return readLook(state, flags, false, sign === '!')
  }
  if (letter === '(') throw new UntranslatablePattern('a branch that depends on a group ((?(1)…))')
  if (!/^[aiLmsxtu-]$/.test(letter)) throw new InvalidPattern(`unknown extension ?${letter}`)
  const read = readFlags(letter, reader, flags)
  if (read.global) throw new InvalidPattern('global flags not at the start of the expression')
  return { kind: 'group', index: null, branches: readBody(state, read.flags) }
}

/** What is inside a group, up to the closing parenthesis, which is taken. */
function readBody(state: State, flags: Flags): readonly Sequence[] {
  const branches = readBranches(state, flags)
  if (!state.reader.takeIf(')')) throw new InvalidPattern('missing ), unterminated subpattern')
  return branches
}

function readCapture(state: State, flags: Flags, name: string | null): Node {
  const { groups } = state
  groups.count += 1
  const index = groups.count
  if (name !== null) {
    if (groups.names.has(name)) throw new InvalidPattern(`redefinition of group name '${name}'`)
    groups.names.set(name, index)
  }
  const branches = readBody(state, flags)
  groups.widths.set(index, widthOf(branches, groups.widths))
  return { kind: 'group', index, branches }
}

function readNamed(state: State, flags: Flags): Node {
  const { reader, groups } = state
  if (reader.takeIf('<')) return readCapture(state, flags, groupName(reader.takeUntil('>', 'group name')))
  if (!reader.takeIf('=')) throw new InvalidPattern(`unknown extension ?P${reader.take() ?? ''}`)
  const name = groupName(reader.takeUntil(')', 'group name'))
  const index = groups.names.get(name)
  if (index === undefined) throw new InvalidPattern(`unknown group name '${name}'`)
  return reference(index, state, flags)
}

function groupName(name: string): string {
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)) {
    throw new InvalidPattern(`bad character in group name '${name}'`)
  }
  return name
}

function readLook(state: State, flags: Flags, ahead: boolean, negated: boolean): Node {
  const { groups } = state
  const outermost = !ahead && groups.beforeLookbehind === null
  if (outermost) groups.beforeLookbehind = groups.count
  const branches = readBody(state, flags)
  if (outermost) groups.beforeLookbehind = null
  if (!ahead) {
    const [least, most] = widthOf(branches, groups.widths)
    if (least !== most) throw new InvalidPattern('look-behind requires fixed-width pattern')
  }
  return { kind: 'look', ahead, negated, branches }
}
