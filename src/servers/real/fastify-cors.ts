import { type AnyTransport, responseBody } from '../../drivers/transport'
import type { WireRequest, WireResponse } from '../../fetch/response'
import type { HeaderList } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'
import { utf8Encode } from '../../infra/utf-8'
import { isOurs } from '../express/express-error'
import type { Middleware } from '../middleware'
import { FastifyReply, FastifyRequest, fastifyAnswer, fastifyError } from './fastify-reply'
import { type Callable, functionIn, loadPackage } from './load-package'
import { withOwnPatterns } from './own-patterns'
import type { TransportLayer } from './transport-layer'
import { withHeaders } from './with-headers'

/** One origin or many, as `@fastify/cors` compares them. */
export type FastifyCorsOrigin = boolean | string | RegExp | readonly FastifyCorsOrigin[]

/** The options of the package `@fastify/cors`, handed to it as they are. */
export interface FastifyCorsOptions {
  readonly origin?:
    | FastifyCorsOrigin
    | ((
        origin: string | undefined,
        callback: (error: Error | null, origin: FastifyCorsOrigin) => void,
      ) => unknown)
    | undefined
  readonly methods?: string | readonly string[] | undefined
  readonly allowedHeaders?: string | readonly string[] | null | undefined
  readonly exposedHeaders?: string | readonly string[] | null | undefined
  readonly credentials?: boolean | undefined
  readonly maxAge?: number | null | undefined
  readonly cacheControl?: number | string | null | undefined
  readonly preflight?: boolean | undefined
  readonly preflightContinue?: boolean | undefined
  readonly optionsSuccessStatus?: number | undefined
  readonly strictPreflight?: boolean | undefined
  /** The others run where headers can still be set, which makes no difference here. */
  readonly hook?: 'onRequest' | 'preParsing' | 'preValidation' | 'preHandler' | undefined
  readonly delegator?: FastifyCorsDelegate | undefined
}

/** Options that depend on the request. */
export type FastifyCorsDelegate =
  | ((request: FastifyRequest, callback: (error: Error | null, options?: FastifyCorsOptions) => void) => void)
  | ((request: FastifyRequest) => Promise<FastifyCorsOptions>)

/** The real package, where it cannot be found by its name. */
export interface FastifyCorsPackage {
  /** What `import fastifyCors from '@fastify/cors'` gives. */
  readonly fastifyCors?: unknown
}

/**
 * `app.register(fastifyCors, options)` of Fastify 5, as a layer: the installed package `@fastify/cors` itself runs, on
 * a request and a reply of our own. What its hook lets pass goes on to the next layer, whose answer gets its
 * headers; but for OPTIONS, which the route that it adds takes, whatever the path.
 *
 * A failing option, and a next layer that throws, are answered as Fastify does. Left out are routes with options of
 * their own, routes for OPTIONS of the application, and the hook `preSerialization`, which some answers never reach.
 *
 * @throws ConfigError where the package is not there, or does not take the options; and in a request, where an
 * option answers later than at once: `fastifyCorsAsync` is for those
 */
export function fastifyCors(
  options: FastifyCorsOptions | (() => FastifyCorsDelegate) = {},
  packages: FastifyCorsPackage = {},
): Middleware {
  const plugin = pluginOf(packages, 'fastifyCors(options, { fastifyCors })')
  plugged(plugin, options)
  return (next) => {
    const { hook, preflight } = plugged(plugin, options)
    return (request) => {
      const turn = new Turn(request)
      turn.run(hook, () => {})
      if (turn.ended === null) throw answersLater()
      const answer = turn.ownAnswer(preflight)
      if (answer !== null) return answer
      try {
        return withHeaders(turn.set(), next(request))
      } catch (error) {
        return turn.failed(error)
      }
    }
  }
}

/** As `fastifyCors`, for options that answer later, and in front of what answers later. */
export function fastifyCorsAsync(
  options: FastifyCorsOptions | (() => FastifyCorsDelegate) = {},
  packages: FastifyCorsPackage = {},
): TransportLayer {
  const plugin = pluginOf(packages, 'fastifyCorsAsync(options, { fastifyCors })')
  plugged(plugin, options)
  return (next: AnyTransport) => {
    const { hook, preflight } = plugged(plugin, options)
    return async (request, signal) => {
      const turn = new Turn(request)
      await new Promise<void>((resolve) => turn.run(hook, resolve))
      const answer = turn.ownAnswer(preflight)
      if (answer !== null) return answer
      try {
        return withHeaders(turn.set(), await next(request, signal))
      } catch (error) {
        return turn.failed(error)
      }
    }
  }
}

