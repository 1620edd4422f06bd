import fc from 'fast-check'
import type { FetchStep, HeaderLine, ServerAnswer } from '../scenario'
import { type Ask, anyAsk, askedOf, fetchAsk, xhrAsk } from './asks'
import { mixed, sometimes, weighted } from './choose'
import {
  credentialsLines,
  exposeLines,
  headersLines,
  kindCredentials,
  kindHeaders,
  kindMethods,
  kindOrigin,
  type Lines,
  maxAgeLines,
  methodsLines,
  originLines,
  shownHeaders,
} from './cors-headers'
import { actual, answer, type PieceMaker, piece, preflight } from './piece'
import { safelistHeader, safelistLimits } from './request-headers'
import { foreignTarget, originOfTarget, type Target, targetArbitrary } from './targets'

/** How a server answers preflights and the requests themselves. */
export interface Manners {
  readonly origin: Lines
  readonly credentials: Lines
  readonly methods: Lines
  readonly headers: Lines
  readonly expose: Lines
  readonly maxAge: readonly HeaderLine[]
}

const none: fc.Arbitrary<Lines> = fc.constant(() => [])
const noMaxAge: fc.Arbitrary<readonly HeaderLine[]> = fc.constant([])

/** A server that means to allow what is asked. */
export const kindManners: fc.Arbitrary<Manners> = fc.record({
  origin: kindOrigin,
  credentials: fc.constant(kindCredentials),
  methods: kindMethods,
  headers: kindHeaders,
  expose: exposeLines,
  maxAge: noMaxAge,
})

/** A server that gets its own answers right or wrong, but never its preflights. */
export const oddAnswers: fc.Arbitrary<Manners> = fc.record({
  origin: originLines,
  credentials: credentialsLines,
  methods: kindMethods,
  headers: kindHeaders,
  expose: exposeLines,
  maxAge: noMaxAge,
})

/** A server whose preflight answers are odd in one or several ways. */
export const oddPreflights: fc.Arbitrary<Manners> = fc.record({
  origin: mixed([9, kindOrigin], [1, originLines]),
  credentials: mixed([9, fc.constant(kindCredentials)], [1, credentialsLines]),
  methods: mixed([1, kindMethods], [1, methodsLines]),
  headers: mixed([1, kindHeaders], [1, headersLines]),
  expose: none,
  maxAge: mixed([3, noMaxAge], [1, maxAgeLines]),
})

/** The headers of an answer to a preflight. */
export function preflightHeaders(manners: Manners, ask: Ask, origin: string): readonly HeaderLine[] {
  const asked = askedOf(ask, origin)
  return [
    ...manners.origin(asked),
    ...manners.credentials(asked),
    ...manners.methods(asked),
    ...manners.headers(asked),
    ...manners.maxAge,
  ]
}

/** The CORS headers of an answer to the request itself. */
export function answerHeaders(manners: Manners, ask: Ask, origin: string): readonly HeaderLine[] {
  const asked = askedOf(ask, origin)
  return [...manners.origin(asked), ...manners.credentials(asked), ...manners.expose(asked)]
}

/** What fits the kind of request. */
export function contentFor(ask: Ask): { readonly headers: readonly HeaderLine[]; readonly body: string } {
  switch (ask.wants) {
    case 'script':
      return { headers: [['Content-Type', 'text/javascript']], body: '0' }
    case 'style':
      return { headers: [['Content-Type', 'text/css']], body: 'i{}' }
    case 'events':
      return { headers: [['Content-Type', 'text/event-stream']], body: 'data: x\n\n' }
    case 'html':
      return { headers: [['Content-Type', 'text/html']], body: '<!doctype html>' }
    case null:
      return { headers: shownHeaders, body: 'ok' }
  }
}

export const preflightStatus: fc.Arbitrary<number> = weighted(
  [40, 204],
  [30, 200],
  ...[201, 206, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 500, 503].map(
    (status): readonly [number, number] => [2, status],
  ),
)

const answerStatus: fc.Arbitrary<number> = weighted(
  [80, 200],
  [4, 404],
  [4, 500],
  [3, 204],
  [3, 201],
  [1, 401],
  [1, 403],
  [1, 205],
  [1, 299],
  [1, 300],
  [1, 400],
)

interface ExchangeChoices {
  readonly ask: Ask
  readonly target: Target
  readonly manners: Manners
  readonly preflightStatus: number
  readonly status: number
  /** Whether the other party breaks the connection: at the preflight, or at the request. */
  readonly fails: 'preflight' | 'answer' | null
  readonly setCookie: string | null
}

