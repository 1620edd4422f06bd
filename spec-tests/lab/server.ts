// The servers of the lab: every host, both schemes, every port, raw sockets, so that requests are seen and answers
// sent to the byte. Listens on all addresses, hence only in a network namespace of its own (see lab.mjs).
import { createHash } from 'node:crypto'
import { createServer as createTCPServer, type Server, type Socket } from 'node:net'
import { createServer as createTLSServer, type Server as TLSServer } from 'node:tls'
import { createIdentity } from './authority'
import { blankAnswer, frameAnswer, pageAnswer } from './documents'
import { labPorts } from './hosts'
import { type SeenRequest, unrecordedHeaders } from './observation'
import { headerValue, type ParsedRequest, parseRequest } from './request-parser'
import type { HeaderLine, Scenario, ServerAnswer } from './scenario'
import { notFound, type ServerTable, serializeAnswer, serverTable } from './server-table'

export interface LabServer {
  /** PEM of the authority that signed the servers' certificate. */
  readonly authority: string
  /** Base64 of the SHA-256 of the servers' public key. */
  readonly publicKeyHash: string
  /** What every URL answers from now on. Connections that are still open are closed. */
  play(phase: Phase): void
  /** The requests since the last call, and forgets them. */
  take(): SeenRequest[]
  /** Resolves once nothing has happened for so many milliseconds and every answer is out, in five seconds at most. */
  quiet(milliseconds: number): Promise<void>
  /** Resolves with the next request, or after so many milliseconds. */
  nextRequest(milliseconds: number): Promise<void>
  /** Left out of requests from now on, where name and value are these. */
  leaveOut(usual: readonly HeaderLine[]): void
  close(): Promise<void>
}

export type Phase =
  | { readonly kind: 'visit'; readonly url: string; readonly set: readonly string[] }
  | { readonly kind: 'scenario'; readonly scenario: Scenario }

const longestWait = 5000

