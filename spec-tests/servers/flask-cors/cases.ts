import * as fc from 'fast-check'
import type { WireRequest, WireResponse } from '../../../src/fetch/response'
import { ConfigError } from '../../../src/infra/config-error'
import { parseURL } from '../../../src/origin/url-record'
import {
  abort,
  type FlaskApp,
  type FlaskCorsVersion,
  type FlaskRoute,
  flask,
} from '../../../src/servers/flask-cors'
import { answer } from '../../../src/servers/middleware'

/** What a view does, as data for both sides. */
type ViewData =
  | 'raise'
  | { readonly abort: number }
  | { readonly status: number; readonly headers: readonly (readonly [string, string])[] }

interface RouteData extends Omit<FlaskRoute, 'view'> {
  readonly view: ViewData
}

/** An app and a request, as `answers.py` reads them. Dictionaries with compiled patterns are `{ entries }`. */
export interface Case extends Omit<FlaskApp, 'routes' | 'cors' | 'beforeRequest' | 'version'> {
  readonly routes: readonly RouteData[]
  readonly cors?: { readonly [option: string]: unknown }
  readonly before?: number
  readonly request: {
    readonly method: string
    readonly base: string
    readonly path: string
    readonly query: string
    readonly headers: readonly (readonly [string, string])[]
  }
}

/** A status and headers; or a refusal of the app, whatever the words. */
export type Answer = readonly [number, readonly (readonly [string, string])[]] | 'refused'

/** What `answers.py` has said, without what is not modelled. */
export function theirs(said: Answer | { readonly refused: string }): Answer {
  if (typeof said !== 'string' && 'refused' in said) return 'refused'
  return said === 'refused' ? said : normalized(said[0], said[1])
}

/** What the model says; null where a pattern cannot be said in JavaScript. */
export function ours(given: Case, version: FlaskCorsVersion): Answer | null {
  try {
    const app: FlaskApp = {
      version,
      routes: given.routes.map((route) => ({ ...route, view: () => runView(route.view) })),
      ...(given.cors === undefined ? {} : { cors: withMaps(given.cors) }),
      ...(given.config === undefined ? {} : { config: withMaps(given.config) }),
      ...(given.debug === undefined ? {} : { debug: given.debug }),
      ...(given.before === undefined ? {} : { beforeRequest: () => answer(given.before ?? 0, html) }),
    }
    const response = flask(app)(requestOf(given.request))
    return normalized(
      response.status,
      response.headerList.map(({ name, value }) => [name, value] as const),
    )
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.includes('JavaScript') ? null : 'refused'
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' } as const

function runView(view: ViewData): WireResponse {
  if (view === 'raise') throw new Error('the view has failed')
  if ('abort' in view) return abort(view.abort)
  const response = answer(view.status, html)
  const added = view.headers.map(([name, value]) => ({ name: name.toLowerCase(), value }))
  return { ...response, headerList: [...response.headerList, ...added] }
}

/** Options or settings with dictionaries as maps, whose keys may be compiled patterns. */
function withMaps(options: { readonly [option: string]: unknown }): { readonly [option: string]: unknown } {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const entries = (value as { readonly entries?: [never, never][] } | null)?.entries
      return [name, Array.isArray(entries) ? new Map(entries) : value]
    }),
  )
}

function requestOf({ method, base, path, query, headers }: Case['request']): WireRequest {
  const url = parseURL(`${base}${path}${query === '' ? '' : `?${query}`}`)
  if (url === null || url.path !== path) throw new Error(`${base}${path} is no URL of that path`)
  return { method, url, headerList: headers.map(([name, value]) => ({ name, value })), body: null }
}

/** Without lengths and the debugger's own header; `Allow`, which has no order in Python, sorted. */
function normalized(status: number, headers: readonly (readonly [string, string])[]): Answer {
  const kept = headers
    .filter(([name]) => name !== 'content-length' && name !== 'x-xss-protection')
    .map(([name, value]) =>
      name === 'allow' ? ([name, value.split(', ').sort().join(', ')] as const) : ([name, value] as const),
    )
  return [status, kept]
}

