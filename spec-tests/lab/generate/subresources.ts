import fc from 'fast-check'
import type { FetchStep, HeaderLine, ServerRule, Step } from '../scenario'
import { type Ask, anyAsk, elementAsk, eventSourceAsk, fetchAsk, iframeAsk } from './asks'
import { mixed, mostly, sometimes, weighted } from './choose'
import { kindOrigin } from './cors-headers'
import { answerHeaders, contentFor, kindManners, type Manners, preflightHeaders } from './exchanges'
import { actual, answer, fetchStep, type PieceMaker, piece, preflight } from './piece'
import { foreignTarget, originOfTarget, type Target, targetArbitrary, targetOf } from './targets'
import { referrerPolicyValues, type World, worldOf } from './world'

interface Resource {
  readonly ask: Ask
  readonly target: Target
  readonly headers: readonly HeaderLine[]
  /** Null for what fits the request. */
  readonly type: string | null
  readonly status: number
  readonly manners: Manners
  /** At which paths of the same server it redirects before; 0 for not at all. */
  readonly redirects: number
}

function resourcePiece({ ask, target, headers, type, status, manners, redirects }: Resource): PieceMaker {
  return (world, path) => {
    const url = `${originOfTarget(world.url, target)}${path}`
    const content = contentFor(ask)
    const types: readonly HeaderLine[] = type === null ? content.headers : [['Content-Type', type]]
    const cors = answerHeaders(manners, ask, world.origin)
    const server: ServerRule[] = [
      preflight(url, answer(204, preflightHeaders(manners, ask, world.origin), '')),
    ]
    const last = redirects === 0 ? url : `${url}/on`
    if (redirects > 0) server.push(actual(url, answer(302, [...cors, ...headers, ['Location', last]], '')))
    server.push(actual(last, answer(status, [...cors, ...headers, ...types], content.body)))
    return piece([ask.step(world, url)], server)
  }
}

const nosniff = fc.constantFrom<HeaderLine[]>(
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Content-Type-Options', 'NoSniff'],
  ['X-Content-Type-Options', ' nosniff, x'],
  ['X-Content-Type-Options', 'x, nosniff'],
  ['X-Content-Type-Options', '"nosniff"'],
  ['X-Content-Type-Options', ''],
)

const mimeType = mixed(
  [2, fc.constantFrom('text/javascript', 'text/css')],
  [
    7,
    fc.constantFrom(
      ...[
        'application/javascript',
        'text/plain',
        'application/json',
        'image/png',
        'text/html',
        'text/csv',
        '',
      ],
      ...['audio/mpeg', 'video/mp4', 'TEXT/JAVASCRIPT', 'text/css;charset=utf-8', 'application/octet-stream'],
      ...['text/xml', 'bogus', 'text/javascript; x', 'image/svg+xml', 'text/ecmascript', 'font/woff'],
    ),
  ],
)

/** What a response may be used for, by its MIME type. */
export const mimePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: elementAsk(
      weighted<'script' | 'style' | 'img' | 'module'>([5, 'script'], [4, 'style'], [1, 'img'], [1, 'module']),
    ),
    target: targetArbitrary,
    headers: mixed<readonly HeaderLine[]>([1, nosniff.map((line) => [line])], [1, fc.constant([])]),
    type: mimeType,
    status: mostly(90, 200, 404, 500, 204),
    manners: kindManners,
    redirects: mostly(90, 0, 1),
  })
  .map(resourcePiece)

const corpLine = fc
  .constantFrom(
    ...['same-origin', 'same-site', 'cross-origin', 'Same-Origin', 'bogus', '', 'same-origin, same-site'],
    ...[' same-site ', 'same-origin', 'same-site', 'same-origin;'],
  )
  .map((value): readonly HeaderLine[] => [['Cross-Origin-Resource-Policy', value]])

