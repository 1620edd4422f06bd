import type { Conversation, Performed } from '../../drivers/conversation'
import { Event } from '../../drivers/platform'
import { refusedHeaderLine } from '../../explain/refused-header'
import type { RequestRecord } from '../../fetch/request'
import type { FilteredResponse } from '../../fetch/response'
import { getHeader, type HeaderList } from '../../http/header-list'
import { forbiddenResponseHeaderName } from '../../http/header-names'
import { type MIMEType, parseMIMEType } from '../../http/mime-type'
import { byteLowercase } from '../../infra/byte-string'
import type { URLRecord } from '../../origin/url-record'
import { rememberRecording } from '../recording-of'
import type { PageScope } from '../scope'
import { type SentBody, sentBody } from './body'
import { XMLHttpRequestStates, type XMLHttpRequestUpload } from './event-target'
import { fireProgressEvent } from './progress-event'
import { Received } from './received'
import {
  byteString,
  invalidAccess,
  invalidState,
  type ResponseType,
  readHeader,
  readOpen,
  responseTypes,
  withHeader,
} from './settings'
import { UploadEvents } from './upload-events'
import { bodiless, requestOfXHR, type XHRSettings } from './xhr-request'
import { allResponseHeaders, lengthOf, responseURL } from './xhr-response'

type State = 0 | 1 | 2 | 3 | 4

/** A fetch that is on its way: what ends it, and when it began. */
interface Underway {
  readonly controller: AbortController
  readonly begun: number
  cancelTimer: (() => void) | null
}

/**
 * The XMLHttpRequest of a page. https://xhr.spec.whatwg.org/#interface-xmlhttprequest
 *
 * A listener that throws stops nothing; the platform reports its error as uncaught. A body comes whole, so there is
 * one `progress` event. What the library does not model ends in `error`, with a line in the console that says why.
 */
export class PageXMLHttpRequest extends XMLHttpRequestStates {
  readonly #scope: PageScope
  readonly #upload = new UploadEvents()
  #state: State = 0
  #sendInvoked = false
  #synchronous = false
  #method = 'GET'
  #url: URLRecord | null = null
  #headers: HeaderList = []
  #timeout = 0
  #withCredentials = false
  #responseType: ResponseType = ''
  #override: MIMEType | null = null
  #received: Received | null = null
  #underway: Underway | null = null

  /** For pages. */
  constructor(scope: PageScope) {
    super()
    this.#scope = scope
  }

  get readyState(): number {
    return this.#state
  }
  get upload(): XMLHttpRequestUpload {
    return this.#upload.target
  }

