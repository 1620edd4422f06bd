import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { type Listener, listenerTransport } from '../../src/drivers/listener-transport'
import type { Transport } from '../../src/drivers/transport'
import { Browser } from '../../src/page/browser'
import type { Page } from '../../src/page/page'
import type { ProfileName } from '../../src/profile/profile'

const app = 'https://app.example.com'
const api = 'https://api.example.org'

/** What a server was asked, one line each: method, path, and what the row is about. */
type Told = string[]

type Server = (request: Request) => Response | Promise<Response>

/**
 * A server for `Request` and `Response`: `/to/<status>?<url>` redirects there, `/again/<n>` n times, `/closed` has no CORS headers, and the rest
 * tells what it got.
 */
function server(told: Told): Server {
  return async (request) => {
    const url = new URL(request.url)
    const { headers } = request
    const body = await request.text()
    const cache = [headers.get('cache-control'), headers.get('pragma')].filter((one) => one !== null)
    told.push([request.method, `${url.host}${url.pathname}`, ...cache, body].filter(Boolean).join(' '))
    const cors = {
      'Access-Control-Allow-Origin': headers.get('origin') ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Allow-Headers': 'content-type',
    }
    const again = /^\/again\/(\d+)$/.exec(url.pathname)?.[1]
    if (again !== undefined && again !== '0')
      return Response.redirect(new URL(`/again/${Number(again) - 1}`, url), 302)
    const redirect = /^\/to\/(\d+)$/.exec(url.pathname)
    if (redirect !== null) {
      const Location = decodeURIComponent(url.search.slice(1))
      return new Response(null, { status: Number(redirect[1]), headers: { ...cors, Location } })
    }
    const open = url.pathname === '/closed' ? {} : cors
    return new Response(`${request.method} ${body}`, {
      headers: {
        ...open,
        'Content-Type': headers.get('x-answer') ?? 'text/plain',
        'Set-Cookie': 'seen=1; Secure; SameSite=None',
      },
    })
  }
}

