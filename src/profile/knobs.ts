/** A length of time in seconds, as the standards count max-age. */
export type Seconds = number
/** A moment in milliseconds since the epoch; always handed in, never read from a clock. */
export type Instant = number

/**
 * Every place where the standards leave a choice, or an engine departs from them. A profile is one value
 * per knob. Each is read in exactly one function, under a `Deviation(DV-n):` comment: the row of that number
 * in `divergences.ts` says what engines do. Where in the standards it acts is in `knob-anchors.ts`.
 */
export interface Knobs {
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
  /** What becomes of a cookie with a tab within its name or value: kept, rejected, or cut there. */
  readonly tabInCookie: 'kept' | 'rejected' | 'cut'
  /** What a cookie without an equals sign is: a value without a name, or a name without a value. */
  readonly cookieWithoutEquals: 'nameless' | 'named'
  /** What becomes of a cookie whose name is empty, as in `=value`. */
  readonly namelessCookies: 'stored' | 'rejected'
  /** What becomes of a nameless cookie whose value has an equals sign (`=a=b`), and so goes out as another one. */
  readonly namelessValueWithEquals: 'stored' | 'rejected'
  /** What bytes from 0x80 up in a cookie are: themselves; UTF-8, errors in values becoming U+FFFD; or the end of what is read. */
  readonly cookieBytes: 'as-given' | 'utf-8' | 'cut'
  /** The most bytes that name and value can have together; null where there is no limit. */
  readonly cookieSizeLimit: number | null
  /** What an attribute of more than 1024 bytes does. */
  readonly longCookieAttribute: 'ignored' | 'counts'
  /** The longest that a cookie is kept; null where there is no limit. */
  readonly cookieLifetimeLimit: Seconds | null
  /** The longest that a cookie is kept which a script set; null where there is no further limit. */
  readonly scriptCookieLifetimeLimit: Seconds | null
  /** Which of `Max-Age` and `Expires` counts where a cookie has both. */
  readonly maxAgeAgainstExpires: 'max-age-wins' | 'last-wins'
  /** Whether `Max-Age=+5` is 5 seconds. */
  readonly cookieMaxAgePlusSign: boolean
  /** What `Max-Age=-`, without a digit, does. */
  readonly cookieMaxAgeMinusSign: 'ignored' | 'expires'
  /** Which prefixes of cookie names promise something, in lower case. */
  readonly cookiePrefixes: readonly ('__secure-' | '__host-' | '__http-' | '__host-http-')[]
  /** Whether the path `/` that `__Host-` asks for has to be an attribute, or may be the default path. */
  readonly hostPrefixPath: 'attribute' | 'any'
  /** Whether `SameSite=None` needs `Secure`. */
  readonly sameSiteNoneNeedsSecure: boolean
  /** Whether http to localhost and loopback addresses may set and get `Secure` cookies. */
  readonly loopbackIsSecureForCookies: boolean
  /** Which secure cookies keep an insecure one from being set: those it would overlay, or the very same one alone. */
  readonly secureCookiesLeftAlone: 'overlaid' | 'same-cookie'
  /** Whether a replaced cookie keeps its creation, and so its place, always, or only if the value is the same. */
  readonly replacedCookieOrder: 'kept' | 'kept-if-equal'
  /** How many cookies a registrable domain can have; null where there is no limit. */
  readonly cookiesPerHostLimit: number | null
  /** How many more than the excess go once there are too many for a registrable domain. */
  readonly cookiesPerHostPurged: number
  /** How many cookies there can be; null where there is no limit. */
  readonly cookiesInAllLimit: number | null
  /** How many more than the excess go once there are too many. */
  readonly cookiesInAllPurged: number
  /** In which order cookies with equally long paths are sent. */
  readonly cookiesOfEqualPaths: 'by-creation' | 'by-host'
  /** What a cookie is that says nothing (usable) about SameSite. */
  readonly sameSiteDefault: 'lax' | 'none'
  /** For how long a cookie without SameSite goes with cross-site top-level navigations by POST. */
  readonly laxAllowUnsafe: Seconds
  /** Whether http and https of one host are different sites to SameSite. */
  readonly sameSiteIsSchemeful: boolean
  /** Whether a redirect through another site makes a request cross-site. */
  readonly redirectsCountForSameSite: boolean
  /** What third parties get: the cookies they have elsewhere, none, those of a jar for each top-level site, or those they have, without setting more. */
  readonly thirdPartyCookies: 'allow' | 'block' | 'partition' | 'send-only'
  /** Whether `Partitioned` makes a cookie of the top-level site’s own jar. */
  readonly partitionedIsKnown: boolean
  /** How old the last access of a cookie has to be for reading it to be written down. */
  readonly lastAccessGranularity: Seconds
  /** How the parts of a date are found: as tokens in any order, guessed from how words and numbers look (12/31/27, 7:28 PM and time zones among them), or in one of two fixed orders, with a time zone at the end. */
  readonly cookieDateReading: 'tokens' | 'guessed' | 'in-order'
  /** Whether a token that begins with digits may go on otherwise (`21st`, `07:28:00am`); where not, the fields of a time have any number of digits. Of dates that are read as tokens. */
  readonly cookieDateTokens: 'leading-digits' | 'digits-alone'
  /** How many digits a year can have. Of dates that are read as tokens. */
  readonly cookieYearDigits: 'two-to-four' | 'one-to-five'
  /** Which years lack their century: those below 100, or those written with two digits, and with three, to which 1900 is added. */
  readonly shortCookieYears: 'by-value' | 'by-digits'
  /** The first year that a date can be in. */
  readonly earliestCookieYear: number
  /** What becomes of 31 February and of 24:00:00: no dates, or those that come as many days and hours later. */
  readonly impossibleCookieDates: 'refused' | 'carried'
  /** What a date without a time is. */
  readonly cookieDateWithoutTime: 'refused' | 'midnight'
  /** The last year that a date can be in; null where there is none but by its digits. */
  readonly latestCookieYear: number | null
  /** What a control byte in a `Set-Cookie` line does: the cookie is rejected, or what follows is cut off. */
  readonly cookieControlBytes: 'rejected' | 'cut'
  /** What `Domain=.` does: nothing, or the cookie is rejected. */
  readonly domainOfDotAlone: 'host-only' | 'rejected'
  /** What `document.cookie` gives where a cookie is not UTF-8: U+FFFD for what is not, or nothing at all. */
  readonly documentCookieNotUTF8: 'replaced' | 'nothing'
  /** Whether the last `Expires` or `Max-Age` of a cookie counts where it makes no sense, so that those before it do not. */
  readonly invalidExpiry: 'ignored' | 'expires-counts' | 'both-count'
  /** Whether third parties have `Partitioned` cookies where their other cookies are blocked. */
  readonly blockingSparesPartitioned: boolean
  /** What becomes of a cookie with a SameSite restriction that comes with a cross-site response. */
  readonly sameSiteSetCrossSite: 'refused' | 'stored'
  /** Whether a `Domain` without a dot rejects the cookie. */
  readonly domainNeedsDot: boolean
  /** Whether a host that is a public suffix can have cookies. */
  readonly publicSuffixesHaveCookies: boolean
  /** Whether the end of an IP address is a domain that it belongs to. */
  readonly addressesHaveSuffixes: boolean
  /** Whether `Domain` is compared as it is written. */
  readonly domainIsCaseSensitive: boolean
  /** Whether a sandboxed document is of the site of its URL, though its origin is opaque. */
  readonly sandboxedDocumentsHaveSite: boolean
  /** What becomes of a cookie with neither name nor value. */
  readonly emptyCookies: 'rejected' | 'stored'
  /** What an empty `Max-Age` of a cookie does. */
  readonly emptyCookieMaxAge: 'ignored' | 'expires'
  /** Whether the embedder policy `credentialless` leaves credentials out. */
  readonly credentiallessIsKnown: boolean
  /** Whether `document.cookie` works in documents from IPv6 addresses. */
  readonly ipv6DocumentsHaveCookies: boolean
}
