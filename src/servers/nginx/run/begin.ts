import { TransportError } from '../../../drivers/transport'
import type { WireRequest } from '../../../fetch/response'
import { getHeader, type Header } from '../../../http/header-list'
import type { Server, Socket } from '../config/site'
import { chooseServer, chooseSocket } from './choose-server'
import type { Exchange, Step, Surroundings } from './exchange'
import { matches } from './match'
import { normalizePath } from './uri'

/** A request that has come in, and what is first done with it. */
export interface Begun {
  readonly exchange: Exchange
  readonly first: Step
}

/** More internal redirects than this are a circle. */
const mostChanges = 10

/**
 * Reads a request: who is asked, by port and host, and what for.
 *
 * @throws TransportError where nobody listens, or listens for http where https is spoken
 */
export function beginExchange(
  surroundings: Surroundings,
  ports: { readonly [published: number]: number },
  address: string | null,
  request: WireRequest,
): Begun {
  const { url } = request
  const isSecure = url.scheme === 'https'
  const published = url.port ?? (isSecure ? 443 : 80)
  const port = ports[published] ?? published
  const socket = chooseSocket(surroundings.site.sockets.get(port) ?? [], address)
  if (socket === null) throw new TransportError('refused', `nginx does not listen on port ${port}`)
  if (isSecure && !socket.secure) throw new TransportError('tls', `nginx does not speak TLS on port ${port}`)

  const authority = getHeader(request.headerList, 'host') ?? authorityOf(request)
  const host = hostOf(authority)
  const { server, pattern } = chooseServer(socket, host ?? '')
  const path = normalizePath(url.path, readingServer(socket, request).mergeSlashes)
  if (path === null || host === null) return begunWrongly(surroundings, socket, request)
  const exchange: Exchange = {
    ...blank(surroundings, socket, server, request),
    headers: headersOf(request.headerList, server),
    authority,
    host,
    requestURI: url.path + (url.query === null ? '' : `?${url.query}`),
    uri: path.path,
    args: url.query ?? '',
    hasEscapes: path.hasPercent || path.hasPlus,
    hasQuotes: path.hasPercent,
  }
  if (pattern !== null) matches(exchange, pattern, host)
  return { exchange, first: firstStep(exchange) }
}

/**
 * The server that has the say about the first line: `Host` comes after that, so it is the default one, but with TLS,
 * where the name of the host has come before. https://nginx.org/en/docs/http/ngx_http_core_module.html#merge_slashes
 */
function readingServer(socket: Socket, { url }: WireRequest): Server {
  return url.scheme === 'https' ? chooseServer(socket, url.host ?? '').server : socket.defaultServer
}

/** A request whose first line or host is refused: nothing else of it is read, and the default server answers. */
function begunWrongly(surroundings: Surroundings, socket: Socket, request: WireRequest): Begun {
  const exchange = { ...blank(surroundings, socket, socket.defaultServer, request), body: null }
  return { exchange, first: { refuse: 400 } }
}

function firstStep({ request, socket }: Exchange): Step {
  if (socket.secure && request.url.scheme !== 'https') return { refuse: 497 }
  return request.method === 'TRACE' || request.method === 'CONNECT' ? { refuse: 405 } : { go: 'server' }
}

/** An exchange of which nothing is known but who is asked. */
function blank(surroundings: Surroundings, socket: Socket, server: Server, request: WireRequest): Exchange {
  return {
    surroundings,
    socket,
    server,
    request,
    headers: [],
    authority: '',
    host: '',
    requestURI: '',
    method: request.method,
    body: request.body,
    uri: '',
    args: '',
    hasEscapes: false,
    hasQuotes: false,
    isAsItCame: true,
    isInLocation: true,
    isBehindAlias: false,
    uriChanged: false,
    changesLeft: mostChanges + 1,
    isInternal: false,
    level: server.level,
    isProxied: false,
    errorStatus: 0,
    usedErrorPage: false,
    isBodyDiscarded: false,
    status: 0,
    contentType: null,
    out: [],
    hasServerOfUpstream: false,
    captures: [],
    variables: new Map(),
    mapsWithin: 0,
    mapsAsked: 0,
    upstreamHeaders: [],
    upstreamStatus: '',
    upstreamAuthority: '',
    proxyHost: '',
    proxyPort: '',
  }
}

function authorityOf({ url }: WireRequest): string {
  return (url.host ?? '') + (url.port === null ? '' : `:${url.port}`)
}

/** The host of a `Host` header in lower case, without its port and a final dot; null where it is none. */
function hostOf(authority: string): string | null {
  const found = /^(\[[^\]]*\]|[^:]*)(?::.*)?$/.exec(authority)
  const host = (found?.[1] ?? '').toLowerCase().replace(/\.$/, '')
  return host === '' || /[\x00-\x20\x7f/]|\.\./.test(host) ? null : host
}

/** The headers that nginx takes: names of letters, digits and dashes, and with underscores only if it is told to. */
function headersOf(list: readonly Header[], server: Server): readonly Header[] {
  const { underscoresInHeaders, ignoreInvalidHeaders } = server
  const isTaken = (name: string): boolean => {
    if (!ignoreInvalidHeaders) return true
    return (underscoresInHeaders ? /^[a-z0-9_-]+$/ : /^[a-z0-9-]+$/).test(name)
  }
  return list.filter(({ name }) => isTaken(name))
}
