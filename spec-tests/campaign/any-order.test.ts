import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOfKind } from '../../src/campaign/kind'
import type { Task } from '../../src/campaign/play'
import type { Ended, Pool } from '../../src/campaign/pool'
import { runCampaign } from '../../src/campaign/run-campaign'
import { noteCase, noteLoaded } from '../../src/campaign/target-spec'
import type { Case } from '../../src/fuzz/campaign-values'
import { caseAt } from '../../src/fuzz/case-at'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { readIntent } from '../../src/fuzz/intent'
import type { Range } from '../../src/fuzz/merge-reports'
import { caseOf, readCase } from '../../src/fuzz/replay-case'
import { createTally, reportOf } from '../../src/fuzz/tally'
import type { Report } from '../../src/fuzz/types'

const intent = readIntent({
  target: 'https://api.example.com',
  grants: [{ who: 'https://app.example.com', paths: ['/a', '/b'], credentials: true }],
})
const campaign = createCampaign({ intent, profiles: ['chromium'] })
const seed = 5
const target = { kind: 'url', origin: intent.target, rate: null } as const
const range: Range = [0, 2600]

type Stops = (of: Case) => boolean
const some = (of: Case, holds: (origin: string, path: string, method: string) => boolean): boolean =>
  of.steps.some(({ page, shape }) => holds(page.data.origin, shape.data.path, shape.data.method))

/** Servers that stop at some requests, and what is left out because of it. */
const servers: readonly (readonly [desc: string, stops: Stops, skipped: readonly string[]])[] = [
  ['at nothing', () => false, []],
  ['at a path', (of) => some(of, (_, path) => path === '/b'), ['requests for /b']],
  [
    'at a method of a path',
    (of) => some(of, (_, path, method) => path === '/a' && method === 'PUT'),
    ['PUT requests for /a'],
  ],
  [
    'at the origin null',
    (of) => some(of, (origin) => origin === 'null'),
    ['requests from origins of the class null-origin'],
  ],
  [
    'at origins that are not meant',
    (of) => of.steps.some(({ page }) => page.grants === 0 && page.client !== null),
    ['requests from origins that are not meant to read'],
  ],
]

/** Threads that do what a server does to them, each task as late as `delays` say. */
function poolOf(stops: Stops, delays: readonly number[]): Pool {
  let asked = 0
  const perform = (task: Task): Ended<Task['kind']> => {
    noteLoaded(task.progress)
    if (task.kind === 'play') return played(task)
    if (task.kind === 'replay') {
      return stops(caseOf(campaign, readCase(task.case)))
        ? { kind: 'hung', isBlocked: true }
        : { kind: 'done', result: [] }
    }
    return {
      kind: 'done',
      result: {
        taken: 'a server',
        inTime: true,
        origin: null,
        choice: '',
        alsoCors: [],
        paths: [],
        leftPaths: [],
      },
    }
  }
  const played = ({ left, progress, range: [from, to] }: Extract<Task, { kind: 'play' }>): Ended<'play'> => {
    const tally = createTally()
    const skipped = new Map<string, number>()
    for (let index = from; index < to; index++) {
      noteCase(progress, index - from)
      const of = caseAt(campaign, seed, index)
      const kind = left.find((each) => isOfKind(each, of))
      if (kind !== undefined) {
        const words = JSON.stringify(kind)
        skipped.set(words, (skipped.get(words) ?? 0) + 1)
      } else if (stops(of)) return { kind: 'hung', isBlocked: true }
      else tally.counts.cases++
    }
    const report: Report = {
      ...reportOf(campaign, seed, [[from, to]], tally),
      skipped: [...skipped].map(([kind, cases]) => ({ kind, cases })),
    }
    return { kind: 'done', result: report }
  }
  return {
    run: async (task) => {
      for (let i = delays[asked++ % delays.length] ?? 0; i > 0; i--) await null
      return perform(task as Task) as never
    },
    threwIdle: () => null,
    close: async () => {},
  }
}

const play = (stops: Stops, workers: number, delays: readonly number[]) =>
  runCampaign(poolOf(stops, delays), {
    spec: { target, intent, profiles: ['chromium'], seed },
    range,
    workers,
  })

describe('a campaign against a server that stops', () => {
  it.each(servers)(
    '%s comes to the same for any number of threads, whichever is done first',
    async (_, stops, skipped) => {
      const one = await play(stops, 1, [0])
      expect(one.cutShort).toBeNull()
      expect(one.report.ranges).toEqual([range])
      const stopped = one.report.findings.flatMap(
        ({ detail }) => /Further (.*) are left out/.exec(detail)?.[1] ?? [],
      )
      expect(stopped).toEqual(skipped)
      const left = one.report.skipped.reduce((sum, { cases }) => sum + cases, 0)
      expect(one.report.counts.cases + left).toBe(range[1])
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 5 }),
          fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }),
          async (workers, delays) => {
            expect(await play(stops, workers, delays)).toEqual(one)
          },
        ),
        { numRuns: 12 },
      )
    },
  )
})
