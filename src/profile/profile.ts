import { byteLowercase } from '../infra/byte-string'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { knobValue } from './divergences'
import { type Engine, type EngineAlias, engineAliases, engines, engineVersions } from './engine'
import { describeKnobValues, isKnobName, isKnobValue, knobNames } from './knob-values'
import type { Knobs } from './knobs'

export type { Engine } from './engine'

/** One browser: a value for every knob. Compiled from the divergence table, one hidden class for all. */
export interface Profile extends Knobs {
  /** `chromium`, or what a user's own profile is called. */
  readonly name: string
  readonly engine: Engine
  /** The browser version the rows were read or recorded from; null for `spec`. */
  readonly version: string | null
}

/** What a profile can be called: an engine, or a browser built on one. */
export type ProfileName = Engine | EngineAlias

/** The profile of an engine, from the divergence table. `profiles` has them all, ready made. */
export function compile(engine: Engine): Profile {
  return assemble(engine, engine, engineVersions[engine], (knob) => knobValue(knob, engine))
}

/** The profiles there are. Their objects are shared: to change one, make another with `defineProfile`. */
export const profiles: { readonly [E in Engine]: Profile } = {
  spec: compile('spec'),
  chromium: compile('chromium'),
  firefox: compile('firefox'),
  safari: compile('safari'),
  webkitgtk: compile('webkitgtk'),
}

const profilesByName: ReadonlyMap<string, Profile> = new Map<string, Profile>([
  ...engines.map((engine) => [engine, profiles[engine]] as const),
  ...Object.entries(engineAliases).map(([alias, engine]) => [alias, profiles[engine]] as const),
])

/**
 * The profile of that name, in any case; `chrome` and `edge` are `chromium`.
 *
 * @throws ConfigError where there is none; its message lists the names.
 */
export function profileNamed(name: string): Profile {
  const profile = findProfile(name)
  if (profile === null) throw new ConfigError([unknownProfile('profile', name)])
  return profile
}

/** What `defineProfile` changes. */
export type ProfileOverrides = Partial<Knobs> & {
  /** What recordings and reports call the profile; without it, `modified` and the base's name. */
  readonly name?: string
}

/**
 * A profile of one's own: another one, by name or itself, with some knobs turned.
 *
 * @throws ConfigError with every problem at once: an unknown base or knob, a value its knob cannot have.
 */
export function defineProfile(base: Profile | ProfileName, overrides: ProfileOverrides): Profile {
  const issues: ConfigIssue[] = []
  const found = baseOf(base, issues)
  const given = overridesOf(overrides, issues)
  if (found === null || issues.length > 0) throw new ConfigError(issues)

  const name = given.name ?? (found.name.startsWith(modified) ? found.name : `${modified}${found.name}`)
  return assemble(name, found.engine, found.version, (knob) => {
    const own = given.knobs[knob]
    return own === undefined ? found[knob] : own
  })
}

const modified = 'modified '

function findProfile(name: unknown): Profile | null {
  return typeof name === 'string' ? (profilesByName.get(byteLowercase(name)) ?? null) : null
}

function unknownProfile(path: string, value: unknown): ConfigIssue {
  const names = engines.map((engine) => {
    const aliases = Object.entries(engineAliases).filter(([, of]) => of === engine)
    return aliases.length === 0 ? engine : `${engine} (also ${aliases.map(([alias]) => alias).join(', ')})`
  })
  return {
    path,
    value,
    reason: value === undefined ? 'missing' : 'invalid',
    message: `${path} must be one of ${names.join(', ')}, not ${show(value)}`,
  }
}

