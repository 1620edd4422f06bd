import { isTabOrSpace } from '../infra/byte-string'
import { withUTF8Repaired } from '../infra/utf-8'
import type { Instant } from '../profile/knobs'
import type { CookieStepId } from '../spec/steps/cookies'
import type { ParsedCookie, SameSite } from './cookie'
import { attributesOf, type CookieAttribute } from './cookie-attributes'
import type { CookieRefusal, CookieRules } from './cookie-rules'
import { parseDate } from './parse-date'

const attributeLimit = 1024

/** A line with nothing in it that any engine minds. */
const plain = /^[\x20-\x7e]*$/

/** What a line says while its attributes are read, each overriding those before it. */
interface Draft {
  domain: string | null
  path: string | null
  secure: boolean
  httpOnly: boolean
  sameSite: SameSite
  partitioned: boolean
  expires: Instant | null
  maxAge: Instant | null
  /** Which of the two came last. */
  last: 'expires' | 'max-age' | null
}

/**
 * Reads a `Set-Cookie` line, or what a script assigned to `document.cookie`: a byte string, whatever is in it.
 * `serverBehind` is how many milliseconds the server's clock is behind.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#set-cookie
 */
export function parseCookie(
  line: string,
  fromScript: boolean,
  now: Instant,
  rules: CookieRules,
  serverBehind = 0,
): ParsedCookie | CookieRefusal {
  // 1.
  const input = readable(line, rules)
  if (typeof input !== 'string') return input

  // 2. to 4.
  const semicolon = input.indexOf(';')
  const pair = semicolon === -1 ? input : input.slice(0, semicolon)
  const named = nameAndValue(pair, rules)
  if ('step' in named) return named
  const { name, value } = named
  // Deviation(DV-105): to one engine a tab within is a control byte like any other.
  if (rules.tabInCookie === 'rejected' && (name.includes('\t') || value.includes('\t')))
    return refuse('parse-cookie/control-byte', null, '0x09')

  // 5.
  const { cookieSizeLimit } = rules
  const size = name.length + value.length
  // Deviation(DV-110): one engine keeps cookies of any size.
  if (cookieSizeLimit !== null && size > cookieSizeLimit)
    return refuse('parse-cookie/too-long', String(cookieSizeLimit), String(size))

  const draft: Draft = {
    domain: null,
    path: null,
    secure: false,
    httpOnly: false,
    sameSite: 'unset',
    partitioned: false,
    expires: null,
    maxAge: null,
    last: null,
  }
  for (const attribute of attributesOf(input, semicolon)) heed(attribute, draft, now, rules, serverBehind)
  return {
    name,
    value,
    domain: draft.domain,
    path: draft.path,
    secure: draft.secure,
    httpOnly: draft.httpOnly,
    sameSite: draft.sameSite,
    partitioned: draft.partitioned,
    expiry: limitedExpiry(expiryOf(draft, rules), fromScript, now, rules),
  }
}

/** What a line calls its cookie, whether or not it can be read; empty where there is no equals sign: then all of it is a value. */
export function nameIn(line: string): string {
  const name = /^[^;=]*(?==)/.exec(line)?.[0] ?? ''
  return stripped(name, 0, name.length)
}

function refuse(step: CookieStepId, expected: string | null, actual: string | null): CookieRefusal {
  return { step, evidence: expected === null ? { actual } : { expected, actual } }
}

/** The line, as far as it is read; a refusal where it has bytes that it may not have. */
function readable(line: string, rules: CookieRules): string | CookieRefusal {
  if (plain.test(line)) return line
  for (let i = 0; i < line.length; i++) {
    const byte = line.charCodeAt(i)
    if ((byte >= 0x20 && byte < 0x7f) || (byte === 0x09 && rules.tabInCookie !== 'cut')) continue
    // Deviation(DV-109): to one engine a byte that is not ASCII is like one that is not there.
    if (byte > 0x7f && rules.cookieBytes !== 'cut') continue
    // Deviation(DV-143): one engine takes what is before it, and DEL for a letter.
    if (byte === 0x7f && rules.cookieControlBytes === 'cut') continue
    if (rules.cookieControlBytes === 'cut') return line.slice(0, i)
    return refuse('parse-cookie/control-byte', null, `0x${byte.toString(16).padStart(2, '0')}`)
  }
  return line
}

