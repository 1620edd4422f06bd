import { describe, expect, it } from 'vitest'
import { NotModelled } from '../../src/fetch/misuse'
import { getHeader } from '../../src/http/header-list'
import type { Page } from '../../src/page/page'
import type { FollowLinkOptions } from '../../src/page/page-init'
import { profiles } from '../../src/profile/profile'
import { answer, api, app, browserBefore, other } from './kit'

/** What a navigation led to, in a word. */
function at(page: Page | null): string | null {
  return page === null ? null : page.location.href
}

describe('a URL object', () => {
  it('is taken as its text is, wherever a page is opened or goes', async () => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(new URL('/dir/', app))
    expect(page.location.href).toBe(`${app}/dir/`)
    expect(page.openFrame(new URL('https://widget.other.org/')).location.href).toBe(
      'https://widget.other.org/',
    )
    await browser.navigate(new URL('/a', app))
    await page.followLink(new URL('/b', app))
    await page.assignLocation(new URL('/c', app))
    expect(lines()).toEqual([`GET ${app}/a`, `GET ${app}/b`, `GET ${app}/c`])
  })
})

describe('browser.open', () => {
  it('gives a page and sends nothing', () => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(`${app}/login#x`)
    expect([page.location.href, page.origin, page.document.referrer]).toEqual([`${app}/login#x`, app, ''])
    expect(page.failure).toBe(null)
    expect(lines()).toEqual([])
  })

  it('takes policies from headers', async () => {
    const { browser, sent } = browserBefore({})
    const headers = { 'Referrer-Policy': 'no-referrer', 'Content-Security-Policy': 'sandbox allow-scripts' }
    const page = browser.open(`${app}/`, { headers })
    expect(page.origin).toBe('null')
    await page.perform({ url: `${api}/` })
    const [wire] = sent()
    expect(getHeader(wire?.headerList ?? [], 'referer')).toBe(null)
    expect(getHeader(wire?.headerList ?? [], 'origin')).toBe('null')
  })
})

describe('browser.navigate', () => {
  const site = {
    [`${app}/old`]: answer(302, { location: `${api}/new` }),
    [`${app}/file`]: answer(200, { 'content-disposition': 'attachment' }),
  }

  it('asks as the user does, and follows redirects', async () => {
    const { browser, sent } = browserBefore(site)
    const page = await browser.navigate(`${app}/old`)
    expect([page.location.href, page.origin, page.document.referrer]).toEqual([`${api}/new`, api, ''])
    const wires = sent()
    expect(wires.map(({ url }) => url.href)).toEqual([`${app}/old`, `${api}/new`])
    for (const { headerList } of wires) {
      expect(getHeader(headerList, 'sec-fetch-site')).toBe('none')
      expect(getHeader(headerList, 'sec-fetch-user')).toBe('?1')
      expect(getHeader(headerList, 'sec-fetch-dest')).toBe('document')
      expect(getHeader(headerList, 'origin')).toBe(null)
    }
  })

  it('sends the referrer it is given, cut down as any', async () => {
    const { browser, sent } = browserBefore(site)
    const page = await browser.navigate(`${app}/`, { referrerUrl: `${app}/from?x` })
    expect(getHeader(sent()[0]?.headerList ?? [], 'referer')).toBe(`${app}/from?x`)
    expect(page.document.referrer).toBe(`${app}/from?x`)
    expect(getHeader(sent()[0]?.headerList ?? [], 'sec-fetch-site')).toBe(null)
  })

  it('shows no user and password of the address', async () => {
    const { browser } = browserBefore(site)
    const page = await browser.navigate('https://ada:secret@app.example.com/')
    expect(page.location.href).toBe(`${app}/`)
  })

  it('gives the error page where it fails', async () => {
    const { browser } = browserBefore(site)
    const page = await browser.navigate('https://app.example.com:6000/')
    expect(page.failure).toMatchObject({ step: 'main-fetch/bad-port' })
    expect([page.location.href, page.origin]).toEqual(['https://app.example.com:6000/', 'null'])
    expect(() => page.document.cookie).toThrow(expect.objectContaining({ name: 'SecurityError' }))
  })

  it('gives an empty page where nothing can be shown', async () => {
    const { browser, lines } = browserBefore(site)
    const page = await browser.navigate(`${app}/file`)
    expect([page.location.href, page.origin, page.failure]).toEqual(['about:blank', 'null', null])
    expect(lines()).toEqual([`GET ${app}/file`])
  })
})

