import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import {
  type CaseProperty,
  campaignCase,
  errorsKeepHeaders,
  findDifference,
  type Intent,
  intendedOrigin,
  intendedUsesWork,
  intentArbitrary,
  nearbyOrigin,
  neverFails,
  noUnintendedRead,
  noUnintendedWrite,
  pageRequest,
  preflightsAllowNoMore,
  readIntent,
  sharedCachesChangeNothing,
  signInLasts,
} from '../../src/fuzz/index'
import { respond, server } from './servers'

const app = 'https://app.example.com'
const intent = readIntent({
  target: 'https://api.example.com',
  grants: [{ who: app, credentials: true, requestHeaders: ['content-type'] }],
  login: { path: '/login', read: '/me' },
})
const lists = { credentials: true, headers: 'content-type' }
const one = (origin: string | null): string | null => (origin === app ? origin : null)
const signsIn = ({ url }: Parameters<Handler>[0]): { status: number; headers: Record<string, string> } => ({
  status: 200,
  headers: url.path === '/login' ? { 'set-cookie': 'sid=1; Secure; HttpOnly; Path=/' } : {},
})
const good = server({ ...lists, allow: one, app: signsIn })

interface Row {
  readonly property: (target: Handler, intent: Intent) => CaseProperty
  /** A server that it does not hold for. */
  readonly bad: Handler
}

const rows: readonly Row[] = [
  { property: noUnintendedRead, bad: server({ ...lists, allow: (origin) => origin }) },
  {
    property: noUnintendedWrite,
    bad: server({
      ...lists,
      allow: (origin, { method }) => (method === 'OPTIONS' ? origin : one(origin)),
      methods: 'DELETE, PUT',
    }),
  },
  { property: intendedUsesWork, bad: server({ allow: one, credentials: true }) },
  {
    property: errorsKeepHeaders,
    bad: (request) => (request.url.path.includes('no-such') ? respond(404, {}) : good(request)),
  },
  {
    property: preflightsAllowNoMore,
    bad: server({ ...lists, allow: one, methods: 'GET, HEAD, POST, DELETE' }),
  },
  { property: sharedCachesChangeNothing, bad: server({ ...lists, allow: one, vary: false }) },
  { property: signInLasts, bad: server({ ...lists, allow: one }) },
  {
    property: neverFails,
    bad: () => {
      throw new Error('down')
    },
  },
]

describe('properties in a suite of one’s own', () => {
  it.each(rows)('$property.name holds for a good server, and finds a bad one', ({ bad, property }) => {
    fc.assert(fc.property(campaignCase(fc, intent), property(good, intent)), { numRuns: 300 })
    const details = fc.check(fc.property(campaignCase(fc, intent), property(bad, intent)), {
      numRuns: 20_000,
    })
    expect(details.failed).toBe(true)
    expect(String(details.errorInstance)).toMatch(/^Error: [a-z-]+: [A-Z]/)
  })
})

describe('arbitraries in a suite of one’s own', () => {
  it('find the hole in a comparison of origins, and shrink to its simplest example', () => {
    const lets = (origin: string): boolean => origin.endsWith('example.com')
    const details = fc.check(
      fc.property(nearbyOrigin(fc, app), (origin) => !lets(origin)),
      { numRuns: 2000 },
    )
    expect(details.failed).toBe(true)
    expect(lets(details.counterexample?.[0] ?? '')).toBe(true)
    fc.assert(fc.property(nearbyOrigin(fc, app), (origin) => origin !== app))
  })

  it('are of the intent', () => {
    fc.assert(fc.property(intendedOrigin(fc, intent), (origin) => origin === app))
    fc.assert(
      fc.property(
        pageRequest(fc, intent),
        ({ method, path }) => path.startsWith('/') && method !== 'OPTIONS',
      ),
    )
  })

  it('make intents that are read again as they are', () =>
    fc.assert(
      fc.property(intentArbitrary(fc), (made) => {
        expect(readIntent(JSON.parse(JSON.stringify(made)))).toEqual(made)
      }),
    ))
})

describe('the difference of two worlds', () => {
  it('is none of a server with itself', () =>
    expect(findDifference({ target: good }, { target: good }, { intent, runs: 3000 })).toBeNull())

  it('of two servers is shrunk to one request', () => {
    const other = server({ ...lists, allow: one, app: signsIn, methods: 'GET, HEAD, POST, DELETE' })
    const found = findDifference({ target: good }, { target: other }, { intent, runs: 4000 })
    expect(
      found?.case.steps.map(({ page, request }) => [page.origin, request.method, request.headers]),
    ).toEqual([[app, 'DELETE', []]])
    expect(found?.a[0]?.type).toBe('error')
    expect(found?.b[0]?.type).toBe('cors')
  })

  it('of two browsers shows in what they send and read', () => {
    const login = { path: '/login', read: '/me' }
    const other = 'https://app.other.org'
    const crossSite = readIntent({
      target: 'https://api.example.com',
      grants: [{ who: other, credentials: true }],
      login,
    })
    const target = server({
      credentials: true,
      allow: (origin) => (origin === other ? origin : null),
      app: ({ url }) => ({
        status: 200,
        headers: url.path === '/login' ? { 'set-cookie': 'sid=1; Secure; SameSite=None; Path=/' } : {},
      }),
    })
    const found = findDifference(
      { target, profile: 'chromium' },
      { target, profile: 'safari' },
      { intent: crossSite },
    )
    // The simplest one is not that of signing in, but that of the cookies which users have already.
    expect(found?.case).toMatchObject({ story: 'page', cookies: true })
    expect(found?.a[0]?.sent).toEqual(['GET https://api.example.com/ (session)'])
    expect(found?.b[0]?.sent).toEqual(['GET https://api.example.com/'])
  })
})
