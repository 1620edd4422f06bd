/**
 * To and from the cookies of Playwright: of `storageState()`, `context.cookies()` and `context.addCookies()`.
 * https://playwright.dev/docs/api/class-browsercontext#browser-context-storage-state
 */
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import { parseURL } from '../../origin/url-record'
import type { Instant } from '../../profile/knobs'
import type { Cookie, CookiePartition, SameSite } from '../cookie'
import { allCookies, type CookieStore } from '../cookie-store'
import { type CookieLabel, type Interop, type InteropLoss, leftOut, lostOfAll, partLost } from './interop'
import {
  booleanOf,
  checkName,
  checkValue,
  hostOf,
  membersOf,
  newReading,
  pathOf,
  type Reading,
  report,
  storeOfRead,
  textOf,
} from './reading'
import { bytesOfText, isWellFormed, textOfBytes } from './text'

/** A cookie of a storage state. */
export interface PlaywrightCookie {
  name: string
  value: string
  /** With a dot in front where it goes to hosts below as well. */
  domain: string
  path: string
  /** In seconds since 1970; -1 for a session cookie. */
  expires: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'Strict' | 'Lax' | 'None'
  /** The top-level site whose jar it is in. */
  partitionKey?: string
  /** Whether a cross-site ancestor stands between. Playwright writes it for Chromium, and takes its absence for true. */
  _crHasCrossSiteAncestor?: boolean
}

/**
 * The cookies of a storage state, or of a list of them, as if all had come at `now`. Playwright writes `Lax` for cookies of
 * Chromium that say nothing, and so they are lax.
 *
 * @throws ConfigError naming everything that is wrong with it.
 */
export function fromPlaywright(given: unknown, now: Instant = 0): Interop<CookieStore> {
  const reading = newReading()
  const { issues } = reading
  const list = listOf(given, reading)
  for (let i = 0; i < list.length; i++) readCookie(list[i], `cookies[${i}]`, now, reading)
  if (issues.length > 0) throw new ConfigError(issues)
  return { value: storeOfRead(reading), lost: reading.lost }
}

/** The list of cookies, and a loss for whatever lies beside it. */
function listOf(given: unknown, { issues, lost }: Reading): readonly unknown[] {
  if (Array.isArray(given)) return given
  const members = typeof given === 'object' && given !== null ? Object.entries(given) : []
  const cookies: unknown = members.find(([name]) => name === 'cookies')?.[1]
  if (!Array.isArray(cookies)) {
    const expected = 'an array: what storageState() has, or context.cookies() returns'
    report('cookies', cookies === undefined ? undefined : typeof cookies, expected, issues)
    return []
  }
  for (const [name, value] of members) {
    const empty = value === undefined || (Array.isArray(value) && value.length === 0)
    if (name !== 'cookies' && !empty)
      lost.push(lostOfAll(name, 'A cookie store has cookies and nothing else.'))
  }
  return cookies
}

const known: ReadonlySet<string> = new Set([
  'name',
  'value',
  'domain',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'partitionKey',
  '_crHasCrossSiteAncestor',
])

function readCookie(json: unknown, at: string, now: Instant, { issues, lost, cookies }: Reading): void {
  const given = membersOf(json, at, issues)
  if (given === null) return
  const texts = {
    name: textOf(given['name'], `${at}.name`, issues),
    value: textOf(given['value'], `${at}.value`, issues),
    path: pathOf(given['path'], `${at}.path`, issues),
  }
  checkName(texts.name, `${at}.name`, issues)
  checkValue(texts.value, `${at}.value`, issues)
  const label: CookieLabel = {
    name: bytesOfText(texts.name),
    host: hostOf(given['domain'], `${at}.domain`, issues),
    path: bytesOfText(texts.path),
  }
  const partition = readPartition(given['partitionKey'], `${at}.partitionKey`, issues)
  const crossSite = booleanOf(given['_crHasCrossSiteAncestor'], `${at}._crHasCrossSiteAncestor`, true, issues)
  const cookie = {
    ...label,
    value: bytesOfText(texts.value),
    hostOnly: !String(given['domain']).startsWith('.'),
    secure: booleanOf(given['secure'], `${at}.secure`, false, issues),
    httpOnly: booleanOf(given['httpOnly'], `${at}.httpOnly`, false, issues),
    sameSite: readSameSite(given['sameSite'], `${at}.sameSite`, issues),
    expiry: readExpires(given['expires'], `${at}.expires`, issues),
    creation: now,
    lastAccess: now,
  }
  if (partition === 'unknown') {
    lost.push(leftOut(label, 'partitionKey', 'It is no site with a scheme, and so the jar is not known.'))
    return
  }
  const key = partition !== null && crossSite ? `^${partition}` : partition
  cookies.push({ ...cookie, partition: key, partitioned: key !== null })
  for (const member of ['name', 'value', 'path'] as const) {
    if (!isWellFormed(texts[member]))
      lost.push(partLost(label, member, 'Half a surrogate pair is no character, and became U+FFFD.'))
  }
  for (const member of Object.keys(given)) {
    if (!known.has(member)) lost.push(partLost(label, member, 'It is nothing that cookies have here.'))
  }
}

/** The site of the jar, null where all sites share it. */
function readPartition(given: unknown, path: string, issues: ConfigIssue[]): string | 'unknown' | null {
  if (given === undefined || given === '') return null
  return siteOf(textOf(given, path, issues)) ?? 'unknown'
}

