import { describe, expect, it } from 'vitest'
import { TransportError } from '../../../src/drivers/transport'
import type { WireRequest } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { ConfigError } from '../../../src/infra/config-error'
import { parseURL } from '../../../src/origin/url-record'
import { answer, chain } from '../../../src/servers/middleware'
import { type NginxOptions, nginx, parseNginx, place } from '../../../src/servers/nginx'

function to(href: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): WireRequest {
  const url = parseURL(href)
  if (url === null) throw new Error(`no URL: ${href}`)
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return { method, url, headerList, body: null }
}

const read = (
  server: string,
  request: WireRequest,
  name: string,
  options: NginxOptions = {},
): string | null => getHeader(nginx(server, options)(request).headerList, name)

describe('what the model does not know', () => {
  const { unknownDirectives, unknownVariables } = nginx(`
    worker_processes 4;
    http {
      include mime.types;
      access_log off;
      server {
        more_set_headers "X-A: 1"; auth_request /auth;
        location / { expires 1h; access_by_lua_block { ngx.exit(403) } add_header X-A "$request_id $geo"; return 200; }
      }
    }`)

  it('is named with its place, and what has no bearing is not', () => {
    expect(unknownDirectives.map(({ name, span }) => `${name} ${place(span)}`)).toEqual([
      'include mime.types nginx.conf:4:7',
      'more_set_headers nginx.conf:7:9',
      'auth_request nginx.conf:7:36',
      'expires nginx.conf:8:22',
      'access_by_lua_block nginx.conf:8:34',
    ])
  })

  it('is empty where it is a variable', () => {
    expect(unknownVariables.map(({ name }) => name)).toEqual(['request_id', 'geo'])
  })
})

describe('add_header_inherit', () => {
  const server = (mode: string): string =>
    `server { add_header X-A 1; location / { add_header_inherit ${mode}; add_header X-B 2; return 200; } }`
  const rows = [
    { mode: 'merge', above: '1', desc: 'merge adds those of the level above' },
    { mode: 'on', above: null, desc: 'on is how it always was' },
    { mode: 'off', above: null, desc: 'off takes the own ones only' },
  ] as const
  for (const { mode, above, desc } of rows) {
    it(desc, () => {
      const request = to('http://a.test/')
      expect(read(server(mode), request, 'x-a', { version: '1.29.3' })).toBe(above)
      expect(read(server(mode), request, 'x-b', { version: '1.29.3' })).toBe('2')
    })
  }

  it('off inherits nothing even where there are no own ones', () => {
    const text = 'server { add_header X-A 1; location / { add_header_inherit off; return 200; } }'
    expect(read(text, to('http://a.test/'), 'x-a', { version: '1.31.0' })).toBeNull()
  })

  it('is refused by versions that have none, and the error says so', () => {
    expect(() => nginx(server('merge'))).toThrow(/needs nginx 1\.29\.3, and the version is 1\.22\.1/)
    expect(() => nginx(server('merge'), { version: '1.29.2' })).toThrow(ConfigError)
  })
})

describe('connections', () => {
  const tls =
    'server { listen 80; return 301 https://$host$request_uri; } server { listen 443 ssl; location / { add_header X-A $scheme; return 200; } }'

  it('TLS ends here', () => {
    expect(read(tls, to('https://a.test/'), 'x-a')).toBe('https')
    expect(read(tls, to('http://a.test/b'), 'location')).toBe('https://a.test/b')
  })

  it('an upstream learns of TLS only from a header', () => {
    const app = (request: WireRequest) =>
      answer(200, { 'x-seen': `${request.url.href} ${getHeader(request.headerList, 'x-forwarded-proto')}` })
    const text = `server { listen 443 ssl; location /api/ { proxy_pass http://app:3000/;
      proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; } }`
    const seen = read(text, to('https://a.test/api/x'), 'x-seen', { upstreams: { 'app:3000': app } })
    expect(seen).toBe('http://a.test/x https')
  })

  it('plain http on a port of TLS is a 400', () => {
    expect(nginx(tls)(to('http://a.test:443/')).status).toBe(400)
  })

  it('nobody listens', () => {
    expect(() => nginx(tls)(to('http://a.test:81/'))).toThrow(TransportError)
  })

  it('TLS is not spoken', () => {
    expect(() => nginx('server { listen 8443; }')(to('https://a.test:8443/'))).toThrow(/does not speak TLS/)
  })

  it('return 444 hangs up', () => {
    expect(() => nginx('server { return 444; }')(to('http://a.test/'))).toThrow(TransportError)
  })

  it('a published port leads to another', () => {
    const request = to('http://localhost:8080/')
    expect(nginx('server { location / { return 200; } }', { ports: { 8080: 80 } })(request).status).toBe(200)
  })
})

