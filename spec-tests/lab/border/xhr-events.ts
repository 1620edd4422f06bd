import type { Scenario, ServerAnswer, Step, WireAnswer } from '../scenario'
import {
  actual,
  allowOrigin,
  answer,
  any,
  api,
  closed,
  fetchStep,
  inFamily,
  open,
  origin,
  preflight,
  redirect,
  scenario,
  text,
  webSocket,
  xhr,
} from './builders'

// Which events an XMLHttpRequest fires, where nothing is sent or comes, or not all of it; and what is left of it.

const own = (path: string): string => `${origin}/${path}`
const fine: ServerAnswer = answer(200, [allowOrigin()], 'x')

/** The answer so late that requests with a timeout, of a fifth of a second at most, have given up. */
function late(wire: WireAnswer): WireAnswer {
  return { ...wire, delay: 400 }
}

/** A POST whose upload object has listeners; of `hi`, unless it says what. */
function upload(url: string, given: Parameters<typeof xhr>[0] = {}): Step {
  return xhr({ url, method: 'POST', body: text(), uploadListener: true, ...given })
}

export const xhrEvents: readonly Scenario[] = inFamily('xhr', [
  scenario('xhr-events-no-bytes', 'Answers without a single byte: by length, by status and by method.', {
    dv: [167],
    steps: [
      xhr({ url: '/length' }),
      xhr({ url: '/status' }),
      xhr({ url: '/own', method: 'HEAD' }),
      upload('/length'),
    ],
    server: [
      any(own('length'), answer(200)),
      any(own('status'), answer(204)),
      any(own('own'), answer(200, [], 'x')),
    ],
  }),
  scenario(
    'xhr-events-upload-of-nothing',
    'Uploads of an empty string: answered, closed, refused, too late.',
    {
      dv: [168],
      steps: [
        upload('/own', { body: text('') }),
        upload('/closed', { body: text('') }),
        upload(api, { body: text('') }),
        upload('/late', { body: text(''), timeout: 150 }),
      ],
      server: [
        any(own('own'), fine),
        any(own('closed'), closed),
        preflight(api, answer(403, [allowOrigin()])),
        any(own('late'), late(answer(200, [], 'x'))),
      ],
    },
  ),
  scenario('xhr-events-no-upload', 'Listeners on uploads that there are none of, where the request fails.', {
    dv: [169],
    steps: [
      upload('/closed', { body: null }),
      upload('/late', { body: null, timeout: 150 }),
      xhr({ url: '/closed', uploadListener: true }),
      upload(api, { body: null }),
      upload(api, { body: null, method: 'PUT' }),
      upload(api, { body: null, headers: [['X-A', '1']] }),
    ],
    server: [
      any(own('closed'), closed),
      any(own('late'), late(answer(200, [], 'x'))),
      preflight(api, answer(403, [allowOrigin()])),
      actual(api, answer(200, [], 'x')),
    ],
  }),
  scenario('xhr-events-upload-refused', 'What was sent is answered without permission, or not at all.', {
    dv: [170],
    steps: [upload(api), upload('/closed'), upload('https://api.example.com/closed')],
    server: [
      preflight(api, answer(204, [allowOrigin()])),
      actual(api, answer(200, [], 'x')),
      any(own('closed'), closed),
      preflight('https://api.example.com/closed', answer(204, [allowOrigin()])),
      actual('https://api.example.com/closed', closed),
    ],
  }),
  scenario('xhr-events-upload-late', 'What was sent is answered too late, at once or after a redirect.', {
    dv: [170],
    steps: [upload('/late', { timeout: 200 }), upload('/to-late', { timeout: 200 })],
    server: [any(own('late'), late(answer(200, [], 'x'))), any(own('to-late'), redirect(307, own('late')))],
  }),
  scenario(
    'xhr-events-upload-late-refused',
    'An answer that comes late, and without permission; a late redirect.',
    {
      dv: [170],
      steps: [upload(api), upload('/to-refused')],
      server: [
        preflight(api, answer(204, [allowOrigin()])),
        actual(api, late(answer(200, [], 'x'))),
        any(own('to-refused'), late(redirect(307, 'https://other.org/refused'))),
        preflight('https://other.org/refused', answer(403)),
      ],
    },
  ),
  scenario(
    'xhr-events-upload-redirected',
    'Uploads that are sent twice and three times, or whose body is dropped.',
    {
      dv: [171],
      steps: [
        upload('/once'),
        upload('/twice'),
        upload('/dropped'),
        upload('/to-other'),
        upload('/to-refused'),
      ],
      server: [
        any(own('once'), redirect(307, own('own'))),
        any(own('twice'), redirect(307, own('once'))),
        any(own('dropped'), redirect(303, own('own'))),
        any(own('to-other'), redirect(308, api)),
        any(own('to-refused'), redirect(302, 'https://other.org/refused')),
        any('https://other.org/refused', answer(200, [], 'x')),
        any(own('own'), fine),
        open(api),
      ],
    },
  ),
  scenario('xhr-events-schemes', 'Schemes that cannot be fetched.', {
    dv: [172],
    steps: [
      'foo:bar',
      'mailto:a@other.org',
      'javascript:1',
      'ftp://other.org/x',
      'file:///etc/x',
      'about:blank',
      'about:srcdoc',
      'about:config',
      'chrome://version/',
      'resource://gre/x',
      'view-source:https://app.example.com/own',
      'ws://app.example.com/own',
      'wss://app.example.com/own',
      'blob:https://app.example.com/0',
      'data:;base64,@',
    ].map((url) => xhr({ url })),
    server: [any(own('own'), answer(200, [], 'x'))],
  }),
  scenario(
    'xhr-events-timeout-url',
    'The address of a request whose time is over: here, redirected, and of another origin.',
    {
      dv: [173],
      steps: [
        xhr({ url: '/late', timeout: 150 }),
        xhr({ url: '/to-late', timeout: 150 }),
        xhr({ url: 'https://api.example.com/late', timeout: 150 }),
        xhr({ url: '/to-other', timeout: 150 }),
        xhr({ url: '/closed' }),
      ],
      server: [
        any(own('late'), late(answer(200, [], 'x'))),
        any(own('to-late'), redirect(302, own('late'))),
        any('https://api.example.com/late', late(answer(200, [allowOrigin()], 'x'))),
        any(own('to-other'), redirect(302, 'https://api.example.com/late')),
        any(own('closed'), closed),
      ],
    },
  ),
  scenario(
    'body-shorter-than-said',
    'Bodies that are shorter than their Content-Length, to fetch and XMLHttpRequest.',
    {
      families: ['filtering'],
      dv: [174],
      steps: [
        fetchStep({ url: '/own' }),
        fetchStep({ url: '/none' }),
        fetchStep({ method: 'POST', body: text() }),
        xhr({ url: '/own' }),
        xhr({ url: '/none' }),
        upload('/own'),
      ],
      server: [
        any(own('own'), answer(200, [['Content-Length', '10']], 'x')),
        any(own('none'), answer(200, [['Content-Length', '10']], '')),
        any(api, answer(200, [allowOrigin(), ['Content-Length', '10']], 'x')),
      ],
    },
  ),
])

