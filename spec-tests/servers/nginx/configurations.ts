/** Generated configurations of nginx, and requests that find their way into them. */
import * as fc from 'fast-check'
import type { Asked } from './real-nginx'

/** What only a laboratory knows. They stand in the text until it runs. */
export interface Places {
  readonly port: number
  readonly upstreamPort: number
  readonly closedPort: number
  readonly folder: string
}

/** Fills the places in. */
export function placed(text: string, { port, upstreamPort, closedPort, folder }: Places): string {
  return text
    .replaceAll('PORT', String(port))
    .replaceAll('UPSTREAM', `127.0.0.1:${upstreamPort}`)
    .replaceAll('CLOSED', `127.0.0.1:${closedPort}`)
    .replaceAll('FOLDER', folder)
}

/** Files below FOLDER. */
export const files: Readonly<Record<string, string>> = {
  'files/index.html': 'the index',
  'files/b.txt': 'b',
  'files/a/index.html': 'the index of a',
  'files/a/b.txt': 'b of a',
  'files/api/there.json': '{}',
  'files/empty/deep/there': 'there',
  'other/b.txt': 'another b',
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)

/** Present once in so many times, else an empty text. */
const rarely = (every: number, arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: every - 1, arbitrary: fc.constant('') }, { weight: 1, arbitrary })

