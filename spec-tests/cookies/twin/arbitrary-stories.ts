import * as fc from 'fast-check'
import type { CookieContext } from '../../../src/cookies/cookie'
import { suffixes } from './suffixes'
import { isAddress } from './twin-store'

/** Who asks, from where: a `CookieContext` without its clock. */
export interface Place {
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly path: string
  readonly script: boolean
  readonly sameSite: CookieContext['sameSite']
  /** In seconds; null where age does not matter. */
  readonly unsetAge: number | null
  readonly sameSiteMayBeSet: boolean
  readonly unpartitioned: CookieContext['unpartitioned']
  readonly partition: string | null
  readonly partitionHolds: CookieContext['partitionHolds']
}

export type Step =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'set'; readonly at: Place; readonly lines: readonly string[] }
  | { readonly kind: 'get'; readonly at: Place }
  | { readonly kind: 'json' }

export type Story = readonly Step[]

/** When all stories begin: midnight of the first of January 2026. */
export const beginning: number = Date.UTC(2026, 0, 1)

export function contextOf(place: Place, now: number): CookieContext {
  const { host, path, sameSite, sameSiteMayBeSet, unpartitioned, partition, partitionHolds } = place
  return {
    host,
    siteHost: suffixes.registrableDomain(host) ?? host,
    hostIsDomain: !isAddress(host),
    path,
    secure: place.scheme === 'https',
    httpOnlyAllowed: !place.script,
    sameSite,
    unsetSince: place.unsetAge === null ? null : now - place.unsetAge * 1000,
    sameSiteMayBeSet,
    unpartitioned,
    partition,
    partitionHolds,
    now,
    serverBehind: 0,
  }
}

/** One of several, the number before each telling how often. */
const mixed = <T>(...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))

const exampleHosts = ['example.com', 'a.example.com', 'b.a.example.com']
const otherHosts = [
  'ample.com',
  'example.co.uk',
  'co.uk',
  'localhost',
  'a.localhost',
  '127.0.0.1',
  '27.0.0.1',
  '[::1]',
  'github.io',
  'me.github.io',
  'amazonaws.com',
  'x.s3.amazonaws.com',
  'y.s3.amazonaws.com',
]
export const hosts: fc.Arbitrary<string> = mixed(
  [3, fc.constantFrom(...exampleHosts)],
  [2, fc.constantFrom(...otherHosts)],
)

export const paths: fc.Arbitrary<string> = mixed(
  [3, fc.constantFrom('/', '/foo', '/foo/bar')],
  [1, fc.constantFrom('/foo/', '/foobar', '/FOO', '/%66oo', '/foo/bar/', '/foo/bar/baz', '//', '//foo/x')],
)

const partitions = fc.constantFrom('https://top.example', 'https://other.org', '^https://top.example')

export const places: fc.Arbitrary<Place> = fc.record({
  scheme: mixed([3, fc.constant('https' as const)], [2, fc.constant('http' as const)]),
  host: hosts,
  path: paths,
  script: mixed([3, fc.constant(false)], [1, fc.constant(true)]),
  sameSite: mixed<Place['sameSite']>(
    [4, fc.constant('strict-or-less')],
    [1, fc.constantFrom('lax-or-less', 'unset-or-less', 'none')],
  ),
  unsetAge: mixed<number | null>([1, fc.constant(null)], [1, fc.constantFrom(0, 1, 120)]),
  sameSiteMayBeSet: mixed([5, fc.constant(true)], [1, fc.constant(false)]),
  // Under `spec`, third parties get all of it or nothing.
  unpartitioned: mixed<Place['unpartitioned']>([8, fc.constant('read-write')], [1, fc.constant('none')]),
  partition: mixed<string | null>([2, fc.constant(null)], [2, partitions]),
  partitionHolds: mixed<Place['partitionHolds']>([5, fc.constant('partitioned')], [1, fc.constant('all')]),
})

const names = mixed(
  [8, fc.constantFrom('a', 'b')],
  [
    2,
    fc.constantFrom(
      'A',
      'c',
      '__proto__',
      'constructor',
      'toString',
      '"a"',
      'a b',
      'a\tb',
      '\xe4',
      '\xc3\xa4',
    ),
  ],
  [
    2,
    fc.constantFrom(
      '__Secure-a',
      '__secure-a',
      '__SECURE-a',
      '__Host-a',
      '__hOsT-a',
      '__Http-a',
      '__http-a',
      '__Host-Http-a',
      '__HOST-http-a',
      '__Secure',
      '_Host-a',
      '__Host-',
    ),
  ],
)

const values = mixed(
  [8, fc.constantFrom('1', '2', '3')],
  [2, fc.constantFrom('', '"q"', 'x=y', '=', 'a b', 'a\tb', '\xa0', '\xff', 'x,y', '%41', 'a=1')],
  [1, fc.constantFrom('__Secure-a', '__host-a', '__HTTP-a', '__Host-Http-a=1', '__Hos', '__Host-a=1')],
)

