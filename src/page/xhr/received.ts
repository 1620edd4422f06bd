import { NotModelled } from '../../fetch/misuse'
import type { FilteredResponse } from '../../fetch/response'
import type { MIMEType } from '../../http/mime-type'
import type { SentBody } from './body'
import type { ResponseType } from './settings'
import { bytesOf, finalMIMEType, isXML, jsonResponse, serializeMIMEType, textResponse } from './xhr-response'

/** A response and what pages make of it, each object once. https://xhr.spec.whatwg.org/#response-object */
export class Received {
  readonly response: FilteredResponse
  readonly bytes: string
  #object: { readonly value: unknown } | null = null

  constructor(response: FilteredResponse) {
    this.response = response
    this.bytes = response.body?.kind === 'bytes' ? response.body.bytes : ''
  }

  /** @throws NotModelled where the bytes of a body are not at hand */
  static bytesNow(body: SentBody | null): string | null {
    if (body === null) return null
    const { source } = body.extracted
    if (source.kind === 'bytes') return source.bytes
    throw new NotModelled('a synchronous XMLHttpRequest that sends a Blob')
  }

  text(override: MIMEType | null, sniffsXML: boolean): string {
    return this.response.body === null
      ? ''
      : textResponse(this.bytes, this.response.headerList, override, sniffsXML)
  }

  /** @throws NotModelled for a document */
  object(type: Exclude<ResponseType, '' | 'text'>, override: MIMEType | null): unknown {
    if (type === 'document') return this.document(type, override)
    this.#object ??= { value: this.#make(type, override) }
    return this.#object.value
  }

  /** @throws NotModelled where there is one: this library parses none */
  document(type: ResponseType, override: MIMEType | null): null {
    const mimeType = finalMIMEType(this.response.headerList, override)
    const isHTML = mimeType.essence === 'text/html' && type === 'document'
    if (this.bytes === '' || !(isHTML || isXML(mimeType))) return null
    throw new NotModelled('the documents of an XMLHttpRequest (responseXML)')
  }

  #make(type: 'arraybuffer' | 'blob' | 'json', override: MIMEType | null): unknown {
    switch (type) {
      case 'arraybuffer':
        return bytesOf(this.bytes).buffer
      case 'blob': {
        const mimeType = finalMIMEType(this.response.headerList, override)
        return new Blob([bytesOf(this.bytes)], { type: serializeMIMEType(mimeType) })
      }
      case 'json':
        return this.response.body === null ? null : jsonResponse(this.bytes)
    }
  }
}