describe('page.perform', () => {
  it('asks as the page, at an address that may be relative', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(`${app}/dir/page`)
    const response = await page.perform({ url: '../me?x', credentials: 'include' })
    expect(response.type).toBe('basic')
    const [wire] = sent()
    expect(wire?.url.href).toBe(`${app}/me?x`)
    expect(getHeader(wire?.headerList ?? [], 'referer')).toBe(`${app}/dir/page`)
  })

  it('gives a reason, and no exception, where the engine refuses', async () => {
    const { browser } = browserBefore({})
    const response = await browser.open(app).perform({ url: `${api}/` })
    expect(response).toMatchObject({ type: 'error', reason: { step: 'cors-check/origin-absent' } })
    expect(browser.recordings).toHaveLength(1)
  })

  it('can be given up', async () => {
    const { browser } = browserBefore({})
    const page = browser.open(app)
    const response = await page.perform({ url: '/' }, AbortSignal.abort())
    expect(response).toMatchObject({ type: 'error', aborted: true })
  })

  it('writes addresses in an empty frame as the page around it', async () => {
    const { browser, lines } = browserBefore({})
    await browser.open(`${app}/dir/`).openFrame('about:blank').perform({ url: 'x' })
    expect(lines()).toEqual([`GET ${app}/dir/x`])
  })
})

describe('page.followLink', () => {
  it('leads to a page, as the user clicks', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(`${app}/dir/`)
    const next = await page.followLink('next#top')
    expect([at(next), next?.document.referrer]).toEqual([`${app}/dir/next#top`, `${app}/dir/`])
    const headers = sent()[0]?.headerList ?? []
    expect([getHeader(headers, 'sec-fetch-site'), getHeader(headers, 'sec-fetch-user')]).toEqual([
      'same-origin',
      '?1',
    ])
    // The page that was left is still there.
    expect(page.location.href).toBe(`${app}/dir/`)
  })

  it.each<{ desc: string; options: FollowLinkOptions; name: string; value: string | null }>([
    {
      desc: 'without the user where a script clicks',
      options: { userActivation: false },
      name: 'sec-fetch-user',
      value: null,
    },
    { desc: 'without a referrer', options: { rel: 'noreferrer' }, name: 'referer', value: null },
    {
      desc: 'with the referrer that the link says',
      options: { referrerPolicy: 'unsafe-url' },
      name: 'referer',
      value: `${app}/page?q`,
    },
    { desc: 'with the usual one', options: {}, name: 'referer', value: `${app}/` },
  ])('asks $desc', async ({ options, name, value }) => {
    const { browser, sent } = browserBefore({})
    await browser.open(`${app}/page?q`).followLink(`${other}/`, options)
    expect(getHeader(sent()[0]?.headerList ?? [], name)).toBe(value)
  })

  it('moves within the page for a fragment, and sends nothing', async () => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(`${app}/page`)
    expect(await page.followLink('#there')).toBe(null)
    expect([page.location.href, lines()]).toEqual([`${app}/page#there`, []])
    // In a window of its own it is loaded.
    expect(at(await page.followLink('#here', { target: '_blank' }))).toBe(`${app}/page#here`)
    expect([page.location.href, lines()]).toEqual([`${app}/page#there`, [`GET ${app}/page#here`]])
  })

  it.each([
    { desc: '204', response: answer(204) },
    { desc: 'a download', response: answer(200, { 'content-disposition': 'attachment' }) },
  ])('leads nowhere for $desc', async ({ response }) => {
    const { browser, lines } = browserBefore({ [`${app}/x`]: response })
    expect(await browser.open(app).followLink('/x')).toBe(null)
    expect(lines()).toEqual([`GET ${app}/x`])
  })

  it('leads to the error page where it fails', async () => {
    const { browser } = browserBefore({ [`${app}/x`]: answer(302, { location: 'https://a.test:6000/' }) })
    const page = await browser.open(app).followLink('/x')
    expect(page?.failure).toMatchObject({ step: 'main-fetch/bad-port' })
    expect([page?.location.href, page?.origin]).toEqual(['https://a.test:6000/', 'null'])
  })

  it.each(['javascript:void(0)', 'mailto:a@b.test', 'data:text/html,x', 'about:blank'])(
    'refuses to guess what %s does',
    async (url) => {
      const { browser, lines } = browserBefore({})
      await expect(browser.open(app).followLink(url)).rejects.toThrow(NotModelled)
      expect(lines()).toEqual([])
    },
  )
})

