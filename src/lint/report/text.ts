import { ansiPaint, hang, noPaint, type Paint, printable } from '../../explain/text-layout'
import { type Severity, severities } from '../finding'
import type { FileReport, LintFinding, LintReport } from '../lint'

export interface LintTextOptions {
  readonly color: boolean
  /** In columns. */
  readonly width: number
  /** Whether links and what was taken for what are told, too. */
  readonly verbose: boolean
}

/** A report for people. */
export function lintText(report: LintReport, { color, width, verbose }: LintTextOptions): string {
  const paint = color ? ansiPaint : noPaint
  const files = report.files.flatMap((file) => fileLines(file, paint, width, verbose))
  return `${[...files, ...summary(report, paint)].join('\n')}\n`
}

function fileLines(file: FileReport, paint: Paint, width: number, verbose: boolean): readonly string[] {
  const { path, findings, error } = file
  if (error !== null) {
    const place = `${path}:${error.line}:${error.column}`
    return [
      `${paint.bold(printable(place, false))}  ${paint.bad('cannot be read')}`,
      ...hang('  ', printable(error.message, false), width),
      '',
    ]
  }
  const guesses = file.dialects.filter(({ guessed }) => guessed !== null)
  const notes = guesses.map(
    ({ title, guessed }) => `Taken for options of ${title}, ${guessed}; --as says what it is.`,
  )
  if (findings.length === 0 && notes.length === 0) return []
  return [
    ...notes.flatMap((note) =>
      hang(`${paint.bold(printable(path, false))}  `.replace(/\u001b\[\d+m/g, ''), note, width),
    ),
    ...(notes.length === 0 ? [] : ['']),
    ...findings.flatMap((finding) => [...findingLines(finding, file, paint, width, verbose), '']),
  ]
}

function findingLines(
  finding: LintFinding,
  file: FileReport,
  paint: Paint,
  width: number,
  verbose: boolean,
): readonly string[] {
  const { start, severity, rule, message, consequence, fix, advice, link } = finding
  const place = printable(`${finding.file}:${start.line}:${start.column}`, false)
  return [
    `${paint.bold(place)}  ${painted(severity, paint)}  ${paint.dim(rule)}`,
    ...hang('  ', printable(message, false), width),
    ...hang('  ', printable(consequence, false), width),
    ...(fix === null ? [] : ['', ...hang('  ', `Fix: ${fix.title}.`, width), ...diffLines(fix.diff, paint)]),
    ...(fix?.masked === true
      ? hang('  ', 'Secrets in it are ***; with --unmask the diff can be applied.', width, paint.dim)
      : []),
    ...(fix?.together === false ? hang('  ', file.fix === null ? reveals : apart, width, paint.dim) : []),
    ...(advice === null
      ? []
      : [...(fix === null ? [] : ['']), ...hang('  ', printable(advice, false), width, paint.dim)]),
    ...(verbose ? [paint.dim(`  ${link.name}: ${link.url}`)] : [paint.dim(`  ${link.url}`)]),
  ]
}

/** Said of a fix behind which more shows. */
const reveals = 'This mistake hides others: they show once it is mended, so look again then.'

/** Said of a fix that is not among those that go together. */
const apart = 'This one does not go with the other fixes: apply those first, and look again.'

function painted(severity: Severity, paint: Paint): string {
  const colour = { info: paint.dim, low: paint.unsure, medium: paint.unsure, high: paint.bad }[severity]
  return colour(severity)
}

/** Without the names of the file, which stand above: they are in the JSON. */
function diffLines(diff: string, paint: Paint): readonly string[] {
  return diff
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) => {
      const text = `    ${printable(line, false)}`
      if (line.startsWith('-')) return paint.bad(text)
      return line.startsWith('+') ? paint.good(text) : paint.dim(text)
    })
}

function summary({ files, counts }: LintReport, paint: Paint): readonly string[] {
  const failed = files.filter(({ error }) => error !== null).length
  const total = severities.reduce((sum, severity) => sum + counts[severity], 0)
  const looked = files.length - failed
  const where = `in ${looked} file${looked === 1 ? '' : 's'}`
  const parts = [...severities]
    .reverse()
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`)
  const found =
    total === 0
      ? paint.good(`Nothing found ${where}.`)
      : `${total} finding${total === 1 ? '' : 's'} ${where}: ${parts.join(', ')}.`
  return [found + (failed === 0 ? '' : paint.bad(` ${failed} could not be read.`))]
}
