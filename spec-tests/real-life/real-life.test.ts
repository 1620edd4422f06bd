import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/fuzz/types'
import { fuzzedHere } from '../campaign/in-thread'
import { said } from '../cli/in-process'
import { type About, falseFindings, judge, kept, type Told } from './judge.mjs'
import { report } from './report.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const read = <Value>(path: string): Value => JSON.parse(readFileSync(join(here, path), 'utf8'))

interface Strict {
  readonly files: readonly string[]
  readonly intent: unknown
}
interface Known {
  readonly misses: readonly {
    readonly folder: string
    readonly tool: string
    readonly promised: string
    readonly reason: string
  }[]
  readonly falseFindings: readonly {
    readonly folder: string
    readonly form: string
    readonly tool: string
    readonly name: string
    readonly reason: string
  }[]
}

/** How many cases fuzz plays: a little of everything comes early. */
const runs = 600
const lintClasses = read<Record<string, readonly string[]>>('lint-classes.json')
const fuzzClasses = read<Record<string, readonly string[]>>('fuzz-classes.json')
const knownMisses = read<Known>('known-misses.json')
const folders = readdirSync(here).filter((name) => /^\d\d-/.test(name))
const strict = readdirSync(join(here, 'strict'))

/** What both commands say of these files. */
async function told(folder: string, files: readonly string[], intent: unknown): Promise<Told> {
  const paths = files.map((file) => join(here, folder, file))
  const outside = { read: (path: string) => readFileSync(path) }
  const linted = JSON.parse((await said(['lint', ...paths, '--json'], outside)).stdout)
  const errors = linted.files.flatMap(({ error }: { readonly error: unknown }) => error ?? [])
  expect(errors).toEqual([])
  const lint = { findings: linted.files.flatMap(({ findings }: Told['lint']) => findings) }
  if (intent === null) return { lint, fuzz: null }
  const target = paths.find((path) => path.endsWith('.mjs')) ?? paths[0] ?? ''
  // What cannot be loaded has no findings.
  const findings = (await fuzzedHere(target, intent, runs))?.findings ?? []
  const steps = (finding: Finding) => ({
    ...finding,
    case: finding.case?.steps ?? null,
  })
  return { lint, fuzz: { findings: findings.map(steps) } }
}

const tellFalse = (folder: string, form: string, of: Told) =>
  falseFindings(of).map(({ tool, name }) => ({ folder, form, tool, name }))

const knownFalse = (wanted: string, wantedForm: string) =>
  knownMisses.falseFindings
    .filter(({ folder, form }) => folder === wanted && form === wantedForm)
    .map(({ folder, form, tool, name }) => ({ folder, form, tool, name }))

describe('misconfigurations of real life', () => {
  it.each(folders)('finds all that is promised, and no less than is known: %s', async (folder) => {
    const about = read<About>(`${folder}/about.json`)
    const of = await told(folder, about.files.broken, about.intent)
    const judged = judge(about, of, lintClasses, fuzzClasses)
    const missed = judged.filter((one) => !kept(one)).map(({ tool, promised }) => ({ tool, promised }))
    const known = knownMisses.misses
      .filter((miss) => miss.folder === folder)
      .map(({ tool, promised }) => ({ tool, promised }))
    expect(missed, JSON.stringify(judged, null, 2)).toEqual(known)
  })

  it.each(folders)('has nothing from medium up to say of the fixed form: %s', async (folder) => {
    const about = read<About>(`${folder}/about.json`)
    const of = await told(folder, about.files.fixed, about.intent)
    expect(tellFalse(folder, 'fixed', of), JSON.stringify(of, null, 2)).toEqual(knownFalse(folder, 'fixed'))
  })

  it.each(strict)('has nothing from medium up to say of a strict configuration: %s', async (name) => {
    const { files, intent } = read<Strict>(`strict/${name}/about.json`)
    const of = await told(`strict/${name}`, files, intent)
    expect(tellFalse(name, 'strict', of), JSON.stringify(of, null, 2)).toEqual(knownFalse(name, 'strict'))
  })

  it('names known misses of folders that there are, with a reason', () => {
    const all = [...knownMisses.misses, ...knownMisses.falseFindings]
    expect(all.filter(({ folder }) => ![...folders, ...strict].includes(folder))).toEqual([])
    expect(all.filter(({ reason }) => reason.length < 20)).toEqual([])
  })

  it('has a report that is up to date: node spec-tests/real-life/report.mjs', () => {
    expect(readFileSync(join(here, '../../docs/lab/real-life.md'), 'utf8')).toBe(report())
  })
})
