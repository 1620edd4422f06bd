import fc from 'fast-check'
import type { FetchStep, HeaderLine, ServerAnswer, Step } from '../scenario'
import { textBody } from './asks'
import { chance } from './choose'
import { actual, answer, either, fetchStep, type PieceMaker, piece, preflight, xhrStep } from './piece'
import { originOfTarget, type Target, targetOf } from './targets'
import { type World, worldOf } from './world'

type Init = Partial<Omit<FetchStep, 'kind' | 'in' | 'url'>>

const ownTarget: fc.Arbitrary<Target> = targetOf([1, 'same-origin'])
const otherTarget: fc.Arbitrary<Target> = targetOf([1, 'same-site'], [1, 'cross-site'])

/** Headers that allow everything but what a case is about. */
function allowing(world: World): readonly HeaderLine[] {
  return [
    ['Access-Control-Allow-Origin', world.origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ]
}

function allowingPreflight(world: World): ServerAnswer {
  const lines: readonly HeaderLine[] = [
    ...allowing(world),
    ['Access-Control-Allow-Methods', 'PUT, DELETE'],
    ['Access-Control-Allow-Headers', 'x-a, authorization, content-type'],
  ]
  return answer(204, lines, '')
}

/** A fetch whose URL redirects to one that answers well. */
function redirected(
  targets: fc.Arbitrary<Target>,
  inits: fc.Arbitrary<Init>,
  locations: (world: World, url: string) => readonly string[],
  statuses: readonly number[] = [302, 307],
): fc.Arbitrary<PieceMaker> {
  return fc.record({ target: targets, init: inits, status: fc.constantFrom(...statuses) }).map(
    ({ target, init, status }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const to = locations(world, url)
        const headers: readonly HeaderLine[] = [
          ...allowing(world),
          ...to.map((one): HeaderLine => ['Location', one]),
        ]
        const server = [preflight(url, allowingPreflight(world)), actual(url, answer(status, headers, ''))]
        const [on] = to.filter((one) => one.endsWith('/on'))
        if (on !== undefined) server.push(either(on, answer(200, allowing(world))))
        return piece([fetchStep(world, url, init)], server)
      },
  )
}

const plain: fc.Arbitrary<Init> = fc.constantFrom<Init[]>(
  {},
  { credentials: 'include' },
  { method: 'POST', body: textBody },
)

function withUser(url: string): string {
  return `${url.replace('//', '//u:p@')}/on`
}

/** Users and passwords in a `Location` within the page's origin. */
export const ownUserRedirects: fc.Arbitrary<PieceMaker> = redirected(ownTarget, plain, (_world, url) => [
  withUser(url),
])

/** From another origin back to the page's own, with a user. */
export const backWithUserRedirects: fc.Arbitrary<PieceMaker> = redirected(
  otherTarget,
  plain,
  (world, url) => [withUser(`${new URL(world.url).origin}${new URL(url).pathname}`)],
)

/** Redirects that are none, or that lead nowhere. */
export const lostRedirects: fc.Arbitrary<PieceMaker> = fc
  .constantFrom(
    [],
    [],
    [''],
    ['/on', '/off'],
    ['/on', '/off'],
    ['/on', '/on'],
    ['https://'],
    ['http://[bad'],
    ['https://exa mple/'],
    ['data:text/plain,x'],
    ['ftp://other.org/'],
  )
  .chain((locations) =>
    redirected(otherTarget, plain, (_world, url) =>
      locations.map((one) => (one.startsWith('/') ? `${url}${one}` : one)),
    ),
  )

/** A redirect for who handles or forbids them. */
export const unfollowedRedirects: fc.Arbitrary<PieceMaker> = redirected(
  targetOf([2, 'same-origin'], [2, 'same-site'], [1, 'cross-site']),
  fc.constantFrom<Init[]>(
    { redirect: 'manual' },
    { redirect: 'error' },
    { redirect: 'manual', credentials: 'include' },
    { redirect: 'error', mode: 'same-origin' },
    { redirect: 'manual', method: 'PUT' },
    { redirect: 'manual', mode: 'no-cors' },
    { redirect: 'error', mode: 'no-cors' },
  ),
  (_world, url) => [`${url}/on`],
)

/** A body that goes away on the way, within the page's origin. */
export const ownPostRedirects: fc.Arbitrary<PieceMaker> = redirected(
  ownTarget,
  fc.constantFrom<Init[]>({ method: 'POST', body: textBody }, { method: 'PUT', body: textBody }),
  (_world, url) => [`${url}/on`],
  [301, 302, 303],
)

/** A fetch and its only answer. */
function single(
  targets: fc.Arbitrary<Target>,
  steps: fc.Arbitrary<(world: World, url: string) => Step>,
  lines: fc.Arbitrary<readonly HeaderLine[]> = fc.constant([]),
): fc.Arbitrary<PieceMaker> {
  return fc.record({ target: targets, step: steps, more: lines }).map(
    ({ target, step, more }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        return piece(
          [step(world, url)],
          [preflight(url, allowingPreflight(world)), actual(url, answer(200, [...allowing(world), ...more]))],
        )
      },
  )
}

function fetching(...inits: readonly Init[]): fc.Arbitrary<(world: World, url: string) => Step> {
  return fc.constantFrom(...inits).map((init) => (world: World, url: string) => fetchStep(world, url, init))
}

/** From the HTTP cache or not at all: it has nothing. */
export const cachedOnly: fc.Arbitrary<PieceMaker> = single(
  ownTarget,
  fetching(
    { mode: 'same-origin', cache: 'only-if-cached' },
    { mode: 'same-origin', cache: 'only-if-cached', credentials: 'include' },
  ),
)

/** A referrer policy that hides the origin of a request that would say it. */
export const hiddenOrigins: fc.Arbitrary<PieceMaker> = single(
  otherTarget,
  fetching(
    { method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer' },
    { method: 'POST', mode: 'no-cors', referrerPolicy: 'same-origin', body: textBody },
    { method: 'POST', mode: 'no-cors', referrerPolicy: 'strict-origin' },
  ),
)

/** What others may not embed. */
export const forbiddenResources: fc.Arbitrary<PieceMaker> = single(
  otherTarget,
  fetching(
    { mode: 'no-cors' },
    { mode: 'no-cors', credentials: 'include' },
    { mode: 'no-cors', method: 'POST' },
  ),
  fc.constantFrom<(readonly HeaderLine[])[]>(
    [['Cross-Origin-Resource-Policy', 'same-origin']],
    [['Cross-Origin-Resource-Policy', 'same-site']],
  ),
)

/** An upload listener, with something to upload or nothing. */
export const uploads: fc.Arbitrary<PieceMaker> = single(
  otherTarget,
  fc
    .constantFrom(
      { method: 'GET' },
      { method: 'POST' },
      { method: 'POST', body: textBody },
      { method: 'GET', withCredentials: true },
    )
    .map((init) => (world: World, url: string) => xhrStep(world, url, { ...init, uploadListener: true })),
)

/** An empty and a good `Access-Control-Allow-Credentials`. */
export const halfCredentials: fc.Arbitrary<PieceMaker> = fc
  .tuple(otherTarget, fc.constantFrom(['', 'true'], ['true', '']))
  .map(
    ([target, values]): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const lines = values.map((value): HeaderLine => ['Access-Control-Allow-Credentials', value])
        const headers: readonly HeaderLine[] = [['Access-Control-Allow-Origin', world.origin], ...lines]
        return piece([fetchStep(world, url, { credentials: 'include' })], [either(url, answer(200, headers))])
      },
  )

/** Scripts and styles of types that are none of theirs, most told not to be sniffed. */
export const sniffed: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: targetOf([1, 'same-origin'], [1, 'same-site'], [1, 'cross-site']),
    style: fc.boolean(),
    nosniff: chance(65),
    type: fc.constantFrom(
      'text/plain',
      'application/json',
      'text/css',
      'text/javascript',
      'image/png',
      'text/csv',
      null,
    ),
  })
  .map(
    ({ target, style, nosniff, type }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const shared = {
          in: world.place,
          url,
          crossOrigin: null,
          referrerPolicy: null,
          integrity: null,
        } as const
        const step: Step = style
          ? { kind: 'link', rel: 'stylesheet', as: null, ...shared }
          : { kind: 'script', module: false, ...shared }
        const typed: readonly HeaderLine[] = type === null ? [] : [['Content-Type', type]]
        const told: readonly HeaderLine[] = nosniff ? [['X-Content-Type-Options', 'nosniff']] : []
        return piece([step], [actual(url, answer(200, [...typed, ...told], ''))])
      },
  )

