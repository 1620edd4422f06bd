import { explain } from '../explain/explain'
import type { ExplainedCookie } from '../explain/explained-cookie'
import type { Verdict } from '../explain/explanation'
import { listed } from '../explain/words'
import { createRequest } from '../fetch/create-request'
import type { WireResponse } from '../fetch/response'
import { simulate } from '../fetch/simulate'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { UserAgent } from '../user-agent/user-agent'
import { UsageError } from './usage-error'

type UserAgents = readonly [UserAgent, ...UserAgent[]]

/** Browsers with cookies, and what became of those that some of them did not keep. */
export interface Planted {
  readonly userAgents: UserAgents
  /** Sentences for people. */
  readonly notes: readonly string[]
}

/**
 * The browsers after a visit to a URL whose answer has set cookies, each keeping what its rules let it: `lines` are as in
 * `Set-Cookie`. Nothing is sent.
 *
 * @throws UsageError where no server could send such a line
 */
export function plantCookies(
  userAgents: UserAgents,
  url: URLRecord,
  lines: readonly string[],
  now: Instant,
): Planted {
  if (lines.length === 0) return { userAgents, notes: [] }
  if (url.scheme !== 'http' && url.scheme !== 'https') {
    throw new UsageError('--cookie needs a URL of http or https: others have no cookies.')
  }
  const visit = createRequest({
    url: url.href,
    client: url.href,
    mode: 'navigate',
    destination: 'document',
    initiatorType: null,
    credentials: 'include',
  })
  const answer = answerWith(lines)
  const visits = userAgents.map((userAgent) => simulate(userAgent, visit, () => answer, now))
  const [first, ...rest] = visits.map(({ userAgent }) => userAgent)
  const explanations = visits.map(({ recording, userAgent: { profile } }) =>
    explain(recording, { profiles: [profile] }),
  )
  return {
    userAgents: [first as UserAgent, ...rest],
    notes: refusalsIn(explanations.flatMap(({ verdicts }) => verdicts)),
  }
}

/** What was not kept, once for all browsers that have the same to say of it. */
function refusalsIn(verdicts: readonly Verdict[]): readonly string[] {
  const refusals = new Map<string, { readonly cookie: ExplainedCookie; readonly browsers: string[] }>()
  for (const { browser, timeline } of verdicts) {
    for (const cookie of timeline.flatMap(({ cookies }) => cookies.response)) {
      if (cookie.fate === 'stored' || cookie.fate === 'replaced') continue
      const key = JSON.stringify([cookie.name, cookie.reason])
      const found = refusals.get(key)
      if (found === undefined) refusals.set(key, { cookie, browsers: [browser] })
      else found.browsers.push(browser)
    }
  }
  return [...refusals.values()].map(
    ({ cookie: { name, fate, reason }, browsers }) =>
      `--cookie ${name}: ${fate} by ${listed(browsers)}: ${reason}`,
  )
}

function answerWith(lines: readonly string[]): WireResponse {
  const headerList = lines.map((line) => {
    const value = Buffer.from(line, 'utf8').toString('latin1')
    if (/[\0\r\n]/.test(value)) {
      throw new UsageError('--cookie cannot have line breaks in it: each cookie is an option of its own.')
    }
    return { name: 'set-cookie', value }
  })
  return { status: 200, statusText: 'OK', headerList, body: null }
}