/** The profile to start from. One that was not made here, but read from JSON say, is checked as overrides are. */
function baseOf(base: unknown, issues: ConfigIssue[]): Profile | null {
  if (typeof base !== 'object' || base === null) {
    const found = findProfile(base)
    if (found === null) issues.push(unknownProfile('base', base))
    return found
  }
  const record = base as { readonly [key: string]: unknown }
  const { engine, name, version } = record
  if (!engines.some((known) => known === engine))
    issues.push(wrong('base.engine', engine, `one of ${engines.join(', ')}`))
  if (typeof name !== 'string') issues.push(wrong('base.name', name, 'a string'))
  if (version !== null && typeof version !== 'string')
    issues.push(wrong('base.version', version, 'a string or null'))
  for (const knob of knobNames) checkKnob(knob, record[knob], `base.${knob}`, issues)
  return base as Profile
}

/** What the caller sets, checked and copied, so that changing it later changes no profile. */
function overridesOf(
  overrides: unknown,
  issues: ConfigIssue[],
): { name: string | null; knobs: Partial<Knobs> } {
  const knobs = new Map<string, unknown>()
  let name: string | null = null
  if (typeof overrides !== 'object' || overrides === null) {
    issues.push(wrong('overrides', overrides, 'an object'))
    return { name, knobs: {} }
  }
  for (const [key, value] of Object.entries(overrides) as [string, unknown][]) {
    if (value === undefined) continue
    const path = `overrides.${key}`
    if (key === 'name') {
      checkName(value, path, issues)
      if (typeof value === 'string') name = value
    } else if (isKnobName(key)) {
      checkKnob(key, value, path, issues)
      knobs.set(key, Array.isArray(value) ? value.slice() : value)
    } else {
      issues.push({ path, value, reason: 'invalid', message: `${path} is not a knob that profiles have` })
    }
  }
  return { name, knobs: Object.fromEntries(knobs) }
}

function checkKnob(knob: keyof Knobs, value: unknown, path: string, issues: ConfigIssue[]): void {
  if (!isKnobValue(knob, value)) issues.push(wrong(path, value, describeKnobValues(knob)))
}

function checkName(name: unknown, path: string, issues: ConfigIssue[]): void {
  if (typeof name !== 'string' || name === '') {
    issues.push(wrong(path, name, 'a string with something in it'))
  } else if (findProfile(name) !== null) {
    const message = `${path} must not be ${show(name)}, which is the name of a profile there is`
    issues.push({ path, value: name, reason: 'contradicts', message })
  }
}

function wrong(path: string, value: unknown, right: string): ConfigIssue {
  return {
    path,
    value,
    reason: value === undefined ? 'missing' : 'invalid',
    message: `${path} must be ${right}, not ${show(value)}`,
  }
}

