import type { Campaign } from '../fuzz/campaign-values'
import { createCampaign } from '../fuzz/create-campaign'
import { mergeReports, type Range } from '../fuzz/merge-reports'
import { createTally, reportOf } from '../fuzz/tally'
import type { CaseData, Report } from '../fuzz/types'
import type { ProfileName } from '../profile/profile'
import { diagnose, type Stop } from './diagnose'
import type { Kind } from './kind'
import type { Ended, Pool } from './pool'
import { createSchedule, type Piece } from './schedule'
import { lateReport, stopReport } from './stop-report'
import {
  askToStop,
  type CampaignSpec,
  caseOf,
  createProgress,
  hasLoaded,
  type Progress,
  wasPreflight,
} from './target-spec'

export interface CampaignRun {
  readonly spec: CampaignSpec
  readonly range: Range
  readonly workers: number
  /** A target that hangs or ends its thread that often is not asked any more; 16 where nothing is said. */
  readonly mostStops?: number
  /** Called whenever cases have been played. */
  readonly onCases?: (cases: number) => void
}

export interface CampaignResult {
  readonly report: Report
  /** Why not all cases were played, in a sentence; null where they were. */
  readonly cutShort: string | null
}

/**
 * Plays a range of cases over the threads of a pool. The report is the same whatever their number: what a case comes to
 * depends on the seed and its index alone. A case at which the target hangs, or takes its thread down, is a finding;
 * cases of its kind are left out from there on, and the others are played all the same.
 */
export async function runCampaign(pool: Pool, run: CampaignRun): Promise<CampaignResult> {
  const { spec, workers } = run
  const campaign = createCampaign({ intent: spec.intent, profiles: spec.profiles as ProfileName[] })
  const playing = playingOf(pool, run, campaign)
  const working = await Promise.allSettled(Array.from({ length: workers }, playing.work))
  for (const one of working) if (one.status === 'rejected') throw one.reason
  const { cutShort, reports } = playing.end()
  const late = cutShort === null ? await threwLate(pool, spec) : pool.threwIdle()
  if (late !== null) reports.push(lateReport(campaign, spec.seed, late))
  return { report: mergeReports(reports), cutShort }
}

interface Playing {
  /** What each thread is kept busy with. */
  readonly work: () => Promise<void>
  readonly end: () => { readonly cutShort: string | null; readonly reports: Report[] }
}

