import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import type { FindingClass, Severity } from '../../src/fuzz/types'
import { getHeader } from '../../src/http/header-list'
import { type Policy, respond, server } from './servers'

const target = 'https://api.example.com'
const app = 'https://app.example.com'
const admin = 'https://admin.example.com'
const methods = ['GET', 'HEAD', 'POST', 'PUT']
const requestHeaders = ['content-type', 'authorization']
const strict = { methods: 'GET, HEAD, POST, PUT', headers: 'content-type, authorization' }
const grant = { who: app, methods, requestHeaders, credentials: true }
const usual = { target, grants: [grant] }
const open = { target, grants: [{ ...grant, who: 'anyone', credentials: false }] }
const one = (origin: string | null): string | null => (origin === app ? app : null)

interface Row {
  readonly desc: string
  readonly policy?: Partial<Policy>
  readonly handler?: Handler
  readonly intent?: unknown
  readonly found: FindingClass
  readonly severity: Severity
  /** The smallest origin that shows it. */
  readonly origin?: string
}

const credentials = true
const reads: readonly Row[] = [
  {
    desc: 'any origin is reflected',
    policy: { allow: (origin) => origin, credentials },
    found: 'reflect-any',
    severity: 'high',
    origin: 'https://evil.example',
  },
  {
    desc: 'any origin is reflected, without credentials',
    policy: { allow: (origin) => origin },
    intent: { target, grants: [{ ...grant, credentials: false }] },
    found: 'reflect-any',
    severity: 'medium',
    origin: 'https://evil.example',
  },
  {
    desc: 'any origin is reflected with credentials by an API for everybody',
    policy: { allow: (origin) => origin, credentials },
    intent: open,
    found: 'reflect-any',
    severity: 'high',
  },
  {
    desc: 'any https origin',
    policy: { allow: (origin) => (origin?.startsWith('https://') ? origin : null), credentials },
    found: 'reflect-any',
    severity: 'high',
    origin: 'https://evil.example',
  },
  {
    desc: 'a star where few are meant',
    policy: { allow: () => '*' },
    intent: { target, grants: [{ ...grant, credentials: false }] },
    found: 'wildcard',
    severity: 'low',
  },
  {
    desc: 'a star on a server that is out of reach',
    policy: { allow: () => '*' },
    intent: { target: 'http://192.168.1.20', grants: [] },
    found: 'wildcard',
    severity: 'medium',
  },
  {
    desc: 'startsWith',
    policy: { allow: (origin) => (origin?.startsWith(app) ? origin : null), credentials },
    found: 'prefix-match',
    severity: 'high',
    origin: 'https://app.example.com.evil.example',
  },
  {
    desc: 'endsWith the domain',
    policy: { allow: (origin) => (origin?.endsWith('example.com') ? origin : null), credentials },
    found: 'suffix-match',
    severity: 'high',
    origin: 'https://evilexample.com',
  },
  {
    desc: 'includes',
    policy: { allow: (origin) => (origin?.includes('app.example.com') ? origin : null), credentials },
    found: 'include-match',
    severity: 'high',
    origin: 'https://evil.app.example.com.evil.example',
  },
  {
    desc: 'the domain without its first letter',
    policy: {
      allow: (origin) => (origin === app || origin?.endsWith('xample.com') ? origin : null),
      credentials,
    },
    found: 'include-match',
    severity: 'high',
    origin: 'https://xample.com',
  },
  {
    desc: 'a dot that is not escaped',
    policy: {
      allow: (origin) => (/^https:\/\/app.example\.com$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'unescaped-dot',
    severity: 'high',
    origin: 'https://appxexample.com',
  },
  {
    desc: 'every host below',
    policy: {
      allow: (origin) => (/^https:\/\/[a-z.]+\.example\.com$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'any-subdomain',
    severity: 'high',
    origin: 'https://evil.app.example.com',
  },
  {
    desc: 'every host below, without credentials',
    policy: { allow: (origin) => (/^https:\/\/[a-z.]+\.example\.com$/.test(origin ?? '') ? origin : null) },
    intent: { target, grants: [{ ...grant, credentials: false }] },
    found: 'any-subdomain',
    severity: 'medium',
  },
  {
    desc: 'null',
    policy: { allow: (origin) => (origin === app || origin === 'null' ? origin : null), credentials },
    found: 'null-origin',
    severity: 'high',
    origin: 'null',
  },
  {
    desc: 'a pattern that stops at what a host name may not have',
    policy: {
      allow: (origin) => (/^https:\/\/app\.example\.com(?![a-z0-9.:-])/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'special-characters',
    severity: 'high',
  },
  {
    desc: 'http, too',
    policy: {
      allow: (origin) => (/^https?:\/\/app\.example\.com$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'http-origin',
    severity: 'high',
    origin: 'http://app.example.com',
  },
  {
    desc: 'any port',
    policy: {
      allow: (origin) => (/^https:\/\/app\.example\.com(:\d+)?$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'other-port',
    severity: 'high',
    origin: 'https://app.example.com:1337',
  },
  {
    desc: 'a playground',
    policy: {
      allow: (origin) => (origin === app || origin === 'https://codepen.io' ? origin : null),
      credentials,
    },
    found: 'third-party',
    severity: 'high',
    origin: 'https://codepen.io',
  },
  {
    desc: 'what development left',
    policy: {
      allow: (origin) => (origin === app || origin === 'http://localhost:3000' ? origin : null),
      credentials,
    },
    found: 'development-origin',
    severity: 'high',
    origin: 'http://localhost:3000',
  },
  {
    desc: 'a whole public suffix',
    policy: {
      allow: (origin) => (/^https:\/\/\w+\.github\.io$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    intent: { target, grants: [{ ...grant, who: 'https://us.github.io' }] },
    found: 'shared-suffix',
    severity: 'high',
    origin: 'https://evil.github.io',
  },
  {
    desc: 'a dot behind the host',
    policy: { allow: (origin) => (origin?.replace(/\.$/, '') === app ? origin : null), credentials },
    found: 'trailing-dot',
    severity: 'medium',
    origin: 'https://app.example.com.',
  },
  {
    desc: 'punycode taken for letters',
    policy: {
      allow: (origin) => (origin === app || origin?.startsWith('https://xn--') ? origin : null),
      credentials,
    },
    found: 'lookalike-name',
    severity: 'high',
  },
  {
    desc: 'addresses',
    policy: {
      allow: (origin) => (origin === app || /^https:\/\/[\d.]+$/.test(origin ?? '') ? origin : null),
      credentials,
    },
    found: 'address',
    severity: 'high',
  },
  {
    desc: 'credentials for those that are meant without',
    policy: { allow: one, credentials },
    intent: { target, grants: [{ ...grant, credentials: false }] },
    found: 'credentials-laxity',
    severity: 'low',
  },
  {
    desc: 'a path that is not meant',
    policy: { allow: one, credentials, app: () => ({ status: 200 }) },
    intent: { target, grants: [{ ...grant, paths: ['/'] }], paths: ['/private'] },
    found: 'path-laxity',
    severity: 'medium',
  },
  {
    desc: 'capitals',
    policy: { allow: (origin) => (origin?.toLowerCase() === app ? origin : null), credentials },
    found: 'raw-origin-accepted',
    severity: 'info',
  },
]

const uses: readonly Row[] = [
  {
    desc: 'nobody is allowed',
    policy: { allow: () => null },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 2: a star with credentials',
    policy: { allow: () => '*', credentials },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 3: credentials are not allowed',
    policy: { allow: one },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 4: two headers',
    handler: twice(server({ ...strict, allow: one, credentials })),
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 5: a list',
    policy: { allow: () => `${app}, ${admin}`, credentials },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 6: a slash behind the origin',
    policy: { allow: () => `${app}/`, credentials },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 11: a glob that is compared as it is written',
    policy: { allow: (origin) => (origin === 'https://*.example.com' ? origin : null), credentials },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 14: OPTIONS is asked who it is',
    handler: behindLogin(server({ ...strict, allow: one, credentials })),
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 17: a redirect that adds a slash',
    handler: redirecting(server({ ...strict, allow: one, credentials })),
    intent: { target, grants: [{ ...grant, paths: ['/items', '/items/'] }] },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 18: a method is missing',
    policy: { allow: one, credentials, methods: 'GET' },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 20: a header is missing',
    policy: { allow: one, credentials, headers: 'content-type' },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'row 21: stars under credentials',
    policy: { allow: one, credentials, methods: '*', headers: '*' },
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'rows 27 to 30: errors without headers',
    handler: onlyOfSuccess(server({ ...strict, allow: one, credentials })),
    found: 'error-without-headers',
    severity: 'medium',
  },
  {
    desc: 'the second answer is another one, as by a regular expression with g',
    handler: alternating(),
    found: 'intended-use-fails',
    severity: 'medium',
  },
  {
    desc: 'a header that pages should read',
    policy: { allow: one, credentials, app: () => ({ status: 200, headers: { 'x-total': '7' } }) },
    intent: { target, grants: [{ ...grant, exposedHeaders: ['x-total'] }] },
    found: 'exposed-header-hidden',
    severity: 'medium',
  },
  {
    desc: 'row 35: a page with TLS asks a server without',
    policy: { allow: (origin) => origin },
    intent: { target: 'http://api.example.com', grants: [{ who: app }] },
    found: 'intended-use-fails',
    severity: 'medium',
  },
]

const others: readonly Row[] = [
  {
    desc: 'row 37: Vary is missing, and two origins are told of themselves',
    policy: { allow: (origin) => (origin === admin ? admin : one(origin)), credentials, vary: false },
    intent: { target, grants: [{ ...grant, who: [app, admin] }] },
    found: 'cache-breaks-intended-use',
    severity: 'medium',
  },
  {
    desc: 'row 37: Vary is missing, with a grant for each origin',
    policy: { allow: (origin) => (origin === admin ? admin : one(origin)), credentials, vary: false },
    intent: { target, grants: [grant, { ...grant, who: admin }] },
    found: 'cache-breaks-intended-use',
    severity: 'medium',
  },
  {
    desc: 'row 38: Vary is missing where there is no Origin, and answers ask to be kept',
    handler: varyOnlyForOrigins(server({ ...strict, allow: one, credentials, vary: false, app: kept })),
    found: 'cache-breaks-intended-use',
    severity: 'medium',
  },
  {
    desc: 'row 38: Vary is missing where there is no Origin, and nothing is said of keeping',
    handler: varyOnlyForOrigins(server({ ...strict, allow: one, credentials, vary: false })),
    found: 'cache-may-break-intended-use',
    severity: 'low',
  },
  {
    desc: 'a preflight allows everybody what the answer does not',
    policy: { allow: (origin, { method }) => (method === 'OPTIONS' ? origin : one(origin)), credentials },
    found: 'unintended-write',
    severity: 'high',
    origin: 'https://evil.example',
  },
  {
    desc: 'a method more than is meant',
    policy: { allow: one, credentials, methods: 'GET, HEAD, POST, PUT, DELETE' },
    found: 'method-laxity',
    severity: 'low',
  },
  {
    desc: 'a header more than is meant',
    policy: { allow: one, credentials, headers: 'authorization, content-type, x-corsac-unlisted' },
    found: 'header-laxity',
    severity: 'low',
  },
  {
    desc: 'a cookie with a preflight',
    handler: withCookieOnOptions(server({ ...strict, allow: one, credentials })),
    found: 'preflight-sets-cookie',
    severity: 'low',
  },
  { desc: 'OPTIONS deletes', handler: deletedByOptions(), found: 'options-side-effect', severity: 'medium' },
  {
    desc: 'private networks are opened to everybody',
    handler: privateNetwork(),
    found: 'private-network',
    severity: 'high',
  },
]

describe('origins that read what they should not', () => check(reads))
describe('uses that should work', () => check(uses))
describe('preflights, caches and side effects', () => check(others))

function kept(): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  return { status: 200, headers: { 'cache-control': 'public, max-age=300' } }
}

function check(rows: readonly Row[]): void {
  it.each(rows)('$desc: $found, $severity', ({ found, handler, intent, origin, policy, severity }) => {
    const made = handler ?? server({ ...strict, ...(policy as Policy) })
    const report = audit({ open: () => made }, { intent: intent ?? usual, runs: 2500 })
    const finding = report.findings.find((each) => each.class === found)
    expect(report.findings.map(({ class: of, severity: how }) => `${how} ${of}`)).toContain(
      `${severity} ${found}`,
    )
    if (origin !== undefined) expect(finding?.case?.steps[0]?.page.origin).toBe(origin)
    expect(finding?.consequence).not.toMatch(/[{}]/)
  })
}

function twice(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    return {
      ...answer,
      headerList: [
        ...answer.headerList,
        ...answer.headerList.filter(({ name }) => name.endsWith('allow-origin')),
      ],
    }
  }
}

function behindLogin(handler: Handler): Handler {
  return (request) => (request.method === 'OPTIONS' ? respond(401, {}) : handler(request))
}

function redirecting(handler: Handler): Handler {
  return (request) =>
    request.url.path.endsWith('/') ? handler(request) : respond(308, { location: `${request.url.href}/` })
}

function onlyOfSuccess(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    return answer.status < 400 ? answer : respond(answer.status, { 'content-type': 'text/html' })
  }
}

function alternating(): Handler {
  const pattern = /^https:\/\/app\.example\.com$/g
  return server({ ...strict, allow: (origin) => (pattern.test(origin ?? '') ? origin : null), credentials })
}

function varyOnlyForOrigins(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    if (getHeader(request.headerList, 'origin') === null) return answer
    return { ...answer, headerList: [...answer.headerList, { name: 'vary', value: 'Origin' }] }
  }
}

function withCookieOnOptions(handler: Handler): Handler {
  return (request) => {
    const answer = handler(request)
    if (request.method !== 'OPTIONS') return answer
    return { ...answer, headerList: [...answer.headerList, { name: 'set-cookie', value: 'sid=gone' }] }
  }
}

function deletedByOptions(): Handler {
  let there = true
  const handler = server({ ...strict, allow: one, credentials, app: () => ({ status: there ? 200 : 404 }) })
  return (request) => {
    if (getHeader(request.headerList, 'access-control-request-method') === 'DELETE') there = false
    const answer = handler(request)
    // It is there again for the next case.
    if (answer.status === 404) there = true
    return answer
  }
}

function privateNetwork(): Handler {
  const handler = server({ ...strict, allow: (origin) => origin })
  return (request) => {
    const answer = handler(request)
    if (getHeader(request.headerList, 'access-control-request-private-network') !== 'true') return answer
    return {
      ...answer,
      headerList: [...answer.headerList, { name: 'access-control-allow-private-network', value: 'true' }],
    }
  }
}
