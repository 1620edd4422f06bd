import { restrictionOf } from '../cookies/same-site'
import { currentURL, type RequestRecord } from '../fetch/request'
import { ofOneSite, siteForCookies, topLevelNavigation } from '../fetch/same-site-mode'
import { type Origin, serializeOrigin } from '../origin/origin'
import { schemelesslySameSite } from '../origin/site'
import { isLoopback } from '../origin/trustworthy'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import type { CookieVerdict } from '../spec/cookie-verdict'

/** What the words about one cookie are made from. */
export interface CookieCase {
  readonly verdict: CookieVerdict
  readonly profile: Profile
  readonly request: RequestRecord
  /** Where the request went. */
  readonly url: URLRecord
  /** When the answer came; when the request was sent, for what might have gone along. */
  readonly now: Instant
}

/** The page's origin, as people write it. */
function pageOf({ request }: CookieCase): string {
  const { origin } = request.client ?? request
  return origin.kind === 'opaque' ? 'a page without an origin (null)' : serializeOrigin(origin)
}

/** Whether page and URL are two names of this computer, which a developer takes for one. */
export function otherLoopbackName({ request, url }: CookieCase): string | null {
  const { origin } = request.client ?? request
  if (origin.kind === 'opaque' || url.origin.kind === 'opaque') return null
  if (origin.host === url.origin.host || !isLoopback(origin.host) || !isLoopback(url.origin.host)) return null
  return origin.host
}

/** Whether a URL is on this computer and over plain http, as while developing. */
export function plainLoopback({ url }: CookieCase): boolean {
  return url.scheme === 'http' && url.origin.kind === 'tuple' && isLoopback(url.origin.host)
}

/** Why a request is cross-site to cookies: a clause. */
export function crossSiteWords(given: CookieCase): string {
  const { profile, request, url } = given
  const page = `the page is ${pageOf(given)}`
  const { client } = request
  if (topLevelNavigation(request)) return `${page}, and it leads to another site by ${request.method}`
  if (client === null) return 'the request is another site’s'
  const own = siteForCookies(profile, client)
  if (own === null) return `${page}, in a frame among pages of another site (${top(client.topLevelOrigin)})`
  if (ofOneSite(profile, url.origin, own)) return `${page}, and a redirect led through another site`
  if (schemelesslySameSite(own, currentURL(request).origin))
    return `${page} and the request goes to ${scheme(url.origin)}: http and https are two sites`
  const both = otherLoopbackName(given)
  if (both !== null) return `${page} and the request goes to ${url.host}: two sites, though one computer`
  return `${page} and the request goes to another site`
}

function top(origin: Origin): string {
  return serializeOrigin(origin)
}

function scheme(origin: Origin): string {
  return origin.kind === 'tuple' ? `${origin.scheme}://` : 'null'
}

/** What a cookie says of SameSite, and what that comes to: a clause. */
export function sameSiteWords({ verdict, profile }: CookieCase): string {
  const { sameSite } = verdict.cookie
  if (sameSite !== 'unset')
    return `the cookie says SameSite=${sameSite === 'strict' ? 'Strict' : sameSite === 'lax' ? 'Lax' : 'None'}`
  return restrictionOf(sameSite, profile) === 'none'
    ? 'the cookie says nothing, and goes anywhere'
    : 'the cookie is Lax because it says nothing'
}
