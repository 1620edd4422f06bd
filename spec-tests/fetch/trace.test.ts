/** What a trace is told, in order, of whole fetches. */
import { describe, expect, it } from 'vitest'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { resume, start } from '../../src/fetch/exchange'
import type { Handler } from '../../src/fetch/exchange-state'
import { replay } from '../../src/fetch/replay'
import { simulate } from '../../src/fetch/simulate'
import { type Profile, profiles } from '../../src/profile/profile'
import { decisions } from '../../src/spec/steps/decisions'
import { refusals } from '../../src/spec/steps/refusals'
import { createTraceLog, type Decision } from '../../src/spec/trace'
import { createUserAgent, type UserAgent } from '../../src/user-agent/user-agent'
import { allow, answer, api, app, other, request, run } from './kit'
import { agree } from './traffic'

const url = `${api}/x`

function traced(
  init: Partial<CreateRequestInit>,
  handler: Handler = agree,
  options: { readonly userAgent?: UserAgent; readonly profile?: Profile; readonly url?: string } = {},
): readonly Decision[] {
  const userAgent = options.userAgent ?? createUserAgent(options.profile ?? profiles.spec)
  const trace = createTraceLog()
  replay(simulate(userAgent, request(options.url ?? url, init), handler, 0).recording, trace)
  return trace.decisions
}

/** One a line: `+` or `-`, the step, and the evidence. */
function told(of: readonly Decision[]): string[] {
  return of.map(({ step, outcome, evidence }) =>
    `${outcome ? '+' : '-'} ${step} ${evidence === null ? '' : JSON.stringify(evidence)}`.trim(),
  )
}

const redirect =
  (to: string, status = 302): Handler =>
  (wire) =>
    wire.url.path === '/from' ? agree(wire, status, { location: to }) : agree(wire)

