import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { citeOf, standards, titles, urlOf } from '../../src/explain/citations'
import { cookieSteps } from '../../src/spec/steps/cookies'
import { steps } from '../../src/spec/steps/index'
import { expandSteps } from '../citations/extract-index.mjs'

const index = JSON.parse(readFileSync(new URL('../citations/index.json', import.meta.url), 'utf8')) as Record<
  string,
  { anchors: Record<string, string> }
>

const indexed = (anchor: string): boolean => anchor.slice(0, anchor.indexOf('#')) in index

describe('citations', () => {
  it('has a title for every anchor that a step is cited from, and for no other', () => {
    const all = [...Object.values(steps), ...Object.values(cookieSteps)]
    const anchors = new Set(all.map(({ anchor }) => anchor))
    expect(Object.keys(titles).sort()).toEqual([...anchors].sort())
  })

  it.each(Object.keys(titles).filter(indexed))('%s is in the pinned edition', (anchor) => {
    const [standard, fragment] = [anchor.slice(0, anchor.indexOf('#')), anchor.slice(anchor.indexOf('#') + 1)]
    expect(index[standard]?.anchors).toHaveProperty([fragment])
  })

  it('has only these anchors of standards whose texts are not indexed', () => {
    expect(Object.keys(titles).filter((anchor) => !indexed(anchor))).toEqual([
      'layered-cookies#cookie-store-eviction',
      'layered-cookies#store-a-cookie',
      'partitioned-cookies#using-set-cookie-with-partitioned',
    ])
  })

  it('cites steps of cookie algorithms that the edition has', () => {
    const wrong = Object.entries(cookieSteps).filter(([, { anchor, number }]) => {
      if (number === '' || !indexed(anchor)) return false
      const [standard = '', fragment = ''] = anchor.split('#')
      return !expandSteps(index[standard]?.anchors[fragment] ?? '').has(number)
    })
    expect(wrong.map(([id]) => id)).toEqual([])
  })

  it('cites an algorithm’s step and a definition without one', () => {
    expect(citeOf(steps['cors-check/wildcard-with-credentials'])).toBe('Fetch § CORS check, step 4')
    expect(citeOf(steps['main-fetch/method-not-safelisted'])).toBe('Fetch § CORS-safelisted method')
  })

  it('links to where that stands', () => {
    expect(urlOf(steps['cors-check/wildcard-with-credentials'])).toBe(
      'https://fetch.spec.whatwg.org/#concept-cors-check',
    )
    for (const step of Object.values(steps)) expect(new URL(urlOf(step)).hash).not.toBe('')
    for (const { url } of Object.values(standards)) expect(new URL(url).protocol).toBe('https:')
  })
})
