import { describe, expect, it } from 'vitest'
import { getHeader } from '../../../src/http/header-list'
import type { BeaconData } from '../../../src/page/beacon'
import { Browser } from '../../../src/page/browser'
import type { ProfileName } from '../../../src/profile/profile'
import { api, app, browserBefore } from '../kit'

function formWithFile(): FormData {
  const form = new FormData()
  form.append('a', 'ü')
  form.append('f', new File(['x'], 'x.txt', { type: 'text/plain' }))
  return form
}

const boundary = '----CorsacFormBoundary00000001'

describe('page.sendBeacon', () => {
  it.each<{ desc: string; data: BeaconData; type: string | null; body: string | null }>([
    { desc: 'nothing', data: null, type: null, body: null },
    { desc: 'text', data: 'ü', type: 'text/plain;charset=UTF-8', body: '\xc3\xbc' },
    {
      desc: 'parameters',
      data: new URLSearchParams({ a: 'b c' }),
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      body: 'a=b+c',
    },
    { desc: 'bytes', data: new Uint8Array([0, 255]).buffer, type: null, body: '\0\xff' },
    { desc: 'part of a buffer', data: new Uint8Array([1, 2, 3]).subarray(1, 2), type: null, body: '\x02' },
    { desc: 'a blob without a type', data: new Blob(['x']), type: null, body: 'x' },
    {
      desc: 'a form with a file',
      data: formWithFile(),
      type: `multipart/form-data; boundary=${boundary}`,
      body:
        `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xc3\xbc\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="x.txt"\r\n` +
        `Content-Type: text/plain\r\n\r\nx\r\n--${boundary}--\r\n`,
    },
  ])('sends $desc without CORS', async ({ data, type, body }) => {
    const { browser, sent } = browserBefore({})
    expect(browser.open(app).sendBeacon(`${api}/log`, data)).toBe(true)
    await browser.idle()
    const [wire, ...more] = sent()
    expect(more).toEqual([])
    expect([wire?.method, getHeader(wire?.headerList ?? [], 'content-type')]).toEqual(['POST', type])
    expect(getHeader(wire?.headerList ?? [], 'sec-fetch-mode')).toBe('no-cors')
    expect(wire?.body).toEqual(body === null ? null : { kind: 'bytes', bytes: body })
  })

  it('asks first where the type is one that forms do not have', async () => {
    const { browser, lines } = browserBefore({})
    expect(browser.open(app).sendBeacon(`${api}/log`, new Blob(['{}'], { type: 'application/json' }))).toBe(
      true,
    )
    await browser.idle()
    expect(lines()).toEqual([`OPTIONS ${api}/log`])
  })

  it('takes 64 KiB at a time, and all of them again once they are sent', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(app)
    expect(page.sendBeacon('/a', 'x'.repeat(65_537))).toBe(false)
    expect(page.sendBeacon('/b', 'x'.repeat(65_536))).toBe(true)
    expect(page.sendBeacon('/c', 'x')).toBe(false)
    await browser.idle()
    expect(page.sendBeacon('/d', 'x')).toBe(true)
    await browser.idle()
    expect(sent().map(({ url }) => url.path)).toEqual(['/b', '/d'])
  })

  // biome-ignore format: a table
  it.each<{ desc: string; profile: ProfileName; fetches: readonly number[]; beacons: readonly number[]; returns: readonly boolean[] }>([
    { desc: 'counts beacons together', profile: 'chromium', fetches: [], beacons: [40, 40, 24, 1, 0], returns: [true, false, true, false, true] },
    { desc: 'counts fetches with keepalive, too', profile: 'chromium', fetches: [40], beacons: [40, 24], returns: [false, true] },
    { desc: 'does so by the standard', profile: 'spec', fetches: [40], beacons: [40, 24], returns: [false, true] },
    { desc: 'does so in Safari', profile: 'safari', fetches: [40], beacons: [40, 24], returns: [false, true] },
    { desc: 'has no limit in Firefox', profile: 'firefox', fetches: [64], beacons: [40, 40, 4096], returns: [true, true, true] },
  ])('$desc ($profile)', async ({ profile, fetches, beacons, returns }) => {
    const { browser } = browserBefore({}, profile)
    const page = browser.open(app)
    const body = (kibibytes: number): string => 'x'.repeat(1024 * kibibytes)
    const fetched = fetches.map((size) => page.fetch('/', { method: 'POST', keepalive: true, body: body(size) }))
    expect(beacons.map((size) => page.sendBeacon('/', body(size)))).toEqual(returns)
    await Promise.all(fetched)
    await browser.idle()
    expect(page.sendBeacon('/', body(64))).toBe(true)
    await browser.idle()
  })

  // biome-ignore format: a table
  it.each<{ profile: ProfileName; outcome: number | string }>([
    { profile: 'spec', outcome: 'TypeError: The fetch failed.' },
    { profile: 'chromium', outcome: 'TypeError: Failed to fetch' },
    { profile: 'webkitgtk', outcome: 'TypeError: Load failed' },
    { profile: 'firefox', outcome: 200 },
  ])('leaves a fetch with keepalive what room there is: $profile', async ({ profile, outcome }) => {
    const { browser } = browserBefore({}, profile)
    const page = browser.open(app)
    const init = { method: 'POST', keepalive: true, body: 'x'.repeat(40 * 1024) }
    const other = browser.open(app)
    expect(page.sendBeacon('/', init.body)).toBe(true)
    expect(await page.fetch('/', init).then(({ status }) => status, String)).toBe(outcome)
    expect((await other.fetch('/', init)).status).toBe(200)
    expect((await page.fetch('/', { ...init, keepalive: false })).status).toBe(200)
    await browser.idle()
    expect((await page.fetch('/', init)).status).toBe(200)
  })

  it.each(['ftp://example.com/', 'data:,x', 'https://'])('throws a TypeError for %s', (url) => {
    expect(() => browserBefore({}).browser.open(app).sendBeacon(url)).toThrow(TypeError)
  })

  it('throws a TypeError for a stream', () => {
    const page = browserBefore({}).browser.open(app)
    expect(() => page.sendBeacon('/', new ReadableStream())).toThrow(TypeError)
  })

  it.each([
    { profile: 'spec', value: true },
    { profile: 'firefox', value: true },
  ] as const)('says $value of mixed content ($profile)', async ({ profile, value }) => {
    const { browser, sent } = browserBefore({}, profile)
    const { mixedBeaconReturns } = browser.userAgent.profile
    expect(browser.open(app).sendBeacon('http://api.example.com/')).toBe(value && mixedBeaconReturns)
    await browser.idle()
    expect(sent()).toEqual([])
  })

  it('lets nobody know that nobody is there', async () => {
    const transport = (): never => {
      throw new Error('nobody')
    }
    const browser = new Browser({ profile: 'chromium', transport })
    expect(browser.open(app).sendBeacon('/')).toBe(true)
    await browser.idle()
    expect(browser.recordings.length).toBe(1)
  })
})
