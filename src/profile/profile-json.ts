import { invalidJSON, readObject, readString, readStringOrNull } from '../infra/read-json'
import { engines } from './engine'
import { describeKnobValues, isKnobValue, knobNames } from './knob-values'
import type { Knobs } from './knobs'
import { type Profile, profiles } from './profile'

/** A profile is plain JSON as it is. */
export type ProfileJSON = Profile

/** The whole profile as plain JSON, which is the caller's to keep: the one that reads it need not have it. */
export function profileToJSON(profile: Profile): ProfileJSON {
  return { ...profile, ...copyKnobs((knob) => profile[knob]) }
}

/**
 * The profile that `profileToJSON` wrote, `path` being where it lies in a larger value. It is what it says,
 * whatever its name: a `chromium` that another corsac wrote stays as it was. Where that corsac knew fewer
 * knobs, the others have the engine's values of this one; knobs that this one does not know are passed over.
 *
 * @throws ConfigError naming the first place that is wrong.
 */
export function profileFromJSON(json: unknown, path = 'profile'): Profile {
  const given = readObject<keyof Profile>(json, path)
  const name = readString(given.name, `${path}.name`)
  const engine = engines.find((known) => known === given.engine)
  if (engine === undefined) return invalidJSON(given.engine, `${path}.engine`, `one of ${engines.join(', ')}`)
  const version = readStringOrNull(given.version, `${path}.version`)
  const knobs = copyKnobs((knob) => {
    const value = given[knob] === undefined ? profiles[engine][knob] : given[knob]
    return isKnobValue(knob, value) ? value : invalidJSON(value, `${path}.${knob}`, describeKnobValues(knob))
  })
  const profile: Profile = { ...profiles.spec, ...knobs, name, engine, version }
  return JSON.stringify(profile) === JSON.stringify(profiles[engine]) ? profiles[engine] : profile
}

/** Lists are copied, so that changing them where they came from changes no profile. */
function copyKnobs(read: (knob: keyof Knobs) => unknown): Partial<Knobs> {
  return Object.fromEntries(
    knobNames.map((knob) => {
      const value = read(knob)
      return [knob, Array.isArray(value) ? value.slice() : value]
    }),
  )
}
