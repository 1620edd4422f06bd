#!/usr/bin/env node
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { maskURLs } from '../explain/mask'
import type { IO } from './io'
import { run } from './run'

/** The folder that this program lies in. */
const folder = dirname(realpathSync(process.argv[1] ?? ''))

/** The version in the `package.json` above it. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8'))
  return String((manifest as { readonly version?: unknown }).version)
}

const { stdout, stderr } = process

const io: IO = {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  // Node's own answer minds NO_COLOR, FORCE_COLOR and TERM.
  color: stdout.isTTY === true && stdout.hasColors(),
  // Terminals that do not know say 0.
  columns: Math.min(100, stdout.columns || 80),
  get version() {
    return version()
  },
  read: (path) => readFileSync(path === '-' ? 0 : path),
  write: (path, text) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  },
  ask: process.stdin.isTTY === true && stderr.isTTY === true ? ask : null,
  worker: join(folder, 'fuzz-worker.js'),
  get interrupted() {
    const controller = new AbortController()
    // The second time, it ends as ever.
    process.once('SIGINT', () => controller.abort())
    return controller.signal
  },
}

async function ask(question: string): Promise<string> {
  const asking = createInterface({ input: process.stdin, output: stderr })
  try {
    return await asking.question(question)
  } finally {
    asking.close()
  }
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
