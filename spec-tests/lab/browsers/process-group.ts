import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
  // Before whoever removes a directory that the browsers still write to.
  process.prependListener('exit', endAll)
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

  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, signal)
    } catch {
      // Nobody is left in it.
    }
  }
  const removeHome = (): void => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
  }
  const endSignal = options.endSignal ?? 'SIGKILL'
  const ending = (): void => {
    signalGroup(endSignal)
    if (endSignal === 'SIGKILL') killAt(home)
    removeHome()
  }
  endings.add(ending)

  const end = async (): Promise<void> => {
    endings.delete(ending)
    signalGroup(endSignal)
    for (let waited = 0; waited < 1000 && processesAt(home).length > 0; waited += 5) {
      if (endSignal === 'SIGKILL') killAt(home)
      await delay(5)
    }
    killAt(home)
    removeHome()
  }
  return { home, printed, output: () => output, alive: () => ended === null, end }
}

/**
 * The living processes whose home is this directory: the group, and those that left it for one of their own, as Firefox's
 * crash helper does. A zombie has no environment and is not among them.
 */
function processesAt(home: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/environ`, 'latin1').split('\0').includes(`HOME=${home}`)
      } catch {
        return false // It has gone since, or is somebody else's.
      }
    })
    .map(Number)
}

function killAt(home: string): void {
  for (const pid of processesAt(home)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has gone since.
    }
  }
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
