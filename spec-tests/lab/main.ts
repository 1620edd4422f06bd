// The commands of the lab, run by lab.mjs, which knows which of them need its namespace.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ConfigError } from '../../src/infra/config-error'
import { borderScenarios } from './border/index'
import { compareFile } from './compare-file'
import { coverageOf, coverageReport, tooRare, wronglyExcused } from './coverage'
import { evidence } from './evidence/command'
import { generateScenarios } from './generate/generate-scenarios'
import { runMutants } from './mutants/run-mutants'
import { readScenario } from './read-scenario'
import { record } from './record'
import { packRecordings, readRecordingFile } from './recording-file'
import { bars, browserNames, readCorpus } from './replay'
import { rerecord } from './rerecord'
import type { Scenario } from './scenario'
import { startHarness } from './serve/harness'
import { verify } from './verify'

const usage = `usage: npm run lab -- COMMAND

record --browser chromium|firefox|webkitgtk   plays scenarios and writes what was seen
  --seed N --count N [--from I]   generated ones, from the I-th on
  --scenarios border|PATH         hand-written ones; a file with one or an array of them, a directory of such files
  --out FILE                      the recording file to write; standard output without it
  --resume                        goes on with that file, where it ends
  --repeat N                      plays everything N times
  --program PATH                  another Chromium than the usual one

rerecord FILE       plays what was recorded again, and tells what is seen differently
  --count N         the first N; all without it
  --ids A,B         these
  --program PATH    another Chromium than the usual one

verify --browser B  plays scenarios in a browser and in corsac, and prints what differs
  --seed N --count N [--from I]   generated ones
  --scenarios border|PATH         hand-written ones
  --bar PERCENT       how many must agree; 99.5 without it, 99 in WebKitGTK
  --shrink N          makes the first N that disagree small; 5 without it
  --program PATH      another Chromium than the usual one

compare FILE…       holds recordings against predictions, without a browser
  --tables N          prints N disagreements of each file; 20 without it
  --only TEXT         only scenarios whose id has this in it

coverage --seed N --count N   counts what generated scenarios reach of the kernel and of the divergence table
  --least N           how often all of it must be reached; 20 without it
  --enough N          stops counting a row of the table there; --least without it

mutants             replays the corpus with faults in the kernel, all of which it has to find
  --corpus DIR        another one than spec-tests/lab/corpus
  --short             stops with each fault as soon as it is found
  --json              for programs

evidence            writes which recordings show the rows of the divergence table, and how many scenarios agree
  --corpus DIR        another one than spec-tests/lab/corpus

pack FILE… --out NAME.jsonl.br    makes one compact recording file

serve               a page that plays the hand-written scenarios in your own browser
  --port N          8460 without it
  --seed N --count N [--from I]   generated ones, too
`

/** Of re-recorded scenarios that may be seen differently. */
const flakyBar = 0.01

/** The exit code: 0 done, 1 something was not as it should be, 2 called wrongly. */
function main([command, ...args]: readonly string[]): Promise<number> | number {
  switch (command) {
    case 'record':
      return recordCommand(args)
    case 'rerecord':
      return rerecordCommand(args)
    case 'verify':
      return verifyCommand(args)
    case 'compare':
      return compareCommand(args)
    case 'coverage':
      return coverageCommand(args)
    case 'evidence':
      return evidence(args, labDirectory())
    case 'mutants':
      return mutantsCommand(args)
    case 'pack':
      return packCommand(args)
    case 'serve':
      return serveCommand(args)
    default:
      return misused()
  }
}

function misused(): number {
  process.stderr.write(usage)
  return 2
}

async function recordCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: 'string' },
      seed: { type: 'string' },
      count: { type: 'string' },
      from: { type: 'string' },
      scenarios: { type: 'string' },
      out: { type: 'string' },
      resume: { type: 'boolean', default: false },
      repeat: { type: 'string', default: '1' },
      program: { type: 'string' },
    },
  })
  const browser = browserNames.find((name) => name === values.browser)
  const once = chosenScenarios(values)
  if (browser === undefined || once === null) return misused()
  const { failed } = await record({
    browser,
    program: values.program ?? null,
    scenarios: Array.from({ length: Number(values.repeat) }, () => once).flat(),
    seed: values.seed === undefined ? null : Number(values.seed),
    out: values.out ?? null,
    resume: values.resume,
  })
  return failed === 0 ? 0 : 1
}

/** The options that say which scenarios are meant; null where they say nothing, or too much. */
function chosenScenarios(values: {
  readonly seed?: string
  readonly count?: string
  readonly from?: string
  readonly scenarios?: string
}): readonly Scenario[] | null {
  if (values.scenarios !== undefined)
    return values.seed === undefined ? readScenarios(values.scenarios) : null
  const [seed, count, from] = [Number(values.seed), Number(values.count), Number(values.from ?? 0)]
  return Number.isInteger(seed) && count > 0 && from >= 0 ? generateScenarios(seed, count, from) : null
}

