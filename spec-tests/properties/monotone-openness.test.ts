import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequest } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { CredentialsMode } from '../../src/fetch/request'
import { simulate } from '../../src/fetch/simulate'
import { getHeader } from '../../src/http/header-list'
import type { Engine } from '../../src/profile/profile'
import { engines, isPreflight, newBrowser, numRuns, response } from './stories'

const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'x-a',
      'X-A',
      'x-b',
      'authorization',
      'content-type',
      'accept',
      '*',
      'range',
      '__proto__',
    ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}$/) },
)
const names = fc.array(name, { maxLength: 4 })
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'patch', '*')

const errand = fc.record({
  method,
  headers: names,
  credentials: fc.constantFrom<CredentialsMode[]>('omit', 'same-origin', 'include'),
  useCORSPreflight: fc.boolean(),
  redirects: fc.boolean(),
})

interface Lists {
  readonly methods: readonly string[]
  readonly headerNames: readonly string[]
  readonly exposed: readonly string[]
}

/** The names of the headers that the page can read, or null where it gets no response. */
function readable(
  engine: Engine,
  of: typeof errand extends fc.Arbitrary<infer T> ? T : never,
  lists: Lists,
): string[] | null {
  const handler: Handler = (wire) => {
    const allow = [
      ['access-control-allow-origin', getHeader(wire.headerList, 'origin') ?? '*'],
      ['access-control-allow-credentials', 'true'],
    ] as const
    if (isPreflight(wire)) {
      return response(204, [
        ...allow,
        ['access-control-allow-methods', lists.methods.join(', ')],
        ['access-control-allow-headers', lists.headerNames.join(', ')],
      ])
    }
    if (of.redirects && wire.url.path === '/x')
      return response(307, [...allow, ['location', 'https://other.org/y']])
    return response(200, [
      ...allow,
      ['access-control-expose-headers', lists.exposed.join(', ')],
      ['x-a', '1'],
      ['x-b', '1'],
      ['__proto__', '1'],
      ['authorization', '1'],
      ['*', '1'],
    ])
  }
  const request = createRequest({
    url: 'https://api.example.com/x',
    client: 'https://app.example.com/',
    method: of.method,
    headers: of.headers.map((header) => [header, 'application/json'] as const),
    credentials: of.credentials,
    useCORSPreflight: of.useCORSPreflight,
  })
  const { response: settled } = simulate(newBrowser(engine), request, handler, 0)
  return settled.type === 'error' ? null : settled.headerList.map((header) => header.name)
}

describe('a server that allows more', () => {
  it.each(['headerNames', 'methods'] as const)(
    'by a member of %s never turns a success into a failure',
    (list) => {
      fc.assert(
        fc.property(
          engines,
          errand,
          names,
          fc.array(method),
          list === 'methods' ? method : name,
          (engine, of, headerNames, methods, more) => {
            const lists: Lists = { methods, headerNames, exposed: [] }
            if (readable(engine, of, lists) === null) return
            expect(readable(engine, of, { ...lists, [list]: [...lists[list], more] })).not.toBeNull()
            expect(readable(engine, of, { ...lists, [list]: [more, ...lists[list]] })).not.toBeNull()
          },
        ),
        { numRuns },
      )
    },
  )

  it('exposes no less by exposing one name more', () => {
    fc.assert(
      fc.property(engines, errand, names, name, (engine, of, exposed, more) => {
        const lists: Lists = { methods: ['*', of.method], headerNames: ['*', ...of.headers], exposed }
        const before = readable(engine, of, lists)
        const after = readable(engine, of, { ...lists, exposed: [...exposed, more] })
        expect(before === null).toBe(after === null)
        expect(after ?? []).toEqual(expect.arrayContaining(before ?? []))
      }),
      { numRuns },
    )
  })
})
