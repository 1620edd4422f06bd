import { type OpaqueOrigin, type Origin, sameOpaqueOrigin } from './origin'

/** A site: https://html.spec.whatwg.org/multipage/browsers.html#site */
export type Site = SchemeAndHost | OpaqueOrigin

/** https://html.spec.whatwg.org/multipage/browsers.html#scheme-and-host */
export interface SchemeAndHost {
  readonly kind: 'scheme-and-host'
  readonly scheme: string
  /** A registrable domain, or the whole host where there is none. Serialized. */
  readonly host: string
}

/** The site of an origin. The port plays no part in it. https://html.spec.whatwg.org/multipage/browsers.html#obtain-a-site */
export function obtainSite(origin: Origin): Site {
  // 1.
  if (origin.kind === 'opaque') return origin
  // 2–3. `siteHost` is the registrable domain or, for want of one, the host.
  return { kind: 'scheme-and-host', scheme: origin.scheme, host: origin.siteHost }
}

/** The serialization of a site, `null` for an opaque one. https://html.spec.whatwg.org/multipage/browsers.html#serialization-of-a-site */
export function serializeSite(site: Site): string {
  return site.kind === 'opaque' ? 'null' : `${site.scheme}://${site.host}`
}

/**
 * Whether A and B are same site but for their schemes, so that `http://a.example.com` and
 * `https://b.example.com` are. https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site
 */
export function schemelesslySameSite(a: Origin, b: Origin): boolean {
  // 1.
  if (a.kind === 'opaque' || b.kind === 'opaque') return sameOpaqueOrigin(a, b)
  // 2. Equal hosts without registrable domain, or equal registrable domains. The two cannot be confused: a
  //    host without one is an address or a public suffix, and a registrable domain is neither.
  return a.siteHost === b.siteHost
}

/** Whether A and B are same site, which takes the same scheme. https://html.spec.whatwg.org/multipage/browsers.html#same-site */
export function sameSite(a: Origin, b: Origin): boolean {
  if (a.kind === 'opaque' || b.kind === 'opaque') return sameOpaqueOrigin(a, b)
  return a.siteHost === b.siteHost && a.scheme === b.scheme
}
