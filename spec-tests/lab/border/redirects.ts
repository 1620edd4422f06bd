import type { FetchStep, HeaderLine, Scenario, ServerAnswer, ServerRule } from '../scenario'
import {
  actual,
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  any,
  api,
  blob,
  fetchStep,
  grant,
  img,
  inFamily,
  location,
  open,
  origin,
  other,
  preflight,
  put,
  redirect,
  scenario,
  text,
  third,
  xhr,
} from './builders'

const own = `${origin}/go`
const ownNext = `${origin}/next`
const ok: ServerAnswer = answer(200, [allowOrigin()], 'x')
const nullToo: ServerAnswer = answer(200, [allowOrigin('null')], 'x')

/** One fetch through URLs that redirect with `status` from each to the next; the last answers 200. */
function chain(
  id: string,
  about: string,
  status: number,
  urls: readonly string[],
  step: Partial<Omit<FetchStep, 'kind'>> = {},
  dv: readonly number[] = [],
  last: readonly HeaderLine[] = [allowOrigin()],
): Scenario {
  const hops = urls.slice(0, -1).map((url, i) => actual(url, redirect(status, urls[i + 1] ?? '')))
  const ends = urls.slice(-1).map((url) => actual(url, answer(200, last, 'x')))
  const asked: ServerRule[] = urls.map((url) =>
    preflight(url, answer(204, [allowOrigin(), allowMethods('*'), allowHeaders('*, authorization')])),
  )
  return scenario(id, about, {
    dv,
    steps: [fetchStep({ url: urls[0] ?? '', ...step })],
    server: [...hops, ...ends, ...asked],
  })
}

/** One GET to `url`, answered by 302 with these values of Location. */
export function locations(
  id: string,
  about: string,
  url: string,
  values: readonly string[],
  server: readonly (ServerRule | readonly ServerRule[])[],
  ...dv: number[]
): Scenario {
  return scenario(id, about, {
    dv,
    steps: [fetchStep({ url })],
    server: [...server, any(url, answer(302, [allowOrigin(), ...values.map(location)]))],
  })
}

const json: Partial<Omit<FetchStep, 'kind'>> = {
  headers: [
    ['Content-Type', 'application/json'],
    ['X-A', '1'],
  ],
  body: text('{}'),
}
const authorization: HeaderLine = ['Authorization', 'Basic eDp5']

/** Redirects that lead nowhere, where the page wants to see them, or to fail. */
const redirectsToNowhere: readonly Scenario[] = (['error', 'manual'] as const).flatMap((mode) =>
  (
    [
      ['own', own],
      ['cross', api],
    ] as const
  ).flatMap(([place, url]) =>
    (
      [
        ['absent', 'without Location', []],
        ['empty', 'with an empty Location', [location('')]],
        ['invalid', 'with a Location that is no URL', [location('https://[bad')]],
      ] as const
    ).map(([name, about, lines]) =>
      scenario(
        `location-${name}-${mode}-${place}`,
        `Redirect mode ${mode} and a 302 ${about}, ${place === 'own' ? 'within the origin' : 'of another origin'}.`,
        {
          dv: mode === 'error' ? [180] : name === 'invalid' ? [181, 182] : [182],
          steps: [fetchStep({ url, redirect: mode })],
          server: [any(url, answer(302, [allowOrigin(), ...lines], 'x'))],
        },
      ),
    ),
  ),
)