const piece = one(
  'x',
  '*',
  'https://a.test',
  '-',
  '/p',
  '?q=1',
  '$http_origin',
  '$request_method',
  '$host',
  '$http_host',
  '$scheme',
  '$request_uri',
  '$uri',
  '$args',
  '$is_args',
  '$arg_answer',
  '$cookie_sid',
  '$http_cookie',
  '$status',
  '$server_name',
  '$server_port',
  '$remote_addr',
  '$sent_http_x_a',
  '$sent_http_content_type',
  '$upstream_http_vary',
  '$upstream_status',
  '$content_length',
  '$proxy_add_x_forwarded_for',
  '$proxy_host',
  '$m1',
  '$m2',
  `$\{v1}`,
  '$v2',
  '$1',
  '$2',
  '$sub',
)
const value = fc
  .array(piece, { maxLength: 3 })
  .map((pieces) => quoted(pieces.reduce(joined, '')))
  // Where a map changes a capture beside it, nginx has measured the value before that, and hangs up if it got longer.
  .filter((text) => !/\$(?:\d|sub)/.test(text) || !/\$\{?m\d/.test(text))

/** A variable before a letter needs its braces. */
function joined(before: string, next: string): string {
  return /^\w/.test(next) ? `${before.replace(/\$([a-z]\w*)$/, '$${$1}')}${next}` : before + next
}

/** Patterns for paths, hosts and origins, some with groups. */
const pattern = one(
  '\\.txt$',
  '^/a',
  '^/(?<sub>\\w+)/',
  '/(b|v1)',
  '^/api/(.*)$',
  '^https://(?<sub>[a-z]+)\\.a\\.test$',
  'https?://(.*)',
  '^(GET|POST)$',
  '^$',
  'a.test',
  '[[:upper:]]',
  '^/(?i)x',
).filter((source) => !source.includes('(?i)x'))

const headerName = one(
  'X-A',
  'X-B',
  'Access-Control-Allow-Origin',
  'Vary',
  'Cache-Control',
  'ETag',
  'Set-Cookie',
)
const addHeader = fc
  .tuple(headerName, value, fc.boolean())
  .map(([name, text, always]) => `add_header ${name} ${text}${always ? ' always' : ''};`)

const status = one(200, 204, 201, 301, 302, 307, 403, 404, 405, 422, 500, 503)
const giveBack = fc.oneof(
  status.map((code) => `return ${code};`),
  fc.tuple(status, value).map(([code, text]) => `return ${code} ${text};`),
  one(
    'return https://a.test$request_uri;',
    'return $scheme://b.test/;',
    'return 301 /a/;',
    'return 308 "/$host";',
  ),
)

const setVariable = fc.tuple(one('$v1', '$v2', '$args'), value).map(([name, text]) => `set ${name} ${text};`)

const rewriting = fc
  .tuple(
    one('^/a/(.*)$', '^/api/(\\w+)/(.*)$', '^/(?<sub>[a-z]+)$', '.*', 'b'),
    one(
      '/b.txt',
      '/api/$1',
      '/a/$2?x=$1',
      '/a/b?',
      '/none',
      'https://a.test/$1',
      '/$1?',
      '/$uri',
      '/a/?y=$uri&$args?',
    ),
    one('', ' last', ' break', ' redirect', ' permanent'),
  )
  .map(([from, to, flag]) => `rewrite ${quoted(from)} ${quoted(to)}${flag};`)

const condition = fc.oneof(
  one('$http_origin', '$v1', '$arg_answer', '$m1', '$is_args').map((name) => `(${name})`),
  fc
    .tuple(
      one('$request_method', '$http_origin', '$m1', '$host'),
      one('=', '!='),
      one('GET', 'OPTIONS', '"https://a.test"', '""', '$v1'),
    )
    .map(([name, sign, text]) => `(${name} ${sign} ${text})`),
  fc
    .tuple(one('$http_origin', '$request_method', '$uri', '$host'), one('~', '~*', '!~', '!~*'), pattern)
    .map(([name, sign, source]) => `(${name} ${sign} ${quoted(source)})`),
  one('(-f $request_filename)', '(!-e $request_filename)', '(-d FOLDER/files/a)'),
)

const rewriteCode = fc.oneof({ weight: 3, arbitrary: giveBack }, setVariable, rewriting, one('break;'))

const errorPage = fc.oneof(
  fc
    .tuple(
      one('404', '403 404', '500 502 503', '301 302', '405 413', '401'),
      one('', ' =200', ' =', ' =302', ' =404'),
      one('/b.txt', '/a/?x=1', '@named', 'https://a.test/error', '/none', '/api/there?answer=cors'),
    )
    .map(([codes, answer, target]) => `error_page ${codes}${answer} ${target};`),
  one('recursive_error_pages on;'),
)

const proxySetting = fc.oneof(
  fc
    .tuple(one('Host', 'X-Forwarded-Proto', 'X-V', 'Origin', 'Cookie', 'Connection'), value)
    .map(([name, text]) => `proxy_set_header ${name} ${text};`),
  one('proxy_set_header Host $host;', 'proxy_set_header Host $http_host;', 'proxy_set_header Origin "";'),
  one('Access-Control-Allow-Origin', 'Vary', 'Set-Cookie', 'X-Powered-By').map(
    (name) => `proxy_hide_header ${name};`,
  ),
  one('Server', 'X-Accel-Limit-Rate').map((name) => `proxy_pass_header ${name};`),
  one(
    'proxy_redirect off;',
    'proxy_redirect http://backend.test/ /;',
    'proxy_redirect ~^http://([^/]+)/(.*)$ https://$1.test/$2;',
    'proxy_redirect http://backend.test/there $scheme://$host/here;',
    'proxy_redirect / /prefix/;',
  ),
  one(
    'proxy_cookie_domain backend.test a.test;',
    'proxy_cookie_domain ~\\.?backend\\.test$ $host;',
    'proxy_cookie_domain off;',
  ),
  one(
    'proxy_cookie_path /app /;',
    'proxy_cookie_path ~^/(.*)$ /x/$1;',
    'proxy_cookie_path / "/; SameSite=None; Secure";',
  ),
  one(
    'proxy_cookie_flags sid secure samesite=none;',
    'proxy_cookie_flags ~. nohttponly nosecure;',
    'proxy_cookie_flags theme samesite=strict httponly;',
    'proxy_cookie_flags ~theme nosamesite;',
  ),
)

/** Directives that may stand in `http`, `server` and `location`, more than once or inherited. */
const inherited = fc.oneof(
  { weight: 6, arbitrary: addHeader },
  { weight: 2, arbitrary: errorPage },
  { weight: 3, arbitrary: proxySetting },
)

/** Directives that may stand there once. */
const once = one(
  'server_tokens off;',
  'absolute_redirect off;',
  'port_in_redirect off;',
  'server_name_in_redirect on;',
  'client_max_body_size 4;',
  'client_max_body_size 0;',
  'default_type application/json;',
  'root FOLDER/other;',
  'root FOLDER/files;',
  'index b.txt index.html;',
  'index none /api/there.json;',
  'proxy_intercept_errors on;',
  'proxy_method PUT;',
  'proxy_pass_request_headers off;',
  'auth_basic "closed $host";',
  'auth_basic off;',
  'auth_basic_user_file /none;',
  'deny all;',
  'allow 127.0.0.0/8;',
  'satisfy any;',
)
const nameOf = (directive: string): string => directive.split(' ', 1)[0] as string

/** Directives, of those that may stand once one of each; those at odds with each other are taken for one. */
function level(weight: number): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(
      fc.array(inherited, { maxLength: 2 + weight }),
      fc.uniqueArray(once, { maxLength: 2, selector: nameOf }),
    )
    .map(([many, single]) => [...single, ...withoutContradictions(many)])
}

