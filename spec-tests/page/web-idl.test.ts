import { describe, expect, it } from 'vitest'
import type { Page } from '../../src/page/page'
import type { ProfileName } from '../../src/profile/profile'
import { answer, app, browserBefore } from './kit'

// Observed with Chromium 156.0.8078.79, Firefox 153.7.0 and WebKitGTK 2.50.6 on loopback.

function pageIn(profile: ProfileName): Page {
  return browserBefore({}, profile).browser.open(app)
}

/** What a call with these arguments comes to, be it thrown or rejected with. */
async function said(act: () => unknown): Promise<string> {
  try {
    await act()
    return 'nothing'
  } catch (thrown) {
    return `${(thrown as Error).name}: ${(thrown as Error).message}`
  }
}

/** Calls a method, or `new` of an interface, as scripts do that TypeScript does not watch. */
function call(page: Page, place: string, given: readonly unknown[]): unknown {
  const [name = '', method] = place.split('.')
  const callIt = (target: object, key: string): unknown =>
    Reflect.apply(Reflect.get(target, key) as () => unknown, target, given)
  if (method === undefined) {
    if (name === 'fetch') return callIt(page, name)
    return Reflect.construct(Reflect.get(page, name) as new () => unknown, given)
  }
  switch (name) {
    case 'Navigator':
      return callIt(page, method)
    case 'CookieStore':
      return callIt(page.cookieStore ?? {}, method)
    case 'Response':
      return callIt(page.Response, method)
    case 'Headers':
      return callIt(new page.Headers(), method)
    case 'WebSocket':
      return callIt(new page.WebSocket('wss://app.example.com/'), method)
    default: {
      const request = new page.XMLHttpRequest()
      if (method === 'setRequestHeader') request.open('GET', '/')
      return callIt(request, method)
    }
  }
}

const failed = (place: string): string => {
  const [name, method] = place.split('.')
  if (place === 'fetch') return "Failed to execute 'fetch' on 'Window': "
  return method === undefined
    ? `Failed to construct '${name}': `
    : `Failed to execute '${method}' on '${name}': `
}

/** Every function of a page's interfaces that needs arguments: how many, and whether it can be called in several ways. */
// biome-ignore format: a table
const functions: readonly { readonly place: string; readonly needs: 1 | 2; readonly overloaded?: true }[] = [
  { place: 'EventSource', needs: 1 },
  { place: 'WebSocket', needs: 1 },
  { place: 'WebSocket.send', needs: 1, overloaded: true },
  { place: 'Navigator.sendBeacon', needs: 1 },
  { place: 'fetch', needs: 1 },
  { place: 'Request', needs: 1 },
  { place: 'Response.json', needs: 1 },
  { place: 'Response.redirect', needs: 1 },
  { place: 'Headers.append', needs: 2 },
  { place: 'Headers.set', needs: 2 },
  { place: 'Headers.delete', needs: 1 },
  { place: 'Headers.get', needs: 1 },
  { place: 'Headers.has', needs: 1 },
  { place: 'XMLHttpRequest.open', needs: 2, overloaded: true },
  { place: 'XMLHttpRequest.setRequestHeader', needs: 2 },
  { place: 'XMLHttpRequest.getResponseHeader', needs: 1 },
  { place: 'XMLHttpRequest.overrideMimeType', needs: 1 },
  { place: 'CookieStore.set', needs: 1, overloaded: true },
  { place: 'CookieStore.delete', needs: 1, overloaded: true },
]

