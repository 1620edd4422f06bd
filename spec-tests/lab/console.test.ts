import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { chromium } from '../../src/explain/phrasebook/chromium'
import { firefox } from '../../src/explain/phrasebook/firefox'
import type { Phrase } from '../../src/explain/phrasebook/phrase'
import { type ConsoleComparison, compareConsole } from './console/compare-console'
import { type OutOfScope, outOfScope, rowFor } from './console/out-of-scope'
import { unseen } from './console/unseen'
import { agrees, judgeFile, readCorpus } from './replay'

const directory = process.env['CORSAC_CORPUS'] ?? fileURLToPath(new URL('corpus', import.meta.url))

interface Compared {
  readonly id: string
  readonly comparison: ConsoleComparison
}

/** At least so many of the scenarios in which a request was refused and corsac refuses it, too, in per cent. */
const floors = { chromium: 98.5, firefox: 97 } as const
const books = { chromium, firefox } as const

const corpus = readCorpus(directory)

describe.each(['chromium', 'firefox'] as const)('the console of %s', (browser) => {
  const files = corpus.flatMap(({ file }) => (file.header.browser === browser ? [file] : []))
  const recordings = files.flatMap((file) => file.recordings)
  const compared: readonly Compared[] = recordings.flatMap((recording) => {
    const comparison = compareConsole(browser, recording)
    return comparison === null ? [] : [{ id: recording.scenario.id, comparison }]
  })

  it('is predicted word for word and in order', async () => {
    // Where corsac judges otherwise than the browser did, its words are no matter of the phrasebook.
    const judgements = (await Promise.all(files.map(judgeFile))).flat()
    const agreed = new Set(judgements.flatMap((one) => (agrees(one) ? [one.scenario.id] : [])))
    const counted = compared.filter(({ id }) => agreed.has(id))
    expect(counted.length).toBeGreaterThanOrEqual(500)
    const differ = counted.filter(({ comparison }) => !comparison.agree)
    const share = (100 * (counted.length - differ.length)) / counted.length
    expect(share, differ.map(({ id }) => id).join(' ')).toBeGreaterThanOrEqual(floors[browser])
  })

  it('shows each phrase in the recording that its row names', () => {
    const shown = new Map<Phrase, Set<string>>()
    for (const { id, comparison } of compared) {
      if (!comparison.agree) continue
      for (const { phrase } of comparison.reported) {
        const ids = shown.get(phrase)
        if (ids === undefined) shown.set(phrase, new Set([id]))
        else ids.add(id)
      }
    }
    const wrong = books[browser].phrases.filter(
      (phrase) => phrase.seen !== null && shown.get(phrase)?.has(phrase.seen) !== true,
    )
    expect(wrong.map(({ id, seen }) => `${id}: ${seen}`)).toEqual([])
    // A phrase that is seen has to say where.
    const silent = books[browser].phrases.filter((phrase) => phrase.seen === null && shown.has(phrase))
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  it('has a reason for each phrase that no recording shows', () => {
    const never = books[browser].phrases.filter(({ seen }) => seen === null).map(({ id }) => id)
    const listed = unseen.filter((row) => row.browser === browser).map(({ phrase }) => phrase)
    expect([...new Set(never)].sort()).toEqual([...listed].sort())
  })

  it('leaves out of scope only what is printed', () => {
    const used = new Set<OutOfScope>()
    for (const { observation } of recordings) {
      for (const line of observation.console) {
        const row = rowFor(browser, line)
        if (row !== null) used.add(row)
      }
    }
    const idle = outOfScope.filter((row) => row.browser === browser && !used.has(row))
    expect(idle.map(({ category, text }) => `${category} ${text}`)).toEqual([])
  })
})

describe('the comparison', () => {
  it('fails where a word is another', () => {
    const refused = corpus
      .filter(({ file }) => file.header.browser === 'chromium')
      .flatMap(({ file }) => file.recordings)
      .find((recording) => compareConsole('chromium', recording)?.recorded.length === 2)
    if (refused === undefined) throw new Error('no recording has a refused request')
    const { scenario, observation } = refused
    expect(compareConsole('chromium', refused)?.agree).toBe(true)
    const console = observation.console.map((line) => ({ ...line, text: `${line.text}.` }))
    const edited = { scenario, observation: { ...observation, console } }
    expect(compareConsole('chromium', edited)?.agree).toBe(false)
    const without = { scenario, observation: { ...observation, console: [] } }
    expect(compareConsole('chromium', without)?.agree).toBe(false)
  })
})
