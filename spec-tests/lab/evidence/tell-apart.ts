import type { Row } from '../../../src/profile/divergences'
import { isKnobName } from '../../../src/profile/knob-values'
import type { Knobs } from '../../../src/profile/knobs'
import { defineProfile, type Profile, profiles } from '../../../src/profile/profile'
import { createUserAgent } from '../../../src/user-agent/user-agent'
import type { BrowserName } from '../browsers/driver'
import { compare } from '../compare'
import type { Recording } from '../observation'
import { type Prediction, predict } from '../predict/predict'
import { profileOf } from '../predict/profile-of'
import { browserNames } from '../replay'

/** What a row says of a browser. */
export function valueAt({ values }: Row, browser: BrowserName): unknown {
  const own = values[browser]
  return own === undefined ? values.spec : own
}

/** The values of the standard and of other browsers that are not this one's. */
export function otherValues(row: Row, browser: BrowserName): readonly unknown[] {
  const own = JSON.stringify(valueAt(row, browser))
  const others = new Map<string, unknown>()
  for (const value of [row.values.spec, ...browserNames.map((name) => valueAt(row, name))]) {
    const text = JSON.stringify(value)
    if (text !== own) others.set(text, value)
  }
  return [...others.values()]
}

/** The profile that a recording is judged by; null where the user's settings in it decide the row, and not the browser. */
export function profileFor(row: Row, browser: BrowserName, { scenario }: Recording): Profile | null {
  const profile = profileOf(browser, scenario)
  return same(profile[row.knob], profiles[browser][row.knob]) ? profile : null
}

/** Whether corsac, with this value at the row, foresees a recording in every compared field. */
export function agreesWith(recording: Recording, profile: Profile, { knob }: Row, value: unknown): boolean {
  const { scenario, observation } = recording
  const turned = same(profile[knob], value) ? profile : defineProfile(profile, { [knob]: value })
  return compare(scenario, observation, predict(scenario, turned)).length === 0
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A prediction, and the knobs that it was made with: turning any other changes nothing. */
export function predictWithReads(
  scenario: Recording['scenario'],
  profile: Profile,
): { readonly prediction: Prediction; readonly reads: ReadonlySet<keyof Knobs> } {
  const counts = new Map<string, number>()
  const counting = new Proxy(profile, {
    get: (target, name: keyof Profile) => {
      counts.set(name, (counts.get(name) ?? 0) + 1)
      return target[name]
    },
  })
  // A profile that is none of ours is checked as a whole, which reads every knob; that happens once more below.
  createUserAgent(counting)
  const checked = new Map(counts)
  counts.clear()
  const prediction = predict(scenario, counting)
  const reads = new Set<keyof Knobs>()
  for (const [name, count] of counts) {
    if (isKnobName(name) && count > (checked.get(name) ?? 0)) reads.add(name)
  }
  return { prediction, reads }
}
