import { ansiPaint, noPaint } from '../../explain/text-layout'
import { diffProfiles } from '../../profile/diff-profiles'
import { divergences } from '../../profile/divergences'
import { engines } from '../../profile/engine'
import { profiles as allProfiles, type Profile } from '../../profile/profile'
import type { Command } from '../command'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import { namedProfile } from '../named-profile'
import type { ParsedOptions } from '../parse-options'
import { diffText, profilesText, type TableStyle } from '../profiles-text'
import { didYouMean } from '../suggest'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

/** `corsac profiles`: the divergence table, or what sets two profiles apart. */
export const profiles: Command = {
  name: 'profiles',
  usage: ['', 'diff A B'],
  summary: 'shows where browsers leave the standards, or what sets two of them apart',
  details: [
    'Each row is one place where an engine leaves the standards, or fills in what they leave open: who does what, and how we know. --verbose adds notes, sources, and where in the standards the row acts.',
  ],
  options: [{ name: 'verbose', short: 'v', value: null, help: 'notes, sources and places in the standards' }],
  examples: [
    'corsac profiles',
    'corsac profiles diff chromium safari',
    'corsac profiles diff spec firefox --json',
  ],
  run: runProfiles,
}

async function runProfiles(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const [action, ...names] = given.positionals
  const style: TableStyle = {
    paint: (given.flag('color') ?? io.color) ? ansiPaint : noPaint,
    width: io.columns,
    verbose: given.flag('verbose') === true,
  }
  const json = given.flag('json') === true
  if (action === undefined) {
    const all = { profiles: engines.map((name) => allProfiles[name]), divergences }
    io.out(json ? jsonText(all) : profilesText(divergences, style))
    return exitCodes.ok
  }
  if (action !== 'diff') {
    throw new UsageError(
      `profiles takes nothing, or diff A B; not ${shownArgument(action)}.${didYouMean(action, ['diff'])}`,
    )
  }
  const [a, b] = twoProfiles(names)
  const differences = diffProfiles(a, b)
  io.out(json ? jsonText({ a: a.name, b: b.name, differences }) : diffText(a, b, differences, style))
  return exitCodes.ok
}

function twoProfiles(names: readonly string[]): readonly [Profile, Profile] {
  const [a, b, extra] = names
  if (a === undefined || b === undefined || extra !== undefined) {
    throw new UsageError('profiles diff takes two profiles: corsac profiles diff chromium safari')
  }
  return [namedProfile(a, 'profiles diff'), namedProfile(b, 'profiles diff')]
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
