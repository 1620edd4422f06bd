import { type SendBeacon, sendBeaconOf } from './beacon'
import { cookieStoreOf, type PageCookieStore } from './cookie-store/cookie-store'
import { eventSourceOf, type PageEventSourceConstructor } from './event-source/event-source'
import { createFetchAPI, type FetchAPI } from './fetch-api/fetch-api'
import { PageDocument, PageLocation } from './page-document'
import type { PageScope } from './scope'
import { type PageWebSocketConstructor, webSocketOf } from './web-socket/web-socket'
import { axiosAdapterOf, type PageAxiosAdapter } from './xhr/axios-adapter'
import { type XMLHttpRequestConstructor, xmlHttpRequestOf } from './xhr/constructor'

/** The interfaces that scripts of a page find: each made when it is asked for first, and the same from then on. */
export abstract class PageInterfaces {
  readonly document: PageDocument
  readonly location: PageLocation
  readonly #scope: PageScope
  #fetchAPI: FetchAPI | null = null
  #sendBeacon: SendBeacon | null = null
  #EventSource: PageEventSourceConstructor | null = null
  #WebSocket: PageWebSocketConstructor | null = null
  #cookieStore: PageCookieStore | undefined
  #XMLHttpRequest: XMLHttpRequestConstructor | null = null
  #axiosAdapter: PageAxiosAdapter | null = null

  /** For pages. */
  constructor(scope: PageScope) {
    this.#scope = scope
    this.document = new PageDocument(scope.conversation, scope.document)
    this.location = new PageLocation(scope.document)
  }

  /** `navigator.sendBeacon`. The request goes on by itself; `browser.idle()` waits for it. */
  get sendBeacon(): SendBeacon {
    this.#sendBeacon ??= sendBeaconOf(this.#scope)
    return this.#sendBeacon
  }

  /** Undefined where the page has none: outside secure contexts, and in profiles of engines without. */
  get cookieStore(): PageCookieStore | undefined {
    this.#cookieStore ??= cookieStoreOf(this.#scope)
    return this.#cookieStore
  }

  get EventSource(): PageEventSourceConstructor {
    this.#EventSource ??= eventSourceOf(this.#scope)
    return this.#EventSource
  }

  /** The handshake of sockets, as it comes to cookies, origins and mixed content; messages are not modelled. */
  get WebSocket(): PageWebSocketConstructor {
    this.#WebSocket ??= webSocketOf(this.#scope)
    return this.#WebSocket
  }

  /** As the Fetch standard has it; rejects as the engine does, with the explanation as the error's `cause`. */
  get fetch(): FetchAPI['fetch'] {
    return this.#fetch().fetch
  }

  /** Requests, relative to this page. */
  get Request(): FetchAPI['Request'] {
    return this.#fetch().Request
  }

  /** Responses, as a page makes them. */
  get Response(): FetchAPI['Response'] {
    return this.#fetch().Response
  }

  /** Headers, as a page makes them. */
  get Headers(): FetchAPI['Headers'] {
    return this.#fetch().Headers
  }

  /** The platform's, but that `timeout` follows the browser's clock. */
  get AbortSignal(): FetchAPI['AbortSignal'] {
    return this.#fetch().AbortSignal
  }

  #fetch(): FetchAPI {
    this.#fetchAPI ??= createFetchAPI(this.#scope)
    return this.#fetchAPI
  }

  get XMLHttpRequest(): XMLHttpRequestConstructor {
    this.#XMLHttpRequest ??= xmlHttpRequestOf(this.#scope)
    return this.#XMLHttpRequest
  }

  /** For `axios.create({ adapter: page.axiosAdapter })`: axios 1.x over the XMLHttpRequest of the page. */
  get axiosAdapter(): PageAxiosAdapter {
    this.#axiosAdapter ??= axiosAdapterOf(this.#scope, this.XMLHttpRequest, this.document)
    return this.#axiosAdapter
  }
}
