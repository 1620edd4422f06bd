import type { WireRequest } from '../../fetch/response'
import type { HeaderList } from '../../http/header-list'
import { answer, type Middleware } from '../middleware'
import { acceptsHeaders, canonicalName } from './header-set'

/** `cors.Options` of rs/cors, by their names in Go. What is not said, is empty or 0 means the default. */
export interface RsCorsOptions {
  /** Everybody where it is empty. One `*` in an origin stands for any characters, also none and also dots. */
  readonly AllowedOrigins?: readonly string[]
  /** Instead of the list. */
  readonly AllowOriginFunc?: (origin: string) => boolean
  readonly AllowedMethods?: readonly string[]
  readonly AllowedHeaders?: readonly string[]
  readonly ExposedHeaders?: readonly string[]
  /** Seconds; a negative number is sent as 0. */
  readonly MaxAge?: number
  readonly AllowCredentials?: boolean
  readonly AllowPrivateNetwork?: boolean
  /** Whether preflights go on to what is behind. */
  readonly OptionsPassthrough?: boolean
  readonly OptionsSuccessStatus?: number
}

/** The version that is modelled. Before 1.11, names of headers were compared without regard to case and order. */
export const rsCorsVersion = '1.11.1'

interface Settings {
  readonly options: RsCorsOptions
  readonly allowed: (origin: string) => boolean
  readonly everybody: boolean
  readonly methods: readonly string[]
  /** Null where all are allowed. */
  readonly headers: readonly string[] | null
  readonly preflightVary: string
}

/**
 * rs/cors 1.11.1 around a handler, as `cors.New(options).Handler(h)`. Preflights are answered here, with 204 whether
 * or not they are allowed. The handler is taken to add to what is there (`Header().Add`, as a reverse proxy does):
 * an origin of its own is a second one. In Go, headers go out sorted by name; here they do not.
 *
 * Functions that look at the request, and the wrappers for other frameworks, are left out.
 */
export function rsCors(options: RsCorsOptions = {}): Middleware {
  const settings = settingsOf(options)
  return (next) => (request) => {
    const isPreflight =
      request.method === 'OPTIONS' && first(request.headerList, 'access-control-request-method') !== ''
    const added = isPreflight ? preflightHeaders(settings, request) : actualHeaders(settings, request)
    if (isPreflight && options.OptionsPassthrough !== true) {
      return { ...answer(nonZero(options.OptionsSuccessStatus) ?? 204), headerList: added }
    }
    const response = next(request)
    return { ...response, headerList: [...added, ...response.headerList] }
  }
}

function settingsOf(options: RsCorsOptions): Settings {
  const origins = (options.AllowedOrigins ?? []).map((origin) => origin.toLowerCase())
  const byFunction = options.AllowOriginFunc
  const everybody = byFunction === undefined && (origins.length === 0 || origins.includes('*'))
  const headers = options.AllowedHeaders ?? []
  const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'
  return {
    options,
    allowed:
      byFunction ?? ((origin) => everybody || origins.some((each) => matches(each, origin.toLowerCase()))),
    everybody,
    methods: nonEmpty(options.AllowedMethods) ?? ['GET', 'POST', 'HEAD'],
    headers: headers.includes('*')
      ? null
      : (nonEmpty(headers) ?? ['accept', 'content-type', 'x-requested-with']).map((name) =>
          name.toLowerCase(),
        ),
    preflightVary:
      options.AllowPrivateNetwork === true ? `${vary}, Access-Control-Request-Private-Network` : vary,
  }
}

/** Up to the first `*` and behind it; a second one is a character like others. */
function matches(pattern: string, origin: string): boolean {
  const star = pattern.indexOf('*')
  if (star === -1) return origin === pattern
  const [before, behind] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return origin.length >= pattern.length - 1 && origin.startsWith(before) && origin.endsWith(behind)
}

function preflightHeaders(settings: Settings, { headerList }: WireRequest): HeaderList {
  const { options } = settings
  const vary = { name: 'vary', value: settings.preflightVary }
  const origin = first(headerList, 'origin')
  if (origin === '' || !settings.allowed(origin)) return [vary]
  const asked = all(headerList, 'access-control-request-headers')
  if (!isMethodAllowed(settings, first(headerList, 'access-control-request-method'))) return [vary]
  if (settings.headers !== null && !acceptsHeaders(settings.headers, asked)) return [vary]
  const maxAge = options.MaxAge ?? 0
  return [
    vary,
    ...originHeaders(settings, headerList),
    ...named('access-control-allow-methods', all(headerList, 'access-control-request-method')),
    ...named('access-control-allow-headers', (asked[0] ?? '') === '' ? [] : asked),
    ...named('access-control-allow-credentials', options.AllowCredentials === true ? ['true'] : []),
    ...named('access-control-allow-private-network', privateNetwork(options, headerList)),
    ...named('access-control-max-age', maxAge === 0 ? [] : [String(Math.max(maxAge, 0))]),
  ]
}

function actualHeaders(settings: Settings, { method, headerList }: WireRequest): HeaderList {
  const { options } = settings
  const vary = { name: 'vary', value: 'Origin' }
  const origin = first(headerList, 'origin')
  if (origin === '' || !settings.allowed(origin) || !isMethodAllowed(settings, method)) return [vary]
  const exposed = nonEmpty(options.ExposedHeaders)?.map(canonicalName).join(', ')
  return [
    vary,
    ...originHeaders(settings, headerList),
    ...named('access-control-expose-headers', exposed === undefined ? [] : [exposed]),
    ...named('access-control-allow-credentials', options.AllowCredentials === true ? ['true'] : []),
  ]
}

/** `*` also where credentials are allowed, which no browser takes. */
function originHeaders({ everybody }: Settings, request: HeaderList): HeaderList {
  return named('access-control-allow-origin', everybody ? ['*'] : all(request, 'origin'))
}

/** OPTIONS always is. */
function isMethodAllowed({ methods }: Settings, method: string): boolean {
  return method === 'OPTIONS' || methods.includes(method)
}

function privateNetwork(options: RsCorsOptions, request: HeaderList): readonly string[] {
  const asked = first(request, 'access-control-request-private-network') === 'true'
  return options.AllowPrivateNetwork === true && asked ? ['true'] : []
}

function named(name: string, values: readonly string[]): HeaderList {
  return values.map((value) => ({ name, value }))
}

function all(headers: HeaderList, name: string): readonly string[] {
  return headers.filter((header) => header.name === name).map(({ value }) => value)
}

/** The first value of a name, empty where there is none. */
function first(headers: HeaderList, name: string): string {
  return all(headers, name)[0] ?? ''
}

function nonEmpty(list: readonly string[] | undefined): readonly string[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list
}

function nonZero(number: number | undefined): number | undefined {
  return number === 0 ? undefined : number
}
