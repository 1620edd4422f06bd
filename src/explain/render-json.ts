import { cutString } from './cut'
import type { Explanation } from './explanation'

/**
 * An explanation as JSON, for programs: `{ "corsac": 1, "request": …, "relation": …, "verdicts": [ … ] }`,
 * the members being those of `Explanation`, in its order. Every member is there, null where it has nothing
 * to say. Members may be added under the same number; what changes or goes away makes it another number.
 *
 * A string of more than 4096 characters (UTF-16 code units), as hostile URLs and header values are, ends
 * after so many in `…[cut, of 60000 characters]`, which says how long it was; the `Explanation` has it whole.
 *
 * Indented by two spaces, and ends in a newline. Equal explanations give equal JSON.
 *
 * @since 0.1.0
 */
export function renderJson(explanation: Explanation): string {
  const { request, relation, verdicts } = explanation
  const json = JSON.stringify({ corsac: jsonVersion, request, relation, verdicts }, cut, 2)
  // JSON itself escapes the lower control characters; terminals act on these as well.
  return `${json.replace(/[\u007f-\u009f]/g, escaped)}\n`
}

function cut(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? cutString(value) : value
}

/** The shape of what `renderJson` makes. */
const jsonVersion = 1

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
