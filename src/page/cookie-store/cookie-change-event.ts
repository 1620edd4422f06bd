import type { CookieItem } from './cookie-item'

export interface CookieChangeEventInit {
  readonly changed?: readonly CookieItem[]
  readonly deleted?: readonly CookieItem[]
}

/** https://cookiestore.spec.whatwg.org/#CookieChangeEvent */
export class CookieChangeEvent extends Event {
  readonly changed: readonly CookieItem[]
  readonly deleted: readonly CookieItem[]

  constructor(type: string, { changed = [], deleted = [] }: CookieChangeEventInit = {}) {
    super(type)
    this.changed = Object.freeze([...changed])
    this.deleted = Object.freeze([...deleted])
  }
}
