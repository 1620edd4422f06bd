import { existsSync } from 'node:fs'
import { startChromium } from './browsers/chromium'
import type { BrowserDriver, BrowserName } from './browsers/driver'
import { startFirefox } from './browsers/firefox'
import { startWebKitGTK } from './browsers/webkitgtk'
import type { Observation, RecordingHeader } from './observation'
import { play, usualHeaders } from './play'
import { continueRecordingFile, createRecordingFile, readRecordingsSync } from './recording-file'
import type { Scenario } from './scenario'
import { type LabServer, startServer } from './server'

export interface RecordOptions {
  readonly browser: BrowserName
  /** Null for the browser's usual one. */
  readonly program: string | null
  readonly scenarios: readonly Scenario[]
  readonly seed: number | null
  /** A recording file; null for standard output. */
  readonly out: string | null
  /** Whether scenarios that are in the file already are left out, and the others added to it. */
  readonly resume: boolean
}

/** Scenarios after which a browser is started anew: Chromium and Firefox keep growing. A WebKitGTK plays one anyway. */
const restartAfter: Readonly<Record<BrowserName, number>> = {
  chromium: 300,
  firefox: 300,
  webkitgtk: Number.POSITIVE_INFINITY,
}

/** Records scenarios one after the other, each written as soon as it is played. */
export async function record(options: RecordOptions): Promise<{ readonly failed: number }> {
  const { browser, out, seed } = options
  const resumed = options.resume && out !== null && existsSync(out) ? out : null
  const recorded = new Set(resumed === null ? [] : idsIn(resumed))
  const scenarios = options.scenarios.filter(({ id }) => !recorded.has(id))
  const studio = await openStudio(browser, options.program)
  try {
    const { version, flags, usual } = studio
    const date = new Date().toISOString()
    const header: RecordingHeader = { format: 1, browser, version, flags, date, seed, usual }
    const writer =
      resumed === null ? createRecordingFile(out, header) : continueRecordingFile(resumed, header)
    const progress = startProgress(`${browser} ${version}`, scenarios.length)
    let failed = 0
    for (const scenario of scenarios) {
      const result = await studio.play(scenario)
      if ('failed' in result) {
        failed++
        process.stderr.write(`${scenario.id}: ${result.failed}\n`)
      }
      writer.write({ scenario, ...result })
      progress.played()
    }
    writer.close()
    progress.summary(failed)
    return { failed }
  } finally {
    await studio.close()
  }
}

function idsIn(path: string): string[] {
  const { recordings, failed } = readRecordingsSync(path)
  return [...recordings, ...failed].map(({ scenario }) => scenario.id)
}

/** The servers, and a browser that is replaced when it grows, crashes or hangs. */
export interface Studio {
  readonly version: string
  readonly flags: readonly string[]
  readonly usual: RecordingHeader['usual']
  /** What was seen, or what went wrong in a second try, in a browser just started. */
  play(scenario: Scenario): Promise<{ readonly observation: Observation } | { readonly failed: string }>
  close(): Promise<void>
}

export async function openStudio(browser: BrowserName, program: string | null): Promise<Studio> {
  const server = await startServer()
  let driver: BrowserDriver | null = null
  let played = 0
  const fresh = async (): Promise<BrowserDriver> => {
    await driver?.close()
    driver = null
    played = 0
    driver = await startDriver(browser, program, server)
    return driver
  }
  const close = async (): Promise<void> => {
    await driver?.close()
    await server.close()
  }

  try {
    const { version, flags } = await fresh()
    const usual = await usualHeaders(await current(), server)
    async function current(): Promise<BrowserDriver> {
      return driver !== null && played < restartAfter[browser] ? driver : await fresh()
    }
    const attempt = async (scenario: Scenario, on: BrowserDriver): Promise<Observation> => {
      played++
      const limit = new AbortController()
      const served = untilAborted(server, limit.signal)
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<never>((_, reject) => {
        const milliseconds = longest(scenario)
        timer = setTimeout(() => reject(new Error(`not played in ${milliseconds} ms`)), milliseconds)
      })
      const playing = play(on, served, scenario)
      playing.catch(() => {}) // Once the time is up, what becomes of it is of no interest.
      try {
        return await Promise.race([playing, tooLong])
      } finally {
        clearTimeout(timer)
        limit.abort()
      }
    }
    return {
      version,
      flags,
      usual,
      play: async (scenario) => {
        try {
          return { observation: await attempt(scenario, await current()) }
        } catch (error) {
          process.stderr.write(`${scenario.id}, first try: ${error}\n`)
        }
        try {
          return { observation: await attempt(scenario, await fresh()) }
        } catch (error) {
          played = Number.POSITIVE_INFINITY
          return { failed: String(error) }
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Milliseconds that a scenario can take when all goes well: each step may time out, and waits and delays add up. */
function longest(scenario: Scenario): number {
  const waits = scenario.steps.map((step) => (step.kind === 'wait' ? step.milliseconds : 12_000))
  const delays = scenario.server.flatMap(({ answers }) =>
    answers.map((answer) => (answer.kind === 'answer' ? answer.delay : 0)),
  )
  const visits = scenario.cookies.length + scenario.closing.length
  return [...waits, ...delays, 8000 * visits].reduce((sum, one) => sum + one, 20_000)
}

/** The server for one attempt: a play that was given up must not touch what the next one does. */
function untilAborted(server: LabServer, signal: AbortSignal): LabServer {
  const guarded =
    <Arguments extends unknown[], Result>(method: (...args: Arguments) => Result) =>
    (...args: Arguments): Result => {
      signal.throwIfAborted()
      return method(...args)
    }
  return {
    ...server,
    play: guarded(server.play),
    take: guarded(server.take),
    quiet: guarded(server.quiet),
    nextRequest: guarded(server.nextRequest),
  }
}

function startDriver(
  browser: BrowserName,
  program: string | null,
  server: LabServer,
): Promise<BrowserDriver> {
  switch (browser) {
    case 'chromium':
      return startChromium({
        publicKeyHash: server.publicKeyHash,
        ...(program === null ? {} : { program }),
      })
    case 'firefox':
      return startFirefox({ authority: server.authority })
    case 'webkitgtk':
      return startWebKitGTK()
  }
}

export interface Progress {
  /** One more; a line on standard error each hundred. */
  played(): void
  summary(failed: number): void
}

export function startProgress(what: string, total: number): Progress {
  const start = performance.now()
  let done = 0
  const line = (text: string): void => {
    const seconds = (performance.now() - start) / 1000
    const rate = seconds === 0 ? 0 : done / seconds
    process.stderr.write(
      `${what}: ${text} of ${total} scenarios in ${seconds.toFixed(1)} s, ${rate.toFixed(2)} a second\n`,
    )
  }
  return {
    played: () => {
      done++
      if (done % 100 === 0 && done < total) line(String(done))
    },
    summary: (failed) => line(String(done - failed)),
  }
}