describe('upstreams', () => {
  const text = 'upstream pool { server a:1; server b:1; } server { location / { proxy_pass http://pool; } }'
  const rows = [
    {
      desc: 'the first that answers',
      upstreams: { 'a:1': 'refused', 'b:1': () => answer(201) },
      status: 201,
    },
    { desc: 'by the name of the block', upstreams: { pool: () => answer(202) }, status: 202 },
    { desc: 'nobody', upstreams: { 'a:1': 'refused', 'b:1': 'refused' }, status: 502 },
    { desc: 'too late', upstreams: { 'a:1': 'timeout', 'b:1': 'timeout' }, status: 504 },
    {
      desc: 'a connection that breaks',
      upstreams: {
        pool: () => {
          throw new TransportError('closed', 'gone')
        },
      },
      status: 502,
    },
  ] as const
  for (const { desc, upstreams, status } of rows) {
    it(desc, () => expect(nginx(text, { upstreams })(to('http://a.test/')).status).toBe(status))
  }

  it('that nobody gave are all named', () => {
    const both =
      'server { location / { proxy_pass http://a:1; } location /b { if ($host) { proxy_pass http://b:2; } } }'
    expect(() => nginx(both)).toThrow(/upstreams\["a:1"\] is missing[\s\S]*upstreams\["b:2"\] is missing/)
  })

  it('a mistake of the application is not hidden as a 502', () => {
    const upstreams = {
      pool: () => {
        throw new RangeError('a mistake')
      },
    }
    expect(() => nginx(text, { upstreams })(to('http://a.test/'))).toThrow(RangeError)
  })

  it('may be a chain of layers', () => {
    const app = chain(
      (next) => (request) => ({ ...next(request), status: 418 }),
      () => answer(200),
    )
    expect(nginx(text, { upstreams: { pool: app } })(to('http://a.test/')).status).toBe(418)
  })
})

describe('the handler', () => {
  it('answers the same request always in the same way, and changes nothing of it', () => {
    const server = nginx(
      'map $http_origin $cors { ~^(https://.*)$ $1; } server { location / { set $a $cors; add_header X-A $a; return 404; } }',
    )
    const request = Object.freeze(to('http://a.test/', 'GET', { origin: 'https://a.test' }))
    expect(server(request)).toEqual(server(request))
  })

  it('takes a parsed configuration, and keeps it', () => {
    const configuration = parseNginx('server { return 200; }')
    expect(nginx(configuration).configuration).toBe(configuration)
  })

  const runaways = [
    {
      desc: 'a value that doubles again and again',
      text: `server { set $a ab; ${'set $a "$a$a"; '.repeat(60)} return 200 $a; }`,
      message: /longer than 16777216 bytes in one request/,
    },
    {
      desc: 'maps that ask others twice each',
      text: `${Array.from({ length: 40 }, (_, i) => `map $host $v${i + 1} { volatile; default "$v${i}$v${i}"; }`).join('\n')} map $host $v0 { default ""; } server { return 200 $v40; }`,
      message: /more than 100000 maps are asked in one request/,
    },
  ]
  for (const { desc, text, message } of runaways) {
    it(`${desc} is an error, and no end of waiting`, () => {
      const server = nginx(text)
      expect(() => server(to('http://a.test/'))).toThrow(ConfigError)
      expect(() => server(to('http://a.test/'))).toThrow(message)
    })
  }

  it('a map that asks itself comes to an end', () => {
    const text = 'map $host $m { default "x$m"; } server { location / { add_header X-A "$m"; return 200; } }'
    // As a real one has it.
    expect(read(text, to('http://a.test/'), 'x-a')).toBe('x'.repeat(100))
  })
})
