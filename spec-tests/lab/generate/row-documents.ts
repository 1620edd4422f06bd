import fc from 'fast-check'
import type { HeaderLine, ServerAnswer, Step } from '../scenario'
import { textBody } from './asks'
import { mixed, weighted } from './choose'
import { actual, answer, either, fetchStep, htmlAnswer, type PieceMaker, piece, preflight } from './piece'
import { embedded } from './rare-cases'
import { allowAll, allowPreflight, corsLines, shaped, type Whereabouts } from './row-shapes'
import { originOfTarget } from './targets'
import { type World, worldOf } from './world'

/** Rows of the divergence table about elements, sockets, beacons, frames and navigations. */

const anywhere = { crossOrigin: null, referrerPolicy: null } as const

function image(world: World, url: string): Step {
  return { kind: 'img', in: world.place, url, ...anywhere }
}

function script(world: World, url: string): Step {
  return { kind: 'script', in: world.place, url, module: false, integrity: null, ...anywhere }
}

function style(world: World, url: string): Step {
  return { kind: 'link', in: world.place, url, rel: 'stylesheet', as: null, integrity: null, ...anywhere }
}

function iframe(world: World, url: string): Step {
  return { kind: 'iframe', in: world.place, url, sandbox: null, referrerPolicy: null }
}

// ── Elements, event sources, sockets ────────────────────────────────────────────────────────────────────

/** DV-77: redirects that lead nowhere, and 300. */
const oddStatuses = shaped([300, 300, 302, 307], (status, { world, own, far }) => {
  const served = (type: string): ServerAnswer =>
    answer(
      status,
      [
        ['Content-Type', type],
        ['Cache-Control', 'no-store'],
      ],
      '',
    )
  return piece(
    [script(world, own), style(world, far)],
    [actual(own, served('text/javascript')), actual(far, served('text/css'))],
  )
})

/** Scripts that must not be sniffed. */
const toldTypes = shaped(['text/plain', 'application/json', 'text/css', ''], (type, { world, own }) =>
  piece(
    [script(world, own)],
    [
      actual(
        own,
        answer(
          200,
          [
            ['Content-Type', type],
            ['X-Content-Type-Options', 'nosniff'],
          ],
          '',
        ),
      ),
    ],
  ),
)

/** Scripts of types that are never a script's. */
const foreignTypes = shaped(['image/png', 'text/csv', 'video/mp4', 'audio/mpeg'], (type, { world, own }) =>
  piece([script(world, own)], [actual(own, answer(200, [['Content-Type', type]], ''))]),
)

/** DV-32. */
const ownImages = shaped(['anonymous', 'use-credentials'] as const, (crossOrigin, { world, own }) =>
  piece(
    [{ kind: 'img', in: world.place, url: own, crossOrigin, referrerPolicy: null }],
    [actual(own, answer(200, [['Content-Type', 'image/png']], ''))],
  ),
)

/** DV-76. */
const streamCharsets = shaped(['iso-8859-1', 'x', 'utf-16', '"latin1"'], (charset, { world, far }) => {
  const lines: readonly HeaderLine[] = [
    ...corsLines(world),
    ['Content-Type', `text/event-stream;charset=${charset}`],
    ['Cache-Control', 'no-store'],
  ]
  return piece(
    [{ kind: 'eventsource', in: world.place, url: far, withCredentials: false, events: 2 }],
    [actual(far, answer(200, lines, 'data: x\n\n'))],
  )
})

function socket({ world, far }: Whereabouts): Step {
  return { kind: 'websocket', in: world.place, url: far.replace(/^http/, 'ws'), protocols: [] }
}

/** DV-37 and DV-93. */
const redirectedSockets = shaped([301, 302, 307], (status, at) =>
  piece(
    [socket(at)],
    [
      actual(at.far, answer(status, [['Location', `${at.far}/on`]], '')),
      actual(`${at.far}/on`, answer(101, [])),
    ],
  ),
)

export const rowElements: fc.Arbitrary<PieceMaker> = mixed(
  [6, oddStatuses],
  [3, toldTypes],
  [4, foreignTypes],
  [2, ownImages],
  [7, streamCharsets],
  [7, redirectedSockets],
)

// ── Secure pages ────────────────────────────────────────────────────────────────────────────────────────