export const redirects: readonly Scenario[] = inFamily('redirect', [
  scenario('redirect-cross-cross', 'A redirect from one foreign origin to another makes the Origin null.', {
    dv: [10],
    steps: [fetchStep({ headers: [['X-A', '1']] })],
    server: [
      preflight(api, answer(204, [allowOrigin(origin), allowHeaders('x-a')])),
      actual(api, answer(302, [allowOrigin(origin), location(other)])),
      preflight(other, answer(204, [allowOrigin('null'), allowHeaders('x-a')])),
      actual(other, answer(200, [allowOrigin('null')], 'y')),
    ],
  }),
  scenario('redirect-empty-location', 'An empty Location: the redirect itself, an error, or a loop.', {
    dv: [26],
    steps: [fetchStep()],
    server: [any(api, answer(302, [allowOrigin(origin), location('')]))],
  }),
  // ── Methods and bodies
  ...[301, 302, 303, 307, 308].flatMap((status) => [
    chain(
      `redirect-post-${status}`,
      `A POST with a body that is redirected by ${status} to another origin.`,
      status,
      [own, api],
      { method: 'POST', body: text() },
    ),
    chain(
      `redirect-put-${status}`,
      `A PUT with JSON that is redirected by ${status} to another origin.`,
      status,
      [own, api],
      { method: 'PUT', ...json },
      status === 303 ? [11] : [],
    ),
  ]),
  chain('redirect-head-303', 'HEAD stays HEAD over 303.', 303, [own, api], { method: 'HEAD' }),
  chain(
    'redirect-post-302-own',
    'A POST that a same-origin redirect turns into GET, and its Origin.',
    302,
    [own, ownNext],
    { method: 'POST', body: text() },
    [30],
  ),
  chain(
    'redirect-post-303-own',
    'A POST with JSON that a same-origin 303 turns into GET.',
    303,
    [own, ownNext],
    { method: 'POST', ...json },
    [30],
  ),
  chain(
    'redirect-post-301-own-then-307',
    'A POST turned into GET within the origin, and then sent on to another origin.',
    301,
    [own, ownNext, api],
    { method: 'POST', body: text() },
    [30],
  ),
  chain(
    'redirect-put-303-cross',
    'A PUT with JSON to another origin that 303 turns into GET within that origin.',
    303,
    [api, 'https://api.example.com/next'],
    { method: 'PUT', ...json },
    [11],
  ),
  chain('redirect-307-form-data', 'A 307 sends the body of a Blob again.', 307, [own, api], {
    method: 'POST',
    body: blob('text/plain'),
  }),
  chain('redirect-307-stream', 'A stream cannot be sent again.', 307, [own, ownNext], {
    method: 'POST',
    body: { kind: 'stream', text: 'hi' },
  }),
  // ── Origins on the way
  chain(
    'redirect-same-cross',
    'From the own origin to another: the Origin is kept.',
    302,
    [own, api],
    {},
    [35],
  ),
  chain(
    'redirect-cross-same',
    'From another origin to the own one: null or an error.',
    302,
    [api, ownNext],
    {},
    [29, 35],
    [allowOrigin('null')],
  ),
  chain(
    'redirect-same-cross-same',
    'From the own origin to another and back, the last answer allows null.',
    302,
    [own, api, ownNext],
    {},
    [29, 35],
    [allowOrigin('null')],
  ),
  chain(
    'redirect-same-cross-same-star',
    'From the own origin to another and back, the last answer allows everyone.',
    302,
    [own, other, ownNext],
    {},
    [29, 35],
  ),
  chain(
    'redirect-same-cross-same-nothing',
    'From the own origin to another and back, the last answer allows no one.',
    302,
    [own, other, ownNext],
    {},
    [29],
    [],
  ),
  chain(
    'redirect-same-cross-same-origin',
    'From the own origin to another and back, the last answer allows the origin by name.',
    302,
    [own, other, ownNext],
    {},
    [29],
    [allowOrigin(origin)],
  ),
  chain(
    'redirect-back-no-cors',
    'No-cors from the own origin to another and back.',
    302,
    [own, other, ownNext],
    { mode: 'no-cors' },
    [35],
  ),
  chain('redirect-cross-within', 'A redirect within the other origin keeps the Origin.', 302, [
    api,
    'https://api.example.com/next',
  ]),
  chain(
    'redirect-cross-other-port',
    'A redirect to another port of the other host makes the Origin null.',
    302,
    [api, 'https://api.example.com:8443/next'],
    {},
    [35],
    [allowOrigin('null')],
  ),
  chain(
    'redirect-cross-cross-get',
    'A GET from one foreign origin to another.',
    302,
    [other, third],
    {},
    [35],
    [allowOrigin('null')],
  ),
  chain(
    'redirect-cross-cross-real-origin',
    'From one foreign origin to another that allows the real origin only.',
    302,
    [other, third],
    {},
    [],
    [allowOrigin(origin)],
  ),
  chain(
    'redirect-preflight-fetch-site',
    'A PUT that goes by another site to an origin of the own site: Sec-Fetch-Site of its last preflight.',
    307,
    [other, api],
    { method: 'PUT' },
    [49],
    [allowOrigin('null')],
  ),
  chain(
    'redirect-preflight-fetch-site-back',
    'A PUT that goes from the own origin by another site to the own site.',
    307,
    [own, other, api],
    { method: 'PUT' },
    [49, 35],
    [allowOrigin('null')],
  ),
  scenario('redirect-preflight-null', 'After two origins, a preflight that allows null only.', {
    dv: [10],
    steps: [put()],
    server: [
      preflight(api, answer(204, [allowOrigin(), allowMethods('PUT')])),
      actual(api, redirect(307, third)),
      preflight(third, answer(204, [allowOrigin('null'), allowMethods('PUT')])),
      actual(third, nullToo),
    ],
  }),
  scenario(
    'redirect-preflight-real-origin',
    'After two origins, a preflight that allows the real origin only.',
    {
      dv: [10],
      steps: [put()],
      server: [
        preflight(api, answer(204, [allowOrigin(), allowMethods('PUT')])),
        actual(api, redirect(307, third)),
        preflight(third, answer(204, [allowOrigin(origin), allowMethods('PUT')])),
        actual(third, ok),
      ],
    },
  ),
  scenario(
    'redirect-preflight-second-only',
    'A same-origin PUT is first preflighted where it is redirected to.',
    {
      steps: [put({ url: own })],
      server: [actual(own, redirect(307, other)), open(other)],
    },
  ),
  scenario('redirect-without-acao', 'A redirect of another origin fails the CORS check by itself.', {
    steps: [fetchStep()],
    server: [any(api, answer(302, [location(other)])), open(other)],
  }),
  scenario(
    'redirect-credentials-null',
    'With credentials from one foreign origin to another, which allows null.',
    {
      cookies: [['https://other.org/', 'a=1; SameSite=None; Secure']],
      steps: [fetchStep({ credentials: 'include' })],
      server: [
        any(api, answer(302, [...grant(), location(other)])),
        any(other, answer(200, grant('null'), 'x')),
      ],
    },
  ),
  scenario('redirect-credentials-star', 'With credentials, and a wildcard on the redirect.', {
    steps: [fetchStep({ credentials: 'include' })],
    server: [
      any(api, answer(302, [allowOrigin(), allowCredentials(), location(other)])),
      any(other, answer(200, grant('null'), 'x')),
    ],
  }),
  chain(
    'redirect-same-origin-mode',
    'Mode same-origin refuses a redirect to another origin.',
    302,
    [own, api],
    { mode: 'same-origin' },
  ),
  // ── Removed headers
  chain(
    'redirect-authorization-same-cross',
    'Authorization of the page, from the own origin to another.',
    302,
    [own, api],
    { headers: [authorization] },
    [11],
  ),
  chain(
    'redirect-authorization-cross-cross',
    'Authorization of the page, from one foreign origin to another.',
    302,
    [api, other],
    { headers: [authorization] },
    [11],
  ),
  chain(
    'redirect-authorization-and-header',
    'Authorization and another header, from the own origin to another.',
    302,
    [own, api],
    { headers: [authorization, ['X-A', '1']] },
    [11],
  ),
  chain(
    'redirect-authorization-within',
    'Authorization stays within one origin.',
    302,
    [api, 'https://api.example.com/next'],
    { headers: [authorization] },
  ),
  scenario(
    'redirect-client-hints',
    'Client hints that the page set, over a redirect within the origin and then to another.',
    {
      dv: [51, 2],
      steps: [
        fetchStep({
          url: own,
          headers: [
            ['DPR', '2'],
            ['Device-Memory', '8'],
            ['Downlink', '1'],
            ['ECT', '4g'],
            ['RTT', '50'],
            ['Viewport-Width', '100'],
            ['Width', '100'],
            ['Save-Data', 'on'],
            ['X-A', '1'],
          ],
        }),
      ],
      server: [any(own, redirect(302, '/next')), any(ownNext, redirect(302, api)), open(api)],
    },
  ),
  chain(
    'redirect-content-type-removed',
    'A JSON POST within the origin becomes GET and goes to another origin, with a preflight or without.',
    302,
    [own, api],
    { method: 'POST', headers: [['Content-Type', 'application/json']], body: text('{}') },
    [11],
  ),
  // ── Location
  locations('location-empty-own', 'An empty Location within the origin.', own, [''], [], 26),
  locations('location-empty-fragment', 'A Location of a lone number sign.', own, ['#'], []),
  scenario('location-empty-307-post', 'An empty Location on a 307 to POST, followed by 200 if asked again.', {
    dv: [26],
    steps: [fetchStep({ url: own, method: 'POST', body: text() })],
    server: [any(own, answer(307, [location('')]), ok)],
  }),
  scenario('location-empty-then-ok', 'An empty Location once, and 200 if asked again.', {
    dv: [26],
    steps: [fetchStep()],
    server: [any(api, answer(302, [allowOrigin(), location('')]), ok)],
  }),
  scenario('location-empty-xhr', 'XMLHttpRequest and an empty Location.', {
    dv: [26],
    steps: [xhr()],
    server: [any(api, answer(302, [allowOrigin(), location('')]), ok)],
  }),
  locations('location-spaces', 'A Location of spaces.', own, ['   '], [], 26),
  locations(
    'location-two-different',
    'Two Location lines that differ.',
    own,
    ['/a', '/b'],
    [any(`${origin}/a`, ok), any(`${origin}/b`, ok), any(`${origin}/a,%20/b`, ok)],
    27,
  ),
  locations(
    'location-two-same',
    'Two Location lines that are the same.',
    own,
    ['/a', '/a'],
    [any(`${origin}/a`, ok), any(`${origin}/a,%20/a`, ok)],
    27,
  ),
  locations(
    'location-two-same-cross',
    'Two absolute Location lines that are the same.',
    api,
    [other, other],
    [open(other)],
    27,
  ),
  locations(
    'location-one-empty-of-two',
    'An empty Location line and another.',
    own,
    ['', '/a'],
    [any(`${origin}/a`, ok), any(`${origin}/,%20/a`, ok)],
    27,
    26,
  ),
  scenario('location-name-with-space', 'A space before the colon of Location.', {
    dv: [1],
    steps: [fetchStep({ url: own })],
    server: [any(own, answer(302, [['Location ', '/next']])), any(ownNext, ok)],
  }),
  scenario('location-absent', 'A 302 without Location is the response.', {
    steps: [fetchStep()],
    server: [any(api, answer(302, [allowOrigin()], 'x'))],
  }),
  locations('location-invalid', 'A Location that is no URL.', own, ['https://[bad'], []),
  locations(
    'location-relative',
    'A relative Location with dots.',
    'https://api.example.com/a/b?c',
    ['../d?e'],
    [open('https://api.example.com/d?e')],
  ),
  locations('location-query-only', 'A Location of a query.', own, ['?q'], [any(`${own}?q`, ok)]),
  locations(
    'location-scheme-relative',
    'A Location without a scheme.',
    own,
    ['//other.org/next'],
    [open(other)],
  ),
  locations(
    'location-padded',
    'A Location with spaces around it and one inside.',
    own,
    ['  /a b  '],
    [any(`${origin}/a%20b`, ok)],
  ),
  locations(
    'location-non-ascii',
    'A Location with UTF-8 bytes.',
    own,
    ['/\u00c3\u00a9'],
    [any(`${origin}/%C3%A9`, ok), any(`${origin}/%C3%83%C2%A9`, ok)],
  ),
  locations(
    'location-latin1',
    'A Location with a byte that is no UTF-8.',
    own,
    ['/\u00e9?\u00e9'],
    [any(`${origin}/%C3%A9?%C3%A9`, ok), any(`${origin}/%E9?%E9`, ok)],
  ),
  locations(
    'location-upper-case-host',
    'A Location with scheme and host in capitals and the default port.',
    own,
    ['HTTPS://OTHER.org:443/next'],
    [open(other)],
  ),
  locations(
    'location-http',
    'From https to plain http is mixed content.',
    own,
    ['http://other.org/next'],
    [open('http://other.org/next')],
  ),
  locations('location-data', 'A fetch is not redirected to data:.', own, ['data:text/plain,x'], []),
  locations('location-about', 'A fetch is not redirected to about:blank.', own, ['about:blank'], []),
  locations('location-ftp', 'A fetch is not redirected to ftp:.', own, ['ftp://other.org/'], []),
  locations(
    'location-bad-port',
    'A fetch is not redirected to a blocked port.',
    own,
    ['https://app.example.com:25/'],
    [],
  ),
  locations(
    'location-fragment',
    'A Location with a fragment shows in response.url.',
    own,
    ['/next#there'],
    [any(ownNext, ok)],
  ),
  scenario(
    'location-fragment-inherited',
    'The fragment of the request does not get lost with the redirect.',
    {
      steps: [fetchStep({ url: `${own}#here` })],
      server: [any(own, redirect(302, '/next')), any(ownNext, ok)],
    },
  ),
  // ── Modes of redirection
  ...(['error', 'manual'] as const).flatMap((mode) => [
    chain(`redirect-mode-${mode}`, `Redirect mode ${mode} within the origin.`, 302, [own, ownNext], {
      redirect: mode,
    }),
    chain(`redirect-mode-${mode}-cross`, `Redirect mode ${mode} for another origin.`, 302, [api, other], {
      redirect: mode,
    }),
  ]),
  scenario(
    'redirect-manual-without-acao',
    'Redirect mode manual and a redirect without Access-Control-Allow-Origin.',
    {
      steps: [fetchStep({ redirect: 'manual' })],
      server: [any(api, answer(302, [location(other)]))],
    },
  ),
  scenario(
    'redirect-manual-no-cors',
    'No-cors with a redirect mode other than follow is a TypeError or refused.',
    {
      steps: [
        fetchStep({ redirect: 'manual', mode: 'no-cors' }),
        fetchStep({ redirect: 'error', mode: 'no-cors' }),
      ],
      server: [any(api, redirect(302, other)), open(other)],
    },
  ),
  ...redirectsToNowhere,
  ...[300, 304, 305, 306].map((status) =>
    scenario(`redirect-status-${status}`, `A ${status} with Location is no redirect.`, {
      steps: [fetchStep({ url: own })],
      server: [any(own, answer(status, [location('/next')])), any(ownNext, ok)],
    }),
  ),
  scenario('redirect-limit-20', 'Twenty redirects are followed.', {
    steps: [fetchStep({ url: own })],
    server: [any(own, ...Array.from({ length: 20 }, () => redirect(302, '/go')), ok)],
  }),
  scenario('redirect-limit-21', 'Twenty-one redirects are too many.', {
    steps: [fetchStep({ url: own })],
    server: [any(own, ...Array.from({ length: 21 }, () => redirect(302, '/go')), ok)],
  }),
  scenario('redirect-limit-cross', 'Twenty-one redirects of another origin.', {
    steps: [fetchStep()],
    server: [any(api, ...Array.from({ length: 21 }, () => redirect(302, '/data')), ok)],
  }),
  scenario('redirect-image', 'An image with crossorigin that is redirected to a second foreign origin.', {
    dv: [35],
    steps: [img(api, { crossOrigin: 'anonymous' })],
    server: [any(api, redirect(302, other)), any(other, nullToo)],
  }),
  scenario('redirect-xhr', 'XMLHttpRequest: responseURL after a redirect, without fragment.', {
    steps: [xhr({ url: own })],
    server: [any(own, redirect(302, `${api}#f`)), any(api, ok)],
  }),
])
