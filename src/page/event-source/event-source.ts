import { Event, MessageEvent } from '../../drivers/platform'
import { createRequest } from '../../fetch/create-request'
import type { RequestRecord } from '../../fetch/request'
import type { FilteredResponse, ResponseRecord } from '../../fetch/response'
import { extractMIMEType } from '../../http/mime-type'
import { utf8Encode } from '../../infra/utf-8'
import { serializeOrigin } from '../../origin/origin'
import type { URLRecord } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { urlIn } from '../document'
import { defineEventHandlers, type EventHandler } from '../event-handlers'
import type { PageScope } from '../scope'
import { checkConstruction, makeInterface } from '../web-idl'
import { readStream } from './stream-events'

export interface EventSourceInit {
  readonly withCredentials?: boolean
}

/** The `EventSource` that a page has. https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface */
export interface PageEventSource extends EventTarget {
  readonly url: string
  readonly withCredentials: boolean
  readonly readyState: number
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSED: 2
  onopen: EventHandler<Event>
  onmessage: EventHandler<MessageEvent>
  onerror: EventHandler<Event>
  close(): void
}

export interface PageEventSourceConstructor {
  new (url: string | URL, init?: EventSourceInit): PageEventSource
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSED: 2
}

/** A page's class. Responses come whole, so that each connection ends after its events, and the next one is made. */
export function eventSourceOf({ conversation, document }: PageScope): PageEventSourceConstructor {
  class EventSource extends EventTarget implements PageEventSource {
    declare static readonly CONNECTING: 0
    declare static readonly OPEN: 1
    declare static readonly CLOSED: 2
    declare readonly CONNECTING: 0
    declare readonly OPEN: 1
    declare readonly CLOSED: 2
    declare onopen: EventHandler<Event>
    declare onmessage: EventHandler<MessageEvent>
    declare onerror: EventHandler<Event>
    readonly #url: URLRecord
    readonly #withCredentials: boolean
    readonly #abort = new AbortController()
    #readyState: 0 | 1 | 2 = 0
    #lastEventId = ''
    /** In milliseconds, where the stream said so. */
    #reconnectionTime: number | null = null
    #cancelTimer: (() => void) | null = null

    constructor(...given: readonly [input: string | URL, init?: EventSourceInit]) {
      super()
      checkConstruction(conversation.userAgent.profile, 'EventSource', given)
      const [input, init] = given
      const url = urlIn(document(), `${input}`)
      if (url === null) {
        throw new DOMException(`Cannot open an EventSource to '${input}'. The URL is invalid.`, 'SyntaxError')
      }
      this.#url = url
      this.#withCredentials = Boolean(init?.withCredentials)
      conversation.inBackground(this.#connect())
    }

    get url(): string {
      return this.#url.href
    }

    get withCredentials(): boolean {
      return this.#withCredentials
    }

    get readyState(): number {
      return this.#readyState
    }

    close(): void {
      this.#readyState = 2
      this.#cancelTimer?.()
      this.#abort.abort()
    }

    async #connect(): Promise<void> {
      // Listeners are added after the constructor has run.
      await null
      if (this.#isClosed()) return
      let settled: { readonly request: RequestRecord; readonly response: ResponseRecord }
      try {
        settled = await conversation.perform(this.#request(), this.#abort.signal)
      } catch {
        // A place that is not modelled is one that nothing comes from.
        this.#fail()
        return
      }
      if (this.#isClosed()) return
      const { request, response } = settled
      if (response.type === 'error') {
        if (response.reason.step === 'http-network-fetch/connection-failed') this.#reestablish()
        else this.#fail()
      } else if (isStream(conversation.userAgent.profile, response)) this.#receive(request, response)
      else this.#fail()
    }

    #request(): RequestRecord {
      const headers: (readonly [string, string])[] = [['accept', 'text/event-stream']]
      // Deviation(DV-86): one engine says so itself, beside the cache mode.
      if (conversation.userAgent.profile.eventSourceSaysNoCache) headers.push(['cache-control', 'no-cache'])
      if (this.#lastEventId !== '') headers.push(['last-event-id', utf8Encode(this.#lastEventId)])
      return createRequest({
        url: this.#url.href,
        client: document().client,
        headers,
        mode: 'cors',
        credentials: this.#withCredentials ? 'include' : 'same-origin',
        cache: 'no-store',
        initiatorType: 'other',
        unsafeRequest: false,
      })
    }

    #receive(request: RequestRecord, response: FilteredResponse): void {
      this.#readyState = 1
      this.dispatchEvent(new Event('open'))
      const bytes = response.body?.kind === 'bytes' ? response.body.bytes : ''
      const { events, lastEventId, retry } = readStream(bytes, this.#lastEventId)
      const last = request.urlList[request.urlList.length - 1] as URLRecord
      const origin = serializeOrigin(last.origin)
      for (const { type, data, lastEventId: id } of events) {
        if (this.#isClosed()) return
        this.#lastEventId = id
        this.dispatchEvent(new MessageEvent(type, { data, lastEventId: id, origin }))
      }
      this.#lastEventId = lastEventId
      if (retry !== null) this.#reconnectionTime = retry
      this.#reestablish()
    }

    /** https://html.spec.whatwg.org/multipage/server-sent-events.html#reestablish-the-connection */
    #reestablish(): void {
      if (this.#isClosed()) return
      this.#readyState = 0
      this.dispatchEvent(new Event('error'))
      if (this.#isClosed()) return
      // Deviation(DV-177): the standard leaves it to engines, within a few seconds.
      const usual = 1000 * conversation.userAgent.profile.eventSourceReconnectsAfter
      this.#cancelTimer = conversation.setIdleTimer(this.#reconnectionTime ?? usual, () => {
        conversation.inBackground(this.#connect())
      })
    }

    /** https://html.spec.whatwg.org/multipage/server-sent-events.html#fail-the-connection */
    #fail(): void {
      if (this.#isClosed()) return
      this.#readyState = 2
      this.dispatchEvent(new Event('error'))
    }

    #isClosed(): boolean {
      return this.#readyState === 2
    }
  }
  defineEventHandlers(EventSource.prototype, ['open', 'message', 'error'])
  makeInterface(EventSource, 'EventSource', { CONNECTING: 0, OPEN: 1, CLOSED: 2 })
  return EventSource
}

function isStream(profile: Profile, response: FilteredResponse): boolean {
  const type = extractMIMEType(response.headerList)
  if (response.status !== 200 || type?.essence !== 'text/event-stream') return false
  const charset = type.parameters.get('charset')?.toLowerCase() ?? 'utf-8'
  // Deviation(DV-76): to the standard streams are UTF-8, whatever they say.
  return charset === 'utf-8' || profile.eventSourceCharset !== 'utf-8'
}
