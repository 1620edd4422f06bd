import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crowdedStories, type Story, stories } from './arbitrary-stories'
import { kernelPlayer, parting, rulesWith, twinPlayer } from './run-stories'
import { asBrowsersRead, type TwinReadings, theLetter } from './twin-readings'
import { specLimits, type TwinLimits } from './twin-store'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 200)

function agree(story: Story, limits: TwinLimits): void {
  const found = parting(story, kernelPlayer(rulesWith(limits)), twinPlayer(limits, asBrowsersRead))
  if (found !== null) throw new Error(found)
}

/**
 * The twin reads `asBrowsersRead`, which is the letter of RFC 6265bis but for five things that no browser does. Each of
 * them is told from the letter by the stories, at the end of this file.
 */
describe('the cookie store under profile spec, and RFC 6265bis as it is written', () => {
  it('agree on what is kept, why, and what is sent', () => {
    fc.assert(
      fc.property(stories, (story) => agree(story, specLimits)),
      { numRuns },
    )
  })

  it.each<[string, TwinLimits]>([
    ['a site', { ...specLimits, perSite: 4 }],
    ['a site, where room is made for more', { ...specLimits, perSite: 5, perSitePurged: 2 }],
    ['all', { ...specLimits, inAll: 5 }],
    ['all, where room is made for more', { ...specLimits, inAll: 6, inAllPurged: 3 }],
    ['a site and all', { perSite: 4, perSitePurged: 1, inAll: 7, inAllPurged: 1 }],
  ])('agree on what goes where there is little room for %s', (_what, limits) => {
    fc.assert(
      fc.property(crowdedStories, (story) => agree(story, limits)),
      { numRuns },
    )
  })
})

describe('stories', () => {
  interface Setting {
    readonly arbitrary?: fc.Arbitrary<Story>
    readonly limits?: TwinLimits
    /** What both go by. */
    readonly both?: Partial<TwinReadings>
  }

  /** Whether stories tell a reading from the one that the agreement is about. */
  function told(other: Partial<TwinReadings>, setting: Setting = {}, runs = 20_000): boolean {
    const { arbitrary = stories, limits = specLimits, both = asBrowsersRead } = setting
    const same = (story: Story): boolean =>
      parting(story, twinPlayer(limits, both), twinPlayer(limits, { ...both, ...other })) === null
    return fc.check(fc.property(arbitrary, same), { numRuns: runs, seed: 1, endOnFailure: true }).failed
  }

  it('find nothing between two of the same reading', () => {
    expect(told({}, {}, 2000)).toBe(false)
  })

  const readings: [reading: Partial<TwinReadings>, setting?: Setting][] = [
    [{ expiryAtItsMoment: 'there' }],
    [{ addressForItself: 'domain' }],
    [{ domainAboveSite: 'taken' }],
    [{ overlaidBySuffix: 'refused' }],
    [{ hostPrefixPath: 'any-attribute' }],
    [{ ageLimit: 'forgotten' }],
    [{ sizeLimit: 4095 }],
    [{ sizeLimit: 4097 }],
    [{ attributeLimit: 1023 }],
    [{ attributeLimit: 1025 }],
    [{ emptyDomain: 'ignored' }],
    [{ pathWithoutSlash: 'ignored' }],
    [{ lifetime: 'last' }],
    [{ suffixForItself: 'refused' }],
    [{ publicSuffixes: 'taken' }],
    [{ matchesEnd: 'anywhere' }],
    [{ addresses: 'as-domains' }, { both: theLetter }],
    [{ overlaid: 'taken' }],
    [{ overlaid: 'refused-for-upper-paths' }],
    [{ prefixes: 'as-written' }],
    [{ namelessPrefixes: 'taken' }],
    [{ noneNeedsSecure: false }],
    [{ partitionedNeedsSecure: false }],
    [{ crossSiteSets: 'taken' }],
    [{ identity: 'without-host-only' }],
    [{ identity: 'without-partition' }],
    [{ identity: 'without-path' }],
    [{ place: 'last' }],
    [{ httpOnly: 'replaced-by-scripts' }],
    [{ expired: 'in-the-way' }, { arbitrary: crowdedStories }],
    [{ order: 'by-creation' }],
    [{ order: 'more-segments-first' }],
    [{ unset: 'as-none' }],
    [{ excess: 'oldest-access-first' }, { arbitrary: crowdedStories, limits: { ...specLimits, perSite: 4 } }],
    [{ excess: 'oldest-creation-first' }, { arbitrary: crowdedStories, limits: { ...specLimits, inAll: 5 } }],
  ]
  it.each(readings)('tell %o', (reading, setting) => {
    expect(told(reading, setting)).toBe(true)
  })

  it('tell every reading there is', () => {
    const covered = new Set(readings.flatMap(([reading]) => Object.keys(reading)))
    expect([...covered].sort()).toEqual(Object.keys(theLetter).sort())
  })
})
