import { knobAnchors } from './knob-anchors'
import type { Knobs } from './knobs'

/** Every knob, in the order of `Knobs`. */
export const knobNames: readonly (keyof Knobs)[] = Object.keys(knobAnchors) as (keyof Knobs)[]

/** The values a knob can have, said at run time. */
export type ValueShape =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: { readonly [choice: string]: true } }
  /** Any of the members, each once. */
  | { readonly kind: 'subset'; readonly members: { readonly [member: string]: true } }
  /** A length of time, 0 or more. */
  | { readonly kind: 'seconds'; readonly nullable: boolean }
  /** A number of things, a whole one. */
  | { readonly kind: 'count'; readonly nullable: boolean }
  /** A whole number as a string, or null for none. */
  | { readonly kind: 'decimal' }
  /** Header names, or `name: value`, in lower case. */
  | { readonly kind: 'headers' }

/** The shape that says a type in full: a choice that is left out or does not exist is not one of it. */
type ShapeOf<V> = [V] extends [boolean]
  ? { readonly kind: 'boolean' }
  : [V] extends [string]
    ? { readonly kind: 'choice'; readonly choices: { readonly [C in V]: true } }
    : [V] extends [number | null]
      ? { readonly kind: 'seconds' | 'count'; readonly nullable: null extends V ? true : false }
      : [V] extends [string | null]
        ? { readonly kind: 'decimal' }
        : [V] extends [readonly (infer M extends string)[]]
          ? string extends M
            ? { readonly kind: 'headers' }
            : { readonly kind: 'subset'; readonly members: { readonly [C in M]: true } }
          : never

const boolean = { kind: 'boolean' } as const

