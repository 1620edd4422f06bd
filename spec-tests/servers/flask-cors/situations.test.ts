import { describe, expect, it } from 'vitest'
import type { Handler } from '../../../src/fetch/exchange-state'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { ConfigError } from '../../../src/infra/config-error'
import { parseURL } from '../../../src/origin/url-record'
import {
  abort,
  type FlaskCorsOptions,
  type FlaskCorsVersion,
  flask,
  flaskCors,
} from '../../../src/servers/flask-cors'
import { answer, chain } from '../../../src/servers/middleware'

const view: Handler = () => answer(200, { 'content-type': 'application/json' }, '{}')

function send(
  server: Handler,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  const url = parseURL(`https://api.example.com${path}`)
  if (url === null) throw new Error(`${path} is no path`)
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return server({ method, url, headerList, body: null })
}

const origin = (response: WireResponse): string | null =>
  getHeader(response.headerList, 'access-control-allow-origin')
const header = (response: WireResponse, name: string): string | null => getHeader(response.headerList, name)

describe('which origins a configuration lets in', () => {
  it.each<[string, FlaskCorsOptions, string, boolean]>([
    ['credentials and nothing else: every website', { supports_credentials: true }, 'https://evil.org', true],
    [
      'a glob is no glob: no subdomain',
      { origins: 'https://*.example.com' },
      'https://foo.example.com',
      false,
    ],
    [
      'slashes, any number of them, and one more letter',
      { origins: 'https://*.example.com' },
      'https://aexample.com',
      true,
    ],
    [
      'any port, and any host that begins so',
      { origins: 'http://localhost:*' },
      'http://localhost.evil.com',
      true,
    ],
    [
      'a pattern without an end',
      { origins: 'https://.*\\.example\\.com' },
      'https://x.example.com.evil.com',
      true,
    ],
    [
      'the same with an end',
      { origins: '^https://[a-z0-9-]+\\.example\\.com$' },
      'https://x.example.com.evil.com',
      false,
    ],
    ['in any case', { origins: 'https://App.Example.com' }, 'https://app.example.com', true],
    ['a path in the list', { origins: 'https://app.example.com/' }, 'https://app.example.com', false],
    ['a host without scheme', { origins: 'app.example.com' }, 'https://app.example.com', false],
    ['a list with a comma in a string', { origins: 'https://a.com,https://b.com' }, 'https://a.com', false],
    ['an empty environment variable', { origins: '' }, 'https://app.example.com', false],
    ['a pattern that is broken', { origins: '*.example.com' }, 'https://x.example.com', false],
    [
      'allow_headers instead of origins, as the post of seed 001 has it',
      { allow_headers: 'https://front', supports_credentials: true },
      'https://evil.org',
      true,
    ],
  ])('%s', (_, options, from, allowed) => {
    const response = send(chain(flaskCors(options), view), 'GET', '/', { origin: from })
    expect(response.status).toBe(200)
    expect(origin(response)).toBe(allowed ? from : null)
  })

  it('credentials go along with the origin of anybody', () => {
    const server = chain(flaskCors({ supports_credentials: true }), view)
    const response = send(server, 'GET', '/', { origin: 'https://evil.org' })
    expect(header(response, 'access-control-allow-credentials')).toBe('true')
    expect(header(response, 'vary')).toBe('Origin')
  })

  it('a string False is true', () => {
    const server = chain(flaskCors({ supports_credentials: 'False' }), view)
    expect(
      header(send(server, 'GET', '/', { origin: 'https://a.com' }), 'access-control-allow-credentials'),
    ).toBe('true')
  })
})

describe('which paths', () => {
  it.each<[string, FlaskCorsVersion, FlaskCorsOptions, string, boolean]>([
    ['/api/* is no glob', '6.0.2', { resources: '/api/*' }, '/apiadmin', true],
    ['other case, CVE-2024-6866', '5.0.1', { resources: '/api/.*' }, '/API/x', true],
    ['other case, fixed', '6.0.2', { resources: '/api/.*' }, '/API/x', false],
    ['a plus sign, CVE-2024-6844', '5.0.1', { resources: '/a b' }, '/a+b', true],
    ['a plus sign, fixed', '6.0.2', { resources: '/a b' }, '/a+b', false],
    ['a path is decoded twice', '6.0.2', { resources: '/api' }, '/%2561pi', true],
    ['Debian has the fixes in its 3.0.10', '3.0.10-2+deb12u1', { resources: '/api/.*' }, '/API/x', false],
  ])('%s (%s)', (_, version, options, path, covered) => {
    const response = send(chain(flaskCors(options, { version }), view), 'GET', path, {
      origin: 'https://a.com',
    })
    expect(origin(response)).toBe(covered ? 'https://a.com' : null)
  })

  it.each<[FlaskCorsVersion, string]>([
    ['5.0.1', 'https://longest'],
    ['6.0.0', 'https://fewest'],
    ['6.0.2', 'https://most'],
  ])('%s takes the resource of %s for a path that several match (CVE-2024-6839)', (version, expected) => {
    const resources = {
      '/a/b/c.*': { origins: 'https://most' },
      '/a/(?:b|xxxxxxxxxxxx).*': { origins: 'https://longest' },
      '/a.*': { origins: 'https://fewest' },
    }
    const server = chain(flaskCors({ resources }, { version }), view)
    expect(origin(send(server, 'GET', '/a/b/c', { origin: expected }))).toBe(expected)
  })

  it('a resource has its own options first, then arguments, then settings', () => {
    const settings = {
      CORS_MAX_AGE: 1,
      CORS_EXPOSE_HEADERS: ['X-B', 'X-A'],
      CORS_METHODS: ['PUT'],
      CORS_ORIGINS: null,
    }
    const options = { resources: { '/api': { methods: 'delete' } }, max_age: 2 }
    const server = chain(flaskCors(options, { settings }), view)
    const asked = { origin: 'https://a.com', 'access-control-request-method': 'DELETE' }
    const response = send(server, 'OPTIONS', '/api', asked)
    expect(header(response, 'access-control-allow-methods')).toBe('DELETE')
    expect(header(response, 'access-control-max-age')).toBe('2')
    expect(header(response, 'access-control-expose-headers')).toBe('X-A, X-B')
  })
})

