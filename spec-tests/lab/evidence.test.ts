import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { divergences, type Row } from '../../src/profile/divergences'
import { engineVersions } from '../../src/profile/engine'
import { profiles } from '../../src/profile/profile'
import { recordedEvidence } from '../../src/profile/recorded-evidence'
import { evidenceFile } from './evidence/command'
import { evidenceFaults, recordingsById } from './evidence/faults'
import { sourceFile } from './evidence/source-file'
import { same } from './evidence/tell-apart'
import { browserNames, readCorpus } from './replay'

const lab = fileURLToPath(new URL('.', import.meta.url))
const corpus = readCorpus(process.env['CORSAC_CORPUS'] ?? join(lab, 'corpus'))
const recordings = recordingsById(corpus)

describe('the evidence of a row', () => {
  it.each(divergences)('$id $knob is what its recordings show', (row) => {
    expect(evidenceFaults(row, recordings)).toEqual([])
  })

  it.each(divergences)('$id names its own recordings', ({ id, values, evidence }) => {
    const found = recordedEvidence[id] ?? {}
    if (evidence.kind === 'recorded') expect(evidence.recordings).toEqual(found)
    // A row that is called documented has none but of browsers that do as the standard.
    else
      expect(browserNames.filter((name) => values[name] !== undefined && found[name] !== undefined)).toEqual(
        [],
      )
  })

  it('is documented without recordings in a quarter of all rows at most', () => {
    const documented = divergences.filter(({ evidence }) => evidence.kind === 'documented')
    expect(documented.length / divergences.length).toBeLessThanOrEqual(0.25)
  })

  it('is recorded for three quarters of what is said of the browsers of the lab, at least', () => {
    const said = divergences.flatMap((row) =>
      browserNames
        .filter((name) => row.values[name] !== undefined)
        .map((name) => recordedEvidence[row.id]?.[name]),
    )
    const recorded = said.filter((ids) => ids !== undefined)
    expect(recorded.length / said.length).toBeGreaterThanOrEqual(0.75)
  })

  it('is of rows that there are', () => {
    const ids: readonly string[] = divergences.map(({ id }) => id)
    expect(Object.keys(recordedEvidence).filter((id) => !ids.includes(id))).toEqual([])
  })

  it('is in a file as the lab writes it', () => {
    const written = readFileSync(join(lab, evidenceFile), 'utf8')
    expect(sourceFile(new Map(Object.entries(recordedEvidence)))).toBe(written)
  })
})

describe('a row that is wrong is contradicted by its recordings', () => {
  const recorded = divergences.filter(({ evidence }) => evidence.kind === 'recorded')

  it.each(recorded)('$id $knob, turned round', (row) => {
    for (const browser of browserNames) {
      if (recordedEvidence[row.id]?.[browser] === undefined) continue
      const turned = withValue(row, browser)
      expect(evidenceFaults(turned, recordings), browser).not.toEqual([])
    }
  })

  it('is found where a recording is missing', () => {
    const [row] = recorded
    const none = { chromium: new Map(), firefox: new Map(), webkitgtk: new Map() }
    expect(row === undefined ? [] : evidenceFaults(row, none)).not.toEqual([])
  })
})

/** The row with the value of somebody else in place of a browser's. */
function withValue(row: Row, browser: (typeof browserNames)[number]): Row {
  const own = row.values[browser]
  const other =
    own === undefined
      ? Object.values(row.values).find((value) => !same(value, row.values.spec))
      : row.values.spec
  return { ...row, values: { ...row.values, [browser]: other } } as Row
}

describe('versions', () => {
  it('of the profiles are those of the recordings', () => {
    expect([...new Set(corpus.map(({ file }) => file.header.browser))].sort()).toEqual(
      [...browserNames].sort(),
    )
    for (const { name, file } of corpus) {
      const { browser } = file.header
      for (const { version } of file.headers) {
        expect(`${version}.`.startsWith(`${engineVersions[browser]}.`), `${name} ${version}`).toBe(true)
      }
      expect(profiles[browser].version).toBe(engineVersions[browser])
    }
  })
})
