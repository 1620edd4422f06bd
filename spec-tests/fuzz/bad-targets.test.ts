import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import type { WireResponse } from '../../src/fetch/response'
import { audit, auditInTime } from '../../src/fuzz/audit'
import { severityOf } from '../../src/fuzz/classes'
import { replayCase } from '../../src/fuzz/replay-case'
import { ConfigError } from '../../src/infra/config-error'
import { respond, server } from './servers'

const app = 'https://app.example.com'
const target = 'https://api.example.com'
const intent = { target, grants: [{ who: app, credentials: true, requestHeaders: ['content-type'] }] }
const good = server({
  allow: (origin) => (origin === app ? origin : null),
  credentials: true,
  headers: 'content-type',
})

interface Row {
  readonly desc: string
  readonly handler: Handler
  readonly found: readonly string[]
}

const rows: readonly Row[] = [
  { desc: 'it throws at everything', handler: throwing(), found: ['target-always-fails', 'target-threw'] },
  {
    desc: 'it answers 500 to everything',
    handler: () => respond(500, {}),
    found: ['error-without-headers', 'intended-use-fails', 'target-always-fails'],
  },
  {
    desc: 'it answers nothing',
    handler: () => undefined as unknown as WireResponse,
    found: ['target-always-fails', 'target-answers-garbage'],
  },
  {
    desc: 'it answers a header with a line break',
    handler: () => respond(200, { 'x-a': 'b\r\nc' }),
    found: ['target-always-fails', 'target-answers-garbage'],
  },
  {
    desc: 'it answers a status that is none',
    handler: () => respond(Number.NaN, {}),
    found: ['target-always-fails', 'target-answers-garbage'],
  },
  {
    desc: 'it throws at preflights',
    handler: (request) => (request.method === 'OPTIONS' ? throwing()(request) : good(request)),
    found: ['target-threw'],
  },
  {
    desc: 'it throws what is no error',
    handler: () => {
      throw Object.create(null)
    },
    found: ['target-always-fails', 'target-threw'],
  },
]

function throwing(): Handler {
  return () => {
    throw new TypeError('no such table at https://db.example.com/?token=s3cret')
  }
}

describe('a target that does not work', () => {
  it.each(rows)('is a finding, and no abort: $desc', ({ found, handler }) => {
    const { counts, findings } = audit(handler, { intent, runs: 2000 })
    expect([...new Set(findings.map((each) => each.class))].sort()).toEqual(found)
    expect(counts.cases).toBe(2000)
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, path: string, bad: RegExp, status: number, found: string]>([
    ['a path that cannot be decoded', '/no%', /%$/, 400, 'unreadable-path-without-headers low'],
    ['the same with another status', '/no%', /%$/, 404, 'error-without-headers medium'],
    ['a path that can', '/no%20', /no/, 400, 'error-without-headers medium'],
    ['one with what cannot be decoded in its query', '/no?q=%', /no/, 400, 'error-without-headers medium'],
  ])('is told by what it refuses without headers: %s', async (_, path, bad, status, found) => {
    const handler: Handler = (request) => (bad.test(request.url.path) ? respond(status, {}) : good(request))
    const step = {
      page: { origin: app, how: 'https-page' },
      request: { path, method: 'GET', headers: [], body: null, credentials: 'omit' },
    }
    const played = { story: 'page', profile: 'chromium', cookies: false, steps: [step] }
    const objections = await replayCase(handler, { intent, case: played })
    expect(objections.map(({ class: of }) => `${of} ${severityOf(of, false, false)}`)).toEqual([found])
  })

  it('keeps what was found before it broke', () => {
    let asked = 0
    const reflecting = server({ allow: (origin) => origin, credentials: true, headers: 'content-type' })
    const handler: Handler = (request) => (++asked > 3000 ? throwing()(request) : reflecting(request))
    const classes = audit(handler, { intent, runs: 4000 }).findings.map((each) => each.class)
    expect(classes).toEqual(expect.arrayContaining(['reflect-any', 'target-threw']))
  })

  it('says what was thrown, without secrets', () => {
    const [threw] = audit(throwing(), { intent, runs: 100 }).findings.filter(
      (each) => each.class === 'target-threw',
    )
    expect(threw?.detail).toContain('TypeError: no such table')
    expect(JSON.stringify(threw)).not.toContain('s3cret')
  })

  it('is refused where it takes its time, and judged by another name', async () => {
    const slow = async (...args: Parameters<Handler>): Promise<WireResponse> => good(...args)
    expect(() => audit(slow as unknown as Handler, { intent, runs: 10 })).toThrow(ConfigError)
    expect(() => audit(slow as unknown as Handler, { intent, runs: 10 })).toThrow(/auditInTime/)
    expect((await auditInTime(slow, { intent, runs: 300 })).findings).toEqual([])
  })

  it.each([
    { desc: 'a target that is none', call: () => audit(7 as unknown as Handler, { intent }), path: 'target' },
    { desc: 'a seed that is no number', call: () => audit(good, { intent, seed: Number.NaN }), path: 'seed' },
    { desc: 'less than no runs', call: () => audit(good, { intent, runs: -1 }), path: 'runs' },
    { desc: 'no profile at all', call: () => audit(good, { intent, profiles: [] }), path: 'profiles' },
    { desc: 'an intent without a target', call: () => audit(good, { intent: {} }), path: 'target' },
  ])('an option that is wrong names its place: $desc', ({ call, path }) => {
    let thrown: unknown = null
    try {
      call()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(ConfigError)
    expect((thrown as ConfigError).issues.map((issue) => issue.path)).toContain(path)
  })
})

describe('a server that takes its time', () => {
  it('comes to the same report as one that answers at once', async () => {
    const handlers = [
      server({ allow: (origin) => origin, credentials: true }),
      server({ allow: (origin) => (origin?.endsWith('example.com') ? origin : null), vary: false }),
    ]
    for (const handler of handlers) {
      const slow = async (...args: Parameters<Handler>): Promise<WireResponse> => handler(...args)
      const options = { intent, seed: 5, runs: 1500 }
      expect(await auditInTime({ open: () => slow }, options)).toEqual(
        audit({ open: () => handler }, options),
      )
    }
  })

  it('is waited for before each case', async () => {
    const waited: number[] = []
    await auditInTime(good, { intent, from: 20, runs: 5, beforeCase: (index) => void waited.push(index) })
    expect(waited).toEqual([20, 21, 22, 23, 24])
  })
})
