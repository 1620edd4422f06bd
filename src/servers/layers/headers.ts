import { hasHeader } from '../../http/header-list'
import { byteLowercase } from '../../infra/byte-string'
import { answer, type Middleware } from '../middleware'

/** Lines that are added to every answer, or to those with some statuses: a proxy that sets headers of CORS as well. */
export function addHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  { statuses }: { readonly statuses?: readonly number[] | undefined } = {},
): Middleware {
  const { headerList: added } = answer(200, headers)
  return (next) => (request) => {
    const response = next(request)
    if (statuses !== undefined && !statuses.includes(response.status)) return response
    return { ...response, headerList: [...response.headerList, ...added] }
  }
}

/** Lines that are taken out of every answer: `proxy_hide_header` of nginx, or the start of a remedy. */
export function hideHeaders(...names: readonly string[]): Middleware {
  const hidden = names.map(byteLowercase)
  return (next) => (request) => {
    const response = next(request)
    if (!hidden.some((name) => hasHeader(response.headerList, name))) return response
    return { ...response, headerList: response.headerList.filter(({ name }) => !hidden.includes(name)) }
  }
}
