import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, browserBefore } from '../kit'

const there = 'https://api.example.com/r'
const readable = answer(200, [['access-control-allow-origin', '*']])
const site = { [there]: { ...readable, body: { kind: 'bytes', bytes: 'xyz' } } } as const

function pageBefore(profile: ProfileName = 'chromium') {
  const tested = browserBefore(site, profile)
  return { ...tested, page: tested.browser.open('https://app.example.com/dir/page') }
}

/** Inits that make no request. */
const refused: readonly (readonly [string, string, object])[] = [
  ['an address with a password', 'https://a:b@api.example.com/', {}],
  ['mode navigate', '/', { mode: 'navigate' }],
  ['a mode nobody knows', '/', { mode: 'x' }],
  ['credentials nobody knows', '/', { credentials: 'x' }],
  ['a cache mode nobody knows', '/', { cache: 'x' }],
  ['a redirect mode nobody knows', '/', { redirect: 'x' }],
  ['a policy nobody knows', '/', { referrerPolicy: 'x' }],
  ['a duplex nobody knows', '/', { method: 'POST', duplex: 'full' }],
  ['a referrer that is no URL', '/', { referrer: 'http://' }],
  ['a signal that is none', '/', { signal: {} }],
  ['headers of null', '/', { headers: null }],
  ['a header of three', '/', { headers: [['a', 'b', 'c']] }],
  ['a stream without duplex', '/', { method: 'POST', body: new Blob(['x']).stream() }],
  ['a body of HEAD', '/', { method: 'HEAD', body: '' }],
]
test.each(refused)('%s makes no request', (_, url, init) => {
  const { page } = pageBefore()
  expect(() => new page.Request(url, init as RequestInit)).toThrow(TypeError)
})

// DV-184
test.each([
  ['spec', true],
  ['chromium', false],
  ['firefox', false],
  ['safari', true],
] as const)('a window makes no request where somebody looks at it: %s', (profile, looks) => {
  const { page } = pageBefore(profile)
  const make = () => new page.Request('/', { window: {} } as never)
  if (looks) expect(make).toThrow(TypeError)
  else expect(make().method).toBe('GET')
})

/** What a request says of itself. */
const told: readonly (readonly [string, RequestInit, Partial<Request>])[] = [
  ['defaults', {}, { method: 'GET', mode: 'cors', credentials: 'same-origin', referrer: 'about:client' }],
  ['methods in capitals', { method: 'post' }, { method: 'POST' }],
  ['but not every one', { method: 'patch' }, { method: 'patch' }],
  ['no referrer', { referrer: '' }, { referrer: '' }],
  ['a referrer of ours', { referrer: 'x' }, { referrer: 'https://app.example.com/dir/x' }],
  ['a referrer of others', { referrer: 'https://other.org/' }, { referrer: 'about:client' }],
  ['a window of null', { window: null }, { cache: 'default', redirect: 'follow', integrity: '' }],
]
test.each(told)('%s', (_, init, expected) => {
  const { page } = pageBefore()
  expect(new page.Request('x', init)).toMatchObject({ ...expected, url: 'https://app.example.com/dir/x' })
})

test('whoever changes a request speaks for itself: the referrer of the one before does not remain', () => {
  const { page } = pageBefore()
  const before = new page.Request('/', { referrer: '/a', referrerPolicy: 'origin' })
  const same = new page.Request(before)
  expect([same.referrer, same.referrerPolicy]).toEqual(['https://app.example.com/a', 'origin'])
  const changed = new page.Request(before, { method: 'POST' })
  expect([changed.referrer, changed.referrerPolicy]).toEqual(['about:client', ''])
})

test('the type of a body goes along without CORS, though the page could not set it', () => {
  const { page } = pageBefore('webkitgtk')
  const body = new Blob(['x'], { type: 'image/png' })
  const request = new page.Request('/', { method: 'POST', mode: 'no-cors', body })
  expect(new page.Request(request.clone()).headers.get('content-type')).toBe('image/png')
})

test('a request that was made into another has no body any more; its stream is locked', async () => {
  const { page, sent } = pageBefore()
  const first = new page.Request('/', { method: 'POST', body: 'hi' })
  const { body } = first
  const second = new page.Request(first)
  expect([first.bodyUsed, body?.locked, second.bodyUsed]).toEqual([true, true, false])
  await page.fetch(second)
  // Bytes that a stream was made of can be sent twice: nobody is asked first, and no engine refuses.
  expect(sent().map(({ method, body: bytes }) => [method, bytes])).toEqual([
    ['POST', { kind: 'bytes', bytes: 'hi' }],
  ])
  await expect(page.fetch(second)).rejects.toThrow(TypeError)
})

test('clones of a request of the platform are read, each by itself', async () => {
  const { page } = pageBefore()
  const request = new page.Request(new Request('https://app.example.com/', { method: 'POST', body: 'hi' }))
  const clone = request.clone()
  expect([await request.text(), await clone.text()]).toEqual(['hi', 'hi'])
})

