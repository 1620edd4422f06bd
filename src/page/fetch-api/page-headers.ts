import { complain, type Place } from '../../explain/page-errors'
import { corsSafelistedRequestHeader } from '../../http/cors-safelisted'
import {
  emptyHeaderList,
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
import type { Profile } from '../../profile/profile'
import type { PageScope } from '../scope'
import { countArguments, makeInterface } from '../web-idl'
import { iterateHeaders } from './headers-iterator'
import { showInNode } from './node-inspect'

/** What may be changed, and how. https://fetch.spec.whatwg.org/#headers-guard */
export type Guard = 'immutable' | 'request' | 'request-no-cors' | 'response' | 'none'

/** What headers of a page are made with by ourselves. */
export interface MadeHeaders {
  readonly guard: Guard
  readonly list: HeaderList
  readonly place: Place
}

/** A page that has a class of headers, which those of its requests and responses are of. */
export interface FetchScope extends PageScope {
  readonly makeHeaders: (made: MadeHeaders) => PageHeaders
}

/** Headers as a page has them. https://fetch.spec.whatwg.org/#headers-class */
export class PageHeaders {
  readonly #scope: PageScope
  readonly #place: Place
  #guard: Guard
  #list: HeaderList
  /** What is iterated over, and the list that it is of. */
  #sorted: HeaderList = emptyHeaderList
  #sortedOf: HeaderList = emptyHeaderList

  /** For pages, whose `Headers` are made from this. */
  constructor(scope: PageScope, { guard, list, place }: MadeHeaders) {
    this.#scope = scope
    this.#guard = guard
    this.#list = list
    this.#place = place
  }

  /** @throws TypeError where it is no header, or these cannot be changed */
  append(name: string, value: string): void {
    this.#append('Headers.append', this.#argument('append', name, 1), this.#argument('append', value, 2))
  }

  /** https://fetch.spec.whatwg.org/#concept-headers-append */
  #append(place: Place, name: string, value: string): void {
    const header = this.#header(place, name, value)
    const given = header.value
    if (!this.#mayWrite(place, header.name, given)) return
    if (this.#guard === 'request-no-cors') {
      const before = getHeader(this.#list, header.name)
      const joined = before === null ? given : `${before}, ${given}`
      if (!this.#safelisted(header.name, joined)) return
    }
    this.#list = [...this.#list, header]
  }

  /** @throws TypeError where it is no name, or these cannot be changed */
  delete(name: string): void {
    const lower = this.#name('delete', name)
    if (!this.#mayWrite('Headers.delete', lower, '')) return
    if (this.#guard === 'request-no-cors') {
      if (!noCORSSafelistedRequestHeaderName(lower) && !privilegedNoCORSRequestHeaderName(lower)) return
    }
    this.#list = this.#list.filter((header) => header.name !== lower)
  }

  /** @throws TypeError where it is no name */
  get(name: string): string | null {
    return getHeader(this.#list, this.#name('get', name))
  }

  getSetCookie(): string[] {
    return this.#list.filter((header) => header.name === 'set-cookie').map(({ value }) => value)
  }

  /** @throws TypeError where it is no name */
  has(name: string): boolean {
    return hasHeader(this.#list, this.#name('has', name))
  }

  /** @throws TypeError where it is no header, or these cannot be changed */
  set(name: string, value: string): void {
    const place = 'Headers.set'
    const given = this.#header(place, this.#argument('set', name, 1), this.#argument('set', value, 2))
    if (!this.#mayWrite(place, given.name, given.value)) return
    if (this.#guard === 'request-no-cors' && !this.#safelisted(given.name, given.value)) return
    this.#list = setHeader(this.#list, given.name, given.value)
  }

  /** @throws TypeError where it is no function */
  forEach(callback: (value: string, name: string, headers: PageHeaders) => void, thisArg?: unknown): void {
    if (typeof callback !== 'function') {
      const complaint = typeof callback === 'object' && callback !== null ? 'no-function' : 'no-object'
      throw complain(this.#scope.conversation.userAgent.profile, 'Headers.forEach', complaint)
    }
    for (const [name, value] of this) callback.call(thisArg, value, name, this)
  }

  entries(): IterableIterator<[string, string]> {
    return iterateHeaders(this.#at, ({ name, value }) => [name, value])
  }

  keys(): IterableIterator<string> {
    return iterateHeaders(this.#at, ({ name }) => name)
  }

  values(): IterableIterator<string> {
    return iterateHeaders(this.#at, ({ value }) => value)
  }

  /** The header of an index in the order of names. The list may change while somebody iterates. */
  readonly #at = (index: number): Header | undefined => {
    if (this.#sortedOf !== this.#list) {
      this.#sorted = sortAndCombine(this.#list)
      this.#sortedOf = this.#list
    }
    return this.#sorted[index]
  }

  declare readonly [Symbol.iterator]: () => IterableIterator<[string, string]>
  static {
    makeInterface(PageHeaders, 'Headers')
    countArguments(PageHeaders.prototype, 'Headers', PageHeaders.profileOf)
    // They are one function. https://webidl.spec.whatwg.org/#js-iterable
    const { entries } = PageHeaders.prototype
    Object.defineProperty(PageHeaders.prototype, Symbol.iterator, {
      value: entries,
      writable: true,
      configurable: true,
    })
    showInNode(PageHeaders.prototype, 'Headers', (headers) => Object.fromEntries(headers))
  }

  /** Appends what a page gave. https://fetch.spec.whatwg.org/#concept-headers-fill */
  static fill(headers: PageHeaders, init: unknown): void {
    const place = headers.#place
    for (const [name, value] of headers.#linesOf(init)) headers.#append(place, name, value)
  }

  /** Takes over the list of other headers, which have been under the same guard already. */
  static copy(headers: PageHeaders, from: PageHeaders): void {
    headers.#list = from.#list
  }

  /** What the engine of their page does. */
  static profileOf(headers: PageHeaders): Profile {
    return headers.#scope.conversation.userAgent.profile
  }

  /** Whether they are of something that was fetched, and nobody may change them. */
  static areImmutable(headers: PageHeaders): boolean {
    return headers.#guard === 'immutable'
  }

  /** The list as it is. */
  static listOf(headers: PageHeaders): HeaderList {
    return headers.#list
  }

  /** Adds the type that a body brings, whatever the guard says of it, where there is none. */
  static addType(headers: PageHeaders, header: Header, guarded: boolean): void {
    if (hasHeader(headers.#list, header.name)) return
    if (guarded) headers.#append(headers.#place, header.name, header.value)
    else headers.#list = [...headers.#list, header]
  }

  /** The pairs that a page gave, each a byte string. */
  #linesOf(init: unknown): (readonly [string, string])[] {
    if (init === undefined) return []
    if (init instanceof PageHeaders && init[Symbol.iterator] === PageHeaders.prototype[Symbol.iterator]) {
      return init.#list.map(({ name, value }) => [name, value] as const)
    }
    if ((typeof init !== 'object' && typeof init !== 'function') || init === null) {
      throw this.#wrong('Headers are made from pairs, or from an object.')
    }
    const iterate: unknown = Reflect.get(init, Symbol.iterator)
    if (iterate === undefined || iterate === null) return this.#linesOfRecord(init)
    if (typeof iterate !== 'function') throw this.#wrong('Headers are made from pairs, or from an object.')
    return [...(init as Iterable<Iterable<unknown>>)].map((pair) => {
      const both = typeof pair === 'object' && pair !== null ? [...pair] : []
      if (both.length !== 2) throw this.#wrong('A header is a pair of a name and a value.')
      return [this.#member(both[0], inPairs), this.#member(both[1], inPairs)] as const
    })
  }

  #linesOfRecord(record: object): (readonly [string, string])[] {
    const lines: (readonly [string, string])[] = []
    for (const key of Reflect.ownKeys(record)) {
      if (Reflect.getOwnPropertyDescriptor(record, key)?.enumerable !== true) continue
      if (typeof key === 'symbol') throw this.#wrong('A symbol is no header name.')
      const name = this.#member(key, 'a name')
      lines.push([name, this.#member(Reflect.get(record, key), 'a value')])
    }
    return lines
  }

  #wrong(value: string): TypeError {
    return complain(this.#scope.conversation.userAgent.profile, this.#place, 'other', { value })
  }

  /** The byte string of a member of what headers are made from. */
  #member(given: unknown, what: string): string {
    const value = `${given}`
    if (isByteString(value)) return value
    const { profile } = this.#scope.conversation.userAgent
    const dictionary = this.#place === 'Response' ? 'ResponseInit' : 'RequestInit'
    const complaint = this.#place === 'Headers' ? 'argument-not-bytes' : 'not-bytes'
    throw complain(profile, this.#place, complaint, { value, what, dictionary, ...firstWide(value) })
  }

  /** The byte string of a method's argument. */
  #argument(method: string, given: unknown, number: 1 | 2): string {
    const value = `${given}`
    if (isByteString(value)) return value
    const { profile } = this.#scope.conversation.userAgent
    const what = `argument ${number}`
    throw complain(profile, `Headers.${method}`, 'argument-not-bytes', { value, what, ...firstWide(value) })
  }

  /** The name that a method was given, in lower case. */
  #name(method: string, given: unknown): string {
    return this.#lowerName(`Headers.${method}`, this.#argument(method, given, 1))
  }

  #lowerName(place: Place, name: string): string {
    if (isToken(name)) return byteLowercase(name)
    throw complain(this.#scope.conversation.userAgent.profile, place, 'header-name', { value: name })
  }

  /** https://fetch.spec.whatwg.org/#concept-header-value-normalize */
  #header(place: Place, name: string, raw: string): Header {
    const lower = this.#lowerName(place, name)
    const value = stripHTTPWhitespace(raw)
    if (isHeaderValue(value)) return { name: lower, value }
    throw complain(this.#scope.conversation.userAgent.profile, place, 'header-value', { name, value })
  }

  /** https://fetch.spec.whatwg.org/#headers-validate */
  #mayWrite(place: Place, name: string, value: string): boolean {
    switch (this.#guard) {
      case 'immutable': {
        const { profile } = this.#scope.conversation.userAgent
        throw complain(profile, place, 'other', { value: 'Headers are immutable' })
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

/** As one engine calls the members of pairs. */
const inPairs =
  'element of element of sequence<sequence<ByteString>> branch of (sequence<sequence<ByteString>> or record<ByteString, ByteString>)'

/** Where the first character beyond U+00FF is, and which. */
function firstWide(value: string): { readonly index: string; readonly code: string } {
  const index = value.search(/[^\0-\xff]/)
  return { index: String(index), code: String(value.charCodeAt(index)) }
}
