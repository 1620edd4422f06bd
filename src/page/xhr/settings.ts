import type { Header, HeaderList } from '../../http/header-list'
import { forbiddenRequestHeader } from '../../http/header-names'
import { forbiddenMethod, isMethod, normalizeMethod } from '../../http/methods'
import {
  byteLowercase,
  isByteString,
  isHeaderValue,
  isToken,
  stripHTTPWhitespace,
} from '../../infra/byte-string'
import { parseURL, type URLRecord } from '../../origin/url-record'
import { type DocumentRecord, urlIn } from '../document'

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsetype */
export type ResponseType = '' | 'arraybuffer' | 'blob' | 'document' | 'json' | 'text'

export const responseTypes: readonly string[] = ['', 'arraybuffer', 'blob', 'document', 'json', 'text']

/** The method and URL of `open`. https://xhr.spec.whatwg.org/#the-open()-method @throws DOMException */
export function readOpen(
  document: DocumentRecord,
  givenMethod: unknown,
  givenURL: unknown,
  user: unknown,
  password: unknown,
): { readonly method: string; readonly url: URLRecord } {
  const method = byteString(givenMethod, 'The method')
  // 3. and 4.
  if (!isMethod(method)) throw new DOMException(`'${method}' is not a valid HTTP method.`, 'SyntaxError')
  if (forbiddenMethod(method))
    throw new DOMException(`'${method}' HTTP method is unsupported.`, 'SecurityError')
  // 6. and 7.
  const url = urlIn(document, String(givenURL))
  if (url === null) throw new DOMException(`'${String(givenURL)}' is no URL.`, 'SyntaxError')
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

/** A header as a page gave it. @throws TypeError where its name or value are no byte strings */
export function readHeader(name: unknown, value: unknown): Header {
  return { name: byteString(name, 'The name of a header'), value: byteString(value, 'The value of a header') }
}

/**
 * The headers with one more, or null where a page may not set it.
 * https://xhr.spec.whatwg.org/#the-setrequestheader()-method
 *
 * @throws DOMException of name SyntaxError where name or value can be no header
 */
export function withHeader(headers: HeaderList, { name: written, value: given }: Header): HeaderList | null {
  const value = stripHTTPWhitespace(given)
  // 4.
  if (!isToken(written))
    throw new DOMException(`'${written}' is not a valid HTTP header field name.`, 'SyntaxError')
  if (!isHeaderValue(value))
    throw new DOMException(`'${value}' is not a valid HTTP header field value.`, 'SyntaxError')
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

/** https://webidl.spec.whatwg.org/#js-ByteString */
export function byteString(value: unknown, what: string): string {
  const string = String(value)
  if (!isByteString(string)) throw new TypeError(`${what} has characters that are no bytes.`)
  return string
}

export function invalidState(message: string): DOMException {
  return new DOMException(message, 'InvalidStateError')
}

export function invalidAccess(message: string): DOMException {
  return new DOMException(message, 'InvalidAccessError')
}
