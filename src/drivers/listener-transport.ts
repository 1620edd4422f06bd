import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { WireRequest, WireResponse } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { memorySocketPair } from './memory-socket'
import { type Connection, defaultNodeLimits, exchangeOverHTTP, type NodeLimits } from './node-http-client'
import { checkKeys, checkLimits } from './option-issues'
import { describeThrown, markedTransport, type Transport, TransportError } from './transport'

/** A function that answers Node's requests: that of `http.createServer`, an Express app, a Koa callback. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** Servers that `listenerTransport` can ask. */
export type NodeApp =
  | Listener
  /** An `http.Server` or `https.Server`, listening or not: whoever takes its requests is asked. */
  | { listeners(event: 'request'): unknown[] }
  /** A Fastify instance; it is made ready before its first request. */
  | { readonly routing: Listener; ready(): PromiseLike<unknown> }
  /** A Koa app. */
  | { callback(): Listener }

/**
 * A transport to a server in this process, without a port: an Express app, a Fastify instance, a Koa app, an
 * `http.Server`, or any `(request, response)` function.
 *
 * Node's own HTTP code writes and reads the bytes at both ends of a connection in memory, so the server
 * behaves as it does on a port: order and duplicates of headers, headers that Node adds, methods that it
 * refuses. For an https URL the connection says that it is encrypted, which is what `request.secure` and
 * the like look at. There is no TLS, and the client's address is 127.0.0.1.
 *
 * What the server throws or rejects with before its response is whole fails the request with the code
 * `transport-threw`, where a port would have taken the process down. (Express answers 500 instead, and so
 * do others.) What is thrown later, in a callback, is as uncaught as it would be there.
 *
 * @throws ConfigError where this is no server, or the options are none
 */
export function listenerTransport(app: NodeApp, options: Partial<NodeLimits> = {}): Transport {
  const issues: ConfigIssue[] = []
  checkKeys(options, Object.keys(defaultNodeLimits), '', issues)
  const limits = checkLimits(options, defaultNodeLimits, issues)
  const listeners = listenersOf(app)
  if (listeners === null) {
    const message = 'must be a (request, response) function, an http.Server, a Fastify instance, or a Koa app'
    issues.push({ path: 'app', value: app, reason: 'invalid', message })
  }
  if (listeners === null || issues.length > 0) throw new ConfigError(issues)
  return markedTransport((request, signal) => ask(listeners, request, signal, limits))
}

/** Those who answer a request, looked up for each one. */
type Listeners = () => readonly Listener[] | Promise<readonly Listener[]>

function listenersOf(app: NodeApp): Listeners | null {
  if (typeof app === 'function') return () => [app]
  if (typeof app !== 'object' || app === null) return null
  if ('routing' in app && typeof app.routing === 'function' && typeof app.ready === 'function') {
    return async () => {
      await app.ready()
      return [(request, response) => app.routing(request, response)]
    }
  }
  if ('callback' in app && typeof app.callback === 'function') {
    const listener = app.callback()
    return () => [listener]
  }
  if ('listeners' in app && typeof app.listeners === 'function') {
    // Not by `bind`, which in an Express app is a method of HTTP.
    return () =>
      app.listeners('request').map(
        (listener): Listener =>
          (...asked) =>
            Reflect.apply(listener as Listener, app, asked),
      )
  }
  return null
}

async function ask(
  listeners: Listeners,
  request: WireRequest,
  signal: AbortSignal | null,
  limits: NodeLimits,
): Promise<WireResponse> {
  const answering = await listeners()
  if (answering.length === 0) throw new TransportError('refused', 'Nobody takes the requests of this server.')
  return new Promise((resolve, reject) => {
    // It serves one connection and never listens, so that there is nothing to close.
    const server = createServer((incoming, response) => {
      const onThrown = (thrown: unknown): void => {
        reject(new TransportError('transport-threw', `The server threw ${describeThrown(thrown)}`, thrown))
        // This also ends the exchange, whose own error comes too late to be told.
        incoming.socket.destroy()
      }
      for (const listener of answering) callListener(listener, incoming, response, onThrown)
    })
    const connect = (): Connection => {
      const [client, remote] = memorySocketPair(request.url.scheme === 'https')
      server.emit('connection', remote)
      return { stream: client, phase: 'waiting for the response' }
    }
    exchangeOverHTTP(request, signal, connect, limits, null).then(resolve, reject)
  })
}

function callListener(
  listener: Listener,
  incoming: IncomingMessage,
  response: ServerResponse,
  onThrown: (thrown: unknown) => void,
): void {
  try {
    // An `async` listener says by a promise what another says by throwing.
    Promise.resolve(listener(incoming, response)).catch(onThrown)
  } catch (thrown) {
    onThrown(thrown)
  }
}