describe('page.assignLocation', () => {
  it('leads to a page, as a script goes there', async () => {
    const { browser, sent } = browserBefore({})
    const next = await browser.open(`${app}/dir/`).assignLocation('next')
    expect([at(next), next?.document.referrer]).toEqual([`${app}/dir/next`, `${app}/dir/`])
    expect(getHeader(sent()[0]?.headerList ?? [], 'sec-fetch-user')).toBe(null)
  })

  it('moves within the page for a fragment, and sends nothing', async () => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(`${app}/page`)
    expect(await page.assignLocation('#there')).toBe(null)
    expect([page.location.href, lines()]).toEqual([`${app}/page#there`, []])
  })

  it('stays in its frame', async () => {
    const { browser, sent } = browserBefore({})
    const frame = browser.open(app).openFrame(`${other}/`)
    expect((await frame.assignLocation('/next'))?.origin).toBe(other)
    expect(getHeader(sent()[0]?.headerList ?? [], 'sec-fetch-dest')).toBe('iframe')
  })

  it.each([
    { desc: 'the script', go: (page: Page) => page.assignLocation(`${app}/`), referrer: null },
    { desc: 'a link', go: (page: Page) => page.followLink(`${app}/`), referrer: `${other}/` },
  ])('is told from a link by the referrer of a sandbox: $desc', async ({ go, referrer }) => {
    const { browser, sent } = browserBefore({}, 'firefox')
    await go(browser.open(app).openFrame(`${other}/frame`, { sandbox: 'allow-scripts' }))
    expect(getHeader(sent()[0]?.headerList ?? [], 'referer')).toBe(referrer)
  })

  it('leads nowhere for 204', async () => {
    const { browser, lines } = browserBefore({ [`${app}/x`]: answer(204) })
    expect(await browser.open(app).assignLocation('/x')).toBe(null)
    expect(lines()).toEqual([`GET ${app}/x`])
  })

  it('refuses what is no URL', async () => {
    const { browser } = browserBefore({})
    await expect(browser.open(app).assignLocation('https://')).rejects.toThrow(/url/)
  })
})

describe('page.runsScripts', () => {
  it.each([
    { desc: 'a page', headers: {}, expected: true },
    { desc: 'a sandbox that lets them', headers: csp('sandbox allow-scripts'), expected: true },
    { desc: 'a sandbox that does not', headers: csp('sandbox'), expected: false },
  ])('is $expected in $desc', ({ headers, expected }) => {
    expect(browserBefore({}).browser.open(app, { headers }).runsScripts).toBe(expected)
  })
})

function csp(policy: string): { readonly [name: string]: string } {
  return { 'Content-Security-Policy': policy }
}

