import type { FilteredResponse, ResponseRecord } from '../fetch/response'
import { getHeader, type HeaderList } from '../http/header-list'
import type { Profile } from '../profile/profile'
import type { KeptBack } from './recording-of'

/**
 * What a page gets of a body: all of it; its bytes and then a failure; none of them and a failure; or no response.
 */
export type BodyArrival = 'whole' | 'cut' | 'withheld' | 'network-error'

/**
 * How the body of a response arrives, which can be shorter than its `Content-Length` where the connection ended early.
 * A body with a content coding is taken for whole: transports undo that, and leave the length as it was.
 * https://fetch.spec.whatwg.org/#http-network-fetch
 */
export function bodyArrival(profile: Profile, response: FilteredResponse): BodyArrival {
  const { type, body, internalResponse } = response
  // What a page sees of an opaque redirect is not what came.
  if (body?.kind !== 'bytes' || type === 'opaqueredirect') return 'whole'
  const { headerList } = internalResponse
  const coding = (getHeader(headerList, 'content-encoding') ?? '').trim().toLowerCase()
  if (coding !== '' && coding !== 'identity') return 'whole'
  if (body.bytes.length >= lengthOf(headerList)) return 'whole'
  // Deviation(DV-174): engines differ in what they give of it.
  switch (profile.shortBody) {
    case 'cut':
    case 'withheld':
      return profile.shortBody
    case 'cut-unless-empty':
      return body.bytes === '' ? 'network-error' : 'cut'
    case 'taken':
      return 'whole'
  }
}

/** Why there is less of a body than its length; null where there is not. */
export function brokenOff(response: ResponseRecord, arrival: BodyArrival): KeptBack | null {
  return response.type === 'error' || arrival === 'whole'
    ? null
    : { why: 'broken-off', text: brokenOffWords(response) }
}

/** The same in words for people. */
export function brokenOffWords({ internalResponse: { headerList }, body }: FilteredResponse): string {
  const come = body?.kind === 'bytes' ? body.bytes.length : 0
  return `The body has ${come} of the ${lengthOf(headerList)} bytes that its Content-Length says: browsers take the connection for broken.`
}

/** How long the response says that it is, 0 where it does not. https://fetch.spec.whatwg.org/#header-list-extract-a-length */
export function lengthOf(headerList: HeaderList): number {
  const values = new Set((getHeader(headerList, 'content-length') ?? '').split(',').map((one) => one.trim()))
  const [value] = values
  return values.size === 1 && value !== undefined && /^[0-9]+$/.test(value) ? Number(value) : 0
}
