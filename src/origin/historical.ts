import { type Origin, sameOrigin } from './origin'

/**
 * A way of comparing origins that no current browser has.
 *
 * @since 0.1.0
 */
export interface HistoricalComparison {
  /** As Internet Explorer did, up to its last version (11): scheme and host alone make the origin. */
  readonly ignorePort: boolean
}

/**
 * Whether A and B were same origin to a browser of the past. It explains old advice and old tests; no profile
 * and nothing in the kernel uses it, and with `ignorePort: false` it is `sameOrigin`.
 *
 * Source: https://learn.microsoft.com/en-us/archive/blogs/ieinternals/same-origin-policy-part-0-origins
 */
export function sameOriginAs(a: Origin, b: Origin, comparison: HistoricalComparison): boolean {
  if (!comparison.ignorePort || a.kind === 'opaque' || b.kind === 'opaque') return sameOrigin(a, b)
  return a.scheme === b.scheme && a.host === b.host
}
