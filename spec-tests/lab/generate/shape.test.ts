import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScenario } from '../read-scenario'
import type { Scenario } from '../scenario'
import { families } from './families'
import { generateScenarios, scenarioArbitrary } from './generate-scenarios'

const many: readonly Scenario[] = generateScenarios(7, 2000)

describe('generated scenarios', () => {
  it('are all valid, and JSON', () => {
    for (const scenario of many) {
      const json = JSON.parse(JSON.stringify(scenario)) as unknown
      expect(readScenario(json)).toEqual(scenario)
    }
  })

  it('depend on the seed and their number alone', () => {
    expect(generateScenarios(7, 1, 17)).toEqual([many[17]])
    expect(generateScenarios(7, 3, 98)).toEqual(many.slice(98, 101))
    expect(many[17]?.id).toBe('r7-17')
    expect(generateScenarios(8, 1, 17)[0]?.server).not.toEqual(many[17]?.server)
  })

  it('have two steps or more in at least 40 of 100 cases', () => {
    const longer = many.filter(({ steps }) => steps.filter(({ kind }) => kind !== 'wait').length >= 2)
    expect(longer.length / many.length).toBeGreaterThanOrEqual(0.4)
  })

  it('are of every family as often as its weight says, within reason', () => {
    const total = families.reduce((sum, { weight }) => sum + weight, 0)
    for (const name of new Set(families.map((family) => family.name))) {
      const weight = families
        .filter((family) => family.name === name)
        .reduce((sum, one) => sum + one.weight, 0)
      const found = many.filter((scenario) => scenario.families.includes(name)).length
      expect(found, name).toBeGreaterThan((weight / total) * many.length * 0.3)
    }
  })

  it('wait 1.6 seconds at most, but for one in a hundred', () => {
    const waiting = many.map(({ steps }) =>
      steps.reduce((sum, step) => sum + (step.kind === 'wait' ? step.milliseconds : 0), 0),
    )
    expect(waiting.filter((milliseconds) => milliseconds > 1600).length / many.length).toBeLessThanOrEqual(
      0.02,
    )
    expect(Math.max(...waiting)).toBeLessThanOrEqual(5600)
  })

  it('give no two elements of a scenario the same URL, which memory caches would answer', () => {
    for (const { id, steps } of many) {
      const urls = steps.flatMap((step) =>
        step.kind === 'img' || step.kind === 'script' || step.kind === 'link' || step.kind === 'iframe'
          ? [`${step.kind} ${step.url}`]
          : [],
      )
      const served = urls.filter((url) => / (https?:)/i.test(url))
      expect(new Set(served).size, id).toBe(served.length)
    }
  })

  it('ask for nothing that nobody models', () => {
    const unwanted =
      /^(etag|last-modified|expires|alt-svc|strict-transport-security|clear-site-data|content-encoding|transfer-encoding|www-authenticate|refresh|link|content-disposition)$/
    for (const { id, server } of many) {
      for (const { answers } of server) {
        for (const answer of answers) {
          if (answer.kind !== 'answer') continue
          expect(
            answer.headers.filter(([name]) => unwanted.test(name.toLowerCase())),
            id,
          ).toEqual([])
          if (answer.status === 301 || answer.status === 308)
            expect(answer.headers, id).toContainEqual(['Cache-Control', 'no-store'])
        }
      }
    }
  })

  it('shrink to smaller ones that are still valid', () => {
    const property = fc.property(scenarioArbitrary, (scenario) => {
      readScenario(JSON.parse(JSON.stringify(scenario)) as unknown)
      return !scenario.steps.some(({ kind }) => kind === 'xhr')
    })
    const seeds = Array.from({ length: 10 }, (_, i) => i + 1)
    const small = seeds.map((seed) => fc.check(property, { seed, numRuns: 2000 }))
    const large = seeds.map((seed) => fc.check(property, { seed, numRuns: 2000, endOnFailure: true }))
    expect(small.every(({ failed, numShrinks }) => failed && numShrinks > 0)).toBe(true)
    expect(large.every(({ numShrinks }) => numShrinks === 0)).toBe(true)
    // A single one can grow by a longer host. On the whole they do not.
    const length = (details: typeof small): number =>
      details.reduce((sum, { counterexample }) => sum + JSON.stringify(counterexample).length, 0)
    expect(length(small)).toBeLessThan(length(large))
    for (const { errorInstance } of small) expect(String(errorInstance)).toContain('returning false')
  })
})
