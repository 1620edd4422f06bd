import type { CookieKnobs } from './cookie-knobs'
import type { Instant, Seconds } from './units'

export type { Instant, Seconds }

/**
 * Every place where the standards leave a choice, or an engine departs from them. A profile is one value
 * per knob. Each is read in exactly one function, under a `Deviation(DV-n):` comment: the row of that number
 * in `divergences.ts` says what engines do. Where in the standards it acts is in `knob-anchors.ts`.
 */
export interface Knobs extends CookieKnobs {
  // ── HTTP ──────────────────────────────────────────────────────────────────────────────────────────
  /** What becomes of a response header whose name has whitespace before the colon. */
  readonly headerNameTrailingWhitespace: 'header-ignored' | 'stripped'

  // ── Which requests need a preflight ───────────────────────────────────────────────────────────────
  /**
   * Request headers that need no preflight beyond the standard's list, in lower case: `name` for any value of up to
   * 128 bytes, `name: <any-length>` for longer ones too, `name: <integer>` for digits, `name: <decimal>` for digits
   * that may have a fraction, `name: "value"` for that value and `name: value` for it in any case.
   */
  readonly extraSafelistedRequestHeaders: readonly string[]
  /** Whether bytes from 0x80 up are safe in `Accept` and `Content-Type`. */
  readonly nonASCIIBytesAreSafelisted: boolean
  /** Whether repeated request headers of one name are judged one by one, or joined to one value first. */
  readonly safelistJudgesDuplicates: 'each' | 'joined'
  /** The largest number in a safelisted `Range`; null where there is no limit. A decimal string. */
  readonly rangeNumberLimit: string | null
  /** Whether a safelisted `Range` begins with `bytes=` as it is written here, or in any case (`Bytes=`). */
  readonly rangeUnitIsCaseSensitive: boolean
  /** Whether a safelisted `Range` goes on the wire in canonical form (`bytes=00-01` as `bytes=0-1`). */
  readonly rangeIsRewritten: boolean
  /** Whether the use-CORS-preflight flag counts on a request without a body. */
  readonly preflightFlagNeedsBody: boolean

  // ── Preflight request and answer ──────────────────────────────────────────────────────────────────
  /** Whether `Access-Control-Request-Headers` names a header once, or once for each time it was appended. */
  readonly requestHeaderNamesRepeat: boolean
  /** `tainted`: a redirected request's preflight says `Origin: null`, as the request will. `request`: its real origin. */
  readonly preflightOriginAfterRedirect: 'tainted' | 'request'
  /** What headers that a redirect removed still do to the next preflight. */
  readonly removedHeadersInPreflight: 'nothing' | 'counted'
  /** Whether `*` in `Access-Control-Allow-Headers` covers `Authorization`, for a request without credentials. */
  readonly wildcardCoversAuthorization: boolean
  /** Whether empty lines of a response header are dropped where there are several. */
  readonly emptyHeaderLinesDropped: boolean

  // ── Preflight cache ───────────────────────────────────────────────────────────────────────────────
  /** The longest a preflight answer is kept; null where there is no limit. */
  readonly maxAgeLimit: Seconds | null
  /** How long a preflight answer is kept that says nothing (usable) about it. */
  readonly maxAgeDefault: Seconds
  /** What an `Access-Control-Max-Age` that is no whole number, or is there twice, counts as. */
  readonly invalidMaxAge: 'default' | 'not-stored' | 'leading-number'
  /** What a negative `Access-Control-Max-Age` counts as. */
  readonly negativeMaxAge: 'invalid' | 'zero'
  /** What an empty `Access-Control-Max-Age` counts as. */
  readonly emptyMaxAge: 'invalid' | 'default'
  /** Whether an answer given to a credentialed request serves an uncredentialed one too. */
  readonly credentialedEntryServesBoth: boolean
  /** Whether a kept `*` is a wildcard, or a method and a header of that name. */
  readonly wildcardCachedAs: 'wildcard' | 'word'
  /** Whether a cached `Access-Control-Allow-Headers: *` covers `Authorization`. */
  readonly cachedWildcardCoversAuthorization: boolean
  /** Whether a later preflight's answer joins the entries of an earlier one, or takes their place. */
  readonly laterPreflight: 'merges' | 'replaces'
  /** Whether an update of an entry's max-age counts from the update; the standard counts from storing. */
  readonly updateRestartsClock: boolean
  /** Whether a preflight that fails drops what was kept for the same URL. */
  readonly failedPreflightClears: boolean
  /** Whether an actual response that fails drops what was kept for the same URL. */
  readonly failedResponseClears: 'never' | 'preflighted' | 'any-cors'
  /** Cache modes under which the preflight cache is not consulted. */
  readonly cacheModesPastPreflightCache: readonly ('no-store' | 'reload' | 'no-cache')[]

