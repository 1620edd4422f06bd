import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { engines } from '../../src/profile/engine'
import { defineProfile, profiles } from '../../src/profile/profile'
import { profileFromJSON, profileToJSON } from '../../src/profile/profile-json'

const own = defineProfile('firefox', {
  name: 'kiosk',
  maxAgeLimit: null,
  maxAgeDefault: 7,
  extraSafelistedRequestHeaders: ['dpr', 'save-data: on'],
  cacheModesPastPreflightCache: ['reload'],
})

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a profile as JSON', () => {
  it.each(engines)('comes back as the one there is: %s', (engine) => {
    expect(profileFromJSON(throughText(profileToJSON(profiles[engine])))).toBe(profiles[engine])
  })

  it('comes back whole where it is somebody’s own', () => {
    const json = profileToJSON(own)
    const back = profileFromJSON(throughText(json))
    expect(back).toEqual(own)
    expect(Object.keys(back)).toEqual(Object.keys(profiles.spec))
    expect(JSON.stringify(profileToJSON(back))).toBe(JSON.stringify(json))
  })

  it('is what it says, not what its name says', () => {
    const old = { ...profileToJSON(profiles.chromium), maxAgeDefault: 99 }
    expect(profileFromJSON(throughText(old))).toEqual(old)
  })

  it('is a copy: changing a list in it changes no profile', () => {
    const json = profileToJSON(own)
    ;(json.extraSafelistedRequestHeaders as string[]).push('x-a')
    expect(own.extraSafelistedRequestHeaders).toEqual(['dpr', 'save-data: on'])
    const back = profileFromJSON(json)
    ;(json.extraSafelistedRequestHeaders as string[]).push('x-b')
    expect(back.extraSafelistedRequestHeaders).toEqual(['dpr', 'save-data: on', 'x-a'])
  })

  it('has the engine’s value where its writer did not know a knob yet, and leaves out knobs nobody knows', () => {
    const { maxAgeLimit, ...older } = profileToJSON(profiles.chromium)
    expect(profileFromJSON(throughText({ ...older, sendsTea: true }))).toBe(profiles.chromium)
    const kiosk = { ...older, name: 'kiosk', maxAgeDefault: 9, sendsTea: true }
    expect(profileFromJSON(throughText(kiosk))).toEqual({
      ...older,
      name: 'kiosk',
      maxAgeDefault: 9,
      maxAgeLimit,
    })
  })

  const spec = profileToJSON(profiles.spec)
  // biome-ignore format: a table, one row a line
  const broken: readonly (readonly [desc: string, json: unknown, path: string])[] = [
    ['a name instead of a profile', 'chromium', 'profile'],
    ['null', null, 'profile'],
    ['no name', { ...spec, name: undefined }, 'profile.name'],
    ['an engine there is none of', { ...spec, engine: 'presto' }, 'profile.engine'],
    ['a version that is a number', { ...spec, version: 156 }, 'profile.version'],
    ['a choice there is none of', { ...spec, laterPreflight: 'joins' }, 'profile.laterPreflight'],
    ['a number as text', { ...spec, maxAgeDefault: '5' }, 'profile.maxAgeDefault'],
    ['a list of other things', { ...spec, cacheModesPastPreflightCache: ['default'] }, 'profile.cacheModesPastPreflightCache'],
    ['__proto__ as a member', JSON.parse('{"__proto__": {}}'), 'profile.name'],
  ]
  it.each(broken)('is refused where there is %s', (_, json, path) => {
    let error: unknown = null
    try {
      profileFromJSON(json)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).issues.map((issue) => issue.path)).toEqual([path])
  })
})
