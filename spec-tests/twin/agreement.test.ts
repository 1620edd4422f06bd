import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profiles } from '../../src/profile/profile'
import { describeDisagreement, disagreement } from './agreement'
import { cacheScenarios, scenarios } from './arbitrary-scenarios'
import { KernelBrowser } from './kernel-run'
import type { Scenario } from './scenario'
import { Twin } from './twin'
import type { Readings } from './twin-model'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 200)
const profile = profiles.spec

/**
 * Where the text can be read in two ways, or nobody does what it says, the way corsac reads it. Browsers judge
 * the URL a request goes to now, and pick the policies they know out of a list; see `Readings`.
 */
const readings: Partial<Readings> = {
  urlToUpgrade: 'current',
  urlOfFetchMetadata: 'current',
  referrerPolicyThatDoesNotParse: 'ignored-in-part',
  referrerPolicyTokens: 'without-case',
}

function agree(scenario: Scenario): void {
  const twin = new Twin({ readings, maxAgeLimit: profile.maxAgeLimit ?? Number.POSITIVE_INFINITY })
  const found = disagreement(scenario, twin, new KernelBrowser(profile))
  if (found !== null) throw new Error(describeDisagreement(found))
}

describe('the kernel under profile spec, and the standard as it is written', () => {
  it('agree on requests, outcomes and responses', () => {
    fc.assert(fc.property(scenarios, agree), { numRuns })
  })

  it('agree on what the preflight cache spares', () => {
    fc.assert(fc.property(cacheScenarios, agree), { numRuns })
  })

  it('would part over a single reading, so that agreeing means something', () => {
    const parts = (other: Partial<Readings>): boolean =>
      fc.check(
        fc.property(
          cacheScenarios,
          (scenario) => disagreement(scenario, new Twin(), new Twin({ readings: other })) === null,
        ),
        { numRuns: 5000, seed: 1 },
      ).failed
    expect(parts({})).toBe(false)
    expect(parts({ entryAtItsMaxAge: 'there' })).toBe(true)
    expect(parts({ entriesToUpdate: 'first' })).toBe(true)
    expect(parts({ entryOutdatedByUpdate: 'dropped' })).toBe(true)
  })
})
