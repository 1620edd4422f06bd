import type { WireRequest } from '../../fetch/response'
import { getHeader } from '../../http/header-list'
import { byteLowercase } from '../../infra/byte-string'
import { cookieIn } from '../express/cookie-line'
import { answer, type Middleware } from '../middleware'

export interface RequireAuthOptions {
  /** A header that has to be there; `Authorization` unless this or `cookie` is given. */
  readonly header?: string | undefined
  /** A cookie that has to be there. */
  readonly cookie?: string | undefined
  /** Methods that are let through all the same. Whoever forgets `OPTIONS` here answers preflights with 401. */
  readonly except?: readonly string[] | undefined
  /** 401 unless said otherwise. */
  readonly status?: number | undefined
  /** Which proofs are good; any is, unless said otherwise. */
  readonly accepts?: ((proof: string) => boolean) | undefined
}

/**
 * Authentication as a layer: a request without a proof of who asks is answered 401, and goes no further. Preflights
 * never carry one, so what counts is whether this stands before the layer of CORS or behind it.
 */
export function requireAuth(options: RequireAuthOptions = {}): Middleware {
  const { cookie, header = 'Authorization', except = [], status = 401, accepts = () => true } = options
  const name = byteLowercase(header)
  const proofOf = ({ headerList }: WireRequest): string | null =>
    cookie === undefined ? getHeader(headerList, name) : cookieIn(getHeader(headerList, 'cookie'), cookie)
  const challenge: Record<string, string> =
    status === 401 && cookie === undefined && name === 'authorization' ? { 'www-authenticate': 'Bearer' } : {}
  return (next) => (request) => {
    const proof = proofOf(request)
    const known = except.includes(request.method) || (proof !== null && accepts(proof))
    return known ? next(request) : answer(status, challenge)
  }
}
