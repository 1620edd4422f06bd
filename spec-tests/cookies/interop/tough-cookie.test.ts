import * as fc from 'fast-check'
import { CookieJar, MemoryCookieStore } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import {
  fromToughCookieJar,
  fromToughCookieJSON,
  type ToughCookieJar,
  toToughCookieJar,
  toToughCookieJSON,
} from '../../../src/cookies/interop/tough-cookie'
import { ConfigError } from '../../../src/infra/config-error'
import { brief, cookiesOf, cookieWith, headerFor, now, numRuns, storeOf } from './kit'

/** A jar as real servers fill it. Lines that it refuses count as mistakes of the test. */
function jarWith(...lines: readonly (readonly [url: string, line: string])[]): CookieJar {
  const jar = new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true })
  for (const [url, line] of lines) jar.setCookieSync(line, url, { now: new Date(now) })
  return jar
}

const serialized = (...cookies: readonly object[]) => ({ cookies })
const stored = { key: 'sid', value: 'secret', domain: 'app.example.com', path: '/', hostOnly: true }

function issuesOf(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.issues.map(({ message }) => message)
    throw error
  }
  return []
}

describe('a jar of tough-cookie', () => {
  const url = 'https://app.example.com/account/me'
  it.each([
    { desc: 'host-only by default, path by default', line: 'sid=secret', members: { path: '/account' } },
    {
      desc: 'Domain makes it go to hosts below',
      line: 'sid=secret; Domain=example.com; Path=/',
      members: { host: 'example.com', hostOnly: false },
    },
    {
      desc: 'attributes',
      line: 'sid=secret; Path=/; Secure; HttpOnly; SameSite=None',
      members: { secure: true, httpOnly: true, sameSite: 'none' as const },
    },
    {
      desc: 'SameSite that says nothing is unset',
      line: 'sid=secret; Path=/; SameSite=Whatever',
      members: { sameSite: 'unset' as const },
    },
    {
      desc: 'Max-Age counts from when it came',
      line: 'sid=secret; Path=/; Max-Age=60',
      members: { expiry: now + 60_000 },
    },
    {
      desc: 'Max-Age comes before Expires',
      line: 'sid=secret; Path=/; Max-Age=60; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
      members: { expiry: now + 60_000 },
    },
    {
      desc: 'Max-Age of nothing has expired',
      line: 'sid=secret; Path=/; Max-Age=-7',
      members: { expiry: now },
    },
    {
      desc: 'Expires',
      line: 'sid=secret; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
      members: { expiry: 4_102_444_800_000 },
    },
    { desc: 'bytes are bytes', line: 'sid=\xe9\xff; Path=/', members: { value: '\xe9\xff' } },
    { desc: 'a nameless cookie', line: 'secret; Path=/', members: { name: '' } },
    { desc: 'names of every object', line: '__proto__=secret; Path=/', members: { name: '__proto__' } },
  ])('comes whole: $desc', ({ line, members }) => {
    const { value, lost } = fromToughCookieJar(jarWith([url, line]))
    expect(cookiesOf(value)).toEqual([cookieWith(members)])
    expect(lost).toEqual([])
  })

  it('has a default path decoded, which is encoded again', () => {
    const { value, lost } = fromToughCookieJar(jarWith(['https://a.test/b%20c/%C3%A9/d', 'sid=secret']))
    expect(cookiesOf(value).map(({ path }) => path)).toEqual(['/b%20c/%C3%A9'])
    expect(lost).toEqual([])
  })

  it('has addresses of IPv6 without brackets', () => {
    const jar = jarWith(['http://[::1]/', 'sid=secret; Path=/'])
    const { value } = fromToughCookieJar(jar)
    expect(cookiesOf(value)).toEqual([cookieWith({ host: '[::1]' })])
    expect(toToughCookieJar(value, CookieJar).value.getCookieStringSync('http://[::1]/')).toBe('sid=secret')
  })

  it.each([
    {
      desc: 'Partitioned, since its site is not kept',
      line: 'sid=1; Secure; Partitioned',
      lost: ['sid partition'],
    },
    { desc: 'other attributes', line: 'sid=1; Priority=High; Foo', lost: ['sid extensions'] },
    { desc: 'a Domain that is a suffix', line: 'sid=1; Domain=localhost', lost: ['sid hostOnly'] },
  ])('comes, and something is lost: $desc', ({ line, lost }) => {
    const found = fromToughCookieJar(jarWith(['https://localhost/', line]))
    expect(brief(found.lost)).toEqual(lost)
    for (const { reason } of found.lost) expect(reason).toMatch(/^[A-Za-z].*\.$/)
    expect(cookiesOf(found.value)).toHaveLength(1)
  })

  it('that is a suffix goes to that host alone', () => {
    const { value } = fromToughCookieJar(jarWith(['https://localhost/', 'sid=1; Domain=localhost']))
    expect(cookiesOf(value)[0]).toMatchObject({ host: 'localhost', hostOnly: true })
  })

  it('is asked in its own way before JSON’s, and either will do', () => {
    const cookies = [stored]
    const both = { serializeSync: () => ({ cookies }), toJSON: () => ({ cookies: [] }) }
    expect(cookiesOf(fromToughCookieJar(both).value)).toHaveLength(1)
    expect(cookiesOf(fromToughCookieJar({ toJSON: () => ({ cookies }) }).value)).toHaveLength(1)
  })

  it('keeps Partitioned as said', () => {
    const { value } = fromToughCookieJar(jarWith(['https://localhost/', 'a=1; Secure; partitioned=x']))
    expect(cookiesOf(value)[0]).toMatchObject({ partition: null, partitioned: true })
    const others = fromToughCookieJar(
      jarWith(['https://localhost/', 'a=1; Priority=High; Not-Partitioned; Partitionedly']),
    )
    expect(cookiesOf(others.value)[0]?.partitioned).toBe(false)
    expect(others.lost[0]?.reason).toBe(
      'Nothing here depends on Priority=High; Not-Partitioned; Partitionedly.',
    )
  })

  it.each([
    { desc: 'what is no jar', jar: 7, said: /^jar must be a CookieJar/ },
    {
      desc: 'what serializes to nothing',
      jar: { toJSON: (): undefined => undefined },
      said: /^jar must be an object$/,
    },
    {
      desc: 'a jar that is elsewhere',
      jar: new CookieJar(Object.assign(new MemoryCookieStore(), { synchronous: false })),
      said: /await jar\.serialize\(\)/,
    },
  ])('is refused: $desc', ({ jar, said }) => {
    const issues = issuesOf(() => fromToughCookieJar(jar as ToughCookieJar))
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatch(said)
    expect(issues[0]).toMatch(/^jar /)
  })
})

