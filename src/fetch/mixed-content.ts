import type { Origin } from '../origin/origin'
import { potentiallyTrustworthyOrigin } from '../origin/trustworthy'
import type { Profile } from '../profile/profile'
import { type Client, currentURL, type RequestRecord } from './request'

/**
 * Whether the page is one that mixed content is kept from.
 * https://w3c.github.io/webappsec-mixed-content/#categorize-settings-object
 */
function prohibitsMixedSecurityContexts(profile: Profile, client: Client | null): boolean {
  if (client === null) return false
  // Deviation(DV-40): to browsers a page has to have come by https.
  if (profile.pagesWithoutMixedContent === 'https') {
    return (
      https(client.origin) ||
      // A sandboxed document that came by https.
      (client.origin.kind === 'opaque' && client.creationURL.scheme === 'https') ||
      (client.isDocument && client.hasTrustworthyAncestor && https(client.topLevelOrigin))
    )
  }
  // 1.
  if (potentiallyTrustworthyOrigin(client.origin)) return true
  // 2. A page inside a secure one.
  return client.isDocument && client.hasTrustworthyAncestor
}

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch */
export function blockedAsMixedContent(profile: Profile, request: RequestRecord): boolean {
  const url = currentURL(request)
  // 1. The URL is secure, or whoever asks is not, or it is the user's own way from page to page.
  if (url.potentiallyTrustworthy && !insecureLoopback(profile, request)) return false
  if (!prohibitsMixedSecurityContexts(profile, request.client)) return false
  if (request.destination === 'document') return false
  // 2.
  return true
}

/**
 * Whether the request is made over https instead of being blocked.
 * https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm
 */
export function upgradesMixedContent(profile: Profile, request: RequestRecord): boolean {
  const url = currentURL(request)
  // 1.
  if (url.scheme !== 'http') return false
  // Deviation(DV-52): one engine makes no exceptions once the image was redirected.
  const exceptions = !profile.redirectedImagesUpgradeLoopback || request.urlList.length === 1
  const address = url.hostKind === 'ipv4' || url.hostKind === 'ipv6'
  // Deviation(DV-39): to one engine `[::1]` is a host like any other here.
  const exempt = url.potentiallyTrustworthy || address
  if (exceptions && exempt && !(profile.loopbackIsMixedContent !== 'no' && url.host === '[::1]')) return false
  if (!prohibitsMixedSecurityContexts(profile, request.client)) return false
  const { destination } = request
  if (destination === 'image') return request.initiator !== 'imageset'
  return destination === 'audio' || destination === 'video'
}

/** Deviation(DV-39): to one engine http on the loopback interface is not secure, but for images. */
function insecureLoopback(profile: Profile, request: RequestRecord): boolean {
  if (profile.loopbackIsMixedContent === 'no' || currentURL(request).scheme !== 'http') return false
  return request.destination !== 'image' || request.urlList.length > 1
}

function https(origin: Origin): boolean {
  return origin.kind === 'tuple' && origin.scheme === 'https'
}
