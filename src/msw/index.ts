/** `corsac/msw`: handlers of MSW 2 as a transport. */
import { getResponse, type RequestHandler } from 'msw'
import { fetchTransport } from '../drivers/fetch-transport'
import { checkKeys } from '../drivers/option-issues'
import { type AnyTransport, type Transport, TransportError } from '../drivers/transport'
import type { WireRequest } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { parseURL } from '../origin/url-record'

/** A request handler of MSW, as `http.get(…)` makes it. Handlers of WebSocket and the like are passed over. */
export type MSWHandler = object

/** Handlers, or what has some: the result of MSW's `setupServer` or `setupWorker`, which need not listen. */
export type MSWHandlers = readonly MSWHandler[] | { listHandlers(): readonly MSWHandler[] }

export interface MSWTransportOptions {
  /** Who answers what no handler does, and what a handler lets through. Without one that is an error. */
  readonly fallback?: AnyTransport
  /** What handlers with relative paths (`http.get('/me', …)`) stand for; without it they are of no origin. */
  readonly baseUrl?: string
}

/**
 * A transport that asks the request handlers of MSW, without MSW replacing anything. So a mock is held to what a
 * server is: one that forgets `Access-Control-Allow-Origin`, or does not answer the preflight, is refused, where
 * MSW itself would let its answer through.
 *
 * Of a server made with `setupServer` the handlers of the moment are asked, those given to `use` included. The
 * cookies that handlers see are those that the browser sends; MSW neither stores any nor adds those of a document.
 * (Its own store is asked even so: what MSW put there while listening, it adds.)
 *
 * @throws ConfigError where these are no handlers, or the options are none
 * @example
 * const browser = new Browser({ profile: 'firefox', transport: mswTransport(handlers) })
 */
export function mswTransport(handlers: MSWHandlers, options: MSWTransportOptions = {}): Transport {
  checkArguments(handlers, options)
  const { fallback, baseUrl } = options
  const context = baseUrl === undefined ? {} : { baseUrl }
  return async (request, signal) => {
    let unanswered = false
    const transport = fetchTransport(async (platformRequest) => {
      const asked = withoutCredentials(platformRequest)
      const response = await getResponse(requestHandlers(handlers), asked, context)
      if (response !== undefined && !letsThrough(response)) return response
      unanswered = true
      return new Response(null, { status: 204 })
    })
    const response = await transport(request, signal)
    if (!unanswered) return response
    if (fallback === undefined) throw noHandler(request)
    return fallback(request, signal)
  }
}

/** MSW adds the cookies of a document to requests with credentials; the browser has added those that belong there. */
function withoutCredentials(request: Request): Request {
  return new Request(request, { credentials: 'omit' })
}

function requestHandlers(handlers: MSWHandlers): RequestHandler[] {
  const all: readonly MSWHandler[] = 'listHandlers' in handlers ? handlers.listHandlers() : handlers
  return all.filter((handler): handler is RequestHandler => 'run' in handler)
}

/** What `passthrough()` of MSW returns is a response with this mark. */
function letsThrough(response: Response): boolean {
  return response.headers?.get('x-msw-intention') === 'passthrough'
}

function noHandler({ method, url }: WireRequest): TransportError {
  const hint = method === 'OPTIONS' ? ' A preflight wants a handler of its own: http.options(…).' : ''
  return new TransportError('refused', `No handler of MSW answers ${method} ${url.href}.${hint}`)
}

function checkArguments(handlers: MSWHandlers, options: MSWTransportOptions): void {
  const issues: ConfigIssue[] = []
  if (!Array.isArray(handlers) && !hasHandlers(handlers)) {
    const message = "must be a list of MSW's handlers, or what setupServer returns"
    issues.push({ path: 'handlers', value: handlers, reason: 'invalid', message })
  } else if (Array.isArray(handlers)) {
    handlers.forEach((value, i) => {
      if (typeof value === 'object' && value !== null) return
      const message = "must be one of MSW's handlers"
      issues.push({ path: `handlers[${i}]`, value, reason: 'invalid', message })
    })
  }
  checkKeys(options, ['fallback', 'baseUrl'], '', issues)
  const fallback = options?.fallback
  if (fallback !== undefined && typeof fallback !== 'function') {
    const message = 'must be a transport or a handler'
    issues.push({ path: 'fallback', value: fallback, reason: 'invalid', message })
  }
  const baseUrl = options?.baseUrl
  if (baseUrl !== undefined && parseURL(baseUrl) === null) {
    const message = 'must be an absolute URL'
    issues.push({ path: 'baseUrl', value: baseUrl, reason: 'invalid', message })
  }
  if (issues.length > 0) throw new ConfigError(issues)
}

function hasHandlers(handlers: unknown): boolean {
  return (
    typeof handlers === 'object' &&
    handlers !== null &&
    typeof (handlers as { listHandlers?: unknown }).listHandlers === 'function'
  )
}
