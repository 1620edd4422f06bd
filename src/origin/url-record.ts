import {
  serializeHost,
  serializePath,
  serializeURL,
  type URLRecord as WhatwgURLRecord,
  parseURL as whatwgParseURL,
} from 'whatwg-url'
import { hashString } from '../infra/byte-string'
import { createInternTable, type InternTable } from './intern-table'
import { createTupleOrigin, type Origin, opaqueOriginOfURL } from './origin'
import { potentiallyTrustworthyURL } from './trustworthy'

/** What kind of host a URL has. A domain is looked up in DNS; an opaque host is that of a scheme nobody knows. */
export type HostKind = 'domain' | 'ipv4' | 'ipv6' | 'opaque' | 'empty'

/** A scheme whose URLs have an origin, but for `ftp`, which no browser fetches any more. */
export type NetworkScheme = 'http' | 'https' | 'ws' | 'wss'

/**
 * A URL: https://url.spec.whatwg.org/#concept-url
 *
 * An immutable value, parsed and serialized once. Everything in it follows from `href`: two records with
 * the same `href` are equal. They are mostly, but not always, the same object, so compare `href`.
 */
export interface URLRecord {
  /** The URL serialized, fragment included. */
  readonly href: string
  readonly scheme: string
  readonly username: string
  readonly password: string
  /** Serialized; an IPv6 address has its brackets. */
  readonly host: string | null
  readonly hostKind: HostKind | null
  /** Null where it is the scheme's default. */
  readonly port: number | null
  /** Serialized. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string | null
  /** Without the number sign. */
  readonly fragment: string | null
  /** https://url.spec.whatwg.org/#concept-url-origin */
  readonly origin: Origin
  /** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy */
  readonly potentiallyTrustworthy: boolean
  /**
   * What is left of the URL as a referrer: no credentials, no fragment; null for a local scheme.
   * https://w3c.github.io/webappsec-referrer-policy/#strip-url
   */
  readonly referrer: string | null
  /** Of `href`; a shortcut for hash tables, without meaning of its own. */
  readonly hash: number
}

/**
 * Records by what they were parsed from, null for what does not parse. Parsing costs some 25 µs, and a
 * simulation meets the same few URLs again and again.
 *
 * The tables are out of sight: a record is a function of the input (and, in the second one, of the base's
 * `href`), it is deeply immutable, and nothing is documented to depend on its object identity.
 */
const absoluteURLs: InternTable<URLRecord | null> = /* @__PURE__ */ createInternTable(2048)
/** By the base's `href`, then by input: two look-ups of strings that are there cost less than joining them. */
const relativeURLs: InternTable<InternTable<URLRecord | null>> = /* @__PURE__ */ createInternTable(64)

/**
 * The URL that a string means, relative to `base` where one is given; null where it is none.
 * https://url.spec.whatwg.org/#concept-url-parser
 */
export function parseURL(input: string, base: URLRecord | null = null): URLRecord | null {
  if (base === null || hasAuthorityOfItsOwn(input)) return parseAbsoluteURL(input)
  let ofBase = relativeURLs.get(base.href)
  if (ofBase === undefined) {
    ofBase = createInternTable(128)
    relativeURLs.set(base.href, ofBase)
  }
  const known = ofBase.get(input)
  if (known !== undefined) return known
  const url = makeURL(whatwgParseURL(input, { baseURL: toWhatwg(base) }))
  ofBase.set(input, url)
  return url
}

function parseAbsoluteURL(input: string): URLRecord | null {
  const known = absoluteURLs.get(input)
  if (known !== undefined) return known
  const url = makeURL(whatwgParseURL(input))
  // Where the input was the serialization already, it is in the table now.
  if (url === null || url.href !== input) absoluteURLs.set(input, url)
  return url
}

/**
 * Whether an input means the same with any base. Most do, and are then found in one table; `http:x` does
 * not, which an http base makes relative.
 */
function hasAuthorityOfItsOwn(input: string): boolean {
  return input.startsWith('https://') || input.startsWith('http://')
}

