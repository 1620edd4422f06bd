import { createServer as createHTTPServer, type Server } from 'node:http'
import { createServer as createHTTPSServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeTransport } from '../../src/drivers/node-transport'
import type { Transport } from '../../src/drivers/transport'
import type { WireRequest } from '../../src/fetch/response'
import { ConfigError } from '../../src/infra/config-error'
import { createCertificate } from './certificate'
import { answering, type RawServer, rawServer } from './raw-server'
import { wireRequest } from './wire'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function using(server: RawServer | Promise<RawServer>): Promise<RawServer> {
  const opened = await server
  closing.push(opened.close)
  return opened
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  server.closeAllConnections?.()
  return (server.address() as AddressInfo).port
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'
const quick = nodeTransport({ timeoutMs: 10_000 })
const ask = (transport: Transport, url: string): Promise<unknown> => transport(wireRequest(url), null)

describe('what goes on the wire', () => {
  async function written(
    path: string,
    ...rest: [string?, [string, string][]?, (string | null)?]
  ): Promise<string> {
    const server = await using(answering(ok))
    await quick(wireRequest(`${server.origin}${path}`, ...rest), null)
    return (server.received[0] as string).replaceAll(String(server.port), 'PORT')
  }
  const head = (line: string, ...lines: string[]): string =>
    [line, 'Host: 127.0.0.1:PORT', 'Connection: close', ...lines, '', ''].join('\r\n')

  it('is the request, Host and Connection, and nothing else', async () => {
    expect(await written('/a?b#c')).toBe(head('GET /a?b HTTP/1.1'))
  })

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'CHICKEN', 'patch', 'PATCH', 'get'])(
    'is the method %s as it is written, with no length that nobody asked for',
    async (method) => {
      expect(await written('/', method)).toBe(head(`${method} / HTTP/1.1`))
    },
  )

  it('has headers in order, in the case that browsers use, each on its line, bytes as they are', async () => {
    const headers: [string, string][] = [
      ['origin', 'https://app.example.com'],
      ['access-control-request-method', 'PUT'],
      ['sec-fetch-mode', 'cors'],
      ['sec-ch-ua', '"corsac"'],
      ['sec-websocket-key', 'x'],
      ['dnt', '1'],
      ['cookie', 'a=1; b=2'],
      ['x-a', '1'],
      ['x-latin1', '\xe9\x80\xff'],
      ['x-tab', 'a\tb'],
      ['x-empty', ''],
      ['x-a', '2'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]
    expect(await written('/', 'OPTIONS', headers)).toBe(
      head(
        'OPTIONS / HTTP/1.1',
        'Origin: https://app.example.com',
        'Access-Control-Request-Method: PUT',
        'Sec-Fetch-Mode: cors',
        'sec-ch-ua: "corsac"',
        'Sec-WebSocket-Key: x',
        'DNT: 1',
        'Cookie: a=1; b=2',
        // Node writes lines of one name side by side.
        'X-A: 1',
        'X-A: 2',
        'X-Latin1: \xe9\x80\xff',
        'X-Tab: a\tb',
        'X-Empty: ',
        '__proto__: p',
        'Constructor: c',
      ),
    )
  })

  it('has the body byte for byte, with its length', async () => {
    const body = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')
    const request = head('POST / HTTP/1.1', 'Content-Length: 256')
    expect(await written('/', 'POST', [], body)).toBe(request + body)
    expect(await written('/', 'POST', [['content-length', '256']], body)).toBe(request + body)
  })

  it('says the length of no body where the kernel does', async () => {
    const request = head('POST / HTTP/1.1', 'Content-Length: 0')
    expect(await written('/', 'POST', [['content-length', '0']])).toBe(request)
    expect(await written('/', 'POST', [], '')).toBe(request)
  })

  it.each([
    { desc: 'a method that is no token', request: wireRequest('http://h/', 'GET / HTTP/1.1\r\nX: ') },
    { desc: 'an empty method', request: wireRequest('http://h/', '') },
    { desc: 'CONNECT', request: wireRequest('http://h/', 'CONNECT') },
    { desc: 'a value with CR and LF', request: wireRequest('http://h/', 'GET', [['a', '1\r\nb: 2']]) },
    { desc: 'a value with CR', request: wireRequest('http://h/', 'GET', [['a', '1\r2']]) },
    { desc: 'a value with NUL', request: wireRequest('http://h/', 'GET', [['a', '1\0']]) },
    { desc: 'a value that Node cannot write', request: wireRequest('http://h/', 'GET', [['a', '\x01']]) },
    { desc: 'a value that is no byte string', request: wireRequest('http://h/', 'GET', [['a', '\u010a']]) },
    { desc: 'a name with a space', request: wireRequest('http://h/', 'GET', [['a b', '1']]) },
    { desc: 'a name with a colon', request: wireRequest('http://h/', 'GET', [['a:b', '1']]) },
    { desc: 'a name with a line break', request: wireRequest('http://h/', 'GET', [['a\r\nb', '1']]) },
    { desc: 'an empty name', request: wireRequest('http://h/', 'GET', [['', '1']]) },
    { desc: 'a second Host', request: wireRequest('http://h/', 'GET', [['host', 'other']]) },
    {
      desc: 'a transfer encoding',
      request: wireRequest('http://h/', 'POST', [['transfer-encoding', 'chunked']], 'x'),
    },
    { desc: 'an upgrade', request: wireRequest('http://h/', 'GET', [['upgrade', 'h2c']]) },
    { desc: 'a wrong length', request: wireRequest('http://h/', 'POST', [['content-length', '5']], 'x') },
    { desc: 'a length and no body', request: wireRequest('http://h/', 'POST', [['content-length', '5']]) },
    {
      desc: 'two lengths',
      request: wireRequest(
        'http://h/',
        'POST',
        [
          ['content-length', '1'],
          ['content-length', '1'],
        ],
        'x',
      ),
    },
    { desc: 'a body that is text', request: wireRequest('http://h/', 'POST', [], '\u20ac') },
    {
      desc: 'a stream',
      request: { ...wireRequest('http://h/', 'POST'), body: { kind: 'stream', ref: 1 } as const },
    },
    { desc: 'a URL that is not of HTTP', request: wireRequest('ftp://h/') },
  ])('is nothing at all for $desc', async ({ request }: { request: WireRequest }) => {
    let asked = false
    const transport = nodeTransport({
      resolve: () => {
        asked = true
        return '127.0.0.1'
      },
    })
    await expect(transport(request, null)).rejects.toMatchObject({
      name: 'TransportError',
      code: 'invalid-request',
    })
    expect(asked).toBe(false)
  })
})

