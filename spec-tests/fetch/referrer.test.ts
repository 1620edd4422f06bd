import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { ReferrerPolicy } from '../../src/fetch/request'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { answer, api, app, header, request, run } from './kit'
import { travel } from './traffic'

const page = `${app}/page?q#f`
const stripped = `${app}/page?q`
const originOnly = `${app}/`
const insecure = 'http://plain.example.com/x'

/** The `Referer` of a fetch from a page; navigations, since mixed content would keep the others from being sent. */
function referer(
  url: string,
  client: CreateClientInit | string,
  init: Partial<CreateRequestInit> = {},
  profile?: Profile,
) {
  const { sent } = travel(
    [url],
    { client: createClient(client), mode: 'navigate', destination: 'document', ...init },
    profile === undefined ? {} : { profile },
  )
  return header(sent[0], 'referer')
}

describe('referrer policies', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [policy: ReferrerPolicy, sameOrigin: string | null, crossOrigin: string | null, downgrade: string | null])[] = [
    ['no-referrer', null, null, null],
    ['no-referrer-when-downgrade', stripped, stripped, null],
    ['same-origin', stripped, null, null],
    ['origin', originOnly, originOnly, originOnly],
    ['strict-origin', originOnly, originOnly, null],
    ['origin-when-cross-origin', stripped, originOnly, originOnly],
    ['strict-origin-when-cross-origin', stripped, originOnly, null],
    ['unsafe-url', stripped, stripped, stripped],
    ['', stripped, originOnly, null],
  ]
  it.each(rows)('%s: same origin %s, cross-origin %s, downgrade %s', (policy, same, cross, downgrade) => {
    const told = (url: string) => referer(url, page, { referrerPolicy: policy })
    expect([told(`${app}/x`), told(`${api}/x`), told(insecure)]).toEqual([same, cross, downgrade])
  })

  // From an insecure page nothing is a downgrade.
  const plain = 'http://plain.example.com/page'
  // biome-ignore format: a table, one row a line
  it.each<[policy: ReferrerPolicy, sameOrigin: string | null, crossOrigin: string | null]>([
    ['no-referrer', null, null],
    ['no-referrer-when-downgrade', plain, plain],
    ['same-origin', plain, null],
    ['origin', 'http://plain.example.com/', 'http://plain.example.com/'],
    ['strict-origin', 'http://plain.example.com/', 'http://plain.example.com/'],
    ['origin-when-cross-origin', plain, 'http://plain.example.com/'],
    ['strict-origin-when-cross-origin', plain, 'http://plain.example.com/'],
    ['unsafe-url', plain, plain],
  ])('%s on an insecure page: same origin %s, cross-origin %s', (policy, same, cross) => {
    const told = (url: string) => referer(url, plain, { referrerPolicy: policy })
    expect([told(insecure), told('http://other.org/')]).toEqual([same, cross])
  })

  it('a page on localhost is a secure one, and localhost no downgrade', () => {
    const local = 'http://localhost:3000/page'
    expect(referer(insecure, local, { referrerPolicy: 'no-referrer-when-downgrade' })).toBeNull()
    expect(referer('http://127.0.0.1/', page, { referrerPolicy: 'no-referrer-when-downgrade' })).toBe(
      stripped,
    )
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, own: ReferrerPolicy, document: ReferrerPolicy, expected: string | null]>([
    ["the request's own", 'no-referrer', 'unsafe-url', null],
    ["else the document's", '', 'unsafe-url', stripped],
    ['else the default', '', '', originOnly],
  ])('%s counts', (_, referrerPolicy, document, expected) => {
    expect(referer(`${api}/x`, { url: page, referrerPolicy: document }, { referrerPolicy })).toBe(expected)
  })

  it('without a client there is no referrer, and the default policy', () => {
    const { sent } = run({ ...request(`${api}/x`), client: null }, () => answer(200))
    expect(header(sent[0], 'referer')).toBeNull()
    const { sent: given } = run({ ...request(`${api}/x`, { referrer: page }), client: null }, () =>
      answer(200),
    )
    expect(header(given[0], 'referer')).toBe(originOnly)
  })
})

