import { Tinypool } from 'tinypool'
import { ConfigError } from '../infra/config-error'
import type { Results, Task } from './play'
import { askToStop, createProgress, hasExited, heartbeat, type Progress } from './target-spec'
import type { Outcome } from './worker'

/** How a task ended. */
export type Ended<Kind extends Task['kind']> =
  | { readonly kind: 'done'; readonly result: Results[Kind] }
  /** The target was asked, and nothing has happened since for as long as is waited; its thread was ended. */
  | { readonly kind: 'hung' }
  /** The thread ended by itself: the target ended the process, or threw where nobody catches. */
  | { readonly kind: 'crashed'; readonly message: string }
  /** Whoever asked has had enough. */
  | { readonly kind: 'stopped' }

/** Threads, each with its own copy of the target. */
export interface Pool {
  /**
   * Has a thread do a task. Where progress is shared, it is watched.
   *
   * @throws ConfigError where what was asked for is wrong
   */
  readonly run: <Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>) => Promise<Ended<Kind>>
  /** What the target threw while nobody was asking it, so that its thread ended between tasks; null for nothing. */
  readonly threwIdle: () => string | null
  readonly close: () => Promise<void>
}

export interface PoolOptions {
  /** Where `fuzz-worker.js` lies. */
  readonly worker: string
  readonly workers: number
  /** Milliseconds without a sign of life after which a target hangs. */
  readonly timeoutMs: number
  readonly signal: AbortSignal | null
}

export function createPool({ worker, workers, timeoutMs, signal }: PoolOptions): Pool {
  const pool = new Tinypool({
    filename: worker,
    minThreads: 1,
    maxThreads: workers,
    // A server may have to do between tasks.
    useAtomics: false,
    // Not longer than that for a thread that does not answer, either.
    terminateTimeout: timeoutMs,
  })
  let idle: string | null = null
  // Without a listener it would end this process, and take along what was found.
  pool.on('error', (thrown: unknown) => {
    idle ??= messageOf(thrown)
  })
  return {
    threwIdle: () => idle,
    async run<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>): Promise<Ended<Kind>> {
      if (signal?.aborted) return { kind: 'stopped' }
      const progress = progressOf(task)
      const exit = progress ?? createProgress()
      const controller = new AbortController()
      let ending: Ended<Kind> | null = null
      const end = (as: Ended<Kind>): void => {
        ending ??= as
        controller.abort()
      }
      // Whoever plays hands in what was found; whoever hangs, or does something else, does not.
      const stop = (): void => {
        if (task.kind === 'play' && progress !== null) askToStop(progress)
        else end({ kind: 'stopped' })
      }
      signal?.addEventListener('abort', stop, { once: true })
      const unwatch = watch(
        progress,
        exit,
        timeoutMs,
        () => end({ kind: signal?.aborted ? 'stopped' : 'hung' }),
        () => end({ kind: 'crashed', message: 'the target ended the process' }),
      )
      try {
        const outcome = (await pool.run(progress === null ? { ...task, exit } : task, {
          signal: controller.signal,
        })) as Outcome<Kind>
        if (!outcome.done) throw new ConfigError(outcome.issues)
        return { kind: 'done', result: outcome.result }
      } catch (thrown) {
        if (thrown instanceof ConfigError) throw thrown
        if (ending !== null) return ending
        return { kind: 'crashed', message: messageOf(thrown) }
      } finally {
        unwatch()
        signal?.removeEventListener('abort', stop)
      }
    },
    close: () => pool.destroy(),
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

function progressOf(task: Task): Progress | null {
  return 'progress' in task ? task.progress : null
}

/** Calls back when nothing has happened for so long, or the thread has ended; a task without progress may take twenty times as long. */
function watch(
  progress: Progress | null,
  exit: Progress,
  timeoutMs: number,
  onSilence: () => void,
  onExit: () => void,
): () => void {
  const times = progress === null ? 20 : 1
  let before = progress === null ? 0 : heartbeat(progress)
  // Loading the target comes before the first sign of life.
  let silent = progress === null ? 0 : -20
  const timer = setInterval(() => {
    if (hasExited(exit)) return onExit()
    const now = progress === null ? 0 : heartbeat(progress)
    if (now !== before) {
      before = now
      silent = 0
    } else if (++silent >= 4 * times) onSilence()
  }, timeoutMs / 4)
  return () => clearInterval(timer)
}
