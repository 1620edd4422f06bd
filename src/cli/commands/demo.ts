import { ansiPaint, hang, noPaint } from '../../explain/text-layout'
import type { Command } from '../command'
import { defaultInput, runDemo } from '../demo/express-demo'
import { storyJson, storyText } from '../demo/express-story'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import type { ParsedOptions } from '../parse-options'
import { didYouMean } from '../suggest'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

/** The demos there are. */
const demos: readonly { readonly name: string; readonly summary: string }[] = [
  { name: 'express', summary: 'a page saves with cookies, and Express answers *' },
]

/** `corsac demo`: a server that really listens, fails, and is mended by what the explanation says. */
export const demo: Command = {
  name: 'demo',
  usage: ['[NAME]'],
  summary:
    'runs a real server into a CORS failure, explains it, mends it, and proves it; lists the demos without NAME',
  details: [
    'Nothing in a demo is canned: the server listens on a loopback port, the requests are those of each browser, and the fix is made from the explanation.',
  ],
  options: [],
  examples: ['corsac demo', 'corsac demo express'],
  run: runDemoCommand,
}

async function runDemoCommand(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const [name, extra] = given.positionals
  const json = given.flag('json') === true
  if (name === undefined) {
    io.out(json ? `${JSON.stringify({ demos }, null, 2)}\n` : listText(io.columns))
    return exitCodes.ok
  }
  const names = demos.map((known) => known.name)
  if (!names.includes(name)) {
    throw new UsageError(
      `there is no demo called ${shownArgument(name)}.${didYouMean(name, names)} There are: ${names.join(', ')}.`,
    )
  }
  if (extra !== undefined) throw new UsageError(`demo takes one name; ${shownArgument(extra)} is too much.`)
  const run = await runDemo(defaultInput)
  const paint = (given.flag('color') ?? io.color) ? ansiPaint : noPaint
  io.out(json ? storyJson(run) : storyText(run, paint, io.columns))
  return run.solved ? exitCodes.ok : exitCodes.refused
}

function listText(width: number): string {
  return demos
    .flatMap(({ name, summary }) => hang(`corsac demo ${name}   `, summary, width))
    .join('\n')
    .concat('\n')
}
