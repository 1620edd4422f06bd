import { TransportError } from '../../../drivers/transport'
import type { WireRequest, WireResponse } from '../../../fetch/response'
import { getHeader } from '../../../http/header-list'
import { isPort } from '../config/proxy-settings'
import type { ProxyPass, ProxyTarget } from '../config/site'
import type { Exchange, Step } from './exchange'
import { addHeader } from './out'
import { hasFirstLine, proxyRequest, targetOf } from './proxy-request'
import { redirectTo } from './redirect'
import { rewriteCookie } from './rewrite-cookie'
import { rewriteRedirect } from './rewrite-redirect'

/** Asks the upstream, and makes its answer the answer; 502 and 504 where there is none. */
export function askUpstream(exchange: Exchange, proxy: ProxyPass): Step {
  const target = targetOf(exchange, proxy)
  if (target === null || !isPort(target)) return { refuse: 500 }
  const request = proxyRequest(exchange, proxy, target)
  // A host that is none is not found.
  if (request === null) return { refuse: 502 }
  const response = ask(exchange, target, request)
  if (typeof response === 'number') return { refuse: response }
  exchange.upstreamHeaders = response.headerList
  const { settings } = exchange.level
  const hasPage = settings.errorPages.some(({ status }) => status === response.status)
  if (settings.proxyInterceptErrors && response.status >= 300 && hasPage) {
    const challenge = response.status === 401 ? getHeader(response.headerList, 'www-authenticate') : null
    if (challenge !== null) addHeader(exchange, 'www-authenticate', challenge)
    return { refuse: response.status }
  }
  const elsewhere = getHeader(response.headerList, 'x-accel-redirect')
  if (elsewhere !== null) return accelRedirect(exchange, response, elsewhere)
  copyHeaders(exchange, response)
  exchange.status = response.status
  // Whatever becomes of the status, these came without one.
  const isEmpty = response.status === 204 || response.status === 304 || request.method === 'HEAD'
  return { body: isEmpty ? null : response.body, statusText: response.statusText }
}

const refusedByServer: WireResponse = { status: 400, statusText: 'Bad Request', headerList: [], body: null }

/** The first answer of the addresses behind a name; the status of the last failure where none answers. */
function ask(exchange: Exchange, { authority }: ProxyTarget, request: WireRequest): WireResponse | 502 | 504 {
  const { site, upstream } = exchange.surroundings
  const addresses =
    upstream(authority) === null ? (site.upstreams.get(authority) ?? [authority]) : [authority]
  let failure: 502 | 504 = 502
  // Before a second time in one request, after an internal redirect, there is a colon.
  let separator = exchange.upstreamStatus === '' ? '' : ' : '
  for (const address of addresses) {
    const answer = askOne(upstream(address) ?? 'refused', request)
    if (typeof answer === 'string') failure = answer === 'timeout' ? 504 : 502
    exchange.upstreamAuthority += separator + address
    exchange.upstreamStatus += separator + (typeof answer === 'string' ? failure : answer.status)
    separator = ', '
    if (typeof answer === 'object') return answer
    // What may have been done is not tried again.
    if (answer === 'timeout' && /^(?:POST|LOCK|PATCH)$/.test(request.method)) break
  }
  return failure
}

/** Only what a transport says of a connection is a failure of the upstream; anything else is one of the model's. */
function askOne(
  upstream: Exclude<ReturnType<Exchange['surroundings']['upstream']>, null>,
  request: WireRequest,
): WireResponse | 'refused' | 'timeout' {
  if (typeof upstream === 'string') return upstream
  if (!hasFirstLine(request)) return refusedByServer
  try {
    return upstream(request)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return error.code === 'timeout' ? 'timeout' : 'refused'
  }
}

/** What goes along when the upstream sends nginx to another place. */
const alongAccel: ReadonlySet<string> = new Set([
  'content-type',
  'set-cookie',
  'content-disposition',
  'cache-control',
  'expires',
  'accept-ranges',
])

function accelRedirect(exchange: Exchange, response: WireResponse, target: string): Step {
  // proxy_hide_header has no say here.
  for (const { name, value } of response.headerList)
    if (alongAccel.has(name)) copyHeader(exchange, name, value)
  if (exchange.method !== 'HEAD') exchange.method = 'GET'
  return redirectTo(exchange, target)
}

/** Headers of an upstream that stay with nginx, unless `proxy_pass_header` names them. */
const hiddenHeaders: readonly string[] = [
  'date',
  'server',
  'x-pad',
  'x-accel-expires',
  'x-accel-redirect',
  'x-accel-limit-rate',
  'x-accel-buffering',
  'x-accel-charset',
]

/** Headers of a connection, which end with it. */
const ofConnection: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding'])

function copyHeaders(exchange: Exchange, response: WireResponse): void {
  const { proxyHideHeaders, proxyPassHeaders } = exchange.level.settings
  const hidden = new Set([...hiddenHeaders, ...proxyHideHeaders])
  for (const name of proxyPassHeaders) hidden.delete(name)
  exchange.hasServerOfUpstream = !hidden.has('server')
  for (const { name, value } of response.headerList) {
    if (!hidden.has(name) && !ofConnection.has(name)) copyHeader(exchange, name, value)
  }
}

function copyHeader(exchange: Exchange, name: string, value: string): void {
  switch (name) {
    case 'content-type':
      exchange.contentType = value
      break
    case 'location': {
      const rewritten = rewriteRedirect(exchange, value, 0)
      if (rewritten === null) addHeader(exchange, name, value)
      else exchange.out.push({ name, value: rewritten, isLocation: true })
      break
    }
    case 'refresh': {
      const found = /url=/i.exec(value)
      const rewritten =
        found === null ? null : rewriteRedirect(exchange, value, found.index + found[0].length)
      addHeader(exchange, name, rewritten ?? value)
      break
    }
    case 'set-cookie':
      addHeader(exchange, name, rewriteCookie(exchange, value))
      break
    default:
      addHeader(exchange, name, value)
  }
}
