import { createRequest } from '../../../src/fetch/create-request'
import type { ReferrerPolicy, RequestRecord } from '../../../src/fetch/request'
import { members } from '../../../src/fetch/request-members'
import { corsSafelistedRequestHeader } from '../../../src/http/cors-safelisted'
import type { Header } from '../../../src/http/header-list'
import {
  forbiddenRequestHeader,
  noCORSSafelistedRequestHeaderName,
  privilegedNoCORSRequestHeaderName,
} from '../../../src/http/header-names'
import { corsSafelistedMethod, forbiddenMethod, isMethod, normalizeMethod } from '../../../src/http/methods'
import { parseMIMEType } from '../../../src/http/mime-type'
import {
  byteLowercase,
  isByteString,
  isHeaderValue,
  isToken,
  stripHTTPWhitespace,
} from '../../../src/infra/byte-string'
import { sameOrigin } from '../../../src/origin/origin'
import { includesCredentials } from '../../../src/origin/url-record'
import type { Profile } from '../../../src/profile/profile'
import type { SeenError } from '../observation'
import type { BeaconStep, Body, FetchStep, HeaderLine, XHRStep } from '../scenario'
import { extractBody } from './bodies'
import { type OpenDocument, urlIn } from './documents'

/** An exception or a rejection; what it says is the page's business, and not predicted here. */
export function thrown(name: string): SeenError {
  return { kind: 'error', name, message: '' }
}

/** The request of `fetch(url, init)`. https://fetch.spec.whatwg.org/#dom-request */
export function requestOfFetch(
  profile: Profile,
  document: OpenDocument,
  step: FetchStep,
): RequestRecord | SeenError {
  const url = urlIn(document, step.url)
  if (url === null || includesCredentials(url)) return thrown('TypeError')
  let referrer = 'client'
  if (step.referrer !== null) {
    const parsed = step.referrer === '' ? null : urlIn(document, step.referrer)
    if (step.referrer === '') referrer = 'no-referrer'
    else if (parsed === null) return thrown('TypeError')
    else if (parsed.href !== 'about:client' && sameOrigin(parsed.origin, document.client.origin))
      referrer = parsed.href
  }
  const mode = step.mode ?? 'cors'
  if (step.cache === 'only-if-cached' && mode !== 'same-origin') return thrown('TypeError')
  let method = 'GET'
  if (step.method !== null) {
    if (!isMethod(step.method) || forbiddenMethod(step.method)) return thrown('TypeError')
    method = normalizeMethod(step.method)
  }
  if (mode === 'no-cors' && !corsSafelistedMethod(method)) return thrown('TypeError')
  if (step.referrerPolicy !== null && !isReferrerPolicy(step.referrerPolicy)) return thrown('TypeError')

  const headers = guardedHeaders(profile, step.headers, mode === 'no-cors')
  if (headers === null) return thrown('TypeError')
  if (step.body !== null && (method === 'GET' || method === 'HEAD')) return thrown('TypeError')
  if (step.body?.kind === 'stream' && step.keepalive && profile.streamUploads !== 'as-text')
    return thrown('TypeError')
  // Deviation(DV-81): engines differ in what they take.
  const { streamUploads } = profile
  if (step.body?.kind === 'stream' && streamUploads === 'unsupported') return thrown('NotSupportedError')
  if (step.body?.kind === 'stream' && streamUploads !== 'as-text' && (step.keepalive || mode === 'no-cors'))
    return thrown('TypeError')
  const body = withBody(profile, headers, step.body, mode === 'no-cors')
  return createRequest({
    url: url.href,
    client: document.client,
    method,
    headers: headers.map(({ name, value }) => [name, value] as const),
    body,
    mode,
    credentials: step.credentials ?? 'same-origin',
    redirect: step.redirect ?? 'follow',
    cache: step.cache ?? 'default',
    referrer,
    referrerPolicy: (step.referrerPolicy ?? '') as ReferrerPolicy,
    keepalive: step.keepalive,
    // A body that cannot be sent twice needs a preflight.
    useCORSPreflight: body?.kind === 'stream',
    initiatorType: 'fetch',
  })
}

/** Appends the type that a body brings, where the page said none. */
function withBody(
  profile: Profile,
  headers: Header[],
  body: Body | null,
  noCORS: boolean,
): RequestRecord['body'] {
  if (body === null) return null
  const extracted = extractBody(profile, body)
  if (extracted.type !== null && !headers.some(({ name }) => name === 'content-type')) {
    // Deviation(DV-102): the standard guards it as any header.
    const line = guardedHeaders(
      profile,
      [['content-type', extracted.type]],
      noCORS && profile.bodyTypeIsGuarded,
    )
    if (line !== null) headers.push(...line)
  }
  return extracted.body
}

