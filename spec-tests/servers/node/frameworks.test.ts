import fastifyPackage from '@fastify/cors'
import koaPackage from '@koa/cors'
import * as fc from 'fast-check'
import fastify from 'fastify'
import { Hono } from 'hono'
import { cors as honoPackage } from 'hono/cors'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../../src/drivers/fetch-transport'
import type { AnyTransport, Transport } from '../../../src/drivers/transport'
import type { Handler } from '../../../src/fetch/exchange-state'
import type { WireRequest } from '../../../src/fetch/response'
import { ConfigError } from '../../../src/infra/config-error'
import { chain } from '../../../src/servers/middleware'
import { fastifyCors, fastifyCorsAsync } from '../../../src/servers/real/fastify-cors'
import { honoCors } from '../../../src/servers/real/hono-cors'
import { koaCors, koaCorsAsync } from '../../../src/servers/real/koa-cors'
import { chainAsync } from '../../../src/servers/real/transport-layer'
import { app, ask, conversation, evil, headerOf, listenerTransport, ours, preflight, type Seen } from './kit'

/** Options of packages, as files have them: their types are tested with the packages' own. */
// biome-ignore lint/suspicious/noExplicitAny: options that packages refuse are among them
type Options = any

const acao = 'access-control-allow-origin'
const acac = 'access-control-allow-credentials'
const get = ask('GET', ours)
const fromEvil = ask('GET', evil)
const failing = ask('GET', ours, {}, 'https://api.example.com/throw')
const error = (): Error => Object.assign(new Error('on purpose'), { headers: { 'x-why': 'test' } })

/** The application of these tests behind any of the layers; `/throw` throws. */
const routes: Handler = (request) => {
  if (request.url.path === '/throw') throw error()
  return app(request)
}

interface Framework {
  readonly real: (options: Options) => Transport
  /** At once, where there is such a form and it takes the options. */
  readonly model: ((options: Options) => Handler) | null
  readonly later: (options: Options) => AnyTransport
}

const frameworks = {
  fastify: {
    real: (options) => {
      const server = fastify()
      server.register(fastifyPackage, options)
      server.register(async (inner) => {
        const method = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']
        inner.route({
          method,
          url: '*',
          handler: async (request, reply) => {
            const path = request.url.split('?')[0]
            if (path === '/throw') throw error()
            return reply
              .headers({ 'content-type': 'text/plain', 'x-app': `${request.method} ${path}` })
              .send('whole')
          },
        })
      })
      return listenerTransport(server)
    },
    model: (options) => chain(fastifyCors(options, { fastifyCors: fastifyPackage }), routes),
    later: (options) => chainAsync(fastifyCorsAsync(options, { fastifyCors: fastifyPackage }), routes),
  },
  koa: {
    real: (options) => {
      const server = new Koa()
      server.silent = true
      server.use(koaPackage(options))
      server.use((context) => {
        if (context.path === '/throw') throw error()
        context.set({ 'content-type': 'text/plain', 'x-app': `${context.method} ${context.path}` })
        context.body = 'whole'
      })
      return listenerTransport(server)
    },
    model: (options) => chain(koaCors(options, { cors: koaPackage }), routes),
    later: (options) => chainAsync(koaCorsAsync(options, { cors: koaPackage }), routes),
  },
  hono: {
    real: (options) => {
      const server = new Hono()
      server.use(honoPackage(options))
      server.onError((_, context) => context.text('Internal Server Error', 500))
      server.all('*', (context) => {
        if (context.req.path === '/throw') throw error()
        const headers = { 'content-type': 'text/plain', 'x-app': `${context.req.method} ${context.req.path}` }
        return new Response('whole', { headers })
      })
      return fetchTransport((request) => server.fetch(request))
    },
    model: null,
    later: (options) => chainAsync(honoCors(options, { cors: honoPackage, Hono }), routes),
  },
} satisfies Record<string, Framework>

type Name = keyof typeof frameworks

interface Row {
  readonly desc: string
  readonly options: Options
  readonly request: WireRequest
  readonly status?: number
  readonly expected: Readonly<Record<string, string | null>>
}

