import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import { caseAt } from '../../src/fuzz/case-at'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { readIntent } from '../../src/fuzz/intent'
import type { FindingClass } from '../../src/fuzz/types'
import { getHeader } from '../../src/http/header-list'
import { repository } from '../architecture/sources'
import { respond, server } from './servers'

/*
 * A short campaign asks a little of everything, however much a server is meant to do.
 */

const short = 1000
const apps = ['https://app.example.com', 'https://www.example.com', 'https://other.org:8443']
const intent = readIntent({
  target: 'https://api.example.com',
  grants: [
    {
      who: apps,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'],
      requestHeaders: ['content-type', 'authorization', 'x-token'],
      exposedHeaders: ['x-total'],
      credentials: true,
      paths: ['/', '/api/*', '/users', '/items'],
    },
    { who: 'anyone', paths: ['/public'] },
  ],
  paths: ['/private'],
  login: { path: '/login', body: '{}', cookie: 'sid', read: '/users' },
})

const lists = {
  methods: 'GET, HEAD, POST, PUT, PATCH',
  headers: 'content-type, authorization, x-token',
  expose: 'x-total',
  credentials: true,
}
const listed = (origin: string | null): string | null => (apps.includes(origin ?? '') ? origin : null)
const signsIn = (cookie: string) =>
  server({ ...lists, allow: listed, app: () => ok({ 'set-cookie': cookie }) })
const cookie = 'sid=1; Secure; SameSite=None; Path=/'

interface Row {
  /** The file of the oracle. */
  readonly oracle: string
  readonly desc: string
  readonly handler: Handler
  readonly found: FindingClass
}

const rows: readonly Row[] = [
  {
    oracle: 'cookie-kept',
    desc: 'a cookie is of another host',
    handler: server({
      ...lists,
      allow: listed,
      app: () => ok({ 'set-cookie': 'theme=1; Domain=other.org' }),
    }),
    found: 'cookie-refused',
  },
  {
    oracle: 'exposed-headers',
    desc: 'a header is not exposed',
    handler: server({ ...lists, allow: listed, expose: 'etag', app: () => ok({ 'x-total': '7' }) }),
    found: 'exposed-header-hidden',
  },
  {
    oracle: 'intended-use',
    desc: 'the last of the headers that are meant is not allowed',
    handler: server({ ...lists, allow: listed, headers: 'content-type, authorization', app: () => ok() }),
    found: 'intended-use-fails',
  },
  {
    oracle: 'intended-use',
    desc: 'a route that there is not has no headers',
    handler: server({
      ...lists,
      allow: (origin, { url }) => (url.path.includes('no-such') ? null : listed(origin)),
      app: ({ url }) => ({ status: url.path.includes('no-such') ? 404 : 200 }),
    }),
    found: 'error-without-headers',
  },
  {
    oracle: 'login',
    desc: 'the session cookie is of another host',
    handler: signsIn('sid=1; Domain=other.org'),
    found: 'session-cookie-lost',
  },
  {
    oracle: 'preflight-laxity',
    desc: 'preflights set a cookie',
    handler: server({ ...lists, allow: listed, app: () => ok() }),
    found: 'preflight-sets-cookie',
  },
  {
    oracle: 'raw-request',
    desc: 'capitals are let in',
    handler: server({ ...lists, allow: (origin) => (listed(origin?.toLowerCase() ?? null) ? origin : null) }),
    found: 'raw-origin-accepted',
  },
  {
    oracle: 'shared-cache',
    desc: 'Vary is missing',
    handler: server({ ...lists, allow: listed, vary: false, app: () => ok() }),
    found: 'cache-breaks-intended-use',
  },
  {
    oracle: 'target-failure',
    desc: 'it fails where a path cannot be decoded',
    handler: (request) => {
      if (request.url.path.endsWith('%')) throw new URIError('URI malformed')
      return server({ ...lists, allow: listed })(request)
    },
    found: 'target-threw',
  },
  {
    oracle: 'unintended-read',
    desc: 'what ends alike is let in',
    handler: server({
      ...lists,
      allow: (origin, { url }) =>
        url.path === '/' && origin?.endsWith('example.com') ? origin : listed(origin),
      app: () => ok(),
    }),
    found: 'suffix-match',
  },
  {
    oracle: 'unintended-read',
    desc: 'the last of the paths lets everybody in',
    handler: server({
      ...lists,
      allow: (origin, { url }) => (url.path === '/private' ? origin : listed(origin)),
      app: () => ok(),
    }),
    found: 'reflect-any',
  },
  {
    oracle: 'unintended-read',
    desc: 'somebody who has signed in is let in from everywhere',
    handler: (request) => {
      const known = getHeader(request.headerList, 'cookie')?.includes('sid=1') === true
      const careless = server({ ...lists, allow: (origin) => origin, app: () => ok() })
      return (known ? careless : signsIn(cookie))(request)
    },
    found: 'reflect-any',
  },
  {
    oracle: 'unintended-write',
    desc: 'preflights let in everybody',
    handler: server({
      ...lists,
      allow: (origin, { method }) => (method === 'OPTIONS' ? origin : listed(origin)),
      app: () => ok(),
    }),
    found: 'unintended-write',
  },
]

