import { lineStarts, positionAt } from '../text'

/** A place in words: `line 3, column 14`. */
function placeInWords(text: string, offset: number): string {
  const { line, column } = positionAt(lineStarts(text), offset)
  return `line ${line}, column ${column}`
}

const closing: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
])

/** What closes the bracket at an offset, and where that stands: `] that closes the [ of line 1, column 19`. */
export function closes(text: string, open: number): string {
  return `${closing.get(text.charAt(open)) ?? 'the end'} that closes ${bracketAt(text, open)}`
}

/** `the [ of line 1, column 19` */
export function bracketAt(text: string, open: number): string {
  return `the ${text.charAt(open)} of ${placeInWords(text, open)}`
}

/** What stands at an offset, as a message says it. */
export function foundAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 200)
  if (rest.trim() === '' && offset + 200 >= text.length) return 'the end of the file'
  const word = rest.trimStart().split('\n', 1)[0]?.trim().slice(0, 30) ?? ''
  return rest.startsWith('\n') || rest.startsWith('\r') ? 'the end of the line' : word
}

/** The innermost bracket of JSON that is open at an offset; null where none is. Strings are no brackets. */
export function openInJson(text: string, end: number): number | null {
  const open: number[] = []
  let inString = false
  for (let i = 0; i < end; i++) {
    const character = text.charAt(i)
    if (inString && character === '\\') i++
    else if (character === '"') inString = !inString
    else if (inString) continue
    else if (closing.has(character)) open.push(i)
    else if (character === ']' || character === '}' || character === ')') open.pop()
  }
  return open.at(-1) ?? null
}
