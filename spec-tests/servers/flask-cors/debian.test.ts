import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Answer, cases, ours, theirs } from './cases'
import { debianVersion, Python, whyNoPython } from './python'

const reason = whyNoPython(['flask', 'flask_cors'])
const python = reason === null ? new Python('answers.py') : null
afterAll(() => python?.close())

/** The one of Debian 12, with its security fixes. */
const version = '3.0.10-2+deb12u1'

const runs = Number(process.env['CORSAC_RUNS'] ?? 300)

describe.skipIf(python === null)(`flask-cors of Debian, against the real one ${reason ?? ''}`, () => {
  it('is installed in the version that is modelled', () => {
    expect(debianVersion('python3-flask-cors')).toBe(version)
  })

  it('answers every request as the real one does, or is refused where the real one raises at once', async () => {
    let asked = 0
    let withHeaders = 0
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const answer = ours(given, version)
        if (answer === null || python === null) return
        asked += 1
        expect(answer).toEqual(theirs(await python.ask<Answer>(given)))
        if (JSON.stringify(answer).includes('access-control-allow-origin')) withHeaders += 1
      }),
      { numRuns: runs },
    )
    // A comparison of refusals and empty answers would say little.
    expect(asked).toBeGreaterThan(runs * 0.9)
    expect(withHeaders).toBeGreaterThan(runs * 0.15)
  })
})
