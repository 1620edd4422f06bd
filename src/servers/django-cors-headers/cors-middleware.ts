import type { WireRequest, WireResponse } from '../../fetch/response'
import { getHeader, type HeaderList, hasHeader, setHeader } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'
import { answer, type Middleware, withoutExceptions } from '../middleware'
import { decodedPath, PythonException, type PythonRegex, pythonPattern } from '../python-pattern'
import { type SplitOrigin, urlSplit } from './url-split'
import { type DjangoCorsRow, type DjangoCorsVersion, djangoCorsRows, djangoCorsVersions } from './versions'

/** The settings that django-cors-headers reads; others of Django are ignored. */
export interface DjangoCorsSettings {
  /** A list. Of a string, which the checks of `manage.py` refuse, every letter is an origin. */
  readonly CORS_ALLOWED_ORIGINS?: readonly string[] | string
  readonly CORS_ALLOWED_ORIGIN_REGEXES?: readonly (string | PythonRegex)[]
  readonly CORS_ALLOW_ALL_ORIGINS?: boolean
  /** Former names, read where the new ones are not there. */
  readonly CORS_ORIGIN_WHITELIST?: readonly string[] | string
  readonly CORS_ORIGIN_REGEX_WHITELIST?: readonly (string | PythonRegex)[]
  readonly CORS_ORIGIN_ALLOW_ALL?: boolean
  readonly CORS_URLS_REGEX?: string | PythonRegex
  readonly CORS_ALLOW_METHODS?: readonly string[]
  readonly CORS_ALLOW_HEADERS?: readonly string[]
  readonly CORS_EXPOSE_HEADERS?: readonly string[]
  readonly CORS_PREFLIGHT_MAX_AGE?: number
  readonly CORS_ALLOW_CREDENTIALS?: boolean
  /** From 4.0 on. */
  readonly CORS_ALLOW_PRIVATE_NETWORK?: boolean
}

const defaultMethods = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const

/** The settings with what is made of them once. */
interface Complete {
  readonly row: DjangoCorsRow
  readonly settings: DjangoCorsSettings
  readonly allowsAll: boolean
  readonly origins: readonly string[] | string
  readonly patterns: readonly Match[]
  readonly covers: Match
}

/** `re.match` with a pattern of the settings. */
type Match = (text: string) => boolean

/**
 * `CorsMiddleware` of django-cors-headers around what is below it in `MIDDLEWARE`. Preflights of paths that it covers
 * are answered here, with 200 for every origin; other answers get headers, the 500 of an exception too. What stands
 * above it, such as a `CommonMiddleware` that appends slashes, answers without them.
 *
 * The signal `check_request_enabled` and `CORS_REPLACE_HTTPS_REFERER` are left out, and so are the system checks.
 *
 * @throws ConfigError where a pattern cannot be said in JavaScript, and for a version that is none
 */
export function djangoCors(
  settings: DjangoCorsSettings = {},
  { version = '4.9.0' }: { readonly version?: DjangoCorsVersion } = {},
): Middleware {
  const complete = completeSettings(settings, rowOf(version))
  return (next) => {
    // Django makes an answer of an exception before the middleware above sees it.
    const inner = withoutExceptions(next, serverError)
    return (request) => {
      try {
        if (!complete.covers(decodedPath(request.url.path))) return inner(request)
        const response = isPreflight(request) ? preflightResponse() : inner(request)
        return { ...response, headerList: withHeaders(complete, request, response.headerList) }
      } catch (error) {
        if (error instanceof PythonException) return serverError()
        throw error
      }
    }
  }
}

function rowOf(version: DjangoCorsVersion): DjangoCorsRow {
  const row: DjangoCorsRow | undefined = djangoCorsRows[version]
  if (row !== undefined) return row
  const message = `is none that is known; there are ${djangoCorsVersions.join(', ')}`
  throw new ConfigError([{ path: 'version', value: version, reason: 'invalid', message }])
}

function completeSettings(settings: DjangoCorsSettings, row: DjangoCorsRow): Complete {
  const patterns = settings.CORS_ALLOWED_ORIGIN_REGEXES ?? settings.CORS_ORIGIN_REGEX_WHITELIST ?? []
  return {
    row,
    settings,
    allowsAll: settings.CORS_ALLOW_ALL_ORIGINS ?? settings.CORS_ORIGIN_ALLOW_ALL ?? false,
    origins: settings.CORS_ALLOWED_ORIGINS ?? settings.CORS_ORIGIN_WHITELIST ?? [],
    patterns: patterns.map((pattern, i) => matchOf(pattern, `CORS_ALLOWED_ORIGIN_REGEXES[${i}]`)),
    covers: matchOf(settings.CORS_URLS_REGEX ?? '^.*$', 'CORS_URLS_REGEX'),
  }
}

