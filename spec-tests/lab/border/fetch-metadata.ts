import type { Scenario } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  api,
  beacon,
  document,
  eventSource,
  fetchStep,
  form,
  iframe,
  img,
  inFamily,
  link,
  navigate,
  open,
  origin,
  other,
  put,
  redirect,
  reload,
  scenario,
  script,
  text,
  third,
  webSocket,
  xhr,
} from './builders'

const own = `${origin}/own`

const everything = (base: string, secure: boolean): Scenario['steps'] => [
  fetchStep({ url: `${base}/fetch`, mode: 'no-cors' }),
  xhr({ url: `${base}/xhr` }),
  img(`${base}/img`),
  script(`${base}/script`),
  script(`${base}/module`, { module: true }),
  link(`${base}/style`),
  link(`${base}/preload`, { rel: 'preload', as: 'font', crossOrigin: 'anonymous' }),
  iframe(`${base}/iframe`),
  beacon(`${base}/beacon`, text()),
  eventSource(`${base}/events`),
  webSocket(`${secure ? 'wss' : 'ws'}:${base.slice(base.indexOf('/'))}/socket`),
]

/** A fetch of this page's to this URL: what says Sec-Fetch-Site? */
function site(id: string, about: string, page: string, urls: readonly string[], ...dv: number[]): Scenario {
  const server = urls.slice(0, -1).map((url, i) => any(url, redirect(302, urls[i + 1] ?? '')))
  const last = urls.slice(-1).map((url) => any(url, answer(200, [allowOrigin()], 'x')))
  return scenario(id, about, {
    dv,
    page,
    steps: [fetchStep({ url: urls[0] ?? '' })],
    server: [...server, ...last],
  })
}

