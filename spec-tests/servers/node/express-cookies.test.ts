import express from 'express'
import session, { type SessionOptions } from 'express-session'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import {
  type ExpressCookieOptions,
  expressClearCookie,
  expressCookie,
} from '../../../src/servers/express/cookie-line'
import { httpDate } from '../../../src/servers/express/http-date'
import {
  type ExpressSessionOptions,
  expressSession,
  type SessionApp,
} from '../../../src/servers/express/session'
import { expressProtocol, type TrustProxy } from '../../../src/servers/express/trust-proxy'
import { answer } from '../../../src/servers/middleware'
import { wireRequest } from '../../drivers/wire'
import { headerOf, listenerTransport } from './kit'

const now = Date.UTC(2026, 10, 21, 12, 0, 0)
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => void vi.useRealTimers())

describe('dates of cookies', () => {
  it('are those of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1601, 0, 1), max: Date.UTC(9999, 11, 31) }), (instant) => {
        expect(httpDate(instant)).toBe(new Date(instant).toUTCString())
      }),
    )
  })
})

/** What the real `res.cookie` sends, or the error that it throws. */
async function realCookie(name: string, value: unknown, options: object): Promise<string | null> {
  const app = express()
  app.set('env', 'test')
  app.use((_, response) => void response.cookie(name, value, options).end())
  const { status, headerList } = await listenerTransport(app)(wireRequest('https://api.example.com/'), null)
  return status === 500 ? 'thrown' : headerOf(headerList, 'set-cookie')
}

function modelCookie(name: string, value: unknown, options: object): string {
  try {
    return expressCookie(name, value, { ...options, now })
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    return 'thrown'
  }
}

