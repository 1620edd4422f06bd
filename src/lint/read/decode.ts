import { CannotRead } from './cannot-read'

/** What a text begins with that is none of UTF-8. */
const marks: readonly { readonly bytes: readonly number[]; readonly means: string }[] = [
  { bytes: [0xff, 0xfe], means: 'UTF-16' },
  { bytes: [0xfe, 0xff], means: 'UTF-16' },
]

/** A file that is no text: what could be read up to there, and why it ends. */
export class NoText extends CannotRead {
  readonly before: string

  constructor(message: string, before: string) {
    super(message, before.length)
    this.before = before
  }
}

/**
 * The text of a file, without a byte order mark.
 *
 * @throws NoText where it is none, at the first byte that is not of UTF-8, or NUL
 */
export function decoded(bytes: Uint8Array): string {
  const mark = marks.find((one) => one.bytes.every((byte, i) => bytes[i] === byte))
  if (mark !== undefined) throw new NoText(`expected text in UTF-8, found ${mark.means}`, '')
  const text = utf8(bytes)
  const nul = text.indexOf('\0')
  if (nul !== -1)
    throw new NoText('expected text, found a byte of zero: this is a binary file', text.slice(0, nul))
  return text
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const end = endOfUTF8(bytes)
    const byte = (bytes[end] ?? 0).toString(16).toUpperCase().padStart(2, '0')
    throw new NoText(
      `expected text in UTF-8, found the byte 0x${byte}`,
      new TextDecoder().decode(bytes.subarray(0, end)),
    )
  }
}

/** How many bytes from the start are whole characters of UTF-8. */
function endOfUTF8(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    if (decodes(bytes.subarray(0, middle), true)) good = middle
    else bad = middle
  }
  // The last of these may have begun a character that does not go on.
  while (good > 0 && !decodes(bytes.subarray(0, good), false)) good--
  return good
}

/** Whether bytes are of UTF-8; with `more`, the last character may be cut. */
function decodes(bytes: Uint8Array, more: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more })
    return true
  } catch {
    return false
  }
}
