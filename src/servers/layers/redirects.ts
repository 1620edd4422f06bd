import { requestTarget } from '../../drivers/transport'
import type { WireRequest } from '../../fetch/response'
import { getHeader } from '../../http/header-list'
import { type ExpressConnection, expressProtocol } from '../express/trust-proxy'
import { answer, type Middleware } from '../middleware'
import { hostOf } from './host'

export interface RedirectToHttpsOptions extends ExpressConnection {
  /** 301 unless said otherwise. 307 and 308 keep the method; for a preflight that is no help. */
  readonly status?: 301 | 302 | 307 | 308 | undefined
}

/**
 * Sends every http request to the same place under https. Whether a request came over https the connection says, or
 * where a proxy is trusted `X-Forwarded-Proto`: an application behind a proxy that ends TLS redirects for ever
 * where it trusts none.
 */
export function redirectToHttps(options: RedirectToHttpsOptions = {}): Middleware {
  const { status = 301 } = options
  return (next) => (request) => {
    if (expressProtocol(request, options) === 'https') return next(request)
    const host = hostOf(request).replace(/:\d+$/, '')
    return answer(status, { location: `https://${host}${requestTarget(request)}` })
  }
}

export interface RedirectTrailingSlashOptions {
  /** `add` unless said otherwise. */
  readonly slash?: 'add' | 'remove' | undefined
  /** 307 as Starlette has it; Django says 301, Werkzeug 308. */
  readonly status?: 301 | 302 | 307 | 308 | undefined
  /** Which paths have a route with the slash, or without it; all but `/` unless said otherwise. */
  readonly where?: ((path: string) => boolean) | undefined
  /**
   * Whether `Location` is a whole URL, as in Starlette and Werkzeug, made of the `Host` header and of the scheme that
   * the application sees; or a path alone, as in Django. Whole unless said otherwise.
   */
  readonly location?: 'whole' | 'path' | undefined
  /** Whether the scheme of `X-Forwarded-Proto` is believed, as with `--proxy-headers` of uvicorn. */
  readonly proxyHeaders?: boolean | undefined
}

/**
 * Sends paths that lack their slash at the end, or have one too many, to the other form. OPTIONS too, which is
 * what breaks preflights; and a whole URL behind a proxy that ends TLS leads back to http.
 */
export function redirectTrailingSlash(options: RedirectTrailingSlashOptions = {}): Middleware {
  const {
    slash = 'add',
    status = 307,
    where = (path) => path !== '/',
    location = 'whole',
    proxyHeaders,
  } = options
  return (next) => (request) => {
    const { path, query } = request.url
    if (path.endsWith('/') === (slash === 'add') || !where(path)) return next(request)
    const other = slash === 'add' ? `${path}/` : withoutSlashes(path)
    const target = `${other}${query === null ? '' : `?${query}`}`
    const whole = `${schemeOf(request, proxyHeaders === true)}://${hostOf(request)}${target}`
    return answer(status, { location: location === 'path' ? target : whole })
  }
}

function schemeOf({ url, headerList }: WireRequest, believed: boolean): string {
  return (believed ? getHeader(headerList, 'x-forwarded-proto') : null) ?? url.scheme
}

/** A path without the slashes at its end. */
function withoutSlashes(path: string): string {
  let end = path.length
  while (path.charAt(end - 1) === '/') end--
  return path.slice(0, end)
}
