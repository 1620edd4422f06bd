#!/usr/bin/env node
import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { maskURLs } from '../explain/mask'
import type { IO } from './io'
import { run } from './run'

/** The version in the `package.json` above the folder that this program lies in. */
function version(): string {
  const folder = dirname(realpathSync(process.argv[1] ?? ''))
  const manifest: unknown = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8'))
  return String((manifest as { readonly version?: unknown }).version)
}

const { stdout, stderr } = process

const io: IO = {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  // Node's own answer minds NO_COLOR, FORCE_COLOR and TERM.
  color: stdout.isTTY === true && stdout.hasColors(),
  columns: Math.min(100, stdout.columns ?? 80),
  get version() {
    return version()
  },
  read: (path) => readFileSync(path === '-' ? 0 : path),
}

// Whoever reads our output may have had enough of it: `corsac profiles | head`.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

run(process.argv.slice(2), io).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const message = maskURLs(error instanceof Error ? error.message : String(error))
    stderr.write(
      `corsac: ${message}\nThis is a bug in corsac ${io.version}. Please report it with the command line.\n`,
    )
    process.exitCode = 2
  },
)
