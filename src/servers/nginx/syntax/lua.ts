/**
 * The index of the `}` that closes a Lua block whose `{` stands just before `start`; null where nothing does. Braces in
 * strings, long brackets and comments of Lua do not count. https://www.lua.org/manual/5.1/manual.html#2.1
 */
export function endOfLuaBlock(text: string, start: number): number | null {
  let depth = 1
  for (let i = start; i < text.length; i++) {
    const skipped = endOfLuaText(text, i)
    if (skipped !== null) {
      i = skipped - 1
      continue
    }
    const character = text[i]
    if (character === '{') depth++
    if (character === '}' && --depth === 0) return i
  }
  return null
}

/** Where the string or the comment that begins here is over; null where none begins. */
function endOfLuaText(text: string, start: number): number | null {
  const character = text[start]
  if (character === '"' || character === "'") return endOfLuaString(text, start)
  if (character === '[') return endOfLongBracket(text, start)
  if (character !== '-' || text[start + 1] !== '-') return null
  const long = endOfLongBracket(text, start + 2)
  if (long !== null) return long
  const newline = text.indexOf('\n', start)
  return newline === -1 ? text.length : newline
}

function endOfLuaString(text: string, start: number): number {
  const quote = text[start]
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i + 1
  }
  return text.length
}

/** `[[ … ]]`, or with any number of equals signs between the brackets, the same at both ends. */
function endOfLongBracket(text: string, start: number): number | null {
  const opening = /^\[=*\[/.exec(text.slice(start, start + 64))
  if (opening === null) return null
  const closing = opening[0].replaceAll('[', ']')
  const end = text.indexOf(closing, start + closing.length)
  return end === -1 ? text.length : end + closing.length
}
