import { citeOf, urlOf } from '../../explain/citations'
import { type CookieStepId, cookieSteps } from '../../spec/steps/cookies'
import { type StepId, steps } from '../../spec/steps/index'

/** One kind of finding. */
interface Rule {
  /** What is wrong, in a line. */
  readonly title: string
  /** The step of a standard that decides it, or where its software describes it. */
  readonly link: StepId | CookieStepId | keyof typeof places
}

/** Places outside of the steps. */
const places = {
  'see:fetch-forbidden-request-header': {
    name: 'Fetch § Forbidden request-header',
    url: 'https://fetch.spec.whatwg.org/#forbidden-request-header',
  },
  'see:local-network-access': {
    name: 'Local Network Access',
    url: 'https://wicg.github.io/local-network-access/',
  },
  'see:flask-cors-resources': {
    name: 'flask-cors: resources',
    url: 'https://flask-cors.readthedocs.io/en/latest/api.html#extension',
  },
  'see:rfc-bis-storage-model': {
    name: 'RFC 6265bis § storage model',
    url: 'https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model',
  },
  'see:express-session-cookie-secure': {
    name: 'express-session: cookie.secure',
    url: 'https://github.com/expressjs/session#cookiesecure',
  },
  'see:corsac-lint': { name: 'corsac lint', url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
  'see:fetch-cors-protocol-and-http-caches': {
    name: 'Fetch § CORS protocol and HTTP caches',
    url: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  },
  'see:owasp-regular-expression-denial-of-service': {
    name: 'OWASP: Regular expression denial of service',
    url: 'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  },
  'see:nginx-add-header': {
    name: 'nginx: add_header',
    url: 'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header',
  },
  'see:fetch-origin-header': {
    name: 'Fetch § Origin header',
    url: 'https://fetch.spec.whatwg.org/#origin-header',
  },
  'see:fetch-cors-protocol-http-responses': {
    name: 'Fetch § CORS protocol: HTTP responses',
    url: 'https://fetch.spec.whatwg.org/#http-responses',
  },
  'see:public-suffix-list': { name: 'Public Suffix List', url: 'https://publicsuffix.org/' },
} as const

const table = {
  // ── Who may read that should not ──────────────────────────────────────────────────────────────────
  'any-origin-with-credentials': {
    title: 'Every website may read, with cookies',
    link: 'cors-check/credentials-true',
  },
  'any-origin': { title: 'Every website may read', link: 'cors-check/wildcard' },
  'null-origin': { title: 'The origin null may read', link: 'origin-header/hidden' },
  'unanchored-pattern': {
    title: 'A pattern lets in what its origin is only a part of',
    link: 'cors-check/origin-matches',
  },
  'unescaped-dot': {
    title: 'A dot in a pattern stands for any character',
    link: 'cors-check/origin-matches',
  },
  'glob-read-as-pattern': {
    title: 'A glob is read as a regular expression',
    link: 'cors-check/origin-matches',
  },
  'public-suffix-pattern': {
    title: 'A pattern lets in whoever registers a name',
    link: 'see:public-suffix-list',
  },
  'any-port-pattern': { title: 'A pattern lets in every port', link: 'cors-check/origin-matches' },
  'any-subdomain': { title: 'A pattern lets in every subdomain', link: 'cors-check/origin-matches' },
  'insecure-origin': { title: 'An origin of http may read', link: 'cors-check/origin-matches' },
  'loopback-origin': {
    title: 'An origin for development is allowed beside others',
    link: 'cors-check/origin-matches',
  },
  'shared-origin': {
    title: 'An origin that everybody can publish at may read',
    link: 'cors-check/origin-matches',
  },
  'string-for-list': {
    title: 'A string stands where a list of origins is taken',
    link: 'cors-check/origin-matches',
  },
  'slow-pattern': {
    title: 'A pattern can be made to take very long',
    link: 'see:owasp-regular-expression-denial-of-service',
  },

  // ── Who may not read that should ──────────────────────────────────────────────────────────────────
  'wildcard-with-credentials': {
    title: '* is not enough with credentials',
    link: 'cors-check/wildcard-with-credentials',
  },
  'wildcard-throws': {
    title: '* with credentials makes the server fail',
    link: 'cors-check/wildcard-with-credentials',
  },
  'wildcard-in-list': { title: '* in a list is no wildcard', link: 'cors-check/origin-absent' },
  'glob-never-matches': {
    title: 'A pattern stands where only origins are compared',
    link: 'cors-check/origin-mismatch',
  },
  'origin-with-path': {
    title: 'An origin has no path, and no slash at its end',
    link: 'cors-check/origin-mismatch',
  },
  'origin-without-scheme': { title: 'An origin has a scheme', link: 'cors-check/origin-mismatch' },
  'origin-decorated': { title: 'An origin has something around it', link: 'cors-check/origin-mismatch' },
  'origin-list-in-string': { title: 'Several origins in one string', link: 'cors-check/multiple-origins' },
  'origin-not-serialized': {
    title: 'Browsers write this origin in another way',
    link: 'see:fetch-origin-header',
  },
  'origin-empty': { title: 'An origin is empty', link: 'cors-check/origin-absent' },
  'list-not-taken': { title: 'A list stands where one origin is taken', link: 'cors-check/multiple-origins' },
  'stateful-pattern': {
    title: 'A pattern with g or y lets in only now and then',
    link: 'cors-check/origin-absent',
  },
  'pattern-invalid': { title: 'A pattern is none', link: 'cors-check/origin-absent' },
  'allow-origin-twice': {
    title: 'Access-Control-Allow-Origin is there twice',
    link: 'cors-check/multiple-origins',
  },
  'two-owners': { title: 'Two programs send CORS headers', link: 'cors-check/multiple-origins' },

  // ── Options and headers that do something else, or nothing ────────────────────────────────────────
  'unknown-option': { title: 'There is no such option', link: 'see:fetch-cors-protocol-http-responses' },
  'origin-in-headers': {
    title: 'An origin stands where header names belong',
    link: 'cors-check/origin-absent',
  },
  'header-near-miss': {
    title: 'A header is nearly one that browsers know',
    link: 'see:fetch-cors-protocol-http-responses',
  },
  'credentials-not-true': {
    title: 'Credentials are not allowed, though it looks so',
    link: 'cors-check/credentials-not-true',
  },
  'default-methods': {
    title: 'Few methods are allowed by default',
    link: 'cors-preflight-fetch/method-not-allowed',
  },
  'method-case': {
    title: 'Methods are compared letter by letter',
    link: 'cors-preflight-fetch/method-not-allowed',
  },
  'forbidden-method': {
    title: 'No page can send this method',
    link: 'cors-preflight-fetch/method-not-allowed',
  },
  'forbidden-header': {
    title: 'No page can set this header',
    link: 'see:fetch-forbidden-request-header',
  },
  'answer-header-allowed': {
    title: 'A header of answers is allowed in requests',
    link: 'see:fetch-cors-protocol-http-responses',
  },
  'wildcard-not-a-wildcard': {
    title: '* is a name like others with credentials',
    link: 'cors-preflight-fetch/header-not-allowed',
  },
  'authorization-under-wildcard': {
    title: '* does not cover Authorization',
    link: 'cors-preflight-fetch/non-wildcard-header-not-allowed',
  },
  'exposed-in-vain': { title: 'This header stays hidden', link: 'main-fetch/exposed-listed' },
  'list-unparsable': {
    title: 'A list of names that is none',
    link: 'cors-preflight-fetch/headers-unparsable',
  },
  'max-age-over-cap': {
    title: 'No browser remembers a preflight for so long',
    link: 'cors-preflight-fetch/stored',
  },
  'max-age-invalid': { title: 'A max-age is a number of seconds', link: 'cors-preflight-fetch/stored' },
  'preflight-status': {
    title: 'The preflight does not end in success',
    link: 'cors-preflight-fetch/status-not-ok',
  },
  'preflight-continues': {
    title: 'The preflight is left to the routes',
    link: 'cors-preflight-fetch/status-not-ok',
  },
  'error-from-origin': {
    title: 'A refused origin becomes an error of the server',
    link: 'cors-check/origin-absent',
  },
  'vary-missing': {
    title: 'Caches are not told that the answer depends on the origin',
    link: 'see:fetch-cors-protocol-and-http-caches',
  },
  'private-network': {
    title: 'Public websites may reach into the private network',
    link: 'see:local-network-access',
  },
  'resource-pattern': {
    title: 'A path that looks like a glob is a regular expression',
    link: 'see:flask-cors-resources',
  },

  // ── Order and layers ──────────────────────────────────────────────────────────────────────────────
  'authentication-before-cors': {
    title: 'Authentication answers preflights',
    link: 'cors-preflight-fetch/status-not-ok',
  },
  'routes-before-cors': { title: 'Routes answer before CORS is looked at', link: 'cors-check/origin-absent' },
  'redirects-before-cors': {
    title: 'Preflights are redirected before CORS is looked at',
    link: 'cors-preflight-fetch/redirect',
  },
  'cors-not-installed': { title: 'CORS is configured, and never runs', link: 'cors-check/origin-absent' },
  'preflight-unanswered': {
    title: 'Nothing answers the preflight of a route',
    link: 'cors-preflight-fetch/status-not-ok',
  },
  'error-page-without-headers': { title: 'Error pages have no CORS headers', link: 'see:nginx-add-header' },
  'preflight-refused': {
    title: 'Preflights are refused by their method',
    link: 'cors-preflight-fetch/status-not-ok',
  },
  'always-missing': { title: 'Errors have no CORS headers', link: 'see:nginx-add-header' },
  'add-header-not-inherited': {
    title: 'One add_header drops those of the levels above',
    link: 'see:nginx-add-header',
  },

  // ── Cookies ───────────────────────────────────────────────────────────────────────────────────────
  'none-without-secure': { title: 'SameSite=None without Secure', link: 'store-cookie/none-needs-secure' },
  'public-suffix-domain': { title: 'A cookie for a public suffix', link: 'store-cookie/public-suffix' },
  'cookie-refused': {
    title: 'Browsers do not keep this cookie',
    link: 'see:rfc-bis-storage-model',
  },
  'session-behind-proxy': {
    title: 'A secure session cookie without a trusted proxy',
    link: 'see:express-session-cookie-secure',
  },

  // ── What was not looked at ────────────────────────────────────────────────────────────────────────
  'not-read': {
    title: 'This could not be read',
    link: 'see:corsac-lint',
  },
} as const

/** The published list of rules, never renamed. */
export type RuleId = keyof typeof table

export const rules: { readonly [Id in RuleId]: Rule } = table

export interface Link {
  readonly name: string
  readonly url: string
}

/** Where a rule comes from. */
export function linkOf(id: RuleId): Link {
  const { link } = rules[id]
  if (link in places) return places[link as keyof typeof places]
  const step = link in steps ? steps[link as StepId] : cookieSteps[link as CookieStepId]
  return { name: citeOf(step), url: urlOf(step) }
}
