import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A TCP server on a free port of the loopback interface that does what a test tells it. */
export interface RawServer {
  readonly port: number
  /** `http://127.0.0.1:port` */
  readonly origin: string
  /** Everything that clients wrote, one string a connection, in the order of connecting. */
  readonly received: string[]
  /** How many connections are open. */
  readonly open: () => number
  readonly close: () => Promise<void>
}

/** Listens, and calls back with each connection once the head of a request has come in. */
export async function rawServer(onRequest: (socket: Socket, head: string) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const received: string[] = []
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Clients of these tests often hang up; that is what is tested.
    socket.on('error', () => {})
    const index = received.push('') - 1
    let asked = false
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('latin1')
      if (!asked && (received[index] as string).includes('\r\n\r\n')) {
        asked = true
        onRequest(socket, received[index] as string)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    received,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** A raw server that answers every request with the same bytes and then closes its side. */
export function answering(bytes: string, end = true): Promise<RawServer> {
  return rawServer((socket) => {
    socket.write(Buffer.from(bytes, 'latin1'))
    if (end) socket.end()
  })
}
