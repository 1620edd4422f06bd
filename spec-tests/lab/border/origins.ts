import type { FetchStep, Scenario } from '../scenario'
import {
  allowCredentials,
  allowOrigin,
  answer,
  any,
  api,
  beacon,
  contentType,
  cookieGet,
  document,
  exchange,
  fetchStep,
  form,
  grant,
  img,
  inFamily,
  open,
  origin,
  other,
  put,
  scenario,
  text,
  third,
  xhr,
} from './builders'

type Init = Partial<Omit<FetchStep, 'kind'>>

/** One fetch from a page to a URL that allows everyone. */
function between(
  id: string,
  about: string,
  page: string,
  url: string,
  step: Init = {},
  ...dv: number[]
): Scenario {
  return scenario(id, about, {
    dv,
    page,
    steps: [fetchStep({ url, ...step })],
    server: open(new URL(url).href),
  })
}

const frameURL = 'https://widget.other.org/frame'
const sandboxed = { url: frameURL, sandbox: 'allow-scripts' }
const inFrame = (url: string, step: Init = {}): FetchStep => fetchStep({ in: 'frame', url, ...step })
const nullOnly = [allowOrigin('null')]
const names = [
  'http://localhost:3000/',
  'http://foo.localhost:4000/',
  'https://127.0.0.1:8443/',
  'http://[::1]:8000/',
  'http://a.github.io/',
]

