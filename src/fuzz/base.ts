import { publicSuffix, registrableDomain } from '../origin/public-suffix'
import { parseURL } from '../origin/url-record'

/** An origin that people mean to let in, or the target's own, taken apart. */
export interface Base {
  readonly scheme: string
  readonly host: string
  /** `:8080`, or empty. */
  readonly port: string
  /** `example.com` of `app.example.com`; the host itself where there is none. */
  readonly domain: string
  /** `com`; null where the host is an address. */
  readonly suffix: string | null
}

/** What origins are made from; null where a string is none of http or https. */
export function baseOf(serialized: string): Base | null {
  const url = parseURL(serialized)
  if (url === null || (url.scheme !== 'https' && url.scheme !== 'http') || url.host === null) return null
  const { scheme, host } = url
  return {
    scheme,
    host,
    port: url.port === null ? '' : `:${url.port}`,
    domain: registrableDomain(host) ?? host,
    suffix: host.startsWith('[') ? null : publicSuffix(host),
  }
}
