import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listed } from '../../explain/words'
import { UsageError } from '../usage-error'

/**
 * The default export of a package that corsac does not bring along: one that is installed beside corsac, or
 * in the project that it was called from.
 *
 * @throws UsageError with the line that installs it
 */
export async function loadPeer(name: string, together: readonly string[]): Promise<unknown> {
  for (const find of [() => name, () => inProject(name)]) {
    try {
      const loaded: { readonly default?: unknown } = await import(/* @vite-ignore */ find())
      return loaded.default
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new UsageError(
    `this demo runs the real ${listed(together)}, and ${name} is not installed here. Install them: npm install ${together.join(' ')}`,
  )
}

function inProject(name: string): string {
  const require = createRequire(join(process.cwd(), 'package.json'))
  return pathToFileURL(require.resolve(name)).href
}

function isMissing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown }
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
}
