import { describe, expect, it } from 'vitest'
import { whatIsLeft } from '../../src/cli/fuzz/what-is-left'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import { coverageOf } from '../../src/fuzz/coverage'
import { mergeReports, type Range } from '../../src/fuzz/merge-reports'
import type { Report } from '../../src/fuzz/types'
import { respond } from '../fuzz/servers'

const intent = { target: 'https://api.example.com', grants: [{ who: 'https://app.example.com' }] }
const allow = { 'access-control-allow-origin': 'https://app.example.com', vary: 'origin' }
const strict: Handler = () => respond(200, allow)

function played(handler: Handler, [from, to]: Range): Report {
  return audit(handler, { intent, from, runs: to - from, profiles: ['chromium'] })
}

const { probes } = coverageOf(played(strict, [0, 1]))
const words = (value: number): string => value.toLocaleString('en')
/** The first answers are the app's own, and then there is a limiter. */
const limited = (most: number, status: number): Handler => {
  let asked = 0
  return () => respond(++asked > most ? status : 200, allow)
}

describe('what a report does not know', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, report: () => Report, left: readonly string[]])[] = [
    ['all probes and a case more leave nothing', () => played(strict, [0, probes + 1]), []],
    ['all but one', () => played(strict, [0, probes - 1]), [`1 of ${words(probes)} probes were not played.`]],
    ['ten cases', () => played(strict, [0, 10]), [`${words(probes - 10)} of ${words(probes)} probes were not played.`]],
    ['a second part alone', () => played(strict, [20, probes]), [`20 of ${words(probes)} probes were not played.`, 'Cases 0 to 19 are of other shards.']],
    ['two parts of three', () => mergeReports([played(strict, [20, probes]), played(strict, [0, 10])]), [`10 of ${words(probes)} probes were not played.`, 'Cases 10 to 19 are of other shards.']],
    ['two parts that are all', () => mergeReports([played(strict, [20, probes]), played(strict, [0, 20])]), []],
  ]
  it.each(rows)('%s', (_, report, left) => {
    const said = whatIsLeft(report())
    expect(said).toHaveLength(left.length)
    for (const [i, sentence] of left.entries()) expect(said[i]?.startsWith(sentence)).toBe(true)
  })

  it.each([429, 502, 503, 504])('is behind answers of %s', (status) => {
    const report = played(limited(5, status), [0, probes])
    const { answers, turnedAway } = report.counts
    expect(turnedAway).toBeGreaterThanOrEqual(answers - 40)
    expect(whatIsLeft(report)).toEqual([
      expect.stringMatching(`^${words(turnedAway)} of ${words(answers)} answers were 429, 502, 503 or 504,`),
    ])
  })

  it('is not behind an error of the app itself, which is what cors answers to strangers', () => {
    const report = played(limited(5, 500), [0, probes])
    expect(report.counts.turnedAway).toBe(0)
    expect(whatIsLeft(report)).toEqual([])
  })
})
