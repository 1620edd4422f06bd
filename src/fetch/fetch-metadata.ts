import type { Header } from '../http/header-list'
import { type Origin, sameOrigin } from '../origin/origin'
import { sameSite } from '../origin/site'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { includeCredentials } from './credentials'
import { currentURL, isNavigationRequest, type RequestMode, type RequestRecord } from './request'

type FetchSite = 'none' | 'same-origin' | 'same-site' | 'cross-site'

/** Headers of which there are only so many are made once. */
const siteHeaders: { readonly [S in FetchSite]: Header } = {
  none: { name: 'sec-fetch-site', value: 'none' },
  'same-origin': { name: 'sec-fetch-site', value: 'same-origin' },
  'same-site': { name: 'sec-fetch-site', value: 'same-site' },
  'cross-site': { name: 'sec-fetch-site', value: 'cross-site' },
}
const modeHeaders: { readonly [M in RequestMode]: Header } = {
  'same-origin': { name: 'sec-fetch-mode', value: 'same-origin' },
  cors: { name: 'sec-fetch-mode', value: 'cors' },
  'no-cors': { name: 'sec-fetch-mode', value: 'no-cors' },
  navigate: { name: 'sec-fetch-mode', value: 'navigate' },
  websocket: { name: 'sec-fetch-mode', value: 'websocket' },
}
const emptyDestination: Header = { name: 'sec-fetch-dest', value: 'empty' }
const webSocketDestination: Header = { name: 'sec-fetch-dest', value: 'websocket' }
const userHeader: Header = { name: 'sec-fetch-user', value: '?1' }

/**
 * Appends the Fetch metadata headers.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request
 */
export function appendFetchMetadataHeaders(
  profile: Profile,
  request: RequestRecord,
  isPreflight: boolean,
  headers: Header[],
): void {
  // 1. The text says the request's URL; after a redirect only the current one makes sense.
  if (!currentURL(request).potentiallyTrustworthy) {
    // Deviation(DV-34): one engine's preflights say their mode all the same.
    if (isPreflight && profile.untrustworthyPreflightSendsFetchMode) headers.push(modeHeaders.cors)
    return
  }
  // Deviation(DV-35): one engine stops saying anything.
  if (!profile.fetchMetadataAfterCrossOriginRedirect && redirectedAcrossOrigins(request)) return
  if (request.mode === 'websocket' && profile.webSocketFetchMetadata !== 'as-any-request') {
    appendWebSocketMetadata(profile, request, headers)
    return
  }

  // 2. to 5.
  const site = isPreflight ? preflightFetchSite(profile, request) : fetchSite(profile, request)
  headers.push(siteHeaders[site])
  headers.push(modeHeaders[request.mode])
  // Deviation(DV-42): one engine does not send it.
  if (profile.sendsFetchUser && isNavigationRequest(request) && request.userActivation)
    headers.push(userHeader)
  headers.push(
    request.destination === '' ? emptyDestination : { name: 'sec-fetch-dest', value: request.destination },
  )
  if (!isPreflight) appendStorageAccess(profile, request, site, headers)
}

/**
 * Says whether third-party cookies are to be had, where they would be sent.
 * https://privacycg.github.io/storage-access-headers/
 */
function appendStorageAccess(
  profile: Profile,
  request: RequestRecord,
  site: FetchSite,
  headers: Header[],
): void {
  // Deviation(DV-43): a header of a standard of its own, which not all engines have.
  if (profile.storageAccessHeader === 'never') return
  if (request.destination === 'document' || !includeCredentials(request)) return
  if (site !== 'cross-site' && !isNavigationRequest(request)) return
  if (!thirdParty(request)) return
  headers.push({ name: 'sec-fetch-storage-access', value: profile.storageAccessHeader })
}

/** Whether cookies for this request would be third-party ones. */
function thirdParty(request: RequestRecord): boolean {
  const { client } = request
  if (client === null) return false
  if (client.hasCrossSiteAncestor || client.origin.kind === 'opaque') return true
  return !sameSite(currentURL(request).origin, client.topLevelOrigin)
}

function appendWebSocketMetadata(profile: Profile, request: RequestRecord, headers: Header[]): void {
  // Deviation(DV-37): engines differ on what a handshake says.
  switch (profile.webSocketFetchMetadata) {
    case 'destination-websocket':
      headers.push(siteHeaders[fetchSite(profile, request)], modeHeaders.websocket, webSocketDestination)
      return
    default:
      return
  }
}

/** https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site */
function fetchSite(profile: Profile, request: RequestRecord): FetchSite {
  // 4. Nobody's page asked for it.
  if (request.userInitiated && isNavigationRequest(request)) return 'none'
  // 5. The farthest of all the URLs it went through.
  let site: FetchSite = 'same-origin'
  const { urlList, origin } = request
  for (let i = 0; i < urlList.length; i++) {
    const target = (urlList[i] as URLRecord).origin
    if (sameOrigin(origin, target)) continue
    if (!sameFetchSite(profile, origin, target)) return 'cross-site'
    site = 'same-site'
  }
  return site
}

function preflightFetchSite(profile: Profile, request: RequestRecord): FetchSite {
  // Deviation(DV-49): one engine looks at no URL but the preflight's own.
  if (profile.preflightFetchSite === 'every-url') return fetchSite(profile, request)
  return fetchSite(profile, { ...request, urlList: [currentURL(request)] })
}

function sameFetchSite(profile: Profile, a: Origin, b: Origin): boolean {
  // Deviation(DV-36): one engine takes two ports of an IPv6 address for two sites.
  if (!profile.ipv6PortsAreSameSite && a.kind === 'tuple' && a.host.startsWith('[')) return false
  return sameSite(a, b)
}

function redirectedAcrossOrigins(request: RequestRecord): boolean {
  const { urlList } = request
  for (let i = 1; i < urlList.length; i++) {
    if (!sameOrigin((urlList[i] as URLRecord).origin, (urlList[i - 1] as URLRecord).origin)) return true
  }
  return false
}
