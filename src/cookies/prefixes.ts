import { byteLowercase } from '../infra/byte-string'
import type { Knobs } from '../profile/knobs'
import type { CookieStepId } from '../spec/steps/cookies'

/** What the prefixes of a cookie's name promise about it. */
export interface Promised {
  readonly name: string
  readonly value: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly hostOnly: boolean
  readonly path: string
  /** Whether there is a `Path` attribute that counts. */
  readonly hasPath: boolean
}

/**
 * Why a cookie does not keep the promise of its name; null where it keeps it, or promises nothing.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#ua-name-prefixes
 */
export function promiseBroken(
  cookie: Promised,
  rules: Pick<Knobs, 'cookiePrefixes' | 'hostPrefixPath'>,
): CookieStepId | null {
  const { name } = cookie
  const said = name === '' ? cookie.value : name
  // All of them begin with two underscores, and hardly anything else does.
  if (said.charCodeAt(0) !== 0x5f || said.charCodeAt(1) !== 0x5f) return null
  // Storage model, 20. to 22. Deviation(DV-124): one engine knows none.
  const prefix = prefixOf(byteLowercase(said.slice(0, longest)), rules.cookiePrefixes)
  if (prefix === null) return null
  if (name === '') return 'store-cookie/nameless-prefix'
  switch (prefix) {
    case '__secure-':
      return cookie.secure ? null : 'store-cookie/secure-prefix'
    case '__host-':
      return hostPrefixCompatible(cookie, rules) ? null : 'store-cookie/host-prefix'
    case '__http-':
      return cookie.secure && cookie.httpOnly ? null : 'store-cookie/http-prefix'
    case '__host-http-':
      return cookie.httpOnly && hostPrefixCompatible(cookie, rules) ? null : 'store-cookie/host-http-prefix'
  }
}

type Prefix = Knobs['cookiePrefixes'][number]

const longest = '__host-http-'.length

/** The longest that it begins with: `__Host-Http-` is more than `__Host-`. */
function prefixOf(beginning: string, known: readonly Prefix[]): Prefix | null {
  let found: Prefix | null = null
  for (const prefix of known) {
    if (beginning.startsWith(prefix) && (found === null || prefix.length > found.length)) found = prefix
  }
  return found
}

function hostPrefixCompatible(
  { secure, hostOnly, hasPath, path }: Promised,
  { hostPrefixPath }: Pick<Knobs, 'hostPrefixPath'>,
): boolean {
  // Deviation(DV-125): in one engine, the default path will do.
  return secure && hostOnly && path === '/' && (hasPath || hostPrefixPath === 'any')
}

/** The prefix known to the engine that a name begins with; null where there is none. Deviation(DV-124): as above. */
export function prefixOfName(name: string, { cookiePrefixes }: Pick<Knobs, 'cookiePrefixes'>): string | null {
  return prefixOf(byteLowercase(name.slice(0, longest)), cookiePrefixes)
}
