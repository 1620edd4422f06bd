import { describe, expect, it } from 'vitest'
import { type NetworkPartitionKey, networkPartitionKey } from '../../src/origin/partition-key'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import {
  cacheKeyFor,
  clearCacheEntries,
  emptyPreflightCache,
  firstWithoutMatch,
  headerNameCacheEntryMatch,
  methodCacheEntryMatch,
  type PreflightAnswer,
  type PreflightCache,
  type PreflightCacheRules,
  storePreflight,
} from '../../src/preflight-cache/preflight-cache'

/** What the standard says. */
const standard: PreflightCacheRules = {
  credentialedEntryServesBoth: true,
  wildcardCachedAs: 'wildcard',
  cachedWildcardCoversAuthorization: false,
  laterPreflight: 'merges',
  updateRestartsClock: false,
  zeroMaxAge: 'expires',
  keptWildcardServes: 'any',
}

function url(href: string): URLRecord {
  const record = parseURL(href)
  if (record === null) throw new Error(`not a URL: ${href}`)
  return record
}

const site: NetworkPartitionKey = networkPartitionKey('https://app.example', null)
const here = cacheKeyFor(site, 'https://app.example', url('https://api.example/items'))
const now = 1_700_000_000_000
const later = (seconds: number) => now + seconds * 1000

/** The answer that allows these methods and header names, separated by spaces; a `+` in front means credentials. */
function answer(names: string, maxAge = 60): PreflightAnswer {
  const list = names.replace('+', '').split(' ')
  return {
    methods: list.filter((name) => name !== '' && name !== '*h' && name === name.toUpperCase()),
    headerNames: list
      .filter((name) => name === '*h' || name !== name.toUpperCase())
      .map((name) => (name === '*h' ? '*' : name)),
    maxAge,
    credentials: names.startsWith('+'),
  }
}

const store = (cache: PreflightCache, given: PreflightAnswer, when = now, rules = standard) =>
  storePreflight(cache, here, given, when, rules)

/** `PUT 0..60` and the like, in seconds from `now`: the entries of a bucket. A `+` means credentials, `*h` a header name. */
function entries(cache: PreflightCache, key = here): string[] {
  return (cache.buckets.get(key) ?? []).map(({ credentials, method, headerName, stored, maxAge }) => {
    const name = headerName === '*' ? '*h' : (method ?? headerName)
    return `${credentials ? '+' : ''}${name} ${(stored - now) / 1000}..${(stored - now) / 1000 + maxAge}`
  })
}

type Mode = 'omit' | 'same-origin' | 'include'
type Rules = Partial<PreflightCacheRules>

const eachKindItsOwn: Rules = { credentialedEntryServesBoth: false }
const wildcardCoversAll: Rules = { cachedWildcardCoversAuthorization: true }
const asWord: Rules = { wildcardCachedAs: 'word' }
const noWildcardWithCredentials: Rules = { keptWildcardServes: 'requests-without-credentials' }
const zeroIgnored: Rules = { zeroMaxAge: 'ignored' }

