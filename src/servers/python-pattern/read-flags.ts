import type { Reader } from './reader'
import { type Flags, flagLetters, InvalidPattern, UntranslatablePattern } from './syntax'

/** Flags that a group turns on or off: for all that follows (`(?i)`), or for what it holds (`(?i-s:…)`). */
export interface ReadFlags {
  readonly global: boolean
  readonly flags: Flags
}

const known = /^[aiLmsxtu]$/

/**
 * The flags from `letter` on, put on top of those that hold already. What ends them is taken.
 *
 * @throws InvalidPattern where Python knows no such flags, or not together
 */
export function readFlags(letter: string, reader: Reader, current: Flags): ReadFlags {
  const on = letter === '-' ? { letters: '', end: '-' } : readLetters(letter, reader, /^[)\-:]$/)
  checkOn(on.letters)
  if (on.end === ')') return { global: true, flags: turn(current, on.letters, '') }
  if (on.letters.includes('t')) throw new InvalidPattern('bad inline flags: cannot turn on global flag')
  const off = on.end === '-' ? readOff(reader) : ''
  if ([...off].some((each) => on.letters.includes(each))) {
    throw new InvalidPattern('bad inline flags: flag turned on and off')
  }
  return { global: false, flags: turn(current, on.letters, off) }
}

function readLetters(
  first: string,
  reader: Reader,
  ends: RegExp,
): { readonly letters: string; readonly end: string } {
  let letters = first
  for (;;) {
    const next = reader.take()
    if (next !== null && ends.test(next)) return { letters, end: next }
    if (next === null || !known.test(next)) throw new InvalidPattern('unknown flag')
    letters += next
  }
}

function readOff(reader: Reader): string {
  const first = reader.take()
  if (first === null || !known.test(first)) throw new InvalidPattern('missing flag')
  const { letters } = readLetters(first, reader, /^:$/)
  if (/[auL]/.test(letters)) {
    throw new InvalidPattern("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
  }
  if (letters.includes('t')) throw new InvalidPattern('bad inline flags: cannot turn off global flag')
  return letters
}

function checkOn(letters: string): void {
  if (letters.includes('L')) {
    throw new InvalidPattern("bad inline flags: cannot use 'L' flag with a str pattern")
  }
  if (letters.includes('a') && letters.includes('u')) {
    throw new InvalidPattern("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
  }
  if (letters === 't') throw new UntranslatablePattern('the flag of templates ((?t))')
}

function turn(current: Flags, on: string, off: string): Flags {
  const flags: Record<keyof Flags, boolean> = { ...current }
  if (on.includes('u')) flags.ascii = false
  for (const letter of on) {
    const name = flagLetters.get(letter)
    if (name !== undefined) flags[name] = true
  }
  for (const letter of off) {
    const name = flagLetters.get(letter)
    if (name !== undefined) flags[name] = false
  }
  return flags
}
