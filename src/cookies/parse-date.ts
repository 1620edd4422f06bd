import type { Instant } from '../profile/knobs'
import { dateByGuess } from './date-guess'
import { dateInOrder } from './date-in-order'
import { type DateParts, type DateRules, instantOf } from './date-parts'
import { dateFromTokens } from './date-tokens'

export type { DateRules } from './date-parts'

/**
 * The moment that an `Expires` attribute tells, in milliseconds since the epoch; null where it tells none.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-date
 */
export function parseDate(value: string, rules: DateRules): Instant | null {
  // 1. and 2.
  const parts = partsOf(value, rules)
  // 3. to 7.
  return instantOf(parts, rules)
}

/** Deviation(DV-117): two engines look for the parts of a date in ways of their own. */
function partsOf(value: string, rules: DateRules): DateParts {
  switch (rules.cookieDateReading) {
    case 'tokens':
      return dateFromTokens(value, rules)
    case 'guessed':
      return dateByGuess(value, rules)
    case 'in-order':
      return dateInOrder(value, rules)
  }
}
