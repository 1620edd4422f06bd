import { describe, expect, it } from 'vitest'
import { hashString } from '../../src/infra/byte-string'
import { ConfigError } from '../../src/infra/config-error'
import { networkPartitionKey } from '../../src/origin/partition-key'
import { parseURL } from '../../src/origin/url-record'
import {
  cacheKeyFor,
  clearCacheEntries,
  emptyPreflightCache,
  methodCacheEntryMatch,
  type PreflightCache,
  type PreflightCacheRules,
  storePreflight,
} from '../../src/preflight-cache/preflight-cache'
import { preflightCacheFromJSON, preflightCacheToJSON } from '../../src/preflight-cache/preflight-cache-json'

const standard: PreflightCacheRules = {
  credentialedEntryServesBoth: true,
  wildcardCachedAs: 'wildcard',
  cachedWildcardCoversAuthorization: false,
  laterPreflight: 'merges',
  updateRestartsClock: false,
  zeroMaxAge: 'expires',
  keptWildcardServes: 'any',
}
const site = { topLevelSite: 'https://app.example', secondKey: null }
const href = 'https://api.example/items#a'
const here = cacheKeyFor(networkPartitionKey(site.topLevelSite, null), 'https://app.example', {
  href,
  hash: hashString(href),
})
const answer = {
  methods: ['PUT', '*'],
  headerNames: ['x-a'],
  maxAge: 60,
  credentials: true,
}
const cache: PreflightCache = storePreflight(emptyPreflightCache, here, answer, 5, standard)

const entry = { credentials: true, method: 'PUT', headerName: null, stored: 5, maxAge: 60 }
const bucket = { partition: site, origin: 'https://app.example', url: href, entries: [entry] }

