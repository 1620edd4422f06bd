import type { Step } from './step'

/**
 * Every way in which the kernel says no. The ids are for ever: matchers, remedies and users' tests name
 * them. Anchors and numbers are checked against the pinned editions by `spec-tests/citations`.
 */
const table = {
  // ── Main fetch ────────────────────────────────────────────────────────────────────────────────────
  'main-fetch/bad-port': {
    anchor: 'fetch#concept-main-fetch',
    number: '7',
    summary: 'The port belongs to another protocol, so HTTP to it is blocked.',
  },
  'main-fetch/mixed-content': {
    anchor: 'mixed-content#should-block-fetch',
    number: '2',
    summary: 'A secure page may not load from an insecure URL.',
  },
  'main-fetch/url-credentials': {
    anchor: 'fetch#concept-main-fetch',
    number: '7',
    summary: 'The engine loads no URL with a user name or password for a page.',
  },
  'main-fetch/same-origin-mode': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'The request allows its own origin only, and the URL is of another.',
  },
  'main-fetch/no-cors-redirect-mode': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'A no-cors request must follow redirects.',
  },
  'main-fetch/scheme-without-cors': {
    anchor: 'fetch#concept-main-fetch',
    number: '12',
    summary: 'CORS exists for http and https URLs only.',
  },
  'main-fetch/mime-type': {
    anchor: 'fetch#should-response-to-request-be-blocked-due-to-mime-type?',
    number: '4',
    summary: 'An audio, image, video or CSV response cannot be used as a script.',
  },
  'main-fetch/nosniff-script': {
    anchor: 'fetch#should-response-to-request-be-blocked-due-to-nosniff?',
    number: '4',
    summary: 'With nosniff, a script needs a JavaScript MIME type.',
  },
  'main-fetch/nosniff-style': {
    anchor: 'fetch#should-response-to-request-be-blocked-due-to-nosniff?',
    number: '5',
    summary: 'With nosniff, a stylesheet needs the MIME type text/css.',
  },
  'main-fetch/range-not-requested': {
    anchor: 'fetch#concept-main-fetch',
    number: '21',
    summary: 'An opaque partial response is blocked where the request asked for no range.',
  },

  // ── Scheme fetch ──────────────────────────────────────────────────────────────────────────────────
  'scheme-fetch/data-url-invalid': {
    anchor: 'fetch#concept-scheme-fetch',
    number: '3',
    summary: 'The data: URL cannot be decoded.',
  },
  'scheme-fetch/unsupported-scheme': {
    anchor: 'fetch#concept-scheme-fetch',
    number: '4',
    summary: 'Nothing can be fetched from a URL of this scheme.',
  },

  // ── HTTP fetch ────────────────────────────────────────────────────────────────────────────────────
  'http-fetch/redirect-mode-error': {
    anchor: 'fetch#concept-http-fetch',
    number: '6.3',
    summary: 'The server redirects, and the request forbids redirects.',
  },

  // ── CORS check ────────────────────────────────────────────────────────────────────────────────────
  'cors-check/origin-absent': {
    anchor: 'fetch#concept-cors-check',
    number: '2',
    summary: 'The response has no Access-Control-Allow-Origin header.',
  },
  'cors-check/wildcard-with-credentials': {
    anchor: 'fetch#concept-cors-check',
    number: '4',
    summary: 'Access-Control-Allow-Origin is *, which a request with credentials does not accept.',
  },
  'cors-check/multiple-origins': {
    anchor: 'fetch#concept-cors-check',
    number: '4',
    summary: 'Access-Control-Allow-Origin names several origins; it must be exactly one.',
  },
  'cors-check/origin-mismatch': {
    anchor: 'fetch#concept-cors-check',
    number: '4',
    summary: 'Access-Control-Allow-Origin is not, byte for byte, the origin of the request.',
  },
  'cors-check/credentials-not-true': {
    anchor: 'fetch#concept-cors-check',
    number: '8',
    summary: 'The request has credentials, and Access-Control-Allow-Credentials is not exactly true.',
  },

  // ── CORS-preflight fetch ──────────────────────────────────────────────────────────────────────────
  'cors-preflight-fetch/redirect': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7',
    summary: 'The preflight was answered with a redirect, which is never followed.',
  },
  'cors-preflight-fetch/status-not-ok': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7',
    summary: 'The preflight was answered with a status outside 200 to 299.',
  },
  'cors-preflight-fetch/methods-unparsable': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.3',
    summary: 'Access-Control-Allow-Methods is not a list of methods.',
  },
  'cors-preflight-fetch/headers-unparsable': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.3',
    summary: 'Access-Control-Allow-Headers is not a list of header names.',
  },
  'cors-preflight-fetch/method-not-allowed': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.5',
    summary: 'Access-Control-Allow-Methods does not list the method.',
  },
  'cors-preflight-fetch/non-wildcard-header-not-allowed': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.6',
    summary: 'Authorization must be listed by name; * does not cover it.',
  },
  'cors-preflight-fetch/header-not-allowed': {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '7.7',
    summary: 'Access-Control-Allow-Headers does not list a header of the request.',
  },

  // ── HTTP-redirect fetch ───────────────────────────────────────────────────────────────────────────
  'http-redirect-fetch/location-invalid': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '5',
    summary: 'The Location header is not a URL.',
  },
  'http-redirect-fetch/location-duplicate': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '5',
    summary: 'The response has more than one Location header.',
  },
  'http-redirect-fetch/scheme-not-http': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '6',
    summary: 'A redirect may lead to http and https URLs only.',
  },
  'http-redirect-fetch/too-many-redirects': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '7',
    summary: 'Twenty redirects were followed; a twenty-first is not.',
  },
  'http-redirect-fetch/cross-origin-credentials': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '9',
    summary:
      'A CORS request may not be redirected to another origin with a user name or password in the URL.',
  },
  'http-redirect-fetch/cors-credentials': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '10',
    summary: 'A cross-origin response may not redirect to a URL with a user name or password.',
  },
  'http-redirect-fetch/body-not-replayable': {
    anchor: 'fetch#concept-http-redirect-fetch',
    number: '11',
    summary: 'The body is a stream, which cannot be sent again to the new URL.',
  },

  // ── HTTP-network-or-cache fetch, HTTP-network fetch ───────────────────────────────────────────────
  'http-network-or-cache-fetch/keepalive-too-large': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.10',
    summary: 'A keepalive request may not have a body of more than 64 kibibytes.',
  },
  'http-network-or-cache-fetch/only-if-cached': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '11.1',
    summary: 'The request wants a cached response only, and there is none.',
  },
  'http-network-fetch/connection-failed': {
    anchor: 'fetch#concept-http-network-fetch',
    number: '8.1',
    summary: 'No HTTP response came: the connection failed or broke. This is not about CORS.',
  },
  'http-network-fetch/aborted': {
    anchor: 'fetch#concept-http-network-fetch',
    number: '9.2',
    summary: 'The fetch was aborted.',
  },

  // ── Cross-origin resource policy check ────────────────────────────────────────────────────────────
  'corp-check/same-origin': {
    anchor: 'fetch#cross-origin-resource-policy-internal-check',
    number: '5',
    summary: 'Cross-Origin-Resource-Policy keeps the response to its own origin.',
  },
  'corp-check/same-site': {
    anchor: 'fetch#cross-origin-resource-policy-internal-check',
    number: '5',
    summary: 'Cross-Origin-Resource-Policy keeps the response to its own site.',
  },
  'corp-check/embedder-policy': {
    anchor: 'fetch#cross-origin-resource-policy-internal-check',
    number: '4',
    summary: 'The page’s embedder policy wants a Cross-Origin-Resource-Policy header, and there is none.',
  },
} as const

/** The id of a step that can refuse. */
export type RefusalId = keyof typeof table
export const refusals: { readonly [Id in RefusalId]: Step } = table
