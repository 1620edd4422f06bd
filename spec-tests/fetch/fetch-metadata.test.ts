import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { Destination } from '../../src/fetch/request'
import type { WireRequest } from '../../src/fetch/response'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { api, app, header, other } from './kit'
import { travel } from './traffic'

/** `site mode dest user`, with `-` for what is not said. */
function metadata(wire: WireRequest): string {
  return ['site', 'mode', 'dest', 'user'].map((name) => header(wire, `sec-fetch-${name}`) ?? '-').join(' ')
}

function along(
  chain: string[],
  init: Partial<CreateRequestInit> = {},
  profile: Profile = profiles.spec,
): string[] {
  return travel(chain, init, { profile, status: 307 }).sent.map(metadata)
}

describe('fetch metadata', () => {
  const sandboxed: CreateClientInit = {
    url: `${app}/page`,
    origin: newOpaqueOrigin(createUserAgent(profiles.spec)).origin,
  }
  const top = { mode: 'navigate', destination: 'document' } as const
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, init: Partial<CreateRequestInit>, expected: string]>([
    ['the own origin', `${app}/x`, {}, 'same-origin cors empty -'],
    ['another origin of the site', `${api}/x`, {}, 'same-site cors empty -'],
    ['another port', `${app}:8443/x`, {}, 'same-site cors empty -'],
    ['another site', `${other}/x`, {}, 'cross-site cors empty -'],
    ['another scheme is another site', `${app}/x`, { client: 'http://app.example.com/' }, 'cross-site cors empty -'],
    ['a sibling below a public suffix', 'https://b.github.io/', { client: 'https://a.github.io/' }, 'cross-site cors empty -'],
    ['an opaque origin', `${app}/x`, { client: createClient(sandboxed) }, 'cross-site cors empty -'],
    ['mode same-origin', `${app}/x`, { mode: 'same-origin' }, 'same-origin same-origin empty -'],
    ['mode no-cors', `${other}/x`, { mode: 'no-cors', destination: 'image' }, 'cross-site no-cors image -'],
    ['a handshake', 'wss://other.org/', { mode: 'websocket' }, 'cross-site websocket empty -'],
    ['a navigation', `${other}/x`, top, 'cross-site navigate document -'],
    ['a navigation by a click', `${other}/x`, { ...top, userActivation: true }, 'cross-site navigate document ?1'],
    ['a frame by a click', `${other}/x`, { ...top, destination: 'iframe', userActivation: true }, 'cross-site navigate iframe ?1'],
    ['an object by a click', `${other}/x`, { ...top, destination: 'object', userActivation: true }, 'cross-site navigate object ?1'],
    ['an embed by a click', `${other}/x`, { ...top, destination: 'embed', userActivation: true }, 'cross-site navigate embed ?1'],
    ['a frame of a frameset by a click', `${other}/x`, { ...top, destination: 'frame', userActivation: true }, 'cross-site navigate frame ?1'],
    ['a fetch by a click is no navigation', `${other}/x`, { userActivation: true }, 'cross-site cors empty -'],
    ['an address typed in', `${other}/x`, { ...top, userInitiated: true, userActivation: true }, 'none navigate document ?1'],
    ['an address typed in, of the own origin', `${app}/x`, { ...top, userInitiated: true }, 'none navigate document -'],
    ['only navigations can be typed in', `${other}/x`, { userInitiated: true }, 'cross-site cors empty -'],
    ['a URL that is not trustworthy', 'http://plain.example.com/x', { ...top, userActivation: true }, '- - - -'],
    ['localhost is', 'http://localhost:4000/x', { client: 'http://localhost:3000/' }, 'same-site cors empty -'],
  ])('%s', (_, url, init, expected) => expect(along([url], init)).toEqual([expected]))

  it.each<Destination>([
    'audio',
    'audioworklet',
    'document',
    'embed',
    'font',
    'frame',
    'iframe',
    'image',
    'json',
    'manifest',
    'object',
    'paintworklet',
    'report',
    'script',
    'serviceworker',
    'sharedworker',
    'style',
    'text',
    'track',
    'video',
    'webidentity',
    'worker',
    'xslt',
  ])('destination %s', (destination) => {
    expect(along([`${app}/x`], { destination })).toEqual([`same-origin cors ${destination} -`])
  })

  it('a preflight has that of its request, and nothing of the user', () => {
    const init = { method: 'PUT', destination: 'font', userActivation: true } as const
    expect(along([`${api}/x`], init)).toEqual(['same-site cors font -', 'same-site cors font -'])
  })
})

