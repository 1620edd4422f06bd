import { type ChildProcess, spawn } from 'node:child_process'

/** A program and everything that it starts, ended together. */
export interface ProcessGroup {
  /** The match of `pattern` in what the program prints, on either stream; rejects when it ends or stays silent. */
  printed(pattern: RegExp, milliseconds?: number): Promise<RegExpMatchArray>
  /** The last 32 KiB that the program printed, both streams in order of arrival. */
  output(): string
  alive(): boolean
  /** Ends the whole group at once and waits until it is gone. */
  kill(): Promise<void>
}

const live = new Set<ProcessGroup & { killNow(): void }>()

function killAll(): void {
  for (const group of live) group.killNow()
}

let hooked = false

/** A browser must not outlive its driver, whichever way the driver ends (SIGKILL apart, which nobody sees coming). */
function hookExit(): void {
  if (hooked) return
  hooked = true
  process.on('exit', killAll)
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const
  // `exit` runs the hook above.
  for (const [signal, code] of signals) process.on(signal, () => process.exit(code))
}

/** Starts a program in a process group of its own, with the environment given and no other. */
export function startProcessGroup(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ProcessGroup {
  hookExit()
  const child: ChildProcess = spawn(command, args, {
    detached: true,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let ended: string | null = null
  const watchers = new Set<() => void>()
  const notify = (): void => {
    for (const watcher of [...watchers]) watcher()
  }
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString('latin1')).slice(-32_768)
    notify()
  }
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.on('error', (error) => {
    ended = error.message
    notify()
  })
  child.on('exit', (code, signal) => {
    ended = `ended with ${signal ?? `exit code ${code}`}`
    notify()
  })

  const signalGroup = (signal: NodeJS.Signals | 0): boolean => {
    if (child.pid === undefined) return false
    try {
      return process.kill(-child.pid, signal)
    } catch {
      return false // Nobody is left in the group.
    }
  }

  const group = {
    printed: (pattern: RegExp, milliseconds = 30_000): Promise<RegExpMatchArray> =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer)
          watchers.delete(look)
          settle()
        }
        const fail = (why: string): void =>
          finish(() => reject(new Error(`${command}: ${why} before it printed ${pattern}\n${output}`)))
        const timer = setTimeout(() => fail(`${milliseconds} ms passed`), milliseconds)
        const look = (): void => {
          const match = output.match(pattern)
          if (match !== null) finish(() => resolve(match))
          else if (ended !== null) fail(ended)
        }
        watchers.add(look)
        look()
      }),
    output: (): string => output,
    alive: (): boolean => ended === null,
    killNow: (): void => {
      signalGroup('SIGKILL')
    },
    kill: async (): Promise<void> => {
      signalGroup('SIGKILL')
      // A process that is dead but not yet waited for still counts, hence the limit.
      for (let waited = 0; waited < 3000 && signalGroup(0); waited += 5) await delay(5)
      live.delete(group)
    },
  }
  live.add(group)
  return group
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
