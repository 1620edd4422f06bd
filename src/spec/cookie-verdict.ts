import type { Evidence } from './reason'
import type { CookieStepId } from './steps/cookies'

/** What is known of a cookie that something became of. Its value is a secret: mask it before it is shown. */
export interface CookieFacts {
  readonly name: string
  readonly value: string
  /** Null where it did not come to one. */
  readonly host: string | null
  readonly hostOnly: boolean
  readonly path: string | null
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly sameSite: 'strict' | 'lax' | 'unset' | 'none'
  readonly partition: string | null
  readonly partitioned: boolean
  /** Milliseconds since the epoch; null for a session cookie. */
  readonly expiry: number | null
}

/** What became of one cookie, and why. */
export interface CookieVerdict {
  readonly step: CookieStepId
  readonly cookie: CookieFacts
  /** What decided; never a value of a cookie. */
  readonly evidence: Evidence
  /** The `Set-Cookie` line, or what a script set, as it came; null for a cookie that was there before. */
  readonly line: string | null
}
