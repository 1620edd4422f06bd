/** Cookies are bytes, one character each. Other programs keep them as text, which is these bytes read as UTF-8. */

/** The text whose UTF-8 is these bytes; null where they are no UTF-8. https://encoding.spec.whatwg.org/#utf-8-decode */
export function textOfBytes(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes.replace(/[%\x80-\xff]/g, percentEncoded))
  } catch {
    return null
  }
}

/** The UTF-8 of a text. Half a surrogate pair becomes U+FFFD. https://encoding.spec.whatwg.org/#utf-8-encode */
export function bytesOfText(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) =>
    encodeURIComponent(isWellFormed(character) ? character : '\ufffd').replace(/%(..)/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  )
}

/** Whether a text has no half of a surrogate pair, so that its UTF-8 says all of it. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Of a byte from 0x10 up, which has two digits. */
function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16)}`
}
