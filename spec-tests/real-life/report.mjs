// Writes docs/lab/real-life.md from both first runs, the fixes of lint, and what is known to be missed today:
//   node spec-tests/real-life/report.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { falseFindings, judge, kept } from './judge.mjs'

const here = new URL('.', import.meta.url)
const json = (path) => JSON.parse(readFileSync(new URL(path, here), 'utf8'))

/** The report, as it has to be. */
export function report() {
  const first = json('first-run.json')
  const second = json('second-run.json')
  const patched = json('first-run-patched.json')
  const notes = json('notes.json')
  const lintClasses = json('lint-classes.json')
  const fuzzClasses = json('fuzz-classes.json')
  const judged = (about, told) => judge(about, told, lintClasses, fuzzClasses)
  const casesOf = (run) =>
    run.results
      .filter(({ form }) => form === 'broken')
      .map((told) => {
        const about = json(`${told.folder}/about.json`)
        return { folder: told.folder, about, told, judged: judged(about, told) }
      })
  const repaired = patched.results.map((told) => {
    const about = json(`${told.folder}/about.json`)
    const still = judged(about, told).filter(({ found }) => found !== null)
    return { ...told, about, still }
  })
  return [
    '# Misconfigurations of real life: what is found',
    '',
    'Written by `node spec-tests/real-life/report.mjs`; do not edit. The configurations, where they are from and what was',
    'expected of each are in `spec-tests/real-life`; the expectations were committed before anything was run, by somebody',
    'who had read neither `src/lint` nor `src/fuzz`.',
    '',
    '## Before any repair',
    '',
    `Fuzz played ${first.runs} cases of each with seed 1, in Chrome, Firefox and Safari. All that was expected was found in`,
    ...rates(casesOf(first)),
    '',
    ...brokenTable(casesOf(first)),
    '',
    '## Findings of medium or higher where nothing should be wrong, before any repair',
    '',
    ...othersOf(first, notes),
    '',
    '## A second set, written blind, before any repair',
    '',
    'The folders from 33 on, and the strict ones from 09 on, were written after the repairs that the first ones led to,',
    'again by somebody who had read neither `src/lint` nor `src/fuzz`.',
    '',
    `Fuzz played ${second.runs} cases of each, as above. All that was expected was found in`,
    ...rates(casesOf(second)),
    '',
    ...brokenTable(casesOf(second)),
    '',
    'Targets that fuzz did not take as they are written:',
    '',
    ...notTaken(second),
    '',
    '## Findings of medium or higher where nothing should be wrong, in the second set',
    '',
    ...othersOf(second, notes),
    '',
    '## The fixes that lint offers, applied as they are',
    '',
    `Of ${repaired.length} broken forms in which lint was to find something, ${repaired.filter(({ still }) => still.length === 0).length} are rid of all that was promised once its diffs are applied, and ${repaired.filter((told) => falseFindings(told).length === 0).length} of everything from medium up. Fuzz played ${patched.runs} cases of each.`,
    '',
    '| case | applied | still found, of what was promised | else, from medium up |',
    '|---|---|---|---|',
    ...repaired.map((told) => {
      const promised = new Set(told.still.map(({ found }) => found))
      const rest = falseFindings(told).filter(({ name }) => !promised.has(name))
      return `| ${told.folder} | ${told.lint.applied.join(', ') || 'nothing offered'} | ${told.still.map(({ tool, found }) => `${tool} ${found}`).join(', ')} | ${named(rest)} |`
    }),
    '',
    '## Today',
    '',
    'The test `spec-tests/real-life/real-life.test.ts` plays all of it. What is not as promised today:',
    '',
    ...known(json('known-misses.json')),
    '',
  ].join('\n')
}

