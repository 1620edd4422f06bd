import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decisions } from '../../src/spec/steps/decisions'
import { refusals } from '../../src/spec/steps/refusals'
import { repository } from '../architecture/sources'

describe('docs/steps.md', () => {
  it('is what the script makes of src', () => {
    const { status, stderr } = spawnSync(process.execPath, ['docs/generate-steps.mjs', '--check'], {
      cwd: repository,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('lists every id, refusals first', () => {
    const listed = readFileSync(`${repository}docs/steps.md`, 'utf8').matchAll(/^\| `([^`]+)` \|/gm)
    expect([...listed].map(([, id]) => id)).toEqual([...Object.keys(refusals), ...Object.keys(decisions)])
  })
})