test('an abort ends what nobody has read: bodies, streams and clones; what was read stays', async () => {
  const { page } = pageBefore()
  const controller = new AbortController()
  const response = await page.fetch(there, { signal: controller.signal })
  const [clone, streamed, read] = [response.clone(), response.clone(), response.clone()]
  const reader = streamed.body?.getReader()
  const text = await read.text()
  controller.abort('late')
  await expect(response.text()).rejects.toBe('late')
  await expect(clone.json()).rejects.toBe('late')
  await expect(reader?.read()).rejects.toBe('late')
  expect(text).toBe('xyz')
})

test('an abort does not wait for a body that is still being read', async () => {
  const { page, lines } = pageBefore()
  const controller = new AbortController()
  const body = Object.assign(new Blob(['x']), { arrayBuffer: () => new Promise<ArrayBuffer>(() => {}) })
  const fetched = page.fetch('/', { method: 'POST', body, signal: controller.signal })
  controller.abort('why')
  await expect(fetched).rejects.toBe('why')
  expect(lines()).toEqual([])
})

test('a long-lived signal keeps no listeners of responses', async () => {
  const { page } = pageBefore()
  const { signal } = new AbortController()
  const listeners = new Set<unknown>()
  const { addEventListener, removeEventListener } = signal
  signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
    listeners.add(args[1])
    addEventListener.apply(signal, args)
  }
  signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
    listeners.delete(args[1])
    removeEventListener.apply(signal, args)
  }
  const kept = await page.fetch(there, { signal })
  expect([kept.body === null, listeners.size]).toEqual([false, 1])
  await kept.body?.cancel()
  const response = await page.fetch(there, { signal })
  await new Response(response.body).text()
  expect(listeners.size).toBe(0)
})

/** What responses cannot be. */
const noResponses: readonly (readonly [
  string,
  (page: ReturnType<typeof pageBefore>['page']) => unknown,
  unknown,
])[] = [
  ['a status below', (page) => new page.Response('', { status: 199 }), RangeError],
  ['a status above', (page) => new page.Response('', { status: 600 }), RangeError],
  ['a body of 204', (page) => new page.Response('', { status: 204 }), TypeError],
  ['a line in the status text', (page) => new page.Response('', { statusText: '\n' }), TypeError],
  ['a redirect to nowhere', (page) => page.Response.redirect('http://', 302), TypeError],
  ['a redirect of 200', (page) => page.Response.redirect('/', 200 as 302), RangeError],
  ['JSON of nothing', (page) => page.Response.json(undefined), TypeError],
]
test.each(noResponses)('%s is refused', (_, work, type) => {
  const { page } = pageBefore()
  expect(() => work(page)).toThrow(type as typeof TypeError)
})

test('responses that pages make', async () => {
  const { page } = pageBefore()
  const json = page.Response.json({ a: 1 }, { status: 201 })
  expect([json.status, json.headers.get('content-type'), await json.json()]).toEqual([
    201,
    'application/json',
    { a: 1 },
  ])
  const redirect = page.Response.redirect('x', 308)
  expect([redirect.status, redirect.headers.get('location')]).toEqual([308, 'https://app.example.com/dir/x'])
  expect(page.Response.error()).toMatchObject({ type: 'error', status: 0, body: null })
})

test('headers are as those of the platform, where nobody guards them', () => {
  const { page } = pageBefore()
  const name = fc.constantFrom('a', 'B', 'b', 'Set-Cookie', 'x-y', 'bad name', '')
  const value = fc.constantFrom('', ' 1 ', '2', 'a,b', '\t', 'é', '€', 'a\nb')
  const call = fc.tuple(fc.constantFrom('append', 'set', 'delete', 'get', 'has'), name, value)
  const outcome = (headers: Headers, [method, key, text]: readonly [string, string, string]): unknown => {
    try {
      const run = headers[method as 'append'] as (...args: readonly string[]) => unknown
      return run.call(headers, key, ...(method === 'append' || method === 'set' ? [text] : []))
    } catch (thrown) {
      return (thrown as Error).name
    }
  }
  fc.assert(
    fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
      const [ours, theirs] = [new page.Headers(), new Headers()]
      for (const one of calls) expect(outcome(ours, one)).toEqual(outcome(theirs, one))
      expect([...ours]).toEqual([...theirs])
      expect(ours.getSetCookie()).toEqual(theirs.getSetCookie())
    }),
  )
})

test('what TypeScript has for the platform is what a page has', () => {
  const { page } = pageBefore()
  const f: typeof fetch = page.fetch
  const R: typeof Request = page.Request
  const S: typeof Response = page.Response
  const H: typeof Headers = page.Headers
  expect([f, R, S, H].every((one) => typeof one === 'function')).toBe(true)
})
