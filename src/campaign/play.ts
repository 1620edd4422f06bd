import type { AnyTransport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import type { WireRequest } from '../fetch/response'
import { auditRange, auditRangeInTime, playInTime } from '../fuzz/audit'
import type { Campaign } from '../fuzz/campaign-values'
import { caseAt } from '../fuzz/case-at'
import { createCampaign } from '../fuzz/create-campaign'
import { type Playable, provingAfresh } from '../fuzz/from-fresh'
import { type LearnOptions, learnIntent, learnIntentInTime } from '../fuzz/learn-intent'
import type { Range } from '../fuzz/merge-reports'
import { type Objection, replayCase } from '../fuzz/replay-case'
import { createTally, reportOf, type Tally } from '../fuzz/tally'
import { isAsynchronous, type Target } from '../fuzz/target'
import type { Finding, Fold, Intent, Report, Skipped } from '../fuzz/types'
import { byteLowercase } from '../infra/byte-string'
import type { ProfileName } from '../profile/profile'
import { isOfKind, type Kind, wordsOfKind } from './kind'
import { loadTarget } from './load-target'
import type { Loaded } from './loaded'
import {
  beat,
  type CampaignSpec,
  isToStop,
  noteCase,
  noteLoaded,
  noteRequest,
  type Progress,
  type TargetSpec,
} from './target-spec'

/** What a thread is asked to do, and where it says how far it is. */
export type Task = { readonly progress: Progress } & (
  | { readonly kind: 'look'; readonly target: TargetSpec; readonly origin: string }
  | { readonly kind: 'learn'; readonly target: TargetSpec; readonly learn: LearnOptions }
  | {
      readonly kind: 'play'
      readonly campaign: CampaignSpec
      readonly range: Range
      /** What is left out. */
      readonly left: readonly Kind[]
    }
  | { readonly kind: 'replay'; readonly campaign: CampaignSpec; readonly case: unknown }
  | {
      readonly kind: 'prove'
      readonly campaign: CampaignSpec
      readonly finding: Playable
      /** How often the case is asked in a row. */
      readonly times: number
    }
)

/** What the target was taken for, and whether it takes its time. */
export interface Look {
  readonly taken: string
  readonly inTime: boolean
  /** Where it is asked, as far as its configuration says. */
  readonly origin: string | null
  /** Which server of several that is, in words that follow `taken`; empty where there is no choice. */
  readonly choice: string
  /** Origins of other servers of the configuration that say something of CORS. */
  readonly alsoCors: readonly string[]
  /** Paths to be asked for beside `/`, as far as its configuration or its routes say. */
  readonly paths: readonly string[]
  /** Paths of further routes, which are not asked for unless somebody names them. */
  readonly leftPaths: readonly string[]
}

export interface Results {
  readonly look: Look
  readonly learn: Intent
  readonly play: Report
  readonly replay: readonly Objection[]
  /** Null where the case does not show what was found. */
  readonly prove: Finding | null
}

/** Does what a thread is asked to do. What was loaded and parsed once is kept for the tasks that follow. */
export async function perform(task: Task): Promise<Results[Task['kind']]> {
  const { progress } = task
  switch (task.kind) {
    case 'look': {
      // Timers that the target has set before, and that are due, come first: what they throw is seen.
      await new Promise((resolve) => setTimeout(resolve))
      const of = await loaded(task.target, task.origin, progress)
      const { alsoCors = [], choice = '', inTime, leftPaths = [], origin = null, paths = [], taken } = of
      return { taken, inTime, origin, choice, alsoCors, paths, leftPaths }
    }
    case 'learn': {
      const of = await loaded(task.target, task.learn.target, progress)
      // What a configuration says of one server says nothing of another.
      const isOther = typeof of.origin === 'string' && of.origin !== task.learn.target
      const learn = { ...(isOther ? {} : of.configured), ...task.learn }
      return atOnceOrInTime(
        of,
        progress,
        (target) => learnIntent(target, learn),
        (target) => learnIntentInTime(target, learn),
      )
    }
    case 'play':
      return play(task)
    case 'replay': {
      const { intent, target } = task.campaign
      const of = await loaded(target, intent.target, progress)
      return replayCase(watched<AnyTransport>(of.target, progress), { intent, case: task.case })
    }
    case 'prove': {
      const { intent, target } = task.campaign
      const of = await loaded(target, intent.target, progress)
      const campaign = campaignOf(task.campaign)
      const asking = provingAfresh(campaign, task.finding, task.times)
      const server = watched<AnyTransport>(of.target, progress)
      let step = asking.next()
      while (step.done !== true) step = asking.next(await playInTime(campaign, step.value, server))
      return step.value
    }
  }
}

/** Plays a range, or as much of it as there is time for: the report says how much that was. */
async function play({ campaign: spec, left, progress, range }: PlayTask): Promise<Report> {
  const { seed } = spec
  const [from, to] = range
  const of = await loaded(spec.target, spec.intent.target, progress)
  const campaign = campaignOf(spec)
  const seen = seenBefore(spec, left)
  const begun = (): Part => ({
    tally: tallyAfter(seen, from),
    skip: skipping(campaign, seed, left),
    index: from,
  })
  const goesOn = (part: Part): boolean => part.index < to && !isToStop(progress)
  const { index, skip, tally } = await atOnceOrInTime(
    of,
    progress,
    (target) => {
      const part = begun()
      for (; goesOn(part); part.index++) {
        noteCase(progress, part.index - from)
        if (!part.skip.has(part.index))
          auditRange(campaign, target, seed, part.index, part.index + 1, part.tally)
      }
      return part
    },
    async (target) => {
      const part = begun()
      for (; goesOn(part); part.index++) {
        noteCase(progress, part.index - from)
        if (!part.skip.has(part.index))
          await auditRangeInTime(campaign, target, seed, part.index, part.index + 1, part.tally)
      }
      return part
    },
  )
  remember(tally, seen)
  return { ...reportOf(campaign, seed, [[from, index]], tally), skipped: skip.skipped() }
}

interface Part {
  readonly tally: Tally
  readonly skip: Skipping
  index: number
}

/** What took its time, though it did not look like it. */
const slow = new WeakSet<Loaded>()

/** Does something with a target that answers at once, or does it from the beginning with one that turns out not to. */
async function atOnceOrInTime<Result>(
  of: Loaded,
  progress: Progress,
  atOnce: (target: Target<Handler>) => Result,
  inTime: (target: Target<AnyTransport>) => Promise<Result>,
): Promise<Result> {
  if (!of.inTime && !slow.has(of)) {
    try {
      return atOnce(watched<Handler>(of.target, progress))
    } catch (thrown) {
      if (!isAsynchronous(thrown)) throw thrown
      slow.add(of)
    }
  }
  return inTime(watched<AnyTransport>(of.target, progress))
}

type PlayTask = Extract<Task, { kind: 'play' }>

/** Which cases are left out, and how many have been so far. */
interface Skipping {
  readonly has: (index: number) => boolean
  readonly skipped: () => readonly Skipped[]
}

function skipping(campaign: Campaign, seed: number, left: readonly Kind[]): Skipping {
  const counts = left.map(() => 0)
  return {
    has: (index) => {
      if (left.length === 0) return false
      const of = caseAt(campaign, seed, index)
      const which = left.findIndex((kind) => isOfKind(kind, of))
      if (which !== -1) counts[which] = (counts[which] ?? 0) + 1
      return which !== -1
    },
    skipped: () =>
      left.flatMap((kind, i) =>
        counts[i] === 0 ? [] : { kind: wordsOfKind(kind), cases: counts[i] as number },
      ),
  }
}

function isPreflight({ headerList, method }: WireRequest): boolean {
  return method === 'OPTIONS' && headerList.some(({ name }) => byteLowercase(name) === asksForMethod)
}

const asksForMethod = 'access-control-request-method'

/** The same target, which tells whenever it is asked and has answered. */
function watched<Server extends AnyTransport>(target: Target<Server>, progress: Progress): Target<Server> {
  return {
    open: () => {
      const server = target.open()
      const watching: AnyTransport = (request, signal) => {
        beat(progress)
        noteRequest(progress, isPreflight(request))
        return server(request, signal)
      }
      return watching as Server
    },
  }
}

/**
 * What this thread has made small already, in the same campaign with the same cases left out: a later part has only to
 * count it. What is joined in the end is that of the smallest index, which is the same wherever it was made.
 */
function seenBefore({ intent, profiles, seed, target }: CampaignSpec, left: readonly Kind[]): Seen {
  const of = JSON.stringify([target, intent, profiles, seed, left])
  if (lastSeen.of !== of) lastSeen = { of, seen: new Map() }
  return lastSeen.seen
}

/** An empty tally, but for what need not be made small again. */
function tallyAfter(seen: Seen, from: number): Tally {
  const tally = createTally()
  for (const { finding, key } of seen.values())
    if (finding.index < from) tally.folds.set(key, { occurrences: 0, finding })
  return tally
}

/** What was not met is taken out of the tally, and what was new is kept. */
function remember({ folds }: Tally, seen: Seen): void {
  for (const [key, { finding, occurrences }] of folds) {
    if (occurrences === 0) folds.delete(key)
    else if (!seen.has(key)) seen.set(key, { key, finding })
  }
}

type Seen = Map<string, Pick<Fold, 'key' | 'finding'>>
let lastSeen: { readonly of: string; readonly seen: Seen } = { of: '', seen: new Map() }

let lastTarget: { readonly key: string; readonly loaded: Promise<Loaded> } | null = null

async function loaded(spec: TargetSpec, origin: string, progress: Progress): Promise<Loaded> {
  const key = JSON.stringify([spec, origin])
  if (lastTarget?.key !== key)
    lastTarget = { key, loaded: loadTarget(spec, origin, () => noteLoaded(progress)) }
  const of = await lastTarget.loaded
  noteLoaded(progress)
  return of
}

let lastCampaign: { readonly key: string; readonly campaign: Campaign } | null = null

function campaignOf({ intent, profiles }: CampaignSpec): Campaign {
  const key = JSON.stringify([intent, profiles])
  if (lastCampaign?.key !== key) {
    lastCampaign = { key, campaign: createCampaign({ intent, profiles: profiles as ProfileName[] }) }
  }
  return lastCampaign.campaign
}
