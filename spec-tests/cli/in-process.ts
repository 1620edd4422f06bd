import { fileURLToPath } from 'node:url'
import type { IO } from '../../src/cli/io'
import { run } from '../../src/cli/run'

/** What a run of the command line came to that happened in this process. */
export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The surroundings that hardly any command asks for: nobody sits there, and files are not written. */
export const outside: Pick<IO, 'write' | 'ask' | 'worker' | 'interrupted'> = {
  write: (path) => {
    throw new Error(`${path} is not to be written`)
  },
  ask: null,
  worker: fileURLToPath(new URL('../../dist/fuzz-worker.js', import.meta.url)),
  interrupted: new AbortController().signal,
}

/** Runs the command line in this process, of the sources and not of the package: 80 columns, no colours. */
export async function said(args: readonly string[], over: Partial<IO> = {}): Promise<Said> {
  let stdout = ''
  let stderr = ''
  const io: IO = {
    out: (text) => {
      stdout += text
    },
    err: (text) => {
      stderr += text
    },
    color: false,
    columns: 80,
    version: '0.0.0',
    read: () => Buffer.from(''),
    ...outside,
    ...over,
  }
  return { code: await run(args, io), stdout, stderr }
}
