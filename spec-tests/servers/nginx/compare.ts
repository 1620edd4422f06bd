/** The same request to a real nginx and to the model, made comparable. */
import { TransportError } from '../../../src/drivers/transport'
import type { WireRequest, WireResponse } from '../../../src/fetch/response'
import { parseURL } from '../../../src/origin/url-record'
import { type NginxOptions, nginx } from '../../../src/servers/nginx'
import type { Answer, Asked, Laboratory } from './real-nginx'

/** Headers of the connection, of the clock, and of files, which the model leaves out. */
const leftOut: ReadonlySet<string> = new Set([
  'accept-ranges',
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'transfer-encoding',
])

/** What is compared: headers by name, those of one name in their order. */
export interface Comparable {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly string[]
  readonly body: string
}

/** A reason phrase that is not nginx's own is the upstream's. */
export function comparable({ status, statusText, headers, body }: Answer): Comparable {
  const lines = headers.filter(([name]) => !leftOut.has(name)).map(([name, value]) => `${name}: ${value}`)
  const names = (line: string): string => line.slice(0, line.indexOf(':'))
  lines.sort((a, b) => (names(a) < names(b) ? -1 : names(a) > names(b) ? 1 : 0))
  return { status, statusText, headers: lines, body }
}

/** What the upstream answers: what its path asks for, and what it was asked; null for nothing at all. */
export function upstream({ method, path, headers, body }: Asked): Answer | null {
  const [, query = ''] = path.split('?')
  const asked = new Map(query.split('&').map((pair) => pair.split('=') as [string, string]))
  if (asked.get('answer') === 'hang') return null
  const seen = headers
    .filter(([name]) => !['connection', 'content-length', 'transfer-encoding'].includes(name))
    .map(([name, value]) => `${name}: ${value}`)
  return {
    status: /^[2-5]\d\d$/.test(asked.get('status') ?? '') ? Number(asked.get('status')) : 200,
    statusText: 'As Asked',
    headers: (answers.get(asked.get('answer') ?? '') ?? []) as readonly (readonly [string, string])[],
    body: method === 'HEAD' ? '' : JSON.stringify({ method, path, seen: seen.sort(), body }),
  }
}

/** Headers that an upstream can be asked to answer with. */
export const answers: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  [
    'cors',
    [
      ['access-control-allow-origin', '*'],
      ['vary', 'Origin'],
      ['content-type', 'application/json'],
    ],
  ],
  [
    'cookies',
    [
      ['set-cookie', 'sid=1; Path=/app; Domain=backend.test; HttpOnly'],
      ['set-cookie', 'theme=dark;path=/;  SameSite=lax ; secure'],
      ['set-cookie', 'bare'],
      ['set-cookie', 'other=a=b; Domain=.backend.test; Max-Age=10'],
    ],
  ],
  [
    'own',
    [
      ['server', 'app'],
      ['x-accel-limit-rate', '0'],
      ['x-powered-by', 'app'],
      ['content-type', 'text/html; charset=utf-8'],
    ],
  ],
  ['absolute', [['location', 'http://backend.test/there?x=1']]],
  ['relative', [['location', '/there']]],
  ['upstream', [['location', 'http://127.0.0.1:1/api/there']]],
  ['refresh', [['refresh', '5; url=http://backend.test/there']]],
  [
    'accel',
    [
      ['x-accel-redirect', '/inside'],
      ['set-cookie', 'a=b; Path=/app'],
      ['x-dropped', '1'],
    ],
  ],
])

/** The handler of the model that answers like the upstream. */
export function modelledUpstream(request: WireRequest): WireResponse {
  const { url } = request
  const host = url.host + (url.port === null ? '' : `:${url.port}`)
  const headers = request.headerList.map(({ name, value }) => [name, value] as const)
  // A header says it where the host is none; an empty one, that there is none.
  const saysHost = headers.some(([name]) => name === 'host')
  const answer = upstream({
    method: request.method,
    path: url.path + (url.query === null ? '' : `?${url.query}`),
    headers: (saysHost ? headers : [['host', host] as const, ...headers]).filter(([, value]) => value !== ''),
    body: request.body?.kind === 'bytes' ? request.body.bytes : '',
  })
  if (answer === null) throw new TransportError('timeout', 'nobody answers')
  return toWire(answer)
}

function toWire({ status, statusText, headers, body }: Answer): WireResponse {
  const headerList = headers.map(([name, value]) => ({ name, value }))
  return { status, statusText, headerList, body: { kind: 'bytes', bytes: body } }
}

/** What the model answers, to a request to this port. */
export function askModel(
  configuration: string,
  { port, upstreamPort, closedPort, folder }: Laboratory,
  files: Readonly<Record<string, string>>,
  requests: readonly Asked[],
  options: NginxOptions = {},
): readonly Answer[] {
  const server = nginx(configuration, {
    upstreams: { [`127.0.0.1:${upstreamPort}`]: modelledUpstream, [`127.0.0.1:${closedPort}`]: 'refused' },
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])),
    prefix: folder,
    ...options,
  })
  return requests.map(({ method, path, headers, body }) => {
    const url = parseURL(`http://127.0.0.1:${port}${path}`)
    if (url === null) throw new Error(`no URL: ${path}`)
    const headerList = headers.map(([name, value]) => ({ name, value }))
    const wire: WireRequest = {
      method,
      url,
      headerList,
      body: body === '' ? null : { kind: 'bytes', bytes: body },
    }
    const { status, statusText, headerList: answered, body: given } = server(wire)
    return {
      status,
      statusText,
      headers: answered.map(({ name, value }) => [name, value] as const),
      body: given?.kind === 'bytes' ? given.bytes : '',
    }
  })
}
