/** More routes than that are not asked for each on its own. */
const most = 6

/** What is known of a route, as far as its framework tells. */
interface Route {
  readonly path: unknown
  readonly answersGET: boolean
}

/**
 * Paths of the routes of an app, of those that answer GET and have no parameters: what is set up for one route, or is
 * missing there, does not show at another. Express, Hono and the routers of Koa tell; others do not.
 */
export function pathsOfApp(app: unknown): readonly string[] {
  const paths = [...ofHono(app), ...ofExpress(app), ...ofKoa(app)]
    .filter(({ answersGET }) => answersGET)
    .map(({ path }) => path)
    .filter((path) => typeof path === 'string')
    .filter((path) => /^\/[^:*{}()[\]\\?+#\s]*$/.test(path) && path !== '/')
  return [...new Set(paths)].slice(0, most)
}

/** Those of middleware have the method ALL. */
function ofHono(app: unknown): readonly Route[] {
  return listIn(app, 'routes').map((route) => ({
    path: member(route, 'path'),
    answersGET: member(route, 'method') === 'GET',
  }))
}

/** Version 5 has its router where version 4 has a getter that throws. */
function ofExpress(app: unknown): readonly Route[] {
  const router = member(app, '_router') ?? member(app, 'router')
  return listIn(router, 'stack').flatMap((layer) => {
    const route = member(layer, 'route')
    const get = member(member(route, 'methods'), 'get')
    return route === undefined ? [] : [{ path: member(route, 'path'), answersGET: get === true }]
  })
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
