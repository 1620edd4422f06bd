import { runInNewContext } from 'node:vm'
import cors, { type CorsOptions } from 'cors'
import express from 'express'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../src/fetch/response'
import { ConfigError } from '../../../src/infra/config-error'
import { answer, chain } from '../../../src/servers/middleware'
import {
  type ExpressCorsOptions,
  expressCors,
  expressCorsAsync,
} from '../../../src/servers/real/express-cors'
import { chainAsync } from '../../../src/servers/real/transport-layer'
import {
  app,
  appListener,
  ask,
  conversation,
  evil,
  headerOf,
  listenerTransport,
  ours,
  preflight,
  type Seen,
  seen,
} from './kit'

/** The real thing: Express on a connection in memory. */
function realExpress(options: unknown, listener = appListener) {
  const server = express()
  server.set('env', 'test')
  server.use(cors(options as CorsOptions))
  server.use(listener)
  return listenerTransport(server)
}

function ofModel(options: unknown, requests: readonly WireRequest[]): Seen[] {
  const server = chain(expressCors(options as ExpressCorsOptions, { cors }), app)
  return requests.map((request) => seen(server(request)))
}

const acao = 'access-control-allow-origin'
const get = ask('GET', ours)
const fromEvil = ask('GET', evil)
const noOrigin = ask('GET', null)

/** What surprises people about `cors`: the options, what is asked, and what has to come of it. */
const surprises: {
  readonly desc: string
  readonly options: unknown
  readonly requests: readonly WireRequest[]
  readonly expected: readonly { readonly [header: string]: string | null }[]
  readonly statuses?: readonly number[]
}[] = [
  {
    desc: 'a string is sent to every origin, whoever asks',
    options: { origin: ours },
    requests: [get, fromEvil, noOrigin],
    expected: [{ [acao]: ours, vary: 'Origin' }, { [acao]: ours, vary: 'Origin' }, { [acao]: ours }],
  },
  {
    desc: 'without options everybody is let in, and nothing varies',
    options: undefined,
    requests: [fromEvil],
    expected: [{ [acao]: '*', vary: null }],
  },
  {
    desc: '* is sent together with credentials, which no browser takes',
    options: { credentials: true },
    requests: [get],
    expected: [{ [acao]: '*', 'access-control-allow-credentials': 'true', vary: null }],
  },
  {
    desc: 'an array is compared, and its origin sent back',
    options: { origin: [ours] },
    requests: [get, fromEvil],
    expected: [
      { [acao]: ours, vary: 'Origin' },
      { [acao]: null, vary: 'Origin' },
    ],
  },
  {
    desc: 'a * in an array is a literal',
    options: { origin: ['*'] },
    requests: [get],
    expected: [{ [acao]: null }],
  },
  {
    desc: 'a glob in an array is a literal',
    options: { origin: ['https://*.example.com'] },
    requests: [get],
    expected: [{ [acao]: null }],
  },
  {
    desc: 'true reflects everybody',
    options: { origin: true, credentials: true },
    requests: [fromEvil],
    expected: [{ [acao]: evil, 'access-control-allow-credentials': 'true' }],
  },
  {
    desc: 'a g makes a pattern match every second time',
    options: { origin: /^https:\/\/app\.example\.com$/g },
    requests: [get, get, get],
    expected: [{ [acao]: ours }, { [acao]: null }, { [acao]: ours }],
  },
  {
    desc: 'a pattern without an end lets longer names in',
    options: { origin: /^https:\/\/app\.example\.com/ },
    requests: [ask('GET', 'https://app.example.com.evil.example')],
    expected: [{ [acao]: 'https://app.example.com.evil.example' }],
  },
  {
    desc: 'no origin is tested as the word undefined, and not sent back',
    options: { origin: /undefined/ },
    requests: [noOrigin],
    expected: [{ [acao]: null, vary: 'Origin' }],
  },
  {
    desc: 'false turns the middleware off, so that OPTIONS reaches the routes',
    options: { origin: false },
    requests: [get, preflight()],
    expected: [
      { [acao]: null, 'x-app': 'GET /things' },
      { [acao]: null, 'x-app': 'OPTIONS /things' },
    ],
    statuses: [200, 200],
  },
  {
    desc: 'an empty string does, too',
    options: { origin: '' },
    requests: [preflight()],
    expected: [{ [acao]: null, 'x-app': 'OPTIONS /things' }],
  },
  {
    desc: 'every OPTIONS ends there, whether it is a preflight or not',
    options: {},
    requests: [ask('OPTIONS', null)],
    expected: [{ [acao]: '*', 'x-app': null }],
    statuses: [204],
  },
  {
    desc: 'a refused origin still gets 204, the methods and the credentials',
    options: { origin: [ours], credentials: true },
    requests: [preflight(evil)],
    expected: [
      {
        [acao]: null,
        'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
        'access-control-allow-credentials': 'true',
      },
    ],
    statuses: [204],
  },
  {
    desc: 'headers that are not limited are sent back as asked, and vary',
    options: { origin: [ours] },
    requests: [preflight()],
    expected: [
      { 'access-control-allow-headers': 'content-type,x-a', vary: 'Origin, Access-Control-Request-Headers' },
    ],
  },
  {
    desc: 'a maximum age of 0 is sent',
    options: { maxAge: 0 },
    requests: [preflight()],
    expected: [{ 'access-control-max-age': '0' }],
  },
  {
    desc: 'a request is never stopped, whatever its origin',
    options: { origin: [ours] },
    requests: [ask('DELETE', evil)],
    expected: [{ [acao]: null, 'x-app': 'DELETE /things' }],
    statuses: [200],
  },
  {
    desc: 'preflightContinue leaves the answer to the routes',
    options: { preflightContinue: true },
    requests: [preflight()],
    expected: [{ [acao]: '*', 'x-app': 'OPTIONS /things' }],
    statuses: [200],
  },
  {
    desc: 'a function that refuses by an error makes a 500 without CORS',
    options: { origin: (_: unknown, done: (error: Error) => void) => done(new Error('Not allowed by CORS')) },
    requests: [fromEvil],
    expected: [{ [acao]: null }],
    statuses: [500],
  },
  {
    desc: 'a function that refuses by false does not',
    options: { origin: (_: unknown, done: (error: null, origin: boolean) => void) => done(null, false) },
    requests: [fromEvil],
    expected: [{ [acao]: null, 'x-app': 'GET /things' }],
    statuses: [200],
  },
  {
    desc: 'options may depend on the request',
    options: (
      request: { header(name: string): unknown },
      done: (error: null, options: CorsOptions) => void,
    ) => done(null, { origin: request.header('Origin') === ours }),
    requests: [get, fromEvil],
    expected: [{ [acao]: ours }, { [acao]: null }],
  },
  {
    desc: 'a header that Node cannot write is a 500',
    options: { origin: 'https://app.example.com\n' },
    requests: [get],
    expected: [{ [acao]: null }],
    statuses: [500],
  },
]

