import type { Include } from '../servers/nginx'
import { type DialectId, dialects } from './dialects'
import { atLeast, type Finding, type Severity, severities } from './finding'
import { type Findings, type FixedFindings, fixesOf } from './fixes'
import type { Material, OptionsSite } from './material'
import {
  addsToShared,
  editsOf,
  type Part,
  partAt,
  type WholeConfiguration,
  wholeConfiguration,
  wholeFile,
  withinPart,
} from './nginx/included'
import { lintNginx } from './nginx/lint-nginx'
import { CannotRead } from './read/cannot-read'
import type { FileKind } from './read/kind-of'
import { readText } from './read/read-material'
import { type Link, linkOf, type RuleId, rules } from './rules/catalogue'
import { exampleOrigin, type RuleContext } from './rules/context'
import { materialFindings } from './rules/material-findings'
import { type Edit, lineAround, lineStarts, type Position, positionAt } from './text'
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
  /** How a configuration of nginx finds what it includes; without it, only the file itself is looked at. */
  readonly include?: (file: LintedFile) => Include
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

/** A change as a diff. */
export interface LintDiff {
  /** For `git apply` and `patch`. */
  readonly diff: string
  /** Whether secrets in it are masked, so that it cannot be applied. */
  readonly masked: boolean
}

/** A fix, as it applies to the file as it is. */
export interface LintFix extends LintDiff {
  readonly title: string
  /** Whether it is part of the file’s own fix; if not, it is an alternative to another, or others show behind it. */
  readonly together: boolean
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
  /** All fixes that go together as one diff; null where there are none. */
  readonly fix: LintDiff | null
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
  const otherEndsTLS = read.some(({ kind, whole }) => kind === 'nginx' && endsTLS(whole.text))
  // What one of them includes is looked at where it is included.
  const included = new Set(read.flatMap(({ whole }) => whole.parts.slice(1).map(({ path }) => path)))
  const reports = merged(
    read
      .filter(({ file }) => !included.has(file.path))
      .flatMap((one) => {
        const own = (one.material?.options.length ?? 0) > 0 ? 1 : 0
        return reportsOf(one, options, { otherSendsCORS: sendsCORS - own > 0, otherEndsTLS })
      }),
  )
  const counts = Object.fromEntries(severities.map((severity) => [severity, countOf(reports, severity)]))
  // Every severity is a key.
  return { files: reports, counts: counts as LintReport['counts'] }
}

/** One report a file, though several may include it. Of the fixes of all of it, those of the first are kept. */
function merged(reports: readonly FileReport[]): readonly FileReport[] {
  const byPath = new Map<string, FileReport>()
  for (const report of reports) {
    const before = byPath.get(report.path)
    const findings = before === undefined ? report.findings : bothOf(before.findings, report.findings)
    byPath.set(report.path, before === undefined ? report : { ...before, findings })
  }
  return [...byPath.values()]
}

function bothOf(some: readonly LintFinding[], others: readonly LintFinding[]): readonly LintFinding[] {
  const keyOf = ({ rule, start, end, message }: LintFinding): string =>
    JSON.stringify([rule, start, end, message])
  const known = new Set(some.map(keyOf))
  return [...some, ...others.filter((finding) => !known.has(keyOf(finding)))]
}

/** Whether a configuration of nginx speaks TLS to browsers, and passes on what they ask. */
function endsTLS(text: string): boolean {
  return /\bproxy_pass\s/.test(text) && /\blisten\s[^;{}]{0,200}\bssl\b/.test(text)
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
  /** The file, and with it what a configuration of nginx includes. */
  readonly whole: WholeConfiguration
  readonly kind: FileKind | null
  /** Null where it could not be read, and for nginx. */
  readonly material: Material | null
  readonly error: CannotRead | null
}

function readFile(file: LintedFile, { as = null, ran, include }: LintOptions): Read {
  const { path, text } = file
  const alone = wholeFile(path, text)
  let known: FileKind | null = null
  try {
    const { kind, material } = readText(text, path, as)
    known = kind
    const sites = ran?.get(path)
    return {
      file,
      whole: kind === 'nginx' ? wholeConfiguration(path, text, include?.(file) ?? null) : alone,
      kind,
      material: sites === undefined || material === null ? material : { ...material, options: sites },
      error: null,
    }
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error
    return { file, whole: alone, kind: known, material: null, error }
  }
}

/** The report of a file that could not be read. */
export function unreadReport(
  path: string,
  message: string,
  place: Position = { line: 1, column: 1 },
): FileReport {
  return { path, kind: null, dialects: [], findings: [], fix: null, error: { ...place, message } }
}

