// npm run lab -- coverage: what of the kernel and of the divergence table random scenarios reach.
import type { Row } from '../../src/profile/divergences'
import { divergences, knobValue } from '../../src/profile/divergences'
import { defineProfile, type Profile, profiles } from '../../src/profile/profile'
import { type StepId, steps } from '../../src/spec/steps'
import type { BrowserName } from './browsers/driver'
import type { Prediction } from './predict/predict'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
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

const browsers: readonly BrowserName[] = ['chromium', 'firefox', 'webkitgtk']

export function coverageOf(scenarios: readonly Scenario[]): Coverage {
  const stepCounts = new Map<StepId, number>((Object.keys(steps) as StepId[]).map((id) => [id, 0]))
  const rowCounts = new Map<Row['id'], number>(divergences.map(({ id }) => [id, 0]))
  let severalSteps = 0
  for (const scenario of scenarios) {
    if (scenario.steps.length > 1) severalSteps++
    const reached = new Set<StepId>(predict(scenario, profiles.spec).reached)
    const shown = new Set<Row['id']>()
    for (const browser of browsers) {
      const profile = profileOf(browser, scenario)
      const prediction = predict(scenario, profile)
      for (const step of prediction.reached) reached.add(step)
      for (const row of divergences) {
        if (!shown.has(row.id) && decidesHere(row, profile, scenario, prediction)) shown.add(row.id)
      }
    }
    for (const step of reached) stepCounts.set(step, (stepCounts.get(step) ?? 0) + 1)
    for (const id of shown) rowCounts.set(id, (rowCounts.get(id) ?? 0) + 1)
  }
  return { scenarios: scenarios.length, severalSteps, steps: stepCounts, rows: rowCounts }
}

/** Whether the scenario would look different with any other value that an engine has at this row. */
export function decidesHere(
  row: Row,
  profile: Profile,
  scenario: Scenario,
  prediction: Prediction,
): boolean {
  return otherValues(row, profile).some((other) => {
    const turned = predict(scenario, defineProfile(profile, { [row.knob]: other }))
    return !alike(prediction, turned)
  })
}

/** The values that the standard or another engine has at a row, but this profile has not. */
export function otherValues({ knob }: Row, profile: Profile): readonly unknown[] {
  const own = JSON.stringify(profile[knob])
  const others = new Map<string, unknown>()
  for (const engine of ['spec', 'chromium', 'firefox', 'webkitgtk'] as const) {
    const value = knobValue(knob, engine)
    if (JSON.stringify(value) !== own) others.set(JSON.stringify(value), value)
  }
  return [...others.values()]
}

function alike(a: Prediction, b: Prediction): boolean {
  return JSON.stringify([a.opening, a.steps]) === JSON.stringify([b.opening, b.steps])
}

/** The report, what is rarest first; `least` is how often each should be reached. */
export function coverageReport(coverage: Coverage, least: number): string {
  const { scenarios, severalSteps } = coverage
  const share = ((100 * severalSteps) / scenarios).toFixed(1)
  const list = (counts: ReadonlyMap<string, number>): string[] =>
    [...counts]
      .sort(([, a], [, b]) => a - b)
      .map(([id, count]) => `${String(count).padStart(7)} ${count < least ? '!' : ' '} ${id}`)
  return [
    `${scenarios} scenarios, ${share} % with two steps or more; ! marks what fewer than ${least} reach`,
    'rows of the divergence table',
    ...list(coverage.rows),
    'steps',
    ...list(coverage.steps),
    '',
  ].join('\n')
}
