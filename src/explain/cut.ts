/** In characters; UTF-16 code units, to be exact. */
interface Limits {
  /** A run without spaces, such as a URL, that is longer is cut. */
  readonly word: number
  /** A line, such as the value of a header, that is longer is cut. */
  readonly line: number
}

/** What a terminal is spared: longer than URLs and header values that people mean to read. */
const textLimits: Limits = { word: 500, line: 2000 }

/** The longest string in what `renderJson` makes, before what says that it was cut. */
export const longestString = 4096

/**
 * Text for people with what is too long cut, each time with the number of characters that were left out.
 * Quotes and full stops after a long URL stay: `'https://a.example/aaaa…[+60000 characters]'.`
 */
export function cutText(text: string): string {
  if (text.length <= textLimits.word) return text
  return text.split('\n').map(cutLine).join('\n')
}

function cutLine(line: string): string {
  if (line.length <= textLimits.word) return line
  const short = line.split(' ').map(cutWord).join(' ')
  return short.length <= textLimits.line ? short : cutAt(short, textLimits.line, '')
}

function cutWord(word: string): string {
  if (word.length <= textLimits.word) return word
  let end = word.length
  while (end > word.length - 3 && closing.has(word.charAt(end - 1))) end--
  return cutAt(word, textLimits.word, word.slice(end))
}

/** What may stand after a URL without being part of it. */
const closing: ReadonlySet<string> = new Set(["'", '"', '’', '”', ')', ']', '.', ',', ';', ':'])

function cutAt(text: string, limit: number, end: string): string {
  const head = text.slice(0, wholeCharacters(text, limit))
  return `${head}…[+${text.length - head.length - end.length} characters]${end}`
}

/** The string for JSON: where it was longer than `longestString`, its beginning, and how long it was. */
export function cutString(text: string): string {
  if (text.length <= longestString) return text
  return `${text.slice(0, wholeCharacters(text, longestString))}…[cut, of ${text.length} characters]`
}

/** The limit, or one less where it would part a surrogate pair. */
function wholeCharacters(text: string, limit: number): number {
  const last = text.charCodeAt(limit - 1)
  return last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit
}
