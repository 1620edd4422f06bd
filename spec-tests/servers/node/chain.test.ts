import { describe, expect, it } from 'vitest'
import { listenerTransport } from '../../../src/drivers/listener-transport'
import { routes } from '../../../src/drivers/routes'
import { TransportError } from '../../../src/drivers/transport'
import { explain } from '../../../src/explain/explain'
import { type CreateRequestInit, createRequest } from '../../../src/fetch/create-request'
import type { Handler } from '../../../src/fetch/exchange-state'
import { simulate } from '../../../src/fetch/simulate'
import { Browser } from '../../../src/page/browser'
import { profiles } from '../../../src/profile/profile'
import { expressSession } from '../../../src/servers/express/session'
import { errorPages, limitBody, serverErrors } from '../../../src/servers/layers/errors'
import { addHeaders, hideHeaders } from '../../../src/servers/layers/headers'
import { redirectToHttps, redirectTrailingSlash } from '../../../src/servers/layers/redirects'
import { requireAuth } from '../../../src/servers/layers/require-auth'
import { reverseProxy } from '../../../src/servers/layers/reverse-proxy'
import { answer, chain } from '../../../src/servers/middleware'
import { nginx } from '../../../src/servers/nginx/nginx'
import { expressCors } from '../../../src/servers/real/express-cors'
import { koaCors } from '../../../src/servers/real/koa-cors'
import { awaiting, chainAsync } from '../../../src/servers/real/transport-layer'
import { createUserAgent } from '../../../src/user-agent/user-agent'
import { wireRequest } from '../../drivers/wire'
import { app, ask, headerOf, ours, seen } from './kit'

const api = 'https://api.example.com/orders'
const allow = { origin: ours, credentials: true }
const get: Partial<CreateRequestInit> = {}
const put: Partial<CreateRequestInit> = {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: '{}',
}
const asUser: Partial<CreateRequestInit> = { headers: { authorization: 'Bearer s3cret' } }

/** An application whose code fails. */
const fails: Handler = () => {
  throw new Error('on purpose')
}
/** Nobody listens behind the proxy. */
const away: Handler = () => {
  throw new TransportError('refused', 'nobody listens')
}

/** What the page makes of a server: whether it reads the answer, and else the first cause. */
function verdicts(init: Partial<CreateRequestInit>, server: Handler): string[] {
  return [profiles.chromium, profiles.firefox, profiles.safari].map((profile) => {
    const request = createRequest({ url: api, client: `${ours}/`, ...init })
    const { recording } = simulate(createUserAgent(profile), request, server, 0)
    const [verdict] = explain(recording, { profiles: [profile] }).verdicts
    return verdict?.firstCause?.id ?? verdict?.outcome ?? 'nothing'
  })
}

interface Row {
  readonly desc: string
  readonly request: Partial<CreateRequestInit>
  readonly broken: Handler
  readonly cause: string
  /** The smallest change; null where the fix is the page's. */
  readonly fixed: Handler | null
  readonly fixedRequest?: Partial<CreateRequestInit>
  readonly becomes?: string
}

