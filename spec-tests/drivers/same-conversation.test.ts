/**
 * The test of thinness: one server, one conversation, five ways to have it. What the kernel asks to be sent,
 * what the server sees, and what is recorded must be the same, whichever way it goes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { listenerTransport } from '../../src/drivers/listener-transport'
import { nodeTransport } from '../../src/drivers/node-transport'
import { routes } from '../../src/drivers/routes'
import type { AnyTransport } from '../../src/drivers/transport'
import { virtualClock } from '../../src/drivers/virtual-clock'
import type { Handler, Recording } from '../../src/fetch/exchange-state'
import type { RequestRecord } from '../../src/fetch/request'
import type { ResponseRecord, WireRequest, WireResponse } from '../../src/fetch/response'
import { Browser } from '../../src/page/browser'
import { type Engine, profiles } from '../../src/profile/profile'
import { answer, api, app, other, request } from '../fetch/kit'
import { createCertificate } from './certificate'

/** What a server can tell of a request, in whichever form it came. */
interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  readonly body: string
}

/** The server. Its headers are in the order that `Headers` of the platform would bring them into. */
function serve({ method, url, headers }: Seen): WireResponse {
  const { pathname } = new URL(url)
  const origin = headers.find((line) => line.startsWith('origin: '))?.slice(8) ?? 'none'
  const cors: [string, string][] = [
    ['access-control-allow-credentials', 'true'],
    ['access-control-allow-headers', 'X-Custom, Content-Type'],
    ['access-control-allow-methods', 'PUT, patch, DELETE'],
    ['access-control-allow-origin', origin],
    ['access-control-expose-headers', 'X-Seen, __proto__'],
    ['access-control-max-age', '60'],
  ]
  const length = (bytes: string): [string, string] => ['content-length', String(bytes.length)]
  if (pathname === '/forgetful') return answer(200, [length('secret')], 'secret')
  if (method === 'OPTIONS' && pathname === '/broken-preflight') return answer(500, [...cors, length('')])
  if (method === 'OPTIONS') return { ...answer(204, cors), statusText: 'No Content', body: null }
  if (pathname === '/moved') return answer(307, [...cors, length(''), ['location', `${other}/landed`]])
  if (pathname === '/not-modified') return { ...answer(304, cors), body: null }
  const bytes = `${method} \0\xe9\xff`
  const response = answer(
    pathname === '/teapot' ? 418 : 200,
    [
      ['__proto__', 'p'],
      ...cors,
      length(bytes),
      ['x-seen', '\xe9'],
      ['set-cookie', 'a=1; Path=/, x'],
      ['set-cookie', 'b=2'],
    ],
    bytes,
  )
  return method === 'HEAD' ? { ...response, body: null } : response
}

/** Listens to requests, and keeps what was seen of them. */
function newServer(): { readonly seen: Seen[]; readonly answerTo: (seen: Seen) => WireResponse } {
  const seen: Seen[] = []
  return {
    seen,
    answerTo: (one) => {
      seen.push({ ...one, headers: one.headers.slice().sort() })
      return serve(one)
    },
  }
}
type Server = ReturnType<typeof newServer>

function asHandler({ answerTo }: Server): Handler {
  return ({ method, url, headerList, body }) =>
    answerTo({
      method,
      // A fragment is never sent.
      url: url.href.replace(/#.*/, ''),
      headers: headerList.map(({ name, value }) => `${name}: ${value}`),
      body: body?.kind === 'bytes' ? body.bytes : '',
    })
}

function asListener({
  answerTo,
}: Server): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const headers: string[] = []
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      const name = (incoming.rawHeaders[i] as string).toLowerCase()
      // What a connection needs, and the kernel knows nothing of.
      if (name !== 'host' && name !== 'connection') headers.push(`${name}: ${incoming.rawHeaders[i + 1]}`)
    }
    const { status, statusText, headerList, body } = answerTo({
      method: incoming.method ?? '',
      url: `https://${incoming.headers.host}${incoming.url}`,
      headers,
      body: Buffer.concat(chunks).toString('latin1'),
    })
    outgoing.sendDate = false
    outgoing.removeHeader('connection')
    outgoing.writeHead(
      status,
      statusText,
      headerList.flatMap(({ name, value }) => [name, value]),
    )
    outgoing.end(Buffer.from(body?.kind === 'bytes' ? body.bytes : '', 'latin1'))
  }
}