/** The values of each knob. Neither a knob nor one of its choices can be forgotten here. */
export const knobValues: { readonly [K in keyof Knobs]: ShapeOf<Knobs[K]> } = {
  headerNameTrailingWhitespace: { kind: 'choice', choices: { 'header-ignored': true, stripped: true } },
  extraSafelistedRequestHeaders: { kind: 'headers' },
  nonASCIIBytesAreSafelisted: boolean,
  safelistJudgesDuplicates: { kind: 'choice', choices: { each: true, joined: true } },
  rangeNumberLimit: { kind: 'decimal' },
  rangeUnitIsCaseSensitive: boolean,
  rangeIsRewritten: boolean,
  preflightFlagNeedsBody: boolean,
  requestHeaderNamesRepeat: boolean,
  preflightOriginAfterRedirect: { kind: 'choice', choices: { tainted: true, request: true } },
  removedHeadersInPreflight: { kind: 'choice', choices: { nothing: true, counted: true } },
  wildcardCoversAuthorization: boolean,
  emptyHeaderLinesDropped: boolean,
  maxAgeLimit: { kind: 'seconds', nullable: true },
  maxAgeDefault: { kind: 'seconds', nullable: false },
  invalidMaxAge: { kind: 'choice', choices: { default: true, 'not-stored': true, 'leading-number': true } },
  negativeMaxAge: { kind: 'choice', choices: { invalid: true, zero: true } },
  emptyMaxAge: { kind: 'choice', choices: { invalid: true, default: true } },
  credentialedEntryServesBoth: boolean,
  wildcardCachedAs: { kind: 'choice', choices: { wildcard: true, word: true } },
  cachedWildcardCoversAuthorization: boolean,
  laterPreflight: { kind: 'choice', choices: { merges: true, replaces: true } },
  updateRestartsClock: boolean,
  failedPreflightClears: boolean,
  failedResponseClears: { kind: 'choice', choices: { never: true, preflighted: true, 'any-cors': true } },
  cacheModesPastPreflightCache: {
    kind: 'subset',
    members: { 'no-store': true, reload: true, 'no-cache': true },
  },
  emptyLocation: {
    kind: 'choice',
    choices: { 'current-url': true, 'no-redirect': true, 'network-error': true },
  },
  duplicateLocation: {
    kind: 'choice',
    choices: { 'network-error': true, 'same-is-one': true, joined: true },
  },
  urlCredentials: { kind: 'choice', choices: { allowed: true, 'allowed-in-xhr': true } },
  originSurvivesMethodChange: boolean,
  originFollowsReferrerPolicy: boolean,
  corsElementsSendOriginToOwnOrigin: boolean,
  referrerOfOpaqueOrigin: {
    kind: 'choice',
    choices: { none: true, 'origin-but-for-fetch': true, 'creation-url': true },
  },
  untrustworthyPreflightSendsFetchMode: boolean,
  fetchMetadataAfterCrossOriginRedirect: {
    kind: 'choice',
    choices: { sent: true, 'not-on-cors-hops': true },
  },
  fetchSiteRules: { kind: 'choice', choices: { standard: true, 'secure-schemeless': true } },
  webSocketFetchMetadata: {
    kind: 'choice',
    choices: {
      'as-any-request': true,
      none: true,
      'destination-websocket': true,
    },
  },
  upgradeInsecureRequests: {
    kind: 'choice',
    choices: { none: true, navigations: true, 'http-navigations': true },
  },
  pagesWithoutMixedContent: {
    kind: 'choice',
    choices: { 'potentially-trustworthy': true, https: true },
  },
  loopbackIsMixedContent: { kind: 'choice', choices: { no: true, 'except-images': true } },
  downgradeIsByScheme: boolean,
  sendsFetchUser: boolean,
  storageAccessHeader: {
    kind: 'choice',
    choices: { never: true, active: true, none: true, partitioned: true },
  },
  maxAgeZeroOn: { kind: 'subset', members: { reload: true, 'form-post': true, beacon: true } },
  reloadRepeatsInitiator: boolean,
  preflightSaysCacheMode: boolean,
  noStorePreflightIsKept: boolean,
  opaqueOriginsHavePreflightCache: boolean,
  preflightFetchSite: {
    kind: 'choice',
    choices: { 'every-url': true, 'current-url': true, 'current-url-tainted': true },
  },
  validatorsMakeCacheMode: {
    kind: 'choice',
    choices: { 'no-store': true, 'no-store-in-fetch': true, 'no-cache': true },
  },
  headersDroppedByRedirect: { kind: 'headers' },
  redirectedImagesUpgradeLoopback: boolean,
  zeroMaxAge: { kind: 'choice', choices: { expires: true, ignored: true } },
  headIsLookedUp: boolean,
  ownOriginPreflightIsChecked: boolean,
  removedHeadersReturn: { kind: 'choice', choices: { never: true, 'content-type': true, all: true } },
  preflightsAgainAfterRedirect: boolean,
  repeatedRequestHeaders: { kind: 'choice', choices: { 'as-given': true, folded: true } },
  safelistHasTotalLimit: boolean,
  laxReferrerPoliciesCrossSite: { kind: 'choice', choices: { honoured: true, ignored: true } },
  thirdPartyReferrer: { kind: 'choice', choices: { 'by-policy': true, origin: true } },
  dataURLContentLength: { kind: 'choice', choices: { never: true, 'in-fetch': true } },
  beaconOriginOfOpaqueOrigin: { kind: 'choice', choices: { null: true, 'creation-url': true } },
  redirectsCheckedWithCredentials: boolean,
  cacheHeadersOnCrossOriginHops: boolean,
  crossOriginRedirectOfDelete: { kind: 'choice', choices: { DELETE: true, GET: true } },
  originAfterCrossOriginHop: {
    kind: 'choice',
    choices: { 'by-taint': true, 'null-on-navigations': true, 'null-without-cors': true },
  },
  uncoveredEntryDropped: boolean,
  preflightStoredThoughNotAllowed: boolean,
  maxAgeOverflow: { kind: 'choice', choices: { capped: true, invalid: true } },
  maxAgePlusSign: { kind: 'choice', choices: { invalid: true, number: true } },
  requestHeaderBytes: { kind: 'choice', choices: { 'as-given': true, 'utf-8': true } },
  framesInheritReferrerPolicy: boolean,
  credentiallessSaysNoCache: boolean,
  xhrCharset: { kind: 'choice', choices: { kept: true, 'UTF-8': true } },
  eventSourceCharset: { kind: 'choice', choices: { any: true, 'utf-8': true } },
  elementsTakeStatus: {
    kind: 'choice',
    choices: { ok: true, 'below-400': true, 'below-400-but-style': true },
  },
  wrongStyleTypeLoads: boolean,
  mixedFrameEvent: { kind: 'choice', choices: { load: true, error: true, none: true } },
  mixedBeaconReturns: boolean,
  streamUploads: {
    kind: 'choice',
    choices: { sent: true, 'needs-http2': true, 'as-text': true, unsupported: true },
  },
  addressesHaveSites: boolean,
  flagAllowsMethod: boolean,
  embedderBlockedFrameEvent: { kind: 'choice', choices: { load: true, none: true } },
  reloadOfPost: { kind: 'choice', choices: { repeated: true, 'asked-first': true, 'as-get': true } },
  eventSourceSaysNoCache: boolean,
  onlyIfCached: { kind: 'choice', choices: { 'network-error': true, network: true } },
  resetContentHasBody: boolean,
  responseURLKeepsCredentials: boolean,
  xhrGetSaysBodyType: boolean,
  locationBytes: { kind: 'choice', choices: { bytes: true, 'latin-1': true } },
  unknownResourcePolicy: { kind: 'choice', choices: { 'as-absent': true, allows: true } },
  webSocketRedirects: { kind: 'choice', choices: { refused: true, followed: true } },
  keptWildcardServes: {
    kind: 'choice',
    choices: { any: true, 'requests-without-credentials': true, 'if-given-without-credentials': true },
  },
  preflightReferrer: { kind: 'choice', choices: { 'as-request': true, first: true } },
  noReferrerHidesOrigin: boolean,
  failedFrameEvent: { kind: 'choice', choices: { load: true, none: true, 'none-or-error': true } },
  repeatedContentType: { kind: 'choice', choices: { separate: true, joined: true } },
  redirectCredentialsJudged: {
    kind: 'choice',
    choices: { 'before-preflight': true, 'after-preflight': true },
  },
  bodyTypeIsGuarded: boolean,
  frameNeedsEmbedderPolicy: boolean,
  aboutBlankIsFetched: boolean,
  opaqueWithoutHash: { kind: 'choice', choices: { refused: true, loads: true } },
  preloadIntegrity: {
    kind: 'choice',
    choices: { checked: true, 'checked-if-readable': true, ignored: true },
  },
  hasCookieStore: boolean,
  cookieStoreItems: { kind: 'choice', choices: { 'name-and-value': true, 'all-attributes': true } },
  cookieStorePathEndsInSlash: boolean,
  cookieStoreHearsAllPaths: boolean,
  cookieStoreNormalizes: boolean,
  xhrEmptyBodyProgress: boolean,
  xhrEmptyUpload: {
    kind: 'choice',
    choices: { 'as-any': true, 'only-begins': true, 'without-progress': true },
  },
  xhrUploadFailsWithoutBody: boolean,
  xhrUploadEnds: {
    kind: 'choice',
    choices: { 'when-sent': true, 'with-answer-or-looked-at': true, 'with-response': true },
  },
  xhrResentUploadProgress: boolean,
  xhrSchemesWithoutLoadstart: {
    kind: 'subset',
    members: { 'ftp:': true, 'ws:': true, 'wss:': true, 'chrome:': true, 'about:srcdoc': true },
  },
  xhrFailureKeepsURL: boolean,
  shortBody: {
    kind: 'choice',
    choices: { cut: true, withheld: true, 'cut-unless-empty': true, taken: true },
  },
  webSocketProtocols: {
    kind: 'choice',
    choices: { 'one-offered': true, 'none-or-one': true, 'none-or-one-in-any-case': true },
  },
  mixedWebSocket: { kind: 'choice', choices: { fails: true, throws: true, 'error-without-close': true } },
  tabInCookie: { kind: 'choice', choices: { kept: true, rejected: true, cut: true } },
  cookieWithoutEquals: { kind: 'choice', choices: { nameless: true, named: true } },
  namelessCookies: { kind: 'choice', choices: { stored: true, rejected: true } },
  namelessValueWithEquals: { kind: 'choice', choices: { stored: true, rejected: true } },
  cookieBytes: { kind: 'choice', choices: { 'as-given': true, 'utf-8': true, cut: true } },
  cookieSizeLimit: { kind: 'count', nullable: true },
  longCookieAttribute: { kind: 'choice', choices: { ignored: true, counts: true } },
  cookieLifetimeLimit: { kind: 'seconds', nullable: true },
  scriptCookieLifetimeLimit: { kind: 'seconds', nullable: true },
  maxAgeAgainstExpires: { kind: 'choice', choices: { 'max-age-wins': true, 'last-wins': true } },
  cookieMaxAgePlusSign: boolean,
  cookieMaxAgeMinusSign: { kind: 'choice', choices: { ignored: true, expires: true } },
  cookiePrefixes: {
    kind: 'subset',
    members: { '__secure-': true, '__host-': true, '__http-': true, '__host-http-': true },
  },
  eventSourceReconnectsAfter: { kind: 'seconds', nullable: false },
  hostsHaveSpaces: boolean,
  beaconsAreLimited: boolean,
  redirectErrorNeedsLocation: boolean,
  manualRedirectNeedsURL: boolean,
  opaqueRedirectHasBody: boolean,
  blobType: {
    kind: 'choice',
    choices: { serialized: true, 'as-written': true, 'as-written-unless-fetched': true },
  },
  windowMemberIsChecked: boolean,
  hostPrefixPath: { kind: 'choice', choices: { attribute: true, any: true } },
  sameSiteNoneNeedsSecure: boolean,
  loopbackIsSecureForCookies: boolean,
  secureCookiesLeftAlone: { kind: 'choice', choices: { overlaid: true, 'same-cookie': true } },
  replacedCookieOrder: { kind: 'choice', choices: { kept: true, 'kept-if-equal': true } },
  cookiesPerHostLimit: { kind: 'count', nullable: true },
  cookiesPerHostPurged: { kind: 'count', nullable: false },
  cookiesInAllLimit: { kind: 'count', nullable: true },
  cookiesInAllPurged: { kind: 'count', nullable: false },
  cookiesOfEqualPaths: { kind: 'choice', choices: { 'by-creation': true, 'by-host': true } },
  sameSiteDefault: { kind: 'choice', choices: { lax: true, none: true } },
  laxAllowUnsafe: { kind: 'seconds', nullable: false },
  sameSiteIsSchemeful: boolean,
  redirectsCountForSameSite: boolean,
  thirdPartyCookies: {
    kind: 'choice',
    choices: { allow: true, block: true, partition: true, 'send-only': true },
  },
  partitionedIsKnown: boolean,
  lastAccessGranularity: { kind: 'seconds', nullable: false },
  cookieDateReading: { kind: 'choice', choices: { tokens: true, guessed: true, 'in-order': true } },
  cookieDateTokens: { kind: 'choice', choices: { 'leading-digits': true, 'digits-alone': true } },
  cookieYearDigits: { kind: 'choice', choices: { 'two-to-four': true, 'one-to-five': true } },
  shortCookieYears: { kind: 'choice', choices: { 'by-value': true, 'by-digits': true } },
  earliestCookieYear: { kind: 'count', nullable: false },
  impossibleCookieDates: { kind: 'choice', choices: { refused: true, carried: true } },
  cookieDateWithoutTime: { kind: 'choice', choices: { refused: true, midnight: true } },
  latestCookieYear: { kind: 'count', nullable: true },
  cookieControlBytes: { kind: 'choice', choices: { rejected: true, cut: true } },
  domainOfDotAlone: { kind: 'choice', choices: { 'host-only': true, rejected: true } },
  documentCookieNotUTF8: { kind: 'choice', choices: { replaced: true, nothing: true } },
  invalidExpiry: {
    kind: 'choice',
    choices: { ignored: true, 'expires-counts': true, 'both-count': true },
  },
  blockingSparesPartitioned: boolean,
  sameSiteSetCrossSite: { kind: 'choice', choices: { refused: true, stored: true } },
  domainNeedsDot: boolean,
  publicSuffixesHaveCookies: boolean,
  addressesHaveSuffixes: boolean,
  domainIsCaseSensitive: boolean,
  sandboxedDocumentsHaveSite: boolean,
  emptyCookies: { kind: 'choice', choices: { rejected: true, stored: true } },
  emptyCookieMaxAge: { kind: 'choice', choices: { ignored: true, expires: true } },
  credentiallessIsKnown: boolean,
  ipv6DocumentsHaveCookies: boolean,
  expiresIsByServerClock: boolean,
  cookiesSafeFromPurge: { kind: 'seconds', nullable: false },
}

