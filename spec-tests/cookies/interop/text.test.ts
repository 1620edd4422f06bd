import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfText, isWellFormed, textOfBytes } from '../../../src/cookies/interop/text'
import { numRuns } from './kit'

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('bytes as text', () => {
  it.each([
    { desc: 'ASCII is itself', bytes: 'a%41b', text: 'a%41b' },
    { desc: 'two bytes are one character', bytes: '\xc3\xa9', text: 'é' },
    { desc: 'four bytes are one, too', bytes: '\xf0\x9f\x8d\xaa', text: '🍪' },
    { desc: 'a byte order mark stays', bytes: '\xef\xbb\xbfa', text: '\ufeffa' },
    { desc: 'a byte of Latin-1 is no text', bytes: 'caf\xe9', text: null },
    { desc: 'a character that breaks off is none', bytes: '\xe2\x82', text: null },
    { desc: 'a longer form than needed is none', bytes: '\xc0\xaf', text: null },
    { desc: 'half a surrogate pair is none', bytes: '\xed\xa0\x80', text: null },
    { desc: 'nothing lies beyond U+10FFFF', bytes: '\xf4\x90\x80\x80', text: null },
  ])('$desc', ({ bytes, text }) => expect(textOfBytes(bytes)).toBe(text))

  it('is what the platform’s strict decoder says', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const decoded = (bytes: Uint8Array): string | null => {
      try {
        return decoder.decode(bytes)
      } catch {
        return null
      }
    }
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    )
    fc.assert(
      fc.property(some, (bytes) => {
        expect(textOfBytes(latin1(bytes))).toBe(decoded(bytes))
      }),
      { numRuns },
    )
  })
})

describe('text as bytes', () => {
  it.each([
    { desc: 'ASCII is itself', text: 'a%41b', bytes: 'a%41b', whole: true },
    { desc: 'a character can be several', text: 'é€', bytes: '\xc3\xa9\xe2\x82\xac', whole: true },
    { desc: 'a pair is one character', text: '🍪', bytes: '\xf0\x9f\x8d\xaa', whole: true },
    { desc: 'half a pair is U+FFFD', text: 'a\ud83cb', bytes: 'a\xef\xbf\xbdb', whole: false },
    { desc: 'the other half, too', text: '\udf6a', bytes: '\xef\xbf\xbd', whole: false },
  ])('$desc', ({ text, bytes, whole }) => {
    expect(bytesOfText(text)).toBe(bytes)
    expect(isWellFormed(text)).toBe(whole)
  })

  it('is what the platform’s encoder says', () => {
    const any = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
    fc.assert(
      fc.property(any, (text) => {
        expect(bytesOfText(text)).toBe(latin1(new TextEncoder().encode(text)))
      }),
      { numRuns },
    )
  })
})
