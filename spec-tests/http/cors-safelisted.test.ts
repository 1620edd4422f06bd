import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MIMEType } from 'whatwg-mimetype'
import {
  corsSafelistedRequestHeader,
  corsUnsafeRequestHeaderNames,
  noCORSSafelistedRequestHeader,
  type SafelistRules,
  standardSafelistRules,
  unsafeRequestHeaderReason,
} from '../../src/http/cors-safelisted'
import type { HeaderList } from '../../src/http/header-list'
import { everyByte, hex, runs } from './arbitraries'

/** The rules of the standard, but for what is given. */
const rules = (departures: Partial<SafelistRules> = {}): SafelistRules => ({
  ...standardSafelistRules,
  ...departures,
})

const spec = rules()

/** The bytes that make a value unsafe, in hexadecimal. */
const unsafeBytes = (name: string, value: (byte: string) => string, by: SafelistRules = spec): string[] =>
  everyByte.filter((byte) => !corsSafelistedRequestHeader(name, value(byte), by)).map(hex)

const range = (from: number, to: number): string[] => everyByte.slice(from, to + 1).map(hex)

const unsafeInAccept = [...range(0x00, 0x08), ...range(0x0a, 0x1f), ...[...'"():<>?@[\\]{}\x7f'].map(hex)]

describe('bytes of safelisted values', () => {
  it.each([
    { desc: 'in the middle', value: (byte: string) => `a${byte}b` },
    { desc: 'first', value: (byte: string) => `${byte}b` },
    { desc: 'last', value: (byte: string) => `a${byte}` },
    { desc: 'alone', value: (byte: string) => byte },
  ])('are those of the standard, $desc', ({ value }) => {
    expect(unsafeBytes('accept', value)).toEqual(unsafeInAccept)
    const languageBytes = /[0-9A-Za-z *,\-.;=]/
    const unsafeInLanguage = everyByte.filter((byte) => !languageBytes.test(byte)).map(hex)
    expect(unsafeBytes('accept-language', value)).toEqual(unsafeInLanguage)
    expect(unsafeBytes('content-language', value)).toEqual(unsafeInLanguage)
  })

  it('are those of Accept in Content-Type too, where they do no harm to the MIME type', () => {
    expect(unsafeBytes('content-type', (byte) => `text/plain;a=${byte}`)).toEqual(unsafeInAccept)
  })

  it('of which those beyond ASCII are unsafe where an engine says so, but never in a language', () => {
    const by = rules({ nonASCIIBytesAreSafelisted: false })
    const unsafe = [...unsafeInAccept, ...range(0x80, 0xff)]
    expect(unsafeBytes('accept', (byte) => `a${byte}`, by)).toEqual(unsafe)
    expect(unsafeBytes('content-type', (byte) => `text/plain;a=${byte}`, by)).toEqual(unsafe)
    expect(unsafeBytes('accept-language', (byte) => byte, by)).toEqual(
      unsafeBytes('accept-language', (byte) => byte),
    )
  })
})

