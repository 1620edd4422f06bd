import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corsNonWildcardRequestHeaderName } from '../../src/http/header-names'
import { type NetworkPartitionKey, networkPartitionKey } from '../../src/origin/partition-key'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import {
  type BucketKey,
  cacheKeyFor,
  clearCacheEntries,
  emptyPreflightCache,
  headerNameCacheEntryMatch,
  methodCacheEntryMatch,
  type PreflightCache,
  type PreflightCacheRules,
  storePreflight,
} from '../../src/preflight-cache/preflight-cache'
import { preflightCacheFromJSON, preflightCacheToJSON } from '../../src/preflight-cache/preflight-cache-json'

const numRuns = Number(process.env.CORSAC_RUNS ?? 400)

/** As much of a request as the standard's text looks at, with what it computes of it already computed. */
interface Request {
  readonly key: string
  readonly serializedOrigin: string
  readonly url: string
  readonly credentialsMode: 'omit' | 'same-origin' | 'include'
}

interface Entry {
  readonly key: string
  readonly byteSerializedOrigin: string
  readonly url: string
  maxAge: number
  readonly credentials: boolean
  readonly method: string | null
  readonly headerName: string | null
  readonly storedAt: number
}

/** One list, walked through for everything: https://fetch.spec.whatwg.org/#cors-preflight-cache word by word. */
class NaiveCache {
  list: Entry[] = []

  removeOutlived(now: number): void {
    this.list = this.list.filter((entry) => now - entry.storedAt < entry.maxAge * 1000)
  }

  #append(request: Request, maxAge: number, method: string | null, headerName: string | null, now: number) {
    this.list.push({
      key: request.key,
      byteSerializedOrigin: request.serializedOrigin,
      url: request.url,
      maxAge,
      credentials: request.credentialsMode === 'include',
      method,
      headerName,
      storedAt: now,
    })
  }

  clear({ key, serializedOrigin, url }: Request): void {
    this.list = this.list.filter(
      (entry) => entry.key !== key || entry.byteSerializedOrigin !== serializedOrigin || entry.url !== url,
    )
  }

  #cacheEntryMatch(entry: Entry, request: Request): boolean {
    return (
      entry.key === request.key &&
      entry.byteSerializedOrigin === request.serializedOrigin &&
      entry.url === request.url &&
      (entry.credentials || (!entry.credentials && request.credentialsMode !== 'include'))
    )
  }

  methodMatches(method: string, request: Request, now: number): Entry[] {
    this.removeOutlived(now)
    return this.list.filter(
      (entry) => this.#cacheEntryMatch(entry, request) && (entry.method === method || entry.method === '*'),
    )
  }

  headerNameMatches(name: string, request: Request, now: number): Entry[] {
    this.removeOutlived(now)
    return this.list.filter(
      (entry) =>
        this.#cacheEntryMatch(entry, request) &&
        (entry.headerName === name || (entry.headerName === '*' && !corsNonWildcardRequestHeaderName(name))),
    )
  }

  store(request: Request, methods: string[], headerNames: string[], maxAge: number, now: number): void {
    for (const method of methods) {
      for (const entry of this.methodMatches(method, request, now)) entry.maxAge = maxAge
    }
    for (const method of methods) {
      if (this.methodMatches(method, request, now).length === 0)
        this.#append(request, maxAge, method, null, now)
    }
    for (const name of headerNames) {
      for (const entry of this.headerNameMatches(name, request, now)) entry.maxAge = maxAge
    }
    for (const name of headerNames) {
      if (this.headerNameMatches(name, request, now).length === 0)
        this.#append(request, maxAge, null, name, now)
    }
    this.removeOutlived(now)
  }
}

const standard: PreflightCacheRules = {
  credentialedEntryServesBoth: true,
  wildcardCachedAs: 'wildcard',
  cachedWildcardCoversAuthorization: false,
  laterPreflight: 'merges',
  updateRestartsClock: false,
  zeroMaxAge: 'expires',
  keptWildcardServes: 'any',
}

const methods = ['GET', 'PUT', 'DELETE', '*']
const headerNames = ['x-a', 'x-b', 'authorization', '*', '__proto__']
const modes = ['omit', 'same-origin', 'include'] as const

const aRequest: fc.Arbitrary<Request> = fc.record({
  key: fc.constantFrom('', 'https://app.example', 'https://other.example frame'),
  serializedOrigin: fc.constantFrom('https://app.example', 'null'),
  url: fc.constantFrom('https://api.example/', 'https://api.example/#a'),
  credentialsMode: fc.constantFrom(...modes),
})

const aStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('store' as const),
      request: aRequest,
      methods: fc.array(fc.constantFrom(...methods), { maxLength: 4 }),
      headerNames: fc.array(fc.constantFrom(...headerNames), { maxLength: 4 }),
      maxAge: fc.constantFrom(0, 1, 5, 20, 60),
      wait: fc.constantFrom(0, 1, 999, 1000, 5000, 20_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clear' as const),
      request: aRequest,
      wait: fc.constantFrom(0, 1000),
    }),
  },
)

function url(href: string): URLRecord {
  const record = parseURL(href)
  if (record === null) throw new Error(`not a URL: ${href}`)
  return record
}

function keyOf({ key, serializedOrigin, url: href }: Request): BucketKey {
  const [topLevelSite = '', secondKey = null] = key.split(' ')
  const partition: NetworkPartitionKey | null =
    key === '' ? null : networkPartitionKey(topLevelSite, secondKey)
  return cacheKeyFor(partition, serializedOrigin, url(href))
}

/** Every question about a request's key that the cache, or the list, says yes to. */
function answersOf(cache: PreflightCache | NaiveCache, request: Request, now: number): string[] {
  const key = keyOf(request)
  const yes: string[] = []
  for (const credentialsMode of modes) {
    const asked = { ...request, credentialsMode }
    for (const method of [...methods, 'POST']) {
      const match =
        cache instanceof NaiveCache
          ? cache.methodMatches(method, asked, now).length > 0
          : methodCacheEntryMatch(cache, key, method, credentialsMode, now, standard)
      if (match) yes.push(`${credentialsMode} ${method}`)
    }
    for (const name of [...headerNames, 'x-c']) {
      const match =
        cache instanceof NaiveCache
          ? cache.headerNameMatches(name, asked, now).length > 0
          : headerNameCacheEntryMatch(cache, key, name, credentialsMode, now, standard)
      if (match) yes.push(`${credentialsMode} header ${name}`)
    }
  }
  return yes
}

describe('the preflight cache, by the standard', () => {
  it('answers as one list of entries does, at any time, and never changes an earlier cache', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 25 }), (steps) => {
        const naive = new NaiveCache()
        let cache = emptyPreflightCache
        let now = 1_700_000_000_000
        const snapshots: { cache: PreflightCache; json: string }[] = []
        for (const step of steps) {
          now += step.wait
          snapshots.push({ cache, json: JSON.stringify(preflightCacheToJSON(cache)) })
          const { request } = step
          if (step.kind === 'clear') {
            naive.clear(request)
            cache = clearCacheEntries(cache, keyOf(request))
          } else {
            naive.store(request, step.methods, step.headerNames, step.maxAge, now)
            const credentials = request.credentialsMode === 'include'
            const { maxAge } = step
            const given = { methods: step.methods, headerNames: step.headerNames, maxAge, credentials }
            const answer = { ...given, askedMethod: 'GET', askedHeaderNames: [] }
            cache = storePreflight(cache, keyOf(request), answer, now, standard)
          }
          expect(answersOf(cache, request, now)).toEqual(answersOf(naive, request, now))
          const entries = [...cache.buckets.entries()].flatMap(([, bucket]) => bucket)
          expect(cache.size).toBe(entries.length)
          const alive = entries.filter((entry) => entry.stored + entry.maxAge * 1000 > now)
          naive.removeOutlived(now)
          expect(alive.length).toBe(naive.list.length)
        }
        for (const { request } of steps) {
          expect(answersOf(cache, request, now + 3000)).toEqual(answersOf(naive, request, now + 3000))
        }
        for (const snapshot of snapshots) {
          expect(JSON.stringify(preflightCacheToJSON(snapshot.cache))).toBe(snapshot.json)
        }
      }),
      { numRuns },
    )
  })

  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 25 }), (steps) => {
        let cache = emptyPreflightCache
        let now = 0
        for (const step of steps) {
          now += step.wait
          if (step.kind === 'clear') cache = clearCacheEntries(cache, keyOf(step.request))
          else {
            const credentials = step.request.credentialsMode === 'include'
            const answer = { ...step, credentials, askedMethod: 'GET', askedHeaderNames: [] }
            cache = storePreflight(cache, keyOf(step.request), answer, now, standard)
          }
        }
        const text = JSON.stringify(preflightCacheToJSON(cache))
        const back = preflightCacheFromJSON(JSON.parse(text))
        expect(back).toEqual(cache)
        expect(JSON.stringify(preflightCacheToJSON(back))).toBe(text)
      }),
      { numRuns },
    )
  })
})
