import { describe, expect, it } from 'vitest'
import { borderScenarios } from './border'
import { generateScenarios } from './generate/generate-scenarios'
import { readScenario } from './read-scenario'
import type { Scenario } from './scenario'
import { reductions, shrink } from './shrink'

const generated = generateScenarios(11, 200)

const size = (scenario: Scenario): number => JSON.stringify(scenario).length

describe('shrinking', () => {
  it('offers only scenarios that are not larger, and others than the one it has', () => {
    for (const scenario of [...borderScenarios, ...generated]) {
      for (const smaller of reductions(scenario)) {
        expect(smaller, scenario.id).not.toEqual(scenario)
        // `null` for a short word is a character longer.
        expect(size(smaller), scenario.id).toBeLessThanOrEqual(size(scenario) + 8)
      }
    }
  })

  it('offers mostly scenarios that can be played', () => {
    const offered = generated.flatMap((scenario) => [...reductions(scenario)])
    const valid = offered.filter((scenario) => {
      try {
        readScenario(JSON.parse(JSON.stringify(scenario)) as unknown)
        return true
      } catch {
        return false
      }
    })
    expect(valid.length / offered.length).toBeGreaterThan(0.95)
  })

  it('keeps what matters, and drops the rest', async () => {
    const long = generated.find(({ steps, server }) => steps.length > 2 && server.length > 2)
    if (long === undefined) throw new Error('no long scenario was generated')
    const wanted = long.steps[1]
    const small = await shrink(long, async ({ steps }) => steps.some((step) => step === wanted), 1000)
    expect(small.steps).toEqual([wanted])
    expect(small.server).toEqual([])
  })

  it('asks no more often than it may', async () => {
    const [scenario] = generated
    if (scenario === undefined) throw new Error('nothing was generated')
    let asked = 0
    const small = await shrink(
      scenario,
      async () => {
        asked++
        return false
      },
      3,
    )
    expect(asked).toBeLessThanOrEqual(3)
    expect(small).toBe(scenario)
  })
})
