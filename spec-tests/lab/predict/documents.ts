import { createClient } from '../../../src/fetch/create-request'
import { parseReferrerPolicyFromHeader } from '../../../src/fetch/referrer'
import type { Client, EmbedderPolicyValue, ReferrerPolicy, RequestRecord } from '../../../src/fetch/request'
import type { FilteredResponse } from '../../../src/fetch/response'
import { getHeader, type HeaderList } from '../../../src/http/header-list'
import { sameSite } from '../../../src/origin/site'
import { potentiallyTrustworthyOrigin } from '../../../src/origin/trustworthy'
import { parseURL, type URLRecord, withoutUserinfo } from '../../../src/origin/url-record'
import { newOpaqueOrigin } from '../../../src/user-agent/user-agent'
import type { World } from './world'

/** A document that is open: the page, or the frame in it. */
export interface OpenDocument {
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
  readonly body: { readonly bytes: string; readonly type: string } | null
  /** Whether the navigation to it was redirected. */
  readonly redirected: boolean
  /** Whether scripts of the lab can run in it. */
  readonly scripted: boolean
  /** The value of the frame's `sandbox` attribute; null without one. */
  readonly sandbox: string | null
}

/** A document from the response of a navigation. */
export function documentOf(
  world: World,
  response: FilteredResponse,
  request: RequestRecord,
  parent: OpenDocument | null,
  sandbox: string | null,
): OpenDocument {
  const last = response.urlList[response.urlList.length - 1] as URLRecord
  // Engines show documents without the user of their address.
  const url = parseURL(withoutUserinfo(last)) ?? last
  const headerList = response.internalResponse.headerList
  return openDocument(world, url, headerList, request, parent, sandbox)
}

function openDocument(
  world: World,
  url: URLRecord,
  headerList: HeaderList,
  request: RequestRecord,
  parent: OpenDocument | null,
  sandbox: string | null,
): OpenDocument {
  const policies = getHeader(headerList, 'content-security-policy') ?? ''
  const sandboxes = [sandbox, /(?:^|[;,])\s*sandbox\b([^;,]*)/i.exec(policies)?.[1] ?? null]
  const opaque = sandboxes.some((one) => one !== null && !tokens(one).includes('allow-same-origin'))
  let init: Parameters<typeof createClient>[0] = {
    url: url.href,
    referrerPolicy: referrerPolicy(world, parent, headerList),
    embedderPolicy: embedderPolicy(url, parent, headerList),
  }
  if (opaque) {
    const made = newOpaqueOrigin(world.userAgent)
    world.userAgent = made.userAgent
    init = { ...init, origin: made.origin }
  }
  if (parent !== null) init = { ...init, topLevelURL: parent.url.href }
  const client = createClient(init)
  return {
    url,
    client:
      parent === null
        ? client
        : {
            ...client,
            topLevelOrigin: parent.client.origin,
            hasCrossSiteAncestor: crossSite(parent, client),
          },
    referrer: typeof request.referrer === 'string' ? '' : request.referrer.href,
    initiator: request.client ?? client,
    userInitiated: request.userInitiated,
    method: request.method,
    redirected: request.urlList.length > 1,
    body: bodyOf(request),
    scripted: sandboxes.every((one) => one === null || tokens(one).includes('allow-scripts')),
    sandbox,
  }
}

function referrerPolicy(world: World, parent: OpenDocument | null, headerList: HeaderList): ReferrerPolicy {
  const own = parseReferrerPolicyFromHeader(headerList)
  if (own !== '' || parent === null) return own
  // Deviation(DV-73): by the standard only documents without a response inherit one.
  return world.profile.framesInheritReferrerPolicy ? parent.client.referrerPolicy : ''
}

function bodyOf({ body, headerList }: RequestRecord): OpenDocument['body'] {
  const type = getHeader(headerList, 'content-type')
  return body?.kind === 'bytes' && type !== null ? { bytes: body.bytes, type } : null
}

function crossSite(parent: OpenDocument, client: Client): boolean {
  return !sameSite(client.origin, parent.client.origin)
}

export function tokens(attribute: string): string[] {
  return attribute
    .toLowerCase()
    .split(/[\t\n\f\r ]+/)
    .filter((token) => token !== '')
}

/** https://html.spec.whatwg.org/multipage/browsers.html#obtain-an-embedder-policy, for its one value without parameters. */
export function embedderPolicy(
  url: URLRecord,
  parent: OpenDocument | null,
  headerList: HeaderList,
): EmbedderPolicyValue {
  const secure =
    url.potentiallyTrustworthy && (parent === null || potentiallyTrustworthyOrigin(parent.client.origin))
  return secure ? statedEmbedderPolicy(headerList) : 'unsafe-none'
}

/** What the headers say, wherever they came from. */
export function statedEmbedderPolicy(headerList: HeaderList): EmbedderPolicyValue {
  const value = getHeader(headerList, 'cross-origin-embedder-policy')?.split(';')[0]?.trim()
  return value === 'require-corp' || value === 'credentialless' ? value : 'unsafe-none'
}

/** A URL as a document's script writes it. */
export function urlIn(document: OpenDocument, input: string): URLRecord | null {
  return parseURL(input, document.url)
}
