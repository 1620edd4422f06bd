import { hang, type Paint } from '../explain/text-layout'
import type { ProfileDifference } from '../profile/diff-profiles'
import type { Row } from '../profile/divergences'
import { engineAliases, engines } from '../profile/engine'
import type { Knobs } from '../profile/knobs'
import { type Profile, profiles } from '../profile/profile'
import type { RowEvidence } from '../profile/row-evidence'

/** How the table is written. */
export interface TableStyle {
  readonly paint: Paint
  readonly width: number
  /** With notes, sources and anchors. */
  readonly verbose: boolean
}

/** The profiles, and every row of the divergence table. */
export function profilesText(rows: readonly Row[], style: TableStyle): string {
  const { paint, width } = style
  const recorded = rows.filter((row) => row.evidence.kind === 'recorded').length
  const heading = `Where they part: ${rows.length} rows, ${recorded} of them from recordings of our own, ${rows.length - recorded} documented by sources. A profile that is not named does as the standard.`
  return text([
    paint.bold('Profiles'),
    ...profileLines(rows, style),
    '',
    ...hang('', heading, width),
    ...rows.flatMap((row) => ['', ...rowLines(row, style)]),
  ])
}

function profileLines(rows: readonly Row[], { paint }: TableStyle): readonly string[] {
  return engines.map((name) => {
    const { version } = profiles[name]
    const also = Object.entries(engineAliases).flatMap(([alias, of]) => (of === name ? [alias] : []))
    const own = rows.filter((row) => name !== 'spec' && row.values[name] !== undefined).length
    const count = name === 'spec' ? 'the standards as written' : `${own} rows`
    const names = also.length === 0 ? '' : paint.dim(` (also ${also.join(', ')})`)
    return `  ${name.padEnd(10)} ${(version ?? '').padEnd(6)} ${count}${names}`
  })
}

/** One row: what differs, and who does what. */
function rowLines(row: Row, style: TableStyle): readonly string[] {
  const { width } = style
  const values = engines.flatMap((name): (readonly [string, string])[] => {
    const value = name === 'spec' ? row.values.spec : row.values[name]
    if (value === undefined) return []
    return [[name === 'spec' && row.leftOpen ? 'spec (open)' : name, shownValue(row.knob, value)]]
  })
  return [
    ...headLines(row, style),
    ...hang('  ', row.summary, width),
    ...valueLines(values, style),
    ...evidenceLines(row, style),
  ]
}

/** The knobs on which two profiles differ, and why. */
export function diffText(
  a: Profile,
  b: Profile,
  differences: readonly ProfileDifference[],
  style: TableStyle,
): string {
  const { paint, width } = style
  if (differences.length === 0)
    return text(hang('', `${named(a)} and ${named(b)} do the same everywhere.`, width))
  const heading = `${named(a)} and ${named(b)} part in ${differences.length} ${differences.length === 1 ? 'place' : 'places'}.`
  return text([
    paint.bold(heading),
    ...differences.flatMap((difference) => ['', ...differenceLines(a, b, difference, style)]),
  ])
}

function named({ name, version }: Profile): string {
  return version === null ? name : `${name} ${version}`
}

function differenceLines(
  a: Profile,
  b: Profile,
  { knob, a: valueOfA, b: valueOfB, rows }: ProfileDifference,
  style: TableStyle,
): readonly string[] {
  const values = [
    [a.name, shownValue(knob, valueOfA)],
    [b.name, shownValue(knob, valueOfB)],
  ] as const
  const [row] = rows
  if (row === undefined) return [style.paint.bold(knob), ...valueLines(values, style)]
  return [
    ...headLines(row, style),
    ...hang('  ', row.summary, style.width),
    ...valueLines(values, style),
    ...evidenceLines(row, style),
  ]
}

/** `DV-14  maxAgeLimit`, and the kind of evidence at the right. */
function headLines({ id, knob, evidence }: Row, { paint, width }: TableStyle): readonly string[] {
  const left = `${id.padEnd(5)}  ${knob}`
  const gap = ' '.repeat(Math.max(2, Math.min(width, 80) - left.length - evidence.kind.length))
  return [`${paint.bold(left)}${gap}${paint.dim(evidence.kind)}`]
}

/** Each value behind whose it is. */
function valueLines(
  values: readonly (readonly [whose: string, value: string])[],
  { width }: TableStyle,
): readonly string[] {
  const column = Math.max(...values.map(([whose]) => whose.length)) + 2
  return values.flatMap(([whose, value]) => hang(`    ${whose.padEnd(column)}`, value, width))
}

function evidenceLines(
  { anchor, note, evidence }: Row,
  { paint, width, verbose }: TableStyle,
): readonly string[] {
  if (!verbose) return []
  return [
    ...(note === null ? [] : hang('  ', note, width, paint.dim)),
    ...hang('  ', `Acts at ${anchor}.`, width, paint.dim),
    ...evidenceTexts(evidence).flatMap((sentence) => hang('  ', sentence, width, paint.dim)),
  ]
}

/** Which recordings show the row, what they do not show, and what sources say. */
function evidenceTexts(evidence: RowEvidence): readonly string[] {
  const read = evidence.source === null ? [] : [`Read on ${evidence.date}: ${evidence.source}.`]
  if (evidence.kind === 'documented') return [`Not recorded: ${evidence.why}.`, ...read]
  const recorded = Object.entries(evidence.recordings).map(
    ([browser, ids]) => `Recorded in ${browser}: ${ids.join(', ')}.`,
  )
  const unrecorded = Object.entries(evidence.unrecorded).map(
    ([engine, why]) => `Not recorded in ${engine}: ${why}.`,
  )
  return [...recorded, ...unrecorded, ...read]
}

/** A value as people write it: a list with commas, `none` for an empty one, seconds with their unit. */
function shownValue(knob: keyof Knobs, value: Knobs[keyof Knobs]): string {
  if (value === null) return 'no limit'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return knob.startsWith('maxAge') ? `${value} seconds` : String(value)
  if (typeof value === 'string') return value
  return value.length === 0 ? 'none' : value.join(', ')
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
