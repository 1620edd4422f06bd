import { ansiPaint, hang, noPaint, type Paint } from '../../explain/text-layout'
import type { Command } from '../command'
import { defaultInput, runDemo } from '../demo/express-demo'
import { storyJson, storyText } from '../demo/express-story'
import { runLoginDemo } from '../demo/login-demo'
import { loginJson, loginText } from '../demo/login-text'
import { runSeeds, seeds, seedsNamed } from '../demo/seeds/run-seeds'
import { seedsJson } from '../demo/seeds/seeds-json'
import { missingWords, seedsText } from '../demo/seeds/seeds-text'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import type { ParsedOptions } from '../parse-options'
import { didYouMean } from '../suggest'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

/** The demos there are. */
const demos: readonly Demo[] = [
  { name: 'express', summary: 'a page saves with cookies, and Express answers *', run: runExpress },
  {
    name: 'login',
    summary: 'ten logins: which cookies are kept, and which later request carries the session',
    run: runLogin,
  },
  {
    name: 'seeds',
    summary:
      'what five posts on the web build, with real Express, Flask and nginx: where each goes wrong, and the fix',
    takes: seeds.map(({ id }) => id),
    run: runSeedsDemo,
  },
]

interface Demo {
  readonly name: string
  readonly summary: string
  /** What may be named behind it, to have that alone. */
  readonly takes?: readonly string[]
  readonly run: (shown: Shown) => Promise<ExitCode>
}

interface Shown {
  /** What of the demo is asked for; null for all of it. */
  readonly part: string | null
  readonly json: boolean
  readonly paint: Paint
  readonly io: IO
}

/** `corsac demo`: servers that really listen, and what each browser makes of them. */
export const demo: Command = {
  name: 'demo',
  usage: ['[NAME]', 'seeds [NUMBER]'],
  summary:
    'runs real servers into what goes wrong with CORS and cookies, and explains it; lists the demos without NAME',
  details: [
    'Nothing in a demo is canned: the servers listen on loopback ports, and the requests are those of each browser. express does what its explanation says.',
  ],
  options: [],
  examples: ['corsac demo', 'corsac demo express', 'corsac demo login', 'corsac demo seeds 001'],
  run: runDemoCommand,
}

async function runDemoCommand(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const [name, part = null, ...extra] = given.positionals
  const json = given.flag('json') === true
  if (name === undefined) {
    io.out(json ? listJson() : listText(io.columns))
    return exitCodes.ok
  }
  const names = demos.map((known) => known.name)
  const found = demos.find((known) => known.name === name)
  if (found === undefined) {
    throw new UsageError(
      `there is no demo called ${shownArgument(name)}.${didYouMean(name, names)} There are: ${names.join(', ')}.`,
    )
  }
  const surplus = found.takes === undefined ? part : extra[0]
  if (typeof surplus === 'string') {
    throw new UsageError(`demo takes one name; ${shownArgument(surplus)} is too much.`)
  }
  const paint = (given.flag('color') ?? io.color) ? ansiPaint : noPaint
  return found.run({ part, json, paint, io })
}

async function runExpress({ json, paint, io }: Shown): Promise<ExitCode> {
  const run = await runDemo(defaultInput)
  io.out(json ? storyJson(run) : storyText(run, paint, io.columns))
  return run.solved ? exitCodes.ok : exitCodes.refused
}

async function runLogin({ json, paint, io }: Shown): Promise<ExitCode> {
  const run = await runLoginDemo()
  io.out(json ? loginJson(run) : loginText(run, paint, io.columns))
  return run.asTold ? exitCodes.ok : exitCodes.refused
}

async function runSeedsDemo({ part, json, paint, io }: Shown): Promise<ExitCode> {
  const chosen = part === null ? seeds : seedsNamed(part)
  if (chosen.length === 0) {
    const ids = seeds.map(({ id }) => id)
    throw new UsageError(`there is no seed ${shownArgument(part ?? '')}. There are: ${ids.join(', ')}.`)
  }
  const run = await runSeeds(chosen)
  // Some may be left out, and who asks for one is to have it.
  if (run.seeds.every(({ missing }) => missing.length > 0)) {
    throw new UsageError(`seed ${part}: ${missingWords(run.seeds.flatMap(({ missing }) => missing))}`)
  }
  io.out(json ? seedsJson(run) : seedsText(run, paint, io.columns))
  return run.asTold ? exitCodes.ok : exitCodes.refused
}

function listJson(): string {
  return `${JSON.stringify({ demos: demos.map(({ name, summary }) => ({ name, summary })) }, null, 2)}\n`
}

function listText(width: number): string {
  return demos
    .flatMap(({ name, summary }) => hang(`corsac demo ${name}   `, summary, width))
    .join('\n')
    .concat('\n')
}