/** Images that a secure page asks for by plain http. */
export const upgradedImages: fc.Arbitrary<PieceMaker> = fc
  .constantFrom('http://api.example.com', 'http://cdn.third.net', 'http://other.org')
  .map(
    (origin): PieceMaker =>
      (world, path) => {
        const url = `${origin}${path}`
        return piece(
          [{ kind: 'img', in: world.place, url, crossOrigin: null, referrerPolicy: null }],
          [url, url.replace('http:', 'https:')].map((one) =>
            either(one, answer(200, [['Content-Type', 'image/png']])),
          ),
        )
      },
  )

/** Two ports of one literal address. */
export const literalWorld: fc.Arbitrary<World> = worldOf({
  url: fc.constantFrom('http://[::1]:8080/', 'http://127.0.0.1:8000/', 'https://[::1]:8443/'),
})

export const otherPorts: fc.Arbitrary<PieceMaker> = single(
  targetOf([1, 'other-port']),
  fetching({}, { mode: 'no-cors' }, { method: 'PUT' }, { credentials: 'include' }),
)

/** URLs of schemes that nothing can be fetched from, with CORS and without. */
export const unfetchable: fc.Arbitrary<PieceMaker> = fc
  .record({
    url: fc.constantFrom(
      'ftp://other.org/x',
      'foo:bar',
      'mailto:a@other.org',
      'about:srcdoc',
      'about:blank',
      'about:blank',
      'ws://other.org/',
    ),
    init: fc.constantFrom<Init[]>({}, {}, { mode: 'no-cors' }, { mode: 'no-cors', method: 'POST' }),
  })
  .map(
    ({ url, init }): PieceMaker =>
      (world) =>
        piece([fetchStep(world, url, init)], []),
  )