function rates(cases) {
  const promises = cases.flatMap(({ judged }) => judged)
  const line = (name, of) =>
    `| ${name} | ${of.length} | ${of.filter(({ found }) => found !== null).length} | ${of.filter(({ severeEnough }) => severeEnough).length} | ${of.filter(kept).length} |`
  const rows = cases.filter(({ about }) => about.rows.length > 0)
  const whole = (of) => `${of.filter(({ judged }) => judged.every(kept)).length} of ${of.length}`
  const anyhow = cases.filter(({ judged }) => judged.some(kept)).length
  return [
    `${whole(cases)} misconfigurations (${whole(rows)} that are rows of the research on users, ${whole(cases.filter((one) => !rows.includes(one)))} others);`,
    `at least one of the two commands found what it was to find in ${anyhow} of ${cases.length}.`,
    '',
    '| expected | number | found | as severe | in as small a case |',
    '|---|---|---|---|---|',
    line(
      'lint',
      promises.filter(({ tool }) => tool === 'lint'),
    ),
    line(
      'fuzz',
      promises.filter(({ tool }) => tool === 'fuzz'),
    ),
  ]
}

function brokenTable(cases) {
  return [
    '| case | rows | expected of lint | found | expected of fuzz | found | smallest case |',
    '|---|---|---|---|---|---|---|',
    ...cases.map(brokenRow),
  ]
}

/** What was found in the forms where nothing should be. */
function othersOf(run, notes) {
  const others = run.results
    .filter(({ form }) => form !== 'broken')
    .map((told) => ({ ...told, found: falseFindings(told) }))
  const number = (wanted) => others.filter(({ form }) => form === wanted).length
  const rows = others
    .filter(({ found }) => found.length > 0)
    .map(
      ({ folder, form, found }) =>
        `| ${folder}, ${form} | ${named(found)} | ${notes.falseFindings[folder] ?? 'not looked into'} |`,
    )
  return [
    `${number('fixed')} fixed forms and ${number('strict')} strict configurations; ${count(others, 'lint')} such findings of lint, ${count(others, 'fuzz')} of fuzz.`,
    ...(rows.length === 0 ? [] : ['', '| configuration | finding | what it is |', '|---|---|---|', ...rows]),
  ]
}

/** Forms that could not be played at all. */
function notTaken({ results }) {
  const lines = results
    .filter(({ fuzz }) => fuzz !== null && fuzz.cases === 0)
    .map(
      ({ folder, form, fuzz }) => `- ${folder}, ${form}: ${fuzz.stderr.replace(/\S+\/(?=[^/\s]+ has )/, '')}`,
    )
  return lines.length === 0 ? ['None.'] : lines
}

function brokenRow({ folder, about, told, judged }) {
  const of = (tool) => judged.filter((one) => one.tool === tool)
  const cell = (list, text) => (list.length === 0 ? '' : list.map(text).join('; '))
  const promised = ({ promised, atLeast }) => `${promised}, ${atLeast}`
  const found = (one) =>
    `${kept(one) ? '✓' : '✗'} ${one.found === null ? 'no' : `${one.found}, ${one.severity}`}`
  const smallest = told.fuzz?.findings.find((finding) =>
    of('fuzz').some((one) => one.found === finding.class),
  )
  return `| ${folder}: ${about.title} | ${about.rows.join(', ')} | ${cell(of('lint'), promised)} | ${cell(of('lint'), found)} | ${cell(of('fuzz'), promised)} | ${cell(of('fuzz'), found)} | ${smallest?.case?.join(', then ') ?? ''} |`
}

function named(found) {
  const names = found.map(({ tool, name, severity }) => `${tool} ${name}, ${severity}`)
  return [...new Set(names)].join('; ')
}

function count(others, tool) {
  return others.reduce((sum, { found }) => sum + found.filter((one) => one.tool === tool).length, 0)
}

function known({ misses, falseFindings: others }) {
  const lines = [
    ...misses.map(({ folder, tool, promised, reason }) => `- ${folder}: ${tool}, ${promised}. ${reason}`),
    ...others.map(({ folder, form, name, reason }) => `- ${folder}, ${form}: ${name}. ${reason}`),
  ]
  return lines.length === 0 ? ['Nothing: all is found, and nothing else.'] : lines
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../../docs/lab/real-life.md', here), report())
}