describe('too few arguments', () => {
  const rows = functions.flatMap((one) => [...Array(one.needs).keys()].map((given) => ({ ...one, given })))
  it.each(rows)('$place with $given', async ({ place, needs, overloaded, given }) => {
    const words = needs === 1 ? '1 argument' : `${needs} arguments`
    const firefox = place === 'fetch' ? 'Window.fetch' : place.includes('.') ? place : `${place} constructor`
    const few = overloaded
      ? `${given} is not a valid argument count for any overload.`
      : `At least ${words} required, but only ${given} passed`
    const expected: { readonly [N in ProfileName]?: string } = {
      spec: `${place === 'fetch' ? 'Window.fetch' : place} needs ${words}, and was given ${given}.`,
      chromium: `${failed(place)}${words} required, but only ${given} present.`,
      firefox: `${firefox}: ${few}`,
      safari: 'Not enough arguments',
      webkitgtk: 'Not enough arguments',
    }
    const some = ['a', 'b'].slice(0, given)
    for (const [profile, text] of Object.entries(expected) as [ProfileName, string][])
      expect(await said(() => call(pageIn(profile), place, some)), profile).toBe(`TypeError: ${text}`)
  })

  it.each(functions.filter(({ place }) => place.includes('.') || place === 'fetch'))(
    '$place says by its length that it needs $needs',
    ({ place, needs }) => {
      const page = pageIn('chromium')
      const [name = '', method = name] = place.split('.')
      const owners: { readonly [name: string]: object | undefined } = {
        Navigator: page,
        fetch: page,
        CookieStore: page.cookieStore,
        Response: page.Response,
      }
      const owner = owners[name] ?? (Reflect.get(page, name) as { readonly prototype: object }).prototype
      const found = Reflect.get(owner, method) as (...all: unknown[]) => unknown
      expect([found.name, found.length]).toEqual([method, needs])
    },
  )

  it('are an error of promises where promises are returned', async () => {
    const page = pageIn('chromium')
    for (const place of ['fetch', 'CookieStore.set', 'CookieStore.delete']) {
      const result = call(page, place, [])
      expect(result, place).toBeInstanceOf(Promise)
      await expect(result).rejects.toThrow(TypeError)
    }
  })

  it('are not those that are undefined', async () => {
    const page = pageIn('chromium')
    expect(await said(() => call(page, 'Headers.append', ['a', undefined]))).toBe('nothing')
    expect(await said(() => call(page, 'Response.redirect', [undefined]))).toBe('nothing')
    expect(await said(() => call(page, 'XMLHttpRequest.open', ['GET', undefined]))).toBe('nothing')
  })

  it.each([
    [
      'chromium',
      '1 argument required, but only 0 present.',
      "parameter 1 is not of type 'Function'.",
      "parameter 1 is not of type 'Function'.",
    ],
    [
      'firefox',
      'Argument 1 is not an object.',
      'Argument 1 is not an object.',
      'Argument 1 is not callable.',
    ],
    ['webkitgtk', 'Cannot call callback', 'Cannot call callback', 'Cannot call callback'],
  ] as const)('headers.forEach wants a function: %s', async (profile, none, one, object) => {
    for (const [given, words] of [
      [[], none],
      [[1], one],
      [[{}], object],
    ] as const)
      expect(await said(() => call(pageIn(profile), 'Headers.forEach', given))).toMatch(
        new RegExp(`^TypeError: .*${words}$`),
      )
  })

  it.each([
    ['chromium', "Failed to construct 'Response': The provided value is not of type 'ResponseInit'."],
    ['firefox', "Response constructor: Argument 2 can't be converted to a dictionary."],
    ['webkitgtk', 'Type error'],
  ] as const)('an init that is no object is none: %s', async (profile, words) => {
    const page = pageIn(profile)
    for (const init of [1, 'x', true])
      expect(await said(() => call(page, 'Response', [null, init]))).toBe(`TypeError: ${words}`)
    expect(await said(() => call(page, 'Response', [null, () => {}]))).toBe('nothing')
  })
})