const secureURL = fc.constantFrom(
  'https://app.example.com/',
  'https://example.com/',
  'https://other.org/',
  'https://www.example.com/dir/page?q=1',
)

export const secureWorld: fc.Arbitrary<World> = worldOf({ url: secureURL, frames: 0, policies: 0 })

const plainOrigins = ['http://api.example.com', 'http://cdn.third.net', 'http://y.co.uk', 'http://intranet']

/** DV-79. */
const mixedFrames = shaped(plainOrigins, (origin, { world, path }) =>
  piece([iframe(world, `${origin}${path}`)], [either(`${origin}${path}`, htmlAnswer())]),
)

/** DV-80. */
const mixedBeacons = shaped(plainOrigins, (origin, { world, path }) =>
  piece(
    [{ kind: 'beacon', in: world.place, url: `${origin}${path}`, body: textBody }],
    [either(`${origin}${path}`, allowAll(world))],
  ),
)

const loopbacks = ['http://localhost:3000', 'http://127.0.0.1:8000', 'http://127.0.0.2', 'http://localhost']

/** DV-52. */
const imagesToLoopback = shaped(loopbacks, (origin, { world, own, path }) => {
  const target = `${origin}${path}/on`
  return piece(
    [image(world, own)],
    [
      actual(own, answer(302, [['Location', target]], '')),
      ...[target, target.replace('http:', 'https:')].map((one) =>
        either(one, answer(200, [['Content-Type', 'image/png']], '')),
      ),
    ],
  )
})

/** DV-39. */
const loopbackFetches = shaped(['http://localhost:3000', 'http://localhost'], (origin, { world, path }) =>
  piece([fetchStep(world, `${origin}${path}`)], [either(`${origin}${path}`, allowAll(world))]),
)

export const securePieces: fc.Arbitrary<PieceMaker> = mixed(
  [4, mixedFrames],
  [4, mixedBeacons],
  [3, imagesToLoopback],
  [1, loopbackFetches],
)

/** DV-98. */
export const failedFrames: fc.Arbitrary<PieceMaker> = shaped<ServerAnswer>(
  [
    { kind: 'close' },
    answer(302, [['Location', 'http://[bad']], ''),
    answer(302, [['Location', 'https://exa mple/']], ''),
  ],
  (given, { world, far }) => piece([iframe(world, far)], [either(far, given)]),
)

// ── Embedder policies ───────────────────────────────────────────────────────────────────────────────────

/** DV-84. */
const unembeddableFrames = shaped(
  [[], [['Cross-Origin-Resource-Policy', 'cross-origin']]] as readonly (readonly HeaderLine[])[],
  (lines, { world, far }) => piece([iframe(world, far)], [either(far, htmlAnswer(lines))]),
)

/** DV-92. */
const unknownPolicies = shaped(['bogus', '', 'Same-Origin', 'cross-site'], (value, { world, far }) =>
  piece(
    [fetchStep(world, far, { mode: 'no-cors', credentials: 'include' })],
    [actual(far, answer(200, [['Cross-Origin-Resource-Policy', value]]))],
  ),
)

/** DV-74, DV-84 and DV-92. */
export const embedderRows: fc.Arbitrary<PieceMaker> = mixed(
  [4, unembeddableFrames],
  [6, unknownPolicies],
  [2, embedded],
)

export const embedderRowWorld: fc.Arbitrary<World> = worldOf({
  url: secureURL,
  frames: 0,
  policies: 0,
  headers: weighted([4, 'require-corp'], [1, 'credentialless']).map((value): readonly HeaderLine[] => [
    ['Cross-Origin-Embedder-Policy', value],
  ]),
})

// ── Addresses ───────────────────────────────────────────────────────────────────────────────────────────

/** DV-82. */
export const addressResources: fc.Arbitrary<PieceMaker> = shaped([0, 1, 2], (variant, { world, path }) => {
  const origin = originOfTarget(world.url, { relation: 'other-port', variant, secure: false })
  return piece(
    [fetchStep(world, `${origin}${path}`, { mode: 'no-cors' })],
    [actual(`${origin}${path}`, answer(200, [['Cross-Origin-Resource-Policy', 'same-site']]))],
  )
})

