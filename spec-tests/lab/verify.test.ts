import { describe, expect, it } from 'vitest'
import { borderScenarios } from './border'
import type { Observation } from './observation'
import { playInPages } from './predict/play-pages'
import { profileOf } from './predict/profile-of'
import { judge } from './verify'

const [scenario] = borderScenarios
if (scenario === undefined) throw new Error('there are no border scenarios')

const { opening, steps } = await playInPages(scenario, profileOf('firefox', scenario))
const asPredicted: Observation = { opening, steps, closing: [], console: [] }
const otherwise: Observation = {
  ...asPredicted,
  steps: steps.map((step) => ({ ...step, requests: [] })),
}
const otherConsole: Observation = {
  ...otherwise,
  console: [{ level: 'error', category: '', text: 'again', url: '' }],
}
const nothingAsked: Observation = { ...otherwise, opening: [] }

/** A browser that shows these, one after the other; null where it crashes. */
function studio(plays: readonly (Observation | null)[]): {
  readonly play: () => Promise<{ readonly observation: Observation } | { readonly failed: string }>
  readonly left: () => number
} {
  const left = [...plays]
  return {
    play: async () => {
      const next = left.shift()
      if (next === undefined) throw new Error('played too often')
      return next === null ? { failed: 'crashed' } : { observation: next }
    },
    left: () => left.length,
  }
}

describe('a live verdict', () => {
  it.each([
    { desc: 'agrees at once', plays: [asPredicted], agrees: true, flaky: null },
    { desc: 'disagrees twice alike', plays: [otherwise, otherwise], agrees: false, flaky: null },
    {
      desc: 'goes by the play that was seen twice, where that is the second',
      plays: [otherwise, asPredicted, asPredicted],
      agrees: true,
      flaky: /^steps/,
    },
    {
      desc: 'goes by the play that was seen twice, where that is the first',
      plays: [otherwise, asPredicted, otherwise],
      agrees: false,
      flaky: /^steps/,
    },
    {
      desc: 'goes by the first, where none was seen twice',
      plays: [otherwise, asPredicted, nothingAsked],
      agrees: false,
      flaky: /^steps/,
    },
    {
      desc: 'calls another console line flaky, too',
      plays: [otherwise, otherConsole, otherConsole],
      agrees: false,
      flaky: /^console/,
    },
    {
      desc: 'says where it was not played again',
      plays: [otherwise, null],
      agrees: false,
      flaky: /not played/,
    },
  ])('$desc', async ({ plays, agrees, flaky }) => {
    const { play, left } = studio(plays)
    const verdict = await judge({ play }, 'firefox', scenario)
    expect(verdict?.found.length === 0).toBe(agrees)
    if (flaky === null) expect(verdict?.flaky).toBeNull()
    else expect(verdict?.flaky).toMatch(flaky)
    expect(left()).toBe(0)
  })

  it('is none where the browser cannot play it', async () => {
    expect(await judge(studio([null]), 'firefox', scenario)).toBeNull()
  })
})
