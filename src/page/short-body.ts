import type { FilteredResponse } from '../fetch/response'
import { getHeader, type HeaderList } from '../http/header-list'
import type { Profile } from '../profile/profile'

/**
 * What a page gets of a body: all of it; its bytes and then a failure; none of them and a failure; or no response.
 */
export type BodyArrival = 'whole' | 'cut' | 'withheld' | 'network-error'

/**
 * How the body of a response arrives, which can be shorter than its `Content-Length` where the connection ended early.
 * A body with a content coding is taken for whole: transports undo that, and leave the length as it was.
 * https://fetch.spec.whatwg.org/#http-network-fetch
 */
export function bodyArrival(profile: Profile, { body, internalResponse }: FilteredResponse): BodyArrival {
  if (body?.kind !== 'bytes') return 'whole'
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

/** How long the response says that it is, 0 where it does not. https://fetch.spec.whatwg.org/#header-list-extract-a-length */
export function lengthOf(headerList: HeaderList): number {
  const values = new Set((getHeader(headerList, 'content-length') ?? '').split(',').map((one) => one.trim()))
  const [value] = values
  return values.size === 1 && value !== undefined && /^[0-9]+$/.test(value) ? Number(value) : 0
}
