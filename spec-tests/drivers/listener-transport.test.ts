import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHTTPSServer } from 'node:https'
import cors from 'cors'
import express from 'express'
import { describe, expect, it } from 'vitest'
import { type Listener, listenerTransport, type NodeApp } from '../../src/drivers/listener-transport'
import { nodeTransport } from '../../src/drivers/node-transport'
import type { WireResponse } from '../../src/fetch/response'
import { ConfigError } from '../../src/infra/config-error'
import { wireRequest } from './wire'

const ask = (app: NodeApp, url = 'https://api.example.com/', method = 'GET'): Promise<WireResponse> =>
  listenerTransport(app, { timeoutMs: 10_000 })(wireRequest(url, method), null)
const bytesOf = (response: WireResponse): string =>
  response.body?.kind === 'bytes' ? response.body.bytes : ''
const valuesOf = (response: WireResponse, name: string): string[] =>
  response.headerList.filter((header) => header.name === name).map(({ value }) => value)

/** The listener over a real port, for comparison. */
async function askOverPort(listener: Listener, method: string): Promise<WireResponse> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const transport = nodeTransport({ resolve: () => ({ address: '127.0.0.1', port }), timeoutMs: 10_000 })
  try {
    return await transport(
      wireRequest('http://api.example.com/', method, [
        ['x-a', '1'],
        ['x-a', '2'],
      ]),
      null,
    )
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

describe('exactly as over a port', () => {
  const rows: { desc: string; listener: Listener; methods?: string[] }[] = [
    {
      desc: 'order, duplicates and case of raw headers',
      listener: (_request, response) => {
        response.writeHead(200, 'Fine', [
          'Access-Control-Allow-Origin',
          'a',
          'X-B',
          '1',
          'Set-Cookie',
          'a=1',
          'access-control-allow-origin',
          'b',
          'X-B',
          '2',
          'Set-Cookie',
          'b=2; Path=/, c',
        ])
        response.end('hi')
      },
    },
    {
      desc: 'several values of one header, and a status text',
      listener: (_request, response) => {
        response.statusMessage = 'Grand'
        response.setHeader('X-A', ['1', '2'])
        response.appendHeader('Set-Cookie', 'a=1').appendHeader('Set-Cookie', 'b=2')
        response.end()
      },
      methods: ['GET', 'HEAD', 'OPTIONS'],
    },
    { desc: '204', listener: (_request, response) => response.writeHead(204).end('ignored') },
    { desc: '304', listener: (_request, response) => response.writeHead(304, { etag: '"1"' }).end() },
    {
      desc: 'trailers',
      listener: (_request, response) => {
        response.writeHead(200, { trailer: 'X-T' }).write('a')
        response.addTrailers({ 'X-T': '1' })
        response.end('b')
      },
    },
    {
      desc: 'bytes that are no text',
      listener: (_request, response) =>
        response.writeHead(200, { 'X-L': '\xe9' }).end(Buffer.from([0, 0xff, 0xe9])),
    },
    {
      desc: 'what the server is asked',
      listener: (request, response) => {
        const { method, url, rawHeaders, httpVersion } = request
        response.end(JSON.stringify({ method, url, rawHeaders, httpVersion }))
      },
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'OPTIONS'],
    },
    {
      desc: 'a method that Node does not know',
      listener: (_request, response) => response.end(),
      methods: ['patch', 'CHICKEN'],
    },
    {
      desc: 'an interim response',
      listener: (_request, response) => {
        response.writeEarlyHints({ link: '</a>; rel=preload' })
        response.end('later')
      },
    },
    {
      desc: 'much more than fits into a buffer',
      listener: (_request, response) => {
        for (let i = 0; i < 100; i++) response.write('x'.repeat(20_000))
        response.end()
      },
    },
  ]
  const withoutDate = (response: WireResponse): WireResponse => ({
    ...response,
    headerList: response.headerList.filter(({ name }) => name !== 'date'),
  })

  it.each(rows.flatMap((row) => (row.methods ?? ['GET']).map((method) => ({ ...row, method }))))(
    'is $desc, with $method',
    async ({ listener, method }) => {
      const transport = listenerTransport(listener, { timeoutMs: 10_000 })
      const request = wireRequest('http://api.example.com/', method, [
        ['x-a', '1'],
        ['x-a', '2'],
      ])
      const response = withoutDate(await transport(request, null))
      expect(response).toEqual(withoutDate(await askOverPort(listener, method)))
      expect(response.status).toBeGreaterThanOrEqual(200)
    },
  )

  it('is the end of a connection in the middle of a response', async () => {
    for (const destroy of [
      (_request: IncomingMessage, response: ServerResponse) => {
        response.write('x')
        setTimeout(() => response.destroy(), 5)
      },
      (request: IncomingMessage) => request.socket.destroy(),
      (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '10' }).write('x')
        setTimeout(() => response.socket?.end(), 5)
      },
    ]) {
      await expect(ask(destroy)).rejects.toMatchObject({ code: 'closed' })
      await expect(askOverPort(destroy, 'GET')).rejects.toMatchObject({ code: 'closed' })
    }
  })

  it('is a response that is no HTTP', async () => {
    const raw: Listener = (_request, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nX : a\r\n\r\n')
    }
    await expect(ask(raw)).rejects.toMatchObject({ code: 'invalid-response' })
  })
})

