import { readFileSync } from 'node:fs'
import { applyPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { type FileReport, lint } from '../../src/lint/lint'
import { linkOf, type RuleId, rules } from '../../src/lint/rules/catalogue'
import { repository } from '../architecture/sources'
import { dataRows } from './rows/data'
import { headersRows } from './rows/headers'
import { javascriptRows } from './rows/javascript'
import { decisionRows } from './rows/javascript-decisions'
import { nginxRows } from './rows/nginx'
import { pythonRows } from './rows/python'
import type { LintRow } from './rows/row'

const rows: readonly LintRow[] = [
  ...javascriptRows,
  ...decisionRows,
  ...pythonRows,
  ...dataRows,
  ...nginxRows,
  ...headersRows,
]

/** More than any of these files needs. */
const mostFixes = 12

function linted(path: string, text: string): FileReport {
  const [report] = lint([{ path, text }], { unmask: true }).files
  if (report === undefined) throw new Error('one file in, one report out')
  return report
}

/** The file with the first fix applied by somebody else’s reader of diffs, again and again. */
function mended(path: string, text: string): string {
  let now = text
  for (let i = 0; i < mostFixes; i++) {
    const fix = linted(path, now).findings.find((finding) => finding.fix !== null)?.fix
    if (fix == null) return now
    const next = applyPatch(now, fix.diff)
    if (next === false) throw new Error(`the diff does not apply:\n${fix.diff}\nto\n${now}`)
    now = next
  }
  throw new Error(`fixes do not come to an end:\n${now}`)
}

describe.each(rows)('$desc', ({ path, text, finds, fixed, leaves }) => {
  it('is found, where it stands', () => {
    const { findings, error } = linted(path, text)
    expect(error).toBeNull()
    const found = findings.map(
      ({ rule, severity, start }) => `${rule} ${severity} ${start.line}:${start.column}`,
    )
    expect(found).toEqual(finds)
  })

  it('is mended by the fixes, and clean then', () => {
    const now = mended(path, text)
    expect(now).toBe(fixed ?? text)
    expect(linted(path, now).findings.map(({ rule }) => rule)).toEqual(leaves ?? [])
  })

  it('has fixes that apply each on its own, and that let nobody in whom the file kept out', () => {
    for (const { fix } of linted(path, text).findings) {
      if (fix === null) continue
      const next = applyPatch(text, fix.diff)
      if (next === false) throw new Error(`the diff does not apply:\n${fix.diff}`)
      const after = linted(path, next)
      expect(after.error).toBeNull()
      const high = (report: FileReport): number =>
        report.findings.filter((finding) => finding.severity === 'high').length
      expect(high(after)).toBeLessThanOrEqual(high(linted(path, text)))
    }
  })
})

describe('rules', () => {
  const found = new Set(rows.flatMap(({ finds }) => finds.map((find) => find.split(' ')[0])))

  it('all have a row here', () => {
    const missing = Object.keys(rules).filter((rule) => !found.has(rule))
    expect(missing).toEqual([])
  })

  it.each(Object.keys(rules) as RuleId[])('%s leads to where it comes from', (rule) => {
    const { name, url } = linkOf(rule)
    expect(name).not.toBe('')
    expect(url).toMatch(/^https:\/\/[^\s]+$/)
  })
})

describe('fixes', () => {
  it('that would open what another mistake keeps shut wait for that to be mended', () => {
    const text = 'app.use(cors({ origin: true, credential: true }))\n'
    const found = linted('a.js', text).findings
    expect(found.map(({ rule, fix }) => [rule, fix === null])).toEqual([
      ['any-origin', false],
      ['unknown-option', true],
    ])
    expect(found[1]?.advice).toContain('Mended alone')
    expect(mended('a.js', text)).toBe(
      "app.use(cors({ origin: ['https://app.example.com'], credentials: true }))\n",
    )
  })

  it('name the origins that are meant, where somebody said which', () => {
    const origins = ['https://shop.example', 'https://admin.shop.example']
    const [file] = lint([{ path: 'a.js', text: 'app.use(cors({ credentials: true, origin: true }))\n' }], {
      origins,
    }).files
    expect(file?.findings[0]?.fix?.diff).toContain(
      "+app.use(cors({ credentials: true, origin: ['https://shop.example', 'https://admin.shop.example'] }))",
    )
    expect(file?.findings[0]?.advice).toBeNull()
  })
})

describe('docs/guide/lint.md', () => {
  it('lists every rule with its title', () => {
    const guide = readFileSync(`${repository}docs/guide/lint.md`, 'utf8')
    for (const [rule, { title }] of Object.entries(rules))
      expect(guide).toContain(`| \`${rule}\` | ${title} |`)
  })
})
