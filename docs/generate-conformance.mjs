// Writes what docs/conformance.md has from data: the editions of the standards, how far corsac agrees with what browsers
// were recorded to do, and the divergence table. What people have written between them stays.
//
//   node docs/generate-conformance.mjs
//   node docs/generate-conformance.mjs --check    writes nothing, and ends in 1 where there is something to write
//
// The numbers are those of docs/lab/agreement.json (npm run lab -- evidence) and docs/lab/mutants.json
// (npm run lab -- mutants --json), which tests hold against the corpus: nothing is replayed here.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const file = new URL('conformance.md', import.meta.url)
const browsers = ['chromium', 'firefox', 'webkitgtk']
const engines = ['chromium', 'firefox', 'safari', 'webkitgtk']
const names = { chromium: 'Chromium', firefox: 'Firefox', safari: 'Safari', webkitgtk: 'WebKitGTK' }

const { divergences, editions, bars, explanations, outOfScope } = await fromSource(`
  export { divergences } from './src/profile/divergences'
  export { editions } from './src/spec/edition'
  export { bars } from './spec-tests/lab/replay'
  export { explanations } from './spec-tests/lab/known-disagreements'
  export { outOfScope } from './spec-tests/lab/compare'
`)
const agreement = fromJSON('lab/agreement.json')
const mutants = fromJSON('lab/mutants.json')

/** Each part by the name that stands in its marks. */
const parts = {
  editions: editionsTable,
  agreement: agreementTable,
  families: familiesTable,
  'out-of-scope': outOfScopeTable,
  disagreements: disagreementsTable,
  mutants: mutantsTable,
  topics: topicsTable,
  evidence: evidenceTable,
  divergences: () => divergences.map(rowOf).join('\n\n'),
}

const committed = readFileSync(file, 'utf8')
let made = committed
for (const [name, part] of Object.entries(parts)) {
  const pattern = new RegExp(`(<!-- begin ${name} .*?-->\n)[^]*?(\n<!-- end ${name} -->)`)
  if (!pattern.test(made)) throw new Error(`docs/conformance.md has no marks for ${name}`)
  made = made.replace(pattern, (_, begin, end) => `${begin}\n${part()}\n${end}`)
}

if (made === committed) process.exit()
if (process.argv.includes('--check')) {
  console.error('docs/conformance.md is not what its data says: node docs/generate-conformance.mjs')
  process.exit(1)
}
writeFileSync(file, made)

function editionsTable() {
  return table(['standard', 'edition'], Object.entries(editions))
}

function agreementTable() {
  return table(
    ['browser', 'recorded', 'random scenarios', 'agree', 'at least', 'hand-written', 'agree'],
    browsers.map((browser) => {
      const { version, recorded, seeds, random, border } = agreement[browser]
      const days = recorded[0] === recorded[1] ? recorded[0] : `${recorded[0]} to ${recorded[1]}`
      return [
        `${names[browser]} ${version}`,
        days,
        `${random.scenarios} (seed ${seeds.join(', ')})`,
        `**${percent(random)}** (${random.agreed})`,
        `${bars[browser]} %`,
        border.scenarios,
        `${percent(border)} (${border.agreed})`,
      ]
    }),
  )
}

function familiesTable() {
  const families = [
    ...new Set(browsers.flatMap((browser) => Object.keys(agreement[browser].families))),
  ].sort()
  const cell = (count) => (count === null || count === undefined ? '' : `${count.agreed}/${count.scenarios}`)
  return table(
    ['family', ...browsers.flatMap((browser) => [names[browser], 'by hand'])],
    families.map((family) => [
      family,
      ...browsers.flatMap((browser) => {
        const [random, border] = agreement[browser].families[family] ?? [null, null]
        return [cell(random), cell(border)]
      }),
    ]),
  )
}

function outOfScopeTable() {
  return table(
    ['what is not compared', 'why'],
    outOfScope.map(({ fields, why }) => [fields, why]),
  )
}

/** In how many scenarios each explanation is needed; `?` stands for none. */
function disagreementsTable() {
  const known = [...explanations, { id: '?', why: 'Nobody has explained these yet.', browsers }]
  const rows = known.flatMap(({ id, why, browsers: own }) => {
    const counts = browsers.map((browser) => countOf(browser, id))
    if (id === '?' && counts.every((count) => count === 0)) return []
    const cells = browsers.map((browser, i) => (own.includes(browser) ? shareOf(browser, counts[i]) : ''))
    return [[id === '?' ? 'not explained' : `\`${id}\``, why, ...cells]]
  })
  const unplayed = browsers.map((browser) => agreement[browser].unplayed)
  if (unplayed.some((count) => count > 0)) {
    const cells = browsers.map((browser, i) => shareOf(browser, unplayed[i]))
    rows.push(['not played', 'The browser crashed or hung, twice; counted as disagreeing.', ...cells])
  }
  if (rows.length === 0) return 'There are none.'
  return table(['explanation', 'what differs, and why', ...browsers.map((name) => names[name])], rows)
}

