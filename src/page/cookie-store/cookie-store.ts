import { retrieveCookies } from '../../cookies/retrieve-cookies'
import { documentCookieContext } from '../../fetch/cookie-context'
import { cookieAversion } from '../../fetch/document-cookie'
import { potentiallyTrustworthyURL } from '../../origin/trustworthy'
import { withFragment } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { withCookieStore } from '../../user-agent/user-agent'
import { type DocumentRecord, urlIn } from '../document'
import { defineEventHandlers, type EventHandler } from '../event-handlers'
import { ListenedTarget } from '../listened-target'
import type { PageScope } from '../scope'
import { countArguments, makeInterface } from '../web-idl'
import { CookieChangeEvent } from './cookie-change-event'
import {
  type CookieDeleteInit,
  type CookieGetInit,
  type CookieInit,
  type CookieSetting,
  dictionaryOf,
  readDeletion,
  readSetting,
  usvString,
} from './cookie-init'
import { type CookieItem, deletedItemOf, itemOf } from './cookie-item'
import { normalizedName, setCookie } from './set-cookie'
import { cookieChanges } from './visible-cookies'

type Given = string | null | undefined | object

/**
 * `cookieStore`, as pages have it: each method answers later, and refuses with a TypeError what could be no cookie.
 * https://cookiestore.spec.whatwg.org/#CookieStore
 */
export class PageCookieStore extends ListenedTarget {
  readonly #scope: PageScope
  declare onchange: EventHandler<CookieChangeEvent>
  #stopWatching: (() => void) | null = null

  /** For pages. */
  constructor(scope: PageScope) {
    super()
    this.#scope = scope
  }

  static {
    defineEventHandlers(PageCookieStore.prototype, ['change'])
    makeInterface(PageCookieStore, 'CookieStore')
    const profileOf = (store: PageCookieStore): Profile => store.#scope.conversation.userAgent.profile
    countArguments(PageCookieStore.prototype, 'CookieStore', profileOf, true)
  }

  /** The first cookie that scripts see, of that name; null where there is none. */
  async get(options?: string | CookieGetInit): Promise<CookieItem | null> {
    if (typeof options !== 'string') {
      const { name, url } = dictionaryOf(options)
      this.#allowed()
      if (name === undefined && url === undefined) throw new TypeError('get wants a name or a URL.')
    }
    return (await this.getAll(options))[0] ?? null
  }

  /** The cookies that scripts see, all of them or those of a name. */
  async getAll(options?: string | CookieGetInit): Promise<CookieItem[]> {
    const { name, url } =
      typeof options === 'string' ? { name: options, url: undefined } : dictionaryOf(options)
    const document = this.#allowed()
    if (url !== undefined) checkURL(document, usvString(url))
    return this.#query(document, name === undefined ? null : usvString(name))
  }

  /** Sets a cookie: for the page's host, the path `/`, secure and `SameSite=Strict`, where nothing else is said. */
  async set(name: string, value: string): Promise<void>
  async set(options: CookieInit): Promise<void>
  async set(...given: readonly [Given, Given?]): Promise<void> {
    const init = given.length > 1 ? { name: `${given[0]}`, value: `${given[1]}` } : given[0]
    this.#set(readSetting(init))
  }

  /** Removes a cookie, whose domain and path have to be told where they are not the usual ones. */
  async delete(options: string | CookieDeleteInit): Promise<void> {
    this.#set(readDeletion(typeof options === 'string' ? { name: options } : options))
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(...args)
    this.#watchIfListened()
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    super.removeEventListener(...args)
    this.#watchIfListened()
  }

  /** Changes are looked for as long as somebody listens, which also keeps a page from being collected. */
  #watchIfListened(): void {
    if (ListenedTarget.listened(this, 'change')) this.#stopWatching ??= this.#watch()
    else {
      this.#stopWatching?.()
      this.#stopWatching = null
    }
  }

  #watch(): () => void {
    const { conversation, document } = this.#scope
    return conversation.watch((before, after) => {
      if (before.cookieStore === after.cookieStore) return
      // A listener may have gone by its signal, or since it was there once only.
      this.#watchIfListened()
      if (this.#stopWatching === null) return
      const { changed, deleted } = cookieChanges(before, after, document(), conversation.now())
      if (changed.length === 0 && deleted.length === 0) return
      const event = new CookieChangeEvent('change', {
        changed: changed.map((cookie) => itemOf(after.profile, cookie)),
        deleted: deleted.map((cookie) => deletedItemOf(after.profile, cookie)),
      })
      conversation.inBackground(nextTask().then(() => this.dispatchEvent(event)))
    })
  }

  /** https://cookiestore.spec.whatwg.org/#query-cookies */
  #query(document: DocumentRecord, wanted: string | null): CookieItem[] {
    const { conversation } = this.#scope
    const { userAgent } = conversation
    const { profile, cookieStore } = userAgent
    if (cookieAversion(profile, document) !== null) return []
    const context = documentCookieContext(profile, document, conversation.now())
    const { cookies, store } = retrieveCookies(cookieStore, context, profile, null)
    conversation.remember(withCookieStore(userAgent, store))
    const name = wanted === null ? null : normalizedName(profile, wanted)
    return cookies
      .map((cookie) => itemOf(profile, cookie))
      .filter((item) => name === null || item.name === name)
  }

  #set(setting: CookieSetting): void {
    const { conversation } = this.#scope
    const document = this.#allowed()
    conversation.remember(setCookie(conversation.userAgent, document, setting, conversation.now()))
  }

  /** @throws DOMException a `SecurityError` in a document of an opaque origin */
  #allowed(): DocumentRecord {
    const document = this.#scope.document()
    if (document.client.origin.kind === 'opaque')
      throw new DOMException('The document has an opaque origin, and so no cookies.', 'SecurityError')
    return document
  }
}

/** A page's cookie store; undefined where it has none: in an engine of old, or without a secure context. */
export function cookieStoreOf(scope: PageScope): PageCookieStore | undefined {
  const { hasCookieStore } = scope.conversation.userAgent.profile
  return hasCookieStore && isSecure(scope.document()) ? new PageCookieStore(scope) : undefined
}

/** https://html.spec.whatwg.org/multipage/webappapis.html#secure-context */
function isSecure({ url, navigable: { parent } }: DocumentRecord): boolean {
  return potentiallyTrustworthyURL(url) && (parent === null || isSecure(parent))
}

/** Documents can ask for their own URL alone. */
function checkURL(document: DocumentRecord, input: string): void {
  const url = urlIn(document, input)
  if (url === null || withFragment(url, null).href !== withFragment(document.url, null).href)
    throw new TypeError(`${input} is not the URL of the document.`)
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
