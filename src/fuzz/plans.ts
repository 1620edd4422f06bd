import type { Base } from './base'
import type { Page, Plan, Pool, Shape, Step } from './campaign-values'
import { unknownRoute } from './compile-shape'
import { inTurns, type Lane, merged } from './lanes'
import { probes } from './probes'
import { rawProbes } from './raw-probes'
import type { Grant, HeaderPair, How, Intent, PageData, RequestData } from './types'
import { coversMethod, coversPath, examplesOf, headerOf } from './who'

/** What plans are made with. */
export interface Workshop {
  readonly intent: Intent
  readonly bases: readonly Base[]
  readonly pageOf: (data: PageData, probe?: string | null) => Page
  readonly shapeOf: (data: RequestData) => Shape
}

/** The plans that are played first, in order, and what later ones are drawn from. */
export interface Plans {
  readonly sweep: readonly Plan[]
  readonly pool: Pool
}

/** Short enough for most servers to take it, and long enough for those that compare each name with each. */
const manyNames = Array.from({ length: 1000 }, (_, i) => `x-${i}`).join(',')
/** More than the megabyte that nginx takes. */
const longBody = { repeated: 'x', times: 1_100_000 }
/** Allowed by those that allow any. */
export const anyMethod = 'CORSAC'
const usualMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

export function createPlans(workshop: Workshop): Plans {
  const byProbe = attackersOf(workshop)
  const attackers = mostTelling(byProbe)
  const shapes = attackShapes(workshop)
  const uses = usesOf(workshop)
  const pool: Pool = {
    attackers: [...new Set(byProbe.flat(2))],
    uses,
    shapes: [...shapes, ...errorShapes(workshop)],
    raw: rawPlans(workshop),
    caches: cachePlans(workshop),
    logins: loginPlans(workshop),
    betrayals: betrayals(workshop, attackers),
  }
  return { sweep: merged(lanesOf(workshop, pool, attackers)), pool }
}

/**
 * The kinds of plans that are played side by side, so that a short campaign has some of each.
 */
function lanesOf(workshop: Workshop, pool: Pool, attackers: readonly Page[]): readonly Lane[] {
  const { uses } = pool
  const shapes = attackShapes(workshop).filter(telling)
  const [asUser, ...below] = shapes.filter(({ credentialed, data }) => credentialed && data.method === 'GET')
  const [asNobody, ...others] = shapes.filter((shape) => shape !== asUser && !below.includes(shape))
  const errors = errorShapes(workshop)
  const [first] = attackers
  const by = (pages: readonly Page[], shape: Shape | undefined): readonly Plan[] =>
    shape === undefined ? [] : pages.map((page) => pagePlan({ page, shape }))
  const firstUses = uses.flatMap(({ page, shapes: [shape] }) =>
    shape === undefined ? [] : [{ page, shape }],
  )
  const returning = firstUses.filter(({ shape }) => shape.credentialed).map((use) => pagePlan(use))
  return [
    {
      share: 3,
      plans: inTurns(uses.map(({ page, shapes }) => shapes.map((shape) => pagePlan({ page, shape })))),
    },
    { share: 3, plans: by(attackers, asUser) },
    { share: 2, plans: attackers.flatMap((page) => below.flatMap((shape) => by([page], shape))) },
    { share: 1, plans: by(attackers, asNobody) },
    { share: 1, plans: [...by(attackers, asUser), ...returning].map(withCookies) },
    // All that the first attacker can ask; what others can is told by less.
    {
      share: 1,
      plans: first === undefined ? [] : [...errors, ...pool.shapes].flatMap((shape) => by([first], shape)),
    },
    { share: 1, plans: by(attackers, errors[0]) },
    { share: 1, plans: attackers.flatMap((page) => others.flatMap((shape) => by([page], shape))) },
    { share: 1, plans: laxities(workshop) },
    { share: 1, plans: pool.logins },
    { share: 1, plans: pool.betrayals },
    { share: 1, plans: pool.caches },
    { share: 1, plans: pool.raw },
    // Thrice the same, for servers that answer otherwise the second time.
    { share: 1, plans: firstUses.map((use) => pagePlan(use, use, use)) },
  ]
}

