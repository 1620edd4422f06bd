import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { describeIntent } from '../../src/fuzz/describe-intent'
import { readIntent } from '../../src/fuzz/intent'
import { type LearnOptions, learnIntent, learnIntentInTime } from '../../src/fuzz/learn-intent'
import { ConfigError } from '../../src/infra/config-error'
import { respond, server } from './servers'

const target = 'https://api.example.com'
const app = 'https://app.example.com'

describe('reading an intent', () => {
  it('fills in what is left out', () =>
    expect(readIntent({ target, grants: [{ who: app, credentials: true }] })).toEqual({
      target,
      grants: [
        {
          who: { kind: 'origins', origins: [app] },
          paths: ['/*'],
          methods: ['GET', 'HEAD', 'POST'],
          requestHeaders: [],
          exposedHeaders: [],
          credentials: true,
        },
      ],
      paths: [],
      login: null,
      cookies: [],
    }))

  it('takes what it gave, through JSON', () => {
    const intent = readIntent({
      target,
      grants: [
        {
          who: [app, 'null'],
          paths: ['/a?b=1', '/c/*'],
          methods: 'any',
          requestHeaders: ['X-Token'],
          exposedHeaders: ['ETag'],
        },
        { who: 'https://*.example.org:8443' },
        { who: 'anyone' },
      ],
      paths: ['/missing'],
      login: {
        path: '/login',
        headers: [['Content-Type', 'application/json']],
        body: '{}',
        cookie: 'sid',
        read: '/me',
      },
    })
    expect(readIntent(JSON.parse(JSON.stringify(intent)))).toEqual(intent)
    expect(intent.grants[1]?.who).toEqual({ kind: 'subdomains-of', origin: 'https://example.org:8443' })
    expect(intent.grants[0]?.requestHeaders).toEqual(['x-token'])
  })

  it.each([
    { desc: 'no object', given: 7, paths: ['intent'] },
    { desc: 'a target with a path', given: { target: `${target}/v1` }, paths: ['target'] },
    { desc: 'null as a target', given: { target: 'null' }, paths: ['target'] },
    {
      desc: 'an origin with a slash behind it',
      given: { target, grants: [{ who: `${app}/` }] },
      paths: ['grants[0].who'],
    },
    {
      desc: 'a bare host',
      given: { target, grants: [{ who: ['app.example.com'] }] },
      paths: ['grants[0].who'],
    },
    {
      desc: 'anyone with credentials',
      given: { target, grants: [{ who: 'anyone', credentials: true }] },
      paths: ['grants[0]'],
    },
    {
      desc: 'a member that is none',
      given: { target, grants: [{ who: app, credential: true }] },
      paths: ['grants[0].credential'],
    },
    {
      desc: 'several things',
      given: { target, grants: [{ who: app, methods: ['B A D'], paths: ['x'] }], login: { path: 1 } },
      paths: ['grants[0].methods[0]', 'grants[0].paths[0]', 'login.path'],
    },
    {
      desc: 'more grants than there can be',
      given: { target, grants: Array.from({ length: 31 }, () => ({ who: app })) },
      paths: ['grants'],
    },
  ])('names what is wrong: $desc', ({ given, paths }) => {
    let issues: readonly string[] = []
    try {
      readIntent(given)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      issues = error.issues.map(({ path }) => path)
    }
    expect([...issues].sort()).toEqual(paths)
  })

  it('is told in sentences', () => {
    const login = { path: '/login', cookie: 'sid', read: '/me' }
    const grants = [{ who: app, credentials: true, requestHeaders: ['x-a'] }, { who: 'anyone' }]
    expect(
      describeIntent(readIntent({ target, grants, login })),
    ).toBe(`Who may read from https://api.example.com:
- https://app.example.com, also as the signed-in user
    paths            /*
    methods          GET, HEAD, POST
    request headers  x-a
    exposed headers  none but the safelisted
- any website, never as the signed-in user
    paths            /*
    methods          GET, HEAD, POST
    request headers  none but the safelisted
    exposed headers  none but the safelisted
Users sign in with POST /login, which sets sid; /me needs it.
`)
  })
})

