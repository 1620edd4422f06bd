import { describe, expect, it } from 'vitest'
import { allCookies } from '../../src/cookies/cookie-store'
import type { Page } from '../../src/page/page'
import { api, app, browserBefore, other, setting } from './kit'

describe('document.cookie', () => {
  it.each([
    { desc: 'is empty where there are none', set: [], cookie: '' },
    {
      desc: 'has names and values, and no attributes',
      set: ['a=1; Path=/dir; Secure', 'b=2'],
      cookie: 'a=1; b=2',
    },
    { desc: 'does not have what is HttpOnly', set: ['a=1', 'b=2; HttpOnly', 'c=3'], cookie: 'a=1; c=3' },
    {
      desc: 'does not have what is for another path',
      set: ['a=1; Path=/elsewhere', 'b=2; Path=/dir'],
      cookie: 'b=2',
    },
    { desc: 'does not have what has expired', set: ['a=1; Max-Age=0', 'b=2'], cookie: 'b=2' },
    { desc: 'is text where bytes are UTF-8', set: ['a=\xc3\xbc'], cookie: 'a=ü' },
    { desc: 'has a byte order mark for what it is', set: ['a=\xef\xbb\xbf1'], cookie: 'a=\ufeff1' },
    { desc: 'has what is SameSite=Strict', set: ['a=1; SameSite=Strict'], cookie: 'a=1' },
  ])('$desc', async ({ set, cookie }) => {
    const { browser } = browserBefore({ [`${app}/dir/page`]: setting(...set) })
    const page = await browser.navigate(`${app}/dir/page`)
    expect(page.document.cookie).toBe(cookie)
  })

  it.each([
    { desc: 'has a mark for bytes that are not UTF-8', profile: 'spec', cookie: 'a=\ufffdx; b=2' },
    { desc: 'is empty for bytes that are not UTF-8', profile: 'chromium', cookie: '' },
  ] as const)('$desc ($profile)', async ({ profile, cookie }) => {
    const { browser } = browserBefore({ [`${app}/`]: setting('a=\xfcx', 'b=2') }, profile)
    expect((await browser.navigate(`${app}/`)).document.cookie).toBe(cookie)
  })

  it.each([
    { desc: 'sets one cookie', text: 'a=1', with: 'a=1' },
    { desc: 'takes no second one for any', text: 'a=1; b=2', with: 'a=1' },
    { desc: 'sets text as UTF-8', text: 'a=ü€😀', with: 'a=\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80' },
    { desc: 'sets half a character as a mark', text: 'a=\ud83dx', with: 'a=\xef\xbf\xbdx' },
    { desc: 'sets nothing that is HttpOnly', text: 'a=1; HttpOnly', with: null },
    {
      desc: 'sets nothing for a path elsewhere that would go along',
      text: 'a=1; Path=/elsewhere',
      with: null,
    },
    { desc: 'sets nothing for another site', text: 'a=1; Domain=other.org', with: null },
    { desc: 'sets nothing with a control byte', text: 'a=1\x01', with: null },
    { desc: 'sets names that objects have', text: '__proto__=constructor', with: '__proto__=constructor' },
  ])('when assigned, $desc', async ({ text, with: cookie }) => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(`${app}/`)
    page.document.cookie = text
    await page.perform({ url: '/' })
    expect(lines()).toEqual([`GET ${app}/${cookie === null ? '' : ` with ${cookie}`}`])
  })

  it('cannot replace what is HttpOnly, nor remove it', async () => {
    const { browser, lines } = browserBefore({ [`${app}/`]: setting('a=secret; HttpOnly') })
    const page = await browser.navigate(`${app}/`)
    page.document.cookie = 'a=mine'
    page.document.cookie = 'a=; Max-Age=0'
    expect(page.document.cookie).toBe('')
    await page.perform({ url: '/me' })
    expect(lines()).toContain(`GET ${app}/me with a=secret`)
  })

  it('replaces and removes what a script has set', () => {
    const page = browserBefore({}).browser.open(app)
    page.document.cookie = 'a=1'
    page.document.cookie = 'b=2'
    page.document.cookie = 'a=3'
    expect(page.document.cookie.split('; ').sort()).toEqual(['a=3', 'b=2'])
    page.document.cookie = 'a=; Max-Age=0'
    expect(page.document.cookie).toBe('b=2')
  })

  it('makes text of whatever it is given, as browsers do', () => {
    const page = browserBefore({}).browser.open(app)
    for (const value of [null, 5, Number.NaN]) page.document.cookie = value as unknown as string
    expect(page.document.cookie).toBe('NaN')
  })

  it('is one for all pages of a host, and no other host’s', () => {
    const { browser } = browserBefore({})
    browser.open(`${app}/x`).document.cookie = 'a=1; Path=/'
    expect(browser.open(`${app}/y`).document.cookie).toBe('a=1')
    expect(browser.open(`${api}/`).document.cookie).toBe('')
    expect(browser.open(`${app}/`).openFrame('about:blank').document.cookie).toBe('')
  })

  it('goes by the one clock', () => {
    const { browser, clock } = browserBefore({})
    const page = browser.open(app)
    page.document.cookie = 'a=1; Max-Age=10'
    clock.advance(9_999)
    expect(page.document.cookie).toBe('a=1')
    clock.advance(1)
    expect(page.document.cookie).toBe('')
  })

  it('counts as a use of the cookies that are read', () => {
    const { browser, clock } = browserBefore({}, 'spec')
    const page = browser.open(app)
    page.document.cookie = 'a=1'
    clock.advance(1000)
    expect(page.document.cookie).toBe('a=1')
    const [cookie] = allCookies(browser.userAgent.cookieStore)
    expect((cookie?.lastAccess ?? 0) - (cookie?.creation ?? 0)).toBe(1000)
  })

  it('is part of what the browser remembers', () => {
    const { browser } = browserBefore({})
    const page = browser.open(app)
    const before = browser.userAgent
    page.document.cookie = 'a=1'
    const after = browser.userAgent
    browser.userAgent = before
    expect(page.document.cookie).toBe('')
    browser.userAgent = after
    expect(page.document.cookie).toBe('a=1')
    browser.clear()
    expect(page.document.cookie).toBe('')
  })
})

