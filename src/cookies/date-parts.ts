import type { Instant, Knobs } from '../profile/knobs'

/** What of a profile the reading of dates depends on. */
export type DateRules = Pick<
  Knobs,
  | 'cookieDateReading'
  | 'cookieDateTokens'
  | 'cookieYearDigits'
  | 'shortCookieYears'
  | 'earliestCookieYear'
  | 'latestCookieYear'
  | 'impossibleCookieDates'
  | 'cookieDateWithoutTime'
>

/** What was found of a date so far. Numbers are as written: the 99th of February is one. */
export interface DateParts {
  year: number | null
  /** From 0 on. */
  month: number | null
  day: number | null
  /** Null where there was no time at all. */
  hour: number | null
  minute: number
  second: number
  /** How many minutes the clock that was read is ahead of UTC. */
  zone: number
}

export function noParts(): DateParts {
  return { year: null, month: null, day: null, hour: null, minute: 0, second: 0, zone: 0 }
}

/** Steps 3 and 4: the year that is meant, given how many characters it was written with. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-date */
export function fullYear(year: number, length: number, { shortCookieYears }: DateRules): number {
  // Deviation(DV-120): to some engines the year 0037 is what it says.
  if (shortCookieYears === 'by-value') return sinceCentury(year)
  if (length === 2) return sinceCentury(year)
  return length === 3 ? year + 1900 : year
}

/** 70 to 99 are years of the twentieth century, 0 to 69 of the next; others are whole. */
export function sinceCentury(year: number): number {
  if (year > 99) return year
  // 3. and 4.
  return year >= 70 ? year + 1900 : year + 2000
}

/** Steps 5 to 7: the moment that the parts mean, null where they are none. */
export function instantOf(parts: DateParts, rules: DateRules): Instant | null {
  const { year, month, day, hour, minute, second, zone } = parts
  // 5.
  if (year === null || month === null || day === null) return null
  // Deviation(DV-123): one engine needs no time.
  if (hour === null && rules.cookieDateWithoutTime === 'refused') return null
  // Deviation(DV-121): browsers know years before 1601, which are long gone.
  if (year < rules.earliestCookieYear) return null
  // Deviation(DV-160): some engines have a last year.
  if (rules.latestCookieYear !== null && year > rules.latestCookieYear) return null
  // 5. and 6. Deviation(DV-122): one engine carries what is too much.
  if (rules.impossibleCookieDates === 'refused' && !exists(year, month, day, hour ?? 0, minute, second))
    return null
  // 7.
  return (((daysSinceEpoch(year, month, day) * 24 + (hour ?? 0)) * 60 + minute - zone) * 60 + second) * 1000
}

function exists(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (month < 0 || day < 1 || day > daysIn(month, year)) return false
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59
}

const monthLengths: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysIn(month: number, year: number): number {
  return month === 1 && isLeapYear(year) ? 29 : (monthLengths[month] as number)
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days of a common year before each month. */
const daysBefore: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** From 1 January 1970 to a day, which may be beyond the end of its month; month -1 is the one before January. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  if (month < 0) return daysSinceEpoch(year, 0, day) - 31
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const inYear = (daysBefore[month] as number) + (month > 1 && isLeapYear(year) ? 1 : 0) + day - 1
  return before * 365 + leapDays - 719_162 + inYear
}

const monthNames = 'janfebmaraprmayjunjulaugsepoctnovdec'

/** The month that the three letters at a place begin the name of, in any case; null where they do not. */
export function monthAt(text: string, at: number): number | null {
  const first = text.charCodeAt(at) | 0x20
  const second = text.charCodeAt(at + 1) | 0x20
  const third = text.charCodeAt(at + 2) | 0x20
  for (let i = 0; i < monthNames.length; i += 3) {
    if (monthNames.charCodeAt(i) !== first || monthNames.charCodeAt(i + 1) !== second) continue
    if (monthNames.charCodeAt(i + 2) === third) return i / 3
  }
  return null
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

export function isLetter(byte: number): boolean {
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** The first place from `at` on where there is no digit. */
export function afterDigits(text: string, at: number): number {
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  return end
}

/** The number that digits denote. */
export function numberIn(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) value = value * 10 + (text.charCodeAt(i) - 0x30)
  return value
}
