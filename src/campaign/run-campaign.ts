import { createCampaign } from '../fuzz/create-campaign'
import { mergeReports, type Range } from '../fuzz/merge-reports'
import { createTally, reportOf } from '../fuzz/tally'
import type { Report } from '../fuzz/types'
import type { ProfileName } from '../profile/profile'
import type { Ended, Pool } from './pool'
import { lateReport, stopReport } from './stop-report'
import { type CampaignSpec, caseOf, createProgress } from './target-spec'

export interface CampaignRun {
  readonly spec: CampaignSpec
  readonly range: Range
  readonly workers: number
  /** A target that hangs or ends its thread that often is not asked any more; 5 where nothing is said. */
  readonly mostStops?: number
  /** Called whenever cases have been played. */
  readonly onCases?: (cases: number) => void
}

export interface CampaignResult {
  readonly report: Report
  /** Why not all cases were played, in a sentence; null where they were. */
  readonly cutShort: string | null
}

/** Cases that a thread plays in one go. */
const chunk = 2000

/**
 * Plays a range of cases over the threads of a pool. The report is the same whatever their number: what a case comes to
 * depends on the seed and its index alone. Cases at which the target hangs, or takes its thread down, are findings, and
 * the others are played all the same.
 */
export async function runCampaign(
  pool: Pool,
  { onCases, range, spec, workers, mostStops = 5 }: CampaignRun,
): Promise<CampaignResult> {
  const campaign = createCampaign({ intent: spec.intent, profiles: spec.profiles as ProfileName[] })
  const reports: Report[] = [reportOf(campaign, spec.seed, [], createTally())]
  const queue = chunksOf(range)
  let stops = 0
  let cutShort: string | null = null

  function add(report: Report): void {
    reports.push(report)
    // What is kept stays small, however many there are.
    if (reports.length > 64) reports.splice(0, reports.length, mergeReports(reports))
    onCases?.(report.counts.cases)
  }

  function stopped(
    ended: Exclude<Ended<'play'>, { kind: 'done' | 'stopped' }>,
    [from, to]: Range,
    index: number,
  ): void {
    add(stopReport(campaign, spec.seed, index, ended))
    if (++stops >= mostStops) {
      cutShort = `The target has hung or ended its thread ${stops} times, so it is not asked any more.`
      return
    }
    // What the thread had found before is found again.
    if (index + 1 < to) queue.unshift([index + 1, to])
    if (from < index) queue.unshift([from, index])
  }

  async function work(): Promise<void> {
    for (;;) {
      const next = cutShort === null ? queue.next() : undefined
      if (next === undefined) return
      const progress = createProgress()
      const ended = await pool.run({ kind: 'play', campaign: spec, range: next, progress })
      if (ended.kind === 'done') add(ended.result)
      else if (ended.kind === 'stopped') cutShort ??= 'It was stopped.'
      else stopped(ended, next, next[0] + caseOf(progress))
    }
  }

  const working = await Promise.allSettled(Array.from({ length: workers }, work))
  for (const one of working) if (one.status === 'rejected') throw one.reason
  const late = cutShort === null ? await threwLate(pool, spec) : pool.threwIdle()
  if (late !== null) reports.push(lateReport(campaign, spec.seed, late))
  return { report: mergeReports(reports), cutShort }
}

/** What the target threw when it had answered already. Asked once more, a thread gets as far as what is due. */
async function threwLate(pool: Pool, { intent, target }: CampaignSpec): Promise<string | null> {
  const ended = await pool.run<'look'>({ kind: 'look', target, origin: intent.target })
  return ended.kind === 'crashed' ? ended.message : pool.threwIdle()
}

/** Ranges to play: those put back first, then the rest in chunks. */
function chunksOf([from, to]: Range): { next: () => Range | undefined; unshift: (range: Range) => void } {
  const first: Range[] = []
  let at = from
  return {
    next: () => {
      const put = first.shift()
      if (put !== undefined) return put
      if (at >= to) return undefined
      const end = Math.min(to, at + chunk)
      const range: Range = [at, end]
      at = end
      return range
    },
    unshift: (range) => first.unshift(range),
  }
}
