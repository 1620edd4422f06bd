import * as fc from 'fast-check'
import { describe, it } from 'vitest'
import { profiles } from '../../src/profile/profile'
import { describeDisagreement, disagreement } from './agreement'
import { KernelBrowser } from './kernel-run'
import { scenarios } from './scenario'
import { Twin } from './twin'

const profile = profiles.spec

describe('the kernel under profile spec, and the standard as it is written', () => {
  it('agree on requests, outcomes, responses and the preflight cache', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const twin = new Twin({ maxAgeLimit: profile.maxAgeLimit ?? Number.POSITIVE_INFINITY })
        const found = disagreement(scenario, twin, new KernelBrowser(profile))
        if (found !== null) throw new Error(describeDisagreement(found))
      }),
      { numRuns: Number(process.env['CORSAC_RUNS'] ?? 1000) },
    )
  })
})
