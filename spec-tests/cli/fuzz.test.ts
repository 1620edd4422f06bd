import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IO } from '../../src/cli/io'
import type { Report } from '../../src/fuzz/types'
import { said } from './in-process'

const targets = fileURLToPath(new URL('../campaign/targets', import.meta.url))
const configurations = fileURLToPath(new URL('../campaign/configurations', import.meta.url))
const careless = join(targets, 'careless.mjs')
const strict = join(targets, 'express.mjs')
const app = ['--origin', 'https://app.example.com', '--credentials']

let folder: string
let server: Server
let url: string
/** Where nobody listens. */
let closed: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corsac-fuzz-'))
  server = createServer((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  closed = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`
  await new Promise((resolve) => gone.close(resolve))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const files: Partial<IO> = {
  read: (path) => readFileSync(path),
  write: (path, text) => writeFileSync(path, text),
}
const fuzz = (...args: readonly string[]) => said(['fuzz', ...args], files)

describe('fuzz', () => {
  it('tells what may happen, who can do it, and how to see it oneself', async () => {
    const { code, stdout, stderr } = await fuzz(careless, ...app, '--browser', 'chromium', '--runs', '1000')
    expect(code).toBe(1)
    expect(stderr).toBe('Taken for a Handler. Asked for /; --path names what else to ask for.\n')
    expect(stdout).toContain('high  suffix-match')
    expect(stdout).toMatch(/can read responses\s+as\s+the\s+signed-in\s+user/)
    expect(stdout).toContain("curl -i -H 'Origin: https://")
    expect(stdout).toMatch(/Remedy: Compare the Origin header with a list of whole origins/)
    // Of a preflight that allows too much, the preflight is shown.
    expect(stdout).toMatch(
      /> OPTIONS https:\/\/api\.example\.com\/\n {2}> access-control-request-method: PUT/,
    )
    expect(stdout).toContain("curl -i -X OPTIONS -H 'Origin: https://app.example.com'")
    expect(stdout).toContain('Fetch § CORS check, step 7')
    expect(stdout).toMatch(/1,000 cases, [\d,]+ answers, seed 1\n$/)
    const long = stdout.split('\n').filter((line) => line.length > 80 && !/curl|https?:/.test(line))
    expect(long).toEqual([])
  })

  it('finds nothing where a server allows what is meant and no more', async () => {
    const { code, stdout } = await fuzz(strict, ...app, '--browser', 'firefox', '--runs', '820')
    expect(stdout).toContain('Nothing found: it allows what is meant, and no more.\n')
    expect(code).toBe(0)
  })

  it('ends as --fail-on says', async () => {
    // The methods that the handler allows beside the intended ones are low.
    const args = [join(targets, 'hono.mjs'), '--origin', 'https://app.example.com', '--browser', 'chromium']
    const { code, stdout } = await fuzz(...args, '--runs', '700', '--report', join(folder, 'hono.json'))
    expect(stdout).toContain('low  method-laxity')
    expect(code).toBe(0)
    for (const [failOn, ends] of [
      ['low', 1],
      ['medium', 0],
      ['high', 0],
    ] as const) {
      const again = await fuzz('merge', join(folder, 'hono.json'), '--fail-on', failOn)
      expect(again.stdout).toContain('low  method-laxity')
      expect([failOn, again.code]).toEqual([failOn, ends])
    }
  })

  it('asks a server on this computer', async () => {
    const { code, stdout } = await fuzz(url, '--origin', 'https://app.example.com', '--runs', '300')
    expect(stdout).toContain('wildcard')
    expect(stdout).toContain(`> GET ${url}/`)
    // A server within one's own network is no business of the world's.
    expect(stdout).toContain('medium  wildcard')
    expect(code).toBe(1)
  })

  it('says what it left out where the target hangs, even when it is asked for the first time', async () => {
    const args = ['--browser', 'chromium', '--runs', '40', '--timeout', '300']
    const { code, stderr, stdout } = await fuzz(join(targets, 'hangs-always.mjs'), ...app, ...args)
    expect(stderr).toBe(
      'Taken for a Handler that does not answer. Asked for /; --path names what else to ask for.\n',
    )
    expect(stdout).toContain('high  target-hangs')
    expect(stdout).toMatch(
      /\d+ cases were left out, since the target does not survive them: requests\s+for \/\./,
    )
    expect(code).toBe(1)
  })

  it('says that nobody answers', async () => {
    const { code, stderr } = await fuzz(closed, '--origin', 'https://app.example.com', '--runs', '20')
    expect(stderr).toContain('gave no answer at all')
    expect(code).toBe(3)
  })

  it.each<[file: string, taken: string, code: number, of: string]>([
    ['nginx.conf', 'Taken for a configuration of nginx', 1, 'suffix-match'],
    // What is wrong is at /api/ alone.
    ['nginx-below.conf', 'Taken for a configuration of nginx', 1, 'https://api.example.com/api/'],
    ['settings.py', 'Taken for options of flask-cors', 1, 'prefix-match'],
    ['express-options.json', 'Taken for options of express (cors)', 0, 'Nothing found'],
  ])('makes a model of %s, and learns from it who is meant', async (file, taken, code, of) => {
    const told = await fuzz(join(configurations, file), '--yes', '--browser', 'chromium', '--runs', '800')
    expect(told.stderr).toContain('This was learned from the target')
    expect(told.stderr).toContain(taken)
    expect(told.stdout).toContain(of)
    expect(told.code).toBe(code)
  })
})

describe('reports', () => {
  const at = (name: string): string => join(folder, name)
  const jsonOf = (text: string): Report => JSON.parse(text) as Report

  it('of shards are joined to that of the whole', async () => {
    const args = [careless, ...app, '--runs', '1000', '--json']
    const whole = await fuzz(...args, '--workers', '2')
    for (const shard of ['1', '2', '3'])
      await fuzz(...args, '--shard', `${shard}/3`, '--report', at(`${shard}.json`))
    const joined = await fuzz('merge', at('3.json'), at('1.json'), at('2.json'), '--json')
    expect(jsonOf(joined.stdout)).toEqual(jsonOf(whole.stdout))
    expect(joined.code).toBe(1)
    expect(jsonOf(whole.stdout).counts.cases).toBe(1000)
  })

  it('have findings that can be played again, before and after they are put right', async () => {
    const { stdout } = await fuzz(careless, ...app, '--runs', '1000', '--report', at('r.json'), '--json')
    const id = jsonOf(stdout).findings.find((finding) => finding.class === 'suffix-match')?.id as string
    const still = await fuzz('replay', careless, at('r.json'), id)
    expect(still).toMatchObject({ code: 1, stdout: expect.stringContaining('can read responses') })
    const gone = await fuzz('replay', strict, at('r.json'), id)
    expect(gone).toMatchObject({ code: 0, stdout: 'It is put right: the case goes as it should.\n' })
  })

  it('leave a test and a scenario for each finding', async () => {
    const written: string[] = []
    await said(['fuzz', careless, ...app, '--runs', '1000', '--emit-tests', 'out'], {
      ...files,
      write: (path) => written.push(path),
    })
    expect(written.some((path) => /^out\/suffix-match-[0-9a-f]{8}\.test\.js$/.test(path))).toBe(true)
    expect(written.some((path) => /^out\/suffix-match-[0-9a-f]{8}\.json$/.test(path))).toBe(true)
  })
})

describe('an intent', () => {
  it('that was learned has to be confirmed', async () => {
    const { code, stderr } = await fuzz(careless)
    expect(stderr).toContain('an intent that was learned has to be confirmed')
    expect(code).toBe(2)
  })

  it.each<[answer: string, code: number]>([
    ['y', 1],
    ['Yes ', 1],
    ['', 2],
    ['no', 2],
  ])('is asked about where somebody sits there, who says "%s"', async (answer, code) => {
    const asked: string[] = []
    const ask = async (question: string) => {
      asked.push(question)
      return answer
    }
    const file = join(configurations, 'nginx.conf')
    const told = await said(['fuzz', file, '--browser', 'chromium', '--runs', '600'], { ...files, ask })
    expect(asked).toEqual(['Is that what is meant? [y/N] '])
    expect(told.code).toBe(code)
  })

  it('can be printed, changed and given back', async () => {
    const printed = await fuzz(join(configurations, 'express-options.json'), '--print-intent')
    expect(printed.code).toBe(0)
    const intent = JSON.parse(printed.stdout) as { grants: { who: unknown }[] }
    expect(intent.grants[0]?.who).toEqual({ kind: 'origins', origins: ['https://app.example.com'] })
    writeFileSync(join(folder, 'intent.json'), printed.stdout)
    const told = await fuzz(strict, '--intent', join(folder, 'intent.json'), '--runs', '300')
    // This one is meant to take content-type, and does not.
    expect(told.stdout).toContain('intended-use-fails')
    expect(told.code).toBe(1)
  })
})

describe('what is wrong', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, args: readonly string[], says: string])[] = [
    ['no target', [], 'fuzz takes one target'],
    ['two targets', [careless, strict], 'fuzz takes one target'],
    ['no such file', ['missing.mjs', ...app], '"missing.mjs" is no file, and no URL'],
    ['another computer', ['https://api.example.com', ...app], '--i-am-allowed-to-test api.example.com'],
    ['another computer, and the leave for a third', ['https://api.example.com', ...app, '--i-am-allowed-to-test', 'example.com'], 'is not on this computer'],
    ['a module without a default export', [join(targets, 'nothing.mjs'), ...app], 'has no default export'],
    ['a module that never loads', [join(targets, 'loads-for-ever.mjs'), ...app, '--timeout', '100'], 'cannot be loaded: it takes longer than 5.1 seconds'],
    ['a module that throws', [join(targets, 'broken.mjs'), ...app], 'cannot be loaded: no database'],
    ['an intent that is no file', [careless, '--intent', 'no.json'], '--intent "no.json" cannot be read'],
    ['an origin that is none', [careless, '--origin', 'app.example.com'], '--origin must be an origin'],
    ['a shard that is none', [careless, ...app, '--shard', '3/2'], '--shard must be I/N'],
    ['runs that are none', [careless, ...app, '--runs', '0'], '--runs must be a whole number from 1 up'],
    ['runs that are none, before the target runs', [join(targets, 'broken.mjs'), ...app, '--runs', '0'], '--runs must be'],
    ['a browser that is none', [careless, ...app, '--browser', 'opera'], '--browser must be one of'],
    ['nothing to merge', ['merge'], 'fuzz merge takes reports'],
    ['a report that is none', ['merge', join(configurations, 'express-options.json')], 'this is no report of corsac fuzz'],
    ['an unreadable configuration', [join(configurations, 'broken.conf'), '--as', 'nginx', '--yes'], 'line 3'],
  ]
  it.each(rows)('is said: %s', async (_, args, says) => {
    const { code, stdout, stderr } = await fuzz(...args)
    expect(stderr).toContain(says)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})
