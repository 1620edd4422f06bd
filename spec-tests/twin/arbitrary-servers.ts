import * as fc from 'fast-check'
import { all, maybe, nonEmpty, of, pick, type Weighted } from './arbitrary-parts'
import type { AnswerPlan, LocationPlan, Resource } from './scenario-server'
import type { Pair } from './twin-request'

const origins: Weighted<string> = [
  [14, 'https://api.example.com'],
  [5, 'https://app.example.com'],
  [7, 'https://other.org'],
  [2, 'http://localhost:3000'],
  [4, 'http://localhost:4000'],
  [1, 'http://127.0.0.1:4000'],
  [2, 'http://plain.example.com'],
  [1, 'http://[::1]:4000'],
  [1, 'https://example.com'],
  [1, 'https://app.example.com:8443'],
  [1, 'https://a.github.io'],
  [1, 'https://api.example.com:6000'],
]

const location: fc.Arbitrary<LocationPlan> = fc.record({
  by: pick<number>([
    [1, 0],
    [20, 1],
    [2, 2],
    [1, 3],
  ]),
  form: pick<LocationPlan['form']>([
    [16, 'absolute'],
    [3, 'path'],
    [2, 'scheme-relative'],
    [2, 'userinfo'],
    [1, 'username'],
    [2, 'fragment'],
    [1, 'empty-fragment'],
    [2, 'missing'],
    [1, 'twice'],
    [2, 'raw'],
  ]),
  raw: fc.constantFrom(
    '',
    '#top',
    '?again',
    'ftp://other.org/x',
    'data:text/plain,x',
    'javascript:1',
    'about:blank',
    'http://',
    'https://other.org:x/',
    'nowhere',
  ),
})
const allowOrigin = of(
  'access-control-allow-origin',
  '{origin}',
  '{origin}',
  '*',
  'null',
  'https://app.example.com',
  'https://app.example.com/',
  'HTTPS://APP.EXAMPLE.COM',
  'http://localhost:3000',
  'https://other.org',
  '',
  '{origin}, {origin}',
  '*, *',
  '"*"',
)
const allowCredentials = of(
  'access-control-allow-credentials',
  'true',
  'true',
  'True',
  'false',
  'true, true',
  '',
)
const allowMethods = of(
  'access-control-allow-methods',
  '{acrm}',
  '{acrm}',
  '*',
  'GET, PUT, DELETE, PATCH, OPTIONS, CHICKEN',
  'GET,\tPUT ,, DELETE,',
  'put, delete, patch',
  '*, {acrm}',
  '{acrm}, *',
  '',
  'GET PUT',
  'GET;PUT',
  '"PUT"',
  ',',
)
const allowHeaders = of(
  'access-control-allow-headers',
  '{acrh}',
  '{acrh}',
  '*',
  '*, Authorization',
  'AUTHORIZATION,\tX-Custom ,,content-type,Range',
  'content-type',
  'x-custom, {acrh}',
  '*, {acrh}',
  '',
  'x-custom content-type',
  'x-custom: 1',
)
const exposeHeaders = of(
  'access-control-expose-headers',
  '*',
  'X-Request-Id',
  'x-request-id,, X-Other ,',
  'set-cookie, x-request-id',
  'x-request-id other',
  '*, x-other',
  '',
)
const maxAge = of(
  'access-control-max-age',
  '0',
  '3',
  '5',
  '10',
  '10',
  '15',
  '60',
  '600',
  '600',
  '7200',
  '99999999999',
  '010',
  '-1',
  '+5',
  '1.5',
  '5, 10',
  'ten',
  '',
)

const extras = all(
  maybe(
    25,
    of(
      'cross-origin-resource-policy',
      'same-origin',
      'same-site',
      'cross-origin',
      'cross-origin',
      'Same-Site',
      'same-site, same-site',
    ),
  ),
  maybe(
    15,
    of('x-content-type-options', 'nosniff', 'NoSniff', 'nosniff, x', 'x, nosniff', '"nosniff"', ',nosniff'),
  ),
  maybe(
    60,
    of(
      'content-type',
      'application/json',
      'text/javascript',
      'text/javascript;charset=utf-8',
      'text/css',
      'text/plain',
      'image/png',
      'text/csv',
      'text/csv, text/javascript',
      'audio/',
      '*/*',
      '',
    ),
  ),
  maybe(
    20,
    of(
      'referrer-policy',
      'no-referrer',
      'origin',
      'unsafe-url',
      'same-origin',
      'strict-origin, foo-bar',
      'no-referrer, unsafe-url',
      'origin, x1',
      'ORIGIN',
      ',',
      'no-referrer-when-downgrade',
    ),
  ),
  maybe(20, of('set-cookie', 'a=1', 'b=2; Secure')),
  maybe(60, of('x-request-id', '17')),
  maybe(20, of('x-other', 'o')),
  maybe(10, of('cache-control', 'no-store')),
  maybe(3, of('*', 'star')),
)

