import { type AnyTransport, responseBody } from '../../drivers/transport'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { ConfigError } from '../../infra/config-error'
import { utf8Encode } from '../../infra/utf-8'
import { isOurs } from '../express/express-error'
import type { Middleware } from '../middleware'
import { type Callable, functionIn, loadPackage } from './load-package'
import { type HeaderValue, type NodeHeaders, NodeRequest, NodeResponse } from './node-messages'
import type { TransportLayer } from './transport-layer'
import { varyWith, withHeaders } from './with-headers'

/** The options of the package `@koa/cors`, handed to it as they are. */
export interface KoaCorsOptions {
  readonly origin?: string | ((context: KoaContext) => string | false | Promise<string | false>) | undefined
  readonly allowMethods?: string | readonly string[] | undefined
  readonly allowHeaders?: string | readonly string[] | undefined
  readonly exposeHeaders?: string | readonly string[] | undefined
  readonly maxAge?: number | string | undefined
  readonly credentials?: boolean | ((context: KoaContext) => boolean | Promise<boolean>) | undefined
  readonly keepHeadersOnError?: boolean | undefined
  readonly secureContext?: boolean | undefined
  readonly privateNetworkAccess?: boolean | undefined
}

/** The real package, where it cannot be found by its name. */
export interface KoaCorsPackage {
  /** What `import cors from '@koa/cors'` gives. */
  readonly cors?: unknown
}

/** What options of `@koa/cors` may ask of a context of Koa's. */
export class KoaContext {
  readonly req: NodeRequest
  readonly res: NodeResponse = new NodeResponse()
  readonly state: { [name: string]: unknown } = {}
  /** Null until somebody has set it: Koa would answer 404. */
  #status: number | null = null

  constructor(wire: WireRequest) {
    this.req = new NodeRequest(wire)
  }

  get method(): string {
    return this.req.method
  }

  get url(): string {
    return this.req.url
  }

  get path(): string {
    return this.req.path
  }

  get headers(): NodeHeaders {
    return this.req.headers
  }

  get status(): number {
    return this.#status ?? 404
  }

  set status(status: number) {
    this.#status = status
  }

  /** Whether the middleware has answered itself. */
  get answered(): boolean {
    return this.#status !== null
  }

  get(name: string): string | string[] {
    return this.req.get(name) || ''
  }

  set(name: string, value: HeaderValue): void {
    this.res.setHeader(name, value)
  }

  vary(name: string): void {
    const before = this.res.getHeader('vary')
    this.res.setHeader('vary', before === undefined ? name : varyWith(String(before), name))
  }
}

/**
 * `app.use(cors(options))` of Koa, as a layer: the installed package `@koa/cors` itself runs, on a context of our
 * own. What it does not answer goes on to the next layer, whose answer gets its headers.
 *
 * A next layer that throws is answered as Koa does: headers are dropped, but for those that the package keeps for
 * errors. The package learns of that by a promise; its rule (`keepHeadersOnError`) is applied here at once.
 *
 * @throws ConfigError where the package is not there, or where `origin` or `credentials` is a function: the package
 * waits for those, and `koaCorsAsync` does
 */
export function koaCors(options: KoaCorsOptions = {}, packages: KoaCorsPackage = {}): Middleware {
  const cors = corsOf(packages, 'koaCors(options, { cors })')
  const waiting = (['origin', 'credentials'] as const).filter((name) => typeof options[name] === 'function')
  if (waiting.length > 0) throw new ConfigError(waiting.map((name) => answersLater(name, options[name])))
  const { keepHeadersOnError: keeps = true } = options
  return (next) => {
    const middleware: Callable = cors(options)
    return (request) => {
      const context = new KoaContext(request)
      let went = false
      const done: Promise<void> = middleware(context, () => {
        went = true
        // Never settled, so that nothing is left to do for anybody who waits: a long loop would pile that up.
        return new Promise<never>(() => {})
      })
      if (context.answered) return answered(context, request)
      if (!went) {
        // It has failed, which it does only where a header cannot be written.
        done.catch(() => {})
        return koaError(new Error('a header cannot be written'), request)
      }
      try {
        return withHeaders(context.res.headerList(), next(request))
      } catch (error) {
        if (isOurs(error)) throw error
        return koaError(keeps && request.method !== 'OPTIONS' ? withKept(error, context) : error, request)
      }
    }
  }
}

/** As `koaCors`, for options that are functions, and in front of what answers later. */
export function koaCorsAsync(options: KoaCorsOptions = {}, packages: KoaCorsPackage = {}): TransportLayer {
  const cors = corsOf(packages, 'koaCorsAsync(options, { cors })')
  return (next: AnyTransport) => {
    const middleware: Callable = cors(options)
    return async (request, signal) => {
      const context = new KoaContext(request)
      let answer: WireResponse | null = null
      try {
        await middleware(context, async () => {
          answer = await next(request, signal)
        })
      } catch (error) {
        if (isOurs(error)) throw error
        return koaError(error, request)
      }
      return answer === null ? answered(context, request) : withHeaders(context.res.headerList(), answer)
    }
  }
}

function answered(context: KoaContext, { method }: WireRequest): WireResponse {
  const { status } = context
  return {
    status,
    statusText: '',
    headerList: context.res.headerList(),
    body: responseBody(method, status, ''),
  }
}

/** The error with the headers that the package would give it. */
function withKept(error: unknown, { res }: KoaContext): unknown {
  if (typeof error !== 'object' || error === null) return error
  const { headers: own = {}, status, statusCode } = error as KoaFailure
  const { Vary, vary = Vary, ...others } = own
  const kept = Object.fromEntries(res.headerList().map(({ name, value }) => [name, value]))
  return { status, statusCode, headers: { ...others, ...kept, vary: varyWith(vary ?? '', 'Origin') } }
}

interface KoaFailure {
  readonly status?: unknown
  readonly statusCode?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What Koa answers where something throws: no header stays that the error does not have itself. */
function koaError(error: unknown, { method }: WireRequest): WireResponse {
  const { status, statusCode, headers = {} } = (error ?? {}) as KoaFailure
  const asked = status || statusCode
  const code = typeof asked === 'number' && asked >= 400 && asked < 600 ? asked : 500
  const response = new NodeResponse()
  for (const [name, value] of Object.entries(headers)) {
    if (!/^content-(?:type|length)$/i.test(name)) response.setHeader(name, value)
  }
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  const text = utf8Encode(code === 500 ? 'Internal Server Error' : String(code))
  return {
    status: code,
    statusText: '',
    headerList: response.headerList(),
    body: responseBody(method, code, text),
  }
}

function corsOf({ cors }: KoaCorsPackage, call: string): Callable {
  return functionIn(loadPackage('@koa/cors', cors, call), [], '@koa/cors')
}

function answersLater(
  name: string,
  value: unknown,
): {
  readonly path: string
  readonly value: unknown
  readonly reason: 'invalid'
  readonly message: string
} {
  const message = 'is a function, which the package waits for; koaCorsAsync(options) does too'
  return { path: `options.${name}`, value, reason: 'invalid', message }
}
