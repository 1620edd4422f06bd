import type { FetchStep, HeaderLine, Scenario, ServerAnswer, ServerRule } from '../scenario'
import {
  actual,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  any,
  api,
  blob,
  closed,
  contentType,
  document,
  exchange,
  fetchStep,
  form,
  grant,
  iframe,
  inFamily,
  link,
  location,
  maxAge,
  open,
  origin,
  other,
  preflight,
  put,
  redirect,
  reload,
  scenario,
  script,
  text,
  xhr,
} from './builders'

// Rows of the divergence table, and refusals of the kernel, that no other theme tells apart.

type Init = Partial<Omit<FetchStep, 'kind'>>

const own = `${origin}/go`
const ownNext = `${origin}/next`
const ok: ServerAnswer = answer(200, [allowOrigin()], 'x')
const custom: readonly HeaderLine[] = [['X-A', '1']]
const corp = (value: string): HeaderLine => ['Cross-Origin-Resource-Policy', value]
const coep = (value: string): HeaderLine => ['Cross-Origin-Embedder-Policy', value]
const referrerPolicy = (value: string): HeaderLine => ['Referrer-Policy', value]

/** Two fetches with X-A to one URL, whose preflights are all answered with these lines. */
function twice(
  id: string,
  about: string,
  steps: readonly [Init, Init],
  lines: readonly HeaderLine[],
  ...dv: number[]
): Scenario {
  return scenario(id, about, {
    families: ['preflight-cache'],
    dv,
    steps: steps.map((step) => fetchStep({ headers: custom, ...step })),
    server: [preflight(api, answer(204, [...lines, maxAge('600')])), actual(api, answer(200, grant(), 'x'))],
  })
}

/** One fetch over another origin back to the own one, where the preflight is answered with these lines. */
function back(id: string, about: string, step: Init, lines: readonly HeaderLine[]): Scenario {
  return scenario(id, about, {
    families: ['redirect', 'preflight'],
    dv: [55],
    steps: [fetchStep(step)],
    server: [
      preflight(api, answer(204, [allowOrigin(), allowHeaders('x-a'), allowMethods('PUT')])),
      actual(api, redirect(307, ownNext)),
      preflight(ownNext, answer(204, lines)),
      actual(ownNext, ok),
    ],
  })
}

/** One fetch that begins at the own origin and is redirected elsewhere, where everything is allowed. */
function leaving(
  id: string,
  about: string,
  step: Init,
  to: string,
  dv: readonly number[],
  ...lines: readonly HeaderLine[]
): Scenario {
  return scenario(id, about, {
    families: ['redirect'],
    dv,
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own, ...step })],
    server: [any(own, redirect(307, to, ...lines)), open(to.replace('user:pw@', ''))],
  })
}

/** One fetch in a frame whose document has no policy, in a page that has one. */
function framed(id: string, about: string, url: string, policy: string, to: string): Scenario {
  return scenario(id, about, {
    families: ['referrer'],
    dv: [73],
    pageHeaders: [referrerPolicy(policy)],
    frame: { url },
    steps: [fetchStep({ in: 'frame', url: to })],
    server: open(to),
  })
}

/** One no-cors fetch between two ports of one address. */
function ports(id: string, about: string, page: string, to: string): Scenario {
  return exchange(id, about, { url: to, mode: 'no-cors' }, [corp('same-site')], {
    families: ['cross-origin-policy'],
    dv: [82],
    page,
  })
}

/** One no-cors fetch of a resource policy that is none, in a page with an embedder policy. */
function unknownPolicy(id: string, about: string, embedder: string, value: string): Scenario {
  const step: Init = { url: other, mode: 'no-cors', credentials: 'include' }
  return exchange(id, about, step, [corp(value)], {
    families: ['cross-origin-policy'],
    dv: [92],
    pageHeaders: [coep(embedder)],
  })
}

/** One frame whose response does not come. */
function failingFrame(id: string, about: string, url: string, ...server: readonly ServerRule[]): Scenario {
  return scenario(id, about, { families: ['elements'], dv: [98], steps: [iframe(url)], server })
}