const rows: readonly Row[] = [
  {
    desc: '4: proxy and application both say who may read',
    request: get,
    broken: chain(addHeaders({ 'Access-Control-Allow-Origin': '*' }), expressCors(allow), app),
    cause: 'allow-origin-twice',
    fixed: chain(
      addHeaders({ 'Access-Control-Allow-Origin': ours }),
      hideHeaders('Access-Control-Allow-Origin'),
      expressCors(allow),
      app,
    ),
  },
  {
    desc: '14: authentication stands before CORS, and answers the preflight',
    request: asUser,
    broken: chain(requireAuth(), expressCors(allow), app),
    cause: 'preflight-needs-authentication',
    fixed: chain(expressCors(allow), requireAuth(), app),
  },
  {
    desc: '14: the same, mended by letting OPTIONS through',
    request: asUser,
    broken: chain(requireAuth({ status: 403 }), expressCors(allow), app),
    cause: 'preflight-needs-authentication',
    fixed: chain(requireAuth({ status: 403, except: ['OPTIONS'] }), expressCors(allow), app),
  },
  {
    desc: '15: CORS stands on the route alone, and OPTIONS has none',
    request: put,
    broken: (request) =>
      request.method === 'PUT' ? chain(expressCors(allow), app)(request) : answer(405, { allow: 'PUT' }),
    cause: 'preflight-route-missing',
    fixed: chain(expressCors(allow), (request) =>
      request.method === 'PUT' ? app(request) : answer(405, { allow: 'PUT' }),
    ),
  },
  {
    desc: '16: http leads to https, on the preflight too',
    request: { ...put, url: 'http://api.example.com/orders', client: 'http://app.example.com/' },
    broken: chain(redirectToHttps(), expressCors({ origin: true }), app),
    cause: 'preflight-redirected',
    fixed: null,
    fixedRequest: { ...put, client: 'http://app.example.com/' },
  },
  {
    desc: '17: a slash is added before CORS has its turn',
    request: get,
    broken: chain(redirectTrailingSlash(), expressCors(allow), app),
    cause: 'redirect-without-cors',
    fixed: chain(expressCors(allow), redirectTrailingSlash(), app),
  },
  {
    desc: '17: a slash is added on the preflight',
    request: put,
    broken: chain(redirectTrailingSlash({ status: 308, location: 'path' }), expressCors(allow), app),
    cause: 'preflight-redirected',
    fixed: null,
    fixedRequest: { ...put, url: `${api}/` },
  },
  {
    desc: '17: behind a proxy the slash leads back to http',
    request: get,
    broken: chain(
      reverseProxy({ to: 'http://127.0.0.1:8000', keepHost: true, forwardedProto: true }),
      expressCors(allow),
      redirectTrailingSlash(),
      app,
    ),
    cause: 'main-fetch/mixed-content',
    fixed: chain(
      reverseProxy({ to: 'http://127.0.0.1:8000', keepHost: true, forwardedProto: true }),
      expressCors(allow),
      redirectTrailingSlash({ proxyHeaders: true }),
      app,
    ),
  },
  {
    desc: '28: the proxy refuses a long body, with a page of its own',
    request: { method: 'POST', body: 'x'.repeat(20) },
    broken: chain(limitBody(10), expressCors(allow), app),
    cause: 'error-response-without-cors',
    fixed: chain(limitBody(100), expressCors(allow), app),
  },
  {
    desc: '28: the application behind the proxy is away',
    request: get,
    broken: chain(reverseProxy({ to: 'http://127.0.0.1:8000' }), away),
    cause: 'error-response-without-cors',
    fixed: chain(reverseProxy({ to: 'http://127.0.0.1:8000' }), expressCors(allow), app),
  },
  {
    desc: '30: what answers errors stands outside of CORS',
    request: get,
    broken: chain(serverErrors(), addHeaders({ 'access-control-allow-origin': ours }), fails),
    cause: 'error-response-without-cors',
    fixed: chain(addHeaders({ 'access-control-allow-origin': ours }), serverErrors(), fails),
  },
  {
    desc: '30: Koa, told to drop its headers on errors',
    request: get,
    broken: chain(koaCors({ ...allow, keepHeadersOnError: false }), fails),
    cause: 'error-response-without-cors',
    fixed: chain(koaCors(allow), fails),
  },
  {
    desc: '30: a gateway has pages of its own for errors',
    request: get,
    broken: chain(errorPages([500]), expressCors(allow), fails),
    cause: 'error-response-without-cors',
    fixed: chain(expressCors(allow), errorPages([500]), fails),
  },
  {
    desc: '31: origins are refused by an error',
    request: get,
    broken: chain(expressCors({ origin: (_, done) => done(new Error('Not allowed by CORS')) }), app),
    cause: 'error-response-without-cors',
    // The page still may not read, but it is told why, and the server does not fail.
    fixed: chain(expressCors({ origin: (_, done) => done(null, false) }), app),
    becomes: 'cors-check/origin-absent',
  },
  {
    desc: '31: the same on a preflight',
    request: put,
    broken: chain(expressCors({ origin: (_, done) => done(new Error('Not allowed by CORS')) }), app),
    cause: 'preflight-server-error',
    fixed: chain(expressCors(allow), app),
  },
]

