import type { Handler } from '../fetch/exchange-state'
import type { WireResponse } from '../fetch/response'
import { utf8Encode } from '../infra/utf-8'

/**
 * A layer of a server: it answers a request itself, or asks `next` and may change the request before and the answer
 * after. Own models are pure; a model of a real package that keeps state is made anew for each conversation.
 */
export type Middleware = (next: Handler) => Handler

/** The server that these layers make, the first of them outermost, as `app.use` of Express has them in order. */
export function chain(...layers: readonly [...Middleware[], Handler]): Handler {
  const app = layers[layers.length - 1] as Handler
  const middleware = layers.slice(0, -1) as Middleware[]
  return middleware.reduceRight((next, layer) => layer(next), app)
}

/** The same server, which answers so where it would throw. */
export function withoutExceptions(server: Handler, failed: () => WireResponse): Handler {
  return (request) => {
    try {
      return server(request)
    } catch {
      return failed()
    }
  }
}

/** An answer with these headers and a body of this text. Names are written in lower case, as wires have them here. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
  text = '',
): WireResponse {
  const headerList = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => ({ name: name.toLowerCase(), value: each })),
  )
  return { status, statusText: '', headerList, body: { kind: 'bytes', bytes: utf8Encode(text) } }
}
