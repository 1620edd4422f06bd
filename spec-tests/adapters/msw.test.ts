import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { type MSWHandlers, type MSWTransportOptions, mswTransport } from '../../src/msw/index'
import { Browser } from '../../src/page/browser'
import { wireRequest } from '../drivers/wire'

const api = 'https://api.example.com/'
const app = 'https://app.example.org/'
const allowed = {
  'Access-Control-Allow-Origin': app.slice(0, -1),
  'Access-Control-Allow-Credentials': 'true',
}

const pageBefore = (handlers: MSWHandlers) =>
  new Browser({ profile: 'chromium', transport: mswTransport(handlers) }).open(app)
const ask = (handlers: MSWHandlers, options?: MSWTransportOptions, method = 'GET') =>
  mswTransport(handlers, options)(wireRequest(api, method), null)

describe('handlers of MSW are held to what servers are', () => {
  it('refuses an answer that forgets CORS headers', async () => {
    const page = pageBefore([http.get(api, () => HttpResponse.json({ secret: 1 }))])
    const response = await page.perform({ url: api })
    expect(response).toMatchObject({ type: 'error', reason: { step: 'cors-check/origin-absent' } })
  })

  it('lets one through that has them', async () => {
    const page = pageBefore([http.get(api, () => HttpResponse.json({ a: 1 }, { headers: allowed }))])
    expect(await page.perform({ url: api, credentials: 'include' })).toMatchObject({
      type: 'cors',
      status: 200,
    })
  })

  it('refuses a PUT whose preflight nobody answers, and says that it wants a handler', async () => {
    const browser = new Browser({
      profile: 'chromium',
      transport: mswTransport([http.put(api, () => new HttpResponse(null, { headers: allowed }))]),
    })
    const response = await browser.open(app).perform({ url: api, method: 'PUT' })
    expect(response.type).toBe('error')
    expect(JSON.stringify(browser.recordings)).toContain('A preflight wants a handler of its own')
  })
})

describe('cookies', () => {
  const lines = [
    'a=1; Path=/; Expires=Wed, 21 Oct 2099 07:28:00 GMT; SameSite=None; Secure',
    'b=2, c; HttpOnly',
  ]
  const handlers = [
    http.get(api, ({ cookies, request }) => {
      const body = { cookies, header: request.headers.get('cookie') }
      return HttpResponse.json(body, {
        headers: [...Object.entries(allowed), ...lines.map((line): [string, string] => ['Set-Cookie', line])],
      })
    }),
  ]

  it('come line by line', async () => {
    const { headerList } = await ask(handlers)
    expect(headerList.filter(({ name }) => name === 'set-cookie').map(({ value }) => value)).toEqual(lines)
  })

  it('are those of the browser, and no others', async () => {
    const page = pageBefore(handlers)
    const bodies: unknown[] = []
    for (const credentials of ['omit', 'include', 'include', 'omit'] as const) {
      const response = await page.perform({ url: api, credentials })
      if (response.type === 'error' || response.body?.kind !== 'bytes') throw new Error('no body')
      bodies.push(JSON.parse(response.body.bytes))
    }
    expect(bodies).toEqual([
      { cookies: {}, header: null },
      { cookies: {}, header: null },
      { cookies: { a: '1' }, header: 'a=1' },
      { cookies: {}, header: null },
    ])
  })

  it('of a document that stands around are not added', async () => {
    Object.assign(globalThis, { document: { cookie: 'stray=1' }, location: new URL(api) })
    try {
      const { body } = await ask(handlers)
      expect(body).toMatchObject({ bytes: '{"cookies":{},"header":null}' })
    } finally {
      Reflect.deleteProperty(globalThis, 'document')
      Reflect.deleteProperty(globalThis, 'location')
    }
  })
})

describe('what no handler answers', () => {
  it.each<{ desc: string; handlers: MSWHandlers }>([
    { desc: 'without handlers', handlers: [] },
    { desc: 'with one of another method', handlers: [http.post(api, () => HttpResponse.text(''))] },
    { desc: 'with one that returns nothing', handlers: [http.get(api, () => undefined)] },
    { desc: 'with one that lets it through', handlers: [http.get(api, () => passthrough())] },
  ])('is an error $desc, and goes to the fallback where there is one', async ({ handlers }) => {
    const message = `No handler of MSW answers GET ${api}.`
    await expect(ask(handlers)).rejects.toMatchObject({ code: 'refused', message })
    const fallback = () => ({ status: 299, statusText: '', headerList: [], body: null })
    expect((await ask(handlers, { fallback })).status).toBe(299)
  })
})

describe('handlers', () => {
  it('of a server that does not listen are those of the moment', async () => {
    const server = setupServer(http.get(api, () => new HttpResponse(null, { status: 201 })))
    expect((await ask(server)).status).toBe(201)
    server.use(http.get(api, () => new HttpResponse(null, { status: 202 })))
    expect((await ask(server)).status).toBe(202)
  })

  it('with relative paths stand for the base URL', async () => {
    const handlers = [http.get('/', () => new HttpResponse(null, { status: 203 }))]
    expect((await ask(handlers, { baseUrl: api })).status).toBe(203)
  })

  it('that fail are network errors', async () => {
    await expect(ask([http.get(api, () => HttpResponse.error())])).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('bad input', () => {
  it.each([
    { desc: 'nothing', handlers: undefined, options: {}, paths: ['handlers'] },
    { desc: 'no handler in the list', handlers: [1], options: {}, paths: ['handlers[0]'] },
    { desc: 'no such option', handlers: [], options: { fallbak: 1 }, paths: ['fallbak'] },
    { desc: 'no options at all', handlers: [], options: null, paths: ['options'] },
    {
      desc: 'two wrong ones',
      handlers: [],
      options: { fallback: 1, baseUrl: '/x' },
      paths: ['fallback', 'baseUrl'],
    },
  ])('is a ConfigError: $desc', ({ handlers, options, paths }) => {
    let thrown: unknown
    try {
      mswTransport(handlers as never, options as never)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(ConfigError)
    expect((thrown as ConfigError).issues.map(({ path }) => path)).toEqual(paths)
  })
})