describe('what comes back', () => {
  it('has header lines in order with their duplicates, and names that every object has', async () => {
    const server = await using(
      answering(
        'HTTP/1.1 200 Fine\r\nAccess-Control-Allow-Origin: a\r\nSet-Cookie: a=1\r\naccess-control-allow-origin: b\r\n' +
          'Age: 1\r\nAge: 2\r\n__proto__: p\r\nconstructor: \r\nSet-Cookie: b=2\r\nX-L: \xe9\r\nContent-Length: 3\r\n\r\n\0\xe9\xff',
      ),
    )
    expect(await ask(quick, server.origin)).toEqual({
      status: 200,
      statusText: 'Fine',
      headerList: [
        { name: 'access-control-allow-origin', value: 'a' },
        { name: 'set-cookie', value: 'a=1' },
        { name: 'access-control-allow-origin', value: 'b' },
        { name: 'age', value: '1' },
        { name: 'age', value: '2' },
        { name: '__proto__', value: 'p' },
        { name: 'constructor', value: '' },
        { name: 'set-cookie', value: 'b=2' },
        { name: 'x-l', value: '\xe9' },
        { name: 'content-length', value: '3' },
      ],
      body: { kind: 'bytes', bytes: '\0\xe9\xff' },
    })
  })

  it('is not decoded', async () => {
    const server = await using(
      answering('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8bzz'),
    )
    expect(await ask(quick, server.origin)).toMatchObject({ body: { bytes: '\x1f\x8bzz' } })
  })

  it('is a redirect where the server redirects', async () => {
    const server = await using(answering('HTTP/1.1 307 Away\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'))
    expect(await ask(quick, `${server.origin}/a`)).toMatchObject({
      status: 307,
      headerList: [
        { name: 'location', value: '/b' },
        { name: 'content-length', value: '0' },
      ],
    })
    expect(server.received).toHaveLength(1)
  })

  it.each([
    { desc: '204', status: 204 },
    { desc: '205', status: 205 },
    { desc: '304', status: 304 },
  ])('has no body with $desc', async ({ status }) => {
    const server = await using(answering(`HTTP/1.1 ${status} X\r\nX: 1\r\n\r\n`))
    expect(await ask(quick, server.origin)).toMatchObject({ status, body: null })
  })

  it('has no body after HEAD, whatever length the header tells', async () => {
    const server = await using(answering('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n', false))
    expect(await quick(wireRequest(server.origin, 'HEAD'), null)).toMatchObject({ status: 200, body: null })
  })

  it('does not keep the connection', async () => {
    const server = await using(
      answering('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi', false),
    )
    await ask(quick, server.origin)
    await ask(quick, server.origin)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(server.received).toHaveLength(2)
    expect(server.open()).toBe(0)
  })

  it('comes from a real server of Node, whose own headers are there', async () => {
    const port = await listening(
      createHTTPServer((request, response) => {
        response.writeHead(201, ['X-B', '1', 'X-A', '2', 'x-b', '3'])
        response.end(`${request.method} ${request.url} ${request.rawHeaders.join('|')}`)
      }),
    )
    const response = await quick(
      wireRequest(`http://127.0.0.1:${port}/q?`, 'PUT', [['origin', 'null']], 'x'),
      null,
    )
    expect(response.status).toBe(201)
    expect(response.headerList.slice(0, 3).map(({ name, value }) => `${name}:${value}`)).toEqual([
      'x-b:1',
      'x-a:2',
      'x-b:3',
    ])
    expect(response.headerList.map(({ name }) => name)).toContain('date')
    expect(response.body).toEqual({
      kind: 'bytes',
      bytes: `PUT /q? Host|127.0.0.1:${port}|Connection|close|Origin|null|Content-Length|1`,
    })
  })
})

