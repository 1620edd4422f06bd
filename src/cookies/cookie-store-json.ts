import { ConfigError } from '../infra/config-error'
import {
  invalidJSON,
  readArray,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStringOrNull,
} from '../infra/read-json'
import type { Cookie, SameSite } from './cookie'
import {
  allCookies,
  type CookieStore,
  compareCookies,
  emptyCookieStore,
  identityOf,
  jarKey,
  noCookies,
  siteHostOf,
  withJar,
} from './cookie-store'

/**
 * A cookie as plain JSON: what it is made of, less what is as with most cookies. `hostOnly`, true; `path`, a slash; `secure`
 * and `httpOnly`, false; `partition`, null; `partitioned`, false; `expiry`, null; `lastAccess`, as `creation`; `order`, one
 * more than that of the cookie before, 0 for the first.
 */
export type CookieJSON = Pick<Cookie, 'name' | 'value' | 'host' | 'sameSite' | 'creation'> & Partial<Cookie>

/** A cookie store as plain JSON. Values of cookies are in it, and so secrets. */
export interface CookieStoreJSON {
  /** In the order of creation. */
  readonly cookies: readonly CookieJSON[]
  readonly nextOrder: number
}

/** The store as plain JSON, which is the caller's to keep. What has expired but not left yet is in it, too. */
export function cookieStoreToJSON(store: CookieStore): CookieStoreJSON {
  let usualOrder = 0
  const cookies: CookieJSON[] = []
  for (const cookie of allCookies(store)) {
    cookies.push(cookieToJSON(cookie, usualOrder))
    usualOrder = cookie.order + 1
  }
  return { cookies, nextOrder: store.nextOrder }
}

/** What can be left out of a cookie may be written. */
type MutableCookieJSON = { -readonly [M in keyof CookieJSON]: CookieJSON[M] }

function cookieToJSON(cookie: Cookie, usualOrder: number): CookieJSON {
  const { name, value, host, sameSite, creation } = cookie
  const json: MutableCookieJSON = { name, value, host, sameSite, creation }
  if (!cookie.hostOnly) json.hostOnly = false
  if (cookie.path !== '/') json.path = cookie.path
  if (cookie.secure) json.secure = true
  if (cookie.httpOnly) json.httpOnly = true
  if (cookie.partition !== null) json.partition = cookie.partition
  if (cookie.partitioned) json.partitioned = true
  if (cookie.expiry !== null) json.expiry = cookie.expiry
  if (cookie.lastAccess !== creation) json.lastAccess = cookie.lastAccess
  if (cookie.order !== usualOrder) json.order = cookie.order
  return json
}

/**
 * The store that `cookieStoreToJSON` wrote, `path` being where it lies in a larger value.
 *
 * @throws ConfigError naming the first place that is wrong.
 */
export function cookieStoreFromJSON(json: unknown, path = 'cookieStore'): CookieStore {
  const given = readObject<keyof CookieStoreJSON>(concealed(json, isObject), path)
  const nextOrder = readNumber(given.nextOrder, `${path}.nextOrder`)
  if (!Number.isSafeInteger(nextOrder) || nextOrder < 0)
    invalidJSON(nextOrder, `${path}.nextOrder`, 'a whole number, 0 or more')
  const list = readArray(concealed(given.cookies, Array.isArray), `${path}.cookies`)
  const jars = new Map<string, Cookie[]>()
  const identities = new Set<string>()
  /** Of hosts: the suffix list is asked once for each. */
  const sites = new Map<string, string>()
  let usualOrder = 0
  for (let i = 0; i < list.length; i++) {
    const cookie = readCookieAt(list[i], i, usualOrder, path)
    const { name, host, partition, order } = cookie
    const identity = identityOf(cookie)
    if (identities.has(identity))
      invalidJSON(
        name,
        `${path}.cookies[${i}]`,
        'the only cookie of its name, host, hostOnly, path and partition',
      )
    identities.add(identity)
    if (!Number.isSafeInteger(order) || order < usualOrder || order >= nextOrder)
      invalidJSON(
        order,
        `${path}.cookies[${i}].order`,
        'a whole number below nextOrder, above that of the cookie before',
      )
    usualOrder = order + 1
    let site = sites.get(host)
    if (site === undefined) {
      site = siteHostOf(host)
      sites.set(host, site)
    }
    const key = jarKey(partition, site)
    const jar = jars.get(key)
    if (jar === undefined) jars.set(key, [cookie])
    else jar.push(cookie)
  }
  let store: CookieStore = { ...emptyCookieStore, nextOrder }
  for (const [key, jar] of jars) store = withJar(store, key, noCookies, jar.sort(compareCookies), nextOrder)
  return store
}

