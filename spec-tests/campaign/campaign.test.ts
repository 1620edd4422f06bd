import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createPool, type Pool } from '../../src/campaign/pool'
import { runCampaign } from '../../src/campaign/run-campaign'
import {
  type As,
  type CampaignSpec,
  caseOf,
  createProgress,
  type TargetSpec,
} from '../../src/campaign/target-spec'
import { readIntent } from '../../src/fuzz/intent'
import { mergeReports, type Range } from '../../src/fuzz/merge-reports'
import { outside } from '../cli/in-process'

const intent = readIntent({
  target: 'https://api.example.com',
  grants: [{ who: 'https://app.example.com', methods: ['GET', 'HEAD', 'POST'], credentials: true }],
})
const moduleAt = (name: string, as: As | null = null): TargetSpec => ({
  kind: 'module',
  path: fileURLToPath(new URL(`targets/${name}`, import.meta.url)),
  as,
})
const specOf = (target: TargetSpec): CampaignSpec => ({
  target,
  intent,
  profiles: ['chromium', 'safari'],
  seed: 3,
})

const pools: Pool[] = []
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

function poolOf(workers = 1, timeoutMs = 20_000): Pool {
  const pool = createPool({ worker: outside.worker, workers, timeoutMs, signal: null })
  pools.push(pool)
  return pool
}

const play = (target: TargetSpec, range: Range, workers = 1, timeoutMs?: number, mostStops = 5) =>
  runCampaign(poolOf(workers, timeoutMs), { spec: specOf(target), range, workers, mostStops })

describe('a campaign', () => {
  const careless = moduleAt('careless.mjs')

  it('comes to the same with one thread, with three, and in shards', async () => {
    const one = await play(careless, [0, 9000])
    expect(one.cutShort).toBeNull()
    expect(one.report.counts.cases).toBe(9000)
    expect(one.report.findings.map((finding) => finding.class)).toContain('suffix-match')
    expect((await play(careless, [0, 9000], 3)).report).toEqual(one.report)
    const shards = [await play(careless, [4100, 9000]), await play(careless, [0, 4100], 2)]
    expect(mergeReports(shards.map(({ report }) => report))).toEqual(one.report)
  })

  it('has no dates in it, by which two runs would differ', async () => {
    const { report } = await play(moduleAt('throws-idle.mjs'), [0, 60])
    expect(report.findings[0]?.wire.length).toBeGreaterThan(0)
    expect(JSON.stringify(report)).not.toMatch(/"date"/i)
  })

  it('plays no cases of an empty range', async () => {
    const { report } = await play(careless, [5, 5])
    expect(report).toMatchObject({ ranges: [], findings: [], counts: { cases: 0 } })
  })

  it('is stopped by whoever asked for it, and keeps what it found', async () => {
    const controller = new AbortController()
    const pool = createPool({
      worker: outside.worker,
      workers: 1,
      timeoutMs: 20_000,
      signal: controller.signal,
    })
    pools.push(pool)
    const { cutShort, report } = await runCampaign(pool, {
      spec: specOf(careless),
      range: [0, 1_000_000],
      workers: 1,
      onCases: () => controller.abort(),
    })
    expect(cutShort).toBe('It was stopped.')
    expect(report.counts.cases).toBe(2000)
    expect(report.findings.length).toBeGreaterThan(0)
  })
})

describe('a campaign that is stopped amid the first of its parts', () => {
  it('hands in the cases that it had played', async () => {
    const controller = new AbortController()
    const pool = createPool({
      worker: outside.worker,
      workers: 1,
      timeoutMs: 20_000,
      signal: controller.signal,
    })
    pools.push(pool)
    const spec = specOf(moduleAt('express.mjs'))
    const progress = createProgress()
    const playing = pool.run<'play'>({ kind: 'play', campaign: spec, range: [0, 1_000_000], progress })
    while (caseOf(progress) < 20) await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort()
    const ended = await playing
    if (ended.kind !== 'done') throw new Error(ended.kind)
    const { counts, ranges } = ended.result
    expect(counts.cases).toBeGreaterThanOrEqual(20)
    expect(ranges).toEqual([[0, counts.cases]])
    expect(counts.cases).toBeLessThan(1_000_000)
  })
})

