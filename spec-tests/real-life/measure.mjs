// Runs both commands of dist on all configurations here, and writes what they said:
//   node spec-tests/real-life/measure.mjs OUT [--runs N] [--workers N] [--patched] [FOLDER…]
// With --patched it is the broken forms that are measured, after the fixes of lint were applied to them as they are.
// Nothing is judged here: report.mjs does that.
import { execFile, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const args = process.argv.slice(2)
const runs = option('--runs', '4000')
const workers = Number(option('--workers', '2'))
const patching = args.includes('--patched')
const [out, ...wanted] = args.filter((arg) => arg !== '--patched')
const scratch = mkdtempSync(join(tmpdir(), 'corsac-real-life-'))
// Patched copies find the same packages, and corsac itself by its name.
mkdirSync(join(scratch, 'node_modules'))
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))
for (const name of readdirSync(packages).filter((name) => !name.startsWith('.'))) {
  symlinkSync(join(packages, name), join(scratch, 'node_modules', name))
}
symlinkSync(fileURLToPath(new URL('../..', import.meta.url)), join(scratch, 'node_modules', 'corsac'))

function option(name, otherwise) {
  const at = args.indexOf(name)
  return at === -1 ? otherwise : args.splice(at, 2)[1]
}

/** The configurations: those with two forms, and the strict ones, which have one. */
function jobs() {
  const broken = readdirSync(here).filter((name) => /^\d\d-/.test(name))
  const strict = readdirSync(join(here, 'strict')).map((name) => `strict/${name}`)
  return [...broken, ...strict]
    .filter((folder) => wanted.length === 0 || wanted.includes(folder))
    .filter((folder) => !patching || !folder.startsWith('strict/'))
    .flatMap((folder) => {
      const about = JSON.parse(readFileSync(join(here, folder, 'about.json'), 'utf8'))
      const forms = Array.isArray(about.files) ? { strict: about.files } : about.files
      return Object.entries(forms).map(([form, files]) => ({ folder, form, files, about }))
    })
    .filter(({ form, about }) => !patching || (form === 'broken' && about.lint.length > 0))
    .map((job) => (patching ? { ...job, form: 'patched' } : job))
}

async function measure({ folder, form, files, about }) {
  const cwd = patching ? join(scratch, folder) : join(here, folder)
  const intent = join(scratch, `${folder.replace('/', '-')}-${form}.json`)
  const origin = about.intent === null ? 'https://app.example.com' : firstOrigin(about.intent)
  const applied = patching ? await patch(folder, files, origin) : []
  const said = await corsac(cwd, ['lint', ...files, '--origin', origin, '--json'])
  const lint = lintOf(said)
  if (patching) lint.applied = applied
  if (about.intent === null) return { folder, form, lint, fuzz: null }
  writeFileSync(intent, JSON.stringify(about.intent))
  // The module is what is deployed; a configuration beside it is read by it.
  const target = files.find((file) => /\.[cm]js$/.test(file)) ?? files[0]
  const fuzz = await corsac(cwd, ['fuzz', target, '--intent', intent, '--yes', '--runs', runs, '--json'])
  return { folder, form, lint, fuzz: fuzzOf(fuzz) }
}

/** Applies what lint offers to a copy, one fix after the other; says which went on. */
async function patch(folder, files, origin) {
  const cwd = join(scratch, folder)
  cpSync(join(here, folder), cwd, { recursive: true })
  const applied = []
  const tried = new Set()
  for (;;) {
    const { findings } = lintOf(await corsac(cwd, ['lint', ...files, '--origin', origin, '--json']))
    const next = findings.find(({ rule, diff }) => diff !== null && !tried.has(`${rule} ${diff}`))
    if (next === undefined) return applied
    tried.add(`${next.rule} ${next.diff}`)
    const { status } = spawnSync('git', ['apply', '-'], { cwd, input: next.diff })
    applied.push(`${next.rule}: ${status === 0 ? 'applied' : 'does not apply'}`)
  }
}

function firstOrigin({ grants: [{ who }] }) {
  const first = Array.isArray(who) ? who[0] : who
  return first === 'anyone' ? 'https://app.example.com' : first.replace('*', 'app')
}

function corsac(cwd, parameters) {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 1 << 28, env: { ...process.env, NO_COLOR: '1' } }
    execFile(process.execPath, [program, ...parameters], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr: stderr.trim() }),
    )
  })
}

function lintOf({ code, stdout, stderr }) {
  try {
    const { files } = JSON.parse(stdout)
    const findings = files.flatMap(({ path, findings }) =>
      findings.map(({ rule, severity, message, start, fix }) => ({
        rule,
        severity,
        place: `${path}:${start?.line}`,
        message,
        diff: fix?.diff ?? null,
      })),
    )
    return { code, stderr, errors: files.flatMap(({ error }) => error ?? []), findings }
  } catch {
    return { code, stderr, errors: ['no JSON'], findings: [] }
  }
}

function fuzzOf({ code, stdout, stderr }) {
  try {
    const report = JSON.parse(stdout)
    const findings = report.findings.map(({ class: kind, severity, detail, profiles, case: smallest }) => ({
      class: kind,
      severity,
      detail,
      profiles,
      case: smallest === null ? null : smallest.steps.map(stepLine),
    }))
    return { code, stderr, cases: report.counts.cases, findings }
  } catch {
    return { code, stderr, cases: 0, findings: [] }
  }
}

/** A step of a case in one line. */
function stepLine({ page, request }) {
  const headers = request.headers.map(([name, value]) => ` ${name}: ${value}`).join('')
  const credentials = request.credentials === 'include' ? ' with cookies' : ''
  return `${page.origin} (${page.how}) ${request.method} ${request.path}${headers}${credentials}`
}

const queue = jobs()
const results = []
async function worker() {
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    const result = await measure(job)
    results.push(result)
    process.stderr.write(
      `${result.folder} ${result.form}: lint ${result.lint.code}, fuzz ${result.fuzz?.code}\n`,
    )
  }
}
await Promise.all(Array.from({ length: workers }, worker))
rmSync(scratch, { recursive: true })
results.sort((a, b) => (`${a.folder} ${a.form}` < `${b.folder} ${b.form}` ? -1 : 1))
writeFileSync(out, `${JSON.stringify({ runs: Number(runs), results }, null, 2)}\n`)
