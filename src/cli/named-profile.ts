import { ConfigError } from '../infra/config-error'
import { engineAliases, engines } from '../profile/engine'
import { type Profile, profileNamed } from '../profile/profile'
import { didYouMean } from './suggest'
import { UsageError } from './usage-error'
import { shownArgument } from './without-secrets'

/** What profiles can be called on the command line. */
export const profileNames: readonly string[] = [...engines, ...Object.keys(engineAliases)]

/**
 * The profile of that name, asked for by an argument.
 *
 * @throws UsageError naming the argument
 */
export function namedProfile(name: string, argument: string): Profile {
  try {
    return profileNamed(name)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const names = profileNames.join(', ')
    throw new UsageError(
      `${argument} must be one of ${names}; not ${shownArgument(name)}.${didYouMean(name, profileNames)}`,
    )
  }
}
