import {
  corsUnsafeRequestHeaderNames,
  type SafelistRules,
  type UnsafeReason,
  unsafeRequestHeaderReason,
} from '../http/cors-safelisted'
import { corsSafelistedMethod } from '../http/methods'
import { type Profile, profiles } from '../profile/profile'
import type { Trace } from '../spec/trace'
import type { RequestRecord } from './request'

/** What of a profile decides whether a request is a simple one. */
export type PreflightRules = SafelistRules &
  Pick<Profile, 'preflightFlagNeedsBody' | 'removedHeadersInPreflight' | 'preflightsAgainAfterRedirect'>

/** Why a request is not a simple one. */
export type PreflightReason =
  | { readonly reason: 'method'; readonly method: string }
  | { readonly reason: 'header'; readonly headerName: string; readonly why: UnsafeHeaderReason }
  | { readonly reason: 'use-cors-preflight-flag' }

/**
 * What is unsafe about a header; `total-too-long` where each is safe, but not several together, and
 * `removed-by-redirect` where an engine still counts one that is no longer there.
 */
export type UnsafeHeaderReason = UnsafeReason | 'total-too-long' | 'removed-by-redirect'

/** The part of a request that decides whether it needs a preflight. */
export type PreflightQuestion = Pick<
  RequestRecord,
  | 'method'
  | 'headerList'
  | 'useCORSPreflight'
  | 'unsafeRequest'
  | 'hadBody'
  | 'wasPreflighted'
  | 'initialHeaderList'
  | 'redirectCount'
  | 'removedHeaderNames'
>

/**
 * The CORS-unsafe request-header names that a preflight asks for.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function preflightHeaderNames(rules: PreflightRules, request: PreflightQuestion): readonly string[] {
  const names = corsUnsafeRequestHeaderNames(request.headerList, rules)
  // Deviation(DV-11): one engine asks for headers that a redirect took off, too.
  if (request.removedHeaderNames.length > 0 && rules.removedHeadersInPreflight !== 'nothing') {
    return [...new Set([...names, ...request.removedHeaderNames])].sort()
  }
  return names
}

/**
 * The simple-request check of main fetch, step 12: whether a cross-origin CORS request is preflighted. The
 * names are those of `preflightHeaderNames`.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function preflightNeeded(
  rules: PreflightRules,
  request: PreflightQuestion,
  unsafeNames: readonly string[],
): boolean {
  if (useCORSPreflightFlag(rules, request)) return true
  if (!request.unsafeRequest) return false
  if (!corsSafelistedMethod(request.method) || unsafeNames.length > 0) return true
  // Deviation(DV-57): engines stay with what they have decided once.
  if (request.wasPreflighted && rules.preflightsAgainAfterRedirect) return true
  // Deviation(DV-11): engines decide before they take headers off.
  return rules.removedHeadersInPreflight !== 'nothing' && removesUnsafeHeaders(rules, request)
}

function removesUnsafeHeaders(rules: PreflightRules, request: PreflightQuestion): boolean {
  return (
    request.redirectCount > 0 && corsUnsafeRequestHeaderNames(request.initialHeaderList, rules).length > 0
  )
}

/** https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
export function useCORSPreflightFlag(rules: PreflightRules, request: PreflightQuestion): boolean {
  // Deviation(DV-8): one engine ignores upload listeners where nothing was to be uploaded.
  return request.useCORSPreflight && (request.hadBody || !rules.preflightFlagNeedsBody)
}

/**
 * Every reason why a cross-origin CORS request is not a simple one and needs a preflight; none, where it is
 * simple. By the standard's rules, unless those of a browser's profile are given. Whether the URL is
 * cross-origin, and what the preflight cache holds, is another matter.
 * https://fetch.spec.whatwg.org/#concept-main-fetch
 */
export function needsPreflight(
  request: PreflightQuestion,
  rules: PreflightRules = profiles.spec,
): readonly PreflightReason[] {
  const reasons: PreflightReason[] = []
  if (useCORSPreflightFlag(rules, request)) reasons.push({ reason: 'use-cors-preflight-flag' })
  if (!request.unsafeRequest) return reasons
  if (!corsSafelistedMethod(request.method)) reasons.push({ reason: 'method', method: request.method })
  const names = preflightHeaderNames(rules, request)
  for (const headerName of names) {
    reasons.push({ reason: 'header', headerName, why: whyUnsafe(rules, request, headerName) })
  }
  if (reasons.length === 0 && preflightNeeded(rules, request, names)) {
    reasons.push({ reason: 'header', headerName: 'authorization', why: 'removed-by-redirect' })
  }
  return reasons
}

function whyUnsafe(
  rules: PreflightRules,
  request: PreflightQuestion,
  headerName: string,
): UnsafeHeaderReason {
  const headers = request.headerList.filter(({ name }) => name === headerName)
  if (headers.length === 0) return 'removed-by-redirect'
  for (const { name, value } of headers) {
    const reason = unsafeRequestHeaderReason(name, value, rules)
    if (reason !== null) return reason
  }
  return 'total-too-long'
}

/** Tells a trace why the request is not a simple one. */
export function traceWhyPreflight(rules: PreflightRules, request: PreflightQuestion, trace: Trace): void {
  for (const why of needsPreflight(request, rules)) {
    if (why.reason === 'method')
      trace.decide('main-fetch/method-not-safelisted', true, { subject: why.method })
    else if (why.reason === 'header') {
      trace.decide('main-fetch/header-not-safelisted', true, { subject: why.headerName })
    } else trace.decide('main-fetch/use-cors-preflight-flag', true, null)
  }
}
