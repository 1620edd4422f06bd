import { Window } from 'happy-dom'
// @ts-expect-error: it has no types of its own
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/drivers/transport'
import { utf8Decode } from '../../src/infra/utf-8'
import { Browser } from '../../src/page/browser'
import { installGlobals } from '../../src/page/globals/install-globals'
import type { Page } from '../../src/page/page'
import type { XMLHttpRequestConstructor } from '../../src/page/xhr/constructor'
import { answer, app } from '../fetch/kit'

const api = 'https://api.example.com'

/** Lets the app in, tells what it was sent, and forgets the headers at `/closed`. */
const server: Handler = ({ method, url, headerList, body }) => {
  if (url.path === '/closed') return answer(200, {}, 'secret')
  const sent = (name: string) => headerList.find((header) => header.name.toLowerCase() === name)?.value
  const headers: [string, string][] = [
    ['Access-Control-Allow-Origin', sent('origin') ?? '*'],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Set-Cookie', 'sid=1; Secure; SameSite=None; Path=/; HttpOnly'],
  ]
  const told = {
    method,
    cookie: sent('cookie') ?? null,
    type: sent('content-type') ?? null,
    length: body?.kind === 'bytes' ? body.bytes.length : 0,
  }
  return answer(200, headers, utf8Decode(JSON.stringify(told)))
}

function open() {
  const sent: string[] = []
  const browser = new Browser({
    profile: 'chromium',
    transport: (request) => {
      sent.push(`${request.method} ${request.url.path}`)
      return server(request)
    },
    clock: () => 1e12,
  })
  return { sent, browser, page: browser.open(`${app}/shop`) }
}

/** What code under test is written against: the names that it finds around it. */
interface Around {
  readonly fetch: typeof fetch
  readonly XMLHttpRequest: XMLHttpRequestConstructor
  readonly document: { cookie: string }
  readonly FormData: typeof FormData
  readonly Blob: typeof Blob
}

/** Three windows as harnesses have them, and the names that are replaced in each. */
const windows: { desc: string; make: () => object; replaced: readonly string[] }[] = [
  {
    desc: 'Node alone',
    make: () => globalThis,
    replaced: ['fetch', 'XMLHttpRequest', 'document'],
  },
  {
    desc: 'the window of jsdom',
    make: () => new JSDOM('', { url: `${app}/shop` }).window,
    replaced: ['fetch', 'XMLHttpRequest'],
  },
  {
    desc: 'the window of happy-dom',
    make: () => new Window({ url: `${app}/shop` }),
    replaced: ['fetch', 'XMLHttpRequest'],
  },
]

