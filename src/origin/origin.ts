import { hashString } from '../infra/byte-string'
import { createInternTable, type InternTable } from './intern-table'
import { registrableDomain } from './public-suffix'

/**
 * An origin: https://html.spec.whatwg.org/multipage/browsers.html#concept-origin
 *
 * Origins are plain values, so that they survive JSON. What comparisons need is computed once, when the
 * origin is made: `serialized` and `siteHost` are compared as strings everywhere else.
 */
export type Origin = TupleOrigin | OpaqueOrigin

/** A (scheme, host, port) origin. The tuple's domain (`document.domain`) is not modelled. */
export interface TupleOrigin {
  readonly kind: 'tuple'
  readonly scheme: string
  /** Serialized host; an IPv6 address has its brackets. */
  readonly host: string
  /** Null where it is the scheme's default. */
  readonly port: number | null
  /** The ASCII serialization, as it stands in an `Origin` header. */
  readonly serialized: string
  /** The host of this origin's site: its registrable domain, or the whole host where there is none. */
  readonly siteHost: string
  /** The serialized site: `https://example.com` for `https://app.example.com:8443`. */
  readonly site: string
  /** Of `site`; like `hash`, a shortcut. */
  readonly siteHash: number
  /** Of `serialized`; a shortcut for hash tables, without meaning of its own. */
  readonly hash: number
}

/** An origin that is only ever the same as itself. Serialized as `null`. */
export interface OpaqueOrigin {
  readonly kind: 'opaque'
  /**
   * Identity as a number, so that it survives JSON. 0 is an origin nobody has a second reference to, such
   * as that of a `data:` URL: it is not the same as any origin, another 0 included.
   */
  readonly id: number
}

/** The opaque origin of a URL: the standard makes a new one at each look, so it never equals any other. */
export const opaqueOriginOfURL: OpaqueOrigin = { kind: 'opaque', id: 0 }

/** Origins by serialization. Many URLs share few origins; the suffix list is then asked once for each. */
const tupleOrigins: InternTable<TupleOrigin> = /* @__PURE__ */ createInternTable(512)

/**
 * The tuple origin of a scheme, a host as the URL serializer writes it, and a port that is null where it is
 * the scheme's default. Nothing is checked or normalized; `parseOrigin` is for input from outside.
 */
export function createTupleOrigin(scheme: string, host: string, port: number | null): TupleOrigin {
  const serialized = port === null ? `${scheme}://${host}` : `${scheme}://${host}:${port}`
  const known = tupleOrigins.get(serialized)
  if (known !== undefined) return known
  const siteHost = registrableDomain(host) ?? host
  const site = `${scheme}://${siteHost}`
  const origin: TupleOrigin = {
    kind: 'tuple',
    scheme,
    host,
    port,
    serialized,
    siteHost,
    site,
    siteHash: hashString(site),
    hash: hashString(serialized),
  }
  tupleOrigins.set(serialized, origin)
  return origin
}

/** Whether A and B are same origin. https://html.spec.whatwg.org/multipage/browsers.html#same-origin */
export function sameOrigin(a: Origin, b: Origin): boolean {
  // 1. Opaque origins are compared by identity.
  if (a.kind === 'opaque' || b.kind === 'opaque') return sameOpaqueOrigin(a, b)
  // 2. Scheme, host and port, which is what the serialization consists of.
  return a.serialized === b.serialized
}

/**
 * Whether A and B are one and the same opaque origin: the first step of comparing origins, and sites.
 * https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque
 */
export function sameOpaqueOrigin(a: Origin, b: Origin): boolean {
  return a.kind === 'opaque' && b.kind === 'opaque' && a.id === b.id && a.id !== 0
}

/** The ASCII serialization of an origin. https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin */
export function serializeOrigin(origin: Origin): string {
  return origin.kind === 'opaque' ? 'null' : origin.serialized
}
