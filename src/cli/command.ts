import type { ExitCode } from './exit-codes'
import type { IO } from './io'
import type { OptionRow, ParsedOptions } from './parse-options'

/** One command of the command line. */
export interface Command {
  readonly name: string
  /** What stands behind the name in help: `URL --origin ORIGIN [options]`. */
  readonly usage: readonly string[]
  readonly summary: string
  /** Paragraphs. */
  readonly details: readonly string[]
  readonly options: readonly OptionRow[]
  /** Command lines, without what they print. */
  readonly examples: readonly string[]
  /** @throws UsageError where the arguments are wrong. */
  readonly run: (options: ParsedOptions, io: IO) => Promise<ExitCode>
}

/** What every command understands. */
export const commonOptions: readonly OptionRow[] = [
  { name: 'json', value: null, help: 'print JSON, for programs' },
  {
    name: 'color',
    value: null,
    negatable: true,
    help: 'use colour, or with --no-color none; by default, on a terminal without NO_COLOR',
  },
  { name: 'help', short: 'h', value: null, help: 'print this' },
]