/** `off` stands alone, and nginx refuses it beside others. */
function withoutContradictions(directives: readonly string[]): readonly string[] {
  return directives.filter((directive, index) => {
    const same = directives.slice(0, index).filter((each) => nameOf(each) === nameOf(directive))
    if (nameOf(directive) === 'recursive_error_pages') return same.length === 0
    if (directive.endsWith(' off;')) return same.length === 0
    return !same.some((each) => each.endsWith(' off;'))
  })
}

/** How a location proxies, by what kind of location it is. */
const proxyWithURI = one(
  'proxy_pass http://UPSTREAM/;',
  'proxy_pass http://UPSTREAM/base;',
  'proxy_pass http://UPSTREAM/base/?answer=cors&x=;',
)
const proxyWithout = one(
  'proxy_pass http://UPSTREAM;',
  'proxy_pass http://UPSTREAM;',
  'proxy_pass http://CLOSED;',
  'set $v1 UPSTREAM; proxy_pass http://$v1;',
  'proxy_pass http://pool;',
)

const ifInLocation = (hasNoAlias: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      condition,
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: addHeader },
          { weight: 3, arbitrary: rewriteCode },
          errorPage.filter((each) => !each.startsWith('recursive')),
        ),
        {
          maxLength: 3,
        },
      ),
      rarely(3, hasNoAlias ? fc.oneof(proxyWithout, one('root FOLDER/other;')) : proxyWithout),
    )
    .map(([test, body, end]) => `if ${test} { ${body.join(' ')} ${end.replace(/^set .*?;/, '')} }`)

const limitExcept = fc
  .tuple(one('GET', 'GET POST', 'OPTIONS'), one('deny all;', 'allow all;', 'auth_basic x;'))
  .map(([methods, body]) => `limit_except ${methods} { ${body} }`)

const tryFiles = one(
  'try_files $uri $uri/ =404;',
  'try_files $uri /b.txt;',
  'try_files $uri @named;',
  'try_files /none /api/there.json =500;',
  'try_files $uri $uri/index.html /none?x=$uri;',
)

interface Head {
  readonly text: string
  /** The path, for locations in it; null for patterns and exact ones. */
  readonly path: string | null
  readonly takesURI: boolean
}

const paths = ['/', '/a', '/a/', '/a/b', '/api/', '/api/v1/', '/b.txt', '/A'] as const

/** Heads of locations below a path. */
function headsBelow(parent: string): fc.Arbitrary<Head> {
  const below = paths.filter((path) => path.startsWith(parent))
  const kinds: fc.Arbitrary<Head>[] = [
    fc.tuple(one('~', '~*'), pattern).map(([sign, source]) => ({
      text: `${sign} ${quoted(source)}`,
      path: null,
      takesURI: false,
    })),
  ]
  if (below.length > 0) {
    kinds.push(
      one(...below).map((path) => ({ text: path, path, takesURI: true })),
      one(...below).map((path) => ({ text: `^~ ${path}`, path, takesURI: true })),
      one(...below).map((path) => ({ text: `= ${path}`, path: null, takesURI: true })),
    )
  }
  return fc.oneof(...kinds)
}

