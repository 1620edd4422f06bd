import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { divergences } from '../../../src/profile/divergences'
import type { RecordedIds } from '../../../src/profile/recorded-evidence'
import { browserNames, type CorpusFile, readCorpus } from '../replay'
import { type Finding, findEvidence } from './find-evidence'
import { judgeCorpus, measure, measuredJSON } from './measured'
import { sourceFile } from './source-file'

/** Paths from the root of the repository, where npm runs the lab. */
export const corpusDirectory = 'spec-tests/lab/corpus'
export const evidenceFile = 'src/profile/recorded-evidence.ts'
export const agreementFile = 'docs/lab/agreement.json'

/**
 * npm run lab -- evidence: goes through the corpus, writes which recordings show the rows of the divergence table, and
 * how many scenarios agree; prints what is shown by none.
 *
 * @returns 1 where a value that the table gives a browser is not shown, and the row does not say why.
 */
export function evidence(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { corpus: { type: 'string', default: corpusDirectory } },
  })
  const corpus = readCorpus(values.corpus)
  const findings = browserNames.flatMap((browser) => findEvidence(browser, corpus))
  writeFileSync(evidenceFile, sourceFile(idsOf(findings)))
  mkdirSync('docs/lab', { recursive: true })
  writeFileSync(agreementFile, measuredJSON(measure(judgeCorpus(corpus))))
  const missing = findings.filter(isMissing)
  for (const line of missing.map(missingLine)) process.stdout.write(`${line}\n`)
  process.stdout.write(`${summary(findings, corpus)}\n`)
  return missing.length === 0 ? 0 : 1
}

/** By row, in the order of the table. */
function idsOf(findings: readonly Finding[]): ReadonlyMap<string, RecordedIds> {
  return new Map(
    divergences.map(({ id }) => [
      id,
      Object.fromEntries(
        findings.filter((one) => one.row.id === id && one.shown).map(({ browser, ids }) => [browser, ids]),
      ) as RecordedIds,
    ]),
  )
}

/** Whether a browser has a value of its own that no recording shows, and the row does not say why. */
function isMissing({ row, browser, shown }: Finding): boolean {
  if (shown || row.values[browser] === undefined || row.evidence.kind === 'documented') return false
  return row.evidence.unrecorded[browser] === undefined
}

function missingLine({ row, browser, ids, notRuledOut }: Finding): string {
  const others = notRuledOut.map((value) => JSON.stringify(value)).join(', ')
  const some = ids.length === 0 ? '' : `, only others (${ids.join(', ')})`
  return `${row.id} ${row.knob}: no recording of ${browser} contradicts ${others}${some}`
}

function summary(findings: readonly Finding[], corpus: readonly CorpusFile[]): string {
  const own = findings.filter(({ row, browser }) => row.values[browser] !== undefined)
  const recordings = corpus.reduce((sum, { file }) => sum + file.recordings.length, 0)
  const shown = own.filter((one) => one.shown).length
  return `${shown} of ${own.length} values shown by ${recordings} recordings in ${corpus.length} files`
}
