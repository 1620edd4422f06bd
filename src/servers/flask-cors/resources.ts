import type { WireRequest } from '../../fetch/response'
import { decodedPath, type PythonRegex } from '../python-pattern'
import { createEvaluate, type Evaluate } from './evaluate'
import { createMatcher, isProbablyRegex, type Matcher } from './matching'
import {
  completeOptions,
  type FlaskCorsOptions,
  type FlaskCorsSettings,
  fixed,
  isRegex,
  mergeOptions,
  type Resources,
} from './options'
import type { FlaskCorsRow } from './versions'

/** A pattern of paths and what answers to them get. */
export interface Resource {
  readonly matches: Matcher
  readonly evaluate: Evaluate
}

/**
 * The resources of an extension in the order in which they are tried.
 *
 * @throws ConfigError as `completeOptions` does, and where a pattern cannot be said in JavaScript
 */
export function createResources(
  row: FlaskCorsRow,
  settings: FlaskCorsSettings,
  options: FlaskCorsOptions,
): readonly Resource[] {
  const merged = mergeOptions(row, settings, options)
  completeOptions(merged, 'options')
  return pairsOf(row, merged.resources ?? '/*').map(([pattern, own]) => {
    const path = `options.resources[${JSON.stringify(textOf(pattern))}]`
    const complete = completeOptions(mergeOptions(row, settings, options, own), path)
    return {
      matches: createMatcher(row, pattern, row.pathsIgnoreCase, path),
      evaluate: createEvaluate(row, complete, path),
    }
  })
}

type Pair = readonly [string | PythonRegex, FlaskCorsOptions]

function pairsOf(row: FlaskCorsRow, resources: Resources): readonly Pair[] {
  if (typeof resources === 'string' || isRegex(resources)) return [[fixed(resources), {}]]
  if (Array.isArray(resources)) return resources.map((pattern) => [fixed(pattern), {}])
  const entries = resources instanceof Map ? [...resources] : Object.entries(resources)
  const pairs = entries.map(([pattern, own]): Pair => [fixed(pattern), own])
  return pairs.sort(([a], [b]) => compareRanks(rank(row, a), rank(row, b)))
}

/** What a pattern is sorted by: the lower, the earlier, member by member. */
function rank(row: FlaskCorsRow, pattern: string | PythonRegex): readonly number[] {
  const text = textOf(pattern)
  const length = [...text].length
  if (row.resourceOrder === 'longest first') return [-length]
  const slashes = text.split('/').length - 1
  const bySlashes = row.resourceOrder === 'literal first, most slashes' ? -slashes : slashes
  return [isProbablyRegex(pattern) ? 1 : 0, isRegex(pattern) ? 0 : 1, bySlashes, -length]
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function textOf(pattern: string | PythonRegex): string {
  return isRegex(pattern) ? pattern.pattern : pattern
}

/** The path of a request in the form that resources are compared with: decoded, and then decoded once more. */
export function pathOfRequest(row: FlaskCorsRow, { url }: WireRequest): string {
  const path = `/${decodedPath(url.path).replace(/^\/+/, '')}`
  const again = row.plusIsSpace ? path.replaceAll('+', ' ') : path
  return decodedPath(again)
}
