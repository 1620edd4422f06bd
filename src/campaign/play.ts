import type { AnyTransport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import { auditRange, auditRangeInTime } from '../fuzz/audit'
import type { Campaign } from '../fuzz/campaign-values'
import { createCampaign } from '../fuzz/create-campaign'
import { type LearnOptions, learnIntent, learnIntentInTime } from '../fuzz/learn-intent'
import type { Range } from '../fuzz/merge-reports'
import { type Objection, replayCase } from '../fuzz/replay-case'
import { createTally, reportOf } from '../fuzz/tally'
import type { Target } from '../fuzz/target'
import type { Intent, Report } from '../fuzz/types'
import type { ProfileName } from '../profile/profile'
import { loadTarget } from './load-target'
import type { Loaded } from './loaded'
import { type CampaignSpec, isToStop, type Progress, type TargetSpec } from './target-spec'

/** What a thread is asked to do. */
export type Task =
  | { readonly kind: 'look'; readonly target: TargetSpec; readonly origin: string }
  | { readonly kind: 'learn'; readonly target: TargetSpec; readonly learn: LearnOptions }
  | {
      readonly kind: 'play'
      readonly campaign: CampaignSpec
      readonly range: Range
      readonly progress: Progress
    }
  | {
      readonly kind: 'replay'
      readonly campaign: CampaignSpec
      readonly case: unknown
      readonly progress: Progress
    }

/** What the target was taken for, and whether it takes its time. */
export interface Look {
  readonly taken: string
  readonly inTime: boolean
  /** Where it is asked, as far as its configuration says. */
  readonly origin: string | null
  /** Paths to be asked for beside `/`, as far as its configuration says. */
  readonly paths: readonly string[]
}

export interface Results {
  readonly look: Look
  readonly learn: Intent
  readonly play: Report
  readonly replay: readonly Objection[]
}

/** Does what a thread is asked to do. What was loaded and parsed once is kept for the tasks that follow. */
export async function perform(task: Task): Promise<Results[Task['kind']]> {
  switch (task.kind) {
    case 'look': {
      // Timers that the target has set before, and that are due, come first: what they throw is seen.
      await new Promise((resolve) => setTimeout(resolve))
      const { taken, inTime, origin = null, paths = [] } = await loaded(task.target, task.origin)
      return { taken, inTime, origin, paths }
    }
    case 'learn': {
      const of = await loaded(task.target, task.learn.target)
      const learn = { ...of.configured, ...task.learn }
      return of.inTime ? learnIntentInTime(of.target, learn) : learnIntent(of.target, learn)
    }
    case 'play':
      return play(task.campaign, task.range, task.progress)
    case 'replay': {
      const of = await loaded(task.campaign.target, task.campaign.intent.target)
      const target = watched<AnyTransport>(of.target, new Int32Array(task.progress.shared))
      return replayCase(target, { intent: task.campaign.intent, case: task.case })
    }
  }
}

/** Thrown between two cases where no more are to be played. */
const enough = {}

/** Plays a range, or as much of it as there is time for: the report says how much that was. */
async function play(spec: CampaignSpec, [from, to]: Range, shown: Progress): Promise<Report> {
  const { seed } = spec
  const progress = new Int32Array(shown.shared)
  const of = await loaded(spec.target, spec.intent.target)
  const campaign = campaignOf(spec)
  const tally = createTally()
  let end = to
  const before = (index: number): void => {
    Atomics.store(progress, 0, index - from)
    if (!isToStop(shown)) return
    end = index
    throw enough
  }
  try {
    if (of.inTime) {
      await auditRangeInTime(campaign, watched(of.target, progress), seed, from, to, tally, before)
    } else {
      const target = watched<Handler>(of.target, progress)
      for (let index = from; index < to; index++) {
        before(index)
        auditRange(campaign, target, seed, index, index + 1, tally)
      }
    }
  } catch (thrown) {
    if (thrown !== enough) throw thrown
  }
  return reportOf(campaign, seed, [[from, end]], tally)
}

/** The same target, which tells whenever it is asked and has answered. */
function watched<Server extends AnyTransport>(target: Target<Server>, progress: Int32Array): Target<Server> {
  return {
    open: () => {
      const server = target.open()
      const watching: AnyTransport = (request, signal) => {
        Atomics.add(progress, 1, 1)
        return server(request, signal)
      }
      return watching as Server
    },
  }
}

let lastTarget: { readonly key: string; readonly loaded: Promise<Loaded> } | null = null

function loaded(spec: TargetSpec, origin: string): Promise<Loaded> {
  const key = JSON.stringify([spec, origin])
  if (lastTarget?.key !== key) lastTarget = { key, loaded: loadTarget(spec, origin) }
  return lastTarget.loaded
}

let lastCampaign: { readonly key: string; readonly campaign: Campaign } | null = null

function campaignOf({ intent, profiles }: CampaignSpec): Campaign {
  const key = JSON.stringify([intent, profiles])
  if (lastCampaign?.key !== key) {
    lastCampaign = { key, campaign: createCampaign({ intent, profiles: profiles as ProfileName[] }) }
  }
  return lastCampaign.campaign
}
