import type { WireRequest } from '../../fetch/response'
import { getHeader, type HeaderList, hasHeader } from '../../http/header-list'
import { parseURL } from '../../origin/url-record'
import { answer, type Middleware } from '../middleware'
import { type OriginMatch, originPattern, splitOrigins, withoutSlash } from './origin-pattern'

/** A `CorsConfiguration`, and where it is applied. What is not said is `null` in Java. */
export interface SpringCorsConfiguration {
  readonly allowedOrigins?: readonly string[]
  readonly allowedOriginPatterns?: readonly string[]
  readonly allowedMethods?: readonly string[]
  readonly allowedHeaders?: readonly string[]
  readonly exposedHeaders?: readonly string[]
  readonly allowCredentials?: boolean
  readonly allowPrivateNetwork?: boolean
  /** Seconds. */
  readonly maxAge?: number
  /**
   * Whether what is not said gets the defaults of `applyPermitDefaultValues()`: all origins and headers, GET, HEAD and
   * POST, 1800 seconds. `@CrossOrigin` and `CorsRegistry` do that, a bare `new CorsConfiguration()` does not.
   */
  readonly permitDefaultValues?: boolean
  /**
   * Handler mappings of Spring MVC (`@CrossOrigin`, `CorsRegistry`) look for contradictions on every request; a
   * `CorsFilter`, which is what `.cors()` of Spring Security is, only where an origin is compared.
   */
  readonly appliedBy?: 'mvc' | 'filter'
}

/** The version that is modelled. That of 6.2 is the same. */
export const springVersion = '7.0.8'

interface Settings {
  readonly configuration: SpringCorsConfiguration
  readonly origins: readonly string[]
  readonly patterns: readonly OriginMatch[]
  /** Null where all are allowed. */
  readonly methods: readonly string[] | null
  readonly headers: readonly string[]
  readonly maxAge: number | null
  /** `*` with credentials or private networks, for which an exception is thrown. */
  readonly contradicts: boolean
}

/**
 * Spring's `DefaultCorsProcessor` with one configuration, around a handler. Whatever is not allowed is answered here
 * with 403, and the handler never runs: the actual request, too. A request whose own origin is its `Origin` is none of
 * its business; where a proxy in front ends TLS and nobody reads `X-Forwarded-Proto`, that is no request of a browser.
 *
 * `*` with credentials is an `IllegalArgumentException`, and a 500 without headers. Several configurations that are
 * combined, WebFlux, and answers that have headers of CORS before are left out; headers of the handler are added.
 */
export function springCors(configuration: SpringCorsConfiguration = {}): Middleware {
  const settings = settingsOf(configuration)
  const byFilter = configuration.appliedBy === 'filter'
  return (next) => (request) => {
    if (settings.contradicts && !byFilter) return answer(500)
    const preflight = isPreflight(request)
    const decided = isCorsRequest(request) ? decide(settings, request, preflight) : []
    if (decided === 'exception') return answer(500)
    if (decided === 'rejected') return { ...answer(403, {}, 'Invalid CORS request'), headerList: vary }
    if (preflight) return { ...answer(200), headerList: [...vary, ...decided] }
    const response = next(request)
    return { ...response, headerList: [...vary, ...decided, ...response.headerList] }
  }
}

const vary: HeaderList = ['Origin', 'Access-Control-Request-Method', 'Access-Control-Request-Headers'].map(
  (value) => ({ name: 'vary', value }),
)

