import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { borderScenarios } from './border'
import { measure, measuredJSON } from './evidence/measured'
import { explanationOf, explanations } from './known-disagreements'
import {
  agreementOf,
  agrees,
  bars,
  browserNames,
  type CorpusFile,
  headerFaults,
  idFaults,
  type Judged,
  judgeFile,
  percentage,
  readCorpus,
  readFlaky,
} from './replay'

const directory = process.env['CORSAC_CORPUS'] ?? fileURLToPath(new URL('corpus', import.meta.url))
const flaky = readFlaky(fileURLToPath(new URL('flaky.json', import.meta.url)))

/** Of random scenarios, at least. */
const counts = { chromium: 5000, firefox: 3000, webkitgtk: 2000 } as const

interface Replayed extends CorpusFile {
  readonly judged: readonly Judged[]
}

const replayed: readonly Replayed[] = await Promise.all(
  readCorpus(directory).map(async (one) => ({ ...one, judged: await judgeFile(one.file) })),
)

function isFlaky({ browser, scenario }: Judged): boolean {
  return flaky.some((one) => one.browser === browser && one.ids.includes(scenario.id))
}

/** A line for each disagreement that nobody has explained, of scenarios that are always played alike. */
function unexplained(judged: readonly Judged[]): string[] {
  return judged
    .filter((one) => !isFlaky(one))
    .flatMap(({ browser, scenario, found }) =>
      (found ?? [])
        .filter((one) => explanationOf(browser, scenario, one) === null)
        .map((one) => `${scenario.id} ${one.step} ${one.field}: ${one.recorded} | ${one.predicted}`),
    )
}

describe('the corpus', () => {
  it('is there: random and border scenarios of all browsers', () => {
    const names = browserNames.flatMap((browser) => [`${browser}-border`, `${browser}-random`])
    expect(replayed.map(({ name }) => name.replace(/\.jsonl(\.br)?$/, ''))).toEqual(names)
  })

  it('needs every explanation of a disagreement that there is', () => {
    const used = new Set(
      replayed.flatMap(({ judged }) =>
        judged.flatMap(({ browser, scenario, found }) =>
          (found ?? []).map((one) => explanationOf(browser, scenario, one)?.id),
        ),
      ),
    )
    expect(explanations.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
  })

  it('agrees as docs/lab/agreement.json says, from which docs/conformance.md is made: npm run lab -- evidence', () => {
    const written = readFileSync(new URL('../../docs/lab/agreement.json', import.meta.url), 'utf8')
    expect(measuredJSON(measure(replayed))).toBe(written)
  })

  it('has every scenario that is called flaky, with a reason', () => {
    const there = new Set(
      replayed.flatMap(({ judged }) => judged.map(({ browser, scenario }) => `${browser} ${scenario.id}`)),
    )
    const listed = flaky.flatMap(({ browser, ids }) => ids.map((id) => `${browser} ${id}`))
    expect(listed.filter((one) => !there.has(one))).toEqual([])
    expect(flaky.filter(({ reason }) => !/^\S.{9,}\.$/su.test(reason))).toEqual([])
  })
})

describe.each(replayed)('$name', ({ kind, file, judged }) => {
  const { browser } = file.header

  it('says what was recorded, with what and when', () => {
    expect(file.headers.flatMap((header) => headerFaults(header, kind))).toEqual([])
  })

  it('has at most one flaky scenario in a hundred', () => {
    expect(judged.filter(isFlaky).length).toBeLessThanOrEqual(judged.length / 100)
  })

  if (kind === 'random') {
    it(`has at least ${counts[browser]} scenarios, of whole seeds`, () => {
      expect(idFaults(file)).toEqual([])
      expect(judged.length).toBeGreaterThanOrEqual(counts[browser])
    })

    it(`agrees in at least ${bars[browser]} % of scenarios`, () => {
      const agreement = agreementOf(judged)
      const others = judged.filter((one) => !agrees(one)).map(({ scenario }) => scenario.id)
      expect(percentage(agreement), others.join(' ')).toBeGreaterThanOrEqual(bars[browser])
    })
  } else {
    it('has the border scenarios, all of them and as they are now', () => {
      expect(file.failed).toEqual([])
      const recorded = new Map(judged.map(({ scenario }) => [scenario.id, scenario]))
      expect([...recorded.keys()].sort()).toEqual(borderScenarios.map(({ id }) => id).sort())
      const changed = borderScenarios.filter(
        (scenario) => !isDeepStrictEqual(recorded.get(scenario.id), scenario),
      )
      expect(changed.map(({ id }) => id)).toEqual([])
    })
  }

  const families = [...new Set(judged.flatMap(({ scenario }) => scenario.families))].sort()
  it.each(families)('disagrees in nothing that is not explained: %s', (family) => {
    expect(unexplained(judged.filter(({ scenario }) => scenario.families.includes(family)))).toEqual([])
  })
})
