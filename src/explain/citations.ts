import type { SpecAnchor, Standard } from '../spec/anchor'
import type { Step } from '../spec/steps/index'

/** What each standard is called in a citation, and where it is published. */
export const standards: {
  readonly [S in Standard]: { readonly name: string; readonly url: string }
} = {
  fetch: { name: 'Fetch', url: 'https://fetch.spec.whatwg.org/' },
  html: { name: 'HTML', url: 'https://html.spec.whatwg.org/' },
  url: { name: 'URL', url: 'https://url.spec.whatwg.org/' },
  'mixed-content': { name: 'Mixed Content', url: 'https://w3c.github.io/webappsec-mixed-content/' },
  'secure-contexts': { name: 'Secure Contexts', url: 'https://w3c.github.io/webappsec-secure-contexts/' },
  'referrer-policy': { name: 'Referrer Policy', url: 'https://w3c.github.io/webappsec-referrer-policy/' },
  'fetch-metadata': { name: 'Fetch Metadata', url: 'https://w3c.github.io/webappsec-fetch-metadata/' },
  rfc6265bis: {
    name: 'RFC 6265bis',
    url: 'https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html',
  },
  'layered-cookies': {
    name: 'Cookies (layered)',
    url: 'https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html',
  },
  'partitioned-cookies': {
    name: 'CHIPS',
    url: 'https://privacycg.github.io/CHIPS/CHIPS-spec/draft-cutler-httpbis-partitioned-cookies.html',
  },
  cookiestore: { name: 'Cookie Store API', url: 'https://cookiestore.spec.whatwg.org/' },
  xhr: { name: 'XMLHttpRequest', url: 'https://xhr.spec.whatwg.org/' },
  websockets: { name: 'WebSockets', url: 'https://websockets.spec.whatwg.org/' },
  rfc9110: { name: 'RFC 9110', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
}

/** What the standards call each algorithm or definition that a step is cited from. Complete by a test. */
export const titles: { readonly [anchor: SpecAnchor]: string } = {
  'fetch#append-a-request-origin-header': 'append a request `Origin` header',
  'fetch#concept-cache-clear': 'clear cache entries',
  'fetch#concept-cors-check': 'CORS check',
  'fetch#concept-filtered-response-cors': 'CORS filtered response',
  'fetch#concept-filtered-response-opaque': 'opaque filtered response',
  'fetch#concept-http-fetch': 'HTTP fetch',
  'fetch#concept-http-network-fetch': 'HTTP-network fetch',
  'fetch#concept-http-network-or-cache-fetch': 'HTTP-network-or-cache fetch',
  'fetch#concept-http-redirect-fetch': 'HTTP-redirect fetch',
  'fetch#concept-main-fetch': 'main fetch',
  'fetch#concept-request-cache-mode': 'cache mode',
  'fetch#concept-request-tainted-origin': 'redirect-taint',
  'fetch#concept-scheme-fetch': 'scheme fetch',
  'fetch#cors-preflight-fetch-0': 'CORS-preflight fetch',
  'fetch#cross-origin-resource-policy-internal-check': 'cross-origin resource policy internal check',
  'fetch#should-response-to-request-be-blocked-due-to-mime-type?': 'blocked due to its MIME type',
  'fetch#should-response-to-request-be-blocked-due-to-nosniff?': 'blocked due to nosniff',
  'fetch#simple-header': 'CORS-safelisted request-header',
  'fetch#simple-method': 'CORS-safelisted method',
  'fetch#use-cors-preflight-flag': 'use-CORS-preflight flag',
  'layered-cookies#cookie-store-eviction': 'cookie store eviction',
  'layered-cookies#store-a-cookie': 'store a cookie',
  'mixed-content#should-block-fetch': 'should fetching request be blocked as mixed content',
  'mixed-content#upgrade-algorithm': 'upgrade a mixed content request',
  'partitioned-cookies#using-set-cookie-with-partitioned': 'using Set-Cookie with Partitioned',
  'rfc6265bis#retrieval-algorithm': 'retrieval algorithm',
  'rfc6265bis#set-cookie': 'the Set-Cookie header field',
  'rfc6265bis#storage-model': 'storage model',
  'rfc6265bis#third-party-cookies': 'third-party cookies',
}

/** How a step is cited: `Fetch § CORS check, step 4`. A definition has no step. */
export function citeOf(step: Step): string {
  const { name } = standards[standardOf(step.anchor)]
  const title = titles[step.anchor] ?? fragmentOf(step.anchor)
  return step.number === '' ? `${name} § ${title}` : `${name} § ${title}, step ${step.number}`
}

/** Where the step's algorithm stands: https://fetch.spec.whatwg.org/#concept-cors-check */
export function urlOf(step: Step): string {
  return `${standards[standardOf(step.anchor)].url}#${fragmentOf(step.anchor)}`
}

function standardOf(anchor: SpecAnchor): Standard {
  return anchor.slice(0, anchor.indexOf('#')) as Standard
}

function fragmentOf(anchor: SpecAnchor): string {
  return anchor.slice(anchor.indexOf('#') + 1)
}
