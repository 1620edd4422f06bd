import { corsNonWildcardRequestHeaderName } from '../http/header-names'
import { hashString } from '../infra/byte-string'
import { PersistentMap } from '../infra/persistent-map'
import { type NetworkPartitionKey, networkPartitionKeyEquals } from '../origin/partition-key'
import type { Instant, Knobs, Seconds } from '../profile/knobs'
import type { CacheEntry } from './cache-entry'

/**
 * The CORS-preflight cache, as a value. https://fetch.spec.whatwg.org/#cors-preflight-cache
 *
 * The standard's one list is kept in buckets, since its algorithms only ever look at the entries of one
 * network partition key, origin and URL. Credentials are not part of that: an entry can serve both kinds.
 *
 * What has expired is never matched, and leaves when its bucket is next written to. Nothing else leaves by
 * itself, so a cache grows with the number of distinct URLs that were preflighted.
 */
export interface PreflightCache {
  readonly buckets: PersistentMap<BucketKey, readonly CacheEntry[]>
  /** Of entries, including those that have expired and not left yet. */
  readonly size: number
}

/** What all entries of a bucket have in common. */
export interface BucketKey {
  readonly partition: NetworkPartitionKey | null
  /** Byte-serialized: `null` for an opaque origin, or a tainted one. */
  readonly origin: string
  /** Serialized, with its fragment: the standard does not leave that out. */
  readonly href: string
  readonly hash: number
}

/** What of a profile the preflight cache depends on. */
export type PreflightCacheRules = Pick<
  Knobs,
  | 'credentialedEntryServesBoth'
  | 'wildcardCachedAs'
  | 'cachedWildcardCoversAuthorization'
  | 'laterPreflight'
  | 'updateRestartsClock'
  | 'zeroMaxAge'
  | 'keptWildcardServes'
>

/** What is to be kept of the answer to a preflight that has passed. Header names are in lower case. */
export interface PreflightAnswer {
  readonly methods: readonly string[]
  readonly headerNames: readonly string[]
  readonly maxAge: Seconds
  /** Whether the request's credentials mode is `include`. */
  readonly credentials: boolean
}

type CredentialsMode = 'omit' | 'same-origin' | 'include'

const noEntries: readonly CacheEntry[] = []
const noNames: readonly string[] = []

export const emptyPreflightCache: PreflightCache = {
  buckets: /* @__PURE__ */ PersistentMap.empty<BucketKey, readonly CacheEntry[]>(
    (key) => key.hash,
    (a, b) =>
      a === b || (a.href === b.href && a.origin === b.origin && samePartition(a.partition, b.partition)),
  ),
  size: 0,
}

/**
 * The key of the bucket that a request looks into, from its network partition key, its byte-serialized
 * origin and its current URL. `originHash` spares a look at every byte of the origin; it must be that of
 * `hashString`, as `TupleOrigin.hash` is. https://fetch.spec.whatwg.org/#concept-cache-match
 */
export function cacheKeyFor(
  partition: NetworkPartitionKey | null,
  origin: string,
  url: { readonly href: string; readonly hash: number },
  originHash: number = hashString(origin),
): BucketKey {
  let hash = Math.imul(url.hash, 31) + originHash
  if (partition !== null) hash = Math.imul(hash, 31) + partition.hash
  return { partition, origin, href: url.href, hash: hash | 0 }
}

function samePartition(a: NetworkPartitionKey | null, b: NetworkPartitionKey | null): boolean {
  return a === null || b === null ? a === b : networkPartitionKeyEquals(a, b)
}

/** Whether the cache allows this method. https://fetch.spec.whatwg.org/#concept-cache-match-method */
export function methodCacheEntryMatch(
  cache: PreflightCache,
  key: BucketKey,
  method: string,
  credentialsMode: CredentialsMode,
  now: Instant,
  rules: PreflightCacheRules,
): boolean {
  return firstWithoutMatch(cache, key, method, noNames, credentialsMode, now, rules) === null
}

/**
 * Whether the cache allows a header of this name, which is in lower case.
 * https://fetch.spec.whatwg.org/#concept-cache-match-header
 */
export function headerNameCacheEntryMatch(
  cache: PreflightCache,
  key: BucketKey,
  headerName: string,
  credentialsMode: CredentialsMode,
  now: Instant,
  rules: PreflightCacheRules,
): boolean {
  return firstWithoutMatch(cache, key, null, [headerName], credentialsMode, now, rules) === null
}

