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
const kinds = ['fetch', 'XMLHttpRequest', 'image', 'script', 'beacon']
const failures = ['', 'refused', 'dns', 'tls', 'timeout']

const circumstances: readonly Circumstance[] = [true, false].flatMap((preflight) =>
  (['ok', 'redirect', 'other', 'none'] as const).flatMap((status) =>
    shapes.flatMap((allowOrigin) =>
      kinds.flatMap((kind) => failures.map((failure) => ({ preflight, status, allowOrigin, kind, failure }))),
    ),
  ),
)

describe.each(books)('%s', (_, book) => {
  it('has something to say whenever CORS refuses', () => {
    const families = ['cors-check/', 'cors-preflight-fetch/']
    const ids = (Object.keys(refusals) as StepId[]).filter((id) =>
      families.some((family) => id.startsWith(family)),
    )
    for (const id of ids) {
      for (const circumstance of circumstances.filter(({ preflight }) => preflight)) {
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

  it('says where it is from, and does not claim to have been recorded', () => {
    expect(book.source).not.toBe('')
    expect(book.evidence).toBe('documented')
  })
})
