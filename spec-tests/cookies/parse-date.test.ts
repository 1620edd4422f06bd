/** Dates in `Expires`: the algorithm of RFC 6265bis step by step, each knob, and what browsers made of some 300 dates. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { parseDate as toughParseDate } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import { type DateRules, parseDate } from '../../src/cookies/parse-date'
import type { BrowserEngine } from '../../src/profile/engine'
import { profiles } from '../../src/profile/profile'
import { day, wrongCitation } from './contexts'

/** A moment as `2027-10-21 07:28:00`, with the year in full; null for none. */
function moment(value: string, rules: DateRules = profiles.spec): string | null {
  const instant = parseDate(value, rules)
  return instant === null ? null : new Date(instant).toISOString().replace('T', ' ').replace('.000Z', '')
}

const usual = '2027-10-21 07:28:00'

// biome-ignore format: a table, one row a line
const dates: readonly { cites: string; desc: string; value: string; is: string | null }[] = [
  { cites: 'cookie-date 1', desc: 'The form that servers send.', value: 'Thu, 21 Oct 2027 07:28:00 GMT', is: usual },
  { cites: 'cookie-date 1', desc: 'The form of RFC 850.', value: 'Thursday, 21-Oct-27 07:28:00 GMT', is: usual },
  { cites: 'cookie-date 1', desc: 'The form of asctime().', value: 'Thu Oct 21 07:28:00 2027', is: usual },
  { cites: 'cookie-date 1', desc: 'Every punctuation mark but the colon delimits.', value: '!"#$%&\'()*+,-./21;<=>?@Oct[\\]^_`2027{|}~07:28:00', is: usual },
  { cites: 'cookie-date 1', desc: 'So does a tab.', value: '21\tOct\t2027\t07:28:00', is: usual },
  { cites: 'cookie-date 1', desc: 'Control characters do not.', value: '21\x0bOct 2027 07:28:00', is: null },
  { cites: 'cookie-date 1', desc: 'DEL does not.', value: '21 Oct\x7f2027 07:28:00', is: null },
  { cites: 'cookie-date 1', desc: 'Nor does a byte that is not ASCII.', value: '21\xa0Oct 2027 07:28:00', is: null },
  { cites: 'cookie-date 1', desc: 'Delimiters may be anywhere, and many.', value: ' -- 21 ,, Oct // 2027 .. 07:28:00 ;', is: usual },
  { cites: 'cookie-date 1', desc: 'There may be nothing else.', value: ' , ', is: null },
  { cites: 'cookie-date 1', desc: 'There may be nothing.', value: '', is: null },
  { cites: 'cookie-date 2', desc: 'The order is free where each token can be one thing only.', value: '07:28:00 2027 Oct 21', is: usual },
  { cites: 'cookie-date 2', desc: 'What can be nothing is passed over.', value: 'x 21 y Oct z 2027 12345 07:28:00 GMT', is: usual },
  { cites: 'cookie-date 2.1', desc: 'The first time counts.', value: '07:28:00 21 Oct 2027 08:29:01', is: usual },
  { cites: 'cookie-date 2.1', desc: 'The second may be the day.', value: '07:28:00 21:00:00 Oct 2027', is: usual },
  { cites: 'cookie-date 2.1', desc: 'One digit is enough for each field.', value: '21 Oct 2027 7:8:9', is: '2027-10-21 07:08:09' },
  { cites: 'cookie-date 2.1', desc: 'Three digits of an hour are too many.', value: '21 Oct 2027 007:28:00', is: null },
  { cites: 'cookie-date 2.1', desc: 'Of a minute, too.', value: '21 Oct 2027 07:028:00', is: null },
  { cites: 'cookie-date 2.1', desc: 'Of a second, too.', value: '21 Oct 2027 07:28:000', is: null },
  { cites: 'cookie-date 2.1', desc: 'A letter may follow, and whatever comes then.', value: '21 Oct 2027 07:28:00x9:', is: usual },
  { cites: 'cookie-date 2.1', desc: 'A colon may follow.', value: '21 Oct 2027 07:28:00:11', is: usual },
  { cites: 'cookie-date 2.1', desc: 'Seconds are needed.', value: '21 Oct 2027 07:28', is: null },
  { cites: 'cookie-date 2.1', desc: 'Digits of seconds are needed.', value: '21 Oct 2027 07:28:', is: null },
  { cites: 'cookie-date 2.1', desc: 'So are minutes.', value: '21 Oct 2027 07::00', is: null },
  { cites: 'cookie-date 2.1', desc: 'So are hours.', value: '21 Oct 2027 :28:00', is: null },
  { cites: 'cookie-date 2.1', desc: 'It begins its token.', value: '21 Oct 2027 T07:28:00', is: null },
  { cites: 'cookie-date 2.2', desc: 'The first number of two digits is the day.', value: '21 27 Oct 07:28:00', is: usual },
  { cites: 'cookie-date 2.2', desc: 'One digit is enough.', value: '1 Oct 2027 07:28:00', is: '2027-10-01 07:28:00' },
  { cites: 'cookie-date 2.2', desc: 'Letters may follow.', value: '21st Oct 2027 07:28:00', is: usual },
  { cites: 'cookie-date 2.2', desc: 'A time that is none is a day.', value: '21:28 Oct 2027 07:28:00', is: usual },
  { cites: 'cookie-date 2.2', desc: 'Three digits are no day, but a year.', value: '021 21 Oct 2027 07:28:00', is: '2021-10-21 07:28:00' },
  { cites: 'cookie-date 2.3', desc: 'A month is its first three letters.', value: '21 Octopus 2027 07:28:00', is: usual },
  { cites: 'cookie-date 2.3', desc: 'In any case.', value: '21 oCT 2027 07:28:00', is: usual },
  { cites: 'cookie-date 2.3', desc: 'Two letters are none.', value: '21 Oc 2027 07:28:00', is: null },
  { cites: 'cookie-date 2.3', desc: 'They begin the token.', value: '21 xOct 2027 07:28:00', is: null },
  { cites: 'cookie-date 2.3', desc: 'What differs from a letter by its case bit alone is none.', value: '21 \x0fct 2027 07:28:00', is: null },
  { cites: 'cookie-date 2.3', desc: 'The first month counts.', value: '21 Oct Nov 2027 07:28:00', is: usual },
  { cites: 'cookie-date 2.3', desc: 'A number is none, so ISO dates are not understood.', value: '2027-10-21T07:28:00Z', is: null },
  { cites: 'cookie-date 2.4', desc: 'Four digits are a year.', value: '2027 21 Oct 07:28:00', is: usual },
  { cites: 'cookie-date 2.4', desc: 'Three are.', value: '21 Oct 027 07:28:00', is: usual },
  { cites: 'cookie-date 2.4', desc: 'One is none.', value: '21 Oct 7 07:28:00', is: null },
  { cites: 'cookie-date 2.4', desc: 'Five are none.', value: '21 Oct 02027 07:28:00', is: null },
  { cites: 'cookie-date 2.4', desc: 'Letters may follow.', value: '21 Oct 2027x 07:28:00', is: usual },
  { cites: 'cookie-date 2.4', desc: 'The first year counts.', value: '21 Oct 2027 2028 07:28:00', is: usual },
  { cites: 'cookie-date 2.4', desc: 'What is behind a plus sign is a year like any other.', value: '21 Oct 07:28:00 +2027', is: usual },
  { cites: 'cookie-date 3', desc: '70 is 1970.', value: '1 Jan 70 00:00:00', is: '1970-01-01 00:00:00' },
  { cites: 'cookie-date 3', desc: '99 is 1999, with a zero before it as well.', value: '1 Jan 099 00:00:00', is: '1999-01-01 00:00:00' },
  { cites: 'cookie-date 4', desc: '69 is 2069.', value: '1 Jan 69 00:00:00', is: '2069-01-01 00:00:00' },
  { cites: 'cookie-date 4', desc: '0 is 2000.', value: '1 Jan 0000 00:00:00', is: '2000-01-01 00:00:00' },
  { cites: 'cookie-date 5', desc: '100 is long ago.', value: '1 Jan 100 00:00:00', is: null },
  { cites: 'cookie-date 5', desc: 'A day is needed.', value: 'Oct 2027 07:28:00', is: null },
  { cites: 'cookie-date 5', desc: 'A month is needed.', value: '21 2027 07:28:00', is: null },
  { cites: 'cookie-date 5', desc: 'A year is needed.', value: '21 Oct 07:28:00', is: null },
  { cites: 'cookie-date 5', desc: 'A time is needed.', value: '21 Oct 2027', is: null },
  { cites: 'cookie-date 5', desc: 'No day is before the first.', value: '00 Oct 2027 07:28:00', is: null },
  { cites: 'cookie-date 5', desc: 'None is after the 31st.', value: '32 Oct 2027 07:28:00', is: null },
  { cites: 'cookie-date 5', desc: 'No year is before 1601.', value: '31 Dec 1600 23:59:59', is: null },
  { cites: 'cookie-date 5', desc: '1601 is a year.', value: '1 Jan 1601 00:00:00', is: '1601-01-01 00:00:00' },
  { cites: 'cookie-date 5', desc: 'No hour is after the 23rd.', value: '21 Oct 2027 24:00:00', is: null },
  { cites: 'cookie-date 5', desc: 'No minute is after the 59th.', value: '21 Oct 2027 23:60:00', is: null },
  { cites: 'cookie-date 5', desc: 'No second is after the 59th.', value: '21 Oct 2027 23:59:60', is: null },
  { cites: 'cookie-date 5', desc: 'The last second of a day.', value: '21 Oct 2027 23:59:59', is: '2027-10-21 23:59:59' },
  { cites: 'cookie-date 6', desc: 'April has 30 days.', value: '31 Apr 2027 07:28:00', is: null },
  { cites: 'cookie-date 6', desc: 'February has 28.', value: '29 Feb 2027 07:28:00', is: null },
  { cites: 'cookie-date 6', desc: 'In leap years it has 29.', value: '29 Feb 2028 07:28:00', is: '2028-02-29 07:28:00' },
  { cites: 'cookie-date 6', desc: '1900 was none.', value: '29 Feb 1900 07:28:00', is: null },
  { cites: 'cookie-date 6', desc: '2000 was one.', value: '29 Feb 2000 07:28:00', is: '2000-02-29 07:28:00' },
  { cites: 'cookie-date 6', desc: 'The weekday may be wrong.', value: 'Mon, 21 Oct 2027 07:28:00', is: usual },
  { cites: 'cookie-date 7', desc: 'A zone does not count.', value: '21 Oct 2027 07:28:00 EST', is: usual },
  { cites: 'cookie-date 7', desc: 'Nor does its number.', value: '21 Oct 2027 07:28:00 +0200', is: usual },
  { cites: 'cookie-date 7', desc: 'Nor does PM.', value: '21 Oct 2027 07:28:00 PM', is: usual },
  { cites: 'cookie-date 7', desc: 'The last day there is.', value: '31 Dec 9999 23:59:59', is: '9999-12-31 23:59:59' },
]