function exchangePiece(choices: ExchangeChoices): PieceMaker {
  const { ask, target, manners, status, fails, setCookie } = choices
  return (world, path) => {
    const url = `${originOfTarget(world.url, target)}${path}`
    const content = contentFor(ask)
    const location: readonly HeaderLine[] =
      choices.preflightStatus >= 300 && choices.preflightStatus < 400 ? [['Location', `${path}/on`]] : []
    const cookies: readonly HeaderLine[] = setCookie === null ? [] : [['Set-Cookie', setCookie]]
    const first: ServerAnswer =
      fails === 'preflight'
        ? { kind: 'close' }
        : answer(choices.preflightStatus, [...preflightHeaders(manners, ask, world.origin), ...location], '')
    const second: ServerAnswer =
      fails === 'answer'
        ? { kind: 'close' }
        : answer(
            status,
            [...answerHeaders(manners, ask, world.origin), ...content.headers, ...cookies],
            content.body,
          )
    return piece([ask.step(world, url)], [preflight(url, first), actual(url, second)])
  }
}

function exchange(options: {
  readonly ask: fc.Arbitrary<Ask>
  readonly target?: fc.Arbitrary<Target>
  readonly manners: fc.Arbitrary<Manners>
  readonly preflightStatus?: fc.Arbitrary<number>
}): fc.Arbitrary<PieceMaker> {
  return fc
    .record({
      ask: options.ask,
      target: options.target ?? targetArbitrary,
      manners: options.manners,
      preflightStatus: options.preflightStatus ?? weighted([8, 204], [2, 200]),
      status: answerStatus,
      fails: weighted<ExchangeChoices['fails']>([96, null], [2, 'preflight'], [2, 'answer']),
      setCookie: sometimes(
        3,
        fc.constantFrom('k=1; Path=/', 'k=2; SameSite=None; Secure', 'k=3; SameSite=Strict'),
      ),
    })
    .map(exchangePiece)
}

/** Whether answers allow what they should: `Access-Control-Allow-Origin` and its friends in every form. */
export const corsCheckPieces: fc.Arbitrary<PieceMaker> = exchange({
  ask: mixed(
    [3, anyAsk],
    [
      3,
      fetchAsk({
        headers: fc.constant([]),
        method: fc.constantFrom('GET', 'POST'),
        mode: fc.constant(null),
        credentials: weighted<FetchStep['credentials']>([2, null], [5, 'include']),
      }),
    ],
  ),
  target: foreignTarget,
  manners: oddAnswers,
})

/** What preflights may answer. */
export const preflightPieces: fc.Arbitrary<PieceMaker> = exchange({
  ask: mixed([5, fetchAsk({ mode: fc.constant(null) })], [1, xhrAsk]),
  target: foreignTarget,
  manners: oddPreflights,
  preflightStatus,
})

/** Which requests need one: headers at the limits of the safelist. */
export const safelistPieces: fc.Arbitrary<PieceMaker> = exchange({
  ask: fetchAsk({
    method: weighted([3, 'GET'], [2, 'POST']),
    headers: mixed<readonly HeaderLine[]>(
      [5, fc.array(safelistHeader, { minLength: 1, maxLength: 2 })],
      [2, safelistLimits],
      [
        1,
        fc.constantFrom<(readonly HeaderLine[])[]>([
          ['X-Zed', '1'],
          ['x-zed', '2'],
          ['X-A', ''],
        ]),
      ],
    ),
    mode: weighted([9, null], [1, 'no-cors']),
  }),
  target: foreignTarget,
  manners: kindManners,
})

/** Every method in every case. */
export const methodPieces: fc.Arbitrary<PieceMaker> = exchange({
  ask: fetchAsk({ headers: fc.constant([]) }),
  manners: fc.record({
    origin: kindOrigin,
    credentials: fc.constant(kindCredentials),
    methods: mixed([2, kindMethods], [1, methodsLines]),
    headers: kindHeaders,
    expose: none,
    maxAge: noMaxAge,
  }),
})

/** Anything, to servers that mean well. */
export const plainPieces: fc.Arbitrary<PieceMaker> = exchange({ ask: anyAsk, manners: kindManners })

export const xhrPieces: fc.Arbitrary<PieceMaker> = exchange({
  ask: xhrAsk,
  manners: mixed([3, kindManners], [1, oddAnswers]),
})
