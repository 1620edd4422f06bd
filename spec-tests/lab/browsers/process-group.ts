import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program and everything that it starts, ended together, with a home directory that goes with them. */
export interface ProcessGroup {
  readonly home: string
  /** The match of `pattern` in what the program prints, on either stream; rejects when it ends or stays silent. */
  printed(pattern: RegExp, milliseconds: number): Promise<RegExpMatchArray>
  /** The last 32 KiB that the program printed, both streams in order of arrival. */
  output(): string
  alive(): boolean
  /** Ends the whole group, waits until it is gone and removes its home directory. */
  end(): Promise<void>
}

export interface ProcessGroupOptions {
  /** The arguments, given the home directory. */
  readonly args: (home: string) => readonly string[]
  /** Over the few variables that every program gets. Nothing else is inherited, proxy settings above all. */
  readonly environment?: Readonly<Record<string, string>>
  /** Called before the program starts, to fill its home directory. */
  readonly prepare?: (home: string) => void
  /** `SIGTERM` for a program that has to tidy up after itself. Default `SIGKILL`. */
  readonly endSignal?: 'SIGTERM' | 'SIGKILL'
}

/** What ends each group that is still running, at once and without waiting. */
const endings = new Set<() => void>()

function endAll(): void {
  for (const ending of endings) ending()
}

/** A browser must not outlive its driver, whichever way the driver ends; SIGKILL alone gives no chance to see to it. */
function hookExit(): void {
  if (process.listeners('exit').includes(endAll)) return
  process.on('exit', endAll)
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => process.exit(code))
  }
}

/** Starts a program as the leader of a process group of its own. */
export function startProcessGroup(command: string, options: ProcessGroupOptions): ProcessGroup {
  hookExit()
  const home = mkdtempSync(join(tmpdir(), 'corsac-lab-'))
  options.prepare?.(home)
  const child = spawn(command, options.args(home), {
    cwd: home,
    detached: true,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: home,
      TMPDIR: home,
      XDG_RUNTIME_DIR: home,
      LANG: 'C.UTF-8',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

  let output = ''
  let ended: string | null = null
  const watchers = new Set<() => void>()
  const tellWatchers = (): void => {
    for (const watcher of [...watchers]) watcher()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString('latin1')).slice(-32_768)
      tellWatchers()
    })
  }
  child.on('error', (error) => {
    ended = error.message
    tellWatchers()
  })
  child.on('exit', (code, signal) => {
    ended = `ended with ${signal ?? `exit code ${code}`}`
    tellWatchers()
  })

  const printed = (pattern: RegExp, milliseconds: number): Promise<RegExpMatchArray> =>
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
    })

  /** False when nobody is left in the group to get the signal. */
  const signalGroup = (signal: NodeJS.Signals | 0): boolean => {
    if (child.pid === undefined) return false
    try {
      return process.kill(-child.pid, signal)
    } catch {
      return false
    }
  }
  const removeHome = (): void => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
  }
  const ending = (): void => {
    signalGroup(options.endSignal ?? 'SIGKILL')
    removeHome()
  }
  endings.add(ending)

  const end = async (): Promise<void> => {
    endings.delete(ending)
    signalGroup(options.endSignal ?? 'SIGKILL')
    // Whoever is dead but not yet waited for still counts as there, hence the limits.
    for (let waited = 0; waited < 500 && signalGroup(0); waited += 5) await delay(5)
    if (signalGroup('SIGKILL')) await delay(50)
    removeHome()
  }
  return { home, printed, output: () => output, alive: () => ended === null, end }
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
