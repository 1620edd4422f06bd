import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import { getHeader } from '../../src/http/header-list'
import { respond, server } from './servers'

const target = 'https://api.example.com'
const app = 'https://app.example.com'
const methods = ['GET', 'HEAD', 'POST', 'PUT']
const requestHeaders = ['content-type', 'authorization']
const grant = { who: app, methods, requestHeaders, credentials: true }
const lists = { methods: 'GET, HEAD, POST, PUT', headers: 'authorization, content-type' }
const oneOf =
  (...origins: readonly string[]) =>
  (origin: string | null): string | null =>
    origin !== null && origins.includes(origin) ? origin : null

interface Row {
  readonly desc: string
  readonly handler: Handler
  readonly intent: unknown
}

const rows: readonly Row[] = [
  {
    desc: 'one origin with credentials',
    handler: server({ ...lists, allow: oneOf(app), credentials: true }),
    intent: { target, grants: [grant] },
  },
  {
    desc: 'one origin that is always named',
    handler: server({ ...lists, allow: () => app, credentials: true, vary: false }),
    intent: { target, grants: [grant] },
  },
  {
    desc: 'origins of two sites, one of them on a port',
    handler: server({ ...lists, allow: oneOf(app, 'https://www.other.org:8443'), credentials: true }),
    intent: { target, grants: [{ ...grant, who: [app, 'https://www.other.org:8443'] }] },
  },
  {
    desc: 'hosts directly below a domain, by an anchored pattern',
    handler: server({
      ...lists,
      allow: (origin) => (/^https:\/\/[a-z0-9-]+\.example\.com$/.test(origin ?? '') ? origin : null),
      credentials: true,
    }),
    intent: { target, grants: [{ ...grant, who: 'https://*.example.com' }] },
  },
  {
    desc: 'an API for everybody',
    handler: server({ ...lists, allow: () => '*', vary: false }),
    intent: { target, grants: [{ ...grant, who: 'anyone', credentials: false }] },
  },
  {
    desc: 'everybody without credentials, and one with',
    handler: perOrigin(),
    intent: { target, grants: [grant, { ...grant, who: 'anyone', credentials: false }] },
  },
  {
    desc: 'no CORS at all',
    handler: server({ allow: () => null, vary: false }),
    intent: { target, grants: [] },
  },
  {
    desc: 'preflights of strangers are refused with 403, and only what is asked is answered',
    handler: answersWhatIsAsked(),
    intent: { target, grants: [grant] },
  },
  {
    desc: 'a server on loopback, for a page of development',
    handler: server({ ...lists, allow: oneOf('http://localhost:3000'), credentials: true }),
    intent: { target: 'http://localhost:8080', grants: [{ ...grant, who: 'http://localhost:3000' }] },
  },
  {
    desc: 'answers that no cache keeps, without Vary',
    handler: server({
      ...lists,
      allow: oneOf(app),
      credentials: true,
      vary: false,
      app: () => ({ status: 200, headers: { 'cache-control': 'no-store' } }),
    }),
    intent: { target, grants: [grant] },
  },
  {
    desc: 'exposed headers, and errors with all headers',
    handler: server({
      ...lists,
      allow: oneOf(app),
      credentials: true,
      expose: 'x-total',
      app: ({ url }) => ({ status: url.path === '/' ? 200 : 500, headers: { 'x-total': '1' } }),
    }),
    intent: { target, grants: [{ ...grant, exposedHeaders: ['x-total'] }] },
  },
]

describe('strict, correct servers', () => {
  it.each(rows)('nothing is found: $desc', ({ handler, intent }) => {
    const { counts, findings } = audit(handler, { intent, runs: 6000, seed: 7 })
    expect(
      findings.map(({ severity, id, consequence, case: of }) => ({ severity, id, consequence, of })),
    ).toEqual([])
    expect(counts.cases).toBe(6000)
  })
})

function perOrigin(): Handler {
  const named = server({ ...lists, allow: oneOf(app), credentials: true })
  const others = server({ ...lists, allow: () => '*' })
  return (request) => (getHeader(request.headerList, 'origin') === app ? named : others)(request)
}

/** In the manner of jub0bs/cors: a preflight is answered with what it asks for, or not at all. */
function answersWhatIsAsked(): Handler {
  return (request) => {
    const origin = getHeader(request.headerList, 'origin')
    const asked = getHeader(request.headerList, 'access-control-request-method')
    const allowed = {
      'access-control-allow-origin': app,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    }
    if (request.method !== 'OPTIONS' || asked === null)
      return respond(200, origin === app ? allowed : { vary: 'Origin' })
    const names = (getHeader(request.headerList, 'access-control-request-headers') ?? '')
      .split(',')
      .filter((name) => name !== '')
    const vary = 'Access-Control-Request-Headers, Access-Control-Request-Method, Origin'
    if (origin !== app) return respond(403, { vary })
    if (!methods.includes(asked) || names.some((name) => !requestHeaders.includes(name)))
      return respond(403, { ...allowed, vary })
    return respond(204, {
      ...allowed,
      vary,
      'access-control-allow-methods': asked,
      ...(names.length === 0 ? {} : { 'access-control-allow-headers': names.join(',') }),
      'access-control-max-age': '600',
    })
  }
}
