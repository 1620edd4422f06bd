import { explain } from '../../explain/explain'
import type { ExplainedCookie } from '../../explain/explained-cookie'
import { listed } from '../../explain/words'
import { createRequest } from '../../fetch/create-request'
import { simulate } from '../../fetch/simulate'
import { profiles } from '../../profile/profile'
import { createUserAgent } from '../../user-agent/user-agent'

/** What browsers make of a cookie that a server sets. */
export interface RefusedCookie {
  readonly name: string
  readonly step: string
  readonly reason: string
  /** `Chrome and Safari` */
  readonly by: string
}

/** When the cookie is set; any instant does, since only its age is looked at. */
const now = 1_767_225_600_000

/** What was found out, of the latest lines: a file is looked at again for each of its fixes. */
const known = new Map<string, RefusedCookie | null>()
const mostKnown = 1000

/** Who does not keep a cookie that a page of the URL sets by a `Set-Cookie` line; null where everybody does. */
export function refusedCookie(line: string, url: string): RefusedCookie | null {
  const key = `${url} ${line}`
  const before = known.get(key)
  if (before !== undefined) return before
  const found = askBrowsers(line, url)
  if (known.size >= mostKnown) known.clear()
  known.set(key, found)
  return found
}

function askBrowsers(line: string, url: string): RefusedCookie | null {
  if (/[\0\r\n]/.test(line) || /[^\0-\xff]/.test(line)) return null
  const visit = createRequest({
    url,
    client: url,
    mode: 'navigate',
    destination: 'document',
    initiatorType: null,
    credentials: 'include',
  })
  const response = {
    status: 200,
    statusText: 'OK',
    headerList: [{ name: 'set-cookie', value: line }],
    body: null,
  }
  const refusals: { readonly browser: string; readonly cookie: ExplainedCookie }[] = []
  for (const profile of [profiles.chromium, profiles.firefox, profiles.safari]) {
    const { recording } = simulate(createUserAgent(profile), visit, () => response, now)
    const { verdicts } = explain(recording, { profiles: [profile] })
    for (const { browser, timeline } of verdicts) {
      for (const cookie of timeline.flatMap(({ cookies }) => cookies.response)) {
        if (cookie.fate === 'refused') refusals.push({ browser, cookie })
      }
    }
  }
  const [first] = refusals
  if (first === undefined) return null
  const browsers = refusals.map(({ browser }) => browser)
  return {
    name: first.cookie.name,
    step: first.cookie.step,
    reason: first.cookie.reason,
    by: listed([...new Set(browsers)]),
  }
}
