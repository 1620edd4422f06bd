import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Committed, focusFindings, machineFindings, manifestFindings } from './repository'
import { repository } from './sources'

/** What is committed or about to be: everything that is not ignored. */
function committedFiles(): Committed[] {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(`${repository}${path}`))
    .map((path) => ({ path, text: readFileSync(`${repository}${path}`, 'utf8') }))
}

describe('the repository', () => {
  const files = committedFiles()
  it('is listed by git', () => expect(files.map((file) => file.path)).toContain('package.json'))
  it('depends on nothing undecided', () =>
    expect(manifestFindings(JSON.parse(readFileSync(`${repository}package.json`, 'utf8')))).toEqual([]))
  it('keeps no test from running', () => expect(focusFindings(files)).toEqual([]))
  it('names no path of one machine and no registry', () => expect(machineFindings(files)).toEqual([]))
})

// What the rules look for is put together here, so that they do not find this file.
const only = ['.', 'only'].join('')
const at = (top: string) => `/${top}/a`

describe('the rules of the repository', () => {
  const file = (text: string) => [{ path: 'a.ts', text }]
  it('report a further dependency', () =>
    expect(manifestFindings({ dependencies: { tldts: '1', lodash: '1' } })).toEqual([
      'package.json depends on lodash',
    ]))
  it('report a peer, too', () =>
    expect(manifestFindings({ peerDependencies: { vitest: '4', mocha: '1' } })).toHaveLength(1))
  it.each([
    { desc: 'report a focused test', text: `it${only}('a', f)`, count: 1 },
    { desc: 'report a focused chain', text: `test.concurrent${only}('a', f)`, count: 1 },
    { desc: 'let a word be', text: 'the only one', count: 0 },
  ])('$desc', ({ text, count }) => expect(focusFindings(file(text))).toHaveLength(count))
  it.each([
    { desc: 'report a path of one machine', text: `readFile('${at('work')}')`, count: 1 },
    { desc: 'report a temporary one', text: `in ${at('tmp')}`, count: 1 },
    { desc: 'report a registry', text: `https://${['registry', 'npmjs', 'org'].join('.')}/a`, count: 1 },
    { desc: 'let a path of a URL be', text: 'https://example.com/work/a', count: 0 },
  ])('$desc', ({ text, count }) => expect(machineFindings(file(text))).toHaveLength(count))
})