describe('JSON of tough-cookie', () => {
  it.each([
    {
      desc: 'members left out are as in a new cookie',
      given: { domain: 'a.test', path: '/' },
      members: { name: '', value: '', host: 'a.test', hostOnly: false },
    },
    {
      desc: 'dates as numbers',
      given: { ...stored, creation: 5, lastAccessed: 6 },
      members: { creation: 5, lastAccess: 6 },
    },
    { desc: 'no dates: it came now', given: stored, members: {} },
    {
      desc: 'only one: it was read when it came',
      given: { ...stored, creation: 5 },
      members: { creation: 5, lastAccess: 5 },
    },
    {
      desc: 'a maximum age from when it was last read',
      given: { ...stored, creation: 5, lastAccessed: 7, maxAge: 1 },
      members: { creation: 5, lastAccess: 7, expiry: 1007 },
    },
    {
      desc: 'a maximum age from when it came',
      given: { ...stored, creation: 5, maxAge: 1 },
      members: { creation: 5, lastAccess: 5, expiry: 1005 },
    },
    {
      desc: 'a maximum age long gone',
      given: { ...stored, creation: 5, maxAge: '-Infinity' },
      members: { creation: 5, lastAccess: 5, expiry: 5 },
    },
    {
      desc: 'null says nothing',
      given: { ...stored, expires: null, maxAge: null, creation: null, hostOnly: null, extensions: null },
      members: { hostOnly: false },
    },
    {
      desc: 'Infinity is for ever, as long as the session',
      given: { ...stored, expires: 'Infinity' },
      members: {},
    },
    {
      desc: 'hosts in capitals and beyond ASCII',
      given: { ...stored, domain: 'BÜCHER.de' },
      members: { host: 'xn--bcher-kva.de' },
    },
  ])('is read: $desc', ({ given, members }) => {
    const { value, lost } = fromToughCookieJSON(serialized(given), now)
    expect(cookiesOf(value)).toEqual([cookieWith(members)])
    expect(lost).toEqual([])
  })

  it.each([
    {
      desc: 'a name that is no bytes',
      given: { ...stored, key: '€' },
      lost: ['\xe2\x82\xac name'],
      members: { name: '\xe2\x82\xac' },
    },
    {
      desc: 'a path that is no bytes',
      given: { ...stored, path: '/€' },
      lost: ['sid path'],
      members: { path: '/\xe2\x82\xac' },
    },
    {
      desc: 'text of scripts, which is no bytes',
      given: { ...stored, value: '€' },
      lost: ['sid value'],
      members: { value: '\xe2\x82\xac' },
    },
    {
      desc: 'a maximum age without end',
      given: { ...stored, maxAge: 'Infinity' },
      lost: ['sid maxAge'],
      members: {},
    },
    {
      desc: 'a SameSite of no kind',
      given: { ...stored, sameSite: 'Lax' },
      lost: ['sid sameSite'],
      members: {},
    },
    { desc: 'members of nobody', given: { ...stored, colour: 'red' }, lost: ['sid colour'], members: {} },
  ])('is read, and something is lost: $desc', ({ given, lost, members }) => {
    const found = fromToughCookieJSON(serialized(given), now)
    expect(brief(found.lost)).toEqual(lost)
    for (const { reason } of found.lost) expect(reason).toMatch(/^[A-Za-z].*\.$/)
    expect(cookiesOf(found.value)).toEqual([cookieWith(members)])
  })

  it('may be text, as JSON.stringify(jar) writes it', () => {
    const jar = jarWith(['https://app.example.com/', 'sid=secret; Path=/'])
    expect(cookiesOf(fromToughCookieJSON(JSON.stringify(jar)).value)).toEqual([cookieWith({})])
  })

  it('has two of one identity: the later one stays', () => {
    const { value, lost } = fromToughCookieJSON(
      serialized({ ...stored, value: 'later', creation: 9 }, { ...stored, creation: 5 }),
    )
    expect(cookiesOf(value).map((cookie) => cookie.value)).toEqual(['later'])
    expect(brief(lost)).toEqual(['-sid value'])
  })

  it.each([
    { desc: 'no object', json: [], said: ['jar must be an object'] },
    { desc: 'no JSON', json: '{', said: ['jar must be JSON, as JSON.stringify(jar) writes it'] },
    { desc: 'no cookies', json: {}, said: ['jar.cookies is missing; it must be an array'] },
    {
      desc: 'cookies that are none',
      json: { cookies: [null, 1] },
      said: ['jar.cookies[0] must be an object', 'jar.cookies[1] must be an object'],
    },
    {
      desc: 'everything at once',
      json: serialized(
        {
          key: 'a=b',
          value: 'x;y',
          domain: 'a.test:80',
          path: 'x',
          secure: 1,
          hostOnly: 'no',
          expires: 'soon',
          extensions: 'x',
          creation: 'Infinity',
        },
        { key: 1, value: 2 },
      ),
      said: [
        'jar.cookies[0].key must be a name without semicolons, equals signs and line breaks',
        'jar.cookies[0].value must be a value without semicolons and line breaks',
        'jar.cookies[0].domain must be a host such as example.com, without scheme, port and path',
        'jar.cookies[0].path must be a path that begins with a slash',
        'jar.cookies[0].creation must be a date such as 2026-01-31T12:00:00.000Z',
        'jar.cookies[0].hostOnly must be true or false',
        'jar.cookies[0].secure must be true or false',
        'jar.cookies[0].extensions must be an array of strings',
        'jar.cookies[0].expires must be a date such as 2026-01-31T12:00:00.000Z',
        'jar.cookies[1].key must be a string',
        'jar.cookies[1].value must be a string',
        'jar.cookies[1].domain is missing; it must be a string',
        'jar.cookies[1].path is missing; it must be a string',
      ],
    },
    {
      desc: 'a maximum age from no time',
      json: serialized({ ...stored, maxAge: 5 }),
      said: ['jar.cookies[0].lastAccessed is missing; it must be a date, since maxAge counts from it'],
    },
    {
      desc: 'dates that are none',
      json: serialized({ ...stored, creation: true, lastAccessed: Number.NaN, httpOnly: 'x' }),
      said: [
        'jar.cookies[0].creation must be a date such as 2026-01-31T12:00:00.000Z',
        'jar.cookies[0].lastAccessed must be a date such as 2026-01-31T12:00:00.000Z',
        'jar.cookies[0].httpOnly must be true or false',
      ],
    },
    { desc: 'cookies in an object', json: { cookies: {} }, said: ['jar.cookies must be an array'] },
    {
      desc: 'a path with a line break',
      json: serialized({ ...stored, path: '/a\nb' }),
      said: ['jar.cookies[0].path must be a path that begins with a slash'],
    },
    {
      desc: 'a path with a slash later on',
      json: serialized({ ...stored, path: 'a/b' }),
      said: ['jar.cookies[0].path must be a path that begins with a slash'],
    },
    {
      desc: 'a maximum age that is none',
      json: serialized({ ...stored, creation: 1, maxAge: '5' }),
      said: ['jar.cookies[0].maxAge must be a number of seconds'],
    },
  ])('is refused: $desc', ({ json, said }) => expect(issuesOf(() => fromToughCookieJSON(json))).toEqual(said))

  it('is refused without its values', () => {
    try {
      fromToughCookieJSON(serialized({ ...stored, value: 'geheim;' }, { ...stored, value: ['geheim'] }))
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify([error, String(error), (error as ConfigError).issues])).not.toContain('geheim')
    }
  })
})