describe('res.cookie of Express', () => {
  it.each([
    { desc: 'has the path / and nothing else', value: 'x', options: {}, line: 'sid=x; Path=/' },
    {
      desc: 'counts maximum ages in milliseconds',
      value: 'x',
      options: { maxAge: 90_500 },
      line: 'sid=x; Max-Age=90; Path=/; Expires=Sat, 21 Nov 2026 12:01:30 GMT',
    },
    {
      desc: 'writes objects as JSON',
      value: { a: 1 },
      options: {},
      line: 'sid=j%3A%7B%22a%22%3A1%7D; Path=/',
    },
    { desc: 'encodes what a URL would', value: 'a b;c', options: {}, line: 'sid=a%20b%3Bc; Path=/' },
    {
      desc: 'takes true for Strict',
      value: 'x',
      options: { sameSite: true },
      line: 'sid=x; Path=/; SameSite=Strict',
    },
    {
      desc: 'does not add Secure to None',
      value: 'x',
      options: { sameSite: 'none' },
      line: 'sid=x; Path=/; SameSite=None',
    },
    {
      desc: 'leaves SameSite out where it is false',
      value: 'x',
      options: { sameSite: false },
      line: 'sid=x; Path=/',
    },
    {
      desc: 'refuses a SameSite that there is not',
      value: 'x',
      options: { sameSite: 'no_restriction' },
      line: 'thrown',
    },
    {
      desc: 'refuses a domain that is a URL',
      value: 'x',
      options: { domain: 'https://example.com' },
      line: 'thrown',
    },
    {
      desc: 'writes all attributes in its order',
      value: 'x',
      options: {
        sameSite: 'Lax',
        priority: 'high',
        partitioned: true,
        secure: true,
        httpOnly: true,
        path: '/a',
        domain: '.example.com',
        maxAge: 0,
      },
      line: 'sid=x; Max-Age=0; Domain=.example.com; Path=/a; Expires=Sat, 21 Nov 2026 12:00:00 GMT; HttpOnly; Secure; Partitioned; Priority=High; SameSite=Lax',
    },
  ])('$desc', async ({ value, options, line }) => {
    expect(modelCookie('sid', value, options)).toBe(line)
    expect(await realCookie('sid', value, options)).toBe(line)
  })

  it('is written alike by model and package, whatever is asked for', async () => {
    const options = fc.record(
      {
        maxAge: fc.oneof(fc.integer({ min: -1e6, max: 1e12 }), fc.constantFrom(1.5, 0)),
        expires: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        domain: fc.constantFrom(
          '',
          'example.com',
          '.example.com',
          '-a.com',
          'a..com',
          'localhost',
          'a_b.com',
        ),
        path: fc.constantFrom('', '/', '/a b', '/a;b', '/ä', null),
        sameSite: fc.constantFrom<unknown>(true, false, 'lax', 'LAX', 'strict', 'none', 'None', 'maybe'),
        priority: fc.constantFrom('low', 'Medium', 'high', 'urgent'),
        httpOnly: fc.boolean(),
        secure: fc.boolean(),
        partitioned: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    const name = fc.constantFrom('sid', '__Host-sid', 'a b', '', 'ä', 'a=b', '!#$')
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom<unknown>(1, true, null, { a: 'b' }, ['x']),
    )
    await fc.assert(
      fc.asyncProperty(name, value, options, async (name, value, options) => {
        expect(modelCookie(name, value, options)).toBe(await realCookie(name, value, options))
      }),
      { numRuns: 200 },
    )
  })

  it('is taken back with a date that is over', async () => {
    const options: ExpressCookieOptions = { path: '/a', secure: true }
    const app = express().use(
      (_, response) => void response.clearCookie('sid', { path: '/a', secure: true }).end(),
    )
    const { headerList } = await listenerTransport(app)(wireRequest('https://api.example.com/'), null)
    expect(expressClearCookie('sid', options)).toBe(headerOf(headerList, 'set-cookie'))
  })
})

describe('trust proxy', () => {
  const forwarded = [null, 'https', 'http', 'HTTPS', 'https, http', ' https ', '']
  const settings: { readonly trust: TrustProxy; readonly trusts: boolean }[] = [
    { trust: false, trusts: false },
    { trust: true, trusts: true },
    { trust: 0, trusts: false },
    { trust: 1, trusts: true },
    { trust: 'loopback', trusts: true },
    { trust: 'linklocal, uniquelocal', trusts: false },
    { trust: ['10.0.0.0/8', '127.0.0.1'], trusts: true },
    { trust: '127.0.0.0/255.0.0.0', trusts: true },
    { trust: '128.0.0.0/1', trusts: false },
    { trust: '::1', trusts: false },
    { trust: '', trusts: false },
    { trust: (address: string, hop: number) => address === '127.0.0.1' && hop === 0, trusts: true },
  ].filter(({ trust }) => trust !== '')

  it.each(settings)('$trust', async ({ trust, trusts }) => {
    const app = express()
    app.set('trust proxy', trust)
    app.use((request, response) => void response.set('x-protocol', request.protocol).end())
    for (const scheme of ['http', 'https']) {
      for (const value of forwarded) {
        const headers: [string, string][] = value === null ? [] : [['x-forwarded-proto', value]]
        const request = wireRequest(`${scheme}://api.example.com/`, 'GET', headers)
        const real = headerOf((await listenerTransport(app)(request, null)).headerList, 'x-protocol')
        expect(expressProtocol(request, { trustProxy: trust }), `${scheme} ${value}`).toBe(real)
        if (!trusts) expect(real).toBe(scheme)
      }
    }
  })

  it.each(['true', 'localhost', '10.0.0.0/33', '10.0.0.0/0', 'fc00::/7', '10.0.0'])('is not %s', (trust) => {
    const request = wireRequest('http://api.example.com/')
    expect(() => expressProtocol(request, { trustProxy: trust })).toThrow(ConfigError)
  })
})

/** `/login` writes to the session, `/me` reads it, `/fail` throws after writing. */
const sessionApp: SessionApp = ({ url }, data) => {
  if (url.path !== '/me') data['user'] = url.path
  if (url.path === '/fail') throw new Error('on purpose')
  return answer(200, { 'x-user': String(data['user'] ?? 'nobody') })
}

interface Conversation {
  readonly options: ExpressSessionOptions & Pick<SessionOptions, 'resave'>
  readonly trustProxy: TrustProxy
  readonly requests: readonly {
    readonly scheme: string
    readonly path: string
    readonly forwarded: string | null
    readonly after: number
  }[]
}

/** What came of each request: the status, the user, and the cookie without its value. */
async function told(
  conversation: Conversation,
  server: (
    request: ReturnType<typeof wireRequest>,
  ) => Promise<ReturnType<typeof answer>> | ReturnType<typeof answer>,
): Promise<string[]> {
  vi.setSystemTime(now)
  let cookie: string | null = null
  const lines: string[] = []
  for (const { scheme, path, forwarded, after } of conversation.requests) {
    vi.setSystemTime(Date.now() + after)
    const headers: [string, string][] = []
    if (cookie !== null) headers.push(['cookie', `other=1; ${cookie}`])
    if (forwarded !== null) headers.push(['x-forwarded-proto', forwarded])
    const { status, headerList } = await server(
      wireRequest(`${scheme}://api.example.com${path}`, 'GET', headers),
    )
    const line = headerOf(headerList, 'set-cookie')
    const attributes = line?.replace(/=s%3A[^;]*/, '=VALUE') ?? 'no cookie'
    // A browser that keeps every cookie, whatever it says.
    if (line !== null) cookie = line.split(';', 1)[0] ?? null
    lines.push(`${status} ${headerOf(headerList, 'x-user')} ${attributes}`)
  }
  return lines
}

function realSessions({ options, trustProxy }: Conversation) {
  const app = express()
  app.set('env', 'test').set('trust proxy', trustProxy)
  const { clock: _, trustProxy: __, remoteAddress: ___, ...given } = options
  app.use(session({ secret: 'x', resave: false, saveUninitialized: true, ...given } as SessionOptions))
  app.use((request, response) => {
    const data = (request.session ?? {}) as unknown as Record<string, unknown>
    if (request.path !== '/me') data['user'] = request.path
    if (request.path === '/fail') throw new Error('on purpose')
    response.set('x-user', String(data['user'] ?? 'nobody')).end()
  })
  const transport = listenerTransport(app)
  return (request: ReturnType<typeof wireRequest>) => transport(request, null)
}

function modelSessions({ options, trustProxy }: Conversation) {
  return expressSession({ ...options, trustProxy, clock: () => Date.now() })(sessionApp)
}

const login = { scheme: 'http', path: '/login', forwarded: null, after: 0 }
const proxied = { ...login, forwarded: 'https' }

/** When the cookie of a session is sent. `sent` is what the answer to `/login` says of it. */
const secureRows: {
  readonly desc: string
  readonly options: ExpressSessionOptions
  readonly trustProxy?: TrustProxy
  readonly request: typeof proxied | typeof login
  readonly sent: string | null
}[] = [
  { desc: 'a plain cookie over http', options: {}, request: login, sent: 'Path=/; HttpOnly' },
  {
    desc: 'secure over http: not at all, and nothing says so',
    options: { cookie: { secure: true } },
    request: login,
    sent: null,
  },
  {
    desc: 'secure over https',
    options: { cookie: { secure: true } },
    request: { ...login, scheme: 'https' },
    sent: 'Path=/; HttpOnly; Secure',
  },
  {
    desc: 'secure behind a proxy that says https, which nobody believes',
    options: { cookie: { secure: true } },
    request: proxied,
    sent: null,
  },
  {
    desc: 'secure behind a proxy that Express trusts',
    options: { cookie: { secure: true } },
    trustProxy: 1,
    request: proxied,
    sent: 'Path=/; HttpOnly; Secure',
  },
  {
    desc: 'secure behind a trusted proxy that does not say https',
    options: { cookie: { secure: true } },
    trustProxy: 1,
    request: login,
    sent: null,
  },
  {
    desc: 'secure behind a proxy that the option believes',
    options: { cookie: { secure: true }, proxy: true },
    request: proxied,
    sent: 'Path=/; HttpOnly; Secure',
  },
  {
    desc: 'secure where the option believes no proxy, though Express does',
    options: { cookie: { secure: true }, proxy: false },
    trustProxy: true,
    request: proxied,
    sent: null,
  },
  {
    desc: 'HTTPS in capitals, which the option reads and Express does not',
    options: { cookie: { secure: true }, proxy: true },
    request: { ...login, forwarded: 'HTTPS' },
    sent: 'Path=/; HttpOnly; Secure',
  },
  {
    desc: 'HTTPS in capitals, as Express reads it',
    options: { cookie: { secure: true } },
    trustProxy: 1,
    request: { ...login, forwarded: 'HTTPS' },
    sent: null,
  },
  {
    desc: 'auto over http: sent, and not secure',
    options: { cookie: { secure: 'auto' } },
    request: login,
    sent: 'Path=/; HttpOnly',
  },
  {
    desc: 'auto behind a trusted proxy',
    options: { cookie: { secure: 'auto', sameSite: 'auto' } },
    trustProxy: 1,
    request: proxied,
    sent: 'Path=/; HttpOnly; Secure; SameSite=None',
  },
  {
    desc: 'auto for SameSite over http',
    options: { cookie: { sameSite: 'auto' } },
    request: login,
    sent: 'Path=/; HttpOnly; SameSite=Lax',
  },
]

describe('express-session', () => {
  it.each(secureRows)('$desc', async ({ options, trustProxy = false, request, sent }) => {
    const conversation: Conversation = { options, trustProxy, requests: [request] }
    const expected = [`200 /login ${sent === null ? 'no cookie' : `connect.sid=VALUE; ${sent}`}`]
    expect(await told(conversation, modelSessions(conversation))).toEqual(expected)
    expect(await told(conversation, realSessions(conversation))).toEqual(expected)
  })

  it('sends cookies when the package does, whatever the options and the requests', async () => {
    const options = fc.record(
      {
        cookie: fc.record(
          {
            secure: fc.constantFrom(true, false, 'auto' as const),
            sameSite: fc.constantFrom(true, false, 'lax' as const, 'none' as const, 'auto' as const),
            maxAge: fc.constantFrom(null, 60_000),
            path: fc.constantFrom('/', '/me', '/login'),
            httpOnly: fc.boolean(),
            domain: fc.constantFrom('example.com', 'https://wrong'),
          },
          { requiredKeys: [] },
        ),
        proxy: fc.boolean(),
        saveUninitialized: fc.boolean(),
        resave: fc.boolean(),
        rolling: fc.boolean(),
        name: fc.constantFrom('sid', 'connect.sid'),
      },
      { requiredKeys: [] },
    )
    const request = fc.record({
      scheme: fc.constantFrom('http', 'https'),
      path: fc.constantFrom('/login', '/me', '/me', '/other', '/fail'),
      forwarded: fc.constantFrom(null, 'https', 'HTTPS', 'http'),
      after: fc.constantFrom(0, 1000, 61_000),
    })
    const conversations: fc.Arbitrary<Conversation> = fc.record({
      options: options as fc.Arbitrary<Conversation['options']>,
      trustProxy: fc.constantFrom<TrustProxy>(false, true, 1, 'loopback'),
      requests: fc.array(request, { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(conversations, async (conversation) => {
        expect(await told(conversation, modelSessions(conversation))).toEqual(
          await told(conversation, realSessions(conversation)),
        )
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    { options: { cookie: { secure: true, samesite: 'none' } }, path: 'cookie.samesite' },
    { options: { Secure: true }, path: 'Secure' },
    { options: { cookie: { maxAge: 1000 } }, path: 'clock' },
    { options: { cookie: () => ({}) }, path: 'cookie' },
  ])('says what it does not know: $path', ({ options, path }) => {
    expect(() => expressSession(options as object)).toThrow(
      expect.objectContaining({ name: 'ConfigError', issues: [expect.objectContaining({ path })] }),
    )
  })
})
