import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Observation, Recording, RecordingHeader } from './observation'
import { readScenario } from './read-scenario'

/** A recording file is lines of JSON: the header, then one recording a line. */
export function recordingLine(line: RecordingHeader | Recording): string {
  return `${JSON.stringify(line)}\n`
}

export interface RecordingFile {
  readonly header: RecordingHeader
  readonly recordings: readonly Recording[]
}

/** @throws ConfigError where a scenario in it is not one any more. Observations are taken as they were written. */
export async function readRecordingFile(path: string): Promise<RecordingFile> {
  let header: RecordingHeader | null = null
  const recordings: Recording[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const json = JSON.parse(line) as unknown
    if (header === null) header = json as RecordingHeader
    else {
      const { scenario, observation } = json as { scenario: unknown; observation: Observation }
      recordings.push({ scenario: readScenario(scenario, `${path}: scenario`), observation })
    }
  }
  if (header === null) throw new Error(`${path} is empty`)
  return { header, recordings }
}
