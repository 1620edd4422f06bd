import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { divergences } from '../../../src/profile/divergences'
import type { RecordedIds } from '../../../src/profile/recorded-evidence'
import { browserNames, type CorpusFile, judgeFile, readCorpus } from '../replay'
import { type Finding, findEvidence } from './find-evidence'
import { measure, measuredJSON, type Replayed } from './measured'
import { sourceFile } from './source-file'

/** From the directory of the lab. */
export const evidenceFile = '../../src/profile/recorded-evidence.ts'
const agreementFile = '../../docs/lab/agreement.json'

/**
 * npm run lab -- evidence [--corpus DIR]: goes through the corpus, writes which recordings show the rows of the divergence table, and
 * how many scenarios agree; prints what is shown by none.
 *
 * @returns 1 where a value that the table gives a browser is not shown, and the row does not say why.
 */
export async function evidence(args: string[], lab: string): Promise<number> {
  const { values } = parseArgs({ args, options: { corpus: { type: 'string' } } })
  const corpus = readCorpus(values.corpus ?? join(lab, 'corpus'))
  const findings = browserNames.flatMap((browser) => findEvidence(browser, corpus))
  writeFileSync(join(lab, evidenceFile), sourceFile(idsOf(findings)))
  const replayed: Replayed[] = []
  for (const one of corpus) replayed.push({ ...one, judged: await judgeFile(one.file) })
  writeFileSync(join(lab, agreementFile), measuredJSON(measure(replayed)))
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
