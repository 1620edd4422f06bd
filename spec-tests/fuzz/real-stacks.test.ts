import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import type { TargetInput } from '../../src/fuzz/target'
import { flaskCors } from '../../src/servers/flask-cors/index'
import { answer, chain, expressCors, requireAuth } from '../../src/servers/index'
import { nginx } from '../../src/servers/nginx/index'
import { starletteCors } from '../../src/servers/starlette/index'

const target = 'https://api.example.com'
const app = 'https://app.example.com'
const routes: Handler = ({ method, url }) =>
  url.path !== '/'
    ? answer(404)
    : method === 'OPTIONS'
      ? answer(405)
      : answer(200, { 'content-type': 'application/json' }, '{}')
/** Flask answers OPTIONS by itself, which flask-cors completes. */
const flask: Handler = (request) =>
  request.method === 'OPTIONS' ? answer(200, { allow: 'GET, HEAD, OPTIONS' }) : routes(request)
const grant = { who: app, credentials: true, requestHeaders: ['content-type', 'authorization'] }

/** nginx in front of an application that knows nothing of CORS, but where `behind` says so. */
function proxied(location: string, behind: Handler = routes, http = ''): TargetInput {
  const configuration = `${http} server { listen 443 ssl; location / { ${location} proxy_pass http://app; } }`
  const server = nginx(configuration, { upstreams: { app: behind } })
  return { open: () => server }
}

const preflights = `if ($request_method = OPTIONS) {
  add_header Access-Control-Allow-Origin ${app} always; add_header Access-Control-Allow-Credentials true always;
  add_header Access-Control-Allow-Methods 'GET, HEAD, POST'; add_header Access-Control-Allow-Headers 'content-type, authorization';
  return 204;
}`
const own = (always: string): string =>
  `add_header Access-Control-Allow-Origin ${app}${always}; add_header Access-Control-Allow-Credentials true${always};`

interface Row {
  readonly desc: string
  readonly wrong: TargetInput
  readonly fixed: TargetInput
  readonly intent?: unknown
  readonly found: string
}

const rows: readonly Row[] = [
  {
    desc: 'express: every origin is reflected',
    wrong: { open: () => chain(expressCors({ origin: true, credentials: true }), routes) },
    fixed: { open: () => chain(expressCors({ origin: [app], credentials: true }), routes) },
    found: 'high reflect-any',
  },
  {
    desc: 'express: a pattern without an end',
    wrong: {
      open: () => chain(expressCors({ origin: /^https:\/\/app\.example\.com/, credentials: true }), routes),
    },
    fixed: {
      open: () => chain(expressCors({ origin: /^https:\/\/app\.example\.com$/, credentials: true }), routes),
    },
    found: 'high prefix-match',
  },
  {
    desc: 'express: a pattern with g',
    wrong: {
      open: () => chain(expressCors({ origin: /^https:\/\/app\.example\.com$/g, credentials: true }), routes),
    },
    fixed: { open: () => chain(expressCors({ origin: app, credentials: true }), routes) },
    found: 'medium intended-use-fails',
  },
  {
    desc: 'row 2, express: a star with credentials',
    wrong: { open: () => chain(expressCors({ credentials: true }), routes) },
    fixed: { open: () => chain(expressCors({ origin: app, credentials: true }), routes) },
    found: 'medium intended-use-fails',
  },
  {
    desc: 'row 12, express: a star in a list',
    wrong: { open: () => chain(expressCors({ origin: ['*'] }), routes) },
    fixed: { open: () => chain(expressCors({ origin: '*' }), routes) },
    intent: { target, grants: [{ ...grant, who: 'anyone', credentials: false }] },
    found: 'medium intended-use-fails',
  },
  {
    desc: 'row 14, express: OPTIONS is asked who it is',
    wrong: { open: () => chain(requireAuth(), expressCors({ origin: app, credentials: true }), routes) },
    fixed: { open: () => chain(expressCors({ origin: app, credentials: true }), requireAuth(), routes) },
    found: 'medium intended-use-fails',
  },
  {
    desc: 'flask-cors: a pattern that ends too soon',
    wrong: {
      open: () =>
        chain(flaskCors({ origins: 'https://.*\\.example\\.com', supports_credentials: true }), flask),
    },
    fixed: {
      open: () =>
        chain(flaskCors({ origins: ['https://app.example.com'], supports_credentials: true }), flask),
    },
    found: 'high include-match',
  },
  {
    desc: 'flask-cors: credentials for all',
    wrong: { open: () => chain(flaskCors({ supports_credentials: true }), flask) },
    fixed: { open: () => chain(flaskCors({ origins: app, supports_credentials: true }), flask) },
    found: 'high reflect-any',
  },
  {
    desc: 'row 11, flask-cors: a glob',
    wrong: {
      open: () => chain(flaskCors({ origins: 'https://*.example.com', supports_credentials: true }), flask),
    },
    fixed: {
      open: () =>
        chain(
          flaskCors({ origins: '^https://[a-z0-9-]+\\.example\\.com$', supports_credentials: true }),
          flask,
        ),
    },
    intent: { target, grants: [{ ...grant, who: 'https://*.example.com' }] },
    found: 'medium intended-use-fails',
  },
  {
    desc: 'starlette 1.0: credentials for all',
    wrong: {
      open: () =>
        chain(
          starletteCors({
            allow_origins: ['*'],
            allow_credentials: true,
            allow_headers: ['authorization', 'content-type'],
            allow_methods: ['GET', 'HEAD', 'POST'],
            version: '1.0.0',
          } as never),
          routes,
        ),
    },
    fixed: {
      open: () =>
        chain(
          starletteCors({
            allow_origins: [app],
            allow_credentials: true,
            allow_headers: ['authorization', 'content-type'],
            allow_methods: ['GET', 'HEAD', 'POST'],
            version: '1.0.0',
          } as never),
          routes,
        ),
    },
    found: 'high reflect-any',
  },
  {
    desc: 'row 27, nginx: add_header without always',
    wrong: proxied(`${own('')} ${preflights}`),
    fixed: proxied(`${own(' always')} ${preflights}`),
    found: 'medium error-without-headers',
  },
  {
    desc: 'row 4, nginx: headers of two',
    wrong: proxied(own(' always'), chain(expressCors({ origin: app, credentials: true }), routes)),
    fixed: proxied('', chain(expressCors({ origin: app, credentials: true }), routes)),
    found: 'medium intended-use-fails',
  },
  {
    desc: 'row 29, nginx: one add_header in the location drops those of the server',
    wrong: proxied(`add_header X-Frame-Options DENY; ${preflights}`, routes),
    fixed: proxied(`add_header X-Frame-Options DENY; ${own(' always')} ${preflights}`, routes),
    found: 'medium intended-use-fails',
  },
]

describe('wrong configurations of real servers, and their fixed forms', () => {
  it.each(rows)('$desc: $found', ({ fixed, found, intent = { target, grants: [grant] }, wrong }) => {
    const told = (of: TargetInput): readonly string[] =>
      audit(of, { intent, runs: 2500 }).findings.map(({ class: what, severity }) => `${severity} ${what}`)
    expect(told(wrong)).toContain(found)
    expect(told(fixed).filter((each) => !/^(?:low|info) /.test(each))).toEqual([])
  })
})