/** Of one path there is one location, and one that is exact. */
const identity = ({ text, path }: Head): string => path ?? text

function location(
  parent: string,
  depth: number,
): fc.Arbitrary<{ readonly head: Head; readonly text: string }> {
  return headsBelow(parent).chain((head) => {
    const hasAlias = rarely(10, one('alias FOLDER/files/;', 'alias FOLDER/files/b.txt;'))
    const inner = depth === 0 || head.path === null ? fc.constant('') : locations(head.path, depth - 1, 2)
    return fc
      .record({
        level: level(1),
        codes: fc.array(
          fc.oneof({ weight: 2, arbitrary: rewriteCode }, { weight: 3, arbitrary: ifInLocation(true) }),
          {
            maxLength: 2,
          },
        ),
        proxy: rarely(2, head.takesURI ? fc.oneof(proxyWithURI, proxyWithout) : proxyWithout),
        limit: rarely(8, limitExcept),
        tries: rarely(5, tryFiles),
        alias: hasAlias,
        internal: rarely(10, fc.constant('internal;')),
        inner,
      })
      .map((parts) => {
        const directives = parts.level.filter((each) => parts.alias === '' || !each.startsWith('root '))
        const body = [
          ...directives,
          ...parts.codes,
          parts.proxy,
          parts.limit,
          parts.tries,
          parts.alias,
          parts.internal,
          parts.inner,
        ]
        return { head, text: `location ${head.text} {\n${body.filter((each) => each !== '').join('\n')}\n}` }
      })
  })
}

function locations(parent: string, depth: number, maxLength: number): fc.Arbitrary<string> {
  return fc
    .uniqueArray(location(parent, depth), { maxLength, selector: ({ head }) => identity(head) })
    .map((all) => all.map(({ text }) => text).join('\n'))
}

/** A map that asks a map could run in a circle. */
const mapped = value.filter((text) => !/\$\{?m\d/.test(text))

const map = (name: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      one('$http_origin', '$request_method', '$host', '"$uri$is_args"', '$http_cookie'),
      fc.uniqueArray(
        fc.oneof(
          fc.tuple(one('https://a.test', 'GET', 'OPTIONS', 'a.test', '/b.txt', '""', '"\\\\~x"'), mapped),
          fc.tuple(
            pattern.map((source) => quoted(`~${source}`)),
            mapped,
          ),
          fc.tuple(
            pattern.map((source) => quoted(`~*${source}`)),
            mapped,
          ),
          fc.tuple(fc.constant('default'), mapped),
        ),
        { maxLength: 4, selector: ([key]) => key.toLowerCase() },
      ),
      fc.boolean(),
    )
    .map(([source, entries, isVolatile]) => {
      const lines = entries.map(([key, text]) => `${key} ${text};`)
      return `map ${source} $${name} {\n${isVolatile ? 'volatile;\n' : ''}${lines.join('\n')}\n}`
    })

const serverNames = one(
  '',
  'server_name a.test b.test;',
  'server_name *.a.test;',
  'server_name .b.test;',
  'server_name a.*;',
  'server_name ~^(?<sub>\\w+)\\.c\\.test$;',
  'server_name "";',
)

const ifInServer = fc
  .tuple(condition, fc.array(rewriteCode, { maxLength: 2 }))
  .map(([test, body]) => `if ${test} { ${body.join(' ')} }`)

const server = fc
  .record({
    names: serverNames,
    reading: rarely(
      4,
      one('merge_slashes off;', 'underscores_in_headers on;', 'ignore_invalid_headers off;'),
    ),
    level: level(1),
    codes: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.oneof(setVariable, ifInServer, ifInServer, rewriting), { maxLength: 2 }),
      },
    ),
    locations: locations('/', 1, 4),
    named: fc.tuple(level(0), fc.oneof(rewriteCode, proxyWithout, one('return 200 named;'))),
  })
  .map(({ names, reading, level: directives, codes, locations: inner, named: [namedLevel, namedEnd] }) => {
    const root = directives.some((each) => each.startsWith('root ')) ? '' : 'root FOLDER/files;'
    const named = `location @named {\n${namedLevel.join('\n')}\n${namedEnd}\n}`
    return [
      'server {',
      'listen 127.0.0.1:PORT;',
      names,
      reading,
      root,
      ...directives,
      ...codes,
      inner,
      named,
      '}',
    ].join('\n')
  })