const origins = fc.constantFrom(
  ...[
    'https://app.example.com',
    'https://APP.example.com',
    'http://localhost:3000',
    'http://localhost.evil.com',
  ],
  ...[
    'https://aexample.com',
    'https://x.example.com',
    'https://x.example.com.evil.com',
    'https://example.com',
  ],
  ...[
    'null',
    '*',
    '',
    'https://xn--mnchen-3ya.de',
    'https://evil.org',
    'http://localhost:',
    'https://a-b.example.com',
  ],
)
const originPatterns = fc.constantFrom(
  ...[
    '*',
    '.*',
    'https://app.example.com',
    'https://App.Example.com',
    'https://*.example.com',
    'http://localhost:*',
  ],
  ...[
    'https://.*\\.example\\.com',
    '^https://[a-z0-9-]+\\.example\\.com$',
    'https://.*\\.example\\.com\\Z',
    'null',
  ],
  ...[
    'https://app.example.com/',
    'example.com',
    '*.example.com',
    '[',
    '(?i)HTTPS://APP',
    'https://(?P<s>x|app)\\.',
  ],
  ...[
    'https?://localhost(:\\d+)?$',
    '',
    'https://münchen.de',
    'https://한국.kr',
    '(?!.*evil)https://',
    '(a',
    '+',
  ],
)
const compiled = fc.record(
  {
    pattern: fc.constantFrom('https://APP\\.', 'https://.*\\.example\\.com', '.*', 'x', '/api/.*', '/API'),
    flags: fc.constantFrom('', 'i', 'x'),
  },
  { requiredKeys: ['pattern'] },
)
const pattern = fc.oneof(
  { weight: 20, arbitrary: originPatterns },
  { weight: 3, arbitrary: compiled },
  { weight: 1, arbitrary: fc.constant(null) },
)
const truthy = fc.oneof(
  { weight: 6, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom('False', '', 0, 1, null) },
)
const methods = fc.constantFrom('GET', 'POST', 'get', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD')
const headerPatterns = fc.constantFrom(
  ...['*', 'Content-Type', 'content-type', 'X-.*', 'Authorization', 'x-[a-z]+', '', '[', 'X-A', '.*-id$'],
)
const oneOrMore = <Value>(each: fc.Arbitrary<Value>): fc.Arbitrary<Value | Value[]> =>
  fc.oneof(each, fc.array(each, { maxLength: 3 }))

const ownOptions = {
  origins: oneOrMore(pattern),
  methods: fc.oneof({ weight: 9, arbitrary: oneOrMore(methods) }, fc.constantFrom('GET, POST', 'post,PUT')),
  allow_headers: fc.oneof({ weight: 9, arbitrary: oneOrMore(headerPatterns) }, fc.constant(null)),
  expose_headers: fc.oneof(
    oneOrMore(fc.constantFrom('X-Total', 'a', 'Link', '*')),
    fc.constantFrom(null, '', 'b, a', '한'),
  ),
  supports_credentials: truthy,
  max_age: fc.oneof(
    fc.constantFrom(600, 0, '0', '', '10', null, true, false),
    fc.record({ seconds: fc.constantFrom(0, 60, 90.9, 86400) }),
  ),
  send_wildcard: truthy,
  automatic_options: truthy,
  vary_header: truthy,
  always_send: truthy,
  intercept_exceptions: truthy,
  allow_private_network: truthy,
  unknown_option: fc.constant(1),
} as const

const resourcePatterns = fc.constantFrom(
  ...[
    '/*',
    '*',
    '/api/*',
    '/api',
    '/API',
    '/api/.*',
    'r"/x"',
    '/',
    '/api/users',
    '/a b',
    '/a+b',
    '/api/(?P<id>\\d+)',
  ],
  ...['^/api', '/api/v1/*', '/a/b/.*', '[', '/%61pi', '/api/users$', '/api?'],
)
/** A few of these options: with all of them at once, hardly any origin would be allowed. */
function fewOf(options: { readonly [name: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<object> {
  return fc
    .subarray(Object.keys(options), { maxLength: 4 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, options[name] as fc.Arbitrary<unknown>]))),
    )
}

const own = fewOf(ownOptions)
const resources = fc.oneof(
  resourcePatterns,
  compiled,
  fc.array(fc.oneof(resourcePatterns, compiled), { maxLength: 3 }),
  fc
    .array(fc.tuple(fc.oneof({ weight: 4, arbitrary: resourcePatterns }, compiled), own), { maxLength: 4 })
    .map((entries) => ({ entries: distinct(entries) })),
  fc.dictionary(resourcePatterns, own, { maxKeys: 4 }),
)

/** Entries whose keys Python takes for different ones. */
function distinct<Key, Value>(entries: readonly (readonly [Key, Value])[]): (readonly [Key, Value])[] {
  const keys = new Set<string>()
  return entries.filter(([key]) => {
    const text = JSON.stringify(key).replace(',"flags":""', '')
    if (keys.has(text)) return false
    keys.add(text)
    return true
  })
}

/** Without methods, flask-cors cannot even be set up. */
const noMethods = { methods: fc.oneof({ weight: 9, arbitrary: ownOptions.methods }, fc.constant(null)) }
const cors = fewOf({ ...ownOptions, ...noMethods, resources })
const settings = fewOf({ ...ownOptions, resources }).map((options) =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [`CORS_${name.toUpperCase()}`, value])),
)