/**
 * Of a method (unless null) and header names, the first that the cache does not allow; null where it allows
 * them all, so that no preflight is needed. The bucket is looked up once for all of them.
 * https://fetch.spec.whatwg.org/#concept-http-fetch
 */
export function firstWithoutMatch(
  cache: PreflightCache,
  key: BucketKey,
  method: string | null,
  headerNames: readonly string[],
  credentialsMode: CredentialsMode,
  now: Instant,
  rules: PreflightCacheRules,
): string | null {
  const bucket = cache.buckets.get(key) ?? noEntries
  const credentials = credentialsMode === 'include'
  if (method !== null && !methodMatches(bucket, method, credentials, now, rules)) return method
  for (let i = 0; i < headerNames.length; i++) {
    const headerName = headerNames[i] as string
    if (!headerNameMatches(bucket, headerName, credentials, now, rules)) return headerName
  }
  return null
}

function methodMatches(
  bucket: readonly CacheEntry[],
  method: string,
  credentials: boolean,
  now: Instant,
  rules: PreflightCacheRules,
): boolean {
  for (let i = 0; i < bucket.length; i++) {
    const entry = bucket[i] as CacheEntry
    if (
      allowsMethod(entry, method, credentials, rules) &&
      cacheEntryMatch(entry, credentials, rules) &&
      !expired(entry, now)
    ) {
      return true
    }
  }
  return false
}

function headerNameMatches(
  bucket: readonly CacheEntry[],
  headerName: string,
  credentials: boolean,
  now: Instant,
  rules: PreflightCacheRules,
): boolean {
  for (let i = 0; i < bucket.length; i++) {
    const entry = bucket[i] as CacheEntry
    if (
      allowsHeaderName(entry, headerName, rules) &&
      (entry.headerName === headerName || isWildcard(entry, credentials, rules)) &&
      cacheEntryMatch(entry, credentials, rules) &&
      !expired(entry, now)
    ) {
      return true
    }
  }
  return false
}

/** Whether an entry serves a request of these credentials. https://fetch.spec.whatwg.org/#concept-cache-match */
function cacheEntryMatch(entry: CacheEntry, credentials: boolean, rules: PreflightCacheRules): boolean {
  // What was allowed with credentials is allowed without them, but not the other way round.
  // Deviation(DV-18): one engine has a cache for each.
  return entry.credentials === credentials || (entry.credentials && rules.credentialedEntryServesBoth)
}

/** Whether an entry is for this method. That `*` is no wildcard with credentials, the standard says elsewhere only. */
function allowsMethod(
  entry: CacheEntry,
  method: string,
  credentials: boolean,
  rules: PreflightCacheRules,
): boolean {
  return entry.method === method || (entry.method === '*' && isWildcard(entry, credentials, rules))
}

/** Whether a kept `*` is a wildcard to a request with or without credentials. */
function isWildcard(entry: CacheEntry, credentials: boolean, rules: PreflightCacheRules): boolean {
  if (!wildcards(rules)) return false
  // Deviation(DV-94): the standard has it serve whoever the entry serves.
  switch (rules.keptWildcardServes) {
    case 'any':
      return true
    case 'requests-without-credentials':
      return !credentials
    case 'if-given-without-credentials':
      return !entry.credentials
  }
}

function wildcards(rules: PreflightCacheRules): boolean {
  // Deviation(DV-19): to one engine a kept `*` is a word like any other.
  return rules.wildcardCachedAs === 'wildcard'
}

function allowsHeaderName(entry: CacheEntry, headerName: string, rules: PreflightCacheRules): boolean {
  return entry.headerName === headerName || (entry.headerName === '*' && wildcardCovers(headerName, rules))
}

function wildcardCovers(headerName: string, rules: PreflightCacheRules): boolean {
  // Deviation(DV-20): to one engine, a wildcard is one.
  if (!wildcards(rules)) return false
  return rules.cachedWildcardCoversAuthorization || !corsNonWildcardRequestHeaderName(headerName)
}

/** https://fetch.spec.whatwg.org/#concept-cache-max-age */
function expired(entry: CacheEntry, now: Instant): boolean {
  return entry.stored + entry.maxAge * 1000 <= now
}

