/** Every step that can refuse: one way to be refused there, and the evidence of it. */
import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/fetch/create-request'
import { resume, start } from '../../src/fetch/exchange'
import type { ExchangeEvent } from '../../src/fetch/exchange-state'
import type { ResponseRecord } from '../../src/fetch/response'
import { profiles } from '../../src/profile/profile'
import type { Evidence, RefusalId } from '../../src/spec/reason'
import { refusals } from '../../src/spec/steps/refusals'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { allow, answer, api, app, other, request, run } from './kit'

const url = `${api}/x`
const ACAO = 'access-control-allow-origin'
const open = { [ACAO]: '*' }
const PUT = { method: 'PUT' }
const XA = { headers: { 'x-a': '1' } }
const redirectTo = (location: string) => () => answer(302, { ...open, location })

/** What becomes of a fetch whose connection does something else than answer. */
function unanswered(event: ExchangeEvent): ResponseRecord {
  const userAgent = createUserAgent(profiles.spec)
  const { exchange } = start(userAgent, request(url), 0, null)
  if (exchange.state === 'settled') throw new Error('settled')
  const settled = resume(userAgent, exchange, event, null).exchange
  if (settled.state !== 'settled') throw new Error(settled.state)
  return settled.response
}

/** Something between page and wire has added a Range, and gets a part. */
function rangeAdded(): ResponseRecord {
  const userAgent = createUserAgent(profiles.spec)
  const { exchange } = start(
    userAgent,
    request(`${other}/v`, { mode: 'no-cors', destination: 'video' }),
    0,
    null,
  )
  if (exchange.state !== 'awaiting-response') throw new Error(exchange.state)
  const { send } = exchange
  const range = { name: 'range', value: 'bytes=0-' }
  const settled = resume(
    userAgent,
    { ...exchange, send: { ...send, headerList: [...send.headerList, range] } },
    { kind: 'response', response: answer(206), now: 0 },
    null,
  ).exchange
  if (settled.state !== 'settled') throw new Error(settled.state)
  return settled.response
}

const preflight = (status: number, headers: { [name: string]: string }) => () => answer(status, headers)

