import { byteLowercase } from '../infra/byte-string'
import { isListedSuffix, publicSuffix } from '../origin/public-suffix'
import type { Instant } from '../profile/knobs'
import type { CookieFacts } from '../spec/cookie-verdict'
import { type Evidence, noEvidence } from '../spec/reason'
import type { CookieStepId } from '../spec/steps/cookies'
import type { Cookie, CookieContext, CookiePartition, ParsedCookie } from './cookie'
import type { CookieJudge, CookieRefusal, CookieRules } from './cookie-rules'
import {
  type CookieStore,
  compareCookies,
  type Jar,
  jarKey,
  noCookies,
  placeOf,
  siteHostOf,
  withJar,
} from './cookie-store'
import {
  collectGarbage,
  type DraftStore,
  noteGone,
  noteNew,
  type OpenJar,
  placeOfSame,
} from './garbage-collect'
import { cookieDefaultPath, domainMatches, hostMatches, pathMatches } from './matching'
import { nameIn, parseCookie } from './parse-cookie'
import { promiseBroken } from './prefixes'
import { restrictionOf } from './same-site'

/**
 * The store after a response's `Set-Cookie` lines, in order, or what a script set: each is parsed, stored or refused, and
 * what is too much goes. The same store where nothing was kept. `judge` hears what becomes of each cookie.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-parse-and-store-a-cookie
 */
export function parseAndStoreCookies(
  store: CookieStore,
  lines: readonly string[],
  context: CookieContext,
  rules: CookieRules,
  judge: CookieJudge | null,
): CookieStore {
  let draft: DraftStore = { store, open: null }
  for (const line of lines) {
    const parsed = parseCookie(line, !context.httpOnlyAllowed, context.now, rules, context.serverBehind)
    if ('step' in parsed) {
      if (judge !== null) judge.judge({ ...parsed, cookie: unparsed(line), line })
      continue
    }
    draft = storeCookie(draft, parsed, line, context, rules, judge)
  }
  return written(draft)
}

/** The store after one cookie that a script has set without writing a line. https://cookiestore.spec.whatwg.org/#set-a-cookie */
export function storeParsedCookie(
  store: CookieStore,
  parsed: ParsedCookie,
  context: CookieContext,
  rules: CookieRules,
): CookieStore {
  return written(storeCookie({ store, open: null }, parsed, '', context, rules, null))
}

/** The store with the jar that is open written back. */
export function written({ store, open }: DraftStore): CookieStore {
  return open === null ? store : withJar(store, open.key, open.before, open.cookies, open.nextOrder)
}

/** The draft with another jar open, to be changed at will: nobody else has it yet. */
function withOpenJar(draft: DraftStore, key: string): DraftStore & { readonly open: OpenJar } {
  const { open } = draft
  if (open !== null && open.key === key) return { store: draft.store, open }
  const store = written(draft)
  const before: Jar = store.jars.get(key) ?? noCookies
  return {
    store,
    open: { key, before, cookies: before.slice(), nextOrder: store.nextOrder, byIdentity: null },
  }
}

