import type { WireRequest } from '../../src/fetch/response'
import { parseURL } from '../../src/origin/url-record'

/** A wire request, for transports on their own. */
export function wireRequest(
  url: string,
  method = 'GET',
  headers: readonly (readonly [string, string])[] = [],
  body: string | null = null,
): WireRequest {
  const parsed = parseURL(url)
  if (parsed === null) throw new Error(`not a URL: ${url}`)
  return {
    method,
    url: parsed,
    headerList: headers.map(([name, value]) => ({ name, value })),
    body: body === null ? null : { kind: 'bytes', bytes: body },
  }
}
