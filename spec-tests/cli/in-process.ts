import type { IO } from '../../src/cli/io'
import { run } from '../../src/cli/run'

/** What a run of the command line came to that happened in this process. */
export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, of the sources and not of the package: 80 columns, no colours. */
export async function said(args: readonly string[]): Promise<Said> {
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
  }
  return { code: await run(args, io), stdout, stderr }
}
