/**
 * Byte strings: byte sequences written as JavaScript strings, one character a byte (isomorphic decoding).
 * Nothing in here checks that; `isByteString` does, once, where a string comes in from outside.
 */

/** A set of bytes as a table: 1 at the index of each byte that is in it. */
export type ByteSet = Readonly<Uint8Array>

/** Every ASCII digit and letter; what most byte sets of HTTP begin with. */
export const asciiAlphanumerics = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The set of the bytes in a string. */
export function byteSet(bytes: string): ByteSet {
  const set = new Uint8Array(256)
  for (let i = 0; i < bytes.length; i++) set[bytes.charCodeAt(i)] = 1
  return set
}

/** Whether every byte of a string is in the set. */
export function solelyContains(s: string, set: ByteSet): boolean {
  for (let i = 0; i < s.length; i++) {
    if (set[s.charCodeAt(i)] !== 1) return false
  }
  return true
}

/**
 * The string with A to Z in lower case, and every other byte as it was: `À` (0xC0) is not `à` here. The
 * same string where there is nothing to do. https://infra.spec.whatwg.org/#byte-lowercase
 */
export function byteLowercase(s: string): string {
  for (let i = 0; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    if (byte >= 0x41 && byte <= 0x5a) return shiftCase(s, i, 0x41, 0x20)
  }
  return s
}

/**
 * The string with a to z in upper case, and every other byte as it was. The same string where there is
 * nothing to do. https://infra.spec.whatwg.org/#byte-uppercase
 */
export function byteUppercase(s: string): string {
  for (let i = 0; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    if (byte >= 0x61 && byte <= 0x7a) return shiftCase(s, i, 0x61, -0x20)
  }
  return s
}

/** From `start` on, moves the 26 letters that begin at `firstLetter` to the other case. */
function shiftCase(s: string, start: number, firstLetter: number, shift: number): string {
  let shifted = s.slice(0, start)
  for (let i = start; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    const isLetter = byte >= firstLetter && byte < firstLetter + 26
    shifted += String.fromCharCode(isLetter ? byte + shift : byte)
  }
  return shifted
}

/** https://fetch.spec.whatwg.org/#http-tab-or-space */
export function isTabOrSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}

/** The string without HTTP tab or space at its ends. https://fetch.spec.whatwg.org/#http-tab-or-space */
export function stripTabOrSpace(s: string): string {
  let start = 0
  let end = s.length
  while (start < end && isTabOrSpace(s.charCodeAt(start))) start++
  while (end > start && isTabOrSpace(s.charCodeAt(end - 1))) end--
  return s.slice(start, end)
}

/** The string without tab, space, CR or LF at its ends. https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function stripHTTPWhitespace(s: string): string {
  let start = 0
  let end = s.length
  while (start < end && isHTTPWhitespace(s.charCodeAt(start))) start++
  while (end > start && isHTTPWhitespace(s.charCodeAt(end - 1))) end--
  return s.slice(start, end)
}

function isHTTPWhitespace(byte: number): boolean {
  return isTabOrSpace(byte) || byte === 0x0a || byte === 0x0d
}

/** The bytes a token consists of. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export const tokenBytes: ByteSet = byteSet(`!#$%&'*+-.^_\`|~${asciiAlphanumerics}`)

/** Whether this is a token, as method and header names are. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export function isToken(s: string): boolean {
  return s !== '' && solelyContains(s, tokenBytes)
}

/** Whether every character stands for a byte. https://infra.spec.whatwg.org/#isomorphic-string */
export function isByteString(s: string): boolean {
  for (let i = 0; i < s.length; i++) {
    if (s.charCodeAt(i) > 0xff) return false
  }
  return true
}

/** Whether a byte string is a header value. https://fetch.spec.whatwg.org/#header-value */
export function isHeaderValue(s: string): boolean {
  if (s === '') return true
  if (isTabOrSpace(s.charCodeAt(0)) || isTabOrSpace(s.charCodeAt(s.length - 1))) return false
  for (let i = 0; i < s.length; i++) {
    const byte = s.charCodeAt(i)
    if (byte === 0x00 || byte === 0x0a || byte === 0x0d) return false
  }
  return true
}

/**
 * A signed 32-bit hash of any string, the same on every machine. FNV-1a over the characters, then mixed
 * once more so that all bits can be used: a step of FNV carries upwards only, and left alone its low five
 * bits would not tell `a` from `A`. Not for keeping an adversary out.
 */
export function hashString(s: string): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < s.length; i++) hash = Math.imul(hash ^ s.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}
