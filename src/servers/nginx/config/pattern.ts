import { utf8Encode } from '../../../infra/utf-8'

/** A regular expression of nginx, ready to run on byte strings. */
export interface Pattern {
  readonly expression: RegExp
  /** As it was written. */
  readonly source: string
}

/** Constructs of PCRE that JavaScript cannot say, by how they begin. */
const unsaid: readonly (readonly [RegExp, string])[] = [
  [/^\(\?>/, 'an atomic group'],
  [/^\(\?\|/, 'a branch reset group'],
  [/^\(\?\(/, 'a conditional group'],
  [/^\(\?(?:R|[+-]?\d|&|P>)/, 'a recursion'],
  [/^\(\*/, 'a verb'],
  [/^\(\?C/, 'a callout'],
  [/^\(\?[a-zA-Z^-]+[:)]/, 'an option within the pattern'],
  [/^\\[GKRXCNHVpPgk]/, 'an escape of PCRE'],
]

const posixClasses: ReadonlyMap<string, string> = new Map([
  ['alnum', 'A-Za-z0-9'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\x00-\\x7f'],
  ['blank', ' \\t'],
  ['digit', '0-9'],
  ['lower', 'a-z'],
  ['punct', '!-\\/:-@\\[-`{-~'],
  ['space', '\\t-\\r '],
  ['upper', 'A-Z'],
  ['word', '\\w'],
  ['xdigit', '0-9A-Fa-f'],
])

/** Escapes that mean another thing in JavaScript, or nothing. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['A', '(?<![\\s\\S])'],
  ['z', '(?![\\s\\S])'],
  ['Z', '(?=\\n?(?![\\s\\S]))'],
  ['s', '[\\t-\\r ]'],
  ['S', '[^\\t-\\r ]'],
  ['h', '[\\t \\xa0]'],
  ['a', '\\x07'],
  ['e', '\\x1b'],
])

/** The same within a class. */
const classEscapes: ReadonlyMap<string, string> = new Map([
  ['s', '\\t-\\r '],
  ['h', '\\t \\xa0'],
  ['a', '\\x07'],
  ['e', '\\x1b'],
])

/**
 * A pattern of PCRE as JavaScript has it, or what it cannot say. `$` is also true before a line feed that ends the
 * text, a dot is anything but a line feed, and letters are those of ASCII, as in nginx, which reads bytes.
 */
export function parsePattern(source: string, ignoreCase: boolean): Pattern | { readonly wrong: string } {
  const bytes = utf8Encode(source)
  const options = /^\(\?([is]+)\)/.exec(bytes)
  const set = options?.[1] ?? ''
  const translated = translate(
    bytes.slice(options?.[0].length ?? 0),
    set.includes('s') ? '[\\s\\S]' : '[^\\n]',
  )
  if (typeof translated !== 'string') return translated
  try {
    const expression = new RegExp(translated, ignoreCase || set.includes('i') ? 'i' : '')
    // One that is too large says so only when it is asked.
    expression.test('')
    return { expression, source }
  } catch (error) {
    const { message } = error as Error
    return {
      wrong: `a pattern that is none: ${message.slice(message.lastIndexOf('/: ') + 1).replace(/^: /, '')}`,
    }
  }
}

function translate(bytes: string, dot: string): string | { readonly wrong: string } {
  let out = ''
  for (let i = 0; i < bytes.length; ) {
    const rest = bytes.slice(i, i + 40)
    const refused = unsaid.find(([begins]) => begins.test(rest))
    if (refused !== undefined) return { wrong: `${refused[1]}, which JavaScript cannot say` }
    const possessive = /^(?:[*+?]|\{\d+(?:,\d*)?\})\+/.exec(rest)
    if (possessive !== null) return { wrong: 'a possessive quantifier, which JavaScript cannot say' }
    const [said, length] = nextOf(bytes, i, rest, dot)
    out += said
    i += length
  }
  return out
}

/** How the next construct is said, and how long it is. */
function nextOf(bytes: string, start: number, rest: string, dot: string): readonly [string, number] {
  const character = rest[0] as string
  if (rest.startsWith('\\Q')) return quotedAt(bytes, start)
  if (character === '\\') return escapeOf(rest, escapes)
  if (character === '[') return classOf(bytes, start)
  if (character === '.') return [dot, 1]
  if (character === '$') return [escapes.get('Z') as string, 1]
  const named = /^\(\?(?:P?<|')([A-Za-z_]\w*)[>']/.exec(rest)
  if (named !== null) return [`(?<${named[1]}>`, named[0].length]
  if (rest.startsWith('(?#')) {
    const end = bytes.indexOf(')', start)
    // Without its end: the expression will be refused.
    return end === -1 ? ['(', bytes.length - start] : ['', end + 1 - start]
  }
  // A brace that is no quantifier means itself.
  if (character === '{' && !/^\{\d+(?:,\d*)?\}/.test(rest)) return ['\\{', 1]
  return [character, 1]
}

/** `\Q…\E`, whose end may be missing. */
function quotedAt(bytes: string, start: number): readonly [string, number] {
  const end = bytes.indexOf('\\E', start)
  const text = bytes.slice(start + 2, end === -1 ? bytes.length : end)
  return [text.replace(/[^\w]/g, '\\$&'), (end === -1 ? bytes.length : end + 2) - start]
}

function escapeOf(rest: string, table: ReadonlyMap<string, string>): readonly [string, number] {
  const hex = /^\\x([0-9A-Fa-f]{0,2})/.exec(rest)
  if (hex !== null) return [`\\x${(hex[1] as string).padStart(2, '0')}`, hex[0].length]
  const character = rest[1]
  if (character === undefined) return ['\\\\', 1]
  return [table.get(character) ?? `\\${character}`, 2]
}

/** A class in brackets. A `]` that comes first in it means itself. */
function classOf(bytes: string, start: number): readonly [string, number] {
  let i = start + 1
  let out = '['
  if (bytes[i] === '^') out += bytes[i++]
  for (let first = true; i < bytes.length; first = false) {
    const rest = bytes.slice(i, i + 40)
    const posix = /^\[:(\^?)(\w+):\]/.exec(rest)
    const members = posixClasses.get(posix?.[2] ?? '')
    if (posix !== null && posix[1] === '' && members !== undefined) {
      out += members
      i += posix[0].length
    } else if (rest[0] === '\\') {
      const [said, length] = rest[1] === 'Q' ? quotedAt(bytes, i) : escapeOf(rest, classEscapes)
      out += said
      i += length
    } else if (rest[0] === ']' && !first) {
      return [`${out}]`, i + 1 - start]
    } else {
      out += rest[0] === '[' || rest[0] === ']' ? `\\${rest[0]}` : rest[0]
      i++
    }
  }
  // Without its end: the expression will be refused.
  return [bytes.slice(start), bytes.length - start]
}

export function isPattern(parsed: Pattern | { readonly wrong: string }): parsed is Pattern {
  return 'expression' in parsed
}
