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
