import type { Look } from '../../campaign/play'
import { createPool, type Ended, loadingMs, type Pool } from '../../campaign/pool'
import { proveAfresh } from '../../campaign/prove-afresh'
import { runCampaign } from '../../campaign/run-campaign'
import { type CampaignSpec, createProgress, hasLoaded, type TargetSpec } from '../../campaign/target-spec'
import { sweepSize } from '../../fuzz/case-at'
import { createCampaign } from '../../fuzz/create-campaign'
import { mergeReports } from '../../fuzz/merge-reports'
import { readReport } from '../../fuzz/read-report'
import type { Report } from '../../fuzz/types'
import type { ProfileName } from '../../profile/profile'
import type { Command } from '../command'
import { type ExitCode, exitCodes } from '../exit-codes'
import { askedText } from '../fuzz/asked-text'
import { type Amount, type Asked, amountOf, options, rangeOf, targetOf } from '../fuzz/fuzz-options'
import { intentAsked } from '../fuzz/intent-asked'
import { mayBeWritten, told } from '../fuzz/tell-report'
import type { IO } from '../io'
import type { ParsedOptions } from '../parse-options'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

/** `corsac fuzz`: what a server really allows, against what it is meant to. */
export const fuzz: Command = {
  name: 'fuzz',
  usage: ['TARGET [--origin ORIGIN]…', 'merge REPORT…', 'replay TARGET REPORT ID'],
  summary: 'finds what a server really allows, beside what it is meant to',
  details: [
    'TARGET is a module whose default export is an app (Express, Koa, Fastify, Nest, Hono, a fetch handler, a (request, response) function, a Handler), a configuration file, or a URL on this computer. A module is run for that.',
    'Say who may read with --origin, or with --intent FILE. Otherwise it is learned from the target, shown, and has to be confirmed.',
    'The same seed plays the same cases, however many threads or shards there are. It ends with 1 where a finding has the severity of --fail-on or a higher one.',
    'Ctrl-C keeps what was found until then; it ends with 130 where that is nothing of --fail-on.',
    'Files are written when everything is printed. One that cannot be written is looked for before anything is played, and ends it with 2.',
  ],
  options,
  examples: [
    'corsac fuzz app.mjs --origin https://app.example.com --credentials',
    'corsac fuzz nginx.conf --yes',
    'corsac fuzz http://localhost:3000 --intent intent.json --runs 2000',
    'corsac fuzz app.mjs --intent intent.json --shard 1/4 --report part-1.json',
    'corsac fuzz merge part-1.json part-2.json',
  ],
  run: runFuzz,
}

async function runFuzz(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const [action, ...rest] = given.positionals
  if (action === 'merge') return merged(rest, given, io)
  const amount = amountOf(given)
  const [, reportFile, id] = rest
  if (action === 'replay') return replayed(given, rest[0], reportFile ?? '', id ?? '', amount, io)
  // What is wrong with it is said before the target runs.
  rangeOf(given, 1)
  mayBeWritten(given)
  const asked = targetOf(given)
  const { interrupted } = io
  const pool = createPool({ ...amount, worker: io.worker, signal: interrupted })
  try {
    return await campaign(given, asked, amount, pool, io)
  } finally {
    await pool.close()
  }
}

async function campaign(
  given: ParsedOptions,
  asked: Asked,
  amount: Amount,
  pool: Pool,
  io: IO,
): Promise<ExitCode> {
  const { origin } = asked
  const seen = await lookedAt(asked, amount, pool)
  if (seen === null) return stopped(io)
  const { look, target } = seen
  const named = given.value('target') !== null || look.origin === null
  const intent = await intentAsked(
    given,
    { target, origin: named ? origin : (look.origin ?? origin), paths: asked.paths },
    look.paths,
    pool,
    io,
  )
  if (intent === null) return stopped(io)
  if (given.flag('print-intent') === true) {
    io.out(`${JSON.stringify(intent, null, 2)}\n`)
    return exitCodes.ok
  }
  const isChosen = intent.target === look.origin
  if (given.flag('json') !== true) {
    io.err(`Taken for ${look.taken}${isChosen ? look.choice : ''}. ${askedText(intent, look)}\n`)
  }
  const { profiles, seed } = amount
  const all = sweepSize(createCampaign({ intent, profiles: profiles as ProfileName[] })) + 10_000
  const spec = { target, intent, profiles, seed }
  const { cutShort, report: found } = await runCampaign(pool, {
    spec,
    range: rangeOf(given, all),
    // A rate is one for all.
    workers: target.kind === 'url' && target.rate !== null ? 1 : amount.workers,
  })
  const report = cutShort === null ? await proved(found, spec, amount, io) : found
  if (report.counts.answers > 0 && report.counts.threw === report.counts.answers && target.kind === 'url') {
    io.err(
      `corsac: ${target.origin} gave no answer at all. Start it, and see that it listens at that host and port.\n`,
    )
    return exitCodes.network
  }
  const code = told(report, cutShort, given, amount.failOn, io)
  if (isChosen && look.alsoCors.length > 0) {
    io.err(
      `corsac: other servers of this configuration say CORS, too, and were not asked: ${look.alsoCors.join(', ')}. Ask each with --target.\n`,
    )
  }
  return code === exitCodes.ok && cutShort !== null ? exitCodes.stopped : code
}