describe('preflights', () => {
  const preflight = (
    options: FlaskCorsOptions,
    method: string,
    headers = '',
    version: FlaskCorsVersion = '6.0.2',
  ) =>
    send(chain(flaskCors(options, { version }), view), 'OPTIONS', '/', {
      origin: 'https://a.com',
      'access-control-request-method': method,
      'access-control-request-headers': headers,
      'access-control-request-private-network': 'true',
    })

  it('a method is looked for anywhere in the joined list', () => {
    expect(header(preflight({ methods: ['GET'] }, 'ET'), 'access-control-allow-methods')).toBe('GET')
  })

  it('a method that is refused leaves the origin allowed', () => {
    const response = preflight({ methods: ['GET'] }, 'PUT', 'x-a')
    expect(origin(response)).toBe('https://a.com')
    expect(header(response, 'access-control-allow-methods')).toBe(null)
    expect(header(response, 'access-control-allow-headers')).toBe(null)
  })

  it('headers that are asked for and allowed come back sorted', () => {
    const response = preflight(
      { allow_headers: ['Content-Type', 'X-.*'] },
      'PUT',
      'x-b,content-type,accept,X-A',
    )
    expect(header(response, 'access-control-allow-headers')).toBe('X-A, content-type, x-b')
  })

  it.each<[FlaskCorsVersion, string | null]>([
    ['3.0.10', null],
    ['4.0.1', 'true'],
    ['4.0.2', 'true'],
    ['5.0.0', 'false'],
    ['6.0.2', 'false'],
  ])('%s answers a private network with %s (CVE-2024-6221)', (version, expected) => {
    const response = preflight({}, 'PUT', '', version)
    expect(header(response, 'access-control-allow-private-network')).toBe(expected)
  })

  it('a number 0 for max_age is not sent, and a string is', () => {
    expect(header(preflight({ max_age: 0 }, 'PUT'), 'access-control-max-age')).toBe(null)
    expect(header(preflight({ max_age: '0' }, 'PUT'), 'access-control-max-age')).toBe('0')
  })
})

