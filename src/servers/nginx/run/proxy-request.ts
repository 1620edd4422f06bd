import type { WireRequest } from '../../../fetch/response'
import { getHeader, type Header } from '../../../http/header-list'
import { parseURL, type URLRecord } from '../../../origin/url-record'
import { hostOf, parseTarget } from '../config/proxy-settings'
import type { ProxyPass, ProxyTarget } from '../config/site'
import { evaluate } from './evaluate'
import type { Exchange } from './exchange'
import { escapePath } from './uri'

/** Where a proxy asks; null where the value of the variables is no URL. */
export function targetOf(exchange: Exchange, { target }: ProxyPass): ProxyTarget | null {
  return 'pieces' in target ? parseTarget(evaluate(exchange, target)) : target
}

/**
 * Headers that a proxy does not pass on unless it is told to. `Host` it sets itself; the others are of the connection,
 * which a model has none of.
 */
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'te',
  'keep-alive',
  'expect',
  'upgrade',
])

/** The request as it goes to the upstream; null where it cannot be written. */
export function proxyRequest(exchange: Exchange, proxy: ProxyPass, target: ProxyTarget): WireRequest | null {
  const { settings } = exchange.level
  exchange.proxyHost = hostOf(target)
  exchange.proxyPort = /:(\d+)$/.exec(target.authority)?.[1] ?? (target.scheme === 'https' ? '443' : '80')
  const set = settings.proxySetHeaders.map(({ name, value }) => ({ name, value: evaluate(exchange, value) }))
  const named = new Set([...ownHeaders, ...set.map(({ name }) => name)])
  const host = set.some(({ name }) => name === 'host') ? getHeader(set, 'host') : exchange.proxyHost
  const headers = [
    ...set.filter(({ name, value }) => name !== 'host' && value !== ''),
    ...contentLength(exchange, set),
    ...(settings.proxyPassRequestHeaders ? exchange.headers.filter(({ name }) => !named.has(name)) : []),
  ]
  const path = pathFor(exchange, proxy, target)
  const byHost =
    host !== null && /^[^/?#@\\\s]+$/.test(host) ? parseURL(`${target.scheme}://${host}${path}`) : null
  const url = byHost ?? parseURL(`${target.scheme}://${exchange.proxyHost}${path}`)
  if (url === null) return null
  const method = settings.proxyMethod === null ? exchange.method : evaluate(exchange, settings.proxyMethod)
  return {
    method,
    url,
    headerList: host === authorityOf(url) ? headers : [{ name: 'host', value: host ?? '' }, ...headers],
    body: settings.proxyPassRequestBody && !exchange.isBodyDiscarded ? exchange.body : null,
  }
}

/**
 * An application is asked by the host of the URL. A `Host` that a URL cannot be, such as one in capitals, an empty one
 * or one that is no host at all, goes with it as a header.
 */
function authorityOf({ host, port }: URLRecord): string {
  return (host ?? '') + (port === null ? '' : `:${port}`)
}

/** The length goes with the body, wherever the caller wrote one down. */
function contentLength({ headers, isBodyDiscarded }: Exchange, set: readonly Header[]): readonly Header[] {
  if (isBodyDiscarded || set.some(({ name }) => name === 'content-length')) return []
  return headers.filter(({ name }) => name === 'content-length')
}

/** What stands for the path and the query of the request. */
function pathFor(exchange: Exchange, { target: written, location }: ProxyPass, { uri }: ProxyTarget): string {
  const { args, requestURI, isAsItCame, isInLocation, hasQuotes, isInternal } = exchange
  // Of a URL with variables in it, a path is the whole path.
  if ('pieces' in written && uri !== null) return uri
  if (uri === null && isAsItCame) return requestURI
  const rest = isInLocation && uri !== null ? exchange.uri.slice(location.length) : exchange.uri
  const escaped = hasQuotes || isInternal ? escapePath(rest) : rest
  const front = isInLocation && uri !== null ? uri : ''
  return front + escaped + (args === '' ? '' : `?${args}`)
}
