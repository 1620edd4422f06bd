import { describe, expect, it } from 'vitest'
import type { NetworkPartitionKey } from '../../src/origin/partition-key'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import {
  cacheKeyFor,
  clearCacheEntries,
  emptyPreflightCache,
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
}

function url(href: string): URLRecord {
  const record = parseURL(href)
  if (record === null) throw new Error(`not a URL: ${href}`)
  return record
}

const site: NetworkPartitionKey = { topLevelSite: 'https://app.example', secondKey: null }
const here = cacheKeyFor(site, 'https://app.example', url('https://api.example/items'))
const now = 1_700_000_000_000
const after = (seconds: number) => now + seconds * 1000

function answer(given: Partial<PreflightAnswer>): PreflightAnswer {
  return {
    methods: [],
    headerNames: [],
    maxAge: 60,
    credentials: false,
    askedMethod: 'GET',
    askedHeaderNames: [],
    ...given,
  }
}

const store = (
  cache: PreflightCache,
  given: Partial<PreflightAnswer>,
  when = now,
  rules: PreflightCacheRules = standard,
) => storePreflight(cache, here, answer(given), when, rules)

/** `PUT 60s` and the like: what is there of one bucket, `+` before an entry with credentials. */
function entries(cache: PreflightCache, key = here): string[] {
  return (cache.buckets.get(key) ?? []).map(
    ({ credentials, method, headerName, stored, maxAge }) =>
      `${credentials ? '+' : ''}${method ?? headerName} ${(stored - now) / 1000}..${(stored - now) / 1000 + maxAge}`,
  )
}

describe('method cache entry match', () => {
  const rows: readonly {
    desc: string
    given: Partial<PreflightAnswer>
    method: string
    mode: 'omit' | 'same-origin' | 'include'
    at: number
    rules?: Partial<PreflightCacheRules>
    match: boolean
  }[] = [
    {
      desc: 'the method itself',
      given: { methods: ['PUT'] },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'another method',
      given: { methods: ['PUT'] },
      method: 'DELETE',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'the case of methods counts',
      given: { methods: ['PATCH'] },
      method: 'patch',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'same-origin is as good as omit',
      given: { methods: ['PUT'] },
      method: 'PUT',
      mode: 'same-origin',
      at: 0,
      match: true,
    },
    { desc: 'a wildcard', given: { methods: ['*'] }, method: 'PUT', mode: 'omit', at: 0, match: true },
    {
      desc: 'a method that is called *',
      given: { methods: ['*'] },
      method: '*',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'a header name is no method',
      given: { headerNames: ['put'] },
      method: 'put',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'a header name * is no wildcard for methods',
      given: { headerNames: ['*'] },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'without credentials, for a request with them',
      given: { methods: ['PUT'] },
      method: 'PUT',
      mode: 'include',
      at: 0,
      match: false,
    },
    {
      desc: 'with credentials, for a request with them',
      given: { methods: ['PUT'], credentials: true },
      method: 'PUT',
      mode: 'include',
      at: 0,
      match: true,
    },
    {
      desc: 'with credentials, for a request without them',
      given: { methods: ['PUT'], credentials: true },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'with credentials, for a request without them, where each kind has its own',
      given: { methods: ['PUT'], credentials: true },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      rules: { credentialedEntryServesBoth: false },
      match: false,
    },
    {
      desc: 'with credentials, for a request with them, where each kind has its own',
      given: { methods: ['PUT'], credentials: true },
      method: 'PUT',
      mode: 'include',
      at: 0,
      rules: { credentialedEntryServesBoth: false },
      match: true,
    },
    {
      desc: 'without credentials, for a request with them, where each kind has its own',
      given: { methods: ['PUT'] },
      method: 'PUT',
      mode: 'include',
      at: 0,
      rules: { credentialedEntryServesBoth: false },
      match: false,
    },
    {
      desc: 'a wildcard without credentials, for a request with them',
      given: { methods: ['*'] },
      method: 'PUT',
      mode: 'include',
      at: 0,
      match: false,
    },
    {
      desc: 'a wildcard with credentials counts as one',
      given: { methods: ['*'], credentials: true },
      method: 'PUT',
      mode: 'include',
      at: 0,
      match: true,
    },
    {
      desc: 'a millisecond before max-age',
      given: { methods: ['PUT'], maxAge: 5 },
      method: 'PUT',
      mode: 'omit',
      at: 4.999,
      match: true,
    },
    {
      desc: 'when max-age has passed',
      given: { methods: ['PUT'], maxAge: 5 },
      method: 'PUT',
      mode: 'omit',
      at: 5,
      match: false,
    },
    {
      desc: 'at once, with max-age 0',
      given: { methods: ['PUT'], maxAge: 0 },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'at once, with max-age below 0',
      given: { methods: ['PUT'], maxAge: -1 },
      method: 'PUT',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'a time before it was stored',
      given: { methods: ['PUT'] },
      method: 'PUT',
      mode: 'omit',
      at: -10,
      match: true,
    },
    {
      desc: 'a method named like a member of every object',
      given: { methods: ['PUT'] },
      method: 'constructor',
      mode: 'omit',
      at: 0,
      match: false,
    },
  ]
  it.each(rows)('$desc: $match', ({ given, method, mode, at, rules, match }) => {
    const all = { ...standard, ...rules }
    const cache = store(emptyPreflightCache, given, now, all)
    expect(methodCacheEntryMatch(cache, here, method, mode, after(at), all)).toBe(match)
  })

  it('is none in an empty cache', () => {
    expect(methodCacheEntryMatch(emptyPreflightCache, here, 'PUT', 'omit', now, standard)).toBe(false)
  })
})

