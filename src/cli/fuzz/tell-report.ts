import { accessSync, constants, type Stats, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ansiPaint, noPaint } from '../../explain/text-layout'
import { type Report, type Severity, severities } from '../../fuzz/types'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import type { ParsedOptions } from '../parse-options'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'
import { fuzzText } from './fuzz-text'
import { whatIsLeft } from './what-is-left'

/**
 * Prints a report, then writes the files that were asked for, and says what to end with. A file that cannot be written
 * is told in words, after everything else: the code is 2 then, since whoever reads the file would miss it.
 */
export function told(
  report: Report,
  cutShort: string | null,
  given: ParsedOptions,
  failOn: Severity,
  io: IO,
): ExitCode {
  const json = `${JSON.stringify(report, null, 2)}\n`
  const paint = (given.flag('color') ?? io.color) ? ansiPaint : noPaint
  const left = whatIsLeft(report)
  const style = { paint, width: io.columns, verbose: given.flag('verbose') === true }
  if (given.flag('json') === true) {
    io.out(json)
    for (const sentence of [...left, ...(cutShort === null ? [] : [cutShort])])
      io.err(`corsac: ${sentence}\n`)
  } else io.out(fuzzText(report, left, cutShort, style))
  const unwritten = filesOf(report, json, given).flatMap((file) => whyUnwritten(file, io) ?? [])
  const [first] = unwritten
  if (first !== undefined) {
    const others = unwritten.length === 1 ? '' : ` Nor can ${unwritten.length - 1} more.`
    io.err(
      `corsac: ${first}${others} What was found is printed all the same. Name another place; the same seed finds the same again.\n`,
    )
    return exitCodes.usage
  }
  const least = severities.indexOf(failOn)
  return report.findings.some(({ severity }) => severities.indexOf(severity) >= least)
    ? exitCodes.refused
    : exitCodes.ok
}

interface ReportFile {
  readonly option: string
  readonly path: string
  readonly text: string
}

/** What the arguments want written. */
function filesOf(report: Report, json: string, given: ParsedOptions): readonly ReportFile[] {
  const file = given.value('report')
  const folder = given.value('emit-tests')
  const found = folder === null ? [] : report.findings
  return [
    ...(file === null ? [] : [{ option: '--report', path: file, text: json }]),
    ...found.flatMap(({ id, scenario, test }) => {
      const named = (name: string, text: string): ReportFile => ({
        option: '--emit-tests',
        path: join(folder ?? '', name),
        text,
      })
      return [
        ...(test === null ? [] : [named(`${id}.test.js`, test)]),
        ...(scenario === null ? [] : [named(`${id}.json`, `${JSON.stringify(scenario, null, 2)}\n`)]),
      ]
    }),
  ]
}

function whyUnwritten({ option, path, text }: ReportFile, io: IO): string | null {
  try {
    io.write(path, text)
    return null
  } catch (thrown) {
    return `${option} ${shownArgument(path)} cannot be written: ${reasonOf(thrown)}.`
  }
}

/** What Node says of files in a word, in words. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'that is not permitted'],
  ['EEXIST', 'there is a file where a folder should be'],
  ['EISDIR', 'there is a folder of that name'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'there is a file where a folder should be'],
  ['EROFS', 'it is on a disk that is only read'],
])

function reasonOf(thrown: unknown): string {
  const { code } = Object(thrown) as { readonly code?: unknown }
  return reasons.get(String(code)) ?? (thrown instanceof Error ? thrown.message : String(thrown))
}

/**
 * Looks, before anything is played, whether what the arguments name could be written; leaves nothing behind.
 *
 * @throws UsageError where it cannot
 */
export function mayBeWritten(given: ParsedOptions): void {
  const file = given.value('report')
  if (file !== null) check('--report', file, 'a file')
  const folder = given.value('emit-tests')
  if (folder !== null) check('--emit-tests', folder, 'a folder')
}

function check(option: string, path: string, what: 'a file' | 'a folder'): void {
  const why = whyNot(resolve(path), what)
  if (why !== null) {
    const example = what === 'a file' ? `${option} report.json` : `${option} found`
    throw new UsageError(
      `${option} ${shownArgument(path)} cannot be written: ${why}. Name ${what} that can be: ${example}`,
    )
  }
}

function whyNot(path: string, what: 'a file' | 'a folder'): string | null {
  try {
    // Below a file there is nothing: that is told of the file, one step up.
    const there = statBelow(path)
    if (there === undefined) return dirname(path) === path ? null : whyNot(dirname(path), 'a folder')
    if (what === 'a folder' && !there.isDirectory()) return 'there is a file where a folder should be'
    if (what === 'a file' && there.isDirectory()) return 'there is a folder of that name'
    accessSync(path, there.isDirectory() ? constants.W_OK | constants.X_OK : constants.W_OK)
    return null
  } catch (thrown) {
    return reasonOf(thrown)
  }
}

function statBelow(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (thrown) {
    if ((thrown as { readonly code?: unknown }).code === 'ENOTDIR') return undefined
    throw thrown
  }
}