describe('where a link goes', () => {
  interface Row {
    readonly desc: string
    readonly from: 'top' | 'frame' | 'inner'
    readonly target: string
    readonly sandbox?: string
    readonly options?: FollowLinkOptions
    /** What the page it leads to is in, by `Sec-Fetch-Dest` and the origin on top; null where it may not. */
    readonly lands: 'document' | 'iframe' | null
  }
  it.each<Row>([
    { desc: 'the page itself', from: 'top', target: '', lands: 'document' },
    { desc: 'the frame itself', from: 'frame', target: '_self', lands: 'iframe' },
    {
      desc: 'the page itself, for which nothing is above',
      from: 'top',
      target: '_parent',
      lands: 'document',
    },
    { desc: 'the whole page, from a frame', from: 'frame', target: '_top', lands: 'document' },
    {
      desc: 'the whole page, from the frame right below',
      from: 'frame',
      target: '_PARENT',
      lands: 'document',
    },
    { desc: 'the frame around an inner one', from: 'inner', target: '_parent', lands: 'iframe' },
    { desc: 'the whole page, from an inner frame', from: 'inner', target: '_top', lands: 'document' },
    { desc: 'a window', from: 'frame', target: '_blank', lands: 'document' },
    { desc: 'a window by any name', from: 'frame', target: 'other', lands: 'document' },
    {
      desc: 'not the whole page without the user',
      from: 'frame',
      target: '_top',
      options: { userActivation: false },
      lands: null,
    },
    {
      desc: 'not the whole page from a sandbox',
      from: 'frame',
      target: '_top',
      sandbox: 'allow-scripts',
      lands: null,
    },
    {
      desc: 'the whole page where the sandbox allows it',
      from: 'frame',
      target: '_top',
      sandbox: 'allow-top-navigation',
      lands: 'document',
    },
    {
      desc: 'the whole page where it allows it to the user',
      from: 'frame',
      target: '_top',
      sandbox: 'allow-top-navigation-by-user-activation',
      lands: 'document',
    },
    { desc: 'no window from a sandbox', from: 'frame', target: '_blank', sandbox: '', lands: null },
    {
      desc: 'no window from a frame in a sandbox',
      from: 'inner',
      target: '_blank',
      sandbox: '',
      lands: null,
    },
  ])('$desc', async ({ from, target, sandbox, options = {}, lands }) => {
    const { browser, sent } = browserBefore({})
    const top = browser.open(`${app}/`)
    const frame = top.openFrame(`${other}/`, sandbox === undefined ? {} : { sandbox })
    const inner = frame.openFrame(`${other}/inner`)
    const page = { top, frame, inner }[from]
    const next = await page.followLink(`${other}/next`, { ...options, target })
    expect(at(next)).toBe(lands === null ? null : `${other}/next`)
    expect(sent().map(({ headerList }) => getHeader(headerList, 'sec-fetch-dest'))).toEqual(
      lands === null ? [] : [lands],
    )
  })

  it('stays in the sandbox of its frame, and leaves it with the frame', async () => {
    const { browser } = browserBefore({})
    const frame = browser
      .open(app)
      .openFrame(`${other}/`, { sandbox: 'allow-scripts allow-popups allow-top-navigation' })
    expect(frame.origin).toBe('null')
    expect((await frame.followLink('/next'))?.origin).toBe('null')
    expect((await frame.followLink('/next', { target: '_blank' }))?.origin).toBe('null')
    expect((await frame.followLink('/next', { target: '_top' }))?.origin).toBe(other)
  })

  it('leaves the sandbox by a window where that is allowed', async () => {
    const { browser } = browserBefore({})
    const sandbox = 'allow-popups allow-popups-to-escape-sandbox'
    const frame = browser.open(app).openFrame(`${other}/`, { sandbox })
    expect((await frame.followLink('/next', { target: '_blank' }))?.origin).toBe(other)
  })

  it('leaves a policy of the page behind', async () => {
    const { browser } = browserBefore({})
    const page = browser.open(app, { headers: { 'Content-Security-Policy': 'sandbox allow-scripts' } })
    expect((await page.followLink('/next'))?.origin).toBe(app)
  })
})

