import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { getHeader } from '../../src/http/header-list'
import {
  anyScenario,
  engines,
  fetchesOf,
  isPreflight,
  newBrowser,
  numRuns,
  reply,
  response,
  take,
} from './stories'

/** A request, twenty redirects, a preflight before each, and each of them once more after a 421. */
const requests = 21
const most = 2 * 2 * requests

const redirect = fc.record({
  status: fc.constantFrom(200, 301, 302, 303, 307, 307, 308, 308, 421, 500),
  location: fc.constantFrom(
    '',
    '/',
    '/r0',
    '?',
    '#',
    '//other.org/',
    'https://app.example.com/',
    'http://localhost:3000/',
    'https://u:p@api.example.com/',
    'x:',
  ),
  allows: fc.constantFrom(true, true, true, true, true, true, true, false),
})

it('whatever servers answer, a fetch settles after 21 requests and their preflights at most', () => {
  fc.assert(
    fc.property(
      anyScenario,
      engines,
      fc.array(redirect, { minLength: 1, maxLength: 90, size: 'max' }),
      fc.boolean(),
      (scenario, engine, answers, agreeable) => {
        for (const { request, now } of fetchesOf(scenario)) {
          let sent = 0
          let actual = 0
          const handler: Handler = (wire) => {
            const answer = answers[sent % answers.length]
            sent += 1
            if (answer === undefined) throw new Error('no answer')
            const allow: [string, string][] = [
              ['access-control-allow-origin', getHeader(wire.headerList, 'origin') ?? '*'],
              ['access-control-allow-credentials', 'true'],
              [
                'access-control-allow-methods',
                getHeader(wire.headerList, 'access-control-request-method') ?? '',
              ],
              [
                'access-control-allow-headers',
                getHeader(wire.headerList, 'access-control-request-headers') ?? '',
              ],
              ['access-control-max-age', '0'],
            ]
            if (isPreflight(wire))
              return response(agreeable ? 204 : answer.status, answer.allows ? allow : [])
            const status = agreeable ? 307 : answer.status
            return response(status, [...(answer.allows ? allow : []), ['location', answer.location]])
          }
          let transition = take({ userAgent: newBrowser(engine), request, exchange: null, event: null, now })
          while (transition.exchange.state !== 'settled') {
            const { exchange } = transition
            if (exchange.state === 'awaiting-response' && !exchange.isNewConnection) actual += 1
            transition = take({
              userAgent: transition.userAgent,
              request,
              exchange,
              event: reply(exchange, handler, now),
              now,
            })
            expect(sent).toBeLessThanOrEqual(most)
          }
          expect(actual).toBeLessThanOrEqual(requests)
        }
      },
    ),
    { numRuns },
  )
})
