import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { repository } from '../architecture/sources'
import { link, type Packed, pack } from '../exports/packed'

/*
 * What TypeScript lets a user write with the matchers, in an empty project with the package as npm would publish it. A line
 * that must not compile has `@ts-expect-error` above it, which is an error itself where there is none.
 */
let packed: Packed
beforeAll(() => {
  packed = pack()
  for (const name of ['@types/node', '@jest/globals']) link(packed.project, name)
})
afterAll(() => packed?.remove())

/** Written once: what is the same for both runners. Test functions are not needed to look at types. */
const assertions = `
import { Browser } from 'corsac/page'

const transport = () => ({ status: 200, statusText: 'OK', headerList: [], body: null })
const browser = new Browser({ profile: 'chromium', transport })
const page = browser.open('https://app.example.com/')

export async function right(): Promise<void> {
  const response = await page.fetch('/')
  const none: void = expect(response).toBeReadable()
  expect(browser).toBeBlocked()
  expect(browser.recordings[0]).toBeBlocked('cors-check/wildcard-with-credentials')
  expect(response).not.toPreflight()
  expect(response).toSendCookie('sid')
  expect(response).toStoreCookie('sid')
  expect(response).toStoreCookie('sid', { sameSite: 'none', secure: true, httpOnly: false, path: '/', session: true })
  expect(response).toAgreeAcrossBrowsers()
  const waited: Promise<void> = expect(page.fetch('/')).toBeReadable()
  const waitedNot: Promise<void> = expect(page.fetch('/')).not.toBeBlocked('cors-check/origin-absent')
  await waited
  await waitedNot
  return none
}

export async function wrong(): Promise<void> {
  const response = await page.fetch('/')
  // @ts-expect-error: no such step
  expect(response).toBeBlocked('cors-check/wildcard')
  // @ts-expect-error: a step that lets through is none that refuses
  expect(response).toBeBlocked('cors-check/success')
  // @ts-expect-error: of which cookie?
  expect(response).toSendCookie()
  // @ts-expect-error: a name is text
  expect(response).toSendCookie(1)
  // @ts-expect-error: attributes are written small here
  expect(response).toStoreCookie('sid', { sameSite: 'None' })
  // @ts-expect-error: no such attribute
  expect(response).toStoreCookie('sid', { samesite: 'none' })
  // @ts-expect-error: what a value is, is nobody's business
  expect(response).toStoreCookie('sid', { value: 'x' })
  // @ts-expect-error: it has no arguments
  expect(response).toBeReadable(200)
  // @ts-expect-error: no such matcher
  expect(response).toBeReadible()
  // @ts-expect-error: without a promise there is nothing to wait for
  const waited: Promise<void> = expect(response).toBeReadable()
  await waited
}
`

const users = [
  { runner: 'vitest', head: "import 'corsac/vitest'\nimport { expect } from 'vitest'" },
  { runner: 'jest', head: "import 'corsac/jest'\nimport { expect } from '@jest/globals'" },
  // As with the types of @types/jest, whose \`expect\` is a global one.
  {
    runner: 'jest, with globals',
    head: `import 'corsac/jest'
declare global {
  namespace jest {
    interface Matchers<R, T = {}> { toBe(expected: T): R; not: Matchers<R, T> }
  }
  const expect: <T>(actual: T) => jest.Matchers<void, T>
}`,
  },
]

it.each([
  { desc: 'as a bundler resolves', module: 'ESNext', moduleResolution: 'Bundler' },
  { desc: 'as Node resolves', module: 'NodeNext', moduleResolution: 'NodeNext' },
])('matchers have types with every runner, $desc', ({ module, moduleResolution }) => {
  const files = users.map(({ runner, head }) => {
    const file = `${runner.replace(/\W+/g, '-')}.ts`
    writeFileSync(join(packed.project, file), `${head}\n${assertions}`)
    return file
  })
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    types: ['node'],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  }
  const config = join(packed.project, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({ compilerOptions, files }))
  const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})
