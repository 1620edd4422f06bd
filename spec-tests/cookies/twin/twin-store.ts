import type { CookieContext, SameSite } from '../../../src/cookies/cookie'
import type { CookieStepId } from '../../../src/spec/steps/cookies'
import { type TwinAttribute, type TwinReceived, twinParse } from './twin-parse'
import { type TwinReadings, theLetter } from './twin-readings'

/** A cookie of the twin's list. Times in milliseconds; `expiry` null for a session cookie. */
export interface TwinCookie {
  name: string
  value: string
  host: string
  hostOnly: boolean
  path: string
  secure: boolean
  httpOnly: boolean
  sameSite: SameSite
  partition: string | null
  partitioned: boolean
  expiry: number | null
  creation: number
  lastAccess: number
  /** How many cookies were created before it; a replacement has that of what it replaces. */
  serial: number
}

/** How many cookies there may be, and how many more than the excess go. */
export interface TwinLimits {
  perSite: number
  perSitePurged: number
  inAll: number
  inAllPurged: number
}

export const specLimits: TwinLimits = { perSite: 180, perSitePurged: 0, inAll: 3000, inAllPurged: 0 }

/** The public suffix list. Both give null for addresses; a suffix has no registrable domain. */
export interface TwinSuffixes {
  publicSuffix(host: string): string | null
  registrableDomain(host: string): string | null
}

/** An attribute of that name. */
type Attribute<Name> = Extract<TwinAttribute, { name: Name }>

/**
 * A cookie store as RFC 6265bis writes it: one flat list, and every algorithm gone through from its beginning, in the
 * order of the text. Slow, obvious, and without a line of `src`.
 *
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-user-agent-requirements
 */
export class TwinStore {
  cookies: TwinCookie[] = []
  #created = 0
  readonly #suffixes: TwinSuffixes
  readonly #limits: TwinLimits
  readonly #readings: TwinReadings

  constructor(suffixes: TwinSuffixes, limits: TwinLimits = specLimits, readings: Partial<TwinReadings> = {}) {
    this.#suffixes = suffixes
    this.#limits = limits
    this.#readings = { ...theLetter, ...readings }
  }

