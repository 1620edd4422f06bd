/** The four productions that a token can match, at its beginning; what follows must not go on with a digit. */
const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D[\s\S]*)?$/
const dayOfMonth = /^(\d{1,2})(?:\D[\s\S]*)?$/
const month = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
const year = /^(\d{2,4})(?:\D[\s\S]*)?$/

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The sentences of https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-dates, one after the other. Null where there is no date.
 */
export function twinDate(input: string): number | null {
  // 1.
  const tokens = input.split(/[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/).filter((token) => token !== '')
  // 2.
  let found: { time?: number[]; day?: number; month?: number; year?: number } = {}
  for (const token of tokens) {
    const asTime = time.exec(token)
    if (found.time === undefined && asTime !== null) {
      found = { ...found, time: asTime.slice(1, 4).map(Number) }
      continue
    }
    const asDay = dayOfMonth.exec(token)
    if (found.day === undefined && asDay !== null) {
      found = { ...found, day: Number(asDay[1]) }
      continue
    }
    const asMonth = month.exec(token)
    if (found.month === undefined && asMonth !== null) {
      found = { ...found, month: months.indexOf((asMonth[1] ?? '').toLowerCase()) }
      continue
    }
    const asYear = year.exec(token)
    if (found.year === undefined && asYear !== null) found = { ...found, year: Number(asYear[1]) }
  }
  // 5, first of it: all four were there.
  if (found.time === undefined || found.day === undefined) return null
  if (found.month === undefined || found.year === undefined) return null
  // 3–4.
  if (found.year >= 70 && found.year <= 99) found.year += 1900
  if (found.year >= 0 && found.year <= 69) found.year += 2000
  // 5.
  const [hour = 0, minute = 0, second = 0] = found.time
  if (found.day < 1 || found.day > 31 || found.year < 1601) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  // 6. A day that the month does not have comes out in another month.
  const date = new Date(Date.UTC(found.year, found.month, found.day, hour, minute, second))
  return date.getUTCMonth() === found.month ? date.getTime() : null
}
