import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequest } from '../../src/fetch/create-request'
import type { CredentialsMode, Destination, RequestMode } from '../../src/fetch/request'
import type { WireResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { anyScenario, engines, fetchesOf, newBrowser, numRuns, play, response, seenByPage } from './stories'

const app = 'https://app.example.com/'

const headerName = fc.constantFrom(
  'x-a',
  'x-b',
  'etag',
  'date',
  'set-cookie',
  'set-cookie2',
  'content-type',
  'content-length',
  'cache-control',
  'content-language',
  'expires',
  'last-modified',
  'pragma',
  'authorization',
  '__proto__',
  'constructor',
  '*',
)
const exposed = fc.array(
  fc.oneof(
    headerName,
    headerName.map((name) => name.toUpperCase()),
    fc.constantFrom('a b', '"x-a"', '', 'x-a;x-b'),
  ),
  { maxLength: 4 },
)
const headers = fc.array(fc.tuple(headerName, fc.constantFrom('1', '2')), { maxLength: 8 })

/** Written down once more, from the standard's own list. */
const safelisted = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]

describe('no header leaks', () => {
  it('that is neither safelisted nor exposed, across origins', () => {
    fc.assert(
      fc.property(
        engines,
        headers,
        fc.array(
          exposed.map((names) => names.join(',')),
          { maxLength: 2 },
        ),
        fc.constantFrom<CredentialsMode[]>('omit', 'same-origin', 'include'),
        (engine, given, lines, credentials) => {
          const request = createRequest({ url: 'https://api.example.com/', client: app, credentials })
          const { response: seen } = simulate(
            newBrowser(engine),
            request,
            () =>
              response(200, [
                ['access-control-allow-origin', 'https://app.example.com'],
                ['access-control-allow-credentials', 'true'],
                ...lines.map((line) => ['access-control-expose-headers', line] as const),
                ...given,
              ]),
            0,
          )
          if (seen.type !== 'cors') throw new Error(seen.type)
          // Any way of cutting the lines up, however lenient, names no more than this.
          const named = lines.flatMap((line) => line.split(/[,;"\s]/)).map((word) => word.toLowerCase())
          const all = credentials !== 'include' && named.includes('*')
          for (const { name } of seen.headerList) {
            expect(name).not.toMatch(/^set-cookie2?$/)
            expect(all || safelisted.includes(name) || named.includes(name)).toBe(true)
          }
        },
      ),
      { numRuns },
    )
  })

  it('that is a cookie, ever, in any scenario', () => {
    fc.assert(
      fc.property(anyScenario, engines, (scenario, engine) => {
        for (const { exchange } of play(engine, fetchesOf(scenario))) {
          if (exchange.state !== 'settled' || exchange.response.type === 'error') continue
          expect(exchange.response.headerList.map(({ name }) => name)).not.toContain('set-cookie')
        }
      }),
      { numRuns },
    )
  })
})

describe('opaque responses', () => {
  const answer: fc.Arbitrary<WireResponse> = fc
    .record({
      status: fc.constantFrom(200, 201, 204, 206, 301, 302, 304, 404, 416, 421, 500),
      statusText: fc.constantFrom('', 'OK', 'secret'),
      headers: fc.array(
        fc.oneof(
          fc.tuple(headerName, fc.constantFrom('1', 'image/png', 'text/css')),
          fc.tuple(
            fc.constant('cross-origin-resource-policy'),
            fc.constantFrom('same-origin', 'same-site', 'cross-origin'),
          ),
          fc.tuple(fc.constant('x-content-type-options'), fc.constant('nosniff')),
          fc.tuple(
            fc.constant('location'),
            fc.constantFrom('/y', 'https://app.example.com/', 'https://a b/'),
          ),
          fc.tuple(fc.constant('access-control-allow-origin'), fc.constant('*')),
        ),
        { maxLength: 5 },
      ),
      bytes: fc.constantFrom('', 'secret'),
    })
    .map(({ status, statusText, headers: list, bytes }) => ({ ...response(status, list, bytes), statusText }))

  const request = fc.record({
    mode: fc.constantFrom<RequestMode[]>('no-cors'),
    method: fc.constantFrom('GET', 'POST', 'HEAD'),
    destination: fc.constantFrom<Destination[]>('', 'image', 'script', 'style', 'audio'),
    credentials: fc.constantFrom<CredentialsMode[]>('omit', 'same-origin', 'include'),
  })

  it('of any two servers look alike, where neither is blocked', () => {
    fc.assert(
      fc.property(engines, request, answer, answer, (engine, init, one, two) => {
        const made = createRequest({ url: 'https://other.org/x', client: app, ...init })
        const end = (first: WireResponse) =>
          simulate(newBrowser(engine), made, ({ url }) => (url.path === '/x' ? first : response(200, [])), 0)
        const [a, b] = [end(one).response, end(two).response]
        if (a.type === 'error' || b.type === 'error') {
          // What is blocked is an error, and nothing else that a page could see.
          for (const blocked of [a, b]) {
            const look = seenByPage({ state: 'settled', request: made, response: blocked })
            expect(look).toBe(blocked.type === 'error' ? 'error' : '["opaque",0,"",[],[],null]')
          }
          return
        }
        const { internalResponse: _, ...seenOfA } = a
        const { internalResponse: __, ...seenOfB } = b
        expect(seenOfA).toEqual(seenOfB)
      }),
      { numRuns },
    )
  })
})