describe('method cache entry match', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, given: PreflightAnswer, method: string, mode: Mode, at: number, match: boolean, rules?: Rules])[] = [
    ['the method itself', answer('PUT'), 'PUT', 'omit', 0, true],
    ['another method', answer('PUT'), 'DELETE', 'omit', 0, false],
    ['a method in another case', answer('PATCH'), 'patch', 'omit', 0, false],
    ['the mode same-origin, which is as good as omit', answer('PUT'), 'PUT', 'same-origin', 0, true],
    ['a wildcard', answer('*'), 'PUT', 'omit', 0, true],
    ['a method that is called *', answer('*'), '*', 'omit', 0, true],
    ['a wildcard that is a word', answer('*'), 'PUT', 'omit', 0, false, asWord],
    ['a word, for the method of that name', answer('*'), '*', 'omit', 0, true, asWord],
    ['a header name', answer('put'), 'put', 'omit', 0, false],
    ['a wildcard for header names', answer('*h'), 'PUT', 'omit', 0, false],
    ['no credentials, for a request with them', answer('PUT'), 'PUT', 'include', 0, false],
    ['credentials, for a request with them', answer('+PUT'), 'PUT', 'include', 0, true],
    ['credentials, for a request without them', answer('+PUT'), 'PUT', 'omit', 0, true],
    ['no credentials, for a request with them, each kind on its own', answer('PUT'), 'PUT', 'include', 0, false, eachKindItsOwn],
    ['no credentials, for a request without them, each kind on its own', answer('PUT'), 'PUT', 'omit', 0, true, eachKindItsOwn],
    ['credentials, for a request with them, each kind on its own', answer('+PUT'), 'PUT', 'include', 0, true, eachKindItsOwn],
    ['credentials, for a request without them, each kind on its own', answer('+PUT'), 'PUT', 'omit', 0, false, eachKindItsOwn],
    ['a wildcard without credentials, for a request with them', answer('*'), 'PUT', 'include', 0, false],
    ['a wildcard with credentials, which the standard takes for one', answer('+*'), 'PUT', 'include', 0, true],
    ['a wildcard with credentials, where that is none', answer('+*'), 'PUT', 'include', 0, false, noWildcardWithCredentials],
    ['but one for requests without them', answer('+*'), 'PUT', 'omit', 0, true, noWildcardWithCredentials],
    ['a millisecond before max-age', answer('PUT', 5), 'PUT', 'omit', 4.999, true],
    ['when max-age has passed', answer('PUT', 5), 'PUT', 'omit', 5, false],
    ['max-age 0, at once', answer('PUT', 0), 'PUT', 'omit', 0, false],
    ['max-age 0, before it was stored', answer('PUT', 0), 'PUT', 'omit', -10, false],
    ['a time before it was stored', answer('PUT'), 'PUT', 'omit', -10, true],
    ['a method like a member of every object', answer('PUT'), 'constructor', 'omit', 0, false],
  ]
  for (const [desc, given, method, mode, at, match, rules] of rows) {
    it(desc, () => {
      const all = { ...standard, ...rules }
      const cache = store(emptyPreflightCache, given, now, all)
      expect(methodCacheEntryMatch(cache, here, method, mode, later(at), all)).toBe(match)
    })
  }

  it('finds nothing in an empty cache', () => {
    expect(methodCacheEntryMatch(emptyPreflightCache, here, 'PUT', 'omit', now, standard)).toBe(false)
  })
})

describe('header-name cache entry match', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, given: PreflightAnswer, headerName: string, mode: Mode, at: number, match: boolean, rules?: Rules])[] = [
    ['the name itself', answer('x-a'), 'x-a', 'omit', 0, true],
    ['another name', answer('x-a'), 'x-b', 'omit', 0, false],
    ['a wildcard', answer('*h'), 'x-a', 'omit', 0, true],
    ['a wildcard, which does not cover Authorization', answer('*h'), 'authorization', 'omit', 0, false],
    ['a wildcard, which covers Authorization here', answer('*h'), 'authorization', 'omit', 0, true, wildcardCoversAll],
    ['Authorization by its name', answer('authorization'), 'authorization', 'omit', 0, true],
    ['Authorization by its name next to a wildcard', answer('*h authorization'), 'authorization', 'omit', 0, true],
    ['a header that is called *', answer('*h'), '*', 'omit', 0, true],
    ['a method', answer('X'), 'X', 'omit', 0, false],
    ['a wildcard for methods', answer('*'), 'x-a', 'omit', 0, false],
    ['no credentials, for a request with them', answer('x-a'), 'x-a', 'include', 0, false],
    ['credentials, for a request with them', answer('+x-a'), 'x-a', 'include', 0, true],
    ['credentials, for a request without them', answer('+x-a'), 'x-a', 'same-origin', 0, true],
    ['credentials, for a request without them, each kind on its own', answer('+x-a'), 'x-a', 'omit', 0, false, eachKindItsOwn],
    ['a wildcard with credentials, which the standard takes for one', answer('+*h'), 'x-a', 'include', 0, true],
    ['a millisecond before max-age', answer('x-a', 5), 'x-a', 'omit', 4.999, true],
    ['when max-age has passed', answer('x-a', 5), 'x-a', 'omit', 5, false],
    ['a name like a member of every object', answer('x-a'), '__proto__', 'omit', 0, false],
  ]
  for (const [desc, given, headerName, mode, at, match, rules] of rows) {
    it(desc, () => {
      const all = { ...standard, ...rules }
      const cache = store(emptyPreflightCache, given, now, all)
      expect(headerNameCacheEntryMatch(cache, here, headerName, mode, later(at), all)).toBe(match)
    })
  }

  it('finds nothing in an empty cache', () => {
    expect(headerNameCacheEntryMatch(emptyPreflightCache, here, 'x-a', 'omit', now, standard)).toBe(false)
  })
})