interface Row {
  readonly desc: string
  readonly handler: Handler
  readonly options?: Partial<LearnOptions>
  /** `who`, and `+` where with credentials. */
  readonly who: readonly string[]
  readonly methods?: readonly string[]
  readonly requestHeaders?: readonly string[] | 'any'
}

const lists = { methods: 'GET, PUT', headers: 'content-type, x-token', credentials: true }

const rows: readonly Row[] = [
  {
    desc: 'an origin that every answer names',
    handler: server({ ...lists, allow: () => app }),
    who: [`${app}+`],
    methods: ['GET', 'HEAD', 'POST', 'PUT'],
    requestHeaders: ['content-type', 'x-token'],
  },
  {
    desc: 'an origin that is configured',
    handler: server({ ...lists, allow: (origin) => (origin === app ? origin : null) }),
    options: { origins: [app] },
    who: [`${app}+`],
  },
  {
    desc: 'row 6: an origin that is configured with a slash',
    handler: server({ allow: () => `${app}/` }),
    who: [app],
  },
  { desc: 'row 8: a host without a scheme', handler: server({ allow: () => 'app.example.com' }), who: [app] },
  {
    desc: 'row 5: a list',
    handler: server({ allow: () => `${app}, https://b.example.com` }),
    who: [`${app} https://b.example.com`],
  },
  {
    desc: 'row 2: a star with credentials names nobody to have them',
    handler: server({ allow: () => '*', credentials: true }),
    who: ['anyone'],
  },
  { desc: 'a star', handler: server({ allow: () => '*' }), who: ['anyone'] },
  {
    desc: 'everybody with credentials is not taken to be meant',
    handler: server({ allow: (origin) => origin, credentials: true }),
    who: [],
  },
  {
    desc: 'row 11: a glob',
    handler: server({ allow: () => null }),
    options: { origins: ['https://*.example.com'], credentials: true },
    who: ['below https://example.com+'],
  },
  {
    desc: 'a pattern',
    handler: server({ allow: () => null }),
    options: { patterns: ['^https://[a-z]+\\.example\\.com$'] },
    who: ['below https://example.com'],
  },
  {
    desc: 'row 14: preflights that fail',
    handler: (request) =>
      request.method === 'OPTIONS' ? respond(401, {}) : respond(200, { 'access-control-allow-origin': app }),
    who: [app],
    requestHeaders: ['authorization', 'content-type'],
  },
  {
    desc: 'headers are reflected',
    handler: server({ allow: () => app, headers: 'x-corsac-unlisted' }),
    who: [app],
    requestHeaders: 'any',
  },
  {
    desc: 'nobody, though answers speak of credentials: a strict list that is asked by a stranger',
    handler: server({ ...lists, allow: (origin) => (origin === app ? origin : null) }),
    who: [],
  },
  { desc: 'nobody', handler: server({ allow: () => null }), who: [] },
]

describe('learning an intent', () => {
  it.each(rows)('$desc', async ({ handler, methods, options, requestHeaders, who }) => {
    const intent = learnIntent(handler, { target, ...options })
    const told = intent.grants.map(({ credentials, who: meant }) => {
      const name =
        meant.kind === 'origins'
          ? meant.origins.join(' ')
          : meant.kind === 'anyone'
            ? 'anyone'
            : `below ${meant.origin}`
      return `${name}${credentials ? '+' : ''}`
    })
    expect(told).toEqual(who)
    if (methods !== undefined) expect([...(intent.grants[0]?.methods ?? [])].sort()).toEqual(methods)
    if (requestHeaders !== undefined) expect(intent.grants[0]?.requestHeaders).toEqual(requestHeaders)
    expect(await learnIntentInTime(async (request) => handler(request), { target, ...options })).toEqual(
      intent,
    )
  })

  it('says what is wrong with the target', () =>
    expect(() => learnIntent(() => respond(200, {}), { target: 'api' })).toThrow(ConfigError))
})