const surprises: Readonly<Record<Name, readonly Row[]>> = {
  fastify: [
    {
      desc: 'allows GET, HEAD and POST alone, unless told',
      options: {},
      request: preflight(),
      status: 204,
      expected: { [acao]: '*', 'access-control-allow-methods': 'GET,HEAD,POST' },
    },
    {
      desc: 'refuses an OPTIONS that asks for no method',
      options: {},
      request: ask('OPTIONS', ours),
      status: 400,
      expected: { [acao]: '*' },
    },
    {
      desc: 'takes it where it is not strict',
      options: { strictPreflight: false },
      request: ask('OPTIONS', ours),
      status: 204,
      expected: { [acao]: '*' },
    },
    {
      desc: 'sends a string to every origin, and does not vary',
      options: { origin: ours },
      request: fromEvil,
      expected: { [acao]: ours, vary: null },
    },
    {
      desc: 'takes a * in an array for everybody',
      options: { origin: ['*'] },
      request: fromEvil,
      expected: { [acao]: '*' },
    },
    {
      desc: 'varies where origins are compared',
      options: { origin: [ours] },
      request: fromEvil,
      expected: { [acao]: null, vary: 'Origin' },
    },
    {
      desc: 'answers the preflight of a refused origin all the same',
      options: { origin: [ours], credentials: true },
      request: preflight(evil),
      status: 204,
      expected: { [acao]: null, [acac]: 'true' },
    },
    {
      desc: 'is off where the origin is false, and no route takes OPTIONS',
      options: { origin: false },
      request: preflight(),
      status: 404,
      expected: { [acao]: null },
    },
    {
      desc: 'fails every request where the origin is empty',
      options: { origin: '' },
      request: get,
      status: 500,
      expected: { [acao]: null },
    },
    {
      desc: 'fails where a function refuses by an error',
      options: { origin: (_: string, done: (error: Error) => void) => done(new Error('no')) },
      request: get,
      status: 500,
      expected: { [acao]: null },
    },
    {
      desc: 'leaves OPTIONS without a route where it takes no preflights',
      options: { preflight: false },
      request: preflight(),
      status: 404,
      expected: { [acao]: '*' },
    },
    {
      desc: 'answers 200 where routes were to continue',
      options: { preflightContinue: true },
      request: preflight(),
      status: 200,
      expected: { [acao]: '*', 'x-app': null },
    },
    {
      desc: 'keeps its headers where a route throws',
      options: { origin: [ours] },
      request: failing,
      status: 500,
      expected: { [acao]: ours, 'x-why': 'test' },
    },
    {
      desc: 'asks a function for the options',
      options:
        () => (request: { headers: { origin?: string } }, done: (error: null, options: object) => void) =>
          done(null, { origin: request.headers.origin === ours }),
      request: get,
      expected: { [acao]: ours, vary: 'Origin' },
    },
    {
      desc: 'sends no header where Node would not',
      options: { origin: 'https://app.example.com\n' },
      request: get,
      status: 500,
      expected: { [acao]: null },
    },
    {
      desc: 'runs in a later hook alike',
      options: { hook: 'preParsing', origin: [ours] },
      request: preflight(),
      status: 204,
      expected: { [acao]: ours },
    },
  ],
  koa: [
    {
      desc: 'sends * and varies nevertheless',
      options: {},
      request: get,
      expected: { [acao]: '*', vary: 'Origin' },
    },
    {
      desc: 'sends a string to every origin',
      options: { origin: ours },
      request: fromEvil,
      expected: { [acao]: ours },
    },
    {
      desc: 'reflects everybody with credentials, unless an origin is named',
      options: { credentials: true },
      request: fromEvil,
      expected: { [acao]: evil, [acac]: 'true' },
    },
    {
      desc: 'does so where * is written, too',
      options: { credentials: true, origin: '*' },
      request: fromEvil,
      expected: { [acao]: evil, [acac]: 'true' },
    },
    {
      desc: 'leaves OPTIONS that asks for no method to the routes, without CORS',
      options: {},
      request: ask('OPTIONS', ours),
      expected: { [acao]: null, vary: 'Origin', 'x-app': 'OPTIONS /things' },
    },
    {
      desc: 'answers preflights of every origin',
      options: { origin: ours },
      request: preflight(evil),
      status: 204,
      expected: { [acao]: ours, 'access-control-allow-headers': 'content-type,x-a' },
    },
    {
      desc: 'keeps its headers where a route throws',
      options: { origin: ours, credentials: true },
      request: failing,
      status: 500,
      expected: { [acao]: ours, [acac]: 'true', vary: 'Origin', 'x-why': 'test' },
    },
    {
      desc: 'drops them where it is told to',
      options: { origin: ours, keepHeadersOnError: false },
      request: failing,
      status: 500,
      expected: { [acao]: null, vary: null, 'x-why': 'test' },
    },
    {
      desc: 'leaves out a maximum age of 0',
      options: { maxAge: 0 },
      request: preflight(),
      status: 204,
      expected: { 'access-control-max-age': null },
    },
    {
      desc: 'allows private networks where asked',
      options: { privateNetworkAccess: true },
      request: preflight(ours, { 'access-control-request-private-network': 'true' }),
      status: 204,
      expected: { 'access-control-allow-private-network': 'true' },
    },
    {
      desc: 'writes an empty origin for a request without one',
      options: { credentials: true },
      request: ask('GET', null),
      expected: { [acao]: '' },
    },
    {
      desc: 'fails where a header cannot be written',
      options: { origin: 'https://app.example.com\n' },
      request: get,
      status: 500,
      expected: { [acao]: null },
    },
  ],
  hono: [
    {
      desc: 'compares a string, and sends nothing to others but the credentials',
      options: { origin: 'https://other.example', credentials: true },
      request: get,
      expected: { [acao]: null, [acac]: 'true', vary: 'Origin' },
    },
    {
      desc: 'does not vary where everybody is let in',
      options: {},
      request: get,
      expected: { [acao]: '*', vary: null },
    },
    {
      desc: 'takes a * in an array literally',
      options: { origin: ['*'] },
      request: get,
      expected: { [acao]: null },
    },
    {
      desc: 'ends every OPTIONS, whatever it asks for',
      options: {},
      request: ask('OPTIONS', null),
      status: 204,
      expected: { [acao]: '*', 'x-app': null },
    },
    {
      desc: 'sends * and credentials together',
      options: { credentials: true },
      request: get,
      expected: { [acao]: '*', [acac]: 'true' },
    },
    {
      desc: 'keeps its headers where a route throws',
      options: { origin: ours, credentials: true },
      request: failing,
      status: 500,
      expected: { [acao]: ours, [acac]: 'true', vary: 'Origin' },
    },
    {
      desc: 'keeps them where a route makes a Response of its own',
      options: { origin: ours },
      request: get,
      expected: { [acao]: ours, 'x-app': 'GET /things' },
    },
    {
      desc: 'asks a function, and waits for it',
      options: { origin: async (origin: string) => (origin === ours ? origin : null) },
      request: get,
      expected: { [acao]: ours },
    },
    {
      desc: 'allows the method QUERY, and the headers asked for',
      options: {},
      request: preflight(),
      status: 204,
      expected: {
        'access-control-allow-methods': 'GET,HEAD,PUT,POST,DELETE,PATCH,QUERY',
        'access-control-allow-headers': 'content-type,x-a',
        vary: 'Access-Control-Request-Headers',
      },
    },
  ],
}

