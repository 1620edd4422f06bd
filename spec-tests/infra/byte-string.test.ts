import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asciiAlphanumerics,
  byteLowercase,
  byteSet,
  byteUppercase,
  hashString,
  isByteString,
  isHeaderValue,
  isToken,
  solelyContains,
  stripTabOrSpace,
} from '../../src/infra/byte-string'
import { byteString, everyByte, hex, runs } from '../http/arbitraries'

const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lowerCase = 'abcdefghijklmnopqrstuvwxyz'

/** The bytes out of all 256 that a predicate takes, as one string. */
const accepted = (predicate: (byte: string) => boolean): string => everyByte.filter(predicate).join('')

describe('byteLowercase and byteUppercase', () => {
  it.each(everyByte.map((byte) => ({ byte, desc: hex(byte) })))(
    'change $desc only if it is an ASCII letter',
    ({ byte }) => {
      const upper = upperCase.indexOf(byte)
      const lower = lowerCase.indexOf(byte)
      expect(byteLowercase(byte)).toBe(upper === -1 ? byte : lowerCase[upper])
      expect(byteUppercase(byte)).toBe(lower === -1 ? byte : upperCase[lower])
    },
  )

  it.each([
    { desc: 'the empty string', s: '', lower: '', upper: '' },
    { desc: 'a header name', s: 'Content-Type', lower: 'content-type', upper: 'CONTENT-TYPE' },
    { desc: 'a letter to change at the end only', s: 'aB', lower: 'ab', upper: 'AB' },
    { desc: 'what stands next to the letters, kept', s: 'Aa@[`{', lower: 'aa@[`{', upper: 'AA@[`{' },
    { desc: 'letters beyond ASCII, kept', s: '\xc0a\xe0A', lower: '\xc0a\xe0a', upper: '\xc0A\xe0A' },
    { desc: 'the sharp s, which stays one byte', s: '\xdfa', lower: '\xdfa', upper: '\xdfA' },
  ])('take $desc', ({ s, lower, upper }) => {
    expect(byteLowercase(s)).toBe(lower)
    expect(byteUppercase(s)).toBe(upper)
  })

  it('work byte by byte', () =>
    fc.assert(
      fc.property(byteString, (s) => {
        expect(byteLowercase(s)).toBe([...s].map(byteLowercase).join(''))
        expect(byteUppercase(s)).toBe([...s].map(byteUppercase).join(''))
      }),
      runs,
    ))
})

describe('stripTabOrSpace', () => {
  it.each([
    { desc: 'takes spaces and tabs from both ends', s: ' \t a \t', stripped: 'a' },
    { desc: 'keeps what is in between', s: '\ta \t b ', stripped: 'a \t b' },
    { desc: 'leaves nothing of nothing but whitespace', s: ' \t ', stripped: '' },
    { desc: 'takes the empty string', s: '', stripped: '' },
    { desc: 'keeps line breaks', s: '\na\r', stripped: '\na\r' },
    { desc: 'keeps form feed and no-break space', s: '\x0ca\xa0', stripped: '\x0ca\xa0' },
  ])('$desc', ({ s, stripped }) => expect(stripTabOrSpace(s)).toBe(stripped))
})

describe('isToken', () => {
  it('takes just the token bytes', () => {
    expect(accepted(isToken)).toBe(
      "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~",
    )
  })

  it.each([
    { desc: 'refuses the empty string', s: '', token: false },
    { desc: 'takes a header name', s: 'X-Custom_1', token: true },
    { desc: 'refuses a space within', s: 'a b', token: false },
    { desc: 'refuses a bad byte at the end', s: 'a,', token: false },
    { desc: 'refuses what is no byte', s: 'a\u0161', token: false },
  ])('$desc', ({ s, token }) => expect(isToken(s)).toBe(token))
})

describe('isByteString', () => {
  it.each([
    { desc: 'takes the empty string', s: '', is: true },
    { desc: 'takes every byte', s: everyByte.join(''), is: true },
    { desc: 'refuses the first character that is no byte', s: 'a\u0100', is: false },
    { desc: 'refuses a surrogate pair', s: '\u{1f98a}', is: false },
  ])('$desc', ({ s, is }) => expect(isByteString(s)).toBe(is))
})

describe('isHeaderValue', () => {
  it('takes every byte between others, but for NUL and the line breaks', () => {
    expect(everyByte.filter((byte) => !isHeaderValue(`a${byte}b`)).map(hex)).toEqual(['0x00', '0x0a', '0x0d'])
  })

  it.each([
    { desc: 'at the start', at: (byte: string) => `${byte}a` },
    { desc: 'at the end', at: (byte: string) => `a${byte}` },
    { desc: 'alone', at: (byte: string) => byte },
  ])('refuses tab and space too $desc', ({ at }) => {
    expect(everyByte.filter((byte) => !isHeaderValue(at(byte))).map(hex)).toEqual([
      '0x00',
      '0x09',
      '0x0a',
      '0x0d',
      '0x20',
    ])
  })

  it('takes the empty string', () => expect(isHeaderValue('')).toBe(true))
})

describe('solelyContains', () => {
  const set = byteSet('a\xff')

  it.each([
    { desc: 'nothing', s: '', is: true },
    { desc: 'bytes of the set', s: 'a\xffa', is: true },
    { desc: 'one other byte', s: 'a\xfe', is: false },
    { desc: 'a character beyond bytes', s: 'a\u0161', is: false },
  ])('judges $desc', ({ s, is }) => expect(solelyContains(s, set)).toBe(is))

  it('knows the ASCII digits and letters', () => {
    expect(accepted((byte) => asciiAlphanumerics.includes(byte))).toBe(`0123456789${upperCase}${lowerCase}`)
  })
})

describe('hashString', () => {
  it.each([
    // Origins keep theirs in JSON, so it must not change. Computed apart, in another language.
    { s: '', hash: 1947474976 },
    { s: 'a', hash: 1817065451 },
    { s: 'https://example.com', hash: -254891058 },
    { s: '\u{1f98a}', hash: 269303926 },
  ])('of "$s" is $hash for ever', ({ s, hash }) => expect(hashString(s)).toBe(hash))

  it('is a signed 32-bit integer', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        expect(hashString(s)).toBe(hashString(s) | 0)
      }),
      runs,
    ))

  it.each([0, 5, 10, 15, 20, 25])('spreads similar strings over the five bits from bit %i on', (shift) => {
    const buckets = new Array<number>(32).fill(0)
    for (let i = 0; i < 3200; i++) {
      const bucket = (hashString(`https://app${i}.example.com`) >>> shift) & 31
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    // A hundred each is even; a bucket of a fair hash is outside of 60 to 140 once in ten thousand.
    expect(Math.min(...buckets)).toBeGreaterThan(60)
    expect(Math.max(...buckets)).toBeLessThan(140)
  })
})