describe('where it goes', () => {
  it('is where resolve says, while Host keeps to the URL', async () => {
    const server = await using(answering(ok))
    const asked: unknown[] = []
    const transport = nodeTransport({
      resolve: async (hostname, port) => {
        asked.push([hostname, port])
        return { address: '127.0.0.1', port: server.port }
      },
    })
    await ask(transport, 'http://api.example.com/')
    await ask(transport, 'http://[2001:db8::1]:8080/')
    expect(asked).toEqual([
      ['api.example.com', 80],
      ['2001:db8::1', 8080],
    ])
    expect(server.received[0]).toContain('\r\nHost: api.example.com\r\n')
    expect(server.received[1]).toContain('\r\nHost: [2001:db8::1]:8080\r\n')
  })

  it('keeps the port where resolve gives an address only', async () => {
    const server = await using(answering(ok))
    await ask(nodeTransport({ resolve: () => '127.0.0.1' }), `http://api.example.com:${server.port}/`)
    expect(server.received).toHaveLength(1)
  })

  it.each(['localhost', 'app.localhost', 'a.b.localhost', 'localhost.'])(
    'is the loopback interface for %s, whatever the system says',
    async (hostname) => {
      const server = await using(answering(ok))
      expect(await ask(quick, `http://${hostname}:${server.port}/`)).toMatchObject({ status: 200 })
      expect(server.received[0]).toContain(`\r\nHost: ${hostname}:${server.port}\r\n`)
    },
  )

  it('is nowhere if nobody listens', async () => {
    const server = await answering(ok)
    await server.close()
    for (const hostname of ['127.0.0.1', 'localhost']) {
      await expect(ask(quick, `http://${hostname}:${server.port}/`)).rejects.toMatchObject({
        code: 'refused',
        message: `Nothing listens at ${hostname}:${server.port} (ECONNREFUSED).`,
      })
    }
  })

  it('is nowhere if the name has no address', async () => {
    // Names below `invalid` never have one, and Node refuses this one without asking: it is too long.
    const hostname = `${'a'.repeat(64)}.invalid`
    await expect(ask(quick, `http://${hostname}/`)).rejects.toMatchObject({ code: 'dns' })
  })

  it.each<{ desc: string; resolve: () => unknown; says: string }>([
    {
      desc: 'throws',
      resolve: () => {
        throw new Error('no such host')
      },
      says: 'resolve() threw Error: no such host for a.example.',
    },
    {
      desc: 'rejects',
      resolve: () => Promise.reject(new Error('gone')),
      says: 'resolve() threw Error: gone',
    },
    { desc: 'gives an empty address', resolve: () => '', says: 'resolve() gave no address' },
    { desc: 'gives a number', resolve: () => 7, says: 'resolve() gave no address' },
    {
      desc: 'gives no port',
      resolve: () => ({ address: '127.0.0.1', port: 0 }),
      says: 'resolve() gave no address',
    },
    {
      desc: 'gives too large a port',
      resolve: () => ({ address: '127.0.0.1', port: 65536 }),
      says: 'resolve() gave no address',
    },
  ])('is nowhere if resolve $desc', async ({ resolve, says }) => {
    const transport = nodeTransport({ resolve: resolve as () => string })
    await expect(ask(transport, 'http://a.example/')).rejects.toMatchObject({
      code: 'dns',
      message: expect.stringContaining(says),
    })
  })

  it('is nowhere after resolve has taken too long', async () => {
    const transport = nodeTransport({ resolve: () => new Promise(() => {}), timeoutMs: 50 })
    await expect(ask(transport, 'http://a.example/')).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('looking up the name'),
    })
  })
})

