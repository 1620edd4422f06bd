import { describe, expect, it } from 'vitest'
import { divergences } from '../../src/profile/divergences'
import { type Coverage, coverageOf, coverageReport, decisive, tooRare, wronglyExcused } from './coverage'
import { generateScenarios } from './generate/generate-scenarios'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'

/** The seed that Chromium's recordings are of. Of 5,000 of its scenarios, at least 20 reach everything: see .ci/run. */
const seed = 1

describe('random scenarios', () => {
  it('reach every step and every row of the divergence table', () => {
    expect(tooRare(coverageOf(generateScenarios(seed, 1000), 1), 1)).toEqual([])
  })
})

describe('coverage', () => {
  it('counts what is reached, and up to a limit what decides', () => {
    const coverage = coverageOf(generateScenarios(seed, 40), 2)
    expect(coverage.scenarios).toBe(40)
    expect(coverage.steps.get('main-fetch/readable')).toBeGreaterThan(2)
    expect(Math.max(...coverage.rows.values())).toBe(2)
  })

  it('finds the same rows whether they are turned one by one or many at once', () => {
    for (const scenario of generateScenarios(seed, 10)) {
      const profile = profileOf('firefox', scenario)
      const prediction = predict(scenario, profile)
      const singly = divergences.filter((row) => decisive([row], profile, scenario, prediction).length > 0)
      expect(new Set(decisive(divergences, profile, scenario, prediction)), scenario.id).toEqual(
        new Set(singly),
      )
    }
  })

  it('reports what is reached too rarely, and what is out of reach', () => {
    const coverage: Coverage = {
      scenarios: 100,
      severalSteps: 54,
      steps: new Map([
        ['main-fetch/cors', 30],
        ['main-fetch/bad-port', 3],
        ['main-fetch/range-not-requested', 0],
      ]),
      rows: new Map([
        ['DV-14', 25],
        ...(
          [
            'DV-112',
            'DV-113',
            'DV-132',
            'DV-133',
            'DV-141',
            'DV-159',
            'DV-160',
            'DV-161',
            'DV-162',
            'DV-163',
            'DV-164',
            'DV-165',
            'DV-166',
            'DV-168',
            'DV-170',
            'DV-171',
            'DV-172',
            'DV-173',
            'DV-174',
            'DV-175',
            'DV-176',
            'DV-177',
            'DV-178',
            'DV-179',
            'DV-180',
            'DV-181',
            'DV-182',
            'DV-183',
            'DV-184',
          ] as const
        ).map((id) => [id, 0] as const),
      ]),
    }
    expect(tooRare(coverage, 20)).toEqual(['main-fetch/bad-port'])
    expect(wronglyExcused(coverage, 20)).toEqual(['DV-14'])
    const report = coverageReport(coverage, 20, 25)
    expect(report).toMatch(/^100 scenarios, 54\.0 % with two steps or more; /)
    expect(report).toMatch(/^ {5}25\+ {2}DV-14 \(the limits/m)
    expect(report).toMatch(/^ {6}3 ! main-fetch\/bad-port$/m)
  })
})
