import type { PageScope } from '../scope'
import { PageXMLHttpRequest } from './xml-http-request'

/** The interface object, with the states. */
export type XMLHttpRequestConstructor = Pick<
  typeof PageXMLHttpRequest,
  'UNSENT' | 'OPENED' | 'HEADERS_RECEIVED' | 'LOADING' | 'DONE'
> &
  (new () => PageXMLHttpRequest)

/** The class that scripts of one page find. */
export function xmlHttpRequestOf(scope: PageScope): XMLHttpRequestConstructor {
  return class XMLHttpRequest extends PageXMLHttpRequest {
    constructor() {
      super(scope)
    }
  }
}
