import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import { casefold, pythonPattern, strip } from '../../../src/servers/python-pattern'
import { Python, whyNoPython } from './python'

const reason = whyNoPython(['re'])
const python = reason === null ? new Python('patterns.py') : null
afterAll(() => python?.close())

type Judgement = readonly (readonly [boolean, boolean])[] | 'error'

/** What the translation says, in the words of `patterns.py`; null where JavaScript cannot say it. */
function translated(pattern: string, flags: string, texts: readonly string[]): Judgement | null {
  try {
    const made = pythonPattern({ pattern, flags }, 'pattern')
    if (made.kind === 'error') return 'error'
    return texts.map((text) => [made.matches(text), made.matchesWhole(text)])
  } catch (error) {
    if (error instanceof ConfigError) return null
    throw error
  }
}

const atoms = fc.constantFrom(
  ...[
    'a',
    'b',
    'B',
    'k',
    's',
    'i',
    '.',
    '\\.',
    '^',
    '$',
    '\\A',
    '\\Z',
    '\\b',
    '\\B',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
  ],
  ...[
    '\\s',
    '\\S',
    '[ab]',
    '[^a]',
    '[a-c]',
    '[^\\Wb]',
    '[\\W]',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[\\s\\S]',
    '[b-a]',
  ],
  ...[
    '[\\da-]',
    '[[]',
    '[a',
    '\\x61',
    '\\u0062',
    '\\x6',
    '\\n',
    '\\q',
    '\\-',
    '\\/',
    '\\101',
    '\\0',
    '[\\141]',
  ],
  ...[
    '\\1',
    '\\2',
    '(?P=n)',
    '{',
    '}',
    '{,}',
    ']',
    '/',
    ':',
    '#',
    ' ',
    '-',
    '\n',
    '\\',
    'é',
    'ß',
    '한',
    '😀',
  ],
  ...['(?#c)', '(?i)', '[\\b]', '\\8', '[\\9]', 'ı', '&', '[^\\n]', '[k-s]', '(?:)', '[a-\\d]', '1', '_'],
)
const quantifiers = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    '',
    '*',
    '+',
    '?',
    '*?',
    '+?',
    '??',
    '{2}',
    '{1,2}',
    '{,2}',
    '{1,}',
    '{2,1}',
    '*+',
    '++',
  ],
  ...['?+', '{1,2}+', '**', '{1,2}?', '{x}'],
)
const openers = fc.constantFrom(
  ...[
    '(',
    '(?:',
    '(?P<n>',
    '(?=',
    '(?!',
    '(?<=',
    '(?<!',
    '(?>',
    '(?i:',
    '(?-i:',
    '(?s:',
    '(?a:',
    '(?ax:',
    '(?(1)',
  ],
  ...['(?im-s:', '(?<', '(?Pn', '(?m:', '(?P<1>', '(?u:'],
)
const patterns = fc.letrec<{ part: string; whole: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: fc.tuple(atoms, quantifiers).map(([atom, times]) => atom + times) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(openers, tie('whole'), quantifiers)
        .map(([open, body, times]) => `${open}${body})${times}`),
    },
    { weight: 1, arbitrary: fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(?:${a}|${b})`) },
  ),
  whole: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
})).whole
/**
 * A possessive quantifier of a group: up to Python 3.11.4 the group may keep half of what it has matched
 * (python/cpython#106052), so that `(?:ab)?+` matches all of `a`.
 */
const mistakenInPython = /\)(?:[*+?]|\{[0-9,]*\})\+/
const texts = fc.array(
  fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          'b',
          'A',
          'B',
          'k',
          'K',
          's',
          'i',
          'I',
          '.',
          '/',
          ':',
          ' ',
          '\n',
          '1',
          '_',
          '-',
          'é',
          'É',
          'ß',
        ],
        ...['ſ', 'ı', '한', '😀', '\xa0', '\x1c', '{', ']', '#', '0', '²', '٣', '\0'],
      ),
      { maxLength: 5 },
    )
    .map((characters) => characters.join('')),
  { minLength: 6, maxLength: 6 },
)
const flags = fc.subarray(['a', 'i', 'm', 's', 'x']).map((letters) => letters.join(''))

describe.skipIf(python === null)(`patterns of Python, against Python ${reason ?? ''}`, () => {
  it('match the same texts, or are refused where Python refuses them', async () => {
    let refused = 0
    let asked = 0
    await fc.assert(
      fc.asyncProperty(
        patterns.filter((each) => !mistakenInPython.test(each)),
        flags,
        texts,
        async (pattern, letters, candidates) => {
          const ours = translated(pattern, letters, candidates)
          asked += 1
          if (ours === null) refused += 1
          else {
            expect(ours).toEqual(await python?.ask<Judgement>({ pattern, flags: letters, texts: candidates }))
          }
        },
      ),
      { numRuns: Number(process.env['CORSAC_RUNS'] ?? 400) },
    )
    // Refusing everything would be no translation.
    expect(refused).toBeLessThan(asked / 5)
  })

  it.each(['k', 'K', 's', 'i', 'I', 'é', 'É', 'å', 'µ', 'ß', 'a', 'Z', '[a-z]', '[^A-Z]', '[À-Þ]'])(
    '%s without case matches the same characters of all up to U+2FFF',
    async (pattern) => {
      const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code))
      const theirs = await python?.ask<Judgement>({ pattern, flags: 'i', texts: all })
      expect(translated(pattern, 'i', all)).toEqual(theirs)
    },
  )

  it('letters fold as str.casefold folds them, up to U+02FF and in Greek and Cyrillic', async () => {
    const all = [
      ...codes(0, 0x300),
      ...codes(0x370, 0x530),
      ...codes(0x1e00, 0x1f00),
      ...codes(0x2100, 0x2150),
    ]
    const theirs = await python?.ask<string[]>({ fold: all })
    const others = all.filter((character, i) => casefold(character) !== theirs?.[i])
    expect(others).toEqual([])
  })

  it('white space ends where str.strip ends it', async () => {
    const all = codes(0, 0x3100).map((character) => `${character}x${character}`)
    expect(all.map(strip)).toEqual(await python?.ask<string[]>({ strip: all }))
  })
})

function codes(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => String.fromCharCode(from + i))
}

describe('what Python reads in another way than JavaScript', () => {
  it.each<[string, string, string, boolean, boolean]>([
    ['a dollar sign also stands before a line feed at the end', 'a$', 'a\n', true, false],
    ['but not before one in the middle', 'a$', 'a\nb', false, false],
    ['unless lines count', '(?m)a$', 'a\nb', true, false],
    ['\\Z is the very end', 'a\\Z', 'a\n', false, false],
    ['a dot is no line feed, but it is a carriage return', 'a.', 'a\r', true, true],
    ['unless it is anything', '(?s)a.', 'a\n', true, true],
    ['digits of all scripts are digits', '\\d', '\u0663', true, true],
    ['unless only those of ASCII are', '(?a)\\d', '\u0663', false, false],
    ['named groups', '(?P<x>a)(?P=x)', 'aa', true, true],
    ['a bracket first in a set is a member', '[]a]', ']', true, true],
    ['flags of a part', 'a(?i:b)c', 'aBc', true, true],
    ['flags taken from a part', '(?i)a(?-i:b)', 'AB', false, false],
    ['comments and spaces', '(?x) a # b\n b', 'ab', true, true],
    ['what is possessive gives nothing back', 'a*+a', 'aa', false, false],
    ['nor what is atomic', '(?>a|ab)c', 'abc', false, false],
    ['no quantifier without a lower end in JavaScript', 'a{,2}', 'aa', true, true],
    ['a brace that is no quantifier', 'a{x}', 'a{x}', true, true],
  ])('%s: %s', (_, pattern, text, matches, whole) => {
    expect(translated(pattern, '', [text])).toEqual([[matches, whole]])
  })
})

describe('what JavaScript cannot say', () => {
  it.each([
    ['(a)?(?(1)b|c)', 'a branch that depends on a group'],
    ['\\N{EM DASH}', 'a character by its Unicode name'],
    ['(a)|\\1', 'a reference to a group that may have been left out'],
    ['(?i)(a)\\1', 'a reference to a group that ignores case'],
    ['(?<=(?>ab))c', 'an atomic group or possessive quantifier in a lookbehind'],
    ['(a?)*+', 'a possessive quantifier of what may be empty'],
    ['(?i)[a-\\U0010ffff]', 'a range of more than 12288 characters'],
    ['(?t)a', 'the flag of templates'],
  ])('%s is refused by name, with the place where it stands', (pattern, name) => {
    const make = (): unknown => pythonPattern({ pattern }, 'origins[2]')
    expect(make).toThrow(ConfigError)
    expect(make).toThrow(`origins[2] has ${name}`)
  })

  it('a flag that is none is refused', () => {
    expect(() => pythonPattern({ pattern: 'a', flags: 'g' }, 'origins[0]')).toThrow(
      'origins[0].flags may have',
    )
  })
})
