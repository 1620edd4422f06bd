import * as fc from 'fast-check'
import type { WireRequest } from '../../../src/fetch/response'
import { parseURL } from '../../../src/origin/url-record'
import { answer } from '../../../src/servers/middleware'
import {
  type StarletteCorsOptions,
  type StarletteVersion,
  starletteCors,
} from '../../../src/servers/starlette'

type Pairs = readonly (readonly [string, string])[]

/** A middleware around a view and a request, as `answers.py` reads them. */
export interface Case {
  readonly options: StarletteCorsOptions
  readonly view: 'raise' | { readonly status: number; readonly headers: Pairs }
  readonly request: { readonly method: string; readonly headers: Pairs }
}

/** A status, headers without the length, and the body; or that the version does not know an option. */
export type Answer = readonly [number, Pairs, string] | 'refused'

export function theirs(said: readonly [number, Pairs, string] | { readonly refused: string }): Answer {
  if ('refused' in said) return 'refused'
  return [said[0], said[1].filter(([name]) => name !== 'content-length'), said[2]]
}

export function ours({ options, view, request }: Case, version: StarletteVersion): Answer {
  const url = parseURL('https://api.example.com/x')
  if (url === null) throw new Error('no URL')
  const headerList = request.headers.map(([name, value]) => ({ name, value }))
  const wire: WireRequest = { method: request.method, url, headerList, body: null }
  const response = starletteCors(options, { version })(() => {
    if (view === 'raise') throw new Error('the view has failed')
    const headers = view.headers.map(([name, value]) => ({ name: name.toLowerCase(), value }))
    return { ...answer(view.status), headerList: headers }
  })(wire)
  const headers = response.headerList.map(({ name, value }) => [name, value] as const)
  return [response.status, headers, response.body?.kind === 'bytes' ? response.body.bytes : '']
}

const options = fc
  .record(
    {
      allow_origins: fc.constantFrom(
        ...[
          ['*'],
          ['https://app.example.com'],
          ['https://App.example.com', 'null'],
          [],
          'https://app.example.com.br',
        ],
        ...[['https://*.example.com'], ['https://app.example.com/'], ['*', 'https://app.example.com'], '*'],
      ),
      allow_methods: fc.constantFrom(['*'], ['GET', 'PUT'], ['put'], [], ['POST', 'DELETE']),
      allow_headers: fc.constantFrom(
        ['*'],
        ['X-B', 'x-a'],
        [],
        ['Authorization'],
        ['*', 'X-Z'],
        ['Content-Type'],
      ),
      allow_credentials: fc.boolean(),
      allow_origin_regex: fc.constantFrom(
        ...[
          'https://.*\\.example\\.com',
          'https://.*',
          null,
          '(?i)https://APP\\.example\\.com',
          'https://app',
        ],
      ),
      allow_private_network: fc.boolean(),
      expose_headers: fc.constantFrom(['X-Total', 'Link'], [], ['*']),
      max_age: fc.constantFrom(0, 600, 86400),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as StarletteCorsOptions)

const request = fc.record({
  method: fc.constantFrom('OPTIONS', 'OPTIONS', 'OPTIONS', 'GET', 'POST'),
  headers: fc
    .tuple(
      fc.option(
        fc.constantFrom(
          ...['https://app.example.com', 'https://evil.org', 'https://x.example.com.evil.com', 'null', ''],
          ...['https://x.example.com', 'https://APP.example.com', 'https://app.example.com'],
        ),
        { freq: 8 },
      ),
      fc.option(fc.constantFrom('GET', 'PUT', 'put', 'DELETE', 'PATCH', ''), { freq: 5 }),
      fc.option(fc.constantFrom('x-a', 'content-type,x-b', 'authorization', '', 'X-A , accept', ',', 'x-z')),
      fc.option(fc.constantFrom('true', 'false'), { freq: 2 }),
      fc.option(fc.constant('a=b')),
    )
    .map(([origin, method, names, network, cookie]) =>
      [
        ['origin', origin] as const,
        ['access-control-request-method', method] as const,
        ['access-control-request-headers', names] as const,
        ['access-control-request-private-network', network] as const,
        ['cookie', cookie] as const,
      ].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ),
})

const view = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 401, 404, 500),
      headers: fc.constantFrom<Pairs>(
        [],
        [['content-type', 'application/json']],
        [['Vary', 'Cookie']],
        [
          ['Vary', 'Cookie'],
          ['X-Own', '1'],
          ['Vary', 'Accept'],
        ],
        [['Access-Control-Allow-Origin', 'https://own.example']],
        [
          ['Access-Control-Allow-Origin', 'a'],
          ['Set-Cookie', 'a=b'],
          ['Access-Control-Allow-Origin', 'b'],
        ],
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant('raise' as const) },
)

export const cases: fc.Arbitrary<Case> = fc.record({ options, view, request })