interface Pair {
  readonly name: string
  readonly value: string
}

function nameAndValue(pair: string, rules: CookieRules): Pair | CookieRefusal {
  const equals = pair.indexOf('=')
  if (equals === -1) return withoutEquals(stripped(pair, 0, pair.length), rules)
  // 3. and 4.
  const name = stripped(pair, 0, equals)
  const value = stripped(pair, equals + 1, pair.length)
  if (name === '') {
    // Deviation(DV-107): some engines keep no cookie without a name.
    if (value === '') return emptied(rules)
    if (rules.namelessCookies === 'rejected') return nameless()
    // Deviation(DV-108): it would go out as a cookie of another name.
    if (rules.namelessValueWithEquals === 'rejected' && value.includes('=')) return nameless()
  }
  return inBytes(name, value, rules)
}

function nameless(): CookieRefusal {
  return refuse('parse-cookie/nameless', null, null)
}

/** Deviation(DV-154): one engine keeps even a cookie with neither name nor value. */
function emptied(rules: CookieRules): Pair | CookieRefusal {
  return rules.emptyCookies === 'stored' ? { name: '', value: '' } : refuse('parse-cookie/empty', null, null)
}

function withoutEquals(text: string, rules: CookieRules): Pair | CookieRefusal {
  if (text === '') return emptied(rules)
  // Deviation(DV-106): to some engines it is a name.
  switch (rules.cookieWithoutEquals) {
    case 'nameless':
      return inBytes('', text, rules)
    case 'named':
      return inBytes(text, '', rules)
  }
}

/** Deviation(DV-109): bytes are bytes, but for one engine that wants values to be UTF-8. */
function inBytes(name: string, value: string, { cookieBytes }: CookieRules): Pair {
  return { name, value: cookieBytes === 'utf-8' ? withUTF8Repaired(value) : value }
}