describe('header-name cache entry match', () => {
  const rows: readonly {
    desc: string
    given: Partial<PreflightAnswer>
    headerName: string
    mode: 'omit' | 'same-origin' | 'include'
    at: number
    rules?: Partial<PreflightCacheRules>
    match: boolean
  }[] = [
    {
      desc: 'the name itself',
      given: { headerNames: ['x-a'] },
      headerName: 'x-a',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'another name',
      given: { headerNames: ['x-a'] },
      headerName: 'x-b',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'a wildcard',
      given: { headerNames: ['*'] },
      headerName: 'x-a',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'a wildcard does not cover Authorization',
      given: { headerNames: ['*'] },
      headerName: 'authorization',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'a wildcard covers Authorization where it is told to',
      given: { headerNames: ['*'] },
      headerName: 'authorization',
      mode: 'omit',
      at: 0,
      rules: { cachedWildcardCoversAuthorization: true },
      match: true,
    },
    {
      desc: 'Authorization by its name',
      given: { headerNames: ['authorization'] },
      headerName: 'authorization',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'Authorization by its name next to a wildcard',
      given: { headerNames: ['*', 'authorization'] },
      headerName: 'authorization',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'a header that is called *',
      given: { headerNames: ['*'] },
      headerName: '*',
      mode: 'omit',
      at: 0,
      match: true,
    },
    {
      desc: 'a method is no header name',
      given: { methods: ['x-a'] },
      headerName: 'x-a',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'a method * is no wildcard for headers',
      given: { methods: ['*'] },
      headerName: 'x-a',
      mode: 'omit',
      at: 0,
      match: false,
    },
    {
      desc: 'without credentials, for a request with them',
      given: { headerNames: ['x-a'] },
      headerName: 'x-a',
      mode: 'include',
      at: 0,
      match: false,
    },
    {
      desc: 'with credentials, for a request without them',
      given: { headerNames: ['x-a'], credentials: true },
      headerName: 'x-a',
      mode: 'same-origin',
      at: 0,
      match: true,
    },
    {
      desc: 'with credentials, for a request without them, where each kind has its own',
      given: { headerNames: ['x-a'], credentials: true },
      headerName: 'x-a',
      mode: 'omit',
      at: 0,
      rules: { credentialedEntryServesBoth: false },
      match: false,
    },
    {
      desc: 'a wildcard with credentials counts as one',
      given: { headerNames: ['*'], credentials: true },
      headerName: 'x-a',
      mode: 'include',
      at: 0,
      match: true,
    },
    {
      desc: 'a millisecond before max-age',
      given: { headerNames: ['x-a'], maxAge: 5 },
      headerName: 'x-a',
      mode: 'omit',
      at: 4.999,
      match: true,
    },
    {
      desc: 'when max-age has passed',
      given: { headerNames: ['x-a'], maxAge: 5 },
      headerName: 'x-a',
      mode: 'omit',
      at: 5,
      match: false,
    },
    {
      desc: 'a name like a member of every object',
      given: { headerNames: ['x-a'] },
      headerName: '__proto__',
      mode: 'omit',
      at: 0,
      match: false,
    },
  ]
  it.each(rows)('$desc: $match', ({ given, headerName, mode, at, rules, match }) => {
    const all = { ...standard, ...rules }
    const cache = store(emptyPreflightCache, given, now, all)
    expect(headerNameCacheEntryMatch(cache, here, headerName, mode, after(at), all)).toBe(match)
  })
})