describe('what goes wrong between the parts of a server', () => {
  it.each(rows)('$desc', ({ request, broken, cause, fixed, fixedRequest, becomes = 'readable' }) => {
    expect(verdicts(request, broken)).toEqual([cause, cause, cause])
    expect(verdicts(fixedRequest ?? request, fixed ?? broken)).toEqual([becomes, becomes, becomes])
  })
})

/** A browser, nginx with this inside of its `server`, and the application on port 8080. */
const behindNginx = (server: string, app: Handler): Handler =>
  nginx(`server { listen 80; listen 443 ssl; server_name api.example.com; ${server} }`, {
    upstreams: { '127.0.0.1:8080': app },
  })
const proxied = 'proxy_pass http://127.0.0.1:8080;'

const behindNginxRows: readonly (Row & { readonly fixed: Handler })[] = [
  {
    desc: '4: nginx and Express both say who may read',
    request: get,
    broken: behindNginx(
      `location / { ${proxied} add_header Access-Control-Allow-Origin * always; }`,
      chain(expressCors(allow), app),
    ),
    cause: 'allow-origin-twice',
    fixed: behindNginx(
      `location / { ${proxied} proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin ${ours} always; }`,
      chain(expressCors(allow), app),
    ),
  },
  {
    desc: '14: nginx wants a password, for preflights as well',
    request: put,
    broken: behindNginx(
      `location / { auth_basic "x"; auth_basic_user_file /x; ${proxied} }`,
      chain(expressCors(allow), app),
    ),
    cause: 'preflight-needs-authentication',
    fixed: behindNginx(`location / { ${proxied} }`, chain(expressCors(allow), app)),
  },
  {
    desc: '16: nginx leads http to https, on the preflight too',
    request: { ...put, url: 'http://api.example.com/orders', client: 'http://app.example.com/' },
    broken: behindNginx(
      `if ($scheme = http) { return 301 https://$host$request_uri; } location / { ${proxied} }`,
      chain(expressCors({ origin: true }), app),
    ),
    cause: 'preflight-redirected',
    fixed: behindNginx(`location / { ${proxied} }`, chain(expressCors({ origin: true }), app)),
  },
  {
    desc: '17: the application adds a slash, and leads back to http where nginx does not say https',
    request: get,
    broken: behindNginx(
      `location / { ${proxied} proxy_set_header Host $host; }`,
      chain(expressCors(allow), redirectTrailingSlash({ proxyHeaders: true }), app),
    ),
    cause: 'main-fetch/mixed-content',
    fixed: behindNginx(
      `location / { ${proxied} proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; }`,
      chain(expressCors(allow), redirectTrailingSlash({ proxyHeaders: true }), app),
    ),
  },
  {
    desc: '28: nginx refuses a long body',
    request: { method: 'POST', body: 'x'.repeat(20) },
    broken: behindNginx(`client_max_body_size 10; location / { ${proxied} }`, chain(expressCors(allow), app)),
    cause: 'error-response-without-cors',
    fixed: behindNginx(`client_max_body_size 1m; location / { ${proxied} }`, chain(expressCors(allow), app)),
  },
  {
    desc: '30: nginx puts a page of its own over an error',
    request: get,
    broken: behindNginx(
      `location / { ${proxied} proxy_intercept_errors on; error_page 500 /500.html; }`,
      chain(expressCors(allow), fails),
    ),
    cause: 'error-response-without-cors',
    fixed: behindNginx(`location / { ${proxied} }`, chain(expressCors(allow), fails)),
  },
]

