import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { divergences } from '../../src/profile/divergences'
import { repository } from '../architecture/sources'
import type { Measured } from '../lab/evidence/measured'
import { mutants } from '../lab/mutants/mutants'
import { type Agreement, bars, browserNames } from '../lab/replay'

describe('docs/conformance.md', () => {
  it('is what the script makes of src, and of the numbers in docs/lab', () => {
    const { status, stderr } = spawnSync(process.execPath, ['docs/generate-conformance.mjs', '--check'], {
      cwd: repository,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('has every row of the table', () => {
    const headings = readFileSync(`${repository}docs/conformance.md`, 'utf8').match(/^#### .*$/gm)
    expect(headings).toEqual(divergences.map(({ id, knob }) => `#### ${id} \`${knob}\``))
  })
})

// Where docs/lab/agreement.json comes from is tested in spec-tests/lab/corpus.test.ts, which replays the corpus.
describe('docs/lab/mutants.json', () => {
  it('is of the mutants there are', () => {
    const [, ...others] = mutantsReport().mutants
    expect(
      others.map(({ id, file, find, replace, breaks }) => ({ id, file, find, replace, breaks })),
    ).toEqual(
      mutants.map(({ id, file, find, replace, breaks }) => ({
        id,
        file: `src/${file}`,
        find,
        replace,
        breaks,
      })),
    )
  })

  it('is of the kernel and the corpus there are', () => {
    const {
      bars: held,
      mutants: [base],
    } = mutantsReport()
    const agreement = json('agreement.json') as Measured
    expect(held).toEqual(bars)
    for (const browser of browserNames)
      expect(base?.agreements[browser]).toMatchObject(agreement[browser].random)
  })

  it('says that each of them is found', () => {
    const [base, ...others] = mutantsReport().mutants
    expect(base?.caughtBy).toEqual([])
    expect(others.filter(({ caughtBy }) => caughtBy.length === 0).map(({ id }) => id)).toEqual([])
  })
})

interface MutantsReport {
  readonly bars: typeof bars
  readonly mutants: readonly {
    readonly id: string | null
    readonly file: string | null
    readonly find: string | null
    readonly replace: string | null
    readonly breaks: string | null
    readonly agreements: { readonly [B in (typeof browserNames)[number]]: Agreement }
    readonly caughtBy: readonly string[]
  }[]
}

function mutantsReport(): MutantsReport {
  return json('mutants.json') as MutantsReport
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(`${repository}docs/lab/${name}`, 'utf8'))
}
