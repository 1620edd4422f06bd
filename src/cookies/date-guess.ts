import {
  afterDigits,
  type DateParts,
  type DateRules,
  fullYear,
  isDigit,
  isLetter,
  monthAt,
  noParts,
  numberIn,
  sinceCentury,
} from './date-parts'

/** What was found so far, and where to go on. */
interface Guess {
  readonly text: string
  readonly parts: DateParts
  at: number
  /** The zone that was named, in minutes ahead of UTC. */
  zone: number | null
  /** The number of minutes that was said after a sign. */
  offset: number | null
}

/**
 * The parts of a date, guessed from how its words and numbers look. No standard asks for that: it is how Firefox reads
 * dates, like many programs of the nineties, whatever their order, with time zones and `PM`.
 */
export function dateByGuess(value: string, rules: DateRules): DateParts {
  const guess: Guess = { text: value, parts: noParts(), at: 0, zone: null, offset: null }
  while (guess.at < value.length) {
    const byte = value.charCodeAt(guess.at)
    if (isDigit(byte)) readNumber(guess, rules)
    else if (isLetter(byte)) readWord(guess)
    else if (isSign(byte)) readOffset(guess)
    skipToNext(guess)
  }
  guess.parts.zone = guess.offset ?? guess.zone ?? 0
  return guess.parts
}

function isSign(byte: number): boolean {
  return byte === 0x2b || byte === 0x2d
}

/** To the start of the next word or number: past what is left of this one, and past what stands between. */
function skipToNext(guess: Guess): void {
  const { text, parts } = guess
  while (
    guess.at < text.length &&
    !isBetween(text.charCodeAt(guess.at)) &&
    !isSign(text.charCodeAt(guess.at))
  )
    guess.at++
  for (; guess.at < text.length; guess.at++) {
    const byte = text.charCodeAt(guess.at)
    if (isBetween(byte)) continue
    // A dash is a minus sign before a digit, but for those of 21-Oct-27.
    if (byte !== 0x2d) return
    const afterWord = isLetter(text.charCodeAt(guess.at - 1)) && parts.year === null
    if (!afterWord && isDigit(text.charCodeAt(guess.at + 1))) return
  }
}

function isBetween(byte: number): boolean {
  switch (byte) {
    case 0x09:
    case 0x20:
    case 0x28: // (
    case 0x29: // )
    case 0x2c: // ,
    case 0x2f: // /
    case 0x3b: // ;
    case 0x5b: // [
    case 0x5d: // ]
      return true
    default:
      return false
  }
}

/** Minutes ahead of UTC. */
const zones: ReadonlyMap<string, number> = new Map([
  ['pst', -480],
  ['pdt', -420],
  ['mst', -420],
  ['mdt', -360],
  ['cst', -360],
  ['cdt', -300],
  ['est', -300],
  ['edt', -240],
  ['ast', -240],
  ['nst', -210],
  ['gmt', 0],
  ['bst', 60],
  ['met', 60],
  ['eet', 120],
  ['jst', 540],
])

/** Of the months in a text the first one counts, and so of the zones; words go on as they like. */
function readWord(guess: Guess): void {
  const { text, parts, at } = guess
  const month = monthAt(text, at)
  if (month !== null) parts.month ??= month
  else if (guess.zone === null) guess.zone = zoneAt(text, at)
}

function zoneAt(text: string, at: number): number | null {
  const word = text.slice(at, at + 3).toLowerCase()
  const zone = zones.get(word)
  if (zone !== undefined) return zone
  return word.startsWith('ut') && !isLetter(text.charCodeAt(at + 2)) ? 0 : null
}

/** `+0200`, `-05` or `+2`: once, and not after a zone other than GMT. */
function readOffset(guess: Guess): void {
  const { text } = guess
  const minus = text.charCodeAt(guess.at) === 0x2d
  const start = guess.at + 1
  guess.at = start
  if (guess.offset !== null || (guess.zone !== null && guess.zone !== 0)) return
  const end = afterDigits(text, start)
  const digits = end - start
  const number = numberIn(text, start, end)
  let minutes: number
  if (digits === 4) minutes = Math.floor(number / 100) * 60 + (number % 100)
  else if (digits === 1 || digits === 2) minutes = number * 60
  else return
  guess.zone = 0
  // One minute less is its mark for nothing said.
  guess.offset = minus && minutes === 1 ? null : minus ? -minutes : minutes
}

