// Recordings against predictions, without a browser: how the corpus is replayed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserName } from './browsers/driver'
import { compare, type Disagreement } from './compare'
import type { Observation, RecordingHeader } from './observation'
import { playInPages } from './predict/play-pages'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { type RecordingFile, readRecordingsSync } from './recording-file'
import type { Scenario } from './scenario'

export const browserNames: readonly BrowserName[] = ['chromium', 'firefox', 'webkitgtk']

/** The percentage of random scenarios that have to agree in every compared field. */
export const bars: { readonly [B in BrowserName]: number } = {
  chromium: 99.5,
  firefox: 99.5,
  webkitgtk: 99,
}

/** A scenario, and every field in which corsac differs from what a browser did; null where it could not be played. */
export interface Judged {
  readonly browser: BrowserName
  readonly scenario: Scenario
  readonly found: readonly Disagreement[] | null
}

export interface Agreement {
  readonly agreed: number
  readonly scenarios: number
}

/** Every field in which pages of corsac, with the profile of a browser, differ from what was seen there. */
export async function disagreements(
  browser: BrowserName,
  scenario: Scenario,
  observation: Observation,
): Promise<Disagreement[]> {
  return compare(scenario, observation, await playInPages(scenario, profileOf(browser, scenario)))
}

/** The same of the kernel alone, with the lab's own reading of what pages do: twice as fast, for a loop over mutants. */
export function disagreementsOfKernel(
  browser: BrowserName,
  scenario: Scenario,
  observation: Observation,
): Disagreement[] {
  return compare(scenario, observation, predict(scenario, profileOf(browser, scenario)))
}

export async function judgeFile({ header, recordings, failed }: RecordingFile): Promise<Judged[]> {
  const { browser } = header
  const judged: Judged[] = []
  for (const { scenario, observation } of recordings) {
    judged.push({ browser, scenario, found: await disagreements(browser, scenario, observation) })
  }
  return [...judged, ...failed.map(({ scenario }) => ({ browser, scenario, found: null }))]
}

export function agreementOf(judged: readonly Judged[]): Agreement {
  return { agreed: judged.filter(agrees).length, scenarios: judged.length }
}

/** Whether a scenario was played, and nothing differs. */
export function agrees({ found }: Judged): boolean {
  return found !== null && found.length === 0
}

/** Most scenarios belong to one family, some to two. */
export function agreementByFamily(judged: readonly Judged[]): ReadonlyMap<string, Agreement> {
  const families = new Set(judged.flatMap(({ scenario }) => scenario.families))
  return new Map(
    [...families]
      .sort()
      .map((family) => [
        family,
        agreementOf(judged.filter(({ scenario }) => scenario.families.includes(family))),
      ]),
  )
}

/** In percent; 0 of nothing. */
export function percentage({ agreed, scenarios }: Agreement): number {
  return scenarios === 0 ? 0 : (100 * agreed) / scenarios
}

/** `agreement 99.60 % (498 of 500 scenarios)`: rounded down, so that it never says more than there is. */
export function agreementLine(agreement: Agreement): string {
  const share = (Math.floor(100 * percentage(agreement)) / 100).toFixed(2)
  return `agreement ${share} % (${agreement.agreed} of ${agreement.scenarios} scenarios)`
}

/** One file of the corpus: `firefox-random.jsonl.br`. */
export interface CorpusFile {
  readonly name: string
  readonly kind: 'random' | 'border'
  readonly file: RecordingFile
}

/**
 * The recording files of a directory, by name; none where there is no such directory.
 *
 * @throws Error where a file is not called after a browser it is of, and `random` or `border`.
 */
export function readCorpus(directory: string): CorpusFile[] {
  const names = existsSync(directory) ? readdirSync(directory) : []
  return names
    .filter((name) => name.endsWith('.jsonl.br') || name.endsWith('.jsonl'))
    .sort()
    .map((name) => {
      const file = readRecordingsSync(join(directory, name))
      const [, browser, kind] = /^(\w+)-(random|border)\.jsonl(?:\.br)?$/.exec(name) ?? []
      if (browser !== file.header.browser) throw new Error(`${name} has recordings of ${file.header.browser}`)
      return { name, kind: kind === 'random' ? 'random' : 'border', file }
    })
}

/** What is wrong with a header, in words; nothing where all is there that makes a recording evidence. */
export function headerFaults(header: RecordingHeader, kind: CorpusFile['kind']): string[] {
  const faults: string[] = []
  if (header.format !== 1) faults.push('another format')
  if (!browserNames.includes(header.browser)) faults.push('no browser')
  if (!/\d/.test(header.version)) faults.push('no version')
  if (!Array.isArray(header.flags)) faults.push('no flags')
  if (!(Math.abs(Date.parse(header.date)) < Date.now())) faults.push('no date in the past')
  if (kind === 'random' ? !Number.isInteger(header.seed) : header.seed !== null) faults.push('a wrong seed')
  if (!header.usual.some(([name]) => name === 'user-agent')) faults.push('no usual headers')
  return faults
}

/** The ids that a whole seed has and a file has not, or has twice, or that are of no seed in its headers. */
export function idFaults({ headers, recordings, failed }: RecordingFile): string[] {
  const numbers = new Map<string, Set<number>>(headers.map(({ seed }) => [String(seed), new Set()]))
  const faults: string[] = []
  for (const { scenario } of [...recordings, ...failed]) {
    const [, seed = '', number = ''] = /^r(-?\d+)-(\d+)$/.exec(scenario.id) ?? []
    const known = numbers.get(seed)
    if (known === undefined) faults.push(`${scenario.id} is of no seed that was recorded`)
    else if (known.has(Number(number))) faults.push(`${scenario.id} is there twice`)
    else known.add(Number(number))
  }
  for (const [seed, known] of numbers) {
    // As many as there are, numbered from 0: where one is missing, another is beyond the end.
    for (let number = 0; number < known.size; number++) {
      if (!known.has(number)) faults.push(`r${seed}-${number} is missing`)
    }
  }
  return faults
}

/** Scenarios that a browser does not always play alike, so that one recording of them proves nothing. */
export interface FlakyScenarios {
  readonly browser: BrowserName
  readonly ids: readonly string[]
  readonly reason: string
}

export function readFlaky(path: string): readonly FlakyScenarios[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly FlakyScenarios[]
}
