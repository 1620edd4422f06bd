import { type EventHandler, HandlerTarget } from './handler-target'

/** What an XMLHttpRequest and its upload have in common. https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget */
export class XMLHttpRequestEventTarget extends HandlerTarget {
  get onloadstart(): EventHandler {
    return this.handler('loadstart')
  }
  set onloadstart(value: EventHandler) {
    this.setHandler('loadstart', value)
  }
  get onprogress(): EventHandler {
    return this.handler('progress')
  }
  set onprogress(value: EventHandler) {
    this.setHandler('progress', value)
  }
  get onabort(): EventHandler {
    return this.handler('abort')
  }
  set onabort(value: EventHandler) {
    this.setHandler('abort', value)
  }
  get onerror(): EventHandler {
    return this.handler('error')
  }
  set onerror(value: EventHandler) {
    this.setHandler('error', value)
  }
  get onload(): EventHandler {
    return this.handler('load')
  }
  set onload(value: EventHandler) {
    this.setHandler('load', value)
  }
  get ontimeout(): EventHandler {
    return this.handler('timeout')
  }
  set ontimeout(value: EventHandler) {
    this.setHandler('timeout', value)
  }
  get onloadend(): EventHandler {
    return this.handler('loadend')
  }
  set onloadend(value: EventHandler) {
    this.setHandler('loadend', value)
  }
}

/** Where the events of what is sent fire. https://xhr.spec.whatwg.org/#xmlhttprequestupload */
export class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
  get [Symbol.toStringTag](): string {
    return 'XMLHttpRequestUpload'
  }
}

/** The states of an XMLHttpRequest, by name. https://xhr.spec.whatwg.org/#states */
export class XMLHttpRequestStates extends XMLHttpRequestEventTarget {
  static readonly UNSENT = 0
  static readonly OPENED = 1
  static readonly HEADERS_RECEIVED = 2
  static readonly LOADING = 3
  static readonly DONE = 4

  get [Symbol.toStringTag](): string {
    return 'XMLHttpRequest'
  }

  get onreadystatechange(): EventHandler {
    return this.handler('readystatechange')
  }
  set onreadystatechange(value: EventHandler) {
    this.setHandler('readystatechange', value)
  }

  get UNSENT(): 0 {
    return 0
  }
  get OPENED(): 1 {
    return 1
  }
  get HEADERS_RECEIVED(): 2 {
    return 2
  }
  get LOADING(): 3 {
    return 3
  }
  get DONE(): 4 {
    return 4
  }
}
