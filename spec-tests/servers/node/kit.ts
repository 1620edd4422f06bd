import type { Listener } from '../../../src/drivers/listener-transport'
import { listenerTransport } from '../../../src/drivers/listener-transport'
import type { Transport } from '../../../src/drivers/transport'
import type { Handler } from '../../../src/fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../../src/fetch/response'
import type { HeaderList } from '../../../src/http/header-list'
import { answer } from '../../../src/servers/middleware'
import { wireRequest } from '../../drivers/wire'

export const url = 'https://api.example.com/things?page=2'
export const ours = 'https://app.example.com'
export const evil = 'https://evil.example'

export type Headers = { readonly [name: string]: string }

/** A request of the page of some origin, or of none. */
export function ask(
  method: string,
  origin: string | null,
  headers: Headers = {},
  to: string = url,
): WireRequest {
  const all = origin === null ? headers : { origin, ...headers }
  return wireRequest(to, method, Object.entries(all))
}

/** The preflight of a page's PUT with a header, unless something else is asked for. */
export function preflight(origin: string | null = ours, headers: Headers = {}): WireRequest {
  const asked = {
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type,x-a',
  }
  return ask('OPTIONS', origin, { ...asked, ...headers })
}

/** An application that says what it was asked. */
export const app: Handler = ({ method, url }: WireRequest) =>
  answer(200, { 'content-type': 'text/plain', 'x-app': `${method} ${url.path}` }, 'whole')

/** The same one for Node. */
export const appListener: Listener = (request, response) => {
  response.setHeader('content-type', 'text/plain')
  response.setHeader('x-app', `${request.method} ${request.url?.split('?')[0]}`)
  response.end('whole')
}

/** What Node and frameworks add to every answer, or say about its transport; models leave these out. */
const added: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'transfer-encoding',
  'x-powered-by',
])

export interface Seen {
  readonly status: number
  readonly headers: readonly string[]
}

/** The status and the header lines, in order of names: order between names is nobody's business. */
export function seen({ status, headerList }: WireResponse): Seen {
  const lines = headerList.filter(({ name }) => !added.has(name))
  return { status, headers: lines.map(({ name, value }) => `${name}: ${value}`).sort() }
}

/** The value of a header, lines joined; null where there is none. */
export function headerOf(list: HeaderList, name: string): string | null {
  const values = list.filter((header) => header.name === name).map(({ value }) => value)
  return values.length === 0 ? null : values.join(' | ')
}

/** What a server answers to requests one after the other: it may remember something between them. */
export async function conversation(server: Transport, requests: readonly WireRequest[]): Promise<Seen[]> {
  const all: Seen[] = []
  for (const request of requests) all.push(seen(await server(request, null)))
  return all
}

export { listenerTransport }
