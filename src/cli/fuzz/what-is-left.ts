import { coverageOf } from '../../fuzz/coverage'
import type { Report } from '../../fuzz/types'

/** What a report does not know, a sentence each with its remedy: with any of them, nothing found is not nothing wrong. */
export function whatIsLeft(report: Report): readonly string[] {
  const { gaps, probes, probesLeft } = coverageOf(report)
  const { answers, turnedAway } = report.counts
  const missing = gaps.map(([from, to]) => `${number(from)} to ${number(to - 1)}`).join(', ')
  return [
    ...(probesLeft === 0
      ? []
      : [
          `${number(probesLeft)} of ${number(probes)} probes were not played. Without --runs, and with all shards merged, they are.`,
        ]),
    ...(missing === ''
      ? []
      : [`Cases ${missing} are of other shards. Join all of their reports with corsac fuzz merge.`]),
    ...(turnedAway === 0
      ? []
      : [
          `${number(turnedAway)} of ${number(answers)} answers were 429, 502, 503 or 504, which do not say what the server allows. Ask it without its limiter; a URL more slowly, with --rate.`,
        ]),
  ]
}

function number(value: number): string {
  return value.toLocaleString('en')
}
