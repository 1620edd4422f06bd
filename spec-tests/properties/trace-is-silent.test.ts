import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisions } from '../../src/spec/steps/decisions'
import { refusals } from '../../src/spec/steps/refusals'
import { createTraceLog, type Decision } from '../../src/spec/trace'
import { anyScenario, engines, fetchesOf, numRuns, play, take, writtenAll } from './stories'

describe('a trace', () => {
  it('changes nothing by being told', () => {
    fc.assert(
      fc.property(anyScenario, engines, (scenario, engine) => {
        const silent = writtenAll(play(engine, fetchesOf(scenario)))
        const told = play(engine, fetchesOf(scenario), (step) => take(step, createTraceLog()))
        expect(writtenAll(told)).toBe(silent)
      }),
      { numRuns },
    )
  })

  it('is told of one refusal exactly where the fetch fails, and then of nothing but a cleared cache', () => {
    fc.assert(
      fc.property(anyScenario, engines, (scenario, engine) => {
        let ofFetch: Decision[] = []
        play(engine, fetchesOf(scenario), (step) => {
          const trace = createTraceLog()
          const transition = take(step, trace)
          ofFetch = step.exchange === null ? [...trace.decisions] : [...ofFetch, ...trace.decisions]
          const { exchange } = transition
          if (exchange.state === 'settled') {
            const at = ofFetch.findIndex(({ outcome }) => !outcome)
            const refused = at === -1 ? null : (ofFetch[at]?.step ?? null)
            expect(refused).toBe(exchange.response.type === 'error' ? exchange.response.reason.step : null)
            const after = at === -1 ? [] : ofFetch.slice(at + 1)
            expect(after.filter((decision) => decision.step !== 'cors-preflight-cache/cleared')).toEqual([])
          }
          for (const { step: id, outcome } of trace.decisions) {
            expect(Object.hasOwn(outcome ? decisions : refusals, id)).toBe(true)
          }
          return transition
        })
      }),
      { numRuns },
    )
  })
})
