import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cookie } from '../../src/cookies/cookie'
import { cookieStoreOf, emptyCookieStore } from '../../src/cookies/cookie-store'
import { ConfigError } from '../../src/infra/config-error'
import { sameOrigin } from '../../src/origin/origin'
import { networkPartitionKey } from '../../src/origin/partition-key'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import {
  cacheKeyFor,
  emptyPreflightCache,
  methodCacheEntryMatch,
  type PreflightCache,
  storePreflight,
} from '../../src/preflight-cache/preflight-cache'
import { defineProfile, type Profile, profiles } from '../../src/profile/profile'
import {
  clearUserAgent,
  createUserAgent,
  newOpaqueOrigin,
  type UserAgent,
  userAgentFromJSON,
  userAgentToJSON,
  withPreflightCache,
  withProfile,
} from '../../src/user-agent/user-agent'

const numRuns = Number(process.env.CORSAC_RUNS ?? 400)

function url(href: string): URLRecord {
  const record = parseURL(href)
  if (record === null) throw new Error(`not a URL: ${href}`)
  return record
}

const keyOf = (path: number) =>
  cacheKeyFor(
    networkPartitionKey('https://app.example', null),
    'https://app.example',
    url(`https://api.example/${path}`),
  )

function stored(cache: PreflightCache, path: number, now = 0): PreflightCache {
  const answer = { methods: ['PUT'], headerNames: ['x-a'], maxAge: 60, credentials: false }
  const asked = { askedMethod: 'PUT', askedHeaderNames: [] }
  return storePreflight(cache, keyOf(path), { ...answer, ...asked }, now, profiles.spec)
}

function cookie(name: string, now: number): Omit<Cookie, 'order'> {
  return {
    name,
    value: '1',
    host: 'app.example',
    hostOnly: true,
    path: '/',
    secure: false,
    httpOnly: false,
    sameSite: 'unset',
    partition: null,
    partitioned: false,
    expiry: null,
    creation: now,
    lastAccess: now,
  }
}

const used: UserAgent = {
  profile: profiles.firefox,
  preflightCache: stored(emptyPreflightCache, 1),
  cookieStore: emptyCookieStore,
  opaqueOrigins: 3,
}

describe('a user agent', () => {
  it('remembers nothing when it is new', () => {
    expect(createUserAgent(profiles.spec)).toEqual({
      profile: profiles.spec,
      preflightCache: emptyPreflightCache,
      cookieStore: emptyCookieStore,
      opaqueOrigins: 0,
    })
  })

  it('is another one with another cache or profile, and the same one with the same', () => {
    const cache = stored(used.preflightCache, 2)
    expect(withPreflightCache(used, cache)).toEqual({ ...used, preflightCache: cache })
    expect(withPreflightCache(used, used.preflightCache)).toBe(used)
    expect(withProfile(used, profiles.safari)).toEqual({ ...used, profile: profiles.safari })
    expect(withProfile(used, used.profile)).toBe(used)
    expect(used.preflightCache.size).toBe(2)
    expect(used.profile).toBe(profiles.firefox)
  })

  it('forgets everything when it is cleared, but what it is and how many origins it gave out', () => {
    expect(clearUserAgent(used)).toEqual({
      profile: profiles.firefox,
      preflightCache: emptyPreflightCache,
      cookieStore: emptyCookieStore,
      opaqueOrigins: 3,
    })
    expect(methodCacheEntryMatch(used.preflightCache, keyOf(1), 'PUT', 'omit', 1, profiles.spec)).toBe(true)
    const fresh = createUserAgent(profiles.spec)
    expect(clearUserAgent(fresh)).toBe(fresh)
  })
})

describe('the profile of a user agent', () => {
  it('can be a name, as everywhere', () => {
    expect(createUserAgent('chromium').profile).toBe(profiles.chromium)
    expect(createUserAgent('chrome').profile).toBe(profiles.chromium)
    expect(withProfile(createUserAgent('chromium'), 'firefox').profile).toBe(profiles.firefox)
  })

  it('can be one’s own', () => {
    const own = defineProfile('firefox', { maxAgeLimit: 1 })
    expect(createUserAgent(own).profile).toBe(own)
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, profile: unknown, paths: string[]]>([
    ['a name there is none of', 'presto', ['profile']],
    ['nothing', undefined, ['profile']],
    ['null', null, ['profile']],
    ['no more than an engine there is none of', { engine: 'x' }, ['profile.engine', 'profile.name', 'profile.version']],
    ['a wrong knob', { ...profiles.safari, maxAgeLimit: -1 }, ['profile.maxAgeLimit']],
    ['a missing knob', { ...profiles.safari, laterPreflight: undefined }, ['profile.laterPreflight']],
  ])('is not %s', (_, profile, paths) => {
    for (const make of [createUserAgent, (given: Profile) => withProfile(createUserAgent('spec'), given)]) {
      let error: unknown = null
      try {
        make(profile as Profile)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as ConfigError).issues.map((issue) => issue.path)).toEqual(paths)
    }
  })
})

