import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChromium } from './browsers/chromium'
import type { BrowserDriver, BrowserName } from './browsers/driver'
import { startFirefox } from './browsers/firefox'
import { startWebKitGTK } from './browsers/webkitgtk'
import { play, usualHeaders } from './play'
import { readScenario } from './read-scenario'
import { recordingLine } from './recording-file'
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
}

/** Records scenarios one after the other. What is not played is reported and counted, and the rest goes on. */
export async function record(options: RecordOptions): Promise<{ readonly failed: number }> {
  const server = await startServer()
  const driver = await startDriver(options.browser, options.program, server)
  let failed = 0
  try {
    const usual = await usualHeaders(driver, server)
    const { name: browser, version, flags } = driver
    const date = new Date().toISOString()
    const lines = [recordingLine({ format: 1, browser, version, flags, date, seed: options.seed, usual })]
    const start = performance.now()
    for (const scenario of options.scenarios) {
      try {
        lines.push(recordingLine({ scenario, observation: await play(driver, server, scenario) }))
      } catch (error) {
        failed++
        process.stderr.write(`${scenario.id}: ${error}\n`)
      }
    }
    const seconds = (performance.now() - start) / 1000
    const { length } = options.scenarios
    process.stderr.write(
      `${browser} ${version}: ${length - failed} of ${length} scenarios in ${seconds.toFixed(1)} s, ` +
        `${(length / seconds).toFixed(2)} a second\n`,
    )
    if (options.out === null) process.stdout.write(lines.join(''))
    else writeFileSync(options.out, lines.join(''))
  } finally {
    await driver.close()
    await server.close()
  }
  return { failed }
}

export function startDriver(
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

/**
 * The scenarios of a file, which holds one or an array of them, or of all `.json` files in a directory, by name.
 *
 * @throws ConfigError naming the file and the path in it.
 */
export function readScenarios(path: string): Scenario[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => readScenarios(join(path, name)))
  }
  const json = JSON.parse(readFileSync(path, 'utf8')) as unknown
  return Array.isArray(json)
    ? json.map((one, i) => readScenario(one, `${path}[${i}]`))
    : [readScenario(json, path)]
}
