import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defineProfile, profiles } from '../../src/profile/profile'
import { compare } from './compare'
import { playInPages } from './predict/play-pages'
import { readRecordingsSync } from './recording-file'

/** Scenarios that wait for minutes, and so are no border scenarios, which every browser plays again and again. */
const [recording] = readRecordingsSync(
  fileURLToPath(new URL('long-waits/webkitgtk.jsonl', import.meta.url)),
).recordings

describe('ten minutes in WebKitGTK', () => {
  it('has the preflight answer after 590 seconds, and not after 605', async () => {
    if (recording === undefined) throw new Error('the recording is empty')
    const { scenario, observation } = recording
    expect(compare(scenario, observation, await playInPages(scenario, profiles.webkitgtk))).toEqual([])
  })

  it.each([580, 610])('would differ with a limit of %d seconds', async (maxAgeLimit) => {
    if (recording === undefined) throw new Error('the recording is empty')
    const { scenario, observation } = recording
    const other = defineProfile('webkitgtk', { maxAgeLimit })
    expect(compare(scenario, observation, await playInPages(scenario, other))).not.toEqual([])
  })
})
