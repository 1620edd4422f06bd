import { describe, expect, it } from 'vitest'
import { borderScenarios } from '../border/index'
import type { Scenario } from '../scenario'
import { profileFor, startHarness } from './harness'
import { cast, withOrigins } from './rewrite-scenario'

/** A hand-written scenario about one plain fetch from one site to another of its hosts. */
const plain = borderScenarios.find(({ id }) => id === 'accept-128-bytes') as Scenario

describe('casting a scenario on loopback', () => {
  it('gives each site a host and each origin of it a port', () => {
    const casting = cast({
      ...plain,
      server: [
        ...plain.server,
        { method: '*', url: 'https://other.org/x', preflight: 'any', answers: [{ kind: 'close' }] },
      ],
    })
    expect(casting).toMatchObject({
      origins: [
        { origin: 'http://localhost:3000', host: 'localhost' },
        { origin: 'http://localhost:4000', host: 'localhost' },
        { origin: 'http://127.0.0.1:3000', host: '127.0.0.1' },
      ],
    })
  })
  it.each([
    { desc: 'cookies', changes: { closing: ['https://app.example.com/'] }, why: /^cookies/ },
    {
      desc: 'a frame on http in a page on https',
      changes: { frame: { url: 'http://other.org/f', headers: [], sandbox: null } },
      why: /^both http and https/,
    },
    {
      desc: 'a public suffix',
      changes: { page: { url: 'https://a.github.io/', headers: [] } },
      why: /^about host names/,
    },
    {
      desc: 'a policy of the page',
      changes: { page: { ...plain.page, headers: [['Content-Security-Policy', "default-src 'none'"]] } },
      why: /^page policies/,
    },
    { desc: 'a navigation', changes: { steps: [{ kind: 'reload', in: 'page' }] }, why: /^navigations/ },
  ] as const)('leaves out $desc', ({ changes, why }) => {
    expect(cast({ ...plain, ...changes } as Scenario)).toMatch(why)
  })
  it('casts most of the hand-written scenarios', () => {
    const castable = borderScenarios.filter((scenario) => typeof cast(scenario) !== 'string')
    expect(castable.length).toBeGreaterThan(borderScenarios.length / 2)
  })
})

describe('replacing origins', () => {
  const origins = new Map([['https://example.com', 'http://localhost:3000']])
  it.each([
    { desc: 'an origin', text: 'https://example.com', result: 'http://localhost:3000' },
    { desc: 'a URL', text: 'https://example.com/a', result: 'http://localhost:3000/a' },
    { desc: 'a WebSocket', text: 'wss://example.com/a', result: 'ws://localhost:3000/a' },
    { desc: 'not a longer host', text: 'https://example.com.evil', result: 'https://example.com.evil' },
    { desc: 'not another port', text: 'https://example.com:444', result: 'https://example.com:444' },
    {
      desc: 'two of them',
      text: 'https://example.com, https://example.com',
      result: 'http://localhost:3000, http://localhost:3000',
    },
  ])('replaces $desc', ({ text, result }) =>
    expect(withOrigins({ a: [text] }, origins)).toEqual({ a: [result] }),
  )
})

describe('the harness', () => {
  it('plays a scenario with a browser that is none', async () => {
    const { url, close } = await startHarness([plain], 0)
    const post = async (path: string, given: object): Promise<unknown> => {
      const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(given) })
      expect(response.status).toBe(200)
      return response.json()
    }
    try {
      expect(await (await fetch(url)).text()).toContain(plain.id)
      expect((await fetch(url, { headers: { Origin: 'https://elsewhere.example' } })).status).toBe(403)
      const opened = (await post('open', { id: plain.id })) as {
        page: string
        steps: readonly { url: string }[]
      }
      expect(await (await fetch(opened.page)).text()).toContain('corsacReady')
      await post('begin', {})
      await fetch(opened.steps[0]?.url ?? '')
      await post('played', { number: 0, seen: { kind: 'error', name: 'TypeError', message: '' } })
      const verdict = await post('judge', { profile: 'chromium' })
      expect(verdict).toMatchObject({ agrees: false, steps: [{ title: 'fetch http://localhost:4000/data' }] })
    } finally {
      await close()
    }
  })
  it.each([
    { browser: 'Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0', profile: 'firefox' },
    { browser: 'Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', profile: 'chromium' },
    {
      browser: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15',
      profile: 'safari',
    },
    { browser: 'Mozilla/5.0 (X11) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15', profile: 'webkitgtk' },
  ])('takes $profile for $browser', ({ browser, profile }) => expect(profileFor(browser)).toBe(profile))
})
