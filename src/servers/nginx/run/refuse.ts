import type { ErrorPage } from '../config/site'
import { evaluate } from './evaluate'
import type { Exchange, Step } from './exchange'
import { bytesOf, removeHeaders, setLocation } from './out'
import { redirectTo } from './redirect'
import { signature } from './signature'
import { ownPage } from './statuses'

/**
 * Answers with a status that is an error or a redirect: where `error_page` says, else with a page of nginx's own.
 * A page of the configuration is asked for once, unless `recursive_error_pages` is on.
 */
export function refuse(exchange: Exchange, status: number): Step {
  exchange.errorStatus = status
  exchange.contentType = null
  const { errorPages, recursiveErrorPages } = exchange.level.settings
  if (!exchange.usedErrorPage && errorPages.length > 0 && exchange.changesLeft !== 0) {
    exchange.usedErrorPage = !recursiveErrorPages
    const page = errorPages.find((each) => each.status === status)
    if (page !== undefined) return showErrorPage(exchange, page)
  }
  exchange.isBodyDiscarded = true
  // Four statuses are for error_page only.
  if (status >= 494 && status <= 497) exchange.errorStatus = 400
  return showOwnPage(exchange, status)
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function showErrorPage(exchange: Exchange, { overwrite, target }: ErrorPage): Step {
  if (overwrite !== null) exchange.errorStatus = overwrite
  const uri = evaluate(exchange, target)
  if (uri.startsWith('/')) {
    if (exchange.method !== 'HEAD') exchange.method = 'GET'
    return redirectTo(exchange, uri)
  }
  if (uri.startsWith('@')) return redirectTo(exchange, uri)
  exchange.isBodyDiscarded = true
  if (overwrite === null || !redirects.has(overwrite)) exchange.errorStatus = 302
  setLocation(exchange, uri)
  return showOwnPage(exchange, exchange.errorStatus)
}

function showOwnPage(exchange: Exchange, status: number): Step {
  const page = ownPage(status, signature(exchange))
  if (page !== null) exchange.contentType = 'text/html'
  removeHeaders(exchange, 'accept-ranges', 'last-modified', 'etag')
  return { body: bytesOf(page ?? ''), statusText: null }
}
