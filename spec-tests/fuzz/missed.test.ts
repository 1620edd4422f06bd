import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import { readIntent } from '../../src/fuzz/intent'
import { replayCase } from '../../src/fuzz/replay-case'
import type { FindingClass, Severity } from '../../src/fuzz/types'
import { getHeader } from '../../src/http/header-list'
import { type Policy, respond, server } from './servers'

/*
 * What careless servers did without being found out. Each has to be found early, made small, and come again.
 */

const target = 'https://api.example.com'
const app = 'https://app.example.com'
const lists = { methods: 'GET, HEAD, POST', headers: 'content-type', credentials: true }
const grant = { who: app, credentials: true, requestHeaders: ['content-type'] }
const usual = { target, grants: [grant] }
const one = (origin: string | null): string | null => (origin === app ? app : null)
const strict = server({ ...lists, allow: one })
const open = server({ ...lists, allow: (origin) => origin })

interface Row {
  readonly desc: string
  readonly handler: Handler
  readonly intent?: unknown
  readonly found: FindingClass
  readonly severity?: Severity
  /** Of the smallest case: its last origin, what it asks for, and whether users' cookies are needed. */
  readonly origin: string
  readonly asks?: string
  readonly cookies?: boolean
  readonly steps?: number
}

const errors: readonly Row[] = [
  {
    desc: 'any origin is let in by the page for what is not found',
    handler: carelessWhere(({ url }) => url.path !== '/', 404),
    found: 'reflect-any',
    origin: 'https://evil.example',
    asks: 'GET /corsac-no-such-route',
  },
  {
    desc: 'below the paths that are meant, too',
    handler: carelessWhere(({ url }) => url.path.startsWith('/api/c'), 404),
    intent: { target, grants: [{ ...grant, paths: ['/api/*'] }] },
    found: 'reflect-any',
    origin: 'https://evil.example',
    asks: 'GET /api/corsac-no-such-route',
  },
  {
    desc: 'what ends alike is let in by the page for what is not found',
    handler: carelessWhere(
      ({ url }) => url.path !== '/',
      404,
      (origin) => (origin?.endsWith('example.com') === true ? origin : null),
    ),
    found: 'suffix-match',
    origin: 'https://evilexample.com',
    asks: 'GET /corsac-no-such-route',
  },
  {
    desc: 'any origin is let in where a method is not allowed',
    handler: carelessWhere(({ method }) => method === 'POST', 405),
    found: 'reflect-any',
    origin: 'https://evil.example',
    asks: 'POST /',
  },
  {
    desc: 'any origin is let in by the error of a parser of forms',
    handler: carelessWhere(
      ({ headerList, method }) =>
        method === 'POST' && /^multipart/.test(getHeader(headerList, 'content-type') ?? ''),
      500,
    ),
    found: 'reflect-any',
    origin: 'https://evil.example',
    asks: 'POST /',
  },
  {
    desc: 'any origin is let in by the error of a path that cannot be decoded',
    handler: carelessWhere(({ url }) => url.path.endsWith('%'), 400),
    found: 'reflect-any',
    origin: 'https://evil.example',
    asks: 'GET /corsac-no-such-route%',
  },
]

