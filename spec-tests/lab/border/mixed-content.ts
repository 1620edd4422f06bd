import type { Scenario } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  api,
  beacon,
  document,
  fetchStep,
  form,
  iframe,
  img,
  inFamily,
  link,
  navigate,
  open,
  redirect,
  scenario,
  script,
  text,
  webSocket,
  xhr,
} from './builders'

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
  scenario('mixed-content-elements', 'Scripts, style sheets and beacons over plain http.', {
    steps: [
      script('http://other.org/1.js'),
      link('http://other.org/1.css'),
      beacon('http://other.org/2', text()),
    ],
  }),
  scenario(
    'mixed-content-image',
    'Images over plain http, without and with crossorigin: blocked, or upgraded to https.',
    {
      steps: [img('http://other.org/1.png'), img('http://other.org/2.png', { crossOrigin: 'anonymous' })],
    },
  ),
  scenario('mixed-content-image-loopback', 'An image over plain http from an address and from localhost.', {
    dv: [39],
    steps: [img('http://127.0.0.1/1.png'), img('http://localhost/2.png')],
  }),
  scenario(
    'mixed-content-image-redirect',
    'Images that are redirected to plain http: of localhost, of 127.0.0.1, of another site.',
    {
      dv: [52, 39],
      steps: [img('/1'), img('/2'), img('/3')],
      server: [
        any('https://app.example.com/1', redirect(302, 'http://localhost:3000/1.png')),
        any('https://app.example.com/2', redirect(302, 'http://127.0.0.1:3000/2.png')),
        any('https://app.example.com/3', redirect(302, 'http://other.org/3.png')),
      ],
    },
  ),
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
