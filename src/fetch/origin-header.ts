import { type Origin, sameOrigin, serializeOrigin } from '../origin/origin'
import type { Profile } from '../profile/profile'
import type { Trace } from '../spec/trace'
import {
  byteSerializeRequestOrigin,
  currentURL,
  hoppedAcrossOrigins,
  type RequestRecord,
  redirectedAcrossOrigins,
} from './request'
import { storageAccess } from './storage-access'

/**
 * The value of the request's `Origin` header, or null where it has none.
 * https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
export function requestOriginHeader(
  profile: Profile,
  request: RequestRecord,
  trace: Trace | null,
): string | null {
  // 2.
  const serializedOrigin = originSaid(profile, request)
  if (trace !== null && serializedOrigin === 'null' && request.origin.kind === 'tuple') {
    trace.decide('origin-header/tainted', true, {
      header: 'origin',
      actual: 'null',
      expected: request.origin.serialized,
    })
  }

  // 3. CORS and the handshakes always say it.
  if (request.responseTainting === 'cors' || request.mode === 'websocket') {
    if (trace !== null)
      trace.decide('origin-header/cors', true, { header: 'origin', actual: serializedOrigin })
    return serializedOrigin
  }

  // 4. Others only where the request could change something.
  if ((request.method === 'GET' || request.method === 'HEAD') && !saysOriginAllTheSame(profile, request)) {
    if (trace !== null) trace.decide('origin-header/none', true, { header: 'origin', actual: null })
    return null
  }

  // 4.1. The referrer policy may hide it.
  // Deviation(DV-31): one engine sends the real origin all the same, but for navigations.
  const follows = profile.originFollowsReferrerPolicy || request.mode === 'navigate'
  // Deviation(DV-97): engines hide it wherever there is no referrer.
  const hides =
    hidden(request) ||
    (profile.noReferrerHidesOrigin && request.mode === 'no-cors' && request.referrer === 'no-referrer')
  if (request.mode !== 'cors' && follows && hides) {
    if (trace !== null) {
      trace.decide('origin-header/hidden', true, {
        header: 'origin',
        actual: 'null',
        subject: request.referrerPolicy,
      })
    }
    return 'null'
  }
  // 4.2.
  if (trace !== null)
    trace.decide('origin-header/method', true, { header: 'origin', actual: serializedOrigin })
  return serializedOrigin
}

/** The request's origin, as it is said. */
function originSaid(profile: Profile, request: RequestRecord): string {
  const { client, origin } = request
  // Deviation(DV-63): one engine's beacons say where a sandboxed document came from.
  if (origin.kind === 'opaque' && client !== null && request.initiatorType === 'beacon') {
    if (profile.beaconOriginOfOpaqueOrigin === 'creation-url' && request.mode === 'no-cors')
      return serializeOrigin(client.creationURL.origin)
  }
  if (hidesAfterHop(profile, request) && redirectedAcrossOrigins(request)) return 'null'
  return byteSerializeRequestOrigin(request)
}

/** Deviation(DV-67): engines look at the hops alone, and not at what taints. */
function hidesAfterHop({ originAfterCrossOriginHop }: Profile, { mode }: RequestRecord): boolean {
  switch (originAfterCrossOriginHop) {
    case 'by-taint':
      return false
    case 'null-on-navigations':
      return mode === 'navigate'
    case 'null-without-cors':
      return mode === 'navigate' || mode === 'no-cors'
  }
}

function hidden(request: RequestRecord): boolean {
  const origin: Origin = request.origin
  switch (request.referrerPolicy) {
    case 'no-referrer':
      return true
    case 'no-referrer-when-downgrade':
    case 'strict-origin':
    case 'strict-origin-when-cross-origin':
      return origin.kind === 'tuple' && origin.scheme === 'https' && currentURL(request).scheme !== 'https'
    case 'same-origin':
      return !sameOrigin(origin, currentURL(request).origin)
    default:
      return false
  }
}

/** Where an engine says the origin of a GET that the standard lets go without. */
function saysOriginAllTheSame(profile: Profile, request: RequestRecord): boolean {
  if (storageAccess(profile, request, null) === 'inactive') return true
  // Deviation(DV-32): `<img crossorigin>` and the like, to their own origin.
  if (profile.corsElementsSendOriginToOwnOrigin && request.mode === 'cors' && request.destination !== '')
    return true
  // Deviation(DV-30): a POST that a redirect turned into a GET keeps its header.
  return (
    profile.originSurvivesMethodChange &&
    request.methodChanged &&
    request.mode !== 'navigate' &&
    !hoppedAcrossOrigins(request)
  )
}
