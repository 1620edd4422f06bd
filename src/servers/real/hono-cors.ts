import { fetchTransport } from '../../drivers/fetch-transport'
import { Response } from '../../drivers/platform'
import { TransportError } from '../../drivers/transport'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { nullBodyStatus } from '../../http/statuses'
import { isOurs } from '../express/express-error'
import { type Callable, functionIn, loadPackage } from './load-package'
import type { TransportLayer } from './transport-layer'

/** The options of `hono/cors`, handed to it as they are. */
export interface HonoCorsOptions {
  readonly origin?:
    | string
    | readonly string[]
    | ((
        origin: string,
        context: HonoContext,
      ) => string | null | undefined | Promise<string | null | undefined>)
    | undefined
  readonly allowMethods?:
    | readonly string[]
    | ((origin: string, context: HonoContext) => readonly string[] | Promise<readonly string[]>)
    | undefined
  readonly allowHeaders?: readonly string[] | undefined
  readonly exposeHeaders?: readonly string[] | undefined
  readonly maxAge?: number | null | undefined
  readonly credentials?: boolean | undefined
}

/** Hono's own context; its types are Hono's, which need not be there. */
// biome-ignore lint/suspicious/noExplicitAny: the types are those of a package that need not be there
export type HonoContext = any

/** The real package, where it cannot be found by its name. */
export interface HonoPackages {
  /** What `import { cors } from 'hono/cors'` gives. */
  readonly cors?: unknown
  /** What `import { Hono } from 'hono'` gives. */
  readonly Hono?: unknown
}

interface HonoApp {
  use(middleware: unknown): void
  all(path: string, handler: (context: HonoContext) => Promise<Response>): void
  onError(handler: (error: Error, context: HonoContext) => Response): void
  fetch(request: unknown, environment: unknown): Response | Promise<Response>
}

/** What stands beside a request on its way through the app. */
interface Passed {
  readonly request: WireRequest
  readonly signal: AbortSignal | null
  error: unknown
}

/**
 * `app.use(cors(options))` of Hono, as a layer: a real Hono app with the installed `hono/cors`, whose only route asks
 * the next layer. Hono waits in any case, so there is no form that answers at once.
 *
 * Requests and answers go through the platform's own `Request` and `Response`, as with `fetchTransport`.
 *
 * @throws ConfigError where Hono is not there
 */
export function honoCors(options: HonoCorsOptions = {}, packages: HonoPackages = {}): TransportLayer {
  const call = 'honoCors(options, { cors, Hono })'
  const cors = functionIn(loadPackage('hono/cors', packages.cors, call), ['cors'], 'hono/cors')
  const Hono = functionIn(loadPackage('hono', packages.Hono, call), ['Hono'], 'hono')
  return (next) => {
    const app: HonoApp = Reflect.construct(Hono, [])
    app.use(cors(options))
    app.all('*', async ({ env }: HonoContext) => {
      const { request, signal } = env as Passed
      return toResponse(await next(request, signal))
    })
    // As Hono answers itself, but that nothing is printed.
    app.onError((error, context) => {
      if (isOurs(error)) (context.env as Passed).error = error
      const own = (error as { getResponse?(): Response }).getResponse?.()
      return own === undefined
        ? context.text('Internal Server Error', 500)
        : (context as { newResponse: Callable }).newResponse(own.body, own)
    })
    return async (request, signal) => {
      const passed: Passed = { request, signal, error: null }
      const transport = fetchTransport((platformRequest) => app.fetch(platformRequest, passed))
      const response = await transport(request, signal)
      if (passed.error !== null) throw passed.error
      return response
    }
  }
}

function toResponse({ status, statusText, headerList, body }: WireResponse): Response {
  if (body !== null && body.kind === 'stream')
    throw new TransportError('transport-returned-garbage', 'Hono cannot pass on a stream of this library.')
  const bytes = body === null || nullBodyStatus(status) ? null : Uint8Array.from(body.bytes, byteOf)
  const headers = headerList.map(({ name, value }): [string, string] => [name, value])
  return new Response(bytes, { status, statusText, headers })
}

function byteOf(character: string): number {
  return character.charCodeAt(0)
}
