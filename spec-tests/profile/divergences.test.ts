import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diffProfiles } from '../../src/profile/diff-profiles'
import { divergences, knobValue, rowsOf } from '../../src/profile/divergences'
import { type BrowserEngine, engines, engineVersions } from '../../src/profile/engine'
import { knobAnchors } from '../../src/profile/knob-anchors'
import { describeKnobValues, isKnobValue, knobNames } from '../../src/profile/knob-values'
import type { Knobs } from '../../src/profile/knobs'
import { profiles } from '../../src/profile/profile'

const browsers = engines.filter((engine): engine is BrowserEngine => engine !== 'spec')

/**
 * A source: what was observed or taken on trust, a pull request, or a file: at a commit, or with the copy (at a
 * commit) that it was read in.
 */
const believable =
  /^(?:observed once on loopback with .+|Safari was not observed .+|github\.com\/[\w.-]+\/[\w.-]+\/pull\/\d+|[\w.-]+\/[\w.-]+@[0-9a-f]{12} [\w./-]+\.\w+(?:, .+)?|[\w.-]+\/[\w.-]+ [\w./-]+\.\w+,.* read in the copy [\w.-]+\/[\w.-]+@[0-9a-f]{12})$/

/** What the standards say, whoever else does otherwise. */
// biome-ignore format: a table, one row a line
const standard: readonly { [K in keyof Knobs]: { knob: K; value: Knobs[K]; desc: string } }[keyof Knobs][] = [
  { knob: 'headerNameTrailingWhitespace', value: 'header-ignored', desc: 'Such a name is none.' },
  { knob: 'extraSafelistedRequestHeaders', value: [], desc: 'Any name but the four and `range` is unsafe.' },
  { knob: 'nonASCIIBytesAreSafelisted', value: true, desc: 'The list of unsafe bytes ends at 0x7F.' },
  { knob: 'safelistJudgesDuplicates', value: 'each', desc: 'The unsafe names are found header by header.' },
  { knob: 'rangeNumberLimit', value: null, desc: 'Range numbers are numbers, however long.' },
  { knob: 'rangeUnitIsCaseSensitive', value: true, desc: 'A single range begins with `bytes`.' },
  { knob: 'rangeIsRewritten', value: false, desc: 'No step touches a `Range` that the page set.' },
  { knob: 'preflightFlagNeedsBody', value: false, desc: 'The flag is looked at by itself.' },
  { knob: 'requestHeaderNamesRepeat', value: false, desc: 'The unsafe names are made a sorted set.' },
  { knob: 'preflightOriginAfterRedirect', value: 'tainted', desc: 'A preflight has its request’s URL list.' },
  { knob: 'removedHeadersInPreflight', value: 'nothing', desc: 'The header list counts as it is.' },
  { knob: 'wildcardCoversAuthorization', value: false, desc: 'A non-wildcard name must be listed.' },
  { knob: 'emptyHeaderLinesDropped', value: false, desc: 'All lines are joined, and `, true` is not `true`.' },
  { knob: 'maxAgeLimit', value: null, desc: 'A limit is the user agent’s to impose.' },
  { knob: 'maxAgeDefault', value: 5, desc: 'Five seconds where max-age is null or failure.' },
  { knob: 'invalidMaxAge', value: 'default', desc: 'What cannot be parsed is failure.' },
  { knob: 'negativeMaxAge', value: 'invalid', desc: 'delta-seconds is digits alone.' },
  { knob: 'emptyMaxAge', value: 'invalid', desc: 'delta-seconds is at least one digit.' },
  { knob: 'credentialedEntryServesBoth', value: true, desc: 'It matches either kind of request.' },
  { knob: 'wildcardCachedAs', value: 'wildcard', desc: 'Every item of the lists becomes an entry, `*` too.' },
  { knob: 'cachedWildcardCoversAuthorization', value: false, desc: 'It matches no non-wildcard name.' },
  { knob: 'laterPreflight', value: 'merges', desc: 'Entries that match are updated, others added.' },
  { knob: 'updateRestartsClock', value: false, desc: 'max-age counts from storing the entry.' },
  { knob: 'failedPreflightClears', value: true, desc: 'A network error of the branch clears the entries.' },
  { knob: 'failedResponseClears', value: 'preflighted', desc: 'A network error of the branch clears, and no other.' },
  { knob: 'cacheModesPastPreflightCache', value: [], desc: 'A match does not look at the mode.' },
  { knob: 'emptyLocation', value: 'current-url', desc: 'The empty string parses to the base URL.' },
  { knob: 'duplicateLocation', value: 'network-error', desc: 'Several of a single-valued header fail.' },
  { knob: 'urlCredentials', value: 'allowed', desc: 'Only redirects of CORS requests are refused for them.' },
  { knob: 'originSurvivesMethodChange', value: false, desc: 'Origin is decided anew; a basic GET has none.' },
  { knob: 'originFollowsReferrerPolicy', value: true, desc: 'no-referrer and its like make it `null`.' },
  { knob: 'corsElementsSendOriginToOwnOrigin', value: false, desc: 'Tainting is basic there.' },
  { knob: 'referrerOfOpaqueOrigin', value: 'none', desc: 'Such a document has no referrer.' },
  { knob: 'untrustworthyPreflightSendsFetchMode', value: false, desc: 'Such URLs get no fetch metadata.' },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', value: 'sent', desc: 'It is cross-site, not absent.' },
  { knob: 'fetchSiteRules', value: 'standard', desc: 'Sites have schemes and no ports.' },
  { knob: 'webSocketFetchMetadata', value: 'as-any-request', desc: 'The mode is no exception.' },
  { knob: 'upgradeInsecureRequests', value: 'none', desc: 'Fetch appends no such header.' },
  { knob: 'pagesWithoutMixedContent', value: 'potentially-trustworthy', desc: 'Localhost is one of them.' },
  { knob: 'loopbackIsMixedContent', value: 'no', desc: 'Loopback origins are potentially trustworthy.' },
  { knob: 'downgradeIsByScheme', value: false, desc: 'Both ends are asked whether they are trustworthy.' },
  { knob: 'sendsFetchUser', value: true, desc: 'Navigations with user activation have it.' },
  { knob: 'storageAccessHeader', value: 'never', desc: 'Fetch Metadata knows no such header.' },
  { knob: 'maxAgeZeroOn', value: [], desc: 'Only cache mode no-cache says max-age=0.' },
  { knob: 'reloadRepeatsInitiator', value: true, desc: 'A reload has the initiator of its history entry.' },
  { knob: 'preflightSaysCacheMode', value: false, desc: 'A preflight is a request of its own, with cache mode default.' },
  { knob: 'noStorePreflightIsKept', value: true, desc: 'Storing does not look at the mode.' },
  { knob: 'opaqueOriginsHavePreflightCache', value: true, desc: 'The key is the byte-serialized origin, whatever it is.' },
  { knob: 'preflightFetchSite', value: 'every-url', desc: 'A preflight has its request’s URL list.' },
  { knob: 'validatorsMakeCacheMode', value: 'no-store', desc: 'Whoever brings a validator has a cache of their own.' },
  { knob: 'headersDroppedByRedirect', value: [], desc: 'Only a body’s headers and Authorization go.' },
  { knob: 'redirectedImagesUpgradeLoopback', value: false, desc: 'Trustworthy URLs and IP addresses are left alone.' },
  { knob: 'zeroMaxAge', value: 'expires', desc: 'Entries that match are given max-age 0.' },
  { knob: 'headIsLookedUp', value: false, desc: 'HEAD is a safelisted method.' },
  { knob: 'ownOriginPreflightIsChecked', value: true, desc: 'The CORS check does not look where the response is from.' },
  { knob: 'removedHeadersReturn', value: 'never', desc: 'The header list is changed for good.' },
  { knob: 'preflightsAgainAfterRedirect', value: false, desc: 'Each hop is judged by itself.' },
  { knob: 'repeatedRequestHeaders', value: 'as-given', desc: 'Appending leaves what is there.' },
  { knob: 'safelistHasTotalLimit', value: true, desc: 'Together 1,024 bytes are safe.' },
  { knob: 'laxReferrerPoliciesCrossSite', value: 'honoured', desc: 'A policy is the page’s to choose.' },
  { knob: 'thirdPartyReferrer', value: 'by-policy', desc: 'Sites are nothing to a referrer policy.' },
  { knob: 'dataURLContentLength', value: 'never', desc: 'Scheme fetch gives it a type alone.' },
  { knob: 'beaconOriginOfOpaqueOrigin', value: 'null', desc: 'That is how an opaque origin is serialized.' },
  { knob: 'redirectsCheckedWithCredentials', value: false, desc: 'The check goes by the credentials mode.' },
  { knob: 'cacheHeadersOnCrossOriginHops', value: true, desc: 'The cache mode outlives redirects.' },
  { knob: 'crossOriginRedirectOfDelete', value: 'DELETE', desc: 'Only POST changes, and anything with 303.' },
  { knob: 'originAfterCrossOriginHop', value: 'by-taint', desc: 'One hop away from the own origin taints nothing.' },
  { knob: 'uncoveredEntryDropped', value: false, desc: 'A look-up changes nothing.' },
  { knob: 'preflightStoredThoughNotAllowed', value: false, desc: 'A network error comes before storing.' },
  { knob: 'maxAgeOverflow', value: 'capped', desc: 'A number too large is the largest one, says RFC 9111.' },
  { knob: 'maxAgePlusSign', value: 'invalid', desc: 'delta-seconds is digits alone.' },
  { knob: 'requestHeaderBytes', value: 'as-given', desc: 'A header value is bytes.' },
  { knob: 'framesInheritReferrerPolicy', value: false, desc: 'A document has the policy of its own response.' },
  { knob: 'credentiallessSaysNoCache', value: false, desc: 'Only credentials are left out.' },
  { knob: 'xhrCharset', value: 'kept', desc: 'A charset that is UTF-8 in any case is left as it is.' },
  { knob: 'eventSourceCharset', value: 'any', desc: 'The essence alone counts.' },
  { knob: 'elementsTakeStatus', value: 'ok', desc: 'A script or style sheet wants an ok status.' },
  { knob: 'wrongStyleTypeLoads', value: false, desc: 'It is a failure, which fires error.' },
  { knob: 'mixedFrameEvent', value: 'load', desc: 'The error page is a document like any other.' },
  { knob: 'mixedBeaconReturns', value: true, desc: 'It says whether the beacon was queued.' },
  { knob: 'streamUploads', value: 'sent', desc: 'Fetch sends streams, whatever the protocol.' },
  { knob: 'addressesHaveSites', value: true, desc: 'Two addresses that are equal are of one site.' },
  { knob: 'flagAllowsMethod', value: true, desc: 'The flag puts the method on an absent list.' },
  { knob: 'embedderBlockedFrameEvent', value: 'load', desc: 'The error page is a document like any other.' },
  { knob: 'reloadOfPost', value: 'repeated', desc: 'The POST resource is sent again.' },
  { knob: 'eventSourceSaysNoCache', value: false, desc: 'It has cache mode no-store, and no header of its own.' },
  { knob: 'onlyIfCached', value: 'network-error', desc: 'With nothing stored it is a network error.' },
  { knob: 'resetContentHasBody', value: false, desc: '205 is a null body status.' },
  { knob: 'responseURLKeepsCredentials', value: true, desc: 'Only the fragment is left out.' },
  { knob: 'xhrGetSaysBodyType', value: false, desc: 'No body, no type.' },
  { knob: 'locationBytes', value: 'bytes', desc: 'The value is parsed as bytes that are isomorphic-decoded.' },
  { knob: 'unknownResourcePolicy', value: 'as-absent', desc: 'Anything but the three values is null.' },
  { knob: 'webSocketRedirects', value: 'refused', desc: 'Its handshake has redirect mode error.' },
  { knob: 'keptWildcardServes', value: 'any', desc: 'A match does not ask for what `*` was said.' },
  { knob: 'preflightReferrer', value: 'as-request', desc: 'A preflight has its request’s referrer.' },
  { knob: 'noReferrerHidesOrigin', value: false, desc: 'The policy alone hides it.' },
  { knob: 'failedFrameEvent', value: 'load', desc: 'The error page is a document like any other.' },
  { knob: 'repeatedContentType', value: 'separate', desc: 'Lines are combined by a comma and a space.' },
  { knob: 'redirectCredentialsJudged', value: 'before-preflight', desc: 'Such a redirect is a network error at once.' },
  { knob: 'bodyTypeIsGuarded', value: true, desc: 'Setting it is appending to headers with guard request-no-cors.' },
  { knob: 'frameNeedsEmbedderPolicy', value: true, desc: 'HTML asks the document for one.' },
  { knob: 'aboutBlankIsFetched', value: true, desc: 'It is an empty document.' },
  { knob: 'opaqueWithoutHash', value: 'refused', desc: 'Integrity metadata that is there wants a body.' },
  { knob: 'preloadIntegrity', value: 'checked', desc: 'A fetch is a fetch.' },
  { knob: 'hasCookieStore', value: true, desc: 'In secure contexts.' },
  { knob: 'cookieStoreItems', value: 'name-and-value', desc: 'A CookieListItem has two members.' },
  { knob: 'cookieStorePathEndsInSlash', value: false, desc: 'The path is as it was given.' },
  { knob: 'cookieStoreHearsAllPaths', value: false, desc: 'Observable changes are those for the URL.' },
  { knob: 'cookieStoreNormalizes', value: true, desc: 'Names and values are normalized first.' },
  { knob: 'xhrEmptyBodyProgress', value: true, desc: 'The step looks at no length.' },
  { knob: 'xhrEmptyUpload', value: 'as-any', desc: 'An empty body is a body.' },
  { knob: 'xhrUploadFailsWithoutBody', value: false, desc: 'Without a body the upload complete flag is set from the start.' },
  { knob: 'xhrUploadEnds', value: 'when-sent', desc: 'That is the end of the request’s body.' },
  { knob: 'xhrResentUploadProgress', value: false, desc: 'An upload that is over is over.' },
  { knob: 'xhrSchemesWithoutLoadstart', value: [], desc: 'It comes before the fetch.' },
  { knob: 'xhrFailureKeepsURL', value: false, desc: 'A network error has no URL.' },
  { knob: 'shortBody', value: 'cut', desc: 'A connection that ends early errors the stream.' },
  { knob: 'webSocketProtocols', value: 'one-offered', desc: 'Without one that was asked for, the connection fails.' },
  { knob: 'mixedWebSocket', value: 'fails', desc: 'A network error fails the connection.' },
  { knob: 'eventSourceReconnectsAfter', value: 3, desc: 'Some seconds, as most engines have it.' },
  { knob: 'hostsHaveSpaces', value: false, desc: 'A space is a forbidden host code point.' },
  { knob: 'beaconsAreLimited', value: true, desc: 'Beacons are keepalive requests.' },
  { knob: 'redirectErrorNeedsLocation', value: false, desc: 'The status is a redirect status.' },
  { knob: 'manualRedirectNeedsURL', value: false, desc: 'The location URL is asked for by those that follow.' },
  { knob: 'opaqueRedirectHasBody', value: false, desc: 'Its body is null.' },
  { knob: 'blobType', value: 'serialized', desc: 'That is what getting the MIME type and serializing give.' },
  { knob: 'windowMemberIsChecked', value: true, desc: 'Step 11: a TypeError.' },
  { knob: 'tabInCookie', value: 'kept', desc: 'Control bytes but for HTAB.' },
  { knob: 'cookieWithoutEquals', value: 'nameless', desc: 'Step 3: the name is empty.' },
  { knob: 'namelessCookies', value: 'stored', desc: 'An empty name is a name.' },
  { knob: 'namelessValueWithEquals', value: 'stored', desc: 'The first equals sign divides.' },
  { knob: 'cookieBytes', value: 'as-given', desc: 'Octets are kept.' },
  { knob: 'cookieSizeLimit', value: 4096, desc: 'Step 5: 4096 octets.' },
  { knob: 'longCookieAttribute', value: 'ignored', desc: 'Step 6 of the attributes.' },
  { knob: 'cookieLifetimeLimit', value: 34_560_000, desc: '400 days are recommended.' },
  { knob: 'scriptCookieLifetimeLimit', value: null, desc: 'One limit for all cookies.' },
  { knob: 'maxAgeAgainstExpires', value: 'max-age-wins', desc: 'Step 6 of the storage model asks for Max-Age first.' },
  { knob: 'cookieMaxAgePlusSign', value: false, desc: 'Step 2: a digit, or a minus sign and a digit.' },
  { knob: 'cookieMaxAgeMinusSign', value: 'ignored', desc: 'Step 2 as well.' },
  { knob: 'cookiePrefixes', value: ['__secure-', '__host-', '__http-', '__host-http-'], desc: 'Two in the RFC, two more in the layered draft.' },
  { knob: 'hostPrefixPath', value: 'attribute', desc: 'Step 21.3 asks for the attribute.' },
  { knob: 'sameSiteNoneNeedsSecure', value: true, desc: 'Step 19.' },
  { knob: 'loopbackIsSecureForCookies', value: false, desc: 'Fetch: if the scheme is https.' },
  { knob: 'secureCookiesLeftAlone', value: 'overlaid', desc: 'Step 16.' },
  { knob: 'replacedCookieOrder', value: 'kept', desc: 'Step 23.3.' },
  { knob: 'cookiesPerHostLimit', value: 180, desc: '50 at least; as browsers have it.' },
  { knob: 'cookiesPerHostPurged', value: 0, desc: 'The excess, no more.' },
  { knob: 'cookiesInAllLimit', value: 3000, desc: '3000 at least.' },
  { knob: 'cookiesInAllPurged', value: 0, desc: 'The excess, no more.' },
  { knob: 'cookiesOfEqualPaths', value: 'by-creation', desc: 'Step 4 of retrieval.' },
  { knob: 'sameSiteDefault', value: 'lax', desc: 'Default is enforced as Lax.' },
  { knob: 'laxAllowUnsafe', value: 0, desc: 'User agents MAY, and need not.' },
  { knob: 'sameSiteIsSchemeful', value: true, desc: 'A site has a scheme.' },
  { knob: 'redirectsCountForSameSite', value: false, desc: 'The current URL is compared.' },
  { knob: 'thirdPartyCookies', value: 'allow', desc: 'A policy of the user agent’s.' },
  { knob: 'partitionedIsKnown', value: true, desc: 'CHIPS.' },
  { knob: 'lastAccessGranularity', value: 0, desc: 'Step 5 of retrieval, at every access.' },
  { knob: 'cookieDateReading', value: 'tokens', desc: 'Tokens, in any order.' },
  { knob: 'cookieDateTokens', value: 'leading-digits', desc: 'Digits, and then anything but a digit.' },
  { knob: 'cookieYearDigits', value: 'two-to-four', desc: '2*4DIGIT.' },
  { knob: 'shortCookieYears', value: 'by-value', desc: 'Steps 3 and 4 ask for the value.' },
  { knob: 'earliestCookieYear', value: 1601, desc: 'Step 5: not before 1601.' },
  { knob: 'impossibleCookieDates', value: 'refused', desc: 'Step 6.' },
  { knob: 'cookieDateWithoutTime', value: 'refused', desc: 'Step 5: a time must be found.' },
  { knob: 'latestCookieYear', value: null, desc: 'No limit is said.' },
  { knob: 'cookieControlBytes', value: 'rejected', desc: 'Step 1.' },
  { knob: 'domainOfDotAlone', value: 'host-only', desc: 'Step 2, and then empty.' },
  { knob: 'documentCookieNotUTF8', value: 'replaced', desc: 'HTML decodes without failing.' },
  { knob: 'invalidExpiry', value: 'ignored', desc: 'An attribute that fails is ignored.' },
  { knob: 'blockingSparesPartitioned', value: true, desc: 'CHIPS are for third parties.' },
  { knob: 'sameSiteSetCrossSite', value: 'refused', desc: 'Step 18.' },
  { knob: 'domainNeedsDot', value: false, desc: 'The RFC of 2000 asked for one.' },
  { knob: 'publicSuffixesHaveCookies', value: true, desc: 'Step 9.3: host-only.' },
  { knob: 'addressesHaveSuffixes', value: false, desc: 'A string that is a host name has.' },
  { knob: 'domainIsCaseSensitive', value: false, desc: 'Step 3: lower case.' },
  { knob: 'sandboxedDocumentsHaveSite', value: true, desc: 'The origin of the URL, where sandboxed.' },
  { knob: 'emptyCookies', value: 'rejected', desc: 'Step 2 of the storage model.' },
  { knob: 'emptyCookieMaxAge', value: 'ignored', desc: 'Step 1: ignored.' },
  { knob: 'credentiallessIsKnown', value: true, desc: 'Steps 3 to 6.' },
  { knob: 'ipv6DocumentsHaveCookies', value: true, desc: 'Nothing is said of addresses.' },
  { knob: 'expiresIsByServerClock', value: false, desc: 'The date as it is.' },
  { knob: 'cookiesSafeFromPurge', value: 0, desc: 'All cookies, by last access.' },
]

