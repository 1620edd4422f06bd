import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import cors from 'cors'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import packageJSON from '../../package.json'
import { repository } from '../architecture/sources'
import { corsac, type Ended } from '../cli/corsac'
import { type Block, blocksOf, commandsOf, fileOf, missingLine, printedBy } from './markdown'
import { markdownFiles } from './markdown-files'

const runner = join(repository, 'spec-tests/docs/run-scripts.mjs')
const blocks = markdownFiles.flatMap((path) => blocksOf(path, readFileSync(`${repository}${path}`, 'utf8')))
const inLanguages = (...languages: string[]): readonly Block[] =>
  blocks.filter((block) => languages.includes(block.language))

// What is a file of a project is run in projects.test.ts.
const scripts = inLanguages('js').filter((block) => fileOf(block) === null)
const consoles = inLanguages('console')

describe('code in the documentation', () => {
  it('is of a kind that is run here, or that nobody runs', () => {
    const known = ['js', 'console', 'sh', 'text']
    expect(blocks.filter(({ language }) => !known.includes(language)).map(({ place }) => place)).toEqual([])
  })

  it('has shell lines for installing and running only', () => {
    const lines = inLanguages('sh').flatMap(({ text }) => text.split('\n'))
    expect(
      lines.filter(
        (line) => !/^(npm (install|start|test|run \w+)|git clone|cd|apt-get install)\b/.test(line),
      ),
    ).toEqual([])
    const named = lines.flatMap((line) => /^npm run (\w+)/.exec(line)?.[1] ?? [])
    expect(named.filter((name) => !(name in packageJSON.scripts))).toEqual([])
  })

  const ofTests = ({ text }: Block): boolean => text.includes("from 'node:test'")
  const others = scripts.filter((block) => !ofTests(block))

  let folder = ''
  let printed: readonly { readonly out: string; readonly err: string }[] = []
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'corsac-snippets-'))
    // One process for all: each would load the same packages again.
    const { code, stdout, stderr } = await node([runner, ...others.map(written)])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    printed = JSON.parse(stdout)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const written = ({ place, text }: Block): string => {
    const file = join(folder, `${place.replace(/\W/g, '-')}.mjs`)
    writeFileSync(file, withResolvedImports(text))
    return file
  }

  it.each(scripts.filter(ofTests))('passes the tests that it holds: $place', async (block) => {
    const { code, stdout, stderr } = await node([written(block)])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^[#ℹ] fail 0$/m)
  })

  it.each(others.map((block, i) => ({ ...block, i })))(
    'runs, and prints what it says: $place',
    ({ text, i }) => expect(printed[i]).toEqual({ out: printedBy(text), err: '' }),
  )
})

describe('commands in the documentation', () => {
  // What the text calls the reader's server: Express with cors(), as it comes.
  const shownServer = 'http://localhost:8080'
  let server: ReturnType<ReturnType<typeof express>['listen']>
  let url = ''
  beforeAll(async () => {
    const app = express()
    app.use(cors())
    app.use((_request, response) => {
      response.json({ name: 'Ada' })
    })
    server = app.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('start what package.json starts', () =>
    expect(packageJSON.scripts.start).toBe('node dist/cli.js demo express'))

  it.each(consoles)('print what is shown: $place', async ({ text }) => {
    const commands = commandsOf(text)
    expect(commands.length).toBeGreaterThan(0)
    for (const { words, output } of commands) {
      const { code, stdout, stderr } = await run(words)
      expect(code, stderr).not.toBe(2)
      // The ports are as long as the shown one, so that lines break where they are shown to.
      const printed = withShownPorts(`${stderr}${stdout}`)
      const missing = output === '' ? null : missingLine(output, printed)
      expect(missing, printed).toBeNull()
    }
  })

  function run(words: readonly string[]): Promise<Ended> {
    const args = words.map((word) => word.replaceAll(shownServer, url))
    if (args.join(' ') === 'npm start') return corsac(['demo', 'express'])
    expect(args.slice(0, 2)).toEqual(['npx', 'corsac'])
    return corsac(args.slice(2))
  }

  /** Ports of servers that were started for this are another number each time. */
  function withShownPorts(printed: string): string {
    return printed.replaceAll(url, shownServer).replace(/\b(localhost:|listen\()[3-6]\d{4}\b/g, '$140123')
  }
})

function node(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: repository })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The script with the files that a project with corsac, Express and cors installed would find. */
function withResolvedImports(text: string): string {
  const require = createRequire(`${repository}package.json`)
  return text.replace(/(from |import )'([^'.][^']*)'/g, (whole, keyword: string, name: string) => {
    if (name.startsWith('node:')) return whole
    const path = name === 'corsac' || name.startsWith('corsac/') ? builtFile(name) : require.resolve(name)
    return `${keyword}'${pathToFileURL(path).href}'`
  })
}

function builtFile(name: string): string {
  const entry = `.${name.slice('corsac'.length)}` as keyof typeof packageJSON.exports
  const conditions: unknown = packageJSON.exports[entry]
  const file = (conditions as { readonly import: { readonly default: string } } | undefined)?.import.default
  if (file === undefined) throw new Error(`package.json exports no ${name}`)
  return join(repository, file)
}
