import { ConfigError } from '../infra/config-error'

/**
 * Nothing, where this is a user agent. It looks for what people hand in by mistake (a profile or its name,
 * JSON that was only parsed, nothing at all) and not for forgeries, so that it costs next to nothing.
 *
 * @throws ConfigError that says how to make one.
 */
export function checkUserAgent(userAgent: unknown): void {
  if (typeof userAgent === 'object' && userAgent !== null) {
    const { profile, preflightCache, cookieStore, opaqueOrigins } = userAgent as {
      readonly [name: string]: unknown
    }
    const remembers = isStore(preflightCache, 'buckets') && isStore(cookieStore, 'jars')
    if (isProfile(profile) && remembers && typeof opaqueOrigins === 'number') return
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

/** A size, and a map: one that went through JSON has lost its methods. */
function isStore(store: unknown, member: 'buckets' | 'jars'): boolean {
  if (typeof store !== 'object' || store === null) return false
  const { [member]: map, size } = store as { readonly [name: string]: unknown }
  if (typeof map !== 'object' || map === null || typeof size !== 'number') return false
  return typeof (map as { readonly get?: unknown }).get === 'function'
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