/** A report of a file, and of each that it includes. */
function reportsOf(
  { file, whole, kind, material, error }: Read,
  options: LintOptions,
  others: Pick<RuleContext, 'otherSendsCORS' | 'otherEndsTLS'>,
): readonly FileReport[] {
  const { path, text } = file
  const failed = ({ message, offset }: CannotRead): FileReport => ({
    ...unreadReport(path, message, positionAt(lineStarts(text), offset)),
    kind,
  })
  if (error !== null) return [failed(error)]
  const { origins = [], ignore = [], as = null } = options
  const context: RuleContext = {
    text: whole.text,
    allowed: origins.length === 0 ? [exampleOrigin] : origins,
    allowedIsExample: origins.length === 0,
    ...others,
  }
  const findingsIn = (read: Material | null, of: RuleContext): readonly Finding[] =>
    inOrder(read === null ? lintNginx(path, of, whole.meant) : materialFindings(read, of))
  const lookAgain = (changed: string): Findings => {
    // It stays of the kind that it was taken for.
    const again = readText(changed, path, as, kind ?? undefined).material
    return { material: again, findings: findingsIn(again, { ...context, text: changed }) }
  }
  try {
    // What does not matter is not mended, but counts where a fix may make something worse.
    const found = findingsIn(material, context).map((finding) =>
      ignore.includes(finding.rule) ? { ...finding, fix: null } : withoutShared(finding, whole),
    )
    const fixed = fixesOf(whole.text, { findings: found, material }, lookAgain)
    const shown = fixed.findings.filter(({ rule }) => !ignore.includes(rule))
    return whole.parts.map((part) => {
      const starts = lineStarts(part.text)
      return {
        path: part.path,
        kind,
        dialects: dialectsOf(material),
        findings: shown
          .filter(({ span }) => partAt(whole, span.start) === part)
          .map((finding) => placed(finding, fixed, whole, part, starts, options)),
        fix: diffOf(fixed.edits, whole, [part], options),
        error: null,
      }
    })
  } catch (failure) {
    if (!(failure instanceof CannotRead)) throw failure
    return [failed(failure)]
  }
}

function withoutShared(finding: Finding, whole: WholeConfiguration): Finding {
  if (finding.fix === null || !addsToShared(whole, finding.fix.edits)) return finding
  const { path } = partAt(whole, finding.fix.edits[0]?.start ?? 0)
  const advice = `${finding.fix.title}: by hand, for ${path} is included at several places.`
  return { ...finding, fix: null, advice }
}

function dialectsOf(material: Material | null): FileReport['dialects'] {
  const found = new Map<DialectId, string | null>()
  for (const { dialect, guessed } of material?.options ?? [])
    if (!found.has(dialect) || guessed === null) found.set(dialect, guessed)
  return [...found].map(([dialect, guessed]) => ({ dialect, title: dialects[dialect].title, guessed }))
}

/** Findings in the order of the file, each once. */
function inOrder(found: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return found
    .filter(({ rule, span, message }) => {
      const key = `${rule}@${span.start}-${span.end}:${message}`
      return !seen.has(key) && seen.add(key)
    })
    .sort(
      (a, b) =>
        a.span.start - b.span.start || severities.indexOf(b.severity) - severities.indexOf(a.severity),
    )
}

function placed(
  finding: Finding,
  { fixes }: FixedFindings,
  whole: WholeConfiguration,
  part: Part,
  starts: readonly number[],
  options: LintOptions,
): LintFinding {
  const { rule, severity, message, consequence } = finding
  const isLong = finding.fix?.edits.some((edit) => inLongLine(whole.text, edit)) ?? false
  const fix = isLong ? null : finding.fix
  const advice = isLong ? tooLong(finding.fix?.title ?? '', finding.advice) : finding.advice
  const diff = fix === null ? null : diffOf(fix.edits, whole, whole.parts, options)
  const span = withinPart(part, finding.span)
  return {
    rule,
    title: rules[rule].title,
    severity,
    message,
    consequence,
    file: part.path,
    start: positionAt(starts, span.start),
    end: positionAt(starts, span.end),
    fix: fix === null || diff === null ? null : { title: fix.title, ...diff, together: fixes.has(fix) },
    advice,
    link: finding.link === undefined ? linkOf(rule) : { name: 'Documentation', url: finding.link },
  }
}

/**
 * Longer than a line that people write, in UTF-16 code units. A diff has the whole line: what is packed into one, with a
 * finding every few characters, would have reports as long as its square.
 */
const longestLine = 10_000

function inLongLine(text: string, { start }: Edit): boolean {
  const line = lineAround(text, start)
  return line.end - line.start > longestLine
}

function tooLong(title: string, advice: string | null): string {
  const said = `${title}. This line is too long for a diff of its own; --diff has all fixes that go together.`
  return advice === null ? said : `${said} ${advice}`
}

/** The change of these files as a diff. */
function diffOf(
  edits: readonly Edit[],
  whole: WholeConfiguration,
  parts: readonly Part[],
  { unmask = false }: LintOptions,
): LintDiff | null {
  const diffs = (show: (line: string) => string): string =>
    parts.map((part) => unifiedDiff(part.path, part.text, editsOf(whole, part, edits), show)).join('')
  const diff = diffs((line) => line)
  if (diff === '') return null
  const shown = unmask ? diff : diffs(withoutSecrets)
  return { diff: shown, masked: shown !== diff }
}
