import { describe, expect, it } from 'vitest'
import { borderScenarios } from './border'
import { compare } from './compare'
import { playInPages } from './predict/play-pages'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { browserNames } from './replay'
import type { Scenario } from './scenario'

/** What loops over mutants and rows go by, in the place of a browser. */
async function otherThanKernel(
  scenario: Scenario,
  browser: (typeof browserNames)[number],
): Promise<string[]> {
  const profile = profileOf(browser, scenario)
  const played = await playInPages(scenario, profile)
  const found = compare(scenario, { ...played, console: [] }, predict(scenario, profile))
  return found.map((one) => `${scenario.id} ${one.step} ${one.field}: ${one.recorded} | ${one.predicted}`)
}

describe('border scenarios in pages', () => {
  it.each(browserNames)('go as the lab predicts over the kernel alone: %s', async (browser) => {
    const found: string[] = []
    for (const scenario of borderScenarios) found.push(...(await otherThanKernel(scenario, browser)))
    expect(found).toEqual([])
  })
})