describe('a preflight cache as JSON', () => {
  it('has everything in it, by names of the standard', () => {
    expect(preflightCacheToJSON(cache)).toEqual({
      buckets: [
        {
          partition: { topLevelSite: 'https://app.example', secondKey: null },
          origin: 'https://app.example',
          url: 'https://api.example/items#a',
          entries: [
            { credentials: true, method: 'PUT', headerName: null, stored: 5, maxAge: 60 },
            { credentials: true, method: '*', headerName: null, stored: 5, maxAge: 60 },
            { credentials: true, method: null, headerName: 'x-a', stored: 5, maxAge: 60 },
          ],
        },
      ],
    })
    expect(preflightCacheToJSON(emptyPreflightCache)).toEqual({ buckets: [] })
  })

  it('is a copy: changing it changes no cache', () => {
    const json = preflightCacheToJSON(cache) as unknown as { buckets: { entries: { maxAge: number }[] }[] }
    for (const { entries } of json.buckets) for (const one of entries) one.maxAge = 1
    expect(preflightCacheToJSON(cache).buckets[0]?.entries[0]?.maxAge).toBe(60)
    const given = JSON.parse(JSON.stringify({ buckets: [bucket] }))
    const read = preflightCacheFromJSON(given)
    given.buckets[0].entries[0].maxAge = 1
    given.buckets[0].partition.topLevelSite = 'https://other.example'
    expect(preflightCacheToJSON(read).buckets).toEqual([bucket])
  })

  it('is found again by the keys that requests make', () => {
    const url = parseURL(href)
    if (url === null) throw new Error('not a URL')
    const key = cacheKeyFor(networkPartitionKey(site.topLevelSite, null), 'https://app.example', url)
    expect(key).toEqual(here)
    const back = preflightCacheFromJSON(JSON.parse(JSON.stringify(preflightCacheToJSON(cache))))
    expect(methodCacheEntryMatch(back, key, 'PUT', 'include', 6, standard)).toBe(true)
    expect(clearCacheEntries(back, key)).toEqual(emptyPreflightCache)
  })

  it('may have members that nobody asked for', () => {
    const more = { buckets: [{ ...bucket, entries: [{ ...entry, why: 1 }], why: 1 }], why: 1 }
    expect(preflightCacheToJSON(preflightCacheFromJSON(more)).buckets).toEqual([bucket])
  })

  const at = (change: object) => ({
    buckets: [bucket, { ...bucket, url: 'https://api.example/', ...change }],
  })
  const within = (change: object) => at({ entries: [entry, { ...entry, method: 'GET', ...change }] })
  // biome-ignore format: a table, one row a line
  const broken: readonly (readonly [desc: string, json: unknown, path: string, reason: 'missing' | 'invalid'])[] = [
    ['nothing', undefined, 'preflightCache', 'missing'],
    ['null', null, 'preflightCache', 'invalid'],
    ['a list', [], 'preflightCache', 'invalid'],
    ['text', '{}', 'preflightCache', 'invalid'],
    ['no buckets', {}, 'preflightCache.buckets', 'missing'],
    ['buckets that are no list', { buckets: {} }, 'preflightCache.buckets', 'invalid'],
    ['a bucket that is null', { buckets: [bucket, null] }, 'preflightCache.buckets[1]', 'invalid'],
    ['no partition', at({ partition: undefined }), 'preflightCache.buckets[1].partition', 'missing'],
    ['a partition that is a string', at({ partition: 'https://app.example' }), 'preflightCache.buckets[1].partition', 'invalid'],
    ['no top-level site', at({ partition: { secondKey: null } }), 'preflightCache.buckets[1].partition.topLevelSite', 'missing'],
    ['no second key', at({ partition: { topLevelSite: 'x' } }), 'preflightCache.buckets[1].partition.secondKey', 'missing'],
    ['a second key that is a number', at({ partition: { topLevelSite: 'x', secondKey: 1 } }), 'preflightCache.buckets[1].partition.secondKey', 'invalid'],
    ['an origin of null, which is not the string', at({ origin: null }), 'preflightCache.buckets[1].origin', 'invalid'],
    ['no URL', at({ url: undefined }), 'preflightCache.buckets[1].url', 'missing'],
    ['no entries', at({ entries: undefined }), 'preflightCache.buckets[1].entries', 'missing'],
    ['an empty bucket', at({ entries: [] }), 'preflightCache.buckets[1].entries', 'invalid'],
    ['the same bucket twice', { buckets: [bucket, bucket] }, 'preflightCache.buckets[1]', 'invalid'],
    ['an entry that is a list', at({ entries: [[]] }), 'preflightCache.buckets[1].entries[0]', 'invalid'],
    ['credentials as text', within({ credentials: 'true' }), 'preflightCache.buckets[1].entries[1].credentials', 'invalid'],
    ['no method', within({ method: undefined }), 'preflightCache.buckets[1].entries[1].method', 'missing'],
    ['a header name that is a number', within({ headerName: 1 }), 'preflightCache.buckets[1].entries[1].headerName', 'invalid'],
    ['neither method nor header name', within({ method: null }), 'preflightCache.buckets[1].entries[1]', 'invalid'],
    ['both method and header name', within({ headerName: 'x-a' }), 'preflightCache.buckets[1].entries[1]', 'invalid'],
    ['a header name in upper case', within({ method: null, headerName: 'X-A' }), 'preflightCache.buckets[1].entries[1].headerName', 'invalid'],
    ['a date as text', within({ stored: '2026-01-01' }), 'preflightCache.buckets[1].entries[1].stored', 'invalid'],
    ['a time that was infinite', within({ stored: null }), 'preflightCache.buckets[1].entries[1].stored', 'invalid'],
    ['not a number', within({ stored: Number.NaN }), 'preflightCache.buckets[1].entries[1].stored', 'invalid'],
    ['no max-age', within({ maxAge: undefined }), 'preflightCache.buckets[1].entries[1].maxAge', 'missing'],
    ['a max-age of 0, with which nothing is kept', within({ maxAge: 0 }), 'preflightCache.buckets[1].entries[1].maxAge', 'invalid'],
  ]
  it.each(broken)('is refused where there is %s', (_, json, path, reason) => {
    let error: unknown = null
    try {
      preflightCacheFromJSON(json)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ConfigError)
    const { issues, message } = error as ConfigError
    expect(issues).toHaveLength(1)
    expect(issues[0]?.path).toBe(path)
    expect(issues[0]?.reason).toBe(reason)
    expect(message).toContain(path)
  })
})
