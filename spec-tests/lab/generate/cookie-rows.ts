import fc from 'fast-check'
import type { HeaderLine, PlantedCookies, ServerRule, Step } from '../scenario'
import { mixed } from './choose'
import { tripStep } from './navigations'
import { actual, answer, fetchStep, htmlAnswer, type PieceMaker, piece } from './piece'
import { corsLines, shaped, type Whereabouts } from './row-shapes'
import { type World, worldOf } from './world'

/** Rows of the divergence table about cookies: what shows each, and little else. */

/** Lines that engines read differently, each a cookie of its own; rows behind it. */
const lines: readonly string[] = [
  'tab=x\ty', // DV-105
  'ta\tb=1',
  'novalue', // DV-106
  '=v', // DV-107
  '=e=f', // DV-108
  'byte=\xe9; Path=/', // DV-109, DV-145
  'utf=\xc3\xa9; Path=/',
  `big=${'v'.repeat(4097)}`, // DV-110
  `long=1; Path=/${'x'.repeat(1025)}`, // DV-111
  'wins=1; Max-Age=100; Expires=Wed, 21 Oct 2015 07:28:00 GMT', // DV-114
  'plus=1; Max-Age=+0', // DV-115
  'minus=1; Max-Age=-', // DV-116
  'order=1; Expires=Oct 21 2015 07:28:00', // DV-117
  'iso=1; Expires=2015-10-21T07:28:00Z',
  'slash=1; Expires=10/21/2015 07:28:00',
  'am=1; Expires=Wed, 21 Oct 2015 07:28:00am GMT', // DV-118
  'st=1; Expires=Wed, 21st Oct 2015 07:28:00 GMT',
  'five=1; Expires=Wed, 21 Oct 01970 07:28:00 GMT', // DV-119
  'one=1; Expires=Wed, 21 Oct 7 07:28:00 GMT',
  'small=1; Expires=Wed, 21 Oct 0037 07:28:00 GMT', // DV-120
  'early=1; Expires=Wed, 21 Oct 1600 07:28:00 GMT', // DV-121
  'feb=1; Expires=Tue, 31 Feb 2015 07:28:00 GMT', // DV-122
  'hour=1; Expires=Wed, 21 Oct 2015 24:00:00 GMT',
  'day=1; Expires=Wed, 21 Oct 2015', // DV-123
  '__Secure-p=1', // DV-124
  '__Host-p=1; Secure', // DV-125
  '__Host-q=1; Secure; HttpOnly',
  'none=1; SameSite=None', // DV-126
  'ctl=x\x01y', // DV-143
  'dot=1; Domain=.', // DV-144
  'never=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT; Expires=never', // DV-146
  'abc=1; Max-Age=0; Max-Age=abc',
  '; Path=/', // DV-154
  'empty=1; Max-Age=', // DV-155
]

/** Where they are set; most engines know Secure cookies of all of these. */
const homes = ['https://app.example.com', 'https://other.org', 'http://third.net:8080', 'https://x.co.uk']

const manners: fc.Arbitrary<PieceMaker> = fc
  .record({ home: fc.constantFrom(...homes), set: fc.subarray([...lines], { minLength: 6, maxLength: 12 }) })
  .map(({ home, set }) => stored((path) => ({ url: `${home}${path}`, set })))

/** Cookies planted somewhere, and asked for there afterwards. */
function stored(planted: (path: string) => PlantedCookies, ...more: readonly PlantedCookies[]): PieceMaker {
  return (world, path) => {
    const first = planted(path)
    const own = `${new URL(world.url).origin}${path}`
    return piece([fetchStep(world, own)], [actual(own, answer(200, []))], {
      cookies: [first, ...more],
      closing: [first.url, ...more.map(({ url }) => url)].filter((url, i, all) => all.indexOf(url) === i),
    })
  }
}

/** DV-127, DV-134, DV-149 to DV-152 and DV-157: what hosts are made of. */
const oddHosts: fc.Arbitrary<PieceMaker> = fc
  .constantFrom<PlantedCookies[]>(
    { url: 'http://localhost:3000/dir/a', set: ['d=1; Domain=localhost', 's=1; Secure', 'p=1'] },
    { url: 'http://intranet/dir/a', set: ['d=1; Domain=intranet', 'p=1'] },
    { url: 'http://127.0.0.1:8000/a', set: ['e=1; Domain=0.0.1', 's=1; Secure', 'p=1'] },
    { url: 'http://127.0.0.2:3000/b', set: ['e=1; Domain=.0.0.2', 'p=1'] },
    { url: 'http://github.io:8080/b', set: ['p=1', 'd=1; Domain=.github.io'] },
    { url: 'http://[::1]:8080/a', set: ['p=1', 's=1; Secure'] },
    { url: 'http://[::1]/b', set: ['p=1'] },
    { url: 'https://github.io/a', set: ['p=1', 'd=1; Domain=github.io'] },
    { url: 'https://app.example.com/a', set: ['c=1; Domain=EXAMPLE.com', 'p=1', 'd=1; Domain=example.com'] },
    { url: 'https://cdn.third.net/a', set: ['c=1; Domain=.THIRD.net', 'h=1', 'd=1; Domain=cdn.third.net'] },
  )
  .map((planted) => stored(() => planted))

