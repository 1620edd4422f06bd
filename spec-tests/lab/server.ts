// The servers of the lab: every host, both schemes, every port. Listens on all addresses, hence only in a network
// namespace of its own (see lab.mjs).
import { createServer as createTCPServer, type Server, type Socket } from 'node:net'
import { createServer as createTLSServer, type Server as TLSServer } from 'node:tls'
import { createIdentity } from './authority'
import { labPorts } from './hosts'
import { createWire, type Wire } from './wire'

export interface LabServer extends Pick<Wire, 'play' | 'take' | 'quiet' | 'nextRequest' | 'leaveOut'> {
  /** PEM of the authority that signed the servers' certificate. */
  readonly authority: string
  /** Base64 of the SHA-256 of the servers' public key. */
  readonly publicKeyHash: string
  close(): Promise<void>
}

export async function startServer(): Promise<LabServer> {
  const { authority, certificate, key, publicKeyHash } = createIdentity()
  const { play, take, quiet, nextRequest, leaveOut, opened, serve, closeConnections } = createWire()
  const tls: TLSServer = createTLSServer({ key, cert: certificate }, (socket) => serve(socket, true))
  tls.on('tlsClientError', () => {})
  const accept = (socket: Socket): void => {
    opened(socket)
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      // A TLS handshake begins with 22, a request line with a letter.
      if (first[0] === 22) tls.emit('connection', socket)
      else {
        serve(socket, false)
        socket.resume()
      }
    })
  }
  const servers: Server[] = labPorts.map(() => createTCPServer(accept))
  await Promise.all(
    servers.map(
      (server, i) =>
        new Promise<void>((resolve, reject) => {
          server.on('error', reject)
          server.listen({ host: '::', port: labPorts[i] }, resolve)
        }),
    ),
  )

  return {
    authority,
    publicKeyHash,
    play,
    take,
    quiet,
    nextRequest,
    leaveOut,
    close: async () => {
      closeConnections()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}
