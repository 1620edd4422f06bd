import { Event } from '../../drivers/platform'
import { NotModelled } from '../../fetch/misuse'
import type { RequestRecord } from '../../fetch/request'
import { utf8Encode } from '../../infra/utf-8'
import type { URLRecord } from '../../origin/url-record'
import { defineEventHandlers, type EventHandler } from '../event-handlers'
import { exception } from '../exceptions'
import { rememberRecording } from '../recording-of'
import type { PageScope } from '../scope'
import { checkConstruction, countArguments, makeInterface } from '../web-idl'
import { PageCloseEvent } from './close-event'
import {
  agreedProtocol,
  handshakeOf,
  mixedContentRule,
  socketURL,
  subprotocolsOf,
  syntaxError,
} from './handshake'

/** The `WebSocket` that a page has: its handshake, and no messages. https://websockets.spec.whatwg.org/#the-websocket-interface */
export interface PageWebSocket extends EventTarget {
  readonly url: string
  readonly readyState: number
  readonly protocol: string
  readonly extensions: string
  readonly bufferedAmount: number
  binaryType: 'blob' | 'arraybuffer'
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSING: 2
  readonly CLOSED: 3
  onopen: EventHandler<Event>
  onmessage: EventHandler<MessageEvent>
  onerror: EventHandler<Event>
  onclose: EventHandler<PageCloseEvent>
  /**
   * @throws DOMException an `InvalidStateError` before the socket is open
   * @throws NotModelled from then on
   */
  send(data: unknown): void
  close(code?: number, reason?: string): void
}

export interface PageWebSocketConstructor {
  new (url: string | URL, protocols?: string | readonly string[]): PageWebSocket
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSING: 2
  readonly CLOSED: 3
}

/** A page's class. */
export function webSocketOf({ conversation, document }: PageScope): PageWebSocketConstructor {
  class WebSocket extends EventTarget implements PageWebSocket {
    declare static readonly CONNECTING: 0
    declare static readonly OPEN: 1
    declare static readonly CLOSING: 2
    declare static readonly CLOSED: 3
    declare readonly CONNECTING: 0
    declare readonly OPEN: 1
    declare readonly CLOSING: 2
    declare readonly CLOSED: 3
    declare onopen: EventHandler<Event>
    declare onmessage: EventHandler<MessageEvent>
    declare onerror: EventHandler<Event>
    declare onclose: EventHandler<PageCloseEvent>
    readonly #url: URLRecord
    readonly #abort = new AbortController()
    #binaryType: 'blob' | 'arraybuffer' = 'blob'
    #readyState: 0 | 1 | 2 | 3 = 0
    #protocol = ''

    constructor(...given: readonly [input: string | URL, protocols?: string | readonly string[]]) {
      super()
      const { profile } = conversation.userAgent
      checkConstruction(profile, 'WebSocket', given)
      const [input, protocols = []] = given
      this.#url = socketURL(profile, document(), `${input}`)
      const offered = subprotocolsOf(profile, protocols)
      const request = handshakeOf(profile, document(), this.#url, offered)
      const mixed = mixedContentRule(profile, request)
      if (mixed === 'throws') {
        // It gets no further than this, and so takes no time.
        const { recording } = conversation.performNow(request)
        throw rememberRecording(exception(profile, 'socket-mixed-content'), recording)
      }
      conversation.inBackground(this.#open(request, offered, mixed === 'error-without-close'))
    }

    get url(): string {
      return this.#url.href
    }

    get readyState(): number {
      return this.#readyState
    }

    get protocol(): string {
      return this.#protocol
    }

    get extensions(): string {
      return ''
    }

    get bufferedAmount(): number {
      return 0
    }

    get binaryType(): 'blob' | 'arraybuffer' {
      return this.#binaryType
    }
    set binaryType(value: 'blob' | 'arraybuffer') {
      // A value of an enumeration that there is none of is passed over.
      if (value === 'blob' || value === 'arraybuffer') this.#binaryType = value
    }

    send(_data: unknown): void {
      if (this.#readyState === 0) {
        throw new DOMException('The socket is still connecting.', 'InvalidStateError')
      }
      // What is sent into a socket that closes is lost, as it should be.
      if (this.#readyState === 1) throw new NotModelled('messages over a WebSocket')
    }

    close(code?: number, reason = ''): void {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        const message = `The close code must be 1000, or between 3000 and 4999. ${code} is neither.`
        throw new DOMException(message, 'InvalidAccessError')
      }
      if (utf8Encode(reason).length > 123) throw syntaxError('The reason has more than 123 bytes.')
      if (this.#readyState >= 2) return
      const connecting = this.#readyState === 0
      this.#readyState = 2
      if (connecting) {
        this.#abort.abort()
        conversation.inBackground(Promise.resolve().then(() => this.#fail()))
        return
      }
      const init = { wasClean: true, code: code ?? 1005, reason: code === undefined ? '' : reason }
      conversation.inBackground(
        Promise.resolve().then(() => {
          this.#readyState = 3
          this.dispatchEvent(new PageCloseEvent('close', init))
        }),
      )
    }

    async #open(request: RequestRecord, offered: readonly string[], endsByError: boolean): Promise<void> {
      // Listeners are added after the constructor has run.
      await null
      if (this.#readyState !== 0) return
      let agreed: string | null = null
      try {
        const { response } = await conversation.perform(request, this.#abort.signal)
        agreed = agreedProtocol(conversation.userAgent.profile, response, offered)
      } catch {
        // A place that is not modelled is one that nothing comes from.
      }
      if (this.#readyState !== 0) return
      if (agreed === null) {
        this.#fail(!endsByError)
        return
      }
      this.#protocol = agreed
      this.#readyState = 1
      this.dispatchEvent(new Event('open'))
    }

    /** https://websockets.spec.whatwg.org/#fail-the-websocket-connection */
    #fail(closes = true): void {
      this.#readyState = 3
      this.dispatchEvent(new Event('error'))
      if (closes) this.dispatchEvent(new PageCloseEvent('close', { wasClean: false, code: 1006 }))
    }
  }
  defineEventHandlers(WebSocket.prototype, ['open', 'message', 'error', 'close'])
  makeInterface(WebSocket, 'WebSocket', { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 })
  countArguments(WebSocket.prototype, 'WebSocket', () => conversation.userAgent.profile)
  return WebSocket
}
