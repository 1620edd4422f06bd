import type { Header } from '../http/header-list'
import { type Origin, sameOrigin } from '../origin/origin'
import { sameSite, schemelesslySameSite } from '../origin/site'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import {
  byteSerializeRequestOrigin,
  currentURL,
  hoppedAcrossOrigins,
  isNavigationRequest,
  type RequestMode,
  type RequestRecord,
} from './request'
import { storageAccess } from './storage-access'

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
  preflightOf: RequestRecord | null,
  headers: Header[],
): void {
  const isPreflight = preflightOf !== null
  // 1. The text says the request's URL; after a redirect only the current one makes sense.
  if (!currentURL(request).potentiallyTrustworthy) {
    // Deviation(DV-34): one engine's preflights say their mode all the same.
    if (isPreflight && profile.untrustworthyPreflightSendsFetchMode) headers.push(modeHeaders.cors)
    return
  }
  if (forgetsMetadata(profile, request, isPreflight)) return
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
  appendStorageAccess(profile, request, preflightOf, headers)
}

/** Says whether third-party cookies are to be had. https://privacycg.github.io/storage-access-headers/ */
function appendStorageAccess(
  profile: Profile,
  request: RequestRecord,
  preflightOf: RequestRecord | null,
  headers: Header[],
): void {
  const value = storageAccess(profile, request, preflightOf)
  if (value !== null) headers.push({ name: 'sec-fetch-storage-access', value })
}

function forgetsMetadata(profile: Profile, request: RequestRecord, isPreflight: boolean): boolean {
  // Deviation(DV-35): one engine says nothing on a CORS request that was just redirected to another origin.
  if (profile.fetchMetadataAfterCrossOriginRedirect === 'sent') return false
  // Its preflights have what the first request had.
  if (isPreflight) return !request.urlList[0].potentiallyTrustworthy
  return request.mode === 'cors' && hoppedAcrossOrigins(request)
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
  // Deviation(DV-36): one engine has rules of its own.
  if (profile.fetchSiteRules === 'secure-schemeless') return fetchSiteBySecureNames(request)
  // 5. The farthest of all the URLs it went through.
  let site: FetchSite = 'same-origin'
  const { urlList, origin } = request
  for (let i = 0; i < urlList.length; i++) {
    const target = (urlList[i] as URLRecord).origin
    if (sameOrigin(origin, target)) continue
    if (!sameSite(origin, target)) return 'cross-site'
    site = 'same-site'
  }
  return site
}

function preflightFetchSite(profile: Profile, request: RequestRecord): FetchSite {
  // Deviation(DV-49): engines look at no URL but the preflight's own, one from the origin that it says.
  switch (profile.preflightFetchSite) {
    case 'every-url':
      return fetchSite(profile, request)
    case 'current-url':
      return fetchSite(profile, { ...request, urlList: [currentURL(request)] })
    case 'current-url-tainted':
      if (byteSerializeRequestOrigin(request) === 'null') return 'cross-site'
      return fetchSite(profile, { ...request, urlList: [currentURL(request)] })
  }
}

/**
 * One engine's own rules: only https and loopback names have sites, which have no schemes.
 */
function fetchSiteBySecureNames(request: RequestRecord): FetchSite {
  const { urlList, origin } = request
  const target = currentURL(request).origin
  if (sameOrigin(origin, target) && urlList.every((url) => sameOrigin(url.origin, target)))
    return 'same-origin'
  const initiator = secure(origin) || loopbackName(origin)
  if (!initiator || !schemelesslySameSite(origin, target)) return 'cross-site'
  const earlier = urlList.slice(0, -1)
  return earlier.every((url) => secure(url.origin) && schemelesslySameSite(url.origin, target))
    ? 'same-site'
    : 'cross-site'
}

function secure(origin: Origin): boolean {
  return origin.kind === 'tuple' && origin.scheme === 'https'
}

function loopbackName(origin: Origin): boolean {
  if (origin.kind !== 'tuple') return false
  const { host } = origin
  return host === 'localhost' || host === '127.0.0.1' || host.endsWith('.localhost')
}
