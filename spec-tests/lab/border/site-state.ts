import type { Scenario } from '../scenario'
import {
  actual,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  any,
  api,
  cookieGet,
  document,
  fetchStep,
  grant,
  inFamily,
  navigate,
  other,
  preflight,
  scenario,
  setCookie,
} from './builders'

const page = 'https://example.com/'

export const clearing: readonly Scenario[] = inFamily('clear-site-data', [
  ...(['"cookies"', '"*"', 'cookies', '"cookies", "cache"', '"storage"'] as const).map((value, i) =>
    scenario(
      `clear-site-data-${['cookies', 'star', 'unquoted', 'list', 'storage'][i]}`,
      `Clear-Site-Data: ${value} on a fetch of the own origin.`,
      {
        cookies: [
          [page, 'd=1; Domain=example.com', 'p=1'],
          ['https://api.example.com/', 'h=1; HttpOnly', 's=1; Path=/dir; Secure'],
          ['https://www.example.com/', 'w=1'],
        ],
        page: 'https://api.example.com/',
        steps: [fetchStep({ url: '/clear' }), cookieGet()],
        server: [any('https://api.example.com/clear', answer(200, [['Clear-Site-Data', value]], 'x'))],
        closing: ['https://api.example.com/dir', page, 'https://www.example.com/'],
      },
    ),
  ),
  scenario(
    'clear-site-data-cross-site',
    'Clear-Site-Data on a cross-site fetch, with credentials and without.',
    {
      cookies: [
        ['https://other.org/', 'n=1; SameSite=None; Secure', 'l=1'],
        ['https://third.net/', 'n=1; SameSite=None; Secure', 'l=1'],
      ],
      steps: [
        fetchStep({ url: other, credentials: 'omit' }),
        fetchStep({ url: 'https://third.net/end', credentials: 'include' }),
      ],
      server: [
        any(other, answer(200, [allowOrigin(), ['Clear-Site-Data', '"cookies"']], 'x')),
        any('https://third.net/end', answer(200, [...grant(), ['Clear-Site-Data', '"cookies"']], 'x')),
      ],
      closing: ['https://other.org/', 'https://third.net/'],
    },
  ),
  scenario('clear-site-data-http', 'Clear-Site-Data by plain http.', {
    cookies: [['http://example.com/', 'a=1']],
    page: 'http://example.com/',
    steps: [fetchStep({ url: '/clear' })],
    server: [any('http://example.com/clear', answer(200, [['Clear-Site-Data', '"cookies"']], 'x'))],
    closing: ['http://example.com/'],
  }),
  scenario('clear-site-data-and-set', 'Clear-Site-Data and Set-Cookie on one answer.', {
    cookies: [[page, 'a=1']],
    page,
    steps: [fetchStep({ url: '/clear' })],
    server: [
      any(
        'https://example.com/clear',
        answer(200, [setCookie('b=1'), ['Clear-Site-Data', '"cookies"']], 'x'),
      ),
    ],
    closing: [page],
  }),
])

const sts = (value: string): readonly [string, string] => ['Strict-Transport-Security', value]
const hstsURL = 'https://api.example.com/hsts'
const plain = 'http://api.example.com/data'

/** A fetch that has these lines, and then one of plain http to the same host. */
function strict(
  id: string,
  about: string,
  lines: readonly (readonly [string, string])[],
  second: Parameters<typeof fetchStep>[0] = {},
): Scenario {
  const url = second.url ?? plain
  return scenario(id, about, {
    page: 'http://app.example.com/',
    steps: [fetchStep({ url: hstsURL }), fetchStep({ url, ...second })],
    server: [
      any(hstsURL, answer(200, [allowOrigin(), ...lines])),
      ...[url.replace('http:', 'https:'), url].flatMap((one) => [
        preflight(one, answer(204, [allowOrigin(), allowMethods('*'), allowHeaders('*')])),
        actual(one, answer(200, [allowOrigin()], 'x')),
      ]),
    ],
  })
}

export const transport: readonly Scenario[] = inFamily('hsts', [
  scenario('hsts', 'Strict-Transport-Security turns a cross-origin http fetch into https.', {
    page: 'http://app.example.com/',
    steps: [fetchStep({ url: hstsURL }), fetchStep({ url: plain })],
    server: [
      any(hstsURL, answer(200, [allowOrigin(), sts('max-age=1000')])),
      any(api, answer(200, [allowOrigin()], 'secure')),
      any(plain, answer(200, [allowOrigin()], 'plain')),
    ],
  }),
  strict(
    'hsts-subdomains',
    'With includeSubDomains a name below is turned into https as well.',
    [sts('max-age=1000; includeSubDomains')],
    { url: 'http://deep.api.example.com/x' },
  ),
  strict(
    'hsts-no-subdomains',
    'Without includeSubDomains a name below is left alone.',
    [sts('max-age=1000')],
    { url: 'http://deep.api.example.com/x' },
  ),
  strict('hsts-zero', 'A max-age of zero forgets.', [sts('max-age=0')]),
  strict('hsts-two-lines', 'Of two lines the first counts.', [sts('max-age=0'), sts('max-age=1000')]),
  strict('hsts-no-max-age', 'A line without max-age is none.', [sts('includeSubDomains')]),
  strict('hsts-preflight', 'A PUT to plain http is asked for over https.', [sts('max-age=1000')], {
    method: 'PUT',
  }),
  strict('hsts-other-port', 'Another port keeps its number over https.', [sts('max-age=1000')], {
    url: 'http://api.example.com:8080/x',
  }),
  strict(
    'hsts-redirect-error',
    'Redirect mode error and a request that is turned into https.',
    [sts('max-age=1000')],
    { redirect: 'error' },
  ),
  scenario('hsts-by-http', 'A line that comes by plain http is ignored.', {
    page: 'http://app.example.com/',
    steps: [fetchStep({ url: 'http://api.example.com/hsts' }), fetchStep({ url: plain })],
    server: [
      any('http://api.example.com/hsts', answer(200, [allowOrigin(), sts('max-age=1000')])),
      any(plain, answer(200, [allowOrigin()], 'plain')),
      any(api, answer(200, [allowOrigin()], 'secure')),
    ],
  }),
  scenario('hsts-navigation', 'A link to plain http of a host that wants https.', {
    page: 'http://app.example.com/',
    steps: [fetchStep({ url: hstsURL }), navigate('http://api.example.com/two')],
    server: [
      any(hstsURL, answer(200, [allowOrigin(), sts('max-age=1000')])),
      document('http://api.example.com/two'),
      document('https://api.example.com/two'),
    ],
  }),
])