// biome-ignore format: a table, one row a line
const rows: readonly (readonly [step: RefusalId, response: () => ResponseRecord, evidence: Evidence])[] = [
  ['main-fetch/bad-port', () => run(request(`${api}:6000/`), () => answer(200)).response, { subject: `${api}:6000/`, actual: '6000' }],
  ['main-fetch/mixed-content', () => run(request('http://other.org/x'), () => answer(200)).response, { subject: 'http://other.org/x' }],
  ['main-fetch/url-credentials', () => run(request('https://user:hunter2@api.example.com/x'), () => answer(200, open), { profile: profiles.chromium }).response, { subject: url }],
  ['main-fetch/same-origin-mode', () => run(request(url, { mode: 'same-origin' }), () => answer(200)).response, { subject: url }],
  ['main-fetch/no-cors-redirect-mode', () => run(request(url, { mode: 'no-cors', redirect: 'manual' }), () => answer(200)).response, { actual: 'manual' }],
  ['main-fetch/scheme-without-cors', () => run(request('file:///x'), () => answer(200)).response, { subject: 'file:///x', actual: 'file' }],
  ['main-fetch/mime-type', () => run(request(`${app}/x`, { destination: 'script' }), () => answer(200, { 'content-type': 'image/png;a=b' })).response, { header: 'content-type', actual: 'image/png' }],
  ['main-fetch/nosniff-script', () => run(request(`${app}/x`, { destination: 'script' }), () => answer(200, { 'x-content-type-options': 'nosniff' })).response, { header: 'content-type', expected: 'text/javascript', actual: null }],
  ['main-fetch/nosniff-style', () => run(request(`${app}/x`, { destination: 'style' }), () => answer(200, { 'x-content-type-options': 'nosniff', 'content-type': 'text/plain' })).response, { header: 'content-type', expected: 'text/css', actual: 'text/plain' }],
  ['main-fetch/range-not-requested', rangeAdded, { actual: '206' }],
  ['scheme-fetch/data-url-invalid', () => run(request('data:no-comma'), () => answer(200)).response, { actual: 'data:…' }],
  ['scheme-fetch/unsupported-scheme', () => run(request('file:///x', { mode: 'no-cors' }), () => answer(200)).response, { actual: 'file' }],
  ['http-fetch/redirect-mode-error', () => run(request(url, { redirect: 'error' }), redirectTo('/y')).response, { actual: '302' }],
  ['cors-check/origin-absent', () => run(request(url), () => answer(200)).response, { header: ACAO, expected: app, actual: null }],
  ['cors-check/wildcard-with-credentials', () => run(request(url, { credentials: 'include' }), () => answer(200, open)).response, { header: ACAO, expected: app, actual: '*' }],
  ['cors-check/multiple-origins', () => run(request(url), () => answer(200, { [ACAO]: `${app} ${api}` })).response, { header: ACAO, expected: app, actual: `${app} ${api}` }],
  ['cors-check/origin-mismatch', () => run(request(url), () => answer(200, { [ACAO]: api })).response, { header: ACAO, expected: app, actual: api }],
  ['cors-check/credentials-not-true', () => run(request(url, { credentials: 'include' }), () => answer(200, { [ACAO]: app })).response, { header: 'access-control-allow-credentials', expected: 'true', actual: null }],
  ['cors-preflight-fetch/redirect', () => run(request(url, PUT), preflight(307, open)).response, { expected: '200 to 299', actual: '307' }],
  ['cors-preflight-fetch/status-not-ok', () => run(request(url, PUT), preflight(500, open)).response, { expected: '200 to 299', actual: '500' }],
  ['cors-preflight-fetch/methods-unparsable', () => run(request(url, PUT), preflight(200, { ...open, 'access-control-allow-methods': 'a b' })).response, { header: 'access-control-allow-methods' }],
  ['cors-preflight-fetch/headers-unparsable', () => run(request(url, XA), preflight(200, { ...open, 'access-control-allow-headers': 'a b' })).response, { header: 'access-control-allow-headers' }],
  ['cors-preflight-fetch/method-not-allowed', () => run(request(url, PUT), preflight(200, open)).response, { header: 'access-control-allow-methods', subject: 'PUT', actual: null }],
  ['cors-preflight-fetch/non-wildcard-header-not-allowed', () => run(request(url, { headers: { authorization: 'x' } }), preflight(200, { ...open, 'access-control-allow-headers': 'x-a,*' })).response, { header: 'access-control-allow-headers', subject: 'authorization', actual: 'x-a, *' }],
  ['cors-preflight-fetch/header-not-allowed', () => run(request(url, XA), preflight(200, open)).response, { header: 'access-control-allow-headers', subject: 'x-a', actual: null }],
  ['http-redirect-fetch/location-invalid', () => run(request(url), redirectTo('https://')).response, { header: 'location', actual: 'https://' }],
  ['http-redirect-fetch/location-duplicate', () => run(request(url), () => answer(302, [[ACAO, '*'], ['location', '/y'], ['location', '/z']])).response, { header: 'location', actual: '/y, /z' }],
  ['http-redirect-fetch/scheme-not-http', () => run(request(url), redirectTo('x:y')).response, { header: 'location', actual: 'x:y' }],
  ['http-redirect-fetch/too-many-redirects', () => run(request(url), redirectTo('/y')).response, { expected: '20' }],
  ['http-redirect-fetch/cross-origin-credentials', () => run(request(url), redirectTo('https://user:hunter2@other.org:8443/y')).response, { header: 'location', subject: 'https://other.org:8443' }],
  ['http-redirect-fetch/cors-credentials', () => run(request(url), redirectTo('https://user:hunter2@app.example.com/y')).response, { header: 'location', subject: app }],
  ['http-redirect-fetch/body-not-replayable', () => run(request(`${app}/x`, { method: 'POST', body: { kind: 'stream', ref: 1 } }), redirectTo('/y')).response, { actual: '302' }],
  ['http-network-or-cache-fetch/keepalive-too-large', () => run(request(`${app}/x`, { method: 'POST', keepalive: true, body: 'x'.repeat(65_537) }), () => answer(200)).response, { expected: '65536', actual: '65537' }],
  ['http-network-or-cache-fetch/only-if-cached', () => run(request(`${app}/x`, { cache: 'only-if-cached' }), () => answer(200)).response, {}],
  ['http-network-fetch/connection-failed', () => unanswered({ kind: 'connection-failed', cause: 'ENOTFOUND', now: 0 }), { actual: 'ENOTFOUND', subject: url }],
  ['http-network-fetch/aborted', () => unanswered({ kind: 'aborted', now: 0 }), {}],
  ['corp-check/same-origin', () => run(request(url, { mode: 'no-cors' }), () => answer(200, { 'cross-origin-resource-policy': 'same-origin' })).response, { header: 'cross-origin-resource-policy', expected: 'cross-origin', actual: 'same-origin' }],
  ['corp-check/same-site', () => run(request(`${other}/x`, { mode: 'no-cors' }), () => answer(200, { 'cross-origin-resource-policy': 'same-site' })).response, { header: 'cross-origin-resource-policy', expected: 'cross-origin', actual: 'same-site' }],
  ['corp-check/embedder-policy', () => run(request(url, { mode: 'no-cors', client: createClient({ url: app, embedderPolicy: 'require-corp' }) }), () => answer(200)).response, { header: 'cross-origin-resource-policy', expected: 'cross-origin', actual: null, subject: 'require-corp' }],
]

describe('what is refused', () => {
  it.each(rows)('at %s', (step, response, evidence) => {
    expect(response()).toEqual({
      type: 'error',
      aborted: step === 'http-network-fetch/aborted',
      reason: { step, evidence },
    })
  })

  it('is refused at one of these steps', () => {
    const here = new Set<string>(rows.map(([step]) => step))
    expect(Object.keys(refusals).filter((step) => !here.has(step))).toEqual([])
  })

  it('shows nobody a password', () => {
    for (const [, response] of rows) expect(JSON.stringify(response())).not.toContain('hunter2')
  })

  it('leaves the preflight cache alone where main fetch refuses at once', () => {
    const learned = run(request(url, PUT), (wire) =>
      wire.method === 'OPTIONS'
        ? answer(204, { ...allow, 'access-control-allow-methods': 'PUT' })
        : answer(200, allow),
    ).userAgent
    expect(learned.preflightCache.size).toBe(1)
    expect(
      run(request(url, { mode: 'same-origin' }), () => answer(200), { userAgent: learned }).userAgent,
    ).toBe(learned)
  })
})
