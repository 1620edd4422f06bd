import { sameOrigin } from '../origin/origin'
import type { Profile } from '../profile/profile'
import { currentURL, type RequestRecord, redirectTaint } from './request'

/**
 * Whether cookies (and other credentials) go with the request and are taken from its response.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
export function includeCredentials(profile: Profile, request: RequestRecord): boolean {
  // Deviation(DV-156): one engine does not ask the embedder policy.
  return profile.credentiallessIsKnown ? credentialsIncluded(request) : credentialsWanted(request)
}

/** Whether the standard includes them. https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export function credentialsIncluded(request: RequestRecord): boolean {
  // 8.4.
  return credentialsWanted(request) && embedderPolicyAllowsCredentials(request)
}

/** 8.3. Under `same-origin` as long as the response is not tainted. */
function credentialsWanted({ credentialsMode, responseTainting }: RequestRecord): boolean {
  return credentialsMode === 'include' || (credentialsMode === 'same-origin' && responseTainting === 'basic')
}

/** https://fetch.spec.whatwg.org/#cross-origin-embedder-policy-allows-credentials */
export function embedderPolicyAllowsCredentials(request: RequestRecord): boolean {
  // 2.
  if (request.mode !== 'no-cors') return true
  // 3. and 4.
  if (request.client === null || request.client.embedderPolicy !== 'credentialless') return true
  // 5. The standard's text asks for a redirect taint here, which would take the credentials off every
  // untainted same-origin request; see docs/spec-issues.md.
  if (sameOrigin(request.origin, currentURL(request).origin) && redirectTaint(request) === 'same-origin')
    return true
  // 6.
  return false
}
