import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { type FileReport, lint } from '../../src/lint/lint'
import { repository } from '../architecture/sources'
import { dataRows } from './rows/data'
import { headersRows } from './rows/headers'
import { javascriptRows } from './rows/javascript'
import { nginxRows } from './rows/nginx'
import { pythonRows } from './rows/python'

const realLife = join(repository, 'spec-tests/real-life')

interface Sample {
  readonly desc: string
  readonly path: string
  readonly text: string
}

/** Every configuration of spec-tests/lint and spec-tests/real-life, fixed forms and strict ones included. */
const samples: readonly Sample[] = [
  ...[...javascriptRows, ...pythonRows, ...dataRows, ...nginxRows, ...headersRows].map(
    ({ desc, path, text }) => ({ desc, path, text }),
  ),
  ...readdirSync(realLife, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /^(?:\d\d-|strict\/).*\.(?:conf|py|mjs|ya?ml|json)$/.test(path) && !/about\.json$/.test(path),
    )
    .map((path) => ({ desc: path, path, text: readFileSync(join(realLife, path), 'utf8') })),
]

function linted(path: string, text: string): FileReport {
  const [report] = lint([{ path, text }], { unmask: true }).files
  if (report === undefined) throw new Error('one file in, one report out')
  return report
}

function serious({ findings }: FileReport): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'medium' || severity === 'high')
    .map(({ rule }) => rule)
}

/** Fewer findings weigh less, and so do many that are less severe: no file has a thousand. */
function weight({ findings }: FileReport): number {
  const weights = { info: 1, low: 1e3, medium: 1e6, high: 1e9 }
  return findings.reduce((sum, { severity }) => sum + weights[severity], 0)
}

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const left = [...some]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

describe('all fixes of a file at once', () => {
  it('is asked of many files', () => {
    expect(samples.length).toBeGreaterThan(200)
  })

  it.each(samples)('$desc', ({ path, text }) => {
    const before = linted(path, text)
    expect(before.error).toBeNull()
    const offered = before.findings.flatMap(({ fix }) => fix ?? [])
    if (before.fix === null) {
      // What is kept from it shows others that were hidden.
      for (const { diff } of offered) {
        const alone = applyPatch(text, diff)
        if (alone === false) throw new Error(`the diff does not apply:\n${diff}`)
        expect(without(serious(linted(path, alone)), serious(before))).not.toEqual([])
      }
      return
    }
    const mended = applyPatch(text, before.fix.diff)
    if (mended === false) throw new Error(`the diff does not apply:\n${before.fix.diff}`)
    const after = linted(path, mended)
    expect(after.error, mended).toBeNull()
    expect(weight(after), mended).toBeLessThan(weight(before))
    expect(without(serious(after), serious(before)), mended).toEqual([])
    expect(offered.some(({ together }) => together)).toBe(true)
  })
})
