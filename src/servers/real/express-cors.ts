import { type AnyTransport, responseBody } from '../../drivers/transport'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { ConfigError } from '../../infra/config-error'
import { utf8Encode } from '../../infra/utf-8'
import { expressError, isOurs } from '../express/express-error'
import type { Middleware } from '../middleware'
import { type Callable, functionIn, loadPackage } from './load-package'
import { NodeRequest, NodeResponse } from './node-messages'
import { withOwnPatterns } from './own-patterns'
import type { TransportLayer } from './transport-layer'
import { withHeaders } from './with-headers'

/** One origin or many, as `cors` compares them. */
export type ExpressCorsOrigin = boolean | string | RegExp | readonly (boolean | string | RegExp)[]

/** The options of the package `cors`, handed to it as they are. */
export interface ExpressCorsOptions {
  readonly origin?:
    | ExpressCorsOrigin
    | ((
        origin: string | undefined,
        callback: (error: Error | null, origin?: ExpressCorsOrigin) => void,
      ) => void)
    | undefined
  readonly methods?: string | readonly string[] | undefined
  readonly allowedHeaders?: string | readonly string[] | undefined
  readonly exposedHeaders?: string | readonly string[] | undefined
  readonly credentials?: boolean | undefined
  readonly maxAge?: number | undefined
  readonly preflightContinue?: boolean | undefined
  readonly optionsSuccessStatus?: number | undefined
}

/** Options that depend on the request. */
export type ExpressCorsDelegate = (
  request: NodeRequest,
  callback: (error: Error | null, options?: ExpressCorsOptions) => void,
) => void

/** The real package, where it cannot be found by its name: in browsers, in bundles, in monorepos. */
export interface ExpressCorsPackage {
  /** What `import cors from 'cors'` gives. */
  readonly cors?: unknown
}

/**
 * `app.use(cors(options))` of Express, as a layer: the installed package `cors` itself runs, on a request and a
 * response of our own. What it does not answer goes on to the next layer, whose answer gets its headers. A failing
 * option, and a next layer that throws, are answered as Express does.
 *
 * Each server that is made of the layer has regular expressions of its own, so a `g` in one of them begins anew.
 * Headers that Express and Node add to every answer (`Date`, `ETag`, `X-Powered-By`, …) are not added.
 *
 * @throws ConfigError where the package is not there; and in a request, where an option answers later than at once:
 * `expressCorsAsync` is for those
 */
export function expressCors(
  options?: ExpressCorsOptions | ExpressCorsDelegate,
  packages: ExpressCorsPackage = {},
): Middleware {
  const cors = corsOf(packages, 'expressCors(options, { cors })')
  return (next) => {
    const middleware: Callable = cors(withOwnPatterns(options, cors))
    const forPackage = typeof options !== 'function' && typeof options?.origin !== 'function'
    return (request) => {
      const response = new NodeResponse()
      let outcome: Outcome | null = null
      const went = (error?: unknown): void => {
        outcome ??= error ? { error } : passed
      }
      try {
        middleware(new NodeRequest(request, forPackage), response, went)
      } catch (error) {
        if (isOurs(error)) throw error
        outcome = { error }
      }
      if (response.headersSent) return answered(request, response)
      if (outcome === null) throw answersLater()
      return afterwards(outcome, response, request, next)
    }
  }
}

/** As `expressCors`, for options that answer later, and in front of what answers later. */
export function expressCorsAsync(
  options?: ExpressCorsOptions | ExpressCorsDelegate,
  packages: ExpressCorsPackage = {},
): TransportLayer {
  const cors = corsOf(packages, 'expressCorsAsync(options, { cors })')
  return (next) => {
    const middleware: Callable = cors(withOwnPatterns(options, cors))
    return async (request, signal) => {
      const response = new NodeResponse()
      const outcome = await new Promise<Outcome>((resolve) => {
        response.onEnd = () => resolve(passed)
        try {
          middleware(new NodeRequest(request), response, (error?: unknown) =>
            resolve(error ? { error } : passed),
          )
        } catch (error) {
          resolve({ error })
        }
      })
      if (response.headersSent) return answered(request, response)
      return afterwardsAsync(outcome, response, request, next, signal)
    }
  }
}

/** How a middleware ended that did not answer. */
type Outcome = { readonly error?: unknown }

const passed: Outcome = {}

function afterwards(
  outcome: Outcome,
  response: NodeResponse,
  request: WireRequest,
  next: (request: WireRequest) => WireResponse,
): WireResponse {
  const set = response.headerList()
  if ('error' in outcome) return expressError(outcome.error, set, request)
  let answer: WireResponse
  try {
    answer = next(request)
  } catch (error) {
    if (isOurs(error)) throw error
    return expressError(error, set, request)
  }
  return withHeaders(set, answer)
}

async function afterwardsAsync(
  outcome: Outcome,
  response: NodeResponse,
  request: WireRequest,
  next: AnyTransport,
  signal: AbortSignal | null,
): Promise<WireResponse> {
  const set = response.headerList()
  if ('error' in outcome) return expressError(outcome.error, set, request)
  try {
    return withHeaders(set, await next(request, signal))
  } catch (error) {
    if (isOurs(error)) throw error
    return expressError(error, set, request)
  }
}

function answered({ method }: WireRequest, response: NodeResponse): WireResponse {
  const { statusCode: status, statusMessage: statusText } = response
  const body = responseBody(method, status, utf8Encode(response.text))
  return { status, statusText, headerList: response.headerList(), body }
}

function corsOf({ cors }: ExpressCorsPackage, call: string): Callable {
  return functionIn(loadPackage('cors', cors, call), [], 'cors')
}

function answersLater(): ConfigError {
  const message = 'answers later than at once, which expressCorsAsync(options) waits for'
  return new ConfigError([{ path: 'options.origin', value: undefined, reason: 'invalid', message }])
}