describe('a Flask app around it', () => {
  const cors = { origins: 'https://a.com' }
  const from = { origin: 'https://a.com' }

  it('redirects a preflight to the slash at the end, to the scheme that it was spoken to', () => {
    const server = flask({ cors, routes: [{ rule: '/items/', methods: ['POST'], view }] })
    const response = send(server, 'OPTIONS', '/items?a=1', {
      ...from,
      'access-control-request-method': 'POST',
    })
    expect([response.status, header(response, 'location')]).toEqual([
      308,
      'https://api.example.com/items/?a=1',
    ])
    expect(origin(response)).toBe('https://a.com')
  })

  it('answers what is not there, what is not allowed and what fails with the headers', () => {
    const routes = [
      {
        rule: '/fails',
        view: () => {
          throw new Error('no database')
        },
      },
      { rule: '/closed', view: () => abort(401) },
    ]
    const server = flask({ cors, routes })
    const answered = ['/nothing', '/closed', '/fails'].map((path) => send(server, 'GET', path, from))
    expect(answered.map(({ status }) => status)).toEqual([404, 401, 500])
    expect(answered.map(origin)).toEqual(['https://a.com', 'https://a.com', 'https://a.com'])
    const refused = send(server, 'DELETE', '/closed', from)
    expect([refused.status, header(refused, 'allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('loses them where the debugger answers', () => {
    const fails: Handler = () => {
      throw new Error('no database')
    }
    const response = send(
      flask({ cors, debug: true, routes: [{ rule: '/', view: fails }] }),
      'GET',
      '/',
      from,
    )
    expect([response.status, origin(response)]).toEqual([500, null])
  })

  it('asks for a login before it answers OPTIONS, which no browser takes', () => {
    const beforeRequest = (): WireResponse => answer(401)
    const server = flask({ cors, beforeRequest, routes: [{ rule: '/', view }] })
    const response = send(server, 'OPTIONS', '/', { ...from, 'access-control-request-method': 'PUT' })
    expect([response.status, origin(response)]).toEqual([401, 'https://a.com'])
  })

  it('a decorated view loses them where it aborts', () => {
    const routes = [{ rule: '/', crossOrigin: {}, view: () => abort(403) }]
    expect(origin(send(flask({ routes }), 'GET', '/', from))).toBe(null)
  })

  it('a decorated view without automatic options is not asked on OPTIONS', () => {
    const at = (options: FlaskCorsOptions): WireResponse =>
      send(flask({ routes: [{ rule: '/', crossOrigin: options, view }] }), 'OPTIONS', '/', from)
    expect(origin(at({ automatic_options: false }))).toBe(null)
    expect(origin(at({}))).toBe('https://a.com')
  })

  it('a view that has set an origin keeps it, but gets a second one from a decorator', () => {
    const own: Handler = () => answer(200, { 'access-control-allow-origin': 'https://own.com' })
    const extended = flask({ cors, routes: [{ rule: '/', view: own }] })
    const decorated = flask({ routes: [{ rule: '/', view: own, crossOrigin: {} }] })
    expect(origin(send(extended, 'GET', '/', from))).toBe('https://own.com')
    expect(origin(send(decorated, 'GET', '/', from))).toBe('https://own.com, https://a.com')
  })

  it('an environment variable that is not there fails every request', () => {
    const response = send(flask({ cors: { origins: null }, routes: [{ rule: '/', view }] }), 'GET', '/', from)
    expect([response.status, origin(response)]).toEqual([500, null])
  })

  it.each(['*.example.com', '[', '(', 'a)', '\\', '?'])(
    'the pattern %s fails every request before 6.0',
    (origins) => {
      const server = flask({ version: '5.0.1', cors: { origins }, routes: [{ rule: '/', view }] })
      expect(send(server, 'GET', '/', from).status).toBe(500)
    },
  )

  it('an error page passes the extension twice, which shows where the origin is empty', () => {
    const empty = { origins: '', supports_credentials: true }
    const twice = send(flask({ cors: empty, routes: [] }), 'GET', '/', {})
    const once = send(flask({ cors: { ...empty, intercept_exceptions: false }, routes: [] }), 'GET', '/', {})
    expect(header(twice, 'access-control-allow-credentials')).toBe('true, true')
    expect(header(once, 'access-control-allow-credentials')).toBe('true')
  })

  it.each<[string, string]>([
    ['/api/users', 'literal'],
    ['/api/7', 'int'],
    ['/api/1.5', 'float'],
    ['/api/x', 'string'],
    ['/api/v2', 'prefixed'],
    ['/api/x/y', 'path'],
  ])('%s goes to the route with the narrowest rule, whatever their order: %s', (path, expected) => {
    const rules = {
      path: '/api/<path:rest>',
      string: '/api/<name>',
      prefixed: '/api/v<int:n>',
      float: '/api/<float:f>',
      int: '/api/<int:id>',
      literal: '/api/users',
    }
    const routes = Object.entries(rules).map(([name, rule]) => ({
      rule,
      view: () => answer(200, { 'x-rule': name }),
    }))
    expect(header(send(flask({ routes }), 'GET', path), 'x-rule')).toBe(expected)
  })
})

describe('what is refused at once', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a wildcard with credentials that is to be sent',
      () => flaskCors({ supports_credentials: true, send_wildcard: true }),
      'options.supports_credentials must not be true together with send_wildcard',
    ],
    [
      'the same in a resource',
      () => flaskCors({ send_wildcard: true, resources: { '/a': { supports_credentials: true } } }),
      'options.resources["/a"].supports_credentials must not',
    ],
    [
      'no methods',
      () => flaskCors({ methods: null as unknown as string }),
      'options.methods must be a string',
    ],
    [
      'a line break',
      () => flaskCors({ expose_headers: 'a\r\nb' }),
      'options.expose_headers must be a string without line breaks',
    ],
    [
      'a number for resources',
      () => flaskCors({ resources: 1 as unknown as string }),
      'options.resources must be a pattern',
    ],
    [
      'a pattern that JavaScript cannot say',
      () => flaskCors({ origins: ['*', '(a)?(?(1)b|c)'] }),
      'options.resources["/*"].origins[1] has a branch that depends on a group',
    ],
    [
      'a compiled pattern that Python refuses',
      () => flaskCors({ origins: { pattern: '(' } }),
      'is a pattern that Python refuses',
    ],
    [
      'a version that is none',
      () => flaskCors({}, { version: '7.0' as FlaskCorsVersion }),
      'version is none that is known',
    ],
    [
      'a rule that is none',
      () => flask({ routes: [{ rule: 'api', view }] }),
      'routes[0].rule must begin with a slash',
    ],
    [
      'a converter that is not modelled',
      () => flask({ routes: [{ rule: '/<any(a,b):x>', view }] }),
      'routes[0].rule has a converter with arguments',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(ConfigError)
    expect(make).toThrow(message)
  })
})