export function pagePlan(...steps: readonly Step[]): Plan {
  return { story: 'page', cookies: false, steps }
}

/** The same in a browser that has the users' cookies. */
export function withCookies(plan: Plan): Plan {
  return { ...plan, cookies: true }
}

/** Every path that is asked for: what grants name, and a route that there is not, below each of theirs. */
export function pathsOf({ grants, paths, login }: Intent): readonly string[] {
  const named = grants.flatMap((grant) =>
    grant.paths.map((path) => (path.endsWith('*') ? path.slice(0, -1) : path)),
  )
  const logins = login === null ? [] : [login.read]
  const all = new Set([...named, ...paths, ...logins])
  return all.size === 0 ? ['/'] : [...all]
}

/** Routes that there are not, where grants say something of them. */
export function unknownPathsOf({ grants }: Intent): readonly string[] {
  const below = grants.flatMap(({ paths }) =>
    paths.filter((path) => path.endsWith('*')).map((path) => `${path.slice(0, -1)}${unknownRoute}`),
  )
  return [...new Set([...below, `/${unknownRoute}`])]
}

/** For each probe, and for each base in it, the pages that there are; the most general probe first. */
function attackersOf({ bases, pageOf }: Workshop): readonly (readonly (readonly Page[])[])[] {
  return probes.map((probe) =>
    bases.map((base) =>
      probe
        .origins(base)
        .map((origin) => pageOf({ origin, how: howOf(origin, probe.how) }, probe.id))
        .filter(({ client }) => client !== null),
    ),
  )
}

/** The same in another order: the first page of each probe, for one base after the other, before the second of any. */
function mostTelling(attackers: readonly (readonly (readonly Page[])[])[]): readonly Page[] {
  return inTurns(inTurns(attackers))
}

/** A page at an http origin is an http page, whatever the probe begins with. */
export function howOf(origin: string, how: How): How {
  if (how !== 'https-page' && how !== 'http-page') return how
  return origin.startsWith('http://') ? 'http-page' : 'https-page'
}

function plain(
  path: string,
  method: string,
  credentials: 'omit' | 'include',
  headers: readonly HeaderPair[] = [],
): RequestData {
  const hasBody = method !== 'GET' && method !== 'HEAD' && headers.some(([name]) => name === 'content-type')
  return { path, method, headers, body: hasBody ? '{}' : null, credentials }
}

/** What somebody asks who may not: for every path the same, the telling ones first. */
function attackShapes({ intent, shapeOf }: Workshop): readonly Shape[] {
  const json = [headerOf('content-type')]
  return pathsOf(intent).flatMap((path) =>
    [
      plain(path, 'GET', 'include'),
      plain(path, 'GET', 'omit'),
      plain(path, 'PUT', 'include', json),
      plain(path, 'DELETE', 'omit'),
      plain(path, 'POST', 'include'),
      plain(path, 'GET', 'include', [headerOf('x-corsac-unlisted')]),
      plain(path, 'GET', 'omit', [headerOf('authorization')]),
    ].map(shapeOf),
  )
}

/** What is most likely to be answered to anybody who is let in. */
function telling({ data: { headers, method } }: Shape): boolean {
  return headers.every(([name]) => name === 'content-type') && method !== 'DELETE'
}

/**
 * What a page can ask without a preflight, and is answered with an error as a rule: where there is nothing, and what
 * parsers of paths, bodies and forms do not take. Other parts of a server give such answers than the rest.
 */
function errorShapes({ intent, shapeOf }: Workshop): readonly Shape[] {
  const [path = '/'] = pathsOf(intent)
  const posted = (type: string): RequestData => ({
    ...plain(path, 'POST', 'include', [['content-type', type]]),
    body: 'corsac',
  })
  return [
    ...unknownPathsOf(intent).flatMap((unknown) => [
      plain(unknown, 'GET', 'include'),
      plain(unknown, 'GET', 'omit'),
    ]),
    plain(`/${unknownRoute}%`, 'GET', 'include'),
    // A form without its boundary, and a charset that there is not.
    posted('multipart/form-data'),
    posted('application/x-www-form-urlencoded; charset=corsac'),
  ].map(shapeOf)
}

