import type { Handler } from '../fetch/exchange-state'
import type { OptionsSite, Route } from '../lint/material'
import { type FlaskCorsOptions, type FlaskCorsSettings, type FlaskRoute, flask } from '../servers/flask-cors'
import { answer } from '../servers/middleware'
import { literalValue } from './literal-values'

/** Options of flask-cors: those of `CORS(app, …)` or of the settings, and those of `@cross_origin(…)` at routes. */
export interface FlaskSites {
  /** Null where routes alone have any. */
  readonly app: OptionsSite | null
  readonly routes: readonly (OptionsSite & { readonly route: Route })[]
}

/** The places of a file as one model of Flask has them; null where they are not of flask-cors, or too many. */
export function sitesOfFlask(options: readonly OptionsSite[]): FlaskSites | null {
  const routes = options.filter((site): site is FlaskSites['routes'][number] => site.route !== undefined)
  const [app = null, other] = options.filter(({ route }) => route === undefined)
  const isFlask = options.length > 0 && options.every(({ dialect }) => dialect === 'flask')
  return isFlask && other === undefined ? { app, routes } : null
}

const everything = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Flask with these options: the routes that have some of their own, and behind them a view at every other path, with the
 * options of the application or, where it has none, those of the first route. Each route takes every method, unless
 * another has the rest. A blueprint's prefix is not known, so that its routes are where their rules say.
 *
 * @throws ConfigError where an option cannot be read without running the file
 */
export function flaskOf({ app, routes }: FlaskSites, view: Handler): Handler {
  const own = routes.map((site): FlaskRoute => {
    const { rule, methods } = site.route
    const isAlone = routes.filter(({ route }) => route.rule === rule).length === 1
    return { rule, methods: isAlone ? everything : methods, view, crossOrigin: valuesOf(site).cors }
  })
  const first = app === null ? own[0]?.crossOrigin : undefined
  const elsewhere = { methods: everything, ...(first === undefined ? {} : { crossOrigin: first }) }
  const rest: readonly FlaskRoute[] = [
    { ...elsewhere, rule: '/', view: () => answer(200, { 'content-type': 'application/json' }, '{}') },
    { ...elsewhere, rule: '/<path:rest>', view },
  ]
  const free = rest.filter(({ rule }) => !own.some((one) => one.rule === rule))
  const { config, cors } = valuesOf(app ?? routes[0] ?? null)
  return flask({ routes: [...own, ...free], config, ...(app === null ? {} : { cors }) })
}

/** Settings by their names, and arguments of a call by theirs. */
function valuesOf(site: OptionsSite | null): {
  readonly config: FlaskCorsSettings
  readonly cors: FlaskCorsOptions
} {
  const options = site?.options ?? null
  const all = options === null ? {} : (literalValue(options, '', (source) => source) as object)
  const named = (isSetting: boolean): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('CORS_') === isSetting))
  return { config: named(true), cors: named(false) }
}

/** Paths of the routes with options of their own that have no variable part. */
export function pathsOfFlask({ routes }: FlaskSites): readonly string[] {
  return [...new Set(routes.map(({ route }) => route.rule))].filter((rule) => /^\/[^<>\s]*$/.test(rule))
}
