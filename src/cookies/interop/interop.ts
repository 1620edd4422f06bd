import type { Cookie } from '../cookie'

/** What came of a conversion, and what of it did not come along. */
export interface Interop<T> {
  readonly value: T
  /** Empty where everything did. */
  readonly lost: readonly InteropLoss[]
}

/** Something about a cookie that the other side has no place for. */
export interface InteropLoss {
  /** Which one; null where it holds for every cookie, or for what lay beside them. */
  readonly cookie: CookieLabel | null
  /** What could not be carried: the name of a member, on the side that has it. */
  readonly member: string
  /** Whether the whole cookie was left out for it. The rest of a cookie was carried otherwise. */
  readonly leftOut: boolean
  /** A sentence for people; its words may change. Never the value of a cookie. */
  readonly reason: string
}

/** What a cookie can be told by. Its value may be a secret. */
export interface CookieLabel {
  readonly name: string
  readonly host: string
  readonly path: string
}

/** A cookie that has no place in a store yet. */
export type UnstoredCookie = Omit<Cookie, 'order'>

/** The cookie is carried, but for this. */
export function partLost(cookie: CookieLabel, member: string, reason: string): InteropLoss {
  return { cookie: labelOf(cookie), member, leftOut: false, reason }
}

/** The cookie is not carried, because of this. */
export function leftOut(cookie: CookieLabel, member: string, reason: string): InteropLoss {
  return { cookie: labelOf(cookie), member, leftOut: true, reason }
}

/** No cookie has this on the other side. */
export function lostOfAll(member: string, reason: string): InteropLoss {
  return { cookie: null, member, leftOut: false, reason }
}

function labelOf({ name, host, path }: CookieLabel): CookieLabel {
  return { name, host, path }
}
