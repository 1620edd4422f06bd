import type { Instant } from '../profile/knobs'

/** https://www.rfc-editor.org/rfc/rfc6265#section-5.3, with SameSite of RFC 6265bis; `unset` where nothing usable was said. */
export type SameSite = 'strict' | 'lax' | 'unset' | 'none'

/**
 * A cookie, as it lies in the store. A value: changing one makes another.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-cookie-struct
 *
 * Strings are byte strings, one character a byte, as they came over the wire.
 */
export interface Cookie {
  /** Empty for a nameless cookie. */
  readonly name: string
  readonly value: string
  /** Of the URL that set it, or the `Domain` attribute. Serialized; an IPv6 address has its brackets. */
  readonly host: string
  /** Whether it goes to that host alone, and not to those below it. Part of the cookie's identity. */
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite: SameSite
  /** The jar of its own that it lies in, one for each top-level site; null for the one that all sites share. */
  readonly partition: CookiePartition | null
  /** Whether `Partitioned` was said, and not the browser's doing. */
  readonly partitioned: boolean
  /** Null for a session cookie. */
  readonly expiry: Instant | null
  readonly creation: Instant
  readonly lastAccess: Instant
  /** Where it stands among cookies of one path: by creation, and by storing for those of one instant. Unique in a store. */
  readonly order: number
}

/**
 * A cookie partition key, serialized: the top-level site, and `^` before it where a cross-site ancestor stands between.
 * https://privacycg.github.io/CHIPS/CHIPS-spec/draft-cutler-httpbis-partitioned-cookies.html#name-computing-the-cookie-partit
 */
export type CookiePartition = string

/** What a `Set-Cookie` line, or an assignment to `document.cookie`, says. */
export interface ParsedCookie {
  readonly name: string
  readonly value: string
  /** The `Domain` attribute without its leading dot, as it was written; null where there is none, or an empty one. */
  readonly domain: string | null
  /** The `Path` attribute; null where there is none that begins with a slash. */
  readonly path: string | null
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite: SameSite
  readonly partitioned: boolean
  /** Null for a session cookie; negative infinity for one that is to go at once. */
  readonly expiry: Instant | null
}

/**
 * How far SameSite cookies are sent. `unset-or-less` is for browsers to which an unset attribute is no restriction, and
 * for young cookies in one that sends them with unsafe navigations.
 * https://fetch.spec.whatwg.org/#determine-the-same-site-mode
 */
export type SameSiteMode = 'strict-or-less' | 'lax-or-less' | 'unset-or-less' | 'none'

/**
 * Who asks, as far as cookies depend on it: decided from the request and the profile before the store is asked, which
 * knows nothing of frames, engines and storage access.
 */
export interface CookieContext {
  /** Of the URL, serialized. */
  readonly host: string
  /** The host's registrable domain, or the host. */
  readonly siteHost: string
  /** Whether the host can have hosts above it. An address cannot. */
  readonly hostIsDomain: boolean
  /** Of the URL, serialized, with its leading slash. */
  readonly path: string
  /** Whether `Secure` cookies may be sent and set. */
  readonly secure: boolean
  /** False for scripts. */
  readonly httpOnlyAllowed: boolean
  /** Which cookies are sent. */
  readonly sameSite: SameSiteMode
  /** Under `unset-or-less`, the oldest creation of unset cookies that are still sent; null where age does not matter. */
  readonly unsetSince: Instant | null
  /** Whether cookies with a SameSite restriction may be set. */
  readonly sameSiteMayBeSet: boolean
  /** What the third-party verdict leaves of the jar that all sites share. */
  readonly unpartitioned: 'read-write' | 'read' | 'none'
  /** The jar of this top-level site; null where there is none, or it may not be used. */
  readonly partition: CookiePartition | null
  /** Which cookies are put there: all, or those that say `Partitioned`. */
  readonly partitionHolds: 'all' | 'partitioned'
  readonly now: Instant
  /** How far the clock of the server that sets cookies is behind, in milliseconds; 0 where it does not say. */
  readonly serverBehind: number
}
