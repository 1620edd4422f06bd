import type { Cookie } from '../../cookies/cookie'
import { utf8Decode } from '../../infra/utf-8'
import type { Profile } from '../../profile/profile'

/** A cookie, as the cookie store tells of it. Engines that tell more than the standard give all of it. https://cookiestore.spec.whatwg.org/#dictdef-cookielistitem */
export interface CookieItem {
  readonly name: string
  /** Not there in a cookie that is gone. */
  readonly value?: string
  readonly domain?: string | null
  readonly path?: string
  readonly expires?: number | null
  readonly secure?: boolean
  readonly sameSite?: 'strict' | 'lax' | 'none'
  readonly partitioned?: boolean
}

/** https://cookiestore.spec.whatwg.org/#create-a-cookielistitem */
export function itemOf(profile: Profile, cookie: Cookie): CookieItem {
  const item = { name: utf8Decode(cookie.name), value: utf8Decode(cookie.value) }
  // Deviation(DV-163): one engine tells of everything.
  if (profile.cookieStoreItems === 'name-and-value') return item
  const sameSite = cookie.sameSite === 'unset' ? 'lax' : cookie.sameSite
  return { ...item, ...placeOf(cookie), expires: cookie.expiry, sameSite }
}

/** A cookie that is gone, without its value. https://cookiestore.spec.whatwg.org/#prepare-lists */
export function deletedItemOf(profile: Profile, cookie: Cookie): CookieItem {
  const name = utf8Decode(cookie.name)
  // Deviation(DV-163): and of what is gone, of nearly everything.
  if (profile.cookieStoreItems === 'name-and-value') return { name }
  const item = { name, ...placeOf(cookie) }
  return cookie.sameSite === 'unset' ? item : { ...item, sameSite: cookie.sameSite }
}

function placeOf({ host, hostOnly, path, secure, partitioned }: Cookie): Omit<CookieItem, 'name'> {
  return { domain: hostOnly ? null : host, path: utf8Decode(path), secure, partitioned }
}
