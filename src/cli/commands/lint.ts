import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { includesOnDisk } from '../../campaign/nginx-files'
import { printable } from '../../explain/text-layout'
import { listed } from '../../explain/words'
import { type DialectId, dialects } from '../../lint/dialects'
import { type Severity, severities } from '../../lint/finding'
import {
  type FileReport,
  failsOn,
  type LintedFile,
  type LintOptions,
  type LintReport,
  lint as lintFiles,
  unreadReport,
} from '../../lint/lint'
import type { OptionsSite } from '../../lint/material'
import { ranOptions } from '../../lint/ran-options'
import { CannotRead } from '../../lint/read/cannot-read'
import { decoded, NoText } from '../../lint/read/decode'
import type { FileKind } from '../../lint/read/kind-of'
import { readJs } from '../../lint/read/read-js'
import { lintJson } from '../../lint/report/json'
import { lintJunit } from '../../lint/report/junit'
import { lintSarif } from '../../lint/report/sarif'
import { lintText } from '../../lint/report/text'
import { type RuleId, rules } from '../../lint/rules/catalogue'
import { mistakeIn } from '../../lint/rules/dead-origins'
import { lineStarts, positionAt } from '../../lint/text'
import type { Command } from '../command'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import type { OptionRow, ParsedOptions } from '../parse-options'
import { didYouMean } from '../suggest'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

const options: readonly OptionRow[] = [
  {
    name: 'as',
    value: 'WHAT',
    choices: [...Object.keys(dialects), 'nginx', 'headers'],
    help: 'whose options these are, where that is not to be guessed',
  },
  {
    name: 'origin',
    short: 'o',
    value: 'ORIGIN',
    multiple: true,
    help: 'an origin that is meant to read: fixes name it; https://app.example.com by default',
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: severities.filter((severity) => severity !== 'info'),
    help: 'end with 1 for findings from that severity on, low by default',
  },
  { name: 'ignore', value: 'RULE', multiple: true, help: 'a rule that does not matter here' },
  { name: 'diff', value: null, help: 'print the fixes that go together as one diff, for git apply' },
  { name: 'sarif', value: null, help: 'print SARIF 2.1.0, for code scanning' },
  { name: 'junit', value: null, help: 'print JUnit XML, for CI' },
  {
    name: 'run',
    value: null,
    help: 'run modules of JavaScript, to know what they export; without it nothing of a file runs',
  },
  { name: 'verbose', short: 'v', value: null, help: 'cite the step that each finding comes from' },
  { name: 'unmask', value: null, help: 'show secrets in diffs, so that these can be applied' },
]

/** `corsac lint`: configurations of servers looked at without starting any. */
export const lint: Command = {
  name: 'lint',
  usage: ['FILE… [options]'],
  summary: 'finds what is wrong with configurations of servers, and says what to write instead',
  details: [
    'FILE is a program that calls cors(), @fastify/cors, @koa/cors, hono/cors, flask-cors or Starlette’s CORSMiddleware; settings of Flask or Django; options as JSON, YAML or an exported object; nginx.conf; or headers, as curl -v and curl -i print them. - is standard input.',
    'All findings are told at once: where, what comes of it for whom, and the fix. A fix never lets in whoever asks. With --diff, all fixes that go together are one diff.',
    'Programs are read and not run. What is known when they run only is named, as info. info never fails.',
    'A file that cannot be read, or is not what its name says, makes the exit code 2; the others are looked at all the same.',
  ],
  options,
  examples: [
    'corsac lint server.js nginx.conf --origin https://app.example.com',
    "curl -si https://api.example.com/me -H 'Origin: https://app.example.com' | corsac lint --as headers -",
    'corsac lint server.js --diff | git apply',
    'corsac lint settings.py --sarif > corsac.sarif',
  ],
  run: runLint,
}

async function runLint(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const { positionals } = given
  if (positionals.length === 0)
    throw new UsageError('lint needs a file: corsac lint server.js. See corsac lint --help.')
  const failOn = (given.value('fail-on') ?? 'low') as Severity
  const as = given.value('as') as FileKind | DialectId | null
  const { files, unread } = filesOf(positionals, io)
  const ran =
    given.flag('run') === true ? await ranModules(files, as) : new Map<string, readonly OptionsSite[]>()
  const lintOptions: LintOptions = {
    as,
    origins: given.values('origin').map(originOf),
    ignore: given.values('ignore').map(ruleOf),
    unmask: given.flag('unmask') === true,
    include: ({ path, text }) => includesOnDisk(path, text),
    ran,
  }
  const found = lintFiles(files, lintOptions)
  const report = { ...found, files: [...found.files, ...unread] }
  io.out(rendered(report, given, failOn, io))
  if (report.files.some(({ error }) => error !== null)) return exitCodes.usage
  return failsOn(report, failOn) ? exitCodes.refused : exitCodes.ok
}

