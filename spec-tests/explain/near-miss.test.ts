import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearMiss } from '../../src/explain/near-miss'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)

describe('nearMiss', () => {
  const rows: readonly (readonly [desc: string, written: string, meant: string, found: boolean])[] = [
    ['a letter is missing', 'access-control-allow-credential', 'access-control-allow-credentials', true],
    ['a letter too many', 'access-control-allow-origins', 'access-control-allow-origin', true],
    ['two letters swapped', 'access-control-allow-orgiin', 'access-control-allow-origin', true],
    ['two letters wrong', 'acces-control-alow-origin', 'access-control-allow-origin', true],
    ['an underscore', 'access_control-allow-origin', 'access-control-allow-origin', true],
    ['a singular', 'access-control-allow-header', 'access-control-allow-headers', true],
    [
      'the request’s header in the response',
      'access-control-request-headers',
      'access-control-allow-headers',
      true,
    ],
    ['another right name', 'access-control-allow-methods', 'access-control-allow-headers', false],
    ['something else', 'content-type', 'access-control-allow-origin', false],
    ['a name of three letters more', 'access-control-allow-origin-xx', 'access-control-allow-origin', false],
    ['a header that is nobody’s near miss', 'x-frame-options', 'x-frame-option', false],
    ['a name of the prototype', '__proto__', 'access-control-allow-origin', false],
  ]
  it.each(rows)('%s', (_, written, meant, found) => {
    expect(nearMiss([{ name: written, value: '' }], meant)).toEqual(found ? { written, meant } : null)
  })

  it('finds nothing where the right header is there', () => {
    const headerList = ['access-control-allow-origins', 'access-control-allow-origin'].map((name) => ({
      name,
      value: '',
    }))
    expect(nearMiss(headerList, 'access-control-allow-origin')).toBeNull()
  })
})

describe('editDistance', () => {
  it('is what the textbook says, up to the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = byDefinition(a, b)
        expect(Math.min(editDistance(a, b, 2), 3)).toBe(Math.min(distance, 3))
      }),
      { numRuns },
    )
  })
})

/** Optimal string alignment, by its recursive definition. */
function byDefinition(a: string, b: string, known: Map<string, number> = new Map()): number {
  if (a === '' || b === '') return a.length + b.length
  const key = `${a}|${b}`
  const found = known.get(key)
  if (found !== undefined) return found
  const [restA, restB] = [a.slice(1), b.slice(1)]
  let distance = Math.min(
    byDefinition(restA, b, known) + 1,
    byDefinition(a, restB, known) + 1,
    byDefinition(restA, restB, known) + (a[0] === b[0] ? 0 : 1),
  )
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
    distance = Math.min(distance, byDefinition(a.slice(2), b.slice(2), known) + 1)
  }
  known.set(key, distance)
  return distance
}
