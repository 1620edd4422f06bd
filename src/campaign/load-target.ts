import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fetchTransport } from '../drivers/fetch-transport'
import { type Listener, listenerTransport, type NodeApp } from '../drivers/listener-transport'
import { nodeTransport } from '../drivers/node-transport'
import { type AnyTransport, isMarkedTransport, type Transport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import { type TargetInput, targetOf } from '../fuzz/target'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { pathsOfApp } from './app-paths'
import type { Loaded } from './loaded'
import type { As, TargetSpec } from './target-spec'
import { unusable } from './unusable'

/**
 * Loads a target. A module is run for that, with whatever it does when it is imported.
 *
 * @param onLoaded called before the target is asked for the first time, if only to see what it is
 * @throws ConfigError where there is none, saying why
 */
export async function loadTarget(spec: TargetSpec, origin: string, onLoaded: () => void): Promise<Loaded> {
  try {
    return await loadedAs(spec, origin, onLoaded)
  } catch (thrown) {
    if (spec.kind === 'url' || !(thrown instanceof ConfigError)) throw thrown
    throw new ConfigError(thrown.issues.map((issue) => withFile(issue, spec.path)))
  }
}

/** What is wrong with a target names its file, from where the program was started. */
function withFile(issue: ConfigIssue, path: string): ConfigIssue {
  const rest = issue.message.startsWith('target ') ? issue.message.slice('target '.length) : issue.message
  const below = relative(process.cwd(), path)
  return { ...issue, message: `target ${JSON.stringify(below.startsWith('..') ? path : below)} ${rest}` }
}

async function loadedAs(spec: TargetSpec, origin: string, onLoaded: () => void): Promise<Loaded> {
  switch (spec.kind) {
    case 'url':
      return inTime(limited(nodeTransport({ keepAlive: true }), spec.rate), `the server at ${spec.origin}`)
    case 'configuration':
      // Readers and models of servers, which threads of other targets need not wait for.
      return (await import('./load-configuration')).loadConfiguration(spec.path, spec.dialect)
    case 'module':
      return loadModule(spec.path, spec.as, origin, onLoaded)
  }
}

async function loadModule(
  path: string,
  as: As | null,
  origin: string,
  onLoaded: () => void,
): Promise<Loaded> {
  let loaded: { readonly default?: unknown }
  try {
    loaded = await import(/* @vite-ignore */ pathToFileURL(path).href)
  } catch (thrown) {
    throw unusable(`cannot be loaded: ${await whyUnloaded(thrown, path)}`)
  }
  // CommonJS that was compiled from a module has its own default inside.
  const { default: first } = loaded
  const inner = (first as { readonly default?: unknown } | undefined)?.default
  const server: unknown = isModule(first) ? inner : first
  if (server === undefined || server === null) {
    throw unusable('has no default export: export default app, or module.exports = app')
  }
  onLoaded()
  const { asked, left } = pathsOfApp(server)
  return { ...(await taken(server, as, origin)), paths: asked, leftPaths: left }
}

/** What was thrown, with the place, or the way out, that Node does not name. */
async function whyUnloaded(thrown: unknown, path: string): Promise<string> {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if ((thrown as { readonly code?: unknown } | null)?.code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return "this Node does not run TypeScript. Name what it is compiled to, use Node 24, or install tsx and set NODE_OPTIONS='--import tsx'"
  if (!(thrown instanceof SyntaxError)) return message
  const place = await placeOfError(path)
  // Node keeps to itself where it is.
  return place === null
    ? `${message}, in a file that it imports: node --check FILE says where`
    : `${message}, at line ${place.line}, column ${place.column}`
}

/** Where a program cannot be parsed; null where it can. */
async function placeOfError(
  path: string,
): Promise<{ readonly line: number; readonly column: number } | null> {
  const text = readFileSync(path, 'utf8')
  const [{ readJs }, { CannotRead }, { lineStarts, positionAt }] = await Promise.all([
    import('../lint/read/read-js'),
    import('../lint/read/cannot-read'),
    import('../lint/text'),
  ])
  try {
    readJs(text, path, null)
    return null
  } catch (error) {
    return error instanceof CannotRead ? positionAt(lineStarts(text), error.offset) : null
  }
}

function isModule(value: unknown): boolean {
  return (value as { readonly __esModule?: unknown } | null)?.__esModule === true
}

/** A server as what it looks like. */
async function taken(server: unknown, as: As | null, origin: string): Promise<Loaded> {
  const object = Object(server) as { readonly [name: string]: unknown }
  const has = (name: string): boolean => typeof object[name] === 'function'
  if (as === 'listener') return listening(server as NodeApp, 'a (request, response) listener')
  if (as === 'fetch') return fetching(server as Fetch, 'a fetch handler')
  if (as === 'handler') return handling(server as AnyTransport)
  if (has('open') && !has('listen')) return handling(server as TargetInput<AnyTransport>)
  if (has('getHttpAdapter') && has('init')) return nest(object)
  if (has('fetch'))
    return fetching((request) => (object['fetch'] as Fetch)(request), 'an object with fetch()')
  if (has('callback')) return listening(server as NodeApp, 'a Koa app')
  if (has('routing') && has('ready')) return listening(server as NodeApp, 'a Fastify instance')
  if (has('listeners') && typeof server !== 'function') return listening(server as NodeApp, 'an http.Server')
  if (typeof server !== 'function') {
    throw unusable(
      'is no server: its default export must be an app, a (request, response) function, a fetch handler, an object with fetch(), or a Handler',
    )
  }
  if (has('handle') && has('set')) return listening(server as Listener, 'an Express app')
  if (isMarkedTransport(server)) return handling(server as AnyTransport)
  if (server.length >= 2) return listening(server as Listener, 'a (request, response) function')
  return (await looksLikeFetch(server as Fetch, origin))
    ? fetching(server as Fetch, 'a fetch handler')
    : handling(server as AnyTransport)
}

type Fetch = (request: Request) => Response | PromiseLike<Response>

/** Asks for `/` with a Request: whoever answers that with a Response is a fetch handler. */
async function looksLikeFetch(server: Fetch, origin: string): Promise<boolean> {
  try {
    const answer: unknown = await server(new Request(`${origin}/`))
    return typeof (answer as Response | null)?.headers?.get === 'function'
  } catch {
    return false
  }
}

function listening(app: NodeApp, as: string): Loaded {
  return inTime(listenerTransport(app), as)
}

function fetching(fetch: Fetch, as: string): Loaded {
  return inTime(fetchTransport(fetch), as)
}

async function nest(app: { readonly [name: string]: unknown }): Promise<Loaded> {
  await (app['init'] as () => Promise<unknown>).call(app)
  const adapter = (app['getHttpAdapter'] as () => { getInstance(): NodeApp }).call(app)
  return listening(adapter.getInstance(), 'a Nest app')
}

/** It may answer with promises all the same: that shows when it is asked. */
function handling(server: TargetInput<AnyTransport>): Loaded {
  return { inTime: false, target: targetOf(server as TargetInput<Handler>), taken: 'a Handler' }
}

function inTime(transport: Transport, as: string): Loaded {
  return { inTime: true, target: targetOf<AnyTransport>(transport), taken: as }
}

/** The transport, asked no more than so often in a second. */
function limited(transport: Transport, rate: number | null): Transport {
  if (rate === null) return transport
  let next = 0
  return async (request, signal) => {
    const now = performance.now()
    const wait = Math.max(0, next - now)
    next = Math.max(next, now) + 1000 / rate
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    return transport(request, signal)
  }
}
