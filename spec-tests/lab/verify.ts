import type { BrowserDriver, BrowserName } from './browsers/driver'
import { compare, type Disagreement } from './compare'
import { explanationOf } from './known-disagreements'
import type { Observation } from './observation'
import { play, usualHeaders } from './play'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { readScenario } from './read-scenario'
import { startDriver } from './record'
import type { Scenario } from './scenario'
import { type LabServer, startServer } from './server'
import { shrink } from './shrink'

export interface VerifyOptions {
  readonly browser: BrowserName
  readonly program: string | null
  readonly scenarios: readonly Scenario[]
  /** The share of scenarios that must agree, in percent. */
  readonly bar: number
  /** How many disagreements are made small, each by playing at most `plays` smaller scenarios. */
  readonly shrunk: number
  readonly plays: number
}

/** Plays scenarios in a browser and in corsac; the exit code is 1 where fewer than `bar` percent agree. */
export async function verify(options: VerifyOptions): Promise<number> {
  const { browser, scenarios } = options
  const server = await startServer()
  const driver = await startDriver(browser, options.program, server)
  let agreed = 0
  let shrunk = 0
  let unplayed = 0
  try {
    await usualHeaders(driver, server)
    for (const scenario of scenarios) {
      const verdict = await judge(driver, server, scenario)
      if (verdict === null) unplayed++
      else if (verdict.length === 0) agreed++
      else {
        const small =
          shrunk++ < options.shrunk
            ? await shrink(scenario, (smaller) => same(driver, server, smaller, verdict), options.plays)
            : scenario
        const found = (small === scenario ? verdict : await judge(driver, server, small)) ?? verdict
        process.stdout.write(`${table(browser, small, found)}\n`)
      }
    }
  } finally {
    await driver.close()
    await server.close()
  }
  const share = scenarios.length === 0 ? 0 : (100 * agreed) / scenarios.length
  if (unplayed > 0) process.stdout.write(`${unplayed} scenarios could not be played\n`)
  process.stdout.write(
    `agreement ${share.toFixed(2)} % (${agreed} of ${scenarios.length} scenarios), ${browser} ${driver.version}, bar ${options.bar} %\n`,
  )
  return share >= options.bar ? 0 : 1
}

/** What differs in a scenario when it is played now; null where it cannot be played. */
async function judge(
  driver: BrowserDriver,
  server: LabServer,
  scenario: Scenario,
): Promise<Disagreement[] | null> {
  let seen: Observation
  try {
    seen = await play(driver, server, scenario)
  } catch (error) {
    process.stderr.write(`${scenario.id}: ${error}\n`)
    return null
  }
  return compare(scenario, seen, predict(scenario, profileOf(driver.name, scenario)))
}

/** Whether a smaller scenario is one, and still differs in one of the fields. */
async function same(
  driver: BrowserDriver,
  server: LabServer,
  smaller: Scenario,
  before: readonly Disagreement[],
): Promise<boolean> {
  try {
    readScenario(JSON.parse(JSON.stringify(smaller)), 'scenario')
  } catch {
    return false
  }
  const found = await judge(driver, server, smaller)
  if (found === null) return false
  const fields = new Set(before.map(fieldKind))
  return found.some((one) => fields.has(fieldKind(one)))
}

function fieldKind({ field }: Disagreement): string {
  return field.replace(/\[\d+\]/g, '')
}

/** One disagreement, as a person reads it: the scenario, then what differs, side by side. */
export function table(browser: BrowserName, scenario: Scenario, found: readonly Disagreement[]): string {
  const lines = found.map(({ step, field, recorded, predicted }) => {
    const kind = step === 'opening' ? 'opening' : `step ${step} (${scenario.steps[step]?.kind})`
    return `  ${kind}  ${field}\n    ${browser.padEnd(10)} ${short(recorded)}\n    ${'corsac'.padEnd(10)} ${short(predicted)}`
  })
  const why = explanationOf(browser, scenario, found)
  return [
    `${scenario.id}${why === null ? '' : `  [${why.id}]`}`,
    ...lines,
    `  ${JSON.stringify(scenario)}`,
  ].join('\n')
}

function short(text: string): string {
  const line = text.replaceAll('\n', ' ⏎ ')
  return line.length > 200 ? `${line.slice(0, 200)}… (${line.length} characters)` : line
}
