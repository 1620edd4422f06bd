/**
 * The three small algorithms of RFC 6265 that tough-cookie has right, and pure: the one door to that package. Hosts and
 * paths come out of a parsed URL, so nothing is canonicalized, and nothing decoded.
 */
import { defaultPath, domainMatch, pathMatch } from 'tough-cookie'
import type { Knobs } from '../profile/knobs'

/** Whether a host is a domain, or below it. An address is below nothing. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#domain-matching */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || domainMatch(host, domain, false) === true
}

/** The same, by an engine's rules. */
export function hostMatches(
  host: string,
  domain: string,
  { addressesHaveSuffixes }: Pick<Knobs, 'addressesHaveSuffixes'>,
): boolean {
  if (domainMatches(host, domain)) return true
  // Deviation(DV-151): to one engine the end of an address is a domain like any other.
  return addressesHaveSuffixes && host.endsWith(`.${domain}`)
}

/** What is above an address, were it a domain: all but its first number. Null for an engine that sees no domains in it. */
export function addressEnd(
  address: string,
  { addressesHaveSuffixes }: Pick<Knobs, 'addressesHaveSuffixes'>,
): string | null {
  const dot = address.indexOf('.')
  // Deviation(DV-151): only one engine does.
  return addressesHaveSuffixes && dot !== -1 ? address.slice(dot + 1) : null
}

/** Whether a request path is that of a cookie, or below it. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-path */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  return pathMatch(requestPath, cookiePath)
}

/** The path of a cookie that names none: the request's, up to its last slash. */
export function cookieDefaultPath(path: string): string {
  return defaultPath(path)
}