describe('where a referrer comes from', () => {
  const sandboxed = newOpaqueOrigin(createUserAgent(profiles.spec)).origin
  const long = (length: number) => `${app}/${'x'.repeat(length - app.length - 1)}`

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, client: CreateClientInit | string, init: Partial<CreateRequestInit>, expected: string | null]>([
    ['the page', page, {}, stripped],
    ['not, where the request says so', page, { referrer: 'no-referrer' }, null],
    ['an explicit URL', page, { referrer: `${app}/else?x#y` }, `${app}/else?x`],
    ['an explicit URL, relative to the page', page, { referrer: 'else' }, `${app}/else`],
    ['an explicit URL of another origin', page, { referrer: 'https://other.org/a' }, 'https://other.org/a'],
    ['a URL with credentials, without them', 'https://u:p@app.example.com/a', {}, `${app}/a`],
    ['a user name is one', 'https://u@app.example.com/a', {}, `${app}/a`],
    ['a data: document', { url: 'data:text/html,x' }, {}, null],
    ['an explicit data: URL', page, { referrer: 'data:text/html,x' }, null],
    ['an explicit about: URL', page, { referrer: 'about:blank' }, null],
    ['an explicit blob: URL', page, { referrer: `blob:${app}/1` }, null],
    ['4096 characters are not too many', long(4096), {}, long(4096)],
    ['4097 are', long(4097), {}, originOnly],
    ['what is stripped does not count', `${long(4096)}#f`, {}, long(4096)],
    ['a document with an opaque origin', { url: page, origin: sandboxed }, {}, null],
    ['a worker with an opaque origin', { url: page, origin: sandboxed, isDocument: false }, {}, stripped],
    ['an explicit URL in a document with an opaque origin', { url: page, origin: sandboxed }, { referrer: `${app}/else` }, `${app}/else`],
    ['a file: document, whose origin is opaque', 'file:///home/page.html', {}, null],
    ['an explicit file: URL', page, { referrer: 'file:///home/page.html' }, 'file:///home/page.html'],
  ])('%s', (_, client, init, expected) => {
    expect(referer(`${app}/x`, client, { referrerPolicy: 'unsafe-url', ...init })).toBe(expected)
  })

  it('a URL whose origin is opaque has none to be cut down to', () => {
    expect(referer(`${app}/x`, page, { referrer: 'file:///x', referrerPolicy: 'origin' })).toBeNull()
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, client: CreateClientInit, init: Partial<CreateRequestInit>, expected: string | null]>([
    ['its URL', { url: page, origin: sandboxed }, {}, stripped],
    ['but of a data: document none', { url: 'data:text/html,x', origin: sandboxed }, {}, null],
    ['nor of a file: URL', { url: 'file:///x.html', origin: sandboxed }, {}, null],
    ['an explicit URL as it is', { url: page, origin: sandboxed }, { referrer: `${app}/else` }, `${app}/else`],
    ['a worker its URL', { url: page, origin: sandboxed, isDocument: false }, {}, stripped],
    ['a document of an origin its URL', { url: page }, {}, stripped],
  ])('WebKitGTK gives a document with an opaque origin %s', (_, client, init, expected) => {
    const told = (profile: Profile) => referer(`${api}/x`, client, { referrerPolicy: 'unsafe-url', ...init }, profile)
    expect(told(profiles.webkitgtk)).toBe(expected)
  })
})

describe('the Referrer-Policy of a redirect', () => {
  const chain = [`${app}/1`, `${api}/2`]
  // biome-ignore format: a table, one row a line
  it.each<[header: string, expected: string | null]>([
    ['no-referrer', null],
    ['origin', originOnly],
    ['unsafe-url', stripped],
    ['same-origin', null],
    ['no-referrer-when-downgrade', stripped],
    ['strict-origin', originOnly],
    ['origin-when-cross-origin', originOnly],
    ['strict-origin-when-cross-origin', originOnly],
    ['no-referrer, unsafe-url', stripped],
    ['unsafe-url, no-referrer', null],
    ['unsafe-url, something-new', stripped],
    ['something-new', originOnly],
    ['', originOnly],
    [' UNSAFE-URL\t', stripped],
    ['unsafe-url,', stripped],
    ['"unsafe-url"', originOnly],
    ['unsafe -url', originOnly],
  ])('%j', (policy, expected) => {
    const { sent } = travel(chain, {}, { headers: { 'referrer-policy': policy } })
    expect(header(sent[1], 'referer')).toBe(expected)
  })

  it('stays in force on later hops', () => {
    const { sent } = run(request(`${app}/1`), ({ url }) => {
      const next = { '/1': '/2', '/2': '/3', '/3': null }[url.path] ?? null
      const headers: Record<string, string> = next === null ? {} : { location: next }
      if (url.path === '/1') headers['referrer-policy'] = 'no-referrer'
      return answer(next === null ? 200 : 302, headers)
    })
    expect(sent.map((wire) => header(wire, 'referer'))).toEqual([stripped, null, null])
  })

  // biome-ignore format: a table, one row a line
  it.each<[policy: ReferrerPolicy, expected: (string | null)[]]>([
    ['strict-origin', [null, null]],
    ['no-referrer-when-downgrade', [null, null]],
    ['strict-origin-when-cross-origin', [null, null]],
    ['same-origin', [null, null]],
    ['no-referrer', [null, null]],
    ['origin', [originOnly, originOnly]],
    ['unsafe-url', [stripped, stripped]],
  ])('under %s, what was hidden from the first stays hidden from the second', (referrerPolicy, expected) => {
    const init = { mode: 'navigate', destination: 'document', referrerPolicy } as const
    const { sent } = travel([insecure, `${app}/2`], init)
    expect(sent.map((wire) => header(wire, 'referer'))).toEqual(expected)
  })

  it('once it was cut down, a later policy does not bring back', () => {
    const { sent } = run(request(`${app}/1`, { referrerPolicy: 'origin' }), ({ url }) =>
      url.path === '/1' ? answer(302, { location: '/2', 'referrer-policy': 'unsafe-url' }) : answer(200),
    )
    expect(sent.map((wire) => header(wire, 'referer'))).toEqual([originOnly, originOnly])
  })
})