async function verifyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: 'string' },
      seed: { type: 'string' },
      count: { type: 'string' },
      from: { type: 'string' },
      scenarios: { type: 'string' },
      bar: { type: 'string' },
      shrink: { type: 'string', default: '5' },
      program: { type: 'string' },
    },
  })
  const browser = browserNames.find((name) => name === values.browser)
  const scenarios = chosenScenarios(values)
  if (browser === undefined || scenarios === null) return misused()
  const bar = values.bar === undefined ? bars[browser] : Number(values.bar)
  const shrunk = Number(values.shrink)
  if (!(bar >= 0 && bar <= 100 && shrunk >= 0)) return misused()
  return await verify({ browser, program: values.program ?? null, scenarios, bar, shrunk })
}

async function compareCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { tables: { type: 'string', default: '20' }, only: { type: 'string', default: '' } },
  })
  if (positionals.length === 0) return misused()
  const shown = { tables: Number(values.tables), only: values.only }
  for (const path of positionals)
    for await (const line of compareFile(path, shown)) process.stdout.write(`${line}\n`)
  return 0
}

function coverageCommand(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      count: { type: 'string' },
      from: { type: 'string' },
      least: { type: 'string', default: '20' },
      enough: { type: 'string' },
    },
  })
  const scenarios = chosenScenarios(values)
  if (scenarios === null) return misused()
  const least = Number(values.least)
  const enough = Math.max(least, Number(values.enough ?? least))
  const coverage = coverageOf(scenarios, enough)
  process.stdout.write(coverageReport(coverage, least, enough))
  const excused = wronglyExcused(coverage, least)
  if (excused.length > 0) process.stdout.write(`said to be out of reach: ${excused.join(', ')}\n`)
  return tooRare(coverage, least).length === 0 && excused.length === 0 ? 0 : 1
}

async function mutantsCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      corpus: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const lab = labDirectory()
  return await runMutants({
    lab,
    scratch: fileURLToPath(new URL('.', import.meta.url)),
    corpus: readCorpus(values.corpus ?? join(lab, 'corpus')),
    short: values.short,
    json: values.json,
  })
}

/** lab.mjs says where the lab is; this runs from a bundle somewhere else. */
function labDirectory(): string {
  const lab = process.env['CORSAC_LAB']
  if (lab === undefined) throw new Error('CORSAC_LAB is not set')
  return lab
}

async function rerecordCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { count: { type: 'string' }, ids: { type: 'string' }, program: { type: 'string' } },
  })
  const [path] = positionals
  if (path === undefined) return misused()
  const { header, recordings } = await readRecordingFile(path)
  const ids = values.ids?.split(',')
  const chosen = recordings
    .filter(({ scenario }) => ids === undefined || ids.includes(scenario.id))
    .slice(0, values.count === undefined ? recordings.length : Number(values.count))
  const { flaky, played } = await rerecord(header.browser, values.program ?? null, chosen)
  for (const { id, difference } of flaky) process.stdout.write(`${id}  ${difference}\n`)
  const share = played === 0 ? 0 : flaky.length / played
  process.stdout.write(`flaky ${(100 * share).toFixed(2)} % (${flaky.length} of ${played} scenarios)\n`)
  return share > flakyBar ? 1 : 0
}

function packCommand(args: string[]): number {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' } },
  })
  if (positionals.length === 0 || values.out === undefined || !values.out.endsWith('.jsonl.br'))
    return misused()
  const { scenarios, plain, packed } = packRecordings(positionals, values.out)
  const each = (packed / Math.max(1, scenarios)).toFixed(0)
  process.stderr.write(`${values.out}: ${scenarios} scenarios, ${plain} bytes in ${packed}, ${each} each\n`)
  return 0
}

/** Runs until it is ended. */
async function serveCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8460' },
      seed: { type: 'string' },
      count: { type: 'string', default: '100' },
      from: { type: 'string', default: '0' },
    },
  })
  const generated =
    values.seed === undefined
      ? []
      : generateScenarios(Number(values.seed), Number(values.count), Number(values.from))
  const { url } = await startHarness([...borderScenarios, ...generated], Number(values.port))
  process.stdout.write(`Open ${url} in your browser. Ctrl+C ends it.\n`)
  return 0
}

/**
 * The hand-written scenarios for `border`; else those of a file, which holds one or an array of them, or of all `.json`
 * files in a directory, by name.
 *
 * @throws ConfigError naming the file and the path in it.
 */
function readScenarios(path: string): readonly Scenario[] {
  if (path === 'border') return borderScenarios
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

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // Those with a code are of options and files.
  const wrong = error instanceof ConfigError || (error instanceof Error && 'code' in error)
  process.stderr.write(`${wrong ? error.message : (error as Error).stack}\n`)
  process.exitCode = 2
}