/** The same server as a listener of Node. */
function asListener(answering: Server): Listener {
  return async (incoming, outgoing) => {
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
    const request = new Request(`https://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
      body: hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null,
      duplex: 'half',
    } as RequestInit)
    const response = await answering(request)
    outgoing.writeHead(response.status, [...response.headers].flat())
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }
}

const adapters: { adapter: string; transportTo: (answering: Server) => Transport }[] = [
  { adapter: 'fetchTransport', transportTo: (answering) => fetchTransport(answering) },
  { adapter: 'listenerTransport', transportTo: (answering) => listenerTransport(asListener(answering)) },
]

interface Outcome {
  readonly type: string
  readonly status: number
  readonly url: string
  readonly redirected: boolean
  readonly headers: number
  readonly text: string
}

async function outcome(page: Page, url: string, init: RequestInit): Promise<Outcome | string> {
  try {
    const response = await page.fetch(url, init)
    const { type, status, redirected } = response
    const headers = [...response.headers].length
    return { type, status, url: response.url, redirected, headers, text: await response.text() }
  } catch (error) {
    return String(error)
  }
}

const failed = 'TypeError: Failed to fetch'
const to = (status: number, url: string): string => `/to/${status}?${encodeURIComponent(url)}`

interface Row {
  readonly desc: string
  readonly url: string
  readonly init?: RequestInit & { readonly cache?: string }
  readonly outcome: Partial<Outcome> | string
  readonly told: readonly string[]
}

const rows: readonly Row[] = [
  // Redirect modes
  {
    desc: 'follows a redirect within the origin',
    url: to(302, '/here'),
    outcome: { type: 'basic', status: 200, url: `${app}/here`, redirected: true, text: 'GET ' },
    told: ['GET app.example.com/to/302', 'GET app.example.com/here'],
  },
  {
    desc: 'follows one to another origin, and reads what that lets it read',
    url: to(307, `${api}/there`),
    outcome: { type: 'cors', url: `${api}/there`, redirected: true },
    told: ['GET app.example.com/to/307', 'GET api.example.org/there'],
  },
  {
    desc: 'fails at one to an origin that lets nobody read',
    url: to(302, `${api}/closed`),
    outcome: failed,
    told: ['GET app.example.com/to/302', 'GET api.example.org/closed'],
  },
  {
    desc: 'keeps the fragment that was asked for',
    url: `${to(302, '/here')}#part`,
    outcome: { url: `${app}/here`, redirected: true },
    told: ['GET app.example.com/to/302', 'GET app.example.com/here'],
  },
  {
    desc: 'makes a GET of a POST at 302, without its body',
    url: to(302, '/here'),
    init: { method: 'POST', body: 'x' },
    outcome: { text: 'GET ' },
    told: ['POST app.example.com/to/302 x', 'GET app.example.com/here'],
  },
  {
    desc: 'sends a POST again at 307, with its body',
    url: to(307, '/here'),
    init: { method: 'POST', body: 'x' },
    outcome: { text: 'POST x' },
    told: ['POST app.example.com/to/307 x', 'POST app.example.com/here x'],
  },
  {
    desc: 'makes a GET of a PUT at 303',
    url: to(303, '/here'),
    init: { method: 'PUT', body: 'x' },
    outcome: { text: 'GET ' },
    told: ['PUT app.example.com/to/303 x', 'GET app.example.com/here'],
  },
  {
    desc: 'refuses a redirect where redirects are errors',
    url: to(302, '/here'),
    init: { redirect: 'error' },
    outcome: failed,
    told: ['GET app.example.com/to/302'],
  },
  {
    desc: 'gives a redirect that is handled by hand, with nothing in it',
    url: to(302, '/here'),
    init: { redirect: 'manual' },
    outcome: {
      type: 'opaqueredirect',
      status: 0,
      url: `${app}${to(302, '/here')}`,
      redirected: false,
      headers: 0,
      text: '',
    },
    told: ['GET app.example.com/to/302'],
  },
  {
    desc: 'reads what is no redirect where redirects are errors',
    url: '/here',
    init: { redirect: 'error' },
    outcome: { status: 200, redirected: false },
    told: ['GET app.example.com/here'],
  },
  {
    desc: 'does not follow a redirect into data:',
    url: to(302, 'data:,x'),
    outcome: failed,
    told: ['GET app.example.com/to/302'],
  },
  {
    desc: 'does not follow one to a URL with a password across origins',
    url: to(302, 'https://user:secret@api.example.org/'),
    outcome: failed,
    told: ['GET app.example.com/to/302'],
  },
  {
    desc: 'does not follow a Location that is no URL',
    url: to(302, 'https://'),
    outcome: failed,
    told: ['GET app.example.com/to/302'],
  },
  {
    desc: 'asks first, and once more where a redirect leads another origin there',
    url: `${api}/there`,
    init: { method: 'PUT', body: 'x', headers: { 'Content-Type': 'text/plain' } },
    outcome: { type: 'cors', text: 'PUT x' },
    told: ['OPTIONS api.example.org/there', 'PUT api.example.org/there x'],
  },
  // Request modes
  {
    desc: 'gives nothing of another origin without CORS, though it was asked',
    url: `${api}/there`,
    init: { mode: 'no-cors' },
    outcome: { type: 'opaque', status: 0, url: '', redirected: false, headers: 0, text: '' },
    told: ['GET api.example.org/there'],
  },
  {
    desc: 'gives all of its own origin without CORS',
    url: '/closed',
    init: { mode: 'no-cors' },
    outcome: { type: 'basic', status: 200, text: 'GET ' },
    told: ['GET app.example.com/closed'],
  },
  {
    desc: 'asks nobody else where only its own origin will do',
    url: `${api}/there`,
    init: { mode: 'same-origin' },
    outcome: failed,
    told: [],
  },
  {
    desc: 'is led nowhere else there',
    url: to(302, `${api}/there`),
    init: { mode: 'same-origin' },
    outcome: failed,
    told: ['GET app.example.com/to/302'],
  },
  // Cache modes, as servers see them
  { desc: 'says nothing of caches', url: '/a', outcome: { status: 200 }, told: ['GET app.example.com/a'] },
  {
    desc: 'says so where nothing may be kept',
    url: '/a',
    init: { cache: 'no-store' },
    outcome: { status: 200 },
    told: ['GET app.example.com/a no-cache no-cache'],
  },
  {
    desc: 'says so where it wants a fresh one',
    url: '/a',
    init: { cache: 'reload' },
    outcome: { status: 200 },
    told: ['GET app.example.com/a no-cache no-cache'],
  },
  {
    desc: 'says so where caches have to ask',
    url: '/a',
    init: { cache: 'no-cache' },
    outcome: { status: 200 },
    told: ['GET app.example.com/a max-age=0'],
  },
  {
    desc: 'says nothing where any will do',
    url: '/a',
    init: { cache: 'force-cache' },
    outcome: { status: 200 },
    told: ['GET app.example.com/a'],
  },
  {
    desc: 'asks nobody where only a cache may answer',
    url: '/a',
    init: { cache: 'only-if-cached', mode: 'same-origin' },
    outcome: failed,
    told: [],
  },
  // Other schemes
  {
    desc: 'reads data: at once',
    url: 'data:text/plain;charset=utf-8,h%C3%A9',
    outcome: {
      type: 'basic',
      status: 200,
      url: 'data:text/plain;charset=utf-8,h%C3%A9',
      headers: 1,
      text: 'hé',
    },
    told: [],
  },
  {
    desc: 'reads data: in base64',
    url: 'data:;base64,aGk=',
    outcome: { status: 200, text: 'hi' },
    told: [],
  },
  { desc: 'does not read data: that is none', url: 'data:text/plain', outcome: failed, told: [] },
  {
    desc: 'reads data: where only its own origin will do, too',
    url: 'data:,hi',
    init: { mode: 'same-origin' },
    outcome: { type: 'basic', text: 'hi' },
    told: [],
  },
  { desc: 'does not read about:blank', url: 'about:blank', outcome: failed, told: [] },
  { desc: 'does not read about:config', url: 'about:config', outcome: failed, told: [] },
  {
    desc: 'does not read a blob: of nobody',
    url: 'blob:https://app.example.com/1',
    outcome: failed,
    told: [],
  },
  { desc: 'does not read files', url: 'file:///etc/hosts', outcome: failed, told: [] },
  { desc: 'does not read what it has no idea of', url: 'gopher://example.com/', outcome: failed, told: [] },
]

describe.each(adapters)('fetch of a page, over $adapter', ({ transportTo }) => {
  const open = (profile: ProfileName = 'chromium') => {
    const told: Told = []
    const browser = new Browser({ profile, transport: transportTo(server(told)), clock: () => 1e12 })
    return { told, browser, page: browser.open(`${app}/page`) }
  }

  it.each(rows)('$desc', async ({ url, init = {}, outcome: expected, told: asked }) => {
    const { page, told } = open()
    const found = await outcome(page, url, init)
    expect({ found, told }).toEqual({
      found: typeof expected === 'string' ? expected : expect.objectContaining(expected),
      told: asked,
    })
  })

  it('keeps the fragment in no URL of a response', async () => {
    expect((await open().page.fetch('/here#part')).url).toBe(`${app}/here`)
  })

  it('follows twenty redirects, and no more', async () => {
    const { page, told } = open()
    expect((await page.fetch('/again/20')).url).toBe(`${app}/again/0`)
    expect(told.splice(0).length).toBe(21)
    expect(await outcome(page, '/again/21', {})).toBe(failed)
    expect(told.at(-1)).toBe('GET app.example.com/again/1')
  })

  it.each([
    { credentials: 'include', kept: 'seen=1' },
    { credentials: 'omit', kept: '' },
  ] as const)('keeps the cookies of an opaque answer: $credentials', async ({ credentials, kept }) => {
    const { page, browser } = open()
    await page.fetch(`${api}/there`, { mode: 'no-cors', credentials })
    expect(browser.open(api).document.cookie).toBe(kept)
  })

  it('takes what a server says about forms', async () => {
    const { page } = open()
    const ask = (type: string, body: string) =>
      page.fetch('/form', { method: 'POST', body, headers: { 'X-Answer': type } })
    const fields = await (await ask('application/x-www-form-urlencoded', 'a=1&b=%C3%A9&a=2')).formData()
    // The server puts the method before it.
    expect([...fields]).toEqual([
      ['POST a', '1'],
      ['b', 'é'],
      ['a', '2'],
    ])
    await expect((await ask('text/plain', 'a=1')).formData()).rejects.toThrow(TypeError)
    await expect((await ask('multipart/form-data', 'a=1')).formData()).rejects.toThrow(TypeError)
  })

  it('sends and reads forms with files', async () => {
    const { page } = open()
    const form = new FormData()
    form.append('name', 'Ada\nLovelace')
    form.append('file', new File(['\u00e9'], 'é".txt', { type: 'text/x-a' }))
    const echo = new Request(app, { method: 'POST', body: form })
    expect(echo.headers.get('content-type')).toContain('multipart/form-data')
    const response = await page.fetch('/form', {
      method: 'POST',
      body: form,
      headers: { 'X-Answer': 'text/plain' },
    })
    const text = await response.text()
    expect(text).toContain('name="name"\r\n\r\nAda\r\nLovelace\r\n')
    expect(text).toContain('filename="é%22.txt"\r\nContent-Type: text/x-a\r\n\r\né\r\n')
  })
})