function readNumber(guess: Guess, rules: DateRules): void {
  const { text, parts, at } = guess
  const end = afterDigits(text, at)
  const next = text.charCodeAt(end)
  if (next === 0x3a) readTime(guess, end)
  else if ((next === 0x2f || next === 0x2d) && isDigit(text.charCodeAt(end + 1))) readNumericDate(guess)
  else if (!isLetter(next)) {
    const digits = end - at
    const number = numberIn(text, at, end)
    if (digits <= 2 && parts.day === null && number < 32) parts.day = number
    else if (digits === 2 || digits === 4 || digits === 5) parts.year ??= fullYear(number, digits, rules)
  }
}

/** `07:28:00`, `7:28 PM`. The first one counts. */
function readTime(guess: Guess, hourEnd: number): void {
  const { text, parts, at } = guess
  const minuteEnd = afterDigits(text, hourEnd + 1)
  const colon = text.charCodeAt(minuteEnd) === 0x3a ? 1 : 0
  const secondEnd = afterDigits(text, minuteEnd + colon)
  const secondDigits = secondEnd - minuteEnd - colon
  const minuteDigits = minuteEnd - hourEnd - 1
  if (parts.hour !== null || hourEnd - at > 2 || minuteDigits < 1 || minuteDigits > 2 || secondDigits > 2)
    return
  parts.hour = hourOfDay(numberIn(text, at, hourEnd), text, secondEnd)
  parts.minute = numberIn(text, hourEnd + 1, minuteEnd)
  parts.second =
    secondDigits > 0
      ? numberIn(text, secondEnd - secondDigits, secondEnd)
      : secondsWithoutDigits(text, secondEnd)
  guess.at = secondEnd
}

/** Whatever is in place of the seconds is taken for a digit: a space is 16 less than none, the end 48. */
function secondsWithoutDigits(text: string, at: number): number {
  const seconds = at < text.length ? text.charCodeAt(at) - 0x30 : -0x30
  return seconds === -1 ? 0 : seconds
}

/** The hour, given that AM or PM may follow. */
function hourOfDay(hour: number, text: string, after: number): number {
  let at = after
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++
  if (hour > 12 || (text.charCodeAt(at + 1) | 0x20) !== 0x6d) return hour
  const half = text.charCodeAt(at) | 0x20
  if (half === 0x70) return hour === 12 ? 12 : hour + 12
  return half === 0x61 && hour === 12 ? 0 : hour
}

/** `10/21/27`, `21-10-2027`, `99/10/21`: not once there is a month. */
function readNumericDate(guess: Guess): void {
  const { text, parts, at } = guess
  if (parts.month !== null) return
  const firstEnd = afterDigits(text, at)
  const secondEnd = afterDigits(text, firstEnd + 1)
  const separator = text.charCodeAt(secondEnd)
  if (firstEnd - at > 2 || secondEnd - firstEnd > 3 || (separator !== 0x2f && separator !== 0x2d)) return
  const end = afterDigits(text, secondEnd + 1)
  const digits = end - secondEnd - 1
  if (digits === 0 || digits === 3 || digits > 5 || isLetter(text.charCodeAt(end))) return
  const first = numberIn(text, at, firstEnd)
  const second = numberIn(text, firstEnd + 1, secondEnd)
  const third = numberIn(text, secondEnd + 1, end)
  if (first > 31 || first === 0) {
    if (second > 12 || third > 31) return
    setDate(parts, sinceCentury(first), second, third)
  } else if (first > 12) {
    if (second <= 12) setDate(parts, sinceCentury(third), second, first)
  } else setDate(parts, sinceCentury(third), first, second)
  guess.at = end
}

/** `month` is from 1 on, and 0 is the one before. */
function setDate(parts: DateParts, year: number, month: number, day: number): void {
  parts.year = year
  parts.month = month - 1
  parts.day = day
}
