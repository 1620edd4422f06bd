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
import type { Report } from '../../src/fuzz/types'
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

const play = (target: TargetSpec, range: Range, workers = 1, timeoutMs?: number, mostStops?: number) =>
  runCampaign(poolOf(workers, timeoutMs), {
    spec: specOf(target),
    range,
    workers,
    ...(mostStops === undefined ? {} : { mostStops }),
  })

describe('a campaign', () => {
  const careless = moduleAt('careless.mjs')

  it('comes to the same with one thread, with three, and in shards', async () => {
    const [alone, three] = [poolOf(), poolOf(3)]
    const play = (pool: Pool, range: Range, workers: number) =>
      runCampaign(pool, { spec: specOf(careless), range, workers })
    const one = await play(alone, [0, 3000], 1)
    expect(one.cutShort).toBeNull()
    expect(one.report.counts.cases).toBe(3000)
    expect(one.report.findings.map((finding) => finding.class)).toContain('suffix-match')
    expect((await play(three, [0, 3000], 3)).report).toEqual(one.report)
    const shards = [await play(alone, [1100, 3000], 1), await play(three, [0, 1100], 2)]
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
    expect(report.counts.cases).toBeLessThan(1_000_000)
    expect(report.ranges).toEqual([[0, report.counts.cases]])
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
    const playing = pool.run<'play'>({
      kind: 'play',
      campaign: spec,
      range: [0, 1_000_000],
      left: [],
      progress,
    })
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

/** All there is, played or left out: each case once. */
function coveredBy({ counts, ranges, skipped }: Report): {
  readonly cases: number
  readonly accounted: number
} {
  const cases = ranges.reduce((sum, [from, to]) => sum + to - from, 0)
  return { cases, accounted: skipped.reduce((sum, { cases: left }) => sum + left, counts.cases) }
}

describe('a target that takes its thread down', () => {
  const raw = 'https://app.example.com%.evil.example'
  const rawKind = 'requests from impossible origins of the class grammar'
  type Row = [
    desc: string,
    name: string,
    range: Range,
    of: string,
    says: RegExp,
    smallest: string,
    left: string,
  ]
  // biome-ignore format: a row a line
  const rows: Row[] = [
    ['hangs', 'hangs.mjs', [270, 313], 'target-hangs', /did nothing else any more/, raw, rawKind],
    ['ends the process', 'exits.mjs', [270, 313], 'target-threw', /the target ended the process/, raw, rawKind],
    ['throws where nobody catches', 'throws-later.mjs', [0, 45], 'target-threw', /too late/, 'null', 'requests from origins of the class null-origin'],
    ['never answers', 'never-answers.mjs', [0, 6], 'target-never-answers', /did not answer, though its thread was free/, 'https://app.example.com', 'requests for /'],
  ]
  it.each(rows)(
    'and %s is a finding, made small, and the other cases are played',
    async (_, name, range, of, says, origin, left) => {
      const { cutShort, report } = await play(moduleAt(name), range, 1, 1500)
      expect(cutShort).toBeNull()
      const stopped = report.findings.find(
        (finding) => finding.class === of && finding.case?.steps[0]?.request.path === '/',
      )
      expect(stopped?.detail).toMatch(says)
      expect(stopped?.case).toMatchObject({
        profile: 'chromium',
        steps: [{ page: { origin }, request: { path: '/', method: 'GET', headers: [], body: null } }],
      })
      expect(stopped?.curl).toBe(`curl -i -H 'Origin: ${origin}' 'https://api.example.com/'`)
      expect(stopped?.test).toContain(origin)
      expect(report.skipped.map(({ kind }) => kind)).toContain(left)
      const cases = range[1] - range[0]
      expect(coveredBy(report)).toEqual({ cases, accounted: cases })
      expect(report.findings.length).toBeGreaterThan(1)
    },
  )

  it('at every preflight is one finding, and the line for the shell asks by one', async () => {
    const { report } = await play(moduleAt('exits-at-preflights.mjs'), [0, 500])
    const [stopped, ...others] = report.findings.filter(({ class: of }) => of === 'target-threw')
    expect(others).toEqual([])
    expect(stopped?.curl).toBe(
      "curl -i -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE' 'https://api.example.com/'",
    )
    expect(report.skipped.map(({ kind }) => kind)).toEqual(['requests with a preflight for /'])
  })

  it('comes to the same with one thread and with three', async () => {
    const one = await play(moduleAt('exits.mjs'), [800, 1100])
    expect(one.report.skipped.length).toBeGreaterThan(1)
    expect(await play(moduleAt('exits.mjs'), [800, 1100], 3)).toEqual(one)
  })

  it('is given up where it does so too often, at the same case with one thread and with two', async () => {
    const one = await play(moduleAt('exits.mjs'), [800, 1100], 1, 20_000, 3)
    expect(one.cutShort).toMatch(/has hung or ended its thread 4 times/)
    expect(one.report.ranges).toEqual([[800, 857]])
    expect(await play(moduleAt('exits.mjs'), [800, 1100], 2, 20_000, 3)).toEqual(one)
  })
})

describe('a target that throws when it has answered', () => {
  it('is a finding, and takes along neither the others nor the process', async () => {
    const { cutShort, report } = await play(moduleAt('throws-idle.mjs'), [0, 300])
    expect(cutShort).toBeNull()
    // On a busy machine it throws while other cases are played, and is taken for what these do.
    const left = report.skipped.reduce((sum, { cases }) => sum + cases, 0)
    expect(report.counts.cases + left).toBe(300)
    const threw = report.findings.filter(({ class: of }) => of === 'target-threw')
    expect(threw.map(({ detail }) => detail).join()).toMatch(/ended its thread.*: nobody was asking/)
    expect(report.findings.map(({ class: of }) => of)).toContain('wildcard')
  })
})

describe('a module is taken', () => {
  const pool = poolOf()

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
    const target = moduleAt(name, as ?? null)
    const look = await pool.run<'look'>({
      kind: 'look',
      target,
      origin: intent.target,
      progress: createProgress(),
    })
    expect(look).toEqual({
      kind: 'done',
      result: { taken, inTime, origin: null, paths: [], leftPaths: [], alsoCors: [], choice: '' },
    })
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
    const asked = pool.run<'look'>({
      kind: 'look',
      target: moduleAt(name),
      origin: intent.target,
      progress: createProgress(),
    })
    await expect(asked).rejects.toThrow(says)
  })

  it('for one that ends its thread when it is loaded, as soon as it does', async () => {
    // Without a sign of its end it would be waited for longer than a test may take.
    const pool = poolOf(1, 4000)
    const target = moduleAt('exits-at-once.mjs')
    const asked = { kind: 'look', target, origin: intent.target, progress: createProgress() } as const
    expect(await pool.run<'look'>(asked)).toEqual({
      kind: 'crashed',
      message: 'the target ended the process',
    })
  })
})