/** A page's headers under the guard of a request; null where one is none. https://fetch.spec.whatwg.org/#concept-headers-append */
function guardedHeaders(profile: Profile, lines: readonly HeaderLine[], noCORS: boolean): Header[] | null {
  const list: Header[] = []
  for (const [given, raw] of lines) {
    const value = stripHTTPWhitespace(raw)
    if (!isToken(given) || !isByteString(value) || !isHeaderValue(value)) return null
    const name = byteLowercase(given)
    if (forbiddenRequestHeader(name, value)) continue
    if (noCORS) {
      if (privilegedNoCORSRequestHeaderName(name)) continue
      if (!noCORSSafelistedRequestHeaderName(name)) continue
      const before = list.filter((header) => header.name === name).map((header) => header.value)
      if (!corsSafelistedRequestHeader(name, [...before, value].join(', '), profile)) continue
    }
    list.push({ name, value })
  }
  return list
}

export function isReferrerPolicy(value: string): value is ReferrerPolicy {
  return members.referrerPolicy.some((policy) => policy === value)
}

/** The request that an XMLHttpRequest sends. https://xhr.spec.whatwg.org/#the-send()-method */
export function requestOfXHR(
  profile: Profile,
  document: OpenDocument,
  step: XHRStep,
): RequestRecord | SeenError {
  if (!isByteString(step.method)) return thrown('TypeError')
  if (!isMethod(step.method)) return thrown('SyntaxError')
  if (forbiddenMethod(step.method)) return thrown('SecurityError')
  const method = normalizeMethod(step.method)
  const url = urlIn(document, step.url)
  if (url === null) return thrown('SyntaxError')
  const headers: Header[] = []
  for (const [given, raw] of step.headers) {
    if (!isByteString(given) || !isByteString(raw)) return thrown('TypeError')
    const value = stripHTTPWhitespace(raw)
    if (!isToken(given) || !isHeaderValue(value)) return thrown('SyntaxError')
    const name = byteLowercase(given)
    if (forbiddenRequestHeader(name, value)) continue
    const at = headers.findIndex((header) => header.name === name)
    const before = headers[at]
    if (before === undefined) headers.push({ name, value })
    else headers[at] = { name, value: `${before.value}, ${value}` }
  }
  const initialHeaderList = headers.slice()
  let body: RequestRecord['body'] = null
  // Deviation(DV-90): one engine says the type of what it does not send.
  const bodiless = method === 'GET' || method === 'HEAD'
  if (bodiless && step.body?.kind === 'search-params' && profile.xhrGetSaysBodyType) {
    if (!headers.some(({ name }) => name === 'content-type'))
      headers.push({ name: 'content-type', value: 'application/x-www-form-urlencoded;charset=UTF-8' })
  }
  if (step.body !== null && method !== 'GET' && method !== 'HEAD') {
    const extracted = extractBody(profile, step.body)
    body = extracted.body
    const at = headers.findIndex((header) => header.name === 'content-type')
    const own = headers[at]
    if (own === undefined) {
      if (extracted.type !== null) headers.push({ name: 'content-type', value: extracted.type })
    } else if (step.body.kind === 'text' || step.body.kind === 'search-params') {
      headers[at] = { name: 'content-type', value: withUTF8(profile, own.value) }
    }
  }
  const request = createRequest({
    url: url.href,
    client: document.client,
    method,
    headers: headers.map(({ name, value }) => [name, value] as const),
    body,
    mode: 'cors',
    credentials: step.withCredentials ? 'include' : 'same-origin',
    useCORSPreflight: step.uploadListener,
    initiatorType: 'xmlhttprequest',
  })
  // The type that the body brings is not the page's own.
  return { ...request, initialHeaderList }
}

/** A type's charset made UTF-8, unless it says so in any case. https://xhr.spec.whatwg.org/#the-send()-method step 4. */
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

/** https://w3c.github.io/beacon/#sendbeacon-processing-model */
export function requestOfBeacon(
  profile: Profile,
  document: OpenDocument,
  step: BeaconStep,
): RequestRecord | SeenError {
  const url = urlIn(document, step.url)
  if (url === null || (url.scheme !== 'http' && url.scheme !== 'https')) return thrown('TypeError')
  const extracted = step.body === null ? null : extractBody(profile, step.body)
  const type = extracted?.type ?? null
  const safe =
    type === null ||
    ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
      type.split(';')[0]?.trim() ?? '',
    )
  return createRequest({
    url: url.href,
    client: document.client,
    method: 'POST',
    headers: type === null ? [] : [['content-type', type]],
    body: extracted?.body ?? null,
    mode: safe ? 'no-cors' : 'cors',
    credentials: 'include',
    keepalive: true,
    initiatorType: 'beacon',
  })
}
