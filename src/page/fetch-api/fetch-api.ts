import { complain, type Place } from '../../explain/page-errors'
import type { Profile } from '../../profile/profile'
import type { PageScope } from '../scope'
import { checkConstruction, countArguments, counting, makeInterface, showMembers } from '../web-idl'
import { PageBody } from './page-body'
import { type FetchScope, type MadeHeaders, PageHeaders } from './page-headers'
import { type MadeRequest, makeRequest, PageRequest } from './page-request'
import {
  errorResponse,
  type MadeResponse,
  makeResponse,
  PageResponse,
  redirectResponse,
} from './page-response'
import { pageSignal } from './page-signal'
import { performFetch } from './perform-fetch'

/** The Fetch API of one page, with the types that TypeScript has for it. */
export interface FetchAPI {
  readonly fetch: typeof globalThis.fetch
  readonly Request: typeof globalThis.Request
  readonly Response: typeof globalThis.Response
  readonly Headers: typeof globalThis.Headers
  readonly AbortSignal: typeof globalThis.AbortSignal
}

/** Handed to the constructors by ourselves, who have worked everything out; scripts cannot get at one. */
class Made<T> {
  constructor(readonly made: T) {}
}

/** Makes the classes of a page: what they are made from depends on its address and its engine. */
export function createFetchAPI(page: PageScope): FetchAPI {
  const scope: FetchScope = { ...page, makeHeaders: (made) => new Headers(new Made(made)) }
  const profileOf = (): Profile => scope.conversation.userAgent.profile

  class Headers extends PageHeaders {
    constructor(init?: unknown) {
      const isOurs = init instanceof Made
      super(scope, isOurs ? (init.made as MadeHeaders) : { guard: 'none', list: [], place: 'Headers' })
      if (!isOurs) PageHeaders.fill(this, init)
    }
  }

  class Request extends PageRequest {
    constructor(...given: readonly [input?: unknown, init?: unknown]) {
      const [input, init] = given
      checkConstruction(profileOf(), 'Request', given)
      super(input instanceof Made ? (input.made as MadeRequest) : makeRequest(scope, 'Request', input, init))
    }

    /** @throws TypeError where the body was read */
    clone(): Request {
      if (PageBody.unusable(this)) throw used('Request.clone')
      const state = PageRequest.stateOf(this)
      const guard = state.mode === 'no-cors' ? 'request-no-cors' : 'request'
      const headers = scope.makeHeaders({ guard, list: PageHeaders.listOf(this.headers), place: 'Headers' })
      return new Request(new Made({ state, headers, source: PageBody.cloneSource(this) }))
    }
  }

  class Response extends PageResponse {
    constructor(body?: unknown, init?: unknown) {
      super(body instanceof Made ? (body.made as MadeResponse) : makeResponse(scope, body, init))
    }

    /** @throws TypeError where the body was read */
    clone(): Response {
      if (PageBody.unusable(this)) throw used('Response.clone')
      const state = PageResponse.stateOf(this)
      const guard = state.type === 'default' ? 'response' : 'immutable'
      const headers = scope.makeHeaders({ guard, list: PageHeaders.listOf(this.headers), place: 'Headers' })
      const signal = PageBody.signalOf(this)
      return new Response(new Made({ state, headers, source: PageBody.cloneSource(this), signal }))
    }

    static error(): Response {
      return new Response(new Made(errorResponse(scope)))
    }

    static json(data: unknown, init?: unknown): Response {
      const text = JSON.stringify(data)
      if (text === undefined) throw new TypeError('The data is not JSON serializable')
      return new Response(new Made(makeResponse(scope, text, init, 'application/json')))
    }

    static redirect(url: unknown, status?: unknown): Response {
      return new Response(new Made(redirectResponse(scope, url, status)))
    }
  }

  const used = (place: Place): TypeError =>
    complain(profileOf(), place, 'other', { value: 'The body is already used' })

  makeInterface(Headers, 'Headers')
  makeInterface(Request, 'Request')
  makeInterface(Response, 'Response')
  showMembers(Response)
  countArguments(Response, 'Response', profileOf)

  // Not async, so that it rejects at once where it fails at once.
  const fetch = (input?: unknown, init?: unknown): Promise<Response> => {
    try {
      const request = new Request(new Made(makeRequest(scope, 'fetch', input, init)))
      return performFetch(scope, request, (made) => new Response(new Made(made)))
    } catch (thrown) {
      return Promise.reject(thrown)
    }
  }
  return {
    fetch: counting('Window', 'fetch', fetch, profileOf, true) as unknown as typeof globalThis.fetch,
    Request: Request as unknown as typeof globalThis.Request,
    Response: Response as unknown as typeof globalThis.Response,
    Headers: Headers as unknown as typeof globalThis.Headers,
    AbortSignal: pageSignal(scope),
  }
}
