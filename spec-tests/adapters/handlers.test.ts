import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { routes } from '../../src/drivers/routes'
import { Browser } from '../../src/page/browser'
import type { ProfileName } from '../../src/profile/profile'

/*
 * Handlers as Next and Workers have them. Neither package is needed: a route handler is a function of `Request`, and so is a
 * Worker's `fetch`.
 */
const shop = 'https://shop.example'
const api = 'https://api.shop.example'

type Handler = (
  request: Request,
  context: { readonly params: Promise<{ readonly id: string }> },
) => Response | Promise<Response>
type Route = { readonly [method: string]: Handler }

/** How Next calls a file: HEAD by GET, OPTIONS by what there is, and 405 for the rest. */
function nextServer(route: Route): (request: Request) => Promise<Response> {
  return async (request) => {
    const id = new URL(request.url).pathname.slice(1)
    const handler = route[request.method] ?? (request.method === 'HEAD' ? route['GET'] : undefined)
    if (handler !== undefined) return handler(request, { params: Promise.resolve({ id }) })
    if (request.method !== 'OPTIONS') return new Response(null, { status: 405 })
    return new Response(null, {
      status: 204,
      headers: { Allow: ['OPTIONS', ...Object.keys(route)].join(', ') },
    })
  }
}

const headers = { 'Access-Control-Allow-Origin': shop, 'Access-Control-Allow-Credentials': 'true' }
const route: Route = {
  GET: async (request, { params }) =>
    Response.json({ id: (await params).id, cookie: request.headers.get('cookie') }, { headers }),
  POST: async (request) => {
    const form = await request.formData()
    const set = new Headers(headers)
    set.append('Set-Cookie', `name=${form.get('name')}; Secure; SameSite=Lax`)
    set.append('Set-Cookie', 'expires=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT; Secure')
    return new Response(null, { status: 303, headers: [...set, ['Location', '/next']] })
  },
  DELETE: () => new Response(null, { status: 204, headers }),
}
const preflight: Route = {
  OPTIONS: () =>
    new Response(null, { status: 204, headers: { ...headers, 'Access-Control-Allow-Methods': 'DELETE' } }),
}

const open = (
  server: (request: Request) => Response | Promise<Response>,
  profile: ProfileName = 'chromium',
) => new Browser({ profile, transport: fetchTransport(server) }).open(`${shop}/`)

describe('a route handler of Next', () => {
  it.each(['chromium', 'firefox', 'safari'] as const)(
    'takes a form, sets cookies and redirects: %s',
    async (profile) => {
      const page = open(nextServer(route), profile)
      const body = new URLSearchParams({ name: 'ada' })
      const response = await page.fetch(`${api}/form`, { method: 'POST', credentials: 'include', body })
      expect([response.redirected, response.url]).toEqual([true, `${api}/next`])
      expect(await response.json()).toEqual({ id: 'next', cookie: 'name=ada; expires=1' })
    },
  )

  it('takes a form of a page, as a navigation', async () => {
    const page = open(nextServer(route))
    const next = await page.submitForm({
      action: `${api}/form`,
      method: 'post',
      enctype: 'multipart/form-data',
      fields: { name: 'ada' },
    })
    expect([next?.location.href, next?.document.cookie]).toEqual([`${api}/next`, 'name=ada; expires=1'])
  })

  it('whose file has no OPTIONS gets no DELETE', async () => {
    const response = open(nextServer(route)).fetch(`${api}/a`, { method: 'DELETE', credentials: 'include' })
    await expect(response).rejects.toMatchObject({
      cause: { verdicts: [{ refusal: { step: 'cors-check/origin-absent' } }] },
    })
  })

  it('whose file has one does', async () => {
    const page = open(nextServer({ ...route, ...preflight }))
    const response = await page.fetch(`${api}/a`, { method: 'DELETE', credentials: 'include' })
    expect([response.status, await response.text()]).toEqual([204, ''])
  })
})

describe('a Worker', () => {
  const later: Promise<unknown>[] = []
  const worker = {
    async fetch(
      request: Request,
      env: { readonly SHOP: string },
      context: { waitUntil(work: Promise<unknown>): void },
    ): Promise<Response> {
      const { pathname } = new URL(request.url)
      context.waitUntil(Promise.resolve(pathname))
      if (pathname === '/moved') return Response.redirect(`${api}/here`, 301)
      if (pathname === '/error') return Response.error()
      if (pathname === '/stream') {
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
        const writer = writable.getWriter()
        void (async () => {
          for (const part of ['one ', 'two ', 'three']) await writer.write(new TextEncoder().encode(part))
          await writer.close()
        })()
        return new Response(readable, { headers: { 'Access-Control-Allow-Origin': env.SHOP } })
      }
      // A response of another server is immutable: it is copied to be changed.
      const original = new Response('hi', { headers: { 'X-From': 'origin' } })
      const response = new Response(original.body, original)
      response.headers.set('Access-Control-Allow-Origin', env.SHOP)
      response.headers.set('Access-Control-Expose-Headers', 'X-From')
      return response
    },
  }
  const server = (request: Request) =>
    worker.fetch(request, { SHOP: shop }, { waitUntil: (work) => void later.push(work) })

  it('answers with what it copied', async () => {
    const response = await open(server).fetch(`${api}/here`)
    expect([await response.text(), response.headers.get('x-from')]).toEqual(['hi', 'origin'])
    expect(await Promise.all(later.splice(0))).toEqual(['/here'])
  })

  it('redirects without CORS headers, which is refused, and within its origin is not', async () => {
    await expect(open(server).fetch(`${api}/moved`)).rejects.toThrow('Failed to fetch')
    const inside = new Browser({ profile: 'chromium', transport: fetchTransport(server) }).open(api)
    expect((await inside.fetch('/moved')).url).toBe(`${api}/here`)
  })

  it('streams its answer', async () => {
    expect(await (await open(server).fetch(`${api}/stream`)).text()).toBe('one two three')
  })

  it('answers with an error, which is one of the network', async () => {
    await expect(open(server).fetch(`${api}/error`)).rejects.toThrow('Failed to fetch')
  })

  it('stands beside other servers', async () => {
    const transport = routes({
      [api]: fetchTransport(server),
      [shop]: fetchTransport(() => new Response('shop')),
    })
    const page = new Browser({ profile: 'safari', transport }).open(shop)
    expect(await (await page.fetch('/')).text()).toBe('shop')
    expect(await (await page.fetch(`${api}/here`)).text()).toBe('hi')
    await expect(page.fetch('https://nobody.example/')).rejects.toThrow('Load failed')
  })
})
