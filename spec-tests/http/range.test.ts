import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimal, parseSingleRangeHeaderValue } from '../../src/http/range'
import { runs } from './arbitraries'

const nines30 = '9'.repeat(30)
const power30 = `1${'0'.repeat(30)}`

describe('parseSingleRangeHeaderValue', () => {
  it.each([
    { desc: 'both ends', value: 'bytes=0-499', start: '0', end: '499' },
    { desc: 'no end', value: 'bytes=500-', start: '500', end: null },
    { desc: 'the last bytes', value: 'bytes=-500', start: null, end: '500' },
    { desc: 'one byte', value: 'bytes=7-7', start: '7', end: '7' },
    { desc: 'leading zeros, which say nothing', value: 'bytes=007-0010', start: '7', end: '10' },
    { desc: 'zeros only', value: 'bytes=000-00', start: '0', end: '0' },
    { desc: 'a start above the end, though its digits sort before it', value: 'bytes=0010-9', fails: true },
    {
      desc: 'thirty digits on either side',
      value: `bytes=${nines30}-${nines30}`,
      start: nines30,
      end: nines30,
    },
    {
      desc: 'an end that is greater in the 31st digit',
      value: `bytes=${nines30}-${power30}`,
      start: nines30,
      end: power30,
    },
    {
      desc: 'a start that a double cannot tell from the end',
      value: 'bytes=9007199254740993-9007199254740992',
      fails: true,
    },
    { desc: 'a start that is greater in the 31st digit', value: `bytes=${power30}-${nines30}`, fails: true },
    { desc: 'a start above the end', value: 'bytes=1-0', fails: true },
    { desc: 'neither start nor end', value: 'bytes=-', fails: true },
    { desc: 'no hyphen', value: 'bytes=1', fails: true },
    { desc: 'nothing after the equals sign', value: 'bytes=', fails: true },
    { desc: 'no equals sign', value: 'bytes', fails: true },
    { desc: 'a colon for it', value: 'bytes:0-1', fails: true },
    { desc: 'nothing', value: '', fails: true },
    { desc: 'another unit', value: 'lines=0-1', fails: true },
    { desc: 'a longer unit', value: 'bytesx=0-1', fails: true },
    { desc: 'the unit in upper case', value: 'Bytes=0-1', fails: true },
    { desc: 'two ranges', value: 'bytes=0-1,3-4', fails: true },
    { desc: 'a sign', value: 'bytes=+1-2', fails: true },
    { desc: 'a fraction', value: 'bytes=1.0-2', fails: true },
    { desc: 'hexadecimal digits', value: 'bytes=0-ff', fails: true },
    { desc: 'something after the end', value: 'bytes=0-1x', fails: true },
    { desc: 'something before the unit', value: ' bytes=0-1', fails: true },
  ])('without whitespace, takes $desc as it should', (row) => {
    const range = row.fails === true ? null : { start: row.start, end: row.end }
    expect(parseSingleRangeHeaderValue(row.value, false)).toEqual(range)
    expect(parseSingleRangeHeaderValue(row.value, true)).toEqual(range)
  })

  it.each([
    { desc: 'before the equals sign', value: 'bytes \t=0-1' },
    { desc: 'after the equals sign', value: 'bytes=\t 0-1' },
    { desc: 'before the hyphen', value: 'bytes=0 \t-1' },
    { desc: 'after the hyphen', value: 'bytes=0-\t 1' },
    { desc: 'everywhere', value: 'bytes\t=\t0\t-\t1' },
  ])('takes whitespace $desc only if it is allowed', ({ value }) => {
    expect(parseSingleRangeHeaderValue(value, true)).toEqual({ start: '0', end: '1' })
    expect(parseSingleRangeHeaderValue(value, false)).toBeNull()
  })

  it.each([
    { desc: 'at the end', value: 'bytes=0-1 ', range: null },
    { desc: 'within a number', value: 'bytes=0 0-1', range: null },
    { desc: 'that is a line break', value: 'bytes=\n0-1', range: null },
    { desc: 'after the hyphen, with no end to come', value: 'bytes=0- ', range: { start: '0', end: null } },
    { desc: 'before the hyphen, with no start before', value: 'bytes= -1', range: { start: null, end: '1' } },
  ])('treats whitespace $desc as the standard does, where it is allowed', ({ value, range }) => {
    expect(parseSingleRangeHeaderValue(value, true)).toEqual(range)
  })

  it('reads back any range, and refuses it turned round', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (start, more) => {
          const end = start + more
          expect(parseSingleRangeHeaderValue(`bytes=${start}-${end}`, false)).toEqual({
            start: `${start}`,
            end: `${end}`,
          })
          expect(parseSingleRangeHeaderValue(`bytes=${end}-${start}`, false)).toBeNull()
        },
      ),
      runs,
    ))
})

describe('compareDecimal', () => {
  it.each([
    { a: '0', b: '0', sign: 0 },
    { a: '0', b: '000', sign: 0 },
    { a: '9', b: '10', sign: -1 },
    { a: '09', b: '10', sign: -1 },
    { a: '0010', b: '9', sign: 1 },
    { a: '9223372036854775807', b: '9223372036854775808', sign: -1 },
    { a: nines30, b: power30, sign: -1 },
  ])('finds $a against $b', ({ a, b, sign }) => {
    expect(Math.sign(compareDecimal(a, b))).toBe(sign)
    expect(Math.sign(compareDecimal(b, a))).toBe(sign === 0 ? 0 : -sign)
  })

  it('agrees with numbers that are long enough', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        (a, b) => {
          expect(Math.sign(compareDecimal(`${a}`, `00${b}`))).toBe(a < b ? -1 : a > b ? 1 : 0)
        },
      ),
      runs,
    ))
})
