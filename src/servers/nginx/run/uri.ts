/** A path as nginx looks at it, and what was in it. */
export interface NormalPath {
  readonly path: string
  readonly hasPercent: boolean
  readonly hasPlus: boolean
}

/**
 * A path decoded, without `.` and `..` and, unless told otherwise, without double slashes; null where it is refused:
 * an escape that is none, a NUL, or more `..` than there are folders.
 */
export function normalizePath(raw: string, mergeSlashes: boolean): NormalPath | null {
  if (/%(?![0-9A-Fa-f]{2})|%00/.test(raw)) return null
  // A decoded slash or dot counts as one, a decoded question mark or number sign does not end the path.
  const decoded = raw.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const path = withoutDots(decoded, mergeSlashes)
  return path === null ? null : { path, hasPercent: raw.includes('%'), hasPlus: decoded.includes('+') }
}

function withoutDots(path: string, mergeSlashes: boolean): string | null {
  if (!/\/(?:\/|\.)/.test(path)) return path
  const segments: string[] = []
  const parts = path.split('/').slice(1)
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    if (part === '..') {
      if (segments.pop() === undefined) return null
      if (isLast) segments.push('')
    } else if (part === '.') {
      if (isLast) segments.push('')
    } else if (part !== '' || isLast || !mergeSlashes) segments.push(part)
  }
  return `/${segments.join('/')}`
}

/** What has to be escaped in a path; and in a query, where more signs have a meaning. */
const inPath = /[\x00-\x20"#%<>?\\^`{|}\x7f-\xff]/g
const inQuery = /[\x00-\x20"#%&+;<>?\\^`{|}\x7f-\xff]/g

export function escapePath(path: string): string {
  return path.replace(inPath, escapeByte)
}

export function escapeQuery(text: string): string {
  return text.replace(inQuery, escapeByte)
}

function escapeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** The URL of a redirect made by `rewrite`: escapes of printable signs in its path are undone. */
export function unescapeRedirect(url: string): string {
  const mark = url.indexOf('?')
  const end = mark === -1 ? url.length : mark
  const path = url.slice(0, end).replace(/%([0-9A-Fa-f]{2})/g, (escaped, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code > 0x25 && code < 0x7f ? String.fromCharCode(code) : escaped
  })
  return path + url.slice(end)
}

/** A path and its query, parted at the first question mark. */
export function splitQuery(uri: string): readonly [path: string, args: string] {
  const mark = uri.indexOf('?')
  return mark === -1 ? [uri, ''] : [uri.slice(0, mark), uri.slice(mark + 1)]
}