describe(`the first ${short} cases of a large intent`, () => {
  it.each(rows)('ask $oracle: $desc', ({ found, handler, oracle }) => {
    const asked = oracle === 'preflight-laxity' ? cookieOnPreflights(handler) : handler
    const { findings } = audit(asked, { intent, runs: short })
    expect(findings.map(({ class: of }) => of)).toContain(found)
  })

  it('ask every oracle that there is', () => {
    const files = readdirSync(join(repository, 'src/fuzz/oracles')).map((file) => file.replace(/\.ts$/, ''))
    const all = files.filter((file) => file !== 'violation')
    expect([...new Set(rows.map(({ oracle }) => oracle))].sort()).toEqual(all.sort())
  })

  it('are less than a quarter of the probes, which are all played in the end', () => {
    const campaign = createCampaign({ intent })
    expect(campaign.sweep.length * campaign.profiles.length).toBeGreaterThan(4 * short)
    expect(new Set(campaign.sweep).size).toBe(campaign.sweep.length)
    const { attackers, betrayals, caches, logins, raw, uses } = campaign.pool
    const all = new Set(campaign.sweep)
    expect([...betrayals, ...caches, ...logins, ...raw].filter((plan) => !all.has(plan))).toEqual([])
    const asking = new Set(campaign.sweep.flatMap(({ steps }) => steps.map(({ page }) => page)))
    expect([...attackers, ...uses.map((use) => use.page)].filter((page) => !asking.has(page))).toEqual([])
  })

  it('have pages of every probe, and the telling ones with users’ cookies, too', () => {
    const campaign = createCampaign({ intent })
    const cases = Array.from({ length: short }, (_, index) => caseAt(campaign, 1, index))
    const probesOf = (some: typeof cases): ReadonlySet<string | null> =>
      new Set(some.flatMap(({ steps }) => steps.map(({ page }) => page.probe)))
    const all = new Set(campaign.pool.attackers.map(({ probe }) => probe))
    expect([...all].filter((probe) => !probesOf(cases).has(probe))).toEqual([])
    expect(probesOf(cases.filter(({ cookies }) => cookies)).size).toBeGreaterThan(all.size / 4)
  })
})

function ok(headers: Readonly<Record<string, string>> = {}): {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
} {
  return { status: 200, headers }
}

function cookieOnPreflights(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    if (request.method !== 'OPTIONS') return answer
    return { ...respond(204, {}), headerList: [...answer.headerList, { name: 'set-cookie', value: 'sid=1' }] }
  }
}
