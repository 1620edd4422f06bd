import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { listenerTransport } from '../../src/drivers/listener-transport'
import type { Transport } from '../../src/drivers/transport'
import { Browser } from '../../src/page/browser'
import { wireRequest } from '../drivers/wire'

const big = 'x'.repeat(2_000_000)

/** The same server four times: `/` sets two cookies for an app that is let in, `/big` is long, `/throw` throws. */
const servers: { server: string; transport: Transport }[] = [
  { server: 'Express 5', transport: listenerTransport(expressApp()) },
  { server: 'Koa 3', transport: listenerTransport(koaApp()) },
  { server: 'Fastify 5', transport: listenerTransport(fastifyApp()) },
  { server: 'Hono 4', transport: honoTransport() },
]

const origin = 'https://app.example.org'
const api = 'https://api.example.com'

describe.each(servers)('$server', ({ transport }) => {
  it('sets cookies line by line, and gets them back', async () => {
    const browser = new Browser({ profile: 'chromium', transport })
    const page = browser.open(`${origin}/`)
    const bodies: unknown[] = []
    for (let i = 0; i < 2; i++) {
      const response = await page.perform({ url: `${api}/`, credentials: 'include' })
      if (response.type === 'error') throw new Error(response.reason.step)
      bodies.push(response.body)
    }
    expect(bodies).toEqual([
      { kind: 'bytes', bytes: 'cookie: none' },
      { kind: 'bytes', bytes: 'cookie: a=1; b=2' },
    ])
  })

  it('sends a body of two megabytes whole', async () => {
    const { body } = await transport(wireRequest(`${api}/big`), null)
    expect(body?.kind === 'bytes' && body.bytes === big).toBe(true)
  })

  it('answers 500 where a handler throws, after a wait', async () => {
    expect((await transport(wireRequest(`${api}/throw`), null)).status).toBe(500)
  })
})

const cookies = ['a=1; Path=/; Secure; SameSite=None', 'b=2; Path=/; Secure; SameSite=None; HttpOnly']
const cors: [string, string][] = [
  ['access-control-allow-origin', 'https://app.example.org'],
  ['access-control-allow-credentials', 'true'],
]
const told = (cookie: string | undefined): string => `cookie: ${cookie ?? 'none'}`

async function fails(): Promise<never> {
  await Promise.resolve()
  throw new Error('on purpose')
}

function expressApp() {
  const app = express()
  app.set('env', 'test')
  app.get('/', async (request, response) => {
    response.set(Object.fromEntries(cors)).append('Set-Cookie', cookies).send(told(request.headers.cookie))
  })
  app.get('/big', (_request, response) => void response.send(big))
  app.get('/throw', fails)
  return app
}

function koaApp() {
  const app = new Koa()
  app.silent = true
  app.use(async (context) => {
    if (context.path === '/throw') await fails()
    if (context.path === '/big') context.body = big
    else {
      context.set(Object.fromEntries(cors))
      context.set('Set-Cookie', cookies)
      context.body = told(context.headers.cookie)
    }
  })
  return app
}

function fastifyApp() {
  const app = fastify()
  app.get('/', async (request, reply) => {
    reply.headers(Object.fromEntries(cors)).header('set-cookie', cookies)
    return told(request.headers.cookie)
  })
  app.get('/big', async () => big)
  app.get('/throw', fails)
  return app
}

function honoTransport(): Transport {
  const app = new Hono()
  app.onError((_error, context) => context.text('failed', 500))
  app.get('/', async (context) => {
    for (const [name, value] of cors) context.header(name, value)
    for (const line of cookies) context.header('set-cookie', line, { append: true })
    return context.text(told(context.req.header('cookie')))
  })
  app.get('/big', (context) => context.text(big))
  app.get('/throw', fails)
  return fetchTransport((request) => app.fetch(request))
}
