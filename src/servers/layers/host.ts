import { authorityOf } from '../../drivers/transport'
import type { WireRequest } from '../../fetch/response'
import { getHeader } from '../../http/header-list'

/** The `host[:port]` that an application takes itself for: the `Host` header, which a proxy may have changed. */
export function hostOf(request: WireRequest): string {
  return getHeader(request.headerList, 'host') ?? authorityOf(request)
}