export const laterRows: readonly Scenario[] = inFamily('rows', [
  // ── Preflights and their cache
  twice(
    'preflight-cache-head-not-listed',
    'HEAD after a GET whose preflight answer lists no methods.',
    [{}, { method: 'HEAD' }],
    [allowOrigin(origin), allowHeaders('x-a')],
    54,
  ),
  twice(
    'preflight-cache-head-other-listed',
    'HEAD after a PUT whose preflight answer lists PUT alone.',
    [{ method: 'PUT' }, { method: 'HEAD' }],
    [allowOrigin(origin), allowHeaders('x-a'), allowMethods('PUT')],
    54,
  ),
  twice(
    'preflight-cache-head-listed',
    'HEAD after a GET whose preflight answer lists HEAD.',
    [{}, { method: 'HEAD' }],
    [allowOrigin(origin), allowHeaders('x-a'), allowMethods('HEAD')],
  ),
  twice(
    'preflight-cache-star-method-refused',
    'A credentialed PUT twice, where the preflight answer allows a wildcard of methods.',
    [
      { method: 'PUT', headers: [], credentials: 'include' },
      { method: 'PUT', headers: [], credentials: 'include' },
    ],
    [...grant(), allowMethods('*')],
    94,
  ),
  twice(
    'preflight-cache-star-header-refused',
    'A credentialed GET with a header twice, where the preflight answer allows a wildcard of headers.',
    [{ credentials: 'include' }, { credentials: 'include' }],
    [...grant(), allowHeaders('*')],
    94,
  ),
  twice(
    'preflight-cache-star-beside-method',
    'A credentialed DELETE after a credentialed PUT whose preflight answer lists PUT and a wildcard.',
    [
      { method: 'PUT', headers: [], credentials: 'include' },
      { method: 'DELETE', headers: [], credentials: 'include' },
    ],
    [...grant(), allowMethods('PUT, *')],
    94,
  ),
  twice(
    'preflight-cache-star-beside-header',
    'A credentialed GET with a header after one with another, whose preflight answer lists that and a wildcard.',
    [{ credentials: 'include' }, { headers: [['X-B', '1']], credentials: 'include' }],
    [...grant(), allowHeaders('x-a, *')],
    94,
  ),
  back(
    'preflight-back-home-no-origin',
    'A redirect back to the own origin, whose preflight answer allows the header but no origin.',
    { headers: custom },
    [allowHeaders('x-a')],
  ),
  back(
    'preflight-back-home-other-origin',
    'A redirect back to the own origin, whose preflight answer allows the method to another origin.',
    { method: 'PUT' },
    [allowOrigin('https://other.org'), allowMethods('PUT')],
  ),
  scenario(
    'preflight-redirect-no-origin',
    'A preflight that is answered by a redirect without Access-Control-Allow-Origin.',
    {
      families: ['preflight'],
      steps: [put()],
      server: [
        preflight(api, answer(302, [location(other), ['Cache-Control', 'no-store']])),
        actual(api, ok),
        open(other),
      ],
    },
  ),
  ...(['PUT', 'DELETE'] as const).map((method) =>
    scenario(
      `upload-listener-${method.toLowerCase()}-not-listed`,
      `An upload listener on a ${method} whose preflight answer lists no methods.`,
      {
        families: ['preflight'],
        dv: [83],
        steps: [xhr({ method, body: text(), uploadListener: true })],
        server: [preflight(api, answer(204, [allowOrigin()])), actual(api, ok)],
      },
    ),
  ),

  // ── Redirects
  leaving(
    'redirect-delete-leaving',
    'A DELETE that is redirected from the own origin to another.',
    { method: 'DELETE' },
    api,
    [66],
  ),
  scenario('redirect-delete-cross-cross', 'A DELETE that is redirected from one foreign origin to another.', {
    families: ['redirect'],
    dv: [66],
    steps: [fetchStep({ method: 'DELETE' })],
    server: [
      preflight(api, answer(204, [allowOrigin(), allowMethods('DELETE')])),
      actual(api, redirect(307, other)),
      open(other),
    ],
  }),
  leaving(
    'redirect-preflight-referrer-default',
    'Referer of the preflight after a redirect from the own origin.',
    { headers: custom },
    api,
    [95],
  ),
  leaving(
    'redirect-preflight-referrer-policy',
    'Referer of the preflight after a redirect whose Referrer-Policy is no-referrer.',
    { headers: custom },
    api,
    [95],
    referrerPolicy('no-referrer'),
  ),
  leaving(
    'userinfo-location-cross-put',
    'A PUT redirected from the own origin to another’s URL with user and password.',
    { method: 'PUT' },
    'https://user:pw@api.example.com/data',
    [96],
  ),
  leaving(
    'userinfo-location-cross-header',
    'A GET with a header redirected from the own origin to another site’s URL with user and password.',
    { headers: custom },
    'https://user:pw@other.org/next',
    [96],
  ),
  scenario(
    'userinfo-location-back-home',
    'A redirect from another origin to a URL of the own one with user and password.',
    {
      families: ['redirect'],
      steps: [fetchStep()],
      server: [any(api, redirect(302, 'https://user:pw@app.example.com/next')), any(ownNext, ok)],
    },
  ),

  // ── What requests say
  framed(
    'referrer-frame-inherits-none',
    'Referer of a frame without a policy in a page with policy no-referrer.',
    `${origin}/frame`,
    'no-referrer',
    api,
  ),
  framed(
    'referrer-frame-inherits-unsafe',
    'Referer of a cross-site frame without a policy in a page with policy unsafe-url.',
    'https://other.org/frame',
    'unsafe-url',
    'https://widget.other.org/data',
  ),
  exchange(
    'no-cors-post-no-referrer',
    'Origin of a no-cors POST to another origin with an empty referrer.',
    { mode: 'no-cors', method: 'POST', body: text(), referrer: '' },
    [],
    { families: ['origin'], dv: [97] },
  ),
  exchange(
    'no-cors-post-no-referrer-own',
    'Origin of a no-cors POST to the own origin with an empty referrer.',
    { url: own, mode: 'no-cors', method: 'POST', body: text(), referrer: '' },
    [],
    { families: ['origin'], dv: [97] },
  ),
  exchange(
    'no-cors-blob-json',
    'A no-cors POST of a Blob of type application/json.',
    { mode: 'no-cors', method: 'POST', body: blob('application/json') },
    [],
    { families: ['safelist'], dv: [102] },
  ),
  exchange(
    'no-cors-blob-own-type',
    'A no-cors POST to the own origin of a Blob of a type that is not safelisted.',
    { url: own, mode: 'no-cors', method: 'POST', body: blob('text/x-corsac') },
    [],
    { families: ['safelist'], dv: [102] },
  ),
  scenario('xhr-get-search-params', 'XMLHttpRequest by GET with a URLSearchParams body, to another origin.', {
    families: ['xhr'],
    dv: [90],
    steps: [xhr({ body: { kind: 'search-params', fields: [['a', '1']] } })],
    server: open(api),
  }),
  scenario(
    'xhr-head-search-params',
    'XMLHttpRequest by HEAD with a URLSearchParams body, to the own origin.',
    {
      families: ['xhr'],
      dv: [90],
      steps: [xhr({ url: own, method: 'HEAD', body: { kind: 'search-params', fields: [['a', '1']] } })],
      server: [any(own, ok)],
    },
  ),
  scenario('reload-post', 'A reload by script of a document that a form was posted to.', {
    families: ['navigation'],
    dv: [85],
    steps: [form('/next'), reload()],
    server: [document(ownNext)],
  }),
  scenario(
    'reload-post-redirected',
    'A reload by script of a document that a post was redirected to by 307.',
    {
      families: ['navigation'],
      dv: [85],
      steps: [form('/go'), reload()],
      server: [any(own, redirect(307, ownNext)), document(ownNext)],
    },
  ),

  // ── What is made of responses
  exchange(
    'only-if-cached-nothing',
    'Cache mode only-if-cached for a URL that was never asked for.',
    { url: own, mode: 'same-origin', cache: 'only-if-cached' },
    [],
    { families: ['cache-mode'], dv: [87] },
  ),
  scenario('only-if-cached-no-store', 'Cache mode only-if-cached after an answer that is not to be kept.', {
    families: ['cache-mode'],
    dv: [87],
    steps: [
      fetchStep({ url: own }),
      fetchStep({ url: own, mode: 'same-origin', cache: 'only-if-cached', credentials: 'include' }),
    ],
    server: [any(own, answer(200, [['Cache-Control', 'no-store']], 'x'))],
  }),
  scenario('status-205-fetch', 'A fetch whose answer is a 205 with a body.', {
    families: ['filtering'],
    dv: [88],
    steps: [fetchStep()],
    server: [any(api, answer(205, [allowOrigin()], 'body'))],
  }),
  scenario('status-205-xhr', 'XMLHttpRequest whose answer is a 205 with a body.', {
    families: ['filtering'],
    dv: [88],
    steps: [xhr({ url: own })],
    server: [any(own, answer(205, [], 'body'))],
  }),
  exchange(
    'content-type-two-lines-own',
    'Two lines of Content-Type on an answer of the own origin.',
    { url: own },
    [contentType('text/plain'), contentType('text/html')],
    { families: ['filtering'], dv: [99] },
  ),
  exchange(
    'content-type-two-lines-cross',
    'Two equal lines of Content-Type on an answer of another origin.',
    {},
    [allowOrigin(), contentType('text/plain'), contentType('text/plain')],
    { families: ['filtering'], dv: [99] },
  ),
  ports(
    'corp-same-site-ipv4-ports',
    'Policy same-site between two ports of an IPv4 address.',
    'http://127.0.0.1:8000/',
    'http://127.0.0.1:8080/r',
  ),
  ports(
    'corp-same-site-ipv6-ports',
    'Policy same-site between two ports of an IPv6 address.',
    'http://[::1]:8000/',
    'http://[::1]:8080/r',
  ),
  unknownPolicy(
    'coep-require-corp-bogus',
    'A resource policy that is none of the three, in a page of policy require-corp.',
    'require-corp',
    'bogus',
  ),
  unknownPolicy(
    'coep-require-corp-upper-case',
    'A resource policy in capitals, in a page of policy require-corp.',
    'require-corp',
    'CROSS-ORIGIN',
  ),
  scenario('script-status-300', 'Scripts with status 300 and 305, and one with 302 but no Location.', {
    families: ['elements'],
    dv: [77],
    steps: [300, 305, 302].map((status) => script(`/${status}.js`)),
    server: [300, 305, 302].map((status) =>
      any(`${origin}/${status}.js`, answer(status, [contentType('text/javascript')], '')),
    ),
  }),
  scenario('style-status-300', 'Style sheets with status 300 and 305, and one with 302 but no Location.', {
    families: ['elements'],
    dv: [77],
    steps: [300, 305, 302].map((status) => link(`/${status}.css`)),
    server: [300, 305, 302].map((status) =>
      any(`${origin}/${status}.css`, answer(status, [contentType('text/css')], '')),
    ),
  }),
  failingFrame(
    'iframe-closed',
    'A frame whose connection ends without an answer.',
    'https://other.org/1',
    any('https://other.org/1', closed),
  ),
  failingFrame(
    'iframe-invalid-location',
    'A frame that is redirected to what is no URL.',
    'https://other.org/1',
    any('https://other.org/1', redirect(302, 'https://[')),
  ),
  failingFrame('iframe-bad-port', 'A frame of a port that is blocked.', 'https://other.org:6667/1'),

  // ── Schemes
  scenario('scheme-data-invalid', 'A fetch of data URLs without a comma, and with no Base64.', {
    families: ['scheme'],
    steps: [fetchStep({ url: 'data:nope' }), fetchStep({ url: 'data:;base64,@' })],
  }),
  scenario(
    'scheme-unknown-no-cors',
    'No-cors fetches from a plain http page, of schemes that nothing can be fetched from.',
    {
      families: ['scheme'],
      page: 'http://app.example.com/',
      steps: [
        fetchStep({ url: 'foo:bar', mode: 'no-cors' }),
        fetchStep({ url: 'ftp://other.org/x', mode: 'no-cors' }),
      ],
    },
  ),
  scenario('about-blank-no-cors', 'A no-cors fetch of about:blank.', {
    families: ['scheme', 'DV-104'],
    steps: [fetchStep({ url: 'about:blank', mode: 'no-cors' })],
  }),
  scenario(
    'about-blank-no-cors-twice',
    'No-cors fetches of about:blank and of about:blank#x from a page of http.',
    {
      families: ['scheme', 'DV-104'],
      page: 'http://app.example.com/',
      steps: [
        fetchStep({ url: 'about:blank', mode: 'no-cors' }),
        fetchStep({ url: 'about:blank#x', mode: 'no-cors' }),
      ],
    },
  ),
  twice(
    'preflight-cache-star-given-with-credentials',
    'A DELETE without credentials after a credentialed PUT whose preflight answer lists PUT and a wildcard.',
    [
      { method: 'PUT', headers: [], credentials: 'include' },
      { method: 'DELETE', headers: [], credentials: 'omit' },
    ],
    [...grant(), allowMethods('PUT, *')],
    94,
  ),
  scenario(
    'coep-credentialless-frame-without-policy',
    'A frame without an embedder policy in a credentialless page.',
    {
      families: ['cross-origin-policy'],
      dv: [103],
      pageHeaders: [coep('credentialless')],
      steps: [iframe('https://other.org/1')],
      server: [any('https://other.org/1', answer(200, [contentType('text/html')], '<!doctype html>'))],
    },
  ),
  scenario(
    'coep-require-corp-frame-without-policy',
    'A frame that any page may embed, without an embedder policy, in a page with require-corp.',
    {
      families: ['cross-origin-policy'],
      dv: [103],
      pageHeaders: [coep('require-corp')],
      steps: [iframe('https://other.org/1')],
      server: [
        any(
          'https://other.org/1',
          answer(200, [corp('cross-origin'), contentType('text/html')], '<!doctype html>'),
        ),
      ],
    },
  ),
])
