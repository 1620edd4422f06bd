import { divergences, type Row } from '../../../src/profile/divergences'
import type { Knobs } from '../../../src/profile/knobs'
import { type Profile, profiles } from '../../../src/profile/profile'
import type { BrowserName } from '../browsers/driver'
import { compare } from '../compare'
import { otherValues } from '../coverage'
import type { Recording } from '../observation'
import { profileOf } from '../predict/profile-of'
import type { CorpusPart } from './corpus'
import { hasOwnValue, predictWithReads, rulesOut } from './tell-apart'

/** What the corpus says of a row in one browser. */
export interface Finding {
  readonly row: Row
  readonly browser: BrowserName
  /** Recordings that agree with the row and contradict other values, the plainest first. */
  readonly ids: readonly string[]
  /** The values of others that no recording contradicts. */
  readonly notRuledOut: readonly unknown[]
}

/** How many recordings a row names for each browser. */
const most = 3

/** A recording that corsac agrees with, and the knobs that count in it. */
interface Candidate {
  readonly recording: Recording
  readonly profile: Profile
  readonly reads: ReadonlySet<keyof Knobs>
  readonly border: boolean
  readonly size: number
}

/** Goes through all recordings of a browser, for every row. */
export function findEvidence(browser: BrowserName, parts: Iterable<CorpusPart>): readonly Finding[] {
  const candidates = [...candidatesOf(browser, parts)]
  return divergences.map((row) => find(row, browser, candidates))
}

function* candidatesOf(browser: BrowserName, parts: Iterable<CorpusPart>): Generator<Candidate> {
  for (const part of parts) {
    if (part.browser !== browser) continue
    for (const recording of part.recordings) {
      const { scenario, observation } = recording
      const profile = profileOf(browser, scenario)
      const { prediction, reads } = predictWithReads(scenario, profile)
      if (compare(scenario, observation, prediction).length > 0) continue
      yield { recording, profile, reads, border: part.border, size: JSON.stringify(scenario).length }
    }
  }
}

function find(row: Row, browser: BrowserName, all: readonly Candidate[]): Finding {
  const wanted = new Map(otherValues(row, profiles[browser]).map((value) => [JSON.stringify(value), value]))
  const shown: { readonly id: string; readonly first: boolean }[] = []
  for (const { recording, profile } of inOrder(row, all)) {
    if (shown.length >= most && wanted.size === 0) break
    const { id } = recording.scenario
    const contradicted = [...wanted].filter(([, value]) => rulesOut(recording, profile, row, value))
    for (const [key] of contradicted) wanted.delete(key)
    if (contradicted.length > 0) shown.push({ id, first: true })
    else if (shown.length < most && tellsAny(row, recording, profile)) shown.push({ id, first: false })
  }
  // Whatever rules out a value for the first time is named; the plainest of the others fill up.
  const others = shown.filter(({ first }) => !first).map(({ id }) => id)
  const needed = new Set(shown.filter(({ first }) => first).map(({ id }) => id))
  for (const id of others) if (needed.size < most) needed.add(id)
  return {
    row,
    browser,
    ids: shown.map(({ id }) => id).filter((id) => needed.has(id)),
    notRuledOut: [...wanted.values()],
  }
}

function tellsAny(row: Row, recording: Recording, profile: Profile): boolean {
  return otherValues(row, profile).some((value) => rulesOut(recording, profile, row, value))
}

/** Those that read the row's knob: what was written for the row, then other hand-written ones, each time small ones first. */
function inOrder(row: Row, all: readonly Candidate[]): readonly Candidate[] {
  const rank = ({ recording, border }: Candidate): number =>
    (recording.scenario.families.includes(row.id) ? 0 : 2) + (border ? 0 : 1)
  return all
    .filter(({ reads, profile }) => reads.has(row.knob) && hasOwnValue(row, profile))
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .sort((a, b) => a.rank - b.rank || a.candidate.size - b.candidate.size)
    .map(({ candidate }) => candidate)
}