describe('a store for tough-cookie', () => {
  it('is written as a jar writes itself', () => {
    const jar = new CookieJar()
    const at = { now: new Date(now) }
    jar.setCookieSync('a=1; Path=/; Secure; HttpOnly; SameSite=Strict', 'https://app.example.com/', at)
    jar.setCookieSync(
      'b=2; Domain=example.com; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Partitioned',
      'https://app.example.com/',
      at,
    )
    const mine = toToughCookieJSON(fromToughCookieJar(jar).value)
    const itself: unknown = JSON.parse(JSON.stringify(jar))
    expect(itself).toMatchObject(mine.value)
    expect((itself as typeof mine.value).cookies).toEqual(mine.value.cookies)
    expect(mine.lost).toEqual([])
    // And nothing of it is lost on the jar.
    expect(CookieJar.deserializeSync(mine.value).serializeSync()).toMatchObject(mine.value)
  })

  it.each([
    {
      desc: 'partitions',
      cookies: [{ partition: 'https://top.example' }],
      lost: ['-sid partition'],
      left: 0,
    },
    { desc: 'twins', cookies: [{ value: 'old' }, { hostOnly: false }], lost: ['-sid hostOnly'], left: 1 },
    { desc: 'no twins: other paths', cookies: [{}, { hostOnly: false, path: '/a' }], lost: [], left: 2 },
    {
      desc: 'no twin: one in a partition',
      cookies: [{}, { partition: '^https://top.example' }],
      lost: ['-sid partition'],
      left: 1,
    },
    {
      desc: 'parts of milliseconds',
      cookies: [{ expiry: 1.5, creation: 0.5, lastAccess: 2.5 }],
      lost: ['sid expiry', 'sid creation', 'sid lastAccess'],
      left: 1,
    },
  ])('loses $desc', ({ cookies, lost, left }) => {
    const found = toToughCookieJSON(storeOf(...cookies))
    expect(brief(found.lost)).toEqual(lost)
    expect(found.value.cookies).toHaveLength(left)
    expect(found.value.cookies.map(({ value }) => value)).not.toContain('old')
  })

  it('leaves what it throws to the class', () => {
    const CookieJarOfAnotherKind = {
      deserializeSync: (): never => {
        throw new RangeError('full')
      },
    }
    expect(() => toToughCookieJar(storeOf({}), CookieJarOfAnotherKind)).toThrow('full')
  })
})

