import { readEscape, readOctal } from './escapes'
import type { Reader } from './reader'
import { InvalidPattern, type SetItem } from './syntax'

/**
 * The members of a set and whether it is negated. The opening bracket has been taken; a closing one that comes
 * first is a member.
 *
 * @throws InvalidPattern where Python knows no such set
 */
export function readSet(reader: Reader): { readonly negated: boolean; readonly items: readonly SetItem[] } {
  const negated = reader.takeIf('^')
  const items: SetItem[] = []
  for (;;) {
    const token = reader.take()
    if (token === null) throw new InvalidPattern('unterminated character set')
    if (token === ']' && items.length > 0) return { negated, items }
    const item = readItem(token, reader)
    if (!reader.takeIf('-')) {
      items.push(item)
      continue
    }
    const end = reader.take()
    if (end === null) throw new InvalidPattern('unterminated character set')
    if (end === ']') {
      items.push(item, single(0x2d))
      return { negated, items }
    }
    items.push(range(item, readItem(end, reader), `${token}-${end}`))
  }
}

function readItem(token: string, reader: Reader): SetItem {
  if (!token.startsWith('\\')) return single(token.codePointAt(0) ?? 0)
  const letter = token.slice(1)
  // A backspace here, an edge of a word elsewhere.
  if (letter === 'b') return single(0x08)
  if (/^[1-9]$/.test(letter)) return single(octalInSet(letter, reader))
  const escaped = readEscape(letter, reader)
  return escaped.kind === 'category' ? escaped : single(escaped.code)
}

/** Up to three octal digits. In a set there are no references to groups. */
function octalInSet(first: string, reader: Reader): number {
  if (!/[1-7]/.test(first)) throw new InvalidPattern(`bad escape \\${first}`)
  const three = readOctal(first, reader)
  return three ?? Number.parseInt(first + reader.takeWhile(/[0-7]/, 2), 8)
}

function single(code: number): SetItem {
  return { kind: 'range', low: code, high: code }
}

function range(from: SetItem, to: SetItem, text: string): SetItem {
  if (from.kind === 'category' || to.kind === 'category' || to.high < from.low) {
    throw new InvalidPattern(`bad character range ${text}`)
  }
  return { kind: 'range', low: from.low, high: to.high }
}
