import { ConfigError } from '../../infra/config-error'

/** The parts of Node that this asks for, where there is a Node. */
interface NodeProcess {
  cwd(): string
  readonly argv: readonly string[]
  getBuiltinModule?(name: 'node:module'): { createRequire(path: string): (name: string) => unknown }
}

/**
 * A package that corsac does not bring along, at once: the one handed over, or else the one that is installed in
 * the project at the current directory, or beside the script that runs. So it is the version that the project has.
 * Nothing is imported by name, so that bundles for browsers need no such package: there it has to be handed over.
 *
 * @param call how the package is handed over: `expressCors(options, { cors })`
 * @throws ConfigError where there is none; what the package itself throws while loading is passed on
 */
export function loadPackage(name: string, given: unknown, call: string): unknown {
  if (given !== undefined) return given
  for (const require of requires()) {
    try {
      return require(name)
    } catch (error) {
      if ((error as { readonly code?: unknown } | null)?.code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  const message = `is not installed here: npm install ${name}; or hand it over: ${call}`
  throw new ConfigError([{ path: name, value: undefined, reason: 'missing', message }])
}

/** The function that a package is: itself, or what it exports by a name or as the default. */
export function functionIn(loaded: unknown, names: readonly string[], packageName: string): Callable {
  if (typeof loaded === 'function') return loaded as Callable
  for (const name of [...names, 'default']) {
    const member = (loaded as { readonly [name: string]: unknown } | null)?.[name]
    if (typeof member === 'function') return member as Callable
  }
  const message = 'must be the package, as import or require gives it'
  throw new ConfigError([{ path: packageName, value: loaded, reason: 'invalid', message }])
}

/** A function of a package, whose types need not be there. */
// biome-ignore lint/suspicious/noExplicitAny: the types are those of packages that need not be there
export type Callable = (...args: any[]) => any

function requires(): ((name: string) => unknown)[] {
  const { process } = globalThis as { readonly process?: NodeProcess }
  const createRequire = process?.getBuiltinModule?.('node:module')?.createRequire
  if (process === undefined || createRequire === undefined) return []
  const script = process.argv[1]
  return [`${process.cwd()}/package.json`, ...(script === undefined ? [] : [script])].map(createRequire)
}
