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
import type { Profile } from '../../profile/profile'
import { byteStringArgument } from '../exceptions'
import { rememberKeptBack, rememberRecording } from '../recording-of'
import type { PageScope } from '../scope'
import { bodyArrival, brokenOff, lengthOf } from '../short-body'
import { countArguments, makeInterface } from '../web-idl'
import { type SentBody, sentBody } from './body'
import { XMLHttpRequestStates, type XMLHttpRequestUpload, xhrStates } from './event-target'
import { fireProgressEvent } from './progress-event'
import { Received } from './received'
import {
  checkResponseType,
  failedToLoad,
  invalidAccess,
  invalidState,
  type OpenArguments,
  type ResponseType,
  readHeader,
  readOpen,
  responseTypes,
  withHeader,
} from './settings'
import { Underway } from './underway'
import { UploadEvents } from './upload-events'
import { bodiless, firesLoadstart, isSimple, requestOfXHR, type XHRSettings } from './xhr-request'
import { allResponseHeaders, responseURL } from './xhr-response'

type State = 0 | 1 | 2 | 3 | 4

/**
 * The XMLHttpRequest of a page. https://xhr.spec.whatwg.org/#interface-xmlhttprequest
 *
 * A listener that throws stops nothing; the platform reports its error as uncaught. A body comes whole, so there is
 * one `progress` event. What the library does not model ends in `error`, with a line in the console that says why.
 */
export class PageXMLHttpRequest extends XMLHttpRequestStates {
  readonly #scope: PageScope
  readonly #upload: UploadEvents
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
  /** `responseURL` where there is no response. */
  #failedURL = ''

  /** For pages. */
  constructor(scope: PageScope) {
    super()
    this.#scope = scope
    this.#upload = new UploadEvents(scope.conversation)
  }