/** Around a name, an attribute, a value. Rarely more than nothing; the last two are no whitespace here. */
const blank = mixed(
  [12, fc.constant('')],
  [4, fc.constantFrom(' ', '\t', ' \t ')],
  [1, fc.constantFrom('\xa0', '\x0b')],
)

const pairs = mixed(
  [
    12,
    fc
      .tuple(blank, names, blank, blank, values, blank)
      .map(([a, name, b, c, value, d]) => `${a}${name}${b}=${c}${value}${d}`),
  ],
  [2, fc.tuple(blank, values, blank).map((parts) => parts.join(''))],
  [1, fc.tuple(blank, blank, values).map(([a, b, value]) => `${a}=${b}${value}`)],
  [1, fc.constantFrom('', '=', ' = ', '==', ' ', 'a=')],
  // Name and value of about 4096 bytes, and of more.
  [1, fc.constantFrom(4094, 4095, 4096).map((length) => `a=${'v'.repeat(length)}`)],
  [1, fc.constantFrom(4096, 4097).map((length) => 'n'.repeat(length))],
)

/** `Domain`, told from `domain` and ` DOMAIN `. */
const spelled = (name: string): fc.Arbitrary<string> =>
  mixed([4, fc.constant(name)], [1, fc.constantFrom(name.toLowerCase(), name.toUpperCase())])

const attribute = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(blank, spelled(name), blank, blank, value, blank)
    .map(([a, said, b, c, what, d]) => `${a}${said}${b}=${c}${what}${d}`)

/** An attribute that is itself its value, and says nothing more by having one. */
const flag = (name: string): fc.Arbitrary<string> =>
  mixed(
    [6, spelled(name)],
    [1, fc.tuple(blank, spelled(name), blank).map((parts) => parts.join(''))],
    [1, fc.constantFrom('', 'false', '1').map((value) => `${name}=${value}`)],
  )

const days = 86_400
/** Seconds from the beginning: before it, at it, and around moments to which the clock is put on. */
const moments = fc.constantFrom(
  -days,
  -1,
  0,
  1,
  2,
  60,
  61,
  399 * days,
  400 * days,
  400 * days + 1,
  9000 * days,
)

