import type { PageScope } from '../scope'
import { makeInterface } from '../web-idl'
import { xhrStates } from './event-target'
import { PageXMLHttpRequest } from './xml-http-request'

/** The interface object, with the states. */
export type XMLHttpRequestConstructor = Pick<
  typeof PageXMLHttpRequest,
  'UNSENT' | 'OPENED' | 'HEADERS_RECEIVED' | 'LOADING' | 'DONE'
> &
  (new () => PageXMLHttpRequest)

/** The class that scripts of one page find. */
export function xmlHttpRequestOf(scope: PageScope): XMLHttpRequestConstructor {
  class XMLHttpRequest extends PageXMLHttpRequest {
    constructor() {
      super(scope)
    }
  }
  makeInterface(XMLHttpRequest, 'XMLHttpRequest', xhrStates)
  return XMLHttpRequest
}
