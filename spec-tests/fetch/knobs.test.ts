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
import { allow, answer, api, app, other, request, run } from './kit'
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
const sandboxed = createClient({
  url: `${app}/page`,
  origin: newOpaqueOrigin(createUserAgent(profiles.spec)).origin,
})

type Row<K extends keyof Knobs> = {
  readonly knob: K
  readonly other: Knobs[K]
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
  { knob: 'removedHeadersInPreflight', other: 'authorization-forces-one', shows: fetched({ headers: { authorization: 'x' } }, redirectTo(`${api}/y`), `${app}/x`), expected: ['GET GET cors', 'GET OPTIONS GET cors'] },
  { knob: 'removedHeadersInPreflight', other: 'listed', shows: told('access-control-request-headers', 1, [`${app}/x`, url], { headers: { authorization: 'x' } }), expected: [null, 'authorization'] },
  { knob: 'wildcardCoversAuthorization', other: true, shows: fetched({ headers: { authorization: 'x' } }, preflight({ 'access-control-allow-headers': '*' })), expected: ['OPTIONS cors-preflight-fetch/non-wildcard-header-not-allowed', 'OPTIONS GET cors'] },
  { knob: 'emptyAllowCredentialsDropped', other: true, shows: fetched({ credentials: 'include' }, () => answer(200, [...Object.entries(allow), ['access-control-allow-credentials', '']])), expected: ['GET cors-check/credentials-not-true', 'GET cors'] },
  { knob: 'maxAgeLimit', other: 60, shows: inTurn([0, {}, maxAge('100')], [80, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'maxAgeDefault', other: 10, shows: inTurn([0, {}], [8, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'invalidMaxAge', other: 'not-stored', shows: inTurn([0, {}, maxAge('x')], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'invalidMaxAge', other: 'leading-number', shows: inTurn([0, {}, maxAge('60s')], [30, {}]), expected: ['pr pr', 'pr r'] },
  { knob: 'negativeMaxAge', other: 'zero', shows: inTurn([0, {}, maxAge('-1')], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'credentialedEntryServesBoth', other: false, shows: inTurn([0, { credentials: 'include' }], [1, {}]), expected: ['pr r', 'pr pr'] },
  { knob: 'wildcardCachedAs', other: 'what-was-asked', shows: inTurn([0, {}, preflight({ 'access-control-allow-methods': '*' })], [1, { method: 'DELETE' }], [1, {}]), expected: ['pr r r', 'pr pr r'] },
  { knob: 'cachedWildcardCoversAuthorization', other: true, shows: inTurn([0, { headers: { 'x-a': '' } }, preflight({ 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': '*' })], [1, { headers: { authorization: 'x' } }]), expected: ['pr pr', 'pr r'] },
  { knob: 'laterPreflight', other: 'replaces', shows: inTurn([0, {}], [1, { method: 'DELETE' }], [1, {}]), expected: ['pr pr r', 'pr pr pr'] },
  { knob: 'updateRestartsClock', other: true, shows: inTurn([0, {}], [4, { headers: { 'x-a': '' } }], [4, {}]), expected: ['pr pr pr', 'pr pr r'] },
  { knob: 'failedPreflightClears', other: false, shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'PUT' })], [1, { method: 'DELETE' }, () => answer(500)], [1, {}]), expected: ['pr p pr', 'pr p r'] },
  { knob: 'failedResponseClears', other: false, shows: inTurn([0, {}, preflight({ ...long, 'access-control-allow-methods': 'PUT' })], [1, {}, () => answer(500)], [1, {}]), expected: ['pr r pr', 'pr r r'] },
  { knob: 'cacheModesPastPreflightCache', other: ['reload'], shows: inTurn([0, {}], [1, { cache: 'reload' }], [1, { cache: 'no-store' }]), expected: ['pr r r', 'pr pr r'] },
  { knob: 'emptyLocation', other: 'no-redirect', shows: fetched({ mode: 'navigate' }, redirectTo(''), `${api}/x`), expected: [`${'GET '.repeat(21)}http-redirect-fetch/too-many-redirects`, 'GET basic'] },
  { knob: 'emptyLocation', other: 'network-error', shows: fetched({}, redirectTo('')), expected: [`${'GET '.repeat(21)}http-redirect-fetch/too-many-redirects`, 'GET http-redirect-fetch/location-invalid'] },
  { knob: 'duplicateLocation', other: 'joined', shows: fetched({}, redirectTo('/y', '/z')), expected: ['GET http-redirect-fetch/location-duplicate', 'GET GET cors'] },
  { knob: 'sameOriginRedirectWithCredentials', other: 'network-error', shows: fetched({}, redirectTo('https://u:p@app.example.com/y'), `${app}/x`), expected: ['GET GET basic', 'GET http-redirect-fetch/same-origin-credentials'] },
  { knob: 'sameOriginRedirectWithCredentials', other: 'network-error', shows: fetched({ mode: 'navigate' }, redirectTo('https://u:p@app.example.com/y'), `${app}/x`), expected: ['GET GET basic', 'GET GET basic'] },
  { knob: 'redirectBackToOwnOrigin', other: 'network-error', shows: fetched({}, redirectTo(`${app}/y`)), expected: ['GET GET cors', 'GET http-redirect-fetch/back-to-own-origin'] },
  { knob: 'redirectBackToOwnOrigin', other: 'network-error', shows: fetched({}, redirectTo(`${app}/y`), `${app}/x`), expected: ['GET GET basic', 'GET GET basic'] },
  { knob: 'redirectBackToOwnOrigin', other: 'network-error', shows: fetched({ mode: 'no-cors' }, redirectTo(`${app}/y`)), expected: ['GET GET opaque', 'GET GET opaque'] },
  { knob: 'redirectBackToOwnOrigin', other: 'network-error', shows: fetched({}, redirectTo(`${api}/y`)), expected: ['GET GET cors', 'GET GET cors'] },
  { knob: 'originSurvivesMethodChange', other: true, shows: told('origin', 1, [`${app}/x`, `${app}/y`], { method: 'POST' }, 303), expected: [null, app] },
  { knob: 'originFollowsReferrerPolicy', other: false, shows: told('origin', 0, [`${app}/x`], { mode: 'no-cors', method: 'POST', referrerPolicy: 'no-referrer' }), expected: ['null', app] },
  { knob: 'corsElementsSendOriginToOwnOrigin', other: true, shows: told('origin', 0, [`${app}/x`], { destination: 'image' }), expected: [null, app] },
  { knob: 'referrerOfOpaqueOrigin', other: 'origin-of-creation-url', shows: told('referer', 0, [url], { client: sandboxed }), expected: [null, `${app}/`] },
  { knob: 'untrustworthyPreflightSendsFetchMode', other: true, shows: told('sec-fetch-mode', 0, ['http://other.org/'], { client: 'http://plain.example.com/', method: 'PUT' }), expected: [null, 'cors'] },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', other: false, shows: told('sec-fetch-site', 1, [`${app}/x`, url]), expected: ['same-site', null] },
  { knob: 'ipv6PortsAreSameSite', other: false, shows: told('sec-fetch-site', 0, ['http://[::1]:1234/'], { client: 'http://[::1]/' }), expected: ['same-site', 'cross-site'] },
  { knob: 'webSocketFetchMetadata', other: 'none', shows: told('sec-fetch-mode', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['websocket', null] },
  { knob: 'webSocketFetchMetadata', other: 'mode-and-empty-dest', shows: told('sec-fetch-site', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['cross-site', null] },
  { knob: 'webSocketFetchMetadata', other: 'mode-and-websocket-dest', shows: told('sec-fetch-dest', 0, ['wss://other.org/'], { mode: 'websocket' }), expected: ['empty', 'websocket'] },
  { knob: 'upgradeInsecureRequests', other: 'navigations', shows: told('upgrade-insecure-requests', 0, [`${other}/`], { mode: 'navigate', destination: 'document' }), expected: [null, '1'] },
  { knob: 'upgradeInsecureRequests', other: 'http-navigations', shows: told('upgrade-insecure-requests', 0, ['http://other.org/'], { mode: 'navigate', destination: 'document' }), expected: [null, '1'] },
  { knob: 'pagesWithoutMixedContent', other: 'https', shows: fetched({ client: 'http://localhost:3000/' }, agree, 'http://other.org/x'), expected: ['main-fetch/mixed-content', 'GET cors'] },
  { knob: 'loopbackIsMixedContent', other: true, shows: fetched({}, agree, 'http://localhost/x'), expected: ['GET cors', 'main-fetch/mixed-content'] },
]

describe('each knob', () => {
  it.each(rows)('$knob: $other', ({ knob, other: value, shows, expected }) => {
    const turned = defineProfile('spec', { [knob]: value })
    expect([shows(profiles.spec), shows(turned)]).toEqual(expected)
  })

  it('emptyMaxAge, which shows where an invalid one is not kept', () => {
    const shows = inTurn([0, {}, maxAge('')], [1, {}])
    const strict = defineProfile('spec', { invalidMaxAge: 'not-stored' })
    expect([shows(strict), shows(defineProfile(strict, { emptyMaxAge: 'default' }))]).toEqual([
      'pr pr',
      'pr r',
    ])
  })

  it('has a row here', () => {
    const here = new Set<string>([...rows.map(({ knob }) => knob), 'emptyMaxAge'])
    expect(knobNames.filter((knob) => !here.has(knob))).toEqual([])
  })

  it('shows with the name of the engine nowhere: a profile that is called so and does not differ, does not', () => {
    for (const { shows, expected } of rows) {
      expect(shows({ ...profiles.spec, name: 'chromium', engine: 'chromium', version: '1' })).toBe(
        expected[0],
      )
    }
  })
})
