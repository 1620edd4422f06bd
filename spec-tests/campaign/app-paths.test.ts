import cors from '@koa/cors'
import express from 'express'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { pathsOfApp } from '../../src/campaign/app-paths'

const nothing = (): void => {}

function expressApp(): unknown {
  const app = express()
  const inner = express.Router().get('/', nothing).get('/export', nothing)
  const outer = express.Router().use('/v1', inner)
  app.post('/orders', nothing)
  app.get('/', nothing)
  app.get('/users/:id', nothing)
  app.get('/files/*rest', nothing)
  app.get(/^\/x/, nothing)
  app.use(nothing)
  app.use('/api', outer)
  return app
}

/** What version 4 keeps of the same: no path, but a pattern made of it. */
const express4 = {
  get router(): never {
    throw new Error("'app.router' is deprecated!")
  },
  _router: {
    stack: [
      { handle: nothing, regexp: Object.assign(/^\/?(?=\/|$)/i, { fast_slash: true }) },
      { route: { path: '/me', methods: { get: true } }, handle: nothing },
      {
        regexp: /^\/api\/v1\/?(?=\/|$)/i,
        handle: { stack: [{ route: { path: '/export', methods: { get: true } } }] },
      },
      {
        regexp: /^\/(?:([^/]+?))\/?(?=\/|$)/i,
        handle: { stack: [{ route: { path: '/unknown', methods: { get: true } } }] },
      },
    ],
  },
}

const hono = new Hono()
hono.use('*', async (_, next) => next())
hono.get('/me', (c) => c.text(''))
hono.put('/only/put', (c) => c.text(''))
hono.get('/users/:id', (c) => c.text(''))

const koa = {
  middleware: [
    cors(),
    Object.assign(nothing, {
      router: {
        stack: [
          { path: '/post', methods: ['POST'] },
          { path: '/me', methods: ['HEAD', 'GET'] },
        ],
      },
    }),
  ],
}

describe('the paths of an app', () => {
  it.each<[name: string, app: unknown, asked: readonly string[]]>([
    ['Express', expressApp(), ['/users/1', '/api/v1', '/api/v1/export', '/orders']],
    ['Express 4', express4, ['/me', '/api/v1/export']],
    ['Hono', hono, ['/me', '/users/1', '/only/put']],
    ['Koa with a router', koa, ['/me', '/post']],
    ['a function', nothing, []],
    ['nothing', null, []],
  ])('are those of its routes, what answers GET first: %s', (_, app, asked) =>
    expect(pathsOfApp(app)).toEqual({ asked, left: [] }),
  )

  it('are told apart where there are many', () => {
    const routes = Array.from({ length: 10 }, (_, i) => ({ method: 'GET', path: `/${i}` }))
    expect(pathsOfApp({ routes })).toEqual({
      asked: ['/0', '/1', '/2', '/3', '/4', '/5', '/6', '/7'],
      left: ['/8', '/9'],
    })
  })

  it('of routers that stand in themselves come to an end', () => {
    const router = { stack: [] as unknown[] }
    router.stack.push({ rawPath: '/x', handle: router }, { route: { path: '/y', methods: { get: true } } })
    expect(pathsOfApp({ router }).asked.length).toBeGreaterThan(0)
  })
})