describe('cors for Express, by its own package', () => {
  it.each(surprises)('$desc', async ({ options, requests, expected, statuses }) => {
    const server = chain(expressCors(options as ExpressCorsOptions, { cors }), app)
    const answers = requests.map(server)
    expected.forEach((headers, i) => {
      for (const [name, value] of Object.entries(headers)) {
        expect(headerOf(answers[i]?.headerList ?? [], name), name).toBe(value)
      }
    })
    if (statuses !== undefined) expect(answers.map(({ status }) => status)).toEqual(statuses)
    // A pattern with a `g` remembers; the real server gets one of its own.
    const real = await conversation(realExpress(fresh(options)), requests)
    expect(ofModel(options, requests)).toEqual(real)
  })
})

function fresh(options: unknown): unknown {
  const { origin } = (options ?? {}) as { readonly origin?: unknown }
  return origin instanceof RegExp ? { ...(options as object), origin: new RegExp(origin) } : options
}

const originOption = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    true,
    false,
    '',
    '*',
    ours,
    evil,
    `${ours}/`,
    [],
    [ours],
    ['*'],
    [ours, evil],
  ),
  fc.constantFrom<unknown>(
    /example/,
    /^https:\/\/[a-z]+\.example\.com$/,
    [/\.example\.com$/, evil],
    [[ours], /nothing/],
  ),
)
const names = fc.constantFrom(
  undefined,
  '',
  'x-a',
  'x-a, content-type',
  ['x-a'],
  ['content-type', 'x-b'],
  '*',
)
const corsOptions = fc.record(
  {
    origin: originOption,
    methods: fc.constantFrom('GET', ['GET', 'PUT'], 'GET,PUT', '*', []),
    allowedHeaders: names,
    exposedHeaders: names,
    credentials: fc.constantFrom<unknown>(true, false, 'true', 1),
    maxAge: fc.constantFrom<unknown>(0, 600, '10', -1, null),
    preflightContinue: fc.boolean(),
    optionsSuccessStatus: fc.constantFrom(200, 204),
  },
  { requiredKeys: [] },
)
const request = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'),
    origin: fc.constantFrom(ours, evil, 'null', 'https://app.example.com.evil.example', '', null),
    asked: fc.constantFrom(null, 'x-a', 'content-type, X-A', ''),
  })
  .map(({ method, origin, asked }) =>
    ask(method, origin, asked === null ? {} : { 'access-control-request-headers': asked }),
  )

