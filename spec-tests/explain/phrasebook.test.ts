import { describe, expect, it } from 'vitest'
import { phraseFor } from '../../src/explain/console-lines'
import { chromium } from '../../src/explain/phrasebook/chromium'
import { firefox } from '../../src/explain/phrasebook/firefox'
import type { AllowOriginShape, Circumstance, Phrase, Phrasebook } from '../../src/explain/phrasebook/phrase'
import { safari } from '../../src/explain/phrasebook/safari'
import { type StepId, steps } from '../../src/spec/steps/index'
import { refusals } from '../../src/spec/steps/refusals'

const books: readonly (readonly [name: string, book: Phrasebook])[] = [
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['Safari', safari],
]
const shapes: readonly AllowOriginShape[] = [
  'absent',
  'several-lines',
  'wildcard',
  'comma',
  'space',
  'null',
  'url',
  'not-a-url',
]
const kinds = ['fetch', 'XMLHttpRequest', 'image', 'script', 'style', 'iframe', 'beacon']
const modes: readonly Circumstance['mode'][] = ['cors', 'no-cors', 'same-origin', 'navigate', 'websocket']
const failures = ['', 'refused', 'dns', 'tls', 'timeout', 'closed', 'protocol']

const schemes: readonly Circumstance['scheme'][] = [
  'http',
  'ws',
  'ftp',
  'data',
  'blob',
  'file',
  'chrome',
  'other',
]
const locations: readonly Circumstance['location'][] = ['none', 'url', 'invalid', 'space-in-host', 'several']

/** Each with one value that is usual for all that does not depend on it. */
const usual: Circumstance = {
  preflight: false,
  status: 'none',
  allowOrigin: 'absent',
  kind: 'fetch',
  mode: 'cors',
  redirected: false,
  underCORS: true,
  scheme: 'http',
  location: 'none',
  failure: '',
}

const answered: readonly Circumstance[] = [true, false].flatMap((preflight) =>
  (['ok', 'redirect', 'other', 'none'] as const).flatMap((status) =>
    shapes.flatMap((allowOrigin) =>
      kinds.flatMap((kind) =>
        locations.map((location) => ({ ...usual, preflight, status, allowOrigin, kind, location })),
      ),
    ),
  ),
)

const unanswered: readonly Circumstance[] = modes.flatMap((mode) =>
  [true, false].flatMap((redirected) =>
    [true, false].flatMap((preflight) =>
      schemes.flatMap((scheme) =>
        kinds.flatMap((kind) =>
          failures.map((failure) => ({ ...usual, mode, redirected, preflight, scheme, kind, failure })),
        ),
      ),
    ),
  ),
)

const circumstances = [...answered, ...unanswered, { ...usual, scheme: 'javascript' as const }]

describe.each(books)('%s', (_, book) => {
  it('has something to say whenever CORS refuses', () => {
    const families = ['cors-check/', 'cors-preflight-fetch/']
    const ids = (Object.keys(refusals) as StepId[]).filter((id) =>
      families.some((family) => id.startsWith(family)),
    )
    for (const id of ids) {
      for (const circumstance of answered.filter(({ preflight }) => preflight)) {
        // Circumstances under which the kernel does not come to this step.
        const several = ['several-lines', 'comma', 'space'].includes(circumstance.allowOrigin)
        if (id === 'cors-check/multiple-origins' && !several) continue
        if (id === 'cors-preflight-fetch/redirect' && circumstance.status !== 'redirect') continue
        if (id === 'cors-preflight-fetch/status-not-ok' && circumstance.status !== 'other') continue
        expect(phraseFor(book, id, circumstance), id).not.toBeNull()
      }
    }
  })

  it('has no sentence that is never printed', () => {
    const printed = new Set<Phrase | null>()
    for (const step of Object.keys(steps) as StepId[]) {
      for (const circumstance of circumstances) printed.add(phraseFor(book, step, circumstance))
    }
    expect(book.phrases.filter((phrase) => !printed.has(phrase))).toEqual([])
  })

  it('says where it is from', () => {
    expect(book.source).not.toBe('')
  })
})

describe('evidence', () => {
  it('is documents alone for Safari, which the lab cannot play', () => {
    expect(safari.phrases.filter(({ seen }) => seen !== null)).toEqual([])
  })

  it('is recordings for nearly all that Chromium and Firefox say; spec-tests/lab/console.test.ts looks at them', () => {
    for (const book of [chromium, firefox]) {
      const said = book.phrases.filter(({ text, failure }) => text !== null || failure !== undefined)
      const documented = said.filter(({ seen }) => seen === null)
      expect(documented.length).toBeLessThanOrEqual(2)
    }
  })
})
