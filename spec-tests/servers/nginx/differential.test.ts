import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askModel, comparable, upstream } from './compare'
import { configuration, files, placed, requests } from './configurations'
import { installedVersion, type Laboratory, openLaboratory, skipped, skippedBecause } from './real-nginx'

describe.skipIf(skipped)(`generated configurations of nginx${skippedBecause}`, () => {
  let laboratory: Laboratory
  beforeAll(async () => {
    laboratory = await openLaboratory(upstream, files)
  })
  afterAll(() => laboratory.close())

  it('are answered by the model as by a real one', async () => {
    const version = installedVersion as string
    await fc.assert(
      fc.asyncProperty(configuration, requests, async (text, asked) => {
        const written = placed(text, laboratory)
        const real = await laboratory.ask(written, asked)
        // What nginx does not start with is in the tests of refusals; few of these are generated.
        fc.pre(typeof real !== 'string')
        const model = askModel(written, laboratory, files, asked, { version })
        for (const [i, answer] of model.entries()) {
          const { method, path, headers } = asked[i] as (typeof asked)[number]
          const expected = comparable((real as typeof model)[i] as typeof answer)
          expect(comparable(answer), `${method} ${path} ${JSON.stringify(headers)}`).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are those that nginx starts with, for the most part', () => {
    const written = fc.sample(configuration, 12).map((text) => laboratory.check(placed(text, laboratory)))
    expect(written.filter((complaint) => complaint === null).length, written.join('\n')).toBeGreaterThan(8)
  })
})