export async function startServer(): Promise<LabServer> {
  const { authority, certificate, key, publicKeyHash } = createIdentity()

  let phase: Phase | null = null
  let table: ServerTable = serverTable([])
  let requests: SeenRequest[] = []
  let usualHeaders: readonly HeaderLine[] = []
  let unanswered = 0
  let lastEvent = 0
  let onRequest: (() => void)[] = []
  // Of the present phase; those of earlier ones have been closed.
  let sockets = new Set<Socket>()

  const event = (): void => {
    lastEvent = performance.now()
  }

  const answerFor = (url: string, request: ParsedRequest): [ServerAnswer, number | null, number | null] => {
    const { method, headers } = request
    if (phase?.kind === 'visit') {
      const visited = method === 'GET' && url === phase.url
      return [visited ? blankAnswer(phase.set.map((line) => ['Set-Cookie', line])) : notFound, null, null]
    }
    const preflight = method === 'OPTIONS' && headerValue(headers, 'access-control-request-method') !== null
    const match = table.match({ method, url, preflight })
    if (match !== null) return [match.give, match.rule, match.answer]
    if (phase !== null && method === 'GET') {
      const { scenario } = phase
      if (url === scenario.page.url) return [pageAnswer(scenario), null, null]
      if (scenario.frame !== null && url === scenario.frame.url)
        return [frameAnswer(scenario.frame), null, null]
    }
    return [notFound, null, null]
  }

  const answer = (socket: Socket, request: ParsedRequest, secure: boolean): void => {
    const { method, target, headers, body } = request
    const url = /^https?:/.test(target)
      ? target
      : `http${secure ? 's' : ''}://${headerValue(headers, 'host')}${target}`
    const [give, rule, number] = answerFor(url, request)
    if (rule === null && target === '/favicon.ico') {
      socket.end(Buffer.from(serializeAnswer(notFound, method, null), 'latin1'))
      return
    }
    requests.push({ method, url, headers: recorded(headers, usualHeaders), body, rule, answer: number })
    for (const heard of onRequest) heard()
    onRequest = []
    if (give.kind === 'hang') return
    if (give.kind === 'close') {
      socket.destroy()
      return
    }
    unanswered++
    let counted = true
    const done = (): void => {
      if (counted) unanswered--
      counted = false
      event()
    }
    socket.on('close', done)
    setTimeout(() => {
      const bytes = Buffer.from(serializeAnswer(give, method, webSocketAccept(headers)), 'latin1')
      if (give.status === 101 || keepsAlive(give.headers)) socket.write(bytes, done)
      else socket.end(bytes, done)
    }, give.delay)
  }

  const serve = (socket: Socket, secure: boolean): void => {
    let received = ''
    let upgraded = false
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      event()
      if (upgraded) {
        closeWebSocket(socket, chunk)
        return
      }
      received += chunk.toString('latin1')
      for (;;) {
        const parsed = parseRequest(received)
        if (parsed === null) return
        received = parsed.rest
        upgraded = headerValue(parsed.request.headers, 'upgrade') === 'websocket'
        answer(socket, parsed.request, secure)
      }
    })
  }

  const tls: TLSServer = createTLSServer({ key, cert: certificate }, (socket) => serve(socket, true))
  tls.on('tlsClientError', () => {})
  const accept = (socket: Socket): void => {
    sockets.add(socket)
    event()
    const mine = sockets
    socket.setNoDelay(true)
    socket.on('close', () => mine.delete(socket))
    socket.on('error', () => {})
    socket.once('data', (first: Buffer) => {
      event()
      socket.pause()
      socket.unshift(first)
      // A TLS handshake begins with 22, a request line with a letter.
      if (first[0] === 22) tls.emit('connection', socket)
      else {
        serve(socket, false)
        socket.resume()
      }
    })
  }
  const servers: Server[] = labPorts.map(() => createTCPServer(accept))
  await Promise.all(
    servers.map(
      (server, i) =>
        new Promise<void>((resolve, reject) => {
          server.on('error', reject)
          server.listen({ host: '::', port: labPorts[i] }, resolve)
        }),
    ),
  )

  return {
    authority,
    publicKeyHash,
    play: (next) => {
      for (const socket of sockets) socket.destroy()
      sockets = new Set()
      phase = next
      table = serverTable(next.kind === 'scenario' ? next.scenario.server : [])
      requests = []
    },
    take: () => {
      const taken = requests
      requests = []
      return taken
    },
    quiet: async (milliseconds) => {
      const until = performance.now() + longestWait
      for (;;) {
        const now = performance.now()
        const rest = milliseconds - (now - lastEvent)
        if ((unanswered === 0 && rest <= 0) || now >= until) return
        await new Promise((resolve) => setTimeout(resolve, Math.max(5, rest)))
      }
    },
    nextRequest: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        onRequest.push(() => {
          clearTimeout(timer)
          resolve()
        })
      }),
    leaveOut: (usual) => {
      usualHeaders = usual
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function recorded(headers: readonly HeaderLine[], usual: readonly HeaderLine[]): HeaderLine[] {
  return headers.filter(
    ([name, value]) =>
      !unrecordedHeaders.has(name) && !usual.some((line) => line[0] === name && line[1] === value),
  )
}

function keepsAlive(headers: readonly HeaderLine[]): boolean {
  return headers.some(([name, value]) => /^connection$/i.test(name.trim()) && /keep-alive/i.test(value))
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
function webSocketAccept(headers: readonly HeaderLine[]): string | null {
  const key = headerValue(headers, 'sec-websocket-key')
  if (key === null) return null
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
}

/** Answers the client's Close frame, which is all that the lab's pages send. */
function closeWebSocket(socket: Socket, frame: Buffer): void {
  if (((frame[0] ?? 0) & 0x0f) !== 8) return
  const length = (frame[1] ?? 0) & 0x7f
  const mask = frame.subarray(2, 6)
  const payload = frame.subarray(6, 6 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  socket.end(Buffer.concat([Buffer.from([0x88, length]), payload]))
}
