import { parseArgs } from 'node:util'
import { didYouMean } from './suggest'
import { UsageError } from './usage-error'
import { shownArgument } from './without-secrets'

/** One option of a command. */
export interface OptionRow {
  readonly name: string
  readonly short?: string
  /** What stands for its value in help, `URL`; null for a switch. */
  readonly value: string | null
  /** Whether it may be there several times. */
  readonly multiple?: boolean
  /** Whether `--no-name` is understood as well. */
  readonly negatable?: boolean
  /** The values there are, where they can be counted. */
  readonly choices?: readonly string[]
  readonly help: string
}

/** What was written, by option name. */
export interface ParsedOptions {
  readonly positionals: readonly string[]
  /** The value that was written last; null where the option is not there. */
  readonly value: (name: string) => string | null
  /** Every value of an option that may be there several times. */
  readonly values: (name: string) => readonly string[]
  /** Null where neither `--name` nor `--no-name` is there. */
  readonly flag: (name: string) => boolean | null
}

/**
 * Command line arguments by the options that a command has.
 *
 * @throws UsageError for an option it has not, a value that is missing, or is none of the choices.
 */
export function parseOptions(
  command: string,
  rows: readonly OptionRow[],
  args: readonly string[],
): ParsedOptions {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(rows.map((row) => [row.name, parseArgsOption(row)])),
    // Its own complaints do not know the way out.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const positionals: string[] = []
  const values = new Map<string, string[]>()
  const flags = new Map<string, boolean>()
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { row, negated } = rowOf(command, rows, token.name, token.rawName)
    if (row.value === null) {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} is a switch and takes no value.`)
      flags.set(row.name, !negated)
    } else {
      values.set(row.name, [...(values.get(row.name) ?? []), optionValue(row, token, rows)])
    }
  }
  return {
    positionals,
    value: (name) => values.get(name)?.at(-1) ?? null,
    values: (name) => values.get(name) ?? [],
    flag: (name) => flags.get(name) ?? null,
  }
}

function parseArgsOption(row: OptionRow): { type: 'string' | 'boolean'; short?: string; multiple: boolean } {
  const type = row.value === null ? 'boolean' : 'string'
  return { type, multiple: true, ...(row.short === undefined ? {} : { short: row.short }) }
}

function rowOf(
  command: string,
  rows: readonly OptionRow[],
  name: string,
  written: string,
): { row: OptionRow; negated: boolean } {
  const row = rows.find((option) => option.name === name)
  if (row !== undefined) return { row, negated: false }
  const positive = name.startsWith('no-') ? rows.find((option) => option.name === name.slice(3)) : undefined
  if (positive?.negatable === true) return { row: positive, negated: true }
  const all = rows.flatMap((option) => [
    `--${option.name}`,
    ...(option.negatable === true ? [`--no-${option.name}`] : []),
  ])
  throw new UsageError(
    `${written} is no option of corsac ${command}.${didYouMean(`--${name}`, all)} See corsac ${command} --help.`,
  )
}

function optionValue(
  row: OptionRow,
  token: {
    readonly rawName: string
    readonly value?: string | undefined
    readonly inlineValue?: boolean | undefined
  },
  rows: readonly OptionRow[],
): string {
  const { value, rawName } = token
  // `--origin --json`: whoever means a value that looks so can write `--origin=--json`.
  if (value === undefined || (token.inlineValue !== true && looksLikeOption(value, rows))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${row.value}.`)
  }
  if (row.choices !== undefined && !row.choices.includes(value)) {
    const choices = row.choices.join(', ')
    throw new UsageError(
      `${rawName} must be one of ${choices}; not ${shownArgument(value)}.${didYouMean(value, row.choices)}`,
    )
  }
  return value
}

function looksLikeOption(value: string, rows: readonly OptionRow[]): boolean {
  const name = value.split('=', 1)[0]
  return rows.some((row) => name === `--${row.name}` || (row.short !== undefined && name === `-${row.short}`))
}
