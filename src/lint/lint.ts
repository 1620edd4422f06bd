import { type DialectId, dialects } from './dialects'
import { atLeast, type Finding, type Severity, severities } from './finding'
import type { Material, OptionsSite } from './material'
import { lintNginx } from './nginx/lint-nginx'
import { CannotRead } from './read/cannot-read'
import { type FileKind, kindOf } from './read/kind-of'
import { readData } from './read/read-data'
import { readHeaders } from './read/read-headers'
import { readJs } from './read/read-js'
import { readPythonFile } from './read/read-python'
import { type Link, linkOf, type RuleId, rules } from './rules/catalogue'
import { exampleOrigin, type RuleContext } from './rules/context'
import { materialFindings } from './rules/material-findings'
import { applyEdits, lineStarts, type Position, positionAt } from './text'
import { unifiedDiff } from './unified-diff'
import { withoutSecrets } from './without-secrets'

/** A file to look at. */
export interface LintedFile {
  /** As it was named: it stands in findings and diffs. */
  readonly path: string
  readonly text: string
}

export interface LintOptions {
  /** What the files are, where that is not to be guessed. */
  readonly as?: FileKind | DialectId | null
  /** Origins that are meant to read; fixes write these. */
  readonly origins?: readonly string[]
  /** Rules that do not matter here. */
  readonly ignore?: readonly RuleId[]
  /** Whether secrets in diffs are shown, so that these can be applied. */
  readonly unmask?: boolean
  /** Options that running a module has told, instead of what can be read of it. */
  readonly ran?: ReadonlyMap<string, readonly OptionsSite[]>
}

/** One finding at its place. */
export interface LintFinding {
  readonly rule: RuleId
  readonly title: string
  readonly severity: Severity
  readonly message: string
  readonly consequence: string
  readonly file: string
  readonly start: Position
  readonly end: Position
  readonly fix: LintFix | null
  readonly advice: string | null
  readonly link: Link
}

export interface LintFix {
  readonly title: string
  /** For `git apply` and `patch`. */
  readonly diff: string
  /** Whether secrets in it are masked, so that it cannot be applied. */
  readonly masked: boolean
}

export interface FileReport {
  readonly path: string
  /** What it was taken for; null where that could not be told. */
  readonly kind: FileKind | null
  /** Whose options were found, and what they were told by where that was a guess. */
  readonly dialects: readonly {
    readonly dialect: DialectId
    readonly title: string
    readonly guessed: string | null
  }[]
  readonly findings: readonly LintFinding[]
  /** Why it was not looked at. */
  readonly error: (Position & { readonly message: string }) | null
}

export interface LintReport {
  readonly files: readonly FileReport[]
  readonly counts: { readonly [S in Severity]: number }
}

/** Everything that is wrong with files that say who may read a server’s answers. */
export function lint(files: readonly LintedFile[], options: LintOptions = {}): LintReport {
  const read = files.map((file) => readFile(file, options))
  const sendsCORS = read.filter(({ material }) => (material?.options.length ?? 0) > 0).length
  const reports = read.map((one) => {
    const own = (one.material?.options.length ?? 0) > 0 ? 1 : 0
    return reportOf(one, options, sendsCORS - own > 0)
  })
  const counts = Object.fromEntries(severities.map((severity) => [severity, countOf(reports, severity)]))
  // Every severity is a key.
  return { files: reports, counts: counts as LintReport['counts'] }
}

