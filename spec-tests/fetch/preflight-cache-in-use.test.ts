import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { WireRequest } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin, type UserAgent } from '../../src/user-agent/user-agent'
import { allow, answer, api, app, other, request, run } from './kit'
import { agree } from './traffic'

const { spec, chromium, firefox, safari, webkitgtk } = profiles
const url = `${api}/x`

interface Attempt {
  readonly init?: Partial<CreateRequestInit>
  readonly url?: string
  /** In milliseconds. */
  readonly at?: number
  readonly answer?: Handler
}

const isPreflight = ({ headerList }: WireRequest) =>
  getHeader(headerList, 'access-control-request-method') !== null
/** Agrees for ten minutes. */
const willing: Handler = (wire) =>
  agree(wire, 200, isPreflight(wire) ? { 'access-control-max-age': '600' } : {})
const preflightsFail: Handler = (wire) => (isPreflight(wire) ? answer(500) : agree(wire))
const responsesFail: Handler = (wire) => (isPreflight(wire) ? willing(wire) : answer(200))

/** For each attempt in turn: what was sent, `p` for a preflight and `r` for a request, `!` where it failed. */
function play(profile: Profile, ...attempts: readonly Attempt[]): string {
  let userAgent: UserAgent = createUserAgent(profile)
  return attempts
    .map((attempt) => {
      const made = request(attempt.url ?? url, { method: 'PUT', ...attempt.init })
      const result = run(made, attempt.answer ?? willing, { userAgent, now: attempt.at ?? 0 })
      userAgent = result.userAgent
      return (
        result.sent.map((wire) => (isPreflight(wire) ? 'p' : 'r')).join('') +
        (result.refused === null ? '' : '!')
      )
    })
    .join(' ')
}

const include: Partial<CreateRequestInit> = { credentials: 'include' }
const page = (init: CreateClientInit): Attempt => ({ init: { client: createClient(init) } })
const saying =
  (headers: { readonly [name: string]: string }): Handler =>
  (wire) =>
    isPreflight(wire) ? answer(204, { ...allow, ...headers }) : agree(wire)

const head: Partial<CreateRequestInit> = { method: 'HEAD', headers: { 'x-a': '' } }
/** Allows PUT and PATCH, whatever is asked for. */
const notAllowing = saying({
  'access-control-allow-methods': 'PUT, PATCH',
  'access-control-max-age': '600',
})

