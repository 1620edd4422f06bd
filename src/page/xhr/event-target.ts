import { defineEventHandlers, type EventHandler } from '../event-handlers'
import { ListenedTarget } from '../listened-target'

/** What an XMLHttpRequest and its upload have in common. https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget */
export class XMLHttpRequestEventTarget extends ListenedTarget {
  declare onloadstart: EventHandler
  declare onprogress: EventHandler
  declare onabort: EventHandler
  declare onerror: EventHandler
  declare onload: EventHandler
  declare ontimeout: EventHandler
  declare onloadend: EventHandler
  static {
    const types = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend']
    defineEventHandlers(XMLHttpRequestEventTarget.prototype, types)
  }
}

/** Where the events of what is sent fire. https://xhr.spec.whatwg.org/#xmlhttprequestupload */
export class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
  get [Symbol.toStringTag](): string {
    return 'XMLHttpRequestUpload'
  }
}

/** The states of an XMLHttpRequest, by name, which its interface has as constants. https://xhr.spec.whatwg.org/#states */
export class XMLHttpRequestStates extends XMLHttpRequestEventTarget {
  declare static readonly UNSENT: 0
  declare static readonly OPENED: 1
  declare static readonly HEADERS_RECEIVED: 2
  declare static readonly LOADING: 3
  declare static readonly DONE: 4
  declare readonly UNSENT: 0
  declare readonly OPENED: 1
  declare readonly HEADERS_RECEIVED: 2
  declare readonly LOADING: 3
  declare readonly DONE: 4
  declare onreadystatechange: EventHandler
  static {
    defineEventHandlers(XMLHttpRequestStates.prototype, ['readystatechange'])
  }
}

/** The values of these constants. */
export const xhrStates = { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 } as const
