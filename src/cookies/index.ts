/**
 * `corsac/cookies`: the cookie store as a value, and cookies from elsewhere.
 */
export type { Cookie, CookiePartition, SameSite } from './cookie'
export { allCookies, type CookieStore, cookieStoreOf, emptyCookieStore } from './cookie-store'
export { type CookieStoreJSON, cookieStoreFromJSON, cookieStoreToJSON } from './cookie-store-json'
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
