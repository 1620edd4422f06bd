import type { Engine } from '../profile/engine'
import type { Profile } from '../profile/profile'

/** What a page did that throws at once, outside of `fetch()`. */
export type Misdeed =
  | 'xhr-url'
  | 'xhr-method'
  | 'xhr-forbidden-method'
  | 'xhr-header-name'
  | 'xhr-header-value'
  | 'xhr-not-bytes'
  | 'socket-url'
  | 'socket-scheme'
  | 'socket-fragment'
  | 'socket-protocol'
  | 'socket-protocol-twice'
  | 'socket-mixed-content'
  | 'beacon-url'
  | 'beacon-scheme'
  | 'cookie-read'
  | 'cookie-write'

/** The class of the exception, or the name of a DOMException. */
export type ExceptionName = 'TypeError' | 'SyntaxError' | 'SecurityError'

/** Alike in all engines. */
const names: { readonly [M in Misdeed]: ExceptionName } = {
  'xhr-url': 'SyntaxError',
  'xhr-method': 'SyntaxError',
  'xhr-forbidden-method': 'SecurityError',
  'xhr-header-name': 'SyntaxError',
  'xhr-header-value': 'SyntaxError',
  'xhr-not-bytes': 'TypeError',
  'socket-url': 'SyntaxError',
  'socket-scheme': 'SyntaxError',
  'socket-fragment': 'SyntaxError',
  'socket-protocol': 'SyntaxError',
  'socket-protocol-twice': 'SyntaxError',
  'socket-mixed-content': 'SecurityError',
  'beacon-url': 'TypeError',
  'beacon-scheme': 'TypeError',
  'cookie-read': 'SecurityError',
  'cookie-write': 'SecurityError',
}

type Words = { readonly [M in Misdeed]: string }

const patternWords = 'The string did not match the expected pattern.'
const insecureWords = 'The operation is insecure.'
const illegalWords = 'An invalid or illegal string was specified'
const notBytesWords =
  'Cannot convert argument {argument} to ByteString because the character at index {index} has value {code} which is greater than 255.'

const webkit: Words = {
  'xhr-url': patternWords,
  'xhr-method': patternWords,
  'xhr-forbidden-method': insecureWords,
  'xhr-header-name': patternWords,
  'xhr-header-value': patternWords,
  'xhr-not-bytes': 'Type error',
  'socket-url': patternWords,
  'socket-scheme': patternWords,
  'socket-fragment': patternWords,
  'socket-protocol': patternWords,
  'socket-protocol-twice': patternWords,
  // Ours: nothing is thrown there.
  'socket-mixed-content': insecureWords,
  'beacon-url': 'This URL is invalid',
  'beacon-scheme': 'Beacons can only be sent over HTTP(S)',
  'cookie-read': insecureWords,
  'cookie-write': insecureWords,
}

/**
 * As recorded by the lab, in the scenarios `xhr-exceptions`, `websocket-exceptions`, `mixed-content-websocket`,
 * `beacon-invalid` and `sandboxed-frame`, and in random ones.
 */