/** What both have the same idea of: plain names, few hosts, ASCII paths, nothing that expires or has SameSite. */
const plain = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  value: fc.stringMatching(/^[a-z0-9=]{0,5}$/),
  at: fc.constantFrom(
    'https://app.example.com/',
    'http://app.example.com/x/y',
    'https://example.com/x',
    'http://localhost/',
    'http://127.0.0.1/x/',
  ),
  attributes: fc.subarray([
    'HttpOnly',
    'Path=/x',
    'Path=/',
    'Expires=Fri, 01 Jan 2100 00:00:00 GMT',
    'SameSite=None; Secure',
  ]),
  tick: fc.nat(3),
})

describe('the Cookie header after the trip', () => {
  const asked = [
    'https://app.example.com/',
    'https://app.example.com/x/y',
    'http://app.example.com/x',
    'https://example.com/x',
    'https://localhost/',
    'https://127.0.0.1/x/y',
  ]

  it('is the one before it, into a store and out of it', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 8 }), (cookies) => {
        const jar = new CookieJar()
        cookies.forEach(({ name, value, at, attributes, tick }, i) => {
          const line = [`${name}=${value}`, ...attributes].join('; ')
          // A jar refuses Secure from http; then there is nothing to carry.
          jar.setCookieSync(line, at, { now: new Date(now + tick * 10 + i), ignoreError: true })
        })
        const { value: store, lost } = fromToughCookieJar(jar)
        expect(lost).toEqual([])
        const again = toToughCookieJar(store, CookieJar)
        expect(again.lost).toEqual([])
        for (const url of asked) {
          const header = jar.getCookieStringSync(url)
          expect(headerFor(store, url)).toBe(header)
          expect(again.value.getCookieStringSync(url)).toBe(header)
        }
      }),
      { numRuns },
    )
  })

  it('has every cookie that was set, so that the property above is about something', () => {
    const jar = jarWith(['https://app.example.com/', 'a=1'], ['https://app.example.com/', 'b=\xff'])
    expect(headerFor(fromToughCookieJar(jar).value, 'https://app.example.com/')).toBe('a=1; b=\xff')
  })
})