function countOf(browser, id) {
  return Object.entries(agreement[browser].differing)
    .filter(([ids]) => ids.split(' + ').includes(id))
    .reduce((sum, [, count]) => sum + count, 0)
}

/** Of all scenarios, random and hand-written. */
function shareOf(browser, count) {
  const { random, border } = agreement[browser]
  const all = random.scenarios + border.scenarios
  return count === 0 || all === 0 ? '0' : `${count} (${((100 * count) / all).toFixed(2)} %)`
}

function mutantsTable() {
  if (mutants === null) return 'There is no report: `npm run lab -- mutants --json` makes one.'
  return table(
    ['mutant', 'what it breaks', ...browsers.map((browser) => names[browser]), 'below the bar in'],
    mutants.mutants.map(({ id, breaks, agreements, caughtBy }) => [
      id === null ? 'none' : `\`${id}\``,
      id === null ? 'Corsac as it is.' : breaks,
      ...browsers.map((browser) => percent(agreements[browser])),
      caughtBy.map((browser) => names[browser]).join(', '),
    ]),
  )
}

/** In how many scenarios something occurs that is not modelled, and in how many of those anything differs. */
function topicsTable() {
  const topics = Object.keys(agreement.chromium.topics)
  return table(
    ['', ...browsers.map((browser) => names[browser])],
    topics.map((topic) => [
      topic,
      ...browsers.map((browser) => {
        const [scenarios, differing] = agreement[browser].topics[topic]
        return `${differing} of ${scenarios}`
      }),
    ]),
  )
}

function evidenceTable() {
  const said = engines.map((engine) => divergences.filter(({ values }) => values[engine] !== undefined))
  const shown = engines.map((engine, i) => said[i].filter((row) => isRecorded(row, engine)).length)
  const documented = divergences.filter(({ evidence }) => evidence.kind === 'documented').length
  return [
    `${divergences.length} rows: ${divergences.length - documented} recorded, ${documented} documented.`,
    '',
    table(
      ['', ...engines.map((engine) => names[engine])],
      [
        ['rows with a value of its own', ...said.map(({ length }) => length)],
        ['of these recorded', ...shown],
      ],
    ),
  ].join('\n')
}

/** Safari's rows are recorded from WebKitGTK, where both have one value. */
function isRecorded({ values, evidence }, engine) {
  if (evidence.kind !== 'recorded') return false
  const judge = engine === 'safari' && same(values.safari, values.webkitgtk) ? 'webkitgtk' : engine
  return evidence.recordings[judge] !== undefined && evidence.unrecorded[engine] === undefined
}

/** A row as a small section: seven columns of values would fit no page. */
function rowOf(row) {
  const { id, knob, anchor, summary, leftOpen, values, since, note } = row
  const spec = `the standard${leftOpen ? ', which leaves it open' : ''}: ${shown(values.spec)}`
  const own = engines
    .filter((engine) => values[engine] !== undefined)
    .map((engine) => `${engine} ${since[engine]}: ${shown(values[engine])}`)
  return [
    `#### ${id} \`${knob}\``,
    '',
    summary,
    '',
    `- ${[spec, ...own].join('\n- ')}`,
    '',
    `${note === null ? '' : `${note} `}At \`${anchor}\`. ${evidenceOf(row)}`,
  ].join('\n')
}

function evidenceOf(row) {
  const { values, evidence } = row
  const read = evidence.source === null ? '' : ` Read on ${evidence.date}: ${evidence.source}.`
  if (evidence.kind === 'documented') return `Documented, not recorded: ${evidence.why}.${read}`
  const ids = browsers
    .filter((browser) => evidence.recordings[browser] !== undefined)
    .map((browser) => `${names[browser]} ${evidence.recordings[browser].join(', ')}`)
  const fromWebKitGTK =
    values.safari !== undefined && isRecorded(row, 'safari')
      ? ' Safari: by WebKitGTK, whose code here is WebKit’s own.'
      : ''
  const unrecorded = Object.entries(evidence.unrecorded)
    .map(([engine, why]) => ` Not recorded in ${names[engine]}: ${why}.`)
    .join('')
  return `Recorded: ${ids.join('; ')}.${fromWebKitGTK}${unrecorded}${read}`
}

function shown(value) {
  if (value === null) return 'no limit'
  if (!Array.isArray(value)) return `\`${value}\``
  return value.length === 0 ? 'none' : value.map((member) => `\`${member}\``).join(', ')
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Rounded down, so that it never says more than there is. */
function percent({ agreed, scenarios }) {
  return scenarios === 0 ? '–' : `${(Math.floor((10_000 * agreed) / scenarios) / 100).toFixed(2)} %`
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** Null where the file is not there. */
function fromJSON(name) {
  const path = new URL(name, import.meta.url)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

async function fromSource(contents) {
  // Below node_modules, so that packages are found from there; one a run, since several may run at once.
  const outfile = fileURLToPath(
    new URL(`../node_modules/.cache/corsac-docs/conformance-${process.pid}.mjs`, import.meta.url),
  )
  buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    outfile,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  try {
    return await import(outfile)
  } finally {
    rmSync(outfile)
  }
}
