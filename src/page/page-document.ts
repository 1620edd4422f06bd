import type { Conversation } from '../drivers/conversation'
import { cookieAversion, getDocumentCookie, setDocumentCookie } from '../fetch/document-cookie'
import type { DocumentRecord } from './document'
import { exception } from './exceptions'

/** The part of `document` that is about cookies, and where the document came from. */
export class PageDocument {
  readonly #conversation: Conversation
  readonly #record: () => DocumentRecord

  /** For pages. */
  constructor(conversation: Conversation, record: () => DocumentRecord) {
    this.#conversation = conversation
    this.#record = record
  }

  /**
   * The cookies that scripts of the page see, as `name=value; …`; without those that are HttpOnly.
   *
   * @throws DOMException a `SecurityError` in a document of an opaque origin, as browsers do
   */
  get cookie(): string {
    const { userAgent } = this.#conversation
    const { value, userAgent: after } = getDocumentCookie(
      userAgent,
      this.#allowed('cookie-read'),
      this.#conversation.now(),
      null,
    )
    this.#conversation.remember(after)
    return value
  }

  /** Sets one cookie, with its attributes: `name=value; path=/; secure`. What browsers would not keep is not kept, without a word. */
  set cookie(text: string) {
    const { userAgent } = this.#conversation
    const document = this.#allowed('cookie-write')
    this.#conversation.remember(
      setDocumentCookie(userAgent, document, `${text}`, this.#conversation.now(), null),
    )
  }

  /** `document.referrer`. */
  get referrer(): string {
    return this.#record().referrer
  }

  #allowed(access: 'cookie-read' | 'cookie-write'): DocumentRecord {
    const record = this.#record()
    const { profile } = this.#conversation.userAgent
    if (cookieAversion(profile, record) === 'opaque-origin') throw exception(profile, access)
    return record
  }
}

/** The part of `location` that can be read. */
export class PageLocation {
  readonly #record: () => DocumentRecord

  /** For pages. */
  constructor(record: () => DocumentRecord) {
    this.#record = record
  }

  get href(): string {
    return this.#record().url.href
  }
}