// biome-ignore format: a table
const types: readonly { readonly given: string; readonly mime: string; readonly written: string; readonly fetchedInWebKit: string }[] = [
  { given: 'Text/HTML; Charset=UTF-8', mime: 'text/html;charset=utf-8', written: 'text/html; charset=utf-8', fetchedInWebKit: 'text/html' },
  { given: 'xxx', mime: '', written: 'xxx', fetchedInWebKit: 'xxx' },
  { given: 'text/plain; a="B"', mime: 'text/plain;a=b', written: 'text/plain; a="b"', fetchedInWebKit: 'text/plain' },
]
describe.each(types)(
  'the type of a blob, with Content-Type $given',
  ({ given, mime, written, fetchedInWebKit }) => {
    it.each<[ProfileName, string, string]>([
      ['spec', mime, mime],
      ['firefox', mime, mime],
      ['chromium', written, written],
      ['safari', written, fetchedInWebKit],
      ['webkitgtk', written, fetchedInWebKit],
    ])('%s', async (profile, made, fetched) => {
      const { browser } = browserBefore(
        { [`${app}/x`]: answer(200, { 'content-type': given }, 'x') },
        profile,
      )
      const page = browser.open(app)
      const headers = { 'content-type': given }
      expect((await new page.Response('x', { headers }).blob()).type).toBe(made)
      expect((await new page.Request('/', { method: 'POST', body: 'x', headers }).blob()).type).toBe(made)
      expect((await (await page.fetch('/x')).blob()).type).toBe(fetched)
      expect(await (await (await page.fetch('/x')).blob()).text()).toBe('x')
    })
  },
)

it.each<[ProfileName, string]>([
  ['spec', 'TypeError'],
  ['chromium', 'nothing'],
  ['firefox', 'nothing'],
  ['webkitgtk', 'TypeError'],
])('a request with a window: %s', async (profile, outcome) => {
  expect(await said(() => call(pageIn(profile), 'Request', ['/', { window: 1 }]))).toMatch(
    new RegExp(`^${outcome}`),
  )
})

/** What `for … in` finds in browsers, but for what one engine alone has and for members of EventTarget, which are the platform's. */
// biome-ignore format: a table
const interfaces: readonly { readonly name: string; readonly length: 0 | 1; readonly make: (page: Page) => object; readonly members: string }[] = [
  { name: 'Headers', length: 0, make: (page) => new page.Headers(),
    members: 'append delete entries forEach get getSetCookie has keys set values' },
  { name: 'Response', length: 0, make: (page) => new page.Response(),
    members: 'arrayBuffer blob body bodyUsed bytes clone formData headers json ok redirected status statusText text type url' },
  { name: 'Request', length: 1, make: (page) => new page.Request('/'),
    members: 'arrayBuffer blob body bodyUsed bytes cache clone credentials destination duplex formData headers integrity isHistoryNavigation isReloadNavigation json keepalive method mode redirect referrer referrerPolicy signal text url' },
  { name: 'XMLHttpRequest', length: 0, make: (page) => new page.XMLHttpRequest(),
    members: 'DONE HEADERS_RECEIVED LOADING OPENED UNSENT abort getAllResponseHeaders getResponseHeader onabort onerror onload onloadend onloadstart onprogress onreadystatechange ontimeout open overrideMimeType readyState response responseText responseType responseURL responseXML send setRequestHeader status statusText timeout upload withCredentials' },
  { name: 'EventSource', length: 1, make: (page) => new page.EventSource('/'),
    members: 'CLOSED CONNECTING OPEN close onerror onmessage onopen readyState url withCredentials' },
  { name: 'WebSocket', length: 1, make: (page) => new page.WebSocket('/'),
    members: 'CLOSED CLOSING CONNECTING OPEN binaryType bufferedAmount close extensions onclose onerror onmessage onopen protocol readyState send url' },
]

const ofEventTarget = ['addEventListener', 'dispatchEvent', 'removeEventListener']

