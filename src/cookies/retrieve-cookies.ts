import { type Evidence, noEvidence } from '../spec/reason'
import type { CookieStepId } from '../spec/steps/cookies'
import type { Cookie, CookieContext } from './cookie'
import type { CookieJudge, CookieRules } from './cookie-rules'
import {
  type CookieStore,
  compareCookies,
  type Jar,
  jarKey,
  noCookies,
  siteHostOf,
  withJar,
} from './cookie-store'
import { addressEnd, hostMatches, pathMatches } from './matching'
import { restrictionOf } from './same-site'

/** What came out of the store, and the store, in which their last access has moved on. */
export interface Retrieval {
  /** In the order in which they are sent. It may be the store’s own list: copy it before you change it. */
  readonly cookies: readonly Cookie[]
  readonly store: CookieStore
}

/**
 * Retrieve cookies. `judge` hears of each cookie of the site whether it is sent, and why not.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#retrieval-algorithm
 */
export function retrieveCookies(
  store: CookieStore,
  context: CookieContext,
  rules: CookieRules,
  judge: CookieJudge | null,
): Retrieval {
  // 3.
  let cookies: Jar = noCookies
  for (const key of keysOf(context, rules)) {
    const jar = store.jars.get(key)
    if (jar === undefined) continue
    const sent = sentOf(jar, context, rules, judge)
    // 4.
    if (sent.length > 0) cookies = cookies.length === 0 ? sent : [...cookies, ...sent].sort(compareCookies)
  }
  if (cookies.length === 0) return { cookies, store }
  // Deviation(DV-134): one engine has another order.
  if (rules.cookiesOfEqualPaths === 'by-host') cookies = cookies.slice().sort(byHost)
  // 5.
  const untilStale = context.now - rules.lastAccessGranularity * 1000
  const stale = cookies.some(({ lastAccess }) => lastAccess < untilStale)
  return { cookies, store: stale ? touched(store, context, rules) : store }
}

/** What is sent of a jar: the jar itself, where all of it is. */
function sentOf(jar: Jar, context: CookieContext, rules: CookieRules, judge: CookieJudge | null): Jar {
  let sent: Cookie[] | null = null
  for (let i = 0; i < jar.length; i++) {
    const cookie = jar[i] as Cookie
    const step = withheld(cookie, context, rules)
    if (judge !== null)
      judge.judge({
        step: step ?? 'retrieve-cookies/sent',
        cookie,
        evidence: step === null ? noEvidence : evidenceOf(step, cookie, context),
        line: null,
      })
    if (sent === null) {
      if (step !== null) sent = jar.slice(0, i)
    } else if (step === null) sent.push(cookie)
  }
  return sent ?? jar
}

/** Why a cookie is not sent; null where it is. */
function withheld(cookie: Cookie, context: CookieContext, rules: CookieRules): CookieStepId | null {
  if (cookie.expiry !== null && cookie.expiry <= context.now) return 'retrieve-cookies/expired'
  if (cookie.host !== context.host && (cookie.hostOnly || !hostMatches(context.host, cookie.host, rules)))
    return 'retrieve-cookies/host'
  if (cookie.path !== '/' && !pathMatches(context.path, cookie.path)) return 'retrieve-cookies/path'
  if (!context.secure && cookie.secure) return 'retrieve-cookies/secure'
  if (!context.httpOnlyAllowed && cookie.httpOnly) return 'retrieve-cookies/http-only'
  if (context.sameSite !== 'strict-or-less' && !sameSiteAllows(cookie, context, rules))
    return 'retrieve-cookies/same-site'
  if (context.unpartitioned === 'none' && cookie.partition === null) return 'retrieve-cookies/third-party'
  return null
}

/** Whether a cookie goes along with a request that is not of one site all through. */
function sameSiteAllows(cookie: Cookie, context: CookieContext, rules: CookieRules): boolean {
  switch (restrictionOf(cookie.sameSite, rules)) {
    case 'none':
      return true
    case 'strict':
      return false
    case 'lax':
      return context.sameSite === 'lax-or-less'
    case 'unset':
      if (context.sameSite !== 'unset-or-less') return context.sameSite !== 'none'
      return context.unsetSince === null || cookie.creation >= context.unsetSince
  }
}

function evidenceOf(step: CookieStepId, cookie: Cookie, context: CookieContext): Evidence {
  switch (step) {
    case 'retrieve-cookies/host':
      return { expected: cookie.host, actual: context.host }
    case 'retrieve-cookies/path':
      return { expected: cookie.path, actual: context.path }
    case 'retrieve-cookies/same-site':
      return { expected: cookie.sameSite, actual: context.sameSite }
    default:
      return noEvidence
  }
}

/** Domain cookies of the very host, its own, and those of the domains above it. */
function byHost(a: Cookie, b: Cookie): number {
  return (
    b.path.length - a.path.length ||
    b.host.length - a.host.length ||
    Number(a.hostOnly) - Number(b.hostOnly) ||
    a.order - b.order
  )
}

/** The jars that a request looks into. */
function keysOf(context: CookieContext, rules: CookieRules): readonly string[] {
  const { host, hostIsDomain, siteHost, partition } = context
  const keys = [siteHost]
  if (partition !== null) keys.push(jarKey(partition, siteHost))
  // Cookies of the end of an address, in the engine that has such (DV-151), lie in a jar of their own.
  const end = hostIsDomain ? null : addressEnd(host, rules)
  if (end === null) return keys
  const site = siteHostOf(end)
  keys.push(site)
  if (partition !== null) keys.push(jarKey(partition, site))
  return keys
}

/** The store in which what is sent was read now. Deviation(DV-141): engines write that down once in a while. */
function touched(store: CookieStore, context: CookieContext, rules: CookieRules): CookieStore {
  let after = store
  for (const key of keysOf(context, rules)) {
    const jar = after.jars.get(key)
    if (jar === undefined) continue
    const read = jar.map((cookie) =>
      withheld(cookie, context, rules) === null ? { ...cookie, lastAccess: context.now } : cookie,
    )
    after = withJar(after, key, jar, read, after.nextOrder)
  }
  return after
}
