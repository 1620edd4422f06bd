import type { FetchStep, HeaderLine, Scenario } from '../scenario'
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

type Init = Partial<Omit<FetchStep, 'kind'>>

const own = `${origin}/own`
const policies = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const

/** Fetches from a page with a path and a query, to its own origin and to another. */
function referrers(id: string, about: string, step: Init, pageHeaders: readonly HeaderLine[] = []): Scenario {
  return scenario(id, about, {
    page: `${origin}/path/page?query`,
    pageHeaders,
    steps: [fetchStep({ url: own, ...step }), fetchStep(step)],
    server: [any(own, answer(200, [], 'x')), open(api)],
  })
}

const policyHeader = (value: string): HeaderLine => ['Referrer-Policy', value]

export const referrer: readonly Scenario[] = inFamily('referrer', [
  ...policies.map((referrerPolicy) =>
    referrers(
      `referrer-${referrerPolicy}`,
      `Referer under policy ${referrerPolicy}, within the origin and to another.`,
      { referrerPolicy },
    ),
  ),
  referrers('referrer-default', 'Referer without any policy.', {}),
  referrers('referrer-page-policy', 'The Referrer-Policy of the page.', {}, [policyHeader('unsafe-url')]),
  referrers('referrer-page-policy-list', 'A list of policies: the last one that is known counts.', {}, [
    policyHeader('no-referrer, unsafe-url, bogus'),
  ]),
  referrers('referrer-page-policy-two-lines', 'Two lines of Referrer-Policy.', {}, [
    policyHeader('unsafe-url'),
    policyHeader('origin'),
  ]),
  referrers('referrer-page-policy-case', 'A policy in capitals.', {}, [policyHeader('UNSAFE-URL')]),
  referrers('referrer-page-policy-unknown', 'An unknown policy is none.', {}, [policyHeader('always')]),
  referrers('referrer-page-policy-legacy', 'The word never, which only the meta element knows.', {}, [
    policyHeader('never'),
  ]),
  referrers(
    'referrer-policy-empty',
    'An empty policy of the request leaves that of the page.',
    { referrerPolicy: '' },
    [policyHeader('no-referrer')],
  ),
  referrers('referrer-policy-invalid', 'A policy that is none is a TypeError.', { referrerPolicy: 'always' }),
  referrers('referrer-empty', 'An empty referrer of the request sends none.', { referrer: '' }),
  referrers('referrer-client', 'The referrer about:client is the page.', { referrer: 'about:client' }),
  referrers('referrer-other-path', 'A referrer of the own origin with another path.', {
    referrer: '/elsewhere?q#f',
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-other-origin', 'A referrer of another origin is replaced by the page.', {
    referrer: 'https://other.org/x',
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-invalid', 'A referrer that is no URL is a TypeError.', { referrer: 'https://[' }),
  referrers('referrer-4096', 'A referrer of 4096 characters is sent whole.', {
    referrer: `/${'a'.repeat(4096 - origin.length - 1)}`,
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-4097', 'A referrer of 4097 characters becomes its origin.', {
    referrer: `/${'a'.repeat(4097 - origin.length - 1)}`,
    referrerPolicy: 'unsafe-url',
  }),
  scenario('referrer-redirect-policy', 'A Referrer-Policy on a redirect counts for what follows.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own })],
    server: [
      any(own, redirect(302, api, policyHeader('unsafe-url'))),
      any(api, redirect(302, other, policyHeader('no-referrer'))),
      any(other, answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario('referrer-redirect-cross', 'Referer is worked out anew for each redirect.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own, referrerPolicy: 'origin-when-cross-origin' })],
    server: [any(own, redirect(302, other)), any(other, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('referrer-redirect-same-origin', 'Policy same-origin over a redirect to another origin.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own, referrerPolicy: 'same-origin' })],
    server: [any(own, redirect(302, other)), any(other, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('referrer-image', 'The referrerpolicy attribute of images.', {
    page: `${origin}/path/page?query`,
    steps: ['unsafe-url', 'no-referrer', 'bogus'].map((referrerPolicy, i) =>
      img(`https://other.org/${i}.png`, { referrerPolicy }),
    ),
  }),
  scenario('referrer-script', 'The referrerpolicy attribute of a script and a style sheet.', {
    page: `${origin}/path/page?query`,
    steps: [
      script('https://other.org/1.js', { referrerPolicy: 'unsafe-url' }),
      link('https://other.org/1.css', { referrerPolicy: 'origin' }),
    ],
  }),
  scenario('referrer-downgrade-navigation', 'A link from https to http under three policies.', {
    page: `${origin}/path/page?query`,
    steps: [navigate('http://other.org/1', 'link', { referrerPolicy: 'no-referrer-when-downgrade' })],
    server: [document('http://other.org/1')],
  }),
  scenario('referrer-downgrade-unsafe', 'A link from https to http under policy unsafe-url.', {
    page: `${origin}/path/page?query`,
    steps: [navigate('http://other.org/1', 'link', { referrerPolicy: 'unsafe-url' })],
    server: [document('http://other.org/1')],
  }),
  scenario('referrer-upgrade', 'From plain http to https under policy strict-origin.', {
    page: 'http://app.example.com/path?query',
    steps: [fetchStep({ referrerPolicy: 'strict-origin' })],
    server: open(api),
  }),
  scenario('referrer-http-to-http', 'From plain http to plain http of another site.', {
    page: 'http://app.example.com/path?query',
    steps: [
      fetchStep({ url: 'http://other.org/x' }),
      fetchStep({ url: 'http://other.org/x', referrerPolicy: 'unsafe-url' }),
    ],
    server: open('http://other.org/x'),
  }),
  scenario('referrer-loopback-downgrade', 'From https localhost to http localhost: is that a downgrade?', {
    dv: [39],
    page: 'https://localhost/path?query',
    steps: [fetchStep({ url: 'http://localhost:3000/' })],
    server: open('http://localhost:3000/'),
  }),
  scenario('referrer-noreferrer-link', 'A link with rel=noreferrer.', {
    steps: [navigate(other, 'link', { rel: 'noreferrer' })],
    server: [document(other)],
  }),
  scenario('referrer-preflight', 'Referer of a preflight and of its request.', {
    page: `${origin}/path/page?query`,
    steps: [put({ referrerPolicy: 'unsafe-url' })],
    server: open(api),
  }),
])

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
    steps: [navigate(other, 'address-bar')],
    server: [document(other)],
  }),
  scenario('metadata-navigations', 'Links, location and forms: site, mode, dest and user.', {
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

const http = 'http://api.example.com/data'
const loopback = [
  'http://localhost:3000/a',
  'http://127.0.0.1:3000/a',
  'http://[::1]:3000/a',
  'http://foo.localhost:3000/a',
]

export const mixedContent: readonly Scenario[] = inFamily('mixed-content', [
  scenario('mixed-content', 'An https page fetches http, from a name and from loopback.', {
    dv: [39],
    steps: [
      fetchStep({ url: http }),
      fetchStep({ url: 'http://localhost:3000/' }),
      img('http://api.example.com/i.png'),
      webSocket('ws://api.example.com/'),
    ],
    server: [
      any(http, answer(200, [allowOrigin()], 'x')),
      any('http://localhost:3000/', answer(200, [allowOrigin()], 'x')),
    ],
  }),
  ...loopback.map((url, i) =>
    scenario(
      `mixed-content-loopback-${['name', 'ipv4', 'ipv6', 'subdomain'][i]}`,
      `An https page fetches ${url}.`,
      { dv: [39], steps: [fetchStep({ url })], server: open(url) },
    ),
  ),
  scenario('mixed-content-localhost-page', 'A page of http://localhost fetches plain http of another site.', {
    dv: [40],
    page: 'http://localhost:3000/',
    steps: [fetchStep({ url: http }), xhr({ url: http }), img('http://other.org/1.png')],
    server: open(http),
  }),
  scenario('mixed-content-127-page', 'A page of http://127.0.0.1 fetches plain http of another site.', {
    dv: [40],
    page: 'http://127.0.0.1:8080/',
    steps: [fetchStep({ url: http, mode: 'no-cors' })],
    server: open(http),
  }),
  scenario('mixed-content-https-localhost-page', 'A page of https://localhost fetches plain http.', {
    dv: [40],
    page: 'https://localhost/',
    steps: [fetchStep({ url: http })],
    server: open(http),
  }),
  scenario('mixed-content-redirect', 'A redirect from https to plain http.', {
    steps: [fetchStep()],
    server: [any(api, redirect(302, http)), open(http)],
  }),
  scenario('mixed-content-redirect-loopback', 'A redirect from https to http://localhost.', {
    dv: [39],
    steps: [fetchStep()],
    server: [any(api, redirect(302, 'http://localhost:3000/a')), open('http://localhost:3000/a')],
  }),
  scenario('mixed-content-no-cors', 'No-cors makes no difference to mixed content.', {
    steps: [fetchStep({ url: http, mode: 'no-cors' })],
    server: open(http),
  }),
  scenario('mixed-content-elements', 'Scripts, style sheets, frames and beacons over plain http.', {
    steps: [
      script('http://other.org/1.js'),
      link('http://other.org/1.css'),
      iframe('http://other.org/1'),
      beacon('http://other.org/2', text()),
    ],
  }),
  scenario(
    'mixed-content-image',
    'An image over plain http is upgraded to https; one with crossorigin as well?',
    {
      steps: [img('http://other.org/1.png'), img('http://other.org/2.png', { crossOrigin: 'anonymous' })],
    },
  ),
  scenario('mixed-content-image-loopback', 'An image over plain http from an address and from localhost.', {
    dv: [39],
    steps: [img('http://127.0.0.1/1.png'), img('http://localhost/2.png')],
  }),
  scenario('mixed-content-websocket', 'A ws WebSocket of an https page, to a name and to localhost.', {
    dv: [39],
    steps: [webSocket('ws://other.org/s'), webSocket('ws://localhost/s')],
    server: [any('http://localhost/s', answer(101))],
  }),
  scenario('mixed-content-in-http-frame', 'A plain http frame of an https page is not loaded.', {
    steps: [iframe('http://widget.other.org/frame')],
    server: [document('http://widget.other.org/frame')],
  }),
  scenario('mixed-content-nested', 'An https frame of a plain http page may not fetch http.', {
    page: 'http://app.example.com/',
    frame: { url: 'https://widget.other.org/frame' },
    steps: [fetchStep({ in: 'frame', url: http })],
    server: open(http),
  }),
  scenario(
    'mixed-content-sandboxed',
    'A sandboxed https frame of a plain http page may not fetch http either.',
    {
      page: 'http://app.example.com/',
      frame: { url: 'https://widget.other.org/frame', sandbox: 'allow-scripts' },
      steps: [fetchStep({ in: 'frame', url: http })],
      server: open(http),
    },
  ),
  scenario('mixed-content-navigation', 'A top-level navigation from https to http is no mixed content.', {
    steps: [navigate('http://other.org/next')],
    server: [document('http://other.org/next')],
  }),
  scenario('mixed-content-form', 'A form of an https page posts to http.', {
    steps: [form('http://other.org/form')],
    server: [document('http://other.org/form')],
  }),
  scenario('upgrade-by-csp', 'Content-Security-Policy upgrade-insecure-requests turns http into https.', {
    pageHeaders: [['Content-Security-Policy', 'upgrade-insecure-requests']],
    steps: [fetchStep({ url: http })],
    server: [open(http), open(api)],
  }),
])
