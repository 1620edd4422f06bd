// Records what versions of flask-cors answer, run from their public source by Debian's Python under Debian's Flask:
//
//   node spec-tests/servers/flask-cors/record.mjs GIT_DIRECTORY
//
// GIT_DIRECTORY is that of a clone of corydolphin/flask-cors with its tags. Cases are a function of the seed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const seed = 6
const candidates = 6000
const versions = ['3.0.10', '4.0.0', '4.0.1', '4.0.2', '5.0.0', '5.0.1', '6.0.0', '6.0.1', '6.0.2']
/** How many cases are kept in which versions differ, in which an origin is allowed, and of others. */
const kept = { different: 120, allowing: 160, other: 60 }

const [gitDirectory] = process.argv.slice(2)
if (gitDirectory === undefined) {
  process.stderr.write('usage: record.mjs GIT_DIRECTORY\n')
  process.exit(2)
}
const here = fileURLToPath(new URL('.', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'corsac-flask-cors-'))
process.on('exit', () => rmSync(directory, { recursive: true, force: true }))

const git = (...args) => execFileSync('git', ['-C', gitDirectory, ...args], { maxBuffer: 2 ** 28 })

const cache = fileURLToPath(new URL('../../../node_modules/.cache/corsac-flask-cors', import.meta.url))
const bundle = join(cache, `cases-${process.pid}.mjs`)
process.on('exit', () => rmSync(bundle, { force: true }))
await build({
  entryPoints: [join(here, 'cases.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
})
const { cases, theirs } = await import(bundle)
const fc = await import('fast-check')

// As the other side reads them: without what JSON cannot say.
const sample = fc.sample(cases, { seed, numRuns: candidates }).map((each) => JSON.parse(JSON.stringify(each)))

function answersOf(version) {
  const source = join(directory, version)
  mkdirSync(source)
  execFileSync('tar', ['-x', '-C', source], { input: git('archive', version, 'flask_cors') })
  const run = spawnSync('/usr/bin/python3', ['-W', 'ignore', join(here, 'answers.py')], {
    input: sample.map((each) => JSON.stringify(each)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONPATH: source },
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => theirs(JSON.parse(line)))
}

const answers = versions.map(answersOf)

/** The distinct answers to a case, and which versions give them. */
function distinct(i) {
  const found = new Map()
  for (const [v, version] of versions.entries()) {
    const text = JSON.stringify(answers[v][i])
    found.set(text, [...(found.get(text) ?? []), version])
  }
  return [...found].map(([text, by]) => ({ versions: by, answer: JSON.parse(text) }))
}

const left = { ...kept }
const rows = []
for (const [i, given] of sample.entries()) {
  const answered = distinct(i)
  const allowing = JSON.stringify(answered).includes('access-control-allow-methods')
  const kind = answered.length > 1 ? 'different' : allowing ? 'allowing' : 'other'
  if (left[kind] === 0) continue
  left[kind] -= 1
  rows.push({ given, answered })
}

const packageVersion = (name) =>
  execFileSync('dpkg-query', ['-W', '-f', `\${Version}`, name], { encoding: 'utf8' })
const head = {
  repository: 'corydolphin/flask-cors',
  commits: Object.fromEntries(
    versions.map((version) => [version, String(git('rev-parse', `${version}^{commit}`)).trim()]),
  ),
  under: Object.fromEntries(
    ['python3', 'python3-flask', 'python3-werkzeug'].map((name) => [name, packageVersion(name)]),
  ),
  seed,
}
const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
const text = `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "cases": [\n${lines}\n  ]\n}\n`
writeFileSync(join(here, 'flask-cors.recording.json'), text)
process.stdout.write(`${rows.length} cases; not filled: ${JSON.stringify(left)}\n`)
