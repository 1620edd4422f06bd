import { explain } from '../explain/explain'
import type { Explanation, Verdict } from '../explain/explanation'
import { printable } from '../explain/text-layout'
import { groupsBy, type VerdictGroup } from '../explain/verdict-groups'
import { listed } from '../explain/words'
import { outcomeWords } from './short-text'
import type { Subject } from './subject'

/** What several browsers make of one fetch. */
export interface Agreement {
  /** Null where one of them would have asked the server something else, so that nobody knows. */
  readonly agree: boolean | null
  /** A line for those that agree with each other. */
  readonly lines: readonly string[]
}

/** Replays a recording under the other profiles; of an explanation, its verdicts are compared. */
export function agreementOf({ recording, explanation }: Subject): Agreement {
  const compared: Explanation = recording === null ? explanation : explain(recording)
  const groups = groupsBy(compared.verdicts, storyOf)
  const known = compared.verdicts.filter(({ outcome }) => outcome !== 'needs-exchange')
  // What an engine sends is known before any answer is.
  const sending = compared.verdicts.filter((verdict) => firstSentBy(verdict) !== null)
  const differ =
    groupsBy(sending, (verdict) => String(firstSentBy(verdict))).length > 1 ||
    groupsBy(known, storyOf).length > 1
  const unknown = known.length < compared.verdicts.length || compared.verdicts.length < 2
  return { agree: differ ? false : unknown ? null : true, lines: groups.map(groupLine) }
}

/** What counts as another answer: what script gets, and which cookies go and stay. Not: words, and ways to get there. */
function storyOf({ outcome, visible, needs, timeline }: Verdict): string {
  return JSON.stringify([
    outcome,
    visible === null ? null : [visible.type, visible.status, visible.headers],
    needs === null ? null : [needs.method, needs.url],
    timeline.filter(({ kind }) => kind === 'request').map(({ method, url }) => [method, url]),
    cookiesOf(timeline, ['sent']),
    cookiesOf(timeline, ['stored', 'replaced']),
  ])
}

/** The cookies that go along with the first request that is no preflight; null where none is known. */
function firstSentBy({ timeline, needs }: Verdict): string | null {
  const first = timeline.find(({ kind }) => kind === 'request')
  if (first !== undefined) return JSON.stringify(cookiesOf([first], ['sent']))
  return needs?.kind === 'request' ? JSON.stringify(cookiesNeeded(needs)) : null
}

/** The names of the cookies in a request that nobody has recorded. */
function cookiesNeeded({ headers }: NonNullable<Verdict['needs']>): readonly string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split('; '))
    .map((pair) => pair.slice(0, Math.max(0, pair.indexOf('='))))
}

function cookiesOf(timeline: Verdict['timeline'], fates: readonly string[]): readonly string[] {
  return timeline
    .flatMap(({ cookies }) => [...cookies.request, ...cookies.response])
    .filter(({ fate }) => fates.includes(fate))
    .map(({ name }) => name)
}

function groupLine({ browsers, verdicts: [verdict] }: VerdictGroup): string {
  const needed = verdict.needs === null ? [] : cookiesNeeded(verdict.needs)
  const sent = [...cookiesOf(verdict.timeline, ['sent']), ...needed]
  const kept = cookiesOf(verdict.timeline, ['stored', 'replaced'])
  const cookies = `cookies sent: ${sent.join(', ') || 'none'}; kept: ${kept.join(', ') || 'none'}`
  return printable(`  ${listed(browsers)}: ${outcomeWords(verdict)} (${cookies})`, false)
}
