import { getDomain } from 'tldts'
import type { TwinOrigin } from './twin-request'

export type Origin =
  | { readonly kind: 'tuple'; readonly scheme: string; readonly host: string; readonly port: string }
  | { readonly kind: 'opaque'; readonly id: unknown }

/** https://url.spec.whatwg.org/#concept-url-origin */
export function originOf(url: URL): Origin {
  const scheme = url.protocol.slice(0, -1)
  switch (scheme) {
    case 'http':
    case 'https':
    case 'ws':
    case 'wss':
    case 'ftp':
      return { kind: 'tuple', scheme, host: url.hostname, port: url.port }
    case 'blob':
      // Nothing here creates blobs, so that none of them has an entry.
      if (URL.canParse(url.pathname) && httpScheme(new URL(url.pathname)))
        return originOf(new URL(url.pathname))
      return { kind: 'opaque', id: {} }
    default:
      // A new one each time.
      return { kind: 'opaque', id: {} }
  }
}

export const originFrom = (origin: TwinOrigin): Origin =>
  typeof origin === 'number' ? { kind: 'opaque', id: origin } : originOf(new URL(origin))

export const serializeOrigin = (origin: Origin): string =>
  origin.kind === 'opaque'
    ? 'null'
    : `${origin.scheme}://${origin.host}${origin.port === '' ? '' : `:${origin.port}`}`

/** https://html.spec.whatwg.org/multipage/browsers.html#same-origin */
export function sameOrigin(a: Origin, b: Origin): boolean {
  if (a.kind === 'opaque' && b.kind === 'opaque') return a.id === b.id
  if (a.kind === 'opaque' || b.kind === 'opaque') return false
  return a.scheme === b.scheme && a.host === b.host && a.port === b.port
}

const registrableDomain = (host: string): string | null => getDomain(host, { allowPrivateDomains: true })

/** https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site */
export function schemelesslySameSite(a: Origin, b: Origin): boolean {
  if (a.kind === 'opaque' && b.kind === 'opaque') return a.id === b.id
  if (a.kind === 'opaque' || b.kind === 'opaque') return false
  const domain = registrableDomain(a.host)
  if (domain === null) return a.host === b.host
  return domain === registrableDomain(b.host)
}

/** https://html.spec.whatwg.org/multipage/browsers.html#same-site */
export function sameSite(a: Origin, b: Origin): boolean {
  if (!schemelesslySameSite(a, b)) return false
  return a.kind === 'opaque' || b.kind === 'opaque' || a.scheme === b.scheme
}

/** https://html.spec.whatwg.org/multipage/browsers.html#obtain-a-site, as something that can be compared. */
export const site = (origin: Origin): unknown =>
  origin.kind === 'opaque' ? origin.id : `${origin.scheme}://${registrableDomain(origin.host) ?? origin.host}`

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy */
export function potentiallyTrustworthyOrigin(origin: Origin): boolean {
  if (origin.kind === 'opaque') return false
  if (origin.scheme === 'https' || origin.scheme === 'wss') return true
  if (/^127\.\d+\.\d+\.\d+$/.test(origin.host) || origin.host === '[::1]') return true
  return /(^|\.)localhost\.?$/.test(origin.host)
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy */
export function potentiallyTrustworthyURL(url: URL): boolean {
  // A URL that "is" one of these strings is read as HTML's "matches about:blank" and "matches about:srcdoc".
  if (url.protocol === 'about:' && url.pathname === 'blank') return true
  if (url.protocol === 'about:' && url.pathname === 'srcdoc' && url.search === '') return true
  if (url.protocol === 'data:') return true
  if (url.protocol === 'file:') return true
  return potentiallyTrustworthyOrigin(originOf(url))
}

export const httpScheme = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:'
export const localScheme = (url: URL): boolean => ['about:', 'blob:', 'data:'].includes(url.protocol)
export const includesCredentials = (url: URL): boolean => url.username !== '' || url.password !== ''
export const ipAddress = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith('[')

/** Null where there is none, which is not the same as an empty one: `URL.hash` cannot tell. */
export function fragment(url: URL): string | null {
  const at = url.href.indexOf('#')
  return at === -1 ? null : url.href.slice(at + 1)
}

// biome-ignore format: a table
const badPorts = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526,
  530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045,
  4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** https://fetch.spec.whatwg.org/#block-bad-port */
export const badPort = (url: URL): boolean =>
  httpScheme(url) && url.port !== '' && badPorts.has(Number(url.port))
