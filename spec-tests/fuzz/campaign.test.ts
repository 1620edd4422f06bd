import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit, auditRange } from '../../src/fuzz/audit'
import { caseAt, dataOfCase, sweepSize } from '../../src/fuzz/case-at'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { readIntent } from '../../src/fuzz/intent'
import { mergeReports } from '../../src/fuzz/merge-reports'
import { createTally, reportOf } from '../../src/fuzz/tally'
import { targetOf } from '../../src/fuzz/target'
import { server } from './servers'

const app = 'https://app.example.com'
const intent = readIntent({
  target: 'https://api.example.com',
  grants: [
    { who: app, credentials: true, methods: ['GET', 'POST', 'PUT'], requestHeaders: ['content-type'] },
  ],
  login: { path: '/login', read: '/me' },
})

describe('the cases of a campaign', () => {
  it('follow from seed and index, whatever was asked for before', () => {
    const straight = createCampaign({ intent })
    const other = createCampaign({ intent })
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 20 }),
        (seed, indices) => {
          const forwards = indices.map((index) => JSON.stringify(dataOfCase(caseAt(straight, seed, index))))
          const backwards = indices
            .toReversed()
            .map((index) => JSON.stringify(dataOfCase(caseAt(other, seed, index))))
          expect(backwards.toReversed()).toEqual(forwards)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('are others for other seeds, once the probes are through', () => {
    const campaign = createCampaign({ intent })
    const from = sweepSize(campaign)
    const drawn = (seed: number): readonly string[] =>
      Array.from({ length: 50 }, (_, i) => JSON.stringify(dataOfCase(caseAt(campaign, seed, from + i))))
    expect(drawn(1)).not.toEqual(drawn(2))
    expect(new Set(drawn(1)).size).toBeGreaterThan(25)
  })

  it('begin with every plan in every browser', () => {
    const campaign = createCampaign({ intent, profiles: ['chromium', 'safari'] })
    const cases = Array.from({ length: sweepSize(campaign) }, (_, i) => caseAt(campaign, 1, i))
    expect(cases.length).toBe(2 * campaign.sweep.length)
    for (const plan of campaign.sweep) {
      const played = cases.filter((of) => of.steps === plan.steps)
      expect(played.map(({ profile }) => profile.name).sort()).toEqual(['chromium', 'safari'])
    }
    expect(new Set(cases.map(({ story }) => story))).toEqual(new Set(['page', 'login', 'cache', 'raw']))
  })

  it('go on beyond 32 bits', () => {
    const campaign = createCampaign({ intent })
    const far = dataOfCase(caseAt(campaign, 1, 2 ** 40 + 5))
    const near = dataOfCase(caseAt(campaign, 1, 5 + sweepSize(campaign)))
    expect(far.steps.length).toBeGreaterThan(0)
    expect(JSON.stringify(far)).not.toBe(JSON.stringify(near))
  })

  it('name only profiles that there are', () =>
    expect(() => createCampaign({ intent, profiles: ['netscape' as 'chromium'] })).toThrow(/netscape/))
})

describe('a campaign that is played in parts', () => {
  const servers = [
    server({ allow: (origin) => origin, credentials: true }),
    server({ allow: (origin) => (origin?.startsWith(app) ? origin : null), credentials: true, vary: false }),
    server({ allow: () => '*', methods: 'GET' }),
  ]
  const total = 2400

  it('comes to the same as in one', () => {
    const campaign = createCampaign({ intent })
    fc.assert(
      fc.property(
        fc.constantFrom(...servers),
        fc.array(fc.nat({ max: total }), { maxLength: 4 }),
        (handler, cuts) => {
          const whole = audit(handler, { intent, runs: total, seed: 3 })
          const bounds = [0, ...cuts.sort((a, b) => a - b), total]
          const parts = bounds.slice(1).map((to, i) => {
            const tally = createTally()
            auditRange(campaign, targetOf(handler), 3, bounds[i] ?? 0, to, tally)
            return reportOf(campaign, 3, [[bounds[i] ?? 0, to]], tally)
          })
          expect(mergeReports(parts.toReversed())).toEqual(whole)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('keeps no more the longer it is', () => {
    const campaign = createCampaign({ intent })
    const tally = createTally()
    const sizes = [1, 2, 3, 4].map((part) => {
      auditRange(
        campaign,
        targetOf(servers[1] as (typeof servers)[0]),
        9,
        (part - 1) * 15_000,
        part * 15_000,
        tally,
      )
      return tally.folds.size
    })
    expect(sizes[3]).toBe(sizes[1])
    expect(sizes[3]).toBeLessThan(200)
  })
})