describe('new opaque origins', () => {
  it('are counted from 1, and none is the same as another', () => {
    const first = newOpaqueOrigin(createUserAgent(profiles.spec))
    const second = newOpaqueOrigin(first.userAgent)
    expect(first.origin).toEqual({ kind: 'opaque', id: 1 })
    expect(second.origin).toEqual({ kind: 'opaque', id: 2 })
    expect(sameOrigin(first.origin, first.origin)).toBe(true)
    expect(sameOrigin(first.origin, second.origin)).toBe(false)
  })

  it('do not come again after clearing, nor from a snapshot that was restored', () => {
    expect(newOpaqueOrigin(clearUserAgent(used)).origin.id).toBe(4)
    const restored = userAgentFromJSON(JSON.parse(JSON.stringify(userAgentToJSON(used))))
    expect(newOpaqueOrigin(restored).origin.id).toBe(4)
  })

  it('leave all else as it is', () => {
    expect(newOpaqueOrigin(used).userAgent).toEqual({ ...used, opaqueOrigins: 4 })
    expect(used.opaqueOrigins).toBe(3)
  })
})

describe('a user agent as JSON', () => {
  const own = defineProfile('safari', { name: 'kiosk', maxAgeLimit: 1 })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(profiles), own),
        fc.array(fc.record({ path: fc.nat(40), now: fc.nat(100_000) }), { maxLength: 20 }),
        fc.array(fc.record({ name: fc.constantFrom('a', 'b'), now: fc.nat(100_000) }), { maxLength: 5 }),
        fc.nat(),
        (profile, writes, cookies, opaqueOrigins) => {
          const cookieStore = cookieStoreOf(cookies.map(({ name, now }) => cookie(name, now)))
          let preflightCache = emptyPreflightCache
          for (const { path, now } of writes) preflightCache = stored(preflightCache, path, now)
          const userAgent: UserAgent = { profile, preflightCache, cookieStore, opaqueOrigins }
          const text = JSON.stringify(userAgentToJSON(userAgent))
          const back = userAgentFromJSON(JSON.parse(text))
          expect(back).toEqual(userAgent)
          expect(JSON.stringify(userAgentToJSON(back))).toBe(text)
        },
      ),
      { numRuns },
    )
  })

  const json = userAgentToJSON(used)
  // biome-ignore format: a table, one row a line
  const broken: readonly (readonly [desc: string, json: unknown, path: string])[] = [
    ['nothing', undefined, 'userAgent'],
    ['text', JSON.stringify(json), 'userAgent'],
    ['no version', { ...json, corsac: undefined }, 'userAgent.corsac'],
    ['another version', { ...json, corsac: 2 }, 'userAgent.corsac'],
    ['no profile', { ...json, profile: undefined }, 'userAgent.profile'],
    ['the name of a profile', { ...json, profile: 'firefox' }, 'userAgent.profile'],
    ['a knob with a value it cannot have', { ...json, profile: { ...json.profile, maxAgeDefault: -1 } }, 'userAgent.profile.maxAgeDefault'],
    ['no preflight cache', { ...json, preflightCache: undefined }, 'userAgent.preflightCache'],
    ['a broken bucket', { ...json, preflightCache: { buckets: [{}] } }, 'userAgent.preflightCache.buckets[0].partition'],
    ['no count of opaque origins', { ...json, opaqueOrigins: undefined }, 'userAgent.opaqueOrigins'],
    ['a count below 0', { ...json, opaqueOrigins: -1 }, 'userAgent.opaqueOrigins'],
    ['half an opaque origin', { ...json, opaqueOrigins: 0.5 }, 'userAgent.opaqueOrigins'],
  ]
  it.each(broken)('is refused where there is %s', (_, given, path) => {
    let error: unknown = null
    try {
      userAgentFromJSON(given)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).issues.map((issue) => issue.path)).toEqual([path])
  })

  it('says where it lies in a larger value, if told', () => {
    expect(() => userAgentFromJSON({}, 'recording.userAgents[2]')).toThrow('recording.userAgents[2].')
  })
})
