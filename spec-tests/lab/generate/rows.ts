import type fc from 'fast-check'
import type { Body, FetchStep, HeaderLine, ServerAnswer, XHRStep } from '../scenario'
import { textBody } from './asks'
import { mixed } from './choose'
import { actual, answer, either, fetchStep, type PieceMaker, piece, preflight, xhrStep } from './piece'
import { rowCourses } from './preflight-cache'
import { cachedOnly, halfCredentials, ownPostRedirects, uploads } from './rare-cases'
import { allowAll, allowPreflight, corsLines, shaped } from './row-shapes'
import { streamPieces } from './special-cases'
import { namedPageURL, type World, worldOf } from './world'

/** Rows of the divergence table that other families come by too rarely: what shows each, and little else. */

type Init = Partial<Omit<FetchStep, 'kind' | 'in' | 'url'>>

/** What can be asked from anywhere. */
export const rowWorld: fc.Arbitrary<World> = worldOf({ url: namedPageURL, frames: 0, policies: 0 })

// ── Requests ────────────────────────────────────────────────────────────────────────────────────────────

/** A fetch of another origin that allows everything, but for what the last argument says instead. */
function foreign(
  inits: readonly Init[],
  served: (world: World) => ServerAnswer = allowAll,
): fc.Arbitrary<PieceMaker> {
  return shaped(inits, (init, { world, far }) =>
    piece([fetchStep(world, far, init)], [preflight(far, allowPreflight(world)), actual(far, served(world))]),
  )
}

function withHeader(...values: readonly HeaderLine[]): readonly Init[] {
  return values.map((line): Init => ({ headers: [line] }))
}

/** DV-5, DV-6 and DV-7. */
const ranges = foreign(
  withHeader(
    ['Range', 'Bytes=0-1'],
    ['Range', 'BYTES=2-'],
    ['Range', 'bytes=00-01'],
    ['Range', 'bytes=1-0005'],
    ['Range', 'Bytes=00-07'],
    ['Range', 'bytes=0-9223372036854775807'],
    ['Range', 'bytes=0-18446744073709551616'],
  ),
)

/** DV-59: more than 1,024 bytes of headers that are safe one by one. */
const manySafeHeaders = foreign(
  [9, 10, 12].map(
    (count): Init => ({
      headers: Array.from({ length: count }, (): HeaderLine => ['Accept', 'a'.repeat(126)]),
    }),
  ),
)

/** DV-2. */
const hints = foreign(
  withHeader(
    ['DPR', '2'],
    ['Save-Data', 'on'],
    ['Viewport-Width', '640'],
    ['Width', '320'],
    ['Downlink', '1.5'],
    ['RTT', '50'],
    ['Device-Memory', '0.5'],
  ),
)

/** DV-3 and DV-72. */
const highBytes = foreign(withHeader(['Accept', 'caf\u00e9'], ['Content-Type', 'text/plain;x=\u00e9']))

/** DV-50. */
const validators = foreign(
  withHeader(['If-None-Match', '"a"'], ['If-Modified-Since', 'Mon, 01 Jan 2024 00:00:00 GMT']),
)

/** DV-60. */
const laxReferrers = shaped(
  ['unsafe-url', 'no-referrer-when-downgrade', 'origin-when-cross-origin'],
  (referrerPolicy, { world, stranger }) => {
    const referrer = `${world.origin}/a/b?c`
    // The page's own path, which the policy before that of strangers would show.
    return piece(
      [
        fetchStep(world, stranger, { referrer, referrerPolicy }),
        fetchStep(world, `${stranger}/2`, { mode: 'no-cors', referrer, referrerPolicy: 'unsafe-url' }),
      ],
      [actual(stranger, allowAll(world)), actual(`${stranger}/2`, allowAll(world))],
    )
  },
)

/** DV-31 and DV-97. */
const hiddenReferrers = foreign([
  { method: 'POST', mode: 'no-cors', referrer: '' },
  { method: 'POST', mode: 'no-cors', referrer: '', body: textBody },
  { method: 'POST', mode: 'no-cors', referrer: '', credentials: 'include' },
])

/** DV-102. */
const unsafeTypes = foreign(
  ['application/json', 'application/xml', 'text/html'].map(
    (type): Init => ({ method: 'POST', mode: 'no-cors', body: { kind: 'blob', type, text: '{}' } }),
  ),
)

