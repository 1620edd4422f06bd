import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Observation, RecordingHeader, Seen, SeenRequest } from './observation'
import {
  continueRecordingFile,
  createRecordingFile,
  packRecordings,
  readRecordingFile,
  readRecordingsSync,
  recordingLine,
} from './recording-file'
import { firstDifference, lasting } from './rerecord'
import type { Scenario, Step } from './scenario'

const directory = mkdtempSync(join(tmpdir(), 'corsac-recordings-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const header: RecordingHeader = {
  format: 1,
  browser: 'firefox',
  version: '1',
  flags: ['-headless'],
  date: '2026-11-21T00:00:00.000Z',
  seed: 7,
  usual: [['user-agent', 'X']],
}
const scenario = (id: string): Scenario => ({
  id,
  about: null,
  families: ['none'],
  thirdPartyCookies: 'allow',
  page: { url: 'https://app.example.com/', headers: [] },
  frame: null,
  cookies: [],
  steps: [],
  server: [],
  closing: [],
})
const observation: Observation = { opening: [], steps: [], closing: [], console: [] }

function write(name: string, changes: Partial<RecordingHeader>, ids: readonly string[]): string {
  const path = join(directory, name)
  const writer = createRecordingFile(path, { ...header, ...changes })
  for (const id of ids) writer.write({ scenario: scenario(id), observation })
  writer.close()
  return path
}

const idsOf = (path: string): string[] => readRecordingsSync(path).recordings.map((one) => one.scenario.id)

describe('a recording file', () => {
  it('tells what was recorded from what failed', async () => {
    const path = write('failed.jsonl', {}, ['a'])
    const writer = continueRecordingFile(path, header)
    writer.write({ scenario: scenario('b'), failed: 'crashed' })
    writer.close()
    const file = await readRecordingFile(path)
    expect(file.header).toEqual(header)
    expect(file.recordings).toEqual([{ scenario: scenario('a'), observation }])
    expect(file.failed).toEqual([{ scenario: scenario('b'), failed: 'crashed' }])
  })
  it('is gone on with after its last whole line', () => {
    const path = write('killed.jsonl', {}, ['a', 'b'])
    appendFileSync(path, recordingLine({ scenario: scenario('c'), observation }).slice(0, -9))
    expect(idsOf(path)).toEqual(['a', 'b'])
    const writer = continueRecordingFile(path, { ...header, date: '2026-11-22T00:00:00.000Z' })
    writer.write({ scenario: scenario('c'), observation })
    writer.close()
    expect(idsOf(path)).toEqual(['a', 'b', 'c'])
    expect(readRecordingsSync(path).header.date).toBe(header.date)
  })
  it('is not gone on with by another version, nor with another seed', () => {
    const path = write('other.jsonl', {}, ['a'])
    expect(() => continueRecordingFile(path, { ...header, version: '2' })).toThrow(/its version is "1"/)
    expect(() => continueRecordingFile(path, { ...header, seed: 8 })).toThrow(/its seed is 7/)
  })
})

describe('packing', () => {
  it('keeps every line and every header', () => {
    const paths = [write('one.jsonl', {}, ['a', 'b']), write('two.jsonl', { seed: null }, ['c'])]
    const out = join(directory, 'both.jsonl.br')
    const { scenarios, plain, packed } = packRecordings(paths, out)
    expect(scenarios).toBe(3)
    expect(packed).toBeLessThan(plain / 2)
    expect(idsOf(out)).toEqual(['a', 'b', 'c'])
    expect(readRecordingsSync(out).headers.map(({ seed }) => seed)).toEqual([7, null])
  })
  it('refuses other versions and repeated scenarios', () => {
    const one = write('v1.jsonl', {}, ['a'])
    const out = join(directory, 'refused.jsonl.br')
    expect(() => packRecordings([one, write('v2.jsonl', { version: '2' }, ['b'])], out)).toThrow(/version/)
    expect(() => packRecordings([one, one], out)).toThrow(/has a again/)
  })
})

describe('comparing recordings', () => {
  const request: SeenRequest = {
    method: 'POST',
    url: 'https://app.example.com/',
    headers: [],
    body: '',
    rule: null,
    answer: null,
  }
  const differs = (steps: readonly Step[], one: readonly SeenRequest[], other: readonly SeenRequest[]) => {
    const seen = { kind: 'nothing' } as unknown as Seen
    const [a, b] = [one, other].map((requests) =>
      lasting({ ...scenario('a'), steps }, { ...observation, steps: [{ requests, seen }] }),
    )
    return firstDifference(a, b, '')
  }
  const fetch = { kind: 'fetch' } as Step
  const atOnce = { kind: 'parallel' } as Step
  it.each([
    ['its own Content-Type', (boundary: string) => `multipart/form-data; boundary=${boundary}`],
    ['one that the page set', () => 'multipart/form-data'],
  ])('does not mind the boundary of a multipart body with %s', (_, type) => {
    const withBoundary = (boundary: string): SeenRequest => ({
      ...request,
      headers: [
        ['content-type', type(boundary)],
        ['content-length', String(60 + 2 * boundary.length)],
      ],
      body: `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}--\r\n`,
    })
    const [one, other] = [withBoundary('----geckoform1'), withBoundary('----geckoform22')]
    expect(differs([fetch], [one], [other])).toBeNull()
    const another = { ...other, body: other.body.replace('1', '2') }
    expect(differs([fetch], [one], [another])).toMatch(/^steps\.0\.requests\.0\.body/)
  })
  it('does not mind where a header is, but minds the order of those of one name', () => {
    const withHeaders = (...headers: [string, string][]): SeenRequest => ({ ...request, headers })
    const one = withHeaders(['x', '1'], ['cookie', 'a=1'], ['x', '2'])
    expect(differs([fetch], [one], [withHeaders(['cookie', 'a=1'], ['x', '1'], ['x', '2'])])).toBeNull()
    expect(differs([fetch], [one], [withHeaders(['x', '2'], ['cookie', 'a=1'], ['x', '1'])])).not.toBeNull()
  })
  it('does not mind the order of requests, if they were made at once', () => {
    const two = [request, { ...request, method: 'PUT' }]
    expect(differs([atOnce], two, two.toReversed())).toBeNull()
    expect(differs([fetch], two, two.toReversed())).toMatch(/^steps\.0\.requests\.0\.method/)
  })
  it('does not mind the order of console lines', () => {
    const lines = ['one', 'two'].map((text) => ({ level: 'info' as const, category: '', text, url: '' }))
    const a = lasting(scenario('a'), { ...observation, console: lines })
    const b = lasting(scenario('a'), { ...observation, console: lines.toReversed() })
    expect(firstDifference(a, b, '')).toBeNull()
  })
  it('names the first place that differs', () => {
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '')).toBe('a.1.b: 2 before, 3 now')
    expect(firstDifference({ a: [1] }, { a: [1, 2] }, '')).toBe('a.1: undefined before, 2 now')
    expect(firstDifference({ a: [] }, { a: {} }, '')).toBe('a: [] before, {} now')
  })
})
