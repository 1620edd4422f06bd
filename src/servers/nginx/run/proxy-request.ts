import type { WireRequest } from '../../../fetch/response'
import type { Header } from '../../../http/header-list'
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
  const headers = [
    ...set.filter(({ name, value }) => name !== 'host' && value !== ''),
    ...contentLength(exchange, set),
    ...(settings.proxyPassRequestHeaders ? exchange.headers.filter(({ name }) => !named.has(name)) : []),
  ]
  const hosts = set.some(({ name }) => name === 'host')
    ? set.filter(({ name, value }) => name === 'host' && value !== '').map(({ value }) => value)
    : [exchange.proxyHost]
  const url = urlFor(hosts[0], pathFor(exchange, proxy, target), target.scheme, exchange.proxyHost)
  if (url === null) return null
  const method = settings.proxyMethod === null ? exchange.method : evaluate(exchange, settings.proxyMethod)
  return {
    method,
    url,
    headerList: [...hostHeaders(hosts, url), ...headers],
    body: settings.proxyPassRequestBody && !exchange.isBodyDiscarded ? exchange.body : null,
  }
}

/** The URL that the upstream is asked for: by its `Host`, if that can be the host of a URL. Its path stays as it is. */
function urlFor(
  host: string | undefined,
  target: string,
  scheme: ProxyTarget['scheme'],
  proxyHost: string,
): URLRecord | null {
  const isHost = host !== undefined && /^[^/?#@\\\s]+$/.test(host)
  const url = (isHost ? parseURL(`${scheme}://${host}/`) : null) ?? parseURL(`${scheme}://${proxyHost}/`)
  if (url === null) return null
  const mark = target.indexOf('?')
  const [path, query] =
    mark === -1 ? ([target, null] as const) : ([target.slice(0, mark), target.slice(mark + 1)] as const)
  return { ...url, href: url.href.replace(/\/$/, '') + target, path, query }
}

/**
 * An application is asked by the host of the URL. What a URL cannot say goes with it as headers: a `Host` in capitals or
 * that is no host at all, several of them; an empty one says that there is none.
 */
function hostHeaders(hosts: readonly string[], { host, port }: URLRecord): readonly Header[] {
  const authority = (host ?? '') + (port === null ? '' : `:${port}`)
  if (hosts.length === 1 && hosts[0] === authority) return []
  return (hosts.length === 0 ? [''] : hosts).map((value) => ({ name: 'host', value }))
}

/**
 * Whether the first line of a request is one: paths are passed on as they are, and a decoded space in one ends it. What
 * is none, servers answer with 400 before any application sees it.
 */
export function hasFirstLine({ url: { path, query } }: WireRequest): boolean {
  return path.startsWith('/') && !/[\x00-\x20\x7f]/.test(path + (query ?? ''))
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
