import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { virtualClock } from '../../../src/drivers/virtual-clock'
import { Browser } from '../../../src/page/browser'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, browserBefore } from '../kit'

const me = 'https://api.example.com/me'
const allowed = answer(200, [
  ['access-control-allow-origin', 'https://app.example.com'],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-methods', 'PUT'],
  ['access-control-allow-headers', 'content-type'],
  ['content-type', 'application/json'],
])
const site = { [me]: { ...allowed, body: { kind: 'bytes', bytes: '{"a":"\xc3\xa9"}' } } } as const

function pageBefore(profile: ProfileName = 'chromium') {
  const tested = browserBefore(site, profile)
  return { ...tested, page: tested.browser.open('https://app.example.com/login') }
}

const failures: readonly (readonly [ProfileName, string])[] = [
  ['chromium', 'Failed to fetch'],
  ['firefox', 'NetworkError when attempting to fetch resource.'],
  ['webkitgtk', 'Load failed'],
]
test.each(failures)(
  '%s rejects with its own words, and with the explanation behind them',
  async (profile, message) => {
    const { page } = pageBefore(profile)
    const error = await page.fetch('https://other.example.org/').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ message, cause: { verdicts: [{ outcome: 'network-error' }] } })
  },
)

test('a PUT with credentials is preflighted, and its answer can be read', async () => {
  const { page, lines } = pageBefore()
  const typed: typeof fetch = page.fetch
  const response = await typed(me, {
    method: 'put',
    credentials: 'include',
    headers: { 'Content-Type': 'application/json', Cookie: 'no' },
    body: '{}',
  })
  expect(lines()).toEqual([`OPTIONS ${me}`, `PUT ${me}`])
  expect(response).toBeInstanceOf(page.Response)
  expect([response.type, response.status, response.url, response.redirected]).toEqual([
    'cors',
    200,
    me,
    false,
  ])
  const copy = response.clone()
  expect(await response.json()).toEqual({ a: 'é' })
  expect(response.bodyUsed).toBe(true)
  await expect(response.text()).rejects.toThrow(TypeError)
  expect(await new Response(copy.body).text()).toBe('{"a":"é"}')
  expect(copy.bodyUsed).toBe(true)
})

/** What a page may not do, and what the engine says to it. */
const misuses: readonly (readonly [string, RequestInit & { cache?: string }, string])[] = [
  ['/', { method: 'TRACE' }, "'TRACE' HTTP method is unsupported."],
  ['/', { method: 'a b' }, "'a b' is not a valid HTTP method."],
  ['/', { method: 'PUT', mode: 'no-cors' }, "'PUT' is unsupported in no-cors mode."],
  ['/', { body: 'x' }, 'Request with GET/HEAD method cannot have body.'],
  ['/', { headers: { 'x a': '1' } }, 'Invalid name'],
  ['/', { cache: 'only-if-cached' }, "'only-if-cached' can be set only with 'same-origin' mode"],
  ['http://', {}, 'Failed to parse URL from http://'],
]
test.each(misuses)('fetch of %s with %j rejects', async (url, init, message) => {
  const { page, lines } = pageBefore()
  const expected = new TypeError(`Failed to execute 'fetch' on 'Window': ${message}`)
  await expect(page.fetch(url, init)).rejects.toEqual(expected)
  expect(lines()).toEqual([])
})

/** What a page sends, and the type that it brings. */
const bodies: readonly (readonly [string, RequestInit['body'], string | null, string])[] = [
  ['text', 'é', 'text/plain;charset=UTF-8', '\xc3\xa9'],
  ['fields', new URLSearchParams({ a: 'b c' }), 'application/x-www-form-urlencoded;charset=UTF-8', 'a=b+c'],
  ['bytes', new Uint8Array([1, 255]), null, '\x01\xff'],
  ['a blob', new Blob(['x'], { type: 'image/png' }), 'image/png', 'x'],
]
test.each(bodies)('%s as a body', async (_, body, type, bytes) => {
  const { page, sent } = pageBefore()
  await page.fetch('/', { method: 'POST', body: body ?? null })
  const [wire] = sent()
  expect(wire?.body).toEqual({ kind: 'bytes', bytes })
  expect(wire?.headerList.find(({ name }) => name === 'content-type')?.value ?? null).toBe(type)
})

