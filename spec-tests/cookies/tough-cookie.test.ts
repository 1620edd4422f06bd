import * as fc from 'fast-check'
import {
  CookieJar,
  type CreateCookieJarOptions,
  canonicalDomain,
  defaultPath,
  domainMatch,
  parseDate as parseTheirDate,
  pathMatch,
  Cookie as TheirCookie,
} from 'tough-cookie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cookie, CookieContext } from '../../src/cookies/cookie'
import { allCookies, type CookieStore } from '../../src/cookies/cookie-store'
import { cookieStoreFromJSON, cookieStoreToJSON } from '../../src/cookies/cookie-store-json'
import { cookieDefaultPath, domainMatches, pathMatches } from '../../src/cookies/matching'
import { parseCookie } from '../../src/cookies/parse-cookie'
import { parseDate } from '../../src/cookies/parse-date'
import { cookieContext } from '../../src/fetch/cookie-context'
import { createRequest } from '../../src/fetch/create-request'
import { profiles } from '../../src/profile/profile'
import { crossSite, day, type Given, Jar, now } from './contexts'

/**
 * tough-cookie is the cookie jar of jsdom, MSW, got and many more. Where it parts from RFC 6265bis, or from all browsers,
 * is known, and asserted here with both outputs: a release that changes one of them makes a row fail. It was version 6.1.0.
 */

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)

const home = 'https://example.com/'

/** It asks the clock whenever it reads, so the clock stands still, unless a row puts it on. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Ours, after lines were set from `home` or from where they say. */
function ours(set: readonly (string | Given)[]): Jar {
  const jar = new Jar()
  for (const one of set) {
    if (typeof one === 'string') jar.set(home, one)
    else jar.set(...one)
  }
  return jar
}

const only = (jar: Jar): Cookie | undefined => allCookies(jar.store)[0]
const size = ({ store }: Jar): number => store.size

type TheirSet =
  | string
  | readonly [url: string, line: string, options?: Parameters<CookieJar['setCookieSync']>[2]]

/** Theirs, likewise. */
function theirs(set: readonly TheirSet[], options: CreateCookieJarOptions = {}): CookieJar {
  const jar = new CookieJar(undefined, options)
  for (const one of set) {
    const [url, line, more] = typeof one === 'string' ? [home, one, undefined] : one
    jar.setCookieSync(line, url, { ignoreError: true, ...more })
  }
  return jar
}

const loose: CreateCookieJarOptions = { looseMode: true }
const listed = (jar: CookieJar) => jar.serializeSync()?.cookies ?? []

/** Name and value of a line, as each reads it; undefined for none. */
function ourPair(line: string): string | undefined {
  const parsed = parseCookie(line, false, now, profiles.spec)
  return 'step' in parsed ? undefined : `${parsed.name}=${parsed.value}`
}
const theirPair = (line: string): string | undefined => TheirCookie.parse(line)?.cookieString()