const corpAsk = mixed(
  [
    5,
    fetchAsk({
      mode: weighted<FetchStep['mode']>([5, 'no-cors'], [1, null]),
      method: fc.constantFrom('GET', 'POST'),
    }),
  ],
  [5, elementAsk()],
  [1, iframeAsk],
)

/** Who may embed a response. */
export const corpPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: corpAsk,
    target: foreignTarget,
    headers: mixed<readonly HeaderLine[]>([6, corpLine], [3, fc.constant([])]),
    type: fc.constant(null),
    status: fc.constant(200),
    manners: kindManners,
    redirects: mostly(80, 0, 1),
  })
  .map(resourcePiece)

/** Half of the pages want to be asked before they embed anything. */
export const corpWorld: fc.Arbitrary<World> = worldOf({
  headers: mixed<readonly HeaderLine[]>(
    [5, fc.constant([])],
    [4, fc.constant([['Cross-Origin-Embedder-Policy', 'require-corp']])],
    [3, fc.constant([['Cross-Origin-Embedder-Policy', 'credentialless']])],
    [
      1,
      fc
        .constantFrom('Require-Corp', 'bogus', 'require-corp; report-to="x"', 'unsafe-none', '')
        .map((value): readonly HeaderLine[] => [['Cross-Origin-Embedder-Policy', value]]),
    ],
  ),
})

/** Elements of every kind, with and without CORS. */
export const elementPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: elementAsk(),
    target: targetOf([5, 'same-origin'], [4, 'same-site'], [5, 'cross-site'], [1, 'other-port']),
    headers: fc.constant([]),
    type: fc.constant(null),
    status: mostly(92, 200, 404, 500),
    manners: mixed<Manners>(
      [4, kindManners],
      [1, fc.tuple(kindManners, kindOrigin).map(([manners]) => ({ ...manners, origin: () => [] }))],
    ),
    redirects: mostly(85, 0, 1),
  })
  .map(resourcePiece)

const partial: readonly HeaderLine[] = [
  ['Content-Range', 'bytes 0-1/9'],
  ['Content-Type', 'text/plain'],
]

/** Parts of responses, asked for or not. */
export const rangePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: mixed(
      [3, fetchAsk({ mode: fc.constant('no-cors'), method: fc.constant('GET') })],
      [
        3,
        fetchAsk({
          mode: weighted<FetchStep['mode']>([2, null], [1, 'no-cors']),
          method: fc.constant('GET'),
          headers: fc.constantFrom<(readonly HeaderLine[])[]>(
            [['Range', 'bytes=0-1']],
            [['Range', 'bytes=1-']],
          ),
        }),
      ],
      [2, elementAsk()],
    ),
    target: foreignTarget,
    headers: fc.constantFrom<(readonly HeaderLine[])[]>(partial, partial, []),
    type: fc.constant(null),
    status: mostly(80, 206, 200, 416),
    manners: kindManners,
    redirects: mostly(85, 0, 1),
  })
  .map(resourcePiece)

const insecureOrigins = [
  ...['http://api.example.com', 'http://cdn.third.net', 'http://localhost', 'http://127.0.0.1:8000'],
  ...['http://[::1]:8080', 'http://foo.localhost', 'http://127.0.0.2', 'http://intranet'],
]

/** What secure pages may load from insecure places, and what they upgrade. */
export const mixedContentPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: mixed([5, anyAsk], [4, elementAsk(fc.constant('img'))]),
    origin: fc.constantFrom(...insecureOrigins),
    manners: kindManners,
    hop: mostly<'redirected' | null>(75, null, 'redirected'),
    start: foreignTarget,
  })
  .map(
    ({ ask, origin, manners, hop, start }): PieceMaker =>
      (world, path) => {
        const insecure = `${origin}${path}`
        const first = hop === null ? insecure : `${originOfTarget(world.url, start)}${path}/to`
        const cors = answerHeaders(manners, ask, world.origin)
        const allowed = answer(204, preflightHeaders(manners, ask, world.origin), '')
        const content = contentFor(ask)
        const served = answer(200, [...cors, ...content.headers], content.body)
        const server = [insecure, insecure.replace('http:', 'https:')]
          .filter((url) => url !== first)
          .flatMap((url) => [preflight(url, allowed), actual(url, served)])
        if (hop === null) server.push(preflight(insecure, allowed), actual(insecure, served))
        else
          server.push(
            preflight(first, allowed),
            actual(first, answer(302, [...cors, ['Location', insecure]], '')),
          )
        return piece([ask.step(world, first)], server)
      },
  )

