import type { Instant } from '../profile/knobs'
import { noEvidence } from '../spec/reason'
import type { CookieStepId } from '../spec/steps/cookies'
import type { Cookie } from './cookie'
import type { CookieJudge, CookieRules } from './cookie-rules'
import {
  type CookieStore,
  identityOf,
  type Jar,
  jarKey,
  placeOf,
  sameCookie,
  siteHostOf,
  withJar,
} from './cookie-store'

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
  /** The cookies by identity, made when there are many; null where there is none that is up to date. */
  byIdentity: Map<string, Cookie> | null
}

/** Fewer are looked through one by one. No browser with a limit for a site keeps as many. */
const many = 256

/** The place of the cookie that another one replaces; -1 where there is none. */
export function placeOfSame(open: OpenJar, made: Cookie): number {
  const { cookies } = open
  if (cookies.length < many) return cookies.findIndex((one) => sameCookie(one, made))
  open.byIdentity ??= new Map(cookies.map((cookie) => [identityOf(cookie), cookie]))
  const found = open.byIdentity.get(identityOf(made))
  return found === undefined ? -1 : placeOf(cookies, found) - 1
}

/** Tells an open jar that a cookie came, and took the place of what was the same to the store. */
export function noteNew({ byIdentity }: OpenJar, cookie: Cookie): void {
  byIdentity?.set(identityOf(cookie), cookie)
}

/** Tells an open jar that a cookie left. */
export function noteGone({ byIdentity }: OpenJar, cookie: Cookie): void {
  byIdentity?.delete(identityOf(cookie))
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
    open.byIdentity = null
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
  const known = surveyWith({ store, open })
  return { store: removeGlobalExcess(all, known, cookiesInAllLimit, now, rules, judge), open: null }
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

/**
 * What a search through a whole store found out, and what can be said of the stores made from it, so that not every
 * cookie beyond the limit takes a search of its own. It holds under any rules, and is only ever too careful.
 */
interface Survey {
  /** The cookies of the store that was searched, in the order in which they go. Some may have left since. */
  readonly queue: readonly Cookie[]
  /** Those before it have left. */
  readonly from: number
  /** Of the cookies that came since, the one that goes first; null where none came. */
  readonly newcomer: Cookie | null
  /** Nothing expires before it. */
  readonly expiry: Instant
}

const surveys = /* @__PURE__ */ new WeakMap<CookieStore, Survey>()

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-remove-global-excess-cookie */
function removeGlobalExcess(
  all: CookieStore,
  known: Survey | null,
  limit: number,
  now: Instant,
  rules: CookieRules,
  judge: CookieJudge | null,
): CookieStore {
  if (known !== null && known.expiry > now) {
    const after = removeFirst(all, known, limit, now, rules, judge)
    if (after !== null) return after
  }
  const { survey, expired } = surveyOf(all, now)
  return removeFirst(withoutCookies(all, expired), survey, limit, now, rules, judge) as CookieStore
}

/** Searches the store. */
function surveyOf(store: CookieStore, now: Instant): { survey: Survey; expired: readonly Cookie[] } {
  const queue: Cookie[] = []
  const expired: Cookie[] = []
  let expiry = Number.POSITIVE_INFINITY
  for (const [, jar] of store.jars.entries()) {
    for (const cookie of jar) {
      if (cookie.expiry !== null && cookie.expiry <= now) expired.push(cookie)
      else {
        queue.push(cookie)
        if (cookie.expiry !== null && cookie.expiry < expiry) expiry = cookie.expiry
      }
    }
  }
  return { survey: { queue: queue.sort(byLastAccess), from: 0, newcomer: null, expiry }, expired }
}

/** The store without those that go first; null where the survey does not tell which those are. */
function removeFirst(
  store: CookieStore,
  { queue, from, newcomer, expiry }: Survey,
  limit: number,
  now: Instant,
  rules: CookieRules,
  judge: CookieJudge | null,
): CookieStore | null {
  // Deviation(DV-133): one engine makes room for many at once.
  const excess = store.size <= limit ? 0 : store.size - limit + rules.cookiesInAllPurged
  // Deviation(DV-159): some engines keep what was used of late, however much it is.
  const safeSince = now - rules.cookiesSafeFromPurge * 1000
  const doomed: Cookie[] = []
  let next = from
  for (; doomed.length < excess; next++) {
    const cookie = queue[next]
    if (newcomer !== null && newcomer.lastAccess <= safeSince) {
      if (cookie === undefined || byLastAccess(newcomer, cookie) < 0) return null
    }
    if (cookie === undefined || cookie.lastAccess > safeSince) break
    if (store.jars.get(jarKeyOf(cookie))?.includes(cookie)) doomed.push(cookie)
  }
  if (judge !== null) {
    for (const cookie of doomed)
      judge.judge({ step: 'garbage-collect-cookies/excess', cookie, evidence: noEvidence, line: null })
  }
  const after = withoutCookies(store, doomed)
  surveys.set(after, { queue, from: next, newcomer, expiry })
  return after
}

/** What is known of a draft's store, with the cookies of its open jar; null where nothing is. */
function surveyWith({ store, open }: DraftStore & { readonly open: OpenJar }): Survey | null {
  const known = surveys.get(store)
  if (known === undefined) return null
  let { newcomer, expiry } = known
  const before = new Set(open.before)
  for (const cookie of open.cookies) {
    if (before.has(cookie)) continue
    if (newcomer === null || byLastAccess(cookie, newcomer) < 0) newcomer = cookie
    if (cookie.expiry !== null && cookie.expiry < expiry) expiry = cookie.expiry
  }
  return { ...known, newcomer, expiry }
}

function jarKeyOf({ partition, host }: Cookie): string {
  return jarKey(partition, siteHostOf(host))
}

function withoutCookies(store: CookieStore, cookies: readonly Cookie[]): CookieStore {
  const doomed = new Set(cookies)
  let after = store
  for (const key of new Set(cookies.map(jarKeyOf))) {
    const jar = after.jars.get(key) ?? []
    const kept = jar.filter((cookie) => !doomed.has(cookie))
    after = withJar(after, key, jar, kept, after.nextOrder)
  }
  return after
}
