import CachePolicy from 'http-cache-semantics'
import type { WireRequest, WireResponse } from '../fetch/response'
import type { HeaderList } from '../http/header-list'

/** A cache in front of a server that many people ask: a proxy, a CDN. It is emptied by being left. */
export interface SharedCache {
  /** The stored answer that this request is given, null where the server has to be asked. */
  readonly answer: (request: WireRequest) => WireResponse | null
  readonly store: (request: WireRequest, response: WireResponse) => void
}

interface Stored {
  readonly policy: CachePolicy
  readonly response: WireResponse
}

/** All happens in one moment, so nothing stored gets old. */
class PolicyOfOneMoment extends CachePolicy {
  /** The package asks itself for the time, by a method that its types do not have. */
  now(): number {
    return 0
  }
}

/** What CDNs do by themselves where an answer does not say how long it may be kept, a minute say. */
const usualLifetime = 'max-age=60'

/**
 * A shared cache as RFC 9111 has it, by http-cache-semantics: one answer for each URL, given to whom `Vary` allows.
 * What says nothing about being kept is kept for a while, as CDNs do by themselves.
 */
export function createSharedCache(): SharedCache {
  const stored = new Map<string, Stored>()
  return {
    answer: (request) => {
      const found = stored.get(request.url.href)
      if (found === undefined || !cacheable(request)) return null
      return found.policy.satisfiesWithoutRevalidation(requestOf(request)) ? found.response : null
    },
    store: (request, response) => {
      if (!cacheable(request)) return
      const policy = new PolicyOfOneMoment(requestOf(request), responseOf(response), { shared: true })
      if (policy.storable() && policy.timeToLive() > 0) stored.set(request.url.href, { policy, response })
    },
  }
}

/** Answers to POST can be stored in theory, and are not by anybody. */
function cacheable({ method }: WireRequest): boolean {
  return method === 'GET'
}

function requestOf({ method, url, headerList }: WireRequest): CachePolicy.Request {
  return { method, url: url.href, headers: joined(headerList) }
}

function responseOf({ status, headerList }: WireResponse): CachePolicy.Response {
  const headers = joined(headerList)
  const silent =
    headers['cache-control'] === undefined &&
    headers['expires'] === undefined &&
    headers['pragma'] === undefined
  return { status, headers: silent ? { ...headers, 'cache-control': usualLifetime } : headers }
}

function joined(headerList: HeaderList): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const { name, value } of headerList) {
    const before = headers[name]
    headers[name] = before === undefined ? value : `${before}, ${value}`
  }
  return headers
}
