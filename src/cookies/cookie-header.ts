import type { Cookie, CookieContext } from './cookie'
import type { CookieJudge, CookieRules } from './cookie-rules'
import type { CookieStore } from './cookie-store'
import { retrieveCookies } from './retrieve-cookies'
import { serializeCookies } from './serialize-cookies'

/** What goes with a request, null for nothing, and the store after it was read. */
export interface CookieHeader {
  readonly header: string | null
  readonly store: CookieStore
}

/** From this many cookies on, a jar is worth the look for what was made of it before. */
const many = 16

/** What jars were serialized as. A jar never changes, so neither does its header; with the jar it is forgotten. */
const headers = new WeakMap<readonly Cookie[], string>()

/**
 * Retrieve cookies, and serialize them. Most requests of a site are sent all of its cookies, the same as the request
 * before: where there are many, that is not done twice.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-serialize-cookies
 */
export function cookieHeader(
  before: CookieStore,
  context: CookieContext,
  rules: CookieRules,
  judge: CookieJudge | null,
): CookieHeader {
  const { cookies, store } = retrieveCookies(before, context, rules, judge)
  if (cookies.length === 0) return { header: null, store }
  if (cookies.length < many || before.jars.get(context.siteHost) !== cookies)
    return { header: serializeCookies(cookies), store }
  const known = headers.get(cookies)
  if (known !== undefined) return { header: known, store }
  const header = serializeCookies(cookies)
  headers.set(cookies, header)
  return { header, store }
}
