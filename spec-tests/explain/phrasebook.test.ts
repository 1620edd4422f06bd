import { describe, expect, it } from 'vitest'
import { phraseFor } from '../../src/explain/console-lines'
import { chromium } from '../../src/explain/phrasebook/chromium'
import { firefox } from '../../src/explain/phrasebook/firefox'
import type { Circumstance, Phrase, Phrasebook } from '../../src/explain/phrasebook/phrase'
import { safari } from '../../src/explain/phrasebook/safari'
import type { StepId } from '../../src/spec/steps/index'
import { refusals } from '../../src/spec/steps/refusals'

const books: readonly (readonly [name: string, book: Phrasebook])[] = [
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['Safari', safari],
]

/** Everything that each part of a circumstance can be; of kinds and failures, those that phrasebooks know and another. */
const domains: { readonly [K in keyof Circumstance]: readonly Circumstance[K][] } = {
  preflight: [true, false],
  status: ['ok', 'redirect', 'other', 'none'],
  allowOrigin: ['absent', 'several-lines', 'wildcard', 'comma', 'space', 'null', 'url', 'not-a-url'],
  kind: [...named('kind'), 'something else'],
  mode: ['same-origin', 'cors', 'no-cors', 'navigate', 'websocket'],
  redirected: [true, false],
  underCORS: [true, false],
  scheme: ['http', 'ws', 'ftp', 'data', 'blob', 'file', 'chrome', 'about', 'javascript', 'other'],
  location: ['none', 'url', 'invalid', 'space-in-host', 'several'],
  failure: [...named('failure'), '', 'something else'],
}

/** The values of a part that any sentence asks for. */
function named(key: 'kind' | 'failure'): readonly string[] {
  const values = books.flatMap(([, { phrases }]) => phrases.flatMap(({ when }) => when?.[key] ?? []))
  return [...new Set(values)]
}

/**
 * Every circumstance that makes a difference to which sentence of a book is printed at a step: parts that no such sentence
 * asks about stay what they are first. `fixed` are the values that a sentence wants.
 */
function circumstances(book: Phrasebook, step: StepId, fixed: Phrase['when'] = {}): readonly Circumstance[] {
  const asked = new Set(
    book.phrases.filter(({ steps }) => steps.includes(step)).flatMap(({ when }) => Object.keys(when ?? {})),
  )
  let all: readonly Partial<Record<keyof Circumstance, unknown>>[] = [{}]
  for (const key of Object.keys(domains) as (keyof Circumstance)[]) {
    const values: readonly unknown[] =
      fixed[key] ?? (asked.has(key) ? domains[key] : domains[key].slice(0, 1))
    all = all.flatMap((circumstance) => values.map((value) => ({ ...circumstance, [key]: value })))
  }
  return all as readonly Circumstance[]
}

describe.each(books)('%s', (_, book) => {
  it('has something to say whenever CORS refuses', () => {
    const families = ['cors-check/', 'cors-preflight-fetch/']
    const ids = (Object.keys(refusals) as StepId[]).filter((id) =>
      families.some((family) => id.startsWith(family)),
    )
    for (const id of ids) {
      // Circumstances under which the kernel comes to this step.
      const reached: Phrase['when'] = {
        preflight: [true],
        underCORS: [true],
        mode: ['cors'],
        scheme: ['http'],
        ...(id === 'cors-check/multiple-origins' ? { allowOrigin: ['several-lines', 'comma', 'space'] } : {}),
        ...(id === 'cors-preflight-fetch/redirect' ? { status: ['redirect'] } : {}),
        ...(id === 'cors-preflight-fetch/status-not-ok' ? { status: ['other'] } : {}),
      }
      const silent = circumstances(book, id, reached).filter((one) => phraseFor(book, id, one) === null)
      expect(silent, id).toEqual([])
    }
  })

  it('has no sentence that is never printed', () => {
    const printed = (phrase: Phrase): boolean =>
      phrase.steps.some((step) =>
        circumstances(book, step, phrase.when).some((one) => phraseFor(book, step, one) === phrase),
      )
    expect(book.phrases.filter((phrase) => !printed(phrase))).toEqual([])
  })

  it('says where it is from', () => expect(book.source).not.toBe(''))
})
