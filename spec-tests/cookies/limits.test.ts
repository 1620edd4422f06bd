import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { allCookies, cookieStoreOf, emptyCookieStore } from '../../src/cookies/cookie-store'
import { cookieStoreFromJSON, cookieStoreToJSON } from '../../src/cookies/cookie-store-json'
import { retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { type Engine, profiles } from '../../src/profile/profile'
import { at, Jar, jarOf, now } from './contexts'

const home = 'https://example.com/'
const engines: readonly Engine[] = ['spec', 'chromium', 'firefox', 'safari', 'webkitgtk']

/** The names and values that are left of what was set, in order. */
const kept = (jar: Jar): string[] => allCookies(jar.store).map(({ name }) => name)

describe('a line of a megabyte', () => {
  const megabyte = 1024 * 1024
  const fill = (text: string): string => text.repeat(megabyte / text.length)

  it.each<[desc: string, line: string, kept: number]>([
    ['with one long value is too long', `a=${fill('x')}`, 0],
    ['with one long name is too long', `${fill('x')}=1`, 0],
    ['without an equals sign is too long', fill('x'), 0],
    ['of equals signs is too long', fill('='), 0],
    ['of blanks around a short cookie is that cookie', `${fill(' ')}a=1${fill(' ')}`, 1],
    ['of blanks alone is empty', fill(' \t'), 0],
    ['of semicolons behind a cookie is that cookie', `a=1${fill(';')}`, 1],
    ['of short attributes is a cookie', `a=1${fill('; Secure')}`, 1],
    ['of dates is a cookie', `a=1${fill('; Expires=1 Jan 2100 00:00:00')}`, 1],
    ['with one long attribute is a cookie without it', `a=1; Domain=${fill('x')}`, 1],
    ['with one long date is a cookie without it', `a=1; Expires=${fill('1 ')}`, 1],
    ['of bytes beyond ASCII is too long', `a=${fill('\xff')}`, 0],
    ['with a control byte at its end is refused', `a=1; x=${fill('x')}\x01`, 0],
  ])('%s', (_desc, line, count) => {
    const jar = jarOf([[home, line]])
    expect(jar.store.size).toBe(count)
    expect(jar.get(home)).toBe(count === 0 ? '' : 'a=1')
  })

  it.each(engines)('is taken or left in profile %s, whatever it is made of', (engine) => {
    for (const text of [
      'x',
      ' ',
      '\t',
      ';',
      '=',
      '; =',
      ';;=,',
      '\xff',
      '\xc3\xa4',
      '; Path=/',
      '1 Jan 2100 ',
    ])
      for (const line of [fill(text), `a=${fill(text)}`, `a=1; Expires=${fill(text)}`]) {
        const jar = new Jar(profiles[engine])
        expect(jar.set(home, line)).toHaveLength(1)
        expect(jar.store.size).toBeLessThanOrEqual(1)
      }
  })
})

describe('ten thousand cookies in one answer', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `c${i}=1`)

  it('leave as many as a site can have, the last ones', () => {
    const jar = new Jar()
    jar.set(home, lines)
    expect(kept(jar)).toEqual(Array.from({ length: 180 }, (_, i) => `c${10_000 - 180 + i}`))
    expect(jar.get(home).split('; ')).toHaveLength(180)
  })

  it.each<[engine: Engine, most: number]>([
    ['spec', 180],
    ['chromium', 180],
    ['firefox', 180],
    ['safari', 180],
    ['webkitgtk', 10_000],
  ])('leave no more than profile %s has room for', (engine, most) => {
    const jar = new Jar(profiles[engine])
    jar.set(home, lines)
    expect(jar.store.size).toBe(allCookies(jar.store).length)
    expect(jar.store.size).toBeLessThanOrEqual(most)
    expect(jar.store.size).toBeGreaterThanOrEqual(most - 30)
  })

  it('of one name are one cookie, the last', () => {
    const jar = new Jar()
    jar.set(
      home,
      Array.from({ length: 10_000 }, (_, i) => `a=${i}`),
    )
    expect(jar.get(home)).toBe('a=9999')
  })

  it('of hosts of their own leave as many as there can be, the last ones', () => {
    let store = emptyCookieStore
    for (let i = 0; i < 3100; i++)
      store = parseAndStoreCookies(store, [`c${i}=1`], at(`https://h${i}.example/`), profiles.spec, null)
    expect(store.size).toBe(3000)
    expect(allCookies(store).map(({ host }) => host)).toEqual(
      Array.from({ length: 3000 }, (_, i) => `h${i + 100}.example`),
    )
  })

  it.each<[engine: Engine, most: number]>([
    ['spec', 3000],
    ['chromium', 3000],
    ['firefox', 3000],
    ['safari', 3000],
    ['webkitgtk', 6000],
  ])(
    'of hosts of their own go oldest first in profile %s, whatever is written and read between',
    (engine, most) => {
      // Whether a cookie goes is for the store as it is, not for how it came about: JSON forgets that.
      const month = 32 * 86_400_000
      const rules = { ...profiles[engine], cookiesSafeFromPurge: 0 }
      const other = { ...rules, ...(rules.cookiesInAllLimit === null ? {} : { cookiesInAllLimit: 40 }) }
      const small = { ...other, cookiesInAllPurged: Math.min(rules.cookiesInAllPurged, 7) }
      let store = emptyCookieStore
      let forgetful = emptyCookieStore
      for (let i = 0; i < 400; i++) {
        const host = `https://h${(i * i) % 97}.example/`
        // The clock stands still now and then, and once goes back.
        const clock = { now: now + Math.floor(i / 3) * 1000 - (i === 200 ? month : 0) }
        const line = i % 7 === 0 ? `c${i % 3}=${i}; Max-Age=5` : `c${i % 3}=${i}`
        store = parseAndStoreCookies(store, [line, 'd=1'], at(host, clock), small, null)
        forgetful = parseAndStoreCookies(forgetful, [line, 'd=1'], at(host, clock), small, null)
        if (i % 5 === 0) {
          store = retrieveCookies(store, at(host, clock), small, null).store
          forgetful = retrieveCookies(forgetful, at(host, clock), small, null).store
        }
        forgetful = cookieStoreFromJSON(cookieStoreToJSON(forgetful))
        expect(allCookies(store)).toEqual(allCookies(forgetful))
        if (small.cookiesInAllLimit !== null) expect(store.size).toBeLessThanOrEqual(40)
      }
      for (let i = 0; i < 6000; i++)
        store = parseAndStoreCookies(store, ['e=1'], at(`https://e${i}.example/`), rules, null)
      expect(store.size).toBeGreaterThanOrEqual(most)
      expect(allCookies(store).at(-1)?.host).toBe('e5999.example')
    },
  )

  it.each<[engine: Engine]>([['chromium'], ['firefox']])(
    'of hosts of their own all stay in profile %s as long as they are young, and go a few at a time when they are not',
    (engine) => {
      let store = emptyCookieStore
      const set = (i: number, later: number): void => {
        const context = at(`https://h${i}.example/`, { now: now + later })
        store = parseAndStoreCookies(store, [`c=${i}`], context, profiles[engine], null)
      }
      for (let i = 0; i < 4000; i++) set(i, i)
      expect(store.size).toBe(4000)
      const { cookiesSafeFromPurge } = profiles[engine]
      // A hundred of them are old enough: those of the first hundred milliseconds.
      set(4000, cookiesSafeFromPurge * 1000 + 99)
      expect(store.size).toBe(3901)
      expect(allCookies(store)[0]?.host).toBe('h100.example')
      set(4001, cookiesSafeFromPurge * 1000 + 100_000)
      expect(store.size).toBe(3000)
      expect(
        allCookies(store)
          .slice(-2)
          .map(({ host }) => host),
      ).toEqual(['h4000.example', 'h4001.example'])
    },
  )

  it.each<[scheme: string, said: (i: number) => string]>([
    ['https', (i) => `c${i}=1`],
    ['http', (i) => `c${i}=1`],
    ['https', (i) => `c=1; Path=/${i}`],
    ['http', (i) => `c=1; Path=/${i}`],
  ])('of a host without a limit are found again, over %s', (scheme, said) => {
    const url = `${scheme}://example.com/`
    const jar = new Jar(profiles.webkitgtk)
    jar.set(
      url,
      lines.map((_, i) => said(i)),
    )
    const twice = lines.flatMap((_, i) => [
      `${said(i)}; HttpOnly`,
      ...(i % 3 === 0 ? [`${said(i)}; Max-Age=0`] : []),
    ])
    const steps = jar.set(url, [...twice, said(0), said(3), said(3)]).map(({ step }) => step)
    const count = (wanted: string): number => steps.filter((step) => step === wanted).length
    expect(count('store-cookie/replaced')).toBe(10_001)
    expect(count('store-cookie/expired')).toBe(3334)
    expect(count('store-cookie/stored')).toBe(2)
    expect(jar.store.size).toBe(10_000 - 3334 + 2)
    const fresh = cookieStoreOf(allCookies(jar.store))
    expect(fresh.size).toBe(jar.store.size)
  })

  it('of a host without a limit all go into JSON, and come out of it', () => {
    // More than a function can have arguments.
    const [first] = allCookies(jarOf([[home, 'a=1']]).store)
    if (first === undefined) throw new Error('there is one')
    const cookies = Array.from({ length: 200_000 }, (_, order) => ({ ...first, name: `c${order}`, order }))
    const store = cookieStoreFromJSON({ cookies, nextOrder: cookies.length })
    // What prints differences well takes its time over so many.
    expect(isDeepStrictEqual(cookieStoreFromJSON(cookieStoreToJSON(store)), store)).toBe(true)
    expect(isDeepStrictEqual(allCookies(store), cookies)).toBe(true)
    expect(cookieStoreOf(cookies).size).toBe(200_000)
  })

  it('are refused or replaced without a limit, too', () => {
    const jar = new Jar()
    jar.set(
      home,
      lines.map((line) => `${line}; Domain=other.org`),
    )
    expect(jar.store).toBe(emptyCookieStore)
    jar.set(
      home,
      lines.map((line) => `${line}; Max-Age=0`),
    )
    expect(jar.store).toBe(emptyCookieStore)
  })
})