const names: readonly Row[] = [
  {
    desc: 'the origin is looked for in a text',
    handler: letting((origin) => `${app},https://x.org`.includes(origin)),
    found: 'part-match',
    origin: 'https://app.example.co',
  },
  {
    desc: 'the origin is looked for in a text with its port',
    handler: letting((origin) => 'https://app.example.com:8443 https://x.org'.indexOf(origin) >= 0),
    intent: { target, grants: [{ ...grant, who: 'https://app.example.com:8443' }] },
    found: 'part-match',
    origin: 'https://app.example.co',
  },
  {
    desc: 'the port may be shorter',
    handler: letting((origin) => /^https:\/\/app\.example\.com(?::844?3?)?$/.test(origin)),
    intent: { target, grants: [{ ...grant, who: 'https://app.example.com:8443' }] },
    found: 'other-port',
    origin: 'https://app.example.com',
  },
  {
    desc: 'the host is looked for in a text, and has to be one label',
    handler: letting((origin) => origin === app || /^https:\/\/(?:app|example|com)$/.test(origin)),
    found: 'part-match',
    origin: 'https://app',
  },
  {
    desc: 'what is in the middle of the host',
    handler: letting((origin) => origin === app || origin === 'https://example.co'),
    found: 'part-match',
    origin: 'https://example.co',
  },
  {
    desc: 'a part of an address',
    handler: letting((origin) => 'http://192.168.1.20'.startsWith(origin)),
    intent: { target, grants: [{ ...grant, who: 'http://192.168.1.20' }] },
    found: 'part-match',
    origin: 'http://192.168.1.2',
  },
  {
    desc: 'the first label alone is compared',
    handler: letting((origin) => origin.startsWith('https://app.')),
    found: 'prefix-match',
    origin: 'https://app.example.com.evil.example',
  },
  {
    desc: 'previews of a project, by its name and whatever follows',
    handler: letting((origin) => /^https:\/\/us(?:-\w+)?\.github\.io$/.test(origin)),
    intent: { target, grants: [{ ...grant, who: 'https://us.github.io' }] },
    found: 'shared-suffix',
    origin: 'https://us-evil.github.io',
  },
  {
    desc: 'previews of a host, by its first label and whatever follows',
    handler: letting((origin) => /^https:\/\/app(?:-\w+)?\.example\.com$/.test(origin)),
    found: 'any-subdomain',
    origin: 'https://app-evil.example.com',
  },
  {
    desc: 'the same host with TLS, where it is meant without',
    handler: letting((origin) => /^https?:\/\/localhost:3000$/.test(origin)),
    intent: { target: 'http://localhost:8080', grants: [{ ...grant, who: 'http://localhost:3000' }] },
    found: 'other-port',
    origin: 'https://localhost:3000',
  },
]

const cookies: readonly Row[] = [
  {
    desc: 'any origin, if there is a cookie',
    handler: (request) => (getHeader(request.headerList, 'cookie') === null ? strict : open)(request),
    found: 'reflect-any',
    origin: 'https://evil.example',
    cookies: true,
  },
  {
    desc: 'any origin, if there is a cookie that the intent names',
    handler: (request) =>
      (getHeader(request.headerList, 'cookie')?.includes('sid=31d4d96e') ? open : strict)(request),
    intent: { ...usual, cookies: ['sid=31d4d96e; Path=/; Secure; HttpOnly; SameSite=None'] },
    found: 'reflect-any',
    origin: 'https://evil.example',
    cookies: true,
  },
  {
    desc: 'any origin, if somebody has signed in',
    handler: signingIn(),
    intent: { ...usual, login: { path: '/login', read: '/me' } },
    found: 'reflect-any',
    origin: 'https://evil.example',
    steps: 2,
  },
]

describe('careless where errors are answered', () => check(errors))
describe('careless about names that are near', () => check(names))
describe('careless where there is a cookie', () => check(cookies))

function check(rows: readonly Row[]): void {
  it.each(rows)(
    '$desc: $found',
    async ({ asks, found, handler, intent = usual, origin, severity = 'high', ...row }) => {
      const { findings } = audit(handler, { intent, runs: 1200 })
      const [finding, ...others] = findings.filter(({ severity: rank }) => rank === 'high')
      expect(others.map(({ class: of, case: same }) => [of, same])).toEqual([])
      expect(finding).toMatchObject({ class: found, severity })
      const steps = finding?.case?.steps ?? []
      const last = steps.at(-1)
      expect([steps.length, last?.page.origin, finding?.case?.cookies]).toEqual([
        row.steps ?? 1,
        origin,
        row.cookies ?? false,
      ])
      expect(`${last?.request.method} ${last?.request.path}`).toBe(asks ?? 'GET /')
      const again = await replayCase(handler, { intent, case: JSON.parse(JSON.stringify(finding?.case)) })
      expect(again.map((each) => each.class)).toContain(found)
      expect(await replayCase(exact(intent), { intent, case: finding?.case })).toEqual([])
    },
  )
}