export const fetchMetadata: readonly Scenario[] = inFamily('fetch-metadata', [
  scenario(
    'metadata-own-origin',
    'Sec-Fetch-Dest and -Mode of everything a page can ask of its own origin.',
    { steps: everything(origin, true) },
  ),
  scenario('metadata-cross-site', 'Sec-Fetch-Dest and -Mode of everything a page can ask of another site.', {
    steps: everything('https://other.org', true),
  }),
  scenario('metadata-plain-http', 'A plain http URL gets no fetch metadata.', {
    page: 'http://app.example.com/',
    steps: everything('http://other.org', false),
  }),
  scenario('metadata-http-localhost', 'Plain http to localhost, 127.0.0.1 and [::1] does.', {
    page: 'http://localhost/',
    steps: [
      'http://localhost:3000/a',
      'http://127.0.0.1:3000/a',
      'http://[::1]:3000/a',
      'http://foo.localhost:3000/a',
      'http://127.0.0.2/a',
    ].map((url) => fetchStep({ url, mode: 'no-cors' })),
  }),
  scenario('metadata-websocket', 'The handshakes of a wss WebSocket: own origin, own site, another site.', {
    dv: [37],
    steps: [
      webSocket('wss://app.example.com/s'),
      webSocket('wss://api.example.com/s'),
      webSocket('wss://other.org/s'),
    ],
    server: ['https://app.example.com/s', 'https://api.example.com/s', 'https://other.org/s'].map((url) =>
      any(url, answer(101)),
    ),
  }),
  scenario(
    'metadata-websocket-http',
    'The handshake of a ws WebSocket from a plain http page, and to localhost.',
    {
      dv: [37],
      page: 'http://app.example.com/',
      steps: [webSocket('ws://app.example.com/s'), webSocket('ws://localhost/s')],
      server: [any('http://app.example.com/s', answer(101)), any('http://localhost/s', answer(101))],
    },
  ),
  scenario('metadata-websocket-refused', 'A handshake that is answered by 404.', {
    dv: [37],
    steps: [webSocket('wss://other.org/none')],
  }),
  site('metadata-same-site', 'Another host of the same site.', 'https://app.example.com/', [
    'https://api.example.com/a',
  ]),
  site('metadata-scheme', 'From http to https of the same host is cross-site.', 'http://app.example.com/', [
    'https://app.example.com/a',
  ]),
  site('metadata-port', 'Another port of the same host is same-site.', 'https://app.example.com/', [
    'https://app.example.com:8443/a',
  ]),
  site(
    'metadata-redirect-same-site',
    'From the own origin to the own site.',
    'https://app.example.com/',
    [own, api],
    35,
  ),
  site(
    'metadata-redirect-cross-and-back',
    'From the own site to another and back.',
    'https://app.example.com/',
    [api, other, 'https://api.example.com/end'],
    35,
  ),
  site(
    'metadata-redirect-cross',
    'From one foreign site to another.',
    'https://app.example.com/',
    [other, third],
    35,
  ),
  site('metadata-redirect-within', 'A redirect within another origin.', 'https://app.example.com/', [
    other,
    'https://other.org/end',
  ]),
  site(
    'metadata-redirect-to-trustworthy',
    'From a plain http URL to an https one.',
    'http://app.example.com/',
    ['http://api.example.com/a', 'https://api.example.com/b'],
    35,
  ),
  site('metadata-single-label', 'Two ports of a host without a dot.', 'https://intranet/', [
    'https://intranet:8443/a',
  ]),
  site(
    'metadata-ipv6-redirect',
    'Two ports of one IPv6 address over a redirect.',
    'http://[::1]:8080/',
    ['http://[::1]:8080/a', 'http://[::1]:3000/b'],
    36,
    35,
  ),
  scenario('metadata-redirect-image', 'An image over a redirect to another origin.', {
    dv: [35],
    steps: [img(own)],
    server: [any(own, redirect(302, other)), any(other, answer(200, [], 'x'))],
  }),
  scenario('metadata-preflight', 'The fetch metadata of a preflight over https.', {
    dv: [34],
    steps: [put(), put({ url: other })],
    server: [open(api), open(other)],
  }),
  scenario('metadata-preflight-localhost', 'The fetch metadata of a preflight to http://localhost.', {
    dv: [34],
    page: 'http://app.example.com/',
    steps: [put({ url: 'http://localhost:3000/' })],
    server: open('http://localhost:3000/'),
  }),
  scenario('metadata-preflight-xhr-http', 'The preflight of an XMLHttpRequest over plain http.', {
    dv: [34],
    page: 'http://app.example.com/',
    steps: [xhr({ url: 'http://api.example.com/data', method: 'PUT' })],
    server: open('http://api.example.com/data'),
  }),
  scenario('metadata-address-bar', 'A URL that was typed: site none, and a user.', {
    dv: [42],
    steps: [navigate(other, 'address-bar')],
    server: [document(other)],
  }),
  scenario('metadata-navigations', 'Links, location and forms: site, mode, dest and user.', {
    dv: [42, 44],
    steps: [
      navigate('/1'),
      navigate('https://api.example.com/2', 'location'),
      navigate('https://other.org/3', 'replace'),
      form('https://other.org/4'),
    ],
    server: [
      'https://app.example.com/1',
      'https://api.example.com/2',
      'https://other.org/3',
      'https://other.org/4',
    ].map((url) => document(url)),
  }),
  scenario('metadata-reload', 'A reload of a page reached from another site.', {
    dv: [44, 45],
    steps: [navigate(other), reload()],
    server: [document(other)],
  }),
  scenario('metadata-in-frame', 'A cross-site frame asks its own origin and that of the page.', {
    frame: { url: 'https://widget.other.org/frame' },
    steps: [
      fetchStep({ in: 'frame', url: '/own' }),
      fetchStep({ in: 'frame', url: own }),
      navigate('/next', 'location', { in: 'frame' }),
    ],
    server: [
      any('https://widget.other.org/own', answer(200, [], 'x')),
      open(own),
      document('https://widget.other.org/next'),
    ],
  }),
  scenario('metadata-sandboxed-frame', 'A sandboxed frame is cross-site to everyone.', {
    frame: { url: 'https://app.example.com/frame', sandbox: 'allow-scripts' },
    steps: [fetchStep({ in: 'frame', url: own })],
    server: open(own),
  }),
  scenario('upgrade-insecure-requests-https', 'Upgrade-Insecure-Requests on a navigation to https.', {
    dv: [38],
    steps: [navigate(other)],
    server: [document(other)],
  }),
  scenario('upgrade-insecure-requests-http', 'Upgrade-Insecure-Requests on a navigation to http.', {
    dv: [38],
    page: 'http://app.example.com/',
    steps: [navigate('http://other.org/next')],
    server: [document('http://other.org/next')],
  }),
  scenario('upgrade-insecure-requests-frame', 'Upgrade-Insecure-Requests on frames, http and https.', {
    dv: [38],
    page: 'http://app.example.com/',
    steps: [iframe('http://other.org/1'), iframe('https://other.org/2')],
    server: [document('http://other.org/1'), document('https://other.org/2')],
  }),
  scenario(
    'upgrade-insecure-requests-post',
    'Upgrade-Insecure-Requests on a form over http and one over https.',
    {
      dv: [38],
      page: 'http://app.example.com/',
      steps: [form('http://other.org/1'), form('https://other.org/2')],
      server: [document('http://other.org/1'), document('https://other.org/2')],
    },
  ),
])
