/**
 * Letters that Python takes for one although lower case alone does not make them the same, and capitals that are
 * not the upper case of their small letter. Latin letters only; of others only the one small and the one capital
 * letter are known.
 */
const kin: ReadonlyMap<string, string> = new Map([
  ['i', '\u0131\u0130'],
  ['\u0131', 'i\u0130'],
  ['s', '\u017f'],
  ['\u017f', 's'],
  ['k', '\u212a'],
  ['\xe5', '\u212b'],
  ['\xb5', '\u03bc'],
  ['\u03bc', '\xb5'],
  ['\xdf', '\u1e9e'],
])

/** The characters that `re.I` takes for this one, itself included. */
export function withoutCase(code: number, ascii: boolean): readonly number[] {
  const character = String.fromCodePoint(code)
  if (ascii) {
    return /^[A-Za-z]$/.test(character) ? [code, code ^ 0x20] : [code]
  }
  // The small letter of İ is i for Python, and two characters for JavaScript.
  const small = character === '\u0130' ? 'i' : oneOr(character.toLowerCase(), character)
  const found = new Set<string>([character, small])
  for (const each of small + (kin.get(small) ?? '')) {
    found.add(each)
    const capital = oneOr(each.toUpperCase(), each)
    // The capital of ı is I, whose small letter is i: `re.I` takes them for one.
    found.add(capital)
  }
  return [...found].map((each) => each.codePointAt(0) ?? 0)
}

function oneOr(changed: string, otherwise: string): string {
  return [...changed].length === 1 ? changed : otherwise
}

/**
 * A text as `str.casefold` makes it, to be compared with another such text. Exact for the letters of European
 * languages, as the tests compare with Python.
 */
export function casefold(text: string): string {
  let folded = ''
  for (const character of text) {
    folded += character === '\u0131' ? character : character.toLowerCase().toUpperCase().toLowerCase()
  }
  return folded
}

/** A text without white space at its ends, as `str.strip` makes it. */
export function strip(text: string): string {
  const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*'
  return text.replace(new RegExp(`^${space}`), '').replace(new RegExp(`${space}$`), '')
}
