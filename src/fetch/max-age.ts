import type { HeaderList } from '../http/header-list'
import type { Knobs, Seconds } from '../profile/knobs'

/** What of a profile max-age depends on. */
export type MaxAgeRules = Pick<
  Knobs,
  | 'maxAgeLimit'
  | 'maxAgeDefault'
  | 'invalidMaxAge'
  | 'negativeMaxAge'
  | 'emptyMaxAge'
  | 'maxAgeOverflow'
  | 'maxAgePlusSign'
>

/** As HTTP caches do with numbers too large for them. https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2 */
const largestMaxAge: Seconds = 2_147_483_648

/**
 * How long a preflight's answer is kept.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function extractMaxAge(rules: MaxAgeRules, headerList: HeaderList): Seconds {
  // 7.8. and 7.9.
  const maxAge = parseMaxAge(rules, headerList)
  // 7.10. Deviation(DV-14): the limit is the user agent's own.
  return rules.maxAgeLimit !== null && maxAge > rules.maxAgeLimit ? rules.maxAgeLimit : maxAge
}

function parseMaxAge(rules: MaxAgeRules, headerList: HeaderList): Seconds {
  let value: string | null = null
  for (const header of headerList) {
    if (header.name !== 'access-control-max-age') continue
    if (value !== null) return invalid(rules, value)
    value = header.value
  }
  // 7.9. Five seconds, to the standard and to every engine.
  if (value === null) return rules.maxAgeDefault
  // Deviation(DV-17): as good as absent, or no number.
  if (value === '') return rules.emptyMaxAge === 'default' ? rules.maxAgeDefault : invalid(rules, value)
  // Deviation(DV-71): engines take a plus sign.
  const digits = rules.maxAgePlusSign === 'number' && value.startsWith('+') ? value.slice(1) : value
  if (/^\d+$/.test(digits)) return number(rules, digits)
  // Deviation(DV-16): a number all the same, to engines.
  if (rules.negativeMaxAge === 'zero' && /^-\d+$/.test(value)) return 0
  return invalid(rules, value)
}

function number(rules: MaxAgeRules, digits: string): Seconds {
  // Deviation(DV-70): to engines that count in 64 bits, more is no number.
  if (rules.maxAgeOverflow === 'invalid' && Number(digits) >= 2 ** 63) return invalid(rules, digits)
  return Math.min(Number(digits), largestMaxAge)
}

/** Deviation(DV-15): the default, nothing, or what the value begins with. */
function invalid(rules: MaxAgeRules, value: string): Seconds {
  switch (rules.invalidMaxAge) {
    case 'default':
      return rules.maxAgeDefault
    case 'not-stored':
      return 0
    case 'leading-number': {
      const digits = /^\d+/.exec(value)
      return digits === null ? rules.maxAgeDefault : Math.min(Number(digits[0]), largestMaxAge)
    }
  }
}
