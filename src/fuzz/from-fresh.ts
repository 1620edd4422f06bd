import type { Campaign } from './campaign-values'
import { isReadClass } from './classes'
import { described } from './finding'
import { judgePlayed } from './judge'
import type { Violation } from './oracles/violation'
import { caseOf } from './replay-case'
import { vitestTest } from './replay-text'
import type { Asking } from './shrink'
import { findingsOf } from './tally'
import { type CaseData, type Finding, type FindingClass, type Intent, type Report, severities } from './types'

/** A finding with a case that can be played again. */
export type Playable = Finding & { readonly case: CaseData }

/** How often a case is asked in a row, at most, before it is given up that it shows anything by itself. */
export const mostInARow = 3

/** Whether a case can be asked several times in a row, and still is a story of its kind. */
export function isRepeatable({ story }: CaseData): boolean {
  return story === 'page' || story === 'raw'
}

/**
 * Plays the case of a finding so many times in a row, against a server that was just started, and gives the finding as that
 * shows it; null where it does not. Once is the finding as it is.
 */
export function* provingAfresh(campaign: Campaign, found: Playable, times: number): Asking<Finding | null> {
  const { index, occurrences, profiles, seed } = found
  const steps = Array.from({ length: times }, () => found.case.steps).flat()
  const played = yield { ...caseOf(campaign, { ...found.case, steps }), seed, index }
  const same = judgePlayed(campaign, played).find((each) => alike(each, found.class))
  if (same === undefined) return null
  if (times === 1) return { ...found, fresh: true }
  const told = described(campaign, played, { ...same, class: found.class }, { seed, index }, profiles)
  const detail = `${told.detail} A server that was just started shows it by this request only when it is asked ${times} times in a row: it keeps something between requests.`
  return { ...told, id: idOfState(found.class), detail, occurrences, fresh: true }
}

/** Origins may be classified by another mistake where a case stands alone. */
function alike(a: Violation, of: FindingClass): boolean {
  return a.class === of || (isReadClass(a.class) && isReadClass(of))
}

/** A finding that a server that was just started does not show, as far as was tried. */
export function notAfresh(intent: Intent, found: Playable): Finding {
  const note =
    'It depends on what was asked before: a server that was just started does not show it by this case alone.'
  return {
    ...found,
    id: idOfState(found.class),
    detail: `${found.detail} ${note}`,
    test: vitestTest(intent, found, `${note} This test may pass on a server that is not put right.`),
    fresh: false,
  }
}

/** What users of intended pages meet with: a server that refuses now and then does so in all of these ways. */
const refusals: ReadonlySet<FindingClass> = new Set<FindingClass>([
  'cache-breaks-intended-use',
  'cache-may-break-intended-use',
  'error-without-headers',
  'exposed-header-hidden',
  'intended-use-fails',
  'limit-without-headers',
])

function idOfState(of: FindingClass): string {
  return refusals.has(of) ? 'intended-use-depends-on-before' : `${of}-depends-on-before`
}

/**
 * The report with findings as they were proved. What a server does because of what it keeps between requests is one
 * finding, however many cases meet with it: the one that shows best.
 */
export function withProved(report: Report, proved: ReadonlyMap<string, Finding>): Report {
  const best = new Map<string, Finding>()
  for (const finding of proved.values()) {
    const known = best.get(finding.id)
    if (known === undefined || ranked(finding, known) < 0) best.set(finding.id, finding)
  }
  const folds = report.folds.map((fold) => {
    const now = proved.get(fold.finding.id)
    if (now === undefined) return fold
    return {
      ...fold,
      finding:
        now.id === fold.finding.id
          ? { ...fold.finding, fresh: now.fresh === true }
          : (best.get(now.id) ?? now),
    }
  })
  return { ...report, folds, findings: findingsOf(folds, report.counts, report.seed) }
}

/** The worst first, of these what can be shown, of these what is no error of its own, and then the first seen. */
function ranked(a: Finding, b: Finding): number {
  return (
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    Number(b.fresh === true) - Number(a.fresh === true) ||
    Number(b.class === 'intended-use-fails') - Number(a.class === 'intended-use-fails') ||
    a.index - b.index
  )
}
