import { byteLowercase, hashString } from '../infra/byte-string'
import {
  invalidJSON,
  readArray,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStringOrNull,
} from '../infra/read-json'
import { type NetworkPartitionKey, networkPartitionKey } from '../origin/partition-key'
import type { CacheEntry } from './cache-entry'
import { cacheKeyFor, emptyPreflightCache, type PreflightCache } from './preflight-cache'

/** A preflight cache as plain JSON. */
export interface PreflightCacheJSON {
  readonly buckets: readonly PreflightBucketJSON[]
}

export interface PreflightBucketJSON {
  readonly partition: { readonly topLevelSite: string; readonly secondKey: string | null } | null
  readonly origin: string
  readonly url: string
  readonly entries: readonly CacheEntry[]
}

/** The cache as plain JSON, which is the caller's to keep. What has expired but not left yet is in it, too. */
export function preflightCacheToJSON(cache: PreflightCache): PreflightCacheJSON {
  const buckets: PreflightBucketJSON[] = []
  for (const [{ partition, origin, href }, entries] of cache.buckets.entries()) {
    buckets.push({
      partition:
        partition === null ? null : { topLevelSite: partition.topLevelSite, secondKey: partition.secondKey },
      origin,
      url: href,
      entries: entries.map(({ credentials, method, headerName, stored, maxAge }) => {
        return { credentials, method, headerName, stored, maxAge }
      }),
    })
  }
  return { buckets }
}

/**
 * The cache that `preflightCacheToJSON` wrote, `path` being where it lies in a larger value.
 *
 * @throws ConfigError naming the first place that is wrong.
 */
export function preflightCacheFromJSON(json: unknown, path = 'preflightCache'): PreflightCache {
  let { buckets, size } = emptyPreflightCache
  const list = readArray(readObject<'buckets'>(json, path).buckets, `${path}.buckets`)
  for (let i = 0; i < list.length; i++) {
    const at = `${path}.buckets[${i}]`
    const bucket = readObject<keyof PreflightBucketJSON>(list[i], at)
    const partition = readPartition(bucket.partition, `${at}.partition`)
    const origin = readString(bucket.origin, `${at}.origin`)
    const href = readString(bucket.url, `${at}.url`)
    const key = cacheKeyFor(partition, origin, { href, hash: hashString(href) })
    if (buckets.get(key) !== undefined)
      invalidJSON(href, at, 'the only bucket of its partition, origin and url')
    const entries = readArray(bucket.entries, `${at}.entries`).map((entry, j) =>
      readEntry(entry, `${at}.entries[${j}]`),
    )
    if (entries.length === 0) invalidJSON(entries, `${at}.entries`, 'an array that is not empty')
    buckets = buckets.with(key, entries)
    size += entries.length
  }
  return { buckets, size }
}

function readPartition(json: unknown, path: string): NetworkPartitionKey | null {
  if (json === null) return null
  const { topLevelSite, secondKey } = readObject<'topLevelSite' | 'secondKey'>(json, path)
  return networkPartitionKey(
    readString(topLevelSite, `${path}.topLevelSite`),
    readStringOrNull(secondKey, `${path}.secondKey`),
  )
}

function readEntry(json: unknown, path: string): CacheEntry {
  const member = readObject<keyof CacheEntry>(json, path)
  const entry: CacheEntry = {
    credentials: readBoolean(member.credentials, `${path}.credentials`),
    method: readStringOrNull(member.method, `${path}.method`),
    headerName: readStringOrNull(member.headerName, `${path}.headerName`),
    stored: readNumber(member.stored, `${path}.stored`),
    maxAge: readNumber(member.maxAge, `${path}.maxAge`),
  }
  const { method, headerName, maxAge } = entry
  if ((method === null) === (headerName === null)) {
    invalidJSON(json, path, 'an entry with either a method or a headerName, the other one being null')
  }
  if (headerName !== null && headerName !== byteLowercase(headerName)) {
    invalidJSON(headerName, `${path}.headerName`, 'in lower case')
  }
  if (maxAge <= 0) invalidJSON(maxAge, `${path}.maxAge`, 'more than 0')
  return entry
}
