import { describe, expect, it } from 'vitest'
import { coverageOf, tooRare, wronglyExcused } from './coverage'
import { generateScenarios } from './generate/generate-scenarios'

/** The seed that Chromium's recordings are of. Of 5,000 of its scenarios, at least 20 reach everything: see .ci/run. */
const seed = 1

describe('random scenarios', () => {
  it('reach every step and every row of the divergence table', () => {
    const scenarios = generateScenarios(seed, 1000)
    const coverage = coverageOf(scenarios, 1)
    expect(tooRare(coverage, 1)).toEqual([])
    expect(wronglyExcused(coverage, 20)).toEqual([])
  })
})
