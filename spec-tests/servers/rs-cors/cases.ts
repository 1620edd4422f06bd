import * as fc from 'fast-check'
import type { WireRequest } from '../../../src/fetch/response'
import { parseURL } from '../../../src/origin/url-record'
import { answer } from '../../../src/servers/middleware'
import { type RsCorsOptions, rsCors } from '../../../src/servers/rs-cors'

type Pairs = readonly (readonly [string, string])[]

/** Options, a handler that adds headers, and a request. */
export interface Case {
  readonly options: RsCorsOptions
  readonly view: { readonly status: number; readonly headers: Pairs }
  readonly request: { readonly method: string; readonly headers: Pairs }
}

/** A status, and headers sorted by name. */
export type Answer = readonly [number, Pairs]

export function ours({ options, view, request }: Case): Answer {
  const url = parseURL('https://api.example.com/x')
  if (url === null) throw new Error('no URL')
  const headerList = request.headers.map(([name, value]) => ({ name, value }))
  const wire: WireRequest = { method: request.method, url, headerList, body: null }
  const response = rsCors(options)(() => {
    const headers = view.headers.map(([name, value]) => ({ name: name.toLowerCase(), value }))
    return { ...answer(view.status), headerList: headers }
  })(wire)
  const headers = response.headerList.map(({ name, value }) => [name, value] as const)
  return [response.status, headers.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]
}

const some = <Value>(...values: Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)

const options = fc
  .record(
    {
      AllowedOrigins: some(
        ...[
          ['*'],
          ['https://app.example.com'],
          ['HTTPS://App.Example.com', 'null'],
          [],
          ['https://*.example.com'],
        ],
        ...[
          ['https://app.example.com*'],
          ['http://*', 'https://b.com'],
          ['https://*.*.com'],
          ['a', '*'],
          ['*.com'],
        ],
      ),
      AllowedMethods: some(['GET', 'PUT'], ['put'], [], ['DELETE'], ['*']),
      AllowedHeaders: some(
        ['*'],
        ['X-B', 'x-a'],
        [],
        ['Authorization', 'Content-Type'],
        ['X-A', 'x-a', 'accept'],
      ),
      ExposedHeaders: some(['x-total', 'LINK'], [], ['a b', 'x_y-z']),
      MaxAge: some(0, 600, -1),
      AllowCredentials: fc.boolean(),
      AllowPrivateNetwork: fc.boolean(),
      OptionsPassthrough: fc.boolean(),
      OptionsSuccessStatus: some(0, 200),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as RsCorsOptions)

const names = some(
  ...[
    ['x-a'],
    ['content-type,x-b'],
    ['x-a,x-b'],
    ['x-b,x-a'],
    ['authorization'],
    [''],
    ['X-A'],
    ['x-a, x-b'],
  ],
  ...[
    ['x-a ,\tx-b'],
    ['x-a,  x-b'],
    [','],
    ['x-a,x-a'],
    ['x-a', 'x-b'],
    ['x-b', 'x-a'],
    ['', 'x-a'],
    ['accept'],
  ],
  ...[[',,,,,,,,,,,,,,,,,x-a'], ['  ,x-a'], ['   '], ['accept,content-type'], ['content-type']],
)

const request = fc.record({
  method: some('OPTIONS', 'OPTIONS', 'OPTIONS', 'GET', 'PUT', 'POST'),
  headers: fc
    .tuple(
      fc.option(
        some(
          ...[
            'https://app.example.com',
            'https://evil.org',
            'https://x.example.com',
            'null',
            'https://.example.com',
          ],
          ...[
            'https://APP.example.com',
            'https://app.example.com.evil.org',
            'http://a',
            'https://x.*.com',
            'x.com',
          ],
        ),
        { freq: 9 },
      ),
      fc.option(some('GET', 'PUT', 'put', 'DELETE', 'OPTIONS'), { freq: 5 }),
      fc.option(names),
      fc.option(some('true', 'false'), { freq: 2 }),
    )
    .map(([origin, method, headers, network]) => {
      const found: [string, string][] = []
      if (origin !== null) found.push(['origin', origin])
      if (method !== null) found.push(['access-control-request-method', method])
      for (const line of headers ?? []) found.push(['access-control-request-headers', line])
      if (network !== null) found.push(['access-control-request-private-network', network])
      return found
    }),
})

const view = fc.record({
  status: some(200, 401, 404, 500),
  headers: some<Pairs>([], [['Vary', 'Cookie']], [['Access-Control-Allow-Origin', 'https://own.example']]),
})

export const cases: fc.Arbitrary<Case> = fc.record({ options, view, request })
