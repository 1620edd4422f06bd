/**
 * To and from tough-cookie 6. Its strings are bytes as ours are: what a `Set-Cookie` header has is what it keeps and what it
 * sends. How a jar was set up, and how a cookie came by its path, are no properties of cookies, and stay behind.
 */
import { isByteString } from '../../infra/byte-string'
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import { parseURL } from '../../origin/url-record'
import type { Instant } from '../../profile/knobs'
import type { Cookie, SameSite } from '../cookie'
import { allCookies, type CookieStore } from '../cookie-store'
import { type CookieLabel, type Interop, type InteropLoss, leftOut, partLost } from './interop'
import { instantOfISODate, isoDate, nearestDate } from './iso-date'
import {
  booleanOf,
  checkName,
  checkValue,
  hostOf,
  type Members,
  membersOf,
  newReading,
  pathOf,
  type Reading,
  report,
  storeOfRead,
  textOf,
  withoutBrackets,
} from './reading'
import { bytesOfText } from './text'

/** What `jar.serializeSync()` returns and `CookieJar.deserializeSync` takes. */
export interface ToughCookieJSON {
  version: string
  storeType: string | null
  rejectPublicSuffixes: boolean
  cookies: ToughSerializedCookie[]
  [setting: string]: unknown
}

export interface ToughSerializedCookie {
  key: string
  value: string
  [member: string]: unknown
}

/** Something that serializes itself as a `CookieJar` does. */
export type ToughCookieJar = { serializeSync(): unknown } | { toJSON(): unknown }

/** The class `CookieJar`. */
export interface ToughCookieJarClass<Jar> {
  deserializeSync(serialized: ToughCookieJSON): Jar
}

/**
 * The cookies of a tough-cookie jar that is in memory. Of another, give `await jar.serialize()` to `fromToughCookieJSON`.
 *
 * @throws ConfigError naming everything that is wrong with it.
 */
export function fromToughCookieJar(jar: ToughCookieJar, now: Instant = 0): Interop<CookieStore> {
  return fromToughCookieJSON(serialized(jar), now)
}

function serialized(jar: unknown): unknown {
  const { serializeSync, toJSON } = (typeof jar === 'object' && jar !== null ? jar : {}) as Members
  const serialize = typeof serializeSync === 'function' ? serializeSync : toJSON
  if (typeof serialize !== 'function') {
    const message =
      'jar must be a CookieJar of tough-cookie; what one has written is read by fromToughCookieJSON'
    throw new ConfigError([{ path: 'jar', value: typeof jar, reason: 'invalid', message }])
  }
  try {
    return serialize.call(jar)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const remedy = 'give what `await jar.serialize()` returns to fromToughCookieJSON'
    const message = `jar cannot be serialized at once (${why}); ${remedy}`
    throw new ConfigError([{ path: 'jar', value: typeof jar, reason: 'invalid', message }])
  }
}

/**
 * The cookies of a serialized tough-cookie jar, or of its JSON text. `now` is when those came that do not say it.
 *
 * @throws ConfigError naming everything that is wrong with it.
 */
export function fromToughCookieJSON(json: unknown, now: Instant = 0): Interop<CookieStore> {
  const reading = newReading()
  const { issues } = reading
  const jar = membersOf(typeof json === 'string' ? parsed(json) : json, 'jar', issues)
  if (jar !== null && !Array.isArray(jar['cookies']))
    report('jar.cookies', jar['cookies'], 'an array', issues)
  const list: readonly unknown[] = Array.isArray(jar?.['cookies']) ? jar['cookies'] : []
  for (let i = 0; i < list.length; i++) readCookie(list[i], `jar.cookies[${i}]`, now, reading)
  if (issues.length > 0) throw new ConfigError(issues)
  return { value: storeOfRead(reading), lost: reading.lost }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const message = 'jar must be JSON, as JSON.stringify(jar) writes it'
    throw new ConfigError([{ path: 'jar', value: '…', reason: 'invalid', message }])
  }
}

/** What is read of a cookie, and what says nothing about one. */
const known: ReadonlySet<string> = new Set([
  'key',
  'value',
  'expires',
  'maxAge',
  'domain',
  'path',
  'secure',
  'httpOnly',
  'extensions',
  'hostOnly',
  'pathIsDefault',
  'creation',
  'creationIndex',
  'lastAccessed',
  'sameSite',
])