/**
 * The cache with what a passed preflight has taught: CORS-preflight fetch, steps 7.12 to 7.15.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function storePreflight(
  cache: PreflightCache,
  key: BucketKey,
  answer: PreflightAnswer,
  now: Instant,
  rules: PreflightCacheRules,
): PreflightCache {
  // Deviation(DV-53): to one engine there is nothing to learn from an answer that is not to be kept.
  if (answer.maxAge <= 0 && rules.zeroMaxAge === 'ignored') return cache
  const { methods, headerNames } = answer
  const before = cache.buckets.get(key) ?? noEntries
  // Deviation(DV-21): in some engines, an answer takes the place of the one before it.
  const earlier = rules.laterPreflight === 'replaces' ? noEntries : before
  const { credentials, maxAge } = answer
  const answered: NameSets = { methods: new Set(methods), headerNames: new Set(headerNames) }
  const entries: CacheEntry[] = []
  for (const entry of earlier) {
    if (expired(entry, now)) continue
    // 7.12. and 7.14. Every entry that matches anything in the answer is given its max-age.
    const updated =
      cacheEntryMatch(entry, credentials, rules) && matchesAnswer(entry, answered, rules)
        ? withMaxAge(entry, maxAge, now, rules)
        : entry
    // Note: that can lie in the entry's past. It is then removed at once, so the steps below find no match.
    if (!expired(updated, now)) entries.push(updated)
  }
  // An entry whose max-age is 0 is removed as soon as it has been created.
  if (maxAge <= 0) return withBucket(cache, key, before, entries)
  const kept = matching(entries, credentials, rules)
  // 7.13.
  for (const method of methods) {
    if (kept.methods.has(method) || (kept.methods.has('*') && wildcards(rules))) continue
    kept.methods.add(method)
    entries.push({ credentials, method, headerName: null, stored: now, maxAge })
  }
  // 7.15.
  for (const headerName of headerNames) {
    const matches = kept.headerNames.has('*') && wildcardCovers(headerName, rules)
    if (matches || kept.headerNames.has(headerName)) continue
    kept.headerNames.add(headerName)
    entries.push({ credentials, method: null, headerName, stored: now, maxAge })
  }
  return withBucket(cache, key, before, entries)
}

/** Methods and header names as sets: an answer can list tens of thousands, and comparing each with each takes minutes. */
interface NameSets {
  readonly methods: Set<string>
  readonly headerNames: Set<string>
}

/** What the entries that match say. */
function matching(
  entries: readonly CacheEntry[],
  credentials: boolean,
  rules: PreflightCacheRules,
): NameSets {
  const methods = new Set<string>()
  const headerNames = new Set<string>()
  for (const entry of entries) {
    if (!cacheEntryMatch(entry, credentials, rules)) continue
    if (entry.method !== null) methods.add(entry.method)
    else if (entry.headerName !== null) headerNames.add(entry.headerName)
  }
  return { methods, headerNames }
}

/** Whether an entry is a match for anything that an answer lists. */
function matchesAnswer(entry: CacheEntry, answered: NameSets, rules: PreflightCacheRules): boolean {
  const { methods, headerNames } = answered
  if (entry.method !== null)
    return entry.method === '*' && wildcards(rules) ? methods.size > 0 : methods.has(entry.method)
  if (entry.headerName !== '*' || !wildcards(rules))
    return entry.headerName !== null && headerNames.has(entry.headerName)
  for (const headerName of headerNames) {
    if (allowsHeaderName(entry, headerName, rules)) return true
  }
  return false
}

/** https://fetch.spec.whatwg.org/#concept-cache-max-age */
function withMaxAge(
  entry: CacheEntry,
  maxAge: Seconds,
  now: Instant,
  rules: PreflightCacheRules,
): CacheEntry {
  const { credentials, method, headerName } = entry
  // Deviation(DV-22): the standard sets max-age, and goes on counting from when it was stored.
  const stored = rules.updateRestartsClock ? now : entry.stored
  return stored === entry.stored && maxAge === entry.maxAge
    ? entry
    : { credentials, method, headerName, stored, maxAge }
}

/**
 * The cache without the entries of one network partition key, origin and URL: the same cache, where it has
 * none of them. https://fetch.spec.whatwg.org/#concept-cache-clear
 */
export function clearCacheEntries(cache: PreflightCache, key: BucketKey): PreflightCache {
  const before = cache.buckets.get(key)
  return before === undefined ? cache : withBucket(cache, key, before, noEntries)
}

function withBucket(
  cache: PreflightCache,
  key: BucketKey,
  before: readonly CacheEntry[],
  entries: readonly CacheEntry[],
): PreflightCache {
  if (entries.length === before.length && entries.every((entry, i) => entry === before[i])) return cache
  return {
    buckets: entries.length === 0 ? cache.buckets.without(key) : cache.buckets.with(key, entries),
    size: cache.size - before.length + entries.length,
  }
}
