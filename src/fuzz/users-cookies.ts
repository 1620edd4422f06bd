import { parseCookie } from '../cookies/parse-cookie'
import { withCookiesOf } from '../fetch/cookies'
import { createClient, createRequest } from '../fetch/create-request'
import type { Header } from '../http/header-list'
import { ConfigError } from '../infra/config-error'
import { potentiallyTrustworthyOrigin } from '../origin/trustworthy'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import { profiles as known, type Profile } from '../profile/profile'
import { createUserAgent, type UserAgent } from '../user-agent/user-agent'
import type { Intent } from './types'

/** No secret. `SameSite=None` lets it go from any page, where the browser lets cookies go to other sites at all. */
const madeUp = 'session=corsac'
const forAnySite = `${madeUp}; Path=/; HttpOnly; SameSite=None; Secure`
/** What a server without TLS can set. */
const forItsOwnSite = `${madeUp}; Path=/; HttpOnly`

/** The `Set-Cookie` lines of cookies that users have: those of the intent, or one that is made up and no secret. */
export function usersCookies({ cookies }: Pick<Intent, 'cookies'>, target: URLRecord): readonly string[] {
  if (cookies.length > 0) return cookies
  return [potentiallyTrustworthyOrigin(target.origin) ? forAnySite : forItsOwnSite]
}

/** Whether a server may have set such a line. */
export function isSetCookieLine(line: string): boolean {
  const parsed = parseCookie(line, false, 0, known.spec)
  return !('step' in parsed) && parsed.name !== ''
}

/**
 * A browser for each profile that a page of the server itself, at its root, was visited with before, so that it has the
 * users' cookies: those that it keeps.
 *
 * @throws ConfigError where none of them keeps a cookie of the intent
 */
export function returningBrowsers(
  intent: Intent,
  target: URLRecord,
  profiles: readonly Profile[],
  visited: Instant,
): ReadonlyMap<Profile, UserAgent> {
  const request = createRequest({
    url: target.href,
    client: createClient(target.href),
    credentials: 'include',
  })
  const after = (profile: Profile, lines: readonly string[]): UserAgent => {
    const headerList = lines.map((value): Header => ({ name: 'set-cookie', value }))
    const response = { status: 200, statusText: '', headerList, body: null }
    return withCookiesOf(createUserAgent(profile), request, response, visited, null)
  }
  for (const [i, line] of intent.cookies.entries()) {
    if (profiles.some((profile) => after(profile, [line]).cookieStore.size > 0)) continue
    const message = `cookies[${i}] is kept by no browser where ${intent.target} sets it: its attributes must let them`
    throw new ConfigError([{ path: `cookies[${i}]`, value: '…', reason: 'contradicts', message }])
  }
  const lines = usersCookies(intent, target)
  return new Map(profiles.map((profile) => [profile, after(profile, lines)]))
}

/** Whether a value of `Cookie` is that of the cookie that was made up. */
export function isMadeUp(cookie: string): boolean {
  return cookie === madeUp
}
