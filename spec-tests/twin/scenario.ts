import * as fc from 'fast-check'
import type { CredentialsMode, ReferrerPolicy } from '../../src/fetch/request'
import { type AnswerPlan, type LocationPlan, type Resource, resourceURL } from './scenario-server'
import type { Pair, TwinBody, TwinClient, TwinRequest } from './twin-request'

/** Where a request goes. */
export interface Target {
  readonly resource: number
  readonly form: 'plain' | 'userinfo' | 'fragment' | 'query' | 'raw'
  /** For `raw`. */
  readonly raw: string
}

/** What several steps of a scenario may send. */
export interface RequestPlan {
  readonly target: Target
  readonly request: Omit<TwinRequest, 'url' | 'client' | 'origin' | 'body'>
  readonly body: TwinBody | null
}

export interface Step {
  readonly afterMilliseconds: number
  readonly plan: number
  readonly client: number
  /** Instead of the plan's, of a CORS request: what the cache has then covers the request in part. */
  readonly credentialsMode: CredentialsMode | null
  readonly method: string | null
  /** Besides the plan's. */
  readonly extraHeader: Pair | null
  readonly fragment: boolean
}

/** What one browser does, and the servers it meets. Plain data. */
export interface Scenario {
  readonly clients: readonly [TwinClient, ...TwinClient[]]
  readonly resources: readonly [Resource, ...Resource[]]
  readonly plans: readonly [RequestPlan, ...RequestPlan[]]
  readonly steps: readonly Step[]
}

type Weighted<T> = readonly (readonly [number, T])[]

const pick = <T>(options: Weighted<T>): fc.Arbitrary<T> =>
  fc.oneof(
    { withCrossShrink: true },
    ...options.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  )

const nonEmpty = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<readonly [T, ...T[]]> =>
  fc.array(arbitrary, { minLength: 1, maxLength }) as fc.Arbitrary<unknown> as fc.Arbitrary<
    readonly [T, ...T[]]
  >

// ── Clients ───────────────────────────────────────────────────────────────────

const policies: Weighted<ReferrerPolicy> = [
  [6, 'strict-origin-when-cross-origin'],
  [1, 'no-referrer'],
  [1, 'no-referrer-when-downgrade'],
  [1, 'same-origin'],
  [1, 'origin'],
  [1, 'strict-origin'],
  [1, 'origin-when-cross-origin'],
  [1, 'unsafe-url'],
]

type Place = Pick<TwinClient, 'origin' | 'topLevelOrigin' | 'creationURL' | 'hasTrustworthyAncestor'>
const place = (origin: string, path: string): Place => ({
  origin,
  topLevelOrigin: origin,
  creationURL: origin + path,
  hasTrustworthyAncestor: false,
})

const places: Weighted<Place> = [
  [10, place('https://app.example.com', '/page?q=1')],
  [4, place('http://localhost:3000', '/dev')],
  [2, place('https://other.org', '/')],
  [3, place('http://plain.example.com', '/page')],
  // A frame of another site under app, one without an origin, and an insecure one under a secure page.
  [
    2,
    {
      ...place('https://other.org', '/frame'),
      topLevelOrigin: 'https://app.example.com',
      hasTrustworthyAncestor: true,
    },
  ],
  [2, { ...place('https://app.example.com', '/sandboxed'), origin: 7, hasTrustworthyAncestor: true }],
  [1, { origin: 7, topLevelOrigin: 7, creationURL: 'data:text/html,x', hasTrustworthyAncestor: false }],
  [
    1,
    {
      ...place('http://plain.example.com', '/frame'),
      topLevelOrigin: 'https://app.example.com',
      hasTrustworthyAncestor: true,
    },
  ],
]

const client: fc.Arbitrary<TwinClient> = fc
  .record({
    place: pick(places),
    isDocument: pick<boolean>([
      [6, true],
      [1, false],
    ]),
    referrerPolicy: pick(policies),
    embedderPolicy: pick<TwinClient['embedderPolicy']>([
      [4, 'unsafe-none'],
      [1, 'require-corp'],
      [1, 'credentialless'],
    ]),
  })
  .map(({ place: at, ...rest }) => ({ ...at, ...rest }))

