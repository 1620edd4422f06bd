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
  /** In the order in which they are sent. */
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
  const { siteHost, partition } = context
  const shared = store.jars.get(siteHost) ?? noCookies
  const own = partition === null ? noCookies : (store.jars.get(jarKey(partition, siteHost)) ?? noCookies)
  // 3.
  const cookies: Cookie[] = []
  let stale = take(shared, context, rules, judge, cookies)
  const fromShared = cookies.length
  if (own.length > 0) stale = take(own, context, rules, judge, cookies) || stale
  for (const key of keysOfAddressEnds(context, rules)) {
    stale = take(store.jars.get(key) ?? noCookies, context, rules, judge, cookies) || stale
  }
  if (cookies.length === 0) return { cookies, store }
  // 4.
  if (fromShared > 0 && fromShared < cookies.length) cookies.sort(compareCookies)
  // Deviation(DV-134): one engine has another order.
  if (rules.cookiesOfEqualPaths === 'by-host') cookies.sort(byHost)
  // 5.
  return { cookies, store: stale ? touched(store, context, rules) : store }
}

/** Adds what is sent of a jar; whether any of them was last read too long ago. */
function take(
  jar: Jar,
  context: CookieContext,
  rules: CookieRules,
  judge: CookieJudge | null,
  cookies: Cookie[],
): boolean {
  const untilStale = context.now - rules.lastAccessGranularity * 1000
  let stale = false
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
    if (step !== null) continue
    cookies.push(cookie)
    if (cookie.lastAccess < untilStale) stale = true
  }
  return stale
}

/** Why a cookie is not sent; null where it is. */
function withheld(cookie: Cookie, context: CookieContext, rules: CookieRules): CookieStepId | null {
  if (cookie.expiry !== null && cookie.expiry <= context.now) return 'retrieve-cookies/expired'
  if (cookie.host !== context.host && (cookie.hostOnly || !hostMatches(context.host, cookie.host, rules)))
    return 'retrieve-cookies/host'
  if (cookie.path !== '/' && !pathMatches(context.path, cookie.path)) return 'retrieve-cookies/path'
  if (cookie.secure && !context.secure) return 'retrieve-cookies/secure'
  if (cookie.httpOnly && !context.httpOnlyAllowed) return 'retrieve-cookies/http-only'
  if (!sameSiteAllows(cookie, context, rules)) return 'retrieve-cookies/same-site'
  if (cookie.partition === null && context.unpartitioned === 'none') return 'retrieve-cookies/third-party'
  return null
}

function sameSiteAllows(cookie: Cookie, context: CookieContext, rules: CookieRules): boolean {
  switch (restrictionOf(cookie.sameSite, rules)) {
    case 'none':
      return true
    case 'strict':
      return context.sameSite === 'strict-or-less'
    case 'lax':
      return context.sameSite === 'strict-or-less' || context.sameSite === 'lax-or-less'
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

const none: readonly string[] = []

/** Cookies of the end of an address, in the engine that has such (DV-151), lie in a jar of their own. */
function keysOfAddressEnds(
  { host, hostIsDomain, partition }: CookieContext,
  rules: CookieRules,
): readonly string[] {
  const end = hostIsDomain ? null : addressEnd(host, rules)
  if (end === null) return none
  const site = siteHostOf(end)
  return partition === null ? [site] : [site, jarKey(partition, site)]
}

/** The store in which what is sent was read now. Deviation(DV-141): engines write that down once in a while. */
function touched(store: CookieStore, context: CookieContext, rules: CookieRules): CookieStore {
  const { siteHost, partition } = context
  const sites = partition === null ? [siteHost] : [siteHost, jarKey(partition, siteHost)]
  const keys = [...sites, ...keysOfAddressEnds(context, rules)]
  let after = store
  for (const key of keys) {
    const jar = after.jars.get(key)
    if (jar === undefined) continue
    const read = jar.map((cookie) =>
      withheld(cookie, context, rules) === null ? { ...cookie, lastAccess: context.now } : cookie,
    )
    after = withJar(after, key, jar, read, after.nextOrder)
  }
  return after
}