/** A pattern that Python refuses fails every request that is compared with it. */
function matchOf(pattern: string | PythonRegex, path: string): Match {
  const made = pythonPattern(typeof pattern === 'string' ? { pattern } : pattern, path)
  if (made.kind === 'pattern') return made.matches
  return () => {
    throw new PythonException(`re.error: ${made.message}`)
  }
}

function isPreflight({ method, headerList }: WireRequest): boolean {
  return method === 'OPTIONS' && hasHeader(headerList, 'access-control-request-method')
}

const html = { 'content-type': 'text/html; charset=utf-8' } as const

function preflightResponse(): WireResponse {
  return answer(200, html)
}

function serverError(): WireResponse {
  return answer(500, { 'content-type': 'text/html' }, 'Server Error (500)')
}

function withHeaders(
  complete: Complete,
  { method, headerList }: WireRequest,
  response: HeaderList,
): HeaderList {
  const { row, settings, allowsAll } = complete
  const added: [string, string][] = [['vary', varying(getHeader(response, 'vary'), row.vary)]]
  const origin = getHeader(headerList, 'origin')
  const url = origin === null || origin === '' ? null : urlSplit(origin)
  if (origin === null || url === null) return setAll(response, added)
  const allowed = allowsAll || isAllowed(complete, origin, url)
  const credentials = settings.CORS_ALLOW_CREDENTIALS ?? false
  const credentialsHeader: [string, string][] = credentials
    ? [['access-control-allow-credentials', 'true']]
    : []
  if (!allowed) return setAll(response, [...added, ...(row.credentialsForAll ? credentialsHeader : [])])
  const originHeader: [string, string] = [
    'access-control-allow-origin',
    allowsAll && !credentials ? '*' : origin,
  ]
  added.push(
    ...(row.credentialsForAll ? [...credentialsHeader, originHeader] : [originHeader, ...credentialsHeader]),
  )
  const exposed = settings.CORS_EXPOSE_HEADERS ?? []
  if (exposed.length > 0) added.push(['access-control-expose-headers', exposed.join(', ')])
  // Also to an OPTIONS that is no preflight.
  if (method === 'OPTIONS') added.push(...preflightHeaders(row, settings))
  if (allowsPrivateNetwork(complete, headerList)) added.push(['access-control-allow-private-network', 'true'])
  return setAll(response, added)
}

function preflightHeaders(row: DjangoCorsRow, settings: DjangoCorsSettings): [string, string][] {
  const headers = settings.CORS_ALLOW_HEADERS ?? row.defaultHeaders
  const maxAge = settings.CORS_PREFLIGHT_MAX_AGE ?? 86400
  const found: [string, string][] = [
    ['access-control-allow-headers', headers.join(', ')],
    ['access-control-allow-methods', (settings.CORS_ALLOW_METHODS ?? defaultMethods).join(', ')],
  ]
  return maxAge === 0 ? found : [...found, ['access-control-max-age', String(maxAge)]]
}

function allowsPrivateNetwork({ row, settings }: Complete, request: HeaderList): boolean {
  if (!row.privateNetwork || settings.CORS_ALLOW_PRIVATE_NETWORK !== true) return false
  return getHeader(request, 'access-control-request-private-network') === 'true'
}

/** By scheme and host: a path in the settings does not matter, and neither does what is no origin at all. */
function isAllowed({ origins, patterns }: Complete, origin: string, url: SplitOrigin): boolean {
  if (origin === 'null' && origins.includes('null')) return true
  const listed = [...origins].map(splitSetting)
  if (listed.some(({ scheme, netloc }) => scheme === url.scheme && netloc === url.netloc)) return true
  return patterns.some((matches) => matches(origin))
}

function splitSetting(setting: string): SplitOrigin {
  const split = urlSplit(setting)
  if (split === null) throw new PythonException('ValueError: Invalid IPv6 URL')
  return split
}

function varying(vary: string | null, member: string): string {
  const members = vary === null ? [] : vary.split(',').map((each) => each.trim())
  if (!members.some((each) => each.toLowerCase() === 'origin')) members.push(member)
  return members.includes('*') ? '*' : members.join(', ')
}

function setAll(headers: HeaderList, added: readonly (readonly [string, string])[]): HeaderList {
  return added.reduce((list, [name, value]) => setHeader(list, name, value), headers)
}