// ── Servers ───────────────────────────────────────────────────────────────────

const origins: Weighted<string> = [
  [14, 'https://api.example.com'],
  [5, 'https://app.example.com'],
  [7, 'https://other.org'],
  [2, 'http://localhost:3000'],
  [4, 'http://localhost:4000'],
  [1, 'http://127.0.0.1:4000'],
  [2, 'http://plain.example.com'],
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

const maybe = (chance: number, headers: fc.Arbitrary<Pair>): fc.Arbitrary<readonly Pair[]> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - chance, arbitrary: fc.constant([]) },
    { weight: chance, arbitrary: headers.map((h) => [h]) },
  )
const of = (name: string, ...values: string[]): fc.Arbitrary<Pair> =>
  fc.constantFrom(...values).map((value) => [name, value] as const)
const all = (...parts: fc.Arbitrary<readonly Pair[]>[]): fc.Arbitrary<readonly Pair[]> =>
  fc.tuple(...parts).map((lists) => lists.flat())

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
const resource = (redirects: number): fc.Arbitrary<Resource> =>
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

// ── Requests ──────────────────────────────────────────────────────────────────

const long = 'a'.repeat(120)
const authorHeader: fc.Arbitrary<Pair> = fc.oneof(
  { weight: 4, arbitrary: of('X-Custom', '1', 'x'.repeat(200)) },
  {
    weight: 4,
    arbitrary: of(
      'Content-Type',
      'application/json',
      'text/plain',
      'TEXT/plain;charset=x',
      'text/plain;"x"',
      'multipart/form-data; boundary=x',
      'text',
      '',
    ),
  },
  { weight: 3, arbitrary: of('Authorization', 'Bearer x') },
  { weight: 1, arbitrary: of('accept', 'application/json', 'text/(x)', '"*"') },
  { weight: 1, arbitrary: of('Accept-Language', 'de, en;q=0.5', 'de_DE', long) },
  { weight: 1, arbitrary: of('Content-Language', 'de', 'd/e') },
  {
    weight: 1,
    arbitrary: of('Range', 'bytes=0-', 'bytes=0-5', 'bytes=-5', 'bytes=5-0', 'bytes = 0-', 'bytes=00-07'),
  },
  { weight: 1, arbitrary: of('Cache-Control', 'no-cache') },
  { weight: 1, arbitrary: of('Pragma', 'x') },
  { weight: 1, arbitrary: of('If-None-Match', '"x"') },
  { weight: 1, arbitrary: of('x-zebra', '') },
)
const manyLong = fc
  .integer({ min: 7, max: 9 })
  .map((n) => Array.from({ length: n }, () => ['Accept-Language', long] as Pair))
const safeHeaders = fc.array(of('Accept-Language', 'de', 'en'), { maxLength: 1 })
const authorHeaders = fc.oneof(
  { weight: 20, arbitrary: fc.array(authorHeader, { maxLength: 4 }) },
  { weight: 1, arbitrary: manyLong },
)

type Part = Omit<RequestPlan['request'], 'referrer' | 'referrerPolicy'>

const cors: fc.Arbitrary<Part> = fc.record({
  method: pick<string>([
    [4, 'GET'],
    [4, 'POST'],
    [6, 'PUT'],
    [4, 'DELETE'],
    [2, 'PATCH'],
    [1, 'patch'],
    [1, 'HEAD'],
    [1, 'OPTIONS'],
    [1, 'CHICKEN'],
  ]),
  headers: authorHeaders,
  mode: pick<'cors' | 'same-origin'>([
    [30, 'cors'],
    [1, 'same-origin'],
  ]),
  credentialsMode: pick<CredentialsMode>([
    [4, 'same-origin'],
    [4, 'include'],
    [1, 'omit'],
  ]),
  redirectMode: pick<TwinRequest['redirectMode']>([
    [14, 'follow'],
    [1, 'error'],
    [1, 'manual'],
  ]),
  cacheMode: pick<TwinRequest['cacheMode']>([
    [12, 'default'],
    [1, 'no-store'],
    [1, 'reload'],
    [1, 'no-cache'],
    [1, 'force-cache'],
  ]),
  destination: pick<TwinRequest['destination']>([
    [14, ''],
    [1, 'script'],
    [1, 'style'],
    [1, 'font'],
    [1, 'image'],
    [1, 'json'],
    [1, 'worker'],
  ]),
  initiator: pick<TwinRequest['initiator']>([
    [20, ''],
    [1, 'prefetch'],
    [1, 'imageset'],
  ]),
  userActivation: fc.constant(false),
  userInitiated: fc.constant(false),
  useCORSPreflight: pick<boolean>([
    [7, false],
    [1, true],
  ]),
  unsafeRequest: pick<boolean>([
    [9, true],
    [1, false],
  ]),
})

