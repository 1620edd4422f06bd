/**
 * Reads cookies that another program wrote, member by member. What is wrong is collected, and something in its place is
 * returned, so that everything can be said at once.
 */
import type { ConfigIssue } from '../../infra/config-error'
import { publicSuffix } from '../../origin/public-suffix'
import { parseURL } from '../../origin/url-record'
import { type CookieStore, cookieStoreOf, identityOf } from '../cookie-store'
import { type InteropLoss, leftOut, partLost, type UnstoredCookie } from './interop'

/** What is wrong so far, what is lost so far, and what has been read. */
export interface Reading {
  readonly issues: ConfigIssue[]
  readonly lost: InteropLoss[]
  readonly cookies: UnstoredCookie[]
}

/** Members of something that came from elsewhere; of their values nothing is known yet. */
export interface Members {
  readonly [name: string]: unknown
}

export function newReading(): Reading {
  return { issues: [], lost: [], cookies: [] }
}

/** Reports that something is wrong at `path`; `expected` completes “must be”. */
export function report(path: string, value: unknown, expected: string, issues: ConfigIssue[]): void {
  issues.push(
    value === undefined
      ? { path, value, reason: 'missing', message: `${path} is missing; it must be ${expected}` }
      : { path, value, reason: 'invalid', message: `${path} must be ${expected}` },
  )
}

/** The object's members; null where it is none, which has been reported then. */
export function membersOf(value: unknown, path: string, issues: ConfigIssue[]): Members | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members
  report(path, typeof value, 'an object', issues)
  return null
}

export function textOf(value: unknown, path: string, issues: ConfigIssue[]): string {
  if (typeof value === 'string') return value
  // What stands there may be a secret, if it is a value.
  report(path, value === undefined ? value : typeof value, 'a string', issues)
  return ''
}

export function booleanOf(value: unknown, path: string, byDefault: boolean, issues: ConfigIssue[]): boolean {
  if (value === undefined) return byDefault
  if (typeof value === 'boolean') return value
  report(path, value, 'true or false', issues)
  return byDefault
}

/** Checks that a name can be one on the wire, where an equals sign ends it. */
export function checkName(name: string, path: string, issues: ConfigIssue[]): void {
  if (/[\0\r\n;=]/.test(name))
    report(path, name, 'a name without semicolons, equals signs and line breaks', issues)
}

/** Checks that a value is one cookie on the wire, and not two. It is not repeated: it may be a secret. */
export function checkValue(value: string, path: string, issues: ConfigIssue[]): void {
  if (/[\0\r\n;]/.test(value)) report(path, '…', 'a value without semicolons and line breaks', issues)
}

export function pathOf(value: unknown, path: string, issues: ConfigIssue[]): string {
  const text = textOf(value, path, issues)
  if (typeof value === 'string' && !/^\/[^\0\r\n]*$/.test(text))
    report(path, text, 'a path that begins with a slash', issues)
  return text
}

/**
 * The host as URLs have it: in lower case, in ASCII, an IPv6 address in brackets. A dot in front is no part of it.
 * https://url.spec.whatwg.org/#concept-host-parser
 */
export function hostOf(value: unknown, path: string, issues: ConfigIssue[]): string {
  const text = textOf(value, path, issues).replace(/^\./, '')
  const url = parseURL(`http://${text.includes(':') && !text.startsWith('[') ? `[${text}]` : text}/`)
  // A port, a path or a user in it would show.
  if (url !== null && url.host !== null && url.href === `http://${url.host}/`) return url.host
  if (typeof value === 'string')
    report(path, value, 'a host such as example.com, without scheme, port and path', issues)
  return ''
}

/** The host without the brackets of an IPv6 address, as curl and tough-cookie write it. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host
}

/**
 * The store of what was read. Where two are the same to it the later one stays, as if they had been set in order, and no
 * cookie goes to every host below a public suffix.
 */
export function storeOfRead({ cookies, lost }: Reading): CookieStore {
  const stored = new Map<string, UnstoredCookie>()
  const inOrder = cookies.map((cookie) => withinSuffix(cookie, lost)).sort((a, b) => a.creation - b.creation)
  for (const cookie of inOrder) {
    const identity = identityOf(cookie)
    const earlier = stored.get(identity)
    if (earlier !== undefined)
      lost.push(leftOut(earlier, 'value', 'A later cookie of the same name, host and path takes its place.'))
    stored.set(identity, cookie)
  }
  return cookieStoreOf(stored.values())
}

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model */
function withinSuffix(cookie: UnstoredCookie, lost: InteropLoss[]): UnstoredCookie {
  // 9.
  if (cookie.hostOnly || publicSuffix(cookie.host) !== cookie.host) return cookie
  const reason = `${cookie.host} is a public suffix: browsers send such a cookie to that host alone.`
  lost.push(partLost(cookie, 'hostOnly', reason))
  return { ...cookie, hostOnly: true }
}
