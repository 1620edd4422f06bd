import fc from 'fast-check'
import type { FetchStep, HeaderLine, ServerAnswer, Step } from '../scenario'
import { askedNames, methodOnTheWire } from './asks'
import { mixed, mostly, sometimes, weighted } from './choose'
import { maxAgeLines } from './cors-headers'
import { actual, answer, fetchStep, type Piece, type PieceMaker, piece, preflight } from './piece'
import { foreignTarget, originOfTarget, type Target } from './targets'
import type { World } from './world'

/** One of several requests for one URL. */
interface Turn {
  readonly method: string
  readonly headers: readonly HeaderLine[]
  readonly credentials: FetchStep['credentials']
  readonly cache: FetchStep['cache']
  readonly fragment: '' | '#a' | '#b'
  readonly before: 'wait' | 'reload' | 'failing' | 'parallel' | null
}

/** Which methods and headers a preflight answer lists: those of this turn, those of all, or something else. */
interface Listing {
  readonly methods: 'all' | 'own' | 'star' | 'none'
  readonly headers: 'all' | 'own' | 'star' | 'none'
  readonly maxAge: readonly HeaderLine[]
  readonly status: number
  readonly allowed: boolean
}

const methods: fc.Arbitrary<string> = weighted(
  [6, 'PUT'],
  [4, 'DELETE'],
  [2, 'PATCH'],
  [2, 'GET'],
  [1, 'POST'],
  [1, 'patch'],
)

const headerLists: fc.Arbitrary<readonly HeaderLine[]> = weighted<readonly HeaderLine[]>(
  [6, []],
  [4, [['X-A', '1']]],
  [2, [['X-B', '1']]],
  [
    1,
    [
      ['X-A', '1'],
      ['X-B', '1'],
    ],
  ],
  [3, [['Authorization', 'x']]],
)

const turns: fc.Arbitrary<Turn> = fc.record({
  method: methods,
  headers: headerLists,
  credentials: weighted<Turn['credentials']>([6, null], [3, 'include'], [1, 'omit']),
  cache: mostly<Turn['cache']>(82, null, 'no-store', 'reload', 'no-cache', 'default', 'force-cache'),
  fragment: mostly<Turn['fragment']>(90, '', '#a', '#b'),
  before: mostly<Turn['before']>(88, null, 'reload', 'failing', 'parallel'),
})

const longLife: readonly HeaderLine[] = [['Access-Control-Max-Age', '600']]

const listings: fc.Arbitrary<Listing> = fc.record({
  methods: weighted<Listing['methods']>([5, 'all'], [4, 'own'], [4, 'star'], [1, 'none']),
  headers: weighted<Listing['headers']>([5, 'all'], [4, 'own'], [4, 'star'], [1, 'none']),
  maxAge: mixed([4, fc.constant(longLife)], [3, maxAgeLines]),
  status: mostly(90, 204, 200, 404, 302),
  allowed: mostly(92, true, false),
})

interface Course {
  readonly target: Target
  readonly turns: readonly Turn[]
  /** The n-th preflight gets the n-th; the last repeats. */
  readonly listings: readonly Listing[]
  /** How often in a row the same request comes at the beginning. */
  readonly repeatFirst: boolean
}

/** The preflight answer: the server cannot know how many come, so `own` means the turn of the same number. */
function preflightAnswer(world: World, course: Course, listing: Listing, number: number): ServerAnswer {
  const turn = course.turns[Math.min(number, course.turns.length - 1)]
  const ownMethod = turn === undefined ? [] : [methodOnTheWire(turn.method)]
  const ownNames = turn === undefined ? [] : askedNames(turn.headers)
  const all = course.turns.map(({ method }) => methodOnTheWire(method))
  const allNames = course.turns.flatMap(({ headers }) => askedNames(headers))
  const credentials = course.turns.some((one) => one.credentials === 'include')
  const lists = { all, own: ownMethod, star: ['*'], none: [] }
  const names = { all: allNames, own: ownNames, star: ['*'], none: [] }
  const lines: HeaderLine[] = listing.allowed ? [['Access-Control-Allow-Origin', world.origin]] : []
  if (credentials) lines.push(['Access-Control-Allow-Credentials', 'true'])
  const method = [...new Set(lists[listing.methods])].join(', ')
  const header = [...new Set(names[listing.headers])].join(', ')
  if (method !== '') lines.push(['Access-Control-Allow-Methods', method])
  if (header !== '') lines.push(['Access-Control-Allow-Headers', header])
  return answer(listing.status, [...lines, ...listing.maxAge], '')
}

