import { ConfigError } from '../infra/config-error'

/**
 * Nothing, where this is a user agent. It looks for what people hand in by mistake (a profile or its name,
 * JSON that was only parsed, nothing at all) and not for forgeries, so that it costs next to nothing.
 *
 * @throws ConfigError that says how to make one.
 */
export function checkUserAgent(userAgent: unknown): void {
  if (typeof userAgent === 'object' && userAgent !== null) {
    const { profile, preflightCache, opaqueOrigins } = userAgent as { readonly [name: string]: unknown }
    if (isProfile(profile) && isPreflightCache(preflightCache) && typeof opaqueOrigins === 'number') return
  }
  const reason = userAgent === undefined ? 'missing' : 'invalid'
  // What it remembers may be a secret.
  const value = typeof userAgent === 'string' ? userAgent : typeof userAgent
  const message = "must be a user agent: createUserAgent('chromium'), or userAgentFromJSON for what is JSON"
  throw new ConfigError([{ path: 'userAgent', value, reason, message }])
}

function isProfile(profile: unknown): boolean {
  if (typeof profile !== 'object' || profile === null) return false
  return typeof (profile as { readonly name?: unknown }).name === 'string'
}

/** A map that went through JSON has lost its methods. */
function isPreflightCache(preflightCache: unknown): boolean {
  if (typeof preflightCache !== 'object' || preflightCache === null) return false
  const { buckets, size } = preflightCache as { readonly [name: string]: unknown }
  if (typeof buckets !== 'object' || buckets === null || typeof size !== 'number') return false
  return typeof (buckets as { readonly get?: unknown }).get === 'function'
}

/**
 * Nothing, where this is a moment.
 *
 * @throws ConfigError where it is no finite number.
 */
export function checkNow(now: unknown): void {
  if (Number.isFinite(now)) return
  const reason = now === undefined ? 'missing' : 'invalid'
  const message = 'must be a finite number of milliseconds'
  throw new ConfigError([{ path: 'now', value: now, reason, message }])
}
