import { createRequest } from '../../fetch/create-request'
import type { RequestRecord } from '../../fetch/request'
import { corsUnsafeRequestHeaderNames } from '../../http/cors-safelisted'
import type { Header, HeaderList } from '../../http/header-list'
import { corsSafelistedMethod } from '../../http/methods'
import { parseMIMEType } from '../../http/mime-type'
import { sameOrigin } from '../../origin/origin'
import type { URLRecord } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import type { DocumentRecord } from '../document'
import type { SentBody } from './body'

/** What an XMLHttpRequest was told before it is sent. */
export interface XHRSettings {
  readonly method: string
  readonly url: URLRecord
  readonly headers: HeaderList
  readonly withCredentials: boolean
  readonly uploadListener: boolean
  /** As it was given, whether it is sent or not. */
  readonly body: SentBody | null
}

/** Whether requests of a method have no body, whatever a page gives them. */
export function bodiless(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Whether a request goes to another origin, and would need no preflight by its method and headers. */
export function isSimple(
  profile: Profile,
  { client }: DocumentRecord,
  { method, url, headers }: XHRSettings,
): boolean {
  if (sameOrigin(url.origin, client.origin)) return false
  return corsSafelistedMethod(method) && corsUnsafeRequestHeaderNames(headers, profile).length === 0
}

/** Whether the fetch of a URL gets as far as `loadstart`. */
export function firesLoadstart({ xhrSchemesWithoutLoadstart }: Profile, { href }: URLRecord): boolean {
  // Deviation(DV-172): by the standard it comes before the URL is looked at.
  return !xhrSchemesWithoutLoadstart.some((beginning) => href.startsWith(beginning))
}

/** The request that an XMLHttpRequest sends. https://xhr.spec.whatwg.org/#the-send()-method */
export function requestOfXHR(
  profile: Profile,
  document: DocumentRecord,
  settings: XHRSettings,
  bytes: string | null,
): RequestRecord {
  const { method, url, headers, withCredentials, uploadListener } = settings
  const request = createRequest({
    url: url.href,
    client: document.client,
    method,
    headers: headersToSend(profile, settings).map(({ name, value }) => [name, value] as const),
    body: bytes === null ? null : { kind: 'bytes', bytes },
    mode: 'cors',
    credentials: withCredentials ? 'include' : 'same-origin',
    useCORSPreflight: uploadListener,
    initiatorType: 'xmlhttprequest',
  })
  // The type that the body brings is not the page's own.
  return { ...request, initialHeaderList: headers }
}

/** The page's headers, with the type of the body. https://xhr.spec.whatwg.org/#the-send()-method step 4. */
function headersToSend(profile: Profile, { method, headers, body }: XHRSettings): Header[] {
  const list = headers.slice()
  if (body === null) return list
  const at = list.findIndex(({ name }) => name === 'content-type')
  const own = list[at]
  if (bodiless(method)) {
    // Deviation(DV-90): one engine says the type of what it does not send.
    const says = profile.xhrGetSaysBodyType && body.kind === 'search-params'
    if (says && own === undefined && body.extracted.type !== null)
      list.push({ name: 'content-type', value: body.extracted.type })
    return list
  }
  if (own === undefined) {
    if (body.extracted.type !== null) list.push({ name: 'content-type', value: body.extracted.type })
  } else if (body.kind !== 'other') {
    list[at] = { name: 'content-type', value: withUTF8(profile, own.value) }
  }
  return list
}

/** A type's charset made UTF-8, unless it says so in any case. https://xhr.spec.whatwg.org/#the-send()-method */
function withUTF8({ xhrCharset }: Profile, value: string): string {
  const type = parseMIMEType(value)
  const charset = type?.parameters.get('charset')
  if (type === null || charset === undefined) return value
  // Deviation(DV-75): the standard leaves what says UTF-8, and writes anew what does not.
  if (xhrCharset === 'UTF-8') {
    return value.replace(
      /(;\s*charset=)("?)[^;"]*\2/i,
      (_, before: string, quote: string) => `${before}${quote}UTF-8${quote}`,
    )
  }
  if (charset.toLowerCase() === 'utf-8') return value
  const parameters = [...type.parameters].map(
    ([name, own]) => `;${name}=${name === 'charset' ? 'UTF-8' : own}`,
  )
  return `${type.essence}${parameters.join('')}`
}