export const origins: readonly Scenario[] = inFamily('origin', [
  scenario(
    'loopback-names',
    'From a plain http page on [::1] to localhost, foo.localhost and 127.0.0.1 at other ports.',
    {
      families: ['fetch-metadata'],
      dv: [36],
      page: 'http://[::1]:8080/',
      steps: [...names, 'http://nowhere.example/'].map((url) => fetchStep({ url })),
      server: names.map((url) => any(url, answer(200, [allowOrigin()], 'x'))),
    },
  ),
  scenario('sandboxed-frame', 'A sandboxed frame has an opaque origin: Origin null, no cookies of its own.', {
    families: ['frames'],
    dv: [33],
    frame: sandboxed,
    cookies: [['https://widget.other.org/', 'w=1; SameSite=None; Secure']],
    steps: [
      inFrame(api),
      inFrame('https://widget.other.org/own', { credentials: 'include' }),
      cookieGet('frame'),
      beacon(api, text(), { in: 'frame' }),
    ],
    server: [
      any(api, answer(200, [allowOrigin('null'), contentType('text/plain')], 'x')),
      any('https://widget.other.org/own', answer(200, [allowOrigin('null'), allowCredentials()], 'own')),
    ],
  }),
  scenario('sandboxed-frame-own-server', 'To a sandboxed frame its own server is another origin.', {
    frame: sandboxed,
    steps: [inFrame('/a'), inFrame('/b'), inFrame('/c')],
    server: [
      any('https://widget.other.org/a', answer(200, [], 'x')),
      any('https://widget.other.org/b', answer(200, nullOnly, 'x')),
      any('https://widget.other.org/c', answer(200, [allowOrigin('https://widget.other.org')], 'x')),
    ],
  }),
  scenario('sandboxed-frame-preflight', 'A preflight from an opaque origin.', {
    dv: [33, 48],
    frame: sandboxed,
    steps: [put({ in: 'frame' }), put({ in: 'frame' })],
    server: open(api),
  }),
  scenario('sandboxed-frame-referrer', 'The Referer of a sandboxed frame under two policies.', {
    dv: [33],
    frame: sandboxed,
    steps: [
      inFrame(api),
      inFrame(api, { referrerPolicy: 'unsafe-url' }),
      inFrame(api, { referrerPolicy: 'no-referrer' }),
    ],
    server: open(api),
  }),
  scenario('sandboxed-frame-image', 'An image of a sandboxed frame, with and without crossorigin.', {
    dv: [33],
    frame: sandboxed,
    steps: [
      img('https://api.example.com/1', { in: 'frame' }),
      img('https://api.example.com/2', { in: 'frame', crossOrigin: 'anonymous' }),
    ],
    server: [open('https://api.example.com/1'), open('https://api.example.com/2')],
  }),
  scenario('sandboxed-frame-xhr', 'XMLHttpRequest with credentials in a sandboxed frame.', {
    frame: sandboxed,
    steps: [xhr({ in: 'frame', withCredentials: true })],
    server: [any(api, answer(200, grant('null'), 'x'))],
  }),
  scenario('sandboxed-frame-post', 'A no-cors POST of a sandboxed frame has Origin null.', {
    frame: sandboxed,
    steps: [inFrame(api, { method: 'POST', mode: 'no-cors', body: text() })],
    server: open(api),
  }),
  scenario('sandboxed-allow-same-origin', 'A sandbox with allow-same-origin keeps the origin.', {
    frame: { url: frameURL, sandbox: 'allow-scripts allow-same-origin' },
    steps: [inFrame(api), inFrame('/own')],
    server: [open(api), any('https://widget.other.org/own', answer(200, [], 'x'))],
  }),
  scenario(
    'sandbox-by-csp',
    'A page that is sandboxed by its Content-Security-Policy has an opaque origin.',
    {
      dv: [33],
      pageHeaders: [['Content-Security-Policy', 'sandbox allow-scripts']],
      steps: [fetchStep(), fetchStep({ url: '/own' }), cookieGet()],
      server: [open(api), any(`${origin}/own`, answer(200, [], 'x'))],
    },
  ),
  scenario(
    'sandboxed-frame-of-own-site',
    'A sandboxed frame of the own site: requests are same-site or cross-site.',
    {
      frame: { url: 'https://app.example.com/frame', sandbox: 'allow-scripts' },
      steps: [inFrame(api), inFrame('/own')],
      server: [open(api), open('https://app.example.com/own')],
    },
  ),
  between(
    'origin-http-to-https',
    'From http to https of the same host.',
    'http://example.com/',
    'https://example.com/data',
  ),
  between(
    'origin-other-port',
    'To another port of the same host.',
    'https://example.com/',
    'https://example.com:8443/data',
  ),
  between(
    'origin-port-in-origin',
    'A page on a port of its own sends it in Origin.',
    'https://example.com:8443/',
    api,
  ),
  between(
    'origin-default-port-written',
    'A default port that is written out is the same origin.',
    'https://example.com/',
    'https://example.com:443/data',
  ),
  between(
    'origin-port-443-http',
    'Plain http on port 443.',
    'http://example.com/',
    'http://example.com:443/data',
  ),
  between(
    'origin-host-upper-case',
    'A host in capitals is the same origin.',
    'https://example.com/',
    'https://EXAMPLE.com/data',
  ),
  between('origin-single-label', 'From a host without a dot.', 'http://intranet/', 'http://example.com/data'),
  between(
    'origin-public-suffix',
    'Between two customers of a public suffix.',
    'https://a.github.io/',
    'https://b.github.io/data',
  ),
  between(
    'origin-public-suffix-itself',
    'From a customer to the public suffix itself.',
    'https://a.github.io/',
    'https://github.io/data',
  ),
  between('origin-co-uk', 'Between two sites below co.uk.', 'https://x.co.uk/', 'https://y.co.uk/data'),
  between(
    'origin-sub-co-uk',
    'Between two hosts of one site below co.uk.',
    'https://x.co.uk/',
    'https://sub.x.co.uk/data',
  ),
  between(
    'origin-ipv6-ports',
    'Between two ports of one IPv6 address.',
    'http://[::1]:8080/',
    'http://[::1]:3000/data',
    {},
    36,
  ),
  between(
    'origin-ipv6-ports-https',
    'Between two ports of one IPv6 address, over https.',
    'https://[::1]:8443/',
    'https://[::1]:8080/data',
    {},
    36,
  ),
  between(
    'origin-ipv6-post',
    'A POST between two ports of one IPv6 address.',
    'http://[::1]:8080/',
    'http://[::1]:3000/data',
    { method: 'POST', body: text() },
    36,
  ),
  between(
    'origin-ipv4-ports',
    'Between two ports of one IPv4 address.',
    'http://127.0.0.1:8080/',
    'http://127.0.0.1:3000/data',
  ),
  between(
    'origin-ipv4-addresses',
    'Between two IPv4 addresses.',
    'http://127.0.0.1/',
    'http://127.0.0.2/data',
  ),
  between(
    'origin-ipv4-written-otherwise',
    'An IPv4 address written as one number is the same host.',
    'http://127.0.0.1/',
    'http://2130706433/data',
  ),
  between(
    'origin-localhost-ports',
    'Between two ports of localhost.',
    'http://localhost:8080/',
    'http://localhost:3000/data',
  ),
  between(
    'origin-localhost-to-foo',
    'From localhost to a name below it.',
    'http://localhost/',
    'http://foo.localhost/data',
  ),
  between(
    'origin-localhost-to-address',
    'From localhost to 127.0.0.1.',
    'http://localhost/',
    'http://127.0.0.1/data',
  ),
  between(
    'origin-https-localhost',
    'From https localhost to http localhost at another port.',
    'https://localhost/',
    'http://localhost:3000/data',
    {},
    39,
  ),
  exchange(
    'origin-data-url',
    'A data: URL is fetched as if it were of the own origin.',
    { url: 'data:text/plain;charset=utf-8,h%C3%A9' },
    [],
    { server: [] },
  ),
  exchange(
    'origin-data-url-same-origin',
    'A data: URL in mode same-origin.',
    { url: 'data:,x', mode: 'same-origin' },
    [],
    { server: [] },
  ),
  exchange(
    'origin-data-url-no-cors',
    'A data: URL in mode no-cors.',
    { url: 'data:,x', mode: 'no-cors' },
    [],
    { server: [] },
  ),
  exchange(
    'origin-data-url-post',
    'A data: URL by POST.',
    { url: 'data:,x', method: 'POST', body: text() },
    [],
    { server: [] },
  ),
  exchange('origin-about-blank', 'about:blank cannot be fetched.', { url: 'about:blank' }, [], {
    server: [],
  }),
  exchange('origin-unknown-scheme', 'An unknown scheme cannot be fetched.', { url: 'corsac://x/' }, [], {
    server: [],
  }),
  exchange('origin-file', 'A file cannot be fetched.', { url: 'file:///etc/hostname' }, [], { server: [] }),
  exchange(
    'origin-blob-unknown',
    'A blob: URL that does not exist cannot be fetched.',
    { url: 'blob:https://app.example.com/00000000-0000-0000-0000-000000000000' },
    [],
    { server: [] },
  ),
  exchange(
    'origin-bad-port',
    'A blocked port cannot be fetched.',
    { url: 'https://app.example.com:6667/' },
    [],
    { server: [] },
  ),
  exchange('origin-invalid-url', 'A URL that cannot be parsed is a TypeError.', { url: 'https://[' }, [], {
    server: [],
  }),
  exchange('origin-name-not-found', 'A host that does not exist.', { url: 'https://nowhere.example/' }, [], {
    server: [],
  }),
  scenario('origin-sent-for-methods', 'Which methods send Origin within the origin.', {
    steps: ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'].map((method) => fetchStep({ url: '/own', method })),
    server: [any(`${origin}/own`, answer(200, [], 'x'))],
  }),
  scenario('origin-no-cors-methods', 'Which no-cors methods send Origin to another origin.', {
    steps: ['GET', 'HEAD', 'POST'].map((method) => fetchStep({ mode: 'no-cors', method })),
    server: [any(api, answer(200, [], 'x'))],
  }),
  ...(
    [
      'no-referrer',
      'same-origin',
      'origin',
      'strict-origin',
      'no-referrer-when-downgrade',
      'unsafe-url',
    ] as const
  ).map((referrerPolicy) =>
    scenario(
      `origin-post-${referrerPolicy}`,
      `The Origin of POSTs under referrer policy ${referrerPolicy}: no-cors, cors and same-origin.`,
      {
        dv: ['no-referrer', 'same-origin'].includes(referrerPolicy) ? [31] : [],
        steps: [
          fetchStep({ mode: 'no-cors', method: 'POST', body: text(), referrerPolicy }),
          fetchStep({ method: 'POST', body: text(), referrerPolicy }),
          fetchStep({ url: '/own', method: 'POST', body: text(), referrerPolicy }),
        ],
        server: [open(api), any(`${origin}/own`, answer(200, [], 'x'))],
      },
    ),
  ),
  scenario(
    'origin-post-downgrade',
    'The Origin of a no-cors POST from https to a plain http loopback name.',
    {
      dv: [31, 39],
      steps: [fetchStep({ url: 'http://localhost:3000/', mode: 'no-cors', method: 'POST', body: text() })],
      server: open('http://localhost:3000/'),
    },
  ),
  scenario(
    'origin-form-no-referrer',
    'The Origin of a form to another origin under Referrer-Policy no-referrer.',
    {
      dv: [31],
      pageHeaders: [['Referrer-Policy', 'no-referrer']],
      steps: [form(other)],
      server: [document(other)],
    },
  ),
  scenario('origin-redirected-no-cors-post', 'The Origin of a no-cors POST that is redirected twice.', {
    steps: [fetchStep({ mode: 'no-cors', method: 'POST', body: text() })],
    server: [
      any(api, answer(307, [['Location', other]])),
      any(other, answer(307, [['Location', third]])),
      any(third, answer(200, [], 'x')),
    ],
  }),
])
