import { describe, expect, it } from 'vitest'
import { answer, api, app, browserBefore, other, type Site, setting } from './kit'

/** A site that logs in at /login, and knows who comes to /me. */
const site: Site = {
  [`POST ${app}/login`]: setting('session=1; HttpOnly; Secure', 'theme=dark; SameSite=Strict; Secure'),
  [`POST ${app}/lax`]: setting('session=1; SameSite=Lax'),
  [`POST ${app}/none`]: setting('session=1; SameSite=None; Secure'),
}

describe('a login by a form of its own site', () => {
  it('keeps the session for all that follows', async () => {
    const { browser, lines } = browserBefore(site)
    const login = browser.open(`${app}/login`)
    const fields = { user: 'ada', password: 'secret' }
    const home = await login.submitForm({ action: '/login', method: 'post', fields })
    expect(home?.document.cookie).toBe('theme=dark')
    await home?.perform({ url: '/me' })
    await home?.followLink('/orders')
    await browser.navigate(`${app}/`)
    expect(lines()).toEqual([
      `POST ${app}/login`,
      `GET ${app}/me with session=1; theme=dark`,
      `GET ${app}/orders with session=1; theme=dark`,
      `GET ${app}/ with session=1; theme=dark`,
    ])
  })
})

describe('a form that another site posts', () => {
  it.each([
    { profile: 'spec', path: 'login', later: 0, sent: false },
    { profile: 'chromium', path: 'login', later: 0, sent: true },
    { profile: 'chromium', path: 'login', later: 119_999, sent: true },
    { profile: 'chromium', path: 'login', later: 121_000, sent: false },
    { profile: 'chromium', path: 'lax', later: 0, sent: false },
    { profile: 'chromium', path: 'none', later: 121_000, sent: true },
    { profile: 'firefox', path: 'login', later: 121_000, sent: true },
    { profile: 'firefox', path: 'lax', later: 0, sent: false },
    { profile: 'safari', path: 'login', later: 121_000, sent: true },
    { profile: 'safari', path: 'lax', later: 0, sent: false },
  ] as const)('$profile, /$path, after $later ms: sent $sent', async ({ profile, path, later, sent }) => {
    const { browser, clock, lines } = browserBefore(site, profile)
    await browser.open(`${app}/`).submitForm({ action: `/${path}`, method: 'post', fields: {} })
    clock.advance(later)
    lines()
    const page = await browser
      .open(`${other}/`)
      .submitForm({ action: `${app}/pay`, method: 'post', fields: {} })
    expect(lines()).toEqual([`POST ${app}/pay${sent ? ' with session=1' : ''}`])
    // Once there, the page is the site's own.
    await page?.perform({ url: '/me' })
    expect(lines()).toEqual([expect.stringContaining('session=1')])
  })

  it('may log in: the page that comes sets what cookies it likes', async () => {
    const { browser, lines } = browserBefore(site)
    const page = await browser
      .open(`${other}/`)
      .submitForm({ action: `${app}/login`, method: 'post', fields: {} })
    await page?.followLink('/me')
    expect(lines()).toEqual([`POST ${app}/login`, `GET ${app}/me with session=1; theme=dark`])
  })
})

describe('a link from another site', () => {
  const cookies: Site = {
    [`${app}/`]: setting('n=1; SameSite=None; Secure', 'l=1; SameSite=Lax', 'u=1', 's=1; SameSite=Strict'),
  }
  it.each(['spec', 'chromium', 'firefox', 'safari'] as const)(
    'leaves Strict at home, and takes Lax along (%s)',
    async (profile) => {
      const { browser, lines } = browserBefore(cookies, profile)
      await browser.navigate(`${app}/`)
      lines()
      const page = await browser.open(`${other}/`).followLink(`${app}/x`)
      expect(lines()).toEqual([`GET ${app}/x with n=1; l=1; u=1`])
      // Scripts of the page have it all the same, and so has what the page asks for.
      expect(page?.document.cookie).toBe('n=1; l=1; u=1; s=1')
      await page?.followLink('/y')
      expect(lines()).toEqual([`GET ${app}/y with n=1; l=1; u=1; s=1`])
    },
  )

  it.each([
    { profile: 'spec', strict: false },
    { profile: 'firefox', strict: false },
    { profile: 'chromium', strict: true },
    { profile: 'webkitgtk', strict: true },
  ] as const)(
    'is asked for again by a reload, as it was or as the page’s own ($profile)',
    async ({ profile, strict }) => {
      const { browser, lines } = browserBefore(
        { [`${app}/`]: setting('l=1; SameSite=Lax', 's=1; SameSite=Strict') },
        profile,
      )
      await browser.navigate(`${app}/`)
      const page = await browser.open(`${other}/`).followLink(`${app}/x`)
      lines()
      await page?.reload()
      expect(lines()).toEqual([`GET ${app}/x with l=1${strict ? '; s=1' : ''}`])
    },
  )

  it('has Strict go along where the user types the address', async () => {
    const { browser, lines } = browserBefore({ [`${app}/`]: setting('s=1; SameSite=Strict') })
    await browser.navigate(`${app}/`)
    await browser.navigate(`${app}/x`)
    expect(lines()).toEqual([`GET ${app}/`, `GET ${app}/x with s=1`])
  })
})