describe('the key', () => {
  const rows: readonly {
    desc: string
    partition: NetworkPartitionKey | null
    origin: string
    href: string
    match: boolean
  }[] = [
    {
      desc: 'the same, made anew',
      partition: { ...site },
      origin: 'https://app.example',
      href: 'https://api.example/items',
      match: true,
    },
    {
      desc: 'no client',
      partition: null,
      origin: 'https://app.example',
      href: 'https://api.example/items',
      match: false,
    },
    {
      desc: 'another top-level site',
      partition: { topLevelSite: 'https://other.example', secondKey: null },
      origin: 'https://app.example',
      href: 'https://api.example/items',
      match: false,
    },
    {
      desc: 'a second key',
      partition: { ...site, secondKey: 'frame' },
      origin: 'https://app.example',
      href: 'https://api.example/items',
      match: false,
    },
    {
      desc: 'another origin',
      partition: site,
      origin: 'https://www.app.example',
      href: 'https://api.example/items',
      match: false,
    },
    {
      desc: 'an opaque origin',
      partition: site,
      origin: 'null',
      href: 'https://api.example/items',
      match: false,
    },
    {
      desc: 'another path',
      partition: site,
      origin: 'https://app.example',
      href: 'https://api.example/items/',
      match: false,
    },
    {
      desc: 'a query',
      partition: site,
      origin: 'https://app.example',
      href: 'https://api.example/items?',
      match: false,
    },
    {
      desc: 'a fragment, which is part of the URL here',
      partition: site,
      origin: 'https://app.example',
      href: 'https://api.example/items#a',
      match: false,
    },
  ]
  it.each(rows)('$desc: $match', ({ partition, origin, href, match }) => {
    const cache = store(emptyPreflightCache, { methods: ['PUT'] })
    const key = cacheKeyFor(partition, origin, url(href))
    expect(methodCacheEntryMatch(cache, key, 'PUT', 'omit', now, standard)).toBe(match)
    expect(clearCacheEntries(cache, key) === cache).toBe(!match)
  })

  it('of what differs in one part only, has another hash for most', () => {
    const hashes = new Set<number>()
    for (let i = 0; i < 100; i++) {
      hashes.add(cacheKeyFor(site, 'https://app.example', url(`https://api.example/${i}`)).hash)
      hashes.add(cacheKeyFor(site, `https://${i}.example`, url('https://api.example/items')).hash)
      const partition = { topLevelSite: `https://${i}.example`, secondKey: null }
      hashes.add(cacheKeyFor(partition, 'https://app.example', url('https://api.example/items')).hash)
      hashes.add(
        cacheKeyFor(
          { ...site, secondKey: `${i}` },
          'https://app.example',
          here.href === '' ? url('') : url(here.href),
        ).hash,
      )
    }
    expect(hashes.size).toBeGreaterThan(395)
  })
})