describe.each(Object.keys(frameworks) as Name[])('CORS for %s, by its own package', (name) => {
  const { real, model, later }: Framework = frameworks[name]

  it.each(surprises[name])('$desc', async ({ options, request, status = 200, expected }) => {
    const servers: AnyTransport[] = [later(options)]
    if (model !== null) servers.push(model(options))
    for (const server of servers) {
      const { status: answered, headerList } = await server(request, null)
      expect(answered).toBe(status)
      for (const [header, value] of Object.entries(expected))
        expect(headerOf(headerList, header), header).toBe(value)
      expect(await conversation(async (each) => server(each, null), [request])).toEqual(
        await conversation(real(options), [request]),
      )
    }
  })

  it('answers as the real framework does, whatever the options and the requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        optionsOf[name],
        fc.array(anyRequest, { minLength: 1, maxLength: 3 }),
        async (options, requests) => {
          const answers = await conversation(real(options), requests)
          expect(await conversation(async (each) => later(options)(each, null), requests)).toEqual(answers)
          if (model === null) return
          const server = model(options)
          expect(await conversation(async (each) => server(each), requests)).toEqual(answers)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('is found where the project has it', async () => {
    const layers = { fastify: fastifyCorsAsync, koa: koaCorsAsync, hono: honoCors }
    const { headerList } = await chainAsync(layers[name](), app)(get, null)
    expect(headerOf(headerList, acao)).toBe('*')
  })
})

const names = fc.constantFrom('x-a', 'x-a, content-type', ['x-a'], ['content-type', 'x-b'], '*')
const lists = fc.constantFrom(['x-a'], ['content-type', 'x-b'], [])
const optionsOf: Readonly<Record<Name, fc.Arbitrary<Options>>> = {
  fastify: fc.record(
    {
      origin: fc.constantFrom<unknown>(
        true,
        false,
        '*',
        '',
        ours,
        [ours, evil],
        ['*'],
        /example\.com$/,
        /example/g,
        [[/evil/]],
        null,
      ),
      methods: fc.constantFrom('GET', ['GET', 'PUT'], '*'),
      allowedHeaders: names,
      exposedHeaders: names,
      credentials: fc.boolean(),
      maxAge: fc.constantFrom(0, 600),
      cacheControl: fc.constantFrom<unknown>(10, 'no-store', true),
      preflight: fc.boolean(),
      preflightContinue: fc.boolean(),
      strictPreflight: fc.boolean(),
      optionsSuccessStatus: fc.constantFrom(200, 204),
      hook: fc.constantFrom('onRequest', 'preParsing', 'preValidation', 'preHandler'),
    },
    { requiredKeys: [] },
  ),
  koa: fc.record(
    {
      origin: fc.constantFrom('*', '', ours, evil),
      allowMethods: fc.constantFrom<unknown>('GET', ['GET', 'PUT'], '', []),
      allowHeaders: names,
      exposeHeaders: names,
      credentials: fc.constantFrom<unknown>(true, false, 1, 'true'),
      maxAge: fc.constantFrom(0, 600, '10'),
      keepHeadersOnError: fc.boolean(),
      secureContext: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  hono: fc.record(
    {
      origin: fc.constantFrom<unknown>('*', '', ours, evil, [ours, evil], [], ['*']),
      allowMethods: fc.constantFrom(['GET'], ['GET', 'PUT'], []),
      allowHeaders: lists,
      exposeHeaders: lists,
      credentials: fc.boolean(),
      maxAge: fc.constantFrom(0, 600),
    },
    { requiredKeys: [] },
  ),
}
const anyRequest = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'),
    origin: fc.constantFrom(ours, evil, 'null', null),
    asks: fc.constantFrom<Record<string, string>>(
      {},
      { 'access-control-request-method': 'PUT' },
      { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-a,content-type' },
    ),
    path: fc.constantFrom('/things', '/throw'),
  })
  .map(({ method, origin, asks, path }) => ask(method, origin, asks, `https://api.example.com${path}`))

describe('options that answer later', () => {
  it('are refused by the form of Fastify that answers at once', () => {
    const server = chain(fastifyCors({ origin: async (origin) => origin === ours }), app)
    expect(() => server(get)).toThrow(ConfigError)
    expect(() => server(get)).toThrow(/options\.origin .*fastifyCorsAsync/)
  })

  it('are refused by that of Koa before any request', () => {
    expect(() => koaCors({ origin: () => ours, credentials: () => true })).toThrow(
      expect.objectContaining({
        issues: ['options.origin', 'options.credentials'].map((path) => expect.objectContaining({ path })),
      }),
    )
  })

  const waiting: { readonly name: string; readonly server: Transport; readonly real: Transport }[] = [
    {
      name: 'Fastify',
      server: chainAsync(fastifyCorsAsync({ origin: async (origin) => origin === ours }), app),
      real: frameworks.fastify.real({ origin: async (origin: string) => origin === ours }),
    },
    {
      name: 'Koa',
      server: chainAsync(
        koaCorsAsync({ origin: async (context) => context.get('Origin') === ours && ours }),
        app,
      ),
      real: frameworks.koa.real({
        origin: async (context: Koa.Context) => context.get('Origin') === ours && ours,
      }),
    },
  ]
  it.each(waiting)('are waited for by the other one: $name', async ({ server, real }) => {
    const requests = [get, fromEvil, preflight()]
    const answers: readonly Seen[] = await conversation(server, requests)
    expect(answers).toEqual(await conversation(real, requests))
    expect(answers[0]?.headers).toContain(`${acao}: ${ours}`)
    expect(answers[1]?.headers.filter((line) => line.startsWith(acao))).toEqual([])
  })
})

describe('Hono in front of a layer', () => {
  it.each([
    { desc: 'that has no body to give', status: 204, bytes: null },
    { desc: 'that answers from its cache', status: 304, bytes: null },
    { desc: 'whose bytes are no text', status: 200, bytes: '\xff\x00\x80' },
  ])('passes on the answer of one $desc', async ({ status, bytes }) => {
    const body = { kind: 'bytes', bytes: bytes ?? '' } as const
    const server = chainAsync(honoCors(), () => ({ status, statusText: '', headerList: [], body }))
    const answered = await server(get, null)
    expect(answered).toMatchObject({ status, body: bytes === null ? null : { kind: 'bytes', bytes } })
  })

  it('says what is wrong with it in its own words', async () => {
    const wrong = chain(fastifyCors({ origin: async () => true }), app)
    await expect(chainAsync(honoCors(), wrong)(get, null)).rejects.toThrow(ConfigError)
  })
})

describe('options that a package refuses', () => {
  it.each([
    { desc: 'a hook that there is not', options: { hook: 'onSend' }, message: /Invalid hook option/ },
    {
      desc: 'a hook that some answers never reach',
      options: { hook: 'preSerialization' },
      message: /^options\.hook/,
    },
  ])('are refused at once: $desc', ({ options, message }) => {
    expect(() => fastifyCors(options as Options)).toThrow(ConfigError)
    expect(() => fastifyCors(options as Options)).toThrow(message)
  })
})
