import { utf8Decode, utf8Encode } from '../../infra/utf-8'

/** What `cookieStore.set` takes. https://cookiestore.spec.whatwg.org/#dictdef-cookieinit */
export interface CookieInit {
  readonly name: string
  readonly value: string
  /** In milliseconds since the epoch. */
  readonly expires?: number | Date | null
  readonly domain?: string | null
  readonly path?: string
  readonly sameSite?: 'strict' | 'lax' | 'none'
  readonly partitioned?: boolean
}

/** What `cookieStore.delete` takes. */
export type CookieDeleteInit = Pick<CookieInit, 'name' | 'domain' | 'path' | 'partitioned'>

/** What `cookieStore.get` takes. */
export interface CookieGetInit {
  readonly name?: string
  readonly url?: string
}

/** A checked init: all members there, and of their types. */
export interface CookieSetting {
  readonly name: string
  readonly value: string
  readonly expires: number | null
  readonly domain: string | null
  readonly path: string
  readonly sameSite: 'strict' | 'lax' | 'none'
  readonly partitioned: boolean
}

/** @throws TypeError where it is no CookieInit */
export function readSetting(init: unknown): CookieSetting {
  const { name, value, expires, sameSite = 'strict', ...rest } = dictionaryOf(init)
  if (value === undefined) throw new TypeError('The cookie has no value.')
  if (sameSite !== 'strict' && sameSite !== 'lax' && sameSite !== 'none')
    throw new TypeError(`sameSite must be strict, lax or none, not "${String(sameSite)}".`)
  const time = expires === null || expires === undefined ? null : Number(expires)
  if (time !== null && !Number.isFinite(time)) throw new TypeError('expires is no time.')
  return { ...readPlace(name, rest), value: usvString(value), expires: time, sameSite }
}

/**
 * What deletes a cookie: one that has expired.
 *
 * @throws TypeError where there is no name
 */
export function readDeletion(init: unknown): CookieSetting {
  const { name, ...rest } = dictionaryOf(init)
  const place = readPlace(name, rest)
  const value = place.name === '' ? 'deleted' : ''
  return { ...place, value, expires: Number.NEGATIVE_INFINITY, sameSite: 'strict' }
}

/** @throws TypeError where it is neither an object nor nothing */
export function dictionaryOf(init: unknown): Readonly<Record<string, unknown>> {
  if (init === undefined || init === null) return {}
  if (typeof init !== 'object' && typeof init !== 'function')
    throw new TypeError('The options are no object.')
  return init as Readonly<Record<string, unknown>>
}

/** Half a character becomes a mark. https://webidl.spec.whatwg.org/#es-USVString */
export function usvString(value: unknown): string {
  return utf8Decode(utf8Encode(`${value}`))
}

function readPlace(
  name: unknown,
  { domain, path, partitioned }: Readonly<Record<string, unknown>>,
): Pick<CookieSetting, 'name' | 'domain' | 'path' | 'partitioned'> {
  if (name === undefined) throw new TypeError('The cookie has no name.')
  return {
    name: usvString(name),
    domain: domain === undefined || domain === null ? null : usvString(domain),
    path: path === undefined ? '/' : usvString(path),
    partitioned: Boolean(partitioned),
  }
}