/** DV-128 and DV-129: what comes after another. */
const afterwards: fc.Arbitrary<PieceMaker> = fc
  .constantFrom<(readonly [PlantedCookies, PlantedCookies])[]>(
    [
      { url: 'https://app.example.com/a', set: ['a=safe; Secure; Domain=example.com; Path=/'] },
      { url: 'http://app.example.com/a', set: ['a=evil; Path=/', 'b=1'] },
    ],
    [
      { url: 'https://other.org/a', set: ['a=safe; Secure; Path=/'] },
      { url: 'http://other.org/a', set: ['a=evil; Path=/dir', 'a=worse; Domain=other.org'] },
    ],
    [
      { url: 'https://third.net/a', set: ['a=1', 'b=1', 'c=1'] },
      { url: 'https://third.net/b', set: ['a=2', 'b=1'] },
    ],
  )
  .map(([first, second]) => stored(() => first, second))

const kinds = ['none=1; SameSite=None; Secure', 'lax=1; SameSite=Lax', 'strict=1; SameSite=Strict', 'bare=1']

/** DV-136, DV-137 and DV-138: who leads where. */
const trips: fc.Arbitrary<PieceMaker> = shaped(
  ['post', 'other-scheme', 'there-and-back', 'through-a-stranger'] as const,
  (choice, at) => {
    const { world } = at
    const { last, url, way } = tripOf(choice, at)
    const steps: readonly Step[] = [
      tripStep(world, url, { way, rel: null, referrerPolicy: null }),
      ...(choice === 'other-scheme' ? [fetchStep(world, `${last}/own`)] : []),
    ]
    const server: ServerRule[] = [actual(last, htmlAnswer())]
    if (url !== last) server.push(actual(url, answer(302, [['Location', last]], '')))
    return piece(steps, server, { cookies: [{ url: `${new URL(last).origin}/plant`, set: kinds }] })
  },
)

function tripOf(
  choice: 'post' | 'other-scheme' | 'there-and-back' | 'through-a-stranger',
  { world, own, far, stranger }: Whereabouts,
): { readonly url: string; readonly last: string; readonly way: 'post' | 'link' | 'address-bar' } {
  const { protocol, hostname } = new URL(world.url)
  switch (choice) {
    case 'post':
      return { url: stranger, last: stranger, way: 'post' }
    case 'other-scheme': {
      const there = `${protocol === 'https:' ? 'http:' : 'https:'}//${hostname}${new URL(own).pathname}`
      return { url: there, last: there, way: 'link' }
    }
    case 'there-and-back':
      return { url: stranger, last: `${own}/back`, way: 'link' }
    case 'through-a-stranger':
      return { url: stranger, last: `${far}/on`, way: 'address-bar' }
  }
}

/** DV-147 and DV-148: what third parties may set, where the user lets them and where not. */
const thirdParties: fc.Arbitrary<PieceMaker> = shaped(
  [
    ['p=1; SameSite=None; Secure; Partitioned'],
    ['p=1; SameSite=None; Secure; Partitioned', 'n=1; SameSite=None; Secure'],
    ['l=1; SameSite=Lax', 's=1; SameSite=Strict', 'n=1; SameSite=None; Secure'],
  ],
  (set, { world, stranger }) => {
    const answers: readonly HeaderLine[] = set.map((line) => ['Set-Cookie', line])
    const include = { credentials: 'include' } as const
    return piece(
      [fetchStep(world, stranger, include), fetchStep(world, `${stranger}/again`, include)],
      [
        actual(stranger, answer(200, [...corsLines(world), ...answers])),
        actual(`${stranger}/again`, answer(200, corsLines(world))),
      ],
      { closing: [`${new URL(stranger).origin}/closing`] },
    )
  },
)

/** DV-156: cookies of what a page loads without CORS, in the world below. */
export const credentiallessPieces: fc.Arbitrary<PieceMaker> = shaped(
  [['n=1; SameSite=None; Secure', 'b=1']],
  (set, at) => {
    const url = at.stranger.replace(/^http:/, 'https:')
    return piece(
      [fetchStep(at.world, url, { mode: 'no-cors', credentials: 'include' })],
      [actual(url, answer(200, [['Cross-Origin-Resource-Policy', 'cross-origin']]))],
      { cookies: [{ url: `${new URL(url).origin}/plant`, set }] },
    )
  },
)

export const credentiallessWorld: fc.Arbitrary<World> = worldOf({
  url: fc.constantFrom('https://app.example.com/', 'https://other.org/'),
  frames: 0,
  policies: 0,
  headers: fc.constant([['Cross-Origin-Embedder-Policy', 'credentialless']]),
})

/** DV-158: servers whose clocks are wrong. */
const serverClocks: fc.Arbitrary<PieceMaker> = shaped(
  [
    ['Fri, 20 Oct 2006 07:28:00 GMT', 'Thu, 21 Oct 2010 07:28:00 GMT'],
    ['Wed, 20 Oct 2066 07:28:00 GMT', 'Thu, 21 Oct 2060 07:28:00 GMT'],
  ],
  ([date, expires], { own, world }) => {
    const set: readonly HeaderLine[] = [
      ['Date', date ?? ''],
      ['Set-Cookie', `a=1; Expires=${expires}; Path=/`],
    ]
    return piece(
      [fetchStep(world, own), fetchStep(world, `${own}/again`)],
      [actual(own, answer(200, set)), actual(`${own}/again`, answer(200, []))],
    )
  },
)

export const cookieRows: fc.Arbitrary<PieceMaker> = mixed(
  [26, manners],
  [28, oddHosts],
  [11, afterwards],
  [30, trips],
  [32, thirdParties],
  [7, serverClocks],
)
