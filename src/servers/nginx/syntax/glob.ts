import { utf8Encode } from '../../../infra/utf-8'

/** Whether nginx takes the argument of an `include` for a pattern. A pattern may find nothing; a plain name may not. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path)
}

/** Names in a folder, without their paths; undefined where there is no such folder. */
export type ListFolder = (folder: string) => readonly string[] | undefined

/**
 * The paths that a pattern finds, sorted by their bytes, as glob(3) does in the locale that nginx runs in; undefined
 * where the folder is not there in which it would look. `*` and `?` are no slash, `?` is
 * one byte, and a dot in front has to be named.
 * https://man7.org/linux/man-pages/man7/glob.7.html
 */
export function expandGlob(pattern: string, list: ListFolder): readonly string[] | undefined {
  const parts = pattern.split('/')
  const first = parts.findIndex(isGlob)
  const front = parts.slice(0, first)
  const folder = front.length === 0 ? '.' : front.join('/') || '/'
  if (list(folder) === undefined) return undefined
  const found = parts
    .slice(first)
    .reduce<readonly string[]>(
      (folders, part) => folders.flatMap((each) => below(each, part, list)),
      [front.length === 0 ? '' : `${front.join('/')}/`],
    )
  return found
    .map((path) => path.slice(0, -1))
    .map((path) => [utf8Encode(path), path] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, path]) => path)
}

/** What is in a folder under a name or a pattern. Folders end with a slash here. */
function below(folder: string, part: string, list: ListFolder): readonly string[] {
  const names = list(folder === '' ? '.' : folder === '/' ? '/' : folder.slice(0, -1)) ?? []
  const isThere = isGlob(part) ? (name: string) => matchesGlob(part, name) : (name: string) => name === part
  return names.filter(isThere).map((name) => `${folder}${name}/`)
}

/** What one sign of a name may be. */
type Token = 'any' | ((sign: string) => boolean)

function matchesGlob(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !/^\\?\./.test(pattern)) return false
  return matchesTokens(tokensOf(utf8Encode(pattern)), utf8Encode(name))
}

/** Goes back to the last asterisk only, so that the time is at most the product of the lengths. */
function matchesTokens(tokens: readonly Token[], signs: string): boolean {
  let t = 0
  let s = 0
  let asterisk = -1
  let eaten = 0
  while (s < signs.length) {
    const token = tokens[t]
    if (token === 'any') {
      asterisk = t++
      eaten = s
    } else if (token?.(signs[s] as string) === true) {
      t++
      s++
    } else if (asterisk !== -1) {
      t = asterisk + 1
      s = ++eaten
    } else return false
  }
  while (tokens[t] === 'any') t++
  return t === tokens.length
}

function tokensOf(signs: string): readonly Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < signs.length; ) {
    const sign = signs[i] as string
    const bracket = sign === '[' ? bracketAt(signs, i) : null
    if (bracket !== null) {
      tokens.push(bracket.token)
      i = bracket.end
      continue
    }
    const escaped = sign === '\\' && i + 1 < signs.length ? signs[++i] : null
    const meant = escaped ?? sign
    if (escaped === null && sign === '*') tokens.push('any')
    else tokens.push(escaped === null && sign === '?' ? () => true : (each) => each === meant)
    i++
  }
  return tokens
}

/** `[a-z]`, `[!a-z]`, `[]x]`; null where the bracket is not closed and so means itself. */
function bracketAt(
  signs: string,
  start: number,
): { readonly token: (sign: string) => boolean; readonly end: number } | null {
  const isNot = signs[start + 1] === '!' || signs[start + 1] === '^'
  const first = start + (isNot ? 2 : 1)
  const end = signs.indexOf(']', first + 1)
  if (end === -1) return null
  const ranges: (readonly [string, string])[] = []
  for (let i = first; i < end; i++) {
    const isRange = signs[i + 1] === '-' && i + 2 < end
    ranges.push([signs[i] as string, signs[isRange ? i + 2 : i] as string])
    if (isRange) i += 2
  }
  const token = (sign: string): boolean => ranges.some(([low, high]) => low <= sign && sign <= high) !== isNot
  return { token, end: end + 1 }
}
