import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { storageAccess } from '../../src/fetch/storage-access'
import { parseURL } from '../../src/origin/url-record'
import { defineProfile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { api, app, header, other, request } from './kit'
import { travel } from './traffic'

const include: Partial<CreateRequestInit> = { credentials: 'include' }
const page = (init: CreateClientInit): Partial<CreateRequestInit> => ({
  ...include,
  client: createClient(init),
})
const sandboxed = newOpaqueOrigin(createUserAgent(profiles.spec)).origin
const { spec, chromium, firefox, safari } = profiles
const blocking = defineProfile('chromium', { name: 'third parties blocked', storageAccessHeader: 'none' })

describe('Sec-Fetch-Storage-Access', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, init: Partial<CreateRequestInit>, inChromium: string | null, blocked: string | null, inFirefox: string | null]>([
    ['another site, with credentials', `${other}/x`, include, 'active', 'none', 'none'],
    ['another site, without', `${other}/x`, {}, null, null, null],
    ['another site, omitting them', `${other}/x`, { credentials: 'omit' }, null, null, null],
    ['the same site', `${api}/x`, include, null, null, null],
    ['the own origin', `${app}/x`, include, null, null, null],
    ['a URL that is not trustworthy', 'http://other.org/x', { ...include, client: 'http://plain.example.com/' }, null, null, null],
    ['a navigation of the whole page', `${other}/x`, { mode: 'navigate', destination: 'document', ...include }, null, null, null],
    ['a frame of another site, navigated', `${other}/x`, { mode: 'navigate', destination: 'iframe', ...include }, 'active', 'none', 'none'],
    ['an image of another site', `${other}/x`, { mode: 'no-cors', destination: 'image', ...include }, 'active', 'none', 'none'],
    ['a third party, to itself', `${app}/x`, page({ url: app, topLevelURL: other }), 'active', 'none', 'none'],
    ['a third party, to the page it is in', `${other}/x`, page({ url: app, topLevelURL: other }), 'active', 'inactive', 'inactive'],
    ['a sandboxed frame, to the page it is in', `${app}/x`, page({ url: app, origin: sandboxed, topLevelURL: app }), 'active', 'inactive', 'inactive'],
  ])('%s', (_, url, init, ...expected) => {
    const made = request(url, init)
    expect([chromium, blocking, firefox].map((profile) => storageAccess(profile, made, null))).toEqual(expected)
    expect([spec, safari].map((profile) => storageAccess(profile, made, null))).toEqual([null, null])
  })

  it('is on the wire where it says something, and on a preflight in Firefox alone', () => {
    const said = (profile: typeof spec) =>
      travel([`${other}/x`], { ...include, method: 'PUT' }, { profile }).sent.map((wire) =>
        header(wire, 'sec-fetch-storage-access'),
      )
    expect(said(chromium)).toEqual([null, 'active'])
    expect(said(firefox)).toEqual(['none', 'none'])
    expect(said(spec)).toEqual([null, null])
    expect(said(safari)).toEqual([null, null])
  })

  it('is not said by Firefox after a redirect that taints', () => {
    const made = request(`${api}/1`, include)
    const last = parseURL(`${other}/2`)
    if (last === null) throw new Error('not a URL')
    const redirected = { ...made, urlList: [made.urlList[0], last] as const }
    expect(storageAccess(firefox, redirected, null)).toBeNull()
    expect(storageAccess(chromium, redirected, null)).toBe('active')
  })
})
