import { Tinypool } from 'tinypool'
import { ConfigError } from '../infra/config-error'
import type { Results, Task } from './play'
import { askToStop, hasExited, hasLoaded, heartbeat, type Progress, pulse } from './target-spec'
import type { Outcome } from './worker'

/** How a task ended. */
export type Ended<Kind extends Task['kind']> =
  | { readonly kind: 'done'; readonly result: Results[Kind] }
  /** The target was asked, and nothing has happened since for as long as is waited; its thread was ended. It is blocked where it stood still. */
  | { readonly kind: 'hung'; readonly isBlocked: boolean }
  /** The thread ended by itself: the target ended the process, or threw where nobody catches. */
  | { readonly kind: 'crashed'; readonly message: string }
  /** Whoever asked has had enough. */
  | { readonly kind: 'stopped' }

/** Threads, each with its own copy of the target. */
export interface Pool {
  /**
   * Has a thread do a task, and watches it.
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
  /** Milliseconds without a sign of life after which a target hangs. To be loaded, it gets `loadingMs` more. */
  readonly timeoutMs: number
  readonly signal: AbortSignal | null
  /** Whether each task has a thread of its own, with a target that nobody has asked before; false where nothing is said. */
  readonly afresh?: boolean
}

/** To load a target, and the thread for it, may take so many milliseconds beside what an answer may take. */
export const loadingMs = 5000

export function createPool({ worker, workers, timeoutMs, signal, afresh = false }: PoolOptions): Pool {
  const pool = new Tinypool({
    filename: worker,
    // All at once: the first look at the target takes as long as the others need to begin.
    minThreads: workers,
    isolateWorkers: afresh,
    maxThreads: workers,
    // A server may have to do between tasks.
    useAtomics: false,
    // Whoever is late on a busy machine is no error: where this is over, the pool throws where nobody catches.
    terminateTimeout: 60_000,
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
      const { progress } = task
      const controller = new AbortController()
      let ending: Ended<Kind> | null = null
      const end = (as: Ended<Kind>): void => {
        ending ??= as
        controller.abort()
      }
      // Whoever plays hands in what was found; whoever hangs, or does something else, does not.
      const stop = (): void => {
        if (task.kind === 'play') askToStop(progress)
        else end({ kind: 'stopped' })
      }
      signal?.addEventListener('abort', stop, { once: true })
      const unwatch = watch(
        progress,
        timeoutMs,
        (isBlocked) => end(signal?.aborted ? { kind: 'stopped' } : { kind: 'hung', isBlocked }),
        () => end({ kind: 'crashed', message: 'the target ended the process' }),
      )
      try {
        const outcome = (await pool.run(task, { signal: controller.signal })) as Outcome<Kind>
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

/** Calls back when nothing has happened for so long, or the thread has ended. */
function watch(
  progress: Progress,
  timeoutMs: number,
  onSilence: (isBlocked: boolean) => void,
  onExit: () => void,
): () => void {
  // A thread that has ended is seen soon, however long one may be silent.
  const tick = Math.min(50, timeoutMs / 4)
  let before = heartbeat(progress)
  let wasLoaded = hasLoaded(progress)
  let silentMs = 0
  let pulseBefore = pulse(progress)
  let stillMs = 0
  const timer = setInterval(() => {
    if (hasExited(progress)) return onExit()
    const now = heartbeat(progress)
    const isLoaded = hasLoaded(progress)
    silentMs = now === before && isLoaded === wasLoaded ? silentMs + tick : 0
    const pulseNow = pulse(progress)
    stillMs = pulseNow === pulseBefore ? stillMs + tick : 0
    pulseBefore = pulseNow
    before = now
    wasLoaded = isLoaded
    if (silentMs >= timeoutMs + (isLoaded ? 0 : loadingMs)) onSilence(stillMs >= silentMs / 2)
  }, tick)
  return () => clearInterval(timer)
}
