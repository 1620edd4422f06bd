/**
 * Parts of the standard for callers outside, who write header names as they like. In here names are in
 * lower case, brought to it once where they enter; these bring them to it at each call.
 */
import {
  corsSafelistedRequestHeader as corsSafelistedRequestHeaderOf,
  corsUnsafeRequestHeaderNames as corsUnsafeRequestHeaderNamesOf,
  type SafelistRules,
  type UnsafeReason,
  unsafeRequestHeaderReason as unsafeRequestHeaderReasonOf,
} from '../http/cors-safelisted'
import { getHeader as getHeaderOf, type HeaderList } from '../http/header-list'
import { forbiddenRequestHeader as forbiddenRequestHeaderOf } from '../http/header-names'
import { byteLowercase } from '../infra/byte-string'
import {
  type BucketKey,
  headerNameCacheEntryMatch as headerNameCacheEntryMatchOf,
  type PreflightCache,
  type PreflightCacheRules,
} from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import type { Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { corsCheck as corsCheckOf } from './cors-check'
import type { CredentialsMode } from './request'

/** Whether a page may not set a request header. https://fetch.spec.whatwg.org/#forbidden-header-name */
export function forbiddenRequestHeader(name: string, value: string): boolean {
  return forbiddenRequestHeaderOf(byteLowercase(name), value)
}

/** Whether a request header needs no preflight. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function corsSafelistedRequestHeader(name: string, value: string, rules: SafelistRules): boolean {
  return corsSafelistedRequestHeaderOf(byteLowercase(name), value, rules)
}

/**
 * Why a request header is not CORS-safelisted; null where it is. A header that would not be safe with any
 * value is told so, and not that its value is too long.
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function unsafeRequestHeaderReason(
  name: string,
  value: string,
  rules: SafelistRules,
): UnsafeReason | null {
  return unsafeRequestHeaderReasonOf(byteLowercase(name), value, rules)
}

/**
 * The names that a preflight has to ask for, in lower case and sorted.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function corsUnsafeRequestHeaderNames(list: HeaderList, rules: SafelistRules): readonly string[] {
  return corsUnsafeRequestHeaderNamesOf(withLowercaseNames(list), rules)
}

/**
 * All values of a name as one, joined with `, `; null where there is no such header, which is not the same
 * as an empty one. https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function getHeader(list: HeaderList, name: string): string | null {
  return getHeaderOf(withLowercaseNames(list), byteLowercase(name))
}

/**
 * Null where the response may be shared with the request's origin, else why not.
 * https://fetch.spec.whatwg.org/#concept-cors-check
 *
 * Of the request only the credentials mode and the origin it told the server count, so that anybody can
 * ask: `corsCheck('include', 'https://app.example.com', response.headerList, null)`.
 */
export function corsCheck(
  credentialsMode: CredentialsMode,
  byteSerializedOrigin: string,
  headerList: HeaderList,
  trace: Trace | null,
): Reason | null {
  return corsCheckOf(credentialsMode, byteSerializedOrigin, withLowercaseNames(headerList), trace)
}

/**
 * Whether the cache has it that a header may be sent without asking again.
 * https://fetch.spec.whatwg.org/#concept-cache-match-header
 */
export function headerNameCacheEntryMatch(
  cache: PreflightCache,
  key: BucketKey,
  headerName: string,
  credentialsMode: CredentialsMode,
  now: Instant,
  rules: PreflightCacheRules,
): boolean {
  return headerNameCacheEntryMatchOf(cache, key, byteLowercase(headerName), credentialsMode, now, rules)
}

function withLowercaseNames(list: HeaderList): HeaderList {
  return list.map(({ name, value }) => ({ name: byteLowercase(name), value }))
}