describe('page.submitForm', () => {
  it('sends its fields, and leads to a page', async () => {
    const { browser, sent } = browserBefore({})
    const page = await browser
      .open(`${app}/login`)
      .submitForm({ action: '/session', method: 'post', fields: { user: 'Ada', password: 'a b' } })
    expect(at(page)).toBe(`${app}/session`)
    const [wire] = sent()
    expect([wire?.method, wire?.body]).toEqual(['POST', { kind: 'bytes', bytes: 'user=Ada&password=a+b' }])
    expect(getHeader(wire?.headerList ?? [], 'content-type')).toBe('application/x-www-form-urlencoded')
    expect(getHeader(wire?.headerList ?? [], 'origin')).toBe(app)
    expect(getHeader(wire?.headerList ?? [], 'sec-fetch-user')).toBe('?1')
  })

  it('puts the fields of a GET into the address', async () => {
    const { browser, lines } = browserBefore({})
    const fields = new URLSearchParams('q=1&q=2')
    await browser.open(`${app}/search?old`).submitForm({ action: '', method: 'get', fields })
    expect(lines()).toEqual([`GET ${app}/search?q=1&q=2`])
  })

  it('sends parts', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(app)
    await page.submitForm({
      action: '/',
      method: 'post',
      enctype: 'multipart/form-data',
      fields: [['a', '1']],
    })
    const [wire] = sent()
    const boundary = getHeader(wire?.headerList ?? [], 'content-type')?.split('boundary=')[1]
    expect(wire?.body).toMatchObject({ bytes: expect.stringContaining(`--${boundary}--\r\n`) })
  })

  it('does nothing in a sandbox without forms', async () => {
    const { browser, lines } = browserBefore({})
    const frame = browser.open(app).openFrame(`${app}/`, { sandbox: 'allow-scripts allow-same-origin' })
    expect(await frame.submitForm({ action: '/', method: 'post', fields: {} })).toBe(null)
    expect(lines()).toEqual([])
  })
})

describe('page.reload', () => {
  it('asks for the page again', async () => {
    const { browser, lines } = browserBefore({})
    const page = await browser.navigate(`${app}/x`)
    const again = await page.reload()
    expect(at(again)).toBe(`${app}/x`)
    expect(again).not.toBe(page)
    expect(lines()).toEqual([`GET ${app}/x`, `GET ${app}/x`])
  })

  it('stays where no new document comes', async () => {
    const { browser } = browserBefore({ [`${app}/x`]: answer(204) })
    const page = browser.open(`${app}/x`)
    expect(await page.reload()).toBe(page)
  })

  it('stays where the user would be asked first', async () => {
    const asking = { ...profiles.spec, reloadOfPost: 'asked-first' } as const
    const { browser, lines } = browserBefore({}, asking)
    const page = await browser.open(app).submitForm({ action: '/', method: 'post', fields: {} })
    lines()
    expect(await page?.reload()).toBe(page)
    expect(lines()).toEqual([])
  })

  it('says that the user was at it where that is so', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(app)
    await page.reload()
    await page.reload({ userActivation: true })
    expect(sent().map(({ headerList }) => getHeader(headerList, 'sec-fetch-user'))).toEqual([null, '?1'])
  })

  it('tries again from the error page', async () => {
    let up = false
    const { browser } = browserBefore({
      get [`${app}/x`]() {
        return up ? answer(200) : answer(302, { location: 'https://a.test:6000/' })
      },
    })
    const failed = await browser.navigate(`${app}/x`)
    expect(failed.failure).not.toBe(null)
    up = true
    const page = await browser.navigate(`${app}/x`)
    expect([page.failure, page.origin]).toEqual([null, app])
  })
})