/** Store a cookie. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model */
function storeCookie(
  draft: DraftStore,
  parsed: ParsedCookie,
  line: string,
  context: CookieContext,
  rules: CookieRules,
  judge: CookieJudge | null,
): DraftStore {
  const judged = (step: CookieStepId, cookie: CookieFacts, evidence: Evidence): DraftStore => {
    if (judge !== null) judge.judge({ step, cookie, evidence, line })
    return draft
  }
  // 9. to 12.
  const made = cookieOf(parsed, context, rules)
  if ('step' in made) return judged(made.step, factsOf(parsed), made.evidence)
  const refusal = refusalOf(made, parsed, context, rules)
  if (refusal !== null) return judged(refusal.step, made, refusal.evidence)

  const opened = withOpenJar(draft, jarKeyFor(made, context))
  const { cookies } = opened.open
  // 16.
  const hidden = made.secure || context.secure ? null : overlaid(opened.open, made, context, rules)
  if (hidden !== null)
    return judged('store-cookie/overlays-secure', made, { subject: hidden.name, actual: hidden.path })

  // 23.
  const at = placeOfSame(opened.open, made)
  const found = at === -1 ? null : (cookies[at] as Cookie)
  // What has expired is not there any more.
  const old = found === null || expired(found, context) ? null : found
  // 23.2.
  if (old?.httpOnly && !context.httpOnlyAllowed)
    return judged('store-cookie/replaces-http-only', made, { subject: old.name })
  // 24. What has expired leaves at once, 23.4. and what was there with it.
  if (expired(made, context)) {
    if (found !== null) {
      cookies.splice(at, 1)
      noteGone(opened.open, found)
    }
    if (judge !== null)
      judge.judge({ step: 'store-cookie/expired', cookie: made, evidence: noEvidence, line })
    return found === null ? draft : opened
  }
  // 23.3. Deviation(DV-129): in one engine only a cookie with the same value is still the old one.
  const keeps = old !== null && (rules.replacedCookieOrder === 'kept' || old.value === made.value)
  if (keeps) made.creation = old.creation
  made.order = keeps ? old.order : opened.open.nextOrder++
  const cookie: Cookie = made
  // 23.4. and 24.
  if (found === null) cookies.splice(placeOf(cookies, cookie), 0, cookie)
  else replace(cookies, at, cookie)
  noteNew(opened.open, cookie)
  if (judge !== null) {
    const step = old === null ? 'store-cookie/stored' : 'store-cookie/replaced'
    judge.judge({ step, cookie, evidence: noEvidence, line })
  }
  return collectGarbage(opened, context.now, rules, judge)
}

/** Puts a cookie in the place of an old one of its path, or behind those that are older than it is. */
function replace(cookies: Cookie[], at: number, cookie: Cookie): void {
  let place = at
  for (; place + 1 < cookies.length; place++) {
    const next = cookies[place + 1] as Cookie
    if (compareCookies(next, cookie) > 0) break
    cookies[place] = next
  }
  cookies[place] = cookie
}

/** Its jar is that of the host’s site; what is for the end of an address (DV-151) has one of its own. */
function jarKeyFor({ partition, host }: Cookie, context: CookieContext): string {
  const ofTheSite = context.hostIsDomain || host === context.host
  return jarKey(partition, ofTheSite ? context.siteHost : siteHostOf(host))
}

function expired({ expiry }: Cookie, { now }: CookieContext): boolean {
  return expiry !== null && expiry <= now
}

/** A cookie that nobody has yet: where it stands is found out last. */
type NewCookie = Omit<Cookie, 'creation' | 'order'> & { creation: Instant; order: number }

/** The cookie for its host and path; a refusal where the domain is not its own. Storage model, 5. to 14. */
function cookieOf(
  parsed: ParsedCookie,
  context: CookieContext,
  rules: CookieRules,
): NewCookie | CookieRefusal {
  const { host, now } = context
  let domain = parsed.domain
  if (domain !== null) {
    // The Domain attribute, 3. Deviation(DV-152): to one engine it is as it is written, if it is not the host itself.
    const lowerCase = byteLowercase(domain)
    if (!rules.domainIsCaseSensitive || lowerCase === host) domain = lowerCase
    // 8.
    if (!isASCII(domain)) return { step: 'store-cookie/domain-not-ascii', evidence: { expected: host } }
    // Deviation(DV-149): to one engine a domain has a dot in it.
    if (rules.domainNeedsDot && !domain.includes('.'))
      return misplaced('store-cookie/domain-mismatch', domain, host)
    // 9.
    if (publicSuffix(domain) === domain) {
      if (domain !== host) return misplaced('store-cookie/public-suffix', domain, host)
      domain = null
    }
    // 10.
    else if (!hostMatches(host, domain, rules)) return misplaced('store-cookie/domain-mismatch', domain, host)
    // Nor is it set for more than the site, as with `amazonaws.com` for hosts of the suffix `s3.amazonaws.com`: a site has a
    // jar of its own, and no browser takes such a cookie.
    else if (context.hostIsDomain && domain.length < context.siteHost.length)
      return misplaced('store-cookie/domain-mismatch', domain, host)
    // An address is nobody's parent: it stays the cookie's alone.
    else if (domain === host && !context.hostIsDomain) domain = null
  }
  // Deviation(DV-150): in one engine a public suffix has no cookies of its own either.
  if (domain === null && !rules.publicSuffixesHaveCookies && isListedSuffix(host))
    return misplaced('store-cookie/public-suffix', host, host)
  const { name, value, secure, httpOnly, sameSite, partitioned, expiry } = parsed
  return {
    name,
    value,
    host: domain ?? host,
    hostOnly: domain === null,
    path: parsed.path ?? cookieDefaultPath(context.path),
    secure,
    httpOnly,
    sameSite,
    partition: partitionOf(parsed, context),
    partitioned,
    expiry,
    creation: now,
    lastAccess: now,
    order: -1,
  }
}