function asFetch({ answerTo }: Server): (request: Request) => Promise<Response> {
  return async (incoming) => {
    const { status, statusText, headerList, body } = answerTo({
      method: incoming.method,
      url: incoming.url,
      headers: [...incoming.headers].map(([name, value]) => `${name}: ${value}`),
      body: Buffer.from(await incoming.arrayBuffer()).toString('latin1'),
    })
    const bytes =
      body?.kind === 'bytes' && status !== 204 && status !== 304 ? Buffer.from(body.bytes, 'latin1') : null
    return new Response(bytes, {
      status,
      statusText,
      headers: headerList.map(({ name, value }) => [name, value]) as [string, string][],
    })
  }
}

const conversation: readonly RequestRecord[] = [
  request(`${api}/simple`, { credentials: 'include' }),
  request(`${api}/put?a=b&c#fragment`, { method: 'PUT', headers: { 'X-Custom': '1' }, body: 'x\0\xff' }),
  request(`${api}/put?a=b&c`, { method: 'PUT', headers: { 'X-Custom': '2' }, credentials: 'include' }),
  request(`${api}/moved`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }),
  request(`${api}/teapot`, { method: 'HEAD' }),
  request(`${api}/not-modified`, { mode: 'no-cors' }),
  request(`${api}/forgetful`),
  request(`${api}/forgetful`, { mode: 'no-cors', credentials: 'include' }),
  request(`${api}/broken-preflight`, { method: 'DELETE' }),
  request(`${api}/not-allowed`, { method: 'LOCK' }),
  request(`${api}/page?q`, {
    mode: 'navigate',
    destination: 'document',
    redirect: 'manual',
    credentials: 'include',
  }),
  request(`${app}/own`, { method: 'POST', body: 'a=b', headers: { 'Content-Type': 'text/plain' } }),
]

interface Account {
  readonly sent: readonly WireRequest[]
  readonly seen: readonly Seen[]
  readonly responses: readonly ResponseRecord[]
  readonly recordings: readonly Recording[]
}

async function hold(engine: Engine, server: Server, transport: AnyTransport): Promise<Account> {
  const sent: WireRequest[] = []
  const listening = (wire: WireRequest, signal: AbortSignal | null): ReturnType<AnyTransport> => {
    sent.push(wire)
    return transport(wire, signal)
  }
  const browser = new Browser({ profile: engine, transport: listening, clock: virtualClock(1e12) })
  const responses: ResponseRecord[] = []
  for (const one of conversation) responses.push(await browser.perform(one))
  return { sent, seen: server.seen, responses, recordings: browser.recordings }
}

describe('one conversation', () => {
  const certificate = createCertificate({
    names: [app, api, other].map((origin) => new URL(origin).hostname),
  })
  let onPort: Server = newServer()
  const listening = createServer(
    certificate,
    (incoming, outgoing) => void asListener(onPort)(incoming, outgoing),
  )
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    port = (listening.address() as AddressInfo).port
  })
  afterAll(() => new Promise((resolve) => listening.close(resolve)))

  const ways: { way: string; transport: (server: Server) => AnyTransport }[] = [
    { way: 'a handler that takes its time', transport: (server) => async (wire) => asHandler(server)(wire) },
    {
      way: 'routes to handlers',
      transport: (server) =>
        routes({ [app]: asHandler(server), [api]: asHandler(server), [other]: asHandler(server) }),
    },
    { way: 'fetchTransport', transport: (server) => fetchTransport(asFetch(server)) },
    { way: 'listenerTransport', transport: (server) => listenerTransport(asListener(server)) },
    {
      way: 'nodeTransport',
      transport: (server) => {
        onPort = server
        return nodeTransport({
          resolve: () => ({ address: '127.0.0.1', port }),
          tls: { ca: certificate.cert },
          timeoutMs: 5000,
        })
      },
    },
  ]

  it.each((Object.keys(profiles) as Engine[]).flatMap((engine) => ways.map((way) => ({ engine, ...way }))))(
    'of $engine is the same over $way as over a handler',
    async ({ engine, transport }) => {
      const reference = newServer()
      const expected = await hold(engine, reference, asHandler(reference))
      const server = newServer()
      const actual = await hold(engine, server, transport(server))
      expect(actual.sent).toEqual(expected.sent)
      expect(actual.seen).toEqual(expected.seen)
      expect(actual.responses).toEqual(expected.responses)
      expect(actual.recordings).toEqual(expected.recordings)
    },
  )

  it('is about something: it has preflights, redirects, failures and successes', async () => {
    const server = newServer()
    const { sent, responses } = await hold('chromium', server, asHandler(server))
    expect(sent.filter(({ method }) => method === 'OPTIONS').length).toBeGreaterThanOrEqual(4)
    expect(sent.map(({ url }) => url.href)).toContain(`${other}/landed`)
    expect(new Set(responses.map(({ type }) => type))).toEqual(new Set(['basic', 'cors', 'opaque', 'error']))
  })
})
