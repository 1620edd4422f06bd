import type { ConfigIssue } from '../infra/config-error'

/** Reports that an options argument is no object, or has properties that are not options. */
export function checkKeys(
  options: object,
  known: readonly string[],
  prefix: string,
  issues: ConfigIssue[],
): void {
  if (typeof options !== 'object' || options === null) {
    const path = prefix === '' ? 'options' : prefix.slice(0, -1)
    issues.push({ path, value: options, reason: 'invalid', message: 'must be an object' })
    return
  }
  for (const [key, value] of Object.entries(options)) {
    if (known.includes(key)) continue
    const message = `is no option; there are ${known.join(', ')}`
    issues.push({ path: `${prefix}${key}`, value, reason: 'invalid', message })
  }
}

/** The longest time that a timer of the platform can wait; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * The limits that hold, given some and the defaults, both by name. A limit is a positive whole number or
 * `Infinity`; a time (`…Ms`) also one that timers can wait.
 */
export function checkLimits<Limits extends { readonly [K in keyof Limits]: number }>(
  given: Partial<Limits>,
  defaults: Limits,
  issues: ConfigIssue[],
): Limits {
  const limits: Limits = { ...defaults }
  if (typeof given !== 'object' || given === null) return limits
  for (const name of Object.keys(defaults) as (keyof Limits & string)[]) {
    const value = given[name]
    if (value === undefined) continue
    const largest = name.endsWith('Ms') ? longestTimer : Number.MAX_SAFE_INTEGER
    const whole = Number.isInteger(value) && value >= 1 && value <= largest
    if (whole || value === Number.POSITIVE_INFINITY) limits[name] = value
    else {
      const message = `must be a whole number from 1 to ${largest}, or Infinity`
      issues.push({ path: name, value, reason: 'invalid', message })
    }
  }
  return limits
}
