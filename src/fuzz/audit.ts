import type { AnyTransport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import type { Profile, ProfileName } from '../profile/profile'
import type { Campaign, Case } from './campaign-values'
import { caseAt, sweepSize } from './case-at'
import { createCampaign } from './create-campaign'
import { finding } from './finding'
import { readIntent } from './intent'
import { invalid } from './invalid'
import { judgePlayed } from './judge'
import { type Played, playing } from './play'
import type { Asking } from './shrink'
import { count, createTally, keyOf, reportOf, type Tally } from './tally'
import { drive, driveInTime, type Target, type TargetInput, targetOf } from './target'
import type { Report } from './types'

export interface AuditOptions {
  /** As `readIntent` takes it. */
  readonly intent: unknown
  /** A whole number of 32 bits; 1 where nothing is said. */
  readonly seed?: number
  /** How many cases; where nothing is said, all probes once and 10,000 cases more. */
  readonly runs?: number
  /** The first case, 0 where nothing is said. */
  readonly from?: number
  /** Chrome, Firefox and Safari, where nothing is said. */
  readonly profiles?: readonly (Profile | ProfileName)[]
}

/**
 * What a server really allows, against what it is meant to: plays cases by seed and index, in every browser, and reports
 * what goes wrong, each cause once and as small as it gets. The server is asked in this process and answers at once.
 *
 * @throws ConfigError where the intent or an option is wrong, or the server answers with a promise
 * @example audit(handler, { intent: { target: 'https://api.example.com', grants: [{ who: 'https://app.example.com' }] } })
 */
export function audit(target: TargetInput<Handler>, options: AuditOptions): Report {
  const { campaign, from, seed, to } = prepared(options)
  const tally = createTally()
  auditRange(campaign, targetOf(target), seed, from, to, tally)
  return reportOf(campaign, seed, [[from, to]], tally)
}

/** The same for a server that takes its time: one request is under way at a time, and `beforeCase` may wait. */
export async function auditInTime(
  target: TargetInput<AnyTransport>,
  options: AuditOptions & { readonly beforeCase?: (index: number) => Promise<void> | void },
): Promise<Report> {
  const { campaign, from, seed, to } = prepared(options)
  const tally = createTally()
  await auditRangeInTime(campaign, targetOf(target), seed, from, to, tally, options.beforeCase)
  return reportOf(campaign, seed, [[from, to]], tally)
}

/** Plays the cases from one index up to, and without, another one, in time. */
export async function auditRangeInTime(
  campaign: Campaign,
  server: Target<AnyTransport>,
  seed: number,
  from: number,
  to: number,
  tally: Tally,
  beforeCase?: (index: number) => Promise<void> | void,
): Promise<void> {
  for (let index = from; index < to; index++) {
    await beforeCase?.(index)
    const played = await playInTime(campaign, caseAt(campaign, seed, index), server)
    const work = noting(campaign, played, tally)
    let asked = work.next()
    while (asked.done !== true) asked = work.next(await playInTime(campaign, asked.value, server))
  }
}

/** Plays the cases from one index up to, and without, another one, and adds what is seen to the tally. */
export function auditRange(
  campaign: Campaign,
  target: Target<Handler>,
  seed: number,
  from: number,
  to: number,
  tally: Tally,
): void {
  for (let index = from; index < to; index++) {
    const played = play(campaign, caseAt(campaign, seed, index), target)
    const violations = judgePlayed(campaign, played)
    count(tally, played)
    if (violations.length === 0) continue
    const work = folding(campaign, played, violations, tally)
    let asked = work.next()
    while (asked.done !== true) asked = work.next(play(campaign, asked.value, target))
  }
}

export function play(campaign: Campaign, of: Case, target: Target<Handler>): Played {
  return drive(playing(campaign, of), target.open())
}

export function playInTime(campaign: Campaign, of: Case, target: Target<AnyTransport>): Promise<Played> {
  return driveInTime(playing(campaign, of), target.open())
}

function* noting(campaign: Campaign, played: Played, tally: Tally): Asking<void> {
  count(tally, played)
  yield* folding(campaign, played, judgePlayed(campaign, played), tally)
}

/** What is seen for the first time is made small at once: the target may not live for long. */
function* folding(
  campaign: Campaign,
  played: Played,
  violations: ReturnType<typeof judgePlayed>,
  { folds }: Tally,
): Asking<void> {
  for (const violation of violations) {
    const key = keyOf(played, violation)
    const known = folds.get(key)
    if (known !== undefined) known.occurrences++
    else folds.set(key, { occurrences: 1, finding: yield* finding(campaign, played, violation) })
  }
}

function prepared(options: AuditOptions): {
  readonly campaign: Campaign
  readonly seed: number
  readonly from: number
  readonly to: number
} {
  const { profiles } = options
  const seed = wholeNumber(options.seed ?? 1, 'seed')
  const from = wholeNumber(options.from ?? 0, 'from')
  const campaign = createCampaign({
    intent: readIntent(options.intent),
    ...(profiles === undefined ? {} : { profiles }),
  })
  const runs = wholeNumber(options.runs ?? sweepSize(campaign) + 10_000, 'runs')
  return { campaign, seed, from, to: from + runs }
}

function wholeNumber(value: number, path: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw invalid(path, value, `${path} must be a whole number, 0 or more`)
}