describe('what a trace is told', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, decisions: () => readonly Decision[], expected: string[]]>([
    ['of a request to the own origin', () => traced({}, agree, { url: `${app}/x` }), [
      '+ main-fetch/same-origin {"subject":"https://app.example.com/x"}',
      '+ http-network-or-cache-fetch/credentials-included {"subject":"same-origin"}',
      '+ origin-header/none {"header":"origin","actual":null}',
      '+ main-fetch/readable {"subject":"basic"}',
    ]],
    ['of a POST to the own origin', () => traced({ method: 'POST' }, agree, { url: `${app}/x` }).slice(2, 3), [
      '+ origin-header/method {"header":"origin","actual":"https://app.example.com"}',
    ]],
    ['of a form whose origin is hidden', () => traced({ method: 'POST', mode: 'navigate', referrerPolicy: 'no-referrer' }, agree, { url: `${other}/x` }), [
      '+ main-fetch/navigate {"subject":"https://other.org/x"}',
      '+ http-network-or-cache-fetch/credentials-included {"subject":"same-origin"}',
      '+ origin-header/hidden {"header":"origin","actual":"null","subject":"no-referrer"}',
      '+ main-fetch/readable {"subject":"basic"}',
    ]],
    ['of a data: URL', () => traced({}, agree, { url: 'data:,x' }), [
      '+ main-fetch/data-url {"subject":"data:,x"}',
      '+ main-fetch/readable {"subject":"basic"}',
    ]],
    ['of a simple request', () => traced({}, () => answer(200, { 'access-control-allow-origin': '*', 'x-a': '', 'x-b': '', pragma: '' })), [
      '+ main-fetch/cors {"subject":"https://api.example.com/x"}',
      '+ http-network-or-cache-fetch/credentials-left-out {"subject":"same-origin"}',
      '+ origin-header/cors {"header":"origin","actual":"https://app.example.com"}',
      '+ cors-check/wildcard {"header":"access-control-allow-origin","actual":"*"}',
      '+ main-fetch/headers-hidden {"subject":"access-control-allow-origin, x-a, x-b"}',
      '+ main-fetch/readable {"subject":"cors"}',
    ]],
    ['of headers that are listed', () => traced({}, () => answer(200, { 'access-control-allow-origin': app, 'access-control-expose-headers': 'X-A,*' }), {}).slice(3, 5), [
      '+ cors-check/origin-matches {"header":"access-control-allow-origin","actual":"https://app.example.com"}',
      '+ main-fetch/exposed-all',
    ]],
    ['of headers that are listed, with credentials', () => traced({ credentials: 'include' }, () => answer(200, [...Object.entries(allow), ['access-control-expose-headers', 'X-A,access-control-expose-headers,access-control-allow-origin,access-control-allow-credentials']])).slice(3), [
      '+ cors-check/credentials-true {"header":"access-control-allow-credentials","actual":"true"}',
      '+ main-fetch/exposed-listed {"subject":"X-A, access-control-expose-headers, access-control-allow-origin, access-control-allow-credentials"}',
      '+ main-fetch/readable {"subject":"cors"}',
    ]],
    ['of headers that are hidden more than once', () => traced({}, () => answer(200, [['access-control-allow-origin', '*'], ['x-a', '1'], ['x-a', '2']])).slice(4, 5), [
      '+ main-fetch/headers-hidden {"subject":"access-control-allow-origin, x-a"}',
    ]],
    ['of a request with a preflight', () => traced({ method: 'PUT', useCORSPreflight: true, headers: { 'x-a': '1' } }), [
      '+ main-fetch/use-cors-preflight-flag',
      '+ main-fetch/method-not-safelisted {"subject":"PUT"}',
      '+ main-fetch/header-not-safelisted {"subject":"x-a"}',
      '+ main-fetch/cors-with-preflight {"subject":"https://api.example.com/x"}',
      '+ http-fetch/preflight-sent {"subject":"PUT"}',
      '+ cors-check/origin-matches {"header":"access-control-allow-origin","actual":"https://app.example.com"}',
      '+ cors-preflight-fetch/passed {"subject":"PUT, x-a"}',
      '+ cors-preflight-fetch/stored {"header":"access-control-max-age","actual":"5"}',
      '+ http-network-or-cache-fetch/credentials-left-out {"subject":"same-origin"}',
      '+ origin-header/cors {"header":"origin","actual":"https://app.example.com"}',
      '+ cors-check/origin-matches {"header":"access-control-allow-origin","actual":"https://app.example.com"}',
      '+ main-fetch/headers-hidden {"subject":"access-control-allow-origin, access-control-allow-credentials"}',
      '+ main-fetch/readable {"subject":"cors"}',
    ]],
    ['of an answer that is not kept', () => traced({ method: 'PUT' }, (wire) => agree(wire, 200, { 'access-control-max-age': '0' })).slice(5, 6), [
      '+ cors-preflight-fetch/not-stored {"header":"access-control-max-age","actual":"0"}',
    ]],
    ['of a preflight that the cache spares', () => traced({ method: 'PUT' }, agree, { userAgent: run(request(url, { method: 'PUT' }), agree).userAgent }).slice(1, 3), [
      '+ main-fetch/cors-with-preflight {"subject":"https://api.example.com/x"}',
      '+ http-fetch/preflight-cached {"subject":"https://api.example.com/x"}',
    ]],
    ['of a header that the cache does not know', () => traced({ method: 'PUT', headers: { 'x-b': '' } }, agree, { userAgent: run(request(url, { method: 'PUT' }), agree).userAgent }).slice(3, 4), [
      '+ http-fetch/preflight-sent {"subject":"x-b"}',
    ]],
    ['of a cache that is passed by', () => traced({ method: 'PUT', cache: 'reload' }, agree, { profile: profiles.chromium }).slice(2, 3), [
      '+ http-fetch/preflight-cache-bypassed {"subject":"reload"}',
    ]],
    ['of a preflight that nothing but a removed header forces', () => traced({ headers: { authorization: 'x' } }, redirect(url), { profile: profiles.firefox, url: `${app}/from` }).slice(5, 11), [
      '+ main-fetch/header-not-safelisted {"subject":"authorization"}',
      '+ main-fetch/cors-with-preflight {"subject":"https://api.example.com/x"}',
      '+ http-fetch/preflight-sent {"subject":"GET"}',
      '+ cors-check/origin-matches {"header":"access-control-allow-origin","actual":"https://app.example.com"}',
      '+ cors-preflight-fetch/passed {"subject":"GET"}',
      '+ cors-preflight-fetch/stored {"header":"access-control-max-age","actual":"5"}',
    ]],
    ['of an opaque response', () => traced({ mode: 'no-cors' }, () => answer(200, { 'cross-origin-resource-policy': 'cross-origin' })), [
      '+ main-fetch/no-cors {"subject":"https://api.example.com/x"}',
      '+ http-network-or-cache-fetch/credentials-left-out {"subject":"same-origin"}',
      '+ origin-header/none {"header":"origin","actual":null}',
      '+ corp-check/allowed {"header":"cross-origin-resource-policy","actual":"cross-origin"}',
      '+ main-fetch/opaque',
    ]],
    ['of an upgrade', () => traced({ mode: 'no-cors', destination: 'image' }, agree, { url: 'http://other.org/x' }).slice(0, 2), [
      '+ main-fetch/upgraded {"subject":"http://other.org/x"}',
      '+ main-fetch/no-cors {"subject":"https://other.org/x"}',
    ]],
    ['of what cannot be upgraded', () => traced({ mode: 'no-cors', destination: 'image' }, agree, { url: 'ftp://other.org/x' }), [
      '- main-fetch/mixed-content {"subject":"ftp://other.org/x"}',
    ]],
    ['of a redirect', () => traced({ method: 'POST', headers: { authorization: 'x' } }, redirect(url, 303), { url: `${app}/from` }).slice(3, 9), [
      '+ http-redirect-fetch/method-changed {"subject":"POST"}',
      '+ http-redirect-fetch/authorization-removed {"header":"authorization"}',
      '+ http-redirect-fetch/followed {"subject":"https://api.example.com/x"}',
      '+ main-fetch/cors {"subject":"https://api.example.com/x"}',
      '+ http-network-or-cache-fetch/credentials-left-out {"subject":"same-origin"}',
      '+ origin-header/cors {"header":"origin","actual":"https://app.example.com"}',
    ]],
    ['of a tainted origin', () => traced({}, redirect(`${other}/y`), { url: `${api}/from` }).slice(5, 9), [
      '+ main-fetch/cors {"subject":"https://other.org/y"}',
      '+ http-network-or-cache-fetch/credentials-left-out {"subject":"same-origin"}',
      '+ origin-header/tainted {"header":"origin","actual":"null","expected":"https://app.example.com"}',
      '+ origin-header/cors {"header":"origin","actual":"null"}',
    ]],
    ['of a redirect that is handed over', () => traced({ redirect: 'manual' }, redirect('/y'), { url: `${app}/from` }).slice(-1), [
      '+ http-fetch/opaque-redirect {"actual":"302"}',
    ]],
    ['of a redirect that leads nowhere', () => traced({}, () => answer(302), { url: `${app}/x` }).slice(-2), [
      '+ http-redirect-fetch/no-location {"header":"location","actual":null}',
      '+ main-fetch/readable {"subject":"basic"}',
    ]],
    ['of a refusal', () => traced({}, () => answer(200)).slice(-1), [
      '- cors-check/origin-absent {"header":"access-control-allow-origin","expected":"https://app.example.com","actual":null}',
    ]],
    ['of a refusal that clears the cache', () => traced({ method: 'PUT' }, (wire) => (wire.method === 'OPTIONS' ? agree(wire) : answer(200))).slice(-2), [
      '- cors-check/origin-absent {"header":"access-control-allow-origin","expected":"https://app.example.com","actual":null}',
      '+ cors-preflight-cache/cleared {"subject":"https://api.example.com/x"}',
    ]],
    ['of an opaque origin, which no redirect has tainted', () => traced({ client: createClient({ url: app, origin: { kind: 'opaque', id: 1 } }) }).slice(2, 3), [
      '+ origin-header/cors {"header":"origin","actual":"null"}',
    ]],
  ])('%s', (_, decided, expected) => expect(told(decided())).toEqual(expected))

  it('never of a step that is not in the table, nor of one on the wrong side', () => {
    for (const decision of [...traced({ method: 'PUT' }), ...traced({}, () => answer(200))]) {
      expect(Object.hasOwn(decision.outcome ? decisions : refusals, decision.step)).toBe(true)
    }
  })

  it('nothing secret: no header value of the page', () => {
    const all = JSON.stringify(
      traced({
        method: 'PUT',
        headers: { authorization: 'Bearer hunter2', 'x-a': 'hunter2' },
        body: 'hunter2',
      }),
    )
    expect(all).not.toContain('hunter2')
  })

  it('in the turn in which it is decided', () => {
    const trace = createTraceLog()
    const first = start(createUserAgent(profiles.spec), request(url), 0, trace)
    const before = trace.decisions.length
    if (first.exchange.state === 'settled') throw new Error('settled')
    expect(told(trace.decisions).at(-1)).toMatch('+ origin-header/cors')
    resume(
      first.userAgent,
      first.exchange,
      { kind: 'response', response: agree(first.exchange.send), now: 0 },
      trace,
    )
    expect(told(trace.decisions)[before]).toMatch('+ cors-check/origin-matches')
  })
})
