/** The bytes, with each byte that is not part of a character in UTF-8 as the bytes of U+FFFD. https://encoding.spec.whatwg.org/#utf-8 */
export function withUTF8Repaired(bytes: string): string {
  return bytes.replace(wellFormedUTF8, (found) => (found.length > 1 ? found : '\xef\xbf\xbd'))
}

/** A character of UTF-8 beyond ASCII, or else a single byte from 0x80 up. */
const wellFormedUTF8 =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g

/** The text that bytes are in UTF-8, with U+FFFD for each byte that is not part of it. https://encoding.spec.whatwg.org/#utf-8-decode-without-bom */
export function utf8Decode(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes
  return bytes.replace(wellFormedUTF8, (found) => {
    if (found.length === 1) return '\ufffd'
    let codePoint = found.charCodeAt(0) & (0x7f >> found.length)
    for (let i = 1; i < found.length; i++) codePoint = (codePoint << 6) | (found.charCodeAt(i) & 0x3f)
    return String.fromCodePoint(codePoint)
  })
}

/** The bytes of a text in UTF-8, surrogates without their other half as U+FFFD. https://encoding.spec.whatwg.org/#utf-8-encode */
export function utf8Encode(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text
  let bytes = ''
  for (const character of text) {
    const read = character.codePointAt(0) ?? 0
    const codePoint = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read
    if (codePoint < 0x80) bytes += String.fromCharCode(codePoint)
    else if (codePoint < 0x800) bytes += String.fromCharCode(0xc0 | (codePoint >> 6), trailing(codePoint))
    else if (codePoint < 0x10000)
      bytes += String.fromCharCode(0xe0 | (codePoint >> 12), trailing(codePoint >> 6), trailing(codePoint))
    else
      bytes += String.fromCharCode(
        0xf0 | (codePoint >> 18),
        trailing(codePoint >> 12),
        trailing(codePoint >> 6),
        trailing(codePoint),
      )
  }
  return bytes
}

function trailing(bits: number): number {
  return 0x80 | (bits & 0x3f)
}
