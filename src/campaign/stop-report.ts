import { maskURLs } from '../explain/mask'
import type { Campaign } from '../fuzz/campaign-values'
import { caseAt, dataOfCase } from '../fuzz/case-at'
import { classes } from '../fuzz/classes'
import { curlOf } from '../fuzz/replay-text'
import { createTally, reportOf } from '../fuzz/tally'
import type { Finding, Report } from '../fuzz/types'

/** How a target took its thread down. */
export type Stop = { readonly kind: 'hung' } | { readonly kind: 'crashed'; readonly message: string }

/** The report of the one case at which a target hung, or ended its thread: the thread itself could not write it. */
export function stopReport(campaign: Campaign, seed: number, index: number, stop: Stop): Report {
  const tally = createTally()
  tally.counts.cases = 1
  tally.counts.answers = 1
  tally.counts.threw = 1
  const finding = findingOf(campaign, seed, index, stop)
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

/** The case is as it was: to make it smaller, the target would have to be stopped again and again. */
function findingOf(campaign: Campaign, seed: number, index: number, stop: Stop): Finding {
  const data = dataOfCase(caseAt(campaign, seed, index))
  const of = stop.kind === 'hung' ? 'target-hangs' : 'target-threw'
  const { consequence, detail, severity } = classes[of]
  const last = data.steps.length - 1
  const path = data.steps[last]?.request.path ?? '/'
  return {
    id: `${of}-${stop.kind}-${path}`,
    class: of,
    severity,
    consequence,
    detail: stop.kind === 'hung' ? detail : `${detail} It ended its thread: ${maskURLs(stop.message)}`,
    reach: null,
    profiles: [],
    seed,
    index,
    occurrences: 1,
    case: data,
    wire: [],
    step: null,
    curl: curlOf(campaign.intent, {
      class: of,
      consequence,
      seed,
      index,
      case: data,
      at: last,
      preflight: false,
    }),
    scenario: null,
    test: null,
  }
}
