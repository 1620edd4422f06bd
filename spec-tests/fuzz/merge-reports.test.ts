import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../src/fetch/exchange-state'
import { audit } from '../../src/fuzz/audit'
import { mergeReports, shardOf } from '../../src/fuzz/merge-reports'
import type { Report } from '../../src/fuzz/types'
import { getHeader } from '../../src/http/header-list'
import { answer } from '../../src/servers/middleware'

/** Lets in whatever ends like the origin that is meant, with credentials, and has a cookie for preflights. */
const careless: Handler = ({ headerList, method }) => {
  const origin = getHeader(headerList, 'origin')
  if (origin === null || !origin.endsWith('example.com')) return answer(method === 'OPTIONS' ? 204 : 200)
  return answer(200, {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'PUT, DELETE',
    'access-control-allow-headers': 'content-type',
    ...(method === 'OPTIONS' ? { 'set-cookie': 'sid=1' } : {}),
  })
}
const intent = {
  target: 'https://api.example.com',
  grants: [{ who: 'https://app.example.com', methods: ['GET', 'PUT'], credentials: true }],
}
const played = (from: number, to: number, seed = 7): Report =>
  audit(careless, { intent, seed, from, runs: to - from })

const cases = 4000
const whole = played(0, cases)

describe('reports of parts', () => {
  it('are of a server that has findings, or nothing would be compared here', () => {
    expect(whole.findings.length).toBeGreaterThan(4)
    expect(whole.folds.length).toBeGreaterThan(whole.findings.length - 1)
  })

  it('come to the same as the report of the whole, however it was cut, in whatever order', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: cases - 1 }), { maxLength: 5 })
    fc.assert(
      fc.property(cuts, fc.integer(), (at, shuffle) => {
        const borders = [0, ...at.sort((a, b) => a - b), cases]
        const parts = borders.slice(1).map((to, i) => played(borders[i] as number, to))
        const order = parts.map((part, i) => ({ part, rank: Math.sin(shuffle + i) }))
        const shuffled = order.sort((a, b) => a.rank - b.rank).map(({ part }) => part)
        expect(mergeReports(shuffled)).toEqual(whole)
        // What was merged can be merged again.
        const [first, ...others] = shuffled as [Report, ...Report[]]
        if (others.length > 0) expect(mergeReports([first, mergeReports(others)])).toEqual(whole)
        expect(mergeReports(JSON.parse(JSON.stringify(shuffled)) as Report[])).toEqual(whole)
      }),
      { numRuns: 8 },
    )
  })

  it('keep what lies between them open', () => {
    expect(mergeReports([played(300, 400), played(0, 100)]).ranges).toEqual([
      [0, 100],
      [300, 400],
    ])
  })

  it.each<[desc: string, parts: () => readonly Report[], says: string]>([
    ['there are none', () => [], 'reports must be one at least'],
    [
      'the seeds are two',
      () => [played(0, 10), played(10, 20, 8)],
      'reports[1].seed is not that of the first',
    ],
    ['cases are in two of them', () => [played(0, 10), played(9, 20)], 'reports have cases in common'],
    [
      'profiles differ',
      () => [played(0, 10), { ...played(10, 20), profiles: ['spec'] }],
      'reports[1].profiles',
    ],
  ])('are refused where %s', (_, parts, says) => {
    expect(() => mergeReports(parts())).toThrow(says)
  })
})

describe('shards', () => {
  it('take each case once', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 40 }), (all, count) => {
        const ranges = Array.from({ length: count }, (_, i) => shardOf(all, i + 1, count))
        expect(ranges[0]?.[0]).toBe(0)
        expect(ranges.at(-1)?.[1]).toBe(all)
        for (const [i, [from]] of ranges.entries()) if (i > 0) expect(from).toBe(ranges[i - 1]?.[1])
        const sizes = ranges.map(([from, to]) => to - from)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each([
    [0, 2],
    [3, 2],
    [1, 0],
    [1.5, 2],
    [Number.NaN, 2],
  ])('%d/%d is none', (shard, count) => {
    expect(() => shardOf(100, shard, count)).toThrow('shard must be i/n')
  })
})
