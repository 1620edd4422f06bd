import { ConfigError } from '../infra/config-error'

/** The error of one value that is wrong: of something that is missing, where there is none. */
export function invalid(path: string, value: unknown, message: string): ConfigError {
  return new ConfigError([{ path, value, reason: value === undefined ? 'missing' : 'invalid', message }])
}
