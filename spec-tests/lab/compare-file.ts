import { aligned, disagreementTable } from './disagreement-table'
import { readRecordingsSync } from './recording-file'
import { agreementByFamily, agreementLine, agreementOf, agrees, judgeFile, percentage } from './replay'

/** How much of what disagrees `compare` prints. */
export interface Shown {
  /** Tables of disagreements, at most, of each file. */
  readonly tables: number
  /** Only scenarios whose id has this in it. */
  readonly only: string
}

/** What recording files say against the predictions: tables, counts by kind of field and by family, agreement. */
export async function* compareFile(path: string, { tables, only }: Shown): AsyncGenerator<string> {
  const file = readRecordingsSync(path)
  const { browser, version } = file.header
  const judged = (await judgeFile(file)).filter(({ scenario }) => scenario.id.includes(only))
  const kinds = new Map<string, Set<string>>()
  let printed = 0
  for (const { scenario, found } of judged) {
    if (found === null) {
      yield `${scenario.id} was not played`
      continue
    }
    if (found.length > 0 && printed++ < tables) yield disagreementTable(browser, scenario, found)
    for (const { step, field } of found) {
      const place = typeof step === 'string' ? step : scenario.steps[step]?.kind
      const kind = `${place} ${field.replace(/\[\d+\]/g, '[]').replace(/^https?:\S+ /, '')}`
      const ids = kinds.get(kind)
      if (ids === undefined) kinds.set(kind, new Set([scenario.id]))
      else ids.add(scenario.id)
    }
  }
  const byCount = [...kinds].sort(([, a], [, b]) => b.size - a.size)
  yield* aligned(byCount.map(([kind, ids]) => [String(ids.size).padStart(6), kind, examples(ids)]))
  for (const [family, agreement] of agreementByFamily(judged.filter((one) => one.found !== null))) {
    if (agreement.agreed < agreement.scenarios)
      yield `${percentage(agreement).toFixed(1).padStart(6)} % of ${agreement.scenarios} in ${family}`
  }
  const missed = judged.filter((one) => !agrees(one)).length
  yield `${path}: ${browser} ${version}, ${missed} disagree`
  yield agreementLine(agreementOf(judged))
}

function examples(ids: ReadonlySet<string>): string {
  return [...ids].slice(0, 5).join(' ')
}
