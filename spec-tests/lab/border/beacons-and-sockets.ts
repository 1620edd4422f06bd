import type { Scenario } from '../scenario'
import {
  actual,
  allowHeaders,
  allowOrigin,
  answer,
  any,
  api,
  beacon,
  blob,
  contentType,
  eventSource,
  fetchStep,
  grant,
  inFamily,
  open,
  origin,
  other,
  preflight,
  redirect,
  scenario,
  text,
  webSocket,
} from './builders'

const own = `${origin}/own`

export const beacons: readonly Scenario[] = inFamily('beacon', [
  scenario('beacon-kinds', 'Beacons without a body, with a string, parameters and bytes.', {
    dv: [44],
    steps: [
      beacon(other),
      beacon(other, text()),
      beacon(other, { kind: 'search-params', fields: [['a', '1']] }),
      beacon(other, { kind: 'bytes', latin1: 'ab' }),
    ],
    server: open(other),
  }),
  scenario('beacon-json', 'A beacon with a Blob of type application/json needs a preflight.', {
    steps: [beacon(other, blob('application/json'))],
    server: [
      preflight(other, answer(204, [...grant(), allowHeaders('content-type')])),
      actual(other, answer(200, grant())),
    ],
  }),
  scenario(
    'beacon-json-refused',
    'A beacon with a Blob of type application/json whose preflight is refused.',
    {
      steps: [beacon(other, blob('application/json'))],
      server: [preflight(other, answer(403)), actual(other, answer(200))],
    },
  ),
  scenario('beacon-blob-text', 'A beacon with a Blob of type text/plain needs none.', {
    steps: [beacon(other, blob('text/plain'))],
    server: open(other),
  }),
  scenario('beacon-cookies', 'Cookies of beacons, same-site and cross-site.', {
    cookies: [
      ['https://api.example.com/', 'a=1; SameSite=Strict; Secure'],
      ['https://other.org/', 'n=1; SameSite=None; Secure', 'l=1; SameSite=Lax'],
    ],
    steps: [beacon(api, text()), beacon(other, text())],
    server: [open(api), open(other)],
  }),
  scenario('beacon-own', 'A beacon to the own origin.', {
    dv: [44],
    steps: [beacon('/own', text())],
    server: [any(own, answer(204))],
  }),
  scenario('beacon-redirect', 'A beacon that is redirected by 307 to another site.', {
    steps: [beacon(api, text())],
    server: [any(api, redirect(307, other)), open(other)],
  }),
  scenario('beacon-invalid', 'Beacons to a URL that is none, and to another scheme.', {
    steps: [beacon('https://['), beacon('data:,x')],
  }),
  scenario('beacon-no-referrer', 'Origin and Referer of a beacon under Referrer-Policy no-referrer.', {
    dv: [31],
    pageHeaders: [['Referrer-Policy', 'no-referrer']],
    steps: [beacon(other, text())],
    server: open(other),
  }),
  scenario('keepalive-limit', 'A keepalive body of 64 KiB, and one byte more.', {
    steps: [
      fetchStep({ url: '/own', method: 'POST', keepalive: true, body: text('a'.repeat(65536)) }),
      fetchStep({ url: '/own', method: 'POST', keepalive: true, body: text('a'.repeat(65537)) }),
    ],
    server: [any(own, answer(200, [], 'x'))],
  }),
])

const events = 'https://api.example.com/events'
const stream = 'data: one\n\ndata: two\n\n'
const streamType = contentType('text/event-stream')

