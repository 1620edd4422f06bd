import { getHeader } from '../http/header-list'
import { type Origin, sameOrigin } from '../origin/origin'
import { schemelesslySameSite } from '../origin/site'
import type { Profile } from '../profile/profile'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { credentialsIncluded } from './credentials'
import { currentURL, type EmbedderPolicyValue, type RequestRecord } from './request'
import type { WireResponse } from './response'

/**
 * Null where the response's Cross-Origin-Resource-Policy lets the request have it, else why not.
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
 *
 * Not modelled: violation reports, which change nothing that a page or a server sees of this fetch, and
 * with them the report-only policy.
 */
export function crossOriginResourcePolicyCheck(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  trace: Trace | null,
): Reason | null {
  // 3. Whatever the embedder's policy is, the response's own must allow it.
  const own = internalCheck(profile, request.origin, 'unsafe-none', request, response)
  if (own !== null) return own
  // 5. Then with what the embedder asks of responses that say nothing.
  const embedderPolicy = request.client === null ? 'unsafe-none' : request.client.embedderPolicy
  const embedder = internalCheck(profile, request.origin, embedderPolicy, request, response)
  if (embedder !== null) return embedder
  if (trace !== null) {
    trace.decide('corp-check/allowed', true, {
      header: 'cross-origin-resource-policy',
      actual: getHeader(response.headerList, 'cross-origin-resource-policy'),
    })
  }
  return null
}

/**
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check
 *
 * Not modelled: `forNavigation`, which only HTML's navigation of nested documents sets.
 */
function internalCheck(
  profile: Profile,
  origin: Origin,
  embedderPolicy: EmbedderPolicyValue,
  request: RequestRecord,
  response: WireResponse,
): Reason | null {
  // 2. As one value: two headers are none.
  const actual = getHeader(response.headerList, 'cross-origin-resource-policy')
  // 3. Anything but the three values, upper case included, is as if absent.
  let policy = actual === 'same-origin' || actual === 'same-site' || actual === 'cross-origin' ? actual : null
  // 4. What the embedder makes of an absent one.
  const absent = policy === null
  // Deviation(DV-92): one engine asks for no more than a header.
  if (absent && actual !== null && actual !== '' && profile.unknownResourcePolicy === 'allows') return null
  if (policy === null) {
    if (embedderPolicy === 'require-corp') policy = 'same-origin'
    else if (embedderPolicy === 'credentialless' && credentialsIncluded(request)) policy = 'same-origin'
  }
  // 5.
  if (policy === null || policy === 'cross-origin') return null
  const target = currentURL(request).origin
  if (policy === 'same-origin') {
    if (sameOrigin(origin, target)) return null
    return absent
      ? fail('corp-check/embedder-policy', {
          header: 'cross-origin-resource-policy',
          expected: 'cross-origin',
          actual,
          subject: embedderPolicy,
        })
      : fail('corp-check/same-origin', {
          header: 'cross-origin-resource-policy',
          expected: 'cross-origin',
          actual,
        })
  }
  // `same-site`: without regard to scheme, but what came over TLS is not for a page that did not.
  const secureEnough =
    (origin.kind === 'tuple' && origin.scheme === 'https') || currentURL(request).scheme !== 'https'
  if (ofOneSite(profile, origin, target) && secureEnough) return null
  return fail('corp-check/same-site', {
    header: 'cross-origin-resource-policy',
    expected: 'cross-origin',
    actual,
  })
}

function ofOneSite(profile: Profile, a: Origin, b: Origin): boolean {
  // Deviation(DV-82): to one engine addresses have no sites.
  const address = a.kind === 'tuple' && /^\[|^[\d.]+$/.test(a.host)
  return address && !profile.addressesHaveSites ? sameOrigin(a, b) : schemelesslySameSite(a, b)
}