const goodActual = all(
  fc.constant<readonly Pair[]>([['access-control-allow-origin', '{origin}']]),
  maybe(92, of('access-control-allow-credentials', 'true')),
  maybe(60, exposeHeaders),
)
const usefulMaxAge = of('access-control-max-age', '5', '10', '20', '600')
const goodPreflight = all(
  fc.constant<readonly Pair[]>([['access-control-allow-origin', '{origin}']]),
  maybe(92, of('access-control-allow-credentials', 'true')),
  of(
    'access-control-allow-methods',
    '{acrm}',
    '{acrm}',
    'GET, {acrm}',
    'GET, PUT, DELETE, PATCH, {acrm}',
    '*, {acrm}',
  ).map((h) => [h]),
  of(
    'access-control-allow-headers',
    '{acrh}',
    '{acrh}',
    '{acrh}, X-Extra',
    'X-Custom, Content-Type, Authorization, {acrh}',
    '*, {acrh}',
  ).map((h) => [h]),
  maybe(75, fc.oneof(usefulMaxAge, maxAge)),
)
/** As good, but for one or two lists of its own. */
const nearlyGoodPreflight = all(
  fc.constant<readonly Pair[]>([
    ['access-control-allow-origin', '{origin}'],
    ['access-control-allow-credentials', 'true'],
  ]),
  maybe(90, allowMethods),
  maybe(90, allowHeaders),
  maybe(75, maxAge),
)
const openActual = all(
  fc.constant<readonly Pair[]>([['access-control-allow-origin', '*']]),
  maybe(50, exposeHeaders),
)
const openPreflight = all(
  fc.constant<readonly Pair[]>([
    ['access-control-allow-origin', '*'],
    ['access-control-allow-methods', '*'],
    ['access-control-allow-headers', '*'],
  ]),
  maybe(75, maxAge),
)
const messy = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: allowOrigin },
    { weight: 3, arbitrary: allowCredentials },
    { weight: 2, arbitrary: allowMethods },
    { weight: 2, arbitrary: allowHeaders },
    { weight: 2, arbitrary: exposeHeaders },
    { weight: 2, arbitrary: maxAge },
  ),
  { maxLength: 8 },
)

const redirectStatus = fc.constantFrom(301, 302, 303, 307, 308)

const answer = (
  corsHeaders: fc.Arbitrary<readonly Pair[]>,
  status: Weighted<number>,
  redirects: number,
): fc.Arbitrary<AnswerPlan> =>
  fc.oneof(
    { withCrossShrink: true },
    {
      weight: 100 - redirects,
      arbitrary: fc
        .tuple(pick(status), corsHeaders, extras)
        .map(([code, cors, more]) => ({ status: code, headers: [...cors, ...more], location: null })),
    },
    {
      weight: redirects,
      arbitrary: fc
        .tuple(redirectStatus, corsHeaders, extras, location)
        .map(([code, cors, more, to]) => ({ status: code, headers: [...cors, ...more], location: to })),
    },
  )

const actualStatuses: Weighted<number> = [
  [20, 200],
  [2, 201],
  [2, 204],
  [1, 206],
  [1, 304],
  [1, 300],
  [1, 401],
  [2, 404],
  [1, 416],
  [1, 421],
  [1, 500],
]
const preflightStatuses: Weighted<number> = [
  [16, 204],
  [16, 200],
  [1, 299],
  [1, 304],
  [1, 404],
  [1, 421],
]

/** `redirects` is the share of answers that redirect, in per cent. */
export const resource = (redirects: number): fc.Arbitrary<Resource> =>
  fc.record({
    origin: pick(origins),
    preflight: nonEmpty(
      fc.oneof(
        { weight: 20, arbitrary: answer(goodPreflight, preflightStatuses, 2) },
        { weight: 5, arbitrary: answer(nearlyGoodPreflight, preflightStatuses, 2) },
        { weight: 2, arbitrary: answer(openPreflight, preflightStatuses, 2) },
        {
          weight: 1,
          arbitrary: answer(
            fc.tuple(goodPreflight, messy).map((lists) => lists.flat()),
            preflightStatuses,
            2,
          ),
        },
        { weight: 2, arbitrary: answer(messy, preflightStatuses, 5) },
      ),
      2,
    ),
    actual: nonEmpty(
      fc.oneof(
        { weight: 24, arbitrary: answer(goodActual, actualStatuses, redirects) },
        { weight: 3, arbitrary: answer(openActual, actualStatuses, redirects) },
        { weight: 3, arbitrary: answer(messy, actualStatuses, redirects) },
      ),
      2,
    ),
  })

/** One that allows what was asked for, or more, or some of it, for not very long. */
export const partialPreflight: fc.Arbitrary<AnswerPlan> = fc
  .tuple(
    of(
      'access-control-allow-methods',
      '{acrm}',
      'PUT',
      'PUT, DELETE',
      'DELETE',
      '*, {acrm}',
      '{acrm}, *',
      '{acrm}, *',
      '*',
      'PUT, PUT',
    ),
    of(
      'access-control-allow-headers',
      '{acrh}',
      '{acrh}',
      '{acrh}',
      'X-Custom, X-Extra',
      '*, {acrh}',
      '{acrh}, *',
      '*',
      'x-extra, {acrh}',
      'authorization, x-custom',
    ),
    of('access-control-max-age', '0', '1', '2', '3', '10', '10', '20'),
  )
  .map((lists) => ({
    status: 204,
    headers: [
      ['access-control-allow-origin', '{origin}'],
      ['access-control-allow-credentials', 'true'],
      ...lists,
    ],
    location: null,
  }))
