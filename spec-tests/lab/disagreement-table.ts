import type { BrowserName } from './browsers/driver'
import type { Disagreement } from './compare'
import { explanationOf } from './known-disagreements'
import type { Scenario } from './scenario'

/** Characters of a value in a table; of longer ones it has the place where they differ. */
const cellWidth = 56

/** A scenario that disagrees, as a person reads it: one table of what differs, and the scenario itself. */
export function disagreementTable(
  browser: BrowserName,
  scenario: Scenario,
  found: readonly Disagreement[],
): string {
  const rows = found.map(({ step, field, recorded, predicted }) => [
    typeof step === 'string' ? step : `${step} ${scenario.steps[step]?.kind ?? ''}`,
    field,
    ...side(recorded, predicted),
  ])
  const known = new Set(found.map((one) => explanationOf(browser, scenario, one)?.id ?? 'not explained'))
  return [
    `${scenario.id}  [${[...known].join(', ')}]${scenario.about === null ? '' : `  ${scenario.about}`}`,
    ...aligned([['step', 'field', browser, 'corsac'], ...rows]).map((line) => `  ${line}`),
    `  ${JSON.stringify(scenario)}`,
    '',
  ].join('\n')
}

/** Columns as wide as the widest of their cells. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Two values in cells that show where they differ. */
function side(one: string, other: string): [string, string] {
  let same = 0
  while (same < one.length && one[same] === other[same]) same++
  const from = Math.max(one.length, other.length) <= cellWidth ? 0 : Math.max(0, same - cellWidth / 4)
  return [cell(one, from), cell(other, from)]
}

function cell(text: string, from: number): string {
  const shown = `${from === 0 ? '' : '…'}${text.slice(from)}`.replaceAll('\r', '␍').replaceAll('\n', '␊')
  return shown.length > cellWidth ? `${shown.slice(0, cellWidth - 1)}…` : shown
}
