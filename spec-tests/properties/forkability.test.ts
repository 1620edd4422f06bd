import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExchangeEvent, PendingExchange } from '../../src/fetch/exchange-state'
import { exchangeFromJSON, exchangeToJSON } from '../../src/fetch/json'
import { userAgentFromJSON, userAgentToJSON } from '../../src/user-agent/user-agent'
import {
  anyScenario,
  engines,
  fetchesOf,
  numRuns,
  play,
  response,
  take,
  written,
  writtenAll,
} from './stories'

/** What might have come instead. */
const otherwise: fc.Arbitrary<(now: number) => ExchangeEvent> = fc.constantFrom(
  (now: number): ExchangeEvent => ({ kind: 'aborted', now }),
  (now: number): ExchangeEvent => ({ kind: 'connection-failed', cause: 'x', now }),
  (now: number): ExchangeEvent => ({ kind: 'response', response: response(500, []), now }),
  (now: number): ExchangeEvent => ({ kind: 'response', response: response(421, []), now }),
  (now: number): ExchangeEvent => ({
    kind: 'response',
    now,
    response: response(200, [
      ['access-control-allow-origin', '*'],
      ['access-control-allow-methods', '*'],
      ['access-control-allow-headers', '*'],
      ['access-control-max-age', '600'],
    ]),
  }),
  (now: number): ExchangeEvent => ({
    kind: 'response',
    now,
    response: response(307, [
      ['access-control-allow-origin', '*'],
      ['location', 'https://other.org/elsewhere'],
    ]),
  }),
)

it('an exchange that is resumed with two answers comes to what each alone would have come to', () => {
  fc.assert(
    fc.property(anyScenario, engines, otherwise, (scenario, engine, instead) => {
      const undisturbed = writtenAll(play(engine, fetchesOf(scenario)))
      const forked = play(engine, fetchesOf(scenario), (step) => {
        if (step.exchange === null) return take(step)
        const fork = { ...step, event: instead(step.now) }
        // What the fork alone comes to is told from a copy that shares nothing with the exchange.
        const alone = written(
          take({
            ...fork,
            exchange: exchangeFromJSON(exchangeToJSON(step.exchange)) as PendingExchange,
            userAgent: userAgentFromJSON(userAgentToJSON(step.userAgent)),
          }),
        )
        const before = written(take(fork))
        const transition = take(step)
        const after = written(take(fork))
        expect([before, after]).toEqual([alone, alone])
        return transition
      })
      expect(writtenAll(forked)).toBe(undisturbed)
    }),
    { numRuns },
  )
})
