import * as fc from 'fast-check'
import type { Cookie, CookieContext } from '../../../src/cookies/cookie'
import { allCookies, type CookieStore, cookieStoreOf } from '../../../src/cookies/cookie-store'
import type { InteropLoss } from '../../../src/cookies/interop/interop'
import { retrieveCookies } from '../../../src/cookies/retrieve-cookies'
import { serializeCookies } from '../../../src/cookies/serialize-cookies'
import { registrableDomain } from '../../../src/origin/public-suffix'
import { parseURL } from '../../../src/origin/url-record'
import { profiles } from '../../../src/profile/profile'

export const numRuns: number = Number(process.env['CORSAC_RUNS'] ?? 500)

/** A second of November 2026. */
export const now = 1_795_000_000_000

/** What a server's `Set-Cookie: sid=secret` makes at `https://app.example.com/`, but for these. */
export function cookieWith(members: Partial<Omit<Cookie, 'order'>>): Omit<Cookie, 'order'> {
  return {
    name: 'sid',
    value: 'secret',
    host: 'app.example.com',
    hostOnly: true,
    path: '/',
    secure: false,
    httpOnly: false,
    sameSite: 'unset',
    partition: null,
    partitioned: false,
    expiry: null,
    creation: now,
    lastAccess: now,
    ...members,
  }
}

export function storeOf(...cookies: Partial<Omit<Cookie, 'order'>>[]): CookieStore {
  return cookieStoreOf(cookies.map(cookieWith))
}

/** The cookies without their order, which is where they stand in the list. */
export function cookiesOf(store: CookieStore): Omit<Cookie, 'order'>[] {
  return allCookies(store).map(({ order, ...cookie }) => cookie)
}

/** `sid value`, and `-sid value` where the whole cookie was left out; `* creation` for what all lose. */
export function brief(lost: readonly InteropLoss[]): string[] {
  return lost.map(({ cookie, member, leftOut }) => {
    return `${leftOut ? '-' : ''}${cookie === null ? '*' : cookie.name} ${member}`
  })
}

/** What goes with a request from the site itself. */
export function headerFor(store: CookieStore, href: string): string {
  const url = parseURL(href)
  if (url === null || url.host === null) throw new Error(`${href} is no URL with a host`)
  const context: CookieContext = {
    host: url.host,
    siteHost: registrableDomain(url.host) ?? url.host,
    hostIsDomain: url.hostKind === 'domain',
    path: url.path,
    secure: url.scheme === 'https',
    httpOnlyAllowed: true,
    sameSite: 'strict-or-less',
    unsetSince: null,
    sameSiteMayBeSet: true,
    unpartitioned: 'read-write',
    partition: null,
    partitionHolds: 'partitioned',
    now,
    serverBehind: 0,
  }
  return serializeCookies(retrieveCookies(store, context, profiles.spec, null).cookies)
}

const bytes = fc
  .array(fc.integer({ min: 0x01, max: 0xff }), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes).replace(/[;\r\n]/g, ''))

const instant = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 42 }),
  fc.constantFrom(0, 1, 999, 1000.5, -1, -86_400_000, 253_402_300_799_001, 8.64e15 + 1000, 1e18),
)

/** Any cookie that a store can hold, and some that no engine would put there. */
const anyCookie: fc.Arbitrary<Omit<Cookie, 'order'>> = fc.record({
  name: fc.oneof(
    fc.constantFrom('a', 'b', '', '__proto__', '__Host-c', '#d', '%41', '\xc3\xa9', '\xff', '\xed\xa0\x80'),
    bytes.map((name) => name.replace(/=/g, '')),
  ),
  value: fc.oneof(
    bytes,
    fc.constantFrom('', ' ', 'a=b', '"q"', '\t', '\xe2\x82\xac', '\xf0\x9f\x8d\xaa', '%'),
  ),
  host: fc.constantFrom(
    'example.com',
    'a.example.com',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'xn--bcher-kva.de',
    'github.io',
  ),
  hostOnly: fc.boolean(),
  path: fc.constantFrom('/', '/a', '/a/', '/a;b', '/%C3%A9', '/\xc3\xa9', '/\xff', '/a\tb'),
  secure: fc.boolean(),
  httpOnly: fc.boolean(),
  sameSite: fc.constantFrom('strict', 'lax', 'unset', 'none'),
  partition: fc.constantFrom(
    null,
    null,
    null,
    'https://example.com',
    '^https://example.com',
    'http://localhost',
    'opaque:7',
  ),
  partitioned: fc.boolean(),
  expiry: fc.oneof(fc.constant(null), instant),
  creation: instant,
  lastAccess: instant,
})

export const anyStore: fc.Arbitrary<CookieStore> = fc.array(anyCookie, { maxLength: 8 }).map(cookieStoreOf)
