import type { RequestRecord } from '../fetch/request'
import type { FilteredResponse, ResponseRecord } from '../fetch/response'
import { getHeader } from '../http/header-list'
import { sameOrigin } from '../origin/origin'
import { schemelesslySameSite } from '../origin/site'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import { type DocumentRecord, statedEmbedderPolicy } from './document'

/**
 * Whether the embedder's policy lets a frame's response in; `request` as it was in the end.
 * https://html.spec.whatwg.org/multipage/browsers.html#check-a-navigation-response's-adherence-to-its-embedder-policy
 */
export function embeddable(
  profile: Profile,
  parent: DocumentRecord,
  request: RequestRecord,
  response: FilteredResponse,
): boolean {
  const policy = parent.client.embedderPolicy
  if (policy === 'unsafe-none') return true
  const url = request.urlList[request.urlList.length - 1] as URLRecord
  const { headerList } = response.internalResponse
  // Deviation(DV-103): one engine looks at the response's own policy alone, and that only under require-corp.
  const needed = profile.frameNeedsEmbedderPolicy
  if (needed && statedEmbedderPolicy(headerList) === 'unsafe-none') return false
  if (!needed && policy === 'credentialless') return true
  if (sameOrigin(url.origin, parent.client.origin)) return true
  const own = getHeader(headerList, 'cross-origin-resource-policy')
  if (own === 'cross-origin') return true
  if (own === 'same-site') return schemelesslySameSite(url.origin, parent.client.origin)
  return policy === 'credentialless' && own === null
}

export type FrameEvent = 'load' | 'error' | 'none'

/** What an iframe element fires for a response, null being one that never comes; `none` where the page waits in vain. */
export function frameEvent(
  profile: Profile,
  parent: DocumentRecord,
  request: RequestRecord,
  response: ResponseRecord | null,
): FrameEvent {
  if (response === null || response.type === 'error') {
    const step = response === null ? null : response.reason.step
    // Deviation(DV-79): by the standard a page is not told.
    if (step === 'main-fetch/mixed-content') return profile.mixedFrameEvent
    // Deviation(DV-98): a page may wait in vain.
    const event = profile.failedFrameEvent
    if (event !== 'none-or-error') return event
    return step === 'main-fetch/bad-port' ? 'error' : 'none'
  }
  if (response.status === 204 || response.status === 205) return 'none'
  // Deviation(DV-84): nor is it told of this.
  return embeddable(profile, parent, request, response) ? 'load' : profile.embedderBlockedFrameEvent
}