describe('unsafeRequestHeaderReason', () => {
  it.each([
    { desc: 'anything about a type', name: 'accept', value: 'text/html,*/*;q=0.8', reason: null },
    { desc: 'an empty accept', name: 'accept', value: '', reason: null },
    { desc: 'quotes in accept', name: 'accept', value: 'text/html;a="b"', reason: 'unsafe-byte' },
    { desc: 'languages', name: 'accept-language', value: 'en-US,en;q=0.5, *', reason: null },
    { desc: 'an empty language', name: 'content-language', value: '', reason: null },
    { desc: 'an underscore in a language', name: 'accept-language', value: 'en_US', reason: 'language-byte' },
    { desc: 'a tab in a language', name: 'content-language', value: 'en,\tde', reason: 'language-byte' },

    { desc: 'a form', name: 'content-type', value: 'application/x-www-form-urlencoded', reason: null },
    {
      desc: 'a form with files',
      name: 'content-type',
      value: 'multipart/form-data; boundary=x',
      reason: null,
    },
    { desc: 'text', name: 'content-type', value: 'text/plain', reason: null },
    { desc: 'text in upper case', name: 'content-type', value: 'TEXT/PLAIN', reason: null },
    { desc: 'text with a charset', name: 'content-type', value: 'text/plain;charset=UTF-8', reason: null },
    {
      desc: 'text with whitespace around',
      name: 'content-type',
      value: '\ttext/plain ; charset=utf-8 ',
      reason: null,
    },
    { desc: 'text with a semicolon only', name: 'content-type', value: 'text/plain;', reason: null },
    {
      desc: 'text with rubbish for parameters',
      name: 'content-type',
      value: 'text/plain;,=;;',
      reason: null,
    },
    {
      desc: 'text naming JSON as a parameter',
      name: 'content-type',
      value: 'text/plain;application/json',
      reason: null,
    },
    {
      desc: 'text with a quoted charset',
      name: 'content-type',
      value: 'text/plain;charset="utf-8"',
      reason: 'unsafe-byte',
    },
    { desc: 'JSON', name: 'content-type', value: 'application/json', reason: 'content-type' },
    {
      desc: 'JSON naming text as a parameter',
      name: 'content-type',
      value: 'application/json;text/plain',
      reason: 'content-type',
    },
    { desc: 'HTML', name: 'content-type', value: 'text/html', reason: 'content-type' },
    { desc: 'any multipart', name: 'content-type', value: 'multipart/mixed', reason: 'content-type' },
    { desc: 'longer than text', name: 'content-type', value: 'text/plainx', reason: 'content-type' },
    {
      desc: 'two types, of which one is text',
      name: 'content-type',
      value: 'text/plain, application/json',
      reason: 'content-type',
    },
    { desc: 'text twice', name: 'content-type', value: 'text/plain, text/plain', reason: 'content-type' },
    {
      desc: 'text, and more behind its parameter',
      name: 'content-type',
      value: 'text/plain;a=b, application/json',
      reason: null,
    },
    { desc: 'no type', name: 'content-type', value: '', reason: 'content-type' },
    { desc: 'half a type', name: 'content-type', value: 'text', reason: 'content-type' },

    { desc: 'a range to the end', name: 'range', value: 'bytes=0-', reason: null },
    { desc: 'a range', name: 'range', value: 'bytes=10-20', reason: null },
    { desc: 'a range of one byte', name: 'range', value: 'bytes=7-7', reason: null },
    { desc: 'a range of any size', name: 'range', value: `bytes=${'9'.repeat(50)}-`, reason: null },
    { desc: 'the last bytes', name: 'range', value: 'bytes=-500', reason: 'range' },
    { desc: 'a backward range', name: 'range', value: 'bytes=20-10', reason: 'range' },
    { desc: 'two ranges', name: 'range', value: 'bytes=0-1,2-3', reason: 'range' },
    { desc: 'whitespace in a range', name: 'range', value: 'bytes= 0-1', reason: 'range' },
    { desc: 'a unit in upper case', name: 'range', value: 'Bytes=0-1', reason: 'range' },
    { desc: 'another unit', name: 'range', value: 'seconds=0-1', reason: 'range' },
    { desc: 'an empty range', name: 'range', value: '', reason: 'range' },

    { desc: 'credentials', name: 'authorization', value: 'Basic x', reason: 'name-not-safelisted' },
    {
      desc: 'credentials that are long',
      name: 'authorization',
      value: 'x'.repeat(1000),
      reason: 'name-not-safelisted',
    },
    { desc: 'a header of the application', name: 'x-custom', value: '', reason: 'name-not-safelisted' },
    { desc: 'a name of every object', name: '__proto__', value: '', reason: 'name-not-safelisted' },
    { desc: 'a hint that only engines know', name: 'dpr', value: '2', reason: 'name-not-safelisted' },
    {
      desc: 'a forbidden header, which it does not look for',
      name: 'accept-charset',
      value: 'x',
      reason: 'name-not-safelisted',
    },
  ])('judges $desc', ({ name, value, reason }) => {
    expect(unsafeRequestHeaderReason(name, value, spec)).toBe(reason)
    expect(corsSafelistedRequestHeader(name, value, spec)).toBe(reason === null)
  })

  it.each([
    { name: 'accept', value: (length: number) => 'x'.repeat(length) },
    { name: 'accept-language', value: (length: number) => 'x'.repeat(length) },
    { name: 'content-language', value: (length: number) => 'x'.repeat(length) },
    { name: 'content-type', value: (length: number) => 'text/plain;'.padEnd(length, 'x') },
    { name: 'range', value: (length: number) => 'bytes=0-'.padEnd(length, '9') },
  ])('lets $name have 128 bytes', ({ name, value }) => {
    expect(unsafeRequestHeaderReason(name, value(128), spec)).toBeNull()
    expect(unsafeRequestHeaderReason(name, value(129), spec)).toBe('value-too-long')
  })

  it('tells the length before a bad byte', () => {
    expect(unsafeRequestHeaderReason('accept', '('.repeat(129), spec)).toBe('value-too-long')
  })
})

