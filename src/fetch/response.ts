import type { HeaderList } from '../http/header-list'
import type { URLRecord } from '../origin/url-record'
import type { Reason } from '../spec/reason'
import type { Body } from './request'

/** What the kernel asks its driver to send. Header names are in lower case, values are byte strings. */
export interface WireRequest {
  readonly method: string
  readonly url: URLRecord
  readonly headerList: HeaderList
  readonly body: Body | null
}

/**
 * What came back from the wire: header names in lower case, duplicates and their order kept. The kernel
 * never looks at the bytes of a body.
 */
export interface WireResponse {
  readonly status: number
  readonly statusText: string
  readonly headerList: HeaderList
  readonly body: Body | null
}

/** https://fetch.spec.whatwg.org/#concept-response, as main fetch hands it over. */
export type ResponseRecord = NetworkError | FilteredResponse

/** https://fetch.spec.whatwg.org/#concept-network-error */
export interface NetworkError {
  readonly type: 'error'
  /** Set where the caller gave up, rather than anything having failed. */
  readonly aborted: boolean
  /** Always present: the step that refused, with its evidence. A page is never told. */
  readonly reason: Reason
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response */
export interface FilteredResponse {
  readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect'
  readonly status: number
  readonly statusText: string
  /** What a page may read. */
  readonly headerList: HeaderList
  readonly urlList: readonly URLRecord[]
  /** Null where the page gets none: an opaque response, HEAD, or a null body status. */
  readonly body: Body | null
  /** What really came; never shown to the page. */
  readonly internalResponse: WireResponse
}