describe('the first of several without a match', () => {
  const cache = store(emptyPreflightCache, answer('PUT x-a x-b'))
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, method: string | null, headerNames: readonly string[], at: number, missing: string | null])[] = [
    ['nothing was asked', null, [], 0, null],
    ['everything is there', 'PUT', ['x-b', 'x-a'], 0, null],
    ['the method is missing, which comes first', 'DELETE', ['x-c'], 0, 'DELETE'],
    ['a header name is missing', 'PUT', ['x-a', 'x-c', 'x-d'], 0, 'x-c'],
    ['a header name is missing where no method counts', null, ['x-c'], 0, 'x-c'],
    ['everything has expired', 'PUT', ['x-a'], 60, 'PUT'],
  ]
  it.each(rows)('%s', (_, method, headerNames, at, missing) => {
    expect(firstWithoutMatch(cache, here, method, headerNames, 'omit', later(at), standard)).toBe(missing)
  })
})

describe('the key', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, partition: NetworkPartitionKey | null, origin: string, href: string, match: boolean])[] = [
    ['the same, made anew', { ...site }, 'https://app.example', 'https://api.example/items', true],
    ['no client', null, 'https://app.example', 'https://api.example/items', false],
    ['another top-level site', { ...site, topLevelSite: 'https://other.example' }, 'https://app.example', 'https://api.example/items', false],
    ['a second key', { ...site, secondKey: 'frame' }, 'https://app.example', 'https://api.example/items', false],
    ['another origin', site, 'https://www.app.example', 'https://api.example/items', false],
    ['an opaque origin', site, 'null', 'https://api.example/items', false],
    ['another path', site, 'https://app.example', 'https://api.example/items/', false],
    ['an empty query', site, 'https://app.example', 'https://api.example/items?', false],
    ['a fragment, which is part of the URL here', site, 'https://app.example', 'https://api.example/items#a', false],
  ]
  it.each(rows)('%s', (_, partition, origin, href, match) => {
    const cache = store(emptyPreflightCache, answer('PUT'))
    const key = cacheKeyFor(partition, origin, url(href))
    expect(methodCacheEntryMatch(cache, key, 'PUT', 'omit', now, standard)).toBe(match)
    expect(clearCacheEntries(cache, key) === cache).toBe(!match)
  })

  it('has another hash for whatever part differs', () => {
    const { origin } = here
    const items = url(here.href)
    const hashes = new Set<number>()
    for (let i = 0; i < 100; i++) {
      hashes.add(cacheKeyFor(site, origin, url(`https://api.example/${i}`)).hash)
      hashes.add(cacheKeyFor(site, `https://${i}.example`, items).hash)
      hashes.add(cacheKeyFor(networkPartitionKey(`https://${i}.example`, null), origin, items).hash)
      hashes.add(cacheKeyFor(networkPartitionKey(site.topLevelSite, `${i}`), origin, items).hash)
    }
    expect(hashes.size).toBe(400)
  })

  it('tells one origin from another where the hashes are the same', () => {
    const cache = store(emptyPreflightCache, answer('PUT'))
    const collision = { ...here, origin: 'https://other.example' }
    expect(methodCacheEntryMatch(cache, collision, 'PUT', 'omit', now, standard)).toBe(false)
    const both = storePreflight(cache, collision, answer('DELETE'), now, standard)
    expect(entries(both)).toEqual(['PUT 0..60'])
    expect(entries(both, collision)).toEqual(['DELETE 0..60'])
    expect(both.size).toBe(2)
  })
})