describe('the same behind nginx', () => {
  it.each(behindNginxRows)('$desc', ({ request, broken, cause, fixed }) => {
    expect(verdicts(request, broken)).toEqual([cause, cause, cause])
    expect(verdicts(request, fixed)).toEqual(['readable', 'readable', 'readable'])
  })
})

describe('42: a session behind a proxy that ends TLS', () => {
  /** nginx, then Express with its session, where `/login` logs in and `/me` says who it is. */
  function server(forwardedProto: boolean, trustProxy: number | false): Handler {
    const forwarded = forwardedProto ? 'proxy_set_header X-Forwarded-Proto $scheme;' : ''
    return behindNginx(`location / { ${proxied} ${forwarded} }`, application(trustProxy))
  }

  function application(trustProxy: number | false): Handler {
    return chain(
      expressCors(allow),
      expressSession({ cookie: { secure: true, sameSite: 'none' }, saveUninitialized: false, trustProxy })(
        ({ url }, session) => {
          if (url.path === '/login') session['user'] = 'Ada'
          return session['user'] === undefined ? answer(401) : answer(200, {}, String(session['user']))
        },
      ),
    )
  }

  /** The status of `/me` after a login, and what became of the login's cookie. */
  async function story(
    handler: Handler,
  ): Promise<{ readonly me: number; readonly cookies: readonly string[] }> {
    const browser = new Browser({ profile: 'chromium', transport: handler })
    const page = browser.open(`${ours}/`)
    const login = await page.perform({
      url: 'https://api.example.com/login',
      method: 'POST',
      credentials: 'include',
    })
    expect(login).toMatchObject({ type: 'cors', status: 200 })
    const me = await page.perform({ url: 'https://api.example.com/me', credentials: 'include' })
    const [recording] = browser.recordings
    if (me.type === 'error' || recording === undefined) throw new Error('nothing to tell')
    const hops = explain(recording).verdicts[0]?.timeline ?? []
    const cookies = hops
      .flatMap((hop) => hop.cookies?.response ?? [])
      .map(({ name, fate }) => `${name} ${fate}`)
    return { me: me.status, cookies }
  }

  it.each([
    {
      desc: 'nobody speaks of https: no cookie, and nothing says so',
      forwarded: false,
      trust: false,
      me: 401,
      cookies: [],
    },
    {
      desc: 'the proxy does, and the application does not listen',
      forwarded: true,
      trust: false,
      me: 401,
      cookies: [],
    },
    {
      desc: 'the application would listen, and the proxy says nothing',
      forwarded: false,
      trust: 1,
      me: 401,
      cookies: [],
    },
    {
      desc: 'both do: the session holds',
      forwarded: true,
      trust: 1,
      me: 200,
      cookies: ['connect.sid stored'],
    },
  ] as const)('$desc', async ({ forwarded, trust, me, cookies }) => {
    expect(await story(server(forwarded, trust))).toEqual({ me, cookies })
  })

  it('is kept behind any other proxy that says https', async () => {
    const proxy = reverseProxy({ to: 'http://127.0.0.1:8080', forwardedProto: true })
    expect(await story(chain(proxy, application(1)))).toEqual({ me: 200, cookies: ['connect.sid stored'] })
  })

  it('is lost as well where a proxy takes Set-Cookie away', async () => {
    expect(await story(chain(hideHeaders('Set-Cookie'), server(true, 1)))).toEqual({ me: 401, cookies: [] })
  })
})

