import { explain } from '../explain/explain'
import type { ExplainedCookie, HopCookies } from '../explain/explained-cookie'
import type { Violation } from './oracles/violation'
import type { Played, PlayedStep } from './play'
import type { FindingClass } from './types'

/** What became of a cookie that an intended page's user should have, and the place that says so. */
export type CookieCause = Pick<ExplainedCookie, 'reason' | 'cite' | 'url'> & {
  readonly id: string
  /** `withheld`, `refused` */
  readonly fate: string
  /** The smallest change that would help, as a sentence; null where nothing would. */
  readonly fix: string | null
}

/** Classes of which one cookie, the subject, is the cause. */
const ofCookies: ReadonlySet<FindingClass> = new Set([
  'cookie-not-cross-site',
  'cookie-refused',
  'session-cookie-blocked',
  'session-cookie-lost',
])

/**
 * Why the cookie that a violation is about was not kept by the browser, or did not go along; null where it is about
 * none, or where nothing was decided about it.
 */
export function cookieCause({ steps }: Played, { class: of, subject, at }: Violation): CookieCause | null {
  if (!ofCookies.has(of)) return null
  const hops = steps.slice(0, at + 1).map(cookiesOf)
  const isLost = ({ name, fate }: ExplainedCookie): boolean =>
    name === subject && (fate === 'refused' || fate === 'withheld')
  // What was not kept cannot go along: the answer that sets it comes first.
  const lost =
    hops.flat().flatMap(({ response }) => response.filter(isLost))[0] ??
    hops.at(-1)?.flatMap(({ request }) => request.filter(isLost))[0]
  if (lost === undefined) return null
  const { step: id, fate, reason, fix, cite, url } = lost
  return { id, fate, reason, fix: fix?.text ?? null, cite, url }
}

function cookiesOf({ recording }: PlayedStep): readonly HopCookies[] {
  if (recording === null) return []
  const [verdict] = explain(recording, { profiles: [recording.turns[0].userAgent.profile] }).verdicts
  return verdict?.timeline.map(({ cookies }) => cookies) ?? []
}