describe('names that objects have already', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'length',
    'undefined',
    'null',
  ]

  it.each(engines)('are ordinary names in profile %s', (engine) => {
    const jar = new Jar(profiles[engine])
    for (const name of names) jar.set(home, `${name}=1`)
    expect(kept(jar)).toEqual(names)
    for (const name of names) jar.set(home, `${name}=1; Path=/${name}`)
    expect(jar.get(`${home}__proto__`)).toContain('__proto__=1; __proto__=1')
    for (const name of names) jar.set(home, `${name}=1; Max-Age=0`)
    expect(jar.get(home)).toBe('')
  })

  it('are ordinary values, hosts, paths and attributes', () => {
    const jar = jarOf([
      ['https://constructor/', 'a=__proto__; Path=/__proto__; __proto__=1; constructor; toString=x'],
      ['https://tostring.constructor/', 'b=constructor; Domain=constructor'],
      ['https://tostring.constructor/', 'c=1; Domain=tostring.constructor; SameSite=__proto__'],
    ])
    expect(kept(jar)).toEqual(['a', 'c'])
    expect(jar.get('https://constructor/__proto__')).toBe('a=__proto__')
    expect(jar.get('https://tostring.constructor/')).toBe('c=1')
  })

  it('survive JSON', () => {
    const jar = jarOf(names.map((name) => [home, `${name}=1; Path=/${name}`] as const))
    const read = cookieStoreFromJSON(JSON.parse(JSON.stringify(cookieStoreToJSON(jar.store))))
    expect(allCookies(read)).toEqual(allCookies(jar.store))
  })
})