function usesOf(workshop: Workshop): Pool['uses'] {
  const { intent, pageOf, shapeOf } = workshop
  return intent.grants.flatMap((grant) => {
    const shapes = meantRequests(grant, intent).map(shapeOf)
    return examplesOf(grant.who).flatMap((origin) => {
      const how = origin === 'null' ? 'sandboxed-frame' : howOf(origin, 'https-page')
      const page = pageOf({ origin, how })
      // Origins of apps (`capacitor://localhost`) have no page in a browser.
      return page.client === null ? [] : [{ page, shapes }]
    })
  })
}

/** Each method on its own, each header on its own, all headers at once, and errors on the way. */
function meantRequests(grant: Grant, intent: Intent): readonly RequestData[] {
  const paths = pathsOf(intent).filter((path) => coversPath(grant, path))
  const unknown = unknownPathsOf(intent).filter((path) => coversPath(grant, path))
  const methods = grant.methods === 'any' ? usualMethods : grant.methods
  const names =
    grant.requestHeaders === 'any'
      ? ['content-type', 'authorization', 'x-requested-with']
      : grant.requestHeaders
  const sets = [...names.map((name) => [headerOf(name)]), ...(names.length > 1 ? [names.map(headerOf)] : [])]
  const modes = grant.credentials ? (['include', 'omit'] as const) : (['omit'] as const)
  const known = paths.flatMap((path) => [
    ...methods.map((method) => plain(path, method, 'omit')),
    ...sets.map((headers) => plain(path, methodWithBody(methods), 'omit', headers)),
  ])
  const missing = unknown.map((path) => plain(path, methods[0] ?? 'GET', 'omit'))
  const long = coversMethod(grant, 'POST')
    ? paths.map((path) => ({ ...plain(path, 'POST', 'omit'), body: longBody }))
    : []
  const requests = inTurns<RequestData>([known, missing, long])
  return modes.flatMap((credentials) => requests.map((request) => ({ ...request, credentials })))
}

function methodWithBody(methods: readonly string[]): string {
  return methods.find((method) => method !== 'GET' && method !== 'HEAD') ?? methods[0] ?? 'GET'
}

/** Pages that are meant, with what they are not meant to do. */
function laxities({ intent, pageOf, shapeOf }: Workshop): readonly Plan[] {
  return intent.grants.flatMap((grant) => {
    const [origin] = examplesOf(grant.who).filter((each) => each !== 'null')
    const path = pathsOf(intent).find((each) => coversPath(grant, each))
    if (origin === undefined || path === undefined) return []
    const page = pageOf({ origin, how: howOf(origin, 'https-page') })
    if (page.client === null) return []
    const credentials = grant.credentials ? 'include' : 'omit'
    const unlisted = ['PUT', 'PATCH', 'DELETE', anyMethod].filter((method) => !coversMethod(grant, method))
    const method = grant.methods === 'any' ? 'GET' : (grant.methods[0] ?? 'GET')
    return [
      ...unlisted.map((each) => plain(path, each, credentials)),
      plain(path, method, credentials, [headerOf('x-corsac-unlisted')]),
      // What was allowed with credentials is asked for without, and the other way round.
      plain(path, method, grant.credentials ? 'omit' : 'include'),
      // Paths of others.
      ...pathsOf(intent)
        .filter((each) => !coversPath(grant, each))
        .map((each) => plain(each, 'GET', credentials)),
    ].map((request) => pagePlan({ page, shape: shapeOf(request) }))
  })
}

