import { atLeast, type Severity } from '../finding'
import type { FileReport, LintFinding, LintReport } from '../lint'

/** A report as JUnit XML: a suite for each file, a test for each finding that counts, and one that passes where none does. */
export function lintJunit({ files }: LintReport, failOn: Severity): string {
  const suites = files.map((file) => suite(file, failOn))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="corsac lint">\n${suites.join('')}</testsuites>\n`
}

function suite({ path, findings, error }: FileReport, failOn: Severity): string {
  const cases =
    error === null
      ? findings.length === 0
        ? [testCase(path, 'no findings', '')]
        : findings.map((finding) => findingCase(finding, failOn))
      : [
          testCase(
            path,
            `${path}:${error.line}:${error.column} can be read`,
            `      <error message="${xml(error.message)}"/>\n`,
          ),
        ]
  const failures = error === null ? findings.filter(({ severity }) => fails(severity, failOn)).length : 0
  const errors = error === null ? 0 : 1
  return `  <testsuite name="${xml(path)}" tests="${cases.length}" failures="${failures}" errors="${errors}">\n${cases.join('')}  </testsuite>\n`
}

function fails(severity: Severity, failOn: Severity): boolean {
  return severity !== 'info' && atLeast(severity, failOn)
}

function findingCase(
  { file, start, severity, rule, message, consequence, fix, link }: LintFinding,
  failOn: Severity,
): string {
  const name = `${file}:${start.line}:${start.column} ${rule}`
  const body = [
    message,
    consequence,
    ...(fix === null ? [] : [`Fix: ${fix.title}.`, fix.diff.trimEnd()]),
    link.url,
  ].join('\n')
  const inner = fails(severity, failOn)
    ? `      <failure type="${severity}" message="${xml(message)}">${xml(body)}</failure>\n`
    : `      <system-out>${xml(`${severity}: ${body}`)}</system-out>\n`
  return testCase(file, name, inner)
}

function testCase(path: string, name: string, inner: string): string {
  const head = `    <testcase classname="${xml(path)}" name="${xml(name)}"`
  return inner === '' ? `${head}/>\n` : `${head}>\n${inner}    </testcase>\n`
}

/** XML 1.0 has no other control characters than these, not even escaped. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;')
}