function isASCII(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

function misplaced(step: CookieStepId, domain: string, host: string): CookieRefusal {
  return { step, evidence: { expected: host, actual: domain } }
}

/** Which jar a cookie is for. https://privacycg.github.io/CHIPS/CHIPS-spec/draft-cutler-httpbis-partitioned-cookies.html#section-2.3 */
function partitionOf(
  { partitioned }: ParsedCookie,
  { partition, partitionHolds }: CookieContext,
): CookiePartition | null {
  return partitioned || partitionHolds === 'all' ? partition : null
}

/** Why a cookie is not kept, as far as that does not depend on other cookies. Storage model, 13. to 22. */
function refusalOf(
  cookie: Cookie,
  parsed: ParsedCookie,
  context: CookieContext,
  rules: CookieRules,
): CookieRefusal | null {
  const { name, secure, httpOnly, sameSite, partition } = cookie
  if (partition === null && context.unpartitioned !== 'read-write') return refuse('store-cookie/third-party')
  // 13.
  if (secure && !context.secure) return refuse('store-cookie/secure-from-insecure')
  // 15.
  if (httpOnly && !context.httpOnlyAllowed) return refuse('store-cookie/http-only-from-script')
  if (parsed.partitioned && !secure) return refuse('store-cookie/partitioned-needs-secure')
  // 17. and 18.
  if (restrictionOf(sameSite, rules) !== 'none' && !context.sameSiteMayBeSet)
    return refuse('store-cookie/cross-site', sameSite)
  // 19. Deviation(DV-126): or not.
  if (sameSite === 'none' && !secure && rules.sameSiteNoneNeedsSecure)
    return refuse('store-cookie/none-needs-secure')
  // 20. to 22.
  const { value, hostOnly, path } = cookie
  const hasPath = parsed.path !== null
  const broken = promiseBroken({ name, value, secure, httpOnly, hostOnly, path, hasPath }, rules)
  return broken === null ? null : refuse(broken)
}

function refuse(step: CookieStepId, actual?: string): CookieRefusal {
  return { step, evidence: actual === undefined ? noEvidence : { actual } }
}

/**
 * The secure cookie that an insecure one would hide; null where there is none. Storage model, 16. Looked for in the jar
 * that the new one is for.
 */
function overlaid(open: OpenJar, cookie: Cookie, context: CookieContext, rules: CookieRules): Cookie | null {
  const hides = (one: Cookie | undefined): one is Cookie => one?.secure === true && !expired(one, context)
  // Deviation(DV-128): one engine leaves only the very same cookie alone.
  if (rules.secureCookiesLeftAlone === 'same-cookie') {
    const same = open.cookies[placeOfSame(open, cookie)]
    return hides(same) ? same : null
  }
  for (const one of open.cookies) {
    if (one.name !== cookie.name || !hides(one)) continue
    const related = domainMatches(one.host, cookie.host) || domainMatches(cookie.host, one.host)
    if (related && pathMatches(cookie.path, one.path)) return one
  }
  return null
}

/** What a line said, for a cookie that came to no host. */
function factsOf({ domain, ...parsed }: ParsedCookie): CookieFacts {
  return { ...parsed, host: domain, hostOnly: false, partition: null }
}

/** For a line that could not be read; what it would have been called. */
function unparsed(line: string): CookieFacts {
  return {
    name: nameIn(line),
    value: '',
    host: null,
    hostOnly: false,
    path: null,
    secure: false,
    httpOnly: false,
    sameSite: 'unset',
    partition: null,
    partitioned: false,
    expiry: null,
  }
}

/** Whether a domain that was written otherwise than its host is serialized is another one. Deviation(DV-152): as above. */
export function domainsAreAsWritten({ domainIsCaseSensitive }: CookieRules): boolean {
  return domainIsCaseSensitive
}
