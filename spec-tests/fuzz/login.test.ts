import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import type { FindingClass, Severity } from '../../src/fuzz/types'
import { server } from './servers'

interface Row {
  readonly desc: string
  readonly target?: string
  readonly page: string
  /** The line that signing in answers with; null for none. */
  readonly cookie: string | null
  readonly found: readonly {
    readonly class: FindingClass
    readonly severity: Severity
    readonly profiles: readonly string[]
  }[]
}

const all = ['chromium', 'firefox', 'safari']
const lost = (profiles: readonly string[]): Row['found'] => [
  { class: 'session-cookie-lost', severity: 'medium', profiles },
]

const rows: readonly Row[] = [
  {
    desc: 'a cookie of the same site',
    page: 'https://app.example.com',
    cookie: 'sid=1; Secure; HttpOnly; SameSite=Lax; Path=/',
    found: [],
  },
  {
    desc: 'a cookie of another site is blocked in Safari, whatever it says',
    page: 'https://app.other.org',
    cookie: 'sid=1; Secure; SameSite=None; Path=/',
    found: [{ class: 'session-cookie-blocked', severity: 'low', profiles: ['safari'] }],
  },
  {
    desc: 'row 40: Lax from another site',
    page: 'https://app.other.org',
    cookie: 'sid=1; Secure; SameSite=Lax; Path=/',
    found: lost(all),
  },
  {
    desc: 'row 41: None without Secure',
    page: 'https://app.example.com',
    cookie: 'sid=1; SameSite=None; Path=/',
    found: lost(['chromium', 'firefox']),
  },
  {
    desc: 'row 41: Secure over http on localhost',
    target: 'http://localhost:8080',
    page: 'http://localhost:3000',
    cookie: 'sid=1; Secure; Path=/',
    found: lost(['safari']),
  },
  {
    desc: 'row 42: no cookie at all',
    page: 'https://app.example.com',
    cookie: null,
    found: [{ class: 'login-sets-no-cookie', severity: 'medium', profiles: all }],
  },
  {
    desc: 'row 42: another cookie',
    page: 'https://app.example.com',
    cookie: 'theme=dark; Path=/',
    found: [{ class: 'login-sets-no-cookie', severity: 'medium', profiles: all }],
  },
  {
    desc: 'row 43: a Domain that is another one’s',
    page: 'https://app.example.com',
    cookie: 'sid=1; Secure; Domain=example.org; Path=/',
    found: lost(all),
  },
  {
    desc: 'a path that is not asked for',
    page: 'https://app.example.com',
    cookie: 'sid=1; Secure; Path=/backend',
    found: lost(all),
  },
]

function signingIn(page: string, cookie: string | null): Handler {
  return server({
    allow: (origin) => (origin === page ? origin : null),
    credentials: true,
    methods: 'GET, HEAD, POST',
    headers: 'content-type',
    app: ({ method, url }) => ({
      status: 200,
      headers: url.path === '/login' && method === 'POST' && cookie !== null ? { 'set-cookie': cookie } : {},
    }),
  })
}

describe('the story of signing in', () => {
  it.each(rows)('$desc', ({ cookie, found, page, target = 'https://api.example.com' }) => {
    const login = {
      path: '/login',
      headers: [['content-type', 'application/json']],
      body: '{}',
      cookie: 'sid',
      read: '/me',
    }
    const intent = {
      target,
      grants: [{ who: page, credentials: true, requestHeaders: ['content-type'] }],
      login,
    }
    const { findings } = audit(signingIn(page, cookie), { intent, runs: 3000 })
    const told = findings.map(({ class: of, severity, profiles }) => ({ class: of, severity, profiles }))
    expect(told).toEqual(found)
  })

  it('masks the cookie, and what users sign in with, in what it shows', () => {
    const page = 'https://app.other.org'
    const login = { path: '/login', body: 'password=hunter2', cookie: 'sid', read: '/me' }
    const intent = { target: 'https://api.example.com', grants: [{ who: page, credentials: true }], login }
    const { findings } = audit(signingIn(page, 'sid=31d4d96e; Secure; Path=/; SameSite=Lax'), {
      intent,
      runs: 3000,
    })
    expect(findings.length).toBeGreaterThan(0)
    const shown = JSON.stringify(
      findings.map(({ curl, detail, scenario, wire }) => [curl, detail, scenario, wire]),
    )
    expect(shown).toContain('sid=***')
    expect(shown).not.toMatch(/31d4d96e|hunter2/)
  })
})