describe('storing the answer to a preflight', () => {
  type Step = readonly [at: number, given: PreflightAnswer]
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, steps: readonly Step[], left: readonly string[], rules?: Rules])[] = [
    ['an entry for each method and header name', [[0, answer('PUT GET x-a x-b')]], ['PUT 0..60', 'GET 0..60', 'x-a 0..60', 'x-b 0..60']],
    ['one entry for what is there twice', [[0, answer('PUT PUT x-a x-a')]], ['PUT 0..60', 'x-a 0..60']],
    ['no entry where there is nothing to keep', [[0, answer('')]], []],
    ['no entry for 0 seconds', [[0, answer('PUT x-a', 0)]], []],
    ['no entry for what a wildcard before it covers', [[0, answer('* PUT *h x-a')]], ['* 0..60', '*h 0..60']],
    ['an entry for a wildcard behind a name', [[0, answer('PUT * x-a *h')]], ['PUT 0..60', '* 0..60', 'x-a 0..60', '*h 0..60']],
    ['an entry for Authorization, which a wildcard does not cover', [[0, answer('*h authorization')]], ['*h 0..60', 'authorization 0..60']],
    ['no entry for Authorization, where a wildcard covers it', [[0, answer('*h authorization')]], ['*h 0..60'], wildcardCoversAll],
    ['a later answer adds what is new', [[0, answer('PUT')], [10, answer('DELETE x-a')]], ['PUT 0..60', 'DELETE 10..70', 'x-a 10..70']],
    ['what is there already gets the new max-age, counted from when it was stored', [[0, answer('PUT x-a')], [10, answer('PUT DELETE x-a', 600)]], ['PUT 0..600', 'x-a 0..600', 'DELETE 10..610']],
    ['the new max-age can be shorter', [[0, answer('PUT x-a')], [10, answer('PUT x-a', 20)]], ['PUT 0..20', 'x-a 0..20']],
    ['with a new max-age in its past an entry goes, and another one is made', [[0, answer('PUT x-a')], [10, answer('PUT x-a', 10)]], ['PUT 10..20', 'x-a 10..20']],
    ['a max-age of 0 removes what is there already, and nothing else', [[0, answer('PUT DELETE x-a')], [10, answer('PUT', 0)]], ['DELETE 0..60', 'x-a 0..60']],
    ['a max-age of 0 removes a wildcard that matches', [[0, answer('* *h')], [10, answer('PUT authorization', 0)]], ['*h 0..60']],
    ['a wildcard that matches gets the max-age, and the name no entry', [[0, answer('* *h')], [10, answer('PUT x-a', 600)]], ['* 0..600', '*h 0..600']],
    ['a wildcard that does not match is left alone', [[0, answer('*h')], [10, answer('authorization', 600)]], ['*h 0..60', 'authorization 10..610']],
    ['a name does not match a later wildcard', [[0, answer('PUT x-a')], [10, answer('* *h', 600)]], ['PUT 0..60', 'x-a 0..60', '* 10..610', '*h 10..610']],
    ['every entry that matches gets the max-age', [[0, answer('PUT * x-a *h')], [10, answer('PUT x-a', 600)]], ['PUT 0..600', '* 0..600', 'x-a 0..600', '*h 0..600']],
    ['no credentials do not match credentials', [[0, answer('PUT x-a')], [10, answer('+PUT x-a', 600)]], ['PUT 0..60', 'x-a 0..60', '+PUT 10..610', '+x-a 10..610']],
    ['credentials match no credentials', [[0, answer('+PUT x-a')], [10, answer('PUT x-a', 600)]], ['+PUT 0..600', '+x-a 0..600']],
    ['both match no credentials', [[0, answer('PUT')], [0, answer('+PUT')], [10, answer('PUT', 600)]], ['PUT 0..600', '+PUT 0..600']],
    ['neither kind of credentials matches the other, where each is on its own', [[0, answer('+PUT')], [10, answer('PUT', 600)]], ['+PUT 0..60', 'PUT 10..610'], eachKindItsOwn],
    ['what has expired is swept on the way', [[0, answer('PUT x-a')], [60, answer('DELETE')]], ['DELETE 60..120']],
    ['what has expired is not updated', [[0, answer('PUT')], [60, answer('PUT', 600)]], ['PUT 60..660']],
    ['a later answer replaces the earlier one, whatever the credentials', [[0, answer('+PUT x-a')], [10, answer('PUT DELETE')]], ['PUT 10..70', 'DELETE 10..70'], { laterPreflight: 'replaces' }],
    ['a later answer that is not kept replaces the earlier one by nothing', [[0, answer('PUT')], [10, answer('DELETE', 0)]], [], { laterPreflight: 'replaces' }],
    ['an update restarts the clock', [[0, answer('PUT x-a')], [10, answer('PUT', 5)]], ['PUT 10..15', 'x-a 0..60'], { updateRestartsClock: true }],
    ['an update to 0 removes although it restarts the clock', [[0, answer('PUT x-a')], [10, answer('PUT', 0)]], ['x-a 0..60'], { updateRestartsClock: true }],
    ['a word covers no name that comes with it', [[0, answer('* PUT *h x-a')]], ['* 0..60', 'PUT 0..60', '*h 0..60', 'x-a 0..60'], asWord],
    ['a word gets the max-age of a word alone', [[0, answer('* *h')], [10, answer('PUT x-a', 600)]], ['* 0..60', '*h 0..60', 'PUT 10..610', 'x-a 10..610'], asWord],
    ['a word is updated by the same word', [[0, answer('* *h')], [10, answer('* *h', 600)]], ['* 0..600', '*h 0..600'], asWord],
    ['a max-age of 0 of a name leaves a word', [[0, answer('* *h')], [10, answer('PUT x-a', 0)]], ['* 0..60', '*h 0..60'], asWord],
    ['a max-age of 0 removes nothing, where it says nothing', [[0, answer('PUT x-a')], [10, answer('PUT x-a', 0)]], ['PUT 0..60', 'x-a 0..60'], zeroIgnored],
    ['nor does it replace anything', [[0, answer('PUT')], [10, answer('DELETE', 0)]], ['PUT 0..60'], { ...zeroIgnored, laterPreflight: 'replaces' }],
    ['a max-age that is not 0 counts as ever', [[0, answer('PUT')], [10, answer('PUT', 1)], [11, answer('DELETE')]], ['DELETE 11..71'], zeroIgnored],
  ]
  for (const [desc, steps, left, rules] of rows) {
    it(desc, () => {
      const all = { ...standard, ...rules }
      let cache = emptyPreflightCache
      for (const [at, given] of steps) cache = store(cache, given, later(at), all)
      expect(entries(cache)).toEqual(left)
      expect(cache.size).toBe(left.length)
      expect(cache.buckets.size).toBe(left.length === 0 ? 0 : 1)
    })
  }

  it('gives the same cache back where nothing changes', () => {
    const cache = store(emptyPreflightCache, answer('PUT x-a'))
    expect(store(cache, answer('PUT x-a'), later(10))).toBe(cache)
    expect(store(cache, answer('DELETE', 0), later(10))).toBe(cache)
    expect(store(emptyPreflightCache, answer('PUT', 0))).toBe(emptyPreflightCache)
  })

  it('never changes an earlier cache', () => {
    const first = store(emptyPreflightCache, answer('PUT'))
    store(first, answer('PUT DELETE', 600), later(10))
    clearCacheEntries(first, here)
    expect(entries(first)).toEqual(['PUT 0..60'])
    expect(first.size).toBe(1)
    expect(emptyPreflightCache.size).toBe(0)
    expect([...emptyPreflightCache.buckets.entries()]).toEqual([])
  })
})

describe('clearing cache entries', () => {
  const there = cacheKeyFor(site, 'https://app.example', url('https://api.example/other'))

  it('drops every entry of the key, with credentials and without, and no other', () => {
    let cache = store(emptyPreflightCache, answer('PUT'))
    cache = store(cache, answer('+DELETE x-a'))
    cache = storePreflight(cache, there, answer('PATCH'), now, standard)
    const cleared = clearCacheEntries(cache, here)
    expect(entries(cleared)).toEqual([])
    expect(entries(cleared, there)).toEqual(['PATCH 0..60'])
    expect(cleared.size).toBe(1)
    expect(cache.size).toBe(4)
  })

  it('gives the same cache back where there is nothing of the key', () => {
    const cache = store(emptyPreflightCache, answer('PUT'))
    expect(clearCacheEntries(cache, there)).toBe(cache)
    expect(clearCacheEntries(emptyPreflightCache, here)).toBe(emptyPreflightCache)
  })

  it('leaves an empty cache where the key had all of it', () => {
    const cache = store(emptyPreflightCache, answer('PUT'))
    expect(clearCacheEntries(cache, here)).toEqual(emptyPreflightCache)
  })
})
