import { ConfigError } from '../../../infra/config-error'
import type { ValueMap } from '../config/site'
import type { Template } from '../config/template'
import type { Exchange } from './exchange'
import { matches } from './match'
import { builtIn, staysAsFirstAsked } from './variables'
import { findWildcard } from './wildcards'

/**
 * The value of a template. Captures can be escaped on their way. They are those that are there once all variables of the
 * template have been found, for a map that is asked may match a pattern of its own.
 */
export function evaluate(
  exchange: Exchange,
  { pieces, constant }: Template,
  escapeCapture: ((capture: string) => string) | null = null,
): string {
  if (constant !== null) return constant
  const known = pieces.map((piece) =>
    typeof piece === 'object' && 'variable' in piece ? (variable(exchange, piece.variable) ?? '') : piece,
  )
  let value = ''
  for (const piece of known) {
    if (typeof piece === 'string') value += piece
    else if ('capture' in piece) {
      const capture = exchange.captures[piece.capture] ?? ''
      value += escapeCapture === null ? capture : escapeCapture(capture)
    }
    if (value.length > longestValue) throw tooMuch(`a value gets longer than ${longestValue} bytes`)
  }
  return value
}

/** More than any answer needs: without limits, variables that double each other could keep a caller for ever. */
const longestValue = 16 * 1024 * 1024
const mostMaps = 100_000

function tooMuch(what: string): ConfigError {
  const message = `nginx.conf: ${what} in one request; look for variables that are made of each other`
  return new ConfigError([{ path: 'nginx.conf', value: undefined, reason: 'invalid', message }])
}

/** nginx follows variables that are made of each other so far, and then takes them for a circle. */
const deepestVariable = 100

/** The value of a variable, null where it has none. A name that nobody defines has none either. */
export function variable(exchange: Exchange, name: string): string | null {
  const known = exchange.variables.get(name)
  if (known !== undefined) return known
  const map = exchange.surroundings.site.maps.get(name)
  if (map !== undefined) {
    // A map that asks itself gets nothing in the end.
    if (exchange.mapsWithin === deepestVariable) return null
    if (++exchange.mapsAsked > mostMaps) throw tooMuch(`more than ${mostMaps} maps are asked`)
    exchange.mapsWithin++
    const value = evaluate(exchange, entryFor(exchange, map))
    exchange.mapsWithin--
    if (!map.isVolatile) exchange.variables.set(name, value)
    return value
  }
  if (name === 'document_root' || name === 'realpath_root') return rootPath(exchange)
  if (name === 'request_filename') return filePath(exchange)
  const value = builtIn(exchange, name)
  if (staysAsFirstAsked(name)) exchange.variables.set(name, value ?? '')
  return value
}

/** What a `map` makes of its source: the value as it is, else a wildcard, else the first pattern, else the default. */
function entryFor(
  exchange: Exchange,
  { source, exact, wildcards, hostnames, patterns, byDefault }: ValueMap,
): Template {
  const value = evaluate(exchange, source)
  const text = hostnames && value.endsWith('.') ? value.slice(0, -1) : value
  const key = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const found = exact.get(key) ?? findWildcard(wildcards, key)
  if (found !== undefined) return found
  // An empty value is not asked of patterns.
  if (text === '') return byDefault
  return patterns.find(([pattern]) => matches(exchange, pattern, text))?.[1] ?? byDefault
}

/** The folder of `root`, or what an `alias` stands for. */
export function rootPath(exchange: Exchange): string {
  const path = evaluate(exchange, exchange.level.settings.root.path)
  return path.startsWith('/') ? path : `${exchange.surroundings.prefix}/${path}`
}

/**
 * The file that a URI means, which is that of the request where no other is given; null where an alias does not know,
 * for the URI has been rewritten within its location.
 */
export function filePath(exchange: Exchange, uri: string = exchange.uri): string | null {
  const { alias } = exchange.level.settings.root
  if (alias !== null && !exchange.isInLocation) return null
  const root = rootPath(exchange)
  if (alias === 'all') return exchange.isBehindAlias ? root + uri : root
  return root + (alias === null ? uri : uri.slice(alias))
}
