import { type Header, type HeaderList, hasHeader } from '../http/header-list'
import type { Destination, Initiator, RequestRecord } from './request'

/** https://fetch.spec.whatwg.org/#document-accept-header-value */
const documentAccept: Header = {
  name: 'accept',
  value: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
}
const anything: Header = { name: 'accept', value: '*/*' }
const image: Header = { name: 'accept', value: 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5' }
const json: Header = { name: 'accept', value: 'application/json,*/*;q=0.5' }
const style: Header = { name: 'accept', value: 'text/css,*/*;q=0.1' }
const text: Header = { name: 'accept', value: 'text/plain,*/*;q=0.5' }

/**
 * The header list with what fetch itself adds before main fetch: an `Accept` header, where the page set none.
 * https://fetch.spec.whatwg.org/#concept-fetch
 *
 * Not modelled: `Accept-Language`, which follows the user's settings and decides nothing here.
 */
export function withAcceptHeader(request: RequestRecord): HeaderList {
  const { headerList } = request
  if (hasHeader(headerList, 'accept')) return headerList
  const accept = defaultAccept(request.initiator, request.destination)
  const { length } = headerList
  if (length === 0) return [accept]
  // Every exchange with a header of its own comes by here, and this is what costs least.
  const copy = new Array<Header>(length + 1)
  for (let i = 0; i < length; i++) copy[i] = headerList[i] as Header
  copy[length] = accept
  return copy
}

function defaultAccept(initiator: Initiator, destination: Destination): Header {
  if (initiator === 'prefetch') return documentAccept
  switch (destination) {
    case 'document':
    case 'frame':
    case 'iframe':
      return documentAccept
    case 'image':
      return image
    case 'json':
      return json
    case 'style':
      return style
    case 'text':
      return text
    default:
      return anything
  }
}
