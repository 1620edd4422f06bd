/** More routes than that are not asked for each on its own. */
const most = 8

/** What is known of a route, as far as its framework tells. */
interface Route {
  readonly path: unknown
  readonly answersGET: boolean
}

/** The paths of routes: what is asked for, and what is left out. */
export interface AppPaths {
  readonly asked: readonly string[]
  readonly left: readonly string[]
}

/**
 * Paths of the routes of an app, those that answer GET first: what is set up for one route, or is missing there, does not
 * show at another. A parameter is 1. Express with its routers, Hono and the routers of Koa tell; others do not.
 */
export function pathsOfApp(app: unknown): AppPaths {
  const routes = [...ofHono(app), ...ofExpress(app), ...ofKoa(app)]
  const inOrder = [
    ...routes.filter(({ answersGET }) => answersGET),
    ...routes.filter(({ answersGET }) => !answersGET),
  ]
  const paths = inOrder
    .map(({ path }) => (typeof path === 'string' ? path.replace(/:\w+/g, '1') : ''))
    .filter((path) => /^\/[^:*{}()[\]\\?+#\s]+$/.test(path))
  const all = [...new Set(paths)]
  return { asked: all.slice(0, most), left: all.slice(most) }
}

/** What stands at ALL is middleware, as a rule. */
function ofHono(app: unknown): readonly Route[] {
  return listIn(app, 'routes')
    .filter((route) => member(route, 'method') !== 'ALL')
    .map((route) => ({ path: member(route, 'path'), answersGET: member(route, 'method') === 'GET' }))
}

/** Version 5 has its router where version 4 has a getter that throws. */
function ofExpress(app: unknown): readonly Route[] {
  return ofRouter(member(app, '_router') ?? member(app, 'router'), '', 0)
}

/** Routers may stand in each other, and in themselves. */
function ofRouter(router: unknown, above: string, depth: number): readonly Route[] {
  if (depth > 8) return []
  return listIn(router, 'stack').flatMap((layer) => {
    const route = member(layer, 'route')
    if (route === undefined || route === null) {
      const mount = mountOf(layer)
      return mount === null ? [] : ofRouter(member(layer, 'handle'), `${above}${mount}`, depth + 1)
    }
    const get = member(member(route, 'methods'), 'get')
    const own = member(route, 'path')
    const path = typeof own === 'string' ? `${above}${own === '/' && above !== '' ? '' : own}` : null
    return [{ path, answersGET: get === true }]
  })
}

/** Where a router stands; version 4 keeps but the pattern that it made of it. Null where that cannot be told. */
function mountOf(layer: unknown): string | null {
  const written = member(layer, 'rawPath')
  if (typeof written === 'string') return written === '/' ? '' : written
  const pattern = member(layer, 'regexp')
  if (!(pattern instanceof RegExp)) return null
  if (member(pattern, 'fast_slash') === true) return ''
  const plain = /^\^((?:\\\/[\w.~-]+)+)\\\/\?\(\?=\\\/\|\$\)$/.exec(pattern.source)
  return plain === null ? null : (plain[1] as string).replaceAll('\\/', '/')
}

function ofKoa(app: unknown): readonly Route[] {
  return listIn(app, 'middleware')
    .flatMap((middleware) => listIn(member(middleware, 'router'), 'stack'))
    .map((layer) => ({
      path: member(layer, 'path'),
      answersGET: listIn(layer, 'methods').includes('GET'),
    }))
}

function listIn(of: unknown, name: string): readonly unknown[] {
  const list = member(of, name)
  return Array.isArray(list) ? list : []
}

/** A member of something foreign; what has none, or throws, is without. */
function member(of: unknown, name: string): unknown {
  if ((typeof of !== 'object' && typeof of !== 'function') || of === null) return undefined
  try {
    return (of as { readonly [name: string]: unknown })[name]
  } catch {
    return undefined
  }
}
