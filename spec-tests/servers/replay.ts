import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What one version of a real server, compiled from its public source, has answered; `how` says how it was asked. */
interface Recording<C, A> {
  readonly version: string
  readonly commit: string
  readonly how: string
  readonly cases: readonly { readonly given: C; readonly answer: A }[]
}

/** Tests that a recording is of the version that is modelled, and that ours answers each of its cases as the real one. */
export function replay<C, A>(file: URL, version: string, ours: (given: C) => A): void {
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording<C, A>

  it('is recorded in the version that is modelled', () => {
    expect(recording.version).toBe(version)
    expect(recording.commit).toMatch(/^[0-9a-f]{40}$/)
    expect(recording.how).not.toBe('')
    expect(recording.cases.length).toBeGreaterThanOrEqual(300)
  })

  it.each(recording.cases.map(({ given, answer }, i) => [i, given, answer] as const))(
    'case %i has the recorded answer',
    (_, given, answer) => expect(ours(given)).toEqual(answer),
  )
}
