import { extractTokens, hasHeader } from '../http/header-list'
import { corsSafelistedMethod } from '../http/methods'
import { okStatus, redirectStatus } from '../http/statuses'
import { sameOrigin, serializeOrigin } from '../origin/origin'
import { type BucketKey, type PreflightCache, storePreflight } from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { corsCheck } from './cors-check'
import { extractMaxAge } from './max-age'
import { preflightHeaderNames, useCORSPreflightFlag } from './needs-preflight'
import { byteSerializeRequestOrigin, currentURL, type RequestRecord } from './request'
import type { WireResponse } from './response'

const noNames: readonly string[] = []

/** The origin that a preflight says, and is checked against. */
export function preflightOrigin(profile: Profile, request: RequestRecord): string {
  // Deviation(DV-10): one engine's preflights say their real origin after redirects.
  return profile.preflightOriginAfterRedirect === 'request'
    ? serializeOrigin(request.origin)
    : byteSerializeRequestOrigin(request)
}

/** What a preflight's answer comes to. */
export interface PreflightVerdict {
  /** Null where the actual request may go out. */
  readonly refusal: Reason | null
  readonly preflightCache: PreflightCache
}

/**
 * The second half of CORS-preflight fetch: whether the answer lets the request through, and the cache with
 * what it taught us.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function afterPreflightResponse(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  preflightCache: PreflightCache,
  key: BucketKey,
  now: Instant,
  trace: Trace | null,
): PreflightVerdict {
  // 7. The check is for the actual request, so with its credentials mode; then the status.
  const refusal = preflightCORSCheck(profile, request, response, trace) ?? statusCheck(response)
  if (refusal !== null) return { refusal, preflightCache }

  // 7.1. and 7.2.
  let methods = extractTokens(response.headerList, 'access-control-allow-methods')
  const headerNames = extractTokens(response.headerList, 'access-control-allow-headers')
  // 7.3.
  if (methods === 'failure') {
    return refuse(preflightCache, 'cors-preflight-fetch/methods-unparsable', 'access-control-allow-methods')
  }
  if (headerNames === 'failure') {
    return refuse(preflightCache, 'cors-preflight-fetch/headers-unparsable', 'access-control-allow-headers')
  }
  // 7.4. Where only the flag made the preflight necessary, the answer is worth keeping all the same.
  // Deviation(DV-83): browsers want it listed all the same.
  if (methods === null && profile.flagAllowsMethod && useCORSPreflightFlag(profile, request))
    methods = [request.method]

  const unsafeNames = preflightHeaderNames(profile, request)
  const verdict =
    methodCheck(request, methods ?? noNames) ??
    headersCheck(profile, request, unsafeNames, lowercased(headerNames ?? noNames))
  // Deviation(DV-69): one engine keeps the answer even where it is of no use here.
  if (verdict !== null && !profile.preflightStoredThoughNotAllowed)
    return { refusal: verdict, preflightCache }
  if (trace !== null && verdict === null) {
    trace.decide('cors-preflight-fetch/passed', true, {
      subject: [request.method, ...unsafeNames].join(', '),
    })
  }

  // 7.8. to 7.10.
  const kept = preflightIsKept(profile, request)
  const maxAge = kept ? extractMaxAge(profile, response.headerList) : 0
  if (trace !== null && verdict === null) {
    trace.decide(maxAge > 0 ? 'cors-preflight-fetch/stored' : 'cors-preflight-fetch/not-stored', true, {
      header: 'access-control-max-age',
      actual: String(maxAge),
    })
  }
  if (!kept) return { refusal: verdict, preflightCache }
  // 7.12. to 7.15.
  return {
    refusal: verdict,
    preflightCache: storePreflight(
      preflightCache,
      key,
      {
        methods: methods ?? noNames,
        headerNames: lowercased(headerNames ?? noNames),
        maxAge,
        credentials: request.credentialsMode === 'include',
      },
      now,
      profile,
    ),
  }
}

/** The CORS check of a preflight's answer. Step 7. */
function preflightCORSCheck(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): Reason | null {
  // Deviation(DV-55): to one engine, what is back at its own origin is not cross-origin.
  const own = sameOrigin(request.origin, currentURL(request).origin)
  if (own && !profile.ownOriginPreflightIsChecked) return null
  return corsCheck(request.credentialsMode, preflightOrigin(profile, request), response.headerList, trace)
}

/** Whether what a preflight said is kept at all. */
function preflightIsKept(profile: Profile, request: RequestRecord): boolean {
  // Deviation(DV-47): one engine keeps nothing for cache mode no-store.
  if (request.cacheMode === 'no-store' && !profile.noStorePreflightIsKept) return false
  // Deviation(DV-48): nor for opaque origins, which a tainted request has too.
  return profile.opaqueOriginsHavePreflightCache || byteSerializeRequestOrigin(request) !== 'null'
}

function refuse(
  preflightCache: PreflightCache,
  step: 'cors-preflight-fetch/methods-unparsable' | 'cors-preflight-fetch/headers-unparsable',
  header: string,
): PreflightVerdict {
  return { refusal: fail(step, { header }), preflightCache }
}

function statusCheck(response: WireResponse): Reason | null {
  if (okStatus(response.status)) return null
  const evidence = { expected: '200 to 299', actual: String(response.status) }
  return redirectStatus(response.status)
    ? fail('cors-preflight-fetch/redirect', evidence)
    : fail('cors-preflight-fetch/status-not-ok', evidence)
}

/** Step 7.5. Case counts: `patch` is not `PATCH`. */
function methodCheck(request: RequestRecord, methods: readonly string[]): Reason | null {
  const { method } = request
  if (methods.includes(method) || corsSafelistedMethod(method)) return null
  if (request.credentialsMode !== 'include' && methods.includes('*')) return null
  return fail('cors-preflight-fetch/method-not-allowed', {
    header: 'access-control-allow-methods',
    subject: method,
    actual: methods.length === 0 ? null : methods.join(', '),
  })
}

/** Steps 7.6 and 7.7. */
function headersCheck(
  profile: Profile,
  request: RequestRecord,
  unsafeNames: readonly string[],
  allowed: readonly string[],
): Reason | null {
  const wildcard = request.credentialsMode !== 'include' && allowed.includes('*')
  const actual = allowed.length === 0 ? null : allowed.join(', ')
  // 7.6. Deviation(DV-12): no engine insists on it being listed.
  if (
    hasHeader(request.headerList, 'authorization') &&
    !allowed.includes('authorization') &&
    !(wildcard && profile.wildcardCoversAuthorization)
  ) {
    return fail(
      wildcard
        ? 'cors-preflight-fetch/non-wildcard-header-not-allowed'
        : 'cors-preflight-fetch/header-not-allowed',
      { header: 'access-control-allow-headers', subject: 'authorization', actual },
    )
  }
  // 7.7.
  for (const name of unsafeNames) {
    if (!wildcard && !allowed.includes(name) && hasHeader(request.headerList, name)) {
      return fail('cors-preflight-fetch/header-not-allowed', {
        header: 'access-control-allow-headers',
        subject: name,
        actual,
      })
    }
  }
  return null
}

function lowercased(names: readonly string[]): readonly string[] {
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    if (name !== name.toLowerCase()) return names.map((n) => n.toLowerCase())
  }
  return names
}
