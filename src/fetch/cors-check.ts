import type { HeaderList } from '../http/header-list'
import { getHeader } from '../http/header-list'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import type { CredentialsMode } from './request'

/**
 * Null where the response may be shared with the request's origin, else why not.
 * https://fetch.spec.whatwg.org/#concept-cors-check
 *
 * Of the request only the credentials mode and the origin it told the server count, so that anybody can
 * ask: `corsCheck('include', 'https://app.example.com', response.headerList, null)`.
 */
export function corsCheck(
  credentialsMode: CredentialsMode,
  byteSerializedOrigin: string,
  headerList: HeaderList,
  trace: Trace | null,
): Reason | null {
  // 1. As one value: several lines are joined, so duplicates can never match.
  const origin = getHeader(headerList, 'access-control-allow-origin')

  // 2. Absent, which is not the value `null`.
  if (origin === null) {
    return fail('cors-check/origin-absent', {
      header: 'access-control-allow-origin',
      expected: byteSerializedOrigin,
      actual: null,
    })
  }

  // 3. `*` is enough for a request without credentials.
  if (credentialsMode !== 'include' && origin === '*') {
    if (trace !== null)
      trace.decide('cors-check/wildcard', true, { header: 'access-control-allow-origin', actual: '*' })
    return null
  }

  // 4. Otherwise byte for byte.
  if (origin !== byteSerializedOrigin) {
    return fail(mismatch(origin), {
      header: 'access-control-allow-origin',
      expected: byteSerializedOrigin,
      actual: origin,
    })
  }

  // 5. Without credentials, that was all.
  if (credentialsMode !== 'include') {
    if (trace !== null) {
      trace.decide('cors-check/origin-matches', true, {
        header: 'access-control-allow-origin',
        actual: origin,
      })
    }
    return null
  }

  // 6. Again as one value.
  const credentials = getHeader(headerList, 'access-control-allow-credentials')

  // 7. Byte for byte, case included.
  if (credentials === 'true') {
    if (trace !== null) {
      trace.decide('cors-check/credentials-true', true, {
        header: 'access-control-allow-credentials',
        actual: credentials,
      })
    }
    return null
  }

  // 8.
  return fail('cors-check/credentials-not-true', {
    header: 'access-control-allow-credentials',
    expected: 'true',
    actual: credentials,
  })
}

/** Step 4 has one way to fail; users meet three. */
function mismatch(
  origin: string,
): 'cors-check/wildcard-with-credentials' | 'cors-check/multiple-origins' | 'cors-check/origin-mismatch' {
  if (origin === '*') return 'cors-check/wildcard-with-credentials'
  return origin.includes(',') || origin.includes(' ')
    ? 'cors-check/multiple-origins'
    : 'cors-check/origin-mismatch'
}
