import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import type { CacheMode, Destination } from '../../src/fetch/request'
import { type Profile, profiles } from '../../src/profile/profile'
import { api, app, header, request, run, server } from './kit'
import { firstSent, headersOf, travel } from './traffic'

const own = `${app}/x`
const sent = (init: Partial<CreateRequestInit>, profile?: Profile) => headersOf(firstSent(own, init, profile))

describe('Accept', () => {
  const documentAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  const imageAccept = 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
  it.each<[Destination, string]>([
    ['document', documentAccept],
    ['frame', documentAccept],
    ['iframe', documentAccept],
    ['image', imageAccept],
    ['json', 'application/json,*/*;q=0.5'],
    ['style', 'text/css,*/*;q=0.1'],
    ['text', 'text/plain,*/*;q=0.5'],
    ['', '*/*'],
    ['audio', '*/*'],
    ['embed', '*/*'],
    ['font', '*/*'],
    ['object', '*/*'],
    ['script', '*/*'],
    ['track', '*/*'],
    ['video', '*/*'],
    ['worker', '*/*'],
  ])('of destination "%s" is %s', (destination, expected) => {
    expect(sent({ destination, mode: 'no-cors' })['accept']).toBe(expected)
  })

  it('of a prefetch is that of a document, whatever it is for', () => {
    expect(sent({ initiator: 'prefetch', destination: 'image' })['accept']).toBe(documentAccept)
  })

  it('is left to the page, where it says one', () => {
    expect(sent({ headers: { accept: 'x/y' }, destination: 'image' })['accept']).toBe('x/y')
    expect(sent({ headers: { accept: '' } })['accept']).toBe('')
  })

  it('comes behind the headers of the page, which keep their order', () => {
    const wire = firstSent(own, {
      headers: [
        ['x-b', '1'],
        ['x-a', '2'],
        ['x-b', '3'],
      ],
    })
    expect(wire?.headerList.slice(0, 4)).toEqual([
      { name: 'x-b', value: '1' },
      { name: 'x-a', value: '2' },
      { name: 'x-b', value: '3' },
      { name: 'accept', value: '*/*' },
    ])
  })
})

describe('Content-Length', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, expected: string | undefined]>([
    ['GET without body', { method: 'GET' }, undefined],
    ['DELETE without body', { method: 'DELETE' }, undefined],
    ['POST without body', { method: 'POST' }, '0'],
    ['PUT without body', { method: 'PUT' }, '0'],
    ['PATCH without body', { method: 'PATCH' }, undefined],
    ['a body', { method: 'POST', body: 'a=1' }, '3'],
    ['an empty body', { method: 'PATCH', body: '' }, '0'],
    ['a body with bytes beyond ASCII', { method: 'POST', body: '\xff\x80' }, '2'],
    ['a stream', { method: 'POST', body: { kind: 'stream', ref: 1 } }, undefined],
  ])('%s', (_, init, expected) => expect(sent(init)['content-length']).toBe(expected))
})

describe('keepalive', () => {
  const limit = 65_536
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, refused: string | null]>([
    ['64 kibibytes', { keepalive: true, body: 'x'.repeat(limit) }, null],
    ['one byte more', { keepalive: true, body: 'x'.repeat(limit + 1) }, 'http-network-or-cache-fetch/keepalive-too-large'],
    ['as much without keepalive', { body: 'x'.repeat(limit + 1) }, null],
    ['no body', { keepalive: true }, null],
  ])('%s', (_, init, refused) => {
    expect(travel([own], { method: 'POST', ...init }).refused).toBe(refused)
  })

  it('says how much it was, and how much it may be', () => {
    const { response } = travel([own], { method: 'POST', keepalive: true, body: 'x'.repeat(70_000) })
    expect(response).toMatchObject({ reason: { evidence: { expected: '65536', actual: '70000' } } })
  })
})