describe('engines that let more headers through', () => {
  const by = rules({
    extraSafelistedRequestHeaders: ['dpr', 'save-data: on', 'content-type: application/json', 'x-empty: '],
  })

  it.each([
    { desc: 'a name, with any value', name: 'dpr', value: '(\x00)', reason: null },
    { desc: 'a name, with 128 bytes', name: 'dpr', value: 'x'.repeat(128), reason: null },
    { desc: 'a name, with 129 bytes', name: 'dpr', value: 'x'.repeat(129), reason: 'value-too-long' },
    { desc: 'the start of a name', name: 'dp', value: '2', reason: 'name-not-safelisted' },
    { desc: 'more than a name', name: 'dpr2', value: '2', reason: 'name-not-safelisted' },
    { desc: 'a name with its value', name: 'save-data', value: 'on', reason: null },
    { desc: 'a name with its value in upper case', name: 'save-data', value: 'ON', reason: null },
    { desc: 'a name with another value', name: 'save-data', value: 'off', reason: 'name-not-safelisted' },
    {
      desc: 'a name with the start of its value',
      name: 'save-data',
      value: 'o',
      reason: 'name-not-safelisted',
    },
    {
      desc: 'a name with no value, but one is asked for',
      name: 'save-data',
      value: '',
      reason: 'name-not-safelisted',
    },
    { desc: 'a name whose value has to be empty', name: 'x-empty', value: '', reason: null },
    {
      desc: 'one more value for a name of the standard, which the standard alone judges',
      name: 'content-type',
      value: 'application/json',
      reason: 'content-type',
    },
    { desc: 'the values of the standard for it', name: 'content-type', value: 'text/plain', reason: null },
    { desc: 'no other value for it', name: 'content-type', value: 'text/html', reason: 'content-type' },
    { desc: 'a name that is not listed', name: 'x-custom', value: '', reason: 'name-not-safelisted' },
  ])('judge $desc', ({ name, value, reason }) =>
    expect(unsafeRequestHeaderReason(name, value, by)).toBe(reason),
  )
})

