import type { Conversation } from '../drivers/conversation'
import type { DocumentRecord } from './document'
import type { KeepaliveBudget } from './keepalive'

/** What the interfaces of a page stand on: the browser it is in, and its document as it is now. */
export interface PageScope {
  readonly conversation: Conversation
  readonly document: () => DocumentRecord
  readonly keepalive: KeepaliveBudget
}
