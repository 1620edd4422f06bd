import axios, { type AxiosInstance } from 'axios'
import cors from 'cors'
import express, { type Response as Answer, type Request as Asked, type Express } from 'express'
import { describe, expect, it } from 'vitest'
import { listenerTransport } from '../../src/drivers/listener-transport'
import { virtualClock } from '../../src/drivers/virtual-clock'
import { Browser } from '../../src/page/browser'
import type { ProfileName } from '../../src/profile/profile'

/*
 * A session with the real axios before the real Express and cors: login, refresh, logout, and a token against forged
 * requests, as posts about logins describe them.
 */
const shop = 'https://shop.example'

/** What the server was asked, with the names of the cookies that came along. */
type Told = string[]

function cookiesOf(request: Asked): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').filter(Boolean)
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

interface Kept {
  readonly secure: true
  readonly sameSite: 'none' | 'strict'
  readonly domain?: string
}

function serverOf(told: Told, kept: Kept): Express {
  const app = express()
  app.use((request, _response, next) => {
    told.push(`${request.method} ${request.path} ${[...cookiesOf(request).keys()].sort()}`.trim())
    next()
  })
  app.use(cors({ origin: [shop], credentials: true, maxAge: 600 }), express.json())
  const begin = (response: Answer): Answer =>
    response
      .cookie('sid', 'one', { ...kept, httpOnly: true, maxAge: 60_000 })
      .cookie('XSRF-TOKEN', 'a/b c', { ...kept })
  app.post('/login', (_request, response) => {
    begin(response).cookie('again', 'two', { ...kept, httpOnly: true, path: '/refresh', maxAge: 3_600_000 })
    response.json({ hello: 'Ada' })
  })
  app.post('/refresh', (request, response) => {
    if (cookiesOf(request).get('again') === 'two') begin(response).json({})
    else response.sendStatus(403)
  })
  app.post('/logout', (_request, response) => {
    response
      .clearCookie('sid', kept)
      .clearCookie('again', { ...kept, path: '/refresh' })
      .json({})
  })
  app.put('/cart', (request, response) => {
    const isOurs = request.headers['x-xsrf-token'] === 'a/b c'
    if (cookiesOf(request).get('sid') !== 'one') response.sendStatus(401)
    else response.status(isOurs ? 200 : 403).json(request.body)
  })
  return app
}

function session(profile: ProfileName, api: string, kept: Kept, page = `${shop}/cart`) {
  const told: Told = []
  const clock = virtualClock(1e12)
  const transport = listenerTransport(serverOf(told, kept))
  const browser = new Browser({ profile, transport, clock })
  const opened = browser.open(page)
  const client = axios.create({
    baseURL: api,
    adapter: opened.axiosAdapter,
    withCredentials: true,
    withXSRFToken: true,
  })
  return { told, clock, browser, page: opened, client }
}

const statusOf = async (asked: Promise<{ readonly status: number }>): Promise<number | string> => {
  try {
    return (await asked).status
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error
    return error.response?.status ?? `${error.code}: ${error.message}`
  }
}

/** A subdomain of the shop's site: all three browsers send its cookies. */
const sibling = {
  api: 'https://api.shop.example',
  kept: { secure: true, sameSite: 'strict', domain: 'shop.example' },
} as const

