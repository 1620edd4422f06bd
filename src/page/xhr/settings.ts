import type { Header, HeaderList } from '../../http/header-list'
import { forbiddenRequestHeader } from '../../http/header-names'
import { forbiddenMethod, isMethod, normalizeMethod } from '../../http/methods'
import { byteLowercase, isHeaderValue, isToken, stripHTTPWhitespace } from '../../infra/byte-string'
import { parseURL, type URLRecord } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { type DocumentRecord, urlIn } from '../document'
import { byteStringArgument, exception } from '../exceptions'

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsetype */
export type ResponseType = '' | 'arraybuffer' | 'blob' | 'document' | 'json' | 'text'

export const responseTypes: readonly string[] = ['', 'arraybuffer', 'blob', 'document', 'json', 'text']

/** What `open` takes. */
export type OpenArguments = [
  method: string,
  url: string | URL,
  async?: boolean,
  user?: string | null,
  password?: string | null,
]

/** The method and URL of `open`. https://xhr.spec.whatwg.org/#the-open()-method @throws DOMException */
export function readOpen(
  profile: Profile,
  document: DocumentRecord,
  [givenMethod, givenURL, , user, password]: readonly unknown[],
): { readonly method: string; readonly url: URLRecord } {
  const method = byteStringArgument(profile, givenMethod, 'open', 1)
  // 3. and 4.
  if (!isMethod(method)) throw exception(profile, 'xhr-method', { value: method })
  if (forbiddenMethod(method)) throw exception(profile, 'xhr-forbidden-method', { value: method })
  // 6. and 7.
  const url = urlIn(document, String(givenURL))
  if (url === null) throw exception(profile, 'xhr-url', { value: String(givenURL) })
  return { method: normalizeMethod(method), url: withUser(url, user, password) }
}

/** The URL with the user of `open`, where it can have one. */
function withUser(url: URLRecord, user: unknown, password: unknown): URLRecord {
  const given = (value: unknown): boolean => value !== null && value !== undefined
  if (url.host === null || !(given(user) || given(password))) return url
  const changed = new URL(url.href)
  if (given(user)) changed.username = String(user)
  if (given(password)) changed.password = String(password)
  return parseURL(changed.href) ?? url
}

/** A header as a page gave it. @throws TypeError where name or value are no byte strings */
export function readHeader(profile: Profile, name: unknown, value: unknown): Header {
  return {
    name: byteStringArgument(profile, name, 'setRequestHeader', 1),
    value: byteStringArgument(profile, value, 'setRequestHeader', 2),
  }
}

/**
 * The headers with one more, or null where a page may not set it.
 * https://xhr.spec.whatwg.org/#the-setrequestheader()-method
 *
 * @throws DOMException of name SyntaxError where name or value can be no header
 */
export function withHeader(
  profile: Profile,
  headers: HeaderList,
  { name: written, value: given }: Header,
): HeaderList | null {
  const value = stripHTTPWhitespace(given)
  // 4.
  if (!isToken(written)) throw exception(profile, 'xhr-header-name', { value: written })
  if (!isHeaderValue(value)) throw exception(profile, 'xhr-header-value', { value })
  const name = byteLowercase(written)
  // 5.
  if (forbiddenRequestHeader(name, value)) return null
  // 6.
  const list: Header[] = headers.slice()
  const at = list.findIndex((header) => header.name === name)
  const before = list[at]
  if (before === undefined) list.push({ name, value })
  else list[at] = { name, value: `${before.value}, ${value}` }
  return list
}

/** What a synchronous request fails with. https://xhr.spec.whatwg.org/#handle-errors */
export function failedToLoad({ href }: URLRecord): DOMException {
  const message = `Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${href}'.`
  return new DOMException(message, 'NetworkError')
}

/** @throws DOMException where an attribute is asked for that goes with another responseType */
export function checkResponseType(attribute: string, own: ResponseType, given: ResponseType): void {
  if (given === '' || given === own) return
  throw invalidState(`${attribute} is there where responseType is '' or '${own}', and not '${given}'.`)
}

export function invalidState(message: string): DOMException {
  return new DOMException(message, 'InvalidStateError')
}

export function invalidAccess(message: string): DOMException {
  return new DOMException(message, 'InvalidAccessError')
}
