import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { ConfigError } from '../../src/infra/config-error'
import type { Observation, Recording, RecordingHeader } from './observation'
import { readScenario } from './read-scenario'
import type { Scenario } from './scenario'

/** A scenario that could not be played, twice in a row, each time in a browser just started. */
export interface FailedRecording {
  readonly scenario: Scenario
  /** What went wrong the second time. */
  readonly failed: string
}

export interface RecordingFile {
  /** The first one's, where several files were packed into one. */
  readonly header: RecordingHeader
  /** One of each file packed; they differ in date, seed and flags alone. */
  readonly headers: readonly RecordingHeader[]
  readonly recordings: readonly Recording[]
  readonly failed: readonly FailedRecording[]
}

type Line = RecordingHeader | Recording | FailedRecording

/** A recording file is lines of JSON: the header, then one scenario a line, recorded or failed. */
export function recordingLine(line: Line): string {
  return `${JSON.stringify(line)}\n`
}

/**
 * The contents of a recording file, `.jsonl` or packed `.jsonl.br`. A line that a killed run left unfinished does not
 * count.
 *
 * @throws ConfigError where a scenario in it is not one any more, or there is no header. Observations are taken as they
 *   were written.
 */
export function readRecordingsSync(path: string): RecordingFile {
  const headers: RecordingHeader[] = []
  const recordings: Recording[] = []
  const failed: FailedRecording[] = []
  for (const line of linesOf(path)) {
    const json = JSON.parse(line) as
      | RecordingHeader
      | { scenario: unknown; observation?: Observation; failed?: string }
    if ('format' in json) {
      headers.push(json)
      continue
    }
    const scenario = readScenario(json.scenario, `${path}: scenario`)
    if (json.observation !== undefined) recordings.push({ scenario, observation: json.observation })
    else failed.push({ scenario, failed: json.failed ?? '' })
  }
  const [header] = headers
  if (header === undefined) throw wrong(path, 'has no header')
  return { header, headers, recordings, failed }
}

/** {@link readRecordingsSync} as a promise. */
export async function readRecordingFile(path: string): Promise<RecordingFile> {
  return readRecordingsSync(path)
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes).toString('utf8')
  // The last piece is empty, or a line without its end.
  return text.split('\n').slice(0, -1)
}

/** Writes a recording file line by line, so that a run that is killed loses nothing it has played. */
export interface RecordingWriter {
  write(line: Line): void
  close(): void
}

/** Begins a recording file, or standard output for null. */
export function createRecordingFile(path: string | null, header: RecordingHeader): RecordingWriter {
  const file = path === null ? 1 : openSync(path, 'w')
  const writer = writerTo(file)
  writer.write(header)
  return writer
}

/**
 * Goes on with a recording file, after the last line in it that is whole.
 *
 * @throws ConfigError where the browser is not the one that the file began with.
 */
export function continueRecordingFile(path: string, header: RecordingHeader): RecordingWriter {
  const bytes = readFileSync(path)
  truncateSync(path, bytes.lastIndexOf('\n') + 1)
  const before = readRecordingsSync(path).header
  const difference = differenceOfHeaders(before, header)
  if (difference !== null) throw wrong(path, `cannot be gone on with: ${difference}`)
  return writerTo(openSync(path, 'a'))
}

function writerTo(file: number): RecordingWriter {
  return {
    write: (line) => {
      const bytes = Buffer.from(recordingLine(line))
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(file, bytes, sent)
    },
    close: () => {
      if (file === 1) return
      fsyncSync(file)
      closeSync(file)
    },
  }
}

/** Which of the members that make recordings comparable differs, in words; null for none. */
function differenceOfHeaders(one: RecordingHeader, other: RecordingHeader): string | null {
  for (const member of ['format', 'browser', 'version', 'seed', 'usual'] as const) {
    const [a, b] = [JSON.stringify(one[member]), JSON.stringify(other[member])]
    if (a !== b) return `its ${member} is ${a}, this one's ${b}`
  }
  return null
}

/**
 * Packs recording files into one, headers and all, in the order given.
 *
 * @returns the sizes in bytes, and how many scenarios there are.
 * @throws ConfigError where they are of different browsers or versions, or have the same scenario twice.
 */
export function packRecordings(
  paths: readonly string[],
  out: string,
): { readonly scenarios: number; readonly plain: number; readonly packed: number } {
  const ids = new Set<string>()
  let first: RecordingHeader | null = null
  for (const path of paths) {
    const { header, headers, recordings, failed } = readRecordingsSync(path)
    first ??= header
    for (const one of headers) {
      const difference = differenceOfHeaders({ ...first, seed: one.seed }, one)
      if (difference !== null) throw wrong(path, `does not go with ${paths[0]}: ${difference}`)
    }
    for (const { scenario } of [...recordings, ...failed]) {
      if (ids.has(scenario.id)) throw wrong(path, `has ${scenario.id} again`)
      ids.add(scenario.id)
    }
  }
  const text = Buffer.from(paths.flatMap((path) => linesOf(path).map((line) => `${line}\n`)).join(''))
  const packed = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      // The largest that every decoder takes: 16 MiB.
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  })
  writeFileSync(out, packed)
  return { scenarios: ids.size, plain: text.length, packed: packed.length }
}

function wrong(path: string, message: string): ConfigError {
  return new ConfigError([{ path, value: undefined, reason: 'invalid', message: `${path} ${message}` }])
}
