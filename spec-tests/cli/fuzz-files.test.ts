import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { said } from './in-process'

const careless = fileURLToPath(new URL('../campaign/targets/careless.mjs', import.meta.url))
const broken = fileURLToPath(new URL('../campaign/targets/broken.mjs', import.meta.url))
const app = ['--origin', 'https://app.example.com', '--credentials', '--browser', 'chromium']

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corsac-files-'))
  mkdirSync(join(folder, 'folder'))
  writeFileSync(join(folder, 'file'), '')
  writeFileSync(join(folder, 'kept'), '')
  chmodSync(join(folder, 'kept'), 0o400)
})
afterAll(() => rmSync(folder, { recursive: true }))

const refuses = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: no`), { code })
}

describe('files that cannot be written', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, option: string, name: string, says: string])[] = [
    ['a report where a folder is', '--report', 'folder', 'there is a folder of that name. Name a file that can be: --report report.json'],
    ['a report below a file', '--report', 'file/report.json', 'there is a file where a folder should be. Name a file'],
    ['tests where a file is', '--emit-tests', 'file', 'there is a file where a folder should be. Name a folder that can be: --emit-tests found'],
    ['tests far below a file', '--emit-tests', 'file/a/b/c', 'there is a file where a folder should be'],
  ]
  it.each(rows)('are told before the target runs: %s', async (_, option, name, says) => {
    // This one throws when it is loaded: who gets as far as that says so.
    const told = await said(['fuzz', broken, ...app, option, join(folder, name)])
    expect(told).toMatchObject({ code: 2, stdout: '' })
    expect(told.stderr).toContain(`corsac: ${option} "${join(folder, name)}" cannot be written: ${says}`)
    expect(told.stderr).not.toContain('bug')
  })

  it('are told where they may only be read, but to root, who may do all', async () => {
    const told = await said(['fuzz', broken, ...app, '--report', join(folder, 'kept')])
    const mayDoAll = process.getuid?.() === 0
    expect(told.stderr).toContain(mayDoAll ? 'cannot be loaded' : 'that is not permitted')
    expect(told.code).toBe(2)
  })

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EIO', 'EIO: no'],
  ])('for a reason that comes late (%s) take nothing of what was found', async (code, says) => {
    const report = join(folder, 'late.json')
    const args = ['fuzz', careless, ...app, '--runs', '60', '--report', report, '--emit-tests', folder]
    const told = await said(args, { write: refuses(code) })
    expect(told.stdout).toContain('high  ')
    expect(told.stdout).toMatch(/60 cases, [\d,]+ answers, seed 1\n$/)
    expect(told.stderr).toContain(`corsac: --report "${report}" cannot be written: ${says}.`)
    expect(told.stderr).toMatch(/Nor can \d+ more\. What was found is printed all the same\./)
    expect(told.code).toBe(2)
  })

  it('are not made, nor left behind, by looking', async () => {
    const before = readdirSync(folder)
    await said([
      'fuzz',
      broken,
      ...app,
      '--report',
      join(folder, 'a/b.json'),
      '--emit-tests',
      join(folder, 'c'),
    ])
    expect(readdirSync(folder)).toEqual(before)
  })

  it('keep merged reports from nobody, either', async () => {
    const path = join(folder, 'one.json')
    const write = (to: string, text: string): void => writeFileSync(to, text)
    await said(['fuzz', careless, ...app, '--runs', '60', '--report', path], { write })
    const told = await said(['fuzz', 'merge', path, '--report', join(folder, 'two.json')], {
      read: (from) => readFileSync(from),
      write: refuses('EROFS'),
    })
    expect(told.stdout).toContain('60 cases, ')
    expect(told.stderr).toContain('it is on a disk that is only read')
    expect(told.code).toBe(2)
  })
})
