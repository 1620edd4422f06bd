import { byteLowercase, stripTabOrSpace } from '../infra/byte-string'
import { editDistance } from './near-miss'

/** Attributes that browsers know, by their names in lower case. */
export const attributeNames: ReadonlyMap<string, string> = new Map(
  ['Expires', 'Max-Age', 'Domain', 'Path', 'Secure', 'HttpOnly', 'SameSite', 'Partitioned', 'Priority'].map(
    (name) => [name.toLowerCase(), name],
  ),
)

/** The attribute that a name in lower case is, but for a slip of the pen; null where it is something else. */
export function attributeMeant(name: string): string | null {
  const letters = name.replace(/[-_ ]/g, '')
  for (const [lower, written] of attributeNames) {
    if (editDistance(letters, lower.replace('-', ''), 1) <= 1) return written
  }
  return null
}

/** One attribute of a `Set-Cookie` line, as it was written. */
export interface Attribute {
  readonly written: string
  /** In lower case. */
  readonly name: string
  /** Null where there is no equals sign. */
  readonly value: string | null
}

/** What stands behind the name and value of a line. Empty attributes, as between two semicolons, are left out. */
export function attributesOf(line: string): readonly Attribute[] {
  const attributes: Attribute[] = []
  for (const part of line.split(';').slice(1)) {
    const written = stripTabOrSpace(part)
    if (written === '') continue
    const equals = written.indexOf('=')
    const name = equals === -1 ? written : stripTabOrSpace(written.slice(0, equals))
    const value = equals === -1 ? null : stripTabOrSpace(written.slice(equals + 1))
    attributes.push({ written, name: byteLowercase(name), value })
  }
  return attributes
}

/** The line without those of its attributes that are named, and with others behind it. */
export function rewritten(line: string, without: readonly string[], added: readonly string[]): string {
  const semicolon = line.indexOf(';')
  const pair = stripTabOrSpace(semicolon === -1 ? line : line.slice(0, semicolon))
  const kept = attributesOf(line).filter(({ name }) => !without.includes(name))
  return [pair, ...kept.map(({ written }) => written), ...added].join('; ')
}