const ourDate = (text: string): number | undefined => parseDate(text, profiles.spec) ?? undefined
const theirDate = (text: string): number | undefined => parseTheirDate(text)?.getTime()

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}=1`)

/** http to localhost, as Chromium sees it. */
function loopback(): CookieContext {
  const url = 'http://localhost/'
  return cookieContext(profiles.chromium, createRequest({ url, client: url, credentials: 'include' }), now)
}

type Row = readonly [
  desc: string,
  ours: () => unknown,
  ourOutput: unknown,
  theirs: () => unknown,
  theirOutput: unknown,
]

/** The same to both, which agree on what comes out. */
const same = (desc: string, mine: () => unknown, other: () => unknown, output: unknown): Row => [
  desc,
  mine,
  output,
  other,
  output,
]

const long = 'x'.repeat(4096)
const longPath = `/${'p'.repeat(1024)}`

const rows: readonly Row[] = [
  // ── The Set-Cookie header field ───────────────────────────────────────────────────────────────────
  [
    'foo is nameless',
    () => ours(['foo']).get(home),
    'foo',
    () => theirs(['foo']).getCookieStringSync(home),
    '',
  ],
  [
    '=foo is nameless',
    () => ours(['=foo']).get(home),
    'foo',
    () => theirs(['=foo']).getCookieStringSync(home),
    '',
  ],
  same(
    'foo is nameless (loose mode)',
    () => ours(['foo']).get(home),
    () => theirs(['foo'], loose).getCookieStringSync(home),
    'foo',
  ),
  [
    '=a=b is nameless, and its value a=b (loose mode)',
    () => [only(ours(['=a=b']))?.name, only(ours(['=a=b']))?.value],
    ['', 'a=b'],
    () =>
      theirs(['=a=b'], loose)
        .getCookiesSync(home)
        .flatMap(({ key, value }) => [key, value]),
    ['a', 'b'],
  ],
  same(
    '= is not sent (loose mode)',
    () => ours(['=']).get(home),
    () => theirs(['='], loose).getCookieStringSync(home),
    '',
  ),
  ['= is not stored (loose mode)', () => size(ours(['='])), 0, () => listed(theirs(['='], loose)).length, 1],
  ['NUL voids the line', () => ourPair('a=b\0c'), undefined, () => theirPair('a=b\0c'), 'a=b'],
  ['CR and LF void the line', () => ourPair('a=b\r\nc'), undefined, () => theirPair('a=b\r\nc'), 'a=b'],
  ['DEL voids the line', () => ourPair('a=b\x7fc'), undefined, () => theirPair('a=b\x7fc'), 'a=b\x7fc'],
  [
    'a control byte in an attribute voids the line',
    () => ourPair('a=b; x=\x01'),
    undefined,
    () => theirPair('a=b; x=\x01'),
    'a=b',
  ],
  ['a tab within a value stays', () => ourPair('a=b\tc'), 'a=b\tc', () => theirPair('a=b\tc'), undefined],
  ['0xA0 is no whitespace', () => ourPair('a=b\xa0'), 'a=b\xa0', () => theirPair('a=b\xa0'), 'a=b'],
  [
    '0x0B and 0x0C are none either',
    () => ourPair('a=b\x0b\x0c'),
    undefined,
    () => theirPair('a=b\x0b\x0c'),
    'a=b',
  ],
  [
    'name and value have 4096 bytes',
    () => ours([`a=${long}`]).get(home),
    '',
    () => theirs([`a=${long}`]).getCookieStringSync(home),
    `a=${long}`,
  ],
  [
    'an attribute has 1024 bytes',
    () => only(ours([`a=b; Path=${longPath}`]))?.path,
    '/',
    () => theirs([`a=b; Path=${longPath}`]).getCookiesSync(`https://example.com${longPath}`)[0]?.path,
    longPath,
  ],
  [
    'Expires is 400 days away at most',
    () => only(ours(['a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT']))?.expiry,
    now + 400 * day,
    () => theirs(['a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT']).getCookiesSync(home)[0]?.expiryTime(),
    Date.UTC(2100, 0, 1),
  ],
  [
    'so is Max-Age',
    () => only(ours(['a=b; Max-Age=40000000']))?.expiry,
    now + 400 * day,
    () => theirs(['a=b; Max-Age=40000000']).getCookiesSync(home)[0]?.expiryTime(),
    now + 40_000_000_000,
  ],
  [
    'an empty Domain undoes the one before it',
    () => only(ours(['a=b; Domain=example.com; Domain=']))?.hostOnly,
    true,
    () => theirs(['a=b; Domain=example.com; Domain=']).getCookiesSync(home)[0]?.hostOnly,
    false,
  ],

  // ── Storage model ─────────────────────────────────────────────────────────────────────────────────
  [
    'a Domain is ASCII',
    () => size(ours([['https://xn--bcher-kva.de/', 'a=b; Domain=b\xfccher.de']])),
    0,
    () => listed(theirs([['https://xn--bcher-kva.de/', 'a=b; Domain=b\xfccher.de']])).length,
    1,
  ],
  [
    'github.io, a public suffix, has cookies of its own',
    () => ours([['https://github.io/', 'a=b; Domain=github.io']]).get('https://github.io/'),
    'a=b',
    () => theirs([['https://github.io/', 'a=b; Domain=github.io']]).getCookieStringSync('https://github.io/'),
    '',
  ],
  [
    'so has co.uk',
    () => ours([['https://co.uk/', 'a=b; Domain=co.uk']]).get('https://co.uk/'),
    'a=b',
    () => theirs([['https://co.uk/', 'a=b; Domain=co.uk']]).getCookieStringSync('https://co.uk/'),
    '',
  ],
  same(
    'no host under it sets cookies for it',
    () => ours([['https://example.co.uk/', 'a=b; Domain=co.uk']]).get('https://example.co.uk/'),
    () =>
      theirs([['https://example.co.uk/', 'a=b; Domain=co.uk']]).getCookieStringSync('https://example.co.uk/'),
    '',
  ),
  [
    'a host-only cookie is another one than its domain’s',
    () => ours(['a=1', 'a=2; Domain=example.com']).get(home),
    'a=1; a=2',
    () => theirs(['a=1', 'a=2; Domain=example.com']).getCookieStringSync(home),
    'a=2',
  ],
  [
    'http does not overlay a Secure cookie',
    () => ours(['a=safe; Secure', ['http://example.com/', 'a=evil']]).get(home),
    'a=safe',
    () => theirs(['a=safe; Secure', ['http://example.com/', 'a=evil']]).getCookieStringSync(home),
    'a=evil',
  ],
  same(
    'http sets no Secure cookie',
    () => ours([['http://example.com/', 'a=b; Secure']]).get(home),
    () => theirs([['http://example.com/', 'a=b; Secure']]).getCookieStringSync(home),
    '',
  ),
  [
    'SameSite=None needs Secure',
    () => ours(['a=b; SameSite=None']).get(home),
    '',
    () => theirs(['a=b; SameSite=None']).getCookieStringSync(home),
    'a=b',
  ],
  [
    'a cookie without SameSite is not set across sites',
    () => ours([[home, 'a=b', crossSite]]).get(home),
    '',
    () => theirs([[home, 'a=b', { sameSiteContext: 'none' }]]).getCookieStringSync(home),
    'a=b',
  ],
  same(
    'nor is one that is Lax',
    () => ours([[home, 'a=b; SameSite=Lax', crossSite]]).get(home),
    () => theirs([[home, 'a=b; SameSite=Lax', { sameSiteContext: 'none' }]]).getCookieStringSync(home),
    '',
  ),
  [
    'a cookie without SameSite is not sent across sites',
    () => ours(['a=b']).get(home, crossSite),
    '',
    () => theirs(['a=b']).getCookieStringSync(home, { sameSiteContext: 'none' }),
    'a=b',
  ],
  same(
    'nor is one that is Lax sent',
    () => ours(['a=b; SameSite=Lax']).get(home, crossSite),
    () => theirs(['a=b; SameSite=Lax']).getCookieStringSync(home, { sameSiteContext: 'none' }),
    '',
  ),
  same(
    'the last SameSite counts, an unknown one too',
    () => only(ours(['a=b; SameSite=Lax; SameSite=x']))?.sameSite,
    () => theirs(['a=b; SameSite=Lax; SameSite=x']).getCookiesSync(home)[0]?.sameSite ?? 'unset',
    'unset',
  ),
  [
    '__secure- is __Secure-',
    () => ours(['__secure-a=1']).get(home),
    '',
    () => theirs(['__secure-a=1']).getCookieStringSync(home),
    '__secure-a=1',
  ],
  [
    '__HOST- is __Host-',
    () => ours(['__HOST-a=1']).get(home),
    '',
    () => theirs(['__HOST-a=1']).getCookieStringSync(home),
    '__HOST-a=1',
  ],
  same(
    '__Host- needs a Path',
    () => ours(['__Host-a=1; Secure']).get(home),
    () => theirs(['__Host-a=1; Secure']).getCookieStringSync(home),
    '',
  ),
  same(
    'no nameless cookie begins with __Host- (loose mode)',
    () => ours(['=__Host-a=1']).get(home),
    () => theirs(['=__Host-a=1'], loose).getCookieStringSync(home),
    '',
  ),
  [
    'nor with __Secure- (loose mode)',
    () => ours(['__Secure-x']).get(home),
    '',
    () => theirs(['__Secure-x'], loose).getCookieStringSync(home),
    '__Secure-x',
  ],
  [
    'what has expired is not kept',
    () => size(ours(['a=b; Max-Age=0'])),
    0,
    () => listed(theirs(['a=b; Max-Age=0'])).length,
    1,
  ],
  [
    'a host has 180 cookies at most, as in Chromium and Firefox',
    () => size(ours(many(190))),
    180,
    () => listed(theirs(many(190))).length,
    190,
  ],

  // ── Paths ─────────────────────────────────────────────────────────────────────────────────────────
  [
    'a request’s path is not decoded: it is not /foo',
    () => ours(['a=b; Path=/foo']).get('https://example.com/%66oo'),
    '',
    () => theirs(['a=b; Path=/foo']).getCookieStringSync('https://example.com/%66oo'),
    'a=b',
  ],
  [
    'a request’s path is not decoded: it is /%66oo',
    () => ours(['a=b; Path=/%66oo']).get('https://example.com/%66oo'),
    'a=b',
    () => theirs(['a=b; Path=/%66oo']).getCookieStringSync('https://example.com/%66oo'),
    '',
  ],
  [
    'the default path is not decoded',
    () => only(ours([['https://example.com/a%20b/c', 'a=b']]))?.path,
    '/a%20b',
    () =>
      theirs([['https://example.com/a%20b/c', 'a=b']]).getCookiesSync('https://example.com/a%20b/')[0]?.path,
    '/a b',
  ],

  // ── Retrieval ─────────────────────────────────────────────────────────────────────────────────────
  same(
    'longer paths come first (a list, without options)',
    () => ours(['a=1; Path=/', 'b=2; Path=/x']).get('https://example.com/x'),
    () =>
      theirs(['a=1; Path=/', 'b=2; Path=/x'])
        .getCookiesSync('https://example.com/x')
        .map((cookie) => cookie.cookieString())
        .join('; '),
    'b=2; a=1',
  ),
  [
    'longer paths come first (a list, with any options)',
    () => ours(['a=1; Path=/', 'b=2; Path=/x']).get('https://example.com/x'),
    'b=2; a=1',
    () =>
      theirs(['a=1; Path=/', 'b=2; Path=/x'])
        .getCookiesSync('https://example.com/x', { http: true })
        .map((cookie) => cookie.cookieString())
        .join('; '),
    'a=1; b=2',
  ],
  same(
    'longer paths come first (a string)',
    () => ours(['a=1; Path=/', 'b=2; Path=/x']).get('https://example.com/x'),
    () => theirs(['a=1; Path=/', 'b=2; Path=/x']).getCookieStringSync('https://example.com/x'),
    'b=2; a=1',
  ),
  [
    'reading a cookie does not make it live longer',
    () => {
      const jar = ours(['a=b; Max-Age=100'])
      return [60, 120].map((seconds) => jar.get(home, { now: now + seconds * 1000 }))
    },
    ['a=b', ''],
    () => {
      const jar = theirs(['a=b; Max-Age=100'])
      return [60, 120].map((seconds) => {
        vi.setSystemTime(now + seconds * 1000)
        return jar.getCookieStringSync(home)
      })
    },
    ['a=b', 'a=b'],
  ],
  [
    'the clock may be another one than the machine’s',
    () => ours([[home, 'a=b; Max-Age=1000', { now: 0 }]]).get(home, { now: 500_000 }),
    'a=b',
    () => theirs([[home, 'a=b; Max-Age=1000', { now: new Date(0) }]]).getCookieStringSync(home),
    '',
  ],

  // ── Partitions, and what browsers add ─────────────────────────────────────────────────────────────
  [
    'Partitioned needs Secure',
    () => ours([[home, 'a=b; Partitioned', { partition: home }]]).get(home, { partition: home }),
    '',
    () => theirs(['a=b; Partitioned']).getCookieStringSync(home),
    'a=b',
  ],
  [
    'a partition has cookies of its own',
    () => size(ours(['a=1; Secure', [home, 'a=2; Secure; Partitioned', { partition: home }]])),
    2,
    () => listed(theirs(['a=1; Secure', 'a=2; Secure; Partitioned'])).length,
    1,
  ],
  same(
    'http://localhost sets Secure cookies, as in Chromium and Firefox',
    () => {
      const jar = new Jar(profiles.chromium)
      jar.set('http://localhost/', 'a=b; Secure', loopback())
      return jar.get('http://localhost/', loopback())
    },
    () => theirs([['http://localhost/', 'a=b; Secure']]).getCookieStringSync('http://localhost/'),
    'a=b',
  ),

  // ── Dates ─────────────────────────────────────────────────────────────────────────────────────────
  ...(
    [
      ['RFC 1123', 'Wed, 09 Jun 2027 10:18:14 GMT', Date.UTC(2027, 5, 9, 10, 18, 14)],
      ['RFC 850, years from 70 on', 'Friday, 01-Jan-99 00:00:00 GMT', Date.UTC(1999, 0, 1)],
      ['years up to 69', '01 Jan 69 00:00:00 GMT', Date.UTC(2069, 0, 1)],
      ['asctime', 'Wed Jun  9 10:18:14 2027', Date.UTC(2027, 5, 9, 10, 18, 14)],
      ['no such date', '30 Feb 2027 10:18:14', undefined],
      ['a 60th second', '01 Jan 2027 10:18:60', undefined],
      ['the year 1600', '01 Jan 1600 00:00:00', undefined],
      ['a zone, which is ignored', 'Fri, 01 Jan 2027 00:00:00 +0500', Date.UTC(2027, 0, 1)],
    ] as const
  ).map(([desc, text, output]) =>
    same(
      `a date: ${desc}`,
      () => ourDate(text),
      () => theirDate(text),
      output,
    ),
  ),

  // ── What both are made of ─────────────────────────────────────────────────────────────────────────
  same(
    'domains match at the border of a label',
    () => ['a.b.c', 'ab.c', 'b.c'].map((host) => domainMatches(host, 'b.c')),
    () => ['a.b.c', 'ab.c', 'b.c'].map((host) => domainMatch(host, 'b.c', false)),
    [true, false, true],
  ),
  same(
    'an address has no domain above it',
    () => domainMatches('127.0.0.1', '0.0.1'),
    () => domainMatch('127.0.0.1', '0.0.1', false),
    false,
  ),
  same(
    'paths match at a slash',
    () => ['/a', '/a/b', '/ab', '/a/'].map((path) => pathMatches(path, '/a')),
    () => ['/a', '/a/b', '/ab', '/a/'].map((path) => pathMatch(path, '/a')),
    [true, true, false, true],
  ),
  same(
    'the default path goes to the last slash',
    () => ['', '/a', '/a/', '/a/b/c'].map((path) => cookieDefaultPath(path)),
    () => ['', '/a', '/a/', '/a/b/c'].map((path) => defaultPath(path)),
    ['/', '/', '/a', '/a/b'],
  ),
  same(
    'a host that came out of a URL stays as it is',
    () => only(ours([['https://xn--bcher-kva.de/', 'a=b']]))?.host,
    () => canonicalDomain('xn--bcher-kva.de'),
    'xn--bcher-kva.de',
  ),
  same(
    'JSON keeps everything that is sent',
    () => {
      const jar = ours(['a=b', 'h=1; HttpOnly'])
      jar.store = cookieStoreFromJSON(JSON.parse(JSON.stringify(cookieStoreToJSON(jar.store))))
      return jar.get(home)
    },
    () =>
      CookieJar.deserializeSync(
        JSON.stringify(theirs(['a=b', 'h=1; HttpOnly']).serializeSync()),
      ).getCookieStringSync(home),
    'a=b; h=1',
  ),
  same(
    'JSON of what was set twice in the same way is the same',
    () => {
      const json = (store: CookieStore) => JSON.stringify(cookieStoreToJSON(store))
      const [one, two] = [ours(['a=b', 'c=d']), ours(['a=b', 'c=d'])]
      return json(one.store) === json(two.store)
    },
    () => {
      const json = (jar: CookieJar) => JSON.stringify(jar.serializeSync())
      const [one, two] = [theirs(['a=b', 'c=d']), theirs(['a=b', 'c=d'])]
      return json(one) === json(two)
    },
    true,
  ),
]

