import type { Header } from '../../http/header-list'

type HeaderAt = (index: number) => Header | undefined

/** What `headers.entries()` and its like return. https://webidl.spec.whatwg.org/#js-default-iterator-object */
class HeadersIterator<T> {
  readonly #at: HeaderAt
  readonly #shown: (header: Header) => T
  #index = 0

  constructor(at: HeaderAt, shown: (header: Header) => T) {
    this.#at = at
    this.#shown = shown
  }

  next(): IteratorResult<T, undefined> {
    const header = this.#at(this.#index)
    if (header === undefined) return { value: undefined, done: true }
    this.#index += 1
    return { value: this.#shown(header), done: false }
  }

  static {
    const { prototype } = HeadersIterator
    // What all iterators of the platform have: among it that each iterates over itself.
    Object.setPrototypeOf(prototype, Object.getPrototypeOf(Object.getPrototypeOf([].values())))
    Reflect.deleteProperty(prototype, 'constructor')
    Object.defineProperty(prototype, 'next', { enumerable: true })
    Object.defineProperty(prototype, Symbol.toStringTag, { value: 'Headers Iterator', configurable: true })
  }
}

/** Goes through headers by their index, as they are when it comes to each. */
export function iterateHeaders<T>(at: HeaderAt, shown: (header: Header) => T): IterableIterator<T> {
  const iterator: unknown = new HeadersIterator(at, shown)
  return iterator as IterableIterator<T>
}
