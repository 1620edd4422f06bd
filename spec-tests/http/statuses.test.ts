import { describe, expect, it } from 'vitest'
import { nullBodyStatus, okStatus, rangeStatus, redirectStatus } from '../../src/http/statuses'

/** Every status there can be. */
const statuses = Array.from({ length: 1000 }, (_, status) => status)

describe('statuses', () => {
  it('are ok from 200 to 299', () => {
    expect(statuses.filter(okStatus)).toEqual(Array.from({ length: 100 }, (_, i) => 200 + i))
  })

  it.each([
    { desc: 'redirect', predicate: redirectStatus, is: [301, 302, 303, 307, 308] },
    { desc: 'null body', predicate: nullBodyStatus, is: [101, 103, 204, 205, 304] },
    { desc: 'range', predicate: rangeStatus, is: [206, 416] },
  ])('of which $desc statuses are just the listed ones', ({ predicate, is }) => {
    expect(statuses.filter(predicate)).toEqual(is)
  })
})
