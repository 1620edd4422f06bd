import { createRequest } from '../../fetch/create-request'
import { blockedAsMixedContent } from '../../fetch/mixed-content'
import { handshakeRequest, type RequestRecord } from '../../fetch/request'
import type { ResponseRecord } from '../../fetch/response'
import { getHeader, hasHeader } from '../../http/header-list'
import { byteLowercase, isToken } from '../../infra/byte-string'
import { type URLRecord, withFragment, withScheme } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { type DocumentRecord, urlIn } from '../document'
import { exception } from '../exceptions'

/**
 * Where a socket is opened to.
 *
 * @throws DOMException a `SyntaxError` for what is no address of a socket
 */
export function socketURL(profile: Profile, document: DocumentRecord, input: string): URLRecord {
  const parsed = urlIn(document, input)
  if (parsed === null) throw exception(profile, 'socket-url', { value: input })
  const scheme = parsed.scheme === 'http' ? 'ws' : parsed.scheme === 'https' ? 'wss' : parsed.scheme
  if (scheme !== 'ws' && scheme !== 'wss') throw exception(profile, 'socket-scheme', { value: scheme })
  if (parsed.fragment !== null) throw exception(profile, 'socket-fragment', { value: parsed.fragment })
  return withFragment(withScheme(parsed, scheme), null)
}

/** @throws DOMException a `SyntaxError` where one is no token, or there twice */
export function subprotocolsOf(profile: Profile, given: string | readonly string[]): string[] {
  const protocols = typeof given === 'string' ? [given] : [...given].map((one) => `${one}`)
  for (const value of protocols) {
    if (!isToken(value)) throw exception(profile, 'socket-protocol', { value })
  }
  const twice = protocols.find((one, i) => protocols.indexOf(one) < i)
  if (twice !== undefined) throw exception(profile, 'socket-protocol-twice', { value: twice })
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
export function agreedProtocol(
  profile: Profile,
  response: ResponseRecord,
  protocols: readonly string[],
): string | null {
  if (response.type === 'error' || response.status !== 101) return null
  const { headerList } = response.internalResponse
  // The key is a matter of the wire, and so is its answer: none can be right that comes up to here.
  if (hasHeader(headerList, 'sec-websocket-accept')) return null
  return takenProtocol(profile, getHeader(headerList, 'sec-websocket-protocol'), protocols)
}

/** Deviation(DV-175): some engines need no answer to what they offer, or are content with one that is like it. */
function takenProtocol(
  { webSocketProtocols }: Profile,
  taken: string | null,
  offered: readonly string[],
): string | null {
  if (taken === null) return offered.length === 0 || webSocketProtocols !== 'one-offered' ? '' : null
  if (offered.includes(taken)) return taken
  switch (webSocketProtocols) {
    case 'one-offered':
      return null
    case 'none-or-one':
      return offered.length === 0 ? '' : null
    case 'none-or-one-in-any-case':
      return offered.some((one) => byteLowercase(one) === byteLowercase(taken)) ? taken : null
  }
}

/** What becomes of a handshake that is blocked as mixed content; null where it is not. */
export function mixedContentRule(profile: Profile, request: RequestRecord): Profile['mixedWebSocket'] | null {
  // Deviation(DV-176): by the standard it fails as any other.
  return blockedAsMixedContent(profile, handshakeRequest(request)) ? profile.mixedWebSocket : null
}

export function syntaxError(message: string): DOMException {
  return new DOMException(message, 'SyntaxError')
}
