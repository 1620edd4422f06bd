import { NotModelled } from '../../fetch/misuse'
import { bodyKind } from '../fetch-api/body-kind'
import { extractBody } from '../fetch-api/extract-body'
import type { ExtractedBody } from '../fetch-api/extracted-body'
import type { PageScope } from '../scope'

/** A body of `send`: what it is in bytes, and whether the page gave text, whose charset is not the page's to say. */
export interface SentBody {
  readonly extracted: ExtractedBody
  readonly kind: 'text' | 'search-params' | 'other'
}

/**
 * A body of `send`; null and undefined are none. A stream is none of what it takes, and is sent as its text.
 * https://xhr.spec.whatwg.org/#the-send()-method
 *
 * @throws NotModelled for a Document
 */
export function sentBody(scope: PageScope, object: unknown): SentBody | null {
  if (object === null || object === undefined) return null
  // Asked by name: test environments have classes of other realms.
  switch (ArrayBuffer.isView(object) ? '' : bodyKind(object)) {
    case '':
    case 'ArrayBuffer':
    case 'Blob':
    case 'File':
    case 'FormData':
      return { kind: 'other', extracted: extractBody(scope, object) }
    case 'URLSearchParams':
      return { kind: 'search-params', extracted: extractBody(scope, object) }
    case 'Document':
    case 'HTMLDocument':
    case 'XMLDocument':
      throw new NotModelled('an XMLHttpRequest that sends a Document')
    default:
      return { kind: 'text', extracted: extractBody(scope, String(object)) }
  }
}
