import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that listens on the loopback address. */
export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Listens at a port; at one that the system picks where none is given. */
export function listen(listener: RequestListener, at = 0): Promise<Listening> {
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed())
          server.closeAllConnections()
        })
      resolve({ port, close })
    })
  })
}

/** Ports that systems give to nobody who does not ask for them. https://www.rfc-editor.org/rfc/rfc6335#section-6 */
const firstPort = 20_000
const ports = 10_000

const given = new Set<number>()

/** A port that is free and stays so, as far as this process can tell: for a server that others have to know of before it starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports)
    if (!given.has(port) && (await isFree(port))) {
      given.add(port)
      return port
    }
    if (given.size > ports / 2) throw new Error('no port is free')
  }
}

async function isFree(port: number): Promise<boolean> {
  try {
    const { close } = await listen((_request, response) => response.end(), port)
    await close()
    return true
  } catch {
    return false
  }
}