describe.each(interfaces)('$name', ({ name, length, make, members }) => {
  it('has the members of the interface, which are its prototype’s', () => {
    const object = make(pageIn('chromium'))
    const found: string[] = []
    for (const key in object) if (!ofEventTarget.includes(key)) found.push(key)
    expect(found.sort().join(' ')).toBe(members)
    expect(Object.keys(object)).toEqual([])
  })

  it('is called what it is', () => {
    const object = make(pageIn('chromium'))
    expect(Object.prototype.toString.call(object)).toBe(`[object ${name}]`)
    expect([object.constructor.name, object.constructor.length]).toEqual([name, length])
  })

  it('has constants that nobody changes', () => {
    const object = make(pageIn('chromium'))
    const constants = members.split(' ').filter((member) => /^[A-Z_]+$/.test(member))
    for (const constant of constants) {
      expect(Reflect.set(object, constant, 9), constant).toBe(false)
      expect(Reflect.set(object.constructor, constant, 9), constant).toBe(false)
      expect(Reflect.get(object, constant)).toBe(Reflect.get(object.constructor, constant))
    }
  })
})

describe('event handler attributes', () => {
  const targets = interfaces.filter(({ members }) => members.includes(' on'))
  it.each(targets)('of $name take functions and objects, and nothing else', ({ make, members }) => {
    const object = make(pageIn('chromium'))
    const handled = members.split(' ').filter((member) => member.startsWith('on'))
    for (const attribute of handled) {
      expect(Reflect.get(object, attribute), attribute).toBe(null)
      for (const given of [() => {}, {}]) {
        Reflect.set(object, attribute, given)
        expect(Reflect.get(object, attribute)).toBe(given)
      }
      Reflect.set(object, attribute, 'alert()')
      expect(Reflect.get(object, attribute)).toBe(null)
    }
  })

  it('are called in the place where they were first set', () => {
    const { XMLHttpRequest } = pageIn('chromium')
    const request = new XMLHttpRequest()
    const called: string[] = []
    request.onload = () => called.push('never')
    request.addEventListener('load', () => called.push('listener'))
    request.onload = function (event: Event) {
      called.push(`${this === request} ${event.type}`)
    }
    request.dispatchEvent(new Event('load'))
    request.onload = null
    request.dispatchEvent(new Event('load'))
    expect(called).toEqual(['true load', 'listener', 'listener'])
  })

  it('want all arguments of addEventListener', () => {
    const request = new (pageIn('chromium').XMLHttpRequest)()
    const add = request.addEventListener as (...given: readonly unknown[]) => void
    expect(() => add.call(request, 'load')).toThrow(TypeError)
  })
})

describe('iterators of headers', () => {
  const headers = new (pageIn('chromium').Headers)({ b: '2', a: '1' })

  it.each(['entries', 'keys', 'values'] as const)(
    '%s are called so, and iterate over themselves',
    (method) => {
      const iterator = headers[method]()
      expect(Object.prototype.toString.call(iterator)).toBe('[object Headers Iterator]')
      expect(iterator[Symbol.iterator]()).toBe(iterator)
      expect(Reflect.ownKeys(Object.getPrototypeOf(iterator) as object)).toEqual(['next', Symbol.toStringTag])
      expect([...iterator]).toHaveLength(2)
      expect(iterator.next()).toEqual({ value: undefined, done: true })
    },
  )

  it('see what was changed meanwhile', () => {
    const changed = new (pageIn('chromium').Headers)({ a: '1', b: '2', c: '3' })
    const seen: string[] = []
    for (const [name] of changed) {
      seen.push(name)
      changed.delete(name)
    }
    expect(seen).toEqual(['a', 'c'])
  })

  it('are of the headers they came from alone', () => {
    const { next } = Object.getPrototypeOf(headers.keys()) as { readonly next: () => unknown }
    expect(() => next.call({})).toThrow(TypeError)
  })
})

it('a page is called so, whatever a bundler makes of it', () => {
  expect(pageIn('chromium').constructor.name).toBe('Page')
})
