import fc from 'fast-check'
import type { HeaderLine } from '../scenario'
import { mixed } from './choose'

/** Values around what a safelisted request header may be: 128 bytes, and none that are unsafe. */
function borderValue(good: string): fc.Arbitrary<string> {
  return mixed(
    [3, fc.constant(good)],
    [3, fc.constantFrom(127, 128, 129).map((length) => good.padEnd(length, 'a').slice(0, length))],
    [
      4,
      fc
        .constantFrom(
          ...'"():<>?@[\\]{}',
          '\x7f',
          ',',
          ';',
          '=',
          '*',
          '.',
          '-',
          ' ',
          '\t',
          '_',
          '/',
          '%',
          '+',
        )
        .map((byte) => `${good}${byte}x`),
    ],
    [2, fc.constantFrom('\x80', '\xe9', '\xff', '\xc3\xa9').map((bytes) => `${good}${bytes}`)],
    [1, fc.constant('')],
  )
}

const contentType: fc.Arbitrary<string> = mixed(
  [
    8,
    fc.constantFrom(
      ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'],
      ...[
        'text/plain; charset=utf-8',
        'Text/Plain',
        'text/plain;',
        'text/plain;charset=é',
        'text/plain, a/b',
      ],
      ...['text/plain;x="y"', 'text/plain;x=(y)', ' text/plain ', 'text/plain;a=1;b=2', 'text/html', 'text'],
      ...[
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded; a',
        'text /plain',
        '/',
        '*/*',
      ],
      ...['application/xml', 'text/xml', 'text/plainx', 'text/plain\xa0', 'text/plain;charset=x@y'],
    ),
  ],
  [2, fc.constantFrom(127, 128, 129).map((length) => 'text/plain;a='.padEnd(length, 'b'))],
  [1, fc.constantFrom('\x80', '\xff').map((byte) => `text/plain;${byte}`)],
)

const range: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    'bytes=0-1',
    'bytes=0-',
    'bytes=1-0',
    'bytes=-5',
    'bytes=',
    'bytes=0-1,3-4',
    'bytes= 0-1',
    'bytes=0- 1',
  ],
  ...[
    'Bytes=0-1',
    'BYTES=2-3',
    'bytes=00-01',
    'bytes=007-',
    'bytes =0-1',
    'bytes=0-1 ',
    'bytes=a-b',
    'items=0-1',
  ],
  ...['bytes=0-9223372036854775806', 'bytes=0-9223372036854775807', 'bytes=0-9999999999999999999'],
  ...['bytes=9999999999999999999-', 'bytes=0-18446744073709551615', 'bytes=0-18446744073709551616'],
  ...[
    'bytes=0-99999999999999999999',
    'bytes=5-5',
    'bytes',
    '0-1',
    'bytes=0-1;',
    'bytes=0-18446744073709551614',
  ],
)

const hints: fc.Arbitrary<HeaderLine> = fc.constantFrom<HeaderLine[]>(
  ['DPR', '2'],
  ['DPR', '1.5'],
  ['DPR', 'x'],
  ['Save-Data', 'on'],
  ['Save-Data', 'off'],
  ['Save-Data', 'On'],
  ['Width', '100'],
  ['Width', '1.5'],
  ['Viewport-Width', '800'],
  ['Viewport-Width', '-1'],
  ['Downlink', '1.7'],
  ['Downlink', '1.'],
  ['Device-Memory', '0.5'],
  ['Device-Memory', '.5'],
  ['RTT', '50'],
  ['RTT', ''],
  ['ECT', '4g'],
  ['ECT', '5g'],
  ['Intervention', 'x'],
  ['User-Agent', 'corsac'],
  ['Sec-CH-UA', 'x'],
  ['Purpose', 'prefetch'],
)

function named(name: string, value: fc.Arbitrary<string>): fc.Arbitrary<HeaderLine> {
  return value.map((text): HeaderLine => [name, text])
}

/** A header at the border of the safelist. */
export const safelistHeader: fc.Arbitrary<HeaderLine> = mixed(
  [4, named('Accept', borderValue('text/x'))],
  [4, named('Accept-Language', borderValue('en'))],
  [3, named('Content-Language', borderValue('de-AT'))],
  [8, named('Content-Type', contentType)],
  [6, named('Range', range)],
  [5, hints],
)

/** Headers that are on both sides of it together: repeated, or 1024 bytes in sum. */
export const safelistLimits: fc.Arbitrary<readonly HeaderLine[]> = mixed<readonly HeaderLine[]>(
  [
    3,
    fc
      .record({ times: fc.constantFrom(2, 3), length: fc.constantFrom(40, 63, 64, 65, 128) })
      .map(({ times, length }) =>
        Array.from({ length: times }, (): HeaderLine => ['Accept', 'a'.repeat(length)]),
      ),
  ],
  [
    3,
    fc
      .record({ times: fc.constantFrom(7, 8, 9), length: fc.constantFrom(113, 127, 128) })
      .map(({ times, length }) =>
        Array.from(
          { length: times },
          (_, i): HeaderLine => [
            ['Accept', 'Accept-Language', 'Content-Language'][i % 3] ?? 'Accept',
            'a'.repeat(length),
          ],
        ),
      ),
  ],
  [
    2,
    fc.constantFrom<(readonly HeaderLine[])[]>(
      [
        ['Content-Type', 'text/plain'],
        ['Content-Type', 'text/plain'],
      ],
      [
        ['Content-Type', 'text/plain'],
        ['Content-Type', 'a=b'],
      ],
      [
        ['Range', 'bytes=0-1'],
        ['Range', 'bytes=0-1'],
      ],
      [
        ['Accept', ''],
        ['Accept', 'x'],
      ],
      [
        ['Accept-Language', 'en'],
        ['accept-language', 'de'],
      ],
      [
        ['DPR', '1'],
        ['DPR', '2'],
      ],
    ),
  ],
)

/** Headers that need a preflight, or that no script can set. */
export const ownHeader: fc.Arbitrary<HeaderLine> = mixed<HeaderLine>(
  [8, fc.constant(['X-A', '1'])],
  [3, fc.constant(['x-b', ''])],
  [4, fc.constant(['Authorization', 'Basic dTpw'])],
  [3, fc.constant(['Content-Type', 'application/json'])],
  [2, fc.constant(['Cache-Control', 'no-cache'])],
  [1, fc.constant(['X-Requested-With', 'XMLHttpRequest'])],
  [1, fc.constant(['If-None-Match', '"x"'])],
  [1, fc.constant(['X-A', '\xe9'])],
  [1, fc.constant(['x-z.~!', 'a, b'])],
  [
    2,
    fc.constantFrom<HeaderLine[]>(
      ['Cookie', 'no=1'],
      ['Origin', 'https://evil.example'],
      ['Sec-Fetch-Mode', 'x'],
      ['Proxy-Foo', '1'],
      ['Referer', 'https://other.org/'],
      ['X-HTTP-Method-Override', 'TRACE'],
      ['X-Method-Override', 'PATCH'],
      ['*', '1'],
      ['bad name', '1'],
      ['Date', 'x'],
      ['Access-Control-Request-Method', 'PUT'],
    ),
  ],
)
