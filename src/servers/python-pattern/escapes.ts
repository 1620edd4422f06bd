import type { Reader } from './reader'
import { type CategoryLetter, InvalidPattern, UntranslatablePattern } from './syntax'

/** What an escape stands for, whether inside a set or outside. */
export type Escaped =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'category'; readonly letter: CategoryLetter }

const namedCodes: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
  ['\\', 0x5c],
])

/** How many hexadecimal digits have to follow each of these letters. */
const hexadecimalLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/**
 * What an escape means that means the same everywhere. The backslash and its letter have been taken.
 *
 * @throws InvalidPattern where Python knows no such escape
 */
export function readEscape(letter: string, reader: Reader): Escaped {
  if (/^[dDwWsS]$/.test(letter)) return { kind: 'category', letter: letter as CategoryLetter }
  const named = namedCodes.get(letter)
  if (named !== undefined) return { kind: 'code', code: named }
  const length = hexadecimalLengths.get(letter)
  if (length !== undefined) return { kind: 'code', code: readHexadecimal(letter, length, reader) }
  if (letter === 'N') throw new UntranslatablePattern('a character by its Unicode name (\\N{…})')
  if (letter === '0') return { kind: 'code', code: Number.parseInt(`0${reader.takeWhile(/[0-7]/, 2)}`, 8) }
  if (/^[A-Za-z]$/.test(letter)) throw new InvalidPattern(`bad escape \\${letter}`)
  return { kind: 'code', code: letter.codePointAt(0) ?? 0 }
}

function readHexadecimal(letter: string, length: number, reader: Reader): number {
  const digits = reader.takeWhile(/[0-9A-Fa-f]/, length)
  if (digits.length !== length) throw new InvalidPattern(`incomplete escape \\${letter}${digits}`)
  const code = Number.parseInt(digits, 16)
  if (code > 0x10ffff) throw new InvalidPattern(`bad escape \\${letter}${digits}`)
  return code
}

/**
 * A character by its number in octal, for an escape that begins with a digit from 1 up, where three octal digits
 * are there; null where they are not. The first digit has been taken; nothing more is where this is null.
 */
export function readOctal(first: string, reader: Reader): number | null {
  const start = reader.position()
  const digits = first + reader.takeWhile(/[0-7]/, 2)
  if (digits.length < 3 || !/^[0-7]+$/.test(digits)) {
    reader.goTo(start)
    return null
  }
  const code = Number.parseInt(digits, 8)
  if (code > 0xff) throw new InvalidPattern(`octal escape value \\${digits} outside of range 0-0o377`)
  return code
}
