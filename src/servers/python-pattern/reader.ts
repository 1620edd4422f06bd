import { InvalidPattern } from './syntax'

/** A position in a pattern, character by character; a backslash and what it escapes are one. */
export interface Reader {
  /** What comes next without taking it; null at the end. */
  peek(): string | null
  /** What comes next; null at the end. */
  take(): string | null
  /** Takes what comes next if it is this. */
  takeIf(token: string): boolean
  /** Takes up to `limit` characters for as long as they match. */
  takeWhile(allowed: RegExp, limit: number): string
  /** What stands before the next `end`, which is taken too. */
  takeUntil(end: string, what: string): string
  position(): number
  goTo(position: number): void
}

export function createReader(pattern: string): Reader {
  const characters = [...pattern]
  let at = 0

  const peek = (): string | null => {
    const character = characters[at]
    if (character === undefined) return null
    if (character !== '\\') return character
    const escaped = characters[at + 1]
    if (escaped === undefined) throw new InvalidPattern('bad escape (end of pattern)')
    return character + escaped
  }

  const take = (): string | null => {
    const token = peek()
    if (token !== null) at += token.startsWith('\\') ? 2 : 1
    return token
  }

  return {
    peek,
    take,
    takeIf: (token) => {
      if (peek() !== token) return false
      take()
      return true
    },
    takeWhile: (allowed, limit) => {
      let taken = ''
      for (let count = 0; count < limit; count++) {
        const character = characters[at]
        if (character === undefined || !allowed.test(character)) break
        taken += character
        at += 1
      }
      return taken
    },
    takeUntil: (end, what) => {
      let taken = ''
      for (;;) {
        const token = take()
        if (token === null) {
          throw new InvalidPattern(taken === '' ? `missing ${what}` : `missing ${end}, unterminated name`)
        }
        if (token === end) break
        taken += token
      }
      if (taken === '') throw new InvalidPattern(`missing ${what}`)
      return taken
    },
    position: () => at,
    goTo: (position) => {
      at = position
    },
  }
}
