import type { Instant, Seconds } from '../profile/knobs'

/**
 * A cache entry: https://fetch.spec.whatwg.org/#concept-cache
 * Its key, origin and URL are those of the bucket it lies in.
 */
export interface CacheEntry {
  readonly credentials: boolean
  /** Exactly one of `method` and `headerName` is non-null. Either can be `*`. */
  readonly method: string | null
  /** In lower case. */
  readonly headerName: string | null
  readonly stored: Instant
  readonly maxAge: Seconds
}
