import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import type { WireRequest } from '../../src/fetch/response'
import { type Profile, profiles } from '../../src/profile/profile'
import { allow, answer, api, app, header, type Lines, lines, request, run } from './kit'
import { firstSent, headersOf, travel } from './traffic'

const url = `${api}/x`
const ACAO = 'access-control-allow-origin'
const ACAM = 'access-control-allow-methods'
const ACAH = 'access-control-allow-headers'

/** What becomes of a request whose preflight is answered so: null where it may go out. */
function verdict(
  init: Partial<CreateRequestInit>,
  status: number,
  headers: Lines,
  profile: Profile = profiles.spec,
) {
  const { refused, sent } = run(
    request(url, init),
    (wire) => (isPreflight(wire) ? answer(status, headers) : answer(200, allow)),
    { profile },
  )
  expect(lines(sent)[0]).toBe(`OPTIONS ${url}`)
  expect(sent).toHaveLength(refused === null ? 2 : 1)
  return refused
}

function isPreflight(wire: WireRequest): boolean {
  return header(wire, 'access-control-request-method') !== null
}

describe('the preflight request', () => {
  it('is this, whole', () => {
    const init: Partial<CreateRequestInit> = {
      method: 'PUT',
      body: 'secret',
      headers: { 'X-B': '1', Authorization: 'Bearer x', 'content-type': 'application/json' },
      credentials: 'include',
      cache: 'reload',
      keepalive: true,
      userActivation: true,
    }
    expect(firstSent(url, init)).toEqual({
      method: 'OPTIONS',
      url: expect.objectContaining({ href: url }),
      headerList: [
        { name: 'accept', value: '*/*' },
        { name: 'access-control-request-method', value: 'PUT' },
        { name: 'access-control-request-headers', value: 'authorization,content-type,x-b' },
        { name: 'referer', value: `${app}/` },
        { name: 'origin', value: app },
        { name: 'sec-fetch-site', value: 'same-site' },
        { name: 'sec-fetch-mode', value: 'cors' },
        { name: 'sec-fetch-dest', value: 'empty' },
      ],
      body: null,
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, method: string, names: string | null]>([
    ['a method alone', { method: 'PUT' }, 'PUT', null],
    ['a header alone', { headers: { 'x-a': '1' } }, 'GET', 'x-a'],
    ['a safelisted header is not named', { method: 'PUT', headers: { accept: 'a/b' } }, 'PUT', null],
    ['a safelisted header with a value that is not', { headers: { accept: '(' } }, 'GET', 'accept'],
    ['a header that was appended twice is named once', { headers: [['x-a', '1'], ['x-a', '2']] }, 'GET', 'x-a'],
    ['names are sorted', { headers: { 'x-c': '', 'x-a': '', 'x-b': '' } }, 'GET', 'x-a,x-b,x-c'],
    ['a method in the case it is sent in', { method: 'patch' }, 'patch', null],
    ['one that is normalized', { method: 'delete' }, 'DELETE', null],
    ['upload listeners alone', { method: 'POST', useCORSPreflight: true }, 'POST', null],
  ])('asks for %s', (_, init, method, names) => {
    const headers = headersOf(firstSent(url, init))
    expect(headers['access-control-request-method']).toBe(method)
    expect(headers['access-control-request-headers'] ?? null).toBe(names)
  })

  it('of a prefetch says so, and accepts anything all the same', () => {
    const headers = headersOf(firstSent(url, { method: 'PUT', initiator: 'prefetch' }))
    expect([headers['sec-purpose'], headers['accept']]).toEqual(['prefetch', '*/*'])
  })

  it('goes to the URL of the hop, with the referrer of that hop', () => {
    const { sent } = travel([`${app}/1`, url], { headers: { 'x-a': '1' } })
    expect(sent.map((wire) => header(wire, 'referer'))).toEqual([`${app}/page?q`, `${app}/`, `${app}/`])
  })
})

describe('the answer to a preflight', () => {
  const open = { [ACAO]: '*' }
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, status: number, headers: Lines, refused: string | null]>([
    ['200', { method: 'PUT' }, 200, { ...open, [ACAM]: 'PUT' }, null],
    ['204', { method: 'PUT' }, 204, { ...open, [ACAM]: 'PUT' }, null],
    ['299', { method: 'PUT' }, 299, { ...open, [ACAM]: 'PUT' }, null],
    ['300', { method: 'PUT' }, 300, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/status-not-ok'],
    ['199', { method: 'PUT' }, 199, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/status-not-ok'],
    ['304 is no redirect', { method: 'PUT' }, 304, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/status-not-ok'],
    ['401', { method: 'PUT' }, 401, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/status-not-ok'],
    ['405', { method: 'PUT' }, 405, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/status-not-ok'],
    ['301', { method: 'PUT' }, 301, { ...open, [ACAM]: 'PUT', location: '/' }, 'cors-preflight-fetch/redirect'],
    ['302', { method: 'PUT' }, 302, { ...open, [ACAM]: 'PUT', location: '/' }, 'cors-preflight-fetch/redirect'],
    ['303', { method: 'PUT' }, 303, { ...open, [ACAM]: 'PUT', location: '/' }, 'cors-preflight-fetch/redirect'],
    ['307', { method: 'PUT' }, 307, { ...open, [ACAM]: 'PUT', location: '/' }, 'cors-preflight-fetch/redirect'],
    ['308 without Location', { method: 'PUT' }, 308, { ...open, [ACAM]: 'PUT' }, 'cors-preflight-fetch/redirect'],
    ['the CORS check comes before the status', { method: 'PUT' }, 404, {}, 'cors-check/origin-absent'],
    ['the CORS check is made with the credentials of the request', { method: 'PUT', credentials: 'include' }, 200, { [ACAO]: app, [ACAM]: 'PUT' }, 'cors-check/credentials-not-true'],
    ['* for the credentials of the request', { method: 'PUT', credentials: 'include' }, 200, { ...open, [ACAM]: 'PUT' }, 'cors-check/wildcard-with-credentials'],
    ['another origin', { method: 'PUT' }, 200, { [ACAO]: api, [ACAM]: 'PUT' }, 'cors-check/origin-mismatch'],
    ['no Vary is needed', { method: 'PUT' }, 200, { [ACAO]: app, [ACAM]: 'PUT' }, null],
  ])('status: %s', (_, init, status, headers, refused) => expect(verdict(init, status, headers)).toBe(refused))

  it.each([
    [404, 'cors-preflight-fetch/status-not-ok'],
    [302, 'cors-preflight-fetch/redirect'],
  ])('says which status it was: %i', (status, step) => {
    const { response } = run(request(url, { method: 'PUT' }), () => answer(status, open))
    expect(response).toMatchObject({
      reason: { step, evidence: { expected: '200 to 299', actual: String(status) } },
    })
  })

  const notAllowed = 'cors-preflight-fetch/method-not-allowed'
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, methods: readonly string[], refused: string | null]>([
    ['the method', { method: 'PUT' }, ['PUT'], null],
    ['among others', { method: 'PUT' }, ['GET, PUT,DELETE'], null],
    ['on a line of its own', { method: 'PUT' }, ['GET', 'PUT'], null],
    ['empty members are passed over', { method: 'PUT' }, [',, PUT ,'], null],
    ['not the method', { method: 'PUT' }, ['GET, POST'], notAllowed],
    ['no header', { method: 'PUT' }, [], notAllowed],
    ['an empty header', { method: 'PUT' }, [''], notAllowed],
    ['in lower case', { method: 'PUT' }, ['put'], notAllowed],
    ['patch is not PATCH', { method: 'patch' }, ['PATCH'], notAllowed],
    ['PATCH is', { method: 'PATCH' }, ['PATCH'], null],
    ['patch is patch', { method: 'patch' }, ['patch'], null],
    ['*', { method: 'PUT' }, ['*'], null],
    ['* among others', { method: 'PUT' }, ['GET, *'], null],
    ['* with credentials', { method: 'PUT', credentials: 'include' }, ['*'], notAllowed],
    ['* with credentials is the method *', { method: '*', credentials: 'include' }, ['*'], null],
    ['* under same-origin', { method: 'PUT', credentials: 'same-origin' }, ['*'], null],
    ['the method with credentials', { method: 'PUT', credentials: 'include' }, ['PUT'], null],
    ['GET need not be listed', { useCORSPreflight: true }, ['PUT'], null],
    ['HEAD need not be listed', { method: 'HEAD', useCORSPreflight: true }, ['PUT'], null],
    ['POST need not be listed', { method: 'POST', useCORSPreflight: true }, [], null],
    ['PUT need not either, where only the flag asks and nothing is listed', { method: 'PUT', useCORSPreflight: true }, [], null],
    ['but where something is listed', { method: 'PUT', useCORSPreflight: true }, ['DELETE'], notAllowed],
    ['or where the list is empty', { method: 'PUT', useCORSPreflight: true }, [''], notAllowed],
    ['semicolons', { method: 'PUT' }, ['GET; PUT'], 'cors-preflight-fetch/methods-unparsable'],
    ['spaces', { method: 'PUT' }, ['GET PUT'], 'cors-preflight-fetch/methods-unparsable'],
    ['quotes', { method: 'PUT' }, ['"PUT"'], 'cors-preflight-fetch/methods-unparsable'],
    ['one bad line of two', { method: 'PUT' }, ['PUT', 'a/b'], 'cors-preflight-fetch/methods-unparsable'],
    ['a bad list where no method need be listed', { useCORSPreflight: true }, ['a b'], 'cors-preflight-fetch/methods-unparsable'],
  ])('methods: %s', (_, init, methods, refused) => {
    const headers = [...Object.entries(allowFor(init)), ...methods.map((value) => [ACAM, value] as [string, string])]
    expect(verdict(init, 204, headers)).toBe(refused)
  })

  const missing = 'cors-preflight-fetch/header-not-allowed'
  const bearer = { Authorization: 'Bearer x' }
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, names: readonly string[], refused: string | null]>([
    ['the header', { headers: { 'x-a': '1' } }, ['x-a'], null],
    ['in any case', { headers: { 'x-a': '1' } }, ['X-A'], null],
    ['among others', { headers: { 'x-a': '1', 'x-b': '2' } }, ['X-B, Content-Type', 'x-a'], null],
    ['one of two', { headers: { 'x-a': '1', 'x-b': '2' } }, ['x-a'], missing],
    ['none', { headers: { 'x-a': '1' } }, [], missing],
    ['an empty list', { headers: { 'x-a': '1' } }, [''], missing],
    ['the beginning of the name', { headers: { 'x-ab': '1' } }, ['x-a'], missing],
    ['a safelisted one with a value that is not', { headers: { 'content-type': 'application/json' } }, [], missing],
    ['a safelisted one need not be listed', { method: 'POST', useCORSPreflight: true, headers: { 'content-type': 'text/plain' } }, [], null],
    ['*', { headers: { 'x-a': '1' } }, ['*'], null],
    ['* among others', { headers: { 'x-a': '1' } }, ['x-b, *'], null],
    ['* with credentials', { headers: { 'x-a': '1' }, credentials: 'include' }, ['*'], missing],
    ['* with credentials is the header *', { headers: { '*': '1' }, credentials: 'include' }, ['*'], null],
    ['* does not cover Authorization', { headers: bearer }, ['*'], 'cors-preflight-fetch/non-wildcard-header-not-allowed'],
    ['* and Authorization do', { headers: bearer }, ['*, Authorization'], null],
    ['Authorization, in any case', { headers: bearer }, ['AUTHORIZATION'], null],
    ['Authorization alone does not cover the others', { headers: { ...bearer, 'x-a': '1' } }, ['authorization'], missing],
    ['the others do not cover Authorization', { headers: { ...bearer, 'x-a': '1' } }, ['x-a'], missing],
    ['* with credentials does not cover Authorization', { headers: bearer, credentials: 'include' }, ['*'], missing],
    ['Authorization with credentials', { headers: bearer, credentials: 'include' }, ['authorization'], null],
    ['semicolons', { headers: { 'x-a': '1' } }, ['x-a; x-b'], 'cors-preflight-fetch/headers-unparsable'],
    ['one bad line of two', { headers: { 'x-a': '1' } }, ['x-a', 'x b'], 'cors-preflight-fetch/headers-unparsable'],
    ['a bad list where no header is asked for', { useCORSPreflight: true }, ['x b'], 'cors-preflight-fetch/headers-unparsable'],
    ['names of objects', { headers: { constructor: '1' } }, ['toString, hasOwnProperty'], missing],
    ['names of objects that are listed', { headers: [['__proto__', '1']] }, ['__PROTO__'], null],
  ])('header names: %s', (_, init, names, refused) => {
    const headers = [...Object.entries(allowFor(init)), ...names.map((value) => [ACAH, value] as [string, string])]
    expect(verdict(init, 204, headers)).toBe(refused)
  })

  function allowFor({ credentials }: Partial<CreateRequestInit>): { [name: string]: string } {
    return credentials === 'include' ? allow : open
  }

  it('is refused for the method before the headers, and for methods that cannot be read before header names', () => {
    const init = { method: 'PUT', headers: { 'x-a': '1' } }
    expect(verdict(init, 204, open)).toBe(notAllowed)
    expect(verdict(init, 204, { ...open, [ACAM]: 'a b', [ACAH]: 'a b' })).toBe(
      'cors-preflight-fetch/methods-unparsable',
    )
  })

  // biome-ignore format: a table, one row a line
  it.each<[init: Partial<CreateRequestInit>, headers: Lines, evidence: object]>([
    [{ method: 'PUT' }, open, { header: ACAM, subject: 'PUT', actual: null }],
    [{ method: 'PUT' }, { ...open, [ACAM]: 'GET,POST' }, { header: ACAM, subject: 'PUT', actual: 'GET, POST' }],
    [{ method: 'PUT' }, { ...open, [ACAM]: 'a b' }, { header: ACAM }],
    [{ headers: { 'x-a': '' } }, open, { header: ACAH, subject: 'x-a', actual: null }],
    [{ headers: { 'x-a': '' } }, { ...open, [ACAH]: 'X-B,X-C' }, { header: ACAH, subject: 'x-a', actual: 'x-b, x-c' }],
    [{ headers: { 'x-a': '', 'x-b': '' } }, { ...open, [ACAH]: 'x-a' }, { header: ACAH, subject: 'x-b', actual: 'x-a' }],
    [{ headers: { authorization: '' } }, { ...open, [ACAH]: '*' }, { header: ACAH, subject: 'authorization', actual: '*' }],
    [{ headers: { 'x-a': '' } }, { ...open, [ACAH]: 'a b' }, { header: ACAH }],
  ])('says what was missing: %j %j', (init, headers, evidence) => {
    const { response } = run(request(url, init), () => answer(204, headers))
    expect(response).toMatchObject({ type: 'error', aborted: false })
    expect(response.type === 'error' && response.reason.evidence).toEqual(evidence)
  })

  it('never makes the browser remember cookies or show anything: what it set is gone', () => {
    const { response, userAgent } = run(request(url, { method: 'PUT' }), (wire) =>
      wire.method === 'OPTIONS'
        ? answer(204, { [ACAO]: '*', [ACAM]: 'PUT', 'set-cookie': 'a=1', 'x-secret': '1' }, 'secret')
        : answer(200, { [ACAO]: '*' }),
    )
    expect(JSON.stringify([response, userAgent])).not.toMatch(/secret|a=1/)
  })

  it('is no leave for the actual response, which is checked again', () => {
    const { refused } = run(request(url, { method: 'PUT' }), (wire) =>
      wire.method === 'OPTIONS' ? answer(204, { [ACAO]: '*', [ACAM]: 'PUT' }) : answer(200),
    )
    expect(refused).toBe('cors-check/origin-absent')
  })

  it('any engine lets * cover Authorization', () => {
    for (const profile of [profiles.chromium, profiles.firefox, profiles.safari, profiles.webkitgtk]) {
      expect(verdict({ headers: bearer }, 204, { ...open, [ACAH]: '*' }, profile)).toBeNull()
      expect(
        verdict({ headers: bearer, credentials: 'include' }, 204, { ...allow, [ACAH]: '*' }, profile),
      ).toBe(missing)
      expect(verdict({ headers: bearer }, 204, { ...open, [ACAH]: 'x-a' }, profile)).toBe(missing)
    }
  })
})

describe('an OPTIONS request of a page', () => {
  it('has a preflight like any other method', () => {
    const { sent } = travel([url], { method: 'OPTIONS' })
    expect(lines(sent)).toEqual([`OPTIONS ${url}`, `OPTIONS ${url}`])
    expect(sent.map((wire) => header(wire, 'access-control-request-method'))).toEqual(['OPTIONS', null])
  })
})
