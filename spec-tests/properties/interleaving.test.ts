import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequest } from '../../src/fetch/create-request'
import type {
  Exchange,
  ExchangeEvent,
  PendingExchange,
  Recording,
  Turn,
} from '../../src/fetch/exchange-state'
import { exchangeFromJSON, exchangeToJSON } from '../../src/fetch/json'
import { replay } from '../../src/fetch/replay'
import type { Engine } from '../../src/profile/profile'
import { type UserAgent, userAgentFromJSON, userAgentToJSON } from '../../src/user-agent/user-agent'
import {
  anyScenario,
  engines,
  type Fetch,
  fetchesOf,
  isPreflight,
  newBrowser,
  numRuns,
  reply,
  response,
  type Step,
  type Take,
  take,
  written,
} from './stories'

interface Ran {
  readonly userAgent: UserAgent
  readonly exchanges: readonly Exchange[]
  readonly recordings: readonly Recording[]
}

/** All fetches in flight at once: each number of the order gives a turn to one of those that are not done. */
function interleaved(
  engine: Engine,
  fetches: readonly Fetch[],
  order: readonly number[],
  taking: Take = take,
): Ran {
  let userAgent = newBrowser(engine)
  const exchanges: (Exchange | null)[] = fetches.map(() => null)
  const turns: Turn<ExchangeEvent | null>[][] = fetches.map(() => [])
  const unfinished = () => fetches.flatMap((_, i) => (exchanges[i]?.state === 'settled' ? [] : [i]))
  for (let turn = 0; unfinished().length > 0; turn++) {
    const open = unfinished()
    const i = open[(order[turn % order.length] ?? 0) % open.length] ?? 0
    const { request, handler } = fetches[i] as Fetch
    // Time goes on for all of them together.
    const now = turn * 10
    const exchange = (exchanges[i] ?? null) as PendingExchange | null
    const event = exchange === null ? null : reply(exchange, handler, now)
    turns[i]?.push({ userAgent, event, now })
    const transition = taking({ userAgent, request, exchange, event, now })
    exchanges[i] = transition.exchange
    userAgent = transition.userAgent
  }
  return {
    userAgent,
    exchanges: exchanges as Exchange[],
    recordings: fetches.map(({ request }, i) => ({
      request,
      turns: turns[i] as unknown as Recording['turns'],
    })),
  }
}

const order = fc.array(fc.nat(4), { minLength: 1, maxLength: 20 })

describe('fetches in flight at once', () => {
  it('keep nothing of a user agent from turn to turn: the turns, taken one by one by strangers, come to the same', () => {
    fc.assert(
      fc.property(anyScenario, engines, order, (scenario, engine, turns) => {
        const together = interleaved(engine, fetchesOf(scenario), turns)
        // Each turn is taken from copies that share no object with what came before.
        const byStrangers: Take = (step: Step) =>
          take({
            ...step,
            userAgent: userAgentFromJSON(userAgentToJSON(step.userAgent)),
            exchange:
              step.exchange === null
                ? null
                : (exchangeFromJSON(exchangeToJSON(step.exchange)) as PendingExchange),
          })
        const apart = interleaved(engine, fetchesOf(scenario), turns, byStrangers)
        expect(JSON.stringify(userAgentToJSON(apart.userAgent))).toBe(
          JSON.stringify(userAgentToJSON(together.userAgent)),
        )
        expect(JSON.stringify(apart.exchanges.map(exchangeToJSON))).toBe(
          JSON.stringify(together.exchanges.map(exchangeToJSON)),
        )
        // And each of them is explained by its own recording, whatever the others did in between.
        together.recordings.forEach((recording, i) => {
          const { exchange } = replay(recording, null)
          expect(JSON.stringify(exchangeToJSON(exchange))).toBe(
            JSON.stringify(exchangeToJSON(together.exchanges[i] as Exchange)),
          )
        })
      }),
      { numRuns },
    )
  })

  const page = 'https://app.example.com/'
  const errand = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'DELETE'),
    header: fc.constantFrom(null, 'x-a', 'x-b'),
    credentials: fc.constantFrom<('same-origin' | 'include')[]>('same-origin', 'include'),
    allows: fc.boolean(),
    answers: fc.boolean(),
  })

  it('to URLs of their own leave behind what they would have, had they been made one after the other', () => {
    fc.assert(
      fc.property(
        fc.array(errand, { minLength: 1, maxLength: 4 }),
        engines,
        order,
        (errands, engine, turns) => {
          const fetches = errands.map(({ method, header, credentials, allows, answers }, i): Fetch => {
            const headers: [string, string][] = header === null ? [] : [[header, '1']]
            const request = createRequest({
              url: `https://api.example.com/${i}`,
              client: page,
              method,
              headers,
              credentials,
            })
            return {
              request,
              now: 0,
              handler: (wire) =>
                response(200, [
                  ...((isPreflight(wire) ? allows : answers)
                    ? ([['access-control-allow-origin', 'https://app.example.com']] as const)
                    : []),
                  ['access-control-allow-credentials', 'true'],
                  ['access-control-allow-methods', 'PUT, DELETE'],
                  ['access-control-allow-headers', 'x-a, x-b'],
                  ['access-control-max-age', '600'],
                ]),
            }
          })
          const buckets = ({ userAgent }: Ran) =>
            userAgentToJSON(userAgent)
              .preflightCache.buckets.map(({ url, entries }) =>
                JSON.stringify([
                  url,
                  entries.map(({ method, headerName, credentials }) => [method, headerName, credentials]),
                ]),
              )
              .sort()
          const together = interleaved(engine, fetches, turns)
          const oneByOne = interleaved(engine, fetches, [0])
          expect(buckets(together)).toEqual(buckets(oneByOne))
          const ends = ({ exchanges }: Ran) =>
            exchanges.map((exchange) => (exchange.state === 'settled' ? exchange.response : null))
          expect(ends(together)).toEqual(ends(oneByOne))
        },
      ),
      { numRuns },
    )
  })

  it('is what this file plays at all', () => {
    // The order does show: of two that go to one URL, the second finds what the first has left only if it comes later.
    const put = createRequest({ url: 'https://api.example.com/', client: page, method: 'PUT' })
    const handler: Fetch['handler'] = () =>
      response(200, [
        ['access-control-allow-origin', '*'],
        ['access-control-allow-methods', '*'],
        ['access-control-max-age', '600'],
      ])
    const two = [put, put].map((request): Fetch => ({ request, handler, now: 0 }))
    const turns = (ran: Ran) => ran.recordings.map((recording) => recording.turns.length)
    expect(turns(interleaved('spec', two, [0]))).toEqual([3, 2])
    expect(turns(interleaved('spec', two, [0, 1]))).toEqual([3, 3])
    expect(
      written({
        userAgent: newBrowser('spec'),
        exchange: interleaved('spec', two, [0]).exchanges[0] as Exchange,
      }),
    ).toContain('"cors"')
  })
})
