import fc from 'fast-check'
import { mixed, weighted } from './choose'

/** A `Set-Cookie` value, for the host that sends it. */
export type CookieLine = (host: string) => string

const names: fc.Arbitrary<string> = mixed(
  [14, fc.constantFrom('a', 'b', 'c')],
  [
    4,
    fc.constantFrom(
      ...['__Host-a', '__Secure-a', '__host-a', '__SECURE-a', '__Http-a', '__Host-Http-a', '__Host-', 'A'],
    ),
  ],
  [2, fc.constantFrom('', ' a', 'a b', '"a"', '$a', '\xc3\xa9', '\xe9', 'a\x01', 'a\t', 'a,b', '__proto__')],
)

const values: fc.Arbitrary<string> = mixed(
  [14, fc.constantFrom('1', '2', '3')],
  [
    4,
    fc.constantFrom(
      ...[
        '',
        '"q"',
        'x y',
        'a=b',
        '=',
        '\xc3\xa9',
        '\xe9',
        '\x01',
        'x\x7f',
        'x\ty',
        ' x ',
        '"x',
        'x,y',
        '\\',
      ],
    ),
  ],
  [1, fc.constantFrom(4094, 4095, 4096).map((length) => 'v'.repeat(length))],
)

function fixed(...texts: readonly string[]): fc.Arbitrary<CookieLine> {
  return fc.constantFrom(...texts).map((text) => () => text)
}

const domains: fc.Arbitrary<CookieLine> = fc.constantFrom<CookieLine[]>(
  (host) => host,
  (host) => `.${host}`,
  (host) => parent(host),
  (host) => `.${parent(host)}`,
  (host) => parent(host).toUpperCase(),
  (host) => `sub.${host}`,
  (host) => `..${host}`,
  (host) => `${host}.`,
  () => 'com',
  () => 'co.uk',
  () => 'github.io',
  () => 'other.org',
  () => '',
  () => '.',
  () => 'localhost',
)

/** The host without its first label. */
function parent(host: string): string {
  return /^[\d[]/.test(host) || !host.includes('.') ? host : host.slice(host.indexOf('.') + 1)
}

const attributes: fc.Arbitrary<CookieLine> = mixed<CookieLine>(
  [6, fixed('Path=/')],
  [
    3,
    fixed('Path=/dir', 'Path=/dir/', 'Path=dir', 'Path=', 'Path=/DIR', 'path=/1', 'Path="/"', 'Path=/dir/x'),
  ],
  [6, domains.map((domain) => (host: string) => `Domain=${domain(host)}`)],
  [7, fixed('Secure')],
  [1, fixed('secure', 'Secure=1', 'SECURE=', ' Secure ')],
  [3, fixed('HttpOnly', 'httponly', 'HttpOnly=0')],
  [6, fixed('SameSite=None', 'SameSite=Lax', 'SameSite=Strict')],
  [
    2,
    fixed('samesite=none', 'SameSite=bogus', 'SameSite=', 'SameSite', 'SameSite="Lax"', 'SameSite= Strict '),
  ],
  [
    4,
    fixed(
      ...['Max-Age=100', 'Max-Age=0', 'Max-Age=-1', 'Max-Age=', 'Max-Age=abc', 'Max-Age=+5', 'Max-Age=-'],
      ...['Max-Age=1.5', 'Max-Age="100"', 'Max-Age= 100', 'Max-Age=99999999999', 'Max-Age=00'],
    ),
  ],
  [
    4,
    fixed(
      ...[
        'Expires=Wed, 21 Oct 2037 07:28:00 GMT',
        'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
        'Expires=0',
        'Expires=',
      ],
      ...[
        'Expires=21 Oct 37 07:28:00',
        'Expires=21 Oct 0037 07:28:00',
        'Expires=Wed, 21-Oct-2037 07:28:00 GMT',
      ],
      ...[
        'Expires=21 Oct 12037 07:28:00',
        'Expires=Wed, 21 Oct 2037 07:28:00am GMT',
        'Expires=31 Feb 2037 07:28:00',
      ],
      ...[
        'Expires=21 Oct 2037',
        'Expires=21 Oct 2037 24:00:00',
        'Expires=Wed Oct 21 07:28:00 2037',
        'Expires=soon',
      ],
      ...[
        'Expires=21 October 2037 7:8:0',
        'Expires=2037-10-21T07:28:00Z',
        'Expires=Wed, 21 Oct 1600 07:28:00 GMT',
      ],
    ),
  ],
  [2, fixed('Partitioned')],
  [
    1,
    fixed(
      'Priority=High',
      'bogus',
      '',
      '=',
      'a=b',
      `Path=/${'x'.repeat(1024)}`,
      `Domain=${'x'.repeat(1025)}`,
    ),
  ],
)

const wholeLines: fc.Arbitrary<CookieLine> = fixed(
  ...[
    'novalue',
    '=v',
    '==two',
    '=a=b',
    '',
    ';',
    '=',
    '; Path=/',
    '=__Host-x',
    'a=1;;Path=/',
    ' a = 1 ; Path = / ',
  ],
  ...[
    'a',
    '__Secure-x',
    'a=1, b=2',
    'a=1; expires',
    'a=1 ;Secure ; SameSite = None',
    '=__Secure-a=1; Secure',
  ],
)

/** Any `Set-Cookie` line, good or not. */
export const cookieLine: fc.Arbitrary<CookieLine> = mixed(
  [
    12,
    fc.record({ name: names, value: values, rest: fc.array(attributes, { maxLength: 3 }) }).map(
      ({ name, value, rest }) =>
        (host: string) =>
          [`${name}=${value}`, ...rest.map((attribute) => attribute(host))].join('; '),
    ),
  ],
  [2, wholeLines],
)

/** What documents may set: characters of script, not bytes. */
export const scriptCookie: fc.Arbitrary<CookieLine> = mixed(
  [6, cookieLine],
  [
    1,
    fixed('a=é', 'a=😀', 'a=1; HttpOnly', '__Host-a=1; Secure; Path=/', 'a=1; Secure', 'a=; Max-Age=0', 'x'),
  ],
)

/** A cookie of each kind that matters to who gets it. */
export const plainCookie: fc.Arbitrary<string> = weighted(
  [5, 'none=1; SameSite=None; Secure; Path=/'],
  [4, 'lax=1; SameSite=Lax; Path=/'],
  [4, 'strict=1; SameSite=Strict; Path=/'],
  [4, 'bare=1; Path=/'],
  [2, 'part=1; SameSite=None; Secure; Path=/; Partitioned'],
  [1, 'http=1; SameSite=None; Secure; Path=/; HttpOnly'],
  [1, '__Host-n=1; SameSite=None; Secure; Path=/'],
  [1, 'laxsec=1; SameSite=Lax; Secure; Path=/'],
  [1, 'insecure-none=1; SameSite=None; Path=/'],
)
