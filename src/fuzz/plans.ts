import type { Page, Plan, Pool, Shape, Step } from './campaign-values'
import { type Base, probes, rawProbes } from './probes'
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

const unknownRoute = 'corsac-no-such-route'
/** More than the megabyte that nginx takes. */
const longBody = { repeated: 'x', times: 1_100_000 }
const usualMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

export function createPlans(workshop: Workshop): Plans {
  const attackers = attackersOf(workshop)
  const shapes = attackShapes(workshop)
  const uses = usesOf(workshop)
  const pool: Pool = {
    attackers,
    uses,
    shapes,
    raw: rawPlans(workshop),
    caches: cachePlans(workshop),
    logins: loginPlans(workshop),
  }
  const sweep = [
    ...uses.flatMap(({ page, shapes: meant }) => meant.map((shape) => pagePlan({ page, shape }))),
    ...attacks(attackers, shapes),
    ...laxities(workshop),
    ...pool.logins,
    ...pool.caches,
    ...pool.raw,
    // Twice the same, for servers that answer otherwise the second time.
    ...uses.flatMap(({ page, shapes: [shape] }) =>
      shape === undefined ? [] : [pagePlan({ page, shape }, { page, shape }, { page, shape })],
    ),
  ]
  return { sweep, pool }
}

export function pagePlan(...steps: readonly Step[]): Plan {
  return { story: 'page', steps }
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

function unknownPathsOf({ grants }: Intent): readonly string[] {
  const below = grants.flatMap(({ paths }) =>
    paths.filter((path) => path.endsWith('*')).map((path) => `${path.slice(0, -1)}${unknownRoute}`),
  )
  return [...new Set([...below, `/${unknownRoute}`])]
}

function attackersOf({ bases, pageOf }: Workshop): readonly Page[] {
  const pages = probes.flatMap((probe) =>
    bases.flatMap((base) =>
      probe.origins(base).map((origin) => pageOf({ origin, how: howOf(origin, probe.how) }, probe.id)),
    ),
  )
  return [...new Set(pages)].filter(({ client }) => client !== null)
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

/** Every page asks for every path in the telling ways, and the most telling page in all. */
function attacks(attackers: readonly Page[], shapes: readonly Shape[]): readonly Plan[] {
  const telling = shapes.filter(
    ({ data }) => data.headers.every(([name]) => name === 'content-type') && data.method !== 'DELETE',
  )
  const ofAll = attackers.flatMap((page) => telling.map((shape) => pagePlan({ page, shape })))
  const [first] = attackers
  return first === undefined ? ofAll : [...ofAll, ...shapes.map((shape) => pagePlan({ page: first, shape }))]
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
  const unknown = unknownPathsOf(intent)
  const methods = grant.methods === 'any' ? usualMethods : grant.methods
  const names =
    grant.requestHeaders === 'any'
      ? ['content-type', 'authorization', 'x-requested-with']
      : grant.requestHeaders
  const sets = [...names.map((name) => [headerOf(name)]), ...(names.length > 1 ? [names.map(headerOf)] : [])]
  const modes = grant.credentials ? (['include', 'omit'] as const) : (['omit'] as const)
  const requests: RequestData[] = []
  for (const credentials of modes) {
    for (const path of paths) {
      for (const method of methods) requests.push(plain(path, method, credentials))
      for (const headers of sets) requests.push(plain(path, methodWithBody(methods), credentials, headers))
    }
    for (const path of unknown) requests.push(plain(path, methods[0] ?? 'GET', credentials))
    if (coversMethod(grant, 'POST')) {
      for (const path of paths) requests.push({ ...plain(path, 'POST', credentials), body: longBody })
    }
  }
  return requests
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
    const unlisted = ['PUT', 'PATCH', 'DELETE', 'CORSAC'].filter((method) => !coversMethod(grant, method))
    const method = grant.methods === 'any' ? 'GET' : (grant.methods[0] ?? 'GET')
    return [
      ...unlisted.map((each) => plain(path, each, credentials)),
      plain(path, method, credentials, [headerOf('x-corsac-unlisted')]),
      // What was allowed with credentials is asked for without, and the other way round.
      plain(path, method, grant.credentials ? 'omit' : 'include'),
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
        return pairs.map((pair): Plan => ({ story: 'cache', steps: pair.map((page) => ({ page, shape })) }))
      }),
    )
  })
}

function loginPlans({ intent, pageOf, shapeOf }: Workshop): readonly Plan[] {
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
    .map(
      (page): Plan => ({
        story: 'login',
        steps: [
          { page, shape: signIn },
          { page, shape: read },
        ],
      }),
    )
}

function rawPlans({ intent, bases, pageOf, shapeOf }: Workshop): readonly Plan[] {
  const [path = '/'] = pathsOf(intent)
  const get = shapeOf(plain(path, 'GET', 'include'))
  const raw = (...steps: readonly Step[]): Plan => ({ story: 'raw', steps })
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
    for (const method of ['DELETE', 'POST'])
      unreal.push(raw({ page, shape: get }, { page, shape: get }, asked(method), { page, shape: get }))
  }
  return unreal
}
