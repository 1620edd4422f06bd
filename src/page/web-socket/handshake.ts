import { createRequest } from '../../fetch/create-request'
import type { RequestRecord } from '../../fetch/request'
import type { ResponseRecord } from '../../fetch/response'
import { getHeader, hasHeader } from '../../http/header-list'
import { isToken } from '../../infra/byte-string'
import { type URLRecord, withFragment, withScheme } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { type DocumentRecord, urlIn } from '../document'

/**
 * Where a socket is opened to.
 *
 * @throws DOMException a `SyntaxError` for what is no address of a socket
 */
export function socketURL(document: DocumentRecord, input: string): URLRecord {
  const parsed = urlIn(document, input)
  if (parsed === null) throw syntaxError(`The URL '${input}' is invalid.`)
  const scheme = parsed.scheme === 'http' ? 'ws' : parsed.scheme === 'https' ? 'wss' : parsed.scheme
  if (scheme !== 'ws' && scheme !== 'wss') {
    const message = `The URL's scheme must be 'http', 'https', 'ws' or 'wss'. '${scheme}' is not allowed.`
    throw syntaxError(message)
  }
  if (parsed.fragment !== null) {
    throw syntaxError(`The URL contains a fragment identifier ('${parsed.fragment}'), which is not allowed.`)
  }
  return withFragment(withScheme(parsed, scheme), null)
}

/** @throws DOMException a `SyntaxError` where one is no token, or there twice */
export function subprotocolsOf(given: string | readonly string[]): string[] {
  const protocols = typeof given === 'string' ? [given] : [...given].map((one) => `${one}`)
  for (const protocol of protocols) {
    if (!isToken(protocol)) throw syntaxError(`The subprotocol '${protocol}' is invalid.`)
  }
  if (new Set(protocols).size < protocols.length) throw syntaxError('There is a subprotocol twice.')
  return protocols
}

/** https://websockets.spec.whatwg.org/#concept-websocket-establish */
export function handshakeOf(
  profile: Profile,
  document: DocumentRecord,
  url: URLRecord,
  protocols: readonly string[],
): RequestRecord {
  return createRequest({
    url: url.href,
    client: document.client,
    headers: protocols.length === 0 ? [] : [['sec-websocket-protocol', protocols.join(', ')]],
    mode: 'websocket',
    referrer: 'no-referrer',
    credentials: 'include',
    // Deviation(DV-93): by the standard handshakes are not redirected.
    redirect: profile.webSocketRedirects === 'refused' ? 'error' : 'follow',
    cache: 'no-store',
    initiatorType: 'other',
    unsafeRequest: false,
  })
}

/** The subprotocol of a socket that is open now, empty for none; null where the handshake failed. */
export function agreedProtocol(response: ResponseRecord, protocols: readonly string[]): string | null {
  if (response.type === 'error' || response.status !== 101) return null
  const { headerList } = response.internalResponse
  // The key is a matter of the wire, and so is its answer: none can be right that comes up to here.
  if (hasHeader(headerList, 'sec-websocket-accept')) return null
  const protocol = getHeader(headerList, 'sec-websocket-protocol')
  if (protocol === null) return protocols.length > 0 ? null : ''
  return protocols.includes(protocol) ? protocol : null
}

export function syntaxError(message: string): DOMException {
  return new DOMException(message, 'SyntaxError')
}
