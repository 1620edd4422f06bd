import * as fc from 'fast-check'
import type { WireRequest } from '../../../src/fetch/response'
import { parseURL } from '../../../src/origin/url-record'
import { answer } from '../../../src/servers/middleware'
import { type SpringCorsConfiguration, springCors } from '../../../src/servers/spring'

type Pairs = readonly (readonly [string, string])[]

/** A configuration, a handler that adds headers, and a request. */
export interface Case {
  readonly configuration: SpringCorsConfiguration
  readonly view: { readonly status: number; readonly headers: Pairs }
  readonly request: { readonly method: string; readonly url: string; readonly headers: Pairs }
}

/** A status, headers, and the body. */
export type Answer = readonly [number, Pairs, string]

export function ours({ configuration, view, request }: Case): Answer {
  const url = parseURL(request.url)
  if (url === null) throw new Error('no URL')
  const headerList = request.headers.map(([name, value]) => ({ name, value }))
  const wire: WireRequest = { method: request.method, url, headerList, body: null }
  const response = springCors(configuration)(() => {
    const headers = view.headers.map(([name, value]) => ({ name: name.toLowerCase(), value }))
    return { ...answer(view.status), headerList: headers }
  })(wire)
  const headers = response.headerList.map(({ name, value }) => [name, value] as const)
  return [response.status, headers, response.body?.kind === 'bytes' ? response.body.bytes : '']
}

const some = <Value>(...values: Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)

const configuration = fc
  .record(
    {
      allowedOrigins: some(
        ...[
          ['*'],
          ['https://app.example.com'],
          ['https://App.Example.com/', 'null'],
          [],
          ['https://*.example.com'],
        ],
        ...[['https://b.com, https://app.example.com'], ['https://b.com', '*'], ['https://app.example.com,']],
      ),
      allowedOriginPatterns: some(
        ...[
          ['*'],
          ['https://*.example.com'],
          ['https://*.example.com:[*]'],
          ['http://localhost:[3000,8080]'],
          [],
        ],
        ...[
          ['https://app.example.com/', 'http://*'],
          ['http://localhost:[3000,8080],https://*.com'],
          ['https://*'],
        ],
        ...[['HTTPS://*.EXAMPLE.COM'], ['https://a+b.com', 'null'], ['http://localhost:*']],
      ),
      allowedMethods: some(['*'], ['GET', 'PUT'], ['put'], [], ['DELETE'], ['GET', '*']),
      allowedHeaders: some(['*'], ['X-B', 'x-a'], [], ['Authorization', 'Content-Type']),
      exposedHeaders: some(['X-Total', 'Link'], [], ['*']),
      allowCredentials: fc.boolean(),
      allowPrivateNetwork: fc.boolean(),
      maxAge: some(0, 600, -1),
      permitDefaultValues: fc.boolean(),
      appliedBy: some('mvc', 'filter'),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as SpringCorsConfiguration)

const request = fc.record({
  method: some('OPTIONS', 'OPTIONS', 'GET', 'PUT', 'POST'),
  url: some('https://api.example.com/x', 'http://api.example.com/x', 'http://localhost:8080/x'),
  headers: fc
    .tuple(
      fc.option(
        some(
          ...[
            'https://app.example.com',
            'https://evil.org',
            'https://x.example.com',
            'null',
            'https://api.example.com',
          ],
          ...[
            'https://APP.example.com',
            'https://app.example.com.evil.org',
            'http://localhost:3000',
            'https://a+b.com',
          ],
          ...[
            'http://localhost:8080',
            'https://x.example.com:8443',
            'https://x.y.example.com',
            'http://localhost',
          ],
        ),
        { freq: 9 },
      ),
      fc.option(some('GET', 'PUT', 'put', 'DELETE', 'OPTIONS', 'POST'), { freq: 5 }),
      fc.option(
        some('x-a', 'content-type,x-b', 'x-b,x-z', 'authorization', '', 'X-A , x-b', ',', 'x-z', 'x-a,x-a'),
      ),
      fc.option(some('true', 'TRUE', 'false'), { freq: 2 }),
    )
    .map(([origin, method, names, network]) =>
      [
        ['origin', origin] as const,
        ['access-control-request-method', method] as const,
        ['access-control-request-headers', names] as const,
        ['access-control-request-private-network', network] as const,
      ].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ),
})

const view = fc.record({
  status: some(200, 401, 404, 500),
  headers: some<Pairs>([], [['Vary', 'Cookie']], [['Access-Control-Allow-Origin', 'https://own.example']]),
})

export const cases: fc.Arbitrary<Case> = fc.record({ configuration, view, request })
