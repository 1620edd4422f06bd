import type { Row } from '../../../src/profile/divergences'
import type { BrowserName } from '../browsers/driver'
import type { Recording } from '../observation'
import { browserNames, type CorpusFile } from '../replay'
import { agreesWith, otherValues, profileFor, same, valueAt } from './tell-apart'

/** The recordings of each browser by the ids of their scenarios. */
export type RecordingsById = { readonly [B in BrowserName]: ReadonlyMap<string, Recording> }

export function recordingsById(corpus: readonly CorpusFile[]): RecordingsById {
  const of = (browser: BrowserName): ReadonlyMap<string, Recording> =>
    new Map(
      corpus
        .filter(({ file }) => file.header.browser === browser)
        .flatMap(({ file }) => file.recordings.map((one) => [one.scenario.id, one] as const)),
    )
  return { chromium: of('chromium'), firefox: of('firefox'), webkitgtk: of('webkitgtk') }
}

/** What the evidence of a row is not: every recording it names is looked at again. Nothing where all is in order. */
export function evidenceFaults(row: Row, recordings: RecordingsById): string[] {
  const { evidence, values } = row
  if (evidence.kind === 'documented') return evidence.why === '' ? ['does not say why'] : []
  const faults = browserNames.flatMap((browser) => browserFaults(row, browser, recordings[browser]))
  const safari = values.safari !== undefined && !same(values.safari, values.webkitgtk)
  if (safari && evidence.unrecorded.safari === undefined)
    faults.push('safari: neither WebKitGTK’s value nor documented')
  return faults
}

function browserFaults(row: Row, browser: BrowserName, recordings: ReadonlyMap<string, Recording>): string[] {
  if (row.evidence.kind === 'documented') return []
  const ids = row.evidence.recordings[browser] ?? []
  const why = row.evidence.unrecorded[browser]
  const departs = row.values[browser] !== undefined
  if (ids.length === 0)
    return departs && why === undefined ? [`${browser}: neither recorded nor documented`] : []
  const faults = why === undefined ? [] : [`${browser}: recorded, and said not to be`]
  const contradicted = new Set<string>()
  for (const id of ids) {
    const recording = recordings.get(id)
    const found = recording === undefined ? 'is not in the corpus' : look(row, browser, recording)
    if (typeof found === 'string') faults.push(`${browser}: ${id} ${found}`)
    else for (const value of found) contradicted.add(JSON.stringify(value))
  }
  if (departs && !contradicted.has(JSON.stringify(row.values.spec)))
    faults.push(`${browser}: does not contradict the standard`)
  return faults
}

/** The other values that a recording contradicts, or what is wrong with it. */
function look(row: Row, browser: BrowserName, recording: Recording): readonly unknown[] | string {
  const profile = profileFor(row, browser, recording)
  if (profile === null) return 'is about the user’s settings'
  if (!agreesWith(recording, profile, row, valueAt(row, browser))) return 'contradicts the row'
  const contradicted = otherValues(row, browser).filter(
    (value) => !agreesWith(recording, profile, row, value),
  )
  return contradicted.length === 0 ? 'tells nothing from nothing' : contradicted
}