const noCORS: fc.Arbitrary<Part> = fc.record({
  method: pick<string>([
    [6, 'GET'],
    [1, 'POST'],
    [1, 'HEAD'],
  ]),
  headers: safeHeaders,
  mode: fc.constant('no-cors' as const),
  credentialsMode: pick<CredentialsMode>([
    [3, 'include'],
    [1, 'same-origin'],
    [1, 'omit'],
  ]),
  redirectMode: pick<TwinRequest['redirectMode']>([
    [12, 'follow'],
    [1, 'error'],
    [1, 'manual'],
  ]),
  cacheMode: pick<TwinRequest['cacheMode']>([
    [8, 'default'],
    [1, 'no-cache'],
  ]),
  destination: pick<TwinRequest['destination']>([
    [4, 'image'],
    [3, 'script'],
    [2, 'style'],
    [1, 'audio'],
    [1, 'video'],
    [1, ''],
    [1, 'object'],
  ]),
  initiator: pick<TwinRequest['initiator']>([
    [4, ''],
    [1, 'imageset'],
    [1, 'prefetch'],
  ]),
  userActivation: fc.boolean(),
  userInitiated: fc.constant(false),
  useCORSPreflight: fc.constant(false),
  unsafeRequest: fc.constant(false),
})

const navigate: fc.Arbitrary<Part> = fc.record({
  method: pick<string>([
    [3, 'GET'],
    [1, 'POST'],
  ]),
  headers: fc.constant<readonly Pair[]>([]),
  mode: fc.constant('navigate' as const),
  credentialsMode: fc.constant('include' as const),
  // What HTML's navigate algorithm says is "manual".
  redirectMode: pick<TwinRequest['redirectMode']>([
    [3, 'follow'],
    [1, 'manual'],
  ]),
  cacheMode: pick<TwinRequest['cacheMode']>([
    [4, 'default'],
    [1, 'no-cache'],
    [1, 'reload'],
  ]),
  destination: pick<TwinRequest['destination']>([
    [4, 'document'],
    [2, 'iframe'],
  ]),
  initiator: fc.constant('' as const),
  userActivation: fc.boolean(),
  userInitiated: pick<boolean>([
    [4, false],
    [1, true],
  ]),
  useCORSPreflight: fc.constant(false),
  unsafeRequest: fc.constant(false),
})

const onlyIfCached: fc.Arbitrary<Part> = noCORS.map((part) => ({
  ...part,
  mode: 'same-origin' as const,
  cacheMode: 'only-if-cached' as const,
}))

const target: fc.Arbitrary<Target> = fc.record({
  resource: pick<number>([
    [5, 0],
    [1, 1],
    [1, 2],
  ]),
  form: pick<Target['form']>([
    [22, 'plain'],
    [1, 'userinfo'],
    [2, 'fragment'],
    [1, 'query'],
    [1, 'raw'],
  ]),
  raw: fc.constantFrom(
    'data:text/plain,x',
    'data:,x#f',
    'data:text/html;charset="u\\"x";charset=y;A=b,x',
    'data:;base64,%65A',
    'data:;base64,!',
    'data:text/css;base64 ,eA',
    'data:nothing',
    'ftp://other.org/x',
  ),
})

