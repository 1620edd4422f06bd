/** What becomes of a stream that a page gives as a body. Deviation(DV-81): engines differ in what they take. */
import type { Profile } from '../profile/profile'

/** Whether it is an object like any other, of which the text is sent. */
export function streamsAreText({ streamUploads }: Profile): boolean {
  return streamUploads === 'as-text'
}

/** Whether it is refused as a body. */
export function streamsAreRefused({ streamUploads }: Profile): boolean {
  return streamUploads === 'unsupported'
}

/** Whether it is sent over HTTP/2 alone, which no transport of this library speaks. */
export function streamsNeedHTTP2({ streamUploads }: Profile): boolean {
  return streamUploads === 'needs-http2'
}
