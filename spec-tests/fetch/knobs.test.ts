import { readFileSync } from 'node:fs'
/** One row a knob: what a fetch shows with the standard's value, and with another. */
import { describe, expect, it } from 'vitest'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import { knobNames } from '../../src/profile/knob-values'
import type { Knobs } from '../../src/profile/knobs'
import { defineProfile, type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { knobsOfPages } from '../architecture/knobs-of-pages'
import { cookieKnobRows, knobsOfDates } from '../cookies/knob-rows'
import { allow, answer, api, app, header, other, request, run } from './kit'
import { agree, travel } from './traffic'

const url = `${api}/x`
const isPreflight = ({ headerList }: WireRequest) =>
  getHeader(headerList, 'access-control-request-method') !== null

/** What a fetch sends, and what it comes to: `OPTIONS GET cors`. */
function fetched(init: Partial<CreateRequestInit>, handler: Handler = agree, to = url) {
  return (profile: Profile) => {
    const { sent, refused, response } = run(request(to, init), handler, { profile })
    return [...sent.map(({ method }) => method), refused ?? response.type].join(' ')
  }
}

/** A header of the n-th request along a chain. */
function told(
  name: string,
  index: number,
  chain: readonly string[],
  init: Partial<CreateRequestInit> = {},
  status = 307,
) {
  return (profile: Profile) => {
    const wire = travel(chain, init, { profile, status }).sent[index]
    return wire === undefined ? 'nothing sent' : getHeader(wire.headerList, name)
  }
}

/** A header of one request of a fetch of https://app.example.com/x, -1 being the last. */
function sentBy(name: string, index: number, init: Partial<CreateRequestInit>, handler: Handler) {
  return (profile: Profile) =>
    header(run(request(`${app}/x`, init), handler, { profile }).sent.at(index), name)
}

/** Where a fetch goes. */
function went(init: Partial<CreateRequestInit>, handler: Handler, to: string) {
  return (profile: Profile) =>
    run(request(to, init), handler, { profile })
      .sent.map(({ url: { href } }) => href)
      .join(' ')
}

/** A header of what a fetch gets. */
function received(name: string, init: Partial<CreateRequestInit>, from: string, handler: Handler = agree) {
  return (profile: Profile) => {
    const { response } = run(request(from, init), handler, { profile })
    return response.type === 'error' ? response.reason.step : getHeader(response.headerList, name)
  }
}

/** The body that a fetch gets with a status. */
function body(
  status: number,
  init: Partial<CreateRequestInit> = {},
  headers: Readonly<Record<string, string>> = {},
) {
  return (profile: Profile) => {
    const handler = () => answer(status, { ...allow, ...headers }, 'x')
    const { response } = run(request(url, init), handler, { profile })
    if (response.type === 'error') return response.reason.step
    return response.body?.kind === 'bytes' ? response.body.bytes : null
  }
}

/** Several fetches of one browser, a number of seconds apart: `p` for each preflight and `r` for each request. */
function inTurn(
  ...fetches: readonly (readonly [seconds: number, init: Partial<CreateRequestInit>, handler?: Handler])[]
) {
  return (profile: Profile) => {
    let userAgent = createUserAgent(profile)
    let shown = ''
    let now = 0
    for (const [seconds, init, handler = agree] of fetches) {
      now += seconds * 1000
      const result = run(request(url, { method: 'PUT', ...init }), handler, { userAgent, now })
      userAgent = result.userAgent
      shown += `${result.sent.map((wire) => (isPreflight(wire) ? 'p' : 'r')).join('')} `
    }
    return shown.trim()
  }
}

/** Allows this much by preflight, and anything afterwards. */
const preflight =
  (headers: { readonly [name: string]: string }): Handler =>
  (wire) =>
    isPreflight(wire) ? answer(204, { ...allow, ...headers }) : agree(wire)
const maxAge = (value: string) =>
  preflight({ 'access-control-allow-methods': 'PUT', 'access-control-max-age': value })
const long = { 'access-control-max-age': '600' }
const redirectTo =
  (...locations: readonly string[]): Handler =>
  (wire): WireResponse =>
    wire.url.path === '/x'
      ? answer(302, [...Object.entries(allow), ...locations.map((to) => ['location', to] as const)])
      : agree(wire)
/** Redirects one after the other, by servers that agree to everything. */
function hops(...targets: readonly (readonly [status: number, location: string])[]): Handler {
  const paths = ['/x', ...targets.map(([, location]) => new URL(location).pathname)]
  return (wire) => {
    const hop = targets[paths.indexOf(wire.url.path)]
    return hop === undefined || isPreflight(wire) ? agree(wire) : agree(wire, hop[0], { location: hop[1] })
  }
}
/** A redirect to the page's own origin, where preflights are answered without a word about origins. */
const backHome: Handler = (wire) =>
  isPreflight(wire) && wire.url.path === '/y'
    ? answer(204, { 'access-control-allow-methods': 'PUT' })
    : hops([307, `${app}/y`])(wire)
/** From /x to https://api.example.com/y and on to /z, where /y does not allow credentials. */
const withoutCredentials: Handler = (wire) =>
  wire.url.path === '/y'
    ? answer(302, { 'access-control-allow-origin': app, location: `${api}/z` })
    : hops([302, `${api}/y`])(wire)
const embedding = (embedderPolicy: 'credentialless' | 'require-corp') =>
  createClient({ url: `${app}/page`, embedderPolicy })
const sandboxed = createClient({
  url: `${app}/page`,
  origin: newOpaqueOrigin(createUserAgent(profiles.spec)).origin,
})

type Row<K extends keyof Knobs> = {
  readonly knob: K
  readonly other: Knobs[K]
  /** Knobs that are turned in both, without which this one would not show. */
  readonly base?: Partial<Knobs>
  readonly shows: (profile: Profile) => string | null
  readonly expected: readonly [standard: string | null, other: string | null]
}
type AnyRow = { [K in keyof Knobs]: Row<K> }[keyof Knobs]

// biome-ignore format: a table, one row a line
const rows: readonly AnyRow[] = [
  { knob: 'headerNameTrailingWhitespace', other: 'stripped', shows: fetched({}, () => answer(200, { 'access-control-allow-origin ': '*' })), expected: ['GET cors-check/origin-absent', 'GET cors'] },
  { knob: 'headerNameTrailingWhitespace', other: 'stripped', shows: fetched({ method: 'PUT' }, (wire) => isPreflight(wire) ? answer(204, { ...allow, 'access-control-allow-methods\t ': 'PUT' }) : agree(wire)), expected: ['OPTIONS cors-preflight-fetch/method-not-allowed', 'OPTIONS PUT cors'] },
  { knob: 'extraSafelistedRequestHeaders', other: ['dpr'], shows: fetched({ headers: { dpr: '1' } }), expected: ['OPTIONS GET cors', 'GET cors'] },
  { knob: 'nonASCIIBytesAreSafelisted', other: false, shows: fetched({ headers: { accept: '\xe4' } }), expected: ['GET cors', 'OPTIONS GET cors'] },
  { knob: 'safelistJudgesDuplicates', other: 'joined', shows: fetched({ headers: [['accept', 'x'.repeat(80)], ['accept', 'x'.repeat(80)]] }), expected: ['GET cors', 'OPTIONS GET cors'] },
  { knob: 'rangeNumberLimit', other: '9', shows: fetched({ headers: { range: 'bytes=0-10' } }), expected: ['GET cors', 'OPTIONS GET cors'] },
  { knob: 'rangeUnitIsCaseSensitive', other: false, shows: fetched({ headers: { range: 'Bytes=0-1' } }), expected: ['OPTIONS GET cors', 'GET cors'] },
  { knob: 'rangeIsRewritten', other: true, shows: told('range', 0, [url], { headers: { range: 'bytes=00-01' } }), expected: ['bytes=00-01', 'bytes=0-1'] },
  { knob: 'preflightFlagNeedsBody', other: true, shows: fetched({ method: 'POST', useCORSPreflight: true }), expected: ['OPTIONS POST cors', 'POST cors'] },
  { knob: 'preflightFlagNeedsBody', other: true, shows: fetched({ method: 'POST', useCORSPreflight: true, body: '' }), expected: ['OPTIONS POST cors', 'OPTIONS POST cors'] },
  { knob: 'requestHeaderNamesRepeat', other: true, shows: told('access-control-request-headers', 0, [url], { headers: [['x-a', '1'], ['x-a', '2']] }), expected: ['x-a', 'x-a,x-a'] },
  { knob: 'preflightOriginAfterRedirect', other: 'request', shows: told('origin', 2, [url, `${other}/y`], { method: 'PUT' }), expected: ['null', app] },
  { knob: 'removedHeadersInPreflight', other: 'counted', shows: fetched({ headers: { authorization: 'x' } }, redirectTo(`${api}/y`), `${app}/x`), expected: ['GET GET cors', 'GET OPTIONS GET cors'] },
  { knob: 'removedHeadersInPreflight', other: 'counted', shows: told('access-control-request-headers', 1, [`${app}/x`, url], { headers: { authorization: 'x' } }), expected: [null, 'authorization'] },
  { knob: 'wildcardCoversAuthorization', other: true, shows: fetched({ headers: { authorization: 'x' } }, preflight({ 'access-control-allow-headers': '*' })), expected: ['OPTIONS cors-preflight-fetch/non-wildcard-header-not-allowed', 'OPTIONS GET cors'] },
  { knob: 'emptyHeaderLinesDropped', other: true, shows: fetched({ credentials: 'include' }, () => answer(200, [...Object.entries(allow), ['access-control-allow-credentials', '']])), expected: ['GET cors-check/credentials-not-true', 'GET cors'] },
  { knob: 'emptyHeaderLinesDropped', other: true, shows: fetched({}, () => answer(200, [['access-control-allow-origin', ''], ...Object.entries(allow)])), expected: ['GET cors-check/multiple-origins', 'GET cors-check/multiple-origins'] },
  { knob: 'emptyHeaderLinesDropped', other: true, shows: inTurn([0, {}, (wire) => isPreflight(wire) ? answer(204, [...Object.entries(allow), ['access-control-allow-methods', 'PUT'], ['access-control-max-age', ''], ['access-control-max-age', '60']]) : agree(wire)], [10, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'maxAgeLimit', other: 60, shows: inTurn([0, {}, maxAge('100')], [80, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'maxAgeDefault', other: 10, shows: inTurn([0, {}], [8, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'invalidMaxAge', other: 'not-stored', shows: inTurn([0, {}, maxAge('x')], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'invalidMaxAge', other: 'leading-number', shows: inTurn([0, {}, maxAge('60s')], [30, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'negativeMaxAge', other: 'zero', shows: inTurn([0, {}, maxAge('-1')], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'credentialedEntryServesBoth', other: false, shows: inTurn([0, { credentials: 'include' }], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'wildcardCachedAs', other: 'word', shows: inTurn([0, {}, preflight({ 'access-control-allow-methods': '*' })], [1, { method: 'DELETE' }], [1, {}]), expected: ['pr r r', 'pr pr pr'] },
  { knob: 'cachedWildcardCoversAuthorization', other: true, shows: inTurn([0, { headers: { 'x-a': '' } }, preflight({ 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': '*' })], [1, { headers: { authorization: 'x' } }]), expected: ['pr pr', 'pr r'] },
  { knob: 'laterPreflight', other: 'replaces', shows: inTurn([0, {}], [1, { method: 'DELETE' }], [1, {}]), expected: ['pr pr r', 'pr pr pr'] },
  { knob: 'updateRestartsClock', other: true, shows: inTurn([0, {}], [4, { headers: { 'x-a': '' } }], [4, {}]), expected: ['pr pr pr', 'pr pr r'] },
  { knob: 'failedPreflightClears', other: false, shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'PUT' })], [1, { method: 'DELETE' }, () => answer(500)], [1, {}]), expected: ['pr p pr', 'pr p r'] },
  { knob: 'failedResponseClears', other: 'never', shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'PUT' })], [1, {}, () => answer(500)], [1, {}]), expected: ['pr r pr', 'pr r r'] },
  { knob: 'failedResponseClears', other: 'any-cors', shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'PUT' })], [1, { method: 'GET' }, () => answer(500)], [1, {}]), expected: ['pr r r', 'pr r pr'] },
  { knob: 'cacheModesPastPreflightCache', other: ['reload'], shows: inTurn([0, {}], [1, { cache: 'reload' }], [1, { cache: 'no-store' }]), expected: ['pr r r', 'pr pr r'] },
  { knob: 'emptyLocation', other: 'no-redirect', shows: fetched({ mode: 'navigate' }, redirectTo(''), `${api}/x`), expected: [`${'GET '.repeat(21)}http-redirect-fetch/too-many-redirects`, 'GET basic'] },
  { knob: 'emptyLocation', other: 'network-error', shows: fetched({}, redirectTo('')), expected: [`${'GET '.repeat(21)}http-redirect-fetch/too-many-redirects`, 'GET http-redirect-fetch/location-invalid'] },
  { knob: 'redirectErrorNeedsLocation', other: true, shows: fetched({ redirect: 'error' }, redirectTo('')), expected: ['GET http-fetch/redirect-mode-error', 'GET cors'] },
  { knob: 'redirectErrorNeedsLocation', other: true, shows: fetched({ redirect: 'error' }, redirectTo('/y')), expected: ['GET http-fetch/redirect-mode-error', 'GET http-fetch/redirect-mode-error'] },
  { knob: 'manualRedirectNeedsURL', other: true, shows: fetched({ redirect: 'manual' }, redirectTo('https://[')), expected: ['GET opaqueredirect', 'GET http-redirect-fetch/location-invalid'] },
  { knob: 'opaqueRedirectHasBody', other: true, shows: body(302, { redirect: 'manual' }), expected: [null, 'x'] },
  { knob: 'opaqueRedirectHasBody', other: true, shows: body(302, { redirect: 'manual' }, { location: '/y' }), expected: [null, ''] },
  { knob: 'duplicateLocation', other: 'joined', shows: fetched({}, redirectTo('/y', '/z')), expected: ['GET http-redirect-fetch/location-duplicate', 'GET GET cors'] },
  { knob: 'urlCredentials', other: 'allowed-in-xhr', shows: fetched({}, agree, 'https://u:p@api.example.com/x'), expected: ['GET cors', 'main-fetch/url-credentials'] },
  { knob: 'urlCredentials', other: 'allowed-in-xhr', shows: fetched({ initiatorType: 'xmlhttprequest' }, agree, 'https://u:p@api.example.com/x'), expected: ['GET cors', 'GET cors'] },
  { knob: 'urlCredentials', other: 'allowed-in-xhr', shows: fetched({}, redirectTo('https://u:p@app.example.com/y'), `${app}/x`), expected: ['GET GET basic', 'GET main-fetch/url-credentials'] },
  { knob: 'urlCredentials', other: 'allowed-in-xhr', shows: fetched({ mode: 'navigate', destination: 'document' }, redirectTo('https://u:p@app.example.com/y'), `${app}/x`), expected: ['GET GET basic', 'GET GET basic'] },
  { knob: 'urlCredentials', other: 'allowed-in-xhr', shows: fetched({ client: 'https://u:p@app.example.com/' }, agree, 'https://u:p@api.example.com/x'), expected: ['GET cors', 'GET cors'] },
  { knob: 'originSurvivesMethodChange', other: true, shows: told('origin', 1, [`${app}/x`, `${app}/y`], { method: 'POST' }, 303), expected: [null, app] },
  { knob: 'originFollowsReferrerPolicy', other: false, shows: told('origin', 0, [`${app}/x`], { mode: 'no-cors', method: 'POST', referrerPolicy: 'no-referrer' }), expected: ['null', app] },
  { knob: 'corsElementsSendOriginToOwnOrigin', other: true, shows: told('origin', 0, [`${app}/x`], { destination: 'image' }), expected: [null, app] },
  { knob: 'referrerOfOpaqueOrigin', other: 'creation-url', shows: told('referer', 0, [`${app}/x`], { client: sandboxed }), expected: [null, `${app}/page`] },
  { knob: 'referrerOfOpaqueOrigin', other: 'origin-but-for-fetch', shows: told('referer', 0, [`${app}/x`], { client: sandboxed, initiatorType: 'img' }), expected: [null, `${app}/`] },
  { knob: 'referrerOfOpaqueOrigin', other: 'origin-but-for-fetch', shows: told('referer', 0, [`${app}/x`], { client: sandboxed, initiatorType: 'fetch' }), expected: [null, null] },
  { knob: 'untrustworthyPreflightSendsFetchMode', other: true, shows: told('sec-fetch-mode', 0, ['http://other.org/'], { client: 'http://plain.example.com/', method: 'PUT' }), expected: [null, 'cors'] },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', other: 'not-on-cors-hops', shows: told('sec-fetch-site', 1, [`${app}/x`, url]), expected: ['same-site', null] },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', other: 'not-on-cors-hops', shows: told('sec-fetch-site', 1, [`${app}/x`, url], { mode: 'no-cors' }), expected: ['same-site', 'same-site'] },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', other: 'not-on-cors-hops', shows: told('sec-fetch-site', 1, [url, `${api}/y`]), expected: ['same-site', 'same-site'] },
  { knob: 'fetchSiteRules', other: 'secure-schemeless', shows: told('sec-fetch-site', 0, ['http://[::1]:1234/'], { client: 'http://[::1]/' }), expected: ['same-site', 'cross-site'] },
  { knob: 'fetchSiteRules', other: 'secure-schemeless', shows: told('sec-fetch-site', 0, ['http://localhost:1234/'], { client: 'https://localhost/' }), expected: ['cross-site', 'same-site'] },
  { knob: 'webSocketFetchMetadata', other: 'none', shows: told('sec-fetch-mode', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['websocket', null] },
  { knob: 'webSocketFetchMetadata', other: 'destination-websocket', shows: told('sec-fetch-dest', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['empty', 'websocket'] },
  { knob: 'webSocketFetchMetadata', other: 'destination-websocket', shows: told('sec-fetch-site', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['cross-site', 'cross-site'] },
  { knob: 'upgradeInsecureRequests', other: 'navigations', shows: told('upgrade-insecure-requests', 0, [`${other}/`], { mode: 'navigate', destination: 'document' }), expected: [null, '1'] },
  { knob: 'upgradeInsecureRequests', other: 'http-navigations', shows: told('upgrade-insecure-requests', 0, ['http://other.org/'], { mode: 'navigate', destination: 'document' }), expected: [null, '1'] },
  { knob: 'pagesWithoutMixedContent', other: 'https', shows: fetched({ client: 'http://localhost:3000/' }, agree, 'http://other.org/x'), expected: ['main-fetch/mixed-content', 'GET cors'] },
  { knob: 'loopbackIsMixedContent', other: 'except-images', shows: fetched({}, agree, 'http://localhost/x'), expected: ['GET cors', 'main-fetch/mixed-content'] },
  { knob: 'loopbackIsMixedContent', other: 'except-images', shows: fetched({ mode: 'no-cors', destination: 'image' }, agree, 'http://localhost/x'), expected: ['GET opaque', 'GET opaque'] },
  { knob: 'downgradeIsByScheme', other: true, shows: told('referer', 0, ['http://localhost/'], { referrerPolicy: 'strict-origin' }), expected: [`${app}/`, null] },
  { knob: 'downgradeIsByScheme', other: true, shows: told('referer', 0, ['http://other.org/'], { client: 'http://localhost/a', referrerPolicy: 'strict-origin', mode: 'navigate', destination: 'document' }), expected: [null, 'http://localhost/'] },
  { knob: 'sendsFetchUser', other: false, shows: told('sec-fetch-user', 0, [`${other}/`], { mode: 'navigate', destination: 'document', userActivation: true }), expected: ['?1', null] },
  { knob: 'storageAccessHeader', other: 'active', shows: told('sec-fetch-storage-access', 0, [`${other}/`], { credentials: 'include' }), expected: [null, 'active'] },
  { knob: 'storageAccessHeader', other: 'none', shows: told('sec-fetch-storage-access', 0, [`${other}/`], { credentials: 'include' }), expected: [null, 'none'] },
  { knob: 'storageAccessHeader', other: 'partitioned', shows: told('sec-fetch-storage-access', 0, [`${other}/`], { credentials: 'include' }), expected: [null, 'none'] },
  { knob: 'maxAgeZeroOn', other: ['reload'], shows: told('cache-control', 0, [`${app}/`], { mode: 'navigate', destination: 'document', reloadNavigation: true }), expected: [null, 'max-age=0'] },
  { knob: 'maxAgeZeroOn', other: ['form-post'], shows: told('cache-control', 0, [`${other}/`], { mode: 'navigate', destination: 'document', method: 'POST' }), expected: [null, 'max-age=0'] },
  { knob: 'maxAgeZeroOn', other: ['beacon'], shows: told('cache-control', 0, [`${other}/`], { mode: 'no-cors', method: 'POST', initiatorType: 'beacon' }), expected: [null, 'max-age=0'] },
  { knob: 'preflightSaysCacheMode', other: true, shows: told('cache-control', 0, [url], { method: 'PUT', cache: 'no-store' }), expected: [null, 'no-cache'] },
  { knob: 'noStorePreflightIsKept', other: false, shows: inTurn([0, { cache: 'no-store' }], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'opaqueOriginsHavePreflightCache', other: false, shows: inTurn([0, { client: sandboxed }], [1, { client: sandboxed }]), expected: ['pr r', 'pr pr'] },
  { knob: 'preflightFetchSite', other: 'current-url', shows: told('sec-fetch-site', 2, [`${other}/y`, url], { method: 'PUT' }), expected: ['cross-site', 'same-site'] },
  { knob: 'preflightFetchSite', other: 'current-url-tainted', shows: told('sec-fetch-site', 2, [url, 'https://web.example.com/'], { method: 'PUT' }), expected: ['same-site', 'cross-site'] },
  { knob: 'preflightFetchSite', other: 'current-url-tainted', shows: told('sec-fetch-site', 0, [url], { method: 'PUT' }), expected: ['same-site', 'same-site'] },
  { knob: 'validatorsMakeCacheMode', other: 'no-cache', shows: told('cache-control', 0, [`${app}/x`], { headers: { 'if-none-match': '"a"' } }), expected: ['no-cache', 'max-age=0'] },
  { knob: 'validatorsMakeCacheMode', other: 'no-store-in-fetch', shows: told('cache-control', 0, [`${app}/x`], { headers: { 'if-none-match': '"a"' }, initiatorType: 'xmlhttprequest' }), expected: ['no-cache', null] },
  { knob: 'validatorsMakeCacheMode', other: 'no-store-in-fetch', shows: told('cache-control', 0, [`${app}/x`], { headers: { 'if-none-match': '"a"' }, initiatorType: 'fetch' }), expected: ['no-cache', 'no-cache'] },
  { knob: 'headersDroppedByRedirect', other: ['dpr'], shows: told('access-control-request-headers', 1, [`${app}/x`, url], { headers: { dpr: '1' } }), expected: ['dpr', null] },
  { knob: 'headersDroppedByRedirect', other: ['dpr'], shows: told('dpr', 1, [`${app}/x`, `${app}/y`], { headers: { dpr: '1' } }), expected: ['1', '1'] },
  { knob: 'redirectedImagesUpgradeLoopback', other: true, shows: went({ mode: 'no-cors', destination: 'image' }, redirectTo('http://127.0.0.1/y'), `${app}/x`), expected: [`${app}/x http://127.0.0.1/y`, `${app}/x https://127.0.0.1/y`] },
  { knob: 'redirectedImagesUpgradeLoopback', other: true, shows: went({ mode: 'no-cors', destination: 'image' }, agree, 'http://127.0.0.1/x'), expected: ['http://127.0.0.1/x', 'http://127.0.0.1/x'] },
  { knob: 'zeroMaxAge', other: 'ignored', shows: inTurn([0, {}], [1, { headers: { 'x-a': '' } }, preflight({ 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-a', 'access-control-max-age': '0' })], [1, {}]), expected: ['pr pr pr', 'pr pr r'] },
  { knob: 'headIsLookedUp', other: true, shows: inTurn([0, { method: 'HEAD', headers: { 'x-a': '' } }, preflight({ 'access-control-allow-headers': 'x-a' })], [1, { method: 'HEAD', headers: { 'x-a': '' } }]), expected: ['pr r', 'pr pr'] },
  { knob: 'headIsLookedUp', other: true, shows: inTurn([0, { method: 'HEAD', headers: { 'x-a': '' } }], [1, { method: 'HEAD', headers: { 'x-a': '' } }]), expected: ['pr r', 'pr r'] },
  { knob: 'ownOriginPreflightIsChecked', other: false, shows: fetched({ method: 'PUT' }, backHome), expected: ['OPTIONS PUT OPTIONS cors-check/origin-absent', 'OPTIONS PUT OPTIONS PUT cors'] },
  { knob: 'removedHeadersReturn', other: 'all', shows: told('access-control-request-headers', 2, [`${app}/x`, `${api}/y`, `${api}/z`], { headers: { authorization: 'x' } }), expected: [null, 'authorization'] },
  { knob: 'removedHeadersReturn', other: 'all', shows: told('access-control-request-headers', 1, [`${app}/x`, `${api}/y`, `${other}/z`], { headers: { authorization: 'x' } }), expected: [null, null] },
  { knob: 'removedHeadersReturn', other: 'content-type', shows: sentBy('content-type', -1, { method: 'POST', headers: { 'content-type': 'text/plain' } }, hops([302, `${app}/y`], [307, `${app}/z`])), expected: [null, 'text/plain'] },
  { knob: 'removedHeadersReturn', other: 'content-type', shows: sentBy('content-type', -1, { method: 'POST', headers: { 'content-type': 'text/plain' } }, hops([302, `${app}/y`], [302, `${api}/z`])), expected: [null, 'text/plain'] },
  { knob: 'removedHeadersReturn', other: 'content-type', shows: sentBy('content-type', -1, { method: 'POST', headers: { 'content-type': 'text/plain' } }, hops([302, `${app}/y`], [302, `${app}/z`])), expected: [null, null] },
  { knob: 'preflightsAgainAfterRedirect', other: true, shows: fetched({ method: 'PUT' }, hops([303, `${api}/y`])), expected: ['OPTIONS PUT GET cors', 'OPTIONS PUT OPTIONS GET cors'] },
  { knob: 'preflightsAgainAfterRedirect', other: true, shows: fetched({}, hops([303, `${api}/y`])), expected: ['GET GET cors', 'GET GET cors'] },
  { knob: 'repeatedRequestHeaders', other: 'folded', shows: told('content-type', 0, [`${app}/x`], { headers: [['content-type', 'a/b'], ['content-type', 'text/plain']] }), expected: ['a/b, text/plain', 'text/plain'] },
  { knob: 'safelistHasTotalLimit', other: false, shows: fetched({ headers: Array.from({ length: 9 }, () => ['accept', 'x'.repeat(128)] as const) }), expected: ['OPTIONS GET cors', 'GET cors'] },
  { knob: 'laxReferrerPoliciesCrossSite', other: 'ignored', shows: told('referer', 0, [`${other}/`], { referrerPolicy: 'unsafe-url' }), expected: [`${app}/page?q`, `${app}/`] },
  { knob: 'laxReferrerPoliciesCrossSite', other: 'ignored', shows: told('referer', 0, [url], { referrerPolicy: 'unsafe-url' }), expected: [`${app}/page?q`, `${app}/page?q`] },
  { knob: 'laxReferrerPoliciesCrossSite', other: 'ignored', shows: told('referer', 0, [`${other}/`], { referrerPolicy: 'unsafe-url', mode: 'navigate', destination: 'document' }), expected: [`${app}/page?q`, `${app}/page?q`] },
  { knob: 'thirdPartyReferrer', other: 'origin', shows: told('referer', 0, [`${other}/`], { referrerPolicy: 'unsafe-url' }), expected: [`${app}/page?q`, `${app}/`] },
  { knob: 'thirdPartyReferrer', other: 'origin', shows: told('referer', 0, [`${other}/`], { referrerPolicy: 'no-referrer' }), expected: [null, null] },
  { knob: 'thirdPartyReferrer', other: 'origin', shows: told('referer', 0, [url], { referrerPolicy: 'unsafe-url' }), expected: [`${app}/page?q`, `${app}/page?q`] },
  { knob: 'dataURLContentLength', other: 'in-fetch', shows: received('content-length', { initiatorType: 'fetch' }, 'data:,a%20b'), expected: [null, '3'] },
  { knob: 'aboutBlankIsFetched', other: false, shows: fetched({ mode: 'no-cors' }, agree, 'about:blank'), expected: ['opaque', 'scheme-fetch/unsupported-scheme'] },
  { knob: 'dataURLContentLength', other: 'in-fetch', shows: received('content-length', { initiatorType: 'xmlhttprequest' }, 'data:,a%20b'), expected: [null, null] },
  { knob: 'beaconOriginOfOpaqueOrigin', other: 'creation-url', shows: told('origin', 0, [url], { client: sandboxed, mode: 'no-cors', method: 'POST', initiatorType: 'beacon' }), expected: ['null', app] },
  { knob: 'beaconOriginOfOpaqueOrigin', other: 'creation-url', shows: told('origin', 0, [url], { client: sandboxed, mode: 'no-cors', method: 'POST', initiatorType: 'fetch' }), expected: ['null', 'null'] },
  { knob: 'redirectsCheckedWithCredentials', other: true, shows: fetched({}, withoutCredentials, `${app}/x`), expected: ['GET GET GET cors', 'GET GET cors-check/credentials-not-true'] },
  { knob: 'redirectsCheckedWithCredentials', other: true, shows: fetched({}, withoutCredentials, `${api}/x`), expected: ['GET GET GET cors', 'GET GET GET cors'] },
  { knob: 'redirectsCheckedWithCredentials', other: true, shows: fetched({ credentials: 'omit' }, withoutCredentials, `${app}/x`), expected: ['GET GET GET cors', 'GET GET GET cors'] },
  { knob: 'cacheHeadersOnCrossOriginHops', other: false, shows: told('cache-control', 1, [`${app}/x`, url], { cache: 'no-store' }), expected: ['no-cache', null] },
  { knob: 'cacheHeadersOnCrossOriginHops', other: false, shows: told('pragma', 1, [`${app}/x`, url], { cache: 'no-store', mode: 'no-cors' }), expected: ['no-cache', 'no-cache'] },
  { knob: 'crossOriginRedirectOfDelete', other: 'GET', shows: fetched({ method: 'DELETE' }, hops([307, `${api}/y`]), `${app}/x`), expected: ['DELETE OPTIONS DELETE cors', 'DELETE GET cors'] },
  { knob: 'crossOriginRedirectOfDelete', other: 'GET', shows: fetched({ method: 'DELETE' }, hops([307, `${app}/y`]), `${app}/x`), expected: ['DELETE DELETE basic', 'DELETE DELETE basic'] },
  { knob: 'originAfterCrossOriginHop', other: 'null-on-navigations', shows: told('origin', 1, [`${app}/x`, url], { mode: 'navigate', destination: 'document', method: 'POST' }), expected: [app, 'null'] },
  { knob: 'originAfterCrossOriginHop', other: 'null-on-navigations', shows: told('origin', 1, [`${app}/x`, url], { mode: 'no-cors', method: 'POST' }), expected: [app, app] },
  { knob: 'originAfterCrossOriginHop', other: 'null-without-cors', shows: told('origin', 1, [`${app}/x`, url], { mode: 'no-cors', method: 'POST' }), expected: [app, 'null'] },
  { knob: 'originAfterCrossOriginHop', other: 'null-without-cors', shows: told('origin', 1, [`${app}/x`, url], { method: 'POST' }), expected: [app, app] },
  { knob: 'uncoveredEntryDropped', other: true, shows: inTurn([0, {}], [1, { method: 'DELETE' }], [1, {}]), expected: ['pr pr r', 'pr pr pr'] },
  { knob: 'preflightStoredThoughNotAllowed', other: true, base: { failedPreflightClears: false }, shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'DELETE' })], [1, { method: 'DELETE' }]), expected: ['p pr', 'p r'] },
  { knob: 'preflightStoredThoughNotAllowed', other: true, base: { failedPreflightClears: false }, shows: inTurn([0, {}, () => answer(500, { ...allow, ...long, 'access-control-allow-methods': 'DELETE' })], [1, { method: 'DELETE' }]), expected: ['p pr', 'p pr'] },
  { knob: 'maxAgeOverflow', other: 'invalid', shows: inTurn([0, {}, maxAge('9223372036854775808')], [10, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'maxAgePlusSign', other: 'number', shows: inTurn([0, {}, maxAge('+60')], [10, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'requestHeaderBytes', other: 'utf-8', shows: told('x-a', 0, [`${app}/x`], { headers: { 'x-a': '\xe4' } }), expected: ['\xe4', '\xc3\xa4'] },
  { knob: 'credentiallessSaysNoCache', other: true, shows: told('pragma', 0, [url], { client: embedding('credentialless'), mode: 'no-cors' }), expected: [null, 'no-cache'] },
  { knob: 'credentiallessSaysNoCache', other: true, shows: told('pragma', 0, [url], { client: embedding('credentialless') }), expected: [null, null] },
  { knob: 'addressesHaveSites', other: false, shows: fetched({ client: 'http://127.0.0.1:1/', mode: 'no-cors' }, () => answer(200, { 'cross-origin-resource-policy': 'same-site' }), 'http://127.0.0.1:2/'), expected: ['GET opaque', 'GET corp-check/same-site'] },
  { knob: 'addressesHaveSites', other: false, shows: fetched({ mode: 'no-cors' }, () => answer(200, { 'cross-origin-resource-policy': 'same-site' })), expected: ['GET opaque', 'GET opaque'] },
  { knob: 'flagAllowsMethod', other: false, shows: fetched({ method: 'PUT', useCORSPreflight: true }, preflight({})), expected: ['OPTIONS PUT cors', 'OPTIONS cors-preflight-fetch/method-not-allowed'] },
  { knob: 'onlyIfCached', other: 'network', shows: fetched({ cache: 'only-if-cached', mode: 'same-origin' }, agree, `${app}/x`), expected: ['http-network-or-cache-fetch/only-if-cached', 'GET basic'] },
  { knob: 'resetContentHasBody', other: true, shows: body(205), expected: [null, 'x'] },
  { knob: 'resetContentHasBody', other: true, shows: body(204), expected: [null, null] },
  { knob: 'locationBytes', other: 'latin-1', shows: went({}, redirectTo('/\xe4'), `${app}/x`), expected: [`${app}/x ${app}/%E4`, `${app}/x ${app}/%C3%AF%C2%BF%C2%BD`] },
  { knob: 'unknownResourcePolicy', other: 'allows', shows: fetched({ client: embedding('require-corp'), mode: 'no-cors' }, () => answer(200, { 'cross-origin-resource-policy': 'SAME-ORIGIN' })), expected: ['GET corp-check/embedder-policy', 'GET opaque'] },
  { knob: 'unknownResourcePolicy', other: 'allows', shows: fetched({ client: embedding('require-corp'), mode: 'no-cors' }, () => answer(200)), expected: ['GET corp-check/embedder-policy', 'GET corp-check/embedder-policy'] },
  { knob: 'keptWildcardServes', other: 'requests-without-credentials', shows: inTurn([0, { method: 'GET', headers: { 'x-a': '' }, credentials: 'include' }, preflight({ 'access-control-allow-methods': '*', 'access-control-allow-headers': 'x-a' })], [1, { credentials: 'include' }]), expected: ['pr r', 'pr pr'] },
  { knob: 'preflightReferrer', other: 'first', shows: sentBy('referer', 1, { method: 'PUT' }, (wire) => wire.url.path === '/x' ? agree(wire, 307, { location: `${api}/y`, 'referrer-policy': 'no-referrer' }) : agree(wire)), expected: [null, `${app}/page?q`] },
  { knob: 'noReferrerHidesOrigin', other: true, shows: told('origin', 0, [`${app}/x`], { mode: 'no-cors', method: 'POST', referrer: 'no-referrer' }), expected: [app, 'null'] },
  { knob: 'noReferrerHidesOrigin', other: true, shows: told('origin', 0, [`${app}/x`], { method: 'POST', referrer: 'no-referrer' }), expected: [app, app] },
  { knob: 'repeatedContentType', other: 'joined', shows: received('content-type', {}, `${app}/x`, () => answer(200, [['content-type', 'a/b'], ['vary', ''], ['content-type', 'c/d']])), expected: ['a/b, c/d', 'a/b,c/d'] },
  { knob: 'redirectCredentialsJudged', other: 'after-preflight', shows: fetched({ method: 'PUT' }, hops([307, 'https://u:p@api.example.com/y']), `${app}/x`), expected: ['PUT http-redirect-fetch/cross-origin-credentials', 'PUT OPTIONS http-redirect-fetch/cross-origin-credentials'] },
  { knob: 'redirectCredentialsJudged', other: 'after-preflight', shows: fetched({}, hops([307, 'https://u:p@api.example.com/y']), `${app}/x`), expected: ['GET http-redirect-fetch/cross-origin-credentials', 'GET http-redirect-fetch/cross-origin-credentials'] },
]

/** Read where documents and navigations are made. */
const knobsInPageTests: readonly (keyof Knobs)[] = [
  'reloadRepeatsInitiator',
  'framesInheritReferrerPolicy',
  'mixedFrameEvent',
  'embedderBlockedFrameEvent',
  'reloadOfPost',
  'failedFrameEvent',
  'frameNeedsEmbedderPolicy',
]

/** Held against what browsers did in the tests of the page's cookieStore, profile by profile. */
const knobsOfCookieStore: readonly (keyof Knobs)[] = [
  'hasCookieStore',
  'cookieStoreItems',
  'cookieStorePathEndsInSlash',
  'cookieStoreHearsAllPaths',
  'cookieStoreNormalizes',
]

describe('each knob', () => {
  it.each(rows)('$knob: $other', ({ knob, other: value, base, shows, expected }) => {
    const standard = defineProfile('spec', base ?? {})
    const turned = defineProfile(standard, { [knob]: value })
    expect([shows(standard), shows(turned)]).toEqual(expected)
  })

  it('emptyMaxAge, which shows where an invalid one is not kept', () => {
    const shows = inTurn([0, {}, maxAge('')], [1, {}])
    const strict = defineProfile('spec', { invalidMaxAge: 'not-stored' })
    expect([shows(strict), shows(defineProfile(strict, { emptyMaxAge: 'default' }))]).toEqual([
      'pr pr',
      'pr r',
    ])
  })

  it('of documents and navigations is turned where they are tested', () => {
    const tests = ['document', 'frame', 'navigation'].map((name) =>
      readFileSync(new URL(`../page/${name}.test.ts`, import.meta.url), 'utf8'),
    )
    for (const knob of knobsInPageTests) {
      expect(
        tests.filter((text) => text.includes(knob)),
        knob,
      ).not.toEqual([])
    }
  })

  it('has a row here, unless it is one of pages or of cookies', () => {
    const here = new Set<string>([
      ...rows.map(({ knob }) => knob),
      ...[
        'emptyMaxAge',
        'eventSourceReconnectsAfter',
        'hostsHaveSpaces',
        'beaconsAreLimited',
        'blobType',
        'windowMemberIsChecked',
        ...knobsOfPages,
        ...knobsInPageTests,
        ...knobsOfCookieStore,
      ],
    ])
    for (const knob of [...cookieKnobRows.map((row) => row.knob), ...knobsOfDates]) here.add(knob)
    expect(knobNames.filter((knob) => !here.has(knob))).toEqual([])
  })

  it('shows with the name of the engine nowhere: a profile that is called so and does not differ, does not', () => {
    for (const { base, shows, expected } of rows) {
      expect(
        shows({ ...defineProfile('spec', base ?? {}), name: 'chromium', engine: 'chromium', version: '1' }),
      ).toBe(expected[0])
    }
  })
})
