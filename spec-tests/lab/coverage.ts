// npm run lab -- coverage: what of the kernel and of the divergence table random scenarios reach.
import { divergences, knobValue, type Row } from '../../src/profile/divergences'
import { knobNames } from '../../src/profile/knob-values'
import type { Knobs } from '../../src/profile/knobs'
import { type Profile, profiles } from '../../src/profile/profile'
import { type StepId, steps } from '../../src/spec/steps'
import { type Prediction, predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { browserNames } from './replay'
import type { Scenario } from './scenario'

export interface Coverage {
  readonly scenarios: number
  /** How many have two steps or more. */
  readonly severalSteps: number
  /** How many scenarios come by a decision or a refusal, in any browser. */
  readonly steps: ReadonlyMap<StepId, number>
  /** In how many a browser's value at a row shows: with another one, something else would be seen. */
  readonly rows: ReadonlyMap<Row['id'], number>
}

/** What random scenarios cannot reach often, or at all, and why. A test fails where they do all the same. */
const outOfReach: readonly { readonly ids: readonly (StepId | Row['id'])[]; readonly why: string }[] = [
  { ids: ['DV-14'], why: 'the limits of max-age are two hours and a day, which nobody waits for' },
  { ids: ['DV-112', 'DV-113'], why: 'cookies live for months, or a week' },
  { ids: ['DV-132', 'DV-133', 'DV-159'], why: 'the lab has not hosts enough for three thousand cookies' },
  { ids: ['DV-141'], why: 'which cookie was read last shows in the next minute at the earliest' },
  { ids: ['DV-160'], why: 'no later date can be told from none' },
  { ids: ['DV-161', 'DV-162'], why: 'few random elements have integrity metadata' },
  {
    ids: ['DV-163', 'DV-164', 'DV-165', 'DV-166'],
    why: 'the lab plays no cookie store',
  },
  {
    ids: ['DV-168', 'DV-170', 'DV-171', 'DV-173'],
    why: 'few random requests have listeners on an empty upload, or on one that fails or is sent again, or fail at home',
  },
  { ids: ['DV-172', 'DV-176'], why: 'few random requests and sockets have such schemes' },
  { ids: ['DV-174'], why: 'no random body is shorter than its Content-Length' },
  { ids: ['DV-178'], why: 'words are no part of what the kernel is asked for' },
  { ids: ['DV-179'], why: 'beacons of the lab are small' },
  { ids: ['DV-183', 'DV-184'], why: 'steps of the lab read no blobs, and give no window' },
  { ids: ['DV-180', 'DV-181', 'DV-182'], why: 'few random redirects in these modes lead nowhere' },
  { ids: ['DV-177'], why: 'the lab closes an event source when its connection ends' },
  { ids: ['DV-175'], why: 'random servers answer subprotocols as the standard wants it' },
  {
    ids: ['main-fetch/range-not-requested'],
    why: 'only a service worker answers a request that asked for no range with a part',
  },
]

/**
 * Counts what scenarios reach. Rows are counted up to `enough` only, since those that are left cost a prediction or
 * more each time.
 */
export function coverageOf(
  scenarios: readonly Scenario[],
  enough: number = Number.POSITIVE_INFINITY,
): Coverage {
  const stepCounts = new Map<StepId, number>((Object.keys(steps) as StepId[]).map((id) => [id, 0]))
  const rowCounts = new Map<Row['id'], number>(divergences.map(({ id }) => [id, 0]))
  const count = (scenario: Scenario, sought: (row: Row) => boolean): ReadonlySet<StepId> => {
    const reached = new Set<StepId>()
    const wanted = new Set(divergences.filter((row) => (rowCounts.get(row.id) ?? 0) < enough && sought(row)))
    for (const browser of browserNames) {
      const profile = profileOf(browser, scenario)
      const { watched, read } = watch(profile)
      const prediction = predict(scenario, watched)
      for (const step of prediction.reached) reached.add(step)
      // A knob that nobody looks at decides nothing.
      const rows = [...wanted].filter(({ knob }) => read.has(knob))
      for (const row of decisive(rows, profile, scenario, prediction)) {
        wanted.delete(row)
        rowCounts.set(row.id, (rowCounts.get(row.id) ?? 0) + 1)
      }
    }
    return reached
  }
  // Rows that scenarios are made for are found in these at once, and need not be looked for in all others.
  for (const scenario of scenarios) {
    if (scenario.families.some((one) => one.startsWith('DV-'))) {
      count(scenario, ({ id }) => scenario.families.includes(id))
    }
  }
  let severalSteps = 0
  for (const scenario of scenarios) {
    if (scenario.steps.length > 1) severalSteps++
    const reached = new Set<StepId>(predict(scenario, profiles.spec).reached)
    for (const step of count(scenario, ({ id }) => !scenario.families.includes(id))) reached.add(step)
    for (const step of reached) stepCounts.set(step, (stepCounts.get(step) ?? 0) + 1)
  }
  return { scenarios: scenarios.length, severalSteps, steps: stepCounts, rows: rowCounts }
}

/** A profile that notes which of its knobs are looked at. */
function watch(profile: Profile): { readonly watched: Profile; readonly read: ReadonlySet<keyof Knobs> } {
  const read = new Set<keyof Knobs>()
  const watched: Profile = { ...profile }
  for (const knob of knobNames) {
    const value = profile[knob]
    Object.defineProperty(watched, knob, {
      enumerable: true,
      get: () => {
        read.add(knob)
        return value
      },
    })
  }
  return { watched, read }
}

/**
 * The rows at which the scenario would look different with another value that an engine has. Many are turned at once,
 * and looked at by halves where that shows, so that one whose effect another hides can be missed; none is made up.
 */
export function decisive(
  rows: readonly Row[],
  profile: Profile,
  scenario: Scenario,
  prediction: Prediction,
): readonly Row[] {
  const found = new Set<Row>()
  const seen = seenIn(prediction)
  const search = (turns: readonly Turn[]): void => {
    const left = turns.filter(({ row }) => !found.has(row))
    const [first] = left
    if (first === undefined || seen === seenIn(predict(scenario, turnedProfile(profile, left)))) return
    if (left.length === 1) {
      found.add(first.row)
      return
    }
    const half = Math.ceil(left.length / 2)
    search(left.slice(0, half))
    search(left.slice(half))
  }
  const turns = rows.map((row) => otherValues(row, profile).map((value): Turn => ({ row, value })))
  const most = Math.max(0, ...turns.map(({ length }) => length))
  for (let i = 0; i < most; i++) {
    const ofRound = turns.flatMap((ofRow) => ofRow.slice(i, i + 1))
    // Neighbours in the table are about the same thing, and go to different groups.
    const groups = Math.ceil(ofRound.length / atOnce)
    for (let group = 0; group < groups; group++) search(ofRound.filter((_, at) => at % groups === group))
  }
  return [...found]
}

/** More would be faster, and would hide more from each other. */
const atOnce = 8

/** A knob set to what another engine has. */
interface Turn {
  readonly row: Row
  readonly value: unknown
}

/** Values come from the table, so that `defineProfile` would find nothing to say about them. */
function turnedProfile(profile: Profile, turns: readonly Turn[]): Profile {
  const knobs = turns.map(({ row, value }) => [row.knob, value] as const)
  return { ...profile, ...(Object.fromEntries(knobs) as Partial<Knobs>) }
}

const othersByProfile = new WeakMap<Profile, Map<Row, readonly unknown[]>>()

/** The values that the standard or another engine has at a row, but this profile has not. */
export function otherValues(row: Row, profile: Profile): readonly unknown[] {
  let known = othersByProfile.get(profile)
  if (known === undefined) {
    known = new Map()
    othersByProfile.set(profile, known)
  }
  const others = known.get(row) ?? findOtherValues(row, profile)
  known.set(row, others)
  return others
}

function findOtherValues({ knob }: Row, profile: Profile): readonly unknown[] {
  const own = JSON.stringify(profile[knob])
  const others = new Map<string, unknown>()
  for (const engine of ['spec', ...browserNames] as const) {
    const value = knobValue(knob, engine)
    if (JSON.stringify(value) !== own) others.set(JSON.stringify(value), value)
  }
  return [...others.values()]
}

/** What can be seen of it, as text. */
function seenIn({ closing, opening, steps }: Prediction): string {
  return JSON.stringify([opening, steps, closing])
}

/** What fewer than `least` scenarios reach, but for what is known to be out of reach. */
export function tooRare({ steps: stepCounts, rows }: Coverage, least: number): string[] {
  const excused = new Set<string>(outOfReach.flatMap(({ ids }) => ids))
  return [...stepCounts, ...rows].filter(([id, count]) => count < least && !excused.has(id)).map(([id]) => id)
}

/** What is said to be out of reach, and is reached often. */
export function wronglyExcused({ steps: stepCounts, rows }: Coverage, least: number): string[] {
  const counts = new Map<string, number>([...stepCounts, ...rows])
  return outOfReach.flatMap(({ ids }) => ids).filter((id) => (counts.get(id) ?? least) >= least)
}

/** The report, what is rarest first; `least` is how often each should be reached, `enough` where rows stopped being counted. */
export function coverageReport(coverage: Coverage, least: number, enough: number): string {
  const { scenarios, severalSteps } = coverage
  const share = ((100 * severalSteps) / scenarios).toFixed(1)
  const rare = new Set(tooRare(coverage, least))
  const list = (counts: ReadonlyMap<string, number>, most: number): string[] =>
    [...counts]
      .sort(([, a], [, b]) => a - b)
      .map(([id, count]) => {
        const excuse = outOfReach.find(({ ids }) => ids.some((one) => one === id))
        const mark = rare.has(id) ? '!' : ' '
        const shown = `${count}${count >= most ? '+' : ' '}`
        return `${shown.padStart(8)}${mark} ${id}${excuse === undefined ? '' : ` (${excuse.why})`}`
      })
  return [
    `${scenarios} scenarios, ${share} % with two steps or more; ! marks what fewer than ${least} reach`,
    'rows of the divergence table',
    ...list(coverage.rows, enough),
    'steps',
    ...list(coverage.steps, Number.POSITIVE_INFINITY),
    '',
  ].join('\n')
}
