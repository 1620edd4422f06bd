// Raw sockets, so that requests are seen and answers sent to the byte.
import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { blankAnswer, frameAnswer, pageAnswer } from './documents'
import { type SeenRequest, unrecordedHeaders } from './observation'
import { headerValue, type ParsedRequest, parseRequest } from './request-parser'
import type { HeaderLine, Scenario, ServerAnswer, WireAnswer } from './scenario'
import { notFound, type ServerTable, serializeAnswer, serverTable } from './server-table'

/** What servers answer, and what they have been asked. */
export interface Wire {
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
  /** A connection has been made. Its bytes are for {@link Wire.serve}, once it is known whether they are encrypted. */
  opened(socket: Socket): void
  /** Answers the requests of a connection. */
  serve(socket: Socket, secure: boolean): void
  /** Closes the connections that are still open. */
  closeConnections(): void
}

export type Phase =
  | { readonly kind: 'visit'; readonly url: string; readonly set: readonly string[] }
  /** `page` in place of the document that the lab makes for the scenario's page. */
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly page: WireAnswer | null }

const longestWait = 5000

export function createWire(): Wire {
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
      if (url === scenario.page.url) return [phase.page ?? pageAnswer(scenario), null, null]
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

  return {
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
    opened: (socket) => {
      sockets.add(socket)
      event()
      const mine = sockets
      socket.setNoDelay(true)
      socket.on('close', () => mine.delete(socket))
      socket.on('error', () => {})
    },
    serve,
    closeConnections: () => {
      for (const socket of sockets) socket.destroy()
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
