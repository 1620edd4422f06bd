/**
 * What the standard says of header names. Every `name` in here is in lower case already.
 */
import { byteLowercase } from '../infra/byte-string'
import { getDecodeAndSplitValue } from './header-list'
import { forbiddenMethod } from './methods'

const forbiddenRequestHeaderNames: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

/** Whether a page may not set a request header. https://fetch.spec.whatwg.org/#forbidden-header-name */
export function forbiddenRequestHeader(name: string, value: string): boolean {
  // 1.
  if (forbiddenRequestHeaderNames.has(name)) return true
  // 2. Whole families are kept for user agents and proxies.
  if (name.startsWith('proxy-') || name.startsWith('sec-')) return true
  // 3. A header that overrides the method must not name one that a page could not use itself.
  switch (name) {
    case 'x-http-method':
    case 'x-http-method-override':
    case 'x-method-override':
      return getDecodeAndSplitValue(value).some(forbiddenMethod)
    default:
      return false
  }
}

/** Whether a page never gets to see a response header. https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function forbiddenResponseHeaderName(name: string): boolean {
  return name === 'set-cookie' || name === 'set-cookie2'
}

/**
 * Whether a page may read a response header across origins, given the names that the server exposes. Those
 * are compared whatever their case. https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 */
export function corsSafelistedResponseHeaderName(name: string, list: readonly string[]): boolean {
  switch (name) {
    case 'cache-control':
    case 'content-language':
    case 'content-length':
    case 'content-type':
    case 'expires':
    case 'last-modified':
    case 'pragma':
      return true
    default:
      // Naming a cookie header in the list exposes nothing.
      return !forbiddenResponseHeaderName(name) && list.some((exposed) => byteLowercase(exposed) === name)
  }
}

/** Whether `*` does not cover a request header. https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function corsNonWildcardRequestHeaderName(name: string): boolean {
  return name === 'authorization'
}

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name */
export function noCORSSafelistedRequestHeaderName(name: string): boolean {
  switch (name) {
    case 'accept':
    case 'accept-language':
    case 'content-language':
    case 'content-type':
      return true
    default:
      return false
  }
}

/** https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name */
export function privilegedNoCORSRequestHeaderName(name: string): boolean {
  return name === 'range'
}

/** Whether a request header goes when a redirect drops the body. https://fetch.spec.whatwg.org/#request-body-header-name */
export function requestBodyHeaderName(name: string): boolean {
  switch (name) {
    case 'content-encoding':
    case 'content-language':
    case 'content-location':
    case 'content-type':
      return true
    default:
      return false
  }
}
