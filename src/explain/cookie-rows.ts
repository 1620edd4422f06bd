import { divergences, type Row } from '../profile/divergences'
import { type Profile, profiles } from '../profile/profile'
import type { CookieVerdict } from '../spec/cookie-verdict'
import { createTraceLog, type Trace } from '../spec/trace'
import { cookieWords } from './cookie-words'
import type { CookieRow } from './explained-cookie'

/** Runs one part of a hop again by another profile's rules. */
export type Rerun = (profile: Profile, trace: Trace) => void

/** More cookies than that are not looked into: no page has so many. The first of them says so. */
const mostCookies = 400

/** What is said where there are too many cookies to look for rows; null where there are not. */
export function rowsNotSought(verdicts: readonly CookieVerdict[]): string | null {
  if (verdicts.length <= mostCookies) return null
  return `These are ${verdicts.length} cookies: of more than ${mostCookies}, the rows of the divergence table that decided are not looked for.`
}

/**
 * Which rows of the table decided about each cookie: those without which the same part of the hop, by the standard's
 * value instead of the engine's, would have come to something else. In the order of the verdicts.
 */
export function rowsDeciding(
  profile: Profile,
  verdicts: readonly CookieVerdict[],
  rerun: Rerun,
): readonly (readonly CookieRow[])[] {
  const found = verdicts.map((): CookieRow[] => [])
  if (verdicts.length === 0 || verdicts.length > mostCookies) return found
  const keys = keysOf(verdicts)
  for (const row of departing(profile)) {
    const trace = createTraceLog()
    rerun({ ...profile, [row.knob]: profiles.spec[row.knob] }, trace)
    const otherwise = new Map(keysOf(trace.cookies).map((key, i) => [key, outcomeOf(trace.cookies[i])]))
    verdicts.forEach((verdict, i) => {
      if (otherwise.get(keys[i] as string) === outcomeOf(verdict)) return
      found[i]?.push({ id: row.id, summary: row.summary })
    })
  }
  return found
}

/** The rows on cookies by which a profile leaves the standard. */
function departing(profile: Profile): readonly Row[] {
  return divergences.filter(
    ({ anchor, knob }) =>
      /^(rfc6265bis|layered-cookies|partitioned-cookies)#/.test(anchor) &&
      JSON.stringify(profile[knob]) !== JSON.stringify(profiles.spec[knob]),
  )
}

/** By which verdicts of two runs are about one cookie: lines by their place, the others by what they are. */
function keysOf(verdicts: readonly CookieVerdict[]): readonly string[] {
  let lines = 0
  return verdicts.map(({ line, cookie }) => {
    if (line !== null) return `line ${lines++}`
    return JSON.stringify([cookie.name, cookie.host, cookie.hostOnly, cookie.path, cookie.partition])
  })
}

/** Steps that only exist by an engine's own rule: without it, the reason is another one at least. */
const engineSteps: ReadonlySet<string> = new Set([
  'parse-cookie/nameless',
  'store-cookie/third-party',
  'retrieve-cookies/third-party',
])

/** Two of these that differ are worth a word. */
function outcomeOf(verdict: CookieVerdict | undefined): string {
  if (verdict === undefined) return ''
  const { step, cookie } = verdict
  if (engineSteps.has(step)) return step
  const { fate } = cookieWords[step]
  if (fate !== 'stored' && fate !== 'replaced') return fate
  return JSON.stringify([fate, cookie.name, cookie.host, cookie.path, cookie.partition, cookie.expiry])
}