/** Preflights that are redirected, or fail. */
const refusedPreflights = shaped([302, 307, 404, 500], (status, { world, far }) => {
  const lines: readonly HeaderLine[] = [
    ...corsLines(world),
    ['Access-Control-Allow-Methods', 'PUT'],
    ...(status < 400 ? [['Location', `${far}/on`] as const] : []),
  ]
  return piece(
    [fetchStep(world, far, { method: 'PUT' })],
    [preflight(far, answer(status, lines, '')), either(`${far}/on`, allowAll(world))],
  )
})

// ── Responses ───────────────────────────────────────────────────────────────────────────────────────────

/** DV-88. */
const resetContent = shaped([{}, { credentials: 'include' }] as const, (init, { world, own, far }) =>
  piece(
    [fetchStep(world, far, init), fetchStep(world, own, init)],
    [actual(far, allowAll(world, 205)), actual(own, allowAll(world, 205))],
  ),
)

/** DV-99. */
const severalTypes = shaped(
  [
    ['text/plain', 'text/html'],
    ['text/plain', 'text/plain'],
    ['text/css', 'text/plain;charset=utf-8'],
    ['text/plain', 'bogus'],
  ],
  (types, { world, own, far }) => {
    const lines = types.map((type): HeaderLine => ['Content-Type', type])
    const served = answer(200, [...corsLines(world), ...lines])
    return piece([fetchStep(world, own), fetchStep(world, far)], [actual(own, served), actual(far, served)])
  },
)

/** DV-1. */
const spacedNames = shaped([' ', '\t', '  '], (space, { world, far }) =>
  piece(
    [fetchStep(world, far)],
    [actual(far, answer(200, [[`Access-Control-Allow-Origin${space}`, world.origin]]))],
  ),
)

/** DV-62, and URLs that are none. */
const dataURLs = shaped(
  [
    'data:text/plain,x',
    'data:,a%20b',
    'data:text/plain;base64,eA==',
    'data:text/css,a{}',
    'data:nope',
    'data:;base64,@',
  ],
  (url, { world }) => piece([fetchStep(world, url)], []),
)

// ── XMLHttpRequest ──────────────────────────────────────────────────────────────────────────────────────

function xhr(
  inits: readonly Partial<Omit<XHRStep, 'kind' | 'in' | 'url'>>[],
  user = '',
): fc.Arbitrary<PieceMaker> {
  return shaped(inits, (init, { world, far }) =>
    piece(
      [xhrStep(world, far.replace('//', `//${user}`), init)],
      [preflight(far, allowPreflight(world)), actual(far, allowAll(world))],
    ),
  )
}

/** DV-89. */
const shownUsers = xhr([{}, { withCredentials: true }, { method: 'POST', body: textBody }], 'u:p@')

const fields: Body = { kind: 'search-params', fields: [['a', '1']] }

/** DV-90. */
const bodiesOfGET = xhr([{ body: fields }, { method: 'HEAD', body: fields }])

/** DV-75. */
const charsets = xhr(
  ['text/plain;charset=utf-8', 'text/plain; charset=Utf-8', 'application/json;charset=utf-8'].map((type) => ({
    method: 'POST',
    headers: [['Content-Type', type]] as const,
    body: textBody,
  })),
)

/** DV-83: a method that nobody lists. */
const unlistedUploads = shaped(['PUT', 'DELETE', 'PATCH'], (method, { world, far }) =>
  piece(
    [xhrStep(world, far, { method, body: textBody, uploadListener: true })],
    [preflight(far, answer(204, corsLines(world), '')), actual(far, allowAll(world))],
  ),
)

// ── Redirects ───────────────────────────────────────────────────────────────────────────────────────────

interface Hop {
  readonly init: Init
  readonly status?: number
  readonly lines?: readonly HeaderLine[]
  readonly user?: string
}

/** From the page's own origin to another one. */
function leaving(hops: readonly Hop[]): fc.Arbitrary<PieceMaker> {
  return shaped(hops, ({ init, status = 307, lines = [], user = '' }, { world, own, far }) => {
    const location: HeaderLine = ['Location', far.replace('//', `//${user}`)]
    return piece(
      [fetchStep(world, own, init)],
      [
        actual(own, answer(status, [...lines, location], '')),
        preflight(far, allowPreflight(world)),
        actual(far, allowAll(world)),
      ],
    )
  })
}

/** DV-51. */
const droppedHints = leaving(
  (['DPR', 'Downlink', 'Device-Memory', 'Width', 'Viewport-Width', 'RTT'] as const).map(
    (name, i): Hop => ({ init: { headers: [[name, '2']] }, status: i < 3 ? 302 : 307 }),
  ),
)

