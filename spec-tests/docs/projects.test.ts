import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import packageJSON from '../../package.json'
import { repository } from '../architecture/sources'
import { blocksOf, fileOf } from './markdown'

/*
 * Blocks of docs/testing that are files: those of one page are a project, whose tests are run with vitest as a reader would
 * run them. A file of docs/examples is shown as it is there; those are run in spec-tests/exports/examples.test.ts.
 */
const pages = readdirSync(`${repository}docs/testing`).filter((name) => name.endsWith('.md'))

interface ShownFile {
  readonly place: string
  /** `express/login.test.js`, or `examples/jest/login.test.js`. */
  readonly path: string
  readonly text: string
}

const shown: readonly ShownFile[] = pages.flatMap((page) =>
  blocksOf(`docs/testing/${page}`, readFileSync(`${repository}docs/testing/${page}`, 'utf8')).flatMap(
    (block) => {
      const file = fileOf(block)
      if (file === null) return []
      const path = file.startsWith('examples/') ? file : `${page.slice(0, -'.md'.length)}/${file}`
      return [{ place: block.place, path, text: `${block.text}\n` }]
    },
  ),
)
const ofExamples = shown.filter(({ path }) => path.startsWith('examples/'))
const ofProjects = shown.filter(({ path }) => !path.startsWith('examples/'))
/** The negative test of that page with the matcher that its text speaks of. */
const failing = 'express/failing.test.js'
const tested = ofProjects.filter(({ path }) => path.endsWith('.test.js')).map(({ path }) => path)

/** As far as it is used here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly title: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

let folder = ''
let report: Report

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corsac-docs-'))
  for (const { path, text } of ofProjects) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const negative = ofProjects.find(({ path }) => path === 'express/negative.test.js')?.text ?? ''
  writeFileSync(join(folder, failing), negative.replace(/toBeBlocked\(.*\)/, 'toBeReadable()'))
  for (const name of Object.keys({ ...packageJSON.devDependencies, ...packageJSON.dependencies })) {
    link(name, join(repository, 'node_modules', name))
  }
  link(packageJSON.name, repository)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--reporter=json', '--outputFile=report.json', '--maxWorkers=1']
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  try {
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  } catch {
    throw new Error(`vitest left no report:\n${stderr}`)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function link(name: string, to: string): void {
  const at = join(folder, 'node_modules', name)
  mkdirSync(dirname(at), { recursive: true })
  symlinkSync(to, at, 'junction')
}

describe('projects in docs/testing', () => {
  it('are there for every audience', () => {
    const withTests = new Set(tested.map((path) => dirname(path)))
    const audiences = ['axios', 'cors-properties', 'express', 'fetch-wrappers', 'hono', 'msw']
    expect(audiences.filter((audience) => !withTests.has(audience))).toEqual([])
  })

  it('have each file once', () =>
    expect(new Set(ofProjects.map(({ path }) => path)).size).toBe(ofProjects.length))

  it.each(tested)('pass: %s', (path) => {
    const result = report.testResults.find(({ name }) => name.endsWith(`/${path}`))
    const failures = result?.assertionResults.flatMap(({ failureMessages }) => failureMessages)
    expect({ status: result?.status, message: result?.message, failures }).toEqual({
      status: 'passed',
      message: '',
      failures: [],
    })
    expect(result?.assertionResults.length).toBeGreaterThan(0)
  })
})

describe('docs/testing/express.md', () => {
  it('shows what a failing matcher prints', () => {
    const page = readFileSync(`${repository}docs/testing/express.md`, 'utf8')
    const [printed] = blocksOf('express.md', page).filter(({ language }) => language === 'text')
    const result = report.testResults.find(({ name }) => name.endsWith(`/${failing}`))
    const [failure] = result?.assertionResults ?? []
    expect(failure?.failureMessages[0]?.split('\n    at ')[0]).toBe(printed?.text)
  })
})

describe('files of docs/examples', () => {
  it.each(ofExamples)('are shown as they are: $place', ({ path, text }) =>
    expect(text).toBe(`// ${path}\n${readFileSync(`${repository}docs/${path}`, 'utf8')}`),
  )
})
