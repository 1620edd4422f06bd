import { utf8Encode } from '../../../infra/utf-8'

/** A piece of a value: text, a variable (its name in lower case), or a capture of the last pattern that matched. */
export type Piece = string | { readonly variable: string } | { readonly capture: number }

/** A value with variables in it. All text is byte strings. */
export interface Template {
  readonly pieces: readonly Piece[]
  /** The value, where there are no variables in it. */
  readonly constant: string | null
}

/** A text as a template, or what is wrong with it. https://nginx.org/en/docs/varindex.html */
export function parseTemplate(text: string): Template | { readonly wrong: string } {
  const bytes = utf8Encode(text)
  const pieces: Piece[] = []
  let rest = 0
  for (let i = bytes.indexOf('$'); i !== -1; i = bytes.indexOf('$', rest)) {
    if (i > rest) pieces.push(bytes.slice(rest, i))
    const found = /^(?:([1-9])|\{(\w+)\}|(\w+))/.exec(bytes.slice(i + 1, i + 200))
    if (found === null) {
      const wrong = bytes[i + 1] === '{' ? 'a variable whose "}" is missing' : 'a "$" that begins no variable'
      return { wrong }
    }
    const [whole, digit, braced, bare] = found
    pieces.push(
      digit === undefined ? { variable: (braced ?? bare ?? '').toLowerCase() } : { capture: Number(digit) },
    )
    rest = i + 1 + whole.length
  }
  if (rest < bytes.length) pieces.push(bytes.slice(rest))
  return templateOf(pieces)
}

export function templateOf(pieces: readonly Piece[]): Template {
  const constant = pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : null
  return { pieces, constant }
}

export function isTemplate(parsed: Template | { readonly wrong: string }): parsed is Template {
  return 'pieces' in parsed
}

export const emptyTemplate: Template = { pieces: [], constant: '' }
