import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExchangeEvent, PendingExchange, Recording, Turn } from '../../src/fetch/exchange-state'
import { exchangeFromJSON, exchangeToJSON, recordingFromJSON, recordingToJSON } from '../../src/fetch/json'
import { replay } from '../../src/fetch/replay'
import { requestFromJSON, requestToJSON } from '../../src/fetch/request-json'
import { userAgentFromJSON, userAgentToJSON } from '../../src/user-agent/user-agent'
import {
  anyScenario,
  engines,
  fetchesOf,
  numRuns,
  play,
  type Step,
  type Take,
  take,
  written,
} from './stories'

const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

it('a fetch that is written down at every point, and read back, goes on as if it had not been', () => {
  fc.assert(
    fc.property(anyScenario, engines, (scenario, engine) => {
      const byWayOfJSON: Take = (step) => {
        const exchange =
          step.exchange === null ? null : exchangeFromJSON(through(exchangeToJSON(step.exchange)))
        if (exchange !== null) expect(isDeepStrictEqual(exchange, step.exchange)).toBe(true)
        const read: Step = {
          ...step,
          request: requestFromJSON(through(requestToJSON(step.request))),
          exchange: exchange as PendingExchange | null,
          userAgent: userAgentFromJSON(through(userAgentToJSON(step.userAgent))),
        }
        const transition = take(step)
        expect(written(take(read))).toBe(written(transition))
        const { exchange: after } = transition
        if (after.state === 'settled') {
          expect(isDeepStrictEqual(exchangeFromJSON(through(exchangeToJSON(after))), after)).toBe(true)
        }
        return transition
      }
      play(engine, fetchesOf(scenario), byWayOfJSON)
    }),
    { numRuns },
  )
})

it('a recording that is written down, and read back, replays to the same end', () => {
  fc.assert(
    fc.property(anyScenario, engines, (scenario, engine) => {
      let turns: Turn<ExchangeEvent | null>[] = []
      play(engine, fetchesOf(scenario), (step) => {
        const { userAgent, event, now } = step
        if (event === null) turns = []
        turns.push({ userAgent, event, now })
        const transition = take(step)
        if (transition.exchange.state === 'settled') {
          const recording: Recording = {
            request: step.request,
            turns: turns as unknown as Recording['turns'],
          }
          const read = recordingFromJSON(through(recordingToJSON(recording)))
          expect(written(replay(read, null))).toBe(written(transition))
        }
        return transition
      })
    }),
    { numRuns },
  )
})