test('an aborted fetch rejects with the reason; timeouts follow the clock of the browser', async () => {
  const { page, clock, lines } = pageBefore()
  await expect(page.fetch('/', { signal: AbortSignal.abort('why') })).rejects.toBe('why')
  const signal = page.AbortSignal.timeout(50)
  clock.advance(49)
  expect(signal.aborted).toBe(false)
  clock.advance(1)
  await expect(page.fetch('/', { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(lines()).toEqual([])
})

test('a body is not there any more after an abort', async () => {
  const { page } = pageBefore()
  const controller = new AbortController()
  const response = await page.fetch(me, { signal: controller.signal })
  controller.abort('late')
  await expect(response.text()).rejects.toBe('late')
})

test('headers have guards', () => {
  const { page } = pageBefore()
  const request = new page.Request('/', {
    headers: [
      ['Cookie', 'a'],
      ['X-B', '2'],
      ['x-a', '1'],
      ['x-b', '3'],
    ],
  })
  expect([...request.headers]).toEqual([
    ['x-a', '1'],
    ['x-b', '2, 3'],
  ])
  expect(request.url).toBe('https://app.example.com/')
  const simple = new page.Request('/', { mode: 'no-cors', headers: { 'x-a': '1', accept: 'a' } })
  expect([...simple.headers.keys()]).toEqual(['accept'])
  expect(() => page.Response.error().headers.set('a', 'b')).toThrow(TypeError)
})

test('a request of the platform goes as it is', async () => {
  const { page, sent } = pageBefore()
  await page.fetch(
    new Request('https://app.example.com/x', { method: 'POST', body: 'hi', headers: { 'x-a': '1' } }),
  )
  const [wire] = sent()
  expect([wire?.method, wire?.body]).toEqual(['POST', { kind: 'bytes', bytes: 'hi' }])
})

test('the console says what the engine prints', async () => {
  const { browser, page } = pageBefore()
  await page.fetch(me, { credentials: 'include' })
  expect(browser.console).toEqual([])
  await page.fetch('https://other.example.org/').catch(() => {})
  expect(browser.console[0]?.level).toBe('error')
  expect(browser.console[0]?.text).toContain(
    "from origin 'https://app.example.com' has been blocked by CORS policy",
  )
})

test('a clock that is moved right after fetch ends it: nothing has to be awaited before', async () => {
  const clock = virtualClock(0)
  const transport = (): Promise<never> => new Promise(() => {})
  const page = new Browser({ profile: 'chromium', transport, clock }).open('https://app.example.com/')
  const fetched = page.fetch('/')
  clock.advance(30_000)
  await expect(fetched).rejects.toThrow('Failed to fetch')
})

test('Node’s console shows what requests, responses and headers are, and classes have the names of the platform', async () => {
  const { page } = pageBefore()
  const response = await page.fetch('https://api.example.com/me', { credentials: 'include' })
  expect(inspect(response)).toMatch(/^Response \{\n {2}status: 200,.*headers: Headers \{ 'content-type'/s)
  expect(inspect(new page.Request('/x'))).toMatch(/^Request \{.*url: 'https:\/\/app\.example\.com\/x'/s)
  const names = [page.Headers, page.Request, page.Response].map(({ name }) => name)
  expect(names).toEqual(['Headers', 'Request', 'Response'])
})

test.each<readonly [ProfileName, boolean, string]>([
  ['spec', false, ''],
  ['chromium', false, ''],
  ['firefox', false, ''],
  ['safari', true, 'gone'],
  ['webkitgtk', true, 'gone'],
])('an opaque redirect has a body of its own in WebKit alone: %s', async (profile, hasBody, text) => {
  const moved = (headers: readonly (readonly [string, string])[]) =>
    answer(302, [['content-length', '4'], ...headers], 'gone')
  const { browser } = browserBefore(
    {
      'https://app.example.com/nowhere': moved([]),
      'https://app.example.com/on': moved([['location', '/x']]),
    },
    profile,
  )
  const page = browser.open('https://app.example.com/')
  for (const [url, read] of [
    ['/nowhere', text],
    ['/on', ''],
  ] as const) {
    const response = await page.fetch(url, { redirect: 'manual' })
    expect([response.type, response.body !== null, await response.text()]).toEqual([
      'opaqueredirect',
      hasBody,
      read,
    ])
  }
})
