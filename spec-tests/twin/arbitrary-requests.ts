import * as fc from 'fast-check'
import type { CredentialsMode, ReferrerPolicy } from '../../src/fetch/request'
import { of, pick, type Weighted } from './arbitrary-parts'
import type { RequestPlan, Step, Target } from './scenario'
import type { Pair, TwinBody, TwinClient, TwinRequest } from './twin-request'

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

export const client: fc.Arbitrary<TwinClient> = fc
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
    [30, 'plain'],
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
    'about:blank',
    'about:blank?x',
    'file:///x',
    'wss://app.example.com/',
    'unknown:x',
  ),
})

export const plan: fc.Arbitrary<RequestPlan> = fc
  .record({
    target,
    part: fc.oneof(
      { weight: 20, arbitrary: cors },
      { weight: 4, arbitrary: noCORS },
      { weight: 3, arbitrary: navigate },
      { weight: 1, arbitrary: onlyIfCached },
    ),
    referrer: pick<string>([
      [16, 'client'],
      [2, 'no-referrer'],
      [2, 'https://app.example.com/other?x#y'],
      [1, 'http://user:pass@plain.example.com/other'],
      [1, `https://app.example.com/${'x'.repeat(4096)}`],
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

export const step: fc.Arbitrary<Step> = fc.record({
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
    [40, null],
    [1, 'PUT'],
    [1, 'DELETE'],
    [1, 'PATCH'],
  ]),
  extraHeader: pick<Pair | null>([
    [30, null],
    [1, ['X-Custom', '2']],
    [1, ['X-Extra', '2']],
    [1, ['Authorization', '2']],
  ]),
  fragment: pick<boolean>([
    [9, false],
    [1, true],
  ]),
})