/** Pages to which plain http is insecure, and those that are not sure. */
export const mixedContentWorld: fc.Arbitrary<World> = worldOf({
  url: weighted(
    [8, 'https://app.example.com/'],
    [2, 'http://localhost:3000/'],
    [1, 'http://127.0.0.1:8000/'],
    [1, 'https://localhost:8443/'],
    [1, 'http://app.example.com/'],
  ),
})

/** Who a request says it comes from. */
export const referrerPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    policy: sometimes(70, fc.constantFrom(...referrerPolicyValues, '')),
    referrer: sometimes(
      55,
      fc.constantFrom(
        '',
        'about:client',
        '/other',
        '?q=1#f',
        'https://other.org/x',
        'data:,',
        'https://[bad',
        'long',
      ),
    ),
    method: fc.constantFrom('GET', 'POST', 'POST', 'PUT'),
    mode: weighted<FetchStep['mode']>([3, null], [2, 'no-cors']),
    target: targetArbitrary,
    manners: kindManners,
    onward: sometimes(30, targetArbitrary),
    answerPolicy: sometimes(30, fc.constantFrom(...referrerPolicyValues, 'bogus', 'no-referrer, unsafe-url')),
  })
  .map(
    (choices): PieceMaker =>
      (world, path) => {
        const { policy, method, mode, target, manners, onward, answerPolicy } = choices
        const referrer = choices.referrer === 'long' ? `/${'x'.repeat(4096)}` : choices.referrer
        const init = { method, mode, referrer, referrerPolicy: policy }
        const step = (url: string): Step => fetchStep(world, url, init)
        const ask: Ask = {
          step: (_world, url) => step(url),
          method,
          names: [],
          credentials: false,
          wants: null,
        }
        const url = `${originOfTarget(world.url, target)}${path}`
        const next = onward === null ? url : `${originOfTarget(new URL(url).origin, onward)}${path}/on`
        const allowed = answer(204, preflightHeaders(manners, ask, world.origin), '')
        const cors = answerHeaders(manners, ask, world.origin)
        const policyLine: readonly HeaderLine[] =
          answerPolicy === null ? [] : [['Referrer-Policy', answerPolicy]]
        const server: ServerRule[] = [preflight(url, allowed)]
        if (onward !== null) {
          server.push(actual(url, answer(307, [...cors, ...policyLine, ['Location', next]], '')))
          server.push(
            preflight(
              next,
              answer(
                204,
                [
                  ['Access-Control-Allow-Methods', method],
                  ['Access-Control-Allow-Origin', '*'],
                ],
                '',
              ),
            ),
          )
          server.push(actual(next, answer(200, [['Access-Control-Allow-Origin', '*']])))
        } else server.push(actual(url, answer(200, [...cors, ...policyLine])))
        return piece([step(url)], server)
      },
  )

export const referrerWorld: fc.Arbitrary<World> = worldOf({ policies: 60, frames: 25 })

/** Requests from documents that have no origin to speak of. */
export const framedPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: mixed([8, anyAsk], [1, eventSourceAsk]),
    target: targetArbitrary,
    headers: fc.constant([]),
    type: fc.constant(null),
    status: fc.constant(200),
    manners: kindManners,
    redirects: mostly(75, 0, 1),
  })
  .map(resourcePiece)

export const framedWorld: fc.Arbitrary<World> = worldOf({ frames: 100, policies: 10 })