describe('fetch metadata after redirects', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, chain: string[], sites: string[]]>([
    ['within the origin', [`${app}/1`, `${app}/2`], ['same-origin', 'same-origin']],
    ['to the site', [`${app}/1`, `${api}/2`], ['same-origin', 'same-site']],
    ['to the site and back', [`${app}/1`, `${api}/2`, `${app}/3`], ['same-origin', 'same-site', 'same-site']],
    ['abroad and back', [`${other}/1`, `${app}/2`], ['cross-site', 'cross-site']],
    ['abroad by way of the site', [`${api}/1`, `${other}/2`, `${api}/3`], ['same-site', 'cross-site', 'cross-site']],
  ])('%s', (_, chain, sites) => {
    const init = { mode: 'navigate', destination: 'document' } as const
    expect(along(chain, init).map((said) => said.split(' ')[0])).toEqual(sites)
  })

  it('an address typed in stays one', () => {
    const init = { mode: 'navigate', destination: 'document', userInitiated: true } as const
    expect(along([`${app}/1`, `${other}/2`], init)).toEqual([
      'none navigate document -',
      'none navigate document -',
    ])
  })

  it('depends on the URL of the hop, and not on the first', () => {
    const init = { mode: 'navigate', destination: 'document' } as const
    expect(along([`${app}/1`, 'http://plain.example.com/2', `${app}/3`], init)).toEqual([
      'same-origin navigate document -',
      '- - - -',
      'cross-site navigate document -',
    ])
  })

  it('WebKit says nothing on a CORS request just redirected to another origin, and again on the next hop', () => {
    const chain = [`${app}/1`, `${app}/2`, `${api}/3`, `${api}/4`]
    const own = 'same-origin cors empty -'
    const site = 'same-site cors empty -'
    expect(along(chain, {}, profiles.webkitgtk)).toEqual([own, own, '- - - -', site])
    expect(along(chain, {}, profiles.safari)).toEqual([own, own, '- - - -', site])
    expect(along(chain, {}, profiles.chromium)).toEqual([own, own, site, site])
  })

  it('WebKit speaks on any hop of what is not CORS', () => {
    const init = { mode: 'navigate', destination: 'document' } as const
    expect(along([`${app}/1`, `${api}/2`], init, profiles.webkitgtk)).toEqual([
      'same-origin navigate document -',
      'same-site navigate document -',
    ])
  })
})

describe('fetch metadata, as engines differ', () => {
  const insecurePage = 'http://plain.example.com/'
  it("Chromium's preflight says its mode to a URL that is not trustworthy", () => {
    const put = (profile: Profile) =>
      along(['http://other.org/'], { method: 'PUT', client: insecurePage }, profile)
    expect(put(profiles.chromium)).toEqual(['- cors - -', '- - - -'])
    expect(put(profiles.firefox)).toEqual(['- - - -', '- - - -'])
    expect(put(profiles.safari)).toEqual(['- - - -', '- - - -'])
  })

  it('a preflight to a trustworthy URL is the same in Chromium', () => {
    expect(along([`${other}/x`], { method: 'PUT' }, profiles.chromium)[0]).toBe('cross-site cors empty -')
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, client: string, firefox: string, others: string]>([
    ['two ports of an IPv6 address', 'http://[::1]:4000/', 'http://[::1]:3000/', 'cross-site', 'same-site'],
    ['one port of it', 'http://[::1]:3000/', 'http://[::1]:3000/', 'same-origin', 'same-origin'],
    ['two ports of an IPv4 address', 'http://127.0.0.1:4000/', 'http://127.0.0.1:3000/', 'same-site', 'same-site'],
  ])('%s in Firefox', (_, url, client, firefox, others) => {
    const site = (profile: Profile) => along([url], { client }, profile)[0]?.split(' ')[0]
    expect([site(profiles.firefox), site(profiles.chromium), site(profiles.spec)]).toEqual([firefox, others, others])
  })

  it.each<[profile: Profile, expected: string]>([
    [profiles.spec, 'cross-site websocket empty -'],
    [profiles.chromium, '- - - -'],
    [profiles.firefox, 'cross-site websocket empty -'],
    [profiles.safari, 'cross-site websocket websocket -'],
    [profiles.webkitgtk, 'cross-site websocket websocket -'],
  ])('a handshake: $name', (profile, expected) => {
    expect(along(['wss://other.org/'], { mode: 'websocket' }, profile)).toEqual([expected])
    // What is no handshake is as ever.
    expect(along([`${other}/`], {}, profile)).toEqual(['cross-site cors empty -'])
  })
})