describe('engines that read ranges otherwise', () => {
  const limited = rules({ rangeNumberLimit: '9223372036854775807' })
  const caseless = rules({ rangeUnitIsCaseSensitive: false })

  it.each([
    { desc: 'the limit as a start', value: 'bytes=9223372036854775807-', by: limited, safe: true },
    { desc: 'one more', value: 'bytes=9223372036854775808-', by: limited, safe: false },
    { desc: 'one more without the limit', value: 'bytes=9223372036854775808-', by: spec, safe: true },
    { desc: 'the limit as an end', value: 'bytes=0-9223372036854775807', by: limited, safe: true },
    { desc: 'an end above the limit', value: 'bytes=0-9223372036854775808', by: limited, safe: false },
    { desc: 'a shorter number that sorts higher', value: 'bytes=93-94', by: limited, safe: true },
    { desc: 'leading zeros, which are no size', value: `bytes=${'0'.repeat(40)}1-`, by: limited, safe: true },
    { desc: 'the last bytes, with a limit', value: 'bytes=-1', by: limited, safe: false },
    { desc: 'the unit in any case', value: 'bYTES=0-1', by: caseless, safe: true },
    { desc: 'another unit all the same', value: 'LINES=0-1', by: caseless, safe: false },
  ])('judge $desc', ({ value, by, safe }) =>
    expect(corsSafelistedRequestHeader('range', value, by)).toBe(safe),
  )
})

describe('noCORSSafelistedRequestHeader', () => {
  it.each([
    { desc: 'takes a safe header', name: 'accept', value: '*/*', safe: true },
    { desc: 'takes a safe content type', name: 'content-type', value: 'text/plain', safe: true },
    { desc: 'refuses an unsafe value', name: 'content-type', value: 'application/json', safe: false },
    { desc: 'refuses a range, which is safe with CORS', name: 'range', value: 'bytes=0-', safe: false },
    { desc: 'refuses any other name', name: 'x-custom', value: '', safe: false },
  ])('$desc', ({ name, value, safe }) => expect(noCORSSafelistedRequestHeader(name, value)).toBe(safe))

  it('goes by an engine, where it is told of one', () => {
    const by = rules({ nonASCIIBytesAreSafelisted: false, extraSafelistedRequestHeaders: ['dpr'] })
    expect(noCORSSafelistedRequestHeader('accept', '\xe9')).toBe(true)
    expect(noCORSSafelistedRequestHeader('accept', '\xe9', by)).toBe(false)
    expect(noCORSSafelistedRequestHeader('dpr', '2', by)).toBe(false)
  })
})

/** `count` headers of one name, with values of `length` bytes. */
const many = (name: string, count: number, length: number): HeaderList =>
  Array.from({ length: count }, () => ({ name, value: 'x'.repeat(length) }))

