import type { FilteredResponse, ResponseRecord } from '../../fetch/response'
import { extractMIMEType, isJavaScriptMIMEType } from '../../http/mime-type'
import type { Profile } from '../../profile/profile'
import { hasHash, intact } from '../integrity'
import { tokens } from '../tokens'
import { isModuleType, type ResourceElement } from './element-request'
import { isImage } from './image'

/** Whether an element fires `load`, and not `error`. */
export async function loads(
  profile: Profile,
  element: ResourceElement,
  response: ResponseRecord,
): Promise<boolean> {
  if (response.type === 'error') return false
  const { status, headerList, body } = response.internalResponse
  const bytes = body?.kind === 'bytes' ? body.bytes : ''
  // Images are shown whatever the status, and have no integrity.
  if (element.element === 'img') return isImage(bytes)
  if (!(await keepsIntegrity(profile, element, response, bytes))) return false
  if (!takes(profile, element, status)) return false
  const type = extractMIMEType(headerList)
  if (element.element === 'script') {
    return !isModuleType(element.type) || (type !== null && isJavaScriptMIMEType(type))
  }
  if (!isStyleSheet(element)) return true
  // Deviation(DV-78): by the standard only style sheets load.
  return type === null || type.essence === 'text/css' || profile.wrongStyleTypeLoads
}

/** https://fetch.spec.whatwg.org/#concept-main-fetch */
async function keepsIntegrity(
  { opaqueWithoutHash, preloadIntegrity }: Profile,
  element: ResourceElement,
  response: FilteredResponse,
  bytes: string,
): Promise<boolean> {
  const { integrity } = element
  if (integrity === null) return true
  const opaque = response.type === 'opaque'
  // Deviation(DV-162): not all engines hold preloads to it.
  if (element.element === 'link' && !isStyleSheet(element)) {
    if (preloadIntegrity === 'ignored') return true
    if (preloadIntegrity === 'checked-if-readable' && opaque) return true
  }
  // Deviation(DV-161): where there is no hash, one engine asks for nothing.
  if (opaque && opaqueWithoutHash === 'loads' && !hasHash(integrity)) return true
  return await intact(integrity, response, bytes)
}

/** Whether a script or style sheet loads with a status. */
function takes({ elementsTakeStatus }: Profile, element: ResourceElement, status: number): boolean {
  if (status >= 200 && status <= 299) return true
  // Deviation(DV-77): engines only look for errors.
  switch (elementsTakeStatus) {
    case 'ok':
      return false
    case 'below-400':
      return status < 400
    case 'below-400-but-style':
      return status < 400 && !isStyleSheet(element)
  }
}

function isStyleSheet({ element, rel }: ResourceElement): boolean {
  return element === 'link' && tokens(rel).includes('stylesheet')
}
