import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Packed, pack } from './packed'

/*
 * A test may import what it tests with, and the code under test require it, or the other way: then there are two copies of
 * the package in one process, and each has to know what the other made.
 */
let packed: Packed
beforeAll(() => {
  packed = pack()
})
afterAll(() => packed?.remove())

/** Runs a module in the empty project, with both copies: what it logs, as JSON. */
function run(script: string): unknown {
  const prelude = `
    import { createRequire } from 'node:module'
    const require = createRequire(process.cwd() + '/x.js')
    const imported = { ...(await import('corsac/page')), ...(await import('corsac/jest')), ...(await import('corsac/explain')), ...(await import('corsac')) }
    const required = { ...require('corsac/page'), ...require('corsac/jest'), ...require('corsac/explain'), ...require('corsac') }
    const allowed = { 'Access-Control-Allow-Origin': 'https://app.example.com' }
    const server = ({ fetchTransport }) => fetchTransport((request) => new Response('hi', { headers: request.url.endsWith('/open') ? allowed : {} }))
    const pageOf = (copy) => new copy.Browser({ profile: 'firefox', transport: server(copy) }).open('https://app.example.com/')
    const api = 'https://api.example.org'
    const pairs = [['imported', imported, required], ['required', required, imported]]
    const log = (value) => console.log(JSON.stringify(value))
  `
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', prelude + script],
    { cwd: packed.project, encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe('two copies in one process', () => {
  it('are two', () =>
    expect(
      run('log([imported.Browser === required.Browser, imported.ConfigError === required.ConfigError])'),
    ).toEqual([false, false]))

  it.each([
    ['a response', "await page.fetch(api + '/open')", 'toBeReadable'],
    ['an error', "await page.fetch(api + '/closed').catch((error) => error)", 'toBeBlocked'],
    ['a promise', "page.fetch(api + '/closed')", 'toBeBlocked'],
    ['a record', "await page.perform({ url: api + '/open' })", 'toBeReadable'],
    [
      'an XMLHttpRequest',
      "await new Promise((resolve) => { const xhr = new page.XMLHttpRequest(); xhr.onloadend = () => resolve(xhr); xhr.open('GET', api + '/open'); xhr.send() })",
      'toBeReadable',
    ],
    ['a page', "await page.followLink(api + '/open')", 'toBeReadable'],
    ['what axios gives', "await axiosOf(page).get(api + '/open')", 'toBeReadable'],
    ['what axios throws', "await axiosOf(page).get(api + '/closed').catch((error) => error)", 'toBeBlocked'],
  ])("know of each other's fetches: %s", (_desc, made, matcher) => {
    const script = `
      import axios from 'axios'
      const axiosOf = (page) => axios.create({ adapter: page.axiosAdapter })
      const outcomes = []
      for (const [name, one, other] of pairs) {
        const page = pageOf(one)
        const { pass } = await other.matchers.${matcher}(${made})
        outcomes.push([name, pass])
      }
      log(outcomes)`
    expect(run(script)).toEqual([
      ['imported', true],
      ['required', true],
    ])
  })

  it('explain what the other has recorded, and go on where it was', () => {
    const script = `
      const outcomes = []
      for (const [name, one, other] of pairs) {
        const browser = new one.Browser({ profile: 'chromium', transport: server(one) })
        const page = browser.open('https://app.example.com/')
        page.document.cookie = 'a=1'
        await page.fetch(api + '/closed').catch(() => {})
        const [verdict] = other.explain(browser.recordings.at(-1)).verdicts
        const second = new other.Browser({ profile: 'chromium', transport: server(other) })
        second.userAgent = browser.userAgent
        outcomes.push([name, verdict.refusal.step, second.open('https://app.example.com/').document.cookie])
      }
      log(outcomes)`
    expect(run(script)).toEqual([
      ['imported', 'cors-check/origin-absent', 'a=1'],
      ['required', 'cors-check/origin-absent', 'a=1'],
    ])
  })

  it('take profiles and transports of each other', () => {
    const script = `
      const outcomes = []
      for (const [name, one, other] of pairs) {
        const profile = other.defineProfile('firefox', { name: 'mine', maxAgeLimit: 7 })
        const browser = new one.Browser({ profile, transport: server(other), clock: other.virtualClock() })
        const response = await browser.open('https://app.example.com/').fetch(api + '/open')
        outcomes.push([name, await response.text(), browser.userAgent.profile.maxAgeLimit])
      }
      log(outcomes)`
    expect(run(script)).toEqual([
      ['imported', 'hi', 7],
      ['required', 'hi', 7],
    ])
  })

  it('know why the transport of the other failed', () => {
    const script = `
      const outcomes = []
      for (const [name, one, other] of pairs) {
        const transport = async () => { throw new other.TransportError('dns', 'No such host.') }
        const browser = new one.Browser({ profile: 'firefox', transport })
        await browser.open('https://app.example.com/').fetch(api).catch(() => {})
        outcomes.push([name, browser.recordings[0].turns[1].event.cause])
      }
      log(outcomes)`
    expect(run(script)).toEqual([
      ['imported', 'dns: No such host.'],
      ['required', 'dns: No such host.'],
    ])
  })

  it.each([
    ['what is no transport', "new one.Browser({ profile: 'firefox', transport: 1 })", 'transport'],
    ['a transport that refuses', 'one.fetchTransport(1)', 'server'],
  ])('have errors with one name: %s', (_desc, call, path) => {
    const script = `
      const outcomes = []
      for (const [name, one] of pairs) {
        try { ${call} } catch (error) { outcomes.push([name, error.name, error.issues[0].path]) }
      }
      log(outcomes)`
    expect(run(script)).toEqual([
      ['imported', 'ConfigError', path],
      ['required', 'ConfigError', path],
    ])
  })
})
