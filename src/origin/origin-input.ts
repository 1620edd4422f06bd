/** What `corsac/origin` and the root export: origins by whatever names them. */
import { type HistoricalComparison, sameOriginAs as sameOriginAsOf } from './historical'
import {
  type Origin,
  opaqueOriginOfURL,
  sameOrigin as sameOriginOf,
  serializeOrigin as serializeOriginOf,
} from './origin'
import { OriginSyntaxError } from './origin-syntax-error'
import { parseOrigin, parseOriginURL } from './parse-origin'
import { registrableDomain as registrableDomainOfHost } from './public-suffix'
import { sameSite as sameSiteOf, schemelesslySameSite as schemelesslySameSiteOf } from './site'
import { potentiallyTrustworthyOrigin } from './trustworthy'
import { parseURL } from './url-record'

/**
 * What names an origin: a string, an object with an `href` such as a `URL`, or an origin itself.
 *
 * @since 0.1.0
 */
export type OriginInput = string | { readonly href: string } | Origin

/**
 * A part by which two origins can differ.
 *
 * @since 0.1.0
 */
export type OriginPart = 'scheme' | 'host' | 'port'

/**
 * How two origins stand to one another; what `relations` returns.
 *
 * @since 0.1.0
 */
export interface Relations {
  readonly sameOrigin: boolean
  readonly sameSite: boolean
  readonly schemelesslySameSite: boolean
  /** In this order: scheme, host, port. Empty where one of the origins is opaque, and so has no parts. */
  readonly differs: readonly OriginPart[]
}

/**
 * The origin that a string (or a `URL`) names. User name, path, query, fragment and a default port are
 * dropped: `https://example.com:443/a?b` and `https://example.com` are one origin.
 *
 * `'null'`, and URLs without an origin of their own (`data:`, `file:`, schemes that the URL standard does
 * not know), give an opaque origin, which is the same as no other, not even as itself.
 *
 * @throws {OriginSyntaxError} where it names none, as `localhost:3000`, `*` or `<http://localhost:3000>`.
 * The message says what to write.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#concept-origin
 * @see https://url.spec.whatwg.org/#concept-url-origin
 * @since 0.1.0
 */
export function parse(input: OriginInput): Origin {
  const origin = isOrigin(input) ? input : parseOrigin(stringOf(input))
  if (origin instanceof OriginSyntaxError) throw origin
  return origin
}

/**
 * The serialization of an origin, as it stands in an `Origin` header: `https://example.com:8443`, without a
 * slash at its end. `null` for an opaque one.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 * @since 0.1.0
 */
export function serializeOrigin(input: OriginInput): string {
  return serializeOriginOf(parse(input))
}

/**
 * Whether A and B are same origin: scheme, host and port are equal. `localhost` and `127.0.0.1` are two
 * hosts, and an opaque origin read from a string or URL is the same as none.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 * @since 0.1.0
 */
export function sameOrigin(a: OriginInput, b: OriginInput): boolean {
  return sameOriginOf(parse(a), parse(b))
}

/**
 * Whether A and B were same origin to a browser of the past: with `{ ignorePort: true }`, to Internet Explorer.
 * It explains old advice and old tests; no current browser compares so, and no profile does.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://learn.microsoft.com/en-us/archive/blogs/ieinternals/same-origin-policy-part-0-origins
 * @since 0.1.0
 */
export function sameOriginAs(a: OriginInput, b: OriginInput, comparison: HistoricalComparison): boolean {
  return sameOriginAsOf(parse(a), parse(b), comparison)
}

/**
 * Whether A and B are same site: equal schemes and equal registrable domains (or, where there is none, equal
 * hosts). Ports do not count, so two servers on `localhost` are cross-origin and same-site.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 * @since 0.1.0
 */
export function sameSite(a: OriginInput, b: OriginInput): boolean {
  return sameSiteOf(parse(a), parse(b))
}

