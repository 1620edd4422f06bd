import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineFindings } from '../architecture/repository'
import { repository } from '../architecture/sources'
import { entriesOf, link, type Packed, pack } from './packed'

let packed: Packed
let entries: string[]

beforeAll(() => {
  packed = pack()
  entries = entriesOf(packed.manifest).filter((entry) => !forVitest(entry))
  link(packed.project, '@types/node')
})
afterAll(() => packed?.remove())

/** What a test runner loads: its environment, which is a default export. */
const environment = (entry: string) => entry.endsWith('-environment')
const forNode = (entry: string) => entry === 'corsac/node' || environment(entry)
/** Its types are those of jest's `expect`, which needs Node's. */
const forJest = (entry: string) => entry === 'corsac/jest'
/** What is there within vitest alone, and there only as a module. */
const forVitest = (entry: string) => entry === 'corsac/vitest'

/** Runs a script in the empty project; what it printed, or why it failed. */
function node(script: string, ...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [...flags, '--input-type=module', '--eval', script], {
    cwd: packed.project,
    encoding: 'utf8',
  })
}

describe('the tarball', () => {
  it('holds what is built, and the papers', () => {
    const others = packed.files.map((file) => file.path).filter((path) => !path.startsWith('dist/'))
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
  })

  it('holds no sources and no tests', () => {
    const strange = packed.files.map((file) => file.path).filter((path) => path.startsWith('dist/'))
    expect(strange.filter((path) => !/\.(?:js|cjs|d\.ts|d\.cts)$/.test(path))).toEqual([])
    const naming = (name: string): readonly string[] =>
      packed.files
        .filter(({ text }) => text.includes(`from '${name}'`) || text.includes(`from "${name}"`))
        .map(({ path }) => path)
    // The matchers for vitest, which has no CommonJS itself. The tests that the fuzzer writes are text.
    const writesTests = (path: string): boolean =>
      packed.files.some((file) => file.path === path && file.text.includes('// Found by corsac fuzz'))
    expect(naming('vitest').filter((path) => !writesTests(path))).toEqual(['dist/vitest.js'])
    // Arbitraries have the types of the project's fast-check, and nothing of it but those.
    expect(naming('fast-check').filter((path) => !/\.d\.c?ts$/.test(path))).toEqual([])
    expect(naming('fast-check').length).toBeGreaterThan(0)
  })

  it('names no path of one machine and no registry', () => expect(machineFindings(packed.files)).toEqual([]))

  it('has every file that package.json promises', () => {
    const promised = JSON.stringify(packed.manifest).match(/\.\/dist\/[\w./-]+/g) ?? []
    const paths = packed.files.map((file) => `./${file.path}`)
    expect(promised.length).toBeGreaterThan(entries.length)
    expect(promised.filter((path) => !paths.includes(path))).toEqual([])
  })
})

describe('every entry point', () => {
  it('is imported and required, with the same names', () => {
    const { stdout, stderr } = node(`
      import { createRequire } from 'node:module'
      const require = createRequire(process.cwd() + '/x.js')
      const names = (module) => Object.keys(module).filter((name) => name !== 'default').sort()
      const found = {}
      for (const entry of ${JSON.stringify(entries)}) {
        found[entry] = { imported: names(await import(entry)), required: names(require(entry)) }
      }
      console.log(JSON.stringify(found))
    `)
    expect(stderr).toBe('')
    const found = JSON.parse(stdout) as Record<string, { imported: string[]; required: string[] }>
    for (const entry of entries) {
      // Environments of test runners are their default export, as the runners ask for.
      if (!entry.endsWith('-environment')) expect(found[entry]?.imported.length, entry).toBeGreaterThan(0)
      if (!environment(entry)) expect(found[entry]?.required, entry).toEqual(found[entry]?.imported)
    }
  })

  it('has no default export, and leaves globals alone', () => {
    const { stdout } = node(`
      const before = Object.getOwnPropertyNames(globalThis).join()
      const modules = await Promise.all(${JSON.stringify(entries.filter((entry) => !environment(entry)))}.map((entry) => import(entry)))
      console.log(modules.some((module) => 'default' in module), before === Object.getOwnPropertyNames(globalThis).join())
    `)
    expect(stdout.trim()).toBe('false true')
  })

  it.each([
    {
      desc: 'under node16, from a module',
      file: 'a.mts',
      module: 'Node16',
      resolution: 'Node16',
      node: true,
    },
    {
      desc: 'under node16, from CommonJS',
      file: 'a.cts',
      module: 'Node16',
      resolution: 'Node16',
      node: true,
    },
    {
      desc: 'under bundler, in a browser',
      file: 'a.ts',
      module: 'ESNext',
      resolution: 'Bundler',
      node: false,
    },
    { desc: 'under bundler, on Node', file: 'b.ts', module: 'ESNext', resolution: 'Bundler', node: true },
  ])('has types $desc', ({ file, module, resolution, node: onNode }) => {
    const chosen = entries.filter((entry) => onNode || !(forNode(entry) || forJest(entry)))
    writeFileSync(join(packed.project, file), consumer(chosen, file.endsWith('.cts')))
    const config = join(packed.project, `${file}.json`)
    const compilerOptions = {
      target: 'ES2022',
      lib: onNode ? ['ES2022'] : ['ES2022', 'DOM', 'DOM.Iterable'],
      types: onNode ? ['node'] : [],
      module,
      moduleResolution: resolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    }
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }))
    const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })
})

/** A program that uses every entry, and does not compile where one has no types. */
function consumer(names: readonly string[], commonJS: boolean): string {
  const lines = names.flatMap((name, i) => [
    commonJS ? `import e${i} = require('${name}')` : `import * as e${i} from '${name}'`,
    `export const typed${i}: IsAny<typeof e${i}> = false`,
    `export const names${i}: readonly string[] = Object.keys(e${i})`,
  ])
  return ['type IsAny<T> = 0 extends 1 & T ? true : false', ...lines, ''].join('\n')
}

describe('in a browser', () => {
  it('corsac/node is not to be had', () => {
    const { status, stderr } = node("await import('corsac/node')", '--conditions=browser')
    expect(status).not.toBe(0)
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })

  it('everything else is bundled without anything of Node', async () => {
    const others = entries.filter((entry) => !forNode(entry))
    expect(others.length).toBeGreaterThan(0)
    for (const entry of others) {
      const { metafile } = await build({
        stdin: { contents: `export * from '${entry}'`, resolveDir: packed.project },
        bundle: true,
        format: 'esm',
        platform: 'browser',
        write: false,
        metafile: true,
        logLevel: 'silent',
      })
      const imports = Object.values(metafile.outputs).flatMap((output) =>
        output.imports.map((each) => each.path),
      )
      expect(imports, entry).toEqual([])
    }
  })

  it('would fail to bundle what needs Node', async () => {
    const path = join(packed.project, 'node_modules', 'corsac', 'dist', 'node.js')
    const bundle = build({
      entryPoints: [path],
      bundle: true,
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    })
    await expect(bundle).rejects.toThrow(/node:/)
  })
})

describe('the command', () => {
  it('runs from where npm puts it, and says what it can do', () => {
    const path = packed.manifest.bin['corsac']
    const file = packed.files.find((each) => `./${each.path}` === path)
    expect(file?.text.startsWith('#!/usr/bin/env node\n')).toBe(true)
    const command = join(packed.project, 'node_modules', 'corsac', path ?? '')
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--help'], {
      cwd: packed.project,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('corsac')
  })
})