describe('corsUnsafeRequestHeaderNames', () => {
  const json = { name: 'content-type', value: 'application/json' }
  const accept = { name: 'accept', value: '*/*' }
  const zed = { name: 'x-zed', value: '1' }
  const able = { name: 'x-able', value: '1' }

  it.each([
    { desc: 'is empty for no headers', list: [], names: [] },
    { desc: 'is empty for safe headers', list: [accept], names: [] },
    { desc: 'has an unsafe name', list: [accept, json], names: ['content-type'] },
    { desc: 'has a name whose value is unsafe', list: [{ name: 'accept', value: '(' }], names: ['accept'] },
    { desc: 'is sorted', list: [zed, json, able], names: ['content-type', 'x-able', 'x-zed'] },
    { desc: 'has a repeated name once', list: [zed, able, zed, zed], names: ['x-able', 'x-zed'] },
    {
      desc: 'has a name of which one header is unsafe',
      list: [accept, { name: 'accept', value: '(' }],
      names: ['accept'],
    },
    {
      desc: 'sorts by byte',
      list: ['x_a', 'x-a', 'xa', 'x1'].map((name) => ({ name, value: '' })),
      names: ['x-a', 'x1', 'x_a', 'xa'],
    },
    { desc: 'takes 1024 bytes of safe values', list: many('accept', 8, 128), names: [] },
    {
      desc: 'does not take 1025 bytes',
      list: [...many('accept', 8, 128), { name: 'accept-language', value: 'x' }],
      names: ['accept', 'accept-language'],
    },
    {
      desc: 'then has the unsafe names as well',
      list: [zed, ...many('accept', 9, 128)],
      names: ['accept', 'x-zed'],
    },
    {
      desc: 'does not count unsafe values',
      list: [...many('accept', 8, 128), ...many('x-zed', 1, 500)],
      names: ['x-zed'],
    },
    {
      desc: 'does not count values that are too long',
      list: [...many('accept', 8, 128), ...many('content-language', 1, 129)],
      names: ['content-language'],
    },
  ])('$desc', ({ list, names }) => expect(corsUnsafeRequestHeaderNames(list, spec)).toEqual(names))

  it('is the same empty array every time', () => {
    expect(corsUnsafeRequestHeaderNames([accept], spec)).toBe(corsUnsafeRequestHeaderNames([], spec))
  })

  it('leaves the list as it was', () => {
    const list = [zed, able, zed]
    corsUnsafeRequestHeaderNames(list, rules({ safelistJudgesDuplicates: 'joined' }))
    expect(list).toEqual([zed, able, zed])
  })

  const joined = rules({ safelistJudgesDuplicates: 'joined' })
  const repeating = rules({ requestHeaderNamesRepeat: true })

  it.each([
    { desc: 'joins values of 128 bytes together', by: joined, list: many('accept', 2, 63), names: [] },
    {
      desc: 'counts the comma and space between them',
      by: joined,
      list: [...many('accept', 1, 64), ...many('accept', 1, 63)],
      names: ['accept'],
    },
    { desc: 'judges each alone, by the standard', by: spec, list: many('accept', 2, 128), names: [] },
    {
      desc: 'finds two content types to be none',
      by: joined,
      list: [
        { name: 'content-type', value: 'text/plain' },
        accept,
        { name: 'content-type', value: 'text/plain' },
      ],
      names: ['content-type'],
    },
    {
      desc: 'finds two content types safe, by the standard',
      by: spec,
      list: [
        { name: 'content-type', value: 'text/plain' },
        { name: 'content-type', value: 'text/plain' },
      ],
      names: [],
    },
    { desc: 'sorts other names as ever', by: joined, list: [zed, able, zed], names: ['x-able', 'x-zed'] },
    {
      desc: 'names an unsafe header each time',
      by: repeating,
      list: [zed, able, zed],
      names: ['x-able', 'x-zed', 'x-zed'],
    },
    {
      desc: 'names only the unsafe ones',
      by: repeating,
      list: [accept, { name: 'accept', value: '(' }, zed, zed],
      names: ['accept', 'x-zed', 'x-zed'],
    },
    {
      desc: 'names all of them when they are too much',
      by: repeating,
      list: [zed, ...many('accept', 9, 128)],
      names: [...Array(9).fill('accept'), 'x-zed'],
    },
    {
      desc: 'names joined values once, as one header',
      by: rules({ safelistJudgesDuplicates: 'joined', requestHeaderNamesRepeat: true }),
      list: [zed, zed],
      names: ['x-zed'],
    },
  ])('$desc, where an engine does', ({ by, list, names }) =>
    expect(corsUnsafeRequestHeaderNames(list, by)).toEqual(names),
  )
})

// ── The standard once more, plain and slow ──────────────────────────────────────────────────────────

function plainlySafelisted(name: string, value: string): boolean {
  if (value.length > 128) return false
  const codes = [...value].map((char) => char.charCodeAt(0))
  const unsafe = codes.some(
    (code) => (code < 0x20 && code !== 0x09) || '"():<>?@[\\]{}\x7f'.includes(String.fromCharCode(code)),
  )
  if (name === 'accept') return !unsafe
  if (name === 'accept-language' || name === 'content-language') return /^[0-9A-Za-z *,\-.;=]*$/.test(value)
  if (name === 'content-type') {
    const mimeType = MIMEType.parse(value)
    if (unsafe || mimeType === null) return false
    return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
      mimeType.essence,
    )
  }
  if (name === 'range') {
    const match = /^bytes=([0-9]+)-([0-9]*)$/.exec(value)
    return match !== null && (match[2] === '' || BigInt(match[1] ?? '') <= BigInt(match[2] ?? ''))
  }
  return false
}

