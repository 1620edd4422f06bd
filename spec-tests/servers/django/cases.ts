import * as fc from 'fast-check'
import type { WireRequest } from '../../../src/fetch/response'
import { parseURL } from '../../../src/origin/url-record'
import {
  type DjangoCorsSettings,
  type DjangoCorsVersion,
  djangoCors,
} from '../../../src/servers/django-cors-headers'
import { answer } from '../../../src/servers/middleware'

type Pairs = readonly (readonly [string, string])[]

/** Settings, a view and a request, as `answers.py` reads them. */
export interface Case {
  readonly settings: DjangoCorsSettings
  readonly view: 'raise' | { readonly status: number; readonly headers: Pairs }
  readonly request: { readonly method: string; readonly path: string; readonly headers: Pairs }
}

/** A status, and headers without the length. */
export type Answer = readonly [number, Pairs]

export function theirs([status, headers]: Answer): Answer {
  return [status, headers.filter(([name]) => name !== 'content-length')]
}

export function ours({ settings, view, request }: Case, version: DjangoCorsVersion): Answer {
  const url = parseURL(`https://api.example.com${request.path}`)
  if (url === null) throw new Error('no URL')
  const headerList = request.headers.map(([name, value]) => ({ name, value }))
  const wire: WireRequest = { method: request.method, url, headerList, body: null }
  const response = djangoCors(settings, { version })(() => {
    if (view === 'raise') throw new Error('the view has failed')
    return answer(view.status, {
      'content-type': 'text/html; charset=utf-8',
      ...Object.fromEntries(view.headers),
    })
  })(wire)
  return [response.status, response.headerList.map(({ name, value }) => [name, value] as const)]
}

const origins = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(
      fc.constantFrom(
        ...[
          'https://app.example.com',
          'https://App.Example.com',
          'HTTPS://app.example.com',
          'null',
          'example.com',
        ],
        ...[
          'https://app.example.com/path',
          'http://localhost:3000',
          'http://[::1]:3000',
          '//evil.org',
          'file://',
        ],
        ...['https://[x', 'https://user@app.example.com'],
      ),
      { maxLength: 3 },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('https://app.example.com', 'null') },
)
const patterns = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...['^https://\\w+\\.example\\.com$', 'https://.*\\.example\\.com', '.*', 'https://app', '(', 'null'],
    ),
    fc.record({ pattern: fc.constantFrom('HTTPS://APP\\.', 'https://x'), flags: fc.constantFrom('', 'i') }),
  ),
  { maxLength: 2 },
)
const settings = fc
  .record(
    {
      CORS_ALLOWED_ORIGINS: origins,
      CORS_ALLOWED_ORIGIN_REGEXES: patterns,
      CORS_ALLOW_ALL_ORIGINS: fc.boolean(),
      CORS_ORIGIN_WHITELIST: origins,
      CORS_ORIGIN_REGEX_WHITELIST: patterns,
      CORS_ORIGIN_ALLOW_ALL: fc.boolean(),
      CORS_URLS_REGEX: fc.constantFrom('^/api/.*$', '/api', '', '^.*$', '(?i)^/API', '['),
      CORS_ALLOW_METHODS: fc.constantFrom(['GET'], [], ['PUT', 'GET']),
      CORS_ALLOW_HEADERS: fc.constantFrom(['*'], [], ['x-b', 'x-a']),
      CORS_EXPOSE_HEADERS: fc.constantFrom(['X-Total', 'Link'], []),
      CORS_PREFLIGHT_MAX_AGE: fc.constantFrom(0, 600),
      CORS_ALLOW_CREDENTIALS: fc.boolean(),
      CORS_ALLOW_PRIVATE_NETWORK: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as DjangoCorsSettings)

const request = fc.record({
  method: fc.constantFrom('OPTIONS', 'OPTIONS', 'GET', 'POST'),
  path: fc.constantFrom('/api/x', '/', '/API/x', '/%61pi/x', '/x/api/'),
  headers: fc
    .tuple(
      fc.option(
        fc.constantFrom(
          ...[
            'https://app.example.com',
            'https://evil.org',
            'https://x.example.com.evil.com',
            'null',
            '',
            'https://[',
          ],
          ...[
            'https://x.example.com',
            'http://[::1]:3000',
            'http://localhost:3000',
            '//evil.org',
            'example.com',
          ],
        ),
        { freq: 9 },
      ),
      fc.option(fc.constantFrom('GET', 'PUT', ''), { freq: 3 }),
      fc.option(fc.constantFrom('true', 'false'), { freq: 2 }),
    )
    .map(([origin, method, network]) =>
      [
        ['origin', origin] as const,
        ['access-control-request-method', method] as const,
        ['access-control-request-private-network', network] as const,
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
        [['Vary', 'Cookie']],
        [['Vary', 'Cookie , ORIGIN']],
        [['Vary', '*']],
        [['Vary', '']],
        [['Access-Control-Allow-Origin', 'https://own.example']],
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant('raise' as const) },
)

export const cases: fc.Arbitrary<Case> = fc.record({ settings, view, request })
