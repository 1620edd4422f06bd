import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOfISODate, isoDate, nearestDate } from '../../../src/cookies/interop/iso-date'
import { numRuns } from './kit'

const lastDay = 8.64e15

describe('an instant as a date', () => {
  it.each([
    { desc: 'the epoch', instant: 0, date: '1970-01-01T00:00:00.000Z' },
    { desc: 'the millisecond before', instant: -1, date: '1969-12-31T23:59:59.999Z' },
    { desc: 'a leap day', instant: 951_782_400_000, date: '2000-02-29T00:00:00.000Z' },
    { desc: 'a year beyond four digits', instant: 253_402_300_800_000, date: '+010000-01-01T00:00:00.000Z' },
    { desc: 'a year before Christ', instant: -62_198_755_200_000, date: '-000001-01-01T00:00:00.000Z' },
    { desc: 'the last of four digits', instant: 253_402_300_799_999, date: '9999-12-31T23:59:59.999Z' },
    { desc: 'the year 0', instant: -62_167_219_200_000, date: '0000-01-01T00:00:00.000Z' },
    { desc: 'the last', instant: lastDay, date: '+275760-09-13T00:00:00.000Z' },
    { desc: 'the first', instant: -lastDay, date: '-271821-04-20T00:00:00.000Z' },
  ])('is written and read: $desc', ({ instant, date }) => {
    expect(isoDate(instant)).toBe(date)
    expect(instantOfISODate(date)).toBe(instant)
  })

  it('is what Date says, there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -lastDay, max: lastDay }), (instant) => {
        expect(isoDate(instant)).toBe(new Date(instant).toISOString())
        expect(instantOfISODate(isoDate(instant))).toBe(instant)
      }),
      { numRuns: numRuns * 4 },
    )
  })

  it.each([
    { desc: 'a part of a millisecond goes', instant: 1.9, nearest: 1 },
    { desc: 'before 1970, too', instant: -0.1, nearest: -1 },
    { desc: 'what is too late is as late as can be', instant: 1e300, nearest: lastDay },
    { desc: 'what is too early is as early as can be', instant: -1e300, nearest: -lastDay },
    { desc: 'another is itself', instant: 5, nearest: 5 },
  ])('has a date near: $desc', ({ instant, nearest }) => expect(nearestDate(instant)).toBe(nearest))

  it.each([
    { desc: 'seconds without a fraction', date: '2026-01-31T23:59:59Z', instant: 1_769_903_999_000 },
    { desc: 'one digit of a fraction', date: '2026-01-31T23:59:59.5Z', instant: 1_769_903_999_500 },
    { desc: 'no such day', date: '2026-02-29T00:00:00.000Z', instant: null },
    { desc: 'no such month', date: '2026-13-01T00:00:00.000Z', instant: null },
    { desc: 'a day 0', date: '2026-01-00T00:00:00.000Z', instant: null },
    { desc: 'a day 32', date: '2026-01-32T00:00:00.000Z', instant: null },
    { desc: 'an hour 24', date: '2026-01-01T24:00:00.000Z', instant: null },
    { desc: 'a minute 60', date: '2026-01-01T00:60:00.000Z', instant: null },
    { desc: 'another zone', date: '2026-01-01T00:00:00.000+01:00', instant: null },
    { desc: 'a date of HTTP', date: 'Thu, 01 Jan 1970 00:00:00 GMT', instant: null },
    { desc: 'beyond the last', date: '+275760-09-13T00:00:00.001Z', instant: null },
  ])('is read strictly: $desc', ({ date, instant }) => expect(instantOfISODate(date)).toBe(instant))
})
