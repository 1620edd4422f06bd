// Writes the tables of docs/conformance.md that are made from data: the editions of the standards, and the
// divergence table. What people have written between them stays.
//
//   node docs/generate-conformance.mjs            after npm run build
//   node docs/generate-conformance.mjs --check    writes nothing, and ends in 1 where there is something to write
import { readFileSync, writeFileSync } from 'node:fs'
import { divergences, editions } from '../dist/index.js'

const file = new URL('conformance.md', import.meta.url)
const engines = ['chromium', 'firefox', 'safari', 'webkitgtk']

/** Each table by the name that stands in its marks. */
const tables = { editions: editionsTable, divergences: divergencesTable }

const committed = readFileSync(file, 'utf8')
let made = committed
for (const [name, table] of Object.entries(tables)) {
  const pattern = new RegExp(`(<!-- begin ${name} .*?-->\n)[^]*?(\n<!-- end ${name} -->)`)
  if (!pattern.test(made)) throw new Error(`docs/conformance.md has no marks for ${name}`)
  made = made.replace(pattern, (_, begin, end) => `${begin}\n${table()}\n${end}`)
}

if (made === committed) process.exit()
if (process.argv.includes('--check')) {
  console.error(
    'docs/conformance.md is not what src says: npm run build && node docs/generate-conformance.mjs',
  )
  process.exit(1)
}
writeFileSync(file, made)

function editionsTable() {
  const rows = Object.entries(editions).map(([standard, edition]) => `| ${standard} | ${edition} |`)
  return ['| standard | edition |', '|---|---|', ...rows].join('\n')
}

function divergencesTable() {
  return divergences.map(rowOf).join('\n\n')
}

/** A row as a small section: seven columns of values would fit no page. */
function rowOf({ id, knob, anchor, summary, leftOpen, values, since, note, evidence }) {
  const spec = `the standard${leftOpen ? ', which leaves it open' : ''}: ${shown(values.spec)}`
  const own = engines
    .filter((engine) => values[engine] !== undefined)
    .map((engine) => `${engine} ${since[engine]}: ${shown(values[engine])}`)
  const known =
    evidence.kind === 'recorded'
      ? `Recorded: ${evidence.ids.join(', ')}.`
      : `Documented (${evidence.date}): ${evidence.source}.`
  return [
    `#### ${id} \`${knob}\``,
    '',
    summary,
    '',
    `- ${[spec, ...own].join('\n- ')}`,
    '',
    `${note === null ? '' : `${note} `}At \`${anchor}\`. ${known}`,
  ].join('\n')
}

function shown(value) {
  if (value === null) return 'no limit'
  if (!Array.isArray(value)) return `\`${value}\``
  return value.length === 0 ? 'none' : value.map((member) => `\`${member}\``).join(', ')
}