function countOf(reports: readonly FileReport[], severity: Severity): number {
  return reports.reduce(
    (sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length,
    0,
  )
}

/** Whether something was found that is as bad as that, or worse. */
export function failsOn({ counts }: LintReport, severity: Severity): boolean {
  return severities.some((one) => atLeast(one, severity) && counts[one] > 0)
}

// ── One file ────────────────────────────────────────────────────────────────────────────────────────

interface Read {
  readonly file: LintedFile
  readonly kind: FileKind | null
  /** Null where it could not be read, and for nginx. */
  readonly material: Material | null
  readonly error: CannotRead | null
}

function readFile(file: LintedFile, { as = null, ran }: LintOptions): Read {
  const text = file.text
  try {
    const kind = kindOf(file.path, text, as)
    if (kind === 'nginx') return { file, kind, material: null, error: null }
    const dialect = as !== null && as in dialects ? (as as DialectId) : null
    const material = materialOf(kind, text, file.path, dialect)
    const sites = ran?.get(file.path)
    return {
      file,
      kind,
      material: sites === undefined ? material : { ...material, options: sites },
      error: null,
    }
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error
    return { file, kind: null, material: null, error }
  }
}

function materialOf(
  kind: Exclude<FileKind, 'nginx'>,
  text: string,
  path: string,
  dialect: DialectId | null,
): Material {
  switch (kind) {
    case 'js':
      return readJs(text, path, dialect)
    case 'python':
      return readPythonFile(text, dialect)
    case 'data':
      return readData(text, path, dialect)
    case 'headers':
      return readHeaders(text)
  }
}

function reportOf(
  { file, kind, material, error }: Read,
  options: LintOptions,
  otherSendsCORS: boolean,
): FileReport {
  const { path, text } = file
  const starts = lineStarts(text)
  const failed = (message: string, offset: number): FileReport => ({
    path,
    kind,
    dialects: [],
    findings: [],
    error: { ...positionAt(starts, offset), message },
  })
  if (error !== null) return failed(error.message, error.offset)
  const { origins = [] } = options
  const context: RuleContext = {
    text,
    allowed: origins.length === 0 ? [exampleOrigin] : origins,
    allowedIsExample: origins.length === 0,
    otherSendsCORS,
  }
  try {
    const found = withSafeFixes(foundIn(path, material, context), path, kind, options, context)
    const findings = inPlace(found, file, starts, options)
    return { path, kind, dialects: dialectsOf(material), findings, error: null }
  } catch (failure) {
    if (!(failure instanceof CannotRead)) throw failure
    return failed(failure.message, failure.offset)
  }
}

function foundIn(path: string, material: Material | null, context: RuleContext): readonly Finding[] {
  return material === null ? lintNginx(path, context) : materialFindings(material, context)
}

/**
 * Fixes that would open what another mistake keeps shut go: credentials that are spelled right beside an origin that is
 * everybody’s. They come back when that is mended.
 */
function withSafeFixes(
  found: readonly Finding[],
  path: string,
  kind: FileKind | null,
  { as = null }: LintOptions,
  context: RuleContext,
): readonly Finding[] {
  const dialect = as !== null && as in dialects ? (as as DialectId) : null
  const before = countHigh(found)
  return found.map((finding) => {
    // What is high already goes by its own fix.
    if (finding.fix === null || finding.severity === 'high' || finding.severity === 'info') return finding
    const text = applyEdits(context.text, finding.fix.edits)
    const after = highIn(text, path, kind, dialect, context)
    // What is no file of its kind any more is no fix.
    if (after === null) return { ...finding, fix: null }
    return after <= before ? finding : { ...finding, fix: null, advice: notAlone }
  })
}

/** How much is high in another text of a file; null where that cannot be read. */
function highIn(
  text: string,
  path: string,
  kind: FileKind | null,
  dialect: DialectId | null,
  context: RuleContext,
): number | null {
  try {
    const material = kind === 'nginx' || kind === null ? null : materialOf(kind, text, path, dialect)
    return countHigh(foundIn(path, material, { ...context, text }))
  } catch (error) {
    if (error instanceof CannotRead) return null
    throw error
  }
}

const notAlone =
  'Mended alone, this would let in who should not get in. Mend who gets in first; then there is a fix for this.'

function countHigh(found: readonly Finding[]): number {
  return found.filter(({ severity }) => severity === 'high').length
}

function dialectsOf(material: Material | null): FileReport['dialects'] {
  const found = new Map<DialectId, string | null>()
  for (const { dialect, guessed } of material?.options ?? [])
    if (!found.has(dialect) || guessed === null) found.set(dialect, guessed)
  return [...found].map(([dialect, guessed]) => ({ dialect, title: dialects[dialect].title, guessed }))
}

/** Findings in the order of the file, each once. */
function inPlace(
  found: readonly Finding[],
  file: LintedFile,
  starts: readonly number[],
  { ignore = [], unmask = false }: LintOptions,
): readonly LintFinding[] {
  const seen = new Set<string>()
  return found
    .filter(({ rule, span, message }) => {
      const key = `${rule}@${span.start}-${span.end}:${message}`
      return !ignore.includes(rule) && !seen.has(key) && seen.add(key)
    })
    .sort(
      (a, b) =>
        a.span.start - b.span.start || severities.indexOf(b.severity) - severities.indexOf(a.severity),
    )
    .map((finding) => placed(finding, file, starts, unmask))
}

function placed(
  finding: Finding,
  { path, text }: LintedFile,
  starts: readonly number[],
  unmask: boolean,
): LintFinding {
  const { rule, severity, message, consequence, span, advice } = finding
  return {
    rule,
    title: rules[rule].title,
    severity,
    message,
    consequence,
    file: path,
    start: positionAt(starts, span.start),
    end: positionAt(starts, span.end),
    fix: fixOf(finding, path, text, unmask),
    advice,
    link: finding.link === undefined ? linkOf(rule) : { name: 'Documentation', url: finding.link },
  }
}

function fixOf({ fix }: Finding, path: string, text: string, unmask: boolean): LintFix | null {
  if (fix === null) return null
  const diff = unifiedDiff(path, text, fix.edits)
  if (diff === '') return null
  const shown = unmask ? diff : unifiedDiff(path, text, fix.edits, withoutSecrets)
  return { title: fix.title, diff: shown, masked: shown !== diff }
}
