import type { WireRequest } from '../../fetch/response'
import { getHeader, type HeaderList, hasHeader } from '../../http/header-list'
import { strip } from '../python-pattern'
import { createMatcher, isProbablyRegex, type Matcher } from './matching'
import type { CompleteOptions, FlaskPattern } from './options'
import { sorted } from './python-value'
import type { FlaskCorsRow } from './versions'

/**
 * The headers that an answer to a request gets.
 *
 * @throws PythonException where flask-cors does
 */
export type Evaluate = (request: WireRequest) => HeaderList

/** @throws ConfigError where a pattern cannot be said in JavaScript */
export function createEvaluate(row: FlaskCorsRow, options: CompleteOptions, path: string): Evaluate {
  const matchers = (patterns: readonly FlaskPattern[], name: string): readonly Matcher[] =>
    patterns.map((pattern, i) => createMatcher(row, pattern, true, `${path}.${name}[${i}]`))
  const origins = matchers(options.origins, 'origins')
  const allowHeaders = matchers(options.allowHeaders, 'allow_headers')

  return (request) => {
    const allowed = allowedOrigin(options, origins, getHeader(request.headerList, 'origin'))
    if (allowed === null) return []
    const headers: [string, string | null][] = [
      ['access-control-allow-origin', allowed],
      ['access-control-expose-headers', options.exposeHeaders],
      ['access-control-allow-credentials', options.supportsCredentials ? 'true' : null],
      ['access-control-allow-private-network', privateNetwork(row, options, request.headerList)],
      ...preflightHeaders(options, allowHeaders, request),
      ['vary', varies(options, allowed) ? 'Origin' : null],
    ]
    // Empty values are not sent.
    return headers.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }]))
  }
}

/** The value of `Access-Control-Allow-Origin`; null where nothing is sent. */
function allowedOrigin(
  options: CompleteOptions,
  origins: readonly Matcher[],
  origin: string | null,
): string | null {
  const wildcard = options.origins.includes('.*')
  if (origin !== null && origin !== '') {
    if (wildcard && options.sendWildcard) return '*'
    return origins.some((matches) => matches(origin)) ? origin : null
  }
  if (!options.alwaysSend) return null
  if (wildcard) return options.supportsCredentials ? null : '*'
  // Of several origins only the first of the alphabet is sent.
  const plain = sorted(options.origins.filter((each) => !isProbablyRegex(each)) as string[])
  return plain[0] ?? null
}

function privateNetwork(row: FlaskCorsRow, options: CompleteOptions, headers: HeaderList): string | null {
  if (row.privateNetwork === 'unanswered') return null
  if (getHeader(headers, 'access-control-request-private-network') !== 'true') return null
  return row.privateNetwork === 'allowed' || options.allowPrivateNetwork ? 'true' : 'false'
}

/** None of them where the method is refused; the origin stays allowed. */
function preflightHeaders(
  options: CompleteOptions,
  allowHeaders: readonly Matcher[],
  { method, headerList }: WireRequest,
): [string, string | null][] {
  if (method !== 'OPTIONS') return []
  const asked = (getHeader(headerList, 'access-control-request-method') ?? '').toUpperCase()
  // Anywhere in the joined list: ET is allowed where GET is.
  if (asked === '' || !options.methods.includes(asked)) return []
  return [
    [
      'access-control-allow-headers',
      allowedHeaders(allowHeaders, getHeader(headerList, 'access-control-request-headers')),
    ],
    ['access-control-max-age', options.maxAge],
    ['access-control-allow-methods', options.methods],
  ]
}

function allowedHeaders(allowed: readonly Matcher[], asked: string | null): string | null {
  if (asked === null || asked === '') return null
  const names = asked.split(',').map(strip)
  return sorted(names.filter((name) => allowed.some((matches) => matches(name)))).join(', ')
}

function varies(options: CompleteOptions, allowed: string): boolean {
  if (!options.varyHeader || allowed === '*') return false
  return options.origins.length > 1 || options.origins.some(isProbablyRegex)
}

/** Whether an answer has headers of CORS already, by a view or by another layer: then it is left alone. */
export function isAnswered(headers: HeaderList): boolean {
  const first = headers.find(({ name }) => name === 'access-control-allow-origin')
  return hasHeader(headers, 'access-control-allow-origin') && first?.value !== ''
}