/** What the plugin has added to an application: the hook, and the route for preflights. */
interface Plugged {
  readonly hook: (request: FastifyRequest, reply: FastifyReply, done: (error?: unknown) => void) => void
  readonly preflight: (request: FastifyRequest, reply: FastifyReply) => void
}

function plugged(plugin: Callable, options: FastifyCorsOptions | (() => FastifyCorsDelegate)): Plugged {
  let added: Callable | null = null
  let route: Callable | null = null
  let takesPayload = false
  let failure: unknown = null
  const instance = {
    decorateRequest: () => instance,
    addHook: (name: string, hook: Callable) => {
      if (name === 'preSerialization') throw leftOut(name)
      added = hook
      takesPayload = name === 'preParsing'
      return instance
    },
    options: (_path: string, _settings: unknown, handler: Callable) => {
      route = handler
      return instance
    },
  }
  // Fastify asks functions for the options, with its instance.
  const given = typeof options === 'function' ? (options as Callable)(instance) : options
  plugin(instance, withOwnPatterns(given, plugin), (error: unknown) => {
    failure = error ?? failure
  })
  if (failure !== null) throw refused(options, failure)
  if (added === null || route === null) throw refused(options, 'the package adds no hook')
  const hook: Callable = added
  return {
    hook: takesPayload ? (request, reply, done) => hook(request, reply, null, done) : hook,
    preflight: route,
  }
}

/** One request on its way through the hook. */
class Turn {
  ended: { readonly error?: unknown } | null = null
  readonly #wire: WireRequest
  readonly #request: FastifyRequest
  readonly #reply: FastifyReply = new FastifyReply()

  constructor(wire: WireRequest) {
    this.#wire = wire
    this.#request = new FastifyRequest(wire)
  }

  /** Runs the hook, and calls back once it has ended, at once or later. */
  run(hook: Plugged['hook'], onEnd: () => void): void {
    const end = (outcome: { readonly error?: unknown }): void => {
      if (this.ended !== null) return
      this.ended = outcome
      onEnd()
    }
    this.#reply.onSend = () => end({})
    try {
      hook(this.#request, this.#reply, (error) => end(error ? { error } : {}))
    } catch (error) {
      if (isOurs(error)) throw error
      end({ error })
    }
  }

  /** The answer where no route of the application is asked: null where one is. */
  ownAnswer(preflight: Plugged['preflight']): WireResponse | null {
    if (this.ended !== null && 'error' in this.ended) return this.failed(this.ended.error)
    const reply = this.#reply
    if (!reply.sent && this.#wire.method === 'OPTIONS') preflight(this.#request, reply)
    try {
      const set = reply.headerList()
      if (reply.notFound) return notFound(set, this.#wire)
      if (!reply.sent) return null
      const { statusCode: status, text } = reply
      return {
        status,
        statusText: '',
        headerList: set,
        body: responseBody(this.#wire.method, status, utf8Encode(text)),
      }
    } catch (error) {
      // Node has not taken the headers, and then there are none at all.
      return { ...fastifyError(error, [], this.#wire), headerList: [] }
    }
  }

  set(): HeaderList {
    return this.#reply.headerList()
  }

  failed(error: unknown): WireResponse {
    if (isOurs(error)) throw error
    return fastifyError(error, this.set(), this.#wire)
  }
}

function notFound(set: HeaderList, request: WireRequest): WireResponse {
  const message = `Route ${request.method}:${request.url.path} not found`
  return fastifyAnswer(404, set, { message, error: 'Not Found', statusCode: 404 }, request)
}

function pluginOf({ fastifyCors }: FastifyCorsPackage, call: string): Callable {
  return functionIn(loadPackage('@fastify/cors', fastifyCors, call), ['fastifyCors'], '@fastify/cors')
}

function answersLater(): ConfigError {
  const message = 'answers later than at once, which fastifyCorsAsync(options) waits for'
  return new ConfigError([{ path: 'options.origin', value: undefined, reason: 'invalid', message }])
}

function leftOut(hook: string): ConfigError {
  const message = 'is left out of this model; onRequest is where preflights belong'
  return new ConfigError([{ path: 'options.hook', value: hook, reason: 'invalid', message }])
}

function refused(value: unknown, failure: unknown): ConfigError {
  const why = failure instanceof Error ? failure.message : String(failure)
  return new ConfigError([{ path: 'options', value, reason: 'invalid', message: `are refused: ${why}` }])
}