const plan: fc.Arbitrary<RequestPlan> = fc
  .record({
    target,
    part: fc.oneof(
      { weight: 20, arbitrary: cors },
      { weight: 4, arbitrary: noCORS },
      { weight: 3, arbitrary: navigate },
      { weight: 1, arbitrary: onlyIfCached },
    ),
    referrer: pick<string>([
      [8, 'client'],
      [1, 'no-referrer'],
      [1, 'https://app.example.com/other?x#y'],
      [1, 'http://user:pass@plain.example.com/other'],
    ]),
    referrerPolicy: pick<ReferrerPolicy>([[12, ''], ...policies]),
    body: pick<TwinBody | null>([
      [3, { bytes: 'a=1', stream: false }],
      [1, { bytes: '', stream: false }],
      [1, { bytes: 'chunks', stream: true }],
      [2, null],
    ]),
  })
  .map(({ target: to, part, referrer, referrerPolicy, body }) => ({
    target: to,
    request: {
      ...part,
      referrer,
      referrerPolicy,
      // Whoever sends a stream has set the flag.
      useCORSPreflight: part.useCORSPreflight || (mayHaveBody(part) && body?.stream === true),
    },
    body: mayHaveBody(part) ? body : null,
  }))

const mayHaveBody = (part: Part): boolean => part.method !== 'GET' && part.method !== 'HEAD'

const step: fc.Arbitrary<Step> = fc.record({
  afterMilliseconds: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 0, 500, 1000, 2000, 3000, 4999, 5000, 5001, 10_000, 20_000) },
    { weight: 1, arbitrary: fc.nat(20_000) },
  ),
  plan: pick<number>([
    [6, 0],
    [2, 1],
    [1, 2],
  ]),
  client: pick<number>([
    [8, 0],
    [1, 1],
  ]),
  credentialsMode: pick<CredentialsMode | null>([
    [6, null],
    [1, 'include'],
    [1, 'same-origin'],
  ]),
  method: pick<string | null>([
    [8, null],
    [1, 'PUT'],
    [1, 'DELETE'],
    [1, 'PATCH'],
  ]),
  extraHeader: pick<Pair | null>([
    [7, null],
    [1, ['X-Custom', '2']],
    [1, ['X-Extra', '2']],
    [1, ['Authorization', '2']],
  ]),
  fragment: pick<boolean>([
    [9, false],
    [1, true],
  ]),
})

/** One to five requests of one browser, minutes or milliseconds apart, against servers that are mostly right. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  clients: nonEmpty(client, 2),
  // Chains lead on to the last one, and mostly end there.
  resources: fc
    .tuple(nonEmpty(resource(70), 4), resource(10))
    .map(([first, end]): readonly [Resource, ...Resource[]] => [...first, end]),
  plans: nonEmpty(plan, 3),
  steps: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
    { weight: 2, arbitrary: fc.array(step, { minLength: 3, maxLength: 5 }) },
  ),
})

/** The request that a step of a scenario makes. */
export function requestOf(scenario: Scenario, at: Step): TwinRequest {
  const planned = scenario.plans[at.plan % scenario.plans.length] ?? scenario.plans[0]
  const by = scenario.clients[at.client % scenario.clients.length] ?? scenario.clients[0]
  const { form, raw, resource: index } = planned.target
  const plain = resourceURL(scenario.resources, index)
  let url = plain.href
  if (form === 'userinfo') url = `${plain.protocol}//user:pass@${plain.host}${plain.pathname}`
  if (form === 'fragment') url = `${plain.href}#here`
  if (form === 'query') url = `${plain.href}?q`
  if (form === 'raw') url = raw
  if (at.fragment && !url.includes('#')) url += '#again'
  const { request } = planned
  // A navigation includes credentials, always; and a no-cors request has no method or header that is not safe.
  const changed =
    request.mode === 'cors' || request.mode === 'same-origin'
      ? {
          method: at.method ?? request.method,
          credentialsMode: at.credentialsMode ?? request.credentialsMode,
          headers: at.extraHeader === null ? request.headers : [...request.headers, at.extraHeader],
        }
      : {}
  return { ...request, ...changed, url, body: planned.body, client: by, origin: by.origin }
}