describe('the divergence table', () => {
  it.each(standard)('has the standard’s value for $knob. $desc', ({ knob, value }) => {
    expect(knobValue(knob, 'spec')).toEqual(value)
  })

  it('asks the standard about every knob', () => {
    expect(standard.map((row) => row.knob)).toEqual(knobNames)
  })

  it('keeps the number of each row', () => {
    expect(divergences.map((row) => `${row.id} ${row.knob}`)).toEqual([
      'DV-1 headerNameTrailingWhitespace',
      'DV-2 extraSafelistedRequestHeaders',
      'DV-3 nonASCIIBytesAreSafelisted',
      'DV-4 safelistJudgesDuplicates',
      'DV-5 rangeNumberLimit',
      'DV-6 rangeUnitIsCaseSensitive',
      'DV-7 rangeIsRewritten',
      'DV-8 preflightFlagNeedsBody',
      'DV-9 requestHeaderNamesRepeat',
      'DV-10 preflightOriginAfterRedirect',
      'DV-11 removedHeadersInPreflight',
      'DV-12 wildcardCoversAuthorization',
      'DV-13 emptyHeaderLinesDropped',
      'DV-14 maxAgeLimit',
      'DV-15 invalidMaxAge',
      'DV-16 negativeMaxAge',
      'DV-17 emptyMaxAge',
      'DV-18 credentialedEntryServesBoth',
      'DV-19 wildcardCachedAs',
      'DV-20 cachedWildcardCoversAuthorization',
      'DV-21 laterPreflight',
      'DV-22 updateRestartsClock',
      'DV-23 failedPreflightClears',
      'DV-24 failedResponseClears',
      'DV-25 cacheModesPastPreflightCache',
      'DV-26 emptyLocation',
      'DV-27 duplicateLocation',
      'DV-28 urlCredentials',
      'DV-30 originSurvivesMethodChange',
      'DV-31 originFollowsReferrerPolicy',
      'DV-32 corsElementsSendOriginToOwnOrigin',
      'DV-33 referrerOfOpaqueOrigin',
      'DV-34 untrustworthyPreflightSendsFetchMode',
      'DV-35 fetchMetadataAfterCrossOriginRedirect',
      'DV-36 fetchSiteRules',
      'DV-37 webSocketFetchMetadata',
      'DV-38 upgradeInsecureRequests',
      'DV-39 loopbackIsMixedContent',
      'DV-40 pagesWithoutMixedContent',
      'DV-41 downgradeIsByScheme',
      'DV-42 sendsFetchUser',
      'DV-43 storageAccessHeader',
      'DV-44 maxAgeZeroOn',
      'DV-45 reloadRepeatsInitiator',
      'DV-46 preflightSaysCacheMode',
      'DV-47 noStorePreflightIsKept',
      'DV-48 opaqueOriginsHavePreflightCache',
      'DV-49 preflightFetchSite',
      'DV-50 validatorsMakeCacheMode',
      'DV-51 headersDroppedByRedirect',
      'DV-52 redirectedImagesUpgradeLoopback',
      'DV-53 zeroMaxAge',
      'DV-54 headIsLookedUp',
      'DV-55 ownOriginPreflightIsChecked',
      'DV-56 removedHeadersReturn',
      'DV-57 preflightsAgainAfterRedirect',
      'DV-58 repeatedRequestHeaders',
      'DV-59 safelistHasTotalLimit',
      'DV-60 laxReferrerPoliciesCrossSite',
      'DV-61 thirdPartyReferrer',
      'DV-62 dataURLContentLength',
      'DV-63 beaconOriginOfOpaqueOrigin',
      'DV-64 redirectsCheckedWithCredentials',
      'DV-65 cacheHeadersOnCrossOriginHops',
      'DV-66 crossOriginRedirectOfDelete',
      'DV-67 originAfterCrossOriginHop',
      'DV-68 uncoveredEntryDropped',
      'DV-69 preflightStoredThoughNotAllowed',
      'DV-70 maxAgeOverflow',
      'DV-71 maxAgePlusSign',
      'DV-72 requestHeaderBytes',
      'DV-73 framesInheritReferrerPolicy',
      'DV-74 credentiallessSaysNoCache',
      'DV-75 xhrCharset',
      'DV-76 eventSourceCharset',
      'DV-77 elementsTakeStatus',
      'DV-78 wrongStyleTypeLoads',
      'DV-79 mixedFrameEvent',
      'DV-80 mixedBeaconReturns',
      'DV-81 streamUploads',
      'DV-82 addressesHaveSites',
      'DV-83 flagAllowsMethod',
      'DV-84 embedderBlockedFrameEvent',
      'DV-85 reloadOfPost',
      'DV-86 eventSourceSaysNoCache',
      'DV-87 onlyIfCached',
      'DV-88 resetContentHasBody',
      'DV-89 responseURLKeepsCredentials',
      'DV-90 xhrGetSaysBodyType',
      'DV-91 locationBytes',
      'DV-92 unknownResourcePolicy',
      'DV-93 webSocketRedirects',
      'DV-94 keptWildcardServes',
      'DV-95 preflightReferrer',
      'DV-96 redirectCredentialsJudged',
      'DV-97 noReferrerHidesOrigin',
      'DV-98 failedFrameEvent',
      'DV-99 repeatedContentType',
      'DV-102 bodyTypeIsGuarded',
      'DV-103 frameNeedsEmbedderPolicy',
      'DV-104 aboutBlankIsFetched',
      'DV-161 opaqueWithoutHash',
      'DV-162 preloadIntegrity',
      'DV-163 cookieStoreItems',
      'DV-164 cookieStorePathEndsInSlash',
      'DV-165 cookieStoreHearsAllPaths',
      'DV-166 cookieStoreNormalizes',
      'DV-167 xhrEmptyBodyProgress',
      'DV-168 xhrEmptyUpload',
      'DV-169 xhrUploadFailsWithoutBody',
      'DV-170 xhrUploadEnds',
      'DV-171 xhrResentUploadProgress',
      'DV-172 xhrSchemesWithoutLoadstart',
      'DV-173 xhrFailureKeepsURL',
      'DV-174 shortBody',
      'DV-175 webSocketProtocols',
      'DV-176 mixedWebSocket',
      'DV-177 eventSourceReconnectsAfter',
      'DV-178 hostsHaveSpaces',
      'DV-179 beaconsAreLimited',
      'DV-180 redirectErrorNeedsLocation',
      'DV-181 manualRedirectNeedsURL',
      'DV-182 opaqueRedirectHasBody',
      'DV-183 blobType',
      'DV-184 windowMemberIsChecked',
      'DV-105 tabInCookie',
      'DV-106 cookieWithoutEquals',
      'DV-107 namelessCookies',
      'DV-108 namelessValueWithEquals',
      'DV-109 cookieBytes',
      'DV-110 cookieSizeLimit',
      'DV-111 longCookieAttribute',
      'DV-112 cookieLifetimeLimit',
      'DV-113 scriptCookieLifetimeLimit',
      'DV-114 maxAgeAgainstExpires',
      'DV-115 cookieMaxAgePlusSign',
      'DV-116 cookieMaxAgeMinusSign',
      'DV-117 cookieDateReading',
      'DV-118 cookieDateTokens',
      'DV-119 cookieYearDigits',
      'DV-120 shortCookieYears',
      'DV-121 earliestCookieYear',
      'DV-122 impossibleCookieDates',
      'DV-123 cookieDateWithoutTime',
      'DV-124 cookiePrefixes',
      'DV-125 hostPrefixPath',
      'DV-126 sameSiteNoneNeedsSecure',
      'DV-127 loopbackIsSecureForCookies',
      'DV-128 secureCookiesLeftAlone',
      'DV-129 replacedCookieOrder',
      'DV-130 cookiesPerHostLimit',
      'DV-131 cookiesPerHostPurged',
      'DV-132 cookiesInAllLimit',
      'DV-133 cookiesInAllPurged',
      'DV-134 cookiesOfEqualPaths',
      'DV-135 sameSiteDefault',
      'DV-136 laxAllowUnsafe',
      'DV-137 sameSiteIsSchemeful',
      'DV-138 redirectsCountForSameSite',
      'DV-139 thirdPartyCookies',
      'DV-140 partitionedIsKnown',
      'DV-141 lastAccessGranularity',
      'DV-143 cookieControlBytes',
      'DV-144 domainOfDotAlone',
      'DV-145 documentCookieNotUTF8',
      'DV-146 invalidExpiry',
      'DV-147 blockingSparesPartitioned',
      'DV-148 sameSiteSetCrossSite',
      'DV-149 domainNeedsDot',
      'DV-150 publicSuffixesHaveCookies',
      'DV-151 addressesHaveSuffixes',
      'DV-152 domainIsCaseSensitive',
      'DV-153 sandboxedDocumentsHaveSite',
      'DV-154 emptyCookies',
      'DV-155 emptyCookieMaxAge',
      'DV-156 credentiallessIsKnown',
      'DV-157 ipv6DocumentsHaveCookies',
      'DV-158 expiresIsByServerClock',
      'DV-160 latestCookieYear',
      'DV-159 cookiesSafeFromPurge',
    ])
  })

  it('has one row at most for each number and knob', () => {
    expect(new Set(divergences.map((row) => row.id)).size).toBe(divergences.length)
    expect(new Set(divergences.map((row) => row.knob)).size).toBe(divergences.length)
  })

  it('has a row for every knob but those on which all engines agree with the standard', () => {
    expect(knobNames.filter((knob) => rowsOf(knob).length === 0)).toEqual(['maxAgeDefault', 'hasCookieStore'])
    for (const engine of engines) expect(knobValue('maxAgeDefault', engine)).toBe(5)
  })

  it('leaves open only what no standard decides', () => {
    expect(divergences.filter((row) => row.leftOpen).map((row) => row.knob)).toEqual([
      'headerNameTrailingWhitespace',
      'maxAgeLimit',
      'storageAccessHeader',
      'maxAgeZeroOn',
      'eventSourceReconnectsAfter',
      'scriptCookieLifetimeLimit',
      'loopbackIsSecureForCookies',
      'cookiesPerHostLimit',
      'cookiesPerHostPurged',
      'cookiesInAllLimit',
      'cookiesInAllPurged',
      'laxAllowUnsafe',
      'thirdPartyCookies',
      'lastAccessGranularity',
      'blockingSparesPartitioned',
      'cookiesSafeFromPurge',
    ])
  })

  describe.each(divergences)('$id $knob', (row) => {
    const named = browsers.filter((engine) => row.values[engine] !== undefined)

    it('names an engine, and only those that differ from the standard', () => {
      expect(named).not.toEqual([])
      for (const engine of named) expect(row.values[engine]).not.toEqual(row.values.spec)
    })

    it('has values that its knob can have', () => {
      for (const value of [row.values.spec, ...named.map((engine) => row.values[engine])]) {
        expect(isKnobValue(row.knob, value), `${value} is ${describeKnobValues(row.knob)}`).toBe(true)
      }
    })

    it('says since when, of each engine it names and no other', () => {
      expect(browsers.filter((engine) => row.since[engine] !== undefined)).toEqual(named)
      for (const engine of named) {
        expect(Number(row.since[engine])).toBeLessThanOrEqual(Number(engineVersions[engine]))
      }
    })

    it('says what differs in one sentence, and where in the standards', () => {
      expect(row.summary).toMatch(/^[A-Z`].{20,}[^.]\.$/)
      expect(row.anchor).toBe(knobAnchors[row.knob])
    })

    it('says on what evidence', () => {
      // What the recordings show is asked of them in spec-tests/lab/evidence.test.ts.
      for (const source of row.evidence.source?.split('; ') ?? []) expect(source).toMatch(believable)
      expect(row.evidence.date).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(new Date(row.evidence.date).toISOString().slice(0, 10)).toBe(row.evidence.date)
    })
  })

  it('gives Safari what WebKitGTK does, but for what its port does or nothing shows of both', () => {
    const differing = diffProfiles(profiles.safari, profiles.webkitgtk)
    expect(differing.map(({ knob }) => knob)).toEqual([
      'emptyLocation',
      'duplicateLocation',
      'originSurvivesMethodChange',
      'referrerOfOpaqueOrigin',
      'crossOriginRedirectOfDelete',
      'originAfterCrossOriginHop',
      'requestHeaderBytes',
      'onlyIfCached',
      'resetContentHasBody',
      'locationBytes',
      'webSocketRedirects',
      'shortBody',
      'webSocketProtocols',
      'tabInCookie',
      'cookieBytes',
      'cookieSizeLimit',
      'longCookieAttribute',
      'cookieLifetimeLimit',
      'scriptCookieLifetimeLimit',
      'maxAgeAgainstExpires',
      'cookieMaxAgePlusSign',
      'cookiePrefixes',
      'secureCookiesLeftAlone',
      'cookiesPerHostLimit',
      'cookiesInAllLimit',
      'cookiesOfEqualPaths',
      'redirectsCountForSameSite',
      'thirdPartyCookies',
      'cookieDateReading',
      'shortCookieYears',
      'earliestCookieYear',
      'latestCookieYear',
      'cookieControlBytes',
      'domainOfDotAlone',
      'invalidExpiry',
      'sameSiteSetCrossSite',
      'domainNeedsDot',
      'publicSuffixesHaveCookies',
      'addressesHaveSuffixes',
      'domainIsCaseSensitive',
      'emptyCookies',
      'emptyCookieMaxAge',
      'ipv6DocumentsHaveCookies',
    ])
  })
})

describe('a source', () => {
  const rows: readonly (readonly [desc: string, source: string, believed: boolean])[] = [
    ['a file at a commit', 'WebKit/WebKit@00f03c1f906f Source/a/B.cpp', true],
    ['a function in it', 'WebKit/WebKit@00f03c1f906f Source/a/B.cpp, isMixedContent', true],
    ['a copy', 'chromium/chromium net/a.cc, read in the copy a/b@6775069775ac', true],
    ['a file without a commit', 'WebKit/WebKit Source/a/B.cpp', false],
    ['nor is a function one', 'WebKit/WebKit Source/a/B.cpp, isMixedContent', false],
    ['a copy without a commit', 'chromium/chromium net/a.cc, read in the copy a/b', false],
    ['a commit that is cut short', 'WebKit/WebKit@00f03c1 Source/a/B.cpp', false],
    ['hearsay', 'everybody knows', false],
  ]
  it.each(rows)('is believed or not: %s', (_, source, believed) => {
    expect(believable.test(source)).toBe(believed)
  })
})

describe('a knob', () => {
  it('has its anchor in the order of Knobs', () => {
    const declared = ['knobs.ts', 'cookie-knobs.ts'].flatMap((file) => {
      const source = readFileSync(new URL(`../../src/profile/${file}`, import.meta.url), 'utf8')
      return [...source.matchAll(/^ {2}readonly (\w+):/gm)].map((match) => match[1])
    })
    expect(declared.length).toBeGreaterThan(30)
    expect(knobNames).toEqual(declared)
  })
})
