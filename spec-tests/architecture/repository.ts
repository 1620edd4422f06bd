/** A file as it is committed. */
export interface Committed {
  readonly path: string
  readonly text: string
}

/** What the package may depend on at run time. A further one needs a decision of its own under docs/decisions. */
export const allowedDependencies: readonly string[] = [
  '@lezer/python',
  '@sveltejs/acorn-typescript',
  'acorn',
  'data-urls',
  'eventsource-parser',
  'http-cache-semantics',
  'redos-detector',
  'regjsparser',
  'tinypool',
  'tldts',
  'tough-cookie',
  'whatwg-mimetype',
  'whatwg-url',
  'yaml',
]

/** Packages that somebody who uses them has already: docs/decisions/013 and 015. */
export const allowedPeers: readonly string[] = [
  '@fastify/cors',
  '@koa/cors',
  'axios',
  'cors',
  'expect',
  'fast-check',
  'hono',
  'msw',
  'vitest',
]

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly bundledDependencies?: readonly string[]
}

/** Dependencies that nobody has decided on. */
export function manifestFindings(manifest: Manifest): string[] {
  const names = [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}).filter((name) => !allowedPeers.includes(name)),
    ...(manifest.bundledDependencies ?? []),
  ]
  return names
    .filter((name) => !allowedDependencies.includes(name))
    .map((name) => `package.json depends on ${name}`)
}

/** Tests that would keep all others from running. */
export function focusFindings(files: readonly Committed[]): string[] {
  const focused = /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.only\b|\b(?:fit|fdescribe)\(/
  return linesOf(files, (line) => focused.test(line)).map((where) => `${where} runs one test only`)
}

// Written apart, so that this file does not find itself.
const machinePath = new RegExp(`(?:^|[^A-Za-z0-9_.])/(?:${['work', 'root', 'tmp'].join('|')})/`)
const registryHost = new RegExp(['registry', '(?:npmjs|yarnpkg|npmmirror)'].join('\\.'))

/** Paths of one machine, and hosts of package registries. */
export function machineFindings(files: readonly Committed[]): string[] {
  return [
    ...linesOf(files, (line) => machinePath.test(line)).map(
      (where) => `${where} names a path of one machine`,
    ),
    ...linesOf(files, (line) => registryHost.test(line)).map((where) => `${where} names a registry host`),
  ]
}

function linesOf(files: readonly Committed[], matches: (line: string) => boolean): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (matches(line) ? [`${path}:${i + 1}`] : [])),
  )
}
