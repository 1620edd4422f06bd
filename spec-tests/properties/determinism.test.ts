import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  anyScenario,
  engines,
  fetchesOf,
  numRuns,
  play,
  type Take,
  take,
  written,
  writtenAll,
} from './stories'

it('the same turns give the same transitions, however often they are taken', () => {
  fc.assert(
    fc.property(anyScenario, engines, (scenario, engine) => {
      const once = writtenAll(play(engine, fetchesOf(scenario)))
      // The very same turn, twice.
      const twice: Take = (step) => {
        const first = take(step)
        const second = take(step)
        expect(written(second)).toBe(written(first))
        return second
      }
      // And all of it again, from the beginning, with requests made anew.
      expect(writtenAll(play(engine, fetchesOf(scenario), twice))).toBe(once)
    }),
    { numRuns },
  )
})