const inWords = (seconds: number, form: 'rfc1123' | 'rfc850' | 'asctime'): string => {
  const date = new Date(beginning + seconds * 1000)
  const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ')
  switch (form) {
    case 'rfc1123':
      return date.toUTCString()
    case 'rfc850':
      return `${weekday.replace(',', 'day')}, ${day}-${month}-${year.slice(2)} ${time} GMT`
    case 'asctime':
      return `${weekday.replace(',', '')} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
  }
}

const dates = mixed(
  [
    8,
    fc
      .tuple(moments, fc.constantFrom('rfc1123' as const, 'rfc850' as const, 'asctime' as const))
      .map(([seconds, form]) => inWords(seconds, form)),
  ],
  [
    2,
    fc.constantFrom(
      '',
      '0',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      '1 jan 2020 00:00:00',
      '2020 1 january 0:0:0',
      '01 Jan 1600 00:00:00 GMT',
      '01 Jan 1601 00:00:00 GMT',
      '31 Feb 2020 00:00:00 GMT',
      '29 Feb 2019 00:00:00 GMT',
      '29 Feb 2020 00:00:00 GMT',
      '01 Jan 2020 24:00:00 GMT',
      '01 Jan 2020 23:59:60 GMT',
      '01 Jan 69 00:00:00 GMT',
      '01 Jan 70 00:00:00 GMT',
      '01 Jan 020 00:00:00 GMT',
      '01 Jan 20201 00:00:00 GMT',
      '1st Jan 2020x 1:2:3x',
      '001 Jan 2020 00:00:00',
      '00 Jan 2020 00:00:00',
      '01 Jan 2020 00:00',
      '01 Jan 2020 000:00:00',
      '01 Ja 2020 00:00:00',
      '01/Jan/2020|00:00:00',
      '01\xa0Jan 2020 00:00:00',
      'Jan 20 2020 10 11:12:13',
      '-1 Jan 2020 00:00:00',
    ),
  ],
)

const maxAges = mixed(
  [6, fc.constantFrom('0', '1', '2', '60', '61', '86400')],
  [
    2,
    fc.constantFrom(
      '',
      '-1',
      '-0',
      '-',
      '--1',
      '+1',
      '1.5',
      '1x',
      ' 1',
      '0x1',
      '1e3',
      '01',
      '34560000',
      '34560001',
      '9'.repeat(400),
      '-9',
      '\xb2',
    ),
  ],
)

const domains = mixed(
  [6, fc.constantFrom('example.com', 'a.example.com')],
  [4, fc.constantFrom(...exampleHosts, ...otherHosts)],
  [
    2,
    fc.constantFrom(
      '',
      '.',
      '..example.com',
      '.example.com',
      'EXAMPLE.com',
      'example.com.',
      'com',
      'uk',
      'ple.com',
      'example.com:443',
      'https://example.com',
      'ex\xe4mple.com',
      '\xc3\xa4.example.com',
      '*.example.com',
      's3.amazonaws.com',
      '::1',
      '0.0.1',
      '127.0.0.01',
      'b..com',
      '%65xample.com',
    ),
  ],
)

const pathValues = mixed(
  [4, paths],
  [2, fc.constantFrom('', 'foo', '/foo bar', '/f', '/foo?x', '/\xe4', '.', '/FOO/')],
)

export const attributes: fc.Arbitrary<string> = mixed(
  [4, flag('Secure')],
  [2, flag('HttpOnly')],
  [2, flag('Partitioned')],
  [
    3,
    attribute(
      'SameSite',
      fc.constantFrom('Strict', 'Lax', 'None', 'none', 'STRICT', '', 'Default', 'no', 'lax '),
    ),
  ],
  [3, attribute('Path', pathValues)],
  [3, attribute('Domain', domains)],
  [2, attribute('Max-Age', maxAges)],
  [2, attribute('Expires', dates)],
  [
    1,
    fc.constantFrom(
      '',
      ' ',
      '=',
      '=Secure',
      'Priority=High',
      'Path',
      'Domain',
      'Expires',
      'Max-Age',
      'x\x7f',
    ),
  ],
  // Attributes of 1024 bytes, and of more.
  [
    1,
    fc
      .tuple(fc.constantFrom('Path=/', 'Domain=', 'Expires='), fc.constantFrom(1023, 1024, 1025))
      .map(([before, length]) => `${before}${'p'.repeat(length)}`),
  ],
)

/** Any bytes at all, of the kind that decides something more often than not. */
const rubbish = fc
  .array(
    mixed([3, fc.constantFrom(';', '=', ' ', '\t', 'a', 'path', '/', '_', '-')], [1, fc.nat(255).map(chr)]),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))

function chr(code: number): string {
  return String.fromCharCode(code)
}

/** A `Set-Cookie` line. */
export const lines: fc.Arbitrary<string> = mixed(
  [
    20,
    fc.tuple(pairs, fc.array(attributes, { maxLength: 5 })).map(([pair, said]) => [pair, ...said].join(';')),
  ],
  [1, rubbish],
)

const waits = mixed(
  [3, fc.constantFrom(0, 1, 999, 1000, 1001, 2000)],
  [2, fc.constantFrom(59_999, 60_000, 61_000, 120_000, days * 1000)],
  [1, fc.constantFrom(399 * days * 1000, 400 * days * 1000 - 1, 400 * days * 1000)],
)

const steps = mixed<Step>(
  [3, waits.map((milliseconds) => ({ kind: 'wait', milliseconds }))],
  [
    10,
    fc
      .tuple(places, fc.array(lines, { minLength: 1, maxLength: 3 }))
      .map(([at, set]) => ({ kind: 'set', at, lines: set })),
  ],
  [8, places.map((at) => ({ kind: 'get', at }))],
  [1, fc.constant({ kind: 'json' })],
)

/** What happens to a cookie store, most of it at three hosts and about two names. */
export const stories: fc.Arbitrary<Story> = fc.array(steps, { minLength: 4, maxLength: 20 })

/** A place that nothing is refused to: a page of its own site over https. */
export const home: Place = {
  scheme: 'https',
  host: 'example.com',
  path: '/',
  script: false,
  sameSite: 'strict-or-less',
  unsetAge: null,
  sameSiteMayBeSet: true,
  unpartitioned: 'read-write',
  partition: null,
  partitionHolds: 'partitioned',
}

/** Many plain cookies of two sites, for stores that have room for few. */
export const crowdedStories: fc.Arbitrary<Story> = fc.array(
  mixed<Step>(
    [2, fc.constantFrom(0, 1, 1000, 2000).map((milliseconds) => ({ kind: 'wait', milliseconds }))],
    [
      8,
      fc
        .record({
          host: fc.constantFrom('example.com', 'a.example.com', 'example.co.uk', 'me.github.io'),
          path: fc.constantFrom('/', '/x'),
          partition: mixed<string | null>([2, fc.constant(null)], [1, partitions]),
          names: fc.array(fc.constantFrom(...'abcdefghij'), { minLength: 1, maxLength: 4 }),
          said: fc.constantFrom(
            '',
            '; Secure',
            '; Secure; Partitioned',
            '; Max-Age=1',
            '; Max-Age=2; Secure',
            '; Max-Age=0',
          ),
          domain: mixed([3, fc.constant('')], [1, fc.constant('; Domain=example.com')]),
        })
        .map(({ host, path, partition, names: set, said, domain }) => ({
          kind: 'set',
          at: { ...home, host, path, partition },
          lines: set.map((name) => `${name}=1; Path=${path}${said}${domain}`),
        })),
    ],
    [
      4,
      fc
        .record({
          host: fc.constantFrom('example.com', 'a.example.com', 'example.co.uk'),
          path: fc.constantFrom('/', '/x'),
          // Where there is one, cookies of two jars are sent together.
          partition: mixed<string | null>([1, fc.constant(null)], [1, partitions]),
        })
        .map((at) => ({ kind: 'get', at: { ...home, ...at } })),
    ],
    [1, fc.constant({ kind: 'json' })],
  ),
  { minLength: 6, maxLength: 30 },
)
