import type { Pool } from '../../campaign/pool'
import { createProgress } from '../../campaign/target-spec'
import { describeIntent } from '../../fuzz/describe-intent'
import { readIntent } from '../../fuzz/intent'
import type { Intent } from '../../fuzz/types'
import { ConfigError } from '../../infra/config-error'
import { mistakeIn } from '../../lint/rules/dead-origins'
import type { IO } from '../io'
import type { ParsedOptions } from '../parse-options'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'
import type { Asked } from './fuzz-options'

/**
 * Who may read what: from a file, from the arguments, or learned from the target, which then has to be confirmed.
 * `known` are paths to ask for that the target's configuration names. Cookies of users are those of the arguments, where
 * there are some. Null where somebody stopped it.
 *
 * @throws UsageError where it cannot be read, or was not confirmed
 */
export async function intentAsked(
  given: ParsedOptions,
  asked: Asked,
  known: readonly string[],
  pool: Pool,
  io: IO,
): Promise<Intent | null> {
  const intent = await withoutCookies(given, asked, known, pool, io)
  const cookies = given.values('cookie')
  return intent === null || cookies.length === 0 ? intent : readIntent({ ...intent, cookies })
}

async function withoutCookies(
  given: ParsedOptions,
  asked: Asked,
  known: readonly string[],
  pool: Pool,
  io: IO,
): Promise<Intent | null> {
  const file = given.value('intent')
  const origins = given.values('origin')
  if (file !== null) {
    const other = ['origin', 'path', 'method', 'header'].find((name) => given.values(name).length > 0)
    const twice = other ?? (given.flag('credentials') === true ? 'credentials' : null)
    if (twice !== null) {
      throw new UsageError(
        `--intent ${shownArgument(file)} says who may read what, and so does --${twice}: leave out one of them.`,
      )
    }
    return withPaths(fromFile(file, io), [...asked.paths, ...known])
  }
  if (origins.length > 0) return fromArguments(given, asked, origins, known)
  const ended = await pool.run<'learn'>({
    kind: 'learn',
    target: asked.target,
    learn: {
      target: asked.origin,
      paths: asked.paths.length === 0 ? ['/', ...known] : asked.paths,
    },
    progress: createProgress(),
  })
  if (ended.kind === 'stopped') return null
  if (ended.kind !== 'done') {
    throw new UsageError(
      'nothing could be learned from the target, which does not answer: say who may read with --origin or --intent',
    )
  }
  if (given.flag('print-intent') !== true) await confirmed(ended.result, given, io)
  return ended.result
}

/** The same intent, and more to ask for: what is meant does not change by that. */
export function withPaths(intent: Intent, known: readonly string[]): Intent {
  return { ...intent, paths: [...new Set([...intent.paths, ...known])] }
}

const namesNobody =
  'The target names nobody, at least not to a stranger. Where somebody is meant to read, say who: --origin https://app.example.com --credentials'

/** Shown, and asked about where somebody sits there. */
async function confirmed(intent: Intent, given: ParsedOptions, io: IO): Promise<void> {
  io.err(`Nobody said who may read what. This was learned from the target:\n\n${describeIntent(intent)}\n`)
  if (intent.grants.length === 0) io.err(`${namesNobody}\n\n`)
  if (given.flag('yes') === true) return
  const instead =
    'Say it with --origin, or with --intent FILE, which --print-intent > FILE makes for you to change; or take it with --yes.'
  if (io.ask === null) throw new UsageError(`an intent that was learned has to be confirmed. ${instead}`)
  const answer = await io.ask('Is that what is meant? [y/N] ')
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError(`then it cannot be judged by it. ${instead}`)
}

function fromFile(path: string, io: IO): Intent {
  let text: string
  try {
    text = io.read(path).toString('utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--intent ${shownArgument(path)} cannot be read (${why}).`)
  }
  try {
    return readIntent(JSON.parse(text))
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--intent ${shownArgument(path)} is no JSON: ${why}`)
  }
}

function fromArguments(
  given: ParsedOptions,
  { origin, paths }: Asked,
  origins: readonly string[],
  known: readonly string[],
): Intent {
  const some = (name: string): readonly string[] | undefined => {
    const values = given.values(name)
    return values.length === 0 ? undefined : values
  }
  for (const each of origins) mustBeOrigin(each)
  return readIntent({
    target: origin,
    paths: known,
    grants: origins.map((who) => ({
      who,
      ...defined('paths', paths.length === 0 ? undefined : paths),
      ...defined('methods', some('method')),
      ...defined('requestHeaders', some('header')),
      credentials: given.flag('credentials') === true,
    })),
  })
}

/** @throws UsageError that says what may have been meant */
function mustBeOrigin(written: string): void {
  const mistake = written === 'anyone' ? null : mistakeIn(written)
  if (mistake === null || written.includes('://*.')) return
  const meant = mistake.meant?.[0]
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  throw new UsageError(
    `--origin must be an origin such as https://app.example.com; not ${shownArgument(written)}.${hint}`,
  )
}

function defined<Name extends string>(name: Name, value: unknown): { readonly [N in Name]?: unknown } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]: unknown })
}
