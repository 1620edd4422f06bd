import { byteLowercase, stripTabOrSpace } from '../infra/byte-string'
import { createInternTable, longestKey } from '../origin/intern-table'

const names = [
  'expires',
  'max-age',
  'domain',
  'path',
  'secure',
  'httponly',
  'samesite',
  'partitioned',
] as const

type AttributeName = (typeof names)[number]

/** One attribute of a line, before anybody asks what it means. */
export interface CookieAttribute {
  readonly name: AttributeName
  /** As it is written, but for that of `SameSite`, which is in lower case; empty where there is no equals sign. */
  readonly value: string
}

/**
 * Attributes by the text that they were read from. A server says the same of nearly every cookie that it sets, so that most
 * lines differ in the value alone. Out of sight, as the tables of URLs are.
 */
const attributesByText = /* @__PURE__ */ createInternTable<readonly CookieAttribute[]>(128)

const none: readonly CookieAttribute[] = []

/**
 * The attributes of a line that are known, `start` being where the first semicolon is; -1 where there is none.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#set-cookie
 */
export function attributesOf(line: string, start: number): readonly CookieAttribute[] {
  if (start === -1) return none
  const text = line.slice(start)
  const known = attributesByText.get(text)
  if (known !== undefined) return known
  const attributes = readAttributes(text)
  // A date is hardly ever said twice, and part of a long line may keep all of it in memory.
  if (line.length <= longestKey && !attributes.some(({ name }) => name === 'expires'))
    attributesByText.set(text, attributes)
  return attributes
}

/** Reads a text in which a semicolon stands before each attribute. */
function readAttributes(text: string): readonly CookieAttribute[] {
  const attributes: CookieAttribute[] = []
  for (let start = 0; start !== -1; ) {
    const next = text.indexOf(';', start + 1)
    const attribute = next === -1 ? text.slice(start + 1) : text.slice(start + 1, next)
    const equals = attribute.indexOf('=')
    const name = nameOf(stripTabOrSpace(equals === -1 ? attribute : attribute.slice(0, equals)))
    if (name !== undefined) {
      const value = equals === -1 ? '' : stripTabOrSpace(attribute.slice(equals + 1))
      attributes.push({ name, value: name === 'samesite' ? byteLowercase(value) : value })
    }
    start = next
  }
  return attributes
}

/** Attributes by their names as they are mostly written: to look one up is faster than to put it in lower case. */
const asUsual: ReadonlyMap<string, AttributeName> = /* @__PURE__ */ new Map([
  ['Expires', 'expires'],
  ['Max-Age', 'max-age'],
  ['Domain', 'domain'],
  ['Path', 'path'],
  ['Secure', 'secure'],
  ['HttpOnly', 'httponly'],
  ['SameSite', 'samesite'],
  ['Partitioned', 'partitioned'],
])

/** Which attribute a word names; undefined for one that is not known. */
function nameOf(word: string): AttributeName | undefined {
  const usual = asUsual.get(word)
  if (usual !== undefined) return usual
  const lowercase = byteLowercase(word)
  return names.find((name) => name === lowercase)
}
