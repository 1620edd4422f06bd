import type { SameSiteMode } from '../cookies/cookie'
import type { Origin } from '../origin/origin'
import { sameSite, schemelesslySameSite } from '../origin/site'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import { type Client, currentURL, type RequestRecord } from './request'

/**
 * How far SameSite cookies go with a request.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#retrieval-algorithm
 */
export function determineSameSiteMode(profile: Profile, request: RequestRecord): SameSiteMode {
  if (sameSiteRequest(profile, request)) return 'strict-or-less'
  // 3. Leading the whole page somewhere is harmless, as long as the method is.
  if (!topLevelNavigation(request)) return 'none'
  if (safeMethod(request.method)) return 'lax-or-less'
  // Deviation(DV-136): young cookies that say nothing go with an unsafe one, in one engine.
  return profile.laxAllowUnsafe > 0 ? 'unset-or-less' : 'none'
}

/** The creation of the oldest cookie without SameSite that still counts as young. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#lax-allowing-unsafe */
export function youngSince({ laxAllowUnsafe }: Profile, now: Instant): Instant {
  // Deviation(DV-136): for as long as that.
  return now - laxAllowUnsafe * 1000
}

/** Whether the response may set cookies with a SameSite restriction. Storage model, 18. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model */
export function sameSiteMayBeSet(profile: Profile, request: RequestRecord): boolean {
  return topLevelNavigation(request) || sameSiteRequest(profile, request)
}

/** Whether a request loads the document of a whole page. */
export function topLevelNavigation(request: RequestRecord): boolean {
  return request.destination === 'document'
}

function safeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE'
}

/** https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#same-site-requests */
function sameSiteRequest(profile: Profile, request: RequestRecord): boolean {
  const { urlList } = request
  const asks = siteAsking(profile, request)
  if (asks === null) return false
  // 2. Nobody's page asked for what the user typed.
  if ((request.client === null || request.userInitiated) && !profile.redirectsCountForSameSite) return true
  // Deviation(DV-138): some engines look at every URL, the others at the last one.
  const from = profile.redirectsCountForSameSite ? 0 : urlList.length - 1
  for (let i = from; i < urlList.length; i++) {
    if (!ofOneSite(profile, (urlList[i] ?? currentURL(request)).origin, asks)) return false
  }
  return true
}

/** Whose request it is; null for nobody's in particular. What the user typed is the URL's own. */
function siteAsking(profile: Profile, request: RequestRecord): Origin | null {
  const { client, urlList } = request
  if (client === null || request.userInitiated) return urlList[0].origin
  return topLevelNavigation(request) ? request.origin : siteForCookies(profile, client)
}

/** The site that a document's cookies belong to; null where documents of other sites stand around it. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#document-requests */
export function siteForCookies(profile: Profile, client: Client): Origin | null {
  const { topLevelOrigin, hasCrossSiteAncestor, origin, creationURL } = client
  // 2. and 4.1. Deviation(DV-153): to some engines a sandboxed document is of no site.
  if (origin.kind === 'opaque' && profile.sandboxedDocumentsHaveSite) {
    // Not modelled: documents of other sites between a sandboxed one and the top, which its client does not tell of.
    return ofOneSite(profile, creationURL.origin, topLevelOrigin) ? topLevelOrigin : null
  }
  // 4.
  return hasCrossSiteAncestor || !ofOneSite(profile, origin, topLevelOrigin) ? null : topLevelOrigin
}

/** Deviation(DV-137): http and https of one host are one site in some engines. */
export function ofOneSite({ sameSiteIsSchemeful }: Profile, a: Origin, b: Origin): boolean {
  return sameSiteIsSchemeful ? sameSite(a, b) : schemelesslySameSite(a, b)
}