function plainUnsafeNames(headers: HeaderList): string[] {
  const unsafeNames: string[] = []
  const potentiallyUnsafeNames: string[] = []
  let safelistValueSize = 0
  for (const { name, value } of headers) {
    if (!plainlySafelisted(name, value)) unsafeNames.push(name)
    else {
      potentiallyUnsafeNames.push(name)
      safelistValueSize += value.length
    }
  }
  if (safelistValueSize > 1024) unsafeNames.push(...potentiallyUnsafeNames)
  return [...new Set(unsafeNames)].sort()
}

const requestHeader = fc.record({
  name: fc.constantFrom(
    'accept',
    'accept-language',
    'content-language',
    'content-type',
    'range',
    'x-a',
    '__proto__',
  ),
  value: fc.oneof(
    fc.constantFrom(
      '',
      '*/*',
      'en-US',
      'text/plain',
      'text/plain;charset=utf-8',
      'multipart/form-data',
      'text/plain;a=(',
    ),
    fc.constantFrom(
      'application/json',
      'bytes=0-',
      'bytes=1-0',
      'bytes=0010-9',
      'bytes=-5',
      'bytes= 0-1',
      'bytes=9-10',
    ),
    fc.integer({ min: 100, max: 130 }).map((length) => 'text/plain;'.padEnd(length, 'x')),
    fc.array(fc.constantFrom(...everyByte), { maxLength: 4 }).map((bytes) => bytes.join('')),
  ),
})

describe('corsUnsafeRequestHeaderNames, by the standard', () => {
  /** Safe, and about as long as may be: eight to ten of them come to the limit of the total. */
  const bulky = fc.record({
    name: fc.constantFrom('accept', 'content-type'),
    value: fc.integer({ min: 100, max: 128 }).map((length) => 'text/plain;'.padEnd(length, 'x')),
  })
  const requestHeaders = fc.oneof(
    fc.array(requestHeader, { maxLength: 8 }),
    fc
      .tuple(fc.array(bulky, { minLength: 7, maxLength: 10 }), fc.array(requestHeader, { maxLength: 3 }))
      .map((lists) => lists.flat()),
  )

  it('is as the standard writes it', () =>
    fc.assert(
      fc.property(requestHeaders, (list) => {
        expect(corsUnsafeRequestHeaderNames(list, spec)).toEqual(plainUnsafeNames(list))
      }),
      runs,
    ))

  it('does not depend on the order of headers', () =>
    fc.assert(
      fc.property(requestHeaders, (list) => {
        expect(corsUnsafeRequestHeaderNames(list.slice().reverse(), spec)).toEqual(
          corsUnsafeRequestHeaderNames(list, spec),
        )
      }),
      runs,
    ))

  it('of joined values is that of a list with a name once', () =>
    fc.assert(
      fc.property(requestHeaders, (list) => {
        const names = [...new Set(list.map((header) => header.name))]
        const once = names.map((name) => ({
          name,
          value: list
            .filter((header) => header.name === name)
            .map((header) => header.value)
            .join(', '),
        }))
        expect(corsUnsafeRequestHeaderNames(list, rules({ safelistJudgesDuplicates: 'joined' }))).toEqual(
          plainUnsafeNames(once),
        )
      }),
      runs,
    ))

  it('with repetition has the same names, as often as they are unsafe', () =>
    fc.assert(
      fc.property(requestHeaders, (list) => {
        const repeated = corsUnsafeRequestHeaderNames(list, rules({ requestHeaderNamesRepeat: true }))
        expect([...new Set(repeated)]).toEqual(plainUnsafeNames(list))
        expect(repeated).toEqual([...repeated].sort())
        const safe = list.filter((header) => plainlySafelisted(header.name, header.value))
        const tooMuch = safe.reduce((size, header) => size + header.value.length, 0) > 1024
        expect(repeated).toHaveLength(tooMuch ? list.length : list.length - safe.length)
      }),
      runs,
    ))
})
