import type { SpecAnchor } from '../spec/anchor'
import { type BrowserEngine, type Engine, engineVersions } from './engine'
import { knobAnchors } from './knob-anchors'
import type { Knobs } from './knobs'

/** One place where an engine leaves the specification, or fills in what it leaves open. */
export interface Divergence<K extends keyof Knobs = keyof Knobs> {
  /** For ever: a row that goes takes its number with it. */
  readonly id: `DV-${number}`
  readonly knob: K
  readonly anchor: SpecAnchor
  /** What differs, in one sentence. */
  readonly summary: string
  /** Whether the standard leaves the choice to the user agent, so that no engine departs from it. */
  readonly leftOpen: boolean
  /** An engine that is not named does as `spec`. */
  readonly values: { readonly spec: Knobs[K] } & { readonly [E in BrowserEngine]?: Knobs[K] }
  /** The oldest version that each of the values is vouched for, which need not be the first to have it. */
  readonly since: { readonly [E in BrowserEngine]?: string }
  /** What the knob cannot say, and what engine sources have against the value; null where there is nothing. */
  readonly note: string | null
  readonly evidence: RowEvidence
}

/**
 * Why a row is believed: recordings of this project's lab, by id, or a source (what was observed, or what an
 * engine's code says at a commit) and the day it was read.
 */
export type RowEvidence =
  | { readonly kind: 'recorded'; readonly ids: readonly string[] }
  | { readonly kind: 'documented'; readonly source: string; readonly date: string }

/** One row: a knob with values of its own type, so that an impossible row does not compile. */
export type Row = { [K in keyof Knobs]: Divergence<K> }[keyof Knobs]

/** Evidence by sources alone. */
function documented(...sources: readonly string[]): RowEvidence {
  return { kind: 'documented', source: sources.join('; '), date: '2026-11-21' }
}

/** Evidence of a behaviour that was seen in all three browsers. */
function observed(...sources: readonly string[]): RowEvidence {
  return documented(
    'observed once on loopback with Chromium 156.0, Firefox ESR 153.7 and WebKitGTK 2.50.6, not yet by this project’s lab',
    ...sources,
  )
}

const safariLikeWebKitGTK = 'Safari was not observed and is taken to do as WebKitGTK'

function vouched(...names: readonly BrowserEngine[]): { readonly [E in BrowserEngine]?: string } {
  const since: { [E in BrowserEngine]?: string } = {}
  for (const name of names) since[name] = engineVersions[name]
  return since
}

/**
 * Engine sources: where each was read, `repository@commit path`. What could only be read in a copy is named by
 * the repository it belongs to, and the copy behind it.
 */
const sources = {
  blinkFetchContext:
    'chromium/chromium@0047c18af00c third_party/blink/renderer/core/loader/frame_fetch_context.cc',
  blinkFetchParameters:
    'chromium/chromium@f24a8e130d36 third_party/blink/renderer/platform/loader/fetch/fetch_parameters.cc',
  blinkXHR:
    'chromium/chromium@26f9068a18b0 third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc',
  chromiumCORS:
    'chromium/chromium services/network/public/cpp/cors/cors.cc, read in the copy sj817/shotium@6775069775ac',
  chromiumFetchMetadata: 'chromium/chromium@1a4f344c5089 services/network/sec_header_helpers.cc',
  chromiumLoader: 'chromium/chromium@2c72914d2580 services/network/cors/cors_url_loader.cc',
  chromiumNumbers: 'chromium/chromium@1dce9dcaeaa1 base/strings/string_number_conversions_internal.h',
  chromiumPreflight: 'chromium/chromium@5c96b9d399b1 services/network/cors/preflight_controller.cc',
  chromiumPreflightCache: 'chromium/chromium@1a4f344c5089 services/network/cors/preflight_cache.cc',
  chromiumPreflightResult: 'chromium/chromium@67961621892e services/network/cors/preflight_result.cc',
  geckoCORS:
    'mozilla-firefox/firefox netwerk/protocol/http/nsCORSListenerProxy.cpp, read in the copy hfstco/firefox@b176b891a26e',
  geckoContentUtils: 'mozilla/gecko-dev@010aa5c44816 dom/base/nsContentUtils.cpp',
  geckoFetchMetadata: 'mozilla/gecko-dev@560e11db8ae3 dom/security/SecFetch.cpp',
  geckoHeaders: 'mozilla/gecko-dev@61f7867cd224 netwerk/protocol/http/nsHttpHeaderArray.cpp',
  geckoFetchHeaders: 'mozilla/gecko-dev@61f7867cd224 dom/fetch/InternalHeaders.cpp',
  webkitAccessControl: 'WebKit/WebKit@00f03c1f906f Source/WebCore/loader/CrossOriginAccessControl.cpp',
  webkitLoadChecker: 'WebKit/WebKit@00d0126aebf7 Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp',
  webkitPreflightCache:
    'WebKit/WebKit@00f03c1f906f Source/WebCore/loader/CrossOriginPreflightResultCache.cpp',
  webkitWebSocket:
    'WebKit/WebKit@3a2cc6eb4c2c Source/WebCore/Modules/websockets/ThreadableWebSocketChannel.cpp',
} as const