export const sockets: readonly Scenario[] = inFamily('sockets', [
  scenario('events-and-sockets', 'EventSource and WebSocket to another origin.', {
    families: ['eventsource', 'websocket'],
    dv: [37],
    steps: [eventSource(events, true), webSocket('wss://api.example.com/socket')],
    server: [
      any(events, answer(200, [...grant(), streamType], stream)),
      any('https://api.example.com/socket', answer(101)),
    ],
  }),
  scenario('eventsource-anonymous', 'An EventSource without credentials, to the same site and another.', {
    cookies: [['https://api.example.com/', 'a=1; Secure']],
    steps: [eventSource(events), eventSource('https://other.org/events')],
    server: [
      any(events, answer(200, [allowOrigin(), streamType], stream)),
      any('https://other.org/events', answer(200, [allowOrigin(), streamType], stream)),
    ],
  }),
  scenario('eventsource-denied', 'An EventSource without permission.', {
    steps: [eventSource(events)],
    server: [any(events, answer(200, [streamType], stream))],
  }),
  scenario('eventsource-type', 'An EventSource of another type ends for good.', {
    steps: [eventSource(events)],
    server: [any(events, answer(200, [allowOrigin(), contentType('text/plain')], stream))],
  }),
  scenario('eventsource-type-parameters', 'An EventSource whose type has a charset.', {
    steps: [eventSource(events)],
    server: [
      any(events, answer(200, [allowOrigin(), contentType('text/event-stream; charset=latin1')], stream)),
    ],
  }),
  scenario('eventsource-status', 'An EventSource that is answered by 204 and by 500.', {
    steps: [eventSource(events), eventSource('https://api.example.com/broken')],
    server: [
      any(events, answer(204, [allowOrigin()])),
      any('https://api.example.com/broken', answer(500, [allowOrigin(), streamType], stream)),
    ],
  }),
  scenario('eventsource-redirect', 'An EventSource from the own origin to another.', {
    steps: [eventSource('/own')],
    server: [any(own, redirect(307, events)), any(events, answer(200, [allowOrigin(), streamType], stream))],
  }),
  scenario('eventsource-credentials-star', 'An EventSource with credentials and the wildcard.', {
    steps: [eventSource(events, true)],
    server: [any(events, answer(200, [allowOrigin(), streamType], stream))],
  }),
  scenario('websocket-cookies', 'Cookies of a handshake, same-site and cross-site.', {
    cookies: [
      ['https://api.example.com/', 'a=1; SameSite=Strict; Secure'],
      ['https://other.org/', 'n=1; SameSite=None; Secure', 'l=1; SameSite=Lax'],
    ],
    steps: [webSocket('wss://api.example.com/s'), webSocket('wss://other.org/s')],
    server: ['https://api.example.com/s', 'https://other.org/s'].map((url) => any(url, answer(101))),
  }),
  scenario('websocket-sets-cookie', 'A handshake may set a cookie.', {
    steps: [webSocket('wss://api.example.com/s')],
    server: [any('https://api.example.com/s', answer(101, [['Set-Cookie', 's=1; Secure']]))],
    closing: ['https://api.example.com/'],
  }),
  scenario('websocket-protocols', 'A protocol that is chosen, none that is, and one that was not offered.', {
    steps: [
      webSocket('wss://api.example.com/1', 'a', 'b'),
      webSocket('wss://api.example.com/2', 'a'),
      webSocket('wss://api.example.com/3', 'a'),
    ],
    server: [
      any('https://api.example.com/1', answer(101, [['Sec-WebSocket-Protocol', 'b']])),
      any('https://api.example.com/2', answer(101)),
      any('https://api.example.com/3', answer(101, [['Sec-WebSocket-Protocol', 'c']])),
    ],
  }),
  scenario('websocket-protocols-invalid', 'Protocols that are the same twice, or no token.', {
    steps: [webSocket('wss://api.example.com/1', 'a', 'a'), webSocket('wss://api.example.com/1', 'a b')],
  }),
  scenario('websocket-redirect', 'A handshake is not redirected.', {
    steps: [webSocket('wss://api.example.com/s')],
    server: [any('https://api.example.com/s', redirect(302, 'https://api.example.com/t'))],
  }),
  scenario('websocket-accept', 'A handshake with the wrong Sec-WebSocket-Accept.', {
    steps: [webSocket('wss://api.example.com/s')],
    server: [any('https://api.example.com/s', answer(101, [['Sec-WebSocket-Accept', 'x']]))],
  }),
  scenario(
    'websocket-https-scheme',
    'A WebSocket may have an https URL, and a fragment that goes away or throws.',
    {
      steps: [webSocket('wss://api.example.com/s#f')],
      server: [any('https://api.example.com/s', answer(101))],
    },
  ),
])
