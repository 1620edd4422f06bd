import { WebSocket } from 'ws'

/** https://chromedevtools.github.io/devtools-protocol/ */
export interface CDPConnection {
  /** The result of a command; rejects with its error, when the browser is gone, and after 60 seconds. */
  command<Result>(method: string, params: object, sessionId?: string): Promise<Result>
  /** Calls back with each event until the function returned is called. */
  listen(listener: (event: CDPEvent) => void): () => void
  close(): void
}

export interface CDPEvent {
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  readonly sessionId?: string
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

export async function connectCDP(address: string): Promise<CDPConnection> {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 })
  const pending = new Map<number, (answer: Answer) => void>()
  const listeners = new Set<(event: CDPEvent) => void>()
  let sent = 0
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    for (const [id, settle] of [...pending]) settle({ id, error: { message: 'Chromium is gone' } })
  })
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Answer | CDPEvent
    if ('method' in message) for (const listener of [...listeners]) listener(message)
    else pending.get(message.id)?.(message)
  })
  return {
    command: <Result>(method: string, params: object, sessionId?: string): Promise<Result> =>
      new Promise((resolve, reject) => {
        const id = ++sent
        const settle = (answer: Answer): void => {
          clearTimeout(timer)
          pending.delete(id)
          if (answer.error === undefined) resolve(answer.result as Result)
          else reject(new Error(`${method}: ${answer.error.message}`))
        }
        const timer = setTimeout(() => settle({ id, error: { message: 'no answer' } }), 60_000)
        pending.set(id, settle)
        if (socket.readyState === WebSocket.OPEN)
          socket.send(JSON.stringify({ id, method, params, sessionId }))
        else settle({ id, error: { message: 'Chromium is gone' } })
      }),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => socket.close(),
  }
}
