import type { Instant } from '../../profile/knobs'

/** Dates as JSON has them, without a clock in sight: these two know the calendar, and no time zone. */

const dayLength = 86_400_000

/** The first and the last instant that a date of ECMAScript can be. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const lastInstant = 8.64e15

/** The instant that a date of ECMAScript has in its place: a whole number, and no further off than it can count. */
export function nearestDate(instant: Instant): Instant {
  return Math.max(-lastInstant, Math.min(lastInstant, Math.floor(instant)))
}

/** `2026-01-31T23:59:59.999Z` for what `nearestDate` returns. https://tc39.es/ecma262/#sec-date-time-string-format */
export function isoDate(instant: Instant): string {
  const day = Math.floor(instant / dayLength)
  const time = instant - day * dayLength
  const { year, month, date } = civilFromDays(day)
  const digits = (value: number, length: number): string => String(value).padStart(length, '0')
  const years =
    year >= 0 && year <= 9999 ? digits(year, 4) : `${year < 0 ? '-' : '+'}${digits(Math.abs(year), 6)}`
  const hours = digits(Math.floor(time / 3_600_000), 2)
  const minutes = digits(Math.floor(time / 60_000) % 60, 2)
  const seconds = digits(Math.floor(time / 1000) % 60, 2)
  return `${years}-${digits(month, 2)}-${digits(date, 2)}T${hours}:${minutes}:${seconds}.${digits(time % 1000, 3)}Z`
}

const format = /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?Z$/

/** The instant of such a date; null where it is written otherwise, or there is no such day. */
export function instantOfISODate(text: string): Instant | null {
  const found = format.exec(text)
  if (found === null) return null
  const [year, month, date, hours, minutes, seconds] = found.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const day = daysFromCivil(year, month, date)
  const civil = civilFromDays(day)
  if (civil.month !== month || civil.date !== date) return null
  const milliseconds = Number((found[7] ?? '').padEnd(3, '0'))
  const instant = day * dayLength + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + milliseconds
  return Math.abs(instant) <= lastInstant ? instant : null
}

/** Years here begin in March, so that the leap day is the last of its year; 400 of them have 146097 days. */
function daysFromCivil(year: number, month: number, date: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9
  const ofMarch = month > 2 ? year : year - 1
  const leapDays = Math.floor(ofMarch / 4) - Math.floor(ofMarch / 100) + Math.floor(ofMarch / 400)
  // 719468 days lie between 1 March of the year 0 and 1 January 1970.
  return ofMarch * 365 + leapDays + Math.floor((153 * fromMarch + 2) / 5) + date - 1 - 719_468
}

function civilFromDays(days: number): { year: number; month: number; date: number } {
  const sinceMarch = days + 719_468
  const era = Math.floor(sinceMarch / 146_097)
  const dayOfEra = sinceMarch - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, date }
}