/** A value as a message shows it: short, and without running any code of it. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'that list' : 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}

/** Where all profiles are made: one literal, and so one hidden class. In the order of `Knobs`. */
function assemble(
  name: string,
  engine: Engine,
  version: string | null,
  value: <K extends keyof Knobs>(knob: K) => Knobs[K],
): Profile {
  return {
    name,
    engine,
    version,
    headerNameTrailingWhitespace: value('headerNameTrailingWhitespace'),
    extraSafelistedRequestHeaders: value('extraSafelistedRequestHeaders'),
    nonASCIIBytesAreSafelisted: value('nonASCIIBytesAreSafelisted'),
    safelistJudgesDuplicates: value('safelistJudgesDuplicates'),
    rangeNumberLimit: value('rangeNumberLimit'),
    rangeUnitIsCaseSensitive: value('rangeUnitIsCaseSensitive'),
    rangeIsRewritten: value('rangeIsRewritten'),
    preflightFlagNeedsBody: value('preflightFlagNeedsBody'),
    requestHeaderNamesRepeat: value('requestHeaderNamesRepeat'),
    preflightOriginAfterRedirect: value('preflightOriginAfterRedirect'),
    removedHeadersInPreflight: value('removedHeadersInPreflight'),
    wildcardCoversAuthorization: value('wildcardCoversAuthorization'),
    emptyHeaderLinesDropped: value('emptyHeaderLinesDropped'),
    maxAgeLimit: value('maxAgeLimit'),
    maxAgeDefault: value('maxAgeDefault'),
    invalidMaxAge: value('invalidMaxAge'),
    negativeMaxAge: value('negativeMaxAge'),
    emptyMaxAge: value('emptyMaxAge'),
    credentialedEntryServesBoth: value('credentialedEntryServesBoth'),
    wildcardCachedAs: value('wildcardCachedAs'),
    cachedWildcardCoversAuthorization: value('cachedWildcardCoversAuthorization'),
    laterPreflight: value('laterPreflight'),
    updateRestartsClock: value('updateRestartsClock'),
    failedPreflightClears: value('failedPreflightClears'),
    failedResponseClears: value('failedResponseClears'),
    cacheModesPastPreflightCache: value('cacheModesPastPreflightCache'),
    emptyLocation: value('emptyLocation'),
    duplicateLocation: value('duplicateLocation'),
    urlCredentials: value('urlCredentials'),
    originSurvivesMethodChange: value('originSurvivesMethodChange'),
    originFollowsReferrerPolicy: value('originFollowsReferrerPolicy'),
    corsElementsSendOriginToOwnOrigin: value('corsElementsSendOriginToOwnOrigin'),
    referrerOfOpaqueOrigin: value('referrerOfOpaqueOrigin'),
    untrustworthyPreflightSendsFetchMode: value('untrustworthyPreflightSendsFetchMode'),
    fetchMetadataAfterCrossOriginRedirect: value('fetchMetadataAfterCrossOriginRedirect'),
    fetchSiteRules: value('fetchSiteRules'),
    webSocketFetchMetadata: value('webSocketFetchMetadata'),
    upgradeInsecureRequests: value('upgradeInsecureRequests'),
    pagesWithoutMixedContent: value('pagesWithoutMixedContent'),
    loopbackIsMixedContent: value('loopbackIsMixedContent'),
    downgradeIsByScheme: value('downgradeIsByScheme'),
    sendsFetchUser: value('sendsFetchUser'),
    storageAccessHeader: value('storageAccessHeader'),
    maxAgeZeroOn: value('maxAgeZeroOn'),
    reloadRepeatsInitiator: value('reloadRepeatsInitiator'),
    preflightSaysCacheMode: value('preflightSaysCacheMode'),
    noStorePreflightIsKept: value('noStorePreflightIsKept'),
    opaqueOriginsHavePreflightCache: value('opaqueOriginsHavePreflightCache'),
    preflightFetchSite: value('preflightFetchSite'),
    validatorsMakeCacheMode: value('validatorsMakeCacheMode'),
    headersDroppedByRedirect: value('headersDroppedByRedirect'),
    redirectedImagesUpgradeLoopback: value('redirectedImagesUpgradeLoopback'),
    zeroMaxAge: value('zeroMaxAge'),
    headIsLookedUp: value('headIsLookedUp'),
    ownOriginPreflightIsChecked: value('ownOriginPreflightIsChecked'),
    removedHeadersReturn: value('removedHeadersReturn'),
    preflightsAgainAfterRedirect: value('preflightsAgainAfterRedirect'),
    repeatedRequestHeaders: value('repeatedRequestHeaders'),
    safelistHasTotalLimit: value('safelistHasTotalLimit'),
    laxReferrerPoliciesCrossSite: value('laxReferrerPoliciesCrossSite'),
    thirdPartyReferrer: value('thirdPartyReferrer'),
    dataURLContentLength: value('dataURLContentLength'),
    beaconOriginOfOpaqueOrigin: value('beaconOriginOfOpaqueOrigin'),
    redirectsCheckedWithCredentials: value('redirectsCheckedWithCredentials'),
    cacheHeadersOnCrossOriginHops: value('cacheHeadersOnCrossOriginHops'),
    crossOriginRedirectOfDelete: value('crossOriginRedirectOfDelete'),
    originAfterCrossOriginHop: value('originAfterCrossOriginHop'),
    uncoveredEntryDropped: value('uncoveredEntryDropped'),
    preflightStoredThoughNotAllowed: value('preflightStoredThoughNotAllowed'),
    maxAgeOverflow: value('maxAgeOverflow'),
    maxAgePlusSign: value('maxAgePlusSign'),
    requestHeaderBytes: value('requestHeaderBytes'),
    framesInheritReferrerPolicy: value('framesInheritReferrerPolicy'),
    credentiallessSaysNoCache: value('credentiallessSaysNoCache'),
    xhrCharset: value('xhrCharset'),
    eventSourceCharset: value('eventSourceCharset'),
    elementsTakeStatus: value('elementsTakeStatus'),
    wrongStyleTypeLoads: value('wrongStyleTypeLoads'),
    mixedFrameEvent: value('mixedFrameEvent'),
    mixedBeaconReturns: value('mixedBeaconReturns'),
    streamUploads: value('streamUploads'),
    addressesHaveSites: value('addressesHaveSites'),
    flagAllowsMethod: value('flagAllowsMethod'),
    embedderBlockedFrameEvent: value('embedderBlockedFrameEvent'),
    reloadOfPost: value('reloadOfPost'),
    eventSourceSaysNoCache: value('eventSourceSaysNoCache'),
    onlyIfCached: value('onlyIfCached'),
    resetContentHasBody: value('resetContentHasBody'),
    responseURLKeepsCredentials: value('responseURLKeepsCredentials'),
    xhrGetSaysBodyType: value('xhrGetSaysBodyType'),
    locationBytes: value('locationBytes'),
    unknownResourcePolicy: value('unknownResourcePolicy'),
    webSocketRedirects: value('webSocketRedirects'),
    keptWildcardServes: value('keptWildcardServes'),
    preflightReferrer: value('preflightReferrer'),
    noReferrerHidesOrigin: value('noReferrerHidesOrigin'),
    failedFrameEvent: value('failedFrameEvent'),
    repeatedContentType: value('repeatedContentType'),
    redirectCredentialsJudged: value('redirectCredentialsJudged'),
    bodyTypeIsGuarded: value('bodyTypeIsGuarded'),
    frameNeedsEmbedderPolicy: value('frameNeedsEmbedderPolicy'),
    aboutBlankIsFetched: value('aboutBlankIsFetched'),
    opaqueWithoutHash: value('opaqueWithoutHash'),
    preloadIntegrity: value('preloadIntegrity'),
    hasCookieStore: value('hasCookieStore'),
    cookieStoreItems: value('cookieStoreItems'),
    cookieStorePathEndsInSlash: value('cookieStorePathEndsInSlash'),
    cookieStoreHearsAllPaths: value('cookieStoreHearsAllPaths'),
    cookieStoreNormalizes: value('cookieStoreNormalizes'),
    xhrEmptyBodyProgress: value('xhrEmptyBodyProgress'),
    xhrEmptyUpload: value('xhrEmptyUpload'),
    xhrUploadFailsWithoutBody: value('xhrUploadFailsWithoutBody'),
    xhrUploadEnds: value('xhrUploadEnds'),
    xhrResentUploadProgress: value('xhrResentUploadProgress'),
    xhrSchemesWithoutLoadstart: value('xhrSchemesWithoutLoadstart'),
    xhrFailureKeepsURL: value('xhrFailureKeepsURL'),
    shortBody: value('shortBody'),
    webSocketProtocols: value('webSocketProtocols'),
    mixedWebSocket: value('mixedWebSocket'),
    eventSourceReconnectsAfter: value('eventSourceReconnectsAfter'),
    hostsHaveSpaces: value('hostsHaveSpaces'),
    beaconsAreLimited: value('beaconsAreLimited'),
    redirectErrorNeedsLocation: value('redirectErrorNeedsLocation'),
    manualRedirectNeedsURL: value('manualRedirectNeedsURL'),
    opaqueRedirectHasBody: value('opaqueRedirectHasBody'),
    blobType: value('blobType'),
    windowMemberIsChecked: value('windowMemberIsChecked'),
    tabInCookie: value('tabInCookie'),
    cookieWithoutEquals: value('cookieWithoutEquals'),
    namelessCookies: value('namelessCookies'),
    namelessValueWithEquals: value('namelessValueWithEquals'),
    cookieBytes: value('cookieBytes'),
    cookieSizeLimit: value('cookieSizeLimit'),
    longCookieAttribute: value('longCookieAttribute'),
    cookieLifetimeLimit: value('cookieLifetimeLimit'),
    scriptCookieLifetimeLimit: value('scriptCookieLifetimeLimit'),
    maxAgeAgainstExpires: value('maxAgeAgainstExpires'),
    cookieMaxAgePlusSign: value('cookieMaxAgePlusSign'),
    cookieMaxAgeMinusSign: value('cookieMaxAgeMinusSign'),
    cookiePrefixes: value('cookiePrefixes'),
    hostPrefixPath: value('hostPrefixPath'),
    sameSiteNoneNeedsSecure: value('sameSiteNoneNeedsSecure'),
    loopbackIsSecureForCookies: value('loopbackIsSecureForCookies'),
    secureCookiesLeftAlone: value('secureCookiesLeftAlone'),
    replacedCookieOrder: value('replacedCookieOrder'),
    cookiesPerHostLimit: value('cookiesPerHostLimit'),
    cookiesPerHostPurged: value('cookiesPerHostPurged'),
    cookiesInAllLimit: value('cookiesInAllLimit'),
    cookiesInAllPurged: value('cookiesInAllPurged'),
    cookiesOfEqualPaths: value('cookiesOfEqualPaths'),
    sameSiteDefault: value('sameSiteDefault'),
    laxAllowUnsafe: value('laxAllowUnsafe'),
    sameSiteIsSchemeful: value('sameSiteIsSchemeful'),
    redirectsCountForSameSite: value('redirectsCountForSameSite'),
    thirdPartyCookies: value('thirdPartyCookies'),
    partitionedIsKnown: value('partitionedIsKnown'),
    lastAccessGranularity: value('lastAccessGranularity'),
    cookieDateReading: value('cookieDateReading'),
    cookieDateTokens: value('cookieDateTokens'),
    cookieYearDigits: value('cookieYearDigits'),
    shortCookieYears: value('shortCookieYears'),
    earliestCookieYear: value('earliestCookieYear'),
    impossibleCookieDates: value('impossibleCookieDates'),
    cookieDateWithoutTime: value('cookieDateWithoutTime'),
    latestCookieYear: value('latestCookieYear'),
    cookieControlBytes: value('cookieControlBytes'),
    domainOfDotAlone: value('domainOfDotAlone'),
    documentCookieNotUTF8: value('documentCookieNotUTF8'),
    invalidExpiry: value('invalidExpiry'),
    blockingSparesPartitioned: value('blockingSparesPartitioned'),
    sameSiteSetCrossSite: value('sameSiteSetCrossSite'),
    domainNeedsDot: value('domainNeedsDot'),
    publicSuffixesHaveCookies: value('publicSuffixesHaveCookies'),
    addressesHaveSuffixes: value('addressesHaveSuffixes'),
    domainIsCaseSensitive: value('domainIsCaseSensitive'),
    sandboxedDocumentsHaveSite: value('sandboxedDocumentsHaveSite'),
    emptyCookies: value('emptyCookies'),
    emptyCookieMaxAge: value('emptyCookieMaxAge'),
    credentiallessIsKnown: value('credentiallessIsKnown'),
    ipv6DocumentsHaveCookies: value('ipv6DocumentsHaveCookies'),
    expiresIsByServerClock: value('expiresIsByServerClock'),
    cookiesSafeFromPurge: value('cookiesSafeFromPurge'),
  }
}