describe('cookies that users have', () => {
  const asked = { ...usual, cookies: ['sid=31d4d96e; Path=/; Secure; HttpOnly; SameSite=None'] }
  const leaky: Handler = (request) =>
    (getHeader(request.headerList, 'cookie') === null ? strict : open)(request)

  it('are masked in what is shown, and planted in the scenario', () => {
    const [finding] = audit(leaky, { intent: asked, runs: 600 }).findings
    expect(finding?.curl).toBe(
      "curl -i -H 'Origin: https://evil.example' -H 'Cookie: sid=***' 'https://api.example.com/'",
    )
    expect(finding?.scenario).toMatchObject({
      cookies: [
        { url: 'https://api.example.com/', set: [expect.stringMatching(/^sid=\*\*\*; Path=\/; Secure/)] },
      ],
    })
    expect(JSON.stringify([finding?.wire, finding?.scenario, finding?.curl, finding?.detail])).not.toContain(
      '31d4',
    )
  })

  it('are shown as they are where they were made up', () =>
    expect(audit(leaky, { intent: usual, runs: 600 }).findings[0]?.curl).toContain(
      "-H 'Cookie: session=corsac'",
    ))

  it('go where browsers let them: not to third parties in Firefox and Safari', () =>
    expect(audit(leaky, { intent: usual, runs: 600 }).findings[0]?.profiles).toEqual(['chromium']))

  it('are of no use to other sites where they are not for them', () => {
    const lax = { ...usual, cookies: ['sid=1; Path=/; Secure; SameSite=Lax'] }
    const { findings } = audit(leaky, { intent: lax, runs: 1200 })
    expect(findings.map(({ class: of }) => of).sort()).toEqual(['any-subdomain', 'http-origin', 'other-port'])
  })

  it.each([
    { desc: 'no line', cookies: [7], message: /cookies\[0\] must be a line as in Set-Cookie/ },
    {
      desc: 'no name',
      cookies: ['a=1', '31d4d96e'],
      message: /cookies\[1\] must be a line as in Set-Cookie/,
    },
    {
      desc: 'of another host',
      cookies: ['sid=31d4d96e; Domain=other.org'],
      message: /cookies\[0\] is kept by no browser/,
    },
  ])('have to be some that a browser keeps: $desc', ({ cookies: given, message }) => {
    const audited = (): unknown => audit(strict, { intent: { ...usual, cookies: given }, runs: 1 })
    expect(audited).toThrow(message)
    expect(audited).not.toThrow(/31d4d96e/)
  })

  it('are none in cases of reports of earlier versions', async () => {
    const page = { origin: 'https://evil.example', how: 'https-page' }
    const request = { path: '/', method: 'GET', headers: [], body: null, credentials: 'include' }
    const old = { story: 'page', profile: 'chromium', steps: [{ page, request }] }
    expect(await replayCase(leaky, { intent: usual, case: old })).toEqual([])
    expect(await replayCase(leaky, { intent: usual, case: { ...old, cookies: true } })).toHaveLength(1)
  })
})

interface Quiet {
  readonly desc: string
  readonly status: (path: string) => number
  readonly intent: unknown
  readonly laxities: number
}

describe('a path that an intended page may not read', () => {
  const elsewhere = { target, grants: [{ ...grant, paths: ['/'] }] }
  it.each<Quiet>([
    { desc: 'is none where the fuzzer made it up', status: () => 200, intent: elsewhere, laxities: 0 },
    {
      desc: 'is none where there is nothing',
      status: (path) => (path === '/' ? 200 : 404),
      intent: { ...elsewhere, paths: ['/gone'] },
      laxities: 0,
    },
    {
      desc: 'is none where the method is not allowed',
      status: (path) => (path === '/' ? 200 : 405),
      intent: { ...elsewhere, paths: ['/form'] },
      laxities: 0,
    },
    {
      desc: 'is one where there is something',
      status: () => 200,
      intent: { ...elsewhere, paths: ['/private'] },
      laxities: 1,
    },
    {
      desc: 'is one where the signed-in user would see something',
      status: (path) => (path === '/' ? 200 : 401),
      intent: { ...elsewhere, paths: ['/private'] },
      laxities: 1,
    },
  ])('$desc', ({ intent, laxities, status }) => {
    const handler = server({ ...lists, allow: one, app: ({ url }) => ({ status: status(url.path) }) })
    const { findings } = audit(handler, { intent, runs: 3000 })
    expect(findings.map(({ class: of }) => of)).toEqual(Array(laxities).fill('path-laxity'))
  })
})

