/**
 * `corsac/vitest-environment`: tests run in a page.
 *
 * @example
 * // vitest.config.ts
 * test: {
 *   environment: './node_modules/corsac/dist/vitest-environment.js',
 *   environmentOptions: { corsac: { url: 'https://app.example.com/', profile: 'safari', dom: 'jsdom' } },
 * }
 */
import { createRequire } from 'node:module'
import { type EnvironmentOptions, enterPage, readEnvironmentOptions } from './corsac-global'

/** What vitest calls, as far as it is used here. */
interface TestEnvironment {
  readonly name: string
  readonly viteEnvironment: 'client' | 'ssr'
  /** The same for vitest 3; vitest 4 warns of it. */
  readonly transformMode?: 'web' | 'ssr'
  setup(global: object, options: Readonly<Record<string, unknown>>): Promise<Entered>
}

interface Entered {
  teardown(global: object): Promise<void>
}

const environment: TestEnvironment = {
  name: 'corsac',
  viteEnvironment: 'client',
  ...(isVitest3() && { transformMode: 'web' }),
  async setup(global, given) {
    const options = readEnvironmentOptions(given['corsac'])
    const window = await windowOf(options, global, given)
    const page = enterPage(global, options)
    return {
      async teardown(leaving) {
        page.leave()
        await window?.teardown(leaving)
      },
    }
  },
}

export default environment

/** Whether the project that is tested has vitest 3. */
function isVitest3(): boolean {
  try {
    const manifest: { version: string } = createRequire(`${process.cwd()}/`)('vitest/package.json')
    return manifest.version.startsWith('3.')
  } catch {
    return false
  }
}

/** The window of jsdom or happy-dom as vitest makes it, at the address of the page; null where none is asked for. */
async function windowOf(
  { dom, url }: EnvironmentOptions,
  global: object,
  given: Readonly<Record<string, unknown>>,
): Promise<Entered | null> {
  if (dom === 'none') return null
  const { builtinEnvironments } = isVitest3()
    ? await import('vitest/environments')
    : await import('vitest/runtime')
  const key = dom === 'jsdom' ? 'jsdom' : 'happyDOM'
  const options = { ...given, [key]: { ...(given[key] as object | undefined), url } }
  return (await builtinEnvironments[dom].setup(global, options)) as Entered
}

export type { CorsacGlobal, EnvironmentOptions } from './corsac-global'
