import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository } from '../architecture/sources'
import { link, type Packed, pack } from './packed'

/*
 * The projects of docs/examples, in empty folders with the package as npm would publish it and what their package.json
 * names, run by their own `npm test`.
 */
const runners = [
  { runner: 'vitest', script: 'vitest/vitest.mjs', args: ['run'], passed: /Tests {2}5 passed/ },
  { runner: 'jest', script: 'jest/bin/jest.js', args: [], passed: /Tests: {7}9 passed/ },
]

let packed: Packed
beforeAll(() => {
  packed = pack()
})
afterAll(() => packed?.remove())

describe.each(runners)('docs/examples/$runner', ({ runner, script, args, passed }) => {
  const example = join(repository, 'docs', 'examples', runner)
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8'))

  it('is run as it says', () => expect(manifest.scripts.test).toBe([runner, ...args].join(' ')))

  it('passes', () => {
    const project = join(packed.project, 'examples', runner)
    cpSync(example, project, { recursive: true, filter: (path) => !path.includes('node_modules') })
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (name !== 'corsac') link(project, name)
    }
    cpSync(join(packed.project, 'node_modules', 'corsac'), join(project, 'node_modules', 'corsac'), {
      recursive: true,
    })
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'node_modules', script), ...args],
      { cwd: project, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CI: '1' } },
    )
    expect({ status, output: `${stdout}${stderr}` }).toEqual({
      status: 0,
      output: expect.stringMatching(passed),
    })
  })

  it('has no lock and no packages in the repository', () => {
    expect(['package-lock.json', 'node_modules'].filter((name) => existsSync(join(example, name)))).toEqual(
      [],
    )
  })
})
