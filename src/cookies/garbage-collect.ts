import type { Instant } from '../profile/knobs'
import { noEvidence } from '../spec/reason'
import type { CookieStepId } from '../spec/steps/cookies'
import type { Cookie } from './cookie'
import type { CookieJudge, CookieRules } from './cookie-rules'
import { type CookieStore, type Jar, jarKey, siteHostOf, withJar } from './cookie-store'

/** A store while cookies are stored: the jar that is open is nobody else's yet, and is written back at the end. */
export interface DraftStore {
  readonly store: CookieStore
  readonly open: OpenJar | null
}

export interface OpenJar {
  readonly key: string
  readonly before: Jar
  readonly cookies: Cookie[]
  nextOrder: number
}

/**
 * Garbage collect cookies, after one was stored: what has expired leaves the jar, and what is too much for its site, or
 * for the store. https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-garbage-collect-cookies
 */
export function collectGarbage(
  draft: DraftStore & { readonly open: OpenJar },
  now: Instant,
  rules: CookieRules,
  judge: CookieJudge | null,
): DraftStore {
  const { store, open } = draft
  // Deviation(DV-130): one engine keeps any number.
  const { cookiesPerHostLimit, cookiesInAllLimit } = rules
  if (cookiesPerHostLimit !== null && open.cookies.length > cookiesPerHostLimit) {
    removeExpired(open.cookies, now)
    // Deviation(DV-131): and make room for more than the one.
    const spare = open.cookies.length - cookiesPerHostLimit
    if (spare > 0)
      removeExcess(
        open.cookies,
        spare + rules.cookiesPerHostPurged,
        'garbage-collect-cookies/excess-for-host',
        judge,
      )
  }
  // Deviation(DV-132): one engine keeps any number.
  const size = store.size - open.before.length + open.cookies.length
  if (cookiesInAllLimit === null || size <= cookiesInAllLimit) return draft
  const all = withJar(store, open.key, open.before, open.cookies, open.nextOrder)
  return { store: removeGlobalExcess(all, cookiesInAllLimit, now, rules, judge), open: null }
}

/** Takes out what has expired, in place. */
function removeExpired(cookies: Cookie[], now: Instant): void {
  let kept = 0
  for (const cookie of cookies) if (cookie.expiry === null || cookie.expiry > now) cookies[kept++] = cookie
  cookies.length = kept
}

/** Takes out those that were not used for the longest time, insecure ones first, in place. */
function removeExcess(cookies: Cookie[], count: number, step: CookieStepId, judge: CookieJudge | null): void {
  const doomed = new Set(cookies.slice().sort(byUse).slice(0, count))
  let kept = 0
  for (const cookie of cookies) {
    if (!doomed.has(cookie)) cookies[kept++] = cookie
    else if (judge !== null) judge.judge({ step, cookie, evidence: noEvidence, line: null })
  }
  cookies.length = kept
}

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-remove-excess-cookies-for-a */
function byUse(a: Cookie, b: Cookie): number {
  return Number(a.secure) - Number(b.secure) || byLastAccess(a, b)
}

/** Among those of one instant, the older first. */
function byLastAccess(a: Cookie, b: Cookie): number {
  return a.lastAccess - b.lastAccess || a.order - b.order
}

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-remove-global-excess-cookie */
function removeGlobalExcess(
  store: CookieStore,
  limit: number,
  now: Instant,
  rules: CookieRules,
  judge: CookieJudge | null,
): CookieStore {
  const alive: Cookie[] = []
  const doomed = new Set<Cookie>()
  for (const [, jar] of store.jars.entries()) {
    for (const cookie of jar) {
      if (cookie.expiry !== null && cookie.expiry <= now) doomed.add(cookie)
      else alive.push(cookie)
    }
  }
  // Deviation(DV-133): one engine makes room for many at once.
  const excess = alive.length <= limit ? 0 : alive.length - limit + rules.cookiesInAllPurged
  // Deviation(DV-159): some engines keep what was used of late, however much it is.
  const old = alive.filter(({ lastAccess }) => lastAccess <= now - rules.cookiesSafeFromPurge * 1000)
  for (const cookie of old.sort(byLastAccess).slice(0, excess)) {
    doomed.add(cookie)
    if (judge !== null)
      judge.judge({ step: 'garbage-collect-cookies/excess', cookie, evidence: noEvidence, line: null })
  }
  return withoutCookies(store, doomed)
}

function withoutCookies(store: CookieStore, doomed: ReadonlySet<Cookie>): CookieStore {
  const keys = new Set<string>()
  for (const { partition, host } of doomed) keys.add(jarKey(partition, siteHostOf(host)))
  let after = store
  for (const key of keys) {
    const jar = after.jars.get(key) ?? []
    after = withJar(
      after,
      key,
      jar,
      jar.filter((cookie) => !doomed.has(cookie)),
      after.nextOrder,
    )
  }
  return after
}