describe('cache modes', () => {
  const noCache = { 'cache-control': 'no-cache', pragma: 'no-cache' }
  const own = { 'if-none-match': '"x"' }
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, cache: CacheMode, headers: { [name: string]: string }, expected: { [name: string]: string }]>([
    ['default', 'default', {}, {}],
    ['force-cache', 'force-cache', {}, {}],
    ['no-cache', 'no-cache', {}, { 'cache-control': 'max-age=0' }],
    ['no-cache, and the page says more', 'no-cache', { 'cache-control': 'x' }, { 'cache-control': 'x' }],
    ['no-store', 'no-store', {}, noCache],
    ['reload', 'reload', {}, noCache],
    ['reload, with a Pragma of the page', 'reload', { pragma: 'x' }, { 'cache-control': 'no-cache', pragma: 'x' }],
    ['reload, with a Cache-Control of the page', 'reload', { 'cache-control': 'x' }, { 'cache-control': 'x', pragma: 'no-cache' }],
    ['default with If-None-Match', 'default', own, noCache],
    ['default with If-Modified-Since', 'default', { 'if-modified-since': 'x' }, noCache],
    ['default with If-Unmodified-Since', 'default', { 'if-unmodified-since': 'x' }, noCache],
    ['default with If-Match', 'default', { 'if-match': '*' }, noCache],
    ['default with If-Range', 'default', { 'if-range': '"x"' }, noCache],
    ['default with If-Range and a Pragma of the page', 'default', { 'if-range': '"x"', pragma: 'x' }, { 'cache-control': 'no-cache', pragma: 'x' }],
    ['default with If-Range and a Cache-Control of the page', 'default', { 'if-range': '"x"', 'cache-control': 'x' }, { 'cache-control': 'x', pragma: 'no-cache' }],
    ['default with a header that is no validator', 'default', { 'if-x': '1' }, {}],
    ['force-cache with a validator', 'force-cache', own, {}],
  ])('%s', (_, cache, headers, expected) => {
    const { 'cache-control': cacheControl, pragma } = sent({ cache, headers })
    expect({ cacheControl, pragma }).toEqual({ cacheControl: expected['cache-control'], pragma: expected['pragma'] })
  })

  it('only-if-cached finds nothing, since there is no cache', () => {
    const { refused, sent: wires } = travel([`${app}/x`], { cache: 'only-if-cached', mode: 'same-origin' })
    expect(wires).toEqual([])
    expect(refused).toBe('http-network-or-cache-fetch/only-if-cached')
  })

  it('only-if-cached is found out after the preflight', () => {
    const { refused, sent: wires } = travel([`${api}/x`], { cache: 'only-if-cached', method: 'PUT' })
    expect(wires.map(({ method }) => method)).toEqual(['OPTIONS'])
    expect(refused).toBe('http-network-or-cache-fetch/only-if-cached')
  })

  it('a preflight says nothing of them', () => {
    const wire = firstSent(`${api}/x`, { method: 'PUT', cache: 'no-store' })
    expect(header(wire ?? undefined, 'pragma')).toBeNull()
    expect(header(wire ?? undefined, 'cache-control')).toBeNull()
  })
})

describe('Range', () => {
  it('wants no encoding', () => {
    expect(sent({ headers: { range: 'bytes=0-' } })['accept-encoding']).toBe('identity')
    expect(sent({})['accept-encoding']).toBeUndefined()
  })

  // biome-ignore format: a table, one row a line
  it.each<[given: string, rewritten: string]>([
    ['bytes=0-1', 'bytes=0-1'],
    ['bytes=00-01', 'bytes=0-1'],
    ['bytes=000-', 'bytes=0-'],
    ['bytes=010-020', 'bytes=10-20'],
    ['bytes=-005', 'bytes=-5'],
    ['Bytes=0-1', 'bytes=0-1'],
    ['bytes= 0 - 1', 'bytes=0-1'],
    ['bytes=0-1,2-3', 'bytes=0-1,2-3'],
    ['items=0-1', 'items=0-1'],
    ['bytes=2-1', 'bytes=2-1'],
  ])('%s is %s to Chromium, and as it was to others', (given, rewritten) => {
    expect(sent({ headers: { range: given } }, profiles.chromium)['range']).toBe(rewritten)
    expect(sent({ headers: { range: given } }, profiles.firefox)['range']).toBe(given)
  })

  it('is not looked for in other headers', () => {
    expect(sent({ headers: { 'x-a': 'bytes=00-01', range: 'bytes=0-' } }, profiles.chromium)['x-a']).toBe(
      'bytes=00-01',
    )
  })
})

