/**
 * To and from cookies.txt, the file of Netscape that curl, wget, Python and browser extensions share: seven fields a line,
 * with tabs between them. https://curl.se/docs/http-cookies.html
 */
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import type { Instant } from '../../profile/knobs'
import type { Cookie } from '../cookie'
import { allCookies, type CookieStore } from '../cookie-store'
import { type Interop, type InteropLoss, leftOut, lostOfAll, partLost } from './interop'
import {
  checkName,
  checkValue,
  hostOf,
  newReading,
  pathOf,
  type Reading,
  report,
  storeOfRead,
  withoutBrackets,
} from './reading'
import { bytesOfText, isWellFormed, textOfBytes } from './text'

const httpOnlyPrefix = '#HttpOnly_'

/**
 * The cookies of a cookies.txt, in the order of its lines, as if all of them had come at `now`. Lines are read as curl reads
 * them, but that a field may be empty: one without a name is a cookie without a name.
 *
 * @throws ConfigError naming every line that is wrong.
 */
export function fromNetscape(text: string, now: Instant = 0): Interop<CookieStore> {
  const reading = newReading()
  const { issues } = reading
  if (typeof text !== 'string') report('text', text, 'the text of a cookies.txt', issues)
  else {
    // An editor may have put a byte order mark in front.
    const lines = text.replace(/^\ufeff/, '').split('\n')
    for (let i = 0; i < lines.length; i++) readLine(lines[i] as string, `line ${i + 1}`, now, reading)
  }
  // With a tab too few, any field may have the value in it.
  if (issues.length > 0) throw new ConfigError(issues.map((issue) => ({ ...issue, value: '…' })))
  return { value: storeOfRead(reading), lost: reading.lost }
}

function readLine(line: string, at: string, now: Instant, { issues, lost, cookies }: Reading): void {
  // Comments, but for the one that is none.
  const httpOnly = line.startsWith(httpOnlyPrefix)
  if (line.trim() === '' || (line.startsWith('#') && !httpOnly)) return
  // An empty value at the end may have lost its tab.
  const fields = (httpOnly ? line.slice(httpOnlyPrefix.length) : line).replace(/\r$/, '').split('\t')
  if (fields.length === 6) fields.push('')
  if (fields.length !== 7) {
    const expected =
      'domain, TRUE or FALSE, path, TRUE or FALSE, expiry, name and value, with tabs between them'
    const message = `${at} has ${fields.length} of seven fields: ${expected}`
    issues.push({ path: at, value: '…', reason: 'invalid', message })
    return
  }
  const [domain, tailMatch, path, secure, expiry, name, value] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  // The flag decides, and the dot must not say otherwise.
  const hostOnly = !flagOf(tailMatch, `${at}, second field`, issues)
  if (hostOnly && domain.startsWith('.')) {
    const message = `${at}, second field must be TRUE for ${domain}, or the domain ${domain.slice(1)} for that host alone`
    issues.push({ path: `${at}, second field`, value: tailMatch, reason: 'contradicts', message })
  }
  checkName(name, `${at}, name`, issues)
  checkValue(value, `${at}, value`, issues)
  const cookie = {
    name: bytesOfText(name),
    value: bytesOfText(value),
    host: hostOf(domain, `${at}, domain`, issues),
    hostOnly,
    path: bytesOfText(pathOf(path, `${at}, path`, issues)),
    secure: flagOf(secure, `${at}, fourth field`, issues),
    httpOnly,
    sameSite: 'unset',
    partition: null,
    partitioned: false,
    expiry: expiryOf(expiry, `${at}, expiry`, issues),
    creation: now,
    lastAccess: now,
  } as const
  if (![name, value, path].every(isWellFormed))
    lost.push(partLost(cookie, 'value', 'Half a surrogate pair is no character, and became U+FFFD.'))
  cookies.push(cookie)
}