  /** Takes a `Set-Cookie` line, or what a script sets, and says what became of it: whatever speaks against it, or the one thing that happened. */
  set(line: string, context: CookieContext): readonly CookieStepId[] {
    if (this.#readings.expired === 'evicted') this.#evictExpired(context.now)
    const received = twinParse(line, context.now, this.#readings)
    if (typeof received === 'string') return [received]
    const became = this.#store(received, context)
    this.#evictExpired(context.now)
    this.#evictExcess(context)
    return became
  }

  /** In the order of creation. */
  alive(now: number): TwinCookie[] {
    return this.cookies
      .filter((cookie) => !this.#expired(cookie, now))
      .sort((a, b) => a.creation - b.creation || a.serial - b.serial)
  }

  /**
   * "Storage Model", step by step. Where the text aborts, the twin notes why and goes on, as long as the cookie has a
   * host: any of the reasons is a good one to give.
   */
  #store({ name, value, attributes }: TwinReceived, context: CookieContext): readonly CookieStepId[] {
    const against: CookieStepId[] = []
    const { now } = context
    const readings = this.#readings
    const last = <Name extends TwinAttribute['name']>(wanted: Name): Attribute<Name> | undefined =>
      attributes.filter((attribute) => attribute.name === wanted).at(-1) as Attribute<Name> | undefined

    // 2.
    if (name === '' && value === '') return ['parse-cookie/empty']
    // 1, as far as third parties go: either the jar of the top-level site takes the cookie, or that of all sites.
    const partitioned = last('partitioned') !== undefined
    const partition = context.partitionHolds === 'all' || partitioned ? context.partition : null
    if (partition === null && context.unpartitioned !== 'read-write') against.push('store-cookie/third-party')
    // 6.
    const lifetime = attributes.filter(
      (attribute): attribute is Attribute<'expires' | 'max-age'> =>
        attribute.name === 'expires' || attribute.name === 'max-age',
    )
    const counts =
      (readings.lifetime === 'max-age' ? last('max-age') : undefined) ?? lifetime.at(-1) ?? undefined
    const expiry = counts === undefined ? null : counts.expiry
    // 7.
    let domain = last('domain')?.value ?? ''
    // 8.
    if (/[\x00\x80-\xff]/.test(domain)) return [...against, 'store-cookie/domain-not-ascii']
    // 9.
    const isSuffix =
      readings.publicSuffixes === 'refused' && domain !== '' && this.#suffixes.publicSuffix(domain) === domain
    if (isSuffix) {
      if (domain !== context.host || readings.suffixForItself === 'refused') {
        return [...against, 'store-cookie/public-suffix']
      }
      domain = ''
    }
    // 10.
    if (domain !== '' && !this.#domainMatches(context.host, domain)) {
      return [...against, 'store-cookie/domain-mismatch']
    }
    if (domain !== '' && readings.domainAboveSite === 'refused') {
      const site = this.#siteOf(context.host)
      if (domain !== site && !domain.endsWith(`.${site}`)) return [...against, 'store-cookie/domain-mismatch']
    }
    if (isAddress(domain) && readings.addressForItself === 'host-only') domain = ''
    const hostOnly = domain === ''
    const host = hostOnly ? context.host : domain
    // 11.
    const pathAttribute = last('path')
    const path = pathAttribute?.value ?? defaultPath(context.path)
    // 12–13.
    const secure = last('secure') !== undefined
    if (secure && !context.secure) against.push('store-cookie/secure-from-insecure')
    // 14–15.
    const httpOnly = last('httponly') !== undefined
    if (httpOnly && !context.httpOnlyAllowed) against.push('store-cookie/http-only-from-script')
    // 16. CHIPS says nothing of it; no partition should learn of what is in another.
    if (!secure && !context.secure) {
      for (const old of this.cookies) {
        if (old.name !== name || !old.secure || old.partition !== partition) continue
        if (readings.overlaidBySuffix === 'taken' && !this.#sameSite(old.host, host)) continue
        if (!this.#domainMatches(old.host, host) && !this.#domainMatches(host, old.host)) continue
        if (readings.overlaid === 'refused' && this.#pathMatches(path, old.path)) {
          against.push('store-cookie/overlays-secure')
        }
        if (readings.overlaid === 'refused-for-upper-paths' && this.#pathMatches(old.path, path)) {
          against.push('store-cookie/overlays-secure')
        }
      }
    }
    // 17.
    const said = last('samesite')?.value ?? ''
    const sameSite: SameSite = said === 'strict' || said === 'lax' || said === 'none' ? said : 'unset'
    // 18.
    const restricted = sameSite !== 'none' && !(sameSite === 'unset' && readings.unset === 'as-none')
    if (restricted && !context.sameSiteMayBeSet && readings.crossSiteSets === 'refused') {
      against.push('store-cookie/cross-site')
    }
    // 19.
    if (sameSite === 'none' && !secure && readings.noneNeedsSecure)
      against.push('store-cookie/none-needs-secure')
    // 20.
    const begins = (text: string, prefix: string): boolean =>
      readings.prefixes === 'any-case'
        ? text.toLowerCase().startsWith(prefix.toLowerCase())
        : text.startsWith(prefix)
    if (begins(name, '__Secure-') && !secure) against.push('store-cookie/secure-prefix')
    // 21.
    const hasPath =
      readings.hostPrefixPath === 'slash' ? pathAttribute?.value === '/' : pathAttribute !== undefined
    const forHost = secure && hostOnly && hasPath && path === '/'
    if (begins(name, '__Host-') && !forHost) against.push('store-cookie/host-prefix')
    // The two prefixes of the layered draft, with what it means to say: only a server can have set the cookie.
    if (begins(name, '__Http-') && !(secure && httpOnly)) against.push('store-cookie/http-prefix')
    if (begins(name, '__Host-Http-') && !(forHost && httpOnly)) against.push('store-cookie/host-http-prefix')
    // 22.
    const promises = ['__Secure-', '__Host-', '__Http-', '__Host-Http-']
    if (
      name === '' &&
      readings.namelessPrefixes === 'refused' &&
      promises.some((prefix) => begins(value, prefix))
    ) {
      against.push('store-cookie/nameless-prefix')
    }
    // CHIPS, "Using Set-Cookie with Partitioned".
    if (partitioned && !secure && readings.partitionedNeedsSecure) {
      against.push('store-cookie/partitioned-needs-secure')
    }
    if (against.length > 0) return against
    // 5.
    const created: TwinCookie = {
      name,
      value,
      host,
      hostOnly,
      path,
      secure,
      httpOnly,
      sameSite,
      partition,
      partitioned,
      expiry,
      creation: now,
      lastAccess: now,
      serial: this.#created,
    }
    // 23.
    const old = this.cookies.find((cookie) => this.#same(cookie, created))
    if (old !== undefined) {
      // 23.2.
      if (!context.httpOnlyAllowed && old.httpOnly && readings.httpOnly === 'kept-from-scripts') {
        return ['store-cookie/replaces-http-only']
      }
      // 23.3.
      if (readings.place === 'kept') {
        created.creation = old.creation
        created.serial = old.serial
      }
      // 23.4.
      this.cookies = this.cookies.filter((cookie) => cookie !== old)
    }
    // 24.
    this.cookies.push(created)
    this.#created++
    if (this.#expired(created, now)) return ['store-cookie/expired']
    return [old === undefined ? 'store-cookie/stored' : 'store-cookie/replaced']
  }

  /** The cookie-string: "Retrieval Algorithm", step by step. */
  get(context: CookieContext): string {
    return this.retrieve(context)
      .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
      .join('; ')
  }

  /** Its cookie-list, whose last-access-times are up to date. */
  retrieve(context: CookieContext): TwinCookie[] {
    this.#evictExpired(context.now)
    // 3.
    const list = this.cookies.filter(
      (cookie) =>
        (cookie.hostOnly ? cookie.host === context.host : this.#domainMatches(context.host, cookie.host)) &&
        (this.#readings.domainAboveSite === 'taken' || this.#sameSite(context.host, cookie.host)) &&
        this.#pathMatches(context.path, cookie.path) &&
        (!cookie.secure || context.secure) &&
        (!cookie.httpOnly || context.httpOnlyAllowed) &&
        this.#sameSiteAllows(cookie, context) &&
        (cookie.partition === null
          ? context.unpartitioned !== 'none'
          : cookie.partition === context.partition),
    )
    // 4.
    const length = ({ path }: TwinCookie): number => {
      if (this.#readings.order === 'by-creation') return 0
      return this.#readings.order === 'longer-paths-first' ? path.length : path.split('/').length
    }
    list.sort((a, b) => length(b) - length(a) || a.creation - b.creation || a.serial - b.serial)
    // 5.
    for (const cookie of list) cookie.lastAccess = context.now
    return list
  }

  /** The condition on same-site-flags, with the retrieval's side of it in the context. */
  #sameSiteAllows({ sameSite, creation }: TwinCookie, context: CookieContext): boolean {
    if (sameSite === 'none') return true
    if (sameSite === 'unset' && this.#readings.unset === 'as-none') return true
    switch (context.sameSite) {
      case 'strict-or-less':
        return true
      case 'lax-or-less':
        return sameSite !== 'strict'
      case 'unset-or-less':
        return sameSite === 'unset' && (context.unsetSince === null || creation >= context.unsetSince)
      case 'none':
        return false
    }
  }

  #expired({ expiry }: TwinCookie, now: number): boolean {
    if (expiry === null) return false
    return this.#readings.expiryAtItsMoment === 'gone' ? expiry <= now : expiry < now
  }

  #evictExpired(now: number): void {
    this.cookies = this.cookies.filter((cookie) => !this.#expired(cookie, now))
  }

  /** "Remove excess cookies", for the site that was asked (CHIPS counts its partitions apart), and then for all. */
  #evictExcess(context: CookieContext): void {
    const { perSite, perSitePurged, inAll, inAllPurged } = this.#limits
    const { excess } = this.#readings
    const site = this.#siteOf(context.host)
    const age = (cookie: TwinCookie): number =>
      excess === 'oldest-creation-first' ? cookie.creation : cookie.lastAccess
    const oldestFirst = (a: TwinCookie, b: TwinCookie): number => age(a) - age(b) || a.serial - b.serial
    const evict = (cookies: TwinCookie[]): void => {
      this.cookies = this.cookies.filter((cookie) => !cookies.includes(cookie))
    }
    for (const partition of new Set(this.cookies.map((cookie) => cookie.partition))) {
      const all = this.cookies.filter(
        (cookie) => cookie.partition === partition && this.#siteOf(cookie.host) === site,
      )
      if (all.length <= perSite) continue
      const inTurn =
        excess === 'insecure-first'
          ? [
              ...all.filter(({ secure }) => !secure).sort(oldestFirst),
              ...all.filter(({ secure }) => secure).sort(oldestFirst),
            ]
          : [...all].sort(oldestFirst)
      evict(inTurn.slice(0, all.length - perSite + perSitePurged))
    }
    if (this.cookies.length > inAll) {
      evict([...this.cookies].sort(oldestFirst).slice(0, this.cookies.length - inAll + inAllPurged))
    }
  }

  #siteOf(host: string): string {
    return this.#suffixes.registrableDomain(host) ?? host
  }

  #sameSite(a: string, b: string): boolean {
    return this.#siteOf(a) === this.#siteOf(b)
  }

  #same(a: TwinCookie, b: TwinCookie): boolean {
    const { identity } = this.#readings
    return (
      a.name === b.name &&
      a.host === b.host &&
      (a.hostOnly === b.hostOnly || identity === 'without-host-only') &&
      (a.path === b.path || identity === 'without-path') &&
      (a.partition === b.partition || identity === 'without-partition')
    )
  }

  #domainMatches(host: string, domain: string): boolean {
    if (host === domain) return true
    if (this.#readings.matchesEnd === 'anywhere') return host.endsWith(domain)
    return host.endsWith(`.${domain}`) && (this.#readings.addresses === 'as-domains' || !isAddress(host))
  }

  #pathMatches(requestPath: string, cookiePath: string): boolean {
    if (requestPath === cookiePath) return true
    if (!requestPath.startsWith(cookiePath)) return false
    if (this.#readings.matchesEnd === 'anywhere') return true
    return cookiePath.endsWith('/') || requestPath[cookiePath.length] === '/'
  }
}

/** Serialized addresses are easily told: no domain looks like them. */
export const isAddress = (host: string): boolean => host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host)

/** "Paths and Path-Match". */
export function defaultPath(path: string): string {
  // 2.
  if (!path.startsWith('/')) return '/'
  // 3.
  if (path.split('/').length - 1 <= 1) return '/'
  // 4.
  return path.slice(0, path.lastIndexOf('/'))
}
