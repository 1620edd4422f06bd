import { hashString } from '../infra/byte-string'
import { PersistentMap } from '../infra/persistent-map'
import { registrableDomain } from '../origin/public-suffix'
import type { Cookie, CookiePartition } from './cookie'

/**
 * The cookie store, as a value: writing makes another that shares nearly all of the old one, so keeping one costs nothing.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-cookie-store-and-limits
 *
 * Cookies lie in jars, one for each site and partition, since whatever a request or response asks is about one of each.
 * A jar is in the order in which cookies are sent. What has expired is never sent, and leaves when its jar is written to.
 */
export interface CookieStore {
  readonly jars: PersistentMap<JarKey, Jar>
  /** Of cookies, including those that have expired and not left yet. */
  readonly size: number
  /** The `order` of the next cookie. */
  readonly nextOrder: number
}

/** The cookies of a site in a partition, longer paths first, and older ones among equals. Never empty in a store. */
export type Jar = readonly Cookie[]

/** The site's host, after its partition where there is one. */
export type JarKey = string

export const noCookies: Jar = []

export const emptyCookieStore: CookieStore = {
  jars: /* @__PURE__ */ PersistentMap.empty<JarKey, Jar>(hashString, (a, b) => a === b),
  size: 0,
  nextOrder: 0,
}

/** Hosts have no space in them, partitions neither. */
export function jarKey(partition: CookiePartition | null, siteHost: string): JarKey {
  return partition === null ? siteHost : `${partition} ${siteHost}`
}

export function siteHostOf(host: string): string {
  return registrableDomain(host) ?? host
}

/** The store in which a jar has these cookies, `before` being those that it has now. */
export function withJar(
  store: CookieStore,
  key: JarKey,
  before: Jar,
  cookies: Jar,
  nextOrder: number,
): CookieStore {
  return {
    jars: cookies.length === 0 ? store.jars.without(key) : store.jars.with(key, cookies),
    size: store.size - before.length + cookies.length,
    nextOrder,
  }
}

/** Whether two are one and the same to the store. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model */
export function sameCookie(a: Cookie, b: Cookie): boolean {
  return (
    a.name === b.name &&
    a.host === b.host &&
    a.path === b.path &&
    a.hostOnly === b.hostOnly &&
    a.partition === b.partition
  )
}

/** The same for two of which `sameCookie` is true, and for no others. No part of it but the partition has a line break in it. */
export function identityOf({ name, host, path, hostOnly, partition }: Omit<Cookie, 'order'>): string {
  return `${jarKey(partition, host)}\n${hostOnly}\n${path}\n${name}`
}

/** Where a cookie goes among those that are sent. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#retrieval-algorithm */
export function compareCookies(a: Cookie, b: Cookie): number {
  // 4. Longer paths first, then earlier creation.
  return b.path.length - a.path.length || a.order - b.order
}

/** The first place whose cookie comes after one. */
export function placeOf(cookies: readonly Cookie[], cookie: Cookie): number {
  let low = 0
  let high = cookies.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareCookies(cookies[middle] as Cookie, cookie) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Every cookie that has not left, in the order of creation. */
export function allCookies(store: CookieStore): Cookie[] {
  const cookies: Cookie[] = []
  for (const [, jar] of store.jars.entries()) for (const cookie of jar) cookies.push(cookie)
  return cookies.sort((a, b) => a.order - b.order)
}

/**
 * A store of these cookies, ordered by their creation, and as given among those of one instant. A later one of the same
 * identity takes the place of the earlier. Nothing is checked and nothing refused: cookies that come from servers go
 * through `parseAndStoreCookies`.
 */
export function cookieStoreOf(cookies: Iterable<Omit<Cookie, 'order'>>): CookieStore {
  const sorted = [...cookies].sort((a, b) => a.creation - b.creation)
  const byIdentity = new Map<string, Cookie>()
  let order = 0
  for (const given of sorted) byIdentity.set(identityOf(given), { ...given, order: order++ })
  const jars = new Map<JarKey, Cookie[]>()
  for (const cookie of byIdentity.values()) {
    const key = jarKey(cookie.partition, siteHostOf(cookie.host))
    const jar = jars.get(key)
    if (jar === undefined) jars.set(key, [cookie])
    else jar.push(cookie)
  }
  let store: CookieStore = emptyCookieStore
  for (const [key, jar] of jars) store = withJar(store, key, noCookies, jar.sort(compareCookies), order)
  return store
}
