/** Which requests are same-site to cookies, and which jars there are for them: RFC 6265bis and CHIPS, the `spec` profile. */
import { describe, expect, it } from 'vitest'
import { cookieContext, documentCookieContext } from '../../src/fetch/cookie-context'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { RequestRecord } from '../../src/fetch/request'
import { profiles } from '../../src/profile/profile'
import { api, app, other, request } from '../fetch/kit'
import { now, wrongCitation } from './contexts'

const { spec } = profiles
const site = `${app}/`
const navigation = { mode: 'navigate', destination: 'document' } as const
const frame = { mode: 'navigate', destination: 'iframe' } as const
/** A frame of app.example.com in a page of another site, one of another in a page of it, and one with another in between. */
const framed: CreateClientInit = { url: site, topLevelURL: `${other}/` }
const stranger: CreateClientInit = { url: `${other}/`, topLevelURL: site }
const sandwiched: CreateClientInit = { url: site, topLevelURL: site, hasCrossSiteAncestor: true }

function made(url: string, client: CreateClientInit | null, init: Partial<CreateRequestInit>): RequestRecord {
  return request(url, client === null ? init : { ...init, client: createClient(client) })
}

const table = (rows: readonly Row[]) => rows
interface Row {
  readonly cites: string
  readonly desc: string
  readonly url: string
  readonly client?: CreateClientInit
  readonly init?: Partial<CreateRequestInit>
  /** How far SameSite cookies go, and whether they may be set. */
  readonly sameSite: string
  /** The partition of `Partitioned` cookies. */
  readonly partition: string
}

