/**
 * `corsac/cookies`: the cookie store as a value, and cookies from elsewhere.
 */

export type { CookieFacts, CookieVerdict } from '../spec/cookie-verdict'
export type { CookieStepId } from '../spec/steps/cookies'
export type {
  Cookie,
  CookieContext,
  CookiePartition,
  ParsedCookie,
  SameSite,
  SameSiteMode,
} from './cookie'
export type { CookieJudge, CookieRefusal, CookieRules } from './cookie-rules'
export { allCookies, type CookieStore, cookieStoreOf, emptyCookieStore } from './cookie-store'
export {
  type CookieJSON,
  type CookieStoreJSON,
  cookieStoreFromJSON,
  cookieStoreToJSON,
} from './cookie-store-json'
export type { CookieLabel, Interop, InteropLoss } from './interop/interop'
export { fromNetscape, toNetscape } from './interop/netscape'
export { fromPlaywright, type PlaywrightCookie, toPlaywright } from './interop/playwright'
export {
  fromToughCookieJar,
  fromToughCookieJSON,
  type ToughCookieJar,
  type ToughCookieJarClass,
  type ToughCookieJSON,
  type ToughSerializedCookie,
  toToughCookieJar,
  toToughCookieJSON,
} from './interop/tough-cookie'
export { parseCookie } from './parse-cookie'
export { parseDate } from './parse-date'
export { type Retrieval, retrieveCookies } from './retrieve-cookies'
export { serializeCookies } from './serialize-cookies'
export { parseAndStoreCookies } from './store-cookie'