/** Lists of methods and header names that are none. */
export const unparsableLists: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: otherTarget,
    methods: fc.constantFrom(
      'PUT',
      'PUT',
      'PUT',
      'PUT, DELETE',
      'PUT POST',
      'PUT, @',
      'PUT; POST',
      '"PUT"',
      'PUT, (x)',
    ),
    headers: fc.constantFrom('x-a', 'x-a x-b', 'x-a, @', 'x-a; x-b', 'x-a:', 'x-a, "x-b"'),
    init: fc.constantFrom<Init[]>({ method: 'PUT', headers: [['X-A', '1']] }, { headers: [['X-A', '1']] }),
  })
  .map(
    ({ target, methods, headers, init }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const lists: readonly HeaderLine[] = [
          ['Access-Control-Allow-Methods', methods],
          ['Access-Control-Allow-Headers', headers],
        ]
        return piece(
          [fetchStep(world, url, init)],
          [
            preflight(url, answer(204, [...allowing(world), ...lists], '')),
            actual(url, answer(200, allowing(world))),
          ],
        )
      },
  )

/** Pages that embed only what says that it may be. */
export const embedderWorld: fc.Arbitrary<World> = worldOf({
  url: fc.constantFrom('https://app.example.com/', 'https://other.org/', 'http://localhost:3000/'),
  headers: fc
    .constantFrom('require-corp', 'credentialless')
    .map((value): readonly HeaderLine[] => [['Cross-Origin-Embedder-Policy', value]]),
})

/** What they embed. */
export const embedded: fc.Arbitrary<PieceMaker> = single(
  otherTarget,
  fetching({ mode: 'no-cors' }, { mode: 'no-cors', credentials: 'include' }, {}),
  fc.constantFrom<(readonly HeaderLine[])[]>([], [], [['Cross-Origin-Resource-Policy', 'cross-origin']]),
)
