import { ConfigError } from '../../infra/config-error'
import { casefold, PythonException, type PythonRegex, pythonPattern } from '../python-pattern'
import { type FlaskPattern, isRegex } from './options'
import type { FlaskCorsRow } from './versions'

/** Whether a value matches; it may throw a `PythonException` instead. */
export type Matcher = (value: string) => boolean

/** Whether a string is taken for a pattern: it has one of these characters anywhere. A dot alone makes none. */
export function isProbablyRegex(pattern: FlaskPattern): boolean {
  if (pattern === null) throw new PythonException("TypeError: argument of type 'NoneType' is not iterable")
  return isRegex(pattern) || /[*\\\]?$^[()]/.test(pattern)
}

/**
 * What a pattern or string of the configuration matches. Patterns match from the start on and need not reach the
 * end (`re.match`); other strings have to be equal.
 *
 * @param ignoreCase what the caller of it asks for; a compiled pattern has flags of its own
 * @throws ConfigError where a pattern cannot be said in JavaScript
 */
export function createMatcher(
  row: FlaskCorsRow,
  pattern: FlaskPattern,
  ignoreCase: boolean,
  path: string,
): Matcher {
  if (pattern === null) return () => isProbablyRegex(null)
  if (isRegex(pattern)) return createCompiledMatcher(pattern, path)
  if (isProbablyRegex(pattern)) {
    return createPatternMatcher(row.brokenPattern, pattern, ignoreCase ? 'i' : '', path)
  }
  if (!ignoreCase) return (value) => value === pattern
  const fold = row.folding === 'casefold' ? casefold : (text: string) => text.toLowerCase()
  const folded = fold(pattern)
  return (value) => fold(value) === folded
}

function createCompiledMatcher(regex: PythonRegex, path: string): Matcher {
  const made = pythonPattern(regex, path)
  if (made.kind === 'pattern') return made.matches
  const message = `is a pattern that Python refuses: ${made.message}`
  throw new ConfigError([{ path, value: regex.pattern, reason: 'invalid', message }])
}

function createPatternMatcher(
  broken: FlaskCorsRow['brokenPattern'],
  pattern: string,
  flags: string,
  path: string,
): Matcher {
  const made = pythonPattern({ pattern, flags }, path)
  if (made.kind === 'pattern') return made.matches
  return () => {
    if (broken === 'matches nothing') return false
    throw new PythonException(`re.error: ${made.message}`)
  }
}