/** What has another type than it should have goes into no error: values of cookies may be in it. */
function concealed(json: unknown, fits: (json: unknown) => boolean = () => false): unknown {
  return json === undefined || fits(json) ? json : '…'
}

function isObject(json: unknown): boolean {
  return typeof json === 'object' && !Array.isArray(json)
}

const sameSites: readonly SameSite[] = ['strict', 'lax', 'unset', 'none']

/** Paths are put together only for what is wrong: a store has many cookies, and nearly always all of them are right. */
function readCookieAt(json: unknown, i: number, usualOrder: number, path: string): Cookie {
  try {
    return readCookie(json, usualOrder)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const at = `${path}.cookies[${i}]`
    throw new ConfigError(
      error.issues.map((issue) => ({ ...issue, path: at + issue.path, message: at + issue.message })),
    )
  }
}

/** A cookie; errors name the member alone, `.name` say. */
function readCookie(json: unknown, usualOrder: number): Cookie {
  const member = readObject<keyof Cookie>(concealed(json, isObject), '')
  const sameSite = sameSites.find((one) => one === member.sameSite)
  const creation = readNumber(member.creation, '.creation')
  const { hostOnly, path, secure, httpOnly, partition, partitioned, expiry, lastAccess, order } = member
  return {
    name: readByteString(member.name, '.name'),
    value: readByteString(member.value, '.value'),
    host: readHost(member.host, '.host'),
    hostOnly: hostOnly === undefined || readBoolean(hostOnly, '.hostOnly'),
    path: path === undefined ? '/' : readPath(path, '.path'),
    secure: secure !== undefined && readBoolean(secure, '.secure'),
    httpOnly: httpOnly !== undefined && readBoolean(httpOnly, '.httpOnly'),
    sameSite: sameSite ?? invalidJSON(member.sameSite, '.sameSite', `one of ${sameSites.join(', ')}`),
    partition: partition === undefined ? null : readStringOrNull(partition, '.partition'),
    partitioned: partitioned !== undefined && readBoolean(partitioned, '.partitioned'),
    expiry: expiry === undefined || expiry === null ? null : readNumber(expiry, '.expiry'),
    creation,
    lastAccess: lastAccess === undefined ? creation : readNumber(lastAccess, '.lastAccess'),
    order: order === undefined ? usualOrder : readNumber(order, '.order'),
  }
}

/** A name or a value: bytes, and no semicolon or line break, which would be more than the one cookie on the wire. */
function readByteString(json: unknown, path: string): string {
  const text = typeof json === 'string' ? json : invalidJSON(concealed(json), path, 'a string')
  return /^[^\0\r\n;\u0100-\uffff]*$/.test(text)
    ? text
    : invalidJSON('…', path, 'a byte string without semicolons and line breaks')
}

function readHost(json: unknown, path: string): string {
  const host = readString(json, path)
  return host !== '' && !/\s/.test(host) ? host : invalidJSON(host, path, 'a host')
}

function readPath(json: unknown, path: string): string {
  const value = readString(json, path)
  // A default path has what the URL has, semicolons among it.
  return /^\/[^\0\r\n\u0100-\uffff]*$/.test(value)
    ? value
    : invalidJSON(value, path, 'a path that begins with a slash')
}