  /** https://xhr.spec.whatwg.org/#the-open()-method */
  open(
    ...given: [
      method: string,
      url: string | URL,
      async?: boolean,
      user?: string | null,
      password?: string | null,
    ]
  ): void {
    if (given.length < 2) throw new TypeError('open() needs a method and a URL.')
    const { method, url } = readOpen(this.#scope.document(), given[0], given[1], given[3], given[4])
    // An `async` of undefined is one that is given, and false.
    const synchronous = given.length > 2 && !given[2]
    // 9.
    if (synchronous && (this.#timeout !== 0 || this.#responseType !== ''))
      throw invalidAccess('A synchronous request has no timeout and no responseType.')
    // 10. and 11.
    this.#terminate()
    this.#sendInvoked = false
    this.#upload.reset()
    this.#method = method
    this.#url = url
    this.#synchronous = synchronous
    this.#headers = []
    this.#received = null
    // 12.
    if (this.#state === 1) return
    this.#change(1)
  }

  /** https://xhr.spec.whatwg.org/#the-setrequestheader()-method */
  setRequestHeader(name: string, value: string): void {
    const header = readHeader(name, value)
    this.#checkOpened()
    const headers = withHeader(this.#headers, header)
    if (headers !== null) {
      this.#headers = headers
      return
    }
    const { conversation } = this.#scope
    const line = refusedHeaderLine(conversation.userAgent.profile, header.name)
    if (line !== null) conversation.print(line)
  }

  get timeout(): number {
    return this.#timeout
  }
  set timeout(milliseconds: number) {
    if (this.#synchronous) throw invalidAccess('A synchronous request has no timeout.')
    this.#timeout = Number(milliseconds) >>> 0
    this.#setTimer()
  }

  get withCredentials(): boolean {
    return this.#withCredentials
  }
  set withCredentials(value: boolean) {
    if (this.#state > 1 || this.#sendInvoked) throw invalidState('withCredentials is set before send().')
    this.#withCredentials = Boolean(value)
  }

  /**
   * https://xhr.spec.whatwg.org/#the-send()-method
   *
   * @throws DOMException where it was not opened, or was sent; and where a synchronous request fails
   * @throws NotModelled where a Document is sent, or a Blob synchronously
   * @throws TransportTakesTime where a synchronous request meets a transport that is not
   */
  send(body: unknown = null): void {
    // 1. and 2.
    this.#checkOpened()
    const sent = sentBody(this.#scope, body)
    // 3. and 4.
    const own = bodiless(this.#method) ? null : sent
    // 5. to 9.
    this.#upload.prepare(own === null ? null : (own.extracted.length ?? 0))
    const settings: XHRSettings = {
      method: this.#method,
      url: this.#url as URLRecord,
      headers: this.#headers,
      withCredentials: this.#withCredentials,
      uploadListener: this.#upload.listened,
      body: sent,
    }
    // 10.
    this.#sendInvoked = true
    if (this.#synchronous) this.#sendNow(settings, own)
    else this.#sendLater(settings, own)
  }

  /** https://xhr.spec.whatwg.org/#the-abort()-method */
  abort(): void {
    this.#terminate()
    if ((this.#state === 1 && this.#sendInvoked) || this.#state === 2 || this.#state === 3)
      this.#fail('abort')
    if (this.#state === 4) {
      this.#state = 0
      this.#received = null
    }
  }

  get responseURL(): string {
    const { profile } = this.#scope.conversation.userAgent
    return this.#received === null ? '' : responseURL(profile, this.#received.response)
  }
  get status(): number {
    return this.#received?.response.status ?? 0
  }
  get statusText(): string {
    return this.#received?.response.statusText ?? ''
  }

  getResponseHeader(name: string): string | null {
    const wanted = byteLowercase(byteString(name, 'The name of a header'))
    if (this.#received === null || forbiddenResponseHeaderName(wanted)) return null
    return getHeader(this.#received.response.headerList, wanted)
  }

  getAllResponseHeaders(): string {
    return this.#received === null ? '' : allResponseHeaders(this.#received.response.headerList)
  }

  /** https://xhr.spec.whatwg.org/#the-overridemimetype()-method */
  overrideMimeType(mime: string): void {
    if (this.#state > 2) throw invalidState('overrideMimeType() comes before the body.')
    this.#override = parseMIMEType(String(mime)) ?? {
      essence: 'application/octet-stream',
      parameters: new Map(),
    }
  }

  get responseType(): ResponseType {
    return this.#responseType
  }
  set responseType(value: ResponseType) {
    // A value of an enumeration that there is none of is passed over.
    if (!responseTypes.includes(String(value))) return
    if (this.#state > 2) throw invalidState('responseType is set before the body comes.')
    if (this.#synchronous) throw invalidAccess('A synchronous request has no responseType.')
    this.#responseType = value
  }

  /** https://xhr.spec.whatwg.org/#the-response-attribute */
  // biome-ignore lint/suspicious/noExplicitAny: as in the DOM
  get response(): any {
    if (this.#responseType === '' || this.#responseType === 'text') return this.#text()
    if (this.#state !== 4 || this.#received === null) return null
    return this.#received.object(this.#responseType, this.#override)
  }

  get responseText(): string {
    if (this.#responseType !== '' && this.#responseType !== 'text')
      throw invalidState(
        `responseText is there where responseType is '' or 'text', and not '${this.#responseType}'.`,
      )
    return this.#text()
  }

  /** @throws NotModelled where a browser would have a Document here */
  get responseXML(): null {
    if (this.#responseType !== '' && this.#responseType !== 'document')
      throw invalidState(
        `responseXML is there where responseType is '' or 'document', and not '${this.#responseType}'.`,
      )
    if (this.#state !== 4 || this.#received === null) return null
    return this.#received.document(this.#responseType, this.#override)
  }

  #text(): string {
    if ((this.#state !== 3 && this.#state !== 4) || this.#received === null) return ''
    return this.#received.text(this.#override, this.#responseType === '')
  }

  #sendNow(settings: XHRSettings, body: SentBody | null): void {
    let performed: Performed
    try {
      performed = this.#conversation.performNow(this.#request(settings, Received.bytesNow(body)))
    } catch (thrown) {
      this.#sendInvoked = false
      throw thrown
    }
    const { response, recording } = performed
    rememberRecording(this, recording)
    if (response.type === 'error') {
      this.#state = 4
      this.#sendInvoked = false
      const message = `Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${settings.url.href}'.`
      throw rememberRecording(new DOMException(message, 'NetworkError'), recording)
    }
    this.#received = new Received(response)
    this.#end(response)
  }

  #sendLater(settings: XHRSettings, body: SentBody | null): void {
    fireProgressEvent(this, 'loadstart', 0, 0)
    this.#upload.start()
    // Listeners may have ended it, or begun another.
    if (this.#state !== 1 || !this.#sendInvoked || this.#underway !== null) return
    const underway = { controller: new AbortController(), begun: this.#conversation.now(), cancelTimer: null }
    this.#underway = underway
    this.#setTimer()
    this.#perform(settings, body, underway).then(
      (performed) => this.#settle(performed, underway),
      (thrown) => this.#giveUp(thrown, underway),
    )
  }

  async #perform(settings: XHRSettings, body: SentBody | null, { controller }: Underway): Promise<Performed> {
    const source = body?.extracted.source ?? null
    const bytes = source?.kind === 'later' ? await source.read() : Received.bytesNow(body)
    return this.#conversation.perform(this.#request(settings, bytes), controller.signal, ({ body: sent }) => {
      if (sent !== null && this.#underway?.controller === controller) this.#upload.handOver()
    })
  }

  #request(settings: XHRSettings, bytes: string | null): RequestRecord {
    return requestOfXHR(this.#conversation.userAgent.profile, this.#scope.document(), settings, bytes)
  }

  get #conversation(): Conversation {
    return this.#scope.conversation
  }

  /** What the standard calls processRequestEndOfBody and processResponse. */
  #settle({ response, recording }: Performed, underway: Underway): void {
    const goesOn = (): boolean => this.#underway === underway
    if (goesOn() || this.#underway === null) rememberRecording(this, recording)
    if (!goesOn()) return
    if (response.type === 'error') {
      this.#terminate()
      this.#fail(response.aborted ? 'abort' : 'error')
      return
    }
    underway.cancelTimer?.()
    this.#upload.end(goesOn)
    if (!goesOn()) return
    this.#received = new Received(response)
    this.#change(2)
    if (!goesOn()) return
    if (this.#received.bytes !== '') this.#change(3)
    if (goesOn()) this.#end(response)
  }

  /** https://xhr.spec.whatwg.org/#handle-response-end-of-body */
  #end({ headerList }: FilteredResponse): void {
    const transmitted = this.#received?.bytes.length ?? 0
    const length = lengthOf(headerList)
    const underway = this.#underway
    // 6.
    if (!this.#synchronous) fireProgressEvent(this, 'progress', transmitted, length)
    if (this.#underway !== underway) return
    // 7. to 11.
    this.#underway = null
    this.#sendInvoked = false
    this.#change(4)
    fireProgressEvent(this, 'load', transmitted, length)
    fireProgressEvent(this, 'loadend', transmitted, length)
  }

  /** https://xhr.spec.whatwg.org/#request-error-steps */
  #fail(event: 'abort' | 'error' | 'timeout'): void {
    // 1. to 3.
    this.#sendInvoked = false
    this.#received = null
    // 5. and 6.
    this.#change(4)
    this.#upload.fail(event)
    // 7. and 8.
    fireProgressEvent(this, event, 0, 0)
    fireProgressEvent(this, 'loadend', 0, 0)
  }

  /** Where the library itself does not go on: to the page this is a failure as any other. */
  #giveUp(thrown: unknown, underway: Underway): void {
    if (this.#underway !== underway) return
    this.#conversation.print({
      level: 'error',
      text: thrown instanceof Error ? thrown.message : String(thrown),
    })
    this.#terminate()
    this.#fail('error')
  }

  /** The timeout runs from send(), even where it is set later. */
  #setTimer(): void {
    const underway = this.#underway
    if (underway === null) return
    underway.cancelTimer?.()
    underway.cancelTimer = null
    if (this.#timeout === 0) return
    const left = Math.max(0, underway.begun + this.#timeout - this.#conversation.now())
    underway.cancelTimer = this.#conversation.setTimer(left, () => {
      const goesOn = (): boolean => this.#underway === underway
      if (goesOn()) this.#upload.endIfHandedOver(goesOn)
      if (!goesOn()) return
      this.#terminate()
      this.#fail('timeout')
    })
  }

  #terminate(): void {
    const underway = this.#underway
    this.#underway = null
    underway?.cancelTimer?.()
    underway?.controller.abort()
  }

  #change(state: State): void {
    this.#state = state
    this.dispatchEvent(new Event('readystatechange'))
  }

  #checkOpened(): void {
    if (this.#state !== 1) throw invalidState("The object's state must be OPENED.")
    if (this.#sendInvoked) throw invalidState('send() was called already.')
  }
}