describe('a document of an opaque origin', () => {
  it.each<{ desc: string; page: () => Page }>([
    {
      desc: 'a frame in a sandbox',
      page: () => browserBefore({}).browser.open(app).openFrame(app, { sandbox: 'allow-scripts' }),
    },
    {
      desc: 'a page with a policy',
      page: () => browserBefore({}).browser.open(app, { headers: { 'Content-Security-Policy': 'sandbox' } }),
    },
    {
      desc: 'a frame in such a frame',
      page: () => browserBefore({}).browser.open(app).openFrame(app, { sandbox: '' }).openFrame(app),
    },
  ])('has no cookies, and says so: $desc', ({ page }) => {
    const { document } = page()
    expect(() => document.cookie).toThrow(DOMException)
    expect(() => document.cookie).toThrow(expect.objectContaining({ name: 'SecurityError' }))
    expect(() => {
      document.cookie = 'a=1'
    }).toThrow(expect.objectContaining({ name: 'SecurityError' }))
  })

  it('leaves the cookies of its host alone', () => {
    const { browser } = browserBefore({})
    const page = browser.open(app)
    const frame = page.openFrame(app, { sandbox: 'allow-scripts' })
    expect(() => {
      frame.document.cookie = 'a=1'
    }).toThrow()
    expect(page.document.cookie).toBe('')
  })

  it('has cookies where the sandbox allows it its origin', () => {
    const { browser } = browserBefore({})
    const page = browser.open(app)
    page.openFrame(app, { sandbox: 'allow-scripts allow-same-origin' }).document.cookie = 'a=1'
    expect(page.document.cookie).toBe('a=1')
  })
})

describe('a document that is averse to cookies', () => {
  it.each(['data:text/html,x', 'about:blank', 'file:///x.html', 'blob:https://app.example.com/1'])(
    'has none, and takes none: %s',
    (url) => {
      const { browser } = browserBefore({})
      const page = browser.open(url)
      page.document.cookie = 'a=1'
      expect(page.document.cookie).toBe('')
      expect(browser.userAgent.cookieStore.size).toBe(0)
    },
  )
})

describe('a frame of another site', () => {
  it.each([
    { profile: 'chromium', cookie: 'n=1' },
    { profile: 'firefox', cookie: '' },
    { profile: 'safari', cookie: '' },
  ] as const)(
    'sees of its cookies what the engine leaves to third parties ($profile)',
    async ({ profile, cookie }) => {
      const set = setting('n=1; SameSite=None; Secure', 'l=1; SameSite=Lax', 's=1; SameSite=Strict')
      const { browser } = browserBefore({ [`${other}/`]: set }, profile)
      await browser.navigate(`${other}/`)
      const frame = browser.open(app).openFrame(`${other}/`)
      expect(frame.document.cookie).toBe(cookie)
      // With storage access it has them, SameSite or not being another matter.
      const granted = browser.open(app).openFrame(`${other}/`, { storageAccess: true })
      expect(granted.document.cookie).toContain('n=1')
    },
  )
})
