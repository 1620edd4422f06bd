// npm run lab -- mutants: whether the corpus finds faults in the kernel.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { ConfigError } from '../../../src/infra/config-error'
import type { BrowserName } from '../browsers/driver'
import { aligned } from '../disagreement-table'
import type { Recording } from '../observation'
import { type Agreement, bars, browserNames, type CorpusFile, percentage } from '../replay'
import { type Mutant, mutants } from './mutants'

export interface MutantsOptions {
  /** The lab's own directory, from which the sources are found. */
  readonly lab: string
  /** Where bundles are put for a moment: below `node_modules`, so that packages are found from there. */
  readonly scratch: string
  readonly corpus: readonly CorpusFile[]
  /** Whether a mutant is done with as soon as it is clear that one browser is below its bar. */
  readonly short: boolean
  readonly json: boolean
}

interface Outcome {
  /** Null for the kernel as it is. */
  readonly mutant: Mutant | null
  /** Of random scenarios. Null where another browser was below its bar already, and the run is a short one. */
  readonly agreements: { readonly [B in BrowserName]: MutantAgreement | null }
  /** Browsers that are below their bar. */
  readonly below: readonly BrowserName[]
}

interface MutantAgreement extends Agreement {
  /** Whether the rest was not judged any more, and counts as agreeing: there is no more agreement than this. */
  readonly atMost: boolean
}

/** What a mutated bundle of replay.ts offers. */
type Replay = Pick<typeof import('../replay'), 'disagreementsOfKernel'>

/**
 * Replays the random scenarios of a corpus with each mutant, and prints a table.
 *
 * @returns 1 where a mutant stays above the bar in every browser, or the kernel as it is does not: then nothing
 *   is proved. Else 0.
 * @throws ConfigError where the corpus has no random scenarios of a browser.
 */
export async function runMutants(options: MutantsOptions): Promise<number> {
  const print = (line: string): boolean => process.stdout.write(`${line}\n`)
  for (const browser of browserNames) {
    if (options.corpus.some(({ kind, file }) => kind === 'random' && file.header.browser === browser))
      continue
    const message = `the corpus has no random scenarios of ${browser}`
    throw new ConfigError([{ path: 'corpus', value: undefined, reason: 'missing', message }])
  }
  const outcomes: Outcome[] = []
  for (const mutant of [null, ...mutants]) {
    const outcome = judge(await load(mutant, options), mutant, options)
    outcomes.push(outcome)
    process.stderr.write(`${mutant?.id ?? 'the kernel as it is'}: ${outcome.below.join(', ') || 'agrees'}\n`)
  }
  const [base, ...mutated] = outcomes
  const caught = mutated.filter(({ below }) => below.length > 0).length
  const sound = base !== undefined && base.below.length === 0
  if (options.json) print(JSON.stringify(report(outcomes), null, 2))
  else for (const line of table(outcomes)) print(line)
  if (!sound) print('the kernel itself is below the bar, so that every mutant is')
  if (!options.json || !sound) print(`${caught} of ${mutated.length} mutants caught`)
  return sound && caught === mutated.length ? 0 : 1
}

function judge(
  { disagreementsOfKernel }: Replay,
  mutant: Mutant | null,
  { corpus, short }: MutantsOptions,
): Outcome {
  const below: BrowserName[] = []
  const agreementIn = (browser: BrowserName): MutantAgreement | null => {
    if (short && mutant !== null && below.length > 0) return null
    const files = corpus.filter(({ kind, file }) => kind === 'random' && file.header.browser === browser)
    const recordings = files.flatMap(({ file }) => file.recordings)
    const failed = files.reduce((sum, { file }) => sum + file.failed.length, 0)
    const scenarios = recordings.length + failed
    let disagreed = failed
    const agreement = (): Agreement => ({ agreed: scenarios - disagreed, scenarios })
    let judged = 0
    for (const recording of recordings) {
      if (short && mutant !== null && percentage(agreement()) < bars[browser]) break
      if (!agrees(disagreementsOfKernel, browser, recording)) disagreed++
      judged++
    }
    if (percentage(agreement()) < bars[browser]) below.push(browser)
    return { ...agreement(), atMost: judged < recordings.length }
  }
  const [chromium, firefox, webkitgtk] = [
    agreementIn('chromium'),
    agreementIn('firefox'),
    agreementIn('webkitgtk'),
  ]
  return { mutant, agreements: { chromium, firefox, webkitgtk }, below }
}

function agrees(
  disagreements: Replay['disagreementsOfKernel'],
  browser: BrowserName,
  { scenario, observation }: Recording,
): boolean {
  try {
    return disagreements(browser, scenario, observation).length === 0
  } catch {
    // A kernel that breaks agrees with nobody.
    return false
  }
}

/** Bundles the replay with one line of the kernel changed, and loads it. */
async function load(mutant: Mutant | null, { lab, scratch }: MutantsOptions): Promise<Replay> {
  const outfile = join(scratch, `mutant-${process.pid}-${mutant?.id ?? 'none'}.mjs`)
  let changed = 0
  const change: Plugin = {
    name: 'mutant',
    setup: ({ onLoad }) => {
      if (mutant === null) return
      const path = sourceOf(mutant, lab)
      onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== path) return null
        changed++
        return { contents: mutated(mutant, readFileSync(path, 'utf8')), loader: 'ts' }
      })
    },
  }
  try {
    await build({
      entryPoints: [join(lab, 'replay.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
      plugins: [change],
    })
    if (mutant !== null && changed !== 1) throw new Error(`${mutant.file} is no part of a prediction`)
    return (await import(pathToFileURL(outfile).href)) as Replay
  } finally {
    rmSync(outfile, { force: true })
  }
}

export function sourceOf({ file }: Mutant, lab: string): string {
  return join(lab, '../../src', file)
}

/**
 * A source with the mutant in it.
 *
 * @throws Error where its text is not there, or more than once: the source has changed, and the mutant has to follow.
 */
export function mutated({ id, file, find, replace }: Mutant, source: string): string {
  const pieces = source.split(find)
  if (pieces.length !== 2) throw new Error(`${id}: ${file} has ${pieces.length - 1} times ${find}`)
  return pieces.join(replace)
}

function table(outcomes: readonly Outcome[]): string[] {
  return aligned([
    ['mutant', ...browserNames, 'caught by', 'what it breaks'],
    ...outcomes.map(({ mutant, agreements, below }) => [
      mutant?.id ?? '(none)',
      ...browserNames.map((browser) => shown(agreements[browser])),
      below.length === 0 ? '-' : below.join(', '),
      mutant?.breaks ?? '',
    ]),
  ])
}

function shown(agreement: MutantAgreement | null): string {
  if (agreement === null) return '-'
  return `${agreement.atMost ? '<= ' : ''}${percentage(agreement).toFixed(2)}`
}

function report(outcomes: readonly Outcome[]): unknown {
  return {
    bars,
    mutants: outcomes.map(({ mutant, agreements, below }) => ({
      id: mutant?.id ?? null,
      file: mutant === null ? null : `src/${mutant.file}`,
      find: mutant?.find ?? null,
      replace: mutant?.replace ?? null,
      breaks: mutant?.breaks ?? null,
      agreements,
      caughtBy: below,
    })),
  }
}