function settingsOf(configuration: SpringCorsConfiguration): Settings {
  const permits = configuration.permitDefaultValues === true
  const patterns = configuration.allowedOriginPatterns
  const origins =
    configuration.allowedOrigins?.flatMap(splitOrigins) ?? (permits && patterns === undefined ? ['*'] : [])
  const methods = configuration.allowedMethods ?? (permits ? ['GET', 'HEAD', 'POST'] : [])
  const { allowCredentials = false, allowPrivateNetwork = false } = configuration
  return {
    configuration,
    origins,
    patterns: (patterns ?? []).flatMap(splitOrigins).map(originPattern),
    methods: methods.includes('*') ? null : methods.length === 0 ? ['GET', 'HEAD'] : methods,
    headers: configuration.allowedHeaders ?? (permits ? ['*'] : []),
    maxAge: configuration.maxAge ?? (permits ? 1800 : null),
    contradicts: origins.includes('*') && (allowCredentials || allowPrivateNetwork),
  }
}

function isPreflight({ method, headerList }: WireRequest): boolean {
  const asks = hasHeader(headerList, 'origin') && hasHeader(headerList, 'access-control-request-method')
  return method === 'OPTIONS' && asks
}

/** Whether there is an origin, and it is another one than that of the request's URL. */
function isCorsRequest({ url, headerList }: WireRequest): boolean {
  const origin = getHeader(headerList, 'origin')
  if (origin === null) return false
  const from = parseURL(origin)
  return from === null || from.scheme !== url.scheme || from.host !== url.host || from.port !== url.port
}

function decide(
  settings: Settings,
  { method, headerList }: WireRequest,
  preflight: boolean,
): HeaderList | 'rejected' | 'exception' {
  const origin = allowedOrigin(settings, getHeader(headerList, 'origin') ?? '')
  if (origin === 'exception') return 'exception'
  const asked = preflight ? (getHeader(headerList, 'access-control-request-method') ?? '') : method
  const methods = settings.methods ?? [asked]
  if (origin === null || !methods.includes(asked)) return 'rejected'
  const headers = preflight ? allowedHeaders(settings, askedHeaders(headerList)) : []
  if (headers === null) return 'rejected'
  return corsHeaders(settings, headerList, origin, preflight ? methods : [], headers, preflight)
}

function corsHeaders(
  { configuration, maxAge }: Settings,
  request: HeaderList,
  origin: string,
  methods: readonly string[],
  headers: readonly string[],
  preflight: boolean,
): HeaderList {
  const { exposedHeaders = [], allowCredentials, allowPrivateNetwork } = configuration
  const network = getHeader(request, 'access-control-request-private-network')?.toLowerCase() === 'true'
  const found: [string, string | null][] = [
    ['access-control-allow-origin', origin],
    ['access-control-allow-methods', methods.length === 0 ? null : methods.join(',')],
    ['access-control-allow-headers', headers.length === 0 ? null : headers.join(', ')],
    ['access-control-expose-headers', exposedHeaders.length === 0 ? null : exposedHeaders.join(', ')],
    ['access-control-allow-credentials', allowCredentials === true ? 'true' : null],
    ['access-control-allow-private-network', allowPrivateNetwork === true && network ? 'true' : null],
    ['access-control-max-age', preflight && maxAge !== null ? String(maxAge) : null],
  ]
  return found.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
}

function allowedOrigin(settings: Settings, origin: string): string | null | 'exception' {
  if (origin.trim() === '') return null
  const asked = withoutSlash(origin)
  if (settings.origins.includes('*')) return settings.contradicts ? 'exception' : '*'
  if (settings.origins.some((each) => each.toLowerCase() === asked.toLowerCase())) return origin
  return settings.patterns.some((matches) => matches(asked)) ? origin : null
}

function askedHeaders(request: HeaderList): readonly string[] {
  const asked = getHeader(request, 'access-control-request-headers') ?? ''
  return asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Those that are asked for and allowed; null where some are asked for and none is allowed. */
function allowedHeaders({ headers }: Settings, asked: readonly string[]): readonly string[] | null {
  if (asked.length === 0) return []
  const all = headers.includes('*')
  const known = headers.map((name) => name.toLowerCase())
  const allowed = asked.filter((name) => all || known.includes(name.toLowerCase()))
  return allowed.length === 0 ? null : allowed
}
