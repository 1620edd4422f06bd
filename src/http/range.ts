import { isTabOrSpace } from '../infra/byte-string'

/** One byte range. A number is a decimal string without leading zeros, as it may be longer than a double can count. */
export interface SingleRange {
  /** Null for the last `end` bytes. */
  readonly start: string | null
  /** Null where the range goes on to the end. */
  readonly end: string | null
}

/**
 * The one range that a `Range` value asks for, null where it is anything else: several ranges, another
 * unit, `Bytes=`. https://fetch.spec.whatwg.org/#simple-range-header-value
 */
export function parseSingleRangeHeaderValue(value: string, allowWhitespace: boolean): SingleRange | null {
  // 2.
  if (!value.startsWith('bytes')) return null
  // 4. to 7.
  let position = skipWhitespace(value, 5, allowWhitespace)
  if (value[position] !== '=') return null
  const startAt = skipWhitespace(value, position + 1, allowWhitespace)
  // 8. and 9.
  const startEnd = skipDigits(value, startAt)
  const start = decimal(value, startAt, startEnd)
  // 10. to 13.
  position = skipWhitespace(value, startEnd, allowWhitespace)
  if (value[position] !== '-') return null
  const endAt = skipWhitespace(value, position + 1, allowWhitespace)
  // 14. and 15.
  const endEnd = skipDigits(value, endAt)
  const end = decimal(value, endAt, endEnd)
  // 16. Nothing may follow, not even allowed whitespace.
  if (endEnd < value.length) return null
  // 17.
  if (start === null && end === null) return null
  // 18. A range that runs backwards.
  if (start !== null && end !== null && compareDecimal(start, end) > 0) return null
  return { start, end }
}

/** Negative, zero or positive, as decimal `a` is less than, equal to or greater than `b`, however many digits they have. */
export function compareDecimal(a: string, b: string): number {
  const x = withoutLeadingZeros(a)
  const y = withoutLeadingZeros(b)
  if (x.length !== y.length) return x.length - y.length
  return x < y ? -1 : x > y ? 1 : 0
}

function skipWhitespace(value: string, start: number, allowWhitespace: boolean): number {
  let position = start
  while (allowWhitespace && position < value.length && isTabOrSpace(value.charCodeAt(position))) position++
  return position
}

function skipDigits(value: string, start: number): number {
  let position = start
  while (position < value.length && isDigit(value.charCodeAt(position))) position++
  return position
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function decimal(value: string, start: number, end: number): string | null {
  return start === end ? null : withoutLeadingZeros(value.slice(start, end))
}

function withoutLeadingZeros(digits: string): string {
  let zeros = 0
  while (zeros < digits.length - 1 && digits[zeros] === '0') zeros++
  return digits.slice(zeros)
}
