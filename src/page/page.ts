import type { Conversation } from '../drivers/conversation'
import { type CreateRequestInit, createRequest } from '../fetch/create-request'
import type { Recording } from '../fetch/exchange-state'
import { defaultReferrerPolicy, determineRequestsReferrer } from '../fetch/referrer'
import type { RequestRecord } from '../fetch/request'
import type { ResponseRecord } from '../fetch/response'
import { ConfigError } from '../infra/config-error'
import { serializeOrigin } from '../origin/origin'
import type { URLRecord } from '../origin/url-record'
import type { Reason } from '../spec/reason'
import {
  type DocumentRecord,
  documentFromResponse,
  errorDocument,
  type Navigable,
  type OpenedDocument,
  openDocument,
  urlIn,
} from './document'
import { loads } from './elements/element-event'
import { type ResourceElement, requestOfElement } from './elements/element-request'
import { embeddable, type FrameEvent, frameEvent } from './frame'
import { KeepaliveBudget } from './keepalive'
import {
  formNavigation,
  frameNavigation,
  isPlaceIn,
  linkNavigation,
  type NavigationDestination,
  reloadNavigation,
  replacesDocument,
  scriptNavigation,
} from './navigation'
import {
  type FollowLinkOptions,
  type FrameElement,
  type LoadInit,
  type OpenFrameOptions,
  type ReloadOptions,
  readFollowLink,
  readLoad,
  readOpenFrame,
  readReload,
  readSubmitForm,
  type SubmitFormInit,
} from './page-init'
import { PageInterfaces } from './page-interfaces'
import { rememberRecording } from './recording-of'
import { mayNavigate, type NavigationTarget, sandboxOfPopup } from './sandbox'

/** What a page asks for: what a request is made from, but for the client, which is the page. */
export type PageRequestInit = Omit<CreateRequestInit, 'client'>

/** Why a page could not be shown: why its navigation failed, or that the embedder policy around it kept it out. */
export type PageFailure = Reason | 'embedder-policy'

/** What became of an element. */
export interface Loaded {
  /** Whether the element fires `load`. Some engines do so for a frame that failed, as pages are not to know. */
  readonly loaded: boolean
  /** Why its fetch failed, which no page is told; null where it did not. */
  readonly reason: Reason | null
  /** What the element fires; `none` where a page waits in vain. */
  readonly event: FrameEvent
}

/**
 * A page, or a frame in one: a document that is open, and what its scripts and its user can do in it. It comes from
 * `browser.open`, `browser.navigate`, `page.openFrame` and the navigations of pages.
 *
 * A navigation gives the page that it leads to. The one it began in stays as it is, like one in another tab, and can
 * still be used.
 *
 * @example
 * const page = browser.open('https://app.example.com/login')
 * const account = await page.submitForm({ action: '/login', method: 'post', fields: { user: 'ada' } })
 * console.log(account?.location.href, account?.document.cookie)
 */
export class Page extends PageInterfaces {
  // Said, since bundlers call classes otherwise that make objects of their own.
  static override readonly name = 'Page'
  readonly #conversation: Conversation
  readonly #parent: Page | null
  #record: DocumentRecord
  /** What was loaded into frames that nobody has opened yet, by the address that was loaded. */
  readonly #loaded = new Map<string, OpenFrame & { readonly recording: Recording }>()
  /** Null for a page as it should be. Else this is the browser's error page, of no origin, and here is why. */
  readonly failure: PageFailure | null

