import type { BrowserEngine } from './engine'
import { type RecordedIds, recordedEvidence } from './recorded-evidence'

/** Why a row is believed: recordings of this project's lab, or sources alone. */
export type RowEvidence =
  | {
      readonly kind: 'recorded'
      /**
       * Ids of recordings that contradict the value of another engine, or the standard's, and agree with the row. Those of
       * engines that do as the standard show that they do. Safari's are WebKitGTK's, where both have the same value: then the
       * code is WebKit's own.
       */
      readonly recordings: RecordedIds
      /** Engines whose own value no recording shows, and why none can. */
      readonly unrecorded: Unrecorded
      readonly source: string | null
      readonly date: string
    }
  | {
      readonly kind: 'documented'
      /** What was observed, or what an engine's code says at a commit; several with a semicolon between. */
      readonly source: string
      /** The day it was read. */
      readonly date: string
      /** Why the lab cannot record it. */
      readonly why: string
    }

export type Unrecorded = { readonly [E in BrowserEngine]?: string }

const readOn = '2026-11-21'

/** Evidence of a row that the lab shows, for all engines that have a value of their own but Safari; sources that say so, too. */
export function recorded(id: `DV-${number}`, ...sources: readonly string[]): RowEvidence {
  return partlyRecorded(id, {}, ...sources)
}

/** The same, for a row that the lab cannot show of some engines. */
export function partlyRecorded(
  id: `DV-${number}`,
  unrecorded: Unrecorded,
  ...sources: readonly string[]
): RowEvidence {
  const recordings = recordedEvidence[id] ?? {}
  const source = sources.length === 0 ? null : sources.join('; ')
  return { kind: 'recorded', recordings, unrecorded, source, date: readOn }
}

/** Evidence by sources alone. */
export function documented(why: string, ...sources: readonly string[]): RowEvidence {
  return { kind: 'documented', source: sources.join('; '), date: readOn, why }
}
