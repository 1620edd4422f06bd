import { createRequest } from '../fetch/create-request'
import { blockedAsMixedContent } from '../fetch/mixed-content'
import type { Body } from '../fetch/request'
import { urlIn } from './document'
import { exception } from './exceptions'
import { bodyKind } from './fetch-api/body-kind'
import { extractBody } from './fetch-api/extract-body'
import type { ExtractedBody } from './fetch-api/extracted-body'
import type { PageScope } from './scope'
import { streamsAreText } from './stream-uploads'
import { counting } from './web-idl'

/** What a beacon can carry. */
export type BeaconData =
  | string
  | URLSearchParams
  | FormData
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream
  | null

export type SendBeacon = (url: string | URL, data?: BeaconData) => boolean

/** `navigator.sendBeacon` of a page. https://w3c.github.io/beacon/#sendbeacon-processing-model */
export function sendBeaconOf(scope: PageScope): SendBeacon {
  const { conversation, document, keepalive } = scope
  const send = (input: string | URL, data: BeaconData = null): boolean => {
    const from = document()
    const url = urlIn(from, `${input}`)
    const { profile } = conversation.userAgent
    if (url === null) throw exception(profile, 'beacon-url', { value: `${input}` })
    if (url.scheme !== 'http' && url.scheme !== 'https')
      throw exception(profile, 'beacon-scheme', { value: `${input}` })
    const payload = payloadOf(scope, data)
    const type = payload?.type ?? null
    // Deviation(DV-179): in one engine beacons are of any size, and beside what fetches may send.
    const release = keepalive.take(profile.beaconsAreLimited ? (payload?.length ?? 0) : 0)
    if (release === null) return false
    const request = createRequest({
      url: url.href,
      client: from.client,
      method: 'POST',
      headers: type === null ? [] : [['content-type', type]],
      mode: needsNoCORS(type) ? 'no-cors' : 'cors',
      credentials: 'include',
      keepalive: true,
      initiatorType: 'beacon',
    })
    const perform = async (): Promise<void> => {
      try {
        const source = payload?.source
        let body: Body | null = null
        if (source?.kind === 'bytes') body = source
        else if (source?.kind === 'later') body = { kind: 'bytes', bytes: await source.read() }
        await conversation.perform({ ...request, body }, null)
      } finally {
        release()
      }
    }
    conversation.inBackground(perform())
    // Deviation(DV-80): by the standard a page is not told.
    return !blockedAsMixedContent(profile, request) || profile.mixedBeaconReturns
  }
  return counting('Navigator', 'sendBeacon', send, () => conversation.userAgent.profile, false)
}

const safelisted = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

function needsNoCORS(type: string | null): boolean {
  return type === null || safelisted.includes(type.split(';')[0]?.trim() ?? '')
}

/** Null where there is none. @throws TypeError where it is a stream */
function payloadOf(scope: PageScope, data: BeaconData): ExtractedBody | null {
  if (data === null) return null
  const isStream = bodyKind(data) === 'ReadableStream'
  if (isStream && !streamsAreText(scope.conversation.userAgent.profile))
    throw new TypeError('A beacon has no stream for its body.')
  return extractBody(scope, data)
}
