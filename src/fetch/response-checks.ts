import { redirectStatus } from '../http/statuses'
import { sameOrigin } from '../origin/origin'
import type { Profile } from '../profile/profile'
import type { Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { crossOriginResourcePolicyCheck } from './corp-check'
import { corsCheck } from './cors-check'
import { byteSerializeRequestOrigin, type RequestRecord } from './request'
import type { WireResponse } from './response'

/** HTTP fetch, steps 4.4 and 5. */
export function responseChecks(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  clearCacheOnError: boolean,
  trace: Trace | null,
): Reason | null {
  switch (request.responseTainting) {
    // 4.4.
    case 'cors':
      return corsCheck(
        checkedCredentials(profile, request, response, clearCacheOnError),
        byteSerializeRequestOrigin(request),
        response.headerList,
        trace,
      )
    // 5.
    case 'opaque':
      // Not modelled: opaque response blocking (ORB), which some engines do in this place.
      return crossOriginResourcePolicyCheck(profile, request, response, trace)
    default:
      return null
  }
}

/** The credentials mode that a response is checked for: the request's. */
function checkedCredentials(
  profile: Profile,
  request: RequestRecord,
  response: WireResponse,
  clearCacheOnError: boolean,
): RequestRecord['credentialsMode'] {
  const { credentialsMode, urlList } = request
  if (credentialsMode !== 'same-origin' || !redirectStatus(response.status)) return credentialsMode
  // Deviation(DV-64): one engine goes by what it began with.
  const began =
    profile.redirectsCheckedWithCredentials &&
    !clearCacheOnError &&
    sameOrigin(urlList[0].origin, request.origin)
  return began ? 'include' : credentialsMode
}
