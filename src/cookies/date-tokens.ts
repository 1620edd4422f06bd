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
} from './date-parts'

/** Steps 1 and 2 of reading a date: its parts, each from the first token that can be it. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-date */
export function dateFromTokens(value: string, rules: DateRules): DateParts {
  const parts = noParts()
  for (let at = 0; at < value.length; ) {
    const byte = value.charCodeAt(at)
    // 1.
    if (isDelimiter(byte)) {
      at++
      continue
    }
    let end = at + 1
    while (end < value.length && !isDelimiter(value.charCodeAt(end))) end++
    // 2.1, 2.2 and 2.4 begin with a digit, 2.3 does not.
    if (isDigit(byte)) readNumber(value, at, end, parts, rules)
    else if (parts.month === null) parts.month = monthAt(value, at)
    at = end
  }
  return parts
}

function isDelimiter(byte: number): boolean {
  if (byte < 0x20) return byte === 0x09
  return byte < 0x7f && byte !== 0x3a && !isDigit(byte) && !isLetter(byte)
}

/** Steps 2.1, 2.2 and 2.4, for a token that begins with a digit. */
function readNumber(value: string, start: number, end: number, parts: DateParts, rules: DateRules): void {
  // 2.1.
  if (parts.hour === null && readTime(value, start, end, parts, rules)) return
  const digitsEnd = afterDigits(value, start)
  if (digitsEnd !== end && !mayGoOn(rules)) return
  const digits = digitsEnd - start
  // 2.2.
  if (parts.day === null && digits <= 2) {
    parts.day = numberIn(value, start, digitsEnd)
    return
  }
  // 2.4.
  if (parts.year === null && canBeYear(digits, rules)) {
    parts.year = fullYear(numberIn(value, start, digitsEnd), digits, rules)
  }
}

/** Deviation(DV-118): in one engine nothing follows the digits of a token, which can be more. */
function mayGoOn({ cookieDateTokens }: DateRules): boolean {
  return cookieDateTokens === 'leading-digits'
}

/** Deviation(DV-119): in one engine a year has up to five digits. */
function canBeYear(digits: number, { cookieYearDigits }: DateRules): boolean {
  return cookieYearDigits === 'two-to-four' ? digits >= 2 && digits <= 4 : digits <= 5
}

/** Step 2.1: whether the token is a time, which then is one of the parts. */
function readTime(value: string, start: number, end: number, parts: DateParts, rules: DateRules): boolean {
  const hourEnd = afterDigits(value, start)
  const minuteEnd = afterColon(value, hourEnd)
  const secondEnd = afterColon(value, minuteEnd)
  // A field without digits ends where it begins, one after the colon.
  if (minuteEnd < hourEnd + 2 || secondEnd < minuteEnd + 2) return false
  if (mayGoOn(rules)) {
    if (hourEnd - start > 2 || minuteEnd - hourEnd > 3 || secondEnd - minuteEnd > 3) return false
  } else if (secondEnd !== end) return false
  parts.hour = numberIn(value, start, hourEnd)
  parts.minute = numberIn(value, hourEnd + 1, minuteEnd)
  parts.second = numberIn(value, minuteEnd + 1, secondEnd)
  return true
}

/** Where the digits after a colon end; the same place where there is no colon. */
function afterColon(value: string, at: number): number {
  return value.charCodeAt(at) === 0x3a ? afterDigits(value, at + 1) : at
}
