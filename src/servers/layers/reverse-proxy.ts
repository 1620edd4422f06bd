import { authorityOf, requestTarget, TransportError } from '../../drivers/transport'
import type { WireRequest } from '../../fetch/response'
import type { Header } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'
import { serializeOrigin } from '../../origin/origin'
import { parseURL, type URLRecord } from '../../origin/url-record'
import { answer, type Middleware } from '../middleware'

export interface ReverseProxyOptions {
  /** Where the application listens: `http://127.0.0.1:8080`. */
  readonly to: string
  /** Whether `X-Forwarded-Proto` is set, so that the application can know of https. */
  readonly forwardedProto?: boolean | undefined
  /** Whether the application sees the browser's `Host`, and not its own address. */
  readonly keepHost?: boolean | undefined
  /** A beginning of paths that is taken away: `/api` makes `/me` of `/api/me`. */
  readonly stripPrefix?: string | undefined
}

/**
 * A proxy that ends TLS and says no more of it than it is told to, in as little as that takes. Where the application
 * is away, it answers 502 with a page of its own. A model of nginx, with its configuration, is `nginx`.
 *
 * @throws ConfigError where the target is no origin
 */
export function reverseProxy(options: ReverseProxyOptions): Middleware {
  const { to, forwardedProto = false, keepHost = false, stripPrefix = '' } = options
  const target = parseURL(to)
  if (target === null || (target.scheme !== 'http' && target.scheme !== 'https') || target.path !== '/') {
    const message = 'must be an origin such as http://127.0.0.1:8080'
    throw new ConfigError([{ path: 'to', value: to, reason: 'invalid', message }])
  }
  const origin = serializeOrigin(target.origin)
  return (next) => (request) => {
    const passed = requestTarget(request)
    const path = passed.startsWith(stripPrefix) ? passed.slice(stripPrefix.length) : passed
    const url = parseURL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`) as URLRecord
    const replaced = ['host', ...(forwardedProto ? ['x-forwarded-proto'] : [])]
    const headerList: Header[] = request.headerList.filter(({ name }) => !replaced.includes(name))
    if (keepHost) headerList.push({ name: 'host', value: authorityOf(request) })
    if (forwardedProto) headerList.push({ name: 'x-forwarded-proto', value: request.url.scheme })
    return asked({ ...request, url, headerList }, next)
  }
}

function asked(
  request: WireRequest,
  next: (request: WireRequest) => ReturnType<typeof answer>,
): ReturnType<typeof answer> {
  try {
    return next(request)
  } catch (error) {
    if (error instanceof TransportError) return answer(502, { 'content-type': 'text/html' }, 'Bad Gateway')
    throw error
  }
}