const views: fc.Arbitrary<ViewData> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 200, 201, 204, 302, 401, 404, 500),
      headers: fc.constantFrom<readonly (readonly [string, string])[]>(
        [],
        [],
        [],
        [['X-Own', '1']],
        [['Vary', 'Cookie']],
        [['Access-Control-Allow-Origin', 'https://own.example']],
        [['Access-Control-Allow-Origin', '']],
        [['Set-Cookie', 'a=b; Path=/']],
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant('raise' as const) },
  { weight: 1, arbitrary: fc.record({ abort: fc.constantFrom(400, 401, 403, 404, 500) }) },
)
const rules = fc.constantFrom(
  ...[
    '/',
    '/api',
    '/api/',
    '/api/users',
    '/api/<int:id>',
    '/api/<name>',
    '/<path:rest>',
    '/a b',
    '/api/<int:id>/x/',
  ],
  ...['/api/<float:f>', '/files/<path:p>/edit', '/api/v<int:n>', '/<x>-<y>', '/api/users/'],
)
const routes: fc.Arbitrary<readonly RouteData[]> = fc.array(
  fc.record(
    {
      rule: rules,
      methods: fc.uniqueArray(methods, { minLength: 1, maxLength: 3 }),
      view: views,
      crossOrigin: own,
    },
    { requiredKeys: ['rule', 'view'] },
  ) as fc.Arbitrary<RouteData>,
  { minLength: 1, maxLength: 4 },
)

const paths = fc.constantFrom(
  ...[
    '/',
    '/api',
    '/api/',
    '/API',
    '/api/users',
    '/api/users/',
    '/api/7',
    '/api/7/x',
    '/api/1.5',
    '/nothing',
  ],
  ...[
    '/apiadmin',
    '/a%20b',
    '/a+b',
    '/a%2Bb',
    '/%61pi',
    '/%2561pi',
    '/api//users',
    '//api',
    '/api/v1/x',
    '/a/b/c',
  ],
  ...[
    '/files/a/b/edit',
    '/x-y',
    '/api/v2',
    '/%ED%95%9C',
    '/api/%E2%82%AC/',
    '/api///users',
    '/api%3Fx',
    '/Api/Users',
  ],
)
const requestHeaders = fc
  .tuple(
    fc.option(origins, { freq: 8 }),
    fc.option(
      fc.constantFrom(
        'GET',
        'POST',
        'PUT',
        'ET',
        'get',
        'DELETE',
        'PATCH',
        '',
        'G',
        ', ',
        'QUERY',
        'OPTIONS',
      ),
    ),
    fc.option(
      fc.constantFrom(
        'content-type',
        'x-b,content-type',
        'authorization',
        '',
        ' x-a , X-B ',
        'x-id,x-id',
        ',',
        'é',
      ),
    ),
    fc.option(fc.constantFrom('true', 'True', 'false'), { freq: 3 }),
  )
  .map(([origin, method, headers, network]) => {
    const found: [string, string][] = []
    if (origin !== null) found.push(['origin', origin])
    if (method !== null) found.push(['access-control-request-method', method])
    if (headers !== null) found.push(['access-control-request-headers', headers])
    if (network !== null) found.push(['access-control-request-private-network', network])
    return found
  })

/** Apps with flask-cors in them and requests to them. */
export const cases: fc.Arbitrary<Case> = fc.record(
  {
    routes,
    cors,
    config: settings,
    debug: fc.boolean(),
    before: fc.constantFrom(401, 200),
    request: fc.record({
      method: fc.oneof(
        { weight: 3, arbitrary: fc.constant('OPTIONS') },
        methods.map(upper),
        fc.constant('GET'),
      ),
      base: fc.constantFrom('http://api.example.com', 'https://api.example.com:8443', 'http://localhost'),
      path: paths,
      query: fc.constantFrom('', '', 'a=1&b=%20', 'x=!'),
      headers: requestHeaders,
    }),
  },
  { requiredKeys: ['routes', 'request', 'cors'] },
) as unknown as fc.Arbitrary<Case>

function upper(text: string): string {
  return text.toUpperCase()
}
