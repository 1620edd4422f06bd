import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { ConfigError } from '../../../src/infra/config-error'
import { parseURL } from '../../../src/origin/url-record'
import { answer, chain, type Middleware } from '../../../src/servers/middleware'
import {
  type StarletteCorsOptions,
  type StarletteVersion,
  starletteCors,
  starletteVersions,
} from '../../../src/servers/starlette'
import { type Answer, type Case, ours } from './cases'

/** Written by `record.mjs`, which says how. */
interface Recording {
  readonly commits: { readonly [version: string]: string }
  readonly cases: readonly {
    readonly given: Case
    readonly answered: readonly { readonly versions: readonly StarletteVersion[]; readonly answer: Answer }[]
  }[]
}

const recording = JSON.parse(
  readFileSync(new URL('starlette.recording.json', import.meta.url), 'utf8'),
) as Recording

describe('CORSMiddleware as recorded from its public source', () => {
  it('every version is recorded, with its commit', () => {
    expect(Object.keys(recording.commits)).toEqual(starletteVersions)
    for (const commit of Object.values(recording.commits)) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  })

  it.each(recording.cases.map(({ given, answered }, i) => [i, given, answered] as const))(
    'case %i has the recorded answer in every version that knows the options',
    (_, given, answered) => {
      const known = answered.filter(({ answer: each }) => each !== 'refused')
      expect(known.length).toBeGreaterThan(0)
      for (const { versions, answer: said } of known) {
        for (const version of versions) expect([version, ours(given, version)]).toEqual([version, said])
      }
    },
  )

  it('hundreds of cases are there, and a hundred in which versions differ', () => {
    expect(recording.cases.length).toBeGreaterThan(250)
    expect(recording.cases.filter(({ answered }) => answered.length > 1).length).toBeGreaterThanOrEqual(100)
  })
})

function send(
  options: StarletteCorsOptions,
  version: StarletteVersion,
  method: string,
  headers: Readonly<Record<string, string>>,
): WireResponse {
  const url = parseURL('https://api.example.com/')
  if (url === null) throw new Error('no URL')
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  const app = chain(starletteCors(options, { version }), () => answer(200))
  return app({ method, url, headerList, body: null })
}

const from = { origin: 'https://a.com' }
const origin = (response: WireResponse): string | null =>
  getHeader(response.headerList, 'access-control-allow-origin')

describe('what surprises in it', () => {
  const everybody = { allow_origins: ['*'], allow_credentials: true }

  it.each<[StarletteVersion, Readonly<Record<string, string>>, string]>([
    // Before 1.0 the first login, which has no cookie yet, fails in the browser, and the ones after it work.
    ['0.52.1', {}, '*'],
    ['0.52.1', { cookie: 'session=1' }, 'https://a.com'],
    // From 1.0 on any website reads as the signed-in user.
    ['1.0.0', {}, 'https://a.com'],
    ['1.3.1', { cookie: 'session=1' }, 'https://a.com'],
  ])('%s answers * with credentials to %o by %s', (version, headers, expected) => {
    expect(origin(send(everybody, version, 'GET', { ...from, ...headers }))).toBe(expected)
  })

  it('a preflight that is refused is a 400 with the methods all the same', () => {
    const asked = { ...from, 'access-control-request-method': 'PUT' }
    const response = send({ allow_origins: ['https://a.com'] }, '1.3.1', 'OPTIONS', asked)
    expect([response.status, response.body]).toEqual([
      400,
      { kind: 'bytes', bytes: 'Disallowed CORS method' },
    ])
    expect(getHeader(response.headerList, 'access-control-allow-methods')).toBe('GET')
  })

  it('a pattern has to match all of an origin', () => {
    const options = { allow_origin_regex: 'https://.*\\.a\\.com' }
    expect(origin(send(options, '1.3.1', 'GET', { origin: 'https://x.a.com' }))).toBe('https://x.a.com')
    expect(origin(send(options, '1.3.1', 'GET', { origin: 'https://x.a.com.evil.org' }))).toBe(null)
  })

  it('an origin that is not allowed is told of credentials', () => {
    const response = send({ allow_origins: ['https://b.com'], allow_credentials: true }, '1.3.1', 'GET', from)
    expect(origin(response)).toBe(null)
    expect(getHeader(response.headerList, 'access-control-allow-credentials')).toBe('true')
  })

  it('a string of origins allows what is a part of it', () => {
    expect(origin(send({ allow_origins: 'https://a.community' }, '1.3.1', 'GET', from))).toBe('https://a.com')
  })

  it('a layer around it that wants a login gets preflights first, and answers without headers', () => {
    const login: Middleware = (next) => (request) =>
      request.headerList.some(({ name }) => name === 'authorization') ? next(request) : answer(401)
    const cors = starletteCors({ allow_origins: ['*'] })
    const url = parseURL('https://api.example.com/')
    if (url === null) throw new Error('no URL')
    const headerList = [
      { name: 'origin', value: 'https://a.com' },
      { name: 'access-control-request-method', value: 'GET' },
    ]
    const preflight = { method: 'OPTIONS', url, headerList, body: null }
    const added = chain(login, cors, () => answer(200))(preflight)
    const addedLast = chain(cors, login, () => answer(200))(preflight)
    expect([added.status, origin(added)]).toEqual([401, null])
    expect([addedLast.status, origin(addedLast)]).toEqual([200, '*'])
  })

  it('an exception is a 500 without headers', () => {
    const fails = starletteCors({ allow_origins: ['*'] })(() => {
      throw new Error('no database')
    })
    const url = parseURL('https://api.example.com/')
    if (url === null) throw new Error('no URL')
    const response = fails({
      method: 'GET',
      url,
      headerList: [{ name: 'origin', value: 'https://a.com' }],
      body: null,
    })
    expect([response.status, origin(response)]).toEqual([500, null])
  })

  it.each<[string, () => unknown, string]>([
    [
      'a pattern that Python refuses',
      () => starletteCors({ allow_origin_regex: '(' }),
      'options.allow_origin_regex is a pattern that Python refuses',
    ],
    [
      'a pattern that JavaScript cannot say',
      () => starletteCors({ allow_origin_regex: '(a)?(?(1)b)' }),
      'options.allow_origin_regex has a branch that depends',
    ],
    [
      'a version that is none',
      () => starletteCors({}, { version: '2.0' as StarletteVersion }),
      'version is none that is known',
    ],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(ConfigError)
    expect(make).toThrow(message)
  })
})
