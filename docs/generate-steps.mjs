// Writes docs/steps.md, the published list of step ids, from the tables in src/spec/steps.
//
//   node docs/generate-steps.mjs
//   node docs/generate-steps.mjs --check    writes nothing, and ends in 1 where there is something to write
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const file = new URL('steps.md', import.meta.url)
const { decisions, refusals, standards, urlOf } = await fromSource(`
  export { decisions } from './src/spec/steps/decisions'
  export { refusals } from './src/spec/steps/refusals'
  export { standards, urlOf } from './src/explain/citations'
`)

const made = `<!-- Written by docs/generate-steps.mjs: changes belong in src/spec/steps. -->

# Steps

Every decision that a trace, a reason or \`corsac explain\` can name. An id is for ever; the step it stands for is
that of the [editions](conformance.md#editions) that corsac follows, and has no number where it is a definition.

## Refusals

What a fetch ends with.

${tableOf(refusals)}

## Decisions

What lets a fetch go on.

${tableOf(decisions)}
`

if (existsSync(file) && readFileSync(file, 'utf8') === made) process.exit()
if (process.argv.includes('--check')) {
  console.error('docs/steps.md is not what src says: node docs/generate-steps.mjs')
  process.exit(1)
}
writeFileSync(file, made)

function tableOf(steps) {
  const rows = Object.entries(steps).map(([id, step]) => {
    const [standard, fragment] = step.anchor.split('#')
    const place = `[${fragment}](${urlOf(step)})`
    const cells = [`\`${id}\``, standards[standard].name, step.number, place, step.summary]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| id | standard | step | where | what |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** The tables of refusals and decisions are no exports of the package, which has them as one. */
async function fromSource(contents) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
  })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}
