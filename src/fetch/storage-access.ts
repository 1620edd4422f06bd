import { sameSite, schemelesslySameSite } from '../origin/site'
import type { Profile } from '../profile/profile'
import { currentURL, type RequestRecord, redirectTaint } from './request'

/**
 * What `Sec-Fetch-Storage-Access` says of a request: whether cookies of a third party are to be had. Null where it
 * is not sent. A preflight is asked about with the request it is for. https://privacycg.github.io/storage-access-headers/
 */
export function storageAccess(
  profile: Profile,
  request: RequestRecord,
  preflightOf: RequestRecord | null,
): 'none' | 'inactive' | 'active' | null {
  // Deviation(DV-43): a header of a standard of its own, which not all engines have.
  const { storageAccessHeader } = profile
  if (storageAccessHeader === 'never' || request.destination === 'document') return null
  if (!currentURL(request).potentiallyTrustworthy) return null
  if (storageAccessHeader === 'partitioned') {
    // A preflight has no redirects behind it.
    return preflightOf === null && redirectTaint(request) !== 'same-origin'
      ? null
      : partitioned(preflightOf ?? request)
  }
  if (preflightOf !== null || request.credentialsMode !== 'include') return null
  const { client } = request
  if (client === null || !thirdParty(request)) return null
  const ofThePage = sameSite(currentURL(request).origin, client.topLevelOrigin)
  return storageAccessHeader === 'none' && ofThePage ? 'inactive' : storageAccessHeader
}

/** Whether cookies for this request would be third-party ones. */
function thirdParty(request: RequestRecord): boolean {
  const { client } = request
  if (client === null) return false
  // A framed document that leads itself elsewhere is not the one it will be embedded in.
  const leaves = request.destination === 'iframe' && request.initiatorType !== 'iframe'
  if (!leaves && (client.hasCrossSiteAncestor || client.origin.kind === 'opaque')) return true
  return !sameSite(currentURL(request).origin, client.topLevelOrigin)
}

/** Where third-party cookies are kept apart for each page: `inactive` for what is of the page's own site. */
function partitioned(request: RequestRecord): 'none' | 'inactive' | null {
  const { client, origin, credentialsMode } = request
  if (credentialsMode !== 'include' || (request.keepalive && request.initiatorType === 'fetch')) return null
  const target = currentURL(request).origin
  const top = client === null ? null : client.topLevelOrigin
  const third =
    client?.hasCrossSiteAncestor === true || origin.kind === 'opaque' || !schemelesslySameSite(origin, target)
  if (!third) return null
  return top !== null && schemelesslySameSite(top, target) ? 'inactive' : 'none'
}
