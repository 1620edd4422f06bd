import type { Header, HeaderList } from '../http/header-list'
import { byteLowercase, isByteString, isToken, stripHTTPWhitespace } from '../infra/byte-string'
import type { ConfigIssue } from '../infra/config-error'
import { report } from './init-issues'

/** Headers as one writes them: pairs (an array, a `Headers`, a `Map`), or an object. */
export type HeadersInput =
  | Iterable<readonly [name: string, value: string]>
  | { readonly [name: string]: string }

/**
 * The header list that pairs make, names in lower case and values normalized. What is wrong is reported.
 * https://fetch.spec.whatwg.org/#concept-headers-fill
 */
export function headerListOf(headers: unknown, issues: ConfigIssue[]): HeaderList {
  const list: Header[] = []
  const pairs = pairsOf(headers)
  if (pairs === null) {
    report(
      'headers',
      headers,
      'an object from names to values, or an iterable of [name, value] pairs',
      issues,
    )
    return list
  }
  let i = 0
  for (const pair of pairs) {
    if (Array.isArray(pair) && pair.length === 2) appendChecked(list, pair[0], pair[1], i, issues)
    // What it is may be a secret.
    else report(`headers[${i}]`, '…', 'a [name, value] pair', issues)
    i++
  }
  return list
}

/** Null where it is neither: entries of a Date, say, would be no headers without a word. */
function pairsOf(headers: unknown): Iterable<unknown> | null {
  if (typeof headers !== 'object' || headers === null) return null
  if (Symbol.iterator in headers) {
    return typeof headers[Symbol.iterator] === 'function' ? (headers as Iterable<unknown>) : null
  }
  const prototype: unknown = Object.getPrototypeOf(headers)
  // That of plain objects is the one without a prototype of its own, in any realm.
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null
  return plain ? Object.entries(headers) : null
}

function appendChecked(
  list: Header[],
  name: unknown,
  value: unknown,
  i: number,
  issues: ConfigIssue[],
): void {
  if (typeof name !== 'string' || !isToken(name)) {
    const path = `headers[${typeof name === 'string' ? JSON.stringify(name) : i}]`
    const message = `${path}: a header name must be a token`
    issues.push({ path, value: name, reason: 'invalid', message })
    return
  }
  const normalized = typeof value === 'string' ? stripHTTPWhitespace(value) : null
  if (normalized === null || !isByteString(normalized) || /[\0\n\r]/.test(normalized)) {
    const path = `headers[${JSON.stringify(name)}]`
    const message = `${path}: a header value must be bytes (characters up to U+00FF) without NUL, CR or LF`
    // The value itself may be a secret.
    issues.push({ path, value: '…', reason: 'invalid', message })
    return
  }
  list.push({ name: byteLowercase(name), value: normalized })
}
