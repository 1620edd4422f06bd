import { getDomain, getPublicSuffix, parse } from 'tldts'

/** Both sections of the list: `github.io` is a suffix as much as `co.uk` is. Hosts are already hosts. */
const listOptions = { allowPrivateDomains: true, extractHostname: false }

/**
 * The public suffix of a host, null where the host is no domain (an address, or empty).
 * https://url.spec.whatwg.org/#host-public-suffix
 *
 * The list ends in an implicit rule `*`: the last label of a name the list does not know is its suffix.
 * So `localhost` is a suffix, in the way `com` is.
 */
export function publicSuffix(host: string): string | null {
  // 1.
  if (!isListable(host)) return null
  // 2–5. The list knows no trailing dot: it is taken off, and put back on the result.
  const trailingDot = host.endsWith('.')
  const suffix = getPublicSuffix(trailingDot ? host.slice(0, -1) : host, listOptions)
  return suffix === null || !trailingDot ? suffix : `${suffix}.`
}

/** Whether a host is a public suffix by a rule of the list, and not just a name that the list does not know. */
export function isListedSuffix(host: string): boolean {
  if (!isListable(host)) return false
  const { publicSuffix: suffix, isIcann, isPrivate } = parse(host, listOptions)
  return suffix === host && (isIcann === true || isPrivate === true)
}

/**
 * The registrable domain of a host: its public suffix and one label more. Null where there is none: for
 * addresses, and for a host that is a public suffix itself (`com`, `github.io`, `localhost`).
 * https://url.spec.whatwg.org/#host-registrable-domain
 *
 * As `localhost` is a public suffix by the list's implicit rule, `foo.localhost` is a registrable domain,
 * and is another site than `bar.localhost`. Browsers agree: none makes an exception for localhost here.
 *
 * Note: for a host just above a wildcard (`kobe.jp`, of the rule `*.kobe.jp`) the list's algorithm and
 * Firefox say that it is registrable, tldts and libpsl that it is a suffix. We say what tldts says. The
 * site is the same either way, since a host without registrable domain is a site by itself.
 */
export function registrableDomain(host: string): string | null {
  // 1. That the suffix equals the host shows in tldts giving no domain.
  if (!isListable(host)) return null
  // 2–5.
  if (!host.endsWith('.')) return getDomain(host, listOptions)
  const domain = getDomain(host.slice(0, -1), listOptions)
  return domain === null ? null : `${domain}.`
}

/**
 * Whether a host can be looked up in the list. An IPv4 address is told by tldts. The URL parser lets empty
 * labels through (`a..com`, `example.com..`), which the list's algorithm does not take: these hosts have no
 * suffix, and so are each a site by themselves.
 */
function isListable(host: string): boolean {
  return host !== '' && !host.startsWith('[') && !host.startsWith('.') && !host.includes('..')
}