describe('what else is said', () => {
  it('a prefetch says so', () => {
    expect(sent({ initiator: 'prefetch' })['sec-purpose']).toBe('prefetch')
    expect(sent({ initiator: 'prerender' })['sec-purpose']).toBeUndefined()
  })

  it('a fetch of the own origin, whole', () => {
    expect(firstSent(own)).toEqual({
      method: 'GET',
      url: expect.objectContaining({ href: own }),
      headerList: [
        { name: 'accept', value: '*/*' },
        { name: 'referer', value: `${app}/page?q` },
        { name: 'sec-fetch-site', value: 'same-origin' },
        { name: 'sec-fetch-mode', value: 'cors' },
        { name: 'sec-fetch-dest', value: 'empty' },
      ],
      body: null,
    })
  })

  it('a post across origins, whole', () => {
    expect(
      firstSent(`${api}/x`, { method: 'post', body: 'a', headers: { 'X-A': '1' }, unsafeRequest: false }),
    ).toEqual({
      method: 'POST',
      url: expect.objectContaining({ href: `${api}/x` }),
      headerList: [
        { name: 'x-a', value: '1' },
        { name: 'accept', value: '*/*' },
        { name: 'content-length', value: '1' },
        { name: 'referer', value: `${app}/` },
        { name: 'origin', value: app },
        { name: 'sec-fetch-site', value: 'same-site' },
        { name: 'sec-fetch-mode', value: 'cors' },
        { name: 'sec-fetch-dest', value: 'empty' },
      ],
      body: { kind: 'bytes', bytes: 'a' },
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[profile: Profile, url: string, init: Partial<CreateRequestInit>, expected: string | null]>([
    [profiles.spec, `${app}/x`, { mode: 'navigate', destination: 'document' }, null],
    [profiles.chromium, `${app}/x`, { mode: 'navigate', destination: 'document' }, '1'],
    [profiles.chromium, `${app}/x`, { mode: 'navigate', destination: 'iframe' }, '1'],
    [profiles.chromium, `${app}/x`, {}, null],
    [profiles.firefox, 'http://plain.example.com/', { mode: 'navigate', destination: 'document' }, '1'],
    [profiles.safari, `${app}/x`, { mode: 'navigate', destination: 'document' }, null],
    [profiles.safari, 'http://plain.example.com/', { mode: 'navigate', destination: 'document' }, '1'],
    [profiles.webkitgtk, 'http://plain.example.com/', { mode: 'no-cors', client: 'http://plain.example.com/' }, null],
  ])('Upgrade-Insecure-Requests: $name', (profile, url, init, expected) => {
    expect(header(firstSent(url, init, profile) ?? undefined, 'upgrade-insecure-requests')).toBe(expected)
  })

  it('names of objects are names of headers as any others', () => {
    const headers: [string, string][] = [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['hasOwnProperty', 'c'],
    ]
    const { sent: wires, response } = run(request(`${api}/x`, { headers }), server({}))
    expect(header(wires[0], 'access-control-request-headers')).toBe('__proto__,constructor,hasownproperty')
    expect(response.type).toBe('error')
    const { sent: allowed } = travel([`${api}/x`], { headers })
    expect(allowed[1]?.headerList.slice(0, 3)).toEqual([
      { name: '__proto__', value: 'a' },
      { name: 'constructor', value: 'b' },
      { name: 'hasownproperty', value: 'c' },
    ])
  })
})
