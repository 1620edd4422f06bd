import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from './corsac'
import { said } from './in-process'

const page = 'http://localhost:3000'
const secret = 's3cr3t'
const asking = ['--origin', page, '--credentials', 'include']

let server: TestServer
beforeAll(async () => {
  server = await serve(({ headers, url }, response) => {
    const cookies = [`sid=${secret}; Path=/; HttpOnly; SameSite=Lax`, `track=${secret}; SameSite=None`]
    response.writeHead(200, {
      'Access-Control-Allow-Origin': headers.origin ?? page,
      'Access-Control-Allow-Credentials': 'true',
      ...(url === '/login' ? { 'Set-Cookie': cookies } : {}),
    })
    response.end('{}')
  })
})
afterAll(() => server.close())

interface CookieJSON {
  readonly name: string
  readonly value: string
  readonly fate: string
  readonly step: string
}

/** By browser, what became of each cookie that the last answer set, or that could have gone along. */
function cookiesIn(json: string, side: 'request' | 'response'): { [browser: string]: readonly string[] } {
  const { verdicts } = JSON.parse(json) as {
    verdicts: { browser: string; timeline: { cookies: { [side: string]: readonly CookieJSON[] } }[] }[]
  }
  return Object.fromEntries(
    verdicts.map(({ browser, timeline }) => [
      browser,
      (timeline.at(-1)?.cookies[side] ?? []).map(({ name, fate, step }) => `${name} ${fate} ${step}`),
    ]),
  )
}

describe('corsac explain --credentials include', () => {
  it('shows the cookie that is kept and the one that is refused, apart from what CORS says', async () => {
    const { code, stdout, stderr } = await said(['explain', `${server.url}/login`, ...asking])
    expect(stdout).toContain(
      '✓ Chrome, Firefox and Safari: allowed, script can read the 200\n✗ Chrome and Firefox, cookies: sid stored, track refused\n✓ Safari, cookies: sid stored, track stored\n',
    )
    expect(stdout).toContain('    ✓ sid stored: for localhost alone, on every port.\n')
    expect(stdout).toContain('    ✗ track refused: SameSite=None needs Secure.\n')
    expect(stdout).not.toContain(secret)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('tells programs the same', async () => {
    const { stdout } = await said(['explain', `${server.url}/login`, ...asking, '--json'])
    const all = ['sid stored store-cookie/stored', 'track refused store-cookie/none-needs-secure']
    const inSafari = ['sid stored store-cookie/stored', 'track stored store-cookie/stored']
    expect(cookiesIn(stdout, 'response')).toEqual({ Chrome: all, Firefox: all, Safari: inSafari })
    expect(stdout).not.toContain(secret)
  })

  it('shows values where they are asked for', async () => {
    const { stdout } = await said(['explain', `${server.url}/login`, ...asking, '--unmask'])
    expect(stdout).toContain(`Set-Cookie: track=${secret}; SameSite=None`)
  })

  it('says why there are none without it', async () => {
    const { stdout } = await said(['explain', `${server.url}/login`, '--origin', page])
    expect(stdout).toContain('✗ Chrome, Firefox and Safari, cookies: sid ignored, track ignored\n')
    expect(stdout).toContain("        fetch(url, { credentials: 'include' })\n")
  })
})

describe('--cookie', () => {
  const cookies = ['--cookie', `sid=${secret}; Secure; Path=/`, '--cookie', `only=${secret}; Path=/auth`]

  it('gives each browser what it keeps by its own rules, and sends that', async () => {
    server.got.length = 0
    const { stdout, stderr, code } = await said([
      'explain',
      `${server.url}/me`,
      ...asking,
      ...cookies,
      '--json',
    ])
    const only = 'only withheld retrieve-cookies/path'
    const both = [only, 'sid sent retrieve-cookies/sent']
    expect(cookiesIn(stdout, 'request')).toEqual({ Chrome: both, Firefox: both, Safari: [only] })
    expect(server.got.map(({ headers }) => headers.cookie ?? null)).toEqual([`sid=${secret}`, null])
    expect(stderr).toBe(
      'corsac: --cookie sid: refused by Safari: it says Secure and comes over http, and to this browser this computer is no exception.\n',
    )
    expect(code).toBe(0)
    expect(stdout).not.toContain(secret)
  })

  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, args: readonly string[], says: string])[] = [
    ['a line break', ['http://localhost:9/', '--cookie', `a=${secret}\nb=1`], '--cookie cannot have line breaks in it'],
    ['a URL that has no cookies', ['data:,x', '--cookie', `a=${secret}`], '--cookie needs a URL of http or https'],
    ['no value', ['http://localhost:9/', '--cookie'], "--cookie needs a value: --cookie 'name=value; …'"],
  ]
  it.each(rows)('is refused: %s', async (_, args, says) => {
    const { code, stderr } = await said(['explain', '--origin', page, ...args])
    expect(stderr).toContain(says)
    expect(stderr).not.toContain(secret)
    expect(code).toBe(2)
  })
})
