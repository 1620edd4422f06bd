import { parseReferrerPolicyFromHeader } from '../fetch/referrer'
import type { Client, EmbedderPolicyValue, ReferrerPolicy, RequestRecord } from '../fetch/request'
import type { FilteredResponse } from '../fetch/response'
import { ofOneSite } from '../fetch/same-site-mode'
import { getHeader, type HeaderList } from '../http/header-list'
import type { Origin } from '../origin/origin'
import { potentiallyTrustworthyOrigin } from '../origin/trustworthy'
import { parseURL, type URLRecord, withoutUserinfo } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { newOpaqueOrigin, type UserAgent } from '../user-agent/user-agent'
import { allows, bothSandboxes, type Sandbox, sandboxOfHeaders } from './sandbox'

/** A window or a frame, as far as the documents in it depend on it. https://html.spec.whatwg.org/multipage/document-sequences.html#navigable */
export interface Navigable {
  /** The document with the frame in it; null for a window. */
  readonly parent: DocumentRecord | null
  /** What the frame's `sandbox` attribute allows, or what the opener's sandbox leaves to the window. */
  readonly sandbox: Sandbox | null
}

/** A document that is open. A value: a navigation makes another. https://html.spec.whatwg.org/multipage/dom.html#document */
export interface DocumentRecord {
  readonly url: URLRecord
  readonly client: Client
  /** `document.referrer`. */
  readonly referrer: string
  /** Who led to it: the client that its navigation was for. */
  readonly initiator: Client
  /** Whether the user did, by typing its address. */
  readonly userInitiated: boolean
  /** What the navigation to it sent last. */
  readonly method: string
  readonly body: FormBody | null
  /** Whether the navigation to it was redirected. */
  readonly redirected: boolean
  readonly navigable: Navigable
  /** What it may do, with the sandboxes of everything around it and its own. */
  readonly sandbox: Sandbox | null
  /** Whether scripts run in it. */
  readonly scripted: boolean
}

/** The body of a form, as bytes, with its type. */
export interface FormBody {
  readonly bytes: string
  readonly type: string
}

/** A document, and the user agent that gave it its origin. */
export interface OpenedDocument {
  readonly userAgent: UserAgent
  readonly document: DocumentRecord
}

/**
 * The document that the response to a navigation makes; `request` as it was in the end.
 * https://html.spec.whatwg.org/multipage/browsing-the-web.html#populating-a-session-history-entry
 */
export function documentFromResponse(
  userAgent: UserAgent,
  request: RequestRecord,
  response: FilteredResponse,
  navigable: Navigable,
): OpenedDocument {
  const last = response.urlList[response.urlList.length - 1] as URLRecord
  // Engines show documents without the user of their address.
  const url = parseURL(withoutUserinfo(last)) ?? last
  return openDocument(userAgent, url, response.internalResponse.headerList, request, navigable)
}

/** A document at a URL with the policies of these headers, as if `request` had led to it. */
export function openDocument(
  userAgent: UserAgent,
  url: URLRecord,
  headerList: HeaderList,
  request: RequestRecord,
  navigable: Navigable,
): OpenedDocument {
  const { parent } = navigable
  const around = bothSandboxes(navigable.sandbox, parent === null ? null : parent.sandbox)
  const sandbox = bothSandboxes(around, sandboxOfHeaders(headerList))
  const opened = originOf(userAgent, url, parent, allows(sandbox, 'allow-same-origin'))
  const client: Client = {
    origin: opened.origin,
    topLevelOrigin: parent === null ? opened.origin : parent.client.topLevelOrigin,
    creationURL: parent !== null && url.href === 'about:srcdoc' ? parent.client.creationURL : url,
    hasCrossSiteAncestor: parent !== null && crossSite(userAgent.profile, parent.client, opened.origin),
    hasStorageAccess: false,
    isDocument: true,
    hasTrustworthyAncestor: parent !== null && trustworthy(parent),
    referrerPolicy: referrerPolicyOf(userAgent.profile, url, parent, headerList),
    embedderPolicy: embedderPolicyOf(url, parent, headerList),
  }
  const document: DocumentRecord = {
    url,
    client,
    referrer: typeof request.referrer === 'string' ? '' : request.referrer.href,
    initiator: request.client ?? client,
    userInitiated: request.userInitiated,
    method: request.method,
    body: bodyOf(request),
    redirected: request.urlList.length > 1,
    navigable,
    sandbox,
    scripted: allows(sandbox, 'allow-scripts'),
  }
  return { userAgent: opened.userAgent, document }
}

