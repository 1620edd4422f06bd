import { describe, expect, it } from 'vitest'
import { borderScenarios } from './border'
import { aligned, disagreementTable } from './disagreement-table'
import type { Observation, RecordingHeader } from './observation'
import { playInPages } from './predict/play-pages'
import { profileOf } from './predict/profile-of'
import type { RecordingFile } from './recording-file'
import { agreementByFamily, agreementLine, agreementOf, headerFaults, idFaults, judgeFile } from './replay'
import type { Scenario } from './scenario'

const header: RecordingHeader = {
  format: 1,
  browser: 'firefox',
  version: '153.7.0',
  flags: [],
  date: '2026-11-20T00:00:00.000Z',
  seed: 2,
  usual: [['user-agent', 'X']],
}

function borderScenario(id: string): Scenario {
  const found = borderScenarios.find((scenario) => scenario.id === id)
  if (found === undefined) throw new Error(`there is no ${id}`)
  return found
}

const scenario = borderScenario('acao-absent')

/** What Firefox would have shown if it did as predicted. */
async function asPredicted(): Promise<Observation> {
  const { opening, steps } = await playInPages(scenario, profileOf('firefox', scenario))
  return { opening, steps, closing: [], console: [] }
}

const predicted = await asPredicted()

function fileOf(ids: readonly string[], observation: Observation = predicted): RecordingFile {
  const recordings = ids.map((id) => ({ scenario: { ...scenario, id }, observation }))
  return { header, headers: [header], recordings, failed: [] }
}

describe('a replay', () => {
  it('agrees where all is as predicted', async () => {
    expect((await judgeFile(fileOf(['r2-0']))).map(({ found }) => found)).toEqual([[]])
  })

  it('names the field that is not', async () => {
    const steps = predicted.steps.map((step) => ({ ...step, requests: [] }))
    const [judged] = await judgeFile(fileOf(['r2-0'], { ...predicted, steps }))
    expect(judged?.found).toEqual([expect.objectContaining({ step: 0, field: 'requests', recorded: '' })])
  })

  it('counts what could not be played as not agreeing', async () => {
    const file = {
      ...fileOf(['r2-0']),
      failed: [{ scenario: { ...scenario, id: 'r2-1' }, failed: 'crashed' }],
    }
    expect(agreementOf(await judgeFile(file))).toEqual({ agreed: 1, scenarios: 2 })
  })

  it('counts a scenario in each of its families', async () => {
    const agreements = agreementByFamily(await judgeFile(fileOf(['r2-0', 'r2-1'])))
    expect([...agreements.keys()]).toEqual([...scenario.families].sort())
    expect([...agreements.values()]).toEqual(scenario.families.map(() => ({ agreed: 2, scenarios: 2 })))
  })
})

describe('the closing line', () => {
  it.each([
    { agreed: 498, scenarios: 500, line: 'agreement 99.60 % (498 of 500 scenarios)' },
    { agreed: 3, scenarios: 3, line: 'agreement 100.00 % (3 of 3 scenarios)' },
    { agreed: 99_999, scenarios: 100_000, line: 'agreement 99.99 % (99999 of 100000 scenarios)' },
    { agreed: 0, scenarios: 0, line: 'agreement 0.00 % (0 of 0 scenarios)' },
  ])('says $line', ({ agreed, scenarios, line }) => {
    expect(agreementLine({ agreed, scenarios })).toBe(line)
  })
})

describe('a recording is evidence only', () => {
  it.each([
    { desc: 'with a version', changes: { version: '' }, fault: 'no version' },
    { desc: 'with a date', changes: { date: 'yesterday' }, fault: 'no date in the past' },
    { desc: 'with its seed', changes: { seed: null }, fault: 'a wrong seed' },
    { desc: 'with what is left out of it', changes: { usual: [] }, fault: 'no usual headers' },
  ])('$desc', ({ changes, fault }) => {
    expect(headerFaults(header, 'random')).toEqual([])
    expect(headerFaults({ ...header, ...changes }, 'random')).toEqual([fault])
  })

  it('without a seed where somebody wrote the scenarios', () => {
    expect(headerFaults(header, 'border')).toEqual(['a wrong seed'])
  })

  it.each([
    { desc: 'a gap', ids: ['r2-0', 'r2-2'], faults: ['r2-1 is missing'] },
    { desc: 'a beginning that is missing', ids: ['r2-1'], faults: ['r2-0 is missing'] },
    { desc: 'a scenario that is there twice', ids: ['r2-0', 'r2-0'], faults: ['r2-0 is there twice'] },
    { desc: 'another seed', ids: ['r2-0', 'r3-0'], faults: ['r3-0 is of no seed that was recorded'] },
    { desc: 'another name', ids: ['acao-absent'], faults: ['acao-absent is of no seed that was recorded'] },
  ])('of a whole seed, not with $desc', ({ ids, faults }) => {
    expect(idFaults(fileOf(['r2-1', 'r2-0']))).toEqual([])
    expect(idFaults(fileOf(ids))).toEqual(faults)
  })
})

describe('a table of disagreements', () => {
  it('shows both sides, and the scenario', () => {
    const found = [
      { step: 0, field: 'seen.status', recorded: '200', predicted: '0' },
      { step: 'opening', field: 'requests', recorded: 'GET /\nGET /a', predicted: 'GET /' },
    ] as const
    expect(disagreementTable('firefox', scenario, found).split('\n')).toEqual([
      `acao-absent  [not explained]  ${scenario.about}`,
      '  step     field        firefox       corsac',
      '  0 fetch  seen.status  200           0',
      '  opening  requests     GET /␊GET /a  GET /',
      `  ${JSON.stringify(scenario)}`,
      '',
    ])
  })

  it('shows long values where they differ', () => {
    const long = 'x'.repeat(300)
    const found = [{ step: 0, field: 'seen.body', recorded: `${long}a`, predicted: `${long}b` }] as const
    const [, , row] = disagreementTable('firefox', scenario, found).split('\n')
    expect(row).toBe(`  0 fetch  seen.body  …${'x'.repeat(14)}a  …${'x'.repeat(14)}b`)
  })

  it('has columns that stand below each other', () => {
    expect(
      aligned([
        ['a', 'b'],
        ['long', ''],
      ]),
    ).toEqual(['a     b', 'long'])
  })
})