describe.each(windows)('code in $desc', ({ make, replaced }) => {
  it('has the fetch of the page: preflights, cookies and refusals', async () => {
    const window = make()
    const { page, sent } = open()
    const globals = installGlobals(page, { target: window })
    try {
      const around = window as Around
      const put = { method: 'PUT', credentials: 'include', body: 'x' } as const
      await around.fetch(`${api}/a`, put)
      const second = await around.fetch(`${api}/b`, put)
      expect([sent, await second.json()]).toEqual([
        ['OPTIONS /a', 'PUT /a', 'OPTIONS /b', 'PUT /b'],
        { method: 'PUT', cookie: 'sid=1', type: 'text/plain;charset=UTF-8', length: 1 },
      ])
      await expect(around.fetch(`${api}/closed`)).rejects.toThrow('Failed to fetch')
    } finally {
      globals.restore()
    }
  })

  it('finds what is relative where the page is', async () => {
    const window = make()
    const { page } = open()
    const globals = installGlobals(page, { target: window })
    try {
      expect((await (window as Around).fetch('cart')).url).toBe(`${app}/cart`)
    } finally {
      globals.restore()
    }
  })

  it('has its XMLHttpRequest', async () => {
    const window = make()
    const { page } = open()
    const globals = installGlobals(page, { target: window })
    try {
      const seen: string[] = []
      for (const path of ['/a', '/closed']) {
        const request = new (window as Around).XMLHttpRequest()
        request.open('GET', `${api}${path}`)
        const over = new Promise<void>((resolve) => {
          request.onloadend = () => resolve()
        })
        request.onload = () => seen.push('load')
        request.onerror = () => seen.push('error')
        request.send()
        await over
        seen.push(`${path} ${request.status}`)
      }
      expect(seen).toEqual(['load', '/a 200', 'error', '/closed 0'])
    } finally {
      globals.restore()
    }
  })

  it('has its cookies', () => {
    const window = make()
    const { page } = open()
    const globals = installGlobals(page, { target: window })
    try {
      const { document } = window as Around
      document.cookie = 'theme=dark'
      expect([document.cookie, page.document.cookie]).toEqual(['theme=dark', 'theme=dark'])
    } finally {
      globals.restore()
    }
  })

  it('can send forms of its own kind', async () => {
    const window = make()
    const { page } = open()
    const globals = installGlobals(page, { target: window })
    try {
      const around = window as Around
      const body = new around.FormData()
      body.append('a', '1')
      body.append('b', new around.Blob(['2']), 'b.txt')
      const response = await around.fetch(`${api}/a`, { method: 'POST', body })
      expect(await response.json()).toMatchObject({
        type: expect.stringMatching(/^multipart\/form-data; boundary=/),
        length: expect.toSatisfy((length) => length > 50),
      })
    } finally {
      globals.restore()
    }
  })

  it.each([
    {
      way: 'XMLHttpRequest',
      send: async ({ XMLHttpRequest }: Around, body: FormData): Promise<unknown> => {
        const request = new XMLHttpRequest()
        request.open('POST', `${api}/a`)
        const over = new Promise<void>((resolve) => {
          request.onloadend = () => resolve()
        })
        request.send(body)
        await over
        return JSON.parse(request.responseText)
      },
    },
    {
      way: 'a beacon',
      send: async (_around: Around, body: FormData, page: Page, browser: Browser): Promise<unknown> => {
        page.sendBeacon(`${api}/a`, body)
        await browser.idle()
        const answered = browser.recordings.at(-1)?.turns.at(-1)?.event
        if (answered?.kind !== 'response' || answered.response.body?.kind !== 'bytes') return null
        return JSON.parse(answered.response.body.bytes)
      },
    },
  ])('can send them by $way', async ({ send }) => {
    const window = make()
    const { page, browser } = open()
    const globals = installGlobals(page, { target: window })
    try {
      const around = window as Around
      const body = new around.FormData()
      body.append('a', '1')
      body.append('b', new around.Blob(['2']), 'b.txt')
      expect(await send(around, body, page, browser)).toMatchObject({
        type: expect.stringMatching(/^multipart\/form-data; boundary=/),
        length: expect.toSatisfy((length) => length > 50),
      })
    } finally {
      globals.restore()
    }
  })

  it('has everything as it was afterwards, and nothing else changed meanwhile', () => {
    const window = make()
    const before = Object.getOwnPropertyDescriptors(window)
    const { page } = open()
    const globals = installGlobals(page, { target: window })
    const during = Object.getOwnPropertyDescriptors(window)
    globals.restore()
    const after = Object.getOwnPropertyDescriptors(window)
    expect(changed(before, during)).toEqual([...replaced].sort())
    expect(changed(before, after)).toEqual([])
    if ('document' in window) expect(Object.keys(window.document as object)).not.toContain('cookie')
  })
})

/** Properties of which there is more, less or another than before. */
function changed(before: PropertyDescriptorMap, after: PropertyDescriptorMap): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter((name) => {
      const [a, b] = [before[name], after[name]]
      return !Object.is(a?.value, b?.value) || a?.get !== b?.get || a?.enumerable !== b?.enumerable
    })
    .sort()
}