describe('storing the answer to a preflight', () => {
  interface Step extends Partial<PreflightAnswer> {
    readonly at: number
  }
  const rows: readonly {
    desc: string
    steps: readonly Step[]
    rules?: Partial<PreflightCacheRules>
    left: readonly string[]
  }[] = [
    {
      desc: 'an entry for each method and header name',
      steps: [{ at: 0, methods: ['PUT', 'GET'], headerNames: ['x-a', 'x-b'] }],
      left: ['PUT 0..60', 'GET 0..60', 'x-a 0..60', 'x-b 0..60'],
    },
    {
      desc: 'one entry for what is there twice',
      steps: [{ at: 0, methods: ['PUT', 'PUT'], headerNames: ['x-a', 'x-a'] }],
      left: ['PUT 0..60', 'x-a 0..60'],
    },
    { desc: 'nothing to keep', steps: [{ at: 0 }], left: [] },
    {
      desc: 'nothing is kept for 0 seconds',
      steps: [{ at: 0, methods: ['PUT'], headerNames: ['x-a'], maxAge: 0 }],
      left: [],
    },
    {
      desc: 'a wildcard before a method covers it',
      steps: [{ at: 0, methods: ['*', 'PUT'] }],
      left: ['* 0..60'],
    },
    {
      desc: 'a wildcard behind a method is its own',
      steps: [{ at: 0, methods: ['PUT', '*'] }],
      left: ['PUT 0..60', '* 0..60'],
    },
    {
      desc: 'a wildcard before Authorization does not cover it',
      steps: [{ at: 0, headerNames: ['*', 'x-a', 'authorization'] }],
      left: ['* 0..60', 'authorization 0..60'],
    },
    {
      desc: 'a wildcard before Authorization covers it where it is told to',
      steps: [{ at: 0, headerNames: ['*', 'authorization'] }],
      rules: { cachedWildcardCoversAuthorization: true },
      left: ['* 0..60'],
    },
    {
      desc: 'a later answer adds what is new',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['DELETE'], headerNames: ['x-a'] },
      ],
      left: ['PUT 0..60', 'DELETE 10..70', 'x-a 10..70'],
    },
    {
      desc: 'what is there again gets the new max-age, and counts from when it was stored',
      steps: [
        { at: 0, methods: ['PUT'], headerNames: ['x-a'] },
        { at: 10, methods: ['PUT', 'DELETE'], headerNames: ['x-a'], maxAge: 600 },
      ],
      left: ['PUT 0..600', 'x-a 0..600', 'DELETE 10..610'],
    },
    {
      desc: 'a new max-age can be shorter',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['PUT'], maxAge: 20 },
      ],
      left: ['PUT 0..20'],
    },
    {
      desc: 'a new max-age in the past removes, and the entry is made anew',
      steps: [
        { at: 0, methods: ['PUT'], headerNames: ['x-a'] },
        { at: 10, methods: ['PUT'], headerNames: ['x-a'], maxAge: 10 },
      ],
      left: ['PUT 10..20', 'x-a 10..20'],
    },
    {
      desc: 'a max-age of 0 removes what is there again, and nothing else',
      steps: [
        { at: 0, methods: ['PUT', 'DELETE'], headerNames: ['x-a'] },
        { at: 10, methods: ['PUT'], maxAge: 0 },
      ],
      left: ['DELETE 0..60', 'x-a 0..60'],
    },
    {
      desc: 'a max-age of 0 removes a wildcard that matches',
      steps: [
        { at: 0, methods: ['*'], headerNames: ['*'] },
        { at: 10, methods: ['PUT'], headerNames: ['authorization'], maxAge: 0 },
      ],
      left: ['* 0..60'],
    },
    {
      desc: 'a wildcard that matches gets the max-age, and the method no entry',
      steps: [
        { at: 0, methods: ['*'] },
        { at: 10, methods: ['PUT'], maxAge: 600 },
      ],
      left: ['* 0..600'],
    },
    {
      desc: 'a method does not match a later wildcard',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['*'], maxAge: 600 },
      ],
      left: ['PUT 0..60', '* 10..610'],
    },
    {
      desc: 'every entry that matches gets the max-age',
      steps: [
        { at: 0, methods: ['PUT', '*'] },
        { at: 10, methods: ['PUT'], maxAge: 600 },
      ],
      left: ['PUT 0..600', '* 0..600'],
    },
    {
      desc: 'a method and a header name of the same letters are two things',
      steps: [
        { at: 0, methods: ['x-a'] },
        { at: 10, headerNames: ['x-a'], maxAge: 600 },
      ],
      left: ['x-a 0..60', 'x-a 10..610'],
    },
    {
      desc: 'without credentials does not match with them',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['PUT'], credentials: true, maxAge: 600 },
      ],
      left: ['PUT 0..60', '+PUT 10..610'],
    },
    {
      desc: 'with credentials matches without them',
      steps: [
        { at: 0, methods: ['PUT'], credentials: true },
        { at: 10, methods: ['PUT'], maxAge: 600 },
      ],
      left: ['+PUT 0..600'],
    },
    {
      desc: 'both match without them',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 0, methods: ['PUT'], credentials: true },
        { at: 10, methods: ['PUT'], maxAge: 600 },
      ],
      left: ['PUT 0..600', '+PUT 0..600'],
    },
    {
      desc: 'each kind of credentials has its own where it is told to',
      steps: [
        { at: 0, methods: ['PUT'], credentials: true },
        { at: 10, methods: ['PUT'], maxAge: 600 },
      ],
      rules: { credentialedEntryServesBoth: false },
      left: ['+PUT 0..60', 'PUT 10..610'],
    },
    {
      desc: 'what has expired is swept on the way',
      steps: [
        { at: 0, methods: ['PUT'], headerNames: ['x-a'] },
        { at: 60, methods: ['DELETE'] },
      ],
      left: ['DELETE 60..120'],
    },
    {
      desc: 'what has expired is not updated',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 60, methods: ['PUT'], maxAge: 600 },
      ],
      left: ['PUT 60..660'],
    },
    {
      desc: 'a later answer takes the place of the earlier one where it is told to',
      steps: [
        { at: 0, methods: ['PUT'], headerNames: ['x-a'], credentials: true },
        { at: 10, methods: ['PUT', 'DELETE'] },
      ],
      rules: { laterPreflight: 'replaces' },
      left: ['PUT 10..70', 'DELETE 10..70'],
    },
    {
      desc: 'an answer that is not kept drops the earlier one where it is told to',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['DELETE'], maxAge: 0 },
      ],
      rules: { laterPreflight: 'replaces' },
      left: [],
    },
    {
      desc: 'an update restarts the clock where it is told to',
      steps: [
        { at: 0, methods: ['PUT'], headerNames: ['x-a'] },
        { at: 10, methods: ['PUT'], maxAge: 5 },
      ],
      rules: { updateRestartsClock: true },
      left: ['PUT 10..15', 'x-a 0..60'],
    },
    {
      desc: 'an update to 0 removes whatever the clock',
      steps: [
        { at: 0, methods: ['PUT'] },
        { at: 10, methods: ['PUT'], maxAge: 0 },
      ],
      rules: { updateRestartsClock: true },
      left: [],
    },
    {
      desc: 'in place of wildcards, what was asked for, where it is told to',
      steps: [
        {
          at: 0,
          methods: ['GET', '*'],
          headerNames: ['*', 'x-c'],
          askedMethod: 'PUT',
          askedHeaderNames: ['x-a', 'x-b', 'x-b'],
        },
      ],
      rules: { wildcardCachedAs: 'what-was-asked' },
      left: ['GET 0..60', 'PUT 0..60', 'x-c 0..60', 'x-a 0..60', 'x-b 0..60'],
    },
    {
      desc: 'only what was listed, where it is told to but there is no wildcard',
      steps: [
        { at: 0, methods: ['DELETE'], headerNames: ['x-c'], askedMethod: 'POST', askedHeaderNames: ['x-c'] },
      ],
      rules: { wildcardCachedAs: 'what-was-asked' },
      left: ['DELETE 0..60', 'x-c 0..60'],
    },
    {
      desc: 'Authorization is not put in place of a wildcard that does not cover it',
      steps: [{ at: 0, headerNames: ['*'], askedHeaderNames: ['authorization', 'x-a'] }],
      rules: { wildcardCachedAs: 'what-was-asked' },
      left: ['x-a 0..60'],
    },
    {
      desc: 'Authorization is put in place of a wildcard that covers it',
      steps: [{ at: 0, headerNames: ['*'], askedHeaderNames: ['authorization', 'x-a'] }],
      rules: { wildcardCachedAs: 'what-was-asked', cachedWildcardCoversAuthorization: true },
      left: ['authorization 0..60', 'x-a 0..60'],
    },
    {
      desc: 'Authorization is kept where it was listed next to a wildcard',
      steps: [{ at: 0, headerNames: ['*', 'authorization'], askedHeaderNames: ['authorization'] }],
      rules: { wildcardCachedAs: 'what-was-asked' },
      left: ['authorization 0..60'],
    },
    {
      desc: 'a method and a header that are called * never become wildcards where there are none',
      steps: [{ at: 0, methods: ['*'], headerNames: ['*'], askedMethod: '*', askedHeaderNames: ['*'] }],
      rules: { wildcardCachedAs: 'what-was-asked' },
      left: [],
    },
  ]
  it.each(rows)('$desc', ({ steps, rules, left }) => {
    const all = { ...standard, ...rules }
    let cache = emptyPreflightCache
    for (const step of steps) cache = store(cache, step, after(step.at), all)
    expect(entries(cache)).toEqual(left)
    expect(cache.size).toBe(left.length)
    expect(cache.buckets.size).toBe(left.length === 0 ? 0 : 1)
  })

  it('gives the same cache back where nothing changes', () => {
    const cache = store(emptyPreflightCache, { methods: ['PUT'], headerNames: ['x-a'] })
    expect(store(cache, { methods: ['PUT'], headerNames: ['x-a'] }, after(10))).toBe(cache)
    expect(store(cache, { methods: ['DELETE'], maxAge: 0 }, after(10))).toBe(cache)
    expect(store(emptyPreflightCache, { methods: ['PUT'], maxAge: 0 })).toBe(emptyPreflightCache)
  })

  it('never changes an earlier cache', () => {
    const first = store(emptyPreflightCache, { methods: ['PUT'] })
    store(first, { methods: ['PUT', 'DELETE'], maxAge: 600 }, after(10))
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
    let cache = store(emptyPreflightCache, { methods: ['PUT'] })
    cache = store(cache, { methods: ['DELETE'], headerNames: ['x-a'], credentials: true })
    cache = storePreflight(cache, there, answer({ methods: ['PATCH'] }), now, standard)
    const cleared = clearCacheEntries(cache, here)
    expect(entries(cleared)).toEqual([])
    expect(entries(cleared, there)).toEqual(['PATCH 0..60'])
    expect(cleared.size).toBe(1)
    expect(cache.size).toBe(4)
  })

  it('gives the same cache back where there is nothing of the key', () => {
    const cache = store(emptyPreflightCache, { methods: ['PUT'] })
    expect(clearCacheEntries(cache, there)).toBe(cache)
    expect(clearCacheEntries(emptyPreflightCache, here)).toBe(emptyPreflightCache)
  })

  it('leaves an empty cache where the key had all of it', () => {
    expect(clearCacheEntries(store(emptyPreflightCache, { methods: ['PUT'] }), here)).toEqual(
      emptyPreflightCache,
    )
  })
})
