import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { engines } from './engine'
import { describeKnobValues, isKnobValue, knobNames } from './knob-values'
import { type Profile, profileNamed, profiles } from './profile'

/**
 * The profile that is meant, by itself or by its name. One that is none of `profiles` is checked, since it
 * may have been written by hand.
 *
 * @throws ConfigError with everything that is wrong with it.
 */
export function resolveProfile(profile: unknown): Profile {
  if (typeof profile === 'string') return profileNamed(profile)
  if (typeof profile !== 'object' || profile === null) {
    throw new ConfigError([wrong('profile', profile, 'a profile or the name of one, such as chromium')])
  }
  const given = profile as { readonly [K in keyof Profile]?: unknown }
  const { name, engine, version } = given
  const known = engines.find((each) => each === engine)
  if (known !== undefined && profiles[known] === profile) return profiles[known]
  const issues: ConfigIssue[] = []
  if (known === undefined) issues.push(wrong('profile.engine', engine, `one of ${engines.join(', ')}`))
  if (typeof name !== 'string') issues.push(wrong('profile.name', name, 'a string'))
  if (version !== null && typeof version !== 'string') {
    issues.push(wrong('profile.version', version, 'a string or null'))
  }
  // Of what has no engine of ours, the rest says nothing.
  if (known !== undefined) issues.push(...wrongKnobs(given))
  if (issues.length > 0) throw new ConfigError(issues)
  return profile as Profile
}

function wrongKnobs(knobs: { readonly [name: string]: unknown }): ConfigIssue[] {
  return knobNames
    .filter((knob) => !isKnobValue(knob, knobs[knob]))
    .map((knob) => wrong(`profile.${knob}`, knobs[knob], describeKnobValues(knob)))
}

function wrong(path: string, value: unknown, expected: string): ConfigIssue {
  const reason = value === undefined ? 'missing' : 'invalid'
  return { path, value, reason, message: `${path} must be ${expected}` }
}
