import { cutText } from './cut'

/** Makes text bold, red and so on; or leaves it as it is. */
export interface Paint {
  readonly bold: (s: string) => string
  readonly dim: (s: string) => string
  readonly good: (s: string) => string
  readonly bad: (s: string) => string
  readonly unsure: (s: string) => string
}

/** What the sections of a text have in common. */
export interface Style {
  readonly paint: Paint
  /** In columns. */
  readonly width: number
  readonly verbose: boolean
}

const same = (s: string): string => s

export const noPaint: Paint = { bold: same, dim: same, good: same, bad: same, unsure: same }

/** Colours of a terminal, as people have set them up: no shades of our own. */
export const ansiPaint: Paint = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  unsure: sgr(33, 39),
}

/** ECMA-48, “select graphic rendition”. */
function sgr(on: number, off: number): (s: string) => string {
  return (s) => (s === '' ? s : `\u001b[${on}m${s}\u001b[${off}m`)
}

/**
 * The text in lines of at most `width` columns, broken at spaces. A word that is longer, such as a URL,
 * stands on a line of its own and is not broken.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (word === '') continue
    if (line === '') line = word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

/** Wrapped text behind an indent: `first` before the first line, as many spaces before the others. */
export function hang(
  first: string,
  text: string,
  width: number,
  paint: (s: string) => string = same,
): readonly string[] {
  const rest = ' '.repeat(first.length)
  return wrap(text, Math.max(20, width - first.length)).map(
    (line, i) => `${i === 0 ? first : rest}${paint(line)}`,
  )
}

/**
 * The value with every string in it fit for a terminal: what a server sends can hold escape sequences, and
 * can be very long. Newlines stay in `code`, which this library has written.
 */
export function visible<T>(value: T): T {
  return walk(value, '') as T
}

function walk(value: unknown, key: string): unknown {
  if (typeof value === 'string') return cutText(printable(value, key === 'code'))
  if (Array.isArray(value)) return value.map((member) => walk(member, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, name)]))
}

/** C0, DEL and C1 as `\xNN`. */
export function printable(text: string, newlines: boolean): string {
  if (!/[\u0000-\u001f\u007f-\u009f]/.test(text)) return text
  let safe = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const control = code < 0x20 || (code >= 0x7f && code < 0xa0)
    safe +=
      control && !(newlines && code === 0x0a) ? `\\x${code.toString(16).padStart(2, '0')}` : text.charAt(i)
  }
  return safe
}

/**
 * Wrapped text behind a mark of one column, with a space on either side of it. The mark may be painted, so it
 * is not measured.
 */
export function marked(indent: number, mark: string, text: string, width: number): readonly string[] {
  const before = ' '.repeat(indent)
  const [first, ...rest] = hang(`${before}  `, text, width)
  return first === undefined ? [] : [`${before}${mark} ${first.slice(indent + 2)}`, ...rest]
}
