import { describe, expect, it } from 'vitest'
import { divergences, type Row } from '../../src/profile/divergences'
import { borderScenarios } from './border'
import { laterRows } from './border/later-rows'
import { coverageOf, decisive, tooRare } from './coverage'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { readScenario } from './read-scenario'
import { browserNames } from './replay'
import type { Step } from './scenario'

function waited(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'wait' ? step.milliseconds : 0), 0)
}

/** Rows that went and took their numbers with them; recorded scenarios are named after them. */
const withdrawn: readonly string[] = ['DV-29']

describe('the border scenarios', () => {
  it('are at least 300', () => expect(borderScenarios.length).toBeGreaterThanOrEqual(300))

  it('have an id of their own each', () => {
    const ids = borderScenarios.map(({ id }) => id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  it('say what they are about in a sentence of their own, and belong to families', () => {
    const abouts = borderScenarios.map(({ about }) => about ?? '')
    expect(abouts.filter((about) => !/^\S.{9,}\.$/su.test(about))).toEqual([])
    expect(borderScenarios.filter(({ families }) => families.length === 0)).toEqual([])
  })

  it('are what the reader of scenarios takes, and nothing is lost on the way', () => {
    for (const scenario of borderScenarios) {
      const json: unknown = JSON.parse(JSON.stringify(scenario))
      expect(readScenario(json, scenario.id)).toEqual(scenario)
    }
  })

  it('reach every step and every row of the divergence table', () => {
    expect(tooRare(coverageOf(borderScenarios, 1), 1)).toEqual([])
  })

  it('name no divergence row that does not exist', () => {
    const named = borderScenarios.flatMap(({ families }) => families.filter((one) => /^DV-/.test(one)))
    const rows = new Set<string>([...divergences.map(({ id }) => id), ...withdrawn])
    expect(named.filter((one) => !rows.has(one))).toEqual([])
  })

  it('tell each row that they were added for later apart twice at least', () => {
    const decided = (row: Row): number =>
      laterRows.filter((scenario) =>
        browserNames.some((browser) => {
          const profile = profileOf(browser, scenario)
          return decisive([row], profile, scenario, predict(scenario, profile)).length > 0
        }),
      ).length
    const named = new Set(laterRows.flatMap(({ families }) => families))
    const rows = divergences.filter(({ id }) => named.has(id))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter((row) => decided(row) < 2).map(({ id }) => id)).toEqual([])
  })

  it('do not wait long: ten of them at most, seven seconds at most', () => {
    const waits = borderScenarios.map(({ steps }) => waited(steps)).filter((time) => time > 0)
    expect(waits.length).toBeLessThanOrEqual(10)
    expect(Math.max(...waits)).toBeLessThanOrEqual(7000)
  })

  it('do nothing that the server table has an unreachable answer for', () => {
    // A rule after one for the same URL that takes everything answers nothing.
    const shadowed = borderScenarios.flatMap(({ id, server }) =>
      server
        .filter((rule, i) =>
          server.slice(0, i).some((earlier) => {
            const { url, method, preflight } = earlier
            return url === rule.url && method === '*' && (preflight === 'any' || preflight === rule.preflight)
          }),
        )
        .map(({ url }) => `${id}: ${url}`),
    )
    expect(shadowed).toEqual([])
  })
})