describe.each(['chromium', 'firefox', 'safari'] as const)('axios over Express, in %s', (profile) => {
  it('logs in, works, refreshes and logs out', async () => {
    const { told, clock, page, client } = session(profile, sibling.api, sibling.kept)
    expect((await client.post('/login', {})).data).toEqual({ hello: 'Ada' })
    expect(page.document.cookie).toBe('XSRF-TOKEN=a%2Fb%20c')
    expect(told.splice(0)).toEqual(['OPTIONS /login', 'POST /login'])

    const put = await client.put('/cart', { apples: 3 })
    expect([put.status, put.data]).toEqual([200, { apples: 3 }])
    expect(told.splice(0)).toEqual(['OPTIONS /cart', 'PUT /cart XSRF-TOKEN,sid'])

    clock.advance(60_000)
    expect(await statusOf(client.put('/cart', {}))).toBe(401)
    expect(await statusOf(client.post('/refresh'))).toBe(200)
    expect(await statusOf(client.put('/cart', {}))).toBe(200)
    // The preflights of a minute ago are still good for ten; that of /refresh is new.
    expect(told.splice(0)).toEqual([
      'PUT /cart XSRF-TOKEN',
      'OPTIONS /refresh',
      'POST /refresh XSRF-TOKEN,again',
      'PUT /cart XSRF-TOKEN,sid',
    ])

    expect(await statusOf(client.post('/logout'))).toBe(200)
    expect(await statusOf(client.put('/cart', {}))).toBe(401)
    expect(await statusOf(client.post('/refresh'))).toBe(403)
  })

  it('is kept from forging by the token alone, where it leaves it out', async () => {
    const { client } = session(profile, sibling.api, sibling.kept)
    await client.post('/login', {})
    expect(await statusOf(client.put('/cart', {}, { withXSRFToken: false }))).toBe(403)
    // Without a word, axios sends it within the origin only.
    expect(await statusOf(client.put('/cart', {}, { withXSRFToken: null as never }))).toBe(403)
    expect(await statusOf(client.put('/cart', {}, { withXSRFToken: () => true }))).toBe(200)
  })

  it('keeps nothing of a login without credentials', async () => {
    const { browser, client } = session(profile, sibling.api, sibling.kept)
    expect(await statusOf(client.post('/login', {}, { withCredentials: false }))).toBe(200)
    expect(browser.open(sibling.api).document.cookie).toBe('')
    expect(await statusOf(client.put('/cart', {}))).toBe(401)
  })

  it('is refused on the page of somebody else, and not told why', async () => {
    const { told, page, client } = session(profile, sibling.api, sibling.kept, 'https://evil.example/')
    page.document.cookie = 'XSRF-TOKEN=a%2Fb%20c'
    expect(await statusOf(client.post('/login', {}))).toBe('ERR_NETWORK: Network Error')
    expect(told).toEqual(['OPTIONS /login'])
    expect(await statusOf(client.post('/login', 'name=Ada', { withXSRFToken: false }))).toBe(
      'ERR_NETWORK: Network Error',
    )
    expect(told.splice(1)).toEqual(['POST /login'])
  })
})

describe('an API on another site', () => {
  const other = { api: 'https://shop-api.example', kept: { secure: true, sameSite: 'none' } } as const

  it.each([
    { profile: 'chromium', works: true },
    { profile: 'firefox', works: true },
    { profile: 'safari', works: false },
  ] as const)('keeps $profile logged in: $works', async ({ profile, works }) => {
    const { client, page } = session(profile, other.api, other.kept)
    await client.post('/login', {})
    // Its token is in its own cookies, which the page does not see.
    expect(page.document.cookie).toBe('')
    expect(await statusOf(client.put('/cart', {}))).toBe(works ? 403 : 401)
    const token = { headers: { 'X-XSRF-TOKEN': 'a/b c' } }
    expect(await statusOf(client.put('/cart', {}, token))).toBe(works ? 200 : 401)
  })
})

describe('interceptors', () => {
  it('refresh a session once for many requests', async () => {
    const { told, clock, client } = session('safari', sibling.api, sibling.kept)
    let refreshing: Promise<unknown> | null = null
    client.interceptors.response.use(undefined, async (error: unknown) => {
      if (!axios.isAxiosError(error) || error.response?.status !== 401 || error.config === undefined)
        throw error
      refreshing ??= client.post('/refresh').finally(() => {
        refreshing = null
      })
      await refreshing
      return (client as AxiosInstance).request(error.config)
    })
    await client.post('/login', {})
    await client.put('/cart', {})
    clock.advance(60_000)
    told.length = 0
    const puts = await Promise.all([1, 2, 3].map((apples) => client.put('/cart', { apples })))
    expect(puts.map(({ data }) => data)).toEqual([{ apples: 1 }, { apples: 2 }, { apples: 3 }])
    expect(told.filter((line) => line.startsWith('POST /refresh'))).toEqual([
      'POST /refresh XSRF-TOKEN,again',
    ])
  })
})
