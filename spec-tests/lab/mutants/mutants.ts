/** One deciding line of the kernel, changed. */
export interface Mutant {
  readonly id: string
  /** Below `src`. */
  readonly file: string
  /** There is this text in the file, once. */
  readonly find: string
  readonly replace: string
  /** What a browser with this line would do. */
  readonly breaks: string
}

/** Faults that the corpus has to find, each by itself. */
export const mutants: readonly Mutant[] = [
  // ── Fetch: the CORS check ─────────────────────────────────────────────────────────────────────────
  {
    id: 'cors-check-wildcard',
    file: 'fetch/cors-check.ts',
    find: "if (credentialsMode !== 'include' && origin === '*') {",
    replace: "if (origin === '*') {",
    breaks: '`*` is enough for requests with credentials.',
  },
  {
    id: 'cors-check-origin',
    file: 'fetch/cors-check.ts',
    find: 'if (origin !== byteSerializedOrigin) {',
    replace: "if (origin === '*') {",
    breaks: 'Any origin that is named will do.',
  },
  {
    id: 'cors-check-credentials',
    file: 'fetch/cors-check.ts',
    find: "if (credentialsMode !== 'include') {",
    replace: 'if (origin === byteSerializedOrigin) {',
    breaks: '`Access-Control-Allow-Credentials` is never asked for.',
  },
  {
    id: 'cors-check-status',
    file: 'fetch/preflight-fetch.ts',
    find: 'if (okStatus(response.status)) return null',
    replace: 'if (response.status > 0) return null',
    breaks: 'A preflight may be answered with any status.',
  },
  // ── Fetch: when there is a preflight ──────────────────────────────────────────────────────────────
  {
    id: 'preflight-by-header-only',
    file: 'fetch/needs-preflight.ts',
    find: '!corsSafelistedMethod(request.method) || unsafeNames.length > 0',
    replace: 'unsafeNames.length > 0',
    breaks: 'No method needs a preflight.',
  },
  {
    id: 'preflight-by-method-only',
    file: 'fetch/needs-preflight.ts',
    find: '!corsSafelistedMethod(request.method) || unsafeNames.length > 0',
    replace: '!corsSafelistedMethod(request.method)',
    breaks: 'No header needs a preflight.',
  },
  {
    id: 'safelisted-methods',
    file: 'http/methods.ts',
    find: "return method === 'GET' || method === 'HEAD' || method === 'POST'",
    replace: "return method === 'GET' || method === 'HEAD'",
    breaks: 'POST is no safelisted method.',
  },
  {
    id: 'safelisted-content-types',
    file: 'http/cors-safelisted.ts',
    find: "    case 'text/plain':\n      return true",
    replace: "    case 'application/json':\n      return true",
    breaks: 'JSON needs no preflight, plain text does.',
  },
  {
    id: 'safelisted-language',
    file: 'http/cors-safelisted.ts',
    find: "return solelyContains(value, languageBytes) ? null : 'language-byte'",
    replace: 'return null',
    breaks: 'Any bytes are safe in `Accept-Language` and `Content-Language`.',
  },
  {
    id: 'safelisted-length',
    file: 'http/cors-safelisted.ts',
    find: "if (value.length > valueLimit) return 'value-too-long'\n  // 2.",
    replace: '// 2.',
    breaks: 'Values of safelisted headers may be longer than 128 bytes.',
  },
  // ── Fetch: what a preflight's answer allows ───────────────────────────────────────────────────────
  {
    id: 'allowed-methods',
    file: 'fetch/preflight-fetch.ts',
    find: 'if (methods.includes(method) || corsSafelistedMethod(method)) return null',
    replace: 'if (methods.includes(method)) return null',
    breaks: 'Safelisted methods have to be allowed by name.',
  },
  {
    id: 'allowed-methods-wildcard',
    file: 'fetch/preflight-fetch.ts',
    find: "if (request.credentialsMode !== 'include' && methods.includes('*')) return null",
    replace: '',
    breaks: '`Access-Control-Allow-Methods: *` is a method of that name.',
  },
  {
    id: 'allowed-headers',
    file: 'fetch/preflight-fetch.ts',
    find: 'if (!wildcard && !allowed.includes(name) && hasHeader(request.headerList, name)) {',
    replace: "if (!wildcard && name === 'authorization' && !allowed.includes(name)) {",
    breaks: 'Headers other than `Authorization` need not be allowed.',
  },
  // ── The preflight cache ───────────────────────────────────────────────────────────────────────────
  {
    id: 'cache-never-answers',
    file: 'fetch/consult-preflight-cache.ts',
    find: '  return missing === null\n',
    replace: '  return false\n',
    breaks: 'Every request that needs a preflight makes one.',
  },
  {
    id: 'cache-default-age',
    file: 'fetch/max-age.ts',
    find: 'if (value === null) return rules.maxAgeDefault',
    replace: 'if (value === null) return 0',
    breaks: 'Without `Access-Control-Max-Age`, nothing is kept for five seconds.',
  },
  {
    id: 'cache-headers',
    file: 'preflight-cache/preflight-cache.ts',
    find: 'if (!headerNameMatches(bucket, headerName, credentials, now, rules)) return headerName',
    replace: 'if (bucket.length === 0) return headerName',
    breaks: 'Once anything was allowed for a URL, all headers are.',
  },
  {
    id: 'cache-expiry',
    file: 'preflight-cache/preflight-cache.ts',
    find: 'return entry.stored + entry.maxAge * 1000 <= now',
    replace: 'return entry.stored + entry.maxAge <= now',
    breaks: 'Seconds are taken for milliseconds.',
  },
  {
    id: 'cache-by-url',
    file: 'preflight-cache/preflight-cache.ts',
    find: 'a === b || (a.href === b.href && a.origin === b.origin && samePartition(a.partition, b.partition)),',
    replace: 'a === b,',
    breaks: 'What one request has learned is of no use to the next.',
  },
  // ── Redirects ─────────────────────────────────────────────────────────────────────────────────────
  {
    id: 'redirect-statuses',
    file: 'http/statuses.ts',
    find: '    case 307:\n',
    replace: '',
    breaks: '307 is no redirect.',
  },
  {
    id: 'redirect-post',
    file: 'fetch/http-redirect-fetch.ts',
    find: "if (status === 301 || status === 302) return method === 'POST'",
    replace: 'if (status === 301 || status === 302) return false',
    breaks: 'A POST stays one after 301 and 302.',
  },
  {
    id: 'redirect-see-other',
    file: 'fetch/http-redirect-fetch.ts',
    find: "return status === 303 && method !== 'GET' && method !== 'HEAD'",
    replace: 'return false',
    breaks: '303 keeps the method.',
  },
  {
    id: 'redirect-taint',
    file: 'fetch/request.ts',
    find: "if (request.urlList.length > 1 && redirectTaint(request) !== 'same-origin') return 'null'",
    replace: '',
    breaks: 'After redirects between foreign origins, the origin is still said.',
  },
  // ── Main fetch and filtering ──────────────────────────────────────────────────────────────────────
  {
    id: 'basic-again',
    file: 'fetch/main-fetch.ts',
    find: "if (request.responseTainting === 'basic' && sameOrigin(url.origin, request.origin)) return true",
    replace: 'if (sameOrigin(url.origin, request.origin)) return true',
    breaks: 'Back at its own origin, a request is no longer a CORS request.',
  },
  {
    id: 'same-origin-port',
    file: 'origin/origin.ts',
    find: 'return a.serialized === b.serialized',
    replace: 'return a.scheme === b.scheme && a.host === b.host',
    breaks: 'Ports make no difference to origins.',
  },
  {
    id: 'exposed-by-name',
    file: 'fetch/filter-response.ts',
    find: "if (exposed === '*' || exposed.has(name))",
    replace: "if (exposed === '*')",
    breaks: '`Access-Control-Expose-Headers` counts only where it is `*`.',
  },
  {
    id: 'exposed-wildcard',
    file: 'fetch/filter-response.ts',
    find: "if (request.credentialsMode !== 'include' && headerNames.includes('*')) {",
    replace: "if (headerNames.includes('*')) {",
    breaks: '`*` exposes all headers to requests with credentials, too.',
  },
  // ── What is sent ──────────────────────────────────────────────────────────────────────────────────
  {
    id: 'origin-of-cors',
    file: 'fetch/origin-header.ts',
    find: "if (request.responseTainting === 'cors' || request.mode === 'websocket') {",
    replace: "if (request.mode === 'websocket') {",
    breaks: 'CORS requests by GET have no `Origin`.',
  },
  {
    id: 'referrer-default',
    file: 'fetch/referrer.ts',
    find: '      if (sameOriginReferrer(source, url)) return stripped(source, full)\n',
    replace: '      return stripped(source, full)\n',
    breaks: 'By default, other origins get the whole referrer.',
  },
  {
    id: 'fetch-site',
    file: 'fetch/fetch-metadata.ts',
    find: "if (!sameSite(origin, target)) return 'cross-site'",
    replace: "if (!schemelesslySameSite(origin, target)) return 'cross-site'",
    breaks: 'To `Sec-Fetch-Site`, http and https are one site.',
  },
  {
    id: 'mixed-content',
    file: 'fetch/mixed-content.ts',
    find: "  if (request.destination === 'document') return false\n  // 2.\n  return true",
    replace: '  return false',
    breaks: 'Pages that came by https may ask for http.',
  },
  // ── Cookies ───────────────────────────────────────────────────────────────────────────────────────
  {
    id: 'cookie-same-site-strict',
    file: 'cookies/retrieve-cookies.ts',
    find: "context.sameSite !== 'strict-or-less' && !sameSiteAllows",
    replace: "context.sameSite === 'none' && !sameSiteAllows",
    breaks: 'Strict cookies go with links from other sites.',
  },
  {
    id: 'cookie-lax-everywhere',
    file: 'fetch/same-site-mode.ts',
    find: "  if (!topLevelNavigation(request)) return 'none'\n",
    replace: "  if (!topLevelNavigation(request)) return 'lax-or-less'\n",
    breaks: 'Lax cookies go with cross-site subresources.',
  },
  {
    id: 'cookie-host-only',
    file: 'cookies/store-cookie.ts',
    find: 'hostOnly: domain === null,',
    replace: 'hostOnly: false,',
    breaks: 'Cookies without Domain go to the hosts below, too.',
  },
  {
    id: 'cookie-none-insecure',
    file: 'cookies/store-cookie.ts',
    find: "if (sameSite === 'none' && !secure && rules.sameSiteNoneNeedsSecure)",
    replace: "if (sameSite === 'none' && !secure && false)",
    breaks: 'SameSite=None needs no Secure.',
  },
  {
    id: 'cookie-set-cross-site',
    file: 'cookies/store-cookie.ts',
    find: '&& !context.sameSiteMayBeSet)',
    replace: '&& false)',
    breaks: 'Cross-site answers set Lax cookies.',
  },
  {
    id: 'cookie-path',
    file: 'cookies/retrieve-cookies.ts',
    find: "  if (cookie.path !== '/' && !pathMatches(context.path, cookie.path)) return 'retrieve-cookies/path'\n",
    replace: '',
    breaks: 'Cookies go to every path.',
  },
  {
    id: 'cookie-credentials',
    file: 'fetch/credentials.ts',
    find: "(credentialsMode === 'same-origin' && responseTainting === 'basic')",
    replace: "credentialsMode === 'same-origin'",
    breaks: 'Cookies go to other origins without being asked for.',
  },
  {
    id: 'cookie-partitions',
    file: 'fetch/cookie-context.ts',
    find: "return { unpartitioned: 'none', partition, partitionHolds: 'all' }",
    replace: "return { unpartitioned: 'read-write', partition, partitionHolds: 'partitioned' }",
    breaks: 'Third parties share their cookies between all sites.',
  },
]
