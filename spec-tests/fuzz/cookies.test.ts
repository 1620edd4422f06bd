import { describe, expect, it } from 'vitest'
import { audit } from '../../src/fuzz/audit'
import type { Severity } from '../../src/fuzz/types'
import { server } from './servers'

interface Row {
  readonly desc: string
  readonly target?: string
  readonly page?: string
  /** What everybody is given who comes without it. */
  readonly cookie: string
  readonly found: readonly {
    readonly class: string
    readonly severity: Severity
    readonly profiles: readonly string[]
  }[]
}

const all = ['chromium', 'firefox', 'safari']
const refused = (profiles: readonly string[]): Row['found'] => [
  { class: 'cookie-refused', severity: 'medium', profiles },
]

const rows: readonly Row[] = [
  { desc: 'one that is right', cookie: 'id=1; Secure; HttpOnly; SameSite=Lax; Path=/', found: [] },
  { desc: 'one that is taken away', cookie: 'id=; Max-Age=0; Path=/', found: [] },
  { desc: '__Host- with a path', cookie: '__Host-id=1; Secure; Path=/api', found: refused(all) },
  { desc: 'a Domain of somebody else', cookie: 'id=1; Domain=app.example.com', found: refused(all) },
  { desc: 'None without Secure', cookie: 'id=1; SameSite=None', found: refused(['chromium', 'firefox']) },
  {
    desc: 'Secure over http on localhost',
    target: 'http://localhost:8080',
    page: 'http://localhost:3000',
    cookie: 'id=1; Secure',
    found: refused(['safari']),
  },
  {
    desc: 'Lax from another site, which Safari blocks in any case',
    page: 'https://app.other.org',
    cookie: 'id=1; Secure; SameSite=Lax',
    found: [{ class: 'cookie-not-cross-site', severity: 'low', profiles: ['chromium', 'firefox'] }],
  },
  {
    desc: 'all that can be done for another site',
    page: 'https://app.other.org',
    cookie: 'id=1; Secure; SameSite=None',
    found: [],
  },
]

describe('cookies that intended pages are given', () => {
  it.each(rows)('are kept, or it is told: $desc', (row) => {
    const { target = 'https://api.example.com', page = 'https://app.example.com', cookie, found } = row
    const giving = server({
      allow: (from) => (from === page ? from : null),
      credentials: true,
      app: () => ({ status: 200, headers: { 'set-cookie': cookie } }),
    })
    const { findings } = audit(giving, {
      intent: { target, grants: [{ who: page, credentials: true }] },
      runs: 100,
    })
    const told = findings.map(({ class: of, profiles, severity }) => ({ class: of, severity, profiles }))
    expect(told.filter((one) => one.class.startsWith('cookie-'))).toEqual(found)
  })
})

const causes: readonly {
  readonly desc: string
  readonly page?: string
  readonly cookie: string
  readonly signsIn: boolean
  readonly step: string
  readonly says: string
}[] = [
  {
    desc: 'a prefix that promises more than the line keeps',
    cookie: '__Host-id=1; Secure; Path=/api',
    signsIn: false,
    step: 'store-cookie/host-prefix',
    says: 'It was refused: a name that begins with __Host- needs Secure and Path=/, and no Domain.',
  },
  {
    desc: 'another site',
    page: 'https://app.other.org',
    cookie: 'id=1; Secure; SameSite=Lax',
    signsIn: false,
    step: 'store-cookie/cross-site',
    says: 'Say SameSite=None and Secure, if other sites are to use it.',
  },
  {
    desc: 'a session that is refused when it begins',
    cookie: 'id=1; SameSite=None',
    signsIn: true,
    step: 'store-cookie/none-needs-secure',
    says: 'It was refused: SameSite=None needs Secure. Add Secure.',
  },
  {
    desc: 'a session that is kept and stays at home',
    cookie: 'id=1; Secure; Path=/auth',
    signsIn: true,
    step: 'retrieve-cookies/path',
    says: 'It was withheld: ',
  },
]

describe('a cookie that is lost', () => {
  it.each(causes)('is told with the step that lost it: $desc', (row) => {
    const { page = 'https://app.example.com', cookie, signsIn, step, says } = row
    const giving = server({
      allow: (from) => (from === page ? from : null),
      credentials: true,
      app: () => ({ status: 200, headers: { 'set-cookie': cookie } }),
    })
    const login = signsIn ? { login: { path: '/auth/login', read: '/me', cookie: 'id' } } : {}
    const { findings } = audit(giving, {
      intent: { target: 'https://api.example.com', grants: [{ who: page, credentials: true }], ...login },
      runs: 100,
    })
    const lost = findings.find(({ class: of }) => /^(?:session-cookie-lost|cookie-)/.test(of))
    expect(lost?.step).toMatchObject({ id: step, cite: expect.stringMatching(/^RFC 6265bis § /) })
    expect(lost?.detail).toContain(says)
  })
})