  /** For browsers and pages. */
  constructor(
    conversation: Conversation,
    parent: Page | null,
    record: DocumentRecord,
    failure: PageFailure | null,
  ) {
    super({ conversation, document: () => this.#record, keepalive: new KeepaliveBudget() })
    this.#conversation = conversation
    this.#parent = parent
    this.#record = record
    this.failure = failure
  }

  /** The page's origin, serialized; `null` for an opaque one. */
  get origin(): string {
    return serializeOrigin(this.#record.client.origin)
  }

  /** Whether scripts run in it: a sandbox may forbid them. */
  get runsScripts(): boolean {
    return this.#record.scripted
  }

  /**
   * Performs a request as the page, and returns what the kernel does: no exception for a network error, but its reason.
   * What is not given is as in `fetch(url)`; a `url` is relative to the page.
   *
   * @throws ConfigError with everything that is wrong with the request
   * @example
   * const response = await page.perform({ url: 'https://api.example.com/me', credentials: 'include' })
   */
  async perform(init: PageRequestInit, signal: AbortSignal | null = null): Promise<ResponseRecord> {
    const { response, recording } = await this.#conversation.perform(requestOf(this.#record, init), signal)
    return rememberRecording(response, recording)
  }

  /**
   * A frame in this page, as a page of its own. Nothing is sent, and nobody asks whether it would have loaded. Without
   * options, a frame that `load` has loaded from that address is opened as it came.
   *
   * @throws ConfigError with everything that is wrong with the arguments
   * @example
   * const widget = page.openFrame('https://widget.other.org/', { sandbox: 'allow-scripts' })
   */
  openFrame(url: string | URL, options: OpenFrameOptions = {}): Page {
    const { sandbox, storageAccess, ...opening } = readOpenFrame(this.#record, url, options)
    const loaded = Object.keys(options).length === 0 ? this.#loaded.get(opening.url.href) : undefined
    if (loaded !== undefined) {
      const page = new Page(this.#conversation, this, loaded.document, loaded.failure)
      return rememberRecording(page, loaded.recording)
    }
    const navigable: Navigable = { parent: this.#record, sandbox }
    const request = this.#referred(frameNavigation(this.#record, opening.url, ''), opening.url)
    const { userAgent } = this.#conversation
    const opened = openDocument(userAgent, opening.url, opening.headerList, request, navigable)
    const document = this.#keep(opened)
    const client = { ...document.client, hasStorageAccess: storageAccess }
    return new Page(this.#conversation, this, { ...document, client }, null)
  }

  /**
   * Loads an element, and tells what it fires. Of a frame, `openFrame` of the same address then gives the page in it,
   * without sending anything again. Scripts are not run, and images not decoded.
   *
   * @throws ConfigError with everything that is wrong with the argument
   * @throws NotModelled where the address is one that this library does not model
   * @example
   * const { loaded, reason } = await page.load({ element: 'img', url: '/logo.png', crossOrigin: 'anonymous' })
   */
  async load(init: LoadInit): Promise<Loaded> {
    const element = readLoad(this.#record, init)
    return element.element === 'iframe' ? this.#loadFrame(element) : this.#loadResource(element)
  }

  async #loadFrame({ url, sandbox, referrerPolicy }: FrameElement): Promise<Loaded> {
    const parent = this.#record
    const settled = await this.#conversation.perform(frameNavigation(parent, url, referrerPolicy), null)
    const { request, response, recording } = settled
    const frame = frameOf(this.#conversation, request, response, { parent, sandbox })
    if (frame === null) this.#loaded.delete(url.href)
    else this.#loaded.set(url.href, { ...frame, recording })
    const event = frameEvent(this.#conversation.userAgent.profile, parent, request, response)
    return rememberRecording(loaded(event, response), recording)
  }

  async #loadResource(element: ResourceElement): Promise<Loaded> {
    const request = requestOfElement(this.#record, element)
    // A link that asks for nothing says nothing either.
    if (request === null) return loaded(element.element === 'link' ? 'none' : 'error', null)
    const { response, recording } = await this.#conversation.perform(request, null)
    const { profile } = this.#conversation.userAgent
    const event = (await loads(profile, element, response)) ? 'load' : 'error'
    return rememberRecording(loaded(event, response), recording)
  }

  /**
   * Follows a link. Null where no new document comes: the link goes to a place in this one, the answer has none (204,
   * a download), or the page's sandbox does not let it. Where the navigation fails, it is the browser's error page.
   *
   * @throws ConfigError with everything that is wrong with the arguments
   * @throws NotModelled where the address is not one of http or https
   * @example
   * const shop = await page.followLink('https://shop.example.com/', { rel: 'noreferrer' })
   */
  async followLink(url: string | URL, options: FollowLinkOptions = {}): Promise<Page | null> {
    const { link, target } = readFollowLink(this.#record, url, options)
    const place = this.#placeFor(target, false, link.userActivation)
    if (place === null) return null
    const { page } = place
    if (page === null ? false : page.#moveTo(link.url)) return null
    const request = linkNavigation(this.#record, link, destinationIn(place.navigable))
    return land(this.#conversation, request, place.navigable, place.parent)
  }

  /**
   * Goes to an address as a script of the page does, by `location.assign()` or by setting `location.href`. Null where no
   * new document comes, as for a link.
   *
   * @throws ConfigError where it is no URL
   * @throws NotModelled where the address is not one of http or https
   * @example
   * const login = await page.assignLocation('/login')
   */
  async assignLocation(url: string | URL): Promise<Page | null> {
    const { link } = readFollowLink(this.#record, url, {})
    if (this.#moveTo(link.url)) return null
    const { navigable } = this.#record
    const request = scriptNavigation(this.#record, link.url, null, destinationIn(navigable))
    return land(this.#conversation, request, navigable, this.#parent)
  }

  /**
   * Submits a form. Null where no new document comes, as for a link.
   *
   * @throws ConfigError with everything that is wrong with the argument
   * @throws NotModelled where the address is not one of http or https
   * @example
   * await page.submitForm({ action: '/login', method: 'post', fields: { user: 'ada', password: '…' } })
   */
  async submitForm(init: SubmitFormInit): Promise<Page | null> {
    const { form, target } = readSubmitForm(this.#record, init)
    const place = this.#placeFor(target, true, form.userActivation)
    if (place === null) return null
    const request = formNavigation(this.#record, form, destinationIn(place.navigable))
    return land(this.#conversation, request, place.navigable, place.parent)
  }

  /**
   * Loads the page again. It is this page still where no new document comes, as for one that a POST led to, which engines
   * do not send again before they have asked the user.
   *
   * @throws ConfigError where there is something wrong with the options
   */
  async reload(options: ReloadOptions = {}): Promise<Page> {
    const { userActivation } = readReload(options)
    const { navigable } = this.#record
    const { profile } = this.#conversation.userAgent
    const request = reloadNavigation(profile, this.#record, destinationIn(navigable), userActivation)
    if (request === null) return this
    return (await land(this.#conversation, request, navigable, this.#parent)) ?? this
  }

  /** Where a navigation of this page goes that has a target; null where it may not. */
  #placeFor(name: string, isForm: boolean, userActivation: boolean): Place | null {
    const { client, sandbox, navigable } = this.#record
    const { origin, topLevelOrigin } = client
    const isBelowTop = this.#parent !== null && this.#parent.#parent === null
    const target = targetOf(name, this.#parent === null, isBelowTop)
    if (!mayNavigate({ origin, topLevelOrigin, sandbox, isForm, userActivation }, target)) return null
    switch (target) {
      case 'self':
        return { page: this, parent: this.#parent, navigable }
      case 'window':
        return { page: null, parent: null, navigable: { parent: null, sandbox: sandboxOfPopup(sandbox) } }
      case 'parent':
        return this.#parent === null ? null : this.#parent.#place()
      case 'top': {
        let top: Page = this
        while (top.#parent !== null) top = top.#parent
        return top.#place()
      }
    }
  }

  #place(): Place {
    return { page: this, parent: this.#parent, navigable: this.#record.navigable }
  }

  /** Whether a URL is a place in this document, which then has that address. */
  #moveTo(url: URLRecord): boolean {
    if (!isPlaceIn(this.#record, url)) return false
    this.#record = { ...this.#record, url }
    return true
  }

  /** A request with the referrer that it would be sent with. */
  #referred(request: RequestRecord, url: URLRecord): RequestRecord {
    const policy = this.#record.client.referrerPolicy
    const { profile } = this.#conversation.userAgent
    const effective = policy === '' ? defaultReferrerPolicy : policy
    return { ...request, referrer: determineRequestsReferrer(profile, request, url, effective) }
  }

  #keep(opened: OpenedDocument): DocumentRecord {
    this.#conversation.remember(opened.userAgent)
    return opened.document
  }
}

function loaded(event: FrameEvent, response: ResponseRecord | null): Loaded {
  return { loaded: event === 'load', reason: response?.type === 'error' ? response.reason : null, event }
}

/** Where a navigation goes: into the window or frame of a page, or into a window that is not there yet. */
interface Place {
  readonly page: Page | null
  readonly parent: Page | null
  readonly navigable: Navigable
}

/** What lies in a frame. */
interface OpenFrame {
  readonly document: DocumentRecord
  readonly failure: PageFailure | null
}

function destinationIn(navigable: Navigable): NavigationDestination {
  return navigable.parent === null ? 'document' : 'iframe'
}

/** https://html.spec.whatwg.org/multipage/document-sequences.html#the-rules-for-choosing-a-navigable */
function targetOf(name: string, isTop: boolean, isBelowTop: boolean): NavigationTarget {
  switch (name.toLowerCase()) {
    case '':
    case '_self':
      return 'self'
    case '_top':
      return isTop ? 'self' : 'top'
    case '_parent':
      return isTop ? 'self' : isBelowTop ? 'top' : 'parent'
    default:
      return 'window'
  }
}

/** Performs a navigation: the page that it leads to, or null where it leads to none. */
export async function land(
  conversation: Conversation,
  navigation: RequestRecord,
  navigable: Navigable,
  parent: Page | null,
): Promise<Page | null> {
  const { request, response, recording } = await conversation.perform(navigation, null)
  const frame = frameOf(conversation, request, response, navigable)
  if (frame === null) return null
  return rememberRecording(new Page(conversation, parent, frame.document, frame.failure), recording)
}

/** What a navigation puts into a window or frame; null where what was there stays. */
function frameOf(
  conversation: Conversation,
  request: RequestRecord,
  response: ResponseRecord,
  navigable: Navigable,
): OpenFrame | null {
  const { userAgent } = conversation
  const { parent } = navigable
  let failure: PageFailure | null = null
  let opened: OpenedDocument
  if (response.type === 'error') {
    failure = response.reason
    opened = errorDocument(userAgent, request, navigable)
  } else if (!replacesDocument(response)) return null
  else if (parent !== null && !embeddable(userAgent.profile, parent, request, response)) {
    failure = 'embedder-policy'
    opened = errorDocument(userAgent, request, navigable)
  } else opened = documentFromResponse(userAgent, request, response, navigable)
  conversation.remember(opened.userAgent)
  return { document: opened.document, failure }
}

/** The request of a page's script, so to speak. */
function requestOf(record: DocumentRecord, init: PageRequestInit): RequestRecord {
  if (typeof init === 'object' && init !== null && 'client' in init) {
    const message = 'client is the page itself: leave it out'
    throw new ConfigError([{ path: 'client', value: '…', reason: 'contradicts', message }])
  }
  const url = typeof init?.url === 'string' ? (urlIn(record, init.url)?.href ?? init.url) : init?.url
  return createRequest({ ...init, url, client: record.client })
}
