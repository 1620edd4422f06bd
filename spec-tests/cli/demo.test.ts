import { mkdtempSync, rmSync } from 'node:fs'
import type { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cors from 'cors'
import express from 'express'
import { describe, expect, it } from 'vitest'
import type { CorsOptions } from '../../src/cli/demo/cors-options'
import { appLines } from '../../src/cli/demo/express-app'
import { type DemoRun, defaultInput, runDemo } from '../../src/cli/demo/express-demo'
import { storyText } from '../../src/cli/demo/express-story'
import { noPaint } from '../../src/explain/text-layout'
import { corsac } from './corsac'

const page = defaultInput.origin
const allOf = (outcome: string): string[] => [outcome, outcome, outcome]

const run = (corsOptions: CorsOptions): Promise<DemoRun> => runDemo({ ...defaultInput, corsOptions })
const outcomes = ({ explanation }: DemoRun['rounds'][number]): string[] =>
  explanation.verdicts.map(({ outcome }) => outcome)
const causes = (run: DemoRun): (string | undefined)[] =>
  run.rounds.map(({ explanation }) => explanation.verdicts[0]?.firstCause?.id)

interface Row {
  readonly desc: string
  readonly options: CorsOptions
  /** What Chrome’s verdict is about, round by round. */
  readonly causes: readonly (string | undefined)[]
  /** What the server is configured with in the end. */
  readonly fixed: CorsOptions
  readonly seenAtFirst: readonly string[]
}

const rows: readonly Row[] = [
  {
    desc: 'cors() answers * to a request with credentials',
    options: {},
    causes: ['cors-check/wildcard-with-credentials', undefined],
    fixed: { origin: page, credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'a list of origins, and credentials are not allowed',
    options: { origin: ['https://app.example.com', page] },
    causes: ['cors-check/credentials-not-true', undefined],
    fixed: { origin: ['https://app.example.com', page], credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'a list of origins that the page is not on',
    options: { origin: ['https://app.example.com'], credentials: true },
    causes: ['cors-check/origin-absent', undefined],
    fixed: { origin: ['https://app.example.com', page], credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'another origin alone',
    options: { origin: 'http://localhost:8080', credentials: true },
    causes: ['allow-origin-other-port', undefined],
    fixed: { origin: page, credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'the origin with a slash at its end',
    options: { origin: `${page}/`, credentials: true },
    causes: ['allow-origin-with-path', undefined],
    fixed: { origin: page, credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'whatever origin asks, which must not go with credentials',
    options: { origin: true },
    causes: ['cors-check/credentials-not-true', undefined],
    fixed: { origin: page, credentials: true },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'PUT is missing in the methods',
    options: { origin: page, credentials: true, methods: ['GET', 'POST'] },
    causes: ['cors-preflight-fetch/method-not-allowed', undefined],
    fixed: { origin: page, credentials: true, methods: ['GET', 'POST', 'PUT'] },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'the allowed headers lack content-type',
    options: { origin: page, credentials: true, allowedHeaders: ['x-requested-with'] },
    causes: ['cors-preflight-fetch/header-not-allowed', undefined],
    fixed: { origin: page, credentials: true, allowedHeaders: ['x-requested-with', 'content-type'] },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'everything at once',
    options: { methods: 'GET', allowedHeaders: 'x-a' },
    causes: ['cors-check/wildcard-with-credentials', undefined],
    fixed: {
      origin: page,
      credentials: true,
      methods: ['GET', 'PUT'],
      allowedHeaders: ['x-a', 'content-type'],
    },
    seenAtFirst: ['OPTIONS'],
  },
  {
    desc: 'nothing: the server is right',
    options: { origin: page, credentials: true },
    causes: [undefined],
    fixed: { origin: page, credentials: true },
    seenAtFirst: ['OPTIONS', 'PUT'],
  },
]

describe('runDemo', () => {
  it.each(rows)('goes by what the server really does: $desc', async (row) => {
    const demo = await run(row.options)
    const [first] = demo.rounds
    const last = demo.rounds.at(-1) ?? first
    expect(causes(demo)).toEqual(row.causes)
    expect(outcomes(first)).toEqual(allOf(row.causes[0] === undefined ? 'readable' : 'network-error'))
    expect(first.seen).toEqual(row.seenAtFirst)
    expect(last.corsOptions).toEqual(row.fixed)
    expect(outcomes(last)).toEqual(allOf('readable'))
    expect(last.body).toBe('{"saved":"Ada"}')
    expect(demo.solved).toBe(true)
  })

  it('asks for nothing that the request does not need', async () => {
    const demo = await runDemo({
      corsOptions: { methods: ['PUT'] },
      origin: 'https://app.example.com',
      request: { credentials: 'omit', headers: {}, body: { name: 'Bo' } },
    })
    // Chrome and Firefox let a secure page talk to this machine over http; Safari does not, and no server can help.
    expect(outcomes(demo.rounds[0])).toEqual(['readable', 'readable', 'network-error'])
    expect(demo.rounds[0].explanation.verdicts[2]?.firstCause?.id).toBe('main-fetch/mixed-content')
    expect(demo.rounds).toHaveLength(1)
    expect(demo.solved).toBe(false)
    const story = storyText(demo, noPaint, 80)
    expect(story).toContain('No option of cors puts this right')
    expect(story).toContain('✗ Safari 26')
  })
})

describe('the story', () => {
  it.each(rows)('is of what happened, in 80 columns: $desc', async ({ options, causes: [cause] }) => {
    const demo = await run(options)
    const story = storyText(demo, noPaint, 80)
    expect(story.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(story.includes('3 The fix\n')).toBe(cause !== undefined)
    expect(story.includes('4 The proof\n')).toBe(cause !== undefined)
    expect(story).toContain(String(demo.port))
    expect(story).toContain('✓ Safari 26')
  })

  it.each(rows)('shows the code that runs: $desc', async ({ options }) => {
    const lines = appLines(options, 0, 80).filter((line) => !line.startsWith('import '))
    const code = lines.join('\n').replace('app.listen(0, ', 'return app.listen(0, ')
    const make = new Function('express', 'cors', code) as (
      e: typeof express,
      c: typeof cors,
    ) => ReturnType<typeof createServer>
    const server = make(express, cors)
    await new Promise((resolve) => server.once('listening', resolve))
    const shown = await ask((server.address() as AddressInfo).port)
    await new Promise((resolve) => server.close(resolve))

    const demo = await run(options)
    const preflight = demo.rounds[0].explanation.verdicts[0]?.timeline[0]?.answer
    const allowing = (preflight?.headers ?? []).filter(([name]) => name.startsWith('access-control-'))
    expect(shown).toEqual(Object.fromEntries(allowing))
  })

  /** The CORS headers of the answer to a preflight, asked for in another way than the demo asks. */
  async function ask(port: number): Promise<{ [name: string]: string }> {
    const response = await fetch(`http://127.0.0.1:${port}/profile`, {
      method: 'OPTIONS',
      headers: {
        Origin: page,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'content-type',
      },
    })
    return Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')))
  }
})

describe('corsac demo', () => {
  it('lists the demos', async () => {
    const { code, stdout } = await corsac(['demo'])
    expect(stdout).toContain('corsac demo express')
    expect(code).toBe(0)
    expect(JSON.parse((await corsac(['demo', '--json'])).stdout)).toMatchObject({
      demos: [{ name: 'express' }, { name: 'login' }, { name: 'seeds' }],
    })
  })

  it('tells the story of express, and ends in 0', async () => {
    const { code, stdout, stderr } = await corsac(['demo', 'express'])
    expect(stdout.match(/^\d .*$/gm)).toEqual([
      '1 The app',
      '2 What each browser does',
      '3 The fix',
      '4 The proof',
    ])
    expect(stdout).toContain("+ app.use(cors({ origin: 'http://localhost:3000', credentials: true }))")
    expect(stdout).not.toContain('\u001b')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('tells programs the same', async () => {
    const { stdout } = await corsac(['demo', 'express', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      demo: 'express',
      solved: true,
      rounds: [
        { corsOptions: {}, seen: ['OPTIONS'], body: null },
        { corsOptions: { origin: page, credentials: true }, body: '{"saved":"Ada"}' },
      ],
    })
  })

  it('says how to install what it needs', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'corsac-'))
    try {
      const { code, stderr } = await corsac(['demo', 'express'], { cwd: empty, env: withoutExpress() })
      expect(stderr).toContain('npm install express cors')
      expect(code).toBe(2)
    } finally {
      rmSync(empty, { recursive: true })
    }
  })
})

/** An environment in which Node finds no Express beside corsac. */
function withoutExpress(): { readonly [name: string]: string } {
  const script = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`
  const hooks = `export async function resolve(name, context, next) {
    if (name === 'express') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(name, context)
  }`
  const setUp = `import { register } from 'node:module'; register(${JSON.stringify(script(hooks))})`
  return { NODE_OPTIONS: `--import=${script(setUp)}` }
}
