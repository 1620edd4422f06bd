import type { BrowserName } from './browsers/driver'
import type { Disagreement } from './compare'
import { disagreementTable } from './disagreement-table'
import type { Observation } from './observation'
import { readScenario } from './read-scenario'
import { openStudio, type Studio, startProgress } from './record'
import { type Agreement, agreementLine, disagreements, percentage } from './replay'
import { firstDifference, lasting } from './rerecord'
import type { Scenario } from './scenario'
import { shrink } from './shrink'

export interface VerifyOptions {
  readonly browser: BrowserName
  readonly program: string | null
  readonly scenarios: readonly Scenario[]
  /** The share of scenarios that must agree, in percent. */
  readonly bar: number
  /** How many of those that disagree are made small by playing smaller ones. */
  readonly shrunk: number
}

/** Smaller scenarios that are played, at most, to make one small. */
const playsToShrink = 60

/** What a browser, here and now, says of a scenario. */
export interface Verdict {
  readonly found: readonly Disagreement[]
  /** How a second play differed from the first; null where it did not, or there was no need for one. */
  readonly flaky: string | null
}

/**
 * Plays scenarios in a browser and in corsac, and prints what differs. What cannot be played does not agree.
 *
 * @returns 1 where fewer than `bar` percent agree, else 0.
 */
export async function verify(options: VerifyOptions): Promise<number> {
  const { browser, scenarios, bar } = options
  const print = (line: string): boolean => process.stdout.write(`${line}\n`)
  const studio = await openStudio(browser, options.program)
  const progress = startProgress(`${browser} ${studio.version}`, scenarios.length)
  const flaky: string[] = []
  let unplayed = 0
  let agreed = 0
  let shrunk = 0
  try {
    for (const scenario of scenarios) {
      const verdict = await judge(studio, browser, scenario)
      progress.played()
      if (verdict === null) {
        unplayed++
        continue
      }
      if (verdict.flaky !== null) flaky.push(`${scenario.id}  ${verdict.flaky}`)
      if (verdict.found.length === 0) agreed++
      else if (shrunk++ < options.shrunk) print(await smallTable(studio, browser, scenario, verdict))
      else print(disagreementTable(browser, scenario, verdict.found))
    }
    progress.summary(unplayed)
  } finally {
    await studio.close()
  }
  for (const line of flaky) print(`flaky: ${line}`)
  print(`${browser} ${studio.version}: ${flaky.length} flaky, ${unplayed} not played, bar ${bar} %`)
  const agreement: Agreement = { agreed, scenarios: scenarios.length }
  print(agreementLine(agreement))
  return percentage(agreement) >= bar ? 0 : 1
}

/**
 * What differs in a scenario when it is played; null where it cannot be. What disagrees is played again, and
 * what is then seen differently once more: the play that was seen twice counts, else the first.
 */
export async function judge(
  studio: Pick<Studio, 'play'>,
  browser: BrowserName,
  scenario: Scenario,
): Promise<Verdict | null> {
  const first = await observe(studio, scenario)
  if (first === null) return null
  const found = await disagreements(browser, scenario, first)
  if (found.length === 0) return { found, flaky: null }
  const second = await observe(studio, scenario)
  const flaky = difference(scenario, first, second)
  if (flaky === null || second === null) return { found, flaky }
  const third = await observe(studio, scenario)
  const decisive = difference(scenario, second, third) === null ? second : first
  return { found: await disagreements(browser, scenario, decisive), flaky }
}

async function observe(studio: Pick<Studio, 'play'>, scenario: Scenario): Promise<Observation | null> {
  const result = await studio.play(scenario)
  if ('observation' in result) return result.observation
  process.stderr.write(`${scenario.id}: ${result.failed}\n`)
  return null
}

function difference(scenario: Scenario, one: Observation, other: Observation | null): string | null {
  if (other === null) return 'not played again'
  return firstDifference(lasting(scenario, one), lasting(scenario, other), '')
}

/** The table of the smallest scenario that shows the same, with the browser as the judge of that. */
async function smallTable(
  studio: Studio,
  browser: BrowserName,
  scenario: Scenario,
  { found }: Verdict,
): Promise<string> {
  const kinds = new Set(found.map(fieldKind))
  let smallest = found
  const small = await shrink(
    scenario,
    async (smaller) => {
      if (!valid(smaller)) return false
      const observation = await observe(studio, smaller)
      if (observation === null) return false
      const now = await disagreements(browser, smaller, observation)
      if (!now.some((one) => kinds.has(fieldKind(one)))) return false
      smallest = now
      return true
    },
    playsToShrink,
  )
  return disagreementTable(browser, small, smallest)
}

/** Whether it is still a scenario: a step in a frame needs one, say. */
function valid(scenario: Scenario): boolean {
  try {
    readScenario(JSON.parse(JSON.stringify(scenario)) as unknown)
    return true
  } catch {
    return false
  }
}

function fieldKind({ field }: Disagreement): string {
  return field.replace(/\[\d+\]/g, '')
}