/** People ask one after the other through one cache: with and without an origin, meant or not. */
function cachePlans({ intent, pageOf, shapeOf }: Workshop): readonly Plan[] {
  const evil = pageOf({ origin: 'https://evil.example', how: 'https-page' }, 'any-origin')
  const image = pageOf({ origin: '', how: 'none' })
  const pagesOf = (grant: Grant): readonly Page[] =>
    examplesOf(grant.who)
      .map((origin) => pageOf({ origin, how: howOf(origin, 'https-page') }))
      .filter(({ client }) => client !== null)
  return intent.grants.flatMap((grant) => {
    const [first] = pagesOf(grant)
    if (first === undefined || !coversMethod(grant, 'GET')) return []
    const others = intent.grants
      .flatMap(pagesOf)
      .filter((page) => page !== first)
      .slice(0, 2)
    const pairs = [[image, first], ...others.map((other) => [other, first]), [evil, first], [first, evil]]
    const modes = grant.credentials ? (['include', 'omit'] as const) : (['omit'] as const)
    const paths = pathsOf(intent).filter((path) => coversPath(grant, path))
    return paths.flatMap((path) =>
      modes.flatMap((credentials) => {
        const shape = shapeOf(plain(path, 'GET', credentials))
        return pairs.map(
          (pair): Plan => ({ story: 'cache', cookies: false, steps: pair.map((page) => ({ page, shape })) }),
        )
      }),
    )
  })
}

/** A page on which users sign in, with how they do so and what is read by them. */
interface SignIn {
  readonly page: Page
  readonly signIn: Shape
  readonly read: Shape
}

function signInsOf({ intent, pageOf, shapeOf }: Workshop): readonly SignIn[] {
  const { login, grants } = intent
  if (login === null) return []
  const { path, method, headers, body } = login
  const signIn = shapeOf({ path, method, headers, body, credentials: 'include' })
  const read = shapeOf(plain(login.read, 'GET', 'include'))
  return grants
    .filter(({ credentials }) => credentials)
    .flatMap(({ who }) => examplesOf(who))
    .map((origin) => pageOf({ origin, how: howOf(origin, 'https-page') }))
    .filter(({ client }) => client !== null)
    .map((page) => ({ page, signIn, read }))
}

function loginPlans(workshop: Workshop): readonly Plan[] {
  return signInsOf(workshop).map(({ page, signIn, read }) => ({
    story: 'login',
    cookies: false,
    steps: [
      { page, shape: signIn },
      { page, shape: read },
    ],
  }))
}

/** A user signs in, and goes to an attacker's page in the same browser. */
function betrayals(workshop: Workshop, attackers: readonly Page[]): readonly Plan[] {
  return signInsOf(workshop)
    .slice(0, 1)
    .flatMap(({ page, signIn, read }) =>
      attackers.map((attacker) => pagePlan({ page, shape: signIn }, { page: attacker, shape: read })),
    )
}

function rawPlans({ intent, bases, pageOf, shapeOf }: Workshop): readonly Plan[] {
  const [path = '/'] = pathsOf(intent)
  const get = shapeOf(plain(path, 'GET', 'include'))
  const raw = (...steps: readonly Step[]): Plan => ({ story: 'raw', cookies: false, steps })
  const probed = bases.flatMap((base) =>
    rawProbes.flatMap(({ id, origins }) =>
      origins(base).map((origin) => raw({ page: pageOf({ origin, how: 'raw' }, id), shape: get })),
    ),
  )
  const unreal = [...probed]
  for (const origin of [
    'https://evil.example',
    ...intent.grants.flatMap(({ who }) => examplesOf(who).slice(0, 1)),
  ]) {
    const page = pageOf({ origin, how: 'raw' })
    const asked = (method: string, ...headers: readonly HeaderPair[]): Step => ({
      page,
      shape: shapeOf(plain(path, 'OPTIONS', 'omit', [['access-control-request-method', method], ...headers])),
    })
    unreal.push(raw(asked('GET', ['access-control-request-private-network', 'true'])))
    unreal.push(raw(asked('GET', ['access-control-request-headers', manyNames])))
    for (const method of ['DELETE', 'POST'])
      unreal.push(raw({ page, shape: get }, { page, shape: get }, asked(method), { page, shape: get }))
  }
  return unreal
}
