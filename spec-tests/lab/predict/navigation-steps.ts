import { createRequest } from '../../../src/fetch/create-request'
import type { Client, Destination, RequestRecord } from '../../../src/fetch/request'
import type { FilteredResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { sameOrigin } from '../../../src/origin/origin'
import { schemelesslySameSite } from '../../../src/origin/site'
import { parseURL, type URLRecord, withFragment } from '../../../src/origin/url-record'
import type { StepId } from '../../../src/spec/steps'
import type { Seen } from '../observation'
import type { FormStep, FrameDocument, IframeStep, NavigateStep, PageDocument } from '../scenario'
import { boundary, multipart, plainText, urlencoded, utf8 } from './bodies'
import { documentOf, type OpenDocument, statedEmbedderPolicy, tokens, urlIn } from './documents'
import { policyOf } from './element-steps'
import type { World } from './world'

/** Who navigates, and where to. */
interface Navigation {
  readonly url: URLRecord
  readonly client: Client
  readonly destination: Destination
  readonly method: string
  readonly body: { readonly bytes: string; readonly type: string } | null
  /** `client`, `no-referrer` or a URL. */
  readonly referrer: string
  readonly referrerPolicy: string | null
  readonly userInitiated: boolean
  readonly reload: boolean
  /** Whether an element makes the document, rather than one document following another. */
  readonly element: boolean
  /** Whether a script set the address, rather than a link or a form. */
  readonly byScript: boolean
}

/** A typed address, or the opening of the page. */
export function typed(world: World, url: URLRecord): Landing {
  return land(world, {
    url,
    client: openerOf(url),
    destination: 'document',
    method: 'GET',
    body: null,
    referrer: 'no-referrer',
    referrerPolicy: null,
    userInitiated: true,
    reload: false,
    element: false,
    byScript: false,
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

/** Where a navigation came to. */
export interface Landing {
  /** Null where it failed, or led to no document. */
  readonly response: FilteredResponse | null
  readonly request: RequestRecord
  /** Why it failed; null where it did not. */
  readonly refused: StepId | null
}

function land(world: World, navigation: Navigation): Landing {
  const { userInitiated } = navigation
  const request = createRequest({
    url: navigation.url.href,
    client: navigation.client,
    method: navigation.method,
    headers: navigation.body === null ? [] : [['content-type', navigation.body.type]],
    body: navigation.body === null ? null : navigation.body.bytes,
    mode: 'navigate',
    credentials: 'include',
    destination: navigation.destination,
    initiatorType: navigation.element ? 'iframe' : navigation.byScript ? null : 'other',
    referrer: navigation.referrer,
    referrerPolicy: policyOf(navigation.referrerPolicy),
    userInitiated,
    userActivation: userInitiated && !navigation.reload,
    reloadNavigation: navigation.reload,
    topLevelNavigationInitiatorOrigin:
      navigation.destination === 'document' && !userInitiated ? navigation.client.origin : null,
    unsafeRequest: false,
  })
  const fetched = world.fetch(request)
  const response = fetched.response
  return {
    response: response === null || response.type === 'error' ? null : response,
    request: fetched.request,
    refused: response?.type === 'error' ? response.reason.step : null,
  }
}

/** Opens the page, and the frame in it. */
export function openPage(world: World, page: PageDocument): OpenDocument | null {
  const url = parseURL(page.url)
  if (url === null) return null
  const { response, request } = typed(world, url)
  return response === null ? null : documentOf(world, response, request, null, null)
}

export function openFrame(world: World, page: OpenDocument, frame: FrameDocument): OpenDocument | null {
  const url = urlIn(page, frame.url)
  return url === null ? null : frameAt(world, page, url, frame.sandbox, null)
}

export function openIframe(world: World, document: OpenDocument, step: IframeStep): Seen {
  const url = urlIn(document, step.url)
  const loaded: Seen = { kind: 'events', events: ['load'] }
  if (url === null || (url.scheme !== 'http' && url.scheme !== 'https')) return loaded
  const landing = landFrame(world, document, url, step.referrerPolicy)
  const event = frameEvent(world, document, landing)
  return event === 'none' ? { kind: 'timeout', name: '', message: '' } : { kind: 'events', events: [event] }
}

function frameEvent(world: World, parent: OpenDocument, landing: Landing): 'load' | 'error' | 'none' {
  const { response } = landing
  // Deviation(DV-79): by the standard a page is not told.
  if (landing.refused === 'main-fetch/mixed-content') return world.profile.mixedFrameEvent
  // Deviation(DV-98): a page may wait in vain.
  if (response === null) {
    const event = world.profile.failedFrameEvent
    if (event !== 'none-or-error') return event
    return landing.refused === 'main-fetch/bad-port' ? 'error' : 'none'
  }
  if (response.status === 204 || response.status === 205) return 'none'
  // Deviation(DV-84): nor is it told of this.
  return embeddable(world, parent, landing, response) ? 'load' : world.profile.embedderBlockedFrameEvent
}

function frameAt(
  world: World,
  parent: OpenDocument,
  url: URLRecord,
  sandbox: string | null,
  referrerPolicy: string | null,
): OpenDocument | null {
  const landing = landFrame(world, parent, url, referrerPolicy)
  const { response } = landing
  if (response === null || !embeddable(world, parent, landing, response)) return null
  return documentOf(world, response, landing.request, parent, sandbox)
}

function landFrame(
  world: World,
  parent: OpenDocument,
  url: URLRecord,
  referrerPolicy: string | null,
): Landing {
  return land(world, {
    url,
    client: parent.client,
    destination: 'iframe',
    method: 'GET',
    body: null,
    referrer: 'client',
    referrerPolicy,
    userInitiated: false,
    reload: false,
    element: true,
    byScript: false,
  })
}

/** Whether the embedder's policy lets a frame's response in. https://html.spec.whatwg.org/multipage/browsers.html#check-a-navigation-response's-adherence-to-its-embedder-policy */
function embeddable(
  world: World,
  parent: OpenDocument,
  landing: Landing,
  response: FilteredResponse,
): boolean {
  const policy = parent.client.embedderPolicy
  if (policy === 'unsafe-none') return true
  const url = landing.request.urlList[landing.request.urlList.length - 1] as URLRecord
  const { headerList } = response.internalResponse
  // Deviation(DV-103): one engine looks at the response's own policy alone, and that only under require-corp.
  const needed = world.profile.frameNeedsEmbedderPolicy
  if (needed && statedEmbedderPolicy(headerList) === 'unsafe-none') return false
  if (!needed && policy === 'credentialless') return true
  if (sameOrigin(url.origin, parent.client.origin)) return true
  const own = getHeader(headerList, 'cross-origin-resource-policy')
  if (own === 'cross-origin') return true
  if (own === 'same-site') return schemelesslySameSite(url.origin, parent.client.origin)
  return policy === 'credentialless' && own === null
}

/** A navigation by script or by a link. */
export function navigate(
  world: World,
  from: OpenDocument,
  step: NavigateStep,
  inFrame: boolean,
): Landing | null {
  const url = urlIn(from, step.url)
  if (url === null) return null
  if (step.via === 'address-bar') return typed(world, url)
  const rel = tokens(step.rel ?? '')
  const noReferrer = step.via === 'link' && rel.includes('noreferrer')
  return land(world, {
    url,
    client: from.client,
    destination: inFrame ? 'iframe' : 'document',
    method: 'GET',
    body: null,
    referrer: noReferrer ? 'no-referrer' : 'client',
    referrerPolicy: step.via === 'link' ? step.referrerPolicy : null,
    userInitiated: false,
    reload: false,
    element: false,
    byScript: step.via === 'location' || step.via === 'replace',
  })
}

/** The entries of a form. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set */
function entries(fields: FormStep['fields']): FormStep['fields'] {
  const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')
  return fields.filter(([name]) => name !== '').map(([name, value]) => [lines(name), lines(value)] as const)
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm */
export function submit(world: World, from: OpenDocument, step: FormStep, inFrame: boolean): Landing | null {
  const action = urlIn(from, step.url)
  if (action === null) return null
  const get = step.method === 'get'
  const url = get ? withQuery(action, urlencoded(entries(step.fields))) : action
  return land(world, {
    url,
    client: from.client,
    destination: inFrame ? 'iframe' : 'document',
    method: get ? 'GET' : 'POST',
    body: get ? null : formBody(step),
    referrer: 'client',
    referrerPolicy: null,
    userInitiated: false,
    reload: false,
    element: false,
    byScript: false,
  })
}

function formBody(step: FormStep): { readonly bytes: string; readonly type: string } {
  const fields = entries(step.fields)
  const { enctype } = step
  switch (enctype) {
    case 'multipart/form-data':
      return { bytes: multipart(fields), type: `multipart/form-data; boundary=${boundary}` }
    case 'text/plain':
      return { bytes: plainText(fields), type: enctype }
    default:
      return { bytes: utf8(urlencoded(fields)), type: enctype }
  }
}

function withQuery(url: URLRecord, query: string): URLRecord {
  const plain = withFragment(url, null).href.split('?')[0]
  const fragment = url.fragment === null ? '' : `#${url.fragment}`
  return parseURL(`${plain}?${query}${fragment}`) ?? url
}

/** Null where nothing is sent. https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-location-reload */
export function reload(world: World, document: OpenDocument, inFrame: boolean): Landing | null {
  const { reloadOfPost, reloadRepeatsInitiator: again } = world.profile
  // Deviation(DV-85): engines do not send a body again just so.
  const posted = document.method === 'POST'
  if (posted && reloadOfPost === 'asked-first' && !document.redirected) return null
  const repeats = !posted || reloadOfPost === 'repeated'
  // Deviation(DV-45): who asks for the document again.
  return land(world, {
    url: document.url,
    client: again ? document.initiator : document.client,
    destination: inFrame ? 'iframe' : 'document',
    method: repeats ? document.method : 'GET',
    body: repeats ? document.body : null,
    referrer: again ? document.referrer || 'no-referrer' : 'client',
    referrerPolicy: null,
    userInitiated: again && document.userInitiated,
    reload: true,
    element: false,
    byScript: false,
  })
}
