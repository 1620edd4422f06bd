import { isTabOrSpace, stripTabOrSpace, tokenBytes } from '../infra/byte-string'

/**
 * A header: https://fetch.spec.whatwg.org/#concept-header
 *
 * Both parts are byte strings. A name is brought to lower case where it enters, never in here, and is then
 * compared with `===`. The casing that goes on the wire is the driver's affair.
 */
export interface Header {
  readonly name: string
  readonly value: string
}

/** A header list: headers in order, duplicates kept. https://fetch.spec.whatwg.org/#concept-header-list */
export type HeaderList = readonly Header[]

/** The header list everybody without headers shares. */
export const emptyHeaderList: HeaderList = []

/** Whether the list has a header of this name. https://fetch.spec.whatwg.org/#header-list-contains */
export function hasHeader(list: HeaderList, name: string): boolean {
  for (const header of list) {
    if (header.name === name) return true
  }
  return false
}

/**
 * All values of a name as one, joined with `, `; null where there is no such header, which is not the same
 * as an empty one. https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function getHeader(list: HeaderList, name: string): string | null {
  let value: string | null = null
  for (const header of list) {
    if (header.name !== name) continue
    value = value === null ? header.value : `${value}, ${header.value}`
  }
  return value
}

/**
 * The members of a comma-separated header, whichever way they are spread over lines; null where there is
 * no such header. https://fetch.spec.whatwg.org/#concept-header-list-get-decode-split
 */
export function getDecodeAndSplit(list: HeaderList, name: string): string[] | null {
  const value = getHeader(list, name)
  return value === null ? null : getDecodeAndSplitValue(value)
}

/**
 * The members of a comma-separated value, at least one. A comma within quotes does not separate; quotes
 * and backslashes stay. https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
 */
export function getDecodeAndSplitValue(value: string): string[] {
  const members: string[] = []
  let start = 0
  let position = 0
  for (;;) {
    while (position < value.length && value[position] !== '"' && value[position] !== ',') position++
    // 5.2 What follows a quoted string up to the next comma belongs to the same member.
    if (position < value.length && value[position] === '"') {
      position = endOfQuotedString(value, position)
      if (position < value.length) continue
    }
    // 5.3 and 5.4
    members.push(stripTabOrSpace(value.slice(start, position)))
    // 5.6
    if (position >= value.length) return members
    position++
    start = position
  }
}

/**
 * Where the quoted string that opens at `start` is over; the end of the value where it is never closed.
 * https://fetch.spec.whatwg.org/#collect-an-http-quoted-string
 */
function endOfQuotedString(value: string, start: number): number {
  let position = start + 1
  while (position < value.length) {
    const quoteOrBackslash = value[position]
    position++
    if (quoteOrBackslash === '"') return position
    if (quoteOrBackslash === '\\') position++
  }
  return value.length
}

/** The list with one more header at its end. https://fetch.spec.whatwg.org/#concept-header-list-append */
export function appendHeader(list: HeaderList, name: string, value: string): HeaderList {
  return [...list, { name, value }]
}

/**
 * The list without the headers of this name; the very same list where there were none.
 * https://fetch.spec.whatwg.org/#concept-header-list-delete
 */
export function deleteHeader(list: HeaderList, name: string): HeaderList {
  return hasHeader(list, name) ? list.filter((header) => header.name !== name) : list
}

/**
 * The list with this as the only header of its name, where the first one stood, or else at the end.
 * https://fetch.spec.whatwg.org/#concept-header-list-set
 */
export function setHeader(list: HeaderList, name: string, value: string): HeaderList {
  const headers: Header[] = []
  let found = false
  for (const header of list) {
    if (header.name !== name) headers.push(header)
    else if (!found) {
      found = true
      headers.push({ name, value })
    }
  }
  if (!found) headers.push({ name, value })
  return headers
}

/**
 * The list with the value joined to the first header of its name, or else as a new header at the end.
 * Further headers of the name stay. https://fetch.spec.whatwg.org/#concept-header-list-combine
 */
export function combineHeader(list: HeaderList, name: string, value: string): HeaderList {
  const first = list.findIndex((header) => header.name === name)
  if (first === -1) return appendHeader(list, name, value)
  return list.map((header, i) => (i === first ? { name, value: `${header.value}, ${value}` } : header))
}

/**
 * The list as script sees it: one header a name, sorted by name, only `set-cookie` kept line by line.
 * https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
 */
export function sortAndCombine(list: HeaderList): HeaderList {
  // Sorting is stable: headers of one name stay in order, side by side.
  const sorted = list.slice().sort(compareNames)
  const headers: Header[] = []
  let last: Header | null = null
  for (const header of sorted) {
    // 3.2 Two headers of one name become one value, as in getHeader.
    if (last !== null && last.name === header.name && header.name !== 'set-cookie') {
      last = { name: header.name, value: `${last.value}, ${header.value}` }
      headers[headers.length - 1] = last
    } else {
      last = header
      headers.push(header)
    }
  }
  return headers
}

function compareNames(a: Header, b: Header): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

const noTokens: readonly string[] = []

/**
 * Extract header list values, for a header that is a list of tokens: its members in order and as they
 * were written, null where there is no such header, `failure` where a member of any line is no token.
 * Empty members are allowed and skipped, so an empty header is an empty list.
 *
 * https://fetch.spec.whatwg.org/#extract-header-list-values,
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1
 */
export function extractTokens(list: HeaderList, name: string): readonly string[] | null | 'failure' {
  let found = false
  let tokens: string[] | null = null
  for (const header of list) {
    if (header.name !== name) continue
    found = true
    if (header.value === '') continue
    // 4.1 and 4.2 One line that is no list spoils the others.
    tokens ??= []
    if (!appendTokensOf(header.value, tokens)) return 'failure'
  }
  return tokens ?? (found ? noTokens : null)
}

/** Appends the members of one line to `tokens`; false where one of them is no token. */
function appendTokensOf(value: string, tokens: string[]): boolean {
  let position = 0
  while (position < value.length) {
    const byte = value.charCodeAt(position)
    if (byte === 0x2c || isTabOrSpace(byte)) {
      position++
      continue
    }
    const start = position
    while (position < value.length && tokenBytes[value.charCodeAt(position)] === 1) position++
    if (position === start) return false
    tokens.push(value.slice(start, position))
    // After a member, only whitespace may come before the next comma.
    while (position < value.length && isTabOrSpace(value.charCodeAt(position))) position++
    if (position < value.length && value.charCodeAt(position) !== 0x2c) return false
  }
  return true
}
