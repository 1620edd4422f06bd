import type { Handler } from '../../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { utf8Encode } from '../../infra/utf-8'
import { answer } from '../middleware'
import { decodedPath } from '../python-pattern'
import { createDecorator, type Decorator } from './cross-origin'
import { createExtension, type Extension, type FlaskCorsContext, serverError, written } from './flask-cors'
import type { FlaskCorsOptions, FlaskCorsSettings } from './options'
import { sorted } from './python-value'
import { createRouter, type Router, type RuleEntry } from './routing'

/** A route of an app: `@app.route(rule, methods=[…])`. */
export interface FlaskRoute {
  readonly rule: string
  /** `['GET']` where it is not said; HEAD comes with GET, OPTIONS of itself. */
  readonly methods?: readonly string[]
  /** What the view answers. One that throws is a view that raises: `abort(…)`, or an exception nobody catches. */
  readonly view: Handler
  /** The arguments of `@cross_origin(…)` below the route; none where the view is not decorated. */
  readonly crossOrigin?: FlaskCorsOptions
}

export interface FlaskApp extends Omit<FlaskCorsContext, 'settings'> {
  readonly routes: readonly FlaskRoute[]
  /** The arguments of `CORS(app, …)`; none where there is no such call. */
  readonly cors?: FlaskCorsOptions
  /** `app.config`: the settings that begin with `CORS_`. */
  readonly config?: FlaskCorsSettings
  /** `@app.before_request`: an answer ends the request there, OPTIONS included. */
  readonly beforeRequest?: (request: WireRequest) => WireResponse | null
  /** Exceptions go to the debugger of Werkzeug, whose answer no extension sees. */
  readonly debug?: boolean
}

class Abort extends Error {
  override readonly name = 'Abort'
  readonly status: number

  constructor(status: number) {
    super(`abort(${status})`)
    this.status = status
  }
}

/** Ends a view with an error page, as `flask.abort(401)`. A decorator of the view does not see that answer. */
export function abort(status: number): never {
  throw new Abort(status)
}

/** An answer and whose it is: a decorator that has had its say keeps the extension from having one. */
interface Dispatched {
  readonly response: WireResponse
  readonly by: 'view' | 'decorator' | 'exception'
}

interface View {
  readonly run: Handler
  readonly decorator: Decorator | null
  /** Whether Flask answers OPTIONS before the view or its decorator is asked. */
  readonly automaticOptions: boolean
}

/**
 * A Flask app, as of Flask and Werkzeug 2.2: routes, redirects to the slash at the end (308, to `http:` where a
 * proxy in front has spoken http), 404 and 405, automatic answers to OPTIONS, exceptions as 500, flask-cors as an
 * extension, a decorator or both.
 *
 * Left out are blueprints, error handlers, the static folder, hosts and subdomains, converters with arguments.
 * Bodies of error pages and `Content-Length` are not those of Flask, and `Allow` is sorted.
 *
 * @throws ConfigError as `flaskCors` does, and naming a rule that is none
 */
export function flask(app: FlaskApp): Handler {
  const context: FlaskCorsContext = {
    ...(app.version === undefined ? {} : { version: app.version }),
    settings: app.config ?? {},
  }
  const router = createRouter(app.routes.map((route) => entryOf(route, context)))
  const extension = app.cors === undefined ? null : createExtension(app.cors, context)
  return (request) => {
    const dispatched = dispatch(app, router, request)
    if (dispatched === 'exception' && app.debug === true) return forMethod(request, serverError())
    return forMethod(request, written(afterRequest(extension, request, dispatched)))
  }
}

function afterRequest(
  extension: Extension | null,
  request: WireRequest,
  dispatched: Dispatched | 'exception',
): WireResponse {
  const { response, by } =
    dispatched === 'exception' ? { response: serverError(), by: 'exception' } : dispatched
  if (extension === null || by === 'decorator') return response
  const once = extension.apply(request, response)
  return by === 'exception' && extension.interceptsExceptions ? extension.apply(request, once) : once
}

/** An answer to HEAD has no body. */
function forMethod({ method }: WireRequest, response: WireResponse): WireResponse {
  return method === 'HEAD' ? { ...response, body: { kind: 'bytes', bytes: '' } } : response
}

function entryOf(route: FlaskRoute, context: FlaskCorsContext): RuleEntry<View> {
  const methods = new Set((route.methods ?? ['GET']).map((method) => method.toUpperCase()))
  const decorator = route.crossOrigin === undefined ? null : createDecorator(route.crossOrigin, context)
  const automaticOptions = !(decorator?.takesOptions ?? false) && !methods.has('OPTIONS')
  if (methods.has('GET')) methods.add('HEAD')
  if (automaticOptions || decorator?.takesOptions === true) methods.add('OPTIONS')
  return { rule: route.rule, methods, view: { run: route.view, decorator, automaticOptions } }
}

function dispatch(app: FlaskApp, router: Router<View>, request: WireRequest): Dispatched | 'exception' {
  try {
    const before = app.beforeRequest?.(request) ?? null
    return before === null ? dispatchToView(router, request) : { response: before, by: 'view' }
  } catch (error) {
    return error instanceof Abort ? { response: errorPage(error.status), by: 'exception' } : 'exception'
  }
}

function dispatchToView(router: Router<View>, request: WireRequest): Dispatched {
  const path = `/${decodedPath(request.url.path).replace(/^\/+/, '')}`
  const routed = router.route(path, request.method)
  switch (routed.kind) {
    case 'redirect':
      return { response: redirectTo(request, routed.path), by: 'exception' }
    case 'not found':
      return { response: errorPage(404), by: 'exception' }
    case 'method not allowed':
      return { response: errorPage(405, routed.methods), by: 'exception' }
    case 'view':
      return runView(routed.view, request, () => optionsResponse(router.methodsOf(path)))
  }
}

function runView(view: View, request: WireRequest, options: () => WireResponse): Dispatched {
  if (view.automaticOptions && request.method === 'OPTIONS') {
    return { response: options(), by: 'view' }
  }
  if (view.decorator === null) return { response: view.run(request), by: 'view' }
  return { response: view.decorator.run(request, view.run, options), by: 'decorator' }
}

const html = { 'content-type': 'text/html; charset=utf-8' } as const

function optionsResponse(methods: ReadonlySet<string>): WireResponse {
  return answer(200, { ...html, allow: allow(methods) })
}

function errorPage(status: number, methods: ReadonlySet<string> = new Set()): WireResponse {
  const headers = methods.size === 0 ? html : { ...html, allow: allow(methods) }
  return answer(status, headers, `<!doctype html><title>${status}</title>`)
}

function allow(methods: ReadonlySet<string>): string {
  return sorted([...methods]).join(', ')
}

/** The scheme is that of the connection to the app: behind a proxy that ends TLS, it is `http`. */
function redirectTo({ url }: WireRequest, path: string): WireResponse {
  const host = `${url.host ?? ''}${url.port === null ? '' : `:${url.port}`}`
  const query = url.query === null || url.query === '' ? '' : `?${url.query}`
  const location = `${url.scheme}://${host}/${quoted(path.replace(/^\/+/, ''))}${query}`
  return answer(308, { ...html, location }, '<!doctype html><title>Redirecting...</title>')
}

/** A path in which every byte is escaped that Werkzeug does not leave alone there. */
function quoted(path: string): string {
  return utf8Encode(path).replace(
    /[^A-Za-z0-9\-._~$!'()*+,;/:|]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
