const tab = 0x09
const lf = 0x0a
const cr = 0x0d
const space = 0x20
const dollar = 0x24
const semicolon = 0x3b
const backslash = 0x5c
const openingBrace = 0x7b

export function isSpace(code: number): boolean {
  return code === space || code === lf || code === cr || code === tab
}

/**
 * Where a word that opens with a quote is over, after the same quote that closes it; null where none does. A backslash
 * keeps what follows from closing it, whatever that is.
 */
export function endOfQuoted(text: string, start: number): number | null {
  const quote = text.charCodeAt(start)
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === backslash) i++
    else if (code === quote) return i + 1
  }
  return null
}

/**
 * Where a bare word is over: at whitespace, `;` or `{`. The brace of `${name}` is of the word, quotes within it are
 * nothing special, and neither is `}` or `#`.
 */
export function endOfBare(text: string, start: number): number {
  let afterDollar = false
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === openingBrace && afterDollar) continue
    afterDollar = code === dollar
    if (code === backslash) i++
    else if (code === semicolon || code === openingBrace || isSpace(code)) return i
  }
  return text.length
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['t', '\t'],
  ['r', '\r'],
  ['n', '\n'],
])

/** What a word means: six escapes are replaced, any other backslash stays, so that `\.` of a pattern does. */
export function unescapeWord(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\([\s\S])/g, (both, escaped: string) => escapes.get(escaped) ?? both)
}
