import type { CookieStepId } from '../spec/steps/cookies'

/**
 * What became of the cookies of one hop: of those that its request might have taken along, and of those that its
 * response set. CORS has no say in it, and it has none in CORS.
 *
 * @since 0.1.0
 */
export interface HopCookies {
  /** Why no cookie goes along and none is kept, whatever each of them says; null where each is judged for itself. */
  readonly none: NoCookies | null
  /** Every cookie that the browser has for the site, whether it went along or not. */
  readonly request: readonly ExplainedCookie[]
  /** Every cookie that the response set, and what had to make room. */
  readonly response: readonly ExplainedCookie[]
}

/**
 * Why a request has no cookies at all.
 *
 * @since 0.1.0
 */
export interface NoCookies {
  readonly id: NoCookiesId
  readonly reason: string
  readonly fix: CookieFix | null
  /** How many cookies would have gone along otherwise. */
  readonly held: number
  /** The names of the cookies that the response set for nothing. */
  readonly ignored: readonly string[]
  readonly cite: string
  readonly url: string
}

/** @since 0.1.0 */
export type NoCookiesId = 'credentials-omit' | 'credentials-same-origin' | 'embedder-policy' | 'preflight'

/**
 * What became of one cookie, and why.
 *
 * @since 0.1.0
 */
export interface ExplainedCookie {
  /** Empty for a nameless one. */
  readonly name: string
  /** Masked, like the value in `line`, unless `explain` was told not to. */
  readonly value: string
  readonly fate: CookieFate
  readonly step: CookieStepId
  /** Goes on after the fate: `SameSite=None needs Secure.` */
  readonly reason: string
  /** What else of the line is not as it looks: attributes that were ignored, and how. */
  readonly notes: readonly string[]
  /** The smallest change that would help; null where nothing is wrong, or nothing would. */
  readonly fix: CookieFix | null
  /** Where this engine's own rule decided, and not the standard's. */
  readonly rows: readonly CookieRow[]
  /** The `Set-Cookie` line; null for a cookie that was there before. */
  readonly line: string | null
  /** Null where the cookie did not come to one. */
  readonly host: string | null
  readonly hostOnly: boolean
  readonly path: string | null
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite: 'strict' | 'lax' | 'unset' | 'none'
  /** The top-level site whose pages alone get at it; null where all do. */
  readonly partition: string | null
  /** Milliseconds since the epoch; null for a session cookie. */
  readonly expiry: number | null
  /** `RFC 6265bis § storage model, step 19`. */
  readonly cite: string
  /** The link to it. */
  readonly url: string
}

/**
 * `withheld`: it stays at home. `replaced`: kept, in place of an older one. `refused`: not kept. `removed`: a line that
 * has expired took what there was away. `evicted`: it had to make room.
 *
 * @since 0.1.0
 */
export type CookieFate = 'sent' | 'withheld' | 'stored' | 'replaced' | 'refused' | 'removed' | 'evicted'

/** @since 0.1.0 */
export interface CookieFix {
  /** Whose code it is that should change. */
  readonly where: 'server' | 'page'
  readonly text: string
  /** What to write: the line as it should be, or code of the page; null where words are enough. */
  readonly code: string | null
}

/**
 * A row of the divergence table.
 *
 * @since 0.1.0
 */
export interface CookieRow {
  readonly id: `DV-${number}`
  readonly summary: string
}
