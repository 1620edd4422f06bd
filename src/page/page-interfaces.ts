import { PageDocument, PageLocation } from './page-document'
import type { PageScope } from './scope'

/** The interfaces that scripts of a page find: each made when it is asked for first, and the same from then on. */
export abstract class PageInterfaces {
  readonly document: PageDocument
  readonly location: PageLocation

  /** For pages. */
  constructor(scope: PageScope) {
    this.document = new PageDocument(scope.conversation, scope.document)
    this.location = new PageLocation(scope.document)
  }
}
