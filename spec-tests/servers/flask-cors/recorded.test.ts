import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FlaskCorsVersion, flaskCorsVersions } from '../../../src/servers/flask-cors'
import { type Answer, type Case, ours } from './cases'

/** Written by `record.mjs`, which says how. */
interface Recording {
  readonly repository: string
  readonly commits: { readonly [version: string]: string }
  readonly cases: readonly {
    readonly given: Case
    readonly answered: readonly { readonly versions: readonly FlaskCorsVersion[]; readonly answer: Answer }[]
  }[]
}

const recording = JSON.parse(
  readFileSync(new URL('flask-cors.recording.json', import.meta.url), 'utf8'),
) as Recording

describe('flask-cors as recorded from its public source', () => {
  it('every version but the one of Debian is recorded, with its commit', () => {
    const released = flaskCorsVersions.filter((version) => !version.includes('+'))
    expect(Object.keys(recording.commits)).toEqual(released)
    for (const commit of Object.values(recording.commits)) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  })

  it.each(recording.cases.map(({ given, answered }, i) => [i, given, answered] as const))(
    'case %i has the recorded answer in every version',
    (_, given, answered) => {
      for (const { versions, answer } of answered) {
        for (const version of versions) expect([version, ours(given, version)]).toEqual([version, answer])
      }
    },
  )

  it('hundreds of cases are there, and a hundred in which versions differ', () => {
    expect(recording.cases.length).toBeGreaterThan(300)
    expect(recording.cases.filter(({ answered }) => answered.length > 1).length).toBeGreaterThanOrEqual(100)
  })
})
