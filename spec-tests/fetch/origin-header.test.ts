import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import type { ReferrerPolicy } from '../../src/fetch/request'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { api, app, header, other } from './kit'
import { travel } from './traffic'

const sandboxed: CreateClientInit = {
  url: `${app}/page`,
  origin: newOpaqueOrigin(createUserAgent(profiles.spec)).origin,
}
const insecure = 'http://plain.example.com/x'

/** What each request along a chain says its origin is. */
function origins(
  chain: string[],
  init: Partial<CreateRequestInit> = {},
  profile = profiles.spec,
  status = 307,
) {
  return travel(chain, init, { profile, status }).sent.map((wire) => header(wire, 'origin'))
}

describe('the Origin of a request', () => {
  const top = { mode: 'navigate', destination: 'document' } as const
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, init: Partial<CreateRequestInit>, expected: (string | null)[]]>([
    ['GET to the own origin', `${app}/x`, {}, [null]],
    ['HEAD to the own origin', `${app}/x`, { method: 'HEAD' }, [null]],
    ['POST to the own origin', `${app}/x`, { method: 'POST' }, [app]],
    ['DELETE to the own origin', `${app}/x`, { method: 'DELETE' }, [app]],
    ['OPTIONS to the own origin', `${app}/x`, { method: 'OPTIONS' }, [app]],
    ['POST under same-origin', `${app}/x`, { method: 'POST', mode: 'same-origin' }, [app]],
    ['GET to another origin', `${api}/x`, {}, [app]],
    ['HEAD to another origin', `${api}/x`, { method: 'HEAD' }, [app]],
    ['PUT to another origin, and its preflight', `${api}/x`, { method: 'PUT' }, [app, app]],
    ['no-cors GET to another origin', `${api}/x`, { mode: 'no-cors' }, [null]],
    ['no-cors POST to another origin', `${api}/x`, { mode: 'no-cors', method: 'POST' }, [app]],
    ['a navigation', `${other}/x`, top, [null]],
    ['a navigation that posts', `${other}/x`, { ...top, method: 'POST' }, [app]],
    ['a handshake to the own origin', 'wss://app.example.com/', { mode: 'websocket' }, [app]],
    ['a handshake to another origin', 'wss://other.org/', { mode: 'websocket', referrerPolicy: 'no-referrer' }, [app]],
    ['GET from an opaque origin', `${app}/x`, { client: createClient(sandboxed) }, ['null']],
    ['no-cors POST from an opaque origin', `${app}/x`, { client: createClient(sandboxed), mode: 'no-cors', method: 'POST' }, ['null']],
    ['a page on a port', 'http://localhost:4000/', { client: 'http://localhost:3000/' }, ['http://localhost:3000']],
  ])('%s', (_, url, init, expected) => expect(origins([url], init)).toEqual(expected))

  // biome-ignore format: a table, one row a line
  const policies: readonly (readonly [policy: ReferrerPolicy, sameOrigin: string, crossOrigin: string, downgrade: string])[] = [
    ['no-referrer', 'null', 'null', 'null'],
    ['no-referrer-when-downgrade', app, app, 'null'],
    ['strict-origin', app, app, 'null'],
    ['strict-origin-when-cross-origin', app, app, 'null'],
    ['same-origin', app, 'null', 'null'],
    ['origin', app, app, app],
    ['origin-when-cross-origin', app, app, app],
    ['unsafe-url', app, app, app],
    ['', app, app, 'null'],
  ]
  it.each(policies)(
    '%s of a form: same origin %s, cross-origin %s, downgrade %s',
    (referrerPolicy, ...expected) => {
      const post = { ...top, method: 'POST', referrerPolicy }
      expect([`${app}/x`, `${other}/x`, insecure].map((url) => origins([url], post)[0])).toEqual(expected)
    },
  )

  it.each(policies)('%s of a form on an insecure page never is a downgrade', (referrerPolicy) => {
    const post = { ...top, method: 'POST', referrerPolicy, client: 'http://other.org/' }
    const hidden = referrerPolicy === 'no-referrer' || referrerPolicy === 'same-origin'
    expect(origins([insecure], post)).toEqual([hidden ? 'null' : 'http://other.org'])
  })

  it.each(policies)('%s never hides the origin of a CORS request', (referrerPolicy) => {
    expect(origins([`${other}/x`], { method: 'POST', referrerPolicy })).toEqual([app])
    expect(origins([`${app}/x`], { method: 'POST', referrerPolicy })).toEqual([app])
  })

  it('is not hidden by a policy in Chromium', () => {
    const post = { mode: 'no-cors', method: 'POST', referrerPolicy: 'no-referrer' } as const
    const told = (profile: Profile) => origins([`${other}/x`], post, profile)
    expect([told(profiles.chromium), told(profiles.firefox), told(profiles.safari)]).toEqual([
      [app],
      ['null'],
      ['null'],
    ])
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, profile: Profile, url: string, init: Partial<CreateRequestInit>, expected: string | null]>([
    ['spec', profiles.spec, `${app}/x`, { destination: 'image' }, null],
    ['Chromium', profiles.chromium, `${app}/x`, { destination: 'image' }, app],
    ['Safari', profiles.safari, `${app}/x`, { destination: 'script' }, app],
    ['Firefox', profiles.firefox, `${app}/x`, { destination: 'image' }, null],
    ['Chromium, for a fetch', profiles.chromium, `${app}/x`, { destination: '' }, null],
    ['Chromium, without crossorigin', profiles.chromium, `${app}/x`, { destination: 'image', mode: 'no-cors' }, null],
  ])('<img crossorigin> to its own origin, %s', (_, profile, url, init, expected) => {
    expect(origins([url], init, profile)).toEqual([expected])
  })
})

