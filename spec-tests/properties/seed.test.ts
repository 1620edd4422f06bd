import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { repository } from '../architecture/sources'

interface Run {
  /** The seed that the run printed before its first test. */
  readonly printed: string | undefined
  /** What fast-check says of the failure: seed, path, number of runs and counterexample. */
  readonly failure: readonly string[]
}

/** Runs a property that fails, as `npm test` would, with that `CORSAC_SEED` or none. */
function failing(seed: string | null): Promise<Run> {
  const { CORSAC_SEED: _, ...environment } = process.env
  const env = { ...environment, NO_COLOR: '1', ...(seed === null ? {} : { CORSAC_SEED: seed }) }
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'spec-tests/properties/seed/vitest.config.ts',
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repository, env })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 1) reject(new Error(`the property should fail; vitest ended in ${code}:\n${output}`))
      const found = /Property failed after \d+ tests?|\{ seed: .*\}|Counterexample: .*/g
      resolve({
        printed: /^fast-check seed (-?\d+) \(again with CORSAC_SEED=\1\)$/m.exec(output)?.[1],
        failure: output.match(found)?.slice(0, 3) ?? [],
      })
    })
  })
}

describe('the seed that a run prints', () => {
  it('makes another run fail in the same way', async () => {
    const first = await failing(null)
    expect(first.failure).toHaveLength(3)
    expect(first.failure[1]).toContain(`seed: ${first.printed}, path: "`)
    expect(await failing(first.printed ?? '')).toEqual(first)
  })

  it('is what decides: another one fails in another way', async () => {
    const [one, two] = [await failing('1'), await failing('2')]
    expect(one.printed).toBe('1')
    expect(two.printed).toBe('2')
    expect(one.failure).toHaveLength(3)
    expect(two.failure).not.toEqual(one.failure)
  })
})
