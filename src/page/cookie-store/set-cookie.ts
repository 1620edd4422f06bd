import type { ParsedCookie } from '../../cookies/cookie'
import { cookieDefaultPath, domainMatches } from '../../cookies/matching'
import { cookieLimits, limitedExpiry } from '../../cookies/parse-cookie'
import { prefixOfName } from '../../cookies/prefixes'
import { domainsAreAsWritten, storeParsedCookie } from '../../cookies/store-cookie'
import { documentCookieContext } from '../../fetch/cookie-context'
import { cookieAversion } from '../../fetch/document-cookie'
import { byteLowercase, stripTabOrSpace } from '../../infra/byte-string'
import { utf8Encode } from '../../infra/utf-8'
import { publicSuffix } from '../../origin/public-suffix'
import { parseURL } from '../../origin/url-record'
import type { Instant } from '../../profile/knobs'
import type { Profile } from '../../profile/profile'
import { type UserAgent, withCookieStore } from '../../user-agent/user-agent'
import type { DocumentRecord } from '../document'
import type { CookieSetting } from './cookie-init'

const attributeLimit = 1024

/**
 * The user agent after a script has set a cookie; the same one where the store refuses it, of which scripts hear nothing.
 * https://cookiestore.spec.whatwg.org/#set-a-cookie
 *
 * @throws TypeError where it could be no cookie of the document
 */
export function setCookie(
  userAgent: UserAgent,
  document: DocumentRecord,
  setting: CookieSetting,
  now: Instant,
): UserAgent {
  const { profile, cookieStore } = userAgent
  const { name, value } = readPair(profile, setting)
  const domain = domainOf(profile, document.url.host ?? '', setting)
  const path = pathOf(profile, document.url.path, setting)
  if (cookieAversion(profile, document) !== null) return userAgent
  const parsed: ParsedCookie = {
    name,
    value,
    domain,
    path,
    secure: true,
    httpOnly: false,
    sameSite: setting.sameSite,
    partitioned: setting.partitioned && cookieLimits.knowsPartitioned(profile),
    expiry: limitedExpiry(setting.expires, true, now, profile),
  }
  const context = documentCookieContext(profile, document, now)
  return withCookieStore(userAgent, storeParsedCookie(cookieStore, parsed, context, profile))
}

interface Pair {
  readonly name: string
  readonly value: string
}

/** A name as cookies have it. https://cookiestore.spec.whatwg.org/#normalize */
export function normalizedName({ cookieStoreNormalizes }: Profile, name: string): string {
  // Deviation(DV-166): one engine leaves it as it is.
  return cookieStoreNormalizes ? stripTabOrSpace(name) : name
}

/** Name and value, as bytes. */
function readPair(profile: Profile, setting: CookieSetting): Pair {
  const name = normalizedName(profile, setting.name)
  const value = normalizedName(profile, setting.value)
  const both = `${name} ${value}`
  if (hasControls(both) || both.includes(';')) refuse('A name or value has a character that it may not have.')
  // As in lines.
  if (cookieLimits.hasWrongTab(profile, both)) refuse('A name or value has a tab.')
  // Deviation(DV-166): one engine takes such names.
  if (profile.cookieStoreNormalizes && name.includes('=')) refuse('A name may not have an equals sign.')
  const prefix = prefixOfName(name === '' ? value : name, profile)
  if (name === '') {
    if (value === '') refuse('Name and value are both empty.')
    if (value.includes('=')) refuse('A value without a name may not have an equals sign.')
    if (cookieLimits.needsName(profile)) refuse('The name is empty.')
    if (prefix !== null) refuse('A value without a name may not begin as if it had one with a prefix.')
  }
  if (prefix === '__http-' || prefix === '__host-http-') refuse('Only servers set cookies of that prefix.')
  const bytes = { name: utf8Encode(name), value: utf8Encode(value) }
  if (cookieLimits.isTooLong(profile, bytes.name.length + bytes.value.length))
    refuse('Name and value are too long.')
  return bytes
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return true
  }
  return false
}

function isHostPrefixed(name: string): boolean {
  return byteLowercase(name).startsWith('__host-')
}

/** The domain as a host; null where the cookie is for the document's host alone. */
function domainOf(profile: Profile, host: string, { name, domain }: CookieSetting): string | null {
  if (domain === null) return null
  if (domain.startsWith('.')) refuse('A domain may not begin with a dot.')
  if (isHostPrefixed(name)) refuse('A cookie with the prefix __Host- may not have a domain.')
  const parsed = hostOf(domain)
  if (parsed === null || !domainMatches(host, parsed)) return refuse('The domain is none of the host’s.')
  if (parsed !== host && publicSuffix(parsed) === parsed) refuse('The domain is a public suffix.')
  if (domainsAreAsWritten(profile) && parsed !== domain) refuse('The domain is none of the host’s.')
  if (parsed.length > attributeLimit) refuse('The domain is too long.')
  return parsed
}

/** A host, as the URL standard reads it; null where it is none, or more than that. */
function hostOf(domain: string): string | null {
  return /[/?#\\@:]/.test(domain) ? null : (parseURL(`https://${domain}/`)?.host ?? null)
}

/** The path, as bytes. */
function pathOf(profile: Profile, documentPath: string, { name, path: given }: CookieSetting): string {
  // Deviation(DV-166): to one engine an empty path is none.
  const path = given === '' && profile.cookieStoreNormalizes ? cookieDefaultPath(documentPath) : given
  if (!path.startsWith('/')) refuse('A path begins with a slash.')
  if (path !== '/' && isHostPrefixed(name)) refuse('A cookie with the prefix __Host- has the path /.')
  // Deviation(DV-164): some engines end it in a slash.
  const slash = profile.cookieStorePathEndsInSlash && given !== '' && !path.endsWith('/') ? '/' : ''
  const bytes = utf8Encode(path + slash)
  if (bytes.length > attributeLimit) refuse('The path is too long.')
  return bytes
}

function refuse(message: string): never {
  throw new TypeError(message)
}
