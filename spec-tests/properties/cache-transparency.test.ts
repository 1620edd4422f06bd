import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createClient, createRequest } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { CacheMode, CredentialsMode } from '../../src/fetch/request'
import { getHeader } from '../../src/http/header-list'
import { clearUserAgent } from '../../src/user-agent/user-agent'
import { engines, type Fetch, isPreflight, numRuns, play, response, seenByPage, take } from './stories'

const pages = ['https://app.example.com/', 'https://other.org/', 'https://www.example.com/']
/** Requests to the last two are redirected: from /2 to another origin, from /3 within its own. */
const targets = [
  'https://api.example.com/0',
  'https://api.example.com/1',
  'https://api.example.com/2',
  'https://api.example.com/3',
]

const errand = fc.record({
  page: fc.constantFrom(...pages),
  target: fc.constantFrom(...targets),
  method: fc.constantFrom('GET', 'PUT', 'PUT', 'DELETE', 'patch'),
  headers: fc.subarray(['x-a', 'x-b', 'authorization', 'content-type'], { minLength: 0, maxLength: 2 }),
  credentials: fc.constantFrom<CredentialsMode[]>('omit', 'same-origin', 'include'),
  cache: fc.constantFrom<CacheMode[]>('default', 'default', 'no-store', 'no-cache'),
  useCORSPreflight: fc.boolean(),
  seconds: fc.constantFrom(0, 0, 1, 4, 6, 700),
})

/** Lists that do not depend on the request, and are always there. */
const lists = fc.record({
  methods: fc.subarray(['PUT', 'DELETE', 'patch', 'GET', '*']),
  headerNames: fc.subarray(['x-a', 'X-B', 'Authorization', 'content-type', '*']),
  maxAge: fc.constantFrom(null, '0', '5', '600'),
  status: fc.constantFrom(204, 204, 204, 404),
  origin: fc.constantFrom('{origin}', '{origin}', '{origin}', '*', 'https://app.example.com', 'null'),
})

it('with the preflight cache emptied before every turn, pages see the same responses', () => {
  fc.assert(
    fc.property(
      fc.array(errand, { minLength: 2, maxLength: 5, size: 'max' }),
      fc.array(lists, { minLength: 4, maxLength: 4 }),
      engines,
      (errands, servers, engine) => {
        // Spec issue 7: a cached `*` is one with credentials, too, which a preflight's is not.
        const includes = errands.some(({ credentials }) => credentials === 'include')
        fc.pre(
          !(
            includes && servers.some(({ methods, headerNames }) => [...methods, ...headerNames].includes('*'))
          ),
        )

        const handler: Handler = (wire) => {
          const origin = getHeader(wire.headerList, 'origin') ?? '*'
          const number = Number(wire.url.path.slice(1))
          const server = servers[number % servers.length]
          if (server === undefined) throw new Error('no such server')
          const allow = [
            ['access-control-allow-origin', server.origin.replace('{origin}', origin)],
            ['access-control-allow-credentials', 'true'],
          ] as const
          if (isPreflight(wire)) {
            return response(server.status, [
              ...allow,
              ['access-control-allow-methods', server.methods.join(',')],
              ['access-control-allow-headers', server.headerNames.join(',')],
              ...(server.maxAge === null ? [] : [['access-control-max-age', server.maxAge] as const]),
            ])
          }
          const location = { '/2': 'https://other.org/5', '/3': '/1' }[wire.url.path]
          return location === undefined
            ? response(200, allow)
            : response(307, [...allow, ['location', location]])
        }
        let now = 0
        const fetches = errands.map((of): Fetch => {
          now += of.seconds * 1000
          const request = createRequest({
            url: of.target,
            client: createClient({ url: of.page, topLevelURL: 'https://app.example.com/' }),
            method: of.method,
            headers: of.headers.map(
              (name) => [name, name === 'content-type' ? 'application/json' : '1'] as const,
            ),
            credentials: of.credentials,
            cache: of.cache,
            useCORSPreflight: of.useCORSPreflight,
          })
          return { request, handler, now }
        })
        const seen = (transitions: ReturnType<typeof play>) =>
          transitions.map(({ exchange }) => seenByPage(exchange)).filter((response) => response !== null)
        const forgetful = play(engine, fetches, (step) =>
          take({ ...step, userAgent: clearUserAgent(step.userAgent) }),
        )
        expect(seen(play(engine, fetches))).toEqual(seen(forgetful))
      },
    ),
    { numRuns },
  )
})
