import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeTransport } from '../../src/drivers/node-transport'
import { wireRequest } from './wire'

/** A server that counts connections, and what was asked over each. */
interface Counting {
  readonly origin: string
  readonly server: Server
  /** What each connection was asked, in the order of connecting. */
  readonly asked: string[][]
}

const closing: Server[] = []
afterEach(async () => {
  for (const server of closing.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function counting(listener: RequestListener): Promise<Counting> {
  const asked: string[][] = []
  const of = new Map<Socket, string[]>()
  const server = createServer((request, response) => {
    of.get(request.socket)?.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  server.on('connection', (socket: Socket) => {
    const requests: string[] = []
    of.set(socket, requests)
    asked.push(requests)
  })
  closing.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked }
}

const answer: RequestListener = (request, response) => {
  request.resume()
  response.end(`${request.method} ${request.url}`)
}

const keeping = () => nodeTransport({ keepAlive: true, timeoutMs: 10_000 })

/** Lets a connection come back that a response has just been read from. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('connections that are kept', () => {
  it('serve one request after the other', async () => {
    const { origin, asked } = await counting(answer)
    const transport = keeping()
    for (const [method, body] of [
      ['OPTIONS', null],
      ['PUT', 'x'],
      ['GET', null],
    ] as const) {
      const { status } = await transport(wireRequest(`${origin}/a`, method, [], body), null)
      expect(status).toBe(200)
      await turn()
    }
    expect(asked).toEqual([['OPTIONS /a', 'PUT /a', 'GET /a']])
  })

  it('are as many as there are requests under way', async () => {
    const { origin, asked } = await counting(answer)
    const transport = keeping()
    await Promise.all(['/a', '/b'].map((path) => transport(wireRequest(origin + path), null)))
    expect(asked).toHaveLength(2)
  })

  it('are not shared by transports', async () => {
    const { origin, asked } = await counting(answer)
    await keeping()(wireRequest(`${origin}/a`), null)
    await keeping()(wireRequest(`${origin}/b`), null)
    expect(asked).toEqual([['GET /a'], ['GET /b']])
  })

  it('are not used again where the server says that it closes them', async () => {
    const { origin, asked } = await counting((request, response) => {
      response.setHeader('Connection', 'close')
      answer(request, response)
    })
    const transport = keeping()
    await transport(wireRequest(`${origin}/a`), null)
    await turn()
    await transport(wireRequest(`${origin}/b`), null)
    expect(asked).toEqual([['GET /a'], ['GET /b']])
  })

  it('are asked again over a new one, where the server closed one while the request was under way', async () => {
    const { origin, asked } = await counting((request, response) => {
      if (request.url === '/hangs-up' && asked.length === 1) request.socket.destroy()
      else answer(request, response)
    })
    const transport = keeping()
    await transport(wireRequest(`${origin}/a`), null)
    await turn()
    const { status } = await transport(wireRequest(`${origin}/hangs-up`, 'POST', [], 'x'), null)
    expect(status).toBe(200)
    expect(asked).toEqual([['GET /a', 'POST /hangs-up'], ['POST /hangs-up']])
  })

  it('are not asked again where the connection was new', async () => {
    const { origin, asked } = await counting((request) => request.socket.destroy())
    await expect(keeping()(wireRequest(`${origin}/a`), null)).rejects.toMatchObject({ code: 'closed' })
    expect(asked).toEqual([['GET /a']])
  })

  it('are gone after an abort', async () => {
    const { origin, asked, server } = await counting((request, response) => {
      if (request.url !== '/never') answer(request, response)
    })
    const transport = keeping()
    await transport(wireRequest(`${origin}/a`), null)
    await turn()
    const controller = new AbortController()
    const never = transport(wireRequest(`${origin}/never`), controller.signal)
    const closed = new Promise((resolve) => {
      server.once('request', (request) => request.socket.once('close', resolve))
    })
    server.once('request', () => controller.abort(new Error('enough')))
    await expect(never).rejects.toThrow('enough')
    await closed
    expect(asked).toEqual([['GET /a', 'GET /never']])
  })

  it('must be asked for by a truth value', () => {
    expect(() => nodeTransport({ keepAlive: 1 as never })).toThrow('keepAlive must be true or false')
  })
})
