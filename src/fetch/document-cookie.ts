import { cookieHeader } from '../cookies/cookie-header'
import { parseAndStoreCookies } from '../cookies/store-cookie'
import { utf8Decode, utf8Encode, withUTF8Repaired } from '../infra/utf-8'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import type { Trace } from '../spec/trace'
import { type UserAgent, withCookieStore } from '../user-agent/user-agent'
import { documentCookieContext } from './cookie-context'
import type { Client } from './request'

/** A document, as far as its cookies depend on it. */
export interface CookieDocument {
  readonly url: URLRecord
  readonly client: Client
}

/** Why scripts of a document have no cookies: an opaque origin (a `SecurityError`), or a URL that has none (as if there were none). */
export type CookieAversion = 'opaque-origin' | 'cookie-averse'

/** Null where a document can have cookies. https://html.spec.whatwg.org/multipage/dom.html#cookie-averse-document-object */
export function cookieAversion(profile: Profile, { url, client }: CookieDocument): CookieAversion | null {
  if (url.scheme !== 'http' && url.scheme !== 'https') return 'cookie-averse'
  if (client.origin.kind === 'opaque') return 'opaque-origin'
  // Deviation(DV-157): in one engine's port these documents have none.
  return url.hostKind === 'ipv6' && !profile.ipv6DocumentsHaveCookies ? 'cookie-averse' : null
}

/**
 * What `document.cookie` gives, and the user agent that has given it; empty for a document that can have none.
 * https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie
 */
export function getDocumentCookie(
  userAgent: UserAgent,
  document: CookieDocument,
  now: Instant,
  trace: Trace | null,
): { readonly value: string; readonly userAgent: UserAgent } {
  const { profile, cookieStore } = userAgent
  if (cookieAversion(profile, document) !== null) return { value: '', userAgent }
  const context = documentCookieContext(profile, document, now)
  const { header, store } = cookieHeader(cookieStore, context, profile, trace)
  const bytes = header ?? ''
  // Deviation(DV-145): one engine gives nothing at all where something is not UTF-8.
  const nothing = profile.documentCookieNotUTF8 === 'nothing' && withUTF8Repaired(bytes) !== bytes
  return { value: nothing ? '' : utf8Decode(bytes), userAgent: withCookieStore(userAgent, store) }
}

/** The user agent after `document.cookie` was set; the same one where nothing is kept. https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie */
export function setDocumentCookie(
  userAgent: UserAgent,
  document: CookieDocument,
  text: string,
  now: Instant,
  trace: Trace | null,
): UserAgent {
  const { profile, cookieStore } = userAgent
  if (cookieAversion(profile, document) !== null) return userAgent
  const context = documentCookieContext(profile, document, now)
  const store = parseAndStoreCookies(cookieStore, [utf8Encode(text)], context, profile, trace)
  return withCookieStore(userAgent, store)
}