/** The page that an engine shows where a navigation failed: of no origin that anything else is of. */
export function errorDocument(
  userAgent: UserAgent,
  request: RequestRecord,
  navigable: Navigable,
): OpenedDocument {
  const url = request.urlList[request.urlList.length - 1] as URLRecord
  const opened = openDocument(userAgent, url, [], request, { parent: navigable.parent, sandbox: [] })
  return { userAgent: opened.userAgent, document: { ...opened.document, navigable } }
}

/** https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin */
function originOf(
  userAgent: UserAgent,
  url: URLRecord,
  parent: DocumentRecord | null,
  own: boolean,
): { readonly userAgent: UserAgent; readonly origin: Origin } {
  // 1.
  if (!own) return newOpaqueOrigin(userAgent)
  // 3. and 4.
  if (url.scheme === 'about' && parent !== null) return { userAgent, origin: parent.client.origin }
  // 5. A document keeps its origin, so that an opaque one needs an id.
  return url.origin.kind === 'opaque' ? newOpaqueOrigin(userAgent) : { userAgent, origin: url.origin }
}

function crossSite(profile: Profile, parent: Client, origin: Origin): boolean {
  return parent.hasCrossSiteAncestor || !ofOneSite(profile, origin, parent.topLevelOrigin)
}

function trustworthy(parent: DocumentRecord): boolean {
  return parent.client.hasTrustworthyAncestor || potentiallyTrustworthyOrigin(parent.url.origin)
}

/** Whether a document's policies come from the one around it, as it has no response of its own. https://fetch.spec.whatwg.org/#is-local */
function isLocal({ scheme }: URLRecord): boolean {
  return scheme === 'about' || scheme === 'blob' || scheme === 'data'
}

function referrerPolicyOf(
  profile: Profile,
  url: URLRecord,
  parent: DocumentRecord | null,
  headerList: HeaderList,
): ReferrerPolicy {
  const own = parseReferrerPolicyFromHeader(headerList)
  if (own !== '' || parent === null) return own
  // Deviation(DV-73): by the standard only documents without a response inherit one.
  return isLocal(url) || profile.framesInheritReferrerPolicy ? parent.client.referrerPolicy : ''
}

/** https://html.spec.whatwg.org/multipage/browsers.html#obtain-an-embedder-policy, for its one value without parameters. */
function embedderPolicyOf(
  url: URLRecord,
  parent: DocumentRecord | null,
  headerList: HeaderList,
): EmbedderPolicyValue {
  if (parent !== null && isLocal(url)) return parent.client.embedderPolicy
  const secure =
    url.potentiallyTrustworthy && (parent === null || potentiallyTrustworthyOrigin(parent.client.origin))
  return secure ? statedEmbedderPolicy(headerList) : 'unsafe-none'
}

/** What the headers say, wherever they came from. */
export function statedEmbedderPolicy(headerList: HeaderList): EmbedderPolicyValue {
  const value = getHeader(headerList, 'cross-origin-embedder-policy')?.split(';')[0]?.trim()
  return value === 'require-corp' || value === 'credentialless' ? value : 'unsafe-none'
}

function bodyOf({ body, headerList }: RequestRecord): FormBody | null {
  const type = getHeader(headerList, 'content-type')
  return body?.kind === 'bytes' && type !== null ? { bytes: body.bytes, type } : null
}

/** A URL as a document's script writes it; null where it is none. */
export function urlIn(document: DocumentRecord, input: string): URLRecord | null {
  return parseURL(input, baseURL(document))
}

/** https://html.spec.whatwg.org/multipage/urls-and-fetching.html#fallback-base-url */
function baseURL({ url, navigable }: DocumentRecord): URLRecord {
  return url.scheme === 'about' && navigable.parent !== null ? baseURL(navigable.parent) : url
}
