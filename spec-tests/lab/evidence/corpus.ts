import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserName } from '../browsers/driver'
import type { Recording } from '../observation'
import { readRecordingsSync } from '../recording-file'

/** Where the recordings lie, from the repository's root. */
export const corpusDirectory = 'spec-tests/lab/corpus'

/** One file of recordings. */
export interface CorpusPart {
  readonly browser: BrowserName
  /** The browser's own, with all its numbers. */
  readonly version: string
  /** Whether the scenarios are the hand-written ones. */
  readonly border: boolean
  readonly recordings: readonly Recording[]
}

/** The files of a corpus one by one, by name: `BROWSER-border.jsonl.br` has the hand-written scenarios. */
export function* readCorpus(directory: string): Generator<CorpusPart> {
  for (const name of readdirSync(directory).sort()) {
    if (!/\.jsonl(?:\.br)?$/.test(name)) continue
    const { header, recordings } = readRecordingsSync(join(directory, name))
    yield {
      browser: header.browser,
      version: header.version,
      border: name.includes('-border'),
      recordings,
    }
  }
}