describe('parse a date', () => {
  it.each(dates)('$cites: $desc', ({ value, is }) => {
    expect(moment(value)).toBe(is)
  })

  it('cites what exists', () => {
    expect(dates.map(({ cites }) => wrongCitation(cites)).filter((wrong) => wrong !== null)).toEqual([])
  })

  it('knows every month', () => {
    const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    const first = names.map((name) => moment(`1 ${name} 2027 00:00:00`)?.slice(5, 7))
    expect(first).toEqual(names.map((_, i) => String(i + 1).padStart(2, '0')))
  })
})

/** One way of reading, all else as in the standard. */
const guessed: Partial<DateRules> = { cookieDateReading: 'guessed' }
const inOrder: Partial<DateRules> = { cookieDateReading: 'in-order' }
const digitsAlone: Partial<DateRules> = { cookieDateTokens: 'digits-alone' }
const carried: Partial<DateRules> = { impossibleCookieDates: 'carried' }

// biome-ignore format: a table, one row a line
const knobs: readonly { dv: number; desc: string; rules: Partial<DateRules>; value: string; is: string | null }[] = [
  { dv: 117, desc: 'A guess: the order is free.', rules: guessed, value: '07:28:00 2027 Oct 21', is: usual },
  { dv: 117, desc: 'A guess: the month is first in numbers.', rules: guessed, value: '10/21/2027 07:28:00', is: usual },
  { dv: 117, desc: 'A guess: unless it cannot be.', rules: guessed, value: '21-10-27 07:28:00', is: usual },
  { dv: 117, desc: 'A guess: unless the year is.', rules: guessed, value: '99/10/21 07:28:00', is: '1999-10-21 07:28:00' },
  { dv: 117, desc: 'A guess: a year of four digits is never first.', rules: guessed, value: '2027-10-21 07:28:00', is: null },
  { dv: 117, desc: 'A guess: no month is the 13th.', rules: guessed, value: '13/13/2027 07:28:00', is: null },
  { dv: 117, desc: 'A guess: numbers count no more once there is a month.', rules: guessed, value: 'Oct 1/2/27 07:28:00', is: null },
  { dv: 117, desc: 'A guess: letters make a number something else.', rules: guessed, value: '21st Oct 2027 07:28:00', is: null },
  { dv: 117, desc: 'A guess: dots do not delimit.', rules: guessed, value: '21.Oct.2027 07:28:00', is: null },
  { dv: 117, desc: 'A guess: something may follow the time.', rules: guessed, value: '21 Oct 2027 07:28:00am', is: usual },
  { dv: 117, desc: 'A guess: PM is the afternoon.', rules: guessed, value: '21 Oct 2027 07:28:00 PM', is: '2027-10-21 19:28:00' },
  { dv: 117, desc: 'A guess: 12 AM is midnight.', rules: guessed, value: '21 Oct 2027 12:28:00am', is: '2027-10-21 00:28:00' },
  { dv: 117, desc: 'A guess: 12 PM is noon.', rules: guessed, value: '21 Oct 2027 12:28:00\tpm', is: '2027-10-21 12:28:00' },
  { dv: 117, desc: 'A guess: 13 PM is 13.', rules: guessed, value: '21 Oct 2027 13:28:00 PM', is: '2027-10-21 13:28:00' },
  { dv: 117, desc: 'A guess: a number after a sign is a zone.', rules: guessed, value: '21 Oct 2027 07:28:00 +0230', is: '2027-10-21 04:58:00' },
  { dv: 117, desc: 'A guess: of one or two digits, too.', rules: guessed, value: '21 Oct 2027 07:28:00 GMT-5', is: '2027-10-21 12:28:00' },
  { dv: 117, desc: 'A guess: of three it is none.', rules: guessed, value: '21 Oct 2027 07:28:00 +200', is: usual },
  { dv: 117, desc: 'A guess: it is none after another zone.', rules: guessed, value: '21 Oct 2027 07:28:00 PST+0200', is: '2027-10-21 15:28:00' },
  { dv: 117, desc: 'A guess: the first zone counts.', rules: guessed, value: 'JST 21 Oct 2027 07:28:00 EST', is: '2027-10-20 22:28:00' },
  { dv: 117, desc: 'A guess: a dash before the year is a minus sign, unless it follows a letter.', rules: guessed, value: '21-Oct -2027 07:28:00', is: null },
  { dv: 117, desc: 'A guess: one minute less is nothing.', rules: guessed, value: '21 Oct 2027 07:28:00 -0001', is: usual },
  { dv: 117, desc: 'A guess: two digits above 31 are the year, even before the day.', rules: guessed, value: '32 Oct 21 07:28:00', is: '2032-10-21 07:28:00' },
  { dv: 117, desc: 'A guess: seconds that are missing are as many as what follows is from a zero, so there are none.', rules: guessed, value: '21 Oct 2027 07:28 GMT', is: null },
  { dv: 117, desc: 'A guess: and are carried where they may be.', rules: { ...guessed, ...carried }, value: '21 Oct 2027 07:28 GMT', is: '2027-10-21 07:27:44' },
  { dv: 117, desc: 'A guess: the month before January.', rules: { ...guessed, ...carried }, value: '13/0/27 07:28:00', is: '2026-12-13 07:28:00' },
  { dv: 117, desc: 'A guess: there is none.', rules: guessed, value: '13/0/27 07:28:00', is: null },
  { dv: 117, desc: 'In order: a weekday, or any word, may be first.', rules: inOrder, value: 'Xyz, 21 Oct 2027 07:28:00', is: usual },
  { dv: 117, desc: 'In order: nothing may be between it and its comma.', rules: inOrder, value: 'Thu , 21 Oct 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: asctime().', rules: inOrder, value: 'Thu Oct 21 07:28:00 2027', is: usual },
  { dv: 117, desc: 'In order: asctime() with the year before the time.', rules: inOrder, value: 'Thu Oct 21 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: the month alone is taken for a weekday.', rules: inOrder, value: 'Oct 21 07:28:00 2027', is: null },
  { dv: 117, desc: 'In order: nothing has to be between.', rules: inOrder, value: '21Oct2027 07:28:00', is: usual },
  { dv: 117, desc: 'In order: dashes may be.', rules: inOrder, value: '21 - Oct - 2027 - 07:28:00', is: usual },
  { dv: 117, desc: 'In order: slashes may not.', rules: inOrder, value: '21/Oct/2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: a month is three letters.', rules: inOrder, value: '21 October 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: a month in small letters needs a capital somewhere.', rules: inOrder, value: '21 oct 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: like that of a zone.', rules: inOrder, value: '21 oct 2027 07:28:00 GMT', is: usual },
  { dv: 117, desc: 'In order: numbers have any number of digits.', rules: inOrder, value: '021 Oct 002027 007:028:000', is: usual },
  { dv: 117, desc: 'In order: they overflow.', rules: inOrder, value: '21 Oct 2027 4294967303:28:00', is: usual },
  { dv: 117, desc: 'In order: they may have signs and white space.', rules: inOrder, value: '+21 Oct 2027 07: +28:-0', is: usual },
  { dv: 117, desc: 'In order: a sign is not enough.', rules: inOrder, value: '+ Oct 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: a negative day is none.', rules: inOrder, value: '-21 Oct 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: something may follow the time.', rules: inOrder, value: '21 Oct 2027 07:28:00x', is: usual },
  { dv: 117, desc: 'In order: a zone in numbers.', rules: inOrder, value: '21 Oct 2027 07:28:00 -0230', is: '2027-10-21 09:58:00' },
  { dv: 117, desc: 'In order: a zone with a colon.', rules: inOrder, value: '21 Oct 2027 07:28:00 +02:30', is: '2027-10-21 04:58:00' },
  { dv: 117, desc: 'In order: a zone of up to 24 hours and 59 minutes.', rules: inOrder, value: '21 Oct 2027 07:28:00 +2459', is: '2027-10-20 06:29:00' },
  { dv: 117, desc: 'In order: none beyond.', rules: inOrder, value: '21 Oct 2027 07:28:00 +2460', is: usual },
  { dv: 117, desc: 'In order: EST is UTC.', rules: inOrder, value: '21 Oct 2027 07:28:00 EST', is: usual },
  { dv: 117, desc: 'In order: MDT is nine hours behind.', rules: inOrder, value: '21 Oct 2027 07:28:00 MDT', is: '2027-10-21 16:28:00' },
  { dv: 117, desc: 'In order: unless there is an E somewhere after it.', rules: inOrder, value: '21 Oct 2027 07:28:00 MDT, more or lEss', is: '2027-10-21 06:28:00' },
  { dv: 117, desc: 'In order: other zones are none.', rules: inOrder, value: '21 Oct 2027 07:28:00 JST', is: usual },
  { dv: 117, desc: 'In order: a zone after the year of asctime().', rules: inOrder, value: 'Thu Oct 21 07:28:00 2027 +0200', is: '2027-10-21 05:28:00' },
  { dv: 117, desc: 'In order: a word that is no month is in its place.', rules: inOrder, value: '21 xxOct 2027 07:28:00', is: null },
  { dv: 117, desc: 'In order: a zone begins where the time ends.', rules: inOrder, value: '21 Oct 2027 07:28:00 xMST', is: usual },
  { dv: 118, desc: 'Nothing follows a time.', rules: digitsAlone, value: '21 Oct 2027 07:28:00am', is: null },
  { dv: 118, desc: 'Not even a colon.', rules: digitsAlone, value: '21 Oct 2027 07:28:00:', is: null },
  { dv: 118, desc: 'Its fields may be long.', rules: digitsAlone, value: '21 Oct 2027 007:0028:00000', is: usual },
  { dv: 118, desc: 'They may not be empty.', rules: digitsAlone, value: '21 Oct 2027 07::00', is: null },
  { dv: 118, desc: 'Nothing follows a day, and what has something behind it is passed over.', rules: digitsAlone, value: '1x 21st 21 Oct 2027 07:28:00', is: usual },
  { dv: 118, desc: 'Nothing follows a year.', rules: digitsAlone, value: '21 Oct 2028x 2027 07:28:00', is: usual },
  { dv: 118, desc: 'A second time is no day.', rules: digitsAlone, value: '07:28:00 20:00:00 21 Oct 2027', is: usual },
  { dv: 119, desc: 'A year of one digit.', rules: { cookieYearDigits: 'one-to-five' }, value: '21 Oct 7 07:28:00', is: '2007-10-21 07:28:00' },
  { dv: 119, desc: 'One of five.', rules: { cookieYearDigits: 'one-to-five' }, value: '21 Oct 02027 07:28:00', is: usual },
  { dv: 119, desc: 'None of six.', rules: { cookieYearDigits: 'one-to-five' }, value: '21 Oct 002027 07:28:00', is: null },
  { dv: 120, desc: 'A year of four digits is what it says.', rules: { shortCookieYears: 'by-digits', earliestCookieYear: 1 }, value: '21 Oct 0027 07:28:00', is: '0027-10-21 07:28:00' },
  { dv: 120, desc: 'To one of three 1900 is added.', rules: { shortCookieYears: 'by-digits' }, value: '21 Oct 127 07:28:00', is: usual },
  { dv: 120, desc: 'One of two digits is of this century.', rules: { shortCookieYears: 'by-digits' }, value: '21 Oct 27 07:28:00', is: usual },
  { dv: 120, desc: 'Or of the last.', rules: { shortCookieYears: 'by-digits' }, value: '21 Oct 70 07:28:00', is: '1970-10-21 07:28:00' },
  { dv: 121, desc: 'An early year.', rules: { earliestCookieYear: 1600 }, value: '29 Feb 1600 07:28:00', is: '1600-02-29 07:28:00' },
  { dv: 121, desc: 'An earlier one.', rules: { earliestCookieYear: 1600 }, value: '31 Dec 1599 07:28:00', is: null },
  { dv: 121, desc: 'The year 0.', rules: { earliestCookieYear: 0, shortCookieYears: 'by-digits' }, value: '29 Feb 0000 07:28:00', is: '0000-02-29 07:28:00' },
  { dv: 160, desc: 'The last year.', rules: { latestCookieYear: 2027 }, value: '21 Oct 2027 07:28:00', is: usual },
  { dv: 160, desc: 'The one after it.', rules: { latestCookieYear: 2027 }, value: '1 Jan 2028 00:00:00', is: null },
  { dv: 122, desc: '31 February is in March.', rules: carried, value: '31 Feb 2027 07:28:00', is: '2027-03-03 07:28:00' },
  { dv: 122, desc: 'In a leap year a day earlier.', rules: carried, value: '31 Feb 2028 07:28:00', is: '2028-03-02 07:28:00' },
  { dv: 122, desc: 'Day 0 is the last of the month before.', rules: carried, value: '0 Mar 2027 07:28:00', is: '2027-02-28 07:28:00' },
  { dv: 122, desc: 'Hours, minutes and seconds go on.', rules: carried, value: '21 Oct 2027 99:99:99', is: '2027-10-25 04:40:39' },
  { dv: 122, desc: 'Into the next year.', rules: carried, value: '31 Dec 2027 24:00:00', is: '2028-01-01 00:00:00' },
  { dv: 123, desc: 'A date alone is midnight.', rules: { cookieDateWithoutTime: 'midnight' }, value: '21 Oct 2027', is: '2027-10-21 00:00:00' },
  { dv: 123, desc: 'So is a date without seconds, which are of a time.', rules: { cookieDateWithoutTime: 'midnight' }, value: '21 Oct 2027 07:28', is: '2027-10-21 00:00:00' },
  { dv: 123, desc: 'A time that does not exist is a time.', rules: { cookieDateWithoutTime: 'midnight' }, value: '21 Oct 2027 24:00:00', is: null },
  { dv: 123, desc: 'A guess: midnight.', rules: { ...guessed, cookieDateWithoutTime: 'midnight' }, value: '10/21/2027', is: '2027-10-21 00:00:00' },
  { dv: 123, desc: 'In order: midnight.', rules: { ...inOrder, cookieDateWithoutTime: 'midnight' }, value: '21 Oct 2027 GMT', is: '2027-10-21 00:00:00' },
]