/**
 * Whether A and B are same site but for their schemes: what `SameSite` cookies went by before schemes
 * counted, and in some browsers still go by.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site
 * @since 0.1.0
 */
export function schemelesslySameSite(a: OriginInput, b: OriginInput): boolean {
  return schemelesslySameSiteOf(parse(a), parse(b))
}

/**
 * How A and B stand to one another, and which parts of them differ.
 *
 * A default port is no port: `http://example.com` and `https://example.com` differ by scheme alone, whatever
 * numbers their connections use.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 * @since 0.1.0
 */
export function relations(a: OriginInput, b: OriginInput): Relations {
  const originA = parse(a)
  const originB = parse(b)
  const differs: OriginPart[] = []
  if (originA.kind === 'tuple' && originB.kind === 'tuple') {
    if (originA.scheme !== originB.scheme) differs.push('scheme')
    if (originA.host !== originB.host) differs.push('host')
    if (originA.port !== originB.port) differs.push('port')
  }
  return {
    sameOrigin: sameOriginOf(originA, originB),
    sameSite: sameSiteOf(originA, originB),
    schemelesslySameSite: schemelesslySameSiteOf(originA, originB),
    differs,
  }
}

/**
 * The registrable domain of a host, or of the host of an origin or URL: what one can register and what makes
 * a site. `a.b.example.co.uk` gives `example.co.uk`. Null for addresses, for public suffixes (`com`,
 * `github.io`, `localhost`) and for opaque origins. In lower case and in Punycode; a trailing dot stays.
 *
 * The Public Suffix List is the one that came with the installed `tldts`, its private section included.
 *
 * @throws {OriginSyntaxError} where a string is neither a host nor an origin nor an absolute URL. A host has
 * no port: `example.com:8080` is refused.
 * @see https://url.spec.whatwg.org/#host-registrable-domain
 * @since 0.1.0
 */
export function registrableDomain(input: OriginInput): string | null {
  const origin = typeof input === 'string' && isHostAlone(input) ? parse(`https://${input}/`) : parse(input)
  return origin.kind === 'opaque' ? null : registrableDomainOfHost(origin.host)
}

/**
 * Whether a URL or origin is potentially trustworthy, so that it gets `Secure` cookies and fetch metadata and
 * is no mixed content: https, wss, file, and what reaches only this machine (`localhost`, names
 * below it, 127.0.0.0/8, `[::1]`). Of URLs without an origin, `data:`, `about:blank` and `about:srcdoc` are.
 *
 * This is the standard's answer, which engines do not follow everywhere: WebKit blocks http://localhost as
 * mixed content on an https page.
 *
 * @throws {OriginSyntaxError} as `parse` does.
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 * @since 0.1.0
 */
export function isPotentiallyTrustworthy(input: OriginInput): boolean {
  if (isOrigin(input)) return potentiallyTrustworthyOrigin(input)
  const string = stringOf(input)
  if (string === 'null') return potentiallyTrustworthyOrigin(opaqueOriginOfURL)
  const url = parseOriginURL(string)
  if (url instanceof OriginSyntaxError) throw url
  return url.potentiallyTrustworthy
}

function isOrigin(input: OriginInput): input is Origin {
  return typeof input === 'object' && input !== null && 'kind' in input
}

/** The string to parse. What is none, for want of types, is left for `parseOrigin` to refuse. */
function stringOf(input: string | { readonly href: string }): string {
  return typeof input === 'object' && input !== null ? input.href : input
}

/** Whether a string is a host by itself: nothing in it begins another part of a URL. */
function isHostAlone(input: string): boolean {
  for (let i = 0; i < input.length; i++) {
    switch (input[i]) {
      case '/':
      case '\\':
      case '?':
      case '#':
      case '@':
        return false
      case ':':
        // Within the brackets of an address.
        if (!input.startsWith('[') || !input.endsWith(']')) return false
        break
    }
  }
  return parseURL(`https://${input}/`) !== null
}
