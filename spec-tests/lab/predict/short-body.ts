import type { ResponseRecord } from '../../../src/fetch/response'
import { type HeaderList, hasHeader } from '../../../src/http/header-list'
import type { Profile } from '../../../src/profile/profile'

/** What becomes of a body: all of it comes, some of it, none of it, or there is no response. */
export type Arrival = 'whole' | 'cut' | 'withheld' | 'network-error'

/** How the body of a response arrives, which may be shorter than it says. */
export function arrivalOf({ shortBody }: Profile, response: ResponseRecord | null): Arrival {
  if (response === null || response.type === 'error' || response.body?.kind !== 'bytes') return 'whole'
  // What a page sees of it is not what came.
  if (response.type === 'opaqueredirect') return 'whole'
  const { headerList } = response.internalResponse
  const { bytes } = response.body
  if (hasHeader(headerList, 'content-encoding') || bytes.length >= said(headerList)) return 'whole'
  // Deviation(DV-174): engines differ in what they give of it.
  if (shortBody === 'taken') return 'whole'
  if (shortBody === 'withheld') return 'withheld'
  return shortBody === 'cut-unless-empty' && bytes === '' ? 'network-error' : 'cut'
}

function said(headerList: HeaderList): number {
  const lengths = headerList.filter(({ name }) => name === 'content-length').map(({ value }) => value.trim())
  const [length = ''] = lengths
  return new Set(lengths).size === 1 && /^[0-9]+$/.test(length) ? Number(length) : 0
}
