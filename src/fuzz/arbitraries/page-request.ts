import { pathsOf } from '../plans'
import type { Intent, RequestData } from '../types'
import { headerOf } from '../who'
import type { Arbitrary, FastCheck } from './fast-check'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const names = ['content-type', 'authorization', 'x-requested-with', 'x-corsac-unlisted'] as const

/** Requests that a page can make to the server of an intent, meant or not. They shrink towards a plain GET. */
export function pageRequest(fc: FastCheck, intent: Intent): Arbitrary<RequestData> {
  const { grants } = intent
  const own = grants.flatMap(({ requestHeaders }) => (requestHeaders === 'any' ? [] : requestHeaders))
  return fc
    .record({
      path: fc.constantFrom(...pathsOf(intent)),
      method: fc.constantFrom(...methods),
      headers: fc.subarray([...new Set([...names, ...own])]),
      credentials: fc.constantFrom('omit' as const, 'include' as const),
    })
    .map(({ credentials, headers, method, path }) => ({
      path,
      method,
      headers: headers.map(headerOf),
      body: method !== 'GET' && method !== 'HEAD' && headers.includes('content-type') ? '{}' : null,
      credentials,
    }))
}
