import { ConfigError } from '../infra/config-error'
import type { Loaded } from './load-target'

/** A model of the server that a configuration file is for. */
export async function loadConfiguration(path: string, dialect: string | null): Promise<Loaded> {
  throw new ConfigError([
    {
      path: 'target',
      value: `${path} ${dialect}`,
      reason: 'invalid',
      message: 'configuration files are not read yet',
    },
  ])
}