const rows = [
  // ── HTTP ──────────────────────────────────────────────────────────────────────────────────────────
  {
    id: 'DV-1',
    knob: 'headerNameTrailingWhitespace',
    anchor: knobAnchors.headerNameTrailingWhitespace,
    summary: 'Chromium takes a response header whose name has whitespace before the colon for a good one.',
    leftOpen: true,
    values: { spec: 'header-ignored', chromium: 'stripped' },
    since: vouched('chromium'),
    note: 'No standard says what a client does with such a line. Safari reads HTTP with a library of its own and was not observed.',
    evidence: observed(sources.geckoHeaders),
  },

  // ── Which requests need a preflight ───────────────────────────────────────────────────────────────
  {
    id: 'DV-2',
    knob: 'extraSafelistedRequestHeaders',
    anchor: knobAnchors.extraSafelistedRequestHeaders,
    summary: 'Chromium sends client hints, `User-Agent` and `Intervention` without a preflight.',
    leftOpen: false,
    values: {
      spec: [],
      chromium: [
        'device-memory: <decimal>',
        'downlink: <decimal>',
        'dpr: <decimal>',
        'ect: "2g"',
        'ect: "3g"',
        'ect: "4g"',
        'ect: "slow-2g"',
        'intervention',
        'rtt: <integer>',
        'save-data: on',
        'user-agent: <any-length>',
        'viewport-width: <integer>',
        'width: <integer>',
      ],
    },
    since: vouched('chromium'),
    note: 'Chromium wants digits with at most one fraction in `device-memory`, `downlink` and `dpr`, and digits alone in `rtt`, `viewport-width` and `width`; other values need a preflight, which a list of names cannot say. Its list also has the `sec-ch-` hints, which no page can set. `ect` and `intervention` are from its source alone.',
    evidence: observed(sources.chromiumCORS),
  },
  {
    id: 'DV-3',
    knob: 'nonASCIIBytesAreSafelisted',
    anchor: knobAnchors.nonASCIIBytesAreSafelisted,
    summary: 'Firefox takes bytes from 0x80 up in `Accept` and `Content-Type` for unsafe ones.',
    leftOpen: false,
    values: { spec: true, firefox: false },
    since: vouched('firefox'),
    note: 'Its source compares signed characters, of which these are below a space.',
    evidence: observed(sources.geckoContentUtils),
  },
  {
    id: 'DV-4',
    knob: 'safelistJudgesDuplicates',
    anchor: knobAnchors.safelistJudgesDuplicates,
    summary:
      'Chromium and WebKit join the values of a repeated request header before they measure it; the standard and Firefox measure each.',
    leftOpen: false,
    values: { spec: 'each', chromium: 'joined', safari: 'joined', webkitgtk: 'joined' },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'The standard goes through the headers one by one. XMLHttpRequest joins them by itself.',
    evidence: observed(safariLikeWebKitGTK, sources.geckoFetchHeaders),
  },
  {
    id: 'DV-5',
    knob: 'rangeNumberLimit',
    anchor: knobAnchors.rangeNumberLimit,
    summary: 'Engines count the bytes of a `Range` in 64 bits, and ask first where that is not enough.',
    leftOpen: false,
    values: {
      spec: null,
      chromium: '9223372036854775806',
      firefox: '18446744073709551615',
      safari: '18446744073709551615',
      webkitgtk: '18446744073709551615',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'WebKitGTK was seen to let 9999999999999999999 through and is taken to count like Firefox; its source reads signed numbers, which would make the limit 9223372036854775807.',
    evidence: observed(safariLikeWebKitGTK, sources.chromiumCORS, sources.geckoContentUtils),
  },
  {
    id: 'DV-6',
    knob: 'rangeUnitIsCaseSensitive',
    anchor: knobAnchors.rangeUnitIsCaseSensitive,
    summary: 'WebKit takes `Bytes=0-1` for as simple a range as `bytes=0-1`.',
    leftOpen: false,
    values: { spec: true, safari: false, webkitgtk: false },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(safariLikeWebKitGTK),
  },
  {
    id: 'DV-7',
    knob: 'rangeIsRewritten',
    anchor: knobAnchors.rangeIsRewritten,
    summary: 'Chromium reads a `Range` and sends what it read: `bytes=00-01` goes out as `bytes=0-1`.',
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: 'Seen with `bytes= 0-1` and `Bytes=0-1` as well, which are not safelisted: any single range it understands is rewritten.',
    evidence: observed(),
  },
  {
    id: 'DV-8',
    knob: 'preflightFlagNeedsBody',
    anchor: knobAnchors.preflightFlagNeedsBody,
    summary: 'Chromium looks for upload listeners of an XMLHttpRequest only where there is a body to upload.',
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: null,
    evidence: observed(sources.blinkXHR),
  },

  // ── Preflight request and answer ──────────────────────────────────────────────────────────────────
  {
    id: 'DV-9',
    knob: 'requestHeaderNamesRepeat',
    anchor: knobAnchors.requestHeaderNamesRepeat,
    summary: 'Firefox names a request header in its preflight once for each time it was appended.',
    leftOpen: false,
    values: { spec: false, firefox: true },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoFetchHeaders, sources.geckoCORS),
  },
  {
    id: 'DV-10',
    knob: 'preflightOriginAfterRedirect',
    anchor: knobAnchors.preflightOriginAfterRedirect,
    summary:
      'After a redirect that makes the origin of a request `null`, Firefox still sends its preflight with the real one and checks the answer against that.',
    leftOpen: false,
    values: { spec: 'tainted', firefox: 'request' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoCORS),
  },
  {
    id: 'DV-11',
    knob: 'removedHeadersInPreflight',
    anchor: knobAnchors.removedHeadersInPreflight,
    summary:
      'A header that a redirect took off still makes Firefox send a preflight, and WebKit ask for it by name.',
    leftOpen: false,
    values: { spec: 'nothing', firefox: 'force-one', safari: 'listed', webkitgtk: 'listed' },
    since: vouched('firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(sources.geckoCORS, sources.webkitLoadChecker),
  },
  {
    id: 'DV-12',
    knob: 'wildcardCoversAuthorization',
    anchor: knobAnchors.wildcardCoversAuthorization,
    summary: 'No engine insists that `Authorization` be listed where `Access-Control-Allow-Headers` is `*`.',
    leftOpen: false,
    values: { spec: false, chromium: true, firefox: true, safari: true, webkitgtk: true },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'In Chromium a setting, in Firefox a preference turns the rule of the standard on; Firefox warns in its console.',
    evidence: observed(sources.chromiumPreflightResult, sources.geckoCORS, sources.webkitPreflightCache),
  },
  {
    id: 'DV-13',
    knob: 'emptyHeaderLinesDropped',
    anchor: knobAnchors.emptyHeaderLinesDropped,
    summary: 'Firefox drops empty lines of a response header before it joins several.',
    leftOpen: false,
    values: { spec: false, firefox: true },
    since: vouched('firefox'),
    note: 'Firefox drops an empty line of most headers when it joins several; only this one was observed.',
    evidence: observed(sources.geckoHeaders),
  },

  // ── Preflight cache ───────────────────────────────────────────────────────────────────────────────
  {
    id: 'DV-14',
    knob: 'maxAgeLimit',
    anchor: knobAnchors.maxAgeLimit,
    summary:
      'A preflight answer is kept for two hours at most in Chromium, a day in Firefox, ten minutes in WebKit.',
    leftOpen: true,
    values: { spec: null, chromium: 7200, firefox: 86400, safari: 600, webkitgtk: 600 },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'Only the limit of WebKit was waited for; the others are from engine sources. Chromium and WebKit take a number beyond 64 bits for no number at all.',
    evidence: documented(
      'observed once on loopback with WebKitGTK 2.50.6, not yet by this project’s lab',
      sources.chromiumPreflightResult,
      sources.geckoCORS,
      sources.webkitPreflightCache,
    ),
  },
  {
    id: 'DV-15',
    knob: 'invalidMaxAge',
    anchor: knobAnchors.invalidMaxAge,
    summary:
      'Firefox does not keep a preflight answer at all whose `Access-Control-Max-Age` is not made of digits.',
    leftOpen: false,
    values: { spec: 'default', firefox: 'not-stored' },
    since: vouched('firefox'),
    note: 'By their sources Chromium and WebKit count `+10` as ten seconds, and everything else that is no number as absent. What was observed of WebKit does not tell absent from the leading number.',
    evidence: observed(
      sources.chromiumPreflightResult,
      sources.chromiumNumbers,
      sources.geckoCORS,
      sources.webkitPreflightCache,
    ),
  },
  {
    id: 'DV-16',
    knob: 'negativeMaxAge',
    anchor: knobAnchors.negativeMaxAge,
    summary:
      'Chromium and WebKit read a negative `Access-Control-Max-Age` as a number, and do not keep the answer.',
    leftOpen: false,
    values: { spec: 'invalid', chromium: 'zero', safari: 'zero', webkitgtk: 'zero' },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'Firefox takes it for invalid, and then keeps nothing either.',
    evidence: observed(sources.chromiumPreflightResult, sources.webkitPreflightCache),
  },
  {
    id: 'DV-17',
    knob: 'emptyMaxAge',
    anchor: knobAnchors.emptyMaxAge,
    summary:
      'Firefox, which keeps nothing for an invalid `Access-Control-Max-Age`, takes an empty one for absent.',
    leftOpen: false,
    values: { spec: 'invalid', firefox: 'default' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoCORS),
  },
  {
    id: 'DV-18',
    knob: 'credentialedEntryServesBoth',
    anchor: knobAnchors.credentialedEntryServesBoth,
    summary: 'Firefox keeps the answers for requests with and without credentials apart.',
    leftOpen: false,
    values: { spec: true, firefox: false },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoCORS),
  },
  {
    id: 'DV-19',
    knob: 'wildcardCachedAs',
    anchor: knobAnchors.wildcardCachedAs,
    summary: 'Firefox keeps `*` as a word, which serves no other method or header.',
    leftOpen: false,
    values: { spec: 'wildcard', firefox: 'word' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoCORS),
  },
  {
    id: 'DV-20',
    knob: 'cachedWildcardCoversAuthorization',
    anchor: knobAnchors.cachedWildcardCoversAuthorization,
    summary: 'In WebKit a kept `Access-Control-Allow-Headers: *` covers `Authorization`.',
    leftOpen: false,
    values: { spec: false, safari: true, webkitgtk: true },
    since: vouched('safari', 'webkitgtk'),
    note: 'Chromium sends a preflight each time, as its cache follows the standard where its check does not.',
    evidence: observed(sources.webkitPreflightCache, sources.chromiumPreflightCache),
  },
  {
    id: 'DV-21',
    knob: 'laterPreflight',
    anchor: knobAnchors.laterPreflight,
    summary: 'In Chromium and WebKit a later answer for the same URL takes the place of an earlier one.',
    leftOpen: false,
    values: { spec: 'merges', chromium: 'replaces', safari: 'replaces', webkitgtk: 'replaces' },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'From engine sources; observed only for answers that fail. Both drop an entry already when it does not cover a request, before the preflight is sent. Chromium stores nothing under cache mode no-store.',
    evidence: documented(
      sources.chromiumPreflightCache,
      sources.webkitPreflightCache,
      sources.webkitAccessControl,
      sources.geckoCORS,
    ),
  },
  {
    id: 'DV-22',
    knob: 'updateRestartsClock',
    anchor: knobAnchors.updateRestartsClock,
    summary:
      'A later answer is kept from its own arrival in every engine; by the standard, from that of the answer it updates.',
    leftOpen: false,
    values: { spec: false, chromium: true, firefox: true, safari: true, webkitgtk: true },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'From engine sources. Where a later answer replaces the earlier one there is nothing to update, and the clock starts anew by itself.',
    evidence: documented(sources.geckoCORS, sources.chromiumPreflightResult, sources.webkitPreflightCache),
  },
  {
    id: 'DV-23',
    knob: 'failedPreflightClears',
    anchor: knobAnchors.failedPreflightClears,
    summary: 'In WebKit what was kept for a URL still serves after a later preflight for it has failed.',
    leftOpen: false,
    values: { spec: true, safari: false, webkitgtk: false },
    since: vouched('safari', 'webkitgtk'),
    note: 'By its source WebKit drops the entry when it does not cover a request, and then stores the new answer although its method or header is not allowed. That looks alike where both answers list the same, and not where they differ, or where the later one fails its CORS check or status.',
    evidence: observed(
      sources.webkitAccessControl,
      sources.webkitPreflightCache,
      sources.chromiumPreflightCache,
      sources.geckoCORS,
    ),
  },
  {
    id: 'DV-24',
    knob: 'failedResponseClears',
    anchor: knobAnchors.failedResponseClears,
    summary:
      'A response that fails leaves the preflight answer in place in Chromium and WebKit; in Firefox it goes even where the request had needed no preflight.',
    leftOpen: false,
    values: {
      spec: 'preflighted',
      chromium: 'never',
      firefox: 'any-cors',
      safari: 'never',
      webkitgtk: 'never',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(sources.chromiumLoader, sources.webkitLoadChecker, sources.geckoCORS),
  },
  {
    id: 'DV-25',
    knob: 'cacheModesPastPreflightCache',
    anchor: knobAnchors.cacheModesPastPreflightCache,
    summary:
      'Cache modes that go past the HTTP cache go past the preflight cache in Chromium (all three) and Firefox (but for no-cache).',
    leftOpen: false,
    values: {
      spec: [],
      chromium: ['no-store', 'reload', 'no-cache'],
      firefox: ['no-store', 'reload'],
    },
    since: vouched('chromium', 'firefox'),
    note: 'Under no-store Chromium does not keep the answer either, by its source.',
    evidence: observed(sources.chromiumPreflight, sources.geckoCORS, sources.webkitLoadChecker),
  },

  // ── Redirects ─────────────────────────────────────────────────────────────────────────────────────
  {
    id: 'DV-26',
    knob: 'emptyLocation',
    anchor: knobAnchors.emptyLocation,
    summary:
      'An empty `Location` makes no redirect in Chromium and a network error in WebKitGTK; by the standard it leads to the same URL again.',
    leftOpen: false,
    values: { spec: 'current-url', chromium: 'no-redirect', webkitgtk: 'network-error' },
    since: vouched('chromium', 'webkitgtk'),
    note: 'WebKitGTK follows redirects with code of its own; Safari was not observed.',
    evidence: observed(),
  },
  {
    id: 'DV-27',
    knob: 'duplicateLocation',
    anchor: knobAnchors.duplicateLocation,
    summary:
      'Two `Location` lines that are the same are followed by Chromium and Firefox; WebKitGTK joins any two with a comma.',
    leftOpen: false,
    values: { spec: 'network-error', chromium: 'same-is-one', firefox: 'same-is-one', webkitgtk: 'joined' },
    since: vouched('chromium', 'firefox', 'webkitgtk'),
    note: "The joining is libsoup's; Safari was not observed.",
    evidence: observed(sources.geckoHeaders),
  },
  {
    id: 'DV-28',
    knob: 'urlCredentials',
    anchor: knobAnchors.urlCredentials,
    summary:
      'Chromium loads no URL with user name or password for a page, redirects included; only XMLHttpRequest may.',
    leftOpen: false,
    values: { spec: 'allowed', chromium: 'allowed-in-xhr' },
    since: vouched('chromium'),
    note: 'Not where the URL of the page has some itself. Navigations of the whole page are free.',
    evidence: observed(sources.blinkFetchContext, sources.chromiumLoader),
  },
  {
    id: 'DV-30',
    knob: 'originSurvivesMethodChange',
    anchor: knobAnchors.originSurvivesMethodChange,
    summary: 'In WebKitGTK a POST that a same-origin redirect turned into a GET keeps its `Origin`.',
    leftOpen: false,
    values: { spec: false, webkitgtk: true },
    since: vouched('webkitgtk'),
    note: 'Not on navigations, by its source. The redirected request is made by each port of WebKit; Safari was not observed.',
    evidence: observed(),
  },

  // ── Request headers ───────────────────────────────────────────────────────────────────────────────
  {
    id: 'DV-31',
    knob: 'originFollowsReferrerPolicy',
    anchor: knobAnchors.originFollowsReferrerPolicy,
    summary: 'No referrer policy hides the `Origin` of a no-cors POST in Chromium.',
    leftOpen: false,
    values: { spec: true, chromium: false },
    since: vouched('chromium'),
    note: null,
    evidence: observed(sources.chromiumLoader),
  },
  {
    id: 'DV-32',
    knob: 'corsElementsSendOriginToOwnOrigin',
    anchor: knobAnchors.corsElementsSendOriginToOwnOrigin,
    summary: 'In Chromium and WebKit an element with `crossorigin` sends `Origin` even to its own origin.',
    leftOpen: false,
    values: { spec: false, chromium: true, safari: true, webkitgtk: true },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(sources.blinkFetchParameters, sources.webkitAccessControl),
  },
  {
    id: 'DV-33',
    knob: 'referrerOfOpaqueOrigin',
    anchor: knobAnchors.referrerOfOpaqueOrigin,
    summary:
      'A sandboxed document sends a `Referer` in WebKitGTK, as any document does, and in Firefox, as its origin, for what is not loaded by script.',
    leftOpen: false,
    values: { spec: 'none', firefox: 'origin-but-for-fetch', webkitgtk: 'creation-url' },
    since: vouched('firefox', 'webkitgtk'),
    note: 'Safari was not observed.',
    evidence: observed(),
  },
  {
    id: 'DV-34',
    knob: 'untrustworthyPreflightSendsFetchMode',
    anchor: knobAnchors.untrustworthyPreflightSendsFetchMode,
    summary:
      "Chromium's preflights have `Sec-Fetch-Mode: cors` over plain http, too, and no other fetch metadata there.",
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: null,
    evidence: observed(sources.chromiumPreflight, sources.chromiumFetchMetadata),
  },
  {
    id: 'DV-35',
    knob: 'fetchMetadataAfterCrossOriginRedirect',
    anchor: knobAnchors.fetchMetadataAfterCrossOriginRedirect,
    summary: 'WebKit sends no fetch metadata with a CORS request that was just redirected to another origin.',
    leftOpen: false,
    values: { spec: 'sent', safari: 'not-on-cors-hops', webkitgtk: 'not-on-cors-hops' },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-36',
    knob: 'fetchSiteRules',
    anchor: knobAnchors.fetchSiteRules,
    summary:
      'For Firefox only https and loopback names have sites in `Sec-Fetch-Site`, and those whatever the scheme.',
    leftOpen: false,
    values: { spec: 'standard', firefox: 'secure-schemeless' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(sources.geckoFetchMetadata),
  },
  {
    id: 'DV-37',
    knob: 'webSocketFetchMetadata',
    anchor: knobAnchors.webSocketFetchMetadata,
    summary:
      'A WebSocket handshake has no fetch metadata in Chromium, and `Sec-Fetch-Dest: websocket` in WebKit.',
    leftOpen: false,
    values: {
      spec: 'as-any-request',
      chromium: 'none',
      safari: 'destination-websocket',
      webkitgtk: 'destination-websocket',
    },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'Firefox was seen with mode `websocket` and destination `empty`, as any request would have. By their sources Firefox and WebKit send `Sec-Fetch-Site` too, which was not looked at.',
    evidence: observed(sources.geckoFetchMetadata, sources.webkitWebSocket),
  },
  {
    id: 'DV-38',
    knob: 'upgradeInsecureRequests',
    anchor: knobAnchors.upgradeInsecureRequests,
    summary:
      'Navigations have `Upgrade-Insecure-Requests: 1`: all of them in Chromium and Firefox, those to http in WebKit.',
    leftOpen: false,
    values: {
      spec: 'none',
      chromium: 'navigations',
      firefox: 'navigations',
      safari: 'http-navigations',
      webkitgtk: 'http-navigations',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'The header belongs to Upgrade Insecure Requests, a standard of its own that is not modelled; Fetch never adds it.',
    evidence: observed(safariLikeWebKitGTK),
  },

  // ── Mixed content ─────────────────────────────────────────────────────────────────────────────────
  {
    id: 'DV-39',
    knob: 'loopbackIsMixedContent',
    anchor: knobAnchors.loopbackIsMixedContent,
    summary:
      'WebKit blocks http to localhost and 127.0.0.1 from an https page as mixed content, images excepted.',
    leftOpen: false,
    values: { spec: 'no', safari: 'except-images', webkitgtk: 'except-images' },
    since: vouched('safari', 'webkitgtk'),
    note: 'Images, audio and video from there load since early 2025, which the knob cannot say. That fetches were still blocked in 2026 is seen from an exception made for one site.',
    evidence: observed('github.com/WebKit/WebKit/pull/41238', 'github.com/WebKit/WebKit/pull/65914'),
  },
  {
    id: 'DV-40',
    knob: 'pagesWithoutMixedContent',
    anchor: knobAnchors.pagesWithoutMixedContent,
    summary:
      'To browsers only a page that came by https can have mixed content; http://localhost may load http.',
    leftOpen: false,
    values: {
      spec: 'potentially-trustworthy',
      chromium: 'https',
      firefox: 'https',
      safari: 'https',
      webkitgtk: 'https',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: documented(
      'chromium/chromium@b75345be954c third_party/blink/renderer/platform/weborigin/scheme_registry.cc, ShouldTreatURLSchemeAsRestrictingMixedContent',
      'mozilla-firefox/firefox dom/security/nsMixedContentBlocker.cpp, read in the copy Floorp-Projects/Floorp@04f751fd4869',
      'WebKit/WebKit@9ce7bae4e05b Source/WebCore/loader/MixedContentChecker.cpp, isMixedContent',
      'WebKit/WebKit Source/WebCore/loader/MixedContentChecker.cpp, hasNonLocalHostPotentiallyTrustworthyOrigin, which leaves loopback pages out, read in the copy nicolo-ribaudo/WebKit@f23788b700ba',
    ),
  },
  {
    id: 'DV-41',
    knob: 'downgradeIsByScheme',
    anchor: knobAnchors.downgradeIsByScheme,
    summary:
      'To browsers a downgrade is https to anything else; by the standard, a trustworthy URL to one that is not.',
    leftOpen: false,
    values: { spec: false, chromium: true, firefox: true, safari: true, webkitgtk: true },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-42',
    knob: 'sendsFetchUser',
    anchor: knobAnchors.sendsFetchUser,
    summary: 'WebKit sends no `Sec-Fetch-User`.',
    leftOpen: false,
    values: { spec: true, safari: false, webkitgtk: false },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-43',
    knob: 'storageAccessHeader',
    anchor: knobAnchors.storageAccessHeader,
    summary: '`Sec-Fetch-Storage-Access` is sent by Chromium and Firefox.',
    leftOpen: true,
    values: { spec: 'never', chromium: 'active', firefox: 'partitioned' },
    since: vouched('chromium', 'firefox'),
    note: 'The header belongs to Storage Access Headers, a standard of its own. `active` is Chromium’s where third-party cookies are allowed, and `none` where they are blocked.',
    evidence: observed(),
  },
  {
    id: 'DV-44',
    knob: 'maxAgeZeroOn',
    anchor: knobAnchors.maxAgeZeroOn,
    summary:
      'Reloads have `Cache-Control: max-age=0` in Chromium and WebKit, Chromium’s form posts and WebKit’s beacons as well.',
    leftOpen: true,
    values: {
      spec: [],
      chromium: ['reload', 'form-post'],
      safari: ['reload', 'beacon'],
      webkitgtk: ['reload', 'beacon'],
    },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-45',
    knob: 'reloadRepeatsInitiator',
    anchor: knobAnchors.reloadRepeatsInitiator,
    summary:
      'In Chromium and WebKit a reloaded document asks for itself; by the standard and in Firefox whoever led to it does.',
    leftOpen: false,
    values: { spec: true, chromium: false, safari: false, webkitgtk: false },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'Read by what navigates, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-46',
    knob: 'preflightSaysCacheMode',
    anchor: knobAnchors.preflightSaysCacheMode,
    summary:
      'Preflights of Chromium and Firefox have the `Cache-Control` and `Pragma` that the cache mode of their request asks for.',
    leftOpen: false,
    values: { spec: false, chromium: true, firefox: true },
    since: vouched('chromium', 'firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-47',
    knob: 'noStorePreflightIsKept',
    anchor: knobAnchors.noStorePreflightIsKept,
    summary: 'Chromium does not keep what a preflight said for a request with cache mode no-store.',
    leftOpen: false,
    values: { spec: true, chromium: false },
    since: vouched('chromium'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-48',
    knob: 'opaqueOriginsHavePreflightCache',
    anchor: knobAnchors.opaqueOriginsHavePreflightCache,
    summary: 'Chromium keeps no preflight answers for opaque origins.',
    leftOpen: false,
    values: { spec: true, chromium: false },
    since: vouched('chromium'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-49',
    knob: 'preflightFetchSite',
    anchor: knobAnchors.preflightFetchSite,
    summary:
      '`Sec-Fetch-Site` of a redirected request’s preflight is about its own URL alone; in WebKit, seen from the tainted origin.',
    leftOpen: false,
    values: {
      spec: 'every-url',
      chromium: 'current-url',
      firefox: 'current-url',
      safari: 'current-url-tainted',
      webkitgtk: 'current-url-tainted',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-50',
    knob: 'validatorsMakeCacheMode',
    anchor: knobAnchors.validatorsMakeCacheMode,
    summary:
      'A validator of the page’s own makes the cache mode no-cache in Chromium, and nothing of an XMLHttpRequest in Firefox.',
    leftOpen: false,
    values: { spec: 'no-store', chromium: 'no-cache', firefox: 'no-store-in-fetch' },
    since: vouched('chromium', 'firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-51',
    knob: 'headersDroppedByRedirect',
    anchor: knobAnchors.headersDroppedByRedirect,
    summary: 'In Chromium a redirect takes off the client hints that a page has set itself.',
    leftOpen: false,
    values: {
      spec: [],
      chromium: ['device-memory', 'downlink', 'dpr', 'ect', 'rtt', 'viewport-width', 'width'],
    },
    since: vouched('chromium'),
    note: 'Not `Save-Data`.',
    evidence: observed(),
  },
  {
    id: 'DV-52',
    knob: 'redirectedImagesUpgradeLoopback',
    anchor: knobAnchors.redirectedImagesUpgradeLoopback,
    summary:
      'Chromium upgrades an image that is redirected to http whatever the host, http://localhost and http://127.0.0.1 included.',
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-53',
    knob: 'zeroMaxAge',
    anchor: knobAnchors.zeroMaxAge,
    summary: 'In Firefox an answer with max-age 0 leaves what earlier answers allowed.',
    leftOpen: false,
    values: { spec: 'expires', firefox: 'ignored' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-54',
    knob: 'headIsLookedUp',
    anchor: knobAnchors.headIsLookedUp,
    summary: 'Firefox serves HEAD from the preflight cache only where an answer has listed it.',
    leftOpen: false,
    values: { spec: false, firefox: true },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-55',
    knob: 'ownOriginPreflightIsChecked',
    anchor: knobAnchors.ownOriginPreflightIsChecked,
    summary:
      'In Firefox the answer to a preflight that came back to the page’s own origin need not pass the CORS check.',
    leftOpen: false,
    values: { spec: true, firefox: false },
    since: vouched('firefox'),
    note: 'Methods and headers have to be allowed all the same.',
    evidence: observed(),
  },
  {
    id: 'DV-56',
    knob: 'removedHeadersReturn',
    anchor: knobAnchors.removedHeadersReturn,
    summary:
      'Firefox begins each redirect with the headers of the first request, `Authorization` included; WebKit with its `Content-Type`.',
    leftOpen: false,
    values: { spec: 'never', firefox: 'all', safari: 'content-type', webkitgtk: 'content-type' },
    since: vouched('firefox', 'safari', 'webkitgtk'),
    note: 'In WebKit the type is back on cross-origin hops of CORS requests; WebKitGTK has it back after 307 and 308 in any mode.',
    evidence: observed(),
  },
  {
    id: 'DV-57',
    knob: 'preflightsAgainAfterRedirect',
    anchor: knobAnchors.preflightsAgainAfterRedirect,
    summary:
      'In Firefox and WebKit a request that was preflighted once is preflighted at every cross-origin hop to come.',
    leftOpen: false,
    values: { spec: false, firefox: true, safari: true, webkitgtk: true },
    since: vouched('firefox', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-58',
    knob: 'repeatedRequestHeaders',
    anchor: knobAnchors.repeatedRequestHeaders,
    summary:
      'Firefox sends the last value of a `Content-Type`, `Authorization` and the like that a script appended twice.',
    leftOpen: false,
    values: { spec: 'as-given', firefox: 'folded' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-59',
    knob: 'safelistHasTotalLimit',
    anchor: knobAnchors.safelistHasTotalLimit,
    summary: 'Firefox knows no limit for safelisted headers in all.',
    leftOpen: false,
    values: { spec: true, firefox: false },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-60',
    knob: 'laxReferrerPoliciesCrossSite',
    anchor: knobAnchors.laxReferrerPoliciesCrossSite,
    summary:
      'For subresources of other sites Firefox takes the laxer referrer policies for strict-origin-when-cross-origin.',
    leftOpen: false,
    values: { spec: 'honoured', firefox: 'ignored' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-61',
    knob: 'thirdPartyReferrer',
    anchor: knobAnchors.thirdPartyReferrer,
    summary: 'WebKit tells sites other than the page’s no more than the origin of a referrer.',
    leftOpen: false,
    values: { spec: 'by-policy', safari: 'origin', webkitgtk: 'origin' },
    since: vouched('safari', 'webkitgtk'),
    note: 'By its source where tracking prevention is on, as in Safari, or the session is ephemeral, as in the lab.',
    evidence: observed(),
  },
  {
    id: 'DV-62',
    knob: 'dataURLContentLength',
    anchor: knobAnchors.dataURLContentLength,
    summary: 'In Firefox the response of `fetch()` to a `data:` URL has a `Content-Length`.',
    leftOpen: false,
    values: { spec: 'never', firefox: 'in-fetch' },
    since: vouched('firefox'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-63',
    knob: 'beaconOriginOfOpaqueOrigin',
    anchor: knobAnchors.beaconOriginOfOpaqueOrigin,
    summary: 'A beacon of a sandboxed document says the origin of the document’s URL in WebKit.',
    leftOpen: false,
    values: { spec: 'null', safari: 'creation-url', webkitgtk: 'creation-url' },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-64',
    knob: 'redirectsCheckedWithCredentials',
    anchor: knobAnchors.redirectsCheckedWithCredentials,
    summary:
      'In WebKit a cross-origin redirect response has to allow credentials where the request began at its own origin with credentials mode same-origin.',
    leftOpen: false,
    values: { spec: false, safari: true, webkitgtk: true },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-65',
    knob: 'cacheHeadersOnCrossOriginHops',
    anchor: knobAnchors.cacheHeadersOnCrossOriginHops,
    summary:
      'WebKit leaves the cache mode’s `Cache-Control` and `Pragma` off a CORS request that was just redirected to another origin.',
    leftOpen: false,
    values: { spec: true, safari: false, webkitgtk: false },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-66',
    knob: 'crossOriginRedirectOfDelete',
    anchor: knobAnchors.crossOriginRedirectOfDelete,
    summary: 'In WebKitGTK a DELETE that is redirected to another origin goes on as GET.',
    leftOpen: false,
    values: { spec: 'DELETE', webkitgtk: 'GET' },
    since: vouched('webkitgtk'),
    note: 'It is the port’s own code; Safari was not observed.',
    evidence: observed(),
  },
  {
    id: 'DV-67',
    knob: 'originAfterCrossOriginHop',
    anchor: knobAnchors.originAfterCrossOriginHop,
    summary:
      'After any redirect to another origin form posts say `Origin: null` in WebKitGTK, and all that is not CORS in Chromium.',
    leftOpen: false,
    values: { spec: 'by-taint', chromium: 'null-without-cors', webkitgtk: 'null-on-navigations' },
    since: vouched('chromium', 'webkitgtk'),
    note: 'WebKitGTK’s is the port’s own code; Safari was not observed.',
    evidence: observed(),
  },
  {
    id: 'DV-68',
    knob: 'uncoveredEntryDropped',
    anchor: knobAnchors.uncoveredEntryDropped,
    summary: 'WebKit drops a kept preflight answer when it does not cover a request.',
    leftOpen: false,
    values: { spec: false, safari: true, webkitgtk: true },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-69',
    knob: 'preflightStoredThoughNotAllowed',
    anchor: knobAnchors.preflightStoredThoughNotAllowed,
    summary: 'WebKit keeps a preflight answer that does not allow the request’s method or headers.',
    leftOpen: false,
    values: { spec: false, safari: true, webkitgtk: true },
    since: vouched('safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-70',
    knob: 'maxAgeOverflow',
    anchor: knobAnchors.maxAgeOverflow,
    summary: 'To Chromium and WebKit an `Access-Control-Max-Age` beyond 64 bits is no number.',
    leftOpen: false,
    values: { spec: 'capped', chromium: 'invalid', safari: 'invalid', webkitgtk: 'invalid' },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-71',
    knob: 'maxAgePlusSign',
    anchor: knobAnchors.maxAgePlusSign,
    summary: 'Chromium reads `+10` in `Access-Control-Max-Age` as ten.',
    leftOpen: false,
    values: { spec: 'invalid', chromium: 'number' },
    since: vouched('chromium'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-72',
    knob: 'requestHeaderBytes',
    anchor: knobAnchors.requestHeaderBytes,
    summary: 'WebKitGTK encodes request header values in UTF-8.',
    leftOpen: false,
    values: { spec: 'as-given', webkitgtk: 'utf-8' },
    since: vouched('webkitgtk'),
    note: 'Safari was not observed.',
    evidence: observed(),
  },
  {
    id: 'DV-73',
    knob: 'framesInheritReferrerPolicy',
    anchor: knobAnchors.framesInheritReferrerPolicy,
    summary: 'In WebKit a framed document without a referrer policy takes that of the document around it.',
    leftOpen: false,
    values: { spec: false, safari: true, webkitgtk: true },
    since: vouched('safari', 'webkitgtk'),
    note: 'Read by what makes documents, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-74',
    knob: 'credentiallessSaysNoCache',
    anchor: knobAnchors.credentiallessSaysNoCache,
    summary:
      'In Chromium what a credentialless page loads without credentials has `Pragma: no-cache` and `Cache-Control: no-cache`.',
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: null,
    evidence: observed(),
  },
  {
    id: 'DV-75',
    knob: 'xhrCharset',
    anchor: knobAnchors.xhrCharset,
    summary:
      'Chromium writes the charset of an XMLHttpRequest’s text body as `UTF-8`, however the page has spelt it.',
    leftOpen: false,
    values: { spec: 'kept', chromium: 'UTF-8' },
    since: vouched('chromium'),
    note: 'Read by what makes the request, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-76',
    knob: 'eventSourceCharset',
    anchor: knobAnchors.eventSourceCharset,
    summary: 'Chromium takes no event stream whose type says another charset than UTF-8.',
    leftOpen: false,
    values: { spec: 'any', chromium: 'utf-8' },
    since: vouched('chromium'),
    note: 'Read by EventSource, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-77',
    knob: 'elementsTakeStatus',
    anchor: knobAnchors.elementsTakeStatus,
    summary: 'Scripts load with any status below 400 in Chromium and WebKit, style sheets in Chromium.',
    leftOpen: false,
    values: {
      spec: 'ok',
      chromium: 'below-400',
      safari: 'below-400-but-style',
      webkitgtk: 'below-400-but-style',
    },
    since: vouched('chromium', 'safari', 'webkitgtk'),
    note: 'Read by elements, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-78',
    knob: 'wrongStyleTypeLoads',
    anchor: knobAnchors.wrongStyleTypeLoads,
    summary: 'In Chromium a style sheet of a wrong type fires `load`.',
    leftOpen: false,
    values: { spec: false, chromium: true },
    since: vouched('chromium'),
    note: 'Read by elements, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-79',
    knob: 'mixedFrameEvent',
    anchor: knobAnchors.mixedFrameEvent,
    summary:
      'A frame that is blocked as mixed content fires `error` in Firefox and nothing in Chromium and WebKit.',
    leftOpen: false,
    values: { spec: 'load', chromium: 'none', firefox: 'error', safari: 'none', webkitgtk: 'none' },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'Read by elements, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-80',
    knob: 'mixedBeaconReturns',
    anchor: knobAnchors.mixedBeaconReturns,
    summary: '`sendBeacon` returns false in browsers where the beacon is blocked as mixed content.',
    leftOpen: false,
    values: { spec: true, chromium: false, firefox: false, safari: false, webkitgtk: false },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'Read by pages, not by the kernel.',
    evidence: observed(),
  },
  {
    id: 'DV-81',
    knob: 'streamUploads',
    anchor: knobAnchors.streamUploads,
    summary:
      'A stream as a body is sent by Chromium over HTTP/2 alone, made a string by Firefox, and refused by WebKit.',
    leftOpen: false,
    values: {
      spec: 'sent',
      chromium: 'needs-http2',
      firefox: 'as-text',
      safari: 'unsupported',
      webkitgtk: 'unsupported',
    },
    since: vouched('chromium', 'firefox', 'safari', 'webkitgtk'),
    note: 'Read by what makes and sends requests, not by the kernel.',
    evidence: observed(),
  },
] as const satisfies readonly Row[]

/** The table, in the order of the ids. */
export const divergences: readonly Row[] = rows

/** Knobs on which every engine does as the standard prescribes: no row, but a value that users may change. */
const agreed: { readonly [K in Exclude<keyof Knobs, (typeof rows)[number]['knob']>]: Knobs[K] } = {
  maxAgeDefault: 5,
}

const agreedValues: Partial<Knobs> = agreed

const rowsByKnob: ReadonlyMap<keyof Knobs, Row> = new Map(rows.map((row) => [row.knob, row]))

/** The rows that explain a knob's values: none where all engines agree. */
export function rowsOf(knob: keyof Knobs): readonly Row[] {
  const row = rowsByKnob.get(knob)
  return row === undefined ? [] : [row]
}

/** What an engine does at a knob, by the table. */
export function knobValue<K extends keyof Knobs>(knob: K, engine: Engine): Knobs[K] {
  // The map gives a row of the knob it is asked for, which its type cannot say.
  const row = rowsByKnob.get(knob) as Divergence<K> | undefined
  if (row === undefined) return agreedValues[knob] as Knobs[K]
  const { values } = row
  if (engine === 'spec') return values.spec
  const own = values[engine]
  return own === undefined ? values.spec : (own as Knobs[K])
}