// biome-ignore format: a table, one row a line
const rows = table([
  { cites: 'same-site-requests 2', desc: 'A fetch of the own origin.', url: `${app}/x`, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
  { cites: 'same-site-requests 2', desc: 'One of the own site.', url: `${api}/x`, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
  { cites: 'same-site-requests 2', desc: 'One of another port of the host.', url: 'http://localhost:4000/', client: { url: 'http://localhost:3000/' }, sameSite: 'strict-or-less, set', partition: 'http://localhost' },
  { cites: 'same-site-requests 2', desc: 'One of another name for the machine.', url: 'http://127.0.0.1:4000/', client: { url: 'http://localhost:3000/' }, sameSite: 'none', partition: '^http://localhost' },
  { cites: 'same-site-requests 2', desc: 'One of the same site by another scheme.', url: `${api}/x`, client: { url: 'http://app.example.com/' }, sameSite: 'none', partition: '^http://example.com' },
  { cites: 'same-site-requests 2', desc: 'One of another site.', url: `${other}/x`, sameSite: 'none', partition: '^https://example.com' },
  { cites: 'same-site-requests 2', desc: 'One of another customer of a suffix.', url: 'https://b.github.io/', client: { url: 'https://a.github.io/' }, sameSite: 'none', partition: '^https://a.github.io' },
  { cites: 'retrieval-algorithm 3', desc: 'A link within the site.', url: `${api}/x`, init: navigation, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
  { cites: 'retrieval-algorithm 3', desc: 'A link to another site.', url: `${other}/x`, init: navigation, sameSite: 'lax-or-less, set', partition: 'https://other.org' },
  { cites: 'retrieval-algorithm 3', desc: 'A form post to another site.', url: `${other}/x`, init: { ...navigation, method: 'POST' }, sameSite: 'none, set', partition: 'https://other.org' },
  { cites: 'retrieval-algorithm 3', desc: 'A form post within the site.', url: `${api}/x`, init: { ...navigation, method: 'POST' }, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
  { cites: 'same-site-requests 2', desc: 'An address that was typed.', url: `${other}/x`, init: { ...navigation, userInitiated: true }, sameSite: 'strict-or-less, set', partition: 'https://other.org' },
  { cites: 'retrieval-algorithm 3', desc: 'A frame of the own site.', url: `${api}/x`, init: frame, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
  { cites: 'retrieval-algorithm 3', desc: 'A frame of another site is no top-level navigation.', url: `${other}/x`, init: frame, sameSite: 'none', partition: '^https://example.com' },
  { cites: 'document-requests 4.2', desc: 'A frame in another site’s page fetches from its own.', url: `${app}/x`, client: framed, sameSite: 'none', partition: '^https://other.org' },
  { cites: 'document-requests 4.2', desc: 'It fetches from the page’s site.', url: `${other}/x`, client: framed, sameSite: 'none', partition: '^https://other.org' },
  { cites: 'document-requests 4.2', desc: 'A frame of another site fetches from the page’s.', url: `${app}/x`, client: stranger, sameSite: 'none', partition: '^https://example.com' },
  { cites: 'document-requests 4.2', desc: 'A frame of the page’s own site, with another site’s between them.', url: `${app}/x`, client: sandwiched, sameSite: 'none', partition: '^https://example.com' },
  { cites: 'document-requests 5', desc: 'A frame of the page’s own site, with none between them.', url: `${api}/x`, client: { url: site, topLevelURL: `${api}/` }, sameSite: 'strict-or-less, set', partition: 'https://example.com' },
])

describe('the cookies of a request', () => {
  it.each(rows)('$cites: $desc', ({ url, client, init = {}, sameSite, partition }) => {
    const context = cookieContext(spec, made(url, client ?? null, init), now)
    expect(`${context.sameSite}${context.sameSiteMayBeSet ? ', set' : ''}`).toBe(sameSite)
    expect(context).toMatchObject({ partition, unpartitioned: 'read-write', partitionHolds: 'partitioned' })
    expect(context).toMatchObject({ httpOnlyAllowed: true, unsetSince: null, now })
  })

  it('cites what exists', () =>
    expect(rows.map(({ cites }) => wrongCitation(cites)).filter((one) => one !== null)).toEqual([]))

  // biome-ignore format: a table, one row a line
  it.each([
    { desc: 'a host of a site', url: 'https://a.b.example.com:8443/x/y?z', host: 'a.b.example.com', siteHost: 'example.com', hostIsDomain: true, path: '/x/y', secure: true },
    { desc: 'a host without a path', url: 'http://example.co.uk', host: 'example.co.uk', siteHost: 'example.co.uk', hostIsDomain: true, path: '/', secure: false },
    { desc: 'localhost', url: 'http://localhost:3000/', host: 'localhost', siteHost: 'localhost', hostIsDomain: true, path: '/', secure: false },
    { desc: 'an IPv4 address', url: 'https://127.1/', host: '127.0.0.1', siteHost: '127.0.0.1', hostIsDomain: false, path: '/', secure: true },
    { desc: 'an IPv6 address', url: 'http://[0:0::1]/', host: '[::1]', siteHost: '[::1]', hostIsDomain: false, path: '/', secure: false },
    { desc: 'a name in another script', url: 'https://Ex\xe4mple.com/\xe4', host: 'xn--exmple-cua.com', siteHost: 'xn--exmple-cua.com', hostIsDomain: true, path: '/%C3%A4', secure: true },
  ])('are those of $desc', ({ desc: _, url, ...expected }) => {
    expect(cookieContext(spec, request(url), now)).toMatchObject(expected)
  })
})

describe('the cookies of a document', () => {
  // biome-ignore format: a table, one row a line
  it.each([
    { desc: 'A page of its own.', client: { url: site }, sameSite: 'strict-or-less', partition: 'https://example.com' },
    { desc: 'A frame in a page of its site.', client: { url: site, topLevelURL: `${api}/` }, sameSite: 'strict-or-less', partition: 'https://example.com' },
    { desc: 'A frame in a page of another.', client: framed, sameSite: 'none', partition: '^https://other.org' },
    { desc: 'One with another in between.', client: sandwiched, sameSite: 'none', partition: '^https://example.com' },
  ])('$desc', ({ client, sameSite, partition }) => {
    const of = createClient(client)
    const context = documentCookieContext(spec, { url: of.creationURL, client: of }, now)
    expect(context).toMatchObject({ sameSite, sameSiteMayBeSet: sameSite !== 'none', partition, httpOnlyAllowed: false })
  })
})