describe('page.openFrame', () => {
  it('gives a page below this one, and sends nothing', () => {
    const { browser, lines } = browserBefore({})
    const frame = browser.open(`${app}/page?q`).openFrame(`${other}/x`)
    expect([frame.location.href, frame.origin, frame.document.referrer]).toEqual([
      `${other}/x`,
      other,
      `${app}/`,
    ])
    expect(lines()).toEqual([])
  })

  it('has no referrer where the page wants none', () => {
    const page = browserBefore({}).browser.open(app, { headers: { 'Referrer-Policy': 'no-referrer' } })
    expect(page.openFrame(other).document.referrer).toBe('')
  })

  it('makes third parties of other sites', async () => {
    const { browser, sent } = browserBefore({})
    const frame = browser.open(app).openFrame(other)
    await frame.perform({ url: '/', credentials: 'include' })
    expect(getHeader(sent()[0]?.headerList ?? [], 'sec-fetch-site')).toBe('same-origin')
    expect(browser.recordings[0]?.request.client).toMatchObject({
      hasCrossSiteAncestor: true,
      hasStorageAccess: false,
      topLevelOrigin: { serialized: app },
    })
  })

  it('can have storage access', async () => {
    const { browser } = browserBefore({})
    await browser.open(app).openFrame(other, { storageAccess: true }).perform({ url: '/' })
    expect(browser.recordings[0]?.request.client?.hasStorageAccess).toBe(true)
  })
})

describe('page.load', () => {
  it('loads a frame, which is then opened without sending anything', async () => {
    const { browser, lines } = browserBefore({ [`${other}/x`]: answer(302, { location: '/y' }) })
    const page = browser.open(app)
    expect(await page.load({ element: 'iframe', url: `${other}/x` })).toEqual({
      loaded: true,
      reason: null,
      event: 'load',
    })
    expect(lines()).toEqual([`GET ${other}/x`, `GET ${other}/y`])
    expect(page.openFrame(`${other}/x`).location.href).toBe(`${other}/y`)
    // With options it is a frame of its own.
    expect(page.openFrame(`${other}/x`, { sandbox: '' }).location.href).toBe(`${other}/x`)
    expect(lines()).toEqual([])
  })

  it('has nothing to open where the answer has no document', async () => {
    const answers = [answer(302, { location: '/y' }), answer(200), answer(204)]
    const { browser } = browserBefore({
      get [`${other}/x`]() {
        return answers.shift() ?? answer(404)
      },
      get [`${other}/y`]() {
        return answers.shift() ?? answer(404)
      },
    })
    const page = browser.open(app)
    await page.load({ element: 'iframe', url: `${other}/x` })
    expect(page.openFrame(`${other}/x`).location.href).toBe(`${other}/y`)
    expect(await page.load({ element: 'iframe', url: `${other}/x` })).toEqual({
      loaded: false,
      reason: null,
      event: 'none',
    })
    expect(page.openFrame(`${other}/x`).location.href).toBe(`${other}/x`)
  })

  it('puts it into its sandbox', async () => {
    const page = browserBefore({}).browser.open(app)
    await page.load({ element: 'iframe', url: `${other}/`, sandbox: 'allow-scripts' })
    expect(page.openFrame(`${other}/`).origin).toBe('null')
  })

  it.each([
    { profile: 'chromium', loaded: true },
    { profile: 'spec', loaded: profiles.spec.failedFrameEvent === 'load' },
    { profile: 'webkitgtk', loaded: false },
  ] as const)('tells what a frame fires that fails ($profile)', async ({ profile, loaded }) => {
    const page = browserBefore({}, profile).browser.open('http://app.example.com/')
    const result = await page.load({ element: 'iframe', url: 'http://app.example.com:6000/' })
    expect(result).toMatchObject({ loaded, reason: { step: 'main-fetch/bad-port' } })
    expect(page.openFrame('http://app.example.com:6000/').origin).toBe('null')
  })

  it('keeps out what the embedder policy does not let in', async () => {
    const { browser } = browserBefore({
      [`${other}/open`]: answer(200, {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'cross-origin',
      }),
    })
    const page = browser.open(app, { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } })
    await page.load({ element: 'iframe', url: `${other}/` })
    expect(page.openFrame(`${other}/`).failure).toBe('embedder-policy')
    await page.load({ element: 'iframe', url: `${other}/open` })
    expect(page.openFrame(`${other}/open`)).toMatchObject({ failure: null, origin: other })
  })
})