describe('layers', () => {
  it('make a server of other servers by the origin of the request', () => {
    const server = routes({
      'https://api.example.com': chain(expressCors(), app),
      'https://app.example.com': app,
    })
    expect(headerOf(server(ask('GET', ours)).headerList, 'access-control-allow-origin')).toBe('*')
    expect(headerOf(server(ask('GET', null, {}, `${ours}/`)).headerList, 'access-control-allow-origin')).toBe(
      null,
    )
  })

  it('take a prefix from paths, and say what they were told to', () => {
    const told: string[] = []
    const server = chain(reverseProxy({ to: 'http://127.0.0.1:8080', stripPrefix: '/api' }), (request) => {
      told.push(request.url.href, ...request.headerList.map(({ name, value }) => `${name}: ${value}`))
      return answer(200)
    })
    server(wireRequest('https://example.com/api/me?x=1', 'GET', [['accept', '*/*']]))
    expect(told).toEqual(['http://127.0.0.1:8080/me?x=1', 'accept: */*'])
  })

  it('redirect to where the request was going', () => {
    const request = wireRequest('http://api.example.com:8080/a?b=c')
    const to = (server: Handler): string | null => headerOf(server(request).headerList, 'location')
    expect(to(chain(redirectToHttps(), app))).toBe('https://api.example.com/a?b=c')
    expect(to(chain(redirectTrailingSlash(), app))).toBe('http://api.example.com:8080/a/?b=c')
    expect(to(chain(redirectTrailingSlash({ slash: 'remove' }), app))).toBe(null)
    expect(to(chain(redirectTrailingSlash({ where: (path) => path === '/b' }), app))).toBe(null)
  })

  it('know a proof of who asks', () => {
    const server = chain(requireAuth({ cookie: 'sid', accepts: (sid) => sid === 'good' }), app)
    const statusWith = (cookie: string): number => server(ask('GET', ours, { cookie })).status
    expect([statusWith('sid=good'), statusWith('sid=bad'), statusWith('other=good')]).toEqual([200, 401, 401])
    expect(headerOf(chain(requireAuth(), app)(ask('GET', ours)).headerList, 'www-authenticate')).toBe(
      'Bearer',
    )
  })

  it('refuse a target that is no origin', () => {
    expect(() => reverseProxy({ to: '127.0.0.1:8080' })).toThrow(/^to must be an origin/)
  })
})

describe('layers in front of what takes time', () => {
  it('answer as in front of what does not', async () => {
    const layers = [
      requireAuth({ header: 'x-token' }),
      redirectTrailingSlash(),
      errorPages([200]),
      serverErrors(),
    ]
    const slow = listenerTransport((_, response) => void response.writeHead(200, { 'x-app': 'slow' }).end())
    const server = chainAsync(...layers.map(awaiting), slow)
    const request = (path: string, token: boolean) =>
      wireRequest(`https://api.example.com${path}`, 'GET', token ? [['x-token', '1']] : [])
    expect((await server(request('/a/', false), null)).status).toBe(401)
    expect((await server(request('/a', true), null)).status).toBe(307)
    expect(seen(await server(request('/a/', true), null))).toEqual({
      status: 200,
      headers: ['content-type: text/html'],
    })
  })

  it('hear of what fails behind them', async () => {
    const fails = async () => {
      throw new TransportError('refused', 'nobody listens')
    }
    const proxy = reverseProxy({ to: 'http://127.0.0.1:8080' })
    expect((await chainAsync(awaiting(proxy), fails)(ask('GET', ours), null)).status).toBe(502)
    await expect(
      chainAsync(awaiting(requireAuth({ except: ['GET'] })), fails)(ask('GET', ours), null),
    ).rejects.toThrow('nobody listens')
  })

  it('may ask more than once', async () => {
    let asked = 0
    const twice = awaiting(
      (next) => (request) => (next(request).status === 200 ? answer(200) : next(request)),
    )
    const server = chainAsync(twice, async () => answer(asked++ === 0 ? 503 : 204))
    expect((await server(ask('GET', ours), null)).status).toBe(204)
    expect(asked).toBe(2)
  })

  it('keep requests that are under way apart', async () => {
    const server = chainAsync(awaiting(addHeaders({ 'x-layer': 'yes' })), async ({ url }) => {
      await new Promise((resolve) => setImmediate(resolve))
      return answer(200, { 'x-path': url.path })
    })
    const paths = ['/a', '/b', '/c']
    const answers = await Promise.all(
      paths.map((path) => server(wireRequest(`https://api.example.com${path}`), null)),
    )
    expect(answers.map(({ headerList }) => headerOf(headerList, 'x-path'))).toEqual(paths)
  })
})
