import { getDecodeAndSplit } from '../http/header-list'
import { extractMIMEType, isJavaScriptMIMEType } from '../http/mime-type'
import { fail, type Reason } from '../spec/reason'
import { isScriptLike, type RequestRecord } from './request'
import type { WireResponse } from './response'

/** https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type? */
export function blockedDueToMIMEType(request: RequestRecord, response: WireResponse): Reason | null {
  if (!isScriptLike(request.destination)) return null
  const mimeType = extractMIMEType(response.headerList)
  // 2.
  if (mimeType === null) return null
  // 4.
  const { essence } = mimeType
  const blocked =
    essence.startsWith('audio/') ||
    essence.startsWith('image/') ||
    essence.startsWith('video/') ||
    essence === 'text/csv'
  return blocked ? fail('main-fetch/mime-type', { header: 'content-type', actual: essence }) : null
}

/** https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff? */
export function blockedDueToNosniff(request: RequestRecord, response: WireResponse): Reason | null {
  const style = request.destination === 'style'
  if (!style && !isScriptLike(request.destination)) return null
  // 1.
  if (!determineNosniff(response)) return null
  // 2.
  const mimeType = extractMIMEType(response.headerList)
  const actual = mimeType === null ? null : mimeType.essence
  // 4.
  if (!style && (mimeType === null || !isJavaScriptMIMEType(mimeType))) {
    return fail('main-fetch/nosniff-script', { header: 'content-type', expected: 'text/javascript', actual })
  }
  // 5.
  if (style && actual !== 'text/css') {
    return fail('main-fetch/nosniff-style', { header: 'content-type', expected: 'text/css', actual })
  }
  return null
}

/** https://fetch.spec.whatwg.org/#determine-nosniff */
function determineNosniff(response: WireResponse): boolean {
  const values = getDecodeAndSplit(response.headerList, 'x-content-type-options')
  return values !== null && values[0]?.toLowerCase() === 'nosniff'
}
