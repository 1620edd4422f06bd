import type { Row } from '../../../src/profile/divergences'
import { knobValue } from '../../../src/profile/divergences'
import { isKnobName } from '../../../src/profile/knob-values'
import type { Knobs } from '../../../src/profile/knobs'
import { defineProfile, type Profile } from '../../../src/profile/profile'
import { createUserAgent } from '../../../src/user-agent/user-agent'
import { compare } from '../compare'
import type { Recording } from '../observation'
import { type Prediction, predict } from '../predict/predict'

/** Whether corsac foresees a recording in every compared field. */
export function agrees({ scenario, observation }: Recording, profile: Profile): boolean {
  return compare(scenario, observation, predict(scenario, profile)).length === 0
}

/** Whether a recording contradicts the profile once it has another value at the row. */
export function rulesOut(recording: Recording, profile: Profile, { knob }: Row, value: unknown): boolean {
  return !agrees(recording, defineProfile(profile, { [knob]: value }))
}

/** Whether a browser's profile in a scenario has the value that the table gives the browser: what a user allows may change it. */
export function hasOwnValue({ knob }: Row, profile: Profile): boolean {
  return same(profile[knob], knobValue(knob, profile.engine))
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