/** The URL serialized without user name and password, for words about it. */
export function withoutUserinfo(url: URLRecord): string {
  if (!includesCredentials(url)) return url.href
  return url.href.replace(/\/\/[^/?#]*@/, '//')
}

/** The URL with its scheme replaced; the URL itself where it has not one of these schemes to begin with. */
export function withScheme(url: URLRecord, scheme: NetworkScheme): URLRecord {
  switch (url.scheme) {
    case 'http':
    case 'https':
    case 'ws':
    case 'wss':
      // Parsing anew takes the port out that is the default of the new scheme.
      return parseURL(scheme + url.href.slice(url.scheme.length)) ?? url
    default:
      return url
  }
}

/**
 * The URL with `http` made `https`; any other URL as it is. A port stays, as `http://host:8080` has no
 * better known one. https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm
 */
export function upgradeToHTTPS(url: URLRecord): URLRecord {
  return url.scheme === 'http' ? withScheme(url, 'https') : url
}

/** The URL with another fragment (without the number sign), or with none. */
export function withFragment(url: URLRecord, fragment: string | null): URLRecord {
  if (fragment === url.fragment) return url
  // `+ 1` is the number sign. Parsing cannot fail: a fragment makes no valid URL invalid.
  const withoutFragment = url.fragment === null ? url.href : url.href.slice(0, -(url.fragment.length + 1))
  return parseURL(fragment === null ? withoutFragment : `${withoutFragment}#${fragment}`) ?? url
}

/** https://url.spec.whatwg.org/#include-credentials */
export function includesCredentials(url: URLRecord): boolean {
  return url.username !== '' || url.password !== ''
}

/** Our record of a freshly parsed one, which is used up by this. */
function makeURL(parsed: WhatwgURLRecord | null): URLRecord | null {
  if (parsed === null) return null
  const href = serializeURL(parsed)
  const known = absoluteURLs.get(href)
  if (known) return known

  const { scheme, username, password, fragment } = parsed
  const host = parsed.host === null ? null : serializeHost(parsed.host)
  const path = serializePath(parsed)
  const source = scheme === 'blob' ? blobSource(path) : null
  const origin = originOfURL(scheme, host, parsed.port, source)
  const url: URLRecord = {
    href,
    scheme,
    username,
    password,
    host,
    hostKind: hostKind(scheme, host),
    port: parsed.port,
    path,
    query: parsed.query,
    fragment,
    origin,
    // A blob of a file is as trustworthy as the file, whose origin does not show it.
    potentiallyTrustworthy: source?.scheme === 'file' || potentiallyTrustworthyURL({ scheme, path, origin }),
    referrer: stripURL(parsed, href),
    hash: hashString(href),
  }
  absoluteURLs.set(href, url)
  return url
}

/** The origin of a URL. https://url.spec.whatwg.org/#concept-url-origin */
function originOfURL(
  scheme: string,
  host: string | null,
  port: number | null,
  source: WhatwgURLRecord | null,
): Origin {
  switch (scheme) {
    // Not modelled: blob URL entries, which are "blob", 1. The path says the same, but for opaque origins.
    case 'blob':
      // "blob", 3–5.
      if (source === null || source.scheme === 'file' || source.host === null) return opaqueOriginOfURL
      return createTupleOrigin(source.scheme, serializeHost(source.host), source.port)
    case 'ftp':
    case 'http':
    case 'https':
    case 'ws':
    case 'wss':
      return host === null ? opaqueOriginOfURL : createTupleOrigin(scheme, host, port)
    // "file" is left open by the standard, which advises this.
    default:
      return opaqueOriginOfURL
  }
}

/** The URL that a `blob:` URL tells its origin by. https://url.spec.whatwg.org/#concept-url-origin */
function blobSource(path: string): WhatwgURLRecord | null {
  // "blob", 2–4.
  const source = whatwgParseURL(path)
  switch (source?.scheme) {
    case 'http':
    case 'https':
    case 'file':
      return source
    default:
      return null
  }
}

/** https://url.spec.whatwg.org/#concept-host */
function hostKind(scheme: string, host: string | null): HostKind | null {
  if (host === null) return null
  if (host === '') return 'empty'
  if (host.startsWith('[')) return 'ipv6'
  switch (scheme) {
    case 'file':
    case 'ftp':
    case 'http':
    case 'https':
    case 'ws':
    case 'wss':
      break
    default:
      return 'opaque'
  }
  // What ends in a number is parsed as an address, or not at all; it is serialized in decimal.
  const lastLabel = host.slice(host.lastIndexOf('.') + 1)
  for (let i = 0; i < lastLabel.length; i++) {
    const code = lastLabel.charCodeAt(i)
    if (code < 0x30 || code > 0x39) return 'domain'
  }
  return lastLabel === '' ? 'domain' : 'ipv4'
}

/** Changes the record it is given. https://w3c.github.io/webappsec-referrer-policy/#strip-url */
function stripURL(url: WhatwgURLRecord, href: string): string | null {
  // 2.
  if (url.scheme === 'about' || url.scheme === 'blob' || url.scheme === 'data') return null
  if (url.username === '' && url.password === '' && url.fragment === null) return href
  // 3–5.
  url.username = ''
  url.password = ''
  return serializeURL(url, true)
}

/**
 * The record that whatwg-url takes as a base, as far as parsing looks at it. A host that is serialized
 * already is serialized to itself.
 */
function toWhatwg(url: URLRecord): WhatwgURLRecord {
  const { scheme, username, password, host, port, path, query, fragment } = url
  return { scheme, username, password, host, port, path: pathSegments(host, path), query, fragment }
}

/** A path taken apart; an opaque one stays a string. https://url.spec.whatwg.org/#url-path */
function pathSegments(host: string | null, path: string): string | string[] {
  if (path.startsWith('/')) return path.slice(1).split('/')
  return host === null ? path : []
}
