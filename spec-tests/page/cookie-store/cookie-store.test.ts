import { describe, expect, it } from 'vitest'
import type { CookieChangeEvent } from '../../../src/page/cookie-store/cookie-change-event'
import type { PageCookieStore } from '../../../src/page/cookie-store/cookie-store'
import type { Page } from '../../../src/page/page'
import { defineProfile } from '../../../src/profile/profile'
import { app, browserBefore, other, setting } from '../kit'
import observed from './observed.json'

const url = `${app}/dir/page`

function storeOf(page: Page): PageCookieStore {
  const { cookieStore } = page
  if (cookieStore === undefined) throw new Error('the page has no cookie store')
  return cookieStore
}

const browsers = ['chromium', 'firefox', 'webkitgtk'] as const

// biome-ignore format: a table, one row a line
const calls: { readonly [desc in keyof typeof observed.set]: (store: PageCookieStore) => Promise<unknown> } = {
  'set name with =': (store) => store.set({ name: 'a=b', value: '1' }),
  'set value with =': (store) => store.set({ name: 'a', value: 'b=1' }),
  'set tab in value': (store) => store.set({ name: 'a', value: '1\t2' }),
  'set empty name': (store) => store.set({ name: '', value: '1' }),
  'set nameless __Host-': (store) => store.set({ name: '', value: '__Host-a' }),
  'set spaces around': (store) => store.set({ name: ' a ', value: ' 1 ' }),
  'set __Http-': (store) => store.set({ name: '__Http-a', value: '1' }),
  'set __Host- path': (store) => store.set({ name: '__Host-a', value: '1', path: '/dir' }),
  'set __Host- domain': (store) => store.set({ name: '__Host-a', value: '1', domain: 'app.example.com' }),
  'set 4096': (store) => store.set({ name: 'a', value: 'x'.repeat(4095) }),
  'set 4097': (store) => store.set({ name: 'a', value: 'x'.repeat(4096) }),
  'set domain dot': (store) => store.set({ name: 'a', value: '1', domain: '.example.com' }),
  'set domain upper': (store) => store.set({ name: 'a', value: '1', domain: 'EXAMPLE.com' }),
  'set domain suffix': (store) => store.set({ name: 'a', value: '1', domain: 'com' }),
  'set domain other': (store) => store.set({ name: 'a', value: '1', domain: 'other.org' }),
  'set path no slash': (store) => store.set({ name: 'a', value: '1', path: 'dir' }),
  'set path 1024': (store) => store.set({ name: 'a', value: '1', path: `/${'x'.repeat(1023)}` }),
  'set sameSite bad': (store) => store.set({ name: 'a', value: '1', sameSite: 'Lax' as 'lax' }),
  'get nothing': (store) => store.get(),
  'get fragment': (store) => store.get({ url: '#x' }),
  'get other path': (store) => store.get({ url: '/other' }),
  'delete missing': (store) => store.delete('missing'),
}

describe.each(browsers)('cookieStore, as seen in %s', (browser) => {
  it.each(Object.entries(calls))('%s', async (desc, call) => {
    const store = storeOf(browserBefore({}, browser).browser.open(url))
    const seen = observed.set[desc as keyof typeof observed.set][browser]
    const outcome = await call(store).then(
      () => 'resolves',
      (error: unknown) => (error instanceof TypeError ? 'rejects' : error),
    )
    expect(outcome).toBe(seen)
  })

  it('gives items with the members seen', async () => {
    const store = storeOf(browserBefore({}, browser).browser.open(url))
    await store.set('plain', '1')
    expect(await store.get('plain')).toEqual(observed.items[browser])
  })

  // biome-ignore format: a table, one row a line
  it.each<{ desc: keyof typeof observed.events; before?: boolean; act: (page: Page) => unknown }>([
    { desc: 'set', act: (page) => storeOf(page).set('a', '1') },
    { desc: 'delete', before: true, act: (page) => storeOf(page).delete('a') },
    { desc: 'delete missing', act: (page) => storeOf(page).delete('a') },
    { desc: 'two sets', act: async (page) => { await storeOf(page).set('a', '1'); await storeOf(page).set('b', '1') } },
    { desc: 'set and delete at once', act: ({ document }) => { document.cookie = 'g=1'; document.cookie = 'g=; max-age=0' } },
    { desc: 'http', act: (page) => page.perform({ url: '/http' }) },
    { desc: 'http only', act: (page) => page.perform({ url: '/http-only' }) },
    { desc: 'http other path', act: (page) => page.perform({ url: '/other-path' }) },
  ])('fires as many events as seen: $desc', async ({ desc, before = false, act }) => {
    const site = {
      [`${app}/http`]: setting('h=1; Path=/'),
      [`${app}/http-only`]: setting('i=1; Path=/; HttpOnly'),
      [`${app}/other-path`]: setting('j=1; Path=/other'),
    }
    const { browser: tested } = browserBefore(site, browser)
    const page = tested.open(url)
    if (before) await storeOf(page).set('a', '1')
    let events = 0
    storeOf(page).onchange = () => { events++ }
    await act(page)
    await tested.idle()
    expect(events).toBe(observed.events[desc][browser])
  })
})

