import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Intent } from '../../src/fuzz/types'
import { said } from './in-process'

let folder: string
let server: Server
let url: string
const asked = new Set<string | undefined>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corsac-messages-'))
  writeFileSync(join(folder, 'syntax.mjs'), 'export default (\n')
  writeFileSync(join(folder, 'imports.mjs'), "import './syntax.mjs'\nexport default () => {}\n")
  writeFileSync(join(folder, 'broken.py'), 'CORS_ALLOWED_ORIGINS = [\n')
  writeFileSync(join(folder, 'empty.mjs'), '')
  writeFileSync(join(folder, 'app.mjs'), 'export default () => {}\n')
  writeFileSync(join(folder, 'intent.json'), '{"target":"https://api.example.com"}')
  server = createServer((request, response) => {
    asked.add(request.url)
    response.setHeader('Vary', 'Origin').setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const read = (path: string): Buffer => readFileSync(path)
const app = ['--origin', 'https://app.example.com']
const at = (name: string): string => join(folder, name)

describe('what is wrong with a target or an intent names its place and the way out', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, args: () => readonly string[], says: string])[] = [
    ['a host without a scheme', () => ['localhost:3000', ...app], '"localhost:3000" is no file, and no URL. Did you mean http://localhost:3000?'],
    ['an address without a scheme', () => ['127.0.0.1:80/me', ...app], 'Did you mean http://127.0.0.1:80/me?'],
    ['a name that is no file', () => ['missing.mjs', ...app], '"missing.mjs" is no file, and no URL. Name a module, a configuration file, or a URL'],
    ['a folder', () => [folder, ...app], 'is a folder. Name the file in it'],
    ['a password in a URL', () => ['http://ann:pw@localhost:1/', ...app], '"http://***@localhost:1/" has a user name or a password, which is not sent. Leave them out'],
    ['an origin without a scheme', () => [at('app.mjs'), '--origin', 'app.example.com'], '--origin must be an origin such as https://app.example.com; not "app.example.com". Did you mean https://app.example.com?'],
    ['an origin with a slash', () => [at('app.mjs'), '--origin', 'https://app.example.com/'], 'Did you mean https://app.example.com?'],
    ['an intent and an origin', () => [at('app.mjs'), '--intent', at('intent.json'), ...app], 'says who may read what, and so does --origin: leave out one of them.'],
    ['an intent and credentials', () => [at('app.mjs'), '--intent', at('intent.json'), '--credentials'], 'and so does --credentials'],
  ]
  it.each(rows)('%s', async (_, args, says) => {
    const { code, stderr, stdout } = await said(['fuzz', ...args()], { read })
    expect(stderr).toContain(says)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  // biome-ignore format: a table, one row a line
  const files: readonly (readonly [desc: string, file: string, says: RegExp])[] = [
    ['a module that cannot be parsed', 'syntax.mjs', /syntax\.mjs" cannot be loaded: .*, at line \d, column \d/],
    ['a module that imports such a one', 'imports.mjs', /imports\.mjs" cannot be loaded: .*node --check FILE says where/],
    ['a module without a default export', 'empty.mjs', /empty\.mjs" has no default export: export default app/],
    ['settings that cannot be parsed', 'broken.py', /broken\.py" cannot be read, line \d, column \d/],
  ]
  it.each(files)('%s', async (_, file, says) => {
    const { code, stderr } = await said(['fuzz', at(file), ...app], { read })
    expect(stderr).toMatch(says)
    expect(code).toBe(2)
  })
})

describe('the path of a URL', () => {
  it('is what it may read, and is asked for', async () => {
    const printed = await said(['fuzz', `${url}/me?page=2#top`, ...app, '--print-intent'], { read })
    const { grants } = JSON.parse(printed.stdout) as Intent
    expect(grants[0]?.paths).toEqual(['/me?page=2'])
    await said(['fuzz', `${url}/me?page=2`, ...app, '--runs', '10'], { read })
    expect(asked).toContain('/me?page=2')
  })

  it('goes with those of --path, and says nothing where it is the root', async () => {
    const both = await said(['fuzz', `${url}/me`, ...app, '--path', '/a', '--print-intent'], { read })
    expect((JSON.parse(both.stdout) as Intent).grants[0]?.paths).toEqual(['/me', '/a'])
    const root = await said(['fuzz', `${url}/`, ...app, '--print-intent'], { read })
    expect((JSON.parse(root.stdout) as Intent).grants[0]?.paths).toEqual(['/*'])
  })
})
