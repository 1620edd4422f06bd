import { createRequest } from '../fetch/create-request'
import type { Client, Destination, InitiatorType, ReferrerPolicy, RequestRecord } from '../fetch/request'
import type { FilteredResponse } from '../fetch/response'
import { getHeader } from '../http/header-list'
import { type URLRecord, withFragment } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import type { DocumentRecord, FormBody } from './document'
import { type FormEnctype, type FormField, type FormMethod, formBody, urlWithFields } from './form'
import { tokens } from './tokens'

/** Who navigates, and where to. */
interface Navigation {
  readonly url: URLRecord
  readonly client: Client
  readonly destination: NavigationDestination
  readonly method: string
  readonly body: FormBody | null
  readonly initiatorType: InitiatorType | null
  /** `client`, `no-referrer` or a URL. */
  readonly referrer: string
  readonly referrerPolicy: ReferrerPolicy
  readonly userInitiated: boolean
  readonly userActivation: boolean
  readonly reload: boolean
}

/** Whether it is the whole page that gets a new document, or a frame. */
export type NavigationDestination = Extract<Destination, 'document' | 'iframe'>

/** https://html.spec.whatwg.org/multipage/browsing-the-web.html#create-navigation-params-by-fetching */
function navigationRequest(navigation: Navigation): RequestRecord {
  const { destination, client, body, userInitiated } = navigation
  return createRequest({
    url: navigation.url.href,
    client,
    method: navigation.method,
    headers: body === null ? [] : [['content-type', body.type]],
    body: body === null ? null : body.bytes,
    mode: 'navigate',
    credentials: 'include',
    destination,
    initiatorType: navigation.initiatorType,
    referrer: navigation.referrer,
    referrerPolicy: navigation.referrerPolicy,
    userInitiated,
    userActivation: navigation.userActivation,
    reloadNavigation: navigation.reload,
    topLevelNavigationInitiatorOrigin: destination === 'document' && !userInitiated ? client.origin : null,
    unsafeRequest: false,
  })
}

/** The request of an address that the user typed, or of a bookmark. `referrer` is a URL, or `no-referrer`. */
export function typedNavigation(url: URLRecord, referrer: string): RequestRecord {
  return navigationRequest({
    url,
    client: openerOf(url),
    destination: 'document',
    method: 'GET',
    body: null,
    initiatorType: 'other',
    referrer,
    referrerPolicy: '',
    userInitiated: true,
    userActivation: true,
    reload: false,
  })
}

/** The client of a navigation that nobody's page began; only its request's flag counts. */
function openerOf(url: URLRecord): Client {
  const { origin } = url
  return {
    origin,
    topLevelOrigin: origin,
    creationURL: url,
    hasCrossSiteAncestor: false,
    hasStorageAccess: false,
    isDocument: true,
    hasTrustworthyAncestor: false,
    referrerPolicy: '',
    embedderPolicy: 'unsafe-none',
  }
}

/** The request of a frame's first document. https://html.spec.whatwg.org/multipage/iframe-embed-object.html#process-the-iframe-attributes */
export function frameNavigation(
  parent: DocumentRecord,
  url: URLRecord,
  referrerPolicy: ReferrerPolicy,
): RequestRecord {
  return navigationRequest({
    url,
    client: parent.client,
    destination: 'iframe',
    method: 'GET',
    body: null,
    initiatorType: 'iframe',
    referrer: 'client',
    referrerPolicy,
    userInitiated: false,
    userActivation: false,
    reload: false,
  })
}

/** A link, and how it is followed. */
export interface Link {
  readonly url: URLRecord
  /** The `rel` attribute. */
  readonly rel: string
  readonly referrerPolicy: ReferrerPolicy
  readonly userActivation: boolean
}

/** https://html.spec.whatwg.org/multipage/links.html#following-hyperlinks-2 */
export function linkNavigation(
  from: DocumentRecord,
  link: Link,
  destination: NavigationDestination,
): RequestRecord {
  return navigationRequest({
    url: link.url,
    client: from.client,
    destination,
    method: 'GET',
    body: null,
    initiatorType: 'other',
    referrer: tokens(link.rel).includes('noreferrer') ? 'no-referrer' : 'client',
    referrerPolicy: link.referrerPolicy,
    userInitiated: false,
    userActivation: link.userActivation,
    reload: false,
  })
}

/** An address that a script sets, or opens in a window. `initiatorType` is null for the former. https://html.spec.whatwg.org/multipage/nav-history-apis.html#location-object-navigate */
export function scriptNavigation(
  from: DocumentRecord,
  url: URLRecord,
  initiatorType: InitiatorType | null,
  destination: NavigationDestination,
): RequestRecord {
  return navigationRequest({
    url,
    client: from.client,
    destination,
    method: 'GET',
    body: null,
    initiatorType,
    referrer: 'client',
    referrerPolicy: '',
    userInitiated: false,
    userActivation: false,
    reload: false,
  })
}

/** A form that is submitted. */
export interface Form {
  readonly action: URLRecord
  readonly method: FormMethod
  readonly enctype: FormEnctype
  readonly fields: readonly FormField[]
  /** Between the parts of a multipart body. */
  readonly boundary: string
  readonly userActivation: boolean
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm */
export function formNavigation(
  from: DocumentRecord,
  form: Form,
  destination: NavigationDestination,
): RequestRecord {
  const get = form.method === 'get'
  return navigationRequest({
    url: get ? urlWithFields(form.action, form.fields) : form.action,
    client: from.client,
    destination,
    method: get ? 'GET' : 'POST',
    body: get ? null : formBody(form.enctype, form.fields, form.boundary),
    initiatorType: 'other',
    referrer: 'client',
    referrerPolicy: '',
    userInitiated: false,
    userActivation: form.userActivation,
    reload: false,
  })
}

/** The request of a reload; null where nothing is sent. https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-location-reload */
export function reloadNavigation(
  profile: Profile,
  document: DocumentRecord,
  destination: NavigationDestination,
  userActivation: boolean,
): RequestRecord | null {
  const { reloadOfPost, reloadRepeatsInitiator: again } = profile
  // Deviation(DV-85): engines do not send a body again just so.
  const posted = document.method === 'POST'
  if (posted && reloadOfPost === 'asked-first' && !document.redirected) return null
  const repeats = !posted || reloadOfPost === 'repeated'
  // Deviation(DV-45): who asks for the document again.
  return navigationRequest({
    url: document.url,
    client: again ? document.initiator : document.client,
    destination,
    method: repeats ? document.method : 'GET',
    body: repeats ? document.body : null,
    initiatorType: 'other',
    referrer: again ? document.referrer || 'no-referrer' : 'client',
    referrerPolicy: '',
    userInitiated: again && document.userInitiated,
    userActivation,
    reload: true,
  })
}

/** Whether a URL is another place in a document, so that nothing is sent. https://html.spec.whatwg.org/multipage/browsing-the-web.html#navigate */
export function isPlaceIn({ url }: DocumentRecord, there: URLRecord): boolean {
  return there.fragment !== null && withFragment(there, null).href === withFragment(url, null).href
}

/** Whether a response leads away from the document that asked for it: 204, 205 and downloads do not. */
export function replacesDocument(response: FilteredResponse): boolean {
  const disposition = getHeader(response.internalResponse.headerList, 'content-disposition') ?? ''
  return response.status !== 204 && response.status !== 205 && !/^\s*attachment/i.test(disposition)
}
