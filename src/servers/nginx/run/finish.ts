import type { WireResponse } from '../../../fetch/response'
import { evaluate } from './evaluate'
import type { Answered, Exchange, OutHeader } from './exchange'
import { addHeader, removeHeaders } from './out'
import { signature } from './signature'
import { reasonPhrase } from './statuses'

/** Statuses that get headers which are not added `always`. */
const usual: ReadonlySet<number> = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308])

/** The answer as it goes out, with the headers that the configuration adds. */
export function finish(exchange: Exchange, { body, statusText }: Answered): WireResponse {
  const hasError = exchange.errorStatus !== 0
  if (hasError) exchange.status = exchange.errorStatus
  const { status } = exchange
  addHeaders(exchange)
  const isEmpty = status === 204 || status === 304 || exchange.request.method === 'HEAD'
  const contentType = status === 204 ? null : exchange.contentType
  return {
    status,
    statusText: hasError ? reasonPhrase(status) : (statusText ?? reasonPhrase(status)),
    headerList: [
      ...(exchange.hasServerOfUpstream ? [] : [{ name: 'server', value: signature(exchange) }]),
      ...(contentType === null ? [] : [{ name: 'content-type', value: contentType }]),
      ...exchange.out.map((header) => ({ name: header.name, value: withServer(exchange, header) })),
    ],
    body: isEmpty ? null : body,
  }
}

/** `add_header` of the level where the request ended. A value that is empty adds nothing. */
function addHeaders(exchange: Exchange): void {
  const isUsual = usual.has(exchange.status)
  for (const { name, value, always } of exchange.level.settings.addHeaders) {
    if (!isUsual && !always) continue
    const said = evaluate(exchange, value)
    // Of these two there is one, and it can be taken away.
    if (name === 'etag' || name === 'last-modified') removeHeaders(exchange, name)
    if (said !== '') addHeader(exchange, name, said)
  }
}

/** A location that is a path gets the server in front of it, unless `absolute_redirect` is off. */
function withServer(exchange: Exchange, { value, isLocation }: OutHeader): string {
  const { absoluteRedirect, portInRedirect, serverNameInRedirect } = exchange.level.settings
  if (isLocation !== true || !value.startsWith('/') || !absoluteRedirect) return value
  const { socket, server, host } = exchange
  const usualPort = socket.secure ? 443 : 80
  const port = portInRedirect && socket.port !== usualPort ? `:${socket.port}` : ''
  const name = serverNameInRedirect ? server.name : host
  return `${socket.secure ? 'https' : 'http'}://${name}${port}${value}`
}