function flagOf(field: string, path: string, issues: ConfigIssue[]): boolean {
  if (!/^(?:true|false)$/i.test(field)) report(path, field, 'TRUE or FALSE', issues)
  return /^true$/i.test(field)
}

/** In milliseconds; null for 0, and for the nothing that Python writes. */
function expiryOf(field: string, path: string, issues: ConfigIssue[]): Instant | null {
  if (!/^(?:\d{1,20}(?:\.\d+)?)?$/.test(field))
    report(path, field, 'in seconds since 1970, or 0 for a session cookie', issues)
  const seconds = Number(field)
  return seconds === 0 ? null : Math.round(seconds * 1000)
}

/**
 * The store as a cookies.txt, in the order of creation. Cookies are left out that would not be the same there: those in
 * partitions, without a name, with a tab, or that are no UTF-8.
 */
export function toNetscape(store: CookieStore): Interop<string> {
  const lost: InteropLoss[] = []
  let text = '# Netscape HTTP Cookie File\n# https://curl.se/docs/http-cookies.html\n\n'
  let written = 0
  for (const cookie of allCookies(store)) {
    const refusal = unfit(cookie)
    if (refusal !== null) {
      lost.push(refusal)
      continue
    }
    text += `${lineOf(cookie, lost)}\n`
    written++
  }
  if (written > 0) {
    lost.push(lostOfAll('creation', 'cookies.txt does not say when a cookie came; the order of lines stays.'))
    lost.push(lostOfAll('lastAccess', 'cookies.txt does not say when a cookie was last read.'))
  }
  return { value: text, lost }
}

/** Why a cookie cannot be a line; null where it can. */
function unfit(cookie: Cookie): InteropLoss | null {
  if (cookie.partition !== null)
    return leftOut(
      cookie,
      'partition',
      'cookies.txt has no partitions: it would go to this host from every site.',
    )
  if (cookie.name === '')
    return leftOut(cookie, 'name', 'To curl a line without a name is a cookie whose name is the value.')
  for (const member of ['name', 'value', 'path'] as const) {
    if (/[\0\t\r\n]/.test(cookie[member]))
      return leftOut(cookie, member, 'It has a tab or a line break, and these divide a cookies.txt.')
    if (textOfBytes(cookie[member]) === null)
      return leftOut(cookie, member, 'It is not UTF-8, and so nothing that a text file can have.')
  }
  return null
}

function lineOf(cookie: Cookie, lost: InteropLoss[]): string {
  const { host, hostOnly, secure, httpOnly, sameSite, partitioned } = cookie
  if (sameSite !== 'unset')
    lost.push(partLost(cookie, 'sameSite', 'cookies.txt has no SameSite: read back, it says nothing.'))
  if (partitioned) lost.push(partLost(cookie, 'partitioned', 'cookies.txt has no Partitioned.'))
  const domain = withoutBrackets(host)
  const [path, name, value] = [cookie.path, cookie.name, cookie.value].map(textOfBytes)
  const fields = [
    `${httpOnly ? httpOnlyPrefix : ''}${hostOnly ? domain : `.${domain}`}`,
    flag(!hostOnly),
    path,
    flag(secure),
    String(secondsOf(cookie, lost)),
    name,
    value,
  ]
  return fields.join('\t')
}

function flag(on: boolean): string {
  return on ? 'TRUE' : 'FALSE'
}

/** The most seconds whose milliseconds are counted exactly. */
const mostSeconds = Math.floor(Number.MAX_SAFE_INTEGER / 1000)

/** Its expiry in whole seconds; 0, which is for session cookies, is put off to 1. */
function secondsOf(cookie: Cookie, lost: InteropLoss[]): number {
  if (cookie.expiry === null) return 0
  const seconds = Math.min(mostSeconds, Math.max(1, Math.floor(cookie.expiry / 1000)))
  if (seconds * 1000 !== cookie.expiry)
    lost.push(partLost(cookie, 'expiry', 'cookies.txt has whole seconds, from the first of 1970 on.'))
  return seconds
}
