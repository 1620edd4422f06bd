import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Committed } from '../architecture/repository'
import { repository } from '../architecture/sources'

export interface Manifest {
  readonly name: string
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
}

/** The package as npm would publish it, unpacked into an empty project that has its dependencies and nothing else. */
export interface Packed {
  readonly project: string
  readonly manifest: Manifest
  /** Every file of the tarball, with its path in the package. */
  readonly files: readonly Committed[]
  readonly remove: () => void
}

export function pack(): Packed {
  if (!existsSync(join(repository, 'dist', 'index.js')))
    throw new Error('dist is missing: run `npm run build`')
  const folder = mkdtempSync(join(tmpdir(), 'corsac-packed-'))
  const project = join(folder, 'project')
  const home = join(project, 'node_modules', 'corsac')
  mkdirSync(home, { recursive: true })
  // Without scripts: what is packed is what `npm run build` made, here as on publishing.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: repository,
  })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack left no tarball')
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', home, '--strip-components=1'])
  const manifest: Manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  // Only what is declared: a dependency that is used and not declared is not found.
  for (const name of Object.keys(manifest.dependencies)) link(project, name)
  // Who imports the entry for another package has that package.
  for (const name of Object.keys(manifest.peerDependencies ?? {})) link(project, name)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n')
  return {
    project,
    manifest,
    files: filesBelow(home),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Makes one of our own installed packages one of the project's. */
export function link(project: string, name: string): void {
  const at = join(project, 'node_modules', name)
  mkdirSync(dirname(at), { recursive: true })
  symlinkSync(join(repository, 'node_modules', name), at, 'junction')
}

function filesBelow(home: string): Committed[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: path.slice(home.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }
    })
}

/** `corsac/origin` of `./origin`: what to import for each entry with code. */
export function entriesOf(manifest: Manifest): string[] {
  return Object.keys(manifest.exports)
    .filter((key) => key !== './package.json')
    .map((key) => `${manifest.name}${key.slice(1)}`)
}
