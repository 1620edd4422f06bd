import type { HeaderLine, Scenario } from '../scenario'
import {
  allowHeaders,
  allowMethods,
  allowOrigin,
  api,
  ask,
  blob,
  fetchStep,
  inFamily,
  open,
  put,
  scenario,
  text,
} from './builders'

/** One fetch with these headers, to a URL that allows everything: is there a preflight, and what is sent? */
function sends(id: string, about: string, headers: readonly HeaderLine[], ...dv: number[]): Scenario {
  return scenario(id, about, { dv, steps: [fetchStep({ headers })], server: open(api) })
}

/** The same header with several values, each to a URL of its own. */
function values(id: string, about: string, name: string, list: readonly string[], ...dv: number[]): Scenario {
  const url = (i: number): string => `https://api.example.com/${i}`
  return scenario(id, about, {
    dv,
    steps: list.map((value, i) => fetchStep({ url: url(i), headers: [[name, value]] })),
    server: list.map((_, i) => open(url(i))),
  })
}

function posts(id: string, about: string, type: string, ...dv: number[]): Scenario {
  const step = fetchStep({ method: 'POST', headers: [['Content-Type', type]], body: text() })
  return scenario(id, about, { dv, steps: [step], server: open(api) })
}

const long = (length: number): string => 'a'.repeat(length)

