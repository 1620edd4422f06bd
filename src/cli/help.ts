import { hang, type Paint } from '../explain/text-layout'
import { type Command, commonOptions } from './command'
import type { OptionRow } from './parse-options'

/** What `corsac --help` prints. */
export function generalHelp(commands: readonly Command[], paint: Paint, width: number): string {
  return lines([
    `${paint.bold('corsac')}: what browsers do with a cross-origin request, and why`,
    '',
    ...commands.flatMap(({ name, usage, summary }) => [
      ...usage.map((line) => `  ${paint.bold(`corsac ${name}`)}${line === '' ? '' : ` ${line}`}`),
      ...hang('      ', summary, width, paint.dim),
    ]),
    '',
    ...hang('', 'Every command takes --json and --help. There is also corsac --version.', width),
    '',
    ...exitCodeLines,
  ])
}

/** What `corsac <command> --help` prints. */
export function commandHelp(command: Command, paint: Paint, width: number): string {
  const { name, usage, summary, details, examples } = command
  return lines([
    ...usage.map((line) => `${paint.bold(`corsac ${name}`)}${line === '' ? '' : ` ${line}`}`),
    '',
    ...hang('', capitalized(summary), width),
    ...details.flatMap((text) => ['', ...hang('', text, width)]),
    '',
    paint.bold('Options'),
    ...optionLines([...command.options, ...commonOptions], width),
    '',
    paint.bold(examples.length === 1 ? 'Example' : 'Examples'),
    ...examples.map((example) => `  ${example}`),
    '',
    ...exitCodeLines,
  ])
}

const exitCodeLines: readonly string[] = [
  'Exit codes: 0 nothing wrong, 1 a browser would refuse, or a finding,',
  '2 wrong usage or input, 3 the network failed, 130 stopped with Ctrl-C.',
]

/** The options in two columns. */
function optionLines(rows: readonly OptionRow[], width: number): readonly string[] {
  const column = 28
  return rows.flatMap((row) => {
    const written = spelled(row)
    const own = written.length + 2 > column
    const text = row.choices === undefined ? row.help : `${row.help}: ${row.choices.join(', ')}`
    const first = own ? ' '.repeat(column) : written.padEnd(column)
    return [...(own ? [written] : []), ...hang(first, text, width)]
  })
}

function spelled({ name, short, value, multiple, negatable }: OptionRow): string {
  const argument = value === null ? '' : ` ${value}`
  const both = `${short === undefined ? '    ' : `-${short}, `}--${name}${argument}`
  return `  ${both}${multiple === true ? ' …' : ''}${negatable === true ? `, --no-${name}` : ''}`
}

function capitalized(text: string): string {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  return sentence.endsWith('.') ? sentence : `${sentence}.`
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