describe('the servers of this world', () => {
  it('are Express apps, with the cors package', async () => {
    const app = express()
    app.use(cors({ origin: 'https://app.example.com', credentials: true }))
    app.get('/', (request, response) => {
      response
        .cookie('a', '1')
        .cookie('b', '2', { secure: request.secure })
        .json([request.protocol, request.hostname, request.ip])
    })
    const response = await ask(app)
    expect(JSON.parse(bytesOf(response))).toEqual(['https', 'api.example.com', '127.0.0.1'])
    expect(valuesOf(response, 'access-control-allow-origin')).toEqual(['https://app.example.com'])
    expect(valuesOf(response, 'set-cookie')).toEqual(['a=1; Path=/', 'b=2; Path=/; Secure'])
    expect(JSON.parse(bytesOf(await ask(app, 'http://localhost:3000/')))).toEqual([
      'http',
      'localhost',
      '127.0.0.1',
    ])
    expect(await ask(app, 'http://localhost:3000/', 'OPTIONS')).toMatchObject({ status: 204, body: null })
  })

  it('are servers of Express apps, whose `bind` is a method of HTTP', async () => {
    const app = express()
    app.get('/', (_request, response) => void response.send('express'))
    expect(bytesOf(await ask(createServer(app)))).toBe('express')
  })

  it('are servers that need not listen, http and https', async () => {
    const listener: Listener = (request, response) => {
      response.end(String((request.socket as { encrypted?: boolean }).encrypted))
    }
    expect(bytesOf(await ask(createServer(listener)))).toBe('true')
    expect(bytesOf(await ask(createHTTPSServer({}, listener), 'http://a.example/'))).toBe('undefined')
    const server = createServer()
    await expect(ask(server)).rejects.toMatchObject({ code: 'refused' })
    server.on('request', listener)
    expect(bytesOf(await ask(server))).toBe('true')
  })

  it('are instances with `ready` and `routing`, as Fastify has', async () => {
    let ready = 0
    const instance = {
      routing(this: unknown, _request: IncomingMessage, response: ServerResponse): void {
        response.end(`ready ${ready}, ${this === instance}`)
      },
      async ready() {
        ready++
      },
    }
    expect(bytesOf(await ask(instance))).toBe('ready 1, true')
  })

  it('are apps with `callback`, as Koa has', async () => {
    const app = {
      callback(): Listener {
        return async (_request, response) => {
          await Promise.resolve()
          response.end(String(this === app))
        }
      },
    }
    expect(bytesOf(await ask(app))).toBe('true')
  })

  it('read the body, however long', async () => {
    const listener: Listener = async (request, response) => {
      let length = 0
      for await (const chunk of request) length += (chunk as Buffer).length
      response.end(String(length))
    }
    const request = wireRequest('https://a.example/', 'POST', [], 'x'.repeat(1_000_000))
    expect(bytesOf(await listenerTransport(listener)(request, null))).toBe('1000000')
  })

  it('answer many requests at once', async () => {
    const transport = listenerTransport((request, response) => {
      setTimeout(() => response.end(request.url), 5)
    })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => transport(wireRequest(`https://a.example/${i}`), null)),
    )
    expect(answers.map(bytesOf)).toEqual(Array.from({ length: 50 }, (_, i) => `/${i}`))
  })
})

describe('a server that throws', () => {
  it.each<{ desc: string; listener: Listener }>([
    {
      desc: 'at once',
      listener: () => {
        throw new Error('boom')
      },
    },
    {
      desc: 'asynchronously',
      listener: async () => {
        await Promise.resolve()
        throw new Error('boom')
      },
    },
    {
      desc: 'in the middle of its response',
      listener: (_request, response) => {
        response.write('half')
        throw new Error('boom')
      },
    },
  ])('$desc fails the request and nothing else', async ({ listener }) => {
    for (const app of [listener, createServer(listener)]) {
      await expect(ask(app)).rejects.toMatchObject({
        code: 'transport-threw',
        message: 'The server threw Error: boom',
      })
    }
  })

  it('answers 500 where it is Express', async () => {
    const app = express()
    app.set('env', 'test')
    app.get('/', () => {
      throw new Error('boom')
    })
    expect(await ask(app)).toMatchObject({ status: 500 })
  })

  it('or cannot be made ready fails the request', async () => {
    const instance = { routing: () => {}, ready: () => Promise.reject(new Error('plugin')) }
    await expect(ask(instance)).rejects.toThrowError('plugin')
  })
})

describe('a server that does not answer', () => {
  it('is not waited for, and sees the connection close', async () => {
    let closed: () => void
    const closing = new Promise<void>((resolve) => {
      closed = resolve
    })
    const transport = listenerTransport((_request, response) => void response.on('close', () => closed()), {
      timeoutMs: 30,
    })
    await expect(transport(wireRequest('https://a.example/'), null)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('within 30 ms; it was still waiting for the response'),
    })
    await closing
  })

  it('can be given up', async () => {
    let closed: () => void
    const closing = new Promise<void>((resolve) => {
      closed = resolve
    })
    const controller = new AbortController()
    const transport = listenerTransport((_request, response) => {
      response.on('close', () => closed())
      controller.abort()
    })
    await expect(transport(wireRequest('https://a.example/'), controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    })
    await closing
  })

  it('or does not end its response is stopped when that is too long', async () => {
    let written = 0
    const endless: Listener = (_request, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) written += 10_000
      }
      response.on('drain', write)
      write()
    }
    const transport = listenerTransport(endless, { maxBodyBytes: 100_000, timeoutMs: 2000 })
    await expect(transport(wireRequest('https://a.example/'), null)).rejects.toMatchObject({
      code: 'body-overflow',
    })
    expect(written).toBeLessThan(1_000_000)
  })
})

describe('listenerTransport', () => {
  it.each([undefined, null, 'app', 42, {}])('does not take %s for a server', (app) => {
    try {
      listenerTransport(app as never, { timeout: 1 } as never)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as ConfigError).issues.map(({ path }) => path)).toEqual(['timeout', 'app'])
    }
  })
})