function coursePiece(course: Course): PieceMaker {
  return (world, path): Piece => {
    const url = `${originOfTarget(world.url, course.target)}${path}`
    const steps: Step[] = []
    const answers: ServerAnswer[] = []
    const good = actualAnswer(world, true)
    const played = course.repeatFirst ? [...course.turns.slice(0, 1), ...course.turns] : course.turns
    for (const turn of played) {
      const step = turnStep(world, url, turn)
      // Reloading is for top-level pages without a frame: in others nobody would be there to go on.
      if (turn.before === 'reload' && world.frame === null) steps.push({ kind: 'reload', in: 'page' })
      if (turn.before === 'parallel') {
        steps.push({ kind: 'parallel', steps: [step, step] })
        answers.push(good)
      } else steps.push(step)
      answers.push(turn.before === 'failing' ? actualAnswer(world, false) : good)
    }
    // Of two preflights at once nobody knows which comes first, so that they have to get the same.
    const racing = course.turns.some(({ before }) => before === 'parallel')
    const given = racing ? course.listings.slice(0, 1) : course.listings
    const preflights = given.map((listing, i) =>
      preflightAnswer(world, course, racing ? { ...listing, methods: 'all', headers: 'all' } : listing, i),
    )
    return piece(steps, [preflight(url, ...preflights), actual(url, ...answers)])
  }
}

/** Never kept by the HTTP cache, which some cache modes would ask. */
function actualAnswer(world: World, allowed: boolean): ServerAnswer {
  const origin: readonly HeaderLine[] = allowed
    ? [
        ['Access-Control-Allow-Origin', world.origin],
        ['Access-Control-Allow-Credentials', 'true'],
      ]
    : []
  return answer(200, [...origin, ['Content-Type', 'text/plain'], ['Cache-Control', 'no-store']])
}

function turnStep(world: World, url: string, turn: Turn): FetchStep {
  const { method, headers, credentials, cache, fragment } = turn
  return fetchStep(world, `${url}${fragment}`, { method, headers, credentials, cache })
}

function courses(
  options: Partial<{ [Key in keyof Course]: fc.Arbitrary<Course[Key]> }>,
): fc.Arbitrary<PieceMaker> {
  return fc
    .record({
      target: options.target ?? foreignTarget,
      turns: options.turns ?? fc.array(turns, { minLength: 2, maxLength: 4 }),
      listings: options.listings ?? fc.array(listings, { minLength: 1, maxLength: 3 }),
      repeatFirst: options.repeatFirst ?? weighted([7, false], [3, true]),
    })
    .map(coursePiece)
}

/** A turn like any, but for these members. */
function turn(members: Partial<Turn>): Turn {
  return {
    method: 'PUT',
    headers: [],
    credentials: null,
    cache: null,
    fragment: '',
    before: null,
    ...members,
  }
}

function listing(members: Partial<Listing> = {}): Listing {
  return { methods: 'own', headers: 'own', maxAge: longLife, status: 204, allowed: true, ...members }
}

function course(turnList: readonly Turn[], ...listingList: readonly Listing[]): fc.Arbitrary<PieceMaker> {
  return courses({
    turns: fc.constant(turnList),
    listings: fc.constant(listingList.length === 0 ? [listing()] : listingList),
    repeatFirst: fc.constant(false),
  })
}

const authorization: readonly HeaderLine[] = [['Authorization', 'x']]
const headerA: readonly HeaderLine[] = [['X-A', '1']]

/** Courses that tell engines apart. */
const knownCourses: fc.Arbitrary<PieceMaker> = fc.oneof(
  // An entry made with credentials serves requests without, and not the other way round.
  course([turn({ credentials: 'include' }), turn({ credentials: 'omit' }), turn({ credentials: 'include' })]),
  course([turn({}), turn({ credentials: 'include' }), turn({ credentials: 'include' })]),
  // What a kept wildcard serves.
  course([turn({}), turn({ method: 'DELETE' }), turn({})], listing({ methods: 'star', headers: 'star' })),
  course([turn({ headers: headerA }), turn({ headers: authorization })], listing({ headers: 'star' })),
  course([turn({ headers: authorization }), turn({ headers: authorization })], listing({ headers: 'star' })),
  // A later answer joins the earlier one, or takes its place.
  course([turn({}), turn({ method: 'DELETE' }), turn({}), turn({ method: 'DELETE' })]),
  course([turn({ headers: headerA }), turn({ headers: [['X-B', '1']] }), turn({ headers: headerA })]),
  // A later preflight that fails.
  course(
    [turn({}), turn({ method: 'DELETE' }), turn({})],
    listing(),
    listing({ methods: 'none' }),
    listing(),
  ),
  course([turn({}), turn({ method: 'DELETE' }), turn({})], listing(), listing({ status: 404 }), listing()),
  course([turn({}), turn({ method: 'DELETE' }), turn({})], listing(), listing({ allowed: false }), listing()),
  // A response that fails its CORS check in between.
  course([turn({}), turn({ before: 'failing' }), turn({})]),
  course([turn({ before: 'failing' }), turn({})]),
  // Cache modes.
  course([turn({}), turn({ cache: 'no-store' }), turn({})]),
  course([turn({}), turn({ cache: 'reload' }), turn({})]),
  course([turn({}), turn({ cache: 'no-cache' }), turn({})]),
  course([turn({ cache: 'no-store' }), turn({})]),
  // The URL with and without fragment.
  course([turn({}), turn({ fragment: '#a' }), turn({})]),
  // Over a reload.
  course([turn({}), turn({ before: 'reload' })]),
)