function playingOf(
  pool: Pool,
  { mostStops = 16, onCases, range, spec, workers }: CampaignRun,
  campaign: Campaign,
): Playing {
  const { seed } = spec
  const schedule = createSchedule(range, workers)
  const reports: Report[] = [reportOf(campaign, seed, [], createTally())]
  const kinds: Kind[] = []
  const underWay = new Set<Progress>()
  let stops = 0
  let inVain = 0
  let cutShort: string | null = null
  let turn = turnOf()

  async function work(): Promise<void> {
    while (cutShort === null && !schedule.isEmpty()) {
      const piece = schedule.begin(kinds.length)
      if (piece === null) await turn.came
      else await play(piece)
    }
  }

  async function play(piece: Piece): Promise<void> {
    const progress = createProgress()
    underWay.add(progress)
    const from = performance.now()
    const left = kinds.slice()
    try {
      const ended = await pool.run({ kind: 'play', campaign: spec, range: piece.range, left, progress })
      if (ended.kind === 'stopped') cutShort ??= stoppedByHand
      else if (ended.kind === 'done') played(piece, ended.result, performance.now() - from)
      else if (!hasLoaded(progress) || isTaken(ended)) lost(piece, ended)
      else {
        const stop = { ...ended, isPreflight: wasPreflight(progress) }
        await stopped(piece, piece.range[0] + caseOf(progress), stop, left)
      }
    } catch (thrown) {
      // The others need not wait for what will not come.
      cutShort ??= stoppedByHand
      throw thrown
    } finally {
      underWay.delete(progress)
      takeAll()
      turn.over()
      turn = turnOf()
    }
  }

  /** Something that an earlier case has left behind may take a thread down, but not each time. */
  function lost(piece: Piece, stop: Ending): void {
    schedule.lost(piece)
    inVain++
    if (stop.kind === 'hung' || isTaken(stop) || inVain > 3 * workers) cutShort ??= notAgain(stop)
  }

  function played(piece: Piece, report: Report, ms: number): void {
    schedule.done(piece, report, ms)
    inVain = 0
    if ((report.ranges[0]?.[1] ?? 0) < piece.range[1]) cutShort ??= stoppedByHand
  }

  async function stopped(piece: Piece, index: number, stop: Stop, left: readonly Kind[]): Promise<void> {
    schedule.stopping(piece)
    const diagnosis = await diagnose(campaign, seed, index, stop, left, stopsAt)
    schedule.stopped(piece, diagnosis, stopReport(campaign, seed, diagnosis))
  }

  async function stopsAt(of: CaseData): Promise<Stop | null> {
    if (cutShort !== null) return null
    const progress = createProgress()
    const ended = await pool.run({ kind: 'replay', campaign: spec, case: of, progress })
    return ended.kind === 'hung' || ended.kind === 'crashed'
      ? { ...ended, isPreflight: wasPreflight(progress) }
      : null
  }

  /** Counts what is done, in the order of the cases. */
  function takeAll(): void {
    for (let piece = next(); piece !== null; piece = next()) {
      if (piece.report !== null) add(piece.report)
      if (piece.diagnosis === null) continue
      kinds.push(piece.diagnosis.kind)
      stops += piece.diagnosis.stops
      if (stops >= mostStops) giveUp()
    }
  }

  function next(): Piece | null {
    return cutShort === null ? schedule.take(kinds.length) : null
  }

  function giveUp(): void {
    cutShort = `The target has hung or ended its thread ${stops} times, so it is not asked any more. Put right what was found, and run it again.`
    for (const progress of underWay) askToStop(progress)
  }

  function add(report: Report): void {
    reports.push(report)
    // What is kept stays small, however many there are.
    if (reports.length > 64) reports.splice(0, reports.length, mergeReports(reports))
    onCases?.(report.counts.cases)
  }

  return {
    work,
    end: () => {
      // Who stops it by hand gets all that there is.
      if (cutShort === stoppedByHand) for (const report of schedule.leftOver()) add(report)
      return { cutShort, reports }
    },
  }
}

/** How a thread ended that was to play. */
type Ending = Extract<Ended<'play'>, { kind: 'hung' | 'crashed' }>

const stoppedByHand = 'It was stopped.'

/** A port that a thread before, or the one beside it, has already. */
function isTaken(stop: Ending): boolean {
  return stop.kind === 'crashed' && /^listen E/.test(stop.message)
}

/** Why a target that was loaded before is not loaded again. */
function notAgain(stop: Ending): string {
  const why = stop.kind === 'crashed' ? stop.message : 'it takes too long'
  const remedy = isTaken(stop) ? ' Export the app without listening, or take --workers 1.' : ''
  return `The target could not be loaded a second time (${why}), which each thread does for itself.${remedy}`
}

/** Lets those wait who have nothing to do until somebody else is done. */
function turnOf(): { readonly came: Promise<void>; readonly over: () => void } {
  let over = (): void => {}
  const came = new Promise<void>((resolve) => {
    over = resolve
  })
  return { came, over }
}

/** What the target threw when it had answered already. Asked once more, a thread gets as far as what is due. */
async function threwLate(pool: Pool, { intent, target }: CampaignSpec): Promise<string | null> {
  const progress = createProgress()
  const ended = await pool.run({ kind: 'look', target, origin: intent.target, progress })
  return ended.kind === 'crashed' ? ended.message : pool.threwIdle()
}
