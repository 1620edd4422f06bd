import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { divergences } from '../../src/profile/divergences'
import { knobAnchors } from '../../src/profile/knob-anchors'
import { knobsOfPages } from './knobs-of-pages'
import { conformanceFindings, deviationFindings, knobFindings, marksOf } from './marks'
import { repository, source, sourcesBelow } from './sources'

const files = sourcesBelow('src')
const knobs = Object.keys(knobAnchors)
const conformance = `${repository}docs/conformance.md`

describe('marks in src', () => {
  const count = (kind: string) => marksOf(files).filter((mark) => mark.kind === kind).length

  it(`name a knob or a row at each of ${count('Deviation')} deviations, one in every file that reads a knob`, () =>
    expect(deviationFindings(files, knobs, divergences)).toEqual([]))

  it(`say of ${count('Not modelled')} topics that they are left out, each with its topic`, () => {
    const silent = marksOf(files).filter((mark) => mark.kind === 'Not modelled' && mark.subject === '')
    expect(silent.map((mark) => mark.place)).toEqual([])
  })

  // The conformance table is made later than the code: from then on it must be complete.
  it.runIf(existsSync(conformance))('leave out only what docs/conformance.md lists', () =>
    expect(conformanceFindings(files, readFileSync(conformance, 'utf8'))).toEqual([]),
  )

  it('suspend in the state machine only', () => {
    const places = marksOf(files).filter((mark) => mark.kind === 'Suspends here')
    expect([...new Set(places.map((mark) => mark.file.path))]).toEqual(['src/fetch/exchange.ts'])
  })
})

describe('knobs', () => {
  it('are each read in exactly one file', () => expect(knobFindings(files, knobs)).toEqual([]))

  it('of pages are read where pages are predicted', () => {
    const findings = knobFindings(sourcesBelow('spec-tests/lab/predict'), knobsOfPages)
    expect(findings.filter((finding) => finding.endsWith('is read by nothing'))).toEqual([])
  })
})

describe('the rule of marks', () => {
  const rows = [{ id: 'DV-3', knob: 'maxAgeLimit' }]
  const deviations = (text: string) =>
    deviationFindings([source('src/fetch/a.ts', text)], ['maxAgeLimit', 'maxAgeDefault'], rows)

  it.each([
    { desc: 'reports a deviation of no knob', text: '// Deviation(maxAgeLimt): so.', count: 1 },
    { desc: 'reports a row that is not there', text: '// Deviation(DV-99): so.', count: 1 },
    { desc: 'reports a mark without its colon', text: '// Deviation(maxAgeLimit) so.', count: 1 },
    { desc: 'takes a row for its knob', text: '// Deviation(DV-3): so.\nf(profile.maxAgeLimit)', count: 0 },
    { desc: 'takes the name of a knob', text: '// Deviation(maxAgeLimit): so.\nf(p.maxAgeLimit)', count: 0 },
    { desc: 'reports a read without a mark', text: 'f(profile.maxAgeLimit)', count: 1 },
    { desc: 'reports a destructured read without a mark', text: 'const { maxAgeLimit } = profile', count: 1 },
    { desc: 'needs no mark where no engine departs', text: 'f(profile.maxAgeDefault)', count: 0 },
    { desc: 'does not take a string for a mark', text: "f('Deviation(nothing):')", count: 0 },
  ])('$desc', ({ text, count }) => expect(deviations(text)).toHaveLength(count))

  it('reports a knob that nothing reads', () =>
    expect(knobFindings([source('src/fetch/a.ts', '')], ['maxAgeLimit'])).toEqual([
      'maxAgeLimit is read by nothing',
    ]))

  it('reports a knob that two files read', () => {
    const both = [source('src/fetch/a.ts', 'p.maxAgeLimit'), source('src/fetch/b.ts', 'p.maxAgeLimit')]
    expect(knobFindings(both, ['maxAgeLimit'])).toHaveLength(1)
  })

  it('does not count the room of profiles', () =>
    expect(knobFindings([source('src/profile/a.ts', 'p.maxAgeLimit')], ['maxAgeLimit'])).toHaveLength(1))

  it('reports a topic that the conformance table lacks, and none that it has', () => {
    const file = source('src/fetch/a.ts', '// 3. Not modelled: service\n// workers, which come later.\nf()')
    expect(marksOf([file]).map((mark) => mark.subject)).toEqual(['service workers'])
    expect(conformanceFindings([file], 'HSTS')).toHaveLength(1)
    expect(conformanceFindings([file], '| Service workers | … |')).toEqual([])
  })
})
