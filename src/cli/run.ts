import { maskURLs } from '../explain/mask'
import { ansiPaint, noPaint } from '../explain/text-layout'
import { NotModelled } from '../fetch/misuse'
import { ConfigError } from '../infra/config-error'
import { type Command, commonOptions } from './command'
import { demo } from './commands/demo'
import { explain } from './commands/explain'
import { fuzz } from './commands/fuzz'
import { lint } from './commands/lint'
import { profiles } from './commands/profiles'
import { type ExitCode, exitCodes } from './exit-codes'
import { commandHelp, generalHelp } from './help'
import type { IO } from './io'
import { parseOptions } from './parse-options'
import { didYouMean } from './suggest'
import { UsageError } from './usage-error'
import { shownArgument } from './without-secrets'

const commands: readonly Command[] = [explain, lint, demo, profiles, fuzz]

/** The whole command line: what to end with. Never rejects for what a user can have done wrong. */
export async function run(args: readonly string[], io: IO): Promise<ExitCode> {
  try {
    return await dispatch(args, io)
  } catch (error) {
    const message = messageFor(error)
    if (message === null) throw error
    // What arguments hold is masked where it is put into words; this is for what other rooms repeat of it.
    io.err(`corsac: ${maskURLs(message)}\n`)
    return exitCodes.usage
  }
}

/** What to tell the user; null where it is not the user's doing. */
function messageFor(error: unknown): string | null {
  if (error instanceof UsageError || error instanceof NotModelled) return error.message
  if (error instanceof ConfigError) return error.issues.map((issue) => issue.message).join('\n        ')
  return null
}

async function dispatch(args: readonly string[], io: IO): Promise<ExitCode> {
  const [first, ...rest] = args
  switch (first) {
    case undefined:
      io.err(generalHelp(commands, noPaint, io.columns))
      return exitCodes.usage
    case '--help':
    case '-h':
    case 'help':
      return help(rest, io)
    case '--version':
    case '-v':
    case '-V':
      io.out(`${io.version}\n`)
      return exitCodes.ok
  }
  const command = commandNamed(first)
  const options = parseOptions(command.name, [...command.options, ...commonOptions], rest)
  if (options.flag('help') !== true) return command.run(options, io)
  io.out(commandHelp(command, (options.flag('color') ?? io.color) ? ansiPaint : noPaint, io.columns))
  return exitCodes.ok
}

function help([name]: readonly string[], io: IO): ExitCode {
  const paint = io.color ? ansiPaint : noPaint
  if (name === undefined) io.out(generalHelp(commands, paint, io.columns))
  else io.out(commandHelp(commandNamed(name), paint, io.columns))
  return exitCodes.ok
}

function commandNamed(name: string): Command {
  const command = commands.find((known) => known.name === name)
  if (command !== undefined) return command
  const names = commands.map((known) => known.name)
  if (name.startsWith('-')) {
    throw new UsageError(`${name} needs a command before it: ${names.join(', ')}. See corsac --help.`)
  }
  // Whoever pastes a URL wants it explained.
  const meant = name.includes('://') ? ' Did you mean corsac explain?' : didYouMean(name, names)
  throw new UsageError(`${shownArgument(name)} is no command.${meant} There are ${names.join(', ')}.`)
}
