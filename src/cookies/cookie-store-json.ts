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

/** A cookie store as plain JSON. Values of cookies are in it, and so secrets. */
export interface CookieStoreJSON {
  /** In the order of creation. */
  readonly cookies: readonly Cookie[]
  readonly nextOrder: number
}

/** The store as plain JSON, which is the caller's to keep. What has expired but not left yet is in it, too. */
export function cookieStoreToJSON(store: CookieStore): CookieStoreJSON {
  return { cookies: allCookies(store), nextOrder: store.nextOrder }
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
  const orders = new Set<number>()
  for (let i = 0; i < list.length; i++) {
    const cookie = readCookieAt(list[i], i, path)
    const at = (): string => `${path}.cookies[${i}]`
    const { name, host, partition, order } = cookie
    const identity = identityOf(cookie)
    if (identities.has(identity))
      invalidJSON(name, at(), 'the only cookie of its name, host, hostOnly, path and partition')
    identities.add(identity)
    if (!Number.isSafeInteger(order) || order < 0 || order >= nextOrder || orders.has(order))
      invalidJSON(order, `${at()}.order`, 'a whole number below nextOrder that no other cookie has')
    orders.add(order)
    const site = sites.get(host) ?? siteHostOf(host)
    sites.set(host, site)
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
function readCookieAt(json: unknown, i: number, path: string): Cookie {
  try {
    return readCookie(json)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const at = `${path}.cookies[${i}]`
    throw new ConfigError(
      error.issues.map((issue) => ({ ...issue, path: at + issue.path, message: at + issue.message })),
    )
  }
}

/** A cookie; errors name the member alone, `.name` say. */
function readCookie(json: unknown): Cookie {
  const member = readObject<keyof Cookie>(concealed(json, isObject), '')
  const sameSite = sameSites.find((one) => one === member.sameSite)
  return {
    name: readByteString(member.name, '.name'),
    value: readByteString(member.value, '.value'),
    host: readHost(member.host, '.host'),
    hostOnly: readBoolean(member.hostOnly, '.hostOnly'),
    path: readPath(member.path, '.path'),
    secure: readBoolean(member.secure, '.secure'),
    httpOnly: readBoolean(member.httpOnly, '.httpOnly'),
    sameSite: sameSite ?? invalidJSON(member.sameSite, '.sameSite', `one of ${sameSites.join(', ')}`),
    partition: readStringOrNull(member.partition, '.partition'),
    partitioned: readBoolean(member.partitioned, '.partitioned'),
    expiry: member.expiry === null ? null : readNumber(member.expiry, '.expiry'),
    creation: readNumber(member.creation, '.creation'),
    lastAccess: readNumber(member.lastAccess, '.lastAccess'),
    order: readNumber(member.order, '.order'),
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