describe('parse a date, with the knobs of browsers', () => {
  it.each(knobs)('DV-$dv: $desc $value', ({ rules, value, is }) => {
    expect(moment(value, { ...profiles.spec, ...rules })).toBe(is)
  })

  it('shows each knob at work', () => {
    const shown = knobs.filter(({ value, is }) => moment(value) !== is).map(({ dv }) => dv)
    expect([...new Set(shown)].sort()).toEqual([117, 118, 119, 120, 121, 122, 123, 160])
  })
})

interface Observed {
  /** In seconds since the epoch. */
  readonly observed: number
  readonly dates: readonly (readonly [date: string, ...Seen[]])[]
}

type Seen = number | 'gone' | 'session' | 'capped'

const { observed, dates: seen } = JSON.parse(
  readFileSync(new URL('./observed-dates.json', import.meta.url), 'utf8'),
) as Observed

/** What a driver would say of a cookie with this date. */
function saidBy(engine: BrowserEngine, date: string): Seen {
  const instant = parseDate(date, profiles[engine])
  if (instant === null) return 'session'
  const expiry = instant / 1000
  if (expiry <= observed) return 'gone'
  if (engine === 'webkitgtk') return expiry | 0
  return instant > observed * 1000 + 400 * day ? 'capped' : expiry
}