/** DV-65. */
const uncachedHops = leaving(
  (['no-store', 'reload', 'no-cache'] as const).map((cache): Hop => ({ init: { cache }, status: 302 })),
)

/** DV-66. */
const movedDeletions = leaving(
  [301, 302, 307, 308].map((status): Hop => ({ init: { method: 'DELETE' }, status })),
)

/** DV-67. */
const movedPosts = leaving([
  { init: { method: 'POST', mode: 'no-cors' } },
  { init: { method: 'POST', mode: 'no-cors', body: textBody }, status: 308 },
  { init: { method: 'POST', mode: 'no-cors', credentials: 'include' } },
])

/** DV-95. */
const referrersOfHops = leaving(
  ['no-referrer', 'same-origin', 'no-referrer'].map(
    (policy): Hop => ({ init: { method: 'PUT' }, lines: [['Referrer-Policy', policy]] }),
  ),
)

/** DV-96. */
const judgedUsers = leaving([
  { init: { method: 'PUT' }, user: 'u:p@' },
  { init: { method: 'DELETE', credentials: 'include' }, user: 'u@' },
  { init: { headers: [['X-A', '1']] }, status: 302, user: 'u:p@' },
])

/** DV-64: a hop of another origin that says nothing about credentials. */
const uncredentialedHops = shaped([301, 302, 303, 307], (status, { world, own, far }) => {
  const origin: HeaderLine = ['Access-Control-Allow-Origin', world.origin]
  return piece(
    [fetchStep(world, own)],
    [
      actual(own, answer(302, [['Location', far]], '')),
      actual(far, answer(status, [origin, ['Location', `${far}/on`]], '')),
      actual(`${far}/on`, allowAll(world)),
    ],
  )
})

/** DV-55: a preflight that comes back to where the page is from. */
const homecomings = shaped(['PUT', 'DELETE'], (method, { world, own, far }) => {
  const listed: HeaderLine = ['Access-Control-Allow-Methods', method]
  return piece(
    [fetchStep(world, far, { method })],
    [
      preflight(far, allowPreflight(world)),
      actual(far, answer(307, [...corsLines(world), ['Location', own]], '')),
      preflight(own, answer(204, [listed], '')),
      actual(own, answer(200, [['Access-Control-Allow-Origin', '*']])),
    ],
  )
})

/** DV-91. */
const bytesOfLocation = shaped(['\u00e9', '\u00fc', '\u00a3'], (character, { world, own, far }) => {
  const byte = `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  const targets = [byte, encodeURIComponent(character)].map((one) => `${far}/${one}`)
  return piece(
    [fetchStep(world, own)],
    [
      actual(own, answer(302, [['Location', `${far}/${character}`]], '')),
      ...targets.map((one) => either(one, allowAll(world))),
    ],
  )
})

/** DV-26 and DV-27. */
const oddLocations = shaped([[''], [''], ['on', 'on'], ['on', 'off']], (locations, { world, far }) => {
  const lines = locations.map((one): HeaderLine => ['Location', one === '' ? '' : `${far}/${one}`])
  return piece(
    [fetchStep(world, far)],
    [actual(far, answer(302, [...corsLines(world), ...lines], '')), actual(`${far}/on`, allowAll(world))],
  )
})

/** What nothing but an origin and a path is needed for. */
export const rowPieces: fc.Arbitrary<PieceMaker> = mixed(
  [53, rowCourses],
  [9, ranges],
  [5, manySafeHeaders],
  [3, hints],
  [4, highBytes],
  [2, validators],
  [3, laxReferrers],
  [5, hiddenReferrers],
  [5, unsafeTypes],
  [5, resetContent],
  [4, severalTypes],
  [3, spacedNames],
  [7, dataURLs],
  [5, refusedPreflights],
  [6, shownUsers],
  [5, bodiesOfGET],
  [4, charsets],
  [5, unlistedUploads],
  [5, droppedHints],
  [3, uncachedHops],
  [2, movedDeletions],
  [4, movedPosts],
  [4, referrersOfHops],
  [5, judgedUsers],
  [6, uncredentialedHops],
  [2, homecomings],
  [5, bytesOfLocation],
  [6, oddLocations],
  // These come from elsewhere, too.
  [3, streamPieces],
  [2, cachedOnly],
  [2, halfCredentials],
  [2, uploads],
  [2, ownPostRedirects],
)