export const addressWorld: fc.Arbitrary<World> = worldOf({
  url: fc.constantFrom('http://127.0.0.1:8000/', 'http://[::1]:8080/', 'http://127.0.0.1:3000/'),
  frames: 0,
  policies: 0,
})

// ── Frames ──────────────────────────────────────────────────────────────────────────────────────────────

/** A page and a frame in it that asks. */
function framed(policies: readonly (string | null)[], sandbox: string | null): fc.Arbitrary<World> {
  return fc
    .record({
      url: secureURL,
      policy: fc.constantFrom(...policies),
      relation: fc.constantFrom('same-site', 'cross-site', 'same-origin'),
      variant: fc.nat({ max: 5 }),
    })
    .map(({ url, policy, relation, variant }): World => {
      const frame = `${originOfTarget(url, { relation, variant, secure: true })}/frame`
      return {
        page: { url, headers: policy === null ? [] : [['Referrer-Policy', policy]] },
        frame: { url: frame, headers: [], sandbox },
        place: 'frame',
        url: frame,
        origin: sandbox === null ? new URL(frame).origin : 'null',
      }
    })
}

export const sandboxWorld: fc.Arbitrary<World> = framed([null], 'allow-scripts')

/** DV-48 and DV-33. */
const opaqueCaches = shaped(['PUT', 'DELETE'], (method, { world, far }) => {
  const step = fetchStep(world, far, { method })
  const lines: readonly HeaderLine[] = [
    ...corsLines(world),
    ['Access-Control-Allow-Methods', method],
    ['Access-Control-Max-Age', '600'],
  ]
  return piece([step, step], [preflight(far, answer(204, lines, '')), actual(far, allowAll(world))])
})

/** DV-63. */
const opaqueBeacons = shaped([textBody, null], (body, { world, far }) =>
  piece(
    [{ kind: 'beacon', in: world.place, url: far, body }],
    [preflight(far, allowPreflight(world)), actual(far, allowAll(world))],
  ),
)

export const sandboxPieces: fc.Arbitrary<PieceMaker> = mixed([1, opaqueCaches], [1, opaqueBeacons])

/** DV-73: a page with a referrer policy, a frame without. */
export const inheritingWorld: fc.Arbitrary<World> = framed(
  ['no-referrer', 'no-referrer', 'unsafe-url', 'same-origin'],
  null,
)

export const inheritedPolicies: fc.Arbitrary<PieceMaker> = shaped(
  [{}, { method: 'PUT' }, { mode: 'no-cors' }] as const,
  (init, { world, far, own }) =>
    piece(
      [fetchStep(world, far, init), fetchStep(world, `${own}/own`)],
      [
        preflight(far, allowPreflight(world)),
        actual(far, allowAll(world)),
        actual(`${own}/own`, allowAll(world)),
      ],
    ),
)

// ── Navigations ─────────────────────────────────────────────────────────────────────────────────────────

function post(world: World, url: string): Step {
  return {
    kind: 'form',
    in: world.place,
    url,
    method: 'post',
    enctype: 'application/x-www-form-urlencoded',
    fields: [['a', '1']],
    target: null,
  }
}

const reload: Step = { kind: 'reload', in: 'page' }

/** DV-85. */
const reloadedPosts = shaped([true, false], (stays, { world, own, far }) => {
  const url = stays ? own : far
  return piece([post(world, url), reload], [actual(url, htmlAnswer())])
})

/** DV-45. */
const reloadedLinks = shaped(['location', 'link'] as const, (via, { world, stranger }) =>
  piece(
    [
      {
        kind: 'navigate',
        in: world.place,
        via,
        url: stranger,
        rel: null,
        referrerPolicy: null,
        target: null,
      },
      reload,
    ],
    [actual(stranger, htmlAnswer())],
  ),
)

/** DV-67. */
const movedForms = shaped([307, 308], (status, { world, own, far }) =>
  piece(
    [post(world, own)],
    [actual(own, answer(status, [['Location', far]], '')), actual(far, htmlAnswer())],
  ),
)

/** Nothing can follow these. */
export const rowNavigations: fc.Arbitrary<PieceMaker> = mixed(
  [7, reloadedPosts],
  [1, reloadedLinks],
  [2, movedForms],
)
