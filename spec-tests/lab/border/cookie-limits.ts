import type { Scenario } from '../scenario'
import { cookieGet, cookieSet, inFamily, scenario, stored, wait } from './builders'

export const dates: readonly Scenario[] = inFamily('cookie-date', [
  ...(
    [
      ['plus', 'Max-Age with a plus sign.', 'Max-Age=+5'],
      ['minus', 'Max-Age that is a minus sign alone.', 'Max-Age=-'],
      ['negative', 'Max-Age that is negative.', 'Max-Age=-1'],
      ['zero', 'Max-Age zero.', 'Max-Age=0'],
      ['empty', 'Max-Age empty.', 'Max-Age='],
      ['word', 'Max-Age that is a word, or begins with digits.', 'Max-Age=60s'],
      ['huge', 'Max-Age beyond 64 bits.', `Max-Age=${'9'.repeat(25)}`],
      ['huge-negative', 'Max-Age far below zero.', `Max-Age=-${'9'.repeat(25)}`],
      [
        'over-expires',
        'Max-Age with Expires in the past, later in the line.',
        'Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      ],
      [
        'zero-over-expires',
        'Max-Age zero with Expires in the future.',
        'Max-Age=0; Expires=Wed, 21 Oct 2037 07:28:00 GMT',
      ],
      ['twice', 'Max-Age twice, the last is zero.', 'Max-Age=60; Max-Age=0'],
      ['quoted', 'Max-Age in quotes.', 'Max-Age="0"'],
    ] as const
  ).map(([name, about, attributes]) =>
    stored(`cookie-max-age-${name}`, about, [`a=1; ${attributes}`, 'b=1']),
  ),
  // Whether a date of the past deletes tells whether it was understood, as a cookie without a date would stay.
  ...(
    [
      [
        'usual',
        'Expires of the usual form, past and future.',
        'Wed, 21 Oct 2015 07:28:00 GMT',
        'Wed, 21 Oct 2037 07:28:00 GMT',
      ],
      [
        'dashes',
        'Expires with dashes and a year of two digits.',
        'Wednesday, 21-Oct-15 07:28:00 GMT',
        'Wednesday, 21-Oct-37 07:28:00 GMT',
      ],
      [
        'asctime',
        'Expires in the order of asctime().',
        'Wed Oct 21 07:28:00 2015',
        'Wed Oct 21 07:28:00 2037',
      ],
      [
        'two-digit-years',
        'Expires with years 69 and 70.',
        'Wed, 21 Oct 70 07:28:00 GMT',
        'Wed, 21 Oct 69 07:28:00 GMT',
      ],
      [
        'four-digit-small-year',
        'Expires in the year 0037, and in 0015.',
        'Wed, 21 Oct 0015 07:28:00 GMT',
        'Wed, 21 Oct 0037 07:28:00 GMT',
      ],
      [
        'five-digit-year',
        'Expires in the year 12037, and in 01970.',
        'Wed, 21 Oct 01970 07:28:00 GMT',
        'Wed, 21 Oct 12037 07:28:00 GMT',
      ],
      [
        'rubbish-after-time',
        'Expires with letters behind the time.',
        'Wed, 21 Oct 2015 07:28:00am GMT',
        'Wed, 21 Oct 2037 07:28:00am GMT',
      ],
      ['no-time', 'Expires without a time.', 'Wed, 21 Oct 2015', 'Wed, 21 Oct 2037'],
      ['short-time', 'Expires without seconds.', 'Wed, 21 Oct 2015 07:28 GMT', 'Wed, 21 Oct 2037 07:28 GMT'],
      [
        'hour-24',
        'Expires at 24 o\u2019clock.',
        'Wed, 21 Oct 2015 24:00:00 GMT',
        'Wed, 21 Oct 2037 24:00:00 GMT',
      ],
      [
        'no-such-day',
        'Expires on the 31st of February.',
        'Tue, 31 Feb 2015 07:28:00 GMT',
        'Tue, 31 Feb 2037 07:28:00 GMT',
      ],
      [
        'other-zone',
        'Expires in another time zone.',
        'Wed, 21 Oct 2015 07:28:00 +0200',
        'Wed, 21 Oct 2037 07:28:00 PST',
      ],
      [
        'month-name',
        'Expires with the month written out, in capitals.',
        '21 OCTOBER 2015 07:28:00',
        '21 OCTOBER 2037 07:28:00',
      ],
      ['iso', 'Expires in the form of ISO 8601.', '2015-10-21T07:28:00Z', '2037-10-21T07:28:00Z'],
      [
        'before-1601',
        'Expires in the year 1600 and in 1601.',
        'Wed, 21 Oct 1600 07:28:00 GMT',
        'Wed, 21 Oct 1601 07:28:00 GMT',
      ],
      ['quoted', 'Expires in quotes.', '"Wed, 21 Oct 2015 07:28:00 GMT"', '"Wed, 21 Oct 2037 07:28:00 GMT"'],
      ['number', 'Expires that is zero, and a number.', '0', '4102444800'],
      ['invalid', 'Expires that is no date.', 'never', 'Wed, 41 Oct 2037 07:28:00 GMT'],
    ] as const
  ).map(([name, about, past, future]) =>
    stored(`cookie-expires-${name}`, about, [`p=1; Expires=${past}`, `f=1; Expires=${future}`, 's=1']),
  ),
  stored('cookie-expires-last-counts', 'Expires twice, the last is in the past.', [
    'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Expires=Wed, 21 Oct 2015 07:28:00 GMT',
    'b=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT; Expires=never',
  ]),
  stored('cookie-deleted', 'A cookie that is deleted by one with a date of the past.', [
    'a=1',
    'b=1',
    'a=; Max-Age=0',
    'b=; Path=/none; Max-Age=0',
  ]),
  stored(
    'cookie-expires-soon',
    'A cookie of one second is gone after 1.5 seconds.',
    ['a=1; Max-Age=1', 'b=1; Max-Age=60'],
    { steps: [cookieGet(), wait(1500), cookieGet()] },
  ),
])

export const sizes: readonly Scenario[] = inFamily('cookie-size', [
  ...([4095, 4096, 4097] as const).map((size) =>
    stored(`cookie-${size}-bytes`, `A name and a value of ${size} bytes together.`, [
      `a=${'v'.repeat(size - 1)}`,
      'b=1',
    ]),
  ),
  stored('cookie-long-name', 'A name of 4096 bytes, and one of 4097.', [
    `${'n'.repeat(4096)}=`,
    `${'m'.repeat(4097)}=`,
    'b=1',
  ]),
  stored('cookie-4096-with-attributes', 'A cookie of 4096 bytes with attributes besides.', [
    `a=${'v'.repeat(4095)}; Path=/; Secure; HttpOnly; Max-Age=1000`,
    'b=1',
  ]),
  stored('cookie-attribute-1024', 'Attribute values of 1024 bytes, and of 1025.', [
    `a=1; Path=/${'p'.repeat(1023)}`,
    `b=1; Path=/${'p'.repeat(1024)}`,
    `c=1; Foo=${'x'.repeat(2000)}`,
    'd=1',
  ]),
  stored('cookie-utf-8-4096', 'A value of 2048 characters that are 4096 bytes.', [
    `a=${'\u00c3\u00a9'.repeat(2048)}`,
    `b=${'\u00c3\u00a9'.repeat(2047)}`,
    'c=1',
  ]),
  scenario('cookie-document-4097', 'A cookie of 4096 bytes by script, and one of 4097.', {
    page: 'https://example.com/',
    steps: [cookieSet(`a=${'v'.repeat(4095)}`), cookieSet(`b=${'v'.repeat(4096)}`), cookieGet()],
  }),
])

const many = (count: number, attributes = ''): string[] =>
  Array.from({ length: count }, (_, i) => `c${i}=1${attributes}`)

export const order: readonly Scenario[] = inFamily('cookie-order', [
  stored('order-creation', 'Cookies of one path go in the order they were made.', ['b=1', 'a=1', 'c=1']),
  stored(
    'order-paths',
    'Longer paths go first.',
    ['a=1; Path=/', 'b=1; Path=/dir/', 'c=1; Path=/dir', 'd=1; Path=/'],
    { url: 'https://example.com/dir/page' },
  ),
  stored(
    'order-replaced-same-value',
    'A cookie that is set again to the same value keeps its place, or not.',
    ['a=1', 'b=1', 'a=1'],
  ),
  stored(
    'order-replaced-other-value',
    'A cookie that is set again to another value keeps its place, or not.',
    ['a=1', 'b=1', 'a=2'],
  ),
  stored('order-domain-and-host', 'Cookies of the host and of the domain.', [
    'd=1; Domain=example.com',
    'h=1',
    'e=1; Domain=example.com',
    'd=2',
  ]),
  stored(
    'order-same-name',
    'One name with two paths and two domains.',
    ['a=root', 'a=dir; Path=/dir', 'a=domain; Domain=example.com'],
    { url: 'https://example.com/dir/page' },
  ),
  scenario('order-two-visits', 'Cookies of two hosts of one domain, set in turn.', {
    cookies: [
      ['https://example.com/', 'a=1; Domain=example.com'],
      ['https://api.example.com/', 'b=1; Domain=example.com', 'c=1'],
      ['https://example.com/', 'd=1; Domain=example.com'],
    ],
    page: 'https://api.example.com/',
    steps: [cookieGet()],
    closing: ['https://api.example.com/', 'https://example.com/'],
  }),
  stored('evict-150', 'A host with 150 cookies.', many(150)),
  stored('evict-181', 'A host with 181 cookies, and how many of them are left.', many(181)),
  stored('evict-190', 'A host with 190 cookies, and which of them are left.', many(190)),
  stored('evict-secure', 'A hundred Secure cookies, and a hundred that are not.', [
    ...many(100, '; Secure'),
    ...many(100).map((line) => line.replace('c', 'i')),
  ]),
])
