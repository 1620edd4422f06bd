import type { CookieContext, CookiePartition } from '../cookies/cookie'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import { type Client, currentURL, type RequestRecord } from './request'
import {
  determineSameSiteMode,
  ofOneSite,
  sameSiteMayBeSet,
  siteForCookies,
  topLevelNavigation,
  youngSince,
} from './same-site-mode'

/** Which jars there are for a request or document, and what may be done with them. */
type CookieAccess = Pick<CookieContext, 'unpartitioned' | 'partition' | 'partitionHolds'>

/** What of a request its cookies depend on, for its current URL. */
export function cookieContext(profile: Profile, request: RequestRecord, now: Instant): CookieContext {
  const url = currentURL(request)
  const sameSite = determineSameSiteMode(profile, request)
  const access = cookieAccess(profile, request)
  return contextOf(profile, url, {
    httpOnlyAllowed: true,
    sameSite,
    unsetSince: sameSite === 'unset-or-less' ? youngSince(profile, now) : null,
    // Deviation(DV-148): one engine does not ask.
    sameSiteMayBeSet:
      sameSite === 'strict-or-less' ||
      profile.sameSiteSetCrossSite === 'stored' ||
      sameSiteMayBeSet(profile, request),
    unpartitioned: access.unpartitioned,
    partition: access.partition,
    partitionHolds: access.partitionHolds,
    now,
  })
}

/** What of a document the cookies that its scripts see and set depend on. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#non-http */
export function documentCookieContext(
  profile: Profile,
  document: { readonly url: URLRecord; readonly client: Client },
  now: Instant,
): CookieContext {
  const { url, client } = document
  const ofTheSite = siteForCookies(profile, client) !== null
  const access = accessOf(profile, client, !ofTheSite)
  return contextOf(profile, url, {
    httpOnlyAllowed: false,
    sameSite: ofTheSite ? 'strict-or-less' : 'none',
    unsetSince: null,
    sameSiteMayBeSet: ofTheSite || profile.sameSiteSetCrossSite === 'stored',
    unpartitioned: access.unpartitioned,
    partition: access.partition,
    partitionHolds: access.partitionHolds,
    now,
  })
}

type OfTheAsker = Omit<
  CookieContext,
  'host' | 'siteHost' | 'hostIsDomain' | 'path' | 'secure' | 'serverBehind'
>

function contextOf(profile: Profile, url: URLRecord, asker: OfTheAsker): CookieContext {
  const { origin } = url
  const host = url.host ?? ''
  return {
    host,
    siteHost: origin.kind === 'tuple' ? origin.siteHost : host,
    hostIsDomain: url.hostKind === 'domain',
    path: url.path,
    secure: secureForCookies(profile, url),
    httpOnlyAllowed: asker.httpOnlyAllowed,
    sameSite: asker.sameSite,
    unsetSince: asker.unsetSince,
    sameSiteMayBeSet: asker.sameSiteMayBeSet,
    unpartitioned: asker.unpartitioned,
    partition: asker.partition,
    partitionHolds: asker.partitionHolds,
    now: asker.now,
    serverBehind: 0,
  }
}

function secureForCookies(profile: Profile, url: URLRecord): boolean {
  if (url.scheme === 'https') return true
  // Deviation(DV-127): what stays on the machine is safe, to some engines.
  return profile.loopbackIsSecureForCookies && url.potentiallyTrustworthy
}

/** What the third-party verdict leaves of the jars, for a request. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#third-party-cookies */
function cookieAccess(profile: Profile, request: RequestRecord): CookieAccess {
  const { client } = request
  const target = currentURL(request).origin
  if (client === null || topLevelNavigation(request)) {
    const site = target.kind === 'tuple' ? target.site : null
    return { unpartitioned: 'read-write', partition: site, partitionHolds: 'partitioned' }
  }
  const own = siteForCookies(profile, client)
  return accessOf(profile, client, own === null || !ofOneSite(profile, target, own))
}

function accessOf(profile: Profile, client: Client, thirdParty: boolean): CookieAccess {
  const partition = partitionOf(client, thirdParty)
  if (!thirdParty || client.hasStorageAccess)
    return { unpartitioned: 'read-write', partition, partitionHolds: 'partitioned' }
  // Deviation(DV-139): engines differ in what they leave to third parties.
  switch (profile.thirdPartyCookies) {
    case 'allow':
      return { unpartitioned: 'read-write', partition, partitionHolds: 'partitioned' }
    case 'block':
      // Deviation(DV-147): one engine then blocks what is partitioned, too.
      return {
        unpartitioned: 'none',
        partition: profile.blockingSparesPartitioned ? partition : null,
        partitionHolds: 'partitioned',
      }
    case 'send-only':
      return { unpartitioned: 'read', partition, partitionHolds: 'partitioned' }
    case 'partition':
      return { unpartitioned: 'none', partition, partitionHolds: 'all' }
  }
}

/** https://privacycg.github.io/CHIPS/CHIPS-spec/draft-cutler-httpbis-partitioned-cookies.html#section-2.2 */
function partitionOf({ topLevelOrigin }: Client, crossSite: boolean): CookiePartition | null {
  if (topLevelOrigin.kind === 'opaque') return `opaque:${topLevelOrigin.id}`
  return crossSite ? `^${topLevelOrigin.site}` : topLevelOrigin.site
}
