import { readIntent } from './intent'
import { invalid } from './invalid'
import type { Report } from './types'

/**
 * A report from what `JSON.parse` gave: enough of it is looked at to join and to replay it.
 *
 * @throws ConfigError where it is none, or of another version
 */
export function readReport(json: unknown, path = 'report'): Report {
  const { corsac, counts, findings, folds, intent, profiles, ranges, seed, skipped } = Object(
    json,
  ) as Partial<Report>
  if (corsac !== 1)
    throw invalid(
      `${path}.corsac`,
      corsac,
      'must be 1: this is no report of corsac fuzz, or one of another version',
    )
  readIntent(intent)
  for (const [name, value] of Object.entries({ findings, folds, profiles, ranges, skipped })) {
    if (!Array.isArray(value)) throw invalid(`${path}.${name}`, value, 'must be an array')
  }
  if (!Number.isSafeInteger(seed)) throw invalid(`${path}.seed`, seed, 'must be a whole number')
  for (const name of ['cases', 'answers', 'serverErrors', 'turnedAway', 'threw', 'garbage'] as const) {
    if (!Number.isSafeInteger(counts?.[name]))
      throw invalid(`${path}.counts.${name}`, counts?.[name], 'must be a whole number')
  }
  for (const [i, fold] of (folds ?? []).entries()) {
    const whole =
      typeof fold?.key === 'string' &&
      Number.isSafeInteger(fold.occurrences) &&
      Number.isSafeInteger(fold.finding?.index)
    if (!whole) throw invalid(`${path}.folds[${i}]`, undefined, 'must have a key, occurrences and a finding')
  }
  for (const [i, each] of (skipped ?? []).entries()) {
    if (typeof each?.kind !== 'string' || !Number.isSafeInteger(each.cases))
      throw invalid(`${path}.skipped[${i}]`, undefined, 'must have a kind and a number of cases')
  }
  return json as Report
}