export const safelist: readonly Scenario[] = inFamily('safelist', [
  sends('accept-128-bytes', 'An Accept of 128 bytes, the most that is safelisted.', [['Accept', long(128)]]),
  sends('accept-129-bytes', 'An Accept of 129 bytes, one more than is safelisted.', [['Accept', long(129)]]),
  values('accept-unsafe-bytes', 'Accept with each kind of byte that is CORS-unsafe.', 'Accept', [
    'a"b',
    'a(b',
    'a)b',
    'a:b',
    'a<b',
    'a>b',
    'a?b',
    'a@b',
    'a[b',
    'a]b',
    'a\\b',
    'a{b',
    'a}b',
    'a\x7fb',
  ]),
  values(
    'accept-safe-bytes',
    'Accept with unusual bytes that are not CORS-unsafe: TAB, slash, equals sign.',
    'Accept',
    ['a\tb', 'a/b;c=d', "!#$%&'*+-.^_`|~"],
  ),
  sends('accept-non-ascii', 'Accept with a byte from 0x80 up.', [['Accept', 'text/\u00e9']], 3),
  sends('accept-language-non-ascii', 'Accept-Language with a byte from 0x80 up, which its rule leaves out.', [
    ['Accept-Language', '\u00e9'],
  ]),
  posts(
    'content-type-non-ascii',
    'Content-Type with a byte from 0x80 up in a parameter.',
    'text/plain;a=\u00e9',
    3,
  ),
  posts(
    'content-type-bare-non-ascii',
    'Content-Type with a lone byte from 0x80 up after the semicolon.',
    'text/plain;\u00e9',
    3,
  ),
  values(
    'accept-language-characters',
    'Accept-Language at the border of its characters: an underscore, a tilde.',
    'Accept-Language',
    ['en-GB,en;q=0.5, *', 'en_GB', 'en~'],
  ),
  values(
    'content-language-characters',
    'Content-Language at the border of its characters.',
    'Content-Language',
    ['de, en', 'de/en', ''],
  ),
  posts(
    'content-type-form',
    'Content-Type of a form needs no preflight.',
    'application/x-www-form-urlencoded',
  ),
  posts('content-type-upper-case', 'Content-Type essence in capitals.', 'TEXT/PLAIN'),
  posts(
    'content-type-parameters',
    'Content-Type text/plain with unknown parameters and spaces.',
    ' text/plain ; a=b; charset=x ',
  ),
  posts('content-type-json', 'Content-Type application/json needs a preflight.', 'application/json'),
  posts('content-type-html', 'Content-Type text/html is as simple as none of the three.', 'text/html'),
  posts(
    'content-type-list',
    'Two safelisted types in one Content-Type, which is no MIME type.',
    'text/plain, text/plain',
  ),
  posts('content-type-empty', 'An empty Content-Type, which is no MIME type.', ''),
  posts(
    'content-type-129-bytes',
    'A Content-Type of text/plain that is too long.',
    `text/plain;a=${long(116)}`,
  ),
  posts(
    'content-type-quoted-parameter',
    'A quote in a safelisted Content-Type is CORS-unsafe.',
    'text/plain;a="b"',
  ),
  scenario(
    'content-type-of-blob',
    'The type of a Blob becomes Content-Type, and needs a preflight although the page set no header.',
    {
      steps: [fetchStep({ method: 'POST', body: blob('application/json') })],
      server: open(api),
    },
  ),
  scenario('content-type-of-empty-blob', 'A Blob without a type sends no Content-Type.', {
    steps: [fetchStep({ method: 'POST', body: blob('') })],
    server: open(api),
  }),
  scenario('content-type-of-bodies', 'The Content-Type that each kind of body brings along.', {
    steps: [
      fetchStep({ method: 'POST', body: text() }),
      fetchStep({ method: 'POST', body: { kind: 'search-params', fields: [['a', 'b c']] } }),
      fetchStep({ method: 'POST', body: { kind: 'bytes', latin1: '\xff\x00' } }),
    ],
    server: open(api),
  }),
  scenario('body-stream', 'A stream as body: a preflight or an error over HTTP/1.1.', {
    steps: [fetchStep({ method: 'POST', body: { kind: 'stream', text: 'hi' } })],
    server: open(api),
  }),
  sends(
    'accept-twice-100',
    'Accept appended twice, 100 bytes each: together more than 128.',
    [
      ['Accept', long(100)],
      ['Accept', long(100)],
    ],
    4,
  ),
  sends(
    'accept-language-twice-100',
    'Accept-Language appended twice, 100 bytes each.',
    [
      ['Accept-Language', long(100)],
      ['Accept-Language', long(100)],
    ],
    4,
  ),
  sends(
    'accept-nine-times-128',
    'Accept appended nine times, 128 bytes each: more than 1024 in all.',
    [...Array.from({ length: 9 }, (): HeaderLine => ['Accept', long(128)])],
    4,
  ),
  sends(
    'accept-eight-times-128',
    'Accept appended eight times, 128 bytes each: 1024 in all.',
    [...Array.from({ length: 8 }, (): HeaderLine => ['Accept', long(128)])],
    4,
  ),
  sends(
    'content-type-twice',
    'Content-Type appended twice, each safelisted by itself.',
    [
      ['Content-Type', 'text/plain'],
      ['Content-Type', 'text/plain'],
    ],
    4,
  ),
  values('range-simple', 'Ranges that are simple: with and without an end.', 'Range', [
    'bytes=0-',
    'bytes=0-1',
    'bytes=5-5',
  ]),
  values(
    'range-not-simple',
    'Ranges that are not: a suffix, two, an end before the start, a space before the number.',
    'Range',
    ['bytes=-5', 'bytes=0-1,2-3', 'bytes=2-1', 'bytes =0-1', 'items=0-1', 'bytes=a-'],
  ),
  sends(
    'range-space-after-equals',
    'A Range with a space after the equals sign: the preflight, and which bytes go out.',
    [['Range', 'bytes= 0-1']],
    7,
  ),
  sends(
    'range-leading-zeros',
    'A Range with leading zeros, and which bytes go out.',
    [['Range', 'bytes=00-01']],
    7,
  ),
  sends('range-unit-capitalised', 'A Range with the unit Bytes.', [['Range', 'Bytes=0-1']], 6, 7),
  sends('range-unit-upper-case', 'A Range with the unit BYTES.', [['Range', 'BYTES=0-']], 6, 7),
  sends(
    'range-9223372036854775806',
    'A Range from the second largest signed number of 64 bits.',
    [['Range', 'bytes=9223372036854775806-']],
    5,
  ),
  sends(
    'range-9223372036854775807',
    'A Range from the largest signed number of 64 bits.',
    [['Range', 'bytes=9223372036854775807-']],
    5,
  ),
  sends(
    'range-9223372036854775808',
    'A Range from one more than the largest signed number of 64 bits.',
    [['Range', 'bytes=9223372036854775808-']],
    5,
  ),
  sends(
    'range-9999999999999999999',
    'A Range from a number of nineteen nines.',
    [['Range', 'bytes=9999999999999999999-']],
    5,
  ),
  sends(
    'range-18446744073709551615',
    'A Range from the largest unsigned number of 64 bits.',
    [['Range', 'bytes=18446744073709551615-']],
    5,
  ),
  sends(
    'range-18446744073709551616',
    'A Range from one more than the largest unsigned number of 64 bits.',
    [['Range', 'bytes=18446744073709551616-']],
    5,
  ),
  sends(
    'range-end-beyond-64-bits',
    'A Range to a number beyond 64 bits.',
    [['Range', 'bytes=0-99999999999999999999']],
    5,
  ),
  sends('range-forty-digits', 'A Range of forty digits.', [['Range', `bytes=${'9'.repeat(40)}-`]], 5),
  sends(
    'range-twice',
    'Range appended twice, each simple by itself.',
    [
      ['Range', 'bytes=0-1'],
      ['Range', 'bytes=2-3'],
    ],
    4,
  ),
  values(
    'hint-dpr',
    'DPR: a whole number, a fraction, two points, none, a sign, an exponent.',
    'DPR',
    ['2', '1.5', '1.5.1', '.5', '5.', '+1', '1e1', 'x', ''],
    2,
  ),
  values(
    'hint-device-memory',
    'Device-Memory: numbers, a list, a word.',
    'Device-Memory',
    ['8', '0.25', '8, 8', 'lots'],
    2,
  ),
  values(
    'hint-downlink',
    'Downlink: numbers, a negative one, a word.',
    'Downlink',
    ['10', '1.7', '-1', 'fast'],
    2,
  ),
  values('hint-rtt', 'RTT: a whole number, a fraction, a sign.', 'RTT', ['100', '1.5', '+1', ''], 2),
  values('hint-width', 'Width: a whole number, a fraction, a word.', 'Width', ['100', '1.5', 'wide'], 2),
  values(
    'hint-viewport-width',
    'Viewport-Width: a whole number, a fraction, more digits than 64 bits hold.',
    'Viewport-Width',
    ['100', '1.5', '99999999999999999999'],
    2,
  ),
  values('hint-save-data', 'Save-Data: on, On, off, 1.', 'Save-Data', ['on', 'On', 'off', '1'], 2),
  values(
    'hint-ect',
    'ECT: the four kinds of connection and one that is none.',
    'ECT',
    ['4g', '3g', '2g', 'slow-2g', '4G', '5g'],
    2,
  ),
  values(
    'header-user-agent',
    'User-Agent set by the page, short and longer than 128 bytes.',
    'User-Agent',
    ['corsac', long(129), 'a"b'],
    2,
  ),
  values(
    'header-intervention',
    'Intervention set by the page.',
    'Intervention',
    ['<https://example.com/>; level="warning"', 'x'],
    2,
  ),
  values(
    'header-not-safelisted',
    'Names that look harmless and need a preflight all the same.',
    'X-Requested-With',
    ['XMLHttpRequest', ''],
  ),
  sends('header-sec-ch', 'Names that begin with Sec- are forbidden, client hints among them.', [
    ['Sec-CH-UA', 'x'],
    ['Sec-Fetch-Site', 'x'],
    ['Sec-X', 'x'],
  ]),
  sends('header-forbidden', 'Forbidden names are dropped without a word.', [
    ['Cookie', 'a=1'],
    ['Host', 'x'],
    ['Origin', 'x'],
    ['Referer', 'x'],
    ['DNT', '1'],
    ['Proxy-X', '1'],
    ['Date', 'x'],
    ['Via', 'x'],
    ['TE', 'x'],
  ]),
  sends('header-method-override', 'X-HTTP-Method-Override is forbidden for methods that are.', [
    ['X-HTTP-Method-Override', 'trace'],
    ['X-Method-Override', 'GET, TRACK'],
  ]),
  sends(
    'header-method-override-allowed',
    'X-HTTP-Method-Override with another method is a header like any.',
    [['X-HTTP-Method-Override', 'put']],
  ),
  scenario('header-validators', 'A validator of the page sets the cache mode: what else is sent.', {
    dv: [50],
    steps: [
      ['If-None-Match', '"x"'],
      ['If-Modified-Since', 'Wed, 21 Oct 2015 07:28:00 GMT'],
      ['If-Unmodified-Since', 'Wed, 21 Oct 2015 07:28:00 GMT'],
      ['If-Match', '"x"'],
      ['If-Range', '"x"'],
    ].map(([name = '', value = '']) => fetchStep({ url: '/own', headers: [[name, value]] })),
    server: open('https://app.example.com/own'),
  }),
  scenario('header-validator-cross', 'A validator of the page to another origin, with a preflight.', {
    dv: [50, 46],
    steps: [fetchStep({ headers: [['If-None-Match', '"x"']] })],
    server: open(api),
  }),
  sends('header-cache-control', 'Cache-Control and Pragma set by the page need a preflight.', [
    ['Cache-Control', 'no-cache'],
    ['Pragma', 'no-cache'],
  ]),
  sends('header-name-invalid', 'A header name with a space is a TypeError.', [['X A', '1']]),
  sends('header-value-invalid', 'A header value with a line break is a TypeError.', [['X-A', 'a\nb']]),
  sends('header-value-wide', 'A header value with a character above U+00FF is a TypeError.', [
    ['X-A', '\u20ac'],
  ]),
  sends('header-value-latin1', 'A header value with a character of Latin-1, and which bytes go out.', [
    ['X-A', '\u00e9'],
  ]),
  sends('header-value-trimmed', 'A header value with whitespace around it.', [['X-A', ' \t a b \t ']]),
  sends(
    'header-repeated',
    'A custom name appended twice, and how often the preflight names it.',
    [
      ['X-Zed', '1'],
      ['x-zed', '2'],
    ],
    9,
  ),
  sends(
    'header-repeated-apart',
    'A custom name appended twice with another between.',
    [
      ['X-Zed', '1'],
      ['X-A', '1'],
      ['X-ZED', '2'],
    ],
    9,
  ),
  sends(
    'header-repeated-accept',
    'An Accept that is unsafe, appended twice.',
    [
      ['Accept', '(a)'],
      ['Accept', '(b)'],
    ],
    9,
    4,
  ),
  sends(
    'header-order',
    'The preflight names headers in byte order and lower case; the order in the request is another.',
    [
      ['X-Zed', '1'],
      ['A-B', '2'],
      ['X_A', '3'],
      ['X-1', '4'],
      ['Content-Type', 'a/b'],
    ],
  ),
  scenario(
    'header-dropped-in-no-cors',
    'No-cors drops every header that is not safelisted, Range included.',
    {
      steps: [
        fetchStep({
          mode: 'no-cors',
          headers: [
            ['X-A', '1'],
            ['Range', 'bytes=0-1'],
            ['Accept', 'a/b'],
            ['Content-Type', 'application/json'],
            ['Authorization', 'x'],
          ],
        }),
      ],
      server: open(api),
    },
  ),
  scenario('header-no-cors-limit', 'No-cors drops a header once its joined value is not safelisted.', {
    steps: [
      fetchStep({
        mode: 'no-cors',
        headers: [
          ['Accept', long(100)],
          ['Accept', long(100)],
        ],
      }),
    ],
    server: open(api),
  }),
  ask(
    'safelisted-and-not',
    'Only the unsafe of two headers is named in the preflight.',
    {
      headers: [
        ['Accept', 'a/b'],
        ['X-A', '1'],
      ],
    },
    [allowOrigin(), allowHeaders('x-a')],
  ),
  ask(
    'content-type-listed',
    'A Content-Type that needs a preflight is allowed by its name, in any case.',
    { method: 'POST', headers: [['Content-Type', 'application/json']], body: text('{}') },
    [allowOrigin(), allowHeaders('CONTENT-TYPE')],
  ),
  ask(
    'many-safelisted',
    'Four safelisted headers of 128 bytes each stay within 1024.',
    {
      headers: [
        ['Accept', long(128)],
        ['Accept-Language', long(128)],
        ['Content-Language', long(128)],
        ['Content-Type', `text/plain;a=${long(115)}`],
      ],
    },
    [allowOrigin(), allowHeaders('*')],
  ),
  scenario('same-origin-needs-none', 'Within one origin nothing needs a preflight.', {
    steps: [
      put({
        url: '/own',
        headers: [
          ['X-A', '1'],
          ['Range', 'bytes=-5'],
        ],
      }),
    ],
    server: open('https://app.example.com/own', allowMethods('GET')),
  }),
])