  // ── Redirects ─────────────────────────────────────────────────────────────────────────────────────
  /** What an empty `Location` leads to. */
  readonly emptyLocation: 'current-url' | 'no-redirect' | 'network-error'
  /** What two `Location` headers lead to. */
  readonly duplicateLocation: 'network-error' | 'same-is-one' | 'joined'
  /** Whether pages may load URLs with a user name or password, where the standard has nothing against it. */
  readonly urlCredentials: 'allowed' | 'allowed-in-xhr'
  /** Whether `Origin` stays on a request whose method a redirect changed to GET. */
  readonly originSurvivesMethodChange: boolean

  // ── Request headers ───────────────────────────────────────────────────────────────────────────────
  /** Whether the referrer policy can hide `Origin` from a no-cors POST. */
  readonly originFollowsReferrerPolicy: boolean
  /** Whether an element with `crossorigin` sends `Origin` to its own origin. */
  readonly corsElementsSendOriginToOwnOrigin: boolean
  /** What a document with an opaque origin sends as `Referer`. */
  readonly referrerOfOpaqueOrigin: 'none' | 'origin-but-for-fetch' | 'creation-url'
  /** Whether a preflight to a URL that is not potentially trustworthy carries `Sec-Fetch-Mode` all the same. */
  readonly untrustworthyPreflightSendsFetchMode: boolean
  /** Whether fetch metadata is sent after a redirect to another origin. */
  readonly fetchMetadataAfterCrossOriginRedirect: 'sent' | 'not-on-cors-hops'
  /** Whose rules `Sec-Fetch-Site` follows: the standard's, or that only https and loopback names have sites, of any scheme. */
  readonly fetchSiteRules: 'standard' | 'secure-schemeless'
  /** Which fetch metadata a WebSocket handshake carries. As any request, its destination is `empty`. */
  readonly webSocketFetchMetadata: 'as-any-request' | 'none' | 'destination-websocket'
  /** Which requests carry `Upgrade-Insecure-Requests: 1`. */
  readonly upgradeInsecureRequests: 'none' | 'navigations' | 'http-navigations'

  // ── Mixed content ─────────────────────────────────────────────────────────────────────────────────
  /** Which pages mixed content is kept from: all potentially trustworthy ones, or those that came by https. */
  readonly pagesWithoutMixedContent: 'potentially-trustworthy' | 'https'
  /** Whether an https page may use http://localhost, http://127.0.0.1 and http://[::1]. */
  readonly loopbackIsMixedContent: 'no' | 'except-images'
  /** Whether a referrer policy takes any way from https to another scheme for a downgrade, http://localhost included, and none
   * from another trustworthy URL. */
  readonly downgradeIsByScheme: boolean

