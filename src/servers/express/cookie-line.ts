import { isToken } from '../../infra/byte-string'
import type { Instant } from '../../profile/knobs'
import { httpDate } from './http-date'

/** The options of a cookie as the package `cookie` takes them, on which Express and express-session stand. */
export interface CookieLineOptions {
  readonly domain?: string | undefined
  readonly path?: string | null | undefined
  readonly httpOnly?: boolean | undefined
  readonly secure?: boolean | undefined
  readonly partitioned?: boolean | undefined
  readonly priority?: 'low' | 'medium' | 'high' | undefined
  /** `true` means `strict`. */
  readonly sameSite?: boolean | 'lax' | 'strict' | 'none' | undefined
  /** How the value is written; `encodeURIComponent` unless said otherwise. */
  readonly encode?: ((value: string) => string) | undefined
}

export interface ExpressCookieOptions extends CookieLineOptions {
  /** Milliseconds, as Express counts them; seconds are what is written. */
  readonly maxAge?: number | undefined
  /** A `Date`. */
  readonly expires?: { toUTCString(): string } | undefined
  /** The moment of the answer, in milliseconds. Without it `maxAge` gives no `Expires`, which no browser misses. */
  readonly now?: Instant | undefined
}

/**
 * The value of `Set-Cookie` that `res.cookie(name, value, options)` of Express 5 sends: `Path=/` unless said
 * otherwise, objects as JSON behind `j:`, and `Max-Age` in seconds. The session's cookie of
 * `answer(200, { 'set-cookie': expressCookie('sid', 'x', { httpOnly: true }) })`.
 *
 * Signed cookies are left out: sign the value yourself.
 *
 * @throws TypeError as Express does, where a part cannot be written
 */
export function expressCookie(name: string, value: unknown, options: ExpressCookieOptions = {}): string {
  const { maxAge, now, path } = options
  const text = typeof value === 'object' ? `j:${JSON.stringify(value)}` : String(value)
  // As in Express, a maximum age that is no number is left to the package.
  const age = maxAge === undefined || maxAge === null ? null : Math.floor(maxAge / 1000)
  if (age !== null && !Number.isFinite(age)) throw new TypeError('option maxAge is invalid')
  const expires =
    age === null
      ? options.expires?.toUTCString()
      : now === undefined
        ? undefined
        : httpDate(now + (maxAge ?? 0))
  return cookieLine(name, text, { ...options, path: path ?? '/' }, age, expires ?? null)
}

/** The line of `res.clearCookie(name, options)`: the same cookie, empty and long over. */
export function expressClearCookie(name: string, options: ExpressCookieOptions = {}): string {
  return cookieLine(name, '', { ...options, path: options.path ?? '/' }, null, httpDate(1))
}

/** A cookie as the package `cookie` 0.7 serializes it. The age is in seconds, `expires` a date in words. */
export function cookieLine(
  name: string,
  value: string,
  options: CookieLineOptions,
  maxAge: number | null,
  expires: string | null,
): string {
  const { domain, path, httpOnly, secure, partitioned, priority, sameSite, encode } = options
  if (!isToken(name)) throw new TypeError('argument name is invalid')
  const encoded = (encode ?? encodeURIComponent)(value)
  if (!cookieValue.test(encoded)) throw new TypeError('argument val is invalid')
  if (domain && !cookieDomain.test(domain)) throw new TypeError('option domain is invalid')
  if (path && !cookiePath.test(path)) throw new TypeError('option path is invalid')
  const parts = [
    `${name}=${encoded}`,
    maxAge === null ? '' : `Max-Age=${maxAge}`,
    domain ? `Domain=${domain}` : '',
    path ? `Path=${path}` : '',
    expires === null ? '' : `Expires=${expires}`,
    httpOnly ? 'HttpOnly' : '',
    secure ? 'Secure' : '',
    partitioned ? 'Partitioned' : '',
    priority ? `Priority=${named(priorities, priority, 'priority')}` : '',
    sameSite ? `SameSite=${named(sameSites, String(sameSite), 'sameSite')}` : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}

/** Whole quotes around it, or none, and no other quote, space, comma, semicolon or backslash. */
const cookieValue = /^("?)[!#-+\--:<-[\]-~]*\1$/
const cookieDomain = /^\.?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
const cookiePath = /^[ -:=-~]*$/

const priorities: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['high', 'High'],
])
const sameSites: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['true', 'Strict'],
  ['strict', 'Strict'],
  ['lax', 'Lax'],
  ['none', 'None'],
])

function named(names: ReadonlyMap<string, string>, value: string, option: string): string {
  const found = names.get(value.toLowerCase())
  if (found === undefined) throw new TypeError(`option ${option} is invalid`)
  return found
}

/** The value of a cookie in a `Cookie` header as the package reads it: the first of that name, decoded; else null. */
export function cookieIn(header: string | null, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=')
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue
    const value = pair.slice(equals + 1).trim()
    const bare = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value
    try {
      return decodeURIComponent(bare)
    } catch {
      return bare
    }
  }
  return null
}
