import type { RequestRecord } from '../../../src/fetch/request'
import type { FilteredResponse } from '../../../src/fetch/response'
import { type DocumentRecord, documentFromResponse } from '../../../src/page/document'
import { sandboxOf } from '../../../src/page/sandbox'
import type { World } from './world'

export { urlIn } from '../../../src/page/document'
export { tokens } from '../../../src/page/tokens'

/** A document that is open: the page, or the frame in it. */
export type OpenDocument = DocumentRecord

/** A document from the response of a navigation; `sandbox` is the frame's attribute. */
export function documentOf(
  world: World,
  response: FilteredResponse,
  request: RequestRecord,
  parent: OpenDocument | null,
  sandbox: string | null,
): OpenDocument {
  const navigable = { parent, sandbox: sandboxOf(sandbox) }
  const { userAgent, document } = documentFromResponse(world.userAgent, request, response, navigable)
  world.userAgent = userAgent
  return document
}
