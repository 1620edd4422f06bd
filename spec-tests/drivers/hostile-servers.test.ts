/**
 * Servers that mean harm, or are broken, asked by a browser over real sockets. Whatever they do, the fetch
 * ends soon, in a network error that says why, and nothing of theirs is left behind.
 */
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeTransport } from '../../src/drivers/node-transport'
import { type CreateRequestInit, createRequest } from '../../src/fetch/create-request'
import type { ResponseRecord } from '../../src/fetch/response'
import { Browser } from '../../src/page/browser'
import { type RawServer, rawServer } from './raw-server'

const allowed = 'Access-Control-Allow-Origin: http://app.example.com\r\n'
const ok = `HTTP/1.1 200 OK\r\n${allowed}Content-Length: 2\r\n\r\nhi`

let servers: RawServer[] = []
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

interface Outcome {
  readonly response: ResponseRecord
  /** `step: cause` of a network error. */
  readonly why: string
  readonly milliseconds: number
  readonly server: RawServer
}

async function fetchFrom(
  onRequest: (socket: Socket, head: string) => void,
  init: Partial<CreateRequestInit> = {},
  timeoutMs = 10_000,
): Promise<Outcome> {
  const server = await rawServer(onRequest)
  servers.push(server)
  const transport = nodeTransport({ timeoutMs, maxBodyBytes: 1024 * 1024 })
  const browser = new Browser({ profile: 'chromium', transport })
  const began = performance.now()
  const response = await browser.perform(
    createRequest({ client: 'http://app.example.com/', url: `${server.origin}/start`, ...init }),
  )
  const milliseconds = performance.now() - began
  expect(browser.recordings).toHaveLength(1)
  const why = response.type === 'error' ? `${response.reason.step}: ${response.reason.evidence.actual}` : ''
  return { response, why, milliseconds, server }
}