/** A part of a text, without the tabs and spaces at its ends. */
function stripped(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && isTabOrSpace(text.charCodeAt(start))) start++
  while (end > start && isTabOrSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

/** Puts what an attribute says into the draft. */
function heed(
  { name, value }: CookieAttribute,
  draft: Draft,
  now: Instant,
  rules: CookieRules,
  serverBehind: number,
): void {
  // 6. of the attributes. Deviation(DV-111): in one engine it counts like any other.
  if (value.length > attributeLimit && rules.longCookieAttribute === 'ignored') return
  switch (name) {
    case 'expires': {
      const date = parseDate(value, rules)
      // Deviation(DV-146): one engine lets the last one count, even if it makes no sense.
      if (date !== null || rules.invalidExpiry !== 'ignored') {
        // Deviation(DV-158): engines count from when the server says it is.
        draft.expires = date === null || !rules.expiresIsByServerClock ? date : date + serverBehind
        draft.last = 'expires'
      }
      break
    }
    case 'max-age': {
      const expiry = maxAgeExpiry(value, now, rules)
      if (expiry !== null || rules.invalidExpiry === 'both-count') {
        draft.maxAge = expiry
        draft.last = 'max-age'
      }
      break
    }
    case 'domain':
      // Only the last one counts, an empty one too.
      draft.domain = domainOf(value, rules)
      break
    case 'path':
      draft.path = value.startsWith('/') ? value : null
      break
    case 'secure':
      draft.secure = true
      break
    case 'httponly':
      draft.httpOnly = true
      break
    case 'samesite':
      draft.sameSite = sameSiteOf(value)
      break
    case 'partitioned':
      // Deviation(DV-140): an attribute like any other unknown one, where it is not known.
      draft.partitioned = rules.partitionedIsKnown
      break
    default:
  }
}

/** The Domain attribute, without its dot. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#the-domain-attribute */
function domainOf(value: string, rules: CookieRules): string | null {
  // Deviation(DV-144): to one engine this is some domain, and nobody's.
  if (value === '.' && rules.domainOfDotAlone === 'rejected') return value
  // 2. and 3.
  const bare = value.startsWith('.') ? value.slice(1) : value
  return bare === '' ? null : bare
}

/** The SameSite attribute. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#the-samesite-attribute */
function sameSiteOf(value: string): SameSite {
  // 2. to 4.
  switch (value) {
    case 'none':
      return 'none'
    case 'strict':
      return 'strict'
    case 'lax':
      return 'lax'
    default:
      // 1.
      return 'unset'
  }
}

/** The Max-Age attribute, null where it is none. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#ua-attribute-max-age */
function maxAgeExpiry(value: string, now: Instant, rules: CookieRules): Instant | null {
  // Deviation(DV-155): to one engine nothing is zero.
  if (value === '') return rules.emptyCookieMaxAge === 'expires' ? Number.NEGATIVE_INFINITY : null
  // Deviation(DV-116): one engine takes a lone minus sign for a negative number.
  if (value === '-') return rules.cookieMaxAgeMinusSign === 'expires' ? Number.NEGATIVE_INFINITY : null
  // Deviation(DV-115): one engine takes a plus sign.
  const sign = value[0]
  const signed = sign === '-' || (sign === '+' && rules.cookieMaxAgePlusSign)
  // 1. to 3.
  if (!allDigits(value, signed ? 1 : 0)) return null
  // 4. to 7. As many digits as there may be, the limit comes later.
  const seconds = Number(value)
  return seconds <= 0 ? Number.NEGATIVE_INFINITY : now + seconds * 1000
}

/** Whether there is at least one digit from there on, and nothing else. */
function allDigits(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const byte = text.charCodeAt(i)
    if (byte < 0x30 || byte > 0x39) return false
  }
  return text.length > from
}

/** Storage model, 6. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model */
function expiryOf({ expires, maxAge, last }: Draft, rules: CookieRules): Instant | null {
  // Deviation(DV-114): in one engine the last one counts.
  if (rules.maxAgeAgainstExpires === 'last-wins') return last === 'expires' ? expires : maxAge
  return maxAge ?? expires
}

/** The last moment that a `Date` can be: infinity would be lost in JSON. */
const latestDate: Instant = 8.64e15

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-lifetime-limits */
export function limitedExpiry(
  expiry: Instant | null,
  fromScript: boolean,
  now: Instant,
  rules: CookieRules,
): Instant | null {
  if (expiry === null) return null
  // Deviation(DV-112): 400 days, in most engines.
  const { cookieLifetimeLimit, scriptCookieLifetimeLimit } = rules
  let latest = cookieLifetimeLimit === null ? latestDate : now + cookieLifetimeLimit * 1000
  // Deviation(DV-113): one engine keeps what a script sets for a week.
  if (fromScript && scriptCookieLifetimeLimit !== null)
    latest = Math.min(latest, now + scriptCookieLifetimeLimit * 1000)
  return Math.min(expiry, latest)
}

/** What cookies that come otherwise than as a line have to keep to, too. */
export const cookieLimits = {
  // Deviation(DV-105): as above.
  hasWrongTab: ({ tabInCookie }: CookieRules, text: string): boolean =>
    tabInCookie === 'rejected' && text.includes('\t'),
  // Deviation(DV-107): as above.
  needsName: ({ namelessCookies }: CookieRules): boolean => namelessCookies === 'rejected',
  // Deviation(DV-110): as above.
  isTooLong: ({ cookieSizeLimit }: CookieRules, size: number): boolean =>
    cookieSizeLimit !== null && size > cookieSizeLimit,
  // Deviation(DV-140): as above.
  knowsPartitioned: ({ partitionedIsKnown }: CookieRules): boolean => partitionedIsKnown,
}
