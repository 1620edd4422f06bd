import type { WireRequest, WireResponse } from '../../fetch/response'
import { type HeaderList, hasHeader, setHeader } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'
import { answer, type Middleware, withoutExceptions } from '../middleware'
import { type PythonPattern, pythonPattern, strip } from '../python-pattern'
import { type StarletteRow, type StarletteVersion, starletteRows, starletteVersions } from './versions'

/** What `CORSMiddleware` of Starlette and FastAPI takes, by its names. */
export interface StarletteCorsOptions {
  /** A list. A string, which is a mistake, allows every origin that is a part of it. */
  readonly allow_origins?: readonly string[] | string
  readonly allow_methods?: readonly string[]
  readonly allow_headers?: readonly string[]
  readonly allow_credentials?: boolean
  /** Has to match all of an origin. */
  readonly allow_origin_regex?: string | null
  /** From 0.51 on. */
  readonly allow_private_network?: boolean
  readonly expose_headers?: readonly string[]
  readonly max_age?: number
}

const allMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const
const safelisted = ['Accept', 'Accept-Language', 'Content-Language', 'Content-Type'] as const

/** The options with what is made of them once. */
interface Settings {
  readonly row: StarletteRow
  readonly origins: readonly string[] | string
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly credentials: boolean
  readonly privateNetwork: boolean
  readonly exposed: readonly string[]
  readonly maxAge: number
  readonly pattern: (PythonPattern & { readonly kind: 'pattern' }) | null
  readonly allOrigins: boolean
  readonly allHeaders: boolean
}

/**
 * Starlette's `CORSMiddleware`, which is FastAPI's too, around an app. It answers preflights itself, with 400 where
 * something is not allowed, and adds headers to all other answers to requests that have an `Origin`.
 *
 * An exception of the app becomes the 500 of Starlette's outermost layer, which has no headers of CORS. The
 * middleware that was added last is the outermost one: with `chain`, the order is the other way round.
 *
 * @throws ConfigError where Starlette would refuse the pattern, or JavaScript cannot say it, and for a version that is
 * none
 */
export function starletteCors(
  options: StarletteCorsOptions = {},
  { version = '1.3.1' }: { readonly version?: StarletteVersion } = {},
): Middleware {
  const settings = settingsOf(options, rowOf(version))
  return (next) => (request) => {
    const origin = firstValue(request.headerList, 'origin')
    if (origin === null) return withoutExceptions(next, serverError)(request)
    const isPreflight =
      request.method === 'OPTIONS' && hasHeader(request.headerList, 'access-control-request-method')
    if (isPreflight) return preflightResponse(settings, request.headerList, origin)
    try {
      const response = next(request)
      return { ...response, headerList: withHeaders(settings, request, response.headerList, origin) }
    } catch {
      return serverError()
    }
  }
}

function rowOf(version: StarletteVersion): StarletteRow {
  const row: StarletteRow | undefined = starletteRows[version]
  if (row !== undefined) return row
  const message = `is none that is known; there are ${starletteVersions.join(', ')}`
  throw new ConfigError([{ path: 'version', value: version, reason: 'invalid', message }])
}

function settingsOf(options: StarletteCorsOptions, row: StarletteRow): Settings {
  const methods = options.allow_methods ?? ['GET']
  const headers = options.allow_headers ?? []
  const origins = options.allow_origins ?? []
  return {
    row,
    origins,
    methods: methods.includes('*') ? allMethods : methods,
    headers: [...new Set([...safelisted, ...headers])].sort(),
    credentials: options.allow_credentials ?? false,
    privateNetwork: options.allow_private_network ?? false,
    exposed: options.expose_headers ?? [],
    maxAge: options.max_age ?? 600,
    pattern: patternOf(options.allow_origin_regex ?? null),
    allOrigins: origins.includes('*'),
    allHeaders: headers.includes('*'),
  }
}

function patternOf(pattern: string | null): Settings['pattern'] {
  if (pattern === null) return null
  const path = 'options.allow_origin_regex'
  const made = pythonPattern({ pattern }, path)
  if (made.kind === 'pattern') return made
  const message = `is a pattern that Python refuses: ${made.message}`
  throw new ConfigError([{ path, value: pattern, reason: 'invalid', message }])
}

