import { fetchDataURL } from '../http/data-url'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import { NotModelled } from './misuse'
import { currentURL, type RequestRecord } from './request'
import type { WireResponse } from './response'

/**
 * The response to a URL that needs no HTTP, or why there is none; null where HTTP fetch is to go on.
 * https://fetch.spec.whatwg.org/#concept-scheme-fetch
 */
export function schemeFetch(profile: Profile, request: RequestRecord): WireResponse | Reason | null {
  const url = currentURL(request)
  // 3.
  switch (url.scheme) {
    case 'http':
    case 'https':
      return null
    case 'about':
      // Deviation(DV-104): engines have it for navigations alone.
      if (url.path === 'blank' && profile.aboutBlankIsFetched)
        return response('text/html;charset=utf-8', '', false)
      break
    case 'data': {
      const data = fetchDataURL(url.href)
      if (data === null) return fail('scheme-fetch/data-url-invalid', { actual: 'data:…' })
      // Deviation(DV-62): one engine says how long it is, but to an XMLHttpRequest.
      const withLength = profile.dataURLContentLength === 'in-fetch' && request.initiatorType === 'fetch'
      return response(data.mimeType, data.bytes, withLength)
    }
    case 'blob':
      // Not modelled: blob URLs, whose contents live in a store that the kernel does not have.
      throw new NotModelled('blob: URLs')
    default:
      break
  }
  // 4. `file:` among them, as the standard advises when in doubt.
  return fail('scheme-fetch/unsupported-scheme', { actual: url.scheme })
}

function response(mimeType: string, bytes: string, withLength: boolean): WireResponse {
  const type = { name: 'content-type', value: mimeType }
  return {
    status: 200,
    statusText: 'OK',
    headerList: withLength ? [type, { name: 'content-length', value: String(bytes.length) }] : [type],
    body: { kind: 'bytes', bytes },
  }
}