describe('the Origin after redirects', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, chain: string[], init: Partial<CreateRequestInit>, expected: (string | null)[]]>([
    ['a POST that stays one', [`${app}/1`, `${app}/2`], { method: 'POST' }, [app, app]],
    ['a no-cors POST led astray', [`${api}/1`, `${other}/2`], { method: 'POST', mode: 'no-cors' }, [app, 'null']],
    ['a form led astray', [`${api}/1`, `${other}/2`], { method: 'POST', mode: 'navigate' }, [app, 'null']],
    ['from the own origin to another', [`${app}/1`, `${other}/2`], { method: 'POST', mode: 'no-cors' }, [app, app]],
    ['to another port of the own host and on', [`${app}:8443/1`, `${api}/2`], {}, [app, 'null']],
    ['to another origin of the site and back', [`${api}/1`, `${app}/2`], {}, [app, 'null']],
    ['null once, null for ever', [`${api}/1`, `${app}/2`, `${app}/3`], {}, [app, 'null', 'null']],
    ['an opaque one has nothing to lose', [`${api}/1`, `${app}/2`], { client: createClient(sandboxed) }, ['null', 'null']],
  ])('%s', (_, chain, init, expected) => expect(origins(chain, init)).toEqual(expected))

  it('a preflight after a redirect says null like the request, but the real one in Firefox', () => {
    const chain = [`${api}/1`, `${other}/2`]
    const headers = { 'x-a': '1' }
    expect(origins(chain, { headers })).toEqual([app, app, 'null', 'null'])
    expect(origins(chain, { headers }, profiles.firefox)).toEqual([app, app, app, 'null'])
    expect(travel(chain, { headers }, { profile: profiles.firefox }).response.type).toBe('cors')
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, profile: Profile, chain: string[], status: number, expected: (string | null)[]]>([
    ['spec', profiles.spec, [`${app}/1`, `${app}/2`], 303, [app, null]],
    ['Chromium', profiles.chromium, [`${app}/1`, `${app}/2`], 303, [app, null]],
    ['WebKitGTK keeps it', profiles.webkitgtk, [`${app}/1`, `${app}/2`], 303, [app, app]],
    ['WebKitGTK keeps it through a further redirect', profiles.webkitgtk, [`${app}/1`, `${app}/2`, `${app}/3`], 302, [app, app, app]],
  ])('a POST that became a GET: %s', (_, profile, chain, status, expected) => {
    expect(origins(chain, { method: 'POST' }, profile, status)).toEqual(expected)
  })

  it('a GET that was never anything else says nothing in WebKitGTK either', () => {
    expect(origins([`${app}/1`, `${app}/2`], {}, profiles.webkitgtk, 302)).toEqual([null, null])
  })
})
