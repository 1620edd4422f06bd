import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository } from '../architecture/sources'
import { link, type Packed, pack } from '../exports/packed'

/*
 * The package as npm would publish it, in an empty project with vitest and jest, whose tests are run as a user would.
 */
let packed: Packed

beforeAll(() => {
  packed = pack()
  const peers = Object.keys(packed.manifest.peerDependencies ?? {})
  for (const name of ['vitest', 'jest', 'jest-environment-node', 'jsdom', 'happy-dom']) {
    if (!peers.includes(name)) link(packed.project, name)
  }
})
afterAll(() => packed?.remove())

/** Written once for both runners, in CommonJS or modules: a server that answers preflights, but not at /closed. */
const server = `
  const text = (body, headers = []) => ({
    status: 200,
    statusText: '',
    headerList: headers.map(([name, value]) => ({ name, value })),
    body: { kind: 'bytes', bytes: body },
  })
  corsac.use((request) => {
    const sent = (wanted) => request.headerList.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
    if (request.url.path === '/closed') return text('secret')
    return text(request.method + ' ' + sent('cookie'), [
      ['Access-Control-Allow-Origin', sent('origin') || '*'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Set-Cookie', 'sid=1; Secure; SameSite=None'],
    ])
  })`

/** Tests of a user: what globals do, which cookies there are, and that the next test can begin anew. */
const tests = (refusal: string, hasElements: boolean) => `
  const api = 'https://api.example.com'
  beforeEach(() => void corsac.start())

  test('fetch is that of the page', async () => {
    const put = { method: 'PUT', credentials: 'include' }
    await fetch(api + '/a', put)
    expect(await (await fetch(api + '/b', put)).text()).toBe('PUT sid=1')
    await expect(fetch(api + '/closed')).rejects.toThrow(${JSON.stringify(refusal)})
  })

  test('XMLHttpRequest is, too', async () => {
    const request = new XMLHttpRequest()
    request.open('GET', 'here')
    await new Promise((resolve) => { request.onloadend = resolve; request.send() })
    expect(request.responseURL).toBe('https://app.example.com/shop/here')
  })

  test('cookies are, and are gone', () => {
    expect(document.cookie).toBe('')
    document.cookie = 'theme=dark'
    expect([document.cookie, corsac.page.document.cookie]).toEqual(['theme=dark', 'theme=dark'])
  })

  test('cookies of the test before are gone, and another page has its own', () => {
    expect(document.cookie).toBe('')
    document.cookie = 'at=shop; path=/shop'
    corsac.open('/')
    expect([corsac.page.location.href, document.cookie]).toEqual(['https://app.example.com/', ''])
    corsac.start({ profile: 'safari', url: 'https://other.example.com/' })
    expect(corsac.page.origin).toBe('https://other.example.com')
  })

  test('elements are there where they were asked for', () => {
    expect(typeof document.createElement).toBe(${JSON.stringify(hasElements ? 'function' : 'undefined')})
    if (${hasElements}) expect(location.href).toBe('https://app.example.com/shop/')
  })`

interface Run {
  readonly status: number | null
  readonly output: string
}

function run(bin: readonly string[], folder: string, files: { readonly [path: string]: string }): Run {
  const project = join(packed.project, folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const [script = '', ...flags] = bin
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules', script), ...flags],
    { cwd: project, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CI: '1' } },
  )
  return { status, output: `${stdout}${stderr}` }
}

const runs = 60_000

describe('corsac/vitest-environment', () => {
  const vitest = (folder: string, corsac: object, test: string): Run =>
    run(['vitest/vitest.mjs', 'run'], folder, {
      'vitest.config.mjs': `export default { test: {
        globals: true,
        environment: '../node_modules/corsac/dist/vitest-environment.js',
        environmentOptions: { corsac: ${JSON.stringify(corsac)} },
        setupFiles: ['./setup.mjs'],
      } }`,
      'setup.mjs': server,
      'a.test.mjs': test,
    })

  it.each([
    { dom: 'none', profile: 'chromium', refusal: 'Failed to fetch' },
    { dom: 'jsdom', profile: 'firefox', refusal: 'NetworkError when attempting to fetch resource.' },
    { dom: 'happy-dom', profile: 'safari', refusal: 'Load failed' },
  ])(
    'runs the tests of a user: dom $dom, as $profile',
    ({ dom, profile, refusal }) => {
      const options = { url: 'https://app.example.com/shop/', profile, dom }
      const { status, output } = vitest(`vitest-${dom}`, options, tests(refusal, dom !== 'none'))
      expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/5 passed/) })
    },
    runs,
  )

  it(
    'says what is wrong with its options',
    () => {
      const { status, output } = vitest('vitest-wrong', { dom: 'jsdon' }, "test('none', () => {})")
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining("dom must be 'none', 'jsdom' or 'happy-dom'"),
      })
    },
    runs,
  )
})

describe('corsac/jest-environment', () => {
  const jest = (folder: string, options: object, test: string, files: { [path: string]: string } = {}): Run =>
    run(['jest/bin/jest.js', '--runInBand'], folder, {
      'package.json': '{ "private": true }',
      'jest.config.json': JSON.stringify({
        testEnvironment: 'corsac/jest-environment',
        testEnvironmentOptions: options,
        setupFiles: ['<rootDir>/setup.cjs'],
        testMatch: ['**/*.test.cjs'],
        transform: {},
      }),
      'setup.cjs': server,
      'a.test.cjs': test,
      ...files,
    })

  it(
    'runs the tests of a user',
    () => {
      const options = { url: 'https://app.example.com/shop/', profile: 'firefox' }
      const refusal = 'NetworkError when attempting to fetch resource.'
      const { status, output } = jest('jest-none', options, tests(refusal, false))
      expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/5 passed/) })
    },
    runs,
  )

  it(
    'adds what servers need, where the environment of a window leaves it out',
    () => {
      const bare = `
        const { TestEnvironment } = require('jest-environment-node')
        const missing = ['TextEncoder', 'TextDecoder', 'ReadableStream', 'Request', 'Response', 'setImmediate']
        module.exports = class extends TestEnvironment {
          constructor(...given) {
            super(...given)
            for (const name of missing) delete this.global[name]
            this.global.structuredClone = 'its own'
            this.global.document = {}
          }
        }`
      const test = `
        require('corsac/jest')
        const { Browser, fetchTransport } = require('corsac/page')
        test('a page of its own', async () => {
          const transport = fetchTransport(() => new Response('hi'))
          const response = await new Browser({ profile: 'firefox', transport }).open('https://a.example/').fetch('/')
          expect(response).toBeReadable()
          expect([await response.text(), structuredClone]).toEqual(['hi', 'its own'])
        })`
      const { status, output } = jest('jest-bare', { dom: 'jsdom' }, test, {
        'node_modules/jest-environment-jsdom/index.js': bare,
      })
      expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/1 passed/) })
    },
    runs,
  )

  it(
    'says which package it lacks',
    () => {
      const { status, output } = jest('jest-jsdom', { dom: 'jsdom' }, "test('none', () => {})")
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining('npm install --save-dev jest-environment-jsdom'),
      })
    },
    runs,
  )
})
