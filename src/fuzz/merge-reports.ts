import { invalid } from './invalid'
import { findingsOf } from './tally'
import type { Counts, Fold, Report, Skipped } from './types'

/** Where a part of a campaign begins and ends: cases from the first index up to, and without, the other. */
export type Range = readonly [from: number, to: number]

/**
 * The cases of one shard: `count` shards of `cases` cases take all of them, each once, and none takes two more than
 * another.
 *
 * @throws ConfigError for a shard that there is not
 */
export function shardOf(cases: number, shard: number, count: number): Range {
  if (
    !Number.isSafeInteger(count) ||
    count < 1 ||
    !Number.isSafeInteger(shard) ||
    shard < 1 ||
    shard > count
  ) {
    const message = 'shard must be i/n: whole numbers, the first from 1 up to the second'
    throw invalid('shard', `${shard}/${count}`, message)
  }
  return [Math.floor((cases * (shard - 1)) / count), Math.floor((cases * shard) / count)]
}

/**
 * The report of a campaign that was played in parts: the same as if one run had played all of it, in whatever order the
 * parts come.
 *
 * @throws ConfigError where there are none, or they are not of one campaign, or have cases in common
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports
  if (first === undefined) throw invalid('reports', 'nothing', 'must be one at least')
  for (const [i, other] of others.entries()) {
    for (const part of ['seed', 'profiles', 'intent'] as const) {
      if (JSON.stringify(other[part]) === JSON.stringify(first[part])) continue
      throw invalid(
        `reports[${i + 1}].${part}`,
        other[part],
        `is not that of the first report, so they are of two campaigns`,
      )
    }
  }
  const counts = sumOf(reports.map((report) => report.counts))
  const folds = joinedFolds(reports.flatMap((report) => report.folds))
  return {
    ...first,
    ranges: joinedRanges(reports.flatMap(({ ranges }) => ranges)),
    counts,
    skipped: joinedSkips(reports.flatMap(({ skipped }) => skipped)),
    findings: findingsOf(folds, counts, first.seed),
    folds,
  }
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = { cases: 0, answers: 0, serverErrors: 0, turnedAway: 0, threw: 0, garbage: 0 }
  for (const counts of all) for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name]
  return sum
}

/** By their kinds, in the order of the alphabet. */
function joinedSkips(skipped: readonly Skipped[]): readonly Skipped[] {
  const byKind = new Map<string, number>()
  for (const { cases, kind } of skipped) byKind.set(kind, (byKind.get(kind) ?? 0) + cases)
  return [...byKind].map(([kind, cases]) => ({ kind, cases })).sort((a, b) => (a.kind < b.kind ? -1 : 1))
}

/** What failed in one way in several parts was seen first where the index is the smallest. */
function joinedFolds(folds: readonly Fold[]): readonly Fold[] {
  const byKey = new Map<string, Fold>()
  for (const fold of folds) {
    const known = byKey.get(fold.key)
    if (known === undefined) {
      byKey.set(fold.key, fold)
      continue
    }
    const { finding } = fold.finding.index < known.finding.index ? fold : known
    byKey.set(fold.key, { key: fold.key, occurrences: known.occurrences + fold.occurrences, finding })
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** In order, with those in one that follow each other. */
function joinedRanges(ranges: readonly Range[]): readonly Range[] {
  const joined: [number, number][] = []
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1)
    if (from === to) continue
    if (last !== undefined && from < last[1])
      throw invalid(
        'reports',
        `${from} to ${to}`,
        'have cases in common: each case may be in one of them only',
      )
    if (last !== undefined && from === last[1]) last[1] = to
    else joined.push([from, to])
  }
  return joined
}
