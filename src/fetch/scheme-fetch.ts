import { fetchDataURL } from '../http/data-url'
import { fail, type Reason } from '../spec/reason'
import { NotModelled } from './misuse'
import { currentURL, type RequestRecord } from './request'
import type { WireResponse } from './response'

/**
 * The response to a URL that needs no HTTP, or why there is none; null where HTTP fetch is to go on.
 * https://fetch.spec.whatwg.org/#concept-scheme-fetch
 */
export function schemeFetch(request: RequestRecord): WireResponse | Reason | null {
  const url = currentURL(request)
  // 3.
  switch (url.scheme) {
    case 'http':
    case 'https':
      return null
    case 'about':
      if (url.path === 'blank') return response('text/html;charset=utf-8', '')
      break
    case 'data': {
      const data = fetchDataURL(url.href)
      if (data === null) return fail('scheme-fetch/data-url-invalid', { actual: 'data:…' })
      return response(data.mimeType, data.bytes)
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

function response(mimeType: string, bytes: string): WireResponse {
  return {
    status: 200,
    statusText: 'OK',
    headerList: [{ name: 'content-type', value: mimeType }],
    body: { kind: 'bytes', bytes },
  }
}
