import { getHeader, type HeaderList } from '../http/header-list'
import { byteLowercase, stripTabOrSpace } from '../infra/byte-string'
import { sameOrigin } from '../origin/origin'
import { schemelesslySameSite } from '../origin/site'
import { urlOfOrigin } from '../origin/url-of-origin'
import { parseURL, type URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { currentURL, type ReferrerPolicy, type RequestRecord } from './request'

/** The policy where neither request nor document has one. https://w3c.github.io/webappsec-referrer-policy/#default-referrer-policy */
export const defaultReferrerPolicy: ReferrerPolicy = 'strict-origin-when-cross-origin'

/**
 * What the `Referer` header will say to a URL (the request's current one): a URL stripped to what the policy allows, or `no-referrer`.
 * https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer
 */
export function determineRequestsReferrer(
  profile: Profile,
  request: RequestRecord,
  url: URLRecord,
  policy: ReferrerPolicy,
): 'no-referrer' | URLRecord {
  // 3.
  const source = referrerSource(profile, request)
  if (source === null) return 'no-referrer'
  // 4. to 6. Too long a URL is cut down to its origin.
  const full = source.referrer !== null && source.referrer.length <= 4096 ? source.referrer : null

  // 8.
  return referrerByPolicy(profile, source, full, url, honoured(profile, request, url, policy))
}

/** The referrer of a request's preflight. */
export function preflightReferrer(profile: Profile, request: RequestRecord): RequestRecord['referrer'] {
  // Deviation(DV-95): one engine goes back to the first request's.
  return profile.preflightReferrer === 'as-request' ? request.referrer : request.initialReferrer
}

/** What a `Referer` header says of a referrer that the policy has let through. */
export function refererHeader(profile: Profile, request: RequestRecord, referrer: URLRecord): string {
  // Deviation(DV-61): one engine's network tells other sites no more than an origin.
  if (profile.thirdPartyReferrer === 'by-policy' || !toThirdParty(request, currentURL(request)))
    return referrer.href
  const only = originOnly(referrer)
  return only === 'no-referrer' ? referrer.href : only.href
}

/** Step 8: every policy comes down to one of three answers. */
function referrerByPolicy(
  profile: Profile,
  source: URLRecord,
  full: string | null,
  url: URLRecord,
  policy: ReferrerPolicy,
): 'no-referrer' | URLRecord {
  switch (policy) {
    case 'no-referrer':
      return 'no-referrer'
    case 'origin':
      return originOnly(source)
    case 'unsafe-url':
      return stripped(source, full)
    case 'strict-origin':
      return downgrades(profile, source, url) ? 'no-referrer' : originOnly(source)
    case 'same-origin':
      return sameOriginReferrer(source, url) ? stripped(source, full) : 'no-referrer'
    case 'origin-when-cross-origin':
      return sameOriginReferrer(source, url) ? stripped(source, full) : originOnly(source)
    case 'no-referrer-when-downgrade':
      return downgrades(profile, source, url) ? 'no-referrer' : stripped(source, full)
    default:
      if (sameOriginReferrer(source, url)) return stripped(source, full)
      return downgrades(profile, source, url) ? 'no-referrer' : originOnly(source)
  }
}

/** The policy that counts. */
function honoured(
  profile: Profile,
  request: RequestRecord,
  url: URLRecord,
  policy: ReferrerPolicy,
): ReferrerPolicy {
  // Deviation(DV-60): one engine does not let pages be lax towards other sites.
  if (profile.laxReferrerPoliciesCrossSite === 'honoured' || request.destination === 'document') return policy
  switch (policy) {
    case 'unsafe-url':
    case 'no-referrer-when-downgrade':
    case 'origin-when-cross-origin':
      return schemelesslySameSite(request.origin, url.origin) ? policy : defaultReferrerPolicy
    default:
      return policy
  }
}

/** Whether a URL is of another site than the whole page, which may change its address. */
function toThirdParty({ client, destination }: RequestRecord, url: URLRecord): boolean {
  if (client === null || destination === 'document') return false
  const { topLevelOrigin, creationURL } = client
  const top = topLevelOrigin.kind === 'opaque' ? creationURL.origin : topLevelOrigin
  return !schemelesslySameSite(top, url.origin)
}

/** Step 3: where the referrer comes from; null where there is none to be had. */
function referrerSource(profile: Profile, request: RequestRecord): URLRecord | null {
  const { referrer, client } = request
  if (referrer === 'no-referrer') return null
  const source = referrer === 'client' ? (client === null ? null : client.creationURL) : referrer
  if (referrer === 'client' && client?.isDocument === true && client.origin.kind === 'opaque') {
    return source === null ? null : ofOpaqueOrigin(profile, request, source)
  }
  // Strip, step 2: local schemes are never a referrer.
  return source === null || source.referrer === null ? null : source
}

/** What a document with an opaque origin, a sandboxed one say, has for a referrer. */
function ofOpaqueOrigin(profile: Profile, request: RequestRecord, source: URLRecord): URLRecord | null {
  // Deviation(DV-33): the standard gives none.
  switch (profile.referrerOfOpaqueOrigin) {
    case 'none':
      return null
    case 'creation-url':
      return source.scheme === 'http' || source.scheme === 'https' ? source : null
    case 'origin-but-for-fetch': {
      const { initiatorType } = request
      if (initiatorType === null || initiatorType === 'fetch' || initiatorType === 'xmlhttprequest')
        return null
      const only = source.referrer === null ? 'no-referrer' : originOnly(source)
      return only === 'no-referrer' ? null : only
    }
  }
}

function stripped(source: URLRecord, full: string | null): 'no-referrer' | URLRecord {
  if (full === null) return originOnly(source)
  return full === source.href ? source : (parseURL(full) ?? 'no-referrer')
}

function originOnly(source: URLRecord): 'no-referrer' | URLRecord {
  return source.origin.kind === 'opaque' ? 'no-referrer' : urlOfOrigin(source.origin)
}

function downgrades(profile: Profile, source: URLRecord, url: URLRecord): boolean {
  // Deviation(DV-41): browsers go by the scheme alone.
  if (profile.downgradeIsByScheme) return source.scheme === 'https' && url.scheme !== 'https'
  return source.potentiallyTrustworthy && !url.potentiallyTrustworthy
}

function sameOriginReferrer(source: URLRecord, url: URLRecord): boolean {
  return sameOrigin(source.origin, url.origin)
}

/** Members of the `Referrer-Policy` header that are no policy are passed over. */
const policies: ReadonlySet<string> = new Set<ReferrerPolicy>([
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
])

/**
 * The last policy that a `Referrer-Policy` header names, or the empty string.
 * https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header
 */
export function parseReferrerPolicyFromHeader(headerList: HeaderList): ReferrerPolicy {
  const value = getHeader(headerList, 'referrer-policy')
  if (value === null) return ''
  // 3. The last one counts, so they are looked at from the end.
  for (let end = value.length; end >= 0; ) {
    const comma = end === 0 ? -1 : value.lastIndexOf(',', end - 1)
    const token = byteLowercase(stripTabOrSpace(value.slice(comma + 1, end)))
    if (policies.has(token)) return token as ReferrerPolicy
    end = comma
  }
  // 4.
  return ''
}