/** Waits until the other side has hung up on everything. */
async function allClosed(server: RawServer): Promise<void> {
  for (let i = 0; i < 100 && server.open() > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(server.open()).toBe(0)
}

/** Writes a piece again and again for as long as anybody reads, and counts its bytes. */
function flood(socket: Socket, piece: string): () => number {
  const write = (): void => {
    while (!socket.destroyed && socket.write(piece)) {
      // Until the buffer is full.
    }
  }
  socket.on('drain', write)
  write()
  return () => socket.bytesWritten
}

describe('a server without end', () => {
  it('of redirects', async () => {
    let count = 0
    const { response, why, server } = await fetchFrom((socket) => {
      count++
      socket.end(`HTTP/1.1 302 Found\r\n${allowed}Location: /${count}\r\nContent-Length: 0\r\n\r\n`)
    })
    expect(response.type).toBe('error')
    expect(why).toContain('http-redirect-fetch/too-many-redirects')
    expect(count).toBe(21)
    await allClosed(server)
  })

  it.each([
    {
      desc: 'of one header',
      head: 'HTTP/1.1 200 OK\r\nX: ',
      piece: 'a'.repeat(65_536),
      cause: 'header-overflow: ',
    },
    {
      desc: 'of headers',
      head: 'HTTP/1.1 200 OK\r\n',
      piece: 'X-Header: value\r\n'.repeat(4000),
      cause: 'header-overflow: ',
    },
    {
      desc: 'of the smallest headers',
      head: 'HTTP/1.1 200 OK\r\n',
      piece: 'a:\r\n'.repeat(16_000),
      cause: 'header-overflow: ',
    },
    {
      desc: 'of a header name',
      head: 'HTTP/1.1 200 OK\r\n',
      piece: 'a'.repeat(65_536),
      cause: 'header-overflow: ',
    },
    {
      desc: 'of a status text',
      head: 'HTTP/1.1 200 ',
      piece: 'a'.repeat(65_536),
      cause: 'header-overflow: ',
    },
    {
      desc: 'of body',
      head: `HTTP/1.1 200 OK\r\n${allowed}\r\n`,
      piece: 'a'.repeat(65_536),
      cause: 'body-overflow: ',
    },
    {
      desc: 'of chunks',
      head: `HTTP/1.1 200 OK\r\n${allowed}Transfer-Encoding: chunked\r\n\r\n`,
      piece: `100\r\n${'a'.repeat(256)}\r\n`.repeat(200),
      cause: 'body-overflow: ',
    },
    {
      desc: 'of a chunk extension',
      head: `HTTP/1.1 200 OK\r\n${allowed}Transfer-Encoding: chunked\r\n\r\n1;`,
      piece: 'a'.repeat(65_536),
      cause: 'invalid-response: ',
    },
    {
      desc: 'of trailers',
      head: `HTTP/1.1 200 OK\r\n${allowed}Transfer-Encoding: chunked\r\n\r\n0\r\n`,
      piece: 'X-Trailer: value\r\n'.repeat(4000),
      cause: 'header-overflow: ',
    },
  ])('$desc is cut off', async ({ head, piece, cause }) => {
    let written = (): number => 0
    const { why, server } = await fetchFrom((socket) => {
      socket.write(head)
      written = flood(socket, piece)
    })
    // Which is not the timeout: the limit was met before.
    expect(why).toContain(`http-network-fetch/connection-failed: ${cause}`)
    await allClosed(server)
    // What was read, and what lay in the buffers of the two sockets.
    expect(written()).toBeLessThan(32 * 1024 * 1024)
  })

  it('of interim responses is cut off by the time', async () => {
    const piece = 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(2000)
    const { why, milliseconds, server } = await fetchFrom((socket) => flood(socket, piece), {}, 400)
    expect(why).toContain('http-network-fetch/connection-failed: timeout: ')
    expect(milliseconds).toBeLessThan(10_000)
    await allClosed(server)
  })

  it('of ten megabytes of headers, to a preflight', async () => {
    const { why, server } = await fetchFrom(
      (socket) => {
        socket.write(`HTTP/1.1 204 No Content\r\n${allowed}`)
        for (let i = 0; i < 160; i++) socket.write('X-Header: value\r\n'.repeat(4000))
        socket.end('\r\n')
      },
      { method: 'PUT' },
    )
    expect(why).toContain('connection-failed: header-overflow: ')
    expect(why).toContain('262144 bytes')
    expect(server.received).toHaveLength(1)
  })

  it('of patience', async () => {
    for (const { bytes, every, phase } of [
      { bytes: '', every: '', phase: 'waiting for the response' },
      { bytes: 'HTTP/1.1 200 OK\r\nX: ', every: 'a', phase: 'waiting for the response' },
      { bytes: 'HTTP/1.1 100 Continue\r\n\r\n', every: '', phase: 'waiting for the response' },
      { bytes: `HTTP/1.1 200 OK\r\n${allowed}\r\n`, every: 'a', phase: 'reading the response' },
    ]) {
      const dripping = (socket: Socket): void => {
        socket.write(bytes)
        const drip = setInterval(() => socket.write(every), 20)
        socket.on('close', () => clearInterval(drip))
      }
      const { why, milliseconds, server } = await fetchFrom(dripping, {}, 400)
      expect(why).toMatch(/connection-failed: timeout: No complete response from .* within 400 ms/)
      expect(why).toContain(phase)
      expect(milliseconds).toBeLessThan(10_000)
      await allClosed(server)
    }
  })
})

describe('a server that breaks off', () => {
  it.each([
    { desc: 'at once', bytes: '' },
    { desc: 'within the header', bytes: 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Or' },
    { desc: 'within the body', bytes: `HTTP/1.1 200 OK\r\n${allowed}Content-Length: 10\r\n\r\nhi` },
  ])('$desc, by a reset or by an end', async ({ bytes }) => {
    for (const close of [(socket: Socket) => socket.resetAndDestroy(), (socket: Socket) => socket.end()]) {
      const { why } = await fetchFrom((socket) => {
        socket.write(bytes)
        setTimeout(() => close(socket), 20)
      })
      expect(why).toContain('http-network-fetch/connection-failed: closed: ')
    }
  })
})

describe('a server that wants to be misunderstood', () => {
  it.each([
    { desc: 'CR within a value', lines: 'X: a\rAccess-Control-Allow-Origin: *\r\n' },
    { desc: 'LF within a value', lines: 'X: a\nAccess-Control-Allow-Origin: *\r\n' },
    { desc: 'NUL within a value', lines: 'Access-Control-Allow-Origin: *\0\r\n' },
    { desc: 'NUL within a name', lines: 'Access-Control-Allow-Origin\0: *\r\n' },
    { desc: 'a space before the colon', lines: 'Access-Control-Allow-Origin : *\r\n' },
    { desc: 'a value on the next line', lines: 'Access-Control-Allow-Origin:\r\n *\r\n' },
    { desc: 'a line without a name', lines: ': x\r\nAccess-Control-Allow-Origin: *\r\n' },
    {
      desc: 'a length and chunks',
      lines: 'Transfer-Encoding: chunked\r\nAccess-Control-Allow-Origin: *\r\n',
    },
  ])('by $desc fails', async ({ lines }) => {
    const { why } = await fetchFrom((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 0\r\n${lines}\r\n`),
    )
    expect(why).toMatch(/connection-failed: invalid-response: .*\(HPE_/)
  })

  it('by a second response is not: the first one counts', async () => {
    const { response } = await fetchFrom((socket) => {
      socket.end(`${ok}HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 4\r\n\r\nevil`)
    })
    expect(response).toMatchObject({ type: 'cors', status: 200, body: { bytes: 'hi' } })
  })

  it('by names that every object has is not', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const { response } = await fetchFrom((socket) => {
      const lines = names.map((name) => `${name}: polluted\r\n`).join('')
      socket.end(
        `HTTP/1.1 200 OK\r\n${allowed}Access-Control-Expose-Headers: *\r\n${lines}Content-Length: 0\r\n\r\n`,
      )
    })
    expect(response).toMatchObject({ type: 'cors', status: 200 })
    const headerList = response.type === 'error' ? [] : response.headerList
    expect(headerList).toEqual(
      expect.arrayContaining(names.map((name) => ({ name: name.toLowerCase(), value: 'polluted' }))),
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('by a redirect to where it should not lead is not', async () => {
    for (const location of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://[',
      'http://127.0.0.1:22/',
    ]) {
      const { response } = await fetchFrom((socket) => {
        socket.end(`HTTP/1.1 302 Found\r\n${allowed}Location: ${location}\r\nContent-Length: 0\r\n\r\n`)
      })
      expect(response.type).toBe('error')
    }
  })

  it('by bytes that unpack to many more is not: nobody unpacks them', async () => {
    const { response } = await fetchFrom((socket) => {
      socket.end(
        Buffer.from(
          `HTTP/1.1 200 OK\r\n${allowed}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08`,
          'latin1',
        ),
      )
    })
    expect(response).toMatchObject({ status: 200, body: { bytes: '\x1f\x8b\x08' } })
  })
})

describe('a server that speaks something else', () => {
  it.each([
    { desc: 'SSH', bytes: 'SSH-2.0-OpenSSH_9.6\r\n' },
    { desc: 'TLS', bytes: '\x15\x03\x01\x00\x02\x02\x46' },
    { desc: 'HTTP/2', bytes: '\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64' },
    { desc: 'FTP', bytes: '220 ready\r\n' },
    { desc: 'HTML', bytes: '<!doctype html>\n' },
  ])('$desc fails', async ({ bytes }) => {
    const { why } = await fetchFrom((socket) => socket.end(Buffer.from(bytes, 'latin1')))
    expect(why).toMatch(/connection-failed: invalid-response: .*\(HPE_INVALID_CONSTANT\)/)
  })
})
