/**
 * What the twin does at places where a slip would be easy, or where browsers do not do what the text says. `theLetter` is
 * RFC 6265bis (and CHIPS, for partitions). Tests give one other reading to a second twin, to see that stories find the
 * difference.
 */
export interface TwinReadings {
  /** A cookie at the very moment of its expiry, which is not in the past yet. */
  expiryAtItsMoment: 'gone' | 'there'
  /** What an address is that names itself as `Domain`. */
  addressForItself: 'domain' | 'host-only'
  /** A domain above a host's site that is no public suffix: `amazonaws.com`, for hosts of the suffix `s3.amazonaws.com`. */
  domainAboveSite: 'taken' | 'refused'
  /** Whether a secure cookie of a suffix (`github.io`) keeps insecure ones from the sites below it. */
  overlaidBySuffix: 'refused' | 'taken'
  /** Whether `Path=` gives `__Host-` the attribute that it needs, where the default path is `/`. */
  hostPrefixPath: 'any-attribute' | 'slash'
  ageLimit: 'kept' | 'forgotten'
  sizeLimit: number
  attributeLimit: number
  /** An empty `Domain` after another one. */
  emptyDomain: 'counts' | 'ignored'
  /** A `Path` that does not begin with a slash, after one that does. */
  pathWithoutSlash: 'default' | 'ignored'
  /** Which of `Max-Age` and `Expires` counts. */
  lifetime: 'max-age' | 'last'
  /** A host that is a public suffix, and names itself as `Domain`. */
  suffixForItself: 'host-only' | 'refused'
  publicSuffixes: 'refused' | 'taken'
  /** Whether `oo.com` matches `foo.com`, and `/fo` matches `/foo`. */
  matchesEnd: 'at-border' | 'anywhere'
  /** Whether addresses have domains above them. */
  addresses: 'whole' | 'as-domains'
  /** Whether an insecure cookie may hide a secure one. */
  overlaid: 'refused' | 'taken' | 'refused-for-upper-paths'
  prefixes: 'any-case' | 'as-written'
  namelessPrefixes: 'refused' | 'taken'
  noneNeedsSecure: boolean
  partitionedNeedsSecure: boolean
  crossSiteSets: 'refused' | 'taken'
  identity: 'whole' | 'without-host-only' | 'without-partition' | 'without-path'
  /** Whether a replacement keeps the place of what it replaces. */
  place: 'kept' | 'last'
  /** Whether scripts may replace `HttpOnly` cookies. */
  httpOnly: 'kept-from-scripts' | 'replaced-by-scripts'
  /** Whether what has expired is out of the way of what comes after it. */
  expired: 'evicted' | 'in-the-way'
  /** What goes first where there are too many for a site. */
  excess: 'insecure-first' | 'oldest-access-first' | 'oldest-creation-first'
  order: 'longer-paths-first' | 'by-creation' | 'more-segments-first'
  unset: 'as-lax' | 'as-none'
}

export const theLetter: TwinReadings = {
  expiryAtItsMoment: 'there',
  addressForItself: 'domain',
  domainAboveSite: 'taken',
  overlaidBySuffix: 'refused',
  hostPrefixPath: 'any-attribute',
  ageLimit: 'kept',
  sizeLimit: 4096,
  attributeLimit: 1024,
  emptyDomain: 'counts',
  pathWithoutSlash: 'default',
  lifetime: 'max-age',
  suffixForItself: 'host-only',
  publicSuffixes: 'refused',
  matchesEnd: 'at-border',
  addresses: 'whole',
  overlaid: 'refused',
  prefixes: 'any-case',
  namelessPrefixes: 'refused',
  noneNeedsSecure: true,
  partitionedNeedsSecure: true,
  crossSiteSets: 'refused',
  identity: 'whole',
  place: 'kept',
  httpOnly: 'kept-from-scripts',
  expired: 'evicted',
  excess: 'insecure-first',
  order: 'longer-paths-first',
  unset: 'as-lax',
}

/**
 * Where nobody does what the text says, the way browsers read it. An expiry is compared as `<=`, a cookie of an address
 * is the address's own, no cookie is set for more than a site or looks beyond it, and a `Path` that does not count is none.
 */
export const asBrowsersRead: Partial<TwinReadings> = {
  expiryAtItsMoment: 'gone',
  addressForItself: 'host-only',
  domainAboveSite: 'refused',
  overlaidBySuffix: 'taken',
  hostPrefixPath: 'slash',
}