function readCookie(json: unknown, at: string, now: Instant, { issues, lost, cookies }: Reading): void {
  const given = membersOf(json, at, issues)
  if (given === null) return
  // A jar leaves out what is as it is in a new cookie.
  const key = textOf(given['key'] ?? '', `${at}.key`, issues)
  const text = textOf(given['value'] ?? '', `${at}.value`, issues)
  const name = bytesOfJar(key)
  const value = bytesOfJar(text)
  checkName(name, `${at}.key`, issues)
  checkValue(value, `${at}.value`, issues)
  const host = hostOf(given['domain'] ?? undefined, `${at}.domain`, issues)
  const path = readPath(given, at, issues)
  const creation = readDate(given['creation'], `${at}.creation`, issues)
  const lastAccess = readDate(given['lastAccessed'], `${at}.lastAccessed`, issues)
  const label: CookieLabel = { name, host, path }
  if (name !== key) lost.push(partLost(label, 'name', notBytes))
  if (value !== text) lost.push(partLost(label, 'value', notBytes))
  if (given['pathIsDefault'] !== true && path !== given['path']) lost.push(partLost(label, 'path', notBytes))
  cookies.push({
    ...label,
    value,
    hostOnly: booleanOf(given['hostOnly'] ?? undefined, `${at}.hostOnly`, false, issues),
    secure: booleanOf(given['secure'], `${at}.secure`, false, issues),
    httpOnly: booleanOf(given['httpOnly'], `${at}.httpOnly`, false, issues),
    sameSite: readSameSite(given['sameSite'], label, lost),
    partition: null,
    partitioned: readExtensions(given['extensions'], `${at}.extensions`, label, issues, lost),
    expiry: readExpiry(given, at, lastAccess ?? creation, label, issues, lost),
    creation: creation ?? now,
    lastAccess: lastAccess ?? creation ?? now,
  })
  for (const member of Object.keys(given)) {
    if (!known.has(member)) lost.push(partLost(label, member, 'It is nothing that cookies have here.'))
  }
}

const notBytes = 'It has characters that are no bytes, and was encoded in UTF-8, as document.cookie is.'

/** A string of a jar, which is bytes unless a script's own text was put into it. */
function bytesOfJar(text: string): string {
  return isByteString(text) ? text : bytesOfText(text)
}

/** Its path. tough-cookie decodes that of the URL where it makes it the default, and so it is encoded again. */
function readPath(given: Members, at: string, issues: ConfigIssue[]): string {
  const path = pathOf(given['path'] ?? undefined, `${at}.path`, issues)
  const encoded = given['pathIsDefault'] === true ? parseURL(`http://localhost${path}`) : null
  return encoded === null ? bytesOfJar(path) : encoded.path
}

/** Null where it does not say. */
function readDate(value: unknown, path: string, issues: ConfigIssue[]): Instant | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isFinite(value)) return value
  const instant = typeof value === 'string' ? instantOfISODate(value) : null
  if (instant === null) report(path, value, 'a date such as 2026-01-31T12:00:00.000Z', issues)
  return instant
}

/** When it expires; `since` is what its maximum age counts from. */
function readExpiry(
  { maxAge, expires }: Members & { readonly maxAge?: unknown; readonly expires?: unknown },
  at: string,
  since: Instant | null,
  label: CookieLabel,
  issues: ConfigIssue[],
  lost: InteropLoss[],
): Instant | null {
  if (maxAge === undefined || maxAge === null)
    return expires === 'Infinity' ? null : readDate(expires, `${at}.expires`, issues)
  if (maxAge === 'Infinity') {
    lost.push(partLost(label, 'maxAge', 'Nothing is kept for ever here: it is a session cookie.'))
    return null
  }
  const age = maxAge === '-Infinity' ? 0 : maxAge
  if (typeof age !== 'number' || !Number.isFinite(age))
    report(`${at}.maxAge`, maxAge, 'a number of seconds', issues)
  else if (since === null)
    report(`${at}.lastAccessed`, undefined, 'a date, since maxAge counts from it', issues)
  else return since + Math.max(0, age) * 1000
  return null
}

const sameSites: readonly SameSite[] = ['strict', 'lax', 'none']

