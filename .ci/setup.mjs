// Prepares a clone, once and quietly: installs what package-lock.json names and builds dist, each only when what
// is there is missing or older than what it is made from. Plain Node, so that it runs before there is anything.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
const installStamp = join(top, 'node_modules', '.corsac-installed')
const buildStamp = join(top, 'node_modules', '.corsac-built')

const installedFrom = hash('package-lock.json')
if (read(installStamp) !== installedFrom) {
  // Somebody may have installed by hand: npm leaves a file behind when it has come to the end.
  if (!newer('node_modules/.package-lock.json', 'package-lock.json')) {
    step('Installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund'], 'npm ci')
  }
  write(installStamp, installedFrom)
}

// What was built is told by names, sizes and times: reading every file would cost more than it saves.
const builtFrom = fingerprint(['src', 'package.json', 'tsconfig.json'])
if (!existsSync(join(top, 'dist', 'index.js')) || read(buildStamp) !== builtFrom) {
  step('Building dist', 'npm', ['run', '--silent', 'build'], 'npm run build')
  write(buildStamp, builtFrom)
}

/** Runs a command with one line of progress; its own output is shown only where it fails. */
function step(what, command, args, spelled) {
  const began = Date.now()
  process.stderr.write(`${what} (${spelled}) … `)
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  if (status === 0) {
    process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`)
    return
  }
  const why = error === undefined ? (signal ?? `exit code ${status}`) : error.message
  process.stderr.write(`failed\n\n${stdout ?? ''}${stderr ?? ''}\n${spelled} failed: ${why}\n`)
  process.exit(1)
}

function hash(path) {
  return createHash('sha256')
    .update(readFileSync(join(top, path)))
    .digest('hex')
}

function newer(path, than) {
  if (!existsSync(join(top, path))) return false
  return statSync(join(top, path)).mtimeMs >= statSync(join(top, than)).mtimeMs
}

function fingerprint(paths) {
  const sum = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(join(top, path))
    if (stat.isDirectory()) for (const name of readdirSync(join(top, path)).sort()) visit(join(path, name))
    else sum.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  for (const path of paths) visit(path)
  return sum.digest('hex')
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