describe('the model and the real Express', () => {
  it('answer alike, whatever the options and the requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        corsOptions,
        fc.array(request, { minLength: 1, maxLength: 3 }),
        async (options, requests) => {
          const real = await conversation(realExpress(options), requests)
          expect(ofModel(options, requests)).toEqual(real)
          const later = chainAsync(expressCorsAsync(options as ExpressCorsOptions, { cors }), app)
          expect(await conversation(later, requests)).toEqual(real)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('keep the headers of CORS where a route behind it throws', async () => {
    const error = Object.assign(new Error('on purpose'), { status: 418, headers: { 'X-Why': 'tea' } })
    const real = realExpress({ origin: ours }, () => {
      throw error
    })
    const throws = chain(expressCors({ origin: ours }, { cors }), () => {
      throw error
    })
    const answered = seen(throws(get))
    expect(answered).toEqual(seen(await real(get, null)))
    expect(answered).toMatchObject({ status: 418 })
    expect(answered.headers).toContain(`${acao}: ${ours}`)
  })

  it('leave headers that the route sets to the route, and add to its Vary', async () => {
    const options = { origin: [ours] }
    const server = chain(expressCors(options, { cors }), () =>
      answer(200, { [acao]: '*', vary: 'Accept', 'set-cookie': ['a=1', 'b=2'] }),
    )
    const real = express().use(cors(options))
    real.use((_, response) => {
      response.set(acao, '*').vary('Accept').append('Set-Cookie', ['a=1', 'b=2']).end()
    })
    expect(seen(server(get))).toEqual(seen(await listenerTransport(real)(get, null)))
    expect(headerOf(server(get).headerList, 'vary')).toBe('Origin, Accept')
  })
})

describe('a server that is made again', () => {
  const options = { origin: [/nothing/, /^https:\/\/app\.example\.com$/g] }
  const layer = expressCors(options, { cors })
  const reads = (server: (request: WireRequest) => { readonly headerList: readonly { name: string }[] }) =>
    [get, get, get].map((request) => server(request).headerList.some(({ name }) => name === acao))

  it('begins with patterns that have matched nothing yet', () => {
    const first = chain(layer, app)
    expect(reads(first)).toEqual([true, false, true])
    expect(reads(chain(layer, app))).toEqual([true, false, true])
    // The first one is where it was.
    expect(reads(first)).toEqual([false, true, false])
  })

  it('leaves the patterns of its options alone', () => expect(options.origin[1]?.lastIndex).toBe(0))

  it('takes patterns of other realms for patterns, not for true', () => {
    const foreign = runInNewContext('/^https:\\/\\/app\\.example\\.com$/') as RegExp
    const server = chain(expressCors({ origin: foreign }, { cors }), app)
    expect([get, fromEvil].map((each) => headerOf(server(each).headerList, acao))).toEqual([ours, null])
  })

  it('gives a package of another realm patterns of that realm', () => {
    const foreign = runInNewContext(
      '(options) => (request, response, next) => { response.setHeader("x-pattern", String(options.origin instanceof RegExp)); next() }',
    )
    const server = chain(expressCors({ origin: /a/ }, { cors: foreign }), app)
    expect(headerOf(server(get).headerList, 'x-pattern')).toBe('true')
  })
})

describe('options that answer later', () => {
  const options: ExpressCorsOptions = {
    origin: (origin, callback) => void Promise.resolve().then(() => callback(null, origin === ours)),
  }

  it('are refused at once, with the form that waits', () => {
    const server = chain(expressCors(options, { cors }), app)
    expect(() => server(get)).toThrow(ConfigError)
    expect(() => server(get)).toThrow(/options\.origin .*expressCorsAsync/)
  })

  it('are waited for there', async () => {
    const server = chainAsync(expressCorsAsync(options, { cors }), app)
    expect(headerOf((await server(get, null)).headerList, acao)).toBe(ours)
    expect(headerOf((await server(fromEvil, null)).headerList, acao)).toBe(null)
  })

  it('may stand in front of a real server', async () => {
    const server = chainAsync(expressCorsAsync(options, { cors }), listenerTransport(appListener))
    expect(seen(await server(get, null)).headers).toEqual([
      `${acao}: ${ours}`,
      'content-type: text/plain',
      'vary: Origin',
      'x-app: GET /things',
    ])
  })
})

describe('the package', () => {
  it('is found where the project has it', () => {
    expect(headerOf(chain(expressCors(), app)(get).headerList, acao)).toBe('*')
  })

  it('may be handed over as the namespace of an import', async () => {
    const server = chain(expressCors({}, { cors: await import('cors') }), app)
    expect(headerOf(server(get).headerList, acao)).toBe('*')
  })

  it('has to be a package', () => {
    expect(() => expressCors({}, { cors: 'cors' })).toThrow(/^cors must be the package/)
  })

  it('takes options that its own types allow', () => {
    const own: CorsOptions = { origin: [ours, /x/], methods: ['GET'], maxAge: 1 }
    const options: ExpressCorsOptions = { ...own, origin: [ours, /x/] }
    expect(ofModel(options, [get])).toEqual(ofModel(own, [get]))
  })
})