/** What stands in `http`. Every variable is there, so that values may use it. */
export const configuration: fc.Arbitrary<string> = fc
  .tuple(level(0), map('m1'), map('m2'), fc.array(server, { minLength: 1, maxLength: 2 }))
  .map(([directives, m1, m2, servers]) =>
    [
      ...directives.filter((each) => !each.includes('$1')),
      // Without max_fails=0, nginx would leave the first one out for some time: state, which the model has none of.
      'upstream pool { server CLOSED max_fails=0; server UPSTREAM backup; }',
      m1,
      m2,
      ...servers,
      // Defines what values use, in a server that nobody asks for: the first one is the default.
      'server { listen 127.0.0.1:PORT; server_name defines.test; set $v1 ""; set $v2 ""; if ($uri ~ "(?<sub>x)") { } }',
    ].join('\n'),
  )

const query = one(
  '',
  '',
  '?a=1',
  '?answer=cors',
  '?answer=cookies',
  '?answer=own',
  '?status=302&answer=absolute',
  '?status=301&answer=relative',
  '?answer=upstream&status=307',
  '?answer=refresh',
  '?answer=accel',
  '?status=404&answer=cors',
  '?status=500',
  '?status=401',
  '?status=204',
)
const path = one(
  '/',
  '/a',
  '/a/',
  '/a/b',
  '/a/b.txt',
  '/a/none',
  '/api',
  '/api/',
  '/api/v1/x',
  '/api/there.json',
  '/b.txt',
  '/A/B.TXT',
  '/a%20b/%3Cx%3E',
  '/a//b.txt',
  '/api/%2Fa+b',
  '/empty',
  '/empty/',
  '/inside',
  '/%zz',
)

const asked: fc.Arbitrary<Asked> = fc
  .record({
    method: one('GET', 'GET', 'OPTIONS', 'POST', 'HEAD', 'DELETE', 'PUT'),
    path: fc.tuple(path, query).map((both) => both.join('')),
    host: one('localhost', 'a.test', 'x.a.test', 'b.test:8080', 'y.b.test', 'a.org', 'sub.c.test', 'a.test.'),
    origin: fc.option(one('https://a.test', 'https://sub.a.test', 'http://evil.test', 'null'), { nil: null }),
    cookie: fc.option(one('sid=1; theme=dark', 'other=2'), { nil: null }),
    more: fc.option(one(['x_under', '1'] as const, ['x-forwarded-for', '10.0.0.1'] as const), { nil: null }),
    body: one('', 'abc', 'abcdef'),
  })
  .map(({ method, path: where, host, origin, cookie, more, body }) => {
    const sent = method === 'POST' || method === 'PUT' ? body : ''
    const headers: (readonly [string, string])[] = [['host', host]]
    if (origin !== null) headers.push(['origin', origin])
    if (cookie !== null) headers.push(['cookie', cookie])
    if (more !== null) headers.push(more)
    if (method === 'POST' || method === 'PUT') headers.push(['content-length', String(sent.length)])
    return { method, path: where, headers, body: sent }
  })

export const requests: fc.Arbitrary<readonly Asked[]> = fc.array(asked, {
  minLength: 1,
  maxLength: 24,
  size: 'max',
})