  static {
    makeInterface(PageXMLHttpRequest, 'XMLHttpRequest', xhrStates)
    countArguments(PageXMLHttpRequest.prototype, 'XMLHttpRequest', (request) => request.#profile)
  }

  get readyState(): number {
    return this.#state
  }
  get upload(): XMLHttpRequestUpload {
    return this.#upload.target
  }

  /** https://xhr.spec.whatwg.org/#the-open()-method */
  open(...given: OpenArguments): void {
    const { method, url } = readOpen(this.#profile, this.#scope.document(), given)
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
    this.#failedURL = ''
    // 12.
    if (this.#state === 1) return
    this.#change(1)
  }

  /** https://xhr.spec.whatwg.org/#the-setrequestheader()-method */
  setRequestHeader(name: string, value: string): void {
    const header = readHeader(this.#profile, name, value)
    this.#checkOpened()
    const headers = withHeader(this.#profile, this.#headers, header)
    if (headers !== null) {
      this.#headers = headers
      return
    }
    const line = refusedHeaderLine(this.#profile, header.name)
    if (line !== null) this.#conversation.print(line)
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
    const settings: XHRSettings = {
      method: this.#method,
      url: this.#url as URLRecord,
      headers: this.#headers,
      withCredentials: this.#withCredentials,
      uploadListener: this.#upload.listened,
      body: sent,
    }
    const simple = isSimple(this.#profile, this.#scope.document(), settings)
    this.#upload.prepare({ length: own === null ? null : (own.extracted.length ?? 0), simple })
    // 10.
    this.#sendInvoked = true
    if (this.#synchronous) this.#sendNow(settings, own)
    else this.#sendLater(settings, own)
  }

  /** https://xhr.spec.whatwg.org/#the-abort()-method */
  abort(): void {
    const underway = this.#underway
    if (underway !== null) this.#upload.beforeFailure(underway, false, () => this.#underway === underway)
    this.#terminate()
    if ((this.#state === 1 && this.#sendInvoked) || this.#state === 2 || this.#state === 3)
      this.#fail('abort')
    if (this.#state === 4) {
      this.#state = 0
      this.#received = null
    }
  }

  get responseURL(): string {
    return this.#received === null ? this.#failedURL : responseURL(this.#profile, this.#received.response)
  }
  get status(): number {
    return this.#received?.response.status ?? 0
  }
  get statusText(): string {
    return this.#received?.response.statusText ?? ''
  }

  getResponseHeader(name: string): string | null {
    const wanted = byteLowercase(byteStringArgument(this.#profile, name, 'getResponseHeader', 1))
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
    checkResponseType('responseText', 'text', this.#responseType)
    return this.#text()
  }

  /** @throws NotModelled where a browser would have a Document here */
  get responseXML(): null {
    checkResponseType('responseXML', 'document', this.#responseType)
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
    if (response.type === 'error' || bodyArrival(this.#profile, response) !== 'whole') {
      this.#state = 4
      this.#sendInvoked = false
      throw rememberRecording(failedToLoad(settings.url), recording)
    }
    this.#received = new Received(response)
    this.#end(response)
  }

  #sendLater(settings: XHRSettings, body: SentBody | null): void {
    if (firesLoadstart(this.#profile, settings.url)) fireProgressEvent(this, 'loadstart', 0, 0)
    this.#upload.start()
    // Listeners may have ended it, or begun another.
    if (this.#state !== 1 || !this.#sendInvoked || this.#underway !== null) return
    const underway = new Underway(this.#conversation.now(), this.#scope.document().client.origin)
    this.#underway = underway
    this.#setTimer()
    this.#perform(settings, body, underway).then(
      (performed) => this.#settle(performed, underway),
      (thrown) => this.#giveUp(thrown, underway),
    )
  }

  async #perform(settings: XHRSettings, body: SentBody | null, underway: Underway): Promise<Performed> {
    const source = body?.extracted.source ?? null
    const bytes = source?.kind === 'later' ? await source.read() : Received.bytesNow(body)
    const { signal } = underway.controller
    return this.#conversation.perform(this.#request(settings, bytes), signal, (sent) =>
      underway.sends(sent, this.#conversation.now()),
    )
  }

  #request(settings: XHRSettings, bytes: string | null): RequestRecord {
    return requestOfXHR(this.#profile, this.#scope.document(), settings, bytes)
  }

  get #conversation(): Conversation {
    return this.#scope.conversation
  }

  get #profile(): Profile {
    return this.#conversation.userAgent.profile
  }

  /** What the standard calls processRequestEndOfBody and processResponse. */
  #settle({ response, recording }: Performed, underway: Underway): void {
    const goesOn = (): boolean => this.#underway === underway
    if (goesOn() || this.#underway === null) rememberRecording(this, recording)
    if (!goesOn()) return
    const arrival = response.type === 'error' ? 'network-error' : bodyArrival(this.#profile, response)
    rememberKeptBack(this, brokenOff(response, arrival))
    if (response.type === 'error' || arrival === 'withheld' || arrival === 'network-error') {
      const event = response.type === 'error' && response.aborted ? 'abort' : 'error'
      this.#endBy(event, underway, underway.answered(recording, response))
      return
    }
    underway.cancelTimer()
    this.#upload.succeed(underway, goesOn)
    if (!goesOn()) return
    this.#received = new Received(response)
    this.#change(2)
    if (!goesOn()) return
    if (this.#received.bytes !== '') this.#change(3)
    if (!goesOn()) return
    if (arrival === 'whole') this.#end(response)
    else this.#endCut(response, underway)
  }

  /** A body that broke off. https://xhr.spec.whatwg.org/#the-send()-method, processBodyError */
  #endCut({ headerList }: FilteredResponse, underway: Underway): void {
    const transmitted = this.#received?.bytes.length ?? 0
    if (transmitted > 0) fireProgressEvent(this, 'progress', transmitted, lengthOf(headerList))
    if (this.#underway === underway) this.#endBy('error', underway, true)
  }

  /** https://xhr.spec.whatwg.org/#handle-response-end-of-body */
  #end({ headerList }: FilteredResponse): void {
    const transmitted = this.#received?.bytes.length ?? 0
    const length = lengthOf(headerList)
    const underway = this.#underway
    // 6.
    // Deviation(DV-167): engines say nothing where there is nothing.
    const tells = transmitted > 0 || this.#profile.xhrEmptyBodyProgress
    if (!this.#synchronous && tells) fireProgressEvent(this, 'progress', transmitted, length)
    if (this.#underway !== underway) return
    // 7. to 11.
    this.#underway = null
    this.#sendInvoked = false
    this.#change(4)
    fireProgressEvent(this, 'load', transmitted, length)
    fireProgressEvent(this, 'loadend', transmitted, length)
  }

  /** Ends what is under way. `answered` as in {@link UploadEvents.beforeFailure}. */
  #endBy(event: 'abort' | 'error' | 'timeout', underway: Underway, answered: boolean): void {
    this.#upload.beforeFailure(underway, answered, () => this.#underway === underway)
    if (this.#underway !== underway) return
    this.#terminate()
    this.#failedURL = underway.urlOfFailure(this.#profile)
    this.#fail(event)
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
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    this.#conversation.print({ level: 'error', text, evidence: 'own' })
    this.#endBy('error', underway, false)
  }

  /** The timeout runs from send(), even where it is set later. */
  #setTimer(): void {
    const underway = this.#underway
    underway?.limit(this.#conversation, this.#timeout, () => this.#endBy('timeout', underway, false))
  }

  #terminate(): void {
    const underway = this.#underway
    this.#underway = null
    underway?.end()
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