  // ── What recordings added ─────────────────────────────────────────────────────────────────────────
  /** Whether navigations that the user began carry `Sec-Fetch-User`. */
  readonly sendsFetchUser: boolean
  /** What `Sec-Fetch-Storage-Access` says on requests with credentials that are cross-site with the page, or that it is
   * never sent. It follows from what the user allows third parties. */
  readonly storageAccessHeader: 'never' | 'active' | 'none' | 'partitioned'
  /** Which requests carry `Cache-Control: max-age=0` of the browser’s own. */
  readonly maxAgeZeroOn: readonly ('reload' | 'form-post' | 'beacon')[]
  /** Whether `location.reload()` asks as the navigation did that led to the document: with its initiator and its referrer. Where
   * not, the document itself is both. */
  readonly reloadRepeatsInitiator: boolean
  /** Whether a preflight has the `Cache-Control` and `Pragma` of its request's cache mode. */
  readonly preflightSaysCacheMode: boolean
  /** Whether the answer to the preflight of a request with cache mode no-store is kept. */
  readonly noStorePreflightIsKept: boolean
  /** Whether preflight answers are kept for documents with an opaque origin. */
  readonly opaqueOriginsHavePreflightCache: boolean
  /** Which URLs `Sec-Fetch-Site` of a preflight is about, after redirects. */
  readonly preflightFetchSite: 'every-url' | 'current-url' | 'current-url-tainted'
  /** Which cache mode a request of mode default gets by a validator of the page's own (`If-None-Match` and the like). */
  readonly validatorsMakeCacheMode: 'no-store' | 'no-store-in-fetch' | 'no-cache'
  /** Request headers of the page's own, in lower case, that a redirect to another origin than the page's takes off. */
  readonly headersDroppedByRedirect: readonly string[]
  /** Whether an image that is redirected to http is upgraded to https even on loopback and at IP addresses. */
  readonly redirectedImagesUpgradeLoopback: boolean
  /** What a later answer with max-age 0 does to what earlier ones allowed. */
  readonly zeroMaxAge: 'expires' | 'ignored'
  /** Whether the preflight cache has to allow HEAD, which needs no preflight by itself. */
  readonly headIsLookedUp: boolean
  /** Whether a preflight that a redirect brought back to the request's own origin has to pass the CORS check. */
  readonly ownOriginPreflightIsChecked: boolean
  /** Which headers that a redirect has removed are back on a later hop that does not remove them itself. */
  readonly removedHeadersReturn: 'never' | 'content-type' | 'all'
  /** Whether a request that had a preflight has one on each later cross-origin hop, though nothing asks for it any more. */
  readonly preflightsAgainAfterRedirect: boolean
  /** What goes on the wire of a request header that a script appended several times: each value, or one value, in which the
   * last of some names wins and an empty one begins anew. */
  readonly repeatedRequestHeaders: 'as-given' | 'folded'
  /** Whether safelisted headers of more than 1,024 bytes in all need a preflight. */
  readonly safelistHasTotalLimit: boolean
  /** Whether `unsafe-url`, `no-referrer-when-downgrade` and `origin-when-cross-origin` count for subresources of other sites. */
  readonly laxReferrerPoliciesCrossSite: 'honoured' | 'ignored'
  /** Whether the referrer that goes to another site than the page's is cut down to its origin, whatever the policy. */
  readonly thirdPartyReferrer: 'by-policy' | 'origin'
  /** Whether the response to a `data:` URL has a `Content-Length`. */
  readonly dataURLContentLength: 'never' | 'in-fetch'
  /** What `Origin` a no-cors beacon of a document with an opaque origin says. */
  readonly beaconOriginOfOpaqueOrigin: 'null' | 'creation-url'
  /** Whether a redirect response that came from another origin has to allow credentials, where a request of credentials mode
   * same-origin began at its own origin. */
  readonly redirectsCheckedWithCredentials: boolean
  /** Whether a CORS request that was just redirected to another origin still has the `Cache-Control` and `Pragma` of its cache
   * mode. */
  readonly cacheHeadersOnCrossOriginHops: boolean
  /** The method of a DELETE that was redirected to another origin. */
  readonly crossOriginRedirectOfDelete: 'DELETE' | 'GET'
  /** Which requests say `Origin: null` after any redirect to another origin, where the standard looks for a taint. */
  readonly originAfterCrossOriginHop: 'by-taint' | 'null-on-navigations' | 'null-without-cors'
  /** Whether a look-up in the preflight cache that finds too little drops what was kept for the URL. */
  readonly uncoveredEntryDropped: boolean
  /** Whether a preflight answer is kept whose CORS check and status are good, but which does not allow the method or header. */
  readonly preflightStoredThoughNotAllowed: boolean
  /** What an `Access-Control-Max-Age` of 2^63 and more counts as. */
  readonly maxAgeOverflow: 'capped' | 'invalid'
  /** What an `Access-Control-Max-Age` with a plus sign counts as. */
  readonly maxAgePlusSign: 'invalid' | 'number'
  /** How characters from U+0080 up in a request header go on the wire: as a byte each, or in UTF-8. */
  readonly requestHeaderBytes: 'as-given' | 'utf-8'
  /** Whether a framed document without a referrer policy of its own takes that of the document around it. */
  readonly framesInheritReferrerPolicy: boolean
  /** Whether a request that an embedder policy sends without credentials asks past the HTTP cache. */
  readonly credentiallessSaysNoCache: boolean
  /** How a `charset=utf-8` that a page has set for a text body of an XMLHttpRequest is spelt on the wire. */
  readonly xhrCharset: 'kept' | 'UTF-8'
  /** Which charset parameter the type of an event stream may have. */
  readonly eventSourceCharset: 'any' | 'utf-8'
  /** Which statuses of a response scripts and style sheets load with. */
  readonly elementsTakeStatus: 'ok' | 'below-400' | 'below-400-but-style'
  /** Whether a style sheet of another type fires `load`, though it is not applied. */
  readonly wrongStyleTypeLoads: boolean
  /** What a frame fires that is blocked as mixed content. */
  readonly mixedFrameEvent: 'load' | 'error' | 'none'
  /** What `sendBeacon` returns where the beacon is blocked as mixed content. */
  readonly mixedBeaconReturns: boolean
  /** What becomes of a stream as a request body over HTTP/1.1. */
  readonly streamUploads: 'sent' | 'needs-http2' | 'as-text' | 'unsupported'
  /** Whether two ports of one IP address are same site to `Cross-Origin-Resource-Policy`. */
  readonly addressesHaveSites: boolean
  /** Whether a preflight that the use-CORS-preflight flag made need not list the method. */
  readonly flagAllowsMethod: boolean
  /** What a frame fires whose response the embedder policy keeps out. */
  readonly embedderBlockedFrameEvent: 'load' | 'none'
  /** What `location.reload()` does in a document that a POST led to. */
  readonly reloadOfPost: 'repeated' | 'asked-first' | 'as-get'
  /** Whether an event source sends a `Cache-Control: no-cache` of its own, which redirects leave. */
  readonly eventSourceSaysNoCache: boolean
  /** What cache mode only-if-cached comes to with nothing in the cache. */
  readonly onlyIfCached: 'network-error' | 'network'
  /** Whether the body of a 205 can be read. */
  readonly resetContentHasBody: boolean
  /** Whether `responseURL` of an XMLHttpRequest shows the user name and password of a URL. */
  readonly responseURLKeepsCredentials: boolean
  /** Whether an XMLHttpRequest by GET or HEAD has the `Content-Type` of the URLSearchParams that it cannot send. */
  readonly xhrGetSaysBodyType: boolean
  /** What bytes from 0x80 up in `Location` are: bytes of the URL, or characters that are encoded in UTF-8. */
  readonly locationBytes: 'bytes' | 'latin-1'
  /** What a `Cross-Origin-Resource-Policy` that is no policy does in a page with an embedder policy. */
  readonly unknownResourcePolicy: 'as-absent' | 'allows'
  /** Whether a WebSocket handshake follows redirects. */
  readonly webSocketRedirects: 'refused' | 'followed'
  /** Whom a kept `*` serves as a wildcard. */
  readonly keptWildcardServes: 'any' | 'requests-without-credentials' | 'if-given-without-credentials'
  /** Whose referrer a redirected request's preflight has: that of the redirected request, or of the first one. */
  readonly preflightReferrer: 'as-request' | 'first'
  /** Whether a no-cors POST without a referrer says `Origin: null`, whatever took the referrer away. */
  readonly noReferrerHidesOrigin: boolean
  /** What a frame fires whose response does not come; `none-or-error` is an error where nothing was sent. */
  readonly failedFrameEvent: 'load' | 'none' | 'none-or-error'
  /** Whether several `Content-Type` lines of a response are one, joined by a bare comma. */
  readonly repeatedContentType: 'separate' | 'joined'
  /** When a CORS redirect from the request's own origin to another's URL with user name or password is refused: at once, or
   * after the preflight that it needs. */
  readonly redirectCredentialsJudged: 'before-preflight' | 'after-preflight'
  /** Whether the type that a body brings to a no-cors request has to be a safelisted one. */
  readonly bodyTypeIsGuarded: boolean
  /** Whether a framed document needs an embedder policy of its own where the document around it has one. */
  readonly frameNeedsEmbedderPolicy: boolean
  /** Whether `about:blank` can be fetched without CORS. */
  readonly aboutBlankIsFetched: boolean
  /** What an opaque response comes to whose element has integrity metadata without any hash that counts. */
  readonly opaqueWithoutHash: 'refused' | 'loads'
  /** Which preloads are held to their integrity metadata. */
  readonly preloadIntegrity: 'checked' | 'checked-if-readable' | 'ignored'
  /** Whether pages in secure contexts have a `cookieStore`. */
  readonly hasCookieStore: boolean
  /** What the cookie store tells of a cookie. */
  readonly cookieStoreItems: 'name-and-value' | 'all-attributes'
  /** Whether a path that is given to the cookie store gets a slash at its end. */
  readonly cookieStorePathEndsInSlash: boolean
  /** Whether the cookie store tells of changes of cookies that are for other paths. */
  readonly cookieStoreHearsAllPaths: boolean
  /** Whether the cookie store trims names and values, takes no name with an equals sign, and the default path for an empty one. */
  readonly cookieStoreNormalizes: boolean
  /** Whether an XMLHttpRequest fires `progress` for an answer without a single byte. */
  readonly xhrEmptyBodyProgress: boolean
  /** What the upload of an XMLHttpRequest fires where its body is empty: all events, none after `loadstart` unless it fails, or all but `progress`. */
  readonly xhrEmptyUpload: 'as-any' | 'only-begins' | 'without-progress'
  /** Whether the upload of an XMLHttpRequest is told of a failure where there was no body, if the request is of the own origin or no simple one. */
  readonly xhrUploadFailsWithoutBody: boolean
  /** When the upload of an XMLHttpRequest is over: as soon as the body is sent; with the answer that is not followed, or 0.1 s after sending; or with a response that can be read, after progress from 0.05 s on. */
  readonly xhrUploadEnds: 'when-sent' | 'with-answer-or-looked-at' | 'with-response'
  /** Whether the upload of an XMLHttpRequest fires `progress` once more each time that a redirect has the body sent again. */
  readonly xhrResentUploadProgress: boolean
  /** Beginnings of URLs whose XMLHttpRequests fail without `loadstart`. */
  readonly xhrSchemesWithoutLoadstart: readonly ('ftp:' | 'ws:' | 'wss:' | 'chrome:' | 'about:srcdoc')[]
  /** Whether `responseURL` shows where a failed XMLHttpRequest was last sent, if it never left the own origin. */
  readonly xhrFailureKeepsURL: boolean
  /** What fetch() and XMLHttpRequest make of a body shorter than its `Content-Length`: its bytes and then a failure; a failure before the first byte; the first, but a network error where no byte came; or what came. */
  readonly shortBody: 'cut' | 'withheld' | 'cut-unless-empty' | 'taken'
  /** Which subprotocol in an answer opens a WebSocket: exactly one that was offered, if any were; also none, and any where none were offered; or none, or one offered in any case. */
  readonly webSocketProtocols: 'one-offered' | 'none-or-one' | 'none-or-one-in-any-case'
  /** What becomes of a WebSocket that mixed content is blocked of: it fails, its constructor throws, or it fires `error` alone. */
  readonly mixedWebSocket: 'fails' | 'throws' | 'error-without-close'
  /** How long an event source waits before it connects again, where the stream does not say. */
  readonly eventSourceReconnectsAfter: Seconds
  /** Whether a host may have spaces, so that its URL is one, and leads nowhere. */
  readonly hostsHaveSpaces: boolean
  /** Whether a beacon counts among the 64 KiB that may be under way of a document and outlive it. */
  readonly beaconsAreLimited: boolean
  /** Whether redirect mode `error` refuses a redirect only where it has a Location that is not empty. */
  readonly redirectErrorNeedsLocation: boolean
  /** Whether redirect mode `manual` fails where the redirect has a Location that is no URL. */
  readonly manualRedirectNeedsURL: boolean
  /** Whether an opaque redirect has a body: an empty one, or that of the response where it has no Location. */
  readonly opaqueRedirectHasBody: boolean
  /** The type of a blob that a body is read as: its MIME type, serialized; the `Content-Type` as it is written; or of what was fetched only that up to the first semicolon. */
  readonly blobType: 'serialized' | 'as-written' | 'as-written-unless-fetched'
  /** Whether a request is refused whose init has a `window` that is not null. */
  readonly windowMemberIsChecked: boolean
}
