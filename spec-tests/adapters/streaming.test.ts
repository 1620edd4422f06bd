import { PassThrough, Readable } from 'node:stream'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { stream, streamSSE } from 'hono/streaming'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { listenerTransport } from '../../src/drivers/listener-transport'
import type { Transport } from '../../src/drivers/transport'
import { virtualClock } from '../../src/drivers/virtual-clock'
import { Browser } from '../../src/page/browser'

/** Each server streams `/parts` in three pieces, breaks off at `/broken`, sends two events at `/events`, and never ends `/endless`. */
const api = 'https://api.example.com'
const parts = ['one ', 'twö ', 'three']
const events = 'id: 1\ndata: a\n\nevent: named\ndata: b\n\n'
const cors: [string, string] = ['Access-Control-Allow-Origin', '*']

/** Goes on in later turns of the loop, as a database would. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function* pieces(): AsyncGenerator<string> {
  for (const part of parts) {
    await turn()
    yield part
  }
}

async function* breaking(): AsyncGenerator<string> {
  yield 'half'
  await turn()
  throw new Error('on purpose')
}

/** Counts who has left an endless answer. */
let left = 0
function endless(): Readable {
  const source = new PassThrough()
  source.write('first')
  source.on('close', () => left++)
  return source
}

function expressApp(): Transport {
  const app = express()
  app.use((_request, response, next) => {
    response.set(...cors)
    next()
  })
  app.get('/parts', async (_request, response) => {
    for await (const piece of pieces()) response.write(piece)
    response.end()
  })
  app.get('/broken', (_request, response) => {
    Readable.from(breaking())
      .on('error', () => response.destroy())
      .pipe(response)
  })
  app.get('/events', (_request, response) => {
    response.set('Content-Type', 'text/event-stream').end(events)
  })
  app.get('/endless', (_request, response) => {
    const source = endless()
    response.on('close', () => source.destroy())
    source.pipe(response)
  })
  return listenerTransport(app)
}

function koaApp(): Transport {
  const app = new Koa()
  app.silent = true
  app.use((context) => {
    context.set(...cors)
    if (context.path === '/events') {
      context.type = 'text/event-stream'
      context.body = events
    } else if (context.path === '/endless') context.body = endless()
    else context.body = Readable.from(context.path === '/parts' ? pieces() : breaking())
  })
  return listenerTransport(app)
}

function fastifyApp(): Transport {
  const app = fastify()
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(...cors)
  })
  app.get('/parts', (_request, reply) => reply.send(Readable.from(pieces())))
  app.get('/broken', (_request, reply) => reply.send(Readable.from(breaking())))
  app.get('/events', (_request, reply) => reply.type('text/event-stream').send(events))
  app.get('/endless', (_request, reply) => reply.send(endless()))
  return listenerTransport(app)
}

function honoApp(): Transport {
  const app = new Hono()
  app.use(async (context, next) => {
    context.header(...cors)
    await next()
  })
  app.get('/parts', (context) =>
    stream(context, async (out) => {
      for await (const piece of pieces()) await out.write(piece)
    }),
  )
  app.get('/broken', (context) => context.body(Readable.toWeb(Readable.from(breaking())) as ReadableStream))
  app.get('/events', (context) =>
    streamSSE(context, async (out) => {
      await out.writeSSE({ id: '1', data: 'a' })
      await out.writeSSE({ event: 'named', data: 'b' })
    }),
  )
  app.get('/endless', (context) => {
    // An end that nobody hears of is in the signal of the request alone; this one goes on and on.
    const body = new ReadableStream({
      pull: async (controller) => {
        await turn()
        controller.enqueue(new TextEncoder().encode('more'))
      },
      cancel: () => void left++,
    })
    return context.body(body)
  })
  return fetchTransport(app.fetch)
}

const servers = [
  { server: 'Express', make: expressApp },
  { server: 'Koa', make: koaApp },
  { server: 'Fastify', make: fastifyApp },
  { server: 'Hono', make: honoApp },
]

describe.each(servers)('$server', ({ make }) => {
  const open = () => {
    const clock = virtualClock(1e12)
    const browser = new Browser({ profile: 'chromium', transport: make(), clock })
    return { browser, clock, page: browser.open('https://app.example.com/') }
  }

  it('streams: fetch has the whole, and reads it as a stream', async () => {
    const { page } = open()
    const response = await page.fetch(`${api}/parts`)
    const copy = response.clone()
    expect(await response.text()).toBe('one twö three')
    let read = ''
    const decoder = new TextDecoder()
    for await (const chunk of copy.body ?? []) read += decoder.decode(chunk as Uint8Array, { stream: true })
    expect(read).toBe('one twö three')
  })

  it('streams: XMLHttpRequest has it, with progress', async () => {
    const request = new (open().page.XMLHttpRequest)()
    const seen: string[] = []
    for (const type of ['progress', 'load', 'loadend'] as const) {
      request.addEventListener(type, (event) => {
        seen.push(`${type} ${(event as unknown as { readonly loaded: number }).loaded}`)
      })
    }
    request.open('GET', `${api}/parts`)
    const over = new Promise<unknown>((resolve) => {
      request.onloadend = resolve
    })
    request.send()
    await over
    expect([request.responseText, seen.at(-1), seen.some((line) => line.startsWith('progress'))]).toEqual([
      'one twö three',
      'loadend 14',
      true,
    ])
  })

  it('breaks off: nothing is read', async () => {
    const { page, browser } = open()
    const read = page.fetch(`${api}/broken`).then((response) => response.text())
    await expect(read).rejects.toThrow(TypeError)
    expect(JSON.stringify(browser.recordings)).toContain('connection-failed')
  })

  it('sends events', async () => {
    const { page, browser } = open()
    const source = new page.EventSource(`${api}/events`)
    const seen: string[] = []
    source.onmessage = ({ data, lastEventId }) => seen.push(`${data} ${lastEventId}`)
    source.addEventListener('named', (event) => seen.push(`named ${(event as MessageEvent).data}`))
    await browser.idle()
    source.close()
    expect(seen).toEqual(['a 1', 'named b'])
  })

  it('is told when nobody wants the rest', async () => {
    const { page } = open()
    const controller = new AbortController()
    const before = left
    const response = page.fetch(`${api}/endless`, { signal: controller.signal })
    for (let i = 0; i < 20; i++) await turn()
    controller.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
    for (let i = 0; i < 50 && left === before; i++) await turn()
    expect(left).toBe(before + 1)
  })

  it('is not waited for without end', async () => {
    const { page, clock } = open()
    const response = page.fetch(`${api}/endless`)
    const settled = response.catch((error: unknown) => String(error))
    for (let i = 0; i < 20; i++) await turn()
    clock.advance(30_000)
    expect(await settled).toBe('TypeError: Failed to fetch')
  })
})
