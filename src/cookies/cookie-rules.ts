import type { Knobs } from '../profile/knobs'
import type { CookieVerdict } from '../spec/cookie-verdict'
import type { Evidence } from '../spec/reason'
import type { CookieStepId } from '../spec/steps/cookies'
import type { DateRules } from './parse-date'

/** What of a profile the cookie store depends on. */
export type CookieRules = DateRules &
  Pick<
    Knobs,
    | 'tabInCookie'
    | 'cookieControlBytes'
    | 'emptyCookies'
    | 'emptyCookieMaxAge'
    | 'domainOfDotAlone'
    | 'domainNeedsDot'
    | 'domainIsCaseSensitive'
    | 'publicSuffixesHaveCookies'
    | 'addressesHaveSuffixes'
    | 'invalidExpiry'
    | 'expiresIsByServerClock'
    | 'cookieWithoutEquals'
    | 'namelessCookies'
    | 'namelessValueWithEquals'
    | 'cookieBytes'
    | 'cookieSizeLimit'
    | 'longCookieAttribute'
    | 'cookieLifetimeLimit'
    | 'scriptCookieLifetimeLimit'
    | 'maxAgeAgainstExpires'
    | 'cookieMaxAgePlusSign'
    | 'cookieMaxAgeMinusSign'
    | 'cookiePrefixes'
    | 'hostPrefixPath'
    | 'sameSiteNoneNeedsSecure'
    | 'secureCookiesLeftAlone'
    | 'replacedCookieOrder'
    | 'cookiesPerHostLimit'
    | 'cookiesPerHostPurged'
    | 'cookiesInAllLimit'
    | 'cookiesInAllPurged'
    | 'cookiesSafeFromPurge'
    | 'cookiesOfEqualPaths'
    | 'sameSiteDefault'
    | 'partitionedIsKnown'
    | 'lastAccessGranularity'
  >

/** Why a cookie is not kept, without an exception: the step, and what it saw. */
export interface CookieRefusal {
  readonly step: CookieStepId
  readonly evidence: Evidence
}

/** Whoever wants to know what becomes of each cookie: a trace, say. */
export interface CookieJudge {
  judge(verdict: CookieVerdict): void
}
