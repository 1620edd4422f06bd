import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { divergences } from '../../src/profile/divergences'
import { repository } from '../architecture/sources'

describe('docs/conformance.md', () => {
  it('is what the script makes of dist', () => {
    const { status, stderr } = spawnSync(process.execPath, ['docs/generate-conformance.mjs', '--check'], {
      cwd: repository,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  // dist may be older than src, where nobody has built.
  it('has every row of the table in src', () => {
    const headings = readFileSync(`${repository}docs/conformance.md`, 'utf8').match(/^#### .*$/gm)
    expect(headings).toEqual(divergences.map(({ id, knob }) => `#### ${id} \`${knob}\``))
  })
})
