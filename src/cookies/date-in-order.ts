import { isTabOrSpace } from '../infra/byte-string'
import { type DateParts, type DateRules, fullYear, isDigit, isLetter, monthAt, noParts } from './date-parts'

/** A place in a text that is read from left to right. */
interface Cursor {
  readonly text: string
  at: number
}

/**
 * The parts of a date that has them in one of two orders, `Thu, 21 Oct 2027 07:28:00 GMT` and
 * `Thu Oct 21 07:28:00 2027`. No standard asks for that: it is how libsoup reads dates.
 */
export function dateInOrder(value: string, rules: DateRules): DateParts {
  const parts = noParts()
  const cursor: Cursor = { text: value, at: 0 }
  skipWhitespace(cursor)
  // Where a number comes first, a capital letter that months begin with has to be somewhere.
  if (isDigit(value.charCodeAt(cursor.at)) && !/[JFMASOND]/.test(value)) return parts
  skipWeekday(cursor)
  if (isLetter(value.charCodeAt(cursor.at))) {
    readMonth(cursor, parts)
    readDay(cursor, parts)
    readTime(cursor, parts)
    readYear(cursor, parts, rules)
  } else {
    readDay(cursor, parts)
    readMonth(cursor, parts)
    readYear(cursor, parts, rules)
    readTime(cursor, parts)
  }
  parts.zone = zoneAt(cursor)
  return parts
}

function skipWhitespace(cursor: Cursor): void {
  while (isTabOrSpace(cursor.text.charCodeAt(cursor.at))) cursor.at++
}

/** Spaces, and dashes where they may be: no other white space. */
function skipBetween(cursor: Cursor, dashes: boolean): void {
  for (; ; cursor.at++) {
    const byte = cursor.text.charCodeAt(cursor.at)
    if (byte !== 0x20 && (byte !== 0x2d || !dashes)) return
  }
}

/** Any word at the start is a weekday. */
function skipWeekday(cursor: Cursor): void {
  const { text, at } = cursor
  while (isLetter(text.charCodeAt(cursor.at))) cursor.at++
  if (cursor.at === at) return
  if (text.charCodeAt(cursor.at) === 0x2c) cursor.at++
  skipWhitespace(cursor)
}

/** Three letters, whatever comes after them. */
function readMonth(cursor: Cursor, parts: DateParts): void {
  parts.month = monthAt(cursor.text, cursor.at)
  if (parts.month !== null) cursor.at += 3
  skipBetween(cursor, true)
}

function readDay(cursor: Cursor, parts: DateParts): void {
  parts.day = readInteger(cursor)
  skipBetween(cursor, true)
}

function readYear(cursor: Cursor, parts: DateParts, rules: DateRules): void {
  const start = cursor.at
  const year = readInteger(cursor)
  // White space and a sign before it are of its length.
  if (year !== null) parts.year = fullYear(year, cursor.at - start, rules)
  skipBetween(cursor, true)
}

/** Hours, minutes and seconds with colons between. */
function readTime(cursor: Cursor, parts: DateParts): void {
  const hour = readInteger(cursor)
  const minute = readAfterColon(cursor)
  const second = readAfterColon(cursor)
  skipBetween(cursor, false)
  if (hour === null || minute === null || second === null) return
  parts.hour = hour
  parts.minute = minute
  parts.second = second
}

function readAfterColon(cursor: Cursor): number | null {
  if (cursor.text.charCodeAt(cursor.at) !== 0x3a) return null
  cursor.at++
  return readInteger(cursor)
}

/** A number as `strtoul` in C reads it: after white space, with a sign, in 32 bits. Null where there is no digit. */
function readInteger(cursor: Cursor): number | null {
  const { text, at } = cursor
  skipWhitespace(cursor)
  const sign = text.charCodeAt(cursor.at)
  if (sign === 0x2b || sign === 0x2d) cursor.at++
  const start = cursor.at
  let value = 0
  for (; isDigit(text.charCodeAt(cursor.at)); cursor.at++) {
    value = (Math.imul(value, 10) + text.charCodeAt(cursor.at) - 0x30) | 0
  }
  if (cursor.at > start) return sign === 0x2d ? -value : value
  cursor.at = at
  return null
}

/** How many minutes the zone at the end is ahead of UTC: 0 where it is unknown, or a day and more. */
function zoneAt(cursor: Cursor): number {
  const { text, at } = cursor
  const sign = text.charCodeAt(at)
  if (sign !== 0x2b && sign !== 0x2d) return americanZone(text.slice(at))
  cursor.at++
  const number = readInteger(cursor) ?? 0
  const minutes =
    text.charCodeAt(cursor.at) === 0x3a
      ? number * 60 + (readAfterColon(cursor) ?? 0)
      : Math.floor(number / 100) * 60 + (number % 100)
  if (minutes < 0 || minutes >= 25 * 60) return 0
  return sign === 0x2d ? -minutes : minutes
}

/** EST, CST, MST and PST, and those of summer: five hours apart, which is a slip of libsoup's, and the first of them UTC. */
function americanZone(text: string): number {
  if (!/^[ECMP][DS]T/.test(text)) return 0
  // The first of the four letters that is anywhere counts, another slip.
  const zones = 'ECMP'
  let hours = 0
  while (!text.includes(zones.charAt(hours / 5))) hours += 5
  return (text.charAt(1) === 'D' ? 60 : 0) - hours * 60
}
