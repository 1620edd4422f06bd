import { divergences, type Row } from '../../../src/profile/divergences'
import type { Knobs } from '../../../src/profile/knobs'
import type { BrowserName } from '../browsers/driver'
import { compare } from '../compare'
import type { Recording } from '../observation'
import { profileOf } from '../predict/profile-of'
import type { CorpusFile } from '../replay'
import { agreesWith, otherValues, predictWithReads, profileFor, same } from './tell-apart'

/** What the corpus says of a row in one browser. */
export interface Finding {
  readonly row: Row
  readonly browser: BrowserName
  /** Recordings that agree with the row and contradict other values, the plainest first. */
  readonly ids: readonly string[]
  /** Whether they show what the row says of the browser: that it is not as the standard, or not as another engine. */
  readonly shown: boolean
  /** The values of others that no recording contradicts. */
  readonly notRuledOut: readonly unknown[]
}

/** How many recordings a row names for each browser, unless it takes more to contradict all other values. */
const most = 3

/** A recording that corsac agrees with, and the knobs that count in it. */
interface Candidate {
  readonly recording: Recording
  readonly reads: ReadonlySet<keyof Knobs>
  readonly border: boolean
  readonly size: number
}

/** Goes through all recordings of a browser, for every row. */
export function findEvidence(browser: BrowserName, corpus: readonly CorpusFile[]): readonly Finding[] {
  const candidates = [...candidatesOf(browser, corpus)]
  return divergences.map((row) => find(row, browser, candidates))
}

function* candidatesOf(browser: BrowserName, corpus: readonly CorpusFile[]): Generator<Candidate> {
  for (const { kind, file } of corpus) {
    if (file.header.browser !== browser) continue
    for (const recording of file.recordings) {
      const { scenario, observation } = recording
      const { prediction, reads } = predictWithReads(scenario, profileOf(browser, scenario))
      if (compare(scenario, observation, prediction).length > 0) continue
      yield { recording, reads, border: kind === 'border', size: JSON.stringify(scenario).length }
    }
  }
}

function find(row: Row, browser: BrowserName, all: readonly Candidate[]): Finding {
  const others = otherValues(row, browser)
  let left = others
  const shown: { readonly id: string; readonly needed: boolean }[] = []
  for (const { recording } of inOrder(row, all)) {
    if (shown.length >= most && left.length === 0) break
    const profile = profileFor(row, browser, recording)
    if (profile === null) continue
    const contradicts = (value: unknown): boolean => !agreesWith(recording, profile, row, value)
    const before = left.length
    left = left.filter((value) => !contradicts(value))
    const { id } = recording.scenario
    if (left.length < before) shown.push({ id, needed: true })
    else if (shown.length < most && others.some(contradicts)) shown.push({ id, needed: false })
  }
  const departs = row.values[browser] !== undefined
  return {
    row,
    browser,
    ids: plainest(shown),
    shown: shown.length > 0 && !(departs && left.some((value) => same(value, row.values.spec))),
    notRuledOut: left,
  }
}

/** Those that rule out a value for the first time, and others up to the number that a row names; in the order found. */
function plainest(shown: readonly { readonly id: string; readonly needed: boolean }[]): readonly string[] {
  const needed = shown.filter((one) => one.needed)
  const more = shown.filter((one) => !one.needed).slice(0, Math.max(0, most - needed.length))
  return shown.filter((one) => needed.includes(one) || more.includes(one)).map(({ id }) => id)
}

/** Those that read the row's knob: what was written for the row, then other hand-written ones, each time small ones first. */
function inOrder(row: Row, all: readonly Candidate[]): readonly Candidate[] {
  const rank = ({ recording, border }: Candidate): number =>
    (recording.scenario.families.includes(row.id) ? 0 : 2) + (border ? 0 : 1)
  return all
    .filter(({ reads }) => reads.has(row.knob))
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .sort((a, b) => a.rank - b.rank || a.candidate.size - b.candidate.size)
    .map(({ candidate }) => candidate)
}