describe('the preflight cache, in use', () => {
  const sandboxed = newOpaqueOrigin(createUserAgent(spec)).origin
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, attempts: readonly Attempt[], expected: string]>([
    ['spares the second preflight', [{}, {}], 'pr r'],
    ['but not for another URL', [{}, { url: `${api}/y` }], 'pr pr'],
    ['nor another query', [{}, { url: `${url}?1` }], 'pr pr'],
    ['nor another fragment, which the standard leaves in', [{}, { url: `${url}#1` }], 'pr pr'],
    ['nor another method', [{}, { init: { method: 'DELETE' } }], 'pr pr'],
    ['nor a header', [{}, { init: { headers: { 'x-a': '1' } } }], 'pr pr'],
    ['for a header', [{ init: { headers: { 'x-a': '1' } } }, { init: { headers: { 'x-a': '2' } } }], 'pr r'],
    ['for each header that was allowed', [{ init: { headers: { 'x-a': '1', 'x-b': '' } } }, { init: { headers: { 'x-b': '2' } } }], 'pr r'],
    ['for headers without the method', [{ init: { headers: { 'x-a': '1' } } }, { init: { method: 'GET', headers: { 'x-a': '2' } } }], 'pr r'],
    ['the method without headers', [{ init: { headers: { 'x-a': '1' } } }, {}], 'pr r'],
    ['up to its last millisecond', [{}, { at: 599_999 }], 'pr r'],
    ['and not longer', [{}, { at: 600_000 }], 'pr pr'],
    ['with credentials, then without', [{ init: include }, {}], 'pr r'],
    ['but not without credentials, then with', [{}, { init: include }], 'pr pr'],
    ['omit and same-origin are alike', [{ init: { credentials: 'omit' } }, {}], 'pr r'],
    ['not for a page of another origin of the site', [{}, page({ url: 'https://www.example.com/' })], 'pr pr'],
    ['not for a page of another site', [{}, page({ url: other })], 'pr pr'],
    ['not for the same page in a frame of another site', [{}, page({ url: app, topLevelURL: other })], 'pr pr'],
    ['for the same page in a frame of the site', [{}, page({ url: app, topLevelURL: 'https://www.example.com/' })], 'pr r'],
    ['for the same page in a frame of the same other site', [page({ url: app, topLevelURL: other }), page({ url: app, topLevelURL: 'https://a.other.org/' })], 'pr r'],
    ['for one sandboxed page', [page({ url: app, origin: sandboxed }), page({ url: app, origin: sandboxed })], 'pr r'],
    ['not for two sandboxed pages', [page({ url: app, origin: sandboxed }), page({ url: app, origin: { kind: 'opaque', id: 99 } })], 'pr pr'],
    ['for upload listeners, once the method is known', [{ init: { useCORSPreflight: true } }, { init: { useCORSPreflight: true } }], 'pr r'],
    ['for upload listeners on a GET', [{ init: { method: 'GET', useCORSPreflight: true } }, { init: { method: 'GET', useCORSPreflight: true } }], 'pr r'],
    ['not for upload listeners on a GET that was allowed for its headers only', [{ init: { method: 'GET', headers: { 'x-a': '1' } }, answer: saying({ 'access-control-allow-headers': 'x-a', 'access-control-max-age': '600' }) }, { init: { method: 'GET', useCORSPreflight: true } }], 'pr pr'],
    ['GET is allowed without being listed, and so kept only by the flag', [{ init: { method: 'GET', useCORSPreflight: true }, answer: saying({ 'access-control-max-age': '600' }) }, { init: { method: 'GET', useCORSPreflight: true } }], 'pr r'],
    ['*', [{ answer: saying({ 'access-control-allow-methods': '*', 'access-control-max-age': '600' }) }, { init: { method: 'DELETE' } }], 'pr r'],
    ['* does not cover Authorization', [{ init: { headers: { 'x-a': '' } }, answer: saying({ 'access-control-allow-methods': '*', 'access-control-allow-headers': '*', 'access-control-max-age': '600' }) }, { init: { headers: { 'x-b': '' } } }, { init: { headers: { authorization: '' } } }], 'pr r pr'],
    ['nothing is kept for 0 seconds', [{ answer: saying({ 'access-control-allow-methods': 'PUT', 'access-control-max-age': '0' }) }, {}], 'pr pr'],
    ['five seconds without max-age', [{ answer: saying({ 'access-control-allow-methods': 'PUT' }) }, { at: 4999 }, { at: 5000 }], 'pr r pr'],
    ['a preflight that fails is not kept', [{ answer: preflightsFail }, {}], 'p! pr'],
    ['a later answer with 0 takes away what it matches', [{}, { init: { headers: { 'x-a': '' } }, answer: saying({ 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-a', 'access-control-max-age': '0' }) }, {}], 'pr pr pr'],
    ['time is counted from when the answer came', [{ at: 1000 }, { at: 600_999 }, { at: 601_000 }], 'pr r pr'],
  ])('%s', (_, attempts, expected) => expect(play(spec, ...attempts)).toBe(expected))

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, attempts: readonly Attempt[], bySpec: string, byChromium: string, byFirefox: string, byWebKit: string]>([
    ['a preflight that fails drops what was kept', [{}, { init: { headers: { 'x-a': '1' } }, answer: preflightsFail }, {}], 'pr p! pr', 'pr p! pr', 'pr p! pr', 'pr p! pr'],
    ['a response that fails drops it, too', [{}, { answer: responsesFail }, {}], 'pr r! pr', 'pr r! r', 'pr r! pr', 'pr r! r'],
    ['a simple request that fails drops nothing, but in Firefox', [{}, { init: { method: 'GET' }, answer: responsesFail }, {}], 'pr r! r', 'pr r! r', 'pr r! pr', 'pr r! r'],
    ['a preflight that fails for another method', [{}, { init: { method: 'DELETE' }, answer: notAllowing }, { init: { method: 'PATCH' } }], 'pr p! pr', 'pr p! pr', 'pr p! pr', 'pr p! r'],
    ['an answer with max-age 0 for what was kept', [{}, { init: { headers: { 'x-a': '' } }, answer: saying({ 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-a', 'access-control-max-age': '0' }) }, {}], 'pr pr pr', 'pr pr pr', 'pr pr r', 'pr pr pr'],
    ['HEAD, which answers need not list', [{ init: head, answer: saying({ 'access-control-allow-headers': 'x-a', 'access-control-max-age': '600' }) }, { init: head }], 'pr r', 'pr r', 'pr pr', 'pr r'],
    ['what a preflight under no-store learns', [{ init: { cache: 'no-store' } }, {}], 'pr r', 'pr pr', 'pr r', 'pr r'],
    ['a sandboxed page', [page({ url: app, origin: sandboxed }), page({ url: app, origin: sandboxed })], 'pr r', 'pr pr', 'pr r', 'pr r'],
    ['with credentials, then without', [{ init: include }, {}], 'pr r', 'pr r', 'pr pr', 'pr r'],
    ['without credentials, then with, then without', [{}, { init: include }, {}], 'pr pr r', 'pr pr r', 'pr pr r', 'pr pr r'],
    ['cache mode no-store', [{}, { init: { cache: 'no-store' } }], 'pr r', 'pr pr', 'pr pr', 'pr r'],
    ['cache mode reload', [{}, { init: { cache: 'reload' } }], 'pr r', 'pr pr', 'pr pr', 'pr r'],
    ['cache mode no-cache', [{}, { init: { cache: 'no-cache' } }], 'pr r', 'pr pr', 'pr r', 'pr r'],
    ['cache mode force-cache', [{}, { init: { cache: 'force-cache' } }], 'pr r', 'pr r', 'pr r', 'pr r'],
    ['what a preflight under reload learns is kept', [{ init: { cache: 'reload' } }, {}], 'pr r', 'pr r', 'pr r', 'pr r'],
    ['*, then another method', [{ answer: saying({ 'access-control-allow-methods': '*', 'access-control-max-age': '600' }) }, {}, { init: { method: 'DELETE' } }], 'pr r r', 'pr r r', 'pr pr pr', 'pr r r'],
    ['* and Authorization', [{ init: { headers: { 'x-a': '' } }, answer: saying({ 'access-control-allow-methods': '*', 'access-control-allow-headers': '*', 'access-control-max-age': '600' }) }, { init: { headers: { authorization: '' } } }], 'pr pr', 'pr pr', 'pr pr', 'pr r'],
    ['an answer for another method', [{}, { init: { method: 'DELETE' } }, {}], 'pr pr r', 'pr pr pr', 'pr pr r', 'pr pr pr'],
    ['the clock of an update', [{ at: 0 }, { at: 500_000, init: { headers: { 'x-a': '' } } }, { at: 700_000 }], 'pr pr pr', 'pr pr r', 'pr pr r', 'pr pr r'],
    ['a long max-age', [{ answer: saying({ 'access-control-allow-methods': 'PUT', 'access-control-max-age': '99999' }) }, { at: 601_000 }, { at: 7_201_000 }, { at: 86_401_000 }], 'pr r r r', 'pr r pr pr', 'pr r r pr', 'pr pr pr pr'],
  ])('%s', (_, attempts, ...expected) => {
    expect([spec, chromium, firefox, safari].map((profile) => play(profile, ...attempts))).toEqual(expected)
    expect(play(webkitgtk, ...attempts)).toBe(expected[3])
  })
})

describe('what a failure takes out of the preflight cache', () => {
  const first = `${api}/1`
  const second = `${api}/2`
  /** The URLs of which something is kept. */
  const kept = (userAgent: UserAgent) =>
    [...userAgent.preflightCache.buckets.entries()].map(([key]) => key.href).sort()

  function chain(last: Handler, redirectTo = second): Handler {
    return (wire) => {
      if (isPreflight(wire)) return willing(wire)
      return wire.url.href === first ? agree(wire, 307, { location: redirectTo }) : last(wire)
    }
  }

  const warm = () => {
    const one = run(request(first, { method: 'PUT' }), willing)
    return run(request(second, { method: 'PUT' }), willing, { userAgent: one.userAgent }).userAgent
  }

  it('is what is kept for the URL where it failed, and not for the one that led there', () => {
    const userAgent = warm()
    expect(kept(userAgent)).toEqual([first, second])
    const failed = run(
      request(first, { method: 'PUT' }),
      chain(() => answer(200)),
      { userAgent },
    )
    expect(failed.refused).toBe('cors-check/origin-absent')
    expect(kept(failed.userAgent)).toEqual([first])
  })

  it('is under the origin that the request has by then', () => {
    const far = `${other}/2`
    const userAgent = run(request(far, { method: 'PUT' }), willing, { userAgent: warm() }).userAgent
    const failed = run(
      request(first, { method: 'PUT' }),
      chain(() => answer(200), far),
      { userAgent },
    )
    expect(failed.refused).toBe('cors-check/origin-absent')
    // By then it says `null`, and what is kept for `null` goes; what the page itself had asked for stays.
    const keptBy = [...failed.userAgent.preflightCache.buckets.entries()].map(([key]) => [
      key.origin,
      key.href,
    ])
    expect(keptBy.sort()).toEqual(
      [
        [app, first],
        [app, second],
        [app, far],
      ].sort(),
    )
  })

  it('is nothing of a redirect to a simple request, unless a preflight came before it', () => {
    const userAgent = warm()
    const seeOther: Handler = (wire) =>
      wire.url.href === first && !isPreflight(wire)
        ? agree(wire, 303, { location: second })
        : isPreflight(wire)
          ? willing(wire)
          : answer(200)
    // PUT, preflighted, becomes a GET that is not; the frame of the preflight still waits.
    expect(kept(run(request(first, { method: 'PUT' }), seeOther, { userAgent }).userAgent)).toEqual([first])
    // POST never had one.
    expect(kept(run(request(first, { method: 'POST' }), seeOther, { userAgent }).userAgent)).toEqual([
      first,
      second,
    ])
  })

  it.each<[desc: string, location: string, refused: string]>([
    ['a bad Location', 'https://a b/', 'http-redirect-fetch/location-invalid'],
    ['a Location that is not followed', 'data:,x', 'http-redirect-fetch/scheme-not-http'],
    ['mode error', '/2', 'http-fetch/redirect-mode-error'],
  ])('includes %s', (_, location, refused) => {
    const redirect = refused === 'http-fetch/redirect-mode-error' ? 'error' : 'follow'
    const failed = run(
      request(first, { method: 'PUT', redirect }),
      (wire) => (isPreflight(wire) ? willing(wire) : agree(wire, 307, { location })),
      { userAgent: warm() },
    )
    expect(failed.refused).toBe(refused)
    expect(kept(failed.userAgent)).toEqual([second])
  })

  it('includes main fetch refusing the URL that a redirect leads to', () => {
    const bad = `${api}:6000/2`
    const failed = run(request(first, { method: 'PUT' }), chain(willing, bad), { userAgent: warm() })
    expect(failed.refused).toBe('main-fetch/bad-port')
    // Nothing is kept for that URL; there is nothing to drop.
    expect(kept(failed.userAgent)).toEqual([first, second])
  })

  it('includes a request that is too large to be kept alive', () => {
    const init: Partial<CreateRequestInit> = { method: 'PUT', keepalive: true, body: 'x'.repeat(70_000) }
    expect(kept(run(request(first, init), willing, { userAgent: warm() }).userAgent)).toEqual([second])
    const inChromium = run(request(first, init), willing, { profile: chromium })
    expect(inChromium.refused).toBe('http-network-or-cache-fetch/keepalive-too-large')
    expect(kept(inChromium.userAgent)).toEqual([first])
  })

  it('does not include what is found out when the response is already there', () => {
    const init: Partial<CreateRequestInit> = { method: 'PUT', destination: 'script' }
    const failed = run(request(first, init), (wire) =>
      isPreflight(wire) ? willing(wire) : agree(wire, 200, { 'content-type': 'image/png' }),
    )
    expect(failed.refused).toBe('main-fetch/mime-type')
    expect(kept(failed.userAgent)).toEqual([first])
  })

  it('leaves the very same user agent where there was nothing', () => {
    const userAgent = createUserAgent(spec)
    expect(run(request(first, { method: 'PUT' }), preflightsFail, { userAgent }).userAgent).toBe(userAgent)
    expect(run(request(first), responsesFail, { userAgent }).userAgent).toBe(userAgent)
  })
})

describe('headers that a redirect has removed, and the next preflight', () => {
  const chain: Handler = (wire) => {
    if (isPreflight(wire)) return willing(wire)
    return wire.url.href === `${app}/1` ? agree(wire, 302, { location: url }) : agree(wire)
  }
  function sent(profile: Profile, init: Partial<CreateRequestInit>): string[] {
    return run(request(`${app}/1`, init), chain, { profile }).sent.map(
      (wire) => `${wire.method} ${getHeader(wire.headerList, 'access-control-request-headers') ?? '-'}`,
    )
  }

  const bearer: Partial<CreateRequestInit> = { headers: { authorization: 'Bearer x' } }
  const json: Partial<CreateRequestInit> = {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  }
  const form: Partial<CreateRequestInit> = {
    method: 'POST',
    body: 'a',
    headers: { 'content-type': 'text/plain' },
  }
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, profile: Profile, init: Partial<CreateRequestInit>, expected: string[]]>([
    ['spec, Authorization', spec, bearer, ['GET -', 'GET -']],
    ['Chromium, Authorization', chromium, bearer, ['GET -', 'GET -']],
    ['Firefox, Authorization', firefox, bearer, ['GET -', 'OPTIONS -', 'GET -']],
    ['Safari, Authorization', safari, bearer, ['GET -', 'OPTIONS authorization', 'GET -']],
    ['spec, Content-Type', spec, json, ['POST -', 'GET -']],
    ['Firefox, Content-Type', firefox, json, ['POST -', 'OPTIONS -', 'GET -']],
    ['Firefox, a Content-Type that was safelisted', firefox, form, ['POST -', 'GET -']],
    ['WebKitGTK, Content-Type', webkitgtk, json, ['POST -', 'OPTIONS content-encoding,content-type', 'GET -']],
    ['WebKitGTK, a Content-Type that was safelisted', webkitgtk, form, ['POST -', 'GET -']],
    ['WebKitGTK, with others, sorted', webkitgtk, { headers: { 'x-a': '', 'a-x': '', authorization: 'x' } }, ['GET -', 'OPTIONS a-x,authorization,x-a', 'GET -']],
  ])('%s', (_, profile, init, expected) => expect(sent(profile, init)).toEqual(expected))

  it('Firefox asks again each time, since there is nothing to look for in the cache', () => {
    const one = run(request(`${app}/1`, bearer), chain, { profile: firefox })
    const two = run(request(`${app}/1`, bearer), chain, { userAgent: one.userAgent })
    expect(two.sent.map(({ method }) => method)).toEqual(['GET', 'OPTIONS', 'GET'])
  })

  it('Firefox does not, where the request was not an unsafe one', () => {
    expect(sent(firefox, { ...bearer, unsafeRequest: false })).toEqual(['GET -', 'GET -'])
  })

  it('the server need not allow what is not sent any more', () => {
    const refusing: Handler = (wire) => (isPreflight(wire) ? answer(204, allow) : chain(wire))
    expect(run(request(`${app}/1`, bearer), refusing, { profile: safari }).response.type).toBe('cors')
  })
})