describe('a check that tough-cookie was given', () => {
  it.each(rows)('%s', (_desc, mine, ourOutput, other, theirOutput) => {
    expect(mine()).toEqual(ourOutput)
    expect(other()).toEqual(theirOutput)
  })

  it('is one of 64, of which 37 find it elsewhere', () => {
    expect(rows).toHaveLength(64)
    const apart = rows.filter(([, , mine, , other]) => JSON.stringify(mine) !== JSON.stringify(other))
    expect(apart).toHaveLength(37)
  })
})

/**
 * The common subset, in which the two agree. It is what is left when the 37 deviations are taken out:
 *
 * - Lines: a name of its own, a value of visible ASCII, each attribute once; short. Prefixes in the case that the drafts
 *   write them in.
 * - A name is either always host-only or always a domain’s, so that one identity is no other’s.
 * - Hosts are no public suffixes, and no `Domain` is empty.
 * - Cookies are set over https, so that there is nothing to leave alone; they are read over both.
 * - Every cookie says SameSite, and `None` with `Secure`; they are set from their own site, and read from any.
 * - Paths have nothing encoded in them.
 * - Lifetimes are dates within 400 days, or none at all: its `Max-Age` counts from the last access.
 * - Where cookies end, servers alone set them, and the order of what is sent does not count: what has expired lies on in
 *   its store, gives its place to what replaces it, and where it is HttpOnly keeps scripts from replacing it.
 * - Both are asked with a sorted string, by the machine’s clock.
 */