describe('one cause has one finding', () => {
  const two = [app, 'https://www.other.org']
  const either = (origin: string | null): string | null => (two.includes(origin ?? '') ? origin : null)
  const intent = {
    target,
    grants: [
      {
        ...grant,
        who: two,
        methods: ['GET', 'HEAD', 'POST', 'PUT'],
        requestHeaders: ['authorization', 'content-type'],
      },
    ],
    paths: ['/items'],
  }
  const whole = { ...lists, methods: 'GET, HEAD, POST, PUT', headers: 'authorization, content-type' }
  const all = 'GET, HEAD, POST, PUT, PATCH, DELETE'
  interface Cause {
    readonly desc: string
    readonly policy: Policy
    readonly change?: (handler: Handler) => Handler
    readonly found: readonly string[]
  }

  it.each<Cause>([
    {
      desc: 'preflights set a cookie, whichever they are',
      policy: { ...whole, allow: either },
      change: cookieOnPreflights,
      found: ['low preflight-sets-cookie'],
    },
    {
      desc: 'any method is allowed',
      policy: { ...whole, allow: either, methods: `${all}, CORSAC` },
      found: ['low method-laxity'],
    },
    {
      desc: 'two methods more are two things to put right',
      policy: { ...whole, allow: either, methods: all },
      found: ['low method-laxity', 'low method-laxity'],
    },
    {
      desc: 'preflights let anybody in, with any method and header',
      policy: {
        ...whole,
        methods: all,
        headers: 'authorization, content-type, x-corsac-unlisted',
        allow: (origin, { method }) => (method === 'OPTIONS' ? origin : either(origin)),
      },
      found: ['high unintended-write'],
    },
    {
      desc: 'a star is for everybody',
      policy: { ...whole, allow: (origin, { url }) => (url.path === '/items' ? '*' : either(origin)) },
      found: ['low wildcard'],
    },
  ])('$desc', ({ change = (handler) => handler, found, policy }) => {
    const app = (): { readonly status: number } => ({ status: 200 })
    const { findings } = audit(change(server({ ...policy, app })), { intent, runs: 5000 })
    const laxer = /(?:method|header)-laxity/
    const told = findings
      .map(({ class: of, severity }) => `${severity} ${of}`)
      .filter((each) => found.some((one) => laxer.test(one)) || !laxer.test(each))
    expect(told.filter((each) => found.includes(each))).toEqual(found)
  })
})

/** Lets some in where something is so, which is answered with an error, and is strict elsewhere. */
function carelessWhere(
  holds: (request: Parameters<Handler>[0]) => boolean,
  status: number,
  allow: Policy['allow'] = (origin) => origin,
): Handler {
  const careless = server({ ...lists, allow, app: () => ({ status }) })
  const usually = server({ ...lists, allow: one, app: () => ({ status: 200 }) })
  return (request) => (request.method !== 'OPTIONS' && holds(request) ? careless : usually)(request)
}

/** Lets in who is meant, and nobody else. */
function exact(intent: unknown): Handler {
  const whos = readIntent(intent).grants.flatMap(({ who }) => (who.kind === 'origins' ? who.origins : []))
  return server({ ...lists, allow: (origin) => (whos.includes(origin ?? '') ? origin : null) })
}

function letting(allowed: (origin: string) => boolean): Handler {
  return server({ ...lists, allow: (origin) => (origin !== null && allowed(origin) ? origin : null) })
}

function signingIn(): Handler {
  return (request) => {
    const { headerList, method, url } = request
    if (url.path === '/login' && method === 'POST') {
      const answer = strict(request)
      const cookie = { name: 'set-cookie', value: 'sid=1; Path=/; Secure; SameSite=None' }
      return { ...answer, status: 200, headerList: [...answer.headerList, cookie] }
    }
    return (getHeader(headerList, 'cookie')?.includes('sid=1') ? open : strict)(request)
  }
}

function cookieOnPreflights(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    if (request.method !== 'OPTIONS') return answer
    return { ...respond(204, {}), headerList: [...answer.headerList, { name: 'set-cookie', value: 'sid=1' }] }
  }
}
