import type { Severity } from '../finding'
import type { FileReport, LintFinding, LintReport } from '../lint'
import { linkOf, type RuleId, rules } from '../rules/catalogue'
import { safe } from './json'

/** SARIF knows three levels. */
const levels: { readonly [S in Severity]: 'note' | 'warning' | 'error' } = {
  info: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
}

/** What code scanning sorts by, of 10. */
const security: { readonly [S in Severity]: string } = { info: '0.0', low: '3.0', medium: '5.5', high: '8.0' }

/** A report as SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function lintSarif(report: LintReport, version: string): string {
  const used = [...new Set(report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort()
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'corsac', version, rules: used.map((rule) => ruleOf(rule, worst(report, rule))) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(report.files)],
        results: report.files.flatMap(({ findings }) => findings.map((finding) => result(finding, used))),
      },
    ],
  }
  return `${safe(JSON.stringify(log, null, 2))}\n`
}

function worst(report: LintReport, rule: RuleId): Severity {
  const found = report.files.flatMap(({ findings }) => findings).filter((finding) => finding.rule === rule)
  const order: readonly Severity[] = ['high', 'medium', 'low', 'info']
  return order.find((severity) => found.some((finding) => finding.severity === severity)) ?? 'info'
}

function ruleOf(id: RuleId, severity: Severity): object {
  return {
    id,
    shortDescription: { text: rules[id].title },
    helpUri: linkOf(id).url,
    defaultConfiguration: { level: levels[severity] },
    properties: { 'security-severity': security[severity], tags: ['security', 'cors'] },
  }
}

function result(finding: LintFinding, used: readonly RuleId[]): object {
  const { rule, severity, message, consequence, advice, fix } = finding
  const change = fix === null ? '' : ` Fix: ${fix.title}.`
  const more = advice === null ? '' : ` ${advice}`
  return {
    ruleId: rule,
    ruleIndex: used.indexOf(rule),
    level: levels[severity],
    message: { text: `${message} ${consequence}${change}${more}` },
    locations: [{ physicalLocation: placeOf(finding) }],
    partialFingerprints: { 'corsac/v1': `${rule}:${message}` },
    properties: { severity, ...(fix === null ? {} : { diff: fix.diff }) },
  }
}

function placeOf({ file, start, end }: LintFinding): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  }
}

/** Files that could not be read are notifications, not results. */
function invocation(files: readonly FileReport[]): object {
  const failed = files.flatMap(({ path, error }) => (error === null ? [] : [{ path, error }]))
  return {
    executionSuccessful: failed.length === 0,
    toolExecutionNotifications: failed.map(({ path, error }) => ({
      level: 'error',
      message: { text: error.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(path) },
            region: { startLine: error.line, startColumn: error.column },
          },
        },
      ],
    })),
  }
}

/** A path as a URI reference, relative where it is. */
function uriOf(path: string): string {
  const uri = path.replace(/\\/g, '/').split('/').map(encodeURIComponent).join('/')
  return uri.startsWith('/') ? `file://${uri}` : uri
}