/** With findings as a module shows them that was loaded for each; other targets keep nothing, or cannot be had anew. */
async function proved(report: Report, spec: CampaignSpec, amount: Amount, io: IO): Promise<Report> {
  if (spec.target.kind !== 'module' || report.findings.length === 0) return report
  const workers = Math.min(amount.workers, report.findings.length)
  // What has answered before is given time to be loaded on a busy machine.
  const timeoutMs = Math.max(amount.timeoutMs, 10_000)
  const pool = createPool({
    ...amount,
    timeoutMs,
    workers,
    worker: io.worker,
    signal: io.interrupted,
    afresh: true,
  })
  try {
    return await proveAfresh(pool, spec, report, workers)
  } finally {
    await pool.close()
  }
}

/**
 * What the target is, and how to load it. One that hangs, or ends its thread, when it is asked for the first time is there:
 * that it does is for the cases to find. Null where somebody stopped it.
 *
 * @throws UsageError where it cannot be loaded
 */
async function lookedAt(
  { origin, target }: Asked,
  { timeoutMs }: Amount,
  pool: Pool,
): Promise<{ readonly look: Look; readonly target: TargetSpec } | null> {
  const progress = createProgress()
  const ended = await pool.run({ kind: 'look', target, origin, progress })
  if (ended.kind === 'done') return { look: ended.result, target }
  if (ended.kind === 'stopped') return null
  if (target.kind === 'module' && hasLoaded(progress)) {
    const look: Look = {
      taken: 'a Handler that does not answer',
      inTime: false,
      origin: null,
      choice: '',
      alsoCors: [],
      paths: [],
      leftPaths: [],
    }
    return { look, target: { ...target, as: 'handler' } }
  }
  const why =
    ended.kind === 'crashed'
      ? ended.message
      : `it takes longer than ${(timeoutMs + loadingMs) / 1000} seconds. Let it not wait for anything when it is imported, or give it longer with --timeout`
  throw new UsageError(`the target cannot be loaded: ${why}`)
}

function stopped(io: IO): ExitCode {
  io.err('corsac: it was stopped before anything was played.\n')
  return exitCodes.stopped
}

function merged(files: readonly string[], given: ParsedOptions, io: IO): ExitCode {
  if (files.length === 0)
    throw new UsageError('fuzz merge takes reports: corsac fuzz merge part-1.json part-2.json')
  const { failOn } = amountOf(given)
  mayBeWritten(given)
  return told(mergeReports(files.map((file) => reportIn(file, io))), null, given, failOn, io)
}

function reportIn(file: string, io: IO): Report {
  let text: string
  try {
    text = io.read(file).toString('utf8')
  } catch (error) {
    throw new UsageError(
      `${shownArgument(file)} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new UsageError(
      `${shownArgument(file)} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return readReport(json, file)
}

function whyNot(ended: Exclude<Ended<'replay'>, { kind: 'done' }>): string {
  if (ended.kind === 'crashed') return `The target ended its thread: ${ended.message}`
  return ended.kind === 'hung' ? 'The target did not answer.' : 'It was stopped.'
}

/** Plays the case of a finding again, and says whether it still goes wrong. */
async function replayed(
  given: ParsedOptions,
  what: string | undefined,
  file: string,
  id: string,
  amount: Amount,
  io: IO,
): Promise<ExitCode> {
  if (what === undefined || file === '' || id === '') {
    throw new UsageError('fuzz replay takes a target, a report and the id of a finding')
  }
  const report = reportIn(file, io)
  const finding = report.findings.find((each) => each.id === id)
  if (finding === undefined)
    throw new UsageError(`there is no finding ${shownArgument(id)} in ${shownArgument(file)}.`)
  if (finding.case === null)
    throw new UsageError(`${id} shows in all answers together: there is no case to replay.`)
  const { target } = targetOf({ ...given, positionals: [what] })
  const { intent, profiles, seed } = report
  const pool = createPool({ ...amount, workers: 1, worker: io.worker, signal: io.interrupted })
  // A thread has a module anew, and models of configurations keep nothing: once tells.
  const tells = finding.fresh === true || target.kind === 'configuration'
  const times = tells ? 1 : timesUnsure
  try {
    for (let time = 1; time <= times; time++) {
      const ended = await pool.run<'replay'>({
        kind: 'replay',
        campaign: { target, intent, profiles, seed },
        case: finding.case,
        progress: createProgress(),
      })
      if (ended.kind === 'done' && ended.result.length === 0) continue
      const objections =
        ended.kind === 'done' ? ended.result.map(({ consequence }) => consequence) : [whyNot(ended)]
      io.out(`${objections.join('\n')}\n`)
      if (time > 1) io.out(`It was played ${time} times: before that it went as it should.\n`)
      return exitCodes.refused
    }
    io.out(tells ? 'It is put right: the case goes as it should.\n' : unsure)
    return exitCodes.ok
  } finally {
    await pool.close()
  }
}

/** How often a case is played that need not go wrong the first time. */
const timesUnsure = 20

const unsure = `The case goes as it should, ${timesUnsure} times in a row. It was never seen to go wrong on a server that was just started, so that this does not tell whether it is put right: run the campaign again.\n`
