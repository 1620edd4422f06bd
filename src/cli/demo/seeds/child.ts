import { type ChildProcess, spawn } from 'node:child_process'
import { atExit } from './at-exit'
import { environment } from './parts'

/** A program that runs beside the demo, and not longer. */
export interface Child {
  /** Whether it has ended. */
  readonly ended: () => boolean
  /** What it has complained about. */
  readonly complaints: () => string
  readonly process: ChildProcess
  readonly close: () => Promise<void>
}

/** Starts a program. Its standard input stays open for as long as this process lives. */
export function startChild(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { env: environment(), stdio: ['pipe', 'pipe', 'pipe'] })
  let complaints = ''
  let ended = false
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + String(chunk)).slice(-4096)
  })
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true
      resolve()
    }
    child.once('close', end)
    child.once('error', (error) => {
      complaints += error.message
      end()
    })
  })
  const forget = atExit(() => child.kill('SIGKILL'))
  return {
    ended: () => ended,
    complaints: () => complaints.trim(),
    process: child,
    close: async () => {
      forget()
      if (!ended) child.kill('SIGTERM')
      await gone
    },
  }
}