describe('tough-cookie and we, in what it does as the text says', () => {
  interface Asked {
    readonly url: string
    readonly script: boolean
    readonly sameSite: 'strict' | 'lax' | 'none'
  }
  type Step =
    | { readonly wait: number }
    | { readonly url: string; readonly script: boolean; readonly line: string }
    | Asked

  const host = fc.constantFrom(
    'example.com',
    'example.com',
    'a.example.com',
    'b.a.example.com',
    'example.co.uk',
    'me.github.io',
    'localhost',
    '127.0.0.1',
  )
  const path = fc.constantFrom('/', '/', '/foo', '/foo/', '/foo/bar', '/foobar', '/FOO')
  const anybody = fc.constantFrom(false, false, true)
  const maybe = (...said: string[]): fc.Arbitrary<string> => fc.constantFrom('', ...said)

  const hostOnly = fc
    .constantFrom('a', 'b', '__proto__', '__Host-a')
    .map((name): readonly [name: string, domain: string] => [name, ''])
  const ofDomain = fc
    .tuple(
      fc.constantFrom('c', 'd', 'constructor', '__Secure-a'),
      fc.constantFrom(
        'example.com',
        '.example.com',
        'a.example.com',
        'EXAMPLE.com',
        'com',
        'other.org',
        'co.uk',
      ),
    )
    .map(([name, domain]): readonly [name: string, domain: string] => [name, `; Domain=${domain}`])

  const line = (lifetime: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .record({
        who: fc.oneof(hostOnly, ofDomain),
        value: fc.constantFrom('1', '2', '', 'x=y', '"q"', 'x,y', 'a b', '%41'),
        path: maybe('; Path=/', '; path=/foo', '; PATH = /foo/', '; Path=foo', '; Path=', '; Path=/foo/bar'),
        httpOnly: maybe('; HttpOnly', ';httponly'),
        sameSite: fc.constantFrom('; SameSite=Strict; Secure', '; SameSite=None; Secure', '; samesite=lax'),
        lifetime,
        rest: maybe('; Priority=High', ';', '; ='),
      })
      .map(
        ({ who: [name, domain], value, path: said, httpOnly, sameSite, lifetime: until, rest }) =>
          `${name}=${value}${domain}${said}${httpOnly}${sameSite}${until}${rest}`,
      )

  /** What nearly everything that was set can be seen by. */
  const asked = (url: string): Asked => ({ url: `${url}/foo/bar`, script: false, sameSite: 'strict' })

  const stories = (
    lifetime: fc.Arbitrary<string>,
    who: fc.Arbitrary<boolean>,
  ): fc.Arbitrary<readonly Step[]> =>
    fc
      .array(
        fc.oneof(
          { weight: 1, arbitrary: fc.constantFrom(0, 1000, 59_999, 60_000, day).map((wait) => ({ wait })) },
          {
            weight: 5,
            arbitrary: fc.record({
              url: fc.tuple(host, path).map(([name, rest]) => `https://${name}${rest}`),
              script: who,
              line: line(lifetime),
            }),
          },
          {
            weight: 4,
            arbitrary: fc.record({
              url: fc
                .tuple(fc.constantFrom('https', 'https', 'http'), host, path)
                .map(([scheme, name, rest]) => `${scheme}://${name}${rest}`),
              script: anybody,
              sameSite: fc.constantFrom<Asked['sameSite'][]>('strict', 'strict', 'lax', 'none'),
            }),
          },
        ),
        { minLength: 2, maxLength: 20 },
      )
      .map((steps) => steps.flatMap((step): Step[] => ('line' in step ? [step, asked(step.url)] : [step])))

  const modes = { strict: 'strict-or-less', lax: 'lax-or-less', none: 'none' } as const

  /** Both strings of every question. A local host is none that is secure over http, which the text leaves open. */
  function bothAnswers(story: readonly Step[]): { ours: string; theirs: string }[] {
    const jar = new Jar()
    const other = new CookieJar(undefined, { allowSecureOnLocal: false })
    const answers: { ours: string; theirs: string }[] = []
    let clock = now
    for (const step of story) {
      if ('wait' in step) {
        clock += step.wait
        vi.setSystemTime(clock)
        continue
      }
      const { url, script: fromScript } = step
      const over = { now: clock, httpOnlyAllowed: !fromScript }
      if ('line' in step) {
        jar.set(url, step.line, over)
        other.setCookieSync(step.line, url, {
          ignoreError: true,
          http: !fromScript,
          sameSiteContext: 'strict',
        })
        continue
      }
      const { sameSite } = step
      answers.push({
        ours: jar.get(url, { ...over, sameSite: modes[sameSite] }),
        theirs: other.getCookieStringSync(url, { http: !fromScript, sameSiteContext: sameSite }),
      })
    }
    vi.setSystemTime(now)
    return answers
  }

  it('agree on the very string', () => {
    let sent = 0
    fc.assert(
      fc.property(stories(fc.constant(''), anybody), (story) => {
        for (const { ours: mine, theirs: other } of bothAnswers(story)) {
          expect(mine).toBe(other)
          if (mine !== '') sent++
        }
      }),
      { numRuns },
    )
    expect(sent).toBeGreaterThan(numRuns / 2)
  })

  it('agree on what is sent where cookies end', () => {
    const dates = [-1, 0, 1000, 60_000, day].map(
      (later) => `; Expires=${new Date(now + later).toUTCString()}`,
    )
    const sorted = (text: string): string[] => text.split('; ').sort()
    fc.assert(
      fc.property(stories(maybe(...dates, '; Max-Age=0', '; Max-Age=-1'), fc.constant(false)), (story) => {
        for (const { ours: mine, theirs: other } of bothAnswers(story)) {
          expect(sorted(mine)).toEqual(sorted(other))
        }
      }),
      { numRuns },
    )
  })
})