describe('a target that takes its thread down', () => {
  it.each<[desc: string, name: string, of: string, says: RegExp]>([
    ['hangs', 'hangs.mjs', 'target-hangs', /did not answer/],
    ['ends the process', 'exits.mjs', 'target-threw', /the target ended the process/],
    ['throws where nobody catches', 'throws-later.mjs', 'target-threw', /too late/],
    ['never answers', 'never-answers.mjs', 'target-hangs', /did not answer/],
  ])('and %s is a finding, beside the others', async (_, name, of, says) => {
    const { cutShort, report } = await play(moduleAt(name), [0, 3000], 1, 1000, 2)
    const stopped = report.findings.find((finding) => finding.class === of)
    expect(stopped?.detail).toMatch(says)
    expect(stopped?.curl).toContain('curl -i ')
    expect(cutShort).toMatch(/has hung or ended its thread 2 times/)
    // What was found before is kept, and those cases count once.
    const played = report.ranges.reduce((sum, [from, to]) => sum + to - from, 0)
    expect(report.counts.cases).toBe(played)
    expect(report.findings.length).toBeGreaterThan(1)
  })
})

describe('a target that throws when it has answered', () => {
  it('is a finding, and takes along neither the others nor the process', async () => {
    const { cutShort, report } = await play(moduleAt('throws-idle.mjs'), [0, 300])
    expect(cutShort).toBeNull()
    expect(report.counts.cases).toBe(300)
    const late = report.findings.find(({ class: of }) => of === 'target-threw')
    expect(late?.detail).toMatch(/some time after an answer: nobody was asking/)
    expect(report.findings.map(({ class: of }) => of)).toContain('wildcard')
  })
})

describe('a module is taken', () => {
  it.each<[name: string, taken: string, inTime: boolean, as?: As]>([
    ['express.mjs', 'an Express app', true],
    ['koa.mjs', 'a Koa app', true],
    ['fastify.mjs', 'a Fastify instance', true],
    ['hono.mjs', 'an object with fetch()', true],
    ['server.mjs', 'an http.Server', true],
    ['listener.cjs', 'a (request, response) function', true],
    ['fetch.mjs', 'a fetch handler', true],
    ['careless.mjs', 'a Handler', false],
    ['careless.mjs', 'a Handler', false, 'handler'],
    ['fetch.mjs', 'a fetch handler', true, 'fetch'],
    ['listener.cjs', 'a (request, response) listener', true, 'listener'],
    ['opens.mjs', 'a Handler', false],
  ])('%s for %s', async (name, taken, inTime, as) => {
    const pool = poolOf()
    const target = moduleAt(name, as ?? null)
    const look = await pool.run<'look'>({ kind: 'look', target, origin: intent.target })
    expect(look).toEqual({ kind: 'done', result: { taken, inTime, origin: null, paths: [] } })
    const { report } = await runCampaign(pool, { spec: specOf(target), range: [0, 120], workers: 1 })
    expect(report.counts).toMatchObject({ cases: 120, threw: 0, garbage: 0 })
    expect(report.counts.answers).toBeGreaterThan(100)
  })

  it.each<[name: string, says: string]>([
    ['nothing.mjs', 'has no default export'],
    ['broken.mjs', 'cannot be loaded: no database'],
    ['options.mjs', 'is no server'],
    ['missing.mjs', 'cannot be loaded'],
  ])('%s for nothing', async (name, says) => {
    const asked = poolOf().run<'look'>({ kind: 'look', target: moduleAt(name), origin: intent.target })
    await expect(asked).rejects.toThrow(says)
  })

  it('for one that ends its thread when it is loaded, as soon as it does', async () => {
    // Without a sign of its end it would be waited for twenty times as long as that.
    const pool = poolOf(1, 4000)
    const asked = { kind: 'look', target: moduleAt('exits-at-once.mjs'), origin: intent.target } as const
    expect(await pool.run<'look'>(asked)).toEqual({
      kind: 'crashed',
      message: 'the target ended the process',
    })
  })
})
