import { type CookieHeader, cookieHeader } from '../cookies/cookie-header'
import { parseDate } from '../cookies/parse-date'
import { parseAndStoreCookies } from '../cookies/store-cookie'
import { getHeader, type HeaderList } from '../http/header-list'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import type { Trace } from '../spec/trace'
import { type UserAgent, withCookieStore } from '../user-agent/user-agent'
import { cookieContext } from './cookie-context'
import { includeCredentials } from './credentials'
import type { RequestRecord } from './request'
import type { WireResponse } from './response'

export function noCookiesFor({ cookieStore }: UserAgent): CookieHeader {
  return { header: null, store: cookieStore }
}

/** Append a request `Cookie` header. https://fetch.spec.whatwg.org/#append-a-request-cookie-header */
export function cookiesFor(
  userAgent: UserAgent,
  request: RequestRecord,
  now: Instant,
  trace: Trace | null,
): CookieHeader {
  const { profile, cookieStore } = userAgent
  if (cookieStore.size === 0 || !includeCredentials(profile, request)) return noCookiesFor(userAgent)
  // 2. to 8.
  return cookieHeader(cookieStore, cookieContext(profile, request, now), profile, trace)
}

/** Parse and store response `Set-Cookie` headers. https://fetch.spec.whatwg.org/#parse-and-store-response-set-cookie-headers */
export function withCookiesOf(
  userAgent: UserAgent,
  request: RequestRecord,
  response: WireResponse,
  now: Instant,
  trace: Trace | null,
): UserAgent {
  const { profile, cookieStore } = userAgent
  const lines = setCookieLines(response.headerList)
  // HTTP-network fetch, 15.
  if (lines === null || !includeCredentials(profile, request)) return userAgent
  // 3. to 6.
  const serverBehind = lagOf(profile, response.headerList, now)
  const context = { ...cookieContext(profile, request, now), serverBehind }
  return withCookieStore(userAgent, parseAndStoreCookies(cookieStore, lines, context, profile, trace))
}

/** How far a server's clock is behind, in milliseconds, by its `Date` header; 0 where it says nothing usable. */
function lagOf(profile: Profile, headerList: HeaderList, now: Instant): number {
  const value = getHeader(headerList, 'date')
  const date = value === null ? null : parseDate(value, profile)
  return date === null ? 0 : now - date
}

/** Null where there are none, as nearly always. */
function setCookieLines(headerList: HeaderList): readonly string[] | null {
  let lines: string[] | null = null
  for (let i = 0; i < headerList.length; i++) {
    const header = headerList[i]
    if (header === undefined || header.name !== 'set-cookie') continue
    if (lines === null) lines = [header.value]
    else lines.push(header.value)
  }
  return lines
}