describe('a signal', () => {
  it('that is aborted before keeps it from connecting', async () => {
    const server = await using(answering(ok))
    const reason = new Error('enough')
    await expect(quick(wireRequest(server.origin), AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(server.received).toHaveLength(0)
  })

  it('closes the connection, whatever it was waiting for', async () => {
    for (const bytes of ['', 'HTTP/1.1 200 OK\r\nX: ', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi']) {
      const controller = new AbortController()
      const server = await using(
        rawServer((socket) => {
          socket.write(bytes)
          setTimeout(() => controller.abort(), 20)
        }),
      )
      await expect(quick(wireRequest(server.origin), controller.signal)).rejects.toMatchObject({
        name: 'AbortError',
      })
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(server.open()).toBe(0)
    }
  })
})

describe('TLS', () => {
  const authority = createCertificate({ names: ['corsac test authority'], isAuthority: true })
  const other = createCertificate({ names: ['another authority'], isAuthority: true })
  const names = ['api.example.com', '*.wild.example.com', 'localhost']
  const good = createCertificate({ names, issuer: authority })
  const year = 365 * 86_400_000

  async function serve(certificate: { cert: string; key: string }): Promise<number> {
    return listening(
      createHTTPSServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
        response.end(`${(request.socket as { servername?: string }).servername} ${request.headers.host}`)
      }),
    )
  }
  const to = (port: number, tls: { ca?: string; rejectUnauthorized?: boolean } = {}): Transport =>
    nodeTransport({ resolve: () => ({ address: '127.0.0.1', port }), tls, timeoutMs: 10_000 })

  it('is spoken where the URL says https, with the name of the URL', async () => {
    const transport = to(await serve(good), { ca: authority.cert })
    expect(await ask(transport, 'https://api.example.com/')).toMatchObject({
      body: { bytes: 'api.example.com api.example.com' },
    })
    expect(await ask(transport, 'https://a.wild.example.com/')).toMatchObject({ status: 200 })
    expect(await ask(transport, 'https://localhost:8443/')).toMatchObject({ status: 200 })
  })

  const long = Date.now() - year
  it.each([
    {
      desc: 'expired',
      certificate: { names, issuer: authority, notBefore: new Date(long), notAfter: new Date(long + 1000) },
      says: 'expired (CERT_HAS_EXPIRED)',
    },
    {
      desc: 'not valid yet',
      certificate: {
        names,
        issuer: authority,
        notBefore: new Date(Date.now() + year),
        notAfter: new Date(Date.now() + 2 * year),
      },
      says: 'not valid yet (CERT_NOT_YET_VALID)',
    },
    { desc: 'self-signed', certificate: { names }, says: 'self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)' },
    {
      desc: 'from an authority nobody knows',
      certificate: { names, issuer: other },
      says: 'unknown authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    },
    {
      desc: 'for another name',
      certificate: { names: ['other.example.com'], issuer: authority },
      says: 'for other names (ERR_TLS_CERT_ALTNAME_INVALID)',
    },
  ])('fails with a certificate that is $desc, and says so', async ({ certificate, says }) => {
    const port = await serve(createCertificate(certificate))
    await expect(ask(to(port, { ca: authority.cert }), 'https://api.example.com/')).rejects.toMatchObject({
      code: 'tls',
      message:
        `No TLS connection to api.example.com: its certificate ${says.startsWith('unknown') ? 'comes from an' : 'is'} ${says}.`.replace(
          'is expired',
          'has expired',
        ),
    })
    // And nobody looks where nobody should.
    expect(await ask(to(port, { rejectUnauthorized: false }), 'https://api.example.com/')).toMatchObject({
      status: 200,
    })
  })

  it('checks an IP address as one, which these certificates are not for', async () => {
    const transport = to(await serve(good), { ca: authority.cert })
    await expect(ask(transport, 'https://127.0.0.1/')).rejects.toMatchObject({ code: 'tls' })
  })

  it('fails with a server that speaks plain HTTP', async () => {
    const port = await listening(createHTTPServer())
    await expect(ask(to(port), 'https://api.example.com/')).rejects.toMatchObject({
      code: 'tls',
      message: expect.stringContaining('wrong version number'),
    })
  })

  it('fails with a server that never answers the handshake', async () => {
    const { port } = await using(rawServer(() => {}))
    const transport = nodeTransport({ resolve: () => ({ address: '127.0.0.1', port }), timeoutMs: 100 })
    await expect(ask(transport, 'https://a.example/')).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('in the TLS handshake'),
    })
  })

  it('is not spoken where the URL says http, which a TLS server does not understand', async () => {
    const port = await serve(good)
    await expect(ask(to(port), 'http://api.example.com/')).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('options', () => {
  it('are checked all at once', () => {
    try {
      nodeTransport({
        timeoutMs: -1,
        maxHeaderBytes: 1.5,
        maxBodyBytes: '1',
        resolve: 'x',
        tls: { cert: '', ca: 'no PEM', rejectUnauthorized: 'no' },
        timeout: 1,
      } as never)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as ConfigError).issues.map(({ path }) => path)).toEqual([
        'timeout',
        'resolve',
        'tls.cert',
        'tls.rejectUnauthorized',
        'timeoutMs',
        'maxHeaderBytes',
        'maxBodyBytes',
        'tls.ca',
      ])
    }
  })

  it.each([null, 'x', 7])('are an object, and not %s', (options) => {
    expect(() => nodeTransport(options as never)).toThrowError(ConfigError)
  })

  it.each([2 ** 31, 0, Number.NaN])('do not take %d ms for a time to wait', (timeoutMs) => {
    expect(() => nodeTransport({ timeoutMs })).toThrowError(ConfigError)
  })

  it('take Infinity for no limit', async () => {
    const server = await using(answering(ok))
    const transport = nodeTransport({ timeoutMs: Infinity, maxHeaderBytes: Infinity, maxBodyBytes: Infinity })
    expect(await ask(transport, server.origin)).toMatchObject({ status: 200 })
  })
})