/** The serialized site of a URL or an origin; null where there is none. */
function siteOf(text: string): string | null {
  const origin = parseURL(text)?.origin
  return origin === undefined || origin.kind === 'opaque' ? null : origin.site
}

/** In milliseconds; null for a session cookie. */
function readExpires(given: unknown, path: string, issues: ConfigIssue[]): Instant | null {
  if (given === undefined || given === -1) return null
  if (typeof given === 'number' && Number.isFinite(given) && given >= 0) return Math.round(given * 1000)
  report(path, given, 'in seconds since 1970, or -1 for a session cookie', issues)
  return null
}

const sameSites = { Strict: 'strict', Lax: 'lax', None: 'none' } as const

function readSameSite(given: unknown, path: string, issues: ConfigIssue[]): SameSite {
  if (given === undefined) return 'unset'
  if (given === 'Strict' || given === 'Lax' || given === 'None') return sameSites[given]
  report(path, given, "one of 'Strict', 'Lax', 'None'", issues)
  return 'unset'
}

/** The last second of the year 9999, beyond which Playwright takes no cookie. */
const lastExpires = 253_402_300_799

/**
 * The store as Playwright’s cookies, in the order of creation: for `context.addCookies(value)`, or for `newContext` as
 * `{ storageState: { cookies: value, origins: [] } }`. Cookies are left out that Playwright would refuse, and all with them.
 */
export function toPlaywright(store: CookieStore): Interop<PlaywrightCookie[]> {
  const lost: InteropLoss[] = []
  const value: PlaywrightCookie[] = []
  for (const cookie of allCookies(store)) {
    const refusal = unfit(cookie)
    if (refusal === null) value.push(playwrightCookieOf(cookie, lost))
    else lost.push(refusal)
  }
  if (value.length > 0) {
    lost.push(
      lostOfAll('creation', 'Playwright does not say when a cookie came; the order of the list stays.'),
    )
    lost.push(lostOfAll('lastAccess', 'Playwright does not say when a cookie was last read.'))
  }
  return { value, lost }
}

/** Why a cookie cannot be one of Playwright’s; null where it can. */
function unfit(cookie: Cookie): InteropLoss | null {
  for (const member of ['name', 'value', 'path'] as const) {
    if (textOfBytes(cookie[member]) === null)
      return leftOut(cookie, member, 'It is not UTF-8, and so nothing that JSON can have.')
  }
  if (cookie.expiry !== null && cookie.expiry <= 0)
    return leftOut(cookie, 'expiry', 'Playwright takes no cookie that expired before 1970.')
  if (
    cookie.partition !== null &&
    siteOf(topLevelSiteOf(cookie.partition)) !== topLevelSiteOf(cookie.partition)
  )
    return leftOut(cookie, 'partition', 'Its top-level site has no name outside of here.')
  return null
}

function playwrightCookieOf(cookie: Cookie, lost: InteropLoss[]): PlaywrightCookie {
  const { host, path, secure, httpOnly, partition } = cookie
  if (cookie.partitioned !== (partition !== null))
    lost.push(
      partLost(cookie, 'partitioned', 'To Playwright a cookie says Partitioned if it is in a partition.'),
    )
  return {
    name: textOfBytes(cookie.name) as string,
    value: textOfBytes(cookie.value) as string,
    domain: cookie.hostOnly || isAddress(cookie, lost) ? host : `.${host}`,
    path: textOfBytes(path) as string,
    expires: expiresOf(cookie, lost),
    httpOnly,
    secure,
    sameSite: sameSiteOf(cookie, lost),
    ...partitionOf(partition),
  }
}

/** Whether a cookie for the hosts below is one for an address, where no host is below. Browsers take no dot before it. */
function isAddress(cookie: Cookie, lost: InteropLoss[]): boolean {
  const kind = parseURL(`http://${cookie.host}/`)?.hostKind
  if (kind !== 'ipv4' && kind !== 'ipv6') return false
  lost.push(
    partLost(cookie, 'hostOnly', 'No host is below an address, and Playwright has no dot before one.'),
  )
  return true
}

function expiresOf(cookie: Cookie, lost: InteropLoss[]): number {
  if (cookie.expiry === null) return -1
  const expires = Math.min(lastExpires, cookie.expiry / 1000)
  if (Math.round(expires * 1000) !== cookie.expiry)
    lost.push(partLost(cookie, 'expiry', 'It is kept in milliseconds, and until the end of the year 9999.'))
  return expires
}

function sameSiteOf(cookie: Cookie, lost: InteropLoss[]): PlaywrightCookie['sameSite'] {
  switch (cookie.sameSite) {
    case 'strict':
      return 'Strict'
    case 'lax':
      return 'Lax'
    case 'none':
      return 'None'
    case 'unset':
      lost.push(
        partLost(cookie, 'sameSite', 'Playwright has no word for a cookie that says nothing: it is Lax.'),
      )
      return 'Lax'
  }
}

function partitionOf(
  partition: CookiePartition | null,
): Pick<PlaywrightCookie, 'partitionKey' | '_crHasCrossSiteAncestor'> {
  if (partition === null) return {}
  return { partitionKey: topLevelSiteOf(partition), _crHasCrossSiteAncestor: partition.startsWith('^') }
}

function topLevelSiteOf(partition: CookiePartition): string {
  return partition.replace(/^\^/, '')
}
