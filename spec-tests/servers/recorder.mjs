// Asks versions of a Python package, each from its public source, what they answer to generated cases, and writes it
// down. A recording is a function of the seed and of what it names.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Writes `NAME.recording.json` into a folder that has `cases.ts` and `answers.py`.
 *
 * - `versions`: names of versions with the tags or commits they stand for
 * - `package`: the folder of the package in the repository; what is above it goes on Python's path
 * - `kept`: how many cases are kept in which versions differ, in which something is allowed, and of others
 */
export async function record({
  folder,
  name,
  repository,
  versions,
  package: path,
  under,
  seed,
  candidates,
  kept,
}) {
  const [gitDirectory] = process.argv.slice(2)
  if (gitDirectory === undefined) {
    process.stderr.write(`usage: record.mjs GIT_DIRECTORY, of a clone of ${repository} with its tags\n`)
    process.exit(2)
  }
  const here = fileURLToPath(new URL('.', folder))
  const temporary = mkdtempSync(join(tmpdir(), 'corsac-recorder-'))
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))
  const { cases, theirs } = await load(join(here, 'cases.ts'))
  const fc = await import('fast-check')
  const git = (...args) => execFileSync('git', ['-C', gitDirectory, ...args], { maxBuffer: 2 ** 28 })

  // As the other side reads them: without what JSON cannot say.
  const sample = fc
    .sample(cases, { seed, numRuns: candidates })
    .map((each) => JSON.parse(JSON.stringify(each)))
  const names = Object.keys(versions)
  const answers = names.map((version) => {
    const source = join(temporary, version)
    mkdirSync(source)
    execFileSync('tar', ['-x', '-C', source], { input: git('archive', versions[version], path) })
    return ask(join(here, 'answers.py'), join(source, path, '..'), sample).map(theirs)
  })

  const rows = choose(sample, names, answers, kept)
  const head = {
    repository,
    commits: Object.fromEntries(
      names.map((version) => [version, String(git('rev-parse', `${versions[version]}^{commit}`)).trim()]),
    ),
    under: Object.fromEntries(under.map((each) => [each, debianVersion(each)])),
    seed,
  }
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
  const text = `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "cases": [\n${lines}\n  ]\n}\n`
  writeFileSync(join(here, `${name}.recording.json`), text)
  process.stdout.write(`${rows.length} cases of ${candidates}\n`)
}

async function load(entryPoint) {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/corsac-recorder', import.meta.url))
  const outfile = join(cache, `cases-${process.pid}.mjs`)
  process.on('exit', () => rmSync(outfile, { force: true }))
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return import(outfile)
}

function ask(script, pythonPath, sample) {
  const run = spawnSync('/usr/bin/python3', ['-W', 'ignore', script], {
    input: sample.map((each) => JSON.stringify(each)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // What the package needs and Debian has not new enough may stand on the path already.
    env: { ...process.env, PYTHONPATH: `${pythonPath}:${process.env.PYTHONPATH ?? ''}` },
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** The distinct answers to a case, and which versions give them. */
function distinct(names, answers, i) {
  const found = new Map()
  for (const [v, version] of names.entries()) {
    const text = JSON.stringify(answers[v][i])
    found.set(text, [...(found.get(text) ?? []), version])
  }
  return [...found].map(([text, versions]) => ({ versions, answer: JSON.parse(text) }))
}

function choose(sample, names, answers, kept) {
  const left = { ...kept }
  const rows = []
  for (const [i, given] of sample.entries()) {
    const answered = distinct(names, answers, i)
    const allowing = JSON.stringify(answered).includes('access-control-allow-origin')
    const kind = answered.length > 1 ? 'different' : allowing ? 'allowing' : 'other'
    if (left[kind] === 0) continue
    left[kind] -= 1
    rows.push({ given, answered })
  }
  return rows
}

function debianVersion(name) {
  return execFileSync('dpkg-query', ['-W', '-f', `\${Version}`, name], { encoding: 'utf8' })
}