describe('cookieStore', () => {
  it('sets what goes to the server, and is in document.cookie', async () => {
    const { browser, lines } = browserBefore({})
    const page = browser.open(url)
    await storeOf(page).set('a', 'ü')
    expect(page.document.cookie).toBe('a=ü')
    await page.perform({ url: '/me' })
    expect(lines()).toEqual([`GET ${app}/me with a=\xc3\xbc`])
  })

  it('goes by the one clock', async () => {
    const { browser, clock } = browserBefore({})
    const store = storeOf(browser.open(url))
    await store.set({ name: 'a', value: '1', expires: 1_000_000_010_000 })
    clock.advance(9_999)
    expect(await store.getAll()).toHaveLength(1)
    clock.advance(1)
    expect(await store.getAll()).toEqual([])
  })

  it('ends paths in a slash, where the engine does', async () => {
    const store = storeOf(browserBefore({}).browser.open(`${app}/dir/`))
    await store.set({ name: 'a', value: '1', path: '/dir' })
    expect(await store.get('a')).toMatchObject({ path: '/dir/' })
  })

  it('tells of changes later, with what has changed and what is gone', async () => {
    const { browser } = browserBefore({}, 'firefox')
    const page = browser.open(url)
    const heard: [unknown, unknown][] = []
    storeOf(page).addEventListener('change', (event) => {
      const { changed, deleted } = event as CookieChangeEvent
      heard.push([changed, deleted])
    })
    page.document.cookie = 'a=1'
    expect(heard).toEqual([])
    await browser.idle()
    page.document.cookie = 'a=; max-age=0'
    await browser.idle()
    expect(heard).toEqual([
      [[{ name: 'a', value: '1' }], []],
      [[], [{ name: 'a' }]],
    ])
  })

  // biome-ignore format: a table
  it.each<{ desc: string; listen: (store: EventTarget, heard: () => void) => () => void }>([
    { desc: 'removed', listen: (store, heard) => {
      store.addEventListener('change', heard)
      return () => store.removeEventListener('change', heard)
    } },
    { desc: 'removed by its signal', listen: (store, heard) => {
      const controller = new AbortController()
      store.addEventListener('change', heard, { signal: controller.signal })
      return () => controller.abort()
    } },
    { desc: 'a handler that is taken away', listen: (store, heard) => {
      Reflect.set(store, 'onchange', heard)
      return () => Reflect.set(store, 'onchange', null)
    } },
    { desc: 'there once only', listen: (store, heard) => {
      store.addEventListener('change', heard, { once: true })
      return () => {}
    } },
  ])('looks for changes no longer when the last listener is gone: $desc', async ({ listen }) => {
    const { browser } = browserBefore({}, 'firefox')
    const page = browser.open(url)
    let heard = 0
    const stop = listen(storeOf(page), () => {
      heard += 1
    })
    page.document.cookie = 'a=1'
    await browser.idle()
    stop()
    page.document.cookie = 'a=2'
    await browser.idle()
    expect(heard).toBe(1)
    // Nobody is told, and so nothing is under way.
    const dispatched: string[] = []
    storeOf(page).dispatchEvent = (event) => {
      dispatched.push(event.type)
      return true
    }
    page.document.cookie = 'a=3'
    await browser.idle()
    expect(dispatched).toEqual([])
  })

  it('is there in secure contexts alone, and where the profile has one', () => {
    expect(browserBefore({}).browser.open('http://app.example.com/').cookieStore).toBeUndefined()
    expect(browserBefore({}).browser.open('http://localhost/').cookieStore).toBeDefined()
    const old = defineProfile('firefox', { hasCookieStore: false })
    expect(browserBefore({}, old).browser.open(url).cookieStore).toBeUndefined()
  })

  it('is refused where the origin is opaque', async () => {
    const frame = browserBefore({}).browser.open(url).openFrame(other, { sandbox: 'allow-scripts' })
    await expect(storeOf(frame).get('a')).rejects.toThrow(expect.objectContaining({ name: 'SecurityError' }))
  })
})