function rendered(report: LintReport, given: ParsedOptions, failOn: Severity, io: IO): string {
  const formats = ['json', 'sarif', 'junit', 'diff'].filter((name) => given.flag(name) === true)
  const [format, other] = formats
  if (other !== undefined)
    throw new UsageError(`--${format} and --${other} are two forms of one report: choose one.`)
  if (format === 'json') return lintJson(report)
  if (format === 'sarif') return lintSarif(report, io.version)
  if (format === 'junit') return lintJunit(report, failOn)
  if (format === 'diff') return lintDiff(report, io)
  const color = given.flag('color') ?? io.color
  return lintText(report, { color, width: io.columns, verbose: given.flag('verbose') === true })
}

/** What there is to mend, and what else keeps it from being applied. */
function lintDiff({ files }: LintReport, { err }: IO): string {
  const masked = files.filter(({ fix }) => fix?.masked === true).map(({ path }) => path)
  if (masked.length > 0)
    err(`corsac: secrets in the diff of ${listed(masked)} are ***: with --unmask it can be applied.\n`)
  for (const { path, error } of files)
    if (error !== null)
      err(
        `${printable(`corsac: ${path}:${error.line}:${error.column} cannot be read: ${error.message}`, false)}\n`,
      )
  return files.map(({ fix }) => fix?.diff ?? '').join('')
}

// ── Arguments ───────────────────────────────────────────────────────────────────────────────────────

function originOf(written: string): string {
  const mistake = mistakeIn(written)
  if (mistake === null && written !== 'null') return written
  const meant = mistake?.meant?.[0]
  throw new UsageError(
    `--origin must be an origin such as https://app.example.com; not ${shownArgument(written)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  )
}

function ruleOf(written: string): RuleId {
  if (written in rules) return written as RuleId
  throw new UsageError(
    `--ignore ${shownArgument(written)}: there is no such rule.${didYouMean(written, Object.keys(rules))}`,
  )
}

/** The files that can be had, and reports of those that cannot. */
function filesOf(
  paths: readonly string[],
  io: IO,
): { readonly files: readonly LintedFile[]; readonly unread: readonly FileReport[] } {
  const files: LintedFile[] = []
  const unread: FileReport[] = []
  for (const given of new Set(paths)) {
    const path = shownPath(given)
    try {
      files.push({ path, text: decoded(io.read(given)) })
    } catch (error) {
      unread.push(
        error instanceof NoText
          ? unreadReport(path, error.message, positionAt(lineStarts(error.before), error.offset))
          : unreadReport(path, whyUnread(error)),
      )
    }
  }
  return { files, unread }
}

/** What Node says of files in a word, in words. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'expected a file, found nothing of that name'],
  ['EISDIR', 'expected a file, found a folder'],
  ['EACCES', 'expected a file that may be read, and this may not'],
  ['ERR_FS_FILE_TOO_LARGE', 'expected a file that fits into memory'],
])

function whyUnread(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  const message = error instanceof Error ? error.message : String(error)
  return reasons.get(String(code)) ?? `expected a file that can be read: ${message}`
}

function shownPath(path: string): string {
  return path === '-' ? 'stdin' : path.replace(/^\.\//, '')
}

// ── Modules ─────────────────────────────────────────────────────────────────────────────────────────

/** What modules of JavaScript export when they run. Their code does what it likes: only `--run` asks for it. */
async function ranModules(
  files: readonly LintedFile[],
  as: FileKind | DialectId | null,
): Promise<ReadonlyMap<string, readonly OptionsSite[]>> {
  const ran = new Map<string, readonly OptionsSite[]>()
  const dialect = as !== null && as in dialects ? (as as DialectId) : null
  for (const { path, text } of files) {
    if (!/\.[mc]?js$/.test(path)) continue
    let module: { readonly default?: unknown }
    try {
      module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown }
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
      throw new UsageError(`--run: ${shownArgument(path)} does not run (${why}).`)
    }
    try {
      ran.set(
        path,
        ranOptions(
          module.default ?? Object.values(module)[0],
          readJs(text, path, dialect).options,
          text,
          dialect,
        ),
      )
    } catch (error) {
      // The report says why.
      if (!(error instanceof CannotRead)) throw error
    }
  }
  return ran
}
