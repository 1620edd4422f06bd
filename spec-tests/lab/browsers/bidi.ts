import { WebSocket } from 'ws'

/** A connection that speaks WebDriver BiDi, without its events. */
export interface BiDi {
  /** The result of a BiDi command; rejects with its error, when the browser is gone, or after the time limit. */
  command<Result>(method: string, params: object): Promise<Result>
  /** Whether the browser is still there. */
  alive(): boolean
  close(): void
}

interface Answer {
  readonly id?: number | null
  readonly type: 'success' | 'error' | 'event'
  readonly result?: unknown
  readonly error?: string
  readonly message?: string
}

/**
 * A connection to a browser that listens at a WebSocket address.
 *
 * @param timeout - how long one command may take, in milliseconds
 * @see https://www.w3.org/TR/webdriver-bidi/#transport
 */
export function connectBiDi(address: string, timeout: number): Promise<BiDi> {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 })
  const pending = new Map<number, (answer: Answer | Error) => void>()
  let sent = 0
  let gone: Error | null = null

  const fail = (why: string): void => {
    gone ??= new Error(`WebDriver BiDi: ${why}`)
    for (const settle of [...pending.values()]) settle(gone)
  }
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer
    if (answer.type !== 'event') pending.get(answer.id ?? -1)?.(answer)
  })
  socket.on('close', () => fail('the connection was closed'))

  const command = <Result>(method: string, params: object): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (gone !== null) {
        reject(gone)
        return
      }
      sent += 1
      const id = sent
      const settle = (answer: Answer | Error): void => {
        clearTimeout(timer)
        pending.delete(id)
        if (answer instanceof Error) reject(answer)
        else if (answer.type === 'success') resolve(answer.result as Result)
        else reject(new Error(`${method}: ${answer.error}: ${answer.message}`))
      }
      const timer = setTimeout(() => settle(new Error(`${method}: no answer in ${timeout} ms`)), timeout)
      pending.set(id, settle)
      socket.send(JSON.stringify({ id, method, params }))
    })

  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ command, alive: () => gone === null, close: () => socket.terminate() }))
    socket.on('error', (error) => {
      fail(error.message)
      reject(error)
    })
  })
}