function readSameSite(given: unknown, label: CookieLabel, lost: InteropLoss[]): SameSite {
  if (given === undefined || given === null) return 'unset'
  const sameSite = sameSites.find((one) => one === given)
  if (sameSite === undefined)
    lost.push(partLost(label, 'sameSite', 'It is none of strict, lax and none, and so says nothing.'))
  return sameSite ?? 'unset'
}

/** Whether `Partitioned` is among the attributes that tough-cookie does not know. */
function readExtensions(
  given: unknown,
  path: string,
  label: CookieLabel,
  issues: ConfigIssue[],
  lost: InteropLoss[],
): boolean {
  if (given === undefined || given === null) return false
  if (!Array.isArray(given) || given.some((one) => typeof one !== 'string')) {
    report(path, given, 'an array of strings', issues)
    return false
  }
  const isPartitioned = (attribute: string): boolean => /^\s*partitioned\s*(?:=|$)/i.test(attribute)
  const others: readonly string[] = given.filter((attribute) => !isPartitioned(attribute))
  if (others.length > 0)
    lost.push(partLost(label, 'extensions', `Nothing here depends on ${others.join('; ')}.`))
  if (others.length === given.length) return false
  lost.push(
    partLost(label, 'partition', 'tough-cookie does not keep its top-level site: all sites share it now.'),
  )
  return true
}

/**
 * The store as tough-cookie’s own JSON. Of a host-only cookie and one of the same name and path for the hosts below, the
 * later one stays; cookies in partitions are left out.
 */
export function toToughCookieJSON(store: CookieStore): Interop<ToughCookieJSON> {
  const lost: InteropLoss[] = []
  const written = new Map<string, Cookie>()
  for (const cookie of allCookies(store)) {
    const { name, host, path, partition } = cookie
    if (partition !== null) {
      const reason = 'tough-cookie has no partitions: it would go to this host from every site.'
      lost.push(leftOut(cookie, 'partition', reason))
      continue
    }
    const identity = JSON.stringify([host, path, name])
    const twin = written.get(identity)
    if (twin !== undefined) {
      const reason = 'tough-cookie does not tell it from a later one that differs in hostOnly alone.'
      lost.push(leftOut(twin, 'hostOnly', reason))
    }
    // Where it lies among the others is by its own creation, not by that of the twin.
    written.delete(identity)
    written.set(identity, cookie)
  }
  const cookies = [...written.values()].map((cookie) => serialize(cookie, lost))
  const value: ToughCookieJSON = {
    // Whose shape this is. No version of tough-cookie reads it.
    version: 'tough-cookie@6.1.0',
    storeType: 'MemoryCookieStore',
    rejectPublicSuffixes: true,
    cookies,
  }
  return { value, lost }
}

/** What `toJSON` makes of such a cookie: members that are as in a new one are not there. */
function serialize(cookie: Cookie, lost: InteropLoss[]): ToughSerializedCookie {
  const { name, value, host, hostOnly, path, secure, httpOnly, sameSite, partitioned, expiry } = cookie
  const dateOf = (member: 'expiry' | 'creation' | 'lastAccess', instant: Instant): string => {
    const nearest = nearestDate(instant)
    if (nearest !== instant)
      lost.push(partLost(cookie, member, 'A Date has whole milliseconds, in a hundred million days.'))
    return isoDate(nearest)
  }
  return {
    key: name,
    value,
    // Not as `maxAge`, which tough-cookie counts from the last access: reading would make it longer.
    ...(expiry === null ? {} : { expires: dateOf('expiry', expiry) }),
    domain: withoutBrackets(host),
    path,
    ...(secure ? { secure } : {}),
    ...(httpOnly ? { httpOnly } : {}),
    ...(partitioned ? { extensions: ['Partitioned'] } : {}),
    hostOnly,
    creation: dateOf('creation', cookie.creation),
    lastAccessed: dateOf('lastAccess', cookie.lastAccess),
    ...(sameSite === 'unset' ? {} : { sameSite }),
  }
}

/** A jar of tough-cookie with the cookies of the store; `CookieJar` is the class, which is yours to import. */
export function toToughCookieJar<Jar>(store: CookieStore, CookieJar: ToughCookieJarClass<Jar>): Interop<Jar> {
  const { value, lost } = toToughCookieJSON(store)
  return { value: CookieJar.deserializeSync(value), lost }
}