/** What counts as a lifetime: asked twice, the second preflight tells. */
const lifetimes: fc.Arbitrary<PieceMaker> = maxAgeLines.chain((maxAge) =>
  course([turn({}), turn({})], listing({ maxAge })),
)

/** Several requests for one URL. */
export const preflightCachePieces: fc.Arbitrary<PieceMaker> = mixed(
  [10, courses({})],
  [9, knownCourses],
  [9, lifetimes],
)

/** With waiting, at least 400 ms away from when something expires. */
export function waitingPieces(
  before: readonly HeaderLine[],
  waits: readonly number[],
  turnList: readonly Turn[],
): fc.Arbitrary<PieceMaker> {
  return fc.record({ target: foreignTarget, extra: sometimes(20, fc.constant(headerA)) }).map(
    ({ target, extra }): PieceMaker =>
      (world, path) => {
        const made = coursePiece({
          target,
          turns: turnList.map((one) => ({ ...one, headers: extra ?? one.headers })),
          listings: [listing({ maxAge: before, methods: 'all' })],
          repeatFirst: false,
        })(world, path)
        const steps = made.steps.flatMap((step, i): Step[] => {
          const milliseconds = waits[i]
          return milliseconds === undefined ? [step] : [step, { kind: 'wait', milliseconds }]
        })
        return { ...made, steps }
      },
  )
}

const oneSecond: readonly HeaderLine[] = [['Access-Control-Max-Age', '1']]

/** A second's life, waited for; or part of two seconds'. */
export const shortWaits: fc.Arbitrary<PieceMaker> = mixed(
  [2, waitingPieces(oneSecond, [1500], [turn({}), turn({})])],
  [1, waitingPieces([['Access-Control-Max-Age', '2']], [1000], [turn({}), turn({})])],
)

/** The default of five seconds, waited for. */
export const defaultLifetimeWaits: fc.Arbitrary<PieceMaker> = waitingPieces([], [5600], [turn({}), turn({})])

/** A later answer for another method, between which and the first one's end there is a third request. */
export const restartedClocks: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: foreignTarget,
    other: fc.constantFrom('DELETE', 'PATCH'),
  })
  .map(
    ({ target, other }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const lists = (methods: string): ServerAnswer =>
          answer(
            204,
            [
              ['Access-Control-Allow-Origin', world.origin],
              ['Access-Control-Allow-Methods', methods],
              ['Access-Control-Max-Age', '2'],
            ],
            '',
          )
        const first = fetchStep(world, url, { method: 'PUT' })
        const steps: Step[] = [
          first,
          { kind: 'wait', milliseconds: 1000 },
          fetchStep(world, url, { method: other }),
          { kind: 'wait', milliseconds: 1500 },
          first,
        ]
        return piece(steps, [
          preflight(url, lists('PUT'), lists(`PUT, ${other}`)),
          actual(url, actualAnswer(world, true)),
        ])
      },
  )

/** A preflight answer's life of a kind, seen without waiting. */
function lived(...values: readonly string[]): fc.Arbitrary<PieceMaker> {
  return fc
    .constantFrom(...values)
    .chain((value) => course([turn({}), turn({})], listing({ maxAge: [['Access-Control-Max-Age', value]] })))
}

/** One of some cache modes at the request in the middle. */
function between(...modes: readonly Turn['cache'][]): fc.Arbitrary<PieceMaker> {
  return fc
    .constantFrom(...modes)
    .chain((cache) => course([turn({}), turn({ method: 'DELETE', cache }), turn({})]))
}

const head: Turn = turn({ method: 'HEAD', headers: headerA })
const noLife: readonly HeaderLine[] = [['Access-Control-Max-Age', '0']]
const withCredentials: Turn = turn({ credentials: 'include' })

/** By what they are for in the divergence table. */
export const rowCourses: fc.Arbitrary<PieceMaker> = mixed(
  // DV-17
  [5, lived('')],
  // DV-15 and DV-16
  [5, lived('-1', '-600', '-1', 'abc', '1.5')],
  // DV-70
  [5, lived('9223372036854775808', '99999999999999999999')],
  // DV-71
  [4, lived('+0', '+600')],
  // DV-53
  [
    5,
    course(
      [turn({}), turn({ method: 'DELETE' }), turn({})],
      listing(),
      listing({ methods: 'all', maxAge: noLife }),
    ),
  ],
  // DV-54
  [5, course([turn({ headers: headerA }), head])],
  // DV-12 and DV-20
  [
    4,
    course(
      [turn({ headers: authorization }), turn({ headers: authorization })],
      listing({ headers: 'star' }),
    ),
  ],
  // DV-21
  [5, between(null, 'reload', 'reload')],
  // DV-24
  [3, course([turn({}), turn({ before: 'failing' }), turn({})])],
  // DV-25 and DV-47
  [4, course([turn({ cache: 'no-store' }), turn({})])],
  // DV-18
  [3, course([withCredentials, turn({ credentials: 'omit' }), withCredentials])],
  // DV-94
  [5, course([withCredentials, withCredentials], listing({ methods: 'star' }))],
)