describe('dates that were tried in browsers', () => {
  it.each(['chromium', 'firefox', 'webkitgtk'] as const)('%s expires cookies when we do', (engine) => {
    const column = { chromium: 1, firefox: 2, webkitgtk: 3 }[engine]
    const wrong = seen
      .map((row) => ({ date: row[0], browser: row[column], corsac: saidBy(engine, row[0]) }))
      .filter(({ browser, corsac }) => browser !== corsac)
    expect(wrong).toEqual([])
    expect(seen.length).toBeGreaterThan(310)
  })
})

const two = (n: number) => String(n).padStart(2, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Whole seconds from 1601 to 9999. */
const instants = fc
  .integer({ min: Date.UTC(1601, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000))

function partsOf(date: Date): { day: string; month: string; year: string; time: string; weekday: string } {
  return {
    day: two(date.getUTCDate()),
    month: months[date.getUTCMonth()] ?? '',
    year: String(date.getUTCFullYear()).padStart(4, '0'),
    time: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':'),
    weekday: weekdays[date.getUTCDay()] ?? '',
  }
}

const forms: Readonly<Record<string, (date: Date) => string>> = {
  'RFC 1123': (date) => date.toUTCString(),
  'asctime()': (date) => {
    const { weekday, month, time, year } = partsOf(date)
    return `${weekday.slice(0, 3)} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`
  },
  'Netscape’s first draft': (date) => {
    const { weekday, day: dayOfMonth, month, year, time } = partsOf(date)
    return `${weekday}, ${dayOfMonth}-${month}-${year} ${time} GMT`
  },
}

describe('properties of dates', () => {
  it.each(Object.entries(forms))('a date in the form of %s is the same date to everyone', (_, form) => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...Object.values(profiles)), (date, rules) => {
        expect(parseDate(form(date), rules)).toBe(date.getTime())
      }),
    )
  })

  it('a date in the form of RFC 850 is the same date to everyone, of a hundred years', () => {
    const hundred = fc
      .integer({ min: 0, max: Date.UTC(2069, 11, 31) / 1000 })
      .map((seconds) => new Date(seconds * 1000))
    fc.assert(
      fc.property(hundred, fc.constantFrom(...Object.values(profiles)), (date, rules) => {
        const { weekday, day: dayOfMonth, month, year, time } = partsOf(date)
        const written = `${weekday}, ${dayOfMonth}-${month}-${year.slice(2)} ${time} GMT`
        expect(parseDate(written, rules)).toBe(date.getTime())
      }),
    )
  })

  it('in any order, with any delimiters, tough-cookie reads the same date', () => {
    const delimiter = fc.stringMatching(/^[\t -/;-@[-`{-~]{1,3}$/)
    fc.assert(
      fc.property(
        instants.chain((date) => {
          const { day: dayOfMonth, month, year, time } = partsOf(date)
          return fc.shuffledSubarray([dayOfMonth, month, year, time, 'GMT', 'x'], { minLength: 4 })
        }),
        fc.array(delimiter, { minLength: 7, maxLength: 7 }),
        (tokens, between) => {
          const written = tokens.map((token, i) => between[i] + token).join('') + between[6]
          expect(parseDate(written, profiles.spec)).toBe(toughParseDate(written)?.getTime() ?? null)
        },
      ),
    )
  })

  it('any text is a date in whole seconds, or none', () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        'Oct',
        '21',
        '2027',
        '07:28:00',
        '7:28',
        'pm',
        '+',
        '-',
        '/',
        ':',
        ' ',
        ',',
        'EST',
        '0',
        '99999',
      ),
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) }),
    )
    fc.assert(
      fc.property(fc.array(pieces), fc.constantFrom(...Object.values(profiles)), (text, rules) => {
        const instant = parseDate(text.join(''), rules)
        expect(instant === null || Number.isInteger(instant / 1000)).toBe(true)
      }),
    )
  })
})