describe('a redirect on the way', () => {
  it('sets its cookies, whoever it leads to', async () => {
    const { browser, lines } = browserBefore({
      [`${app}/start`]: answer(302, {
        location: `${api}/next`,
        'set-cookie': 'seen=1; Domain=example.com; Secure',
      }),
    })
    await browser.navigate(`${app}/start`)
    expect(lines()).toEqual([`GET ${app}/start`, `GET ${api}/next with seen=1`])
  })
})

describe('a frame of another site', () => {
  const widget: Site = { [`${other}/widget`]: setting('n=1; SameSite=None; Secure', 'l=1; SameSite=Lax') }
  const partitioned: Site = { [`${other}/widget`]: setting('p=1; SameSite=None; Secure; Partitioned') }

  it.each([
    { profile: 'chromium', loads: [' with n=1', ' with n=1'] },
    { profile: 'firefox', loads: ['', ' with n=1'] },
    { profile: 'safari', loads: ['', ''] },
  ] as const)('loads with the cookies that the engine leaves it ($profile)', async ({ profile, loads }) => {
    const { browser, lines } = browserBefore(widget, profile)
    await browser.navigate(`${other}/widget`)
    lines()
    const page = browser.open(`${app}/`)
    for (const cookie of loads) {
      await page.load({ element: 'iframe', url: `${other}/widget` })
      expect(lines()).toEqual([`GET ${other}/widget${cookie}`])
    }
  })

  it('has partitioned cookies of its own on each site', async () => {
    const { browser, lines } = browserBefore(partitioned)
    const page = browser.open(`${app}/`)
    await page.load({ element: 'iframe', url: `${other}/widget` })
    await page.load({ element: 'iframe', url: `${other}/widget` })
    await browser.open('https://third.test/').load({ element: 'iframe', url: `${other}/widget` })
    await browser.navigate(`${other}/`)
    expect(lines()).toEqual([
      `GET ${other}/widget`,
      `GET ${other}/widget with p=1`,
      `GET ${other}/widget`,
      `GET ${other}/`,
    ])
  })

  it('in a sandbox asks as nobody’s', async () => {
    const { browser, lines } = browserBefore({
      [`${app}/`]: setting('s=1; SameSite=Strict', 'n=1; SameSite=None; Secure'),
    })
    const page = await browser.navigate(`${app}/`)
    lines()
    const sandboxed = page.openFrame(`${app}/`, { sandbox: 'allow-scripts' })
    await sandboxed.perform({ url: '/x', mode: 'no-cors', credentials: 'include' })
    const own = page.openFrame(`${app}/`, { sandbox: 'allow-scripts allow-same-origin' })
    await own.perform({ url: '/x', credentials: 'include' })
    expect(lines()).toEqual([`GET ${app}/x with n=1`, `GET ${app}/x with s=1; n=1`])
  })

  it('that shows the page’s own site inside is not of that site', async () => {
    const { browser, lines } = browserBefore({
      [`${app}/`]: setting('s=1; SameSite=Strict', 'n=1; SameSite=None; Secure'),
    })
    const page = await browser.navigate(`${app}/`)
    lines()
    const inner = page.openFrame(`${other}/`).openFrame(`${app}/`)
    await inner.perform({ url: '/x', credentials: 'include' })
    expect(lines()).toEqual([`GET ${app}/x with n=1`])
    expect(inner.document.cookie).toBe('n=1')
  })
})
