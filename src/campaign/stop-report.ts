import { maskURLs } from '../explain/mask'
import type { Campaign } from '../fuzz/campaign-values'
import { classes } from '../fuzz/classes'
import { hashed } from '../fuzz/finding'
import { curlOf, vitestTest } from '../fuzz/replay-text'
import { createTally, reportOf } from '../fuzz/tally'
import type { Finding, FindingClass, Report } from '../fuzz/types'
import type { Diagnosis, Stop } from './diagnose'
import { wordsOfKind } from './kind'

/** The report of the one case at which a target hung, or ended its thread: the thread itself could not write it. */
export function stopReport(campaign: Campaign, seed: number, diagnosis: Diagnosis): Report {
  const tally = createTally()
  tally.counts.cases = 1
  tally.counts.answers = 1
  tally.counts.threw = 1
  const { index } = diagnosis
  const finding = findingOf(campaign, seed, diagnosis)
  tally.folds.set(finding.id, { occurrences: 1, finding })
  return reportOf(campaign, seed, [[index, index + 1]], tally)
}

/** The report of a target that threw between cases: which of them it was about, nobody can say. */
export function lateReport(campaign: Campaign, seed: number, message: string): Report {
  const tally = createTally()
  const of = 'target-threw'
  const { consequence, detail, severity } = classes[of]
  const finding: Finding = {
    id: `${of}-later`,
    class: of,
    severity,
    consequence,
    detail: `${detail} It ended its thread some time after an answer: ${maskURLs(message)}`,
    reach: null,
    profiles: [],
    seed,
    index: 0,
    occurrences: 1,
    case: null,
    wire: [],
    step: null,
    curl: null,
    scenario: null,
    test: null,
  }
  tally.folds.set(finding.id, { occurrences: 1, finding })
  return reportOf(campaign, seed, [], tally)
}

/** There is no wire to show: nothing came over it. */
function findingOf(
  { intent }: Campaign,
  seed: number,
  { index, isSmaller, kind, smallest, stop }: Diagnosis,
): Finding {
  const of = classOf(stop)
  const { consequence, detail, severity } = classes[of]
  const words = wordsOfKind(kind)
  const how = stop.kind === 'hung' ? '' : ` It ended its thread: ${maskURLs(stop.message)}.`
  const alone = isSmaller
    ? ''
    : ' It did so at none of the simpler cases, which are the requests of this one by themselves.'
  const told = {
    class: of,
    consequence,
    seed,
    index,
    case: smallest,
    at: smallest.steps.length - 1,
    preflight: stop.isPreflight,
    cookie: null,
  } as const
  return {
    id: `${of}-${hashed([of, kind])}`,
    class: of,
    severity,
    consequence,
    detail: `${detail}${how}${alone} Further ${words} are left out.`,
    reach: null,
    profiles: [],
    seed,
    index,
    occurrences: 1,
    case: smallest,
    wire: [],
    step: null,
    curl: curlOf(intent, told),
    scenario: null,
    test: vitestTest(intent, told),
  }
}

function classOf(stop: Stop): FindingClass {
  if (stop.kind === 'crashed') return 'target-threw'
  return stop.isBlocked ? 'target-hangs' : 'target-never-answers'
}
