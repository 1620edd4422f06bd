import type { Instant } from '../../profile/knobs'

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const millisecondsOfDay = 86_400_000

/**
 * A moment from the year 1 on as `Expires` has it: `Thu, 01 Jan 1970 00:00:00 GMT`. Milliseconds are cut off.
 * https://httpwg.org/specs/rfc9110.html#http.date
 */
export function httpDate(instant: Instant): string {
  const days = Math.floor(instant / millisecondsOfDay)
  const seconds = Math.floor((instant - days * millisecondsOfDay) / 1000)
  const { year, month, day } = dateOf(days)
  const weekday = weekdays[((days % 7) + 7) % 7]
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => padded(Math.floor(part), 2))
  return `${weekday}, ${padded(day, 2)} ${months[month]} ${padded(year, 4)} ${time.join(':')} GMT`
}

/** The date of a day, counted from 1970. Years begin in March here, so that a leap day is the last of one. */
function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const sinceYear0 = days + 719_468
  const era = Math.floor(sinceYear0 / 146_097)
  const dayOfEra = sinceYear0 - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = (monthFromMarch + 2) % 12
  return { year: era * 400 + yearOfEra + (month < 2 ? 1 : 0), month, day }
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
