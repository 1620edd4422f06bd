import { ConfigError } from '../infra/config-error'

/** Why there is no target, to be thrown. */
export function unusable(message: string): ConfigError {
  return new ConfigError([{ path: 'target', value: undefined, reason: 'invalid', message }])
}