function isAllowed({ allOrigins, pattern, origins }: Settings, origin: string): boolean {
  return allOrigins || pattern?.matchesWhole(origin) === true || origins.includes(origin)
}

function preflightResponse(settings: Settings, request: HeaderList, origin: string): WireResponse {
  const failures: string[] = []
  const headers = new Map(fixedPreflightHeaders(settings))
  if (!isAllowed(settings, origin)) failures.push('origin')
  else if (isExplicit(settings)) headers.set('access-control-allow-origin', origin)
  const method = firstValue(request, 'access-control-request-method') ?? ''
  if (!settings.methods.includes(method)) failures.push('method')
  const asked = firstValue(request, 'access-control-request-headers')
  if (asked !== null && settings.allHeaders) headers.set('access-control-allow-headers', asked)
  else if (asked !== null && !areAllowed(settings, asked)) failures.push('headers')
  if (settings.row.privateNetwork && hasHeader(request, 'access-control-request-private-network')) {
    if (settings.privateNetwork) headers.set('access-control-allow-private-network', 'true')
    else failures.push('private-network')
  }
  headers.set('content-type', 'text/plain; charset=utf-8')
  if (failures.length === 0) return answer(200, Object.fromEntries(headers), 'OK')
  return answer(400, Object.fromEntries(headers), `Disallowed CORS ${failures.join(', ')}`)
}

/** Whether a preflight is answered with its own origin: `*` is not enough with credentials. */
function isExplicit({ allOrigins, credentials }: Settings): boolean {
  return !allOrigins || credentials
}

/** What every preflight gets, also one that is refused. */
function fixedPreflightHeaders(settings: Settings): [string, string][] {
  const headers: [string, string][] = [
    isExplicit(settings) ? ['vary', 'Origin'] : ['access-control-allow-origin', '*'],
    ['access-control-allow-methods', settings.methods.join(', ')],
    ['access-control-max-age', String(settings.maxAge)],
  ]
  if (!settings.allHeaders) headers.push(['access-control-allow-headers', settings.headers.join(', ')])
  if (settings.credentials) headers.push(['access-control-allow-credentials', 'true'])
  return headers
}

function areAllowed({ headers }: Settings, asked: string): boolean {
  const allowed = headers.map((name) => name.toLowerCase())
  return asked.split(',').every((name) => allowed.includes(strip(name.toLowerCase())))
}

/** Credentials and exposed headers are sent to origins that are not allowed, too. */
function withHeaders(
  settings: Settings,
  request: WireRequest,
  headerList: HeaderList,
  origin: string,
): HeaderList {
  let headers = headerList
  if (settings.allOrigins) headers = set(headers, 'access-control-allow-origin', '*')
  if (settings.credentials) headers = set(headers, 'access-control-allow-credentials', 'true')
  if (settings.exposed.length > 0) {
    headers = set(headers, 'access-control-expose-headers', settings.exposed.join(', '))
  }
  const explicit = settings.allOrigins
    ? isReflected(settings, request.headerList)
    : isAllowed(settings, origin)
  return explicit ? varying(set(headers, 'access-control-allow-origin', origin)) : headers
}

function isReflected({ row, credentials }: Settings, request: HeaderList): boolean {
  return row.wildcardReflects === 'with credentials' ? credentials : hasHeader(request, 'cookie')
}

/** `Origin` put behind the first `Vary`; further ones are dropped. */
function varying(headers: HeaderList): HeaderList {
  const vary = firstValue(headers, 'vary')
  return set(headers, 'vary', vary === null ? 'Origin' : `${vary}, Origin`)
}

function set(headers: HeaderList, name: string, value: string): HeaderList {
  return hasHeader(headers, name) ? setHeader(headers, name, value) : [...headers, { name, value }]
}

function firstValue(headers: HeaderList, name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null
}

function serverError(): WireResponse {
  return answer(500, { 'content-type': 'text/plain; charset=utf-8' }, 'Internal Server Error')
}
