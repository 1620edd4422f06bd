import { spawnSync } from 'node:child_process'
import type { PartName } from './seed'

/** A program that a seed needs, and npm does not bring. */
export interface Part {
  readonly name: PartName
  readonly command: string
  /** What shows that it is there. */
  readonly check: readonly string[]
  readonly debianPackage: string
}

/** Debian’s own Python, which sees the packages of Debian; another one may come first on the path. */
const python = '/usr/bin/python3'

export const parts: { readonly [N in PartName]: Part } = {
  nginx: { name: 'nginx', command: 'nginx', check: ['-v'], debianPackage: 'nginx-light' },
  'flask-cors': {
    name: 'flask-cors',
    command: python,
    check: ['-c', 'import flask, flask_cors'],
    debianPackage: 'python3-flask-cors',
  },
}

/** What child processes get: Debian and others put servers where not everybody’s path leads. */
export function environment(): NodeJS.ProcessEnv {
  return { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`, LANG: 'C.UTF-8' }
}

/** Those of the parts that are not installed here. */
export function missingParts(names: readonly PartName[]): readonly Part[] {
  return names
    .map((name) => parts[name])
    .filter(({ command, check }) => {
      const { error, status } = spawnSync(command, check, { env: environment() })
      return error !== undefined || status !== 0
    })
}
