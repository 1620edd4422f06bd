import type { HeaderLine, Scenario } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  contentType,
  exposeHeaders,
  fetchStep,
  inFamily,
  scenario,
} from './builders'

const sameSite = 'https://api.example.com/r'

/** A CORS answer with these lines: which of them does the page see? */
function shows(
  id: string,
  about: string,
  lines: readonly HeaderLine[],
  credentials: 'include' | null = null,
): Scenario {
  const allowed: readonly HeaderLine[] =
    credentials === null
      ? [allowOrigin()]
      : [allowOrigin('https://app.example.com'), ['Access-Control-Allow-Credentials', 'true']]
  return scenario(id, about, {
    steps: [fetchStep({ url: sameSite, credentials })],
    server: [
      any(
        sameSite,
        answer(200, [...allowed, ['X-A', '1'], ['X-B', '2'], ['Set-Cookie', 'a=1'], ...lines], 'x'),
      ),
    ],
  })
}

export const filtering: readonly Scenario[] = inFamily('response-filtering', [
  shows('expose-none', 'Without Access-Control-Expose-Headers only the safelisted names show.', [
    contentType('text/plain'),
    ['Cache-Control', 'no-store'],
    ['Content-Language', 'de'],
    ['Expires', '0'],
    ['Last-Modified', 'x'],
    ['Pragma', 'x'],
    ['ETag', '"x"'],
    ['Server', 'x'],
  ]),
  shows('expose-list', 'A list of names.', [exposeHeaders('X-a, x-missing')]),
  shows('expose-star', 'The wildcard shows everything but Set-Cookie.', [exposeHeaders('*')]),
  shows(
    'expose-star-credentials',
    'With credentials the wildcard is a name.',
    [exposeHeaders('*'), ['*', 'star']],
    'include',
  ),
  shows('expose-list-credentials', 'With credentials a list of names.', [exposeHeaders('x-a')], 'include'),
  shows('expose-star-and-name', 'The wildcard in a list.', [exposeHeaders('x-a, *')]),
  shows('expose-set-cookie', 'Set-Cookie by its name.', [
    exposeHeaders('set-cookie, x-a, set-cookie2'),
    ['Set-Cookie2', 'b=1'],
  ]),
  shows('expose-bad', 'A list with a member that is no token shows nothing.', [exposeHeaders('x-a, x b')]),
  shows('expose-bad-line', 'A good line and a bad one.', [exposeHeaders('x-a'), exposeHeaders('@')]),
  shows('expose-two-lines', 'Two lines of names.', [exposeHeaders('x-a'), exposeHeaders('x-b')]),
  shows('expose-empty-members', 'Empty members between the names.', [exposeHeaders(',x-a,,x-b,')]),
  shows('expose-quoted', 'A name in quotes.', [exposeHeaders('"x-a"')]),
  shows('expose-name-with-space', 'A space before the colon of Access-Control-Expose-Headers.', [
    ['Access-Control-Expose-Headers ', 'x-a'],
  ]),
  shows('expose-repeated-header', 'A header in two lines, one empty, that is exposed.', [
    exposeHeaders('x-c, x-d'),
    ['X-C', '1'],
    ['x-c', '2'],
    ['X-D', ''],
    ['X-D', '3'],
  ]),
  shows('expose-odd-values', 'Whitespace, bytes from 0x80 up and an empty value, exposed.', [
    exposeHeaders('*'),
    ['X-C', ' \t a  b \t'],
    ['X-D', '\u00e9\u00c3\u00a9'],
    ['X-E', ''],
  ]),
  scenario('filter-same-origin', 'Within one origin everything shows but Set-Cookie.', {
    steps: [fetchStep({ url: '/own' })],
    server: [
      any(
        'https://app.example.com/own',
        answer(
          200,
          [
            ['X-A', '1'],
            ['Set-Cookie', 'a=1'],
            ['X-A', '2'],
            ['A', 'z'],
          ],
          'x',
        ),
      ),
    ],
  }),
  scenario('filter-opaque', 'An opaque response shows nothing at all.', {
    steps: [
      fetchStep({ url: sameSite, mode: 'no-cors' }),
      fetchStep({ url: 'https://app.example.com/own', mode: 'no-cors' }),
    ],
    server: [
      any(sameSite, answer(404, [['X-A', '1']], 'x')),
      any('https://app.example.com/own', answer(404, [['X-A', '1']], 'x')),
    ],
  }),
  scenario('filter-status-text', 'Unusual reason phrases and status codes.', {
    steps: ['a', 'b', 'c'].map((name) => fetchStep({ url: `/${name}` })),
    server: [
      any('https://app.example.com/a', { ...answer(200, [], 'x'), reason: '' }),
      any('https://app.example.com/b', { ...answer(299, [], 'x'), reason: 'It is  \u00e9' }),
      any('https://app.example.com/c', { ...answer(599, [], 'x'), reason: 'Odd' }),
    ],
  }),
  scenario('filter-status-beyond-599', 'A status of 600 and one of 999.', {
    steps: ['a', 'b'].map((name) => fetchStep({ url: `/${name}` })),
    server: [
      any('https://app.example.com/a', answer(600, [], 'x')),
      any('https://app.example.com/b', answer(999, [], 'x')),
    ],
  }),
  scenario('filter-null-body', 'Statuses without a body: 204, 205 and 304.', {
    steps: [204, 205, 304].map((status) => fetchStep({ url: `/${status}` })),
    server: [204, 205, 304].map((status) => any(`https://app.example.com/${status}`, answer(status))),
  }),
  scenario('filter-nul-in-header', 'A NUL in a header value makes a network error.', {
    steps: [fetchStep({ url: '/own' })],
    server: [any('https://app.example.com/own', answer(200, [['X-A', 'a\x00b']], 'x'))],
  }),
  scenario('filter-content-length-short', 'A body that is shorter than its Content-Length.', {
    steps: [fetchStep({ url: '/own' })],
    server: [any('https://app.example.com/own', answer(200, [['Content-Length', '10']], 'x'))],
  }),
  scenario('filter-content-length-twice', 'Two Content-Length lines that differ.', {
    steps: [fetchStep({ url: '/own' })],
    server: [
      any(
        'https://app.example.com/own',
        answer(
          200,
          [
            ['Content-Length', '1'],
            ['Content-Length', '2'],
          ],
          'xy',
        ),
      ),
    ],
  }),
  scenario('filter-line-without-colon', 'A header line without a name.', {
    steps: [fetchStep({ url: sameSite })],
    server: [any(sameSite, answer(200, [allowOrigin(), ['', 'x'], exposeHeaders('*')], 'x'))],
  }),
  scenario('integrity-cors', 'Integrity of a CORS response that matches, and of one that does not.', {
    steps: [
      'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=',
      'sha256-AAAAQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=',
    ].map((integrity) => fetchStep({ url: sameSite, integrity })),
    server: [any(sameSite, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('integrity-no-cors', 'Integrity of an opaque response never matches.', {
    steps: [
      fetchStep({
        url: sameSite,
        mode: 'no-cors',
        integrity: 'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=',
      }),
    ],
    server: [any(sameSite, answer(200, [], 'x'))],
  }),
])