export const exceptions: readonly Scenario[] = inFamily('sockets', [
  scenario('websocket-exceptions', 'Addresses and subprotocols that a WebSocket does not take.', {
    steps: [
      webSocket('https://['),
      webSocket('ftp://api.example.com/'),
      webSocket('wss://api.example.com/#'),
      webSocket('wss://api.example.com/s', ''),
      webSocket('wss://api.example.com/s', 'a', 'A', 'a'),
    ],
  }),
  scenario('websocket-protocol-choices', 'One of two subprotocols, both, none, and one in another case.', {
    dv: [175],
    steps: [
      webSocket('wss://api.example.com/none', 'a', 'b'),
      webSocket('wss://api.example.com/both', 'a', 'b'),
      webSocket('wss://api.example.com/case', 'a'),
      webSocket('wss://api.example.com/unasked'),
      webSocket('wss://api.example.com/empty', 'a'),
    ],
    server: [
      any('https://api.example.com/none', answer(101)),
      any('https://api.example.com/both', answer(101, [['Sec-WebSocket-Protocol', 'a, b']])),
      any('https://api.example.com/case', answer(101, [['Sec-WebSocket-Protocol', 'A']])),
      any('https://api.example.com/unasked', answer(101, [['Sec-WebSocket-Protocol', 'a']])),
      any('https://api.example.com/empty', answer(101, [['Sec-WebSocket-Protocol', '']])),
    ],
  }),
  scenario(
    'websocket-mixed',
    'Sockets without TLS from a page with it, to other hosts and the machine itself.',
    {
      families: ['mixed-content'],
      dv: [176],
      steps: [
        webSocket('ws://other.org/s'),
        webSocket('ws://localhost/s'),
        webSocket('ws://127.0.0.1/s'),
        webSocket('http://other.org/s', 'a'),
      ],
      server: ['http://localhost/s', 'http://127.0.0.1/s', 'http://other.org/s'].map((url) =>
        any(url, answer(101)),
      ),
    },
  ),
  scenario('xhr-exceptions', 'What open() and setRequestHeader() do not take.', {
    families: ['xhr'],
    steps: [
      xhr({ url: 'https://[' }),
      xhr({ url: '/own', headers: [['', '1']] }),
      xhr({ url: '/own', headers: [['X-A', 'a\nb']] }),
      xhr({ url: '/own', headers: [['X-A', '€']] }),
      xhr({ url: '/own', headers: [['X-€', '1']] }),
      xhr({ url: '/own', method: '' }),
      xhr({ url: '/own', method: 'Ü' }),
      xhr({ url: '/own', method: '€' }),
      xhr({ url: '/own', method: 'track' }),
    ],
  }),
])
