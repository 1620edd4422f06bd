import type { Scenario, XHRStep } from '../scenario'
import {
  actual,
  allowOrigin,
  answer,
  any,
  api,
  blob,
  closed,
  contentType,
  exposeHeaders,
  grant,
  inFamily,
  open,
  origin,
  preflight,
  redirect,
  scenario,
  text,
  xhr,
} from './builders'

const own = `${origin}/own`

/** One XMLHttpRequest to a URL that allows everyone everything. */
function sends(id: string, about: string, step: Partial<Omit<XHRStep, 'kind'>>, ...dv: number[]): Scenario {
  return scenario(id, about, { dv, steps: [xhr(step)], server: open(step.url ?? api) })
}

export const xmlHttpRequests: readonly Scenario[] = inFamily('xhr', [
  scenario('xhr-upload-listener', 'A listener on the upload makes a simple POST ask first.', {
    families: ['preflight'],
    dv: [8],
    steps: [xhr({ method: 'POST', body: text('a'), uploadListener: true })],
    server: [
      preflight(api, answer(204, [allowOrigin(origin)])),
      actual(api, answer(200, [allowOrigin(origin), contentType('text/plain')], 'done')),
    ],
  }),
  sends(
    'xhr-upload-listener-get',
    'A listener on the upload of a GET, which has no body.',
    { uploadListener: true },
    8,
  ),
  sends(
    'xhr-upload-listener-post-empty',
    'A listener on the upload of a POST without a body.',
    { method: 'POST', uploadListener: true },
    8,
  ),
  sends(
    'xhr-upload-listener-post-empty-string',
    'A listener on the upload of a POST with an empty string as body.',
    { method: 'POST', body: text(''), uploadListener: true },
    8,
  ),
  sends(
    'xhr-upload-listener-get-body',
    'A listener on the upload of a GET with a body, which is dropped.',
    { body: text(), uploadListener: true },
    8,
  ),
  scenario('xhr-upload-listener-own', 'A listener on the upload within one origin.', {
    steps: [xhr({ url: '/own', method: 'POST', body: text(), uploadListener: true })],
    server: [any(own, answer(200, [], 'x'))],
  }),
  scenario(
    'xhr-upload-listener-redirect',
    'An upload listener, and a redirect from the own origin to another.',
    {
      dv: [8],
      steps: [xhr({ url: '/own', method: 'POST', body: text(), uploadListener: true })],
      server: [any(own, redirect(307, api)), open(api)],
    },
  ),
  sends('xhr-charset-lower-case', 'A string body and a Content-Type with charset=utf-8.', {
    method: 'POST',
    headers: [['Content-Type', 'text/plain;charset=utf-8']],
    body: text('\u00e9'),
  }),
  sends('xhr-charset-other', 'A string body and a Content-Type with another charset.', {
    method: 'POST',
    headers: [['Content-Type', 'text/plain; charset=iso-8859-1; a=b']],
    body: text('\u00e9'),
  }),
  sends('xhr-charset-none', 'A string body and a Content-Type without a charset.', {
    method: 'POST',
    headers: [['Content-Type', 'text/plain']],
    body: text('\u00e9'),
  }),
  sends('xhr-charset-json', 'A string body and application/json with a charset in quotes.', {
    method: 'POST',
    headers: [['Content-Type', 'application/json; charset="utf-8"']],
    body: text('{}'),
  }),
  sends('xhr-charset-form-data', 'FormData, and a Content-Type of the page.', {
    method: 'POST',
    headers: [['Content-Type', 'text/plain;charset=ascii']],
    body: { kind: 'search-params', fields: [['a', '1']] },
  }),
  sends('xhr-header-combined', 'setRequestHeader twice joins the values.', {
    headers: [
      ['X-A', '1'],
      ['x-a', '2'],
      ['Accept', 'a'],
      ['Accept', 'b'],
    ],
  }),
  sends('xhr-forbidden-headers', 'Forbidden names are ignored.', {
    headers: [
      ['Cookie', 'a=1'],
      ['Sec-X', '1'],
      ['Origin', 'x'],
      ['X-A', '1'],
    ],
  }),
  sends('xhr-header-invalid', 'A header name that is no token.', { headers: [['X A', '1']] }),
  sends('xhr-accept-joined-long', 'Accept set twice to 100 bytes is joined to more than 128.', {
    headers: [
      ['Accept', 'a'.repeat(100)],
      ['Accept', 'a'.repeat(100)],
    ],
  }),
  scenario('xhr-response-headers', 'getAllResponseHeaders() of repeated, empty and odd headers.', {
    steps: [xhr({ url: '/own' })],
    server: [
      any(
        own,
        answer(
          200,
          [
            ['X-Zed', '1'],
            ['A', '2'],
            ['x-zed', '3'],
            ['X_U', '4'],
            ['X-Empty', ''],
            ['X-1', ' 5 '],
            ['Set-Cookie', 'a=1'],
          ],
          'x',
        ),
      ),
    ],
  }),
  scenario('xhr-response-headers-cross', 'getAllResponseHeaders() of another origin.', {
    steps: [xhr()],
    server: [
      any(
        api,
        answer(
          200,
          [
            allowOrigin(),
            exposeHeaders('x-a, x-b'),
            ['X-B', '1'],
            ['X-A', '2'],
            ['X-C', '3'],
            contentType('text/plain'),
          ],
          'x',
        ),
      ),
    ],
  }),
  scenario(
    'xhr-with-credentials',
    'withCredentials and cookies, with the right answer and with a wildcard.',
    {
      cookies: [['https://api.example.com/', 'a=1; SameSite=Strict; Secure']],
      steps: [
        xhr({ withCredentials: true }),
        xhr({ url: 'https://api.example.com/star', withCredentials: true }),
      ],
      server: [
        any(api, answer(200, grant(), 'x')),
        any('https://api.example.com/star', answer(200, [allowOrigin()], 'x')),
      ],
    },
  ),
  scenario(
    'xhr-without-credentials',
    'Without withCredentials another origin gets no cookie and sets none.',
    {
      cookies: [['https://api.example.com/', 'a=1; Secure']],
      steps: [xhr()],
      server: [any(api, answer(200, [allowOrigin(), ['Set-Cookie', 'b=1']], 'x'))],
      closing: ['https://api.example.com/'],
    },
  ),
  scenario('xhr-network-error', 'A closed connection, and an answer without permission: the same events.', {
    steps: [xhr(), xhr({ url: 'https://api.example.com/denied' })],
    server: [any(api, closed), any('https://api.example.com/denied', answer(200, [], 'x'))],
  }),
  scenario('xhr-preflight-failed', 'An upload whose preflight is refused.', {
    dv: [8],
    steps: [xhr({ method: 'POST', body: text(), uploadListener: true })],
    server: [preflight(api, answer(403, [allowOrigin()])), actual(api, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('xhr-timeout', 'A timeout before the answer comes.', {
    steps: [xhr({ url: '/own', timeout: 100 })],
    server: [any(own, { ...answer(200, [], 'x'), delay: 400 })],
  }),
  scenario('xhr-redirect-denied', 'A redirect to another origin that does not allow it.', {
    steps: [xhr({ url: '/own' })],
    server: [any(own, redirect(302, api)), any(api, answer(200, [], 'x'))],
  }),
  scenario('xhr-blob-type', 'The type of a Blob becomes the Content-Type.', {
    steps: [xhr({ method: 'POST', body: blob('text/x-corsac') })],
    server: open(api),
  }),
])
