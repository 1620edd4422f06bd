import { complain, type Place } from '../../explain/page-errors'
import { corsSafelistedRequestHeader } from '../../http/cors-safelisted'
import {
  getHeader,
  type Header,
  type HeaderList,
  hasHeader,
  setHeader,
  sortAndCombine,
} from '../../http/header-list'
import {
  forbiddenRequestHeader,
  forbiddenResponseHeaderName,
  noCORSSafelistedRequestHeaderName,
  privilegedNoCORSRequestHeaderName,
} from '../../http/header-names'
import {
  byteLowercase,
  isByteString,
  isHeaderValue,
  isToken,
  stripHTTPWhitespace,
} from '../../infra/byte-string'
import type { PageScope } from '../scope'

/** What may be changed, and how. https://fetch.spec.whatwg.org/#headers-guard */
export type Guard = 'immutable' | 'request' | 'request-no-cors' | 'response' | 'none'

/** Headers as a page has them. https://fetch.spec.whatwg.org/#headers-class */
export class PageHeaders {
  readonly #scope: PageScope
  readonly #place: Place
  #guard: Guard
  #list: HeaderList

  /** For pages, whose `Headers` are made from this. */
  constructor(scope: PageScope, guard: Guard, list: HeaderList, place: Place) {
    this.#scope = scope
    this.#guard = guard
    this.#list = list
    this.#place = place
  }

  get [Symbol.toStringTag](): string {
    return 'Headers'
  }

  /** @throws TypeError where it is no header, or these cannot be changed */
  append(name: string, value: string): void {
    const given = stripHTTPWhitespace(this.#bytes(value))
    const header = { name: this.#name(name), value: given }
    this.#checkValue(name, given)
    if (!this.#mayWrite(header.name, header.value)) return
    if (this.#guard === 'request-no-cors') {
      const before = getHeader(this.#list, header.name)
      const joined = before === null ? given : `${before}, ${given}`
      if (!this.#safelisted(header.name, joined)) return
    }
    this.#list = [...this.#list, header]
  }

  /** @throws TypeError where it is no name, or these cannot be changed */
  delete(name: string): void {
    const lower = this.#name(name)
    if (!this.#mayWrite(lower, '')) return
    if (this.#guard === 'request-no-cors') {
      if (!noCORSSafelistedRequestHeaderName(lower) && !privilegedNoCORSRequestHeaderName(lower)) return
    }
    this.#list = this.#list.filter((header) => header.name !== lower)
  }

  /** @throws TypeError where it is no name */
  get(name: string): string | null {
    return getHeader(this.#list, this.#name(name))
  }

  getSetCookie(): string[] {
    return this.#list.filter((header) => header.name === 'set-cookie').map(({ value }) => value)
  }

  /** @throws TypeError where it is no name */
  has(name: string): boolean {
    return hasHeader(this.#list, this.#name(name))
  }

  /** @throws TypeError where it is no header, or these cannot be changed */
  set(name: string, value: string): void {
    const given = stripHTTPWhitespace(this.#bytes(value))
    const lower = this.#name(name)
    this.#checkValue(name, given)
    if (!this.#mayWrite(lower, given)) return
    if (this.#guard === 'request-no-cors' && !this.#safelisted(lower, given)) return
    this.#list = setHeader(this.#list, lower, given)
  }

  forEach(callback: (value: string, name: string, headers: PageHeaders) => void, thisArg?: unknown): void {
    for (const [name, value] of this) callback.call(thisArg, value, name, this)
  }

  *entries(): IterableIterator<[string, string]> {
    // The list may change while somebody iterates.
    for (let i = 0; ; i++) {
      const header = sortAndCombine(this.#list)[i]
      if (header === undefined) return
      yield [header.name, header.value]
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries()
  }

  /** Appends what a page gave. https://fetch.spec.whatwg.org/#concept-headers-fill */
  static fill(headers: PageHeaders, init: unknown): void {
    for (const [name, value] of headers.#linesOf(init)) headers.append(name, value)
  }

  /** The list as it is. */
  static listOf(headers: PageHeaders): HeaderList {
    return headers.#list
  }

  /** Adds the type that a body brings, whatever the guard says of it, where there is none. */
  static addType(headers: PageHeaders, header: Header, guarded: boolean): void {
    if (hasHeader(headers.#list, header.name)) return
    if (guarded) headers.append(header.name, header.value)
    else headers.#list = [...headers.#list, header]
  }

  #linesOf(init: unknown): [string, string][] {
    if (init === undefined) return []
    const profile = this.#scope.conversation.userAgent.profile
    const wrong = (value: string): TypeError => complain(profile, this.#place, 'other', { value })
    if ((typeof init !== 'object' && typeof init !== 'function') || init === null) {
      throw wrong('Headers are made from pairs, or from an object.')
    }
    if (typeof (init as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function') {
      return [...(init as Iterable<Iterable<unknown>>)].map((pair): [string, string] => {
        const both = typeof pair === 'object' && pair !== null ? [...pair] : []
        if (both.length !== 2) throw wrong('A header is a pair of a name and a value.')
        return [String(both[0]), String(both[1])]
      })
    }
    const record = init as { readonly [name: string]: unknown }
    return Reflect.ownKeys(record)
      .filter((key) => Reflect.getOwnPropertyDescriptor(record, key)?.enumerable === true)
      .map((key): [string, string] => {
        if (typeof key === 'symbol') throw wrong('A symbol is no header name.')
        return [key, String(record[key])]
      })
  }

  #bytes(value: string): string {
    const text = String(value)
    if (isByteString(text)) return text
    throw complain(this.#scope.conversation.userAgent.profile, this.#place, 'not-bytes', {
      value: text,
    })
  }

  #name(name: string): string {
    const given = this.#bytes(name)
    if (isToken(given)) return byteLowercase(given)
    const { profile } = this.#scope.conversation.userAgent
    throw complain(profile, this.#place, 'header-name', { value: given })
  }

  #checkValue(name: string, value: string): void {
    if (isHeaderValue(value)) return
    const { profile } = this.#scope.conversation.userAgent
    throw complain(profile, this.#place, 'header-value', { name: String(name), value })
  }

  /** https://fetch.spec.whatwg.org/#headers-validate */
  #mayWrite(name: string, value: string): boolean {
    switch (this.#guard) {
      case 'immutable': {
        const { profile } = this.#scope.conversation.userAgent
        throw complain(profile, this.#place, 'other', { value: 'Headers are immutable' })
      }
      case 'request':
      case 'request-no-cors':
        return !forbiddenRequestHeader(name, value)
      case 'response':
        return !forbiddenResponseHeaderName(name)
      case 'none':
        return true
    }
  }

  #safelisted(name: string, value: string): boolean {
    if (!noCORSSafelistedRequestHeaderName(name)) return false
    return corsSafelistedRequestHeader(name, value, this.#scope.conversation.userAgent.profile)
  }
}