/** Whether a name is a knob's; `__proto__` and `constructor` are not. */
export function isKnobName(name: string): name is keyof Knobs {
  return Object.hasOwn(knobAnchors, name)
}

/** Whether a value, of whatever type, is one that the knob can have. */
export function isKnobValue(knob: keyof Knobs, value: unknown): boolean {
  const shape: ValueShape = knobValues[knob]
  switch (shape.kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(shape.choices, value)
    case 'subset':
      return (
        isArrayOf(value, (item) => Object.hasOwn(shape.members, item)) && new Set(value).size === value.length
      )
    case 'seconds':
      return value === null ? shape.nullable : typeof value === 'number' && value >= 0 && value < Infinity
    case 'count':
      return value === null ? shape.nullable : Number.isSafeInteger(value) && (value as number) >= 0
    case 'decimal':
      return value === null || (typeof value === 'string' && /^\d+$/.test(value))
    case 'headers':
      return isArrayOf(value, isHeader)
  }
}

/** What a knob's values are, to complete «must be». */
export function describeKnobValues(knob: keyof Knobs): string {
  const shape: ValueShape = knobValues[knob]
  switch (shape.kind) {
    case 'boolean':
      return 'true or false'
    case 'choice':
      return enumerate(shape.choices, 'or')
    case 'subset':
      return `a list of any of ${enumerate(shape.members, 'and')}, each once`
    case 'seconds':
      return `a number of seconds, 0 or more${shape.nullable ? ', or null for no limit' : ''}`
    case 'count':
      return `a whole number, 0 or more${shape.nullable ? ', or null for no limit' : ''}`
    case 'decimal':
      return 'a whole number as a string of digits, or null for no limit'
    case 'headers':
      return "a list of header names in lower case, each 'name' or 'name: value'"
  }
}

function isArrayOf(value: unknown, test: (item: string) => boolean): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && test(item))
}

function isHeader(item: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9a-z]+(: [^A-Z\0\r\n]+)?$/.test(item)
}

function enumerate(choices: { readonly [choice: string]: true }, conjunction: 'and' | 'or'): string {
  const quoted = Object.keys(choices).map((choice) => `'${choice}'`)
  const last = quoted.pop()
  return quoted.length === 0 ? `${last}` : `${quoted.join(', ')} ${conjunction} ${last}`
}
