import { createServer, type RequestListener, type Server, request as sendRequest } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { nodeTransport } from '../../drivers/node-transport'
import type { Transport } from '../../drivers/transport'
import type { URLRecord } from '../../origin/url-record'
import { createCertificate } from './certificate'

/** Servers behind the URL of a story, on ports that the system has picked, and the way to them. */
export interface LoginServers {
  /** Leads to them by the names and ports of the story; to nothing else. */
  readonly transport: Transport
  /** How many requests have come in. */
  readonly seen: () => number
  readonly close: () => Promise<void>
}

/** Starts an app at a URL, over TLS where that says https, and behind a proxy where there is to be one. */
export async function startServers(
  app: RequestListener,
  url: URLRecord,
  behindProxy: boolean,
): Promise<LoginServers> {
  const servers: Server[] = []
  let seen = 0
  const counted: RequestListener = (request, response) => {
    seen++
    app(request, response)
  }
  let facing = counted
  if (behindProxy) {
    const upstream = createServer(counted)
    servers.push(upstream)
    facing = proxyTo(await listening(upstream))
  }
  const host = url.host ?? ''
  const certificate = url.scheme === 'https' ? createCertificate({ names: [host] }) : null
  const server = certificate === null ? createServer(facing) : createSecureServer(certificate, facing)
  servers.push(server)
  const port = await listening(server)
  const expected = url.port ?? (url.scheme === 'https' ? 443 : 80)
  return {
    transport: nodeTransport({
      timeoutMs: 10_000,
      resolve: (name, asked) => {
        if (name !== host || asked !== expected) throw new Error('no server of this story')
        return { address: '127.0.0.1', port }
      },
      ...(certificate === null ? {} : { tls: { ca: certificate.cert } }),
    }),
    seen: () => seen,
    close: async () => {
      await Promise.all(servers.map(closing))
    },
  }
}

/** The port of a server that now listens on the loopback address. */
function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** A reverse proxy as nginx is one with `proxy_set_header X-Forwarded-Proto $scheme`. */
function proxyTo(port: number): RequestListener {
  return (request, response) => {
    const { method, url: path, headers } = request
    const forwarded = { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' }
    const onward = sendRequest({ host: '127.0.0.1', port, method, path, headers: forwarded }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  }
}
