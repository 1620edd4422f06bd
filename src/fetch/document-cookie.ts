import { retrieveCookies } from '../cookies/retrieve-cookies'
import { serializeCookies } from '../cookies/serialize-cookies'
import { parseAndStoreCookies } from '../cookies/store-cookie'
import { utf8Decode, utf8Encode } from '../infra/utf-8'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
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
export function cookieAversion({ url, client }: CookieDocument): CookieAversion | null {
  if (url.scheme !== 'http' && url.scheme !== 'https') return 'cookie-averse'
  return client.origin.kind === 'opaque' ? 'opaque-origin' : null
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
  if (cookieAversion(document) !== null) return { value: '', userAgent }
  const context = documentCookieContext(profile, document, now)
  const { cookies, store } = retrieveCookies(cookieStore, context, profile, trace)
  return { value: utf8Decode(serializeCookies(cookies)), userAgent: withCookieStore(userAgent, store) }
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
  if (cookieAversion(document) !== null) return userAgent
  const context = documentCookieContext(profile, document, now)
  const store = parseAndStoreCookies(cookieStore, [utf8Encode(text)], context, profile, trace)
  return withCookieStore(userAgent, store)
}
