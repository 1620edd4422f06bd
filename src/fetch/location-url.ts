import type { Header } from '../http/header-list'
import { withUTF8Repaired } from '../infra/utf-8'
import { parseURL, type URLRecord, withFragment } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import { currentURL, type RequestRecord } from './request'
import type { WireResponse } from './response'

/**
 * Where a redirect response leads: a URL, null for nowhere (the response is an ordinary one), or why not.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationURL(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
): URLRecord | Reason | null {
  const lines = response.headerList.filter(isLocation)
  const first = lines[0]
  // 2. None at all.
  if (first === undefined) return null
  let location = first.value
  if (lines.length > 1) {
    const joined = lines.map((line) => line.value).join(', ')
    // Deviation(DV-27): engines forgive lines that are alike, or join the lines and follow what that gives.
    if (profile.duplicateLocation === 'joined') location = joined
    else if (profile.duplicateLocation === 'network-error' || lines.some((line) => line.value !== location)) {
      return fail('http-redirect-fetch/location-duplicate', { header: 'location', actual: joined })
    }
  }
  if (location === '') {
    // Deviation(DV-26): the standard parses it, which gives the current URL.
    if (profile.emptyLocation === 'no-redirect') return null
    if (profile.emptyLocation === 'network-error') {
      return fail('http-redirect-fetch/location-invalid', { header: 'location', actual: '' })
    }
  }
  // 3. Relative to where the response came from.
  const base = currentURL(request)
  // Deviation(DV-91): one engine's port takes the bytes for characters.
  const input = profile.locationBytes === 'bytes' ? percentEncodeBytes(location) : withUTF8Repaired(location)
  const url = parseURL(input, base)
  if (url === null)
    return fail('http-redirect-fetch/location-invalid', { header: 'location', actual: location })
  // 4. A fragment lives on through redirects that have none of their own.
  return url.fragment === null && base.fragment !== null ? withFragment(url, base.fragment) : url
}

/** Whether a redirect response has a Location that is not empty. */
export function hasLocation({ headerList }: WireResponse): boolean {
  return headerList.some((header) => isLocation(header) && header.value !== '')
}

function isLocation(header: Header): boolean {
  return header.name === 'location'
}

/** A header value is bytes: those beyond ASCII go into the URL one by one, whatever they were meant to encode. */
function percentEncodeBytes(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value
  let encoded = ''
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    encoded += code < 0x80 ? value.charAt(i) : `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return encoded
}
