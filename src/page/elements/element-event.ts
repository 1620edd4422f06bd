import type { ResponseRecord } from '../../fetch/response'
import { extractMIMEType, isJavaScriptMIMEType } from '../../http/mime-type'
import type { Profile } from '../../profile/profile'
import { intact } from '../integrity'
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
  if (element.integrity !== null && !(await intact(element.integrity, response, bytes))) return false
  if (!takes(profile, element, status)) return false
  const type = extractMIMEType(headerList)
  if (element.element === 'script') {
    return !isModuleType(element.type) || (type !== null && isJavaScriptMIMEType(type))
  }
  if (!isStyleSheet(element)) return true
  // Deviation(DV-78): by the standard only style sheets load.
  return type === null || type.essence === 'text/css' || profile.wrongStyleTypeLoads
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
