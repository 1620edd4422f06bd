import type { Step } from './step'

/** Every decision of the kernel that a user could ask about and that lets the fetch go on. */
const table = {
  // ── Main fetch ────────────────────────────────────────────────────────────────────────────────────
  'main-fetch/upgraded': {
    anchor: 'mixed-content#upgrade-algorithm',
    number: '2',
    summary: 'A secure page’s image, audio or video is fetched over https instead of http.',
  },
  'main-fetch/same-origin': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'The URL is of the request’s own origin: CORS does not apply.',
  },
  'main-fetch/data-url': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'A data: URL is answered without a network; CORS does not apply.',
  },
  'main-fetch/navigate': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'A navigation or WebSocket handshake: CORS does not apply.',
  },
  'main-fetch/no-cors': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'Another origin without CORS: the request goes out, the page may not look at the response.',
  },
  'main-fetch/cors-with-preflight': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'Another origin with CORS, and the request is not a simple one: the server is asked first.',
  },
  'main-fetch/cors': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'Another origin with CORS, and the request is a simple one: no preflight.',
  },
  'main-fetch/method-not-safelisted': {
    anchor: 'fetch#simple-method',
    number: '',
    summary: 'The method is not GET, HEAD or POST, so it needs a preflight.',
  },
  'main-fetch/header-not-safelisted': {
    anchor: 'fetch#simple-header',
    number: '',
    summary: 'A header of the request is not safelisted, so it needs a preflight.',
  },
  'main-fetch/use-cors-preflight-flag': {
    anchor: 'fetch#use-cors-preflight-flag',
    number: '',
    summary: 'An upload listener or a streamed body makes a preflight necessary.',
  },
  'main-fetch/exposed-all': {
    anchor: 'fetch#concept-main-fetch',
    number: '14.1.2',
    summary:
      'Access-Control-Expose-Headers is *, and the request has no credentials: all headers are exposed.',
  },
  'main-fetch/exposed-listed': {
    anchor: 'fetch#concept-main-fetch',
    number: '14.1.3',
    summary: 'The headers that Access-Control-Expose-Headers lists are exposed.',
  },
  'main-fetch/headers-hidden': {
    anchor: 'fetch#concept-filtered-response-cors',
    number: '',
    summary: 'The page cannot read these response headers.',
  },
  'main-fetch/readable': {
    anchor: 'fetch#concept-main-fetch',
    number: '14.2',
    summary: 'The page gets the response.',
  },
  'main-fetch/opaque': {
    anchor: 'fetch#concept-filtered-response-opaque',
    number: '',
    summary: 'The page gets an opaque response: no status, no headers, no body.',
  },

  // ── HTTP fetch ────────────────────────────────────────────────────────────────────────────────────
  'http-fetch/preflight-cached': {
    anchor: 'fetch#concept-http-fetch',
    number: '4.1',
    summary: 'The preflight cache already has the answer: no preflight is sent.',
  },
  'http-fetch/preflight-sent': {
    anchor: 'fetch#concept-http-fetch',
    number: '4.1',
    summary: 'The preflight cache has no answer for this method or header: a preflight is sent.',
  },
  'http-fetch/preflight-cache-bypassed': {
    anchor: 'fetch#concept-request-cache-mode',
    number: '',
    summary: 'This engine does not consult the preflight cache under this cache mode.',
  },
  'http-fetch/opaque-redirect': {
    anchor: 'fetch#concept-http-fetch',
    number: '6.3',
    summary: 'The request handles redirects itself: the page gets an opaque redirect response.',
  },

  // ── CORS check ────────────────────────────────────────────────────────────────────────────────────
  'cors-check/wildcard': {
    anchor: 'fetch#concept-cors-check',
    number: '3',
    summary: 'Access-Control-Allow-Origin is *, and the request has no credentials.',
  },
  'cors-check/origin-matches': {
    anchor: 'fetch#concept-cors-check',
    number: '5',
    summary: 'Access-Control-Allow-Origin is the origin of the request, which has no credentials.',
  },
  'cors-check/credentials-true': {
    anchor: 'fetch#concept-cors-check',
    number: '7',
    summary: 'Access-Control-Allow-Origin is the origin of the request, and credentials are allowed.',
  },

  // ── CORS-preflight fetch and cache ────────────────────────────────────────────────────────────────
  'cors-preflight-fetch/passed': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7',
    summary: 'The preflight allows the method and the headers.',
  },
  'cors-preflight-fetch/stored': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.13',
    summary: 'The preflight’s answer is kept in the preflight cache.',
  },
  'cors-preflight-fetch/not-stored': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.10',
    summary: 'The preflight’s answer is not kept: its max-age is 0.',
  },
  'cors-preflight-cache/cleared': {
    anchor: 'fetch#concept-cache-clear',
    number: '',
    summary: 'What the preflight cache kept for this URL is dropped, because the fetch failed.',
  },

  // ── HTTP-redirect fetch ───────────────────────────────────────────────────────────────────────────
  'http-redirect-fetch/no-location': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '4',
    summary: 'A redirect status without Location is an ordinary response.',
  },
  'http-redirect-fetch/method-changed': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '12',
    summary: 'The redirect turns the request into a GET without body.',
  },
  'http-redirect-fetch/authorization-removed': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '13',
    summary: 'The redirect leaves the origin, so Authorization is dropped.',
  },
  'http-redirect-fetch/followed': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '18',
    summary: 'The redirect is followed.',
  },

  // ── HTTP-network-or-cache fetch ───────────────────────────────────────────────────────────────────
  'http-network-or-cache-fetch/credentials-included': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.3',
    summary: 'Cookies are sent, and those of the response are kept.',
  },
  'http-network-or-cache-fetch/credentials-left-out': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.3',
    summary: 'No cookies are sent, and those of the response are ignored.',
  },
  'http-network-or-cache-fetch/credentialless': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.4',
    summary: 'The page’s embedder policy takes the credentials off this cross-origin request.',
  },
  'origin-header/cors': {
    anchor: 'fetch#append-a-request-origin-header',
    number: '3',
    summary: 'A CORS request says its origin.',
  },
  'origin-header/method': {
    anchor: 'fetch#append-a-request-origin-header',
    number: '4.2',
    summary: 'A request that is neither GET nor HEAD says its origin.',
  },
  'origin-header/hidden': {
    anchor: 'fetch#append-a-request-origin-header',
    number: '4.1',
    summary: 'The referrer policy hides the origin: it is said to be null.',
  },
  'origin-header/tainted': {
    anchor: 'fetch#concept-request-tainted-origin',
    number: '4.4',
    summary: 'A redirect led through another origin, so the origin is said to be null.',
  },
  'origin-header/none': {
    anchor: 'fetch#append-a-request-origin-header',
    number: '4',
    summary: 'A GET or HEAD without CORS does not say its origin.',
  },

  // ── Cross-origin resource policy check ────────────────────────────────────────────────────────────
  'corp-check/allowed': {
    anchor: 'fetch#cross-origin-resource-policy-internal-check',
    number: '5',
    summary: 'Cross-Origin-Resource-Policy does not stand in the way.',
  },
} as const

/** The id of a decision that lets the fetch go on. */
export type DecisionId = keyof typeof table
export const decisions: { readonly [Id in DecisionId]: Step } = table