const words: { readonly [E in Engine]: Words } = {
  spec: {
    'xhr-url': "'{value}' is no URL.",
    'xhr-method': "'{value}' is no method.",
    'xhr-forbidden-method': "'{value}' is a forbidden method.",
    'xhr-header-name': "'{value}' is no name of a header.",
    'xhr-header-value': "'{value}' is no value of a header.",
    'xhr-not-bytes': "'{value}' has characters that are no bytes.",
    'socket-url': "'{value}' is no URL.",
    'socket-scheme': "'{value}' is no scheme of a socket.",
    'socket-fragment': "A socket has no fragment, such as '{value}'.",
    'socket-protocol': "'{value}' is no subprotocol.",
    'socket-protocol-twice': "The subprotocol '{value}' is there twice.",
    'socket-mixed-content': 'A page of https opens no socket without TLS.',
    'beacon-url': "'{value}' is no URL.",
    'beacon-scheme': 'A beacon goes to an http or https URL.',
    'cookie-read': 'The document has an opaque origin, and so no cookies.',
    'cookie-write': 'The document has an opaque origin, and so no cookies.',
  },
  chromium: {
    'xhr-url': "Failed to execute 'open' on 'XMLHttpRequest': Invalid URL",
    'xhr-method': "Failed to execute 'open' on 'XMLHttpRequest': '{value}' is not a valid HTTP method.",
    'xhr-forbidden-method':
      "Failed to execute 'open' on 'XMLHttpRequest': '{value}' HTTP method is unsupported.",
    'xhr-header-name':
      "Failed to execute 'setRequestHeader' on 'XMLHttpRequest': '{value}' is not a valid HTTP header field name.",
    'xhr-header-value':
      "Failed to execute 'setRequestHeader' on 'XMLHttpRequest': '{value}' is not a valid HTTP header field value.",
    'xhr-not-bytes':
      "Failed to execute '{method}' on 'XMLHttpRequest': String contains non ISO-8859-1 code point.",
    'socket-url': "Failed to construct 'WebSocket': The URL '{value}' is invalid.",
    'socket-scheme':
      "Failed to construct 'WebSocket': The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '{value}' is not allowed.",
    'socket-fragment':
      "Failed to construct 'WebSocket': The URL contains a fragment identifier ('{value}'). Fragment identifiers are not allowed in WebSocket URLs.",
    'socket-protocol': "Failed to construct 'WebSocket': The subprotocol '{value}' is invalid.",
    'socket-protocol-twice': "Failed to construct 'WebSocket': The subprotocol '{value}' is duplicated.",
    'socket-mixed-content':
      "Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.",
    'beacon-url':
      "Failed to execute 'sendBeacon' on 'Navigator': The URL argument is ill-formed or unsupported.",
    'beacon-scheme':
      "Failed to execute 'sendBeacon' on 'Navigator': Beacons are only supported over HTTP(S).",
    'cookie-read':
      "Failed to read the 'cookie' property from 'Document': The document is sandboxed and lacks the 'allow-same-origin' flag.",
    'cookie-write':
      "Failed to set the 'cookie' property on 'Document': The document is sandboxed and lacks the 'allow-same-origin' flag.",
  },
  firefox: {
    'xhr-url': "XMLHttpRequest.open: '{value}' is not a valid URL.",
    'xhr-method': illegalWords,
    'xhr-forbidden-method': insecureWords,
    'xhr-header-name': 'Invalid header name.',
    'xhr-header-value': 'Invalid header name.',
    'xhr-not-bytes': `XMLHttpRequest.{method}: ${notBytesWords}`,
    'socket-url': illegalWords,
    'socket-scheme': illegalWords,
    'socket-fragment': illegalWords,
    'socket-protocol': illegalWords,
    'socket-protocol-twice': illegalWords,
    'socket-mixed-content': insecureWords,
    'beacon-url': 'Navigator.sendBeacon: {value} is not a valid URL.',
    'beacon-scheme': 'Navigator.sendBeacon: Beacon URL {value} must be either http:// or https://.',
    'cookie-read':
      "Document.cookie getter: Forbidden in a sandboxed document without the 'allow-same-origin' flag.",
    'cookie-write':
      "Document.cookie setter: Forbidden in a sandboxed document without the 'allow-same-origin' flag.",
  },
  safari: webkit,
  webkitgtk: webkit,
}

/** The exception for something that a page did: what it is called, and what it says in this engine. */
export function exceptionFor(
  profile: Profile,
  misdeed: Misdeed,
  fields: { readonly [name: string]: string | number } = {},
): { readonly name: ExceptionName; readonly message: string } {
  const message = words[profile.engine][misdeed].replace(
    /\{(\w+)\}/g,
    (_, name: string) => `${fields[name] ?? ''}`,
  )
  return { name: names[misdeed], message }
}
